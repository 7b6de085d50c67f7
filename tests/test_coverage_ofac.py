"""Every value of OFAC's formats is in the graph or named as left, and a dropped one shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from pathlib import Path

import pytest

from kg.coverage import Coverage, coverage
from kg.model import Party, Record, Relation
from kg.sources.base import Source
from kg.sources.ofac.advanced import reader as ofac_advanced
from kg.sources.ofac.enhanced import delta_reader as ofac_delta
from kg.sources.ofac.enhanced import reader as ofac_enhanced
from kg.sources.ofac.flat import reader as ofac_csv
from tests.sources.ofac import advanced_elements, advanced_xml, enhanced_xml, flat_files
from tests.sources.ofac.test_agreement import CSV
from tests.sources.ofac.test_delta import NAME, company

Fault = Callable[[Record], Record]

CHANGED = company(
    general='<remarks action="update" oldValue="old wording">new wording</remarks>',
    names=NAME
    + enhanced_xml.name("2", "AKME", type_="A.K.A.", marks=' action="add"')
    + enhanced_xml.name("3", "OLD NAME", type_="F.K.A.", marks=' action="remove"'),
    content="<features>"
    + enhanced_xml.feature("4", "Website", "www.example.org", marks=' action="remove"')
    + "</features><identityDocuments>"
    + enhanced_xml.id_document("5", "Passport", "X1", "Iran").replace(
        'id="5"', 'id="5" action="add"'
    )
    + "</identityDocuments>",
)
XML = {
    ofac_advanced.SOURCE.key: advanced_xml.document(
        relations=(
            advanced_elements.relationship(
                "11797",
                ("34019", "34024"),
                "Acting for or on behalf of",
                "34019",
                quality="High",
            ),
        )
    ),
    ofac_enhanced.SOURCE.key: enhanced_xml.document(
        enhanced_xml.PERSON, enhanced_xml.COMPANY, enhanced_xml.SHIP
    ),
    ofac_delta.SOURCE.key: enhanced_xml.delta(
        enhanced_xml.PERSON.replace('<entity id="34019"', '<entity id="34019" action="add"'),
        CHANGED,
    ),
}


def _covered(folder: Path, source: Source) -> Coverage:
    if source is ofac_csv.SOURCE:
        paths = [file.path for file in flat_files.write(folder, dict(CSV))]
    else:
        paths = [folder / "list.xml"]
        paths[0].write_text(XML[source.key], encoding="utf-8")
    (found,) = coverage(paths)
    return found


SOURCES = (ofac_csv.SOURCE, ofac_advanced.SOURCE, ofac_enhanced.SOURCE, ofac_delta.SOURCE)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.key))
def test_every_value_is_represented_or_left_with_a_reason(tmp_path: Path, source: Source) -> None:
    found = _covered(tmp_path, source)

    figures = {name: found.total(name) for name in ("missing", "unnamed")}
    assert figures == {"missing": 0, "unnamed": 0}
    assert found.total("represented") + found.total("left") == found.total("occurs") > 30
    assert all(row.reason for row in found.fields if row.left)


def _without(claims: str, **values: object) -> Fault:
    """A reader that takes a field of one kind of claim and drops it: it says the values instead."""

    def fault(record: Record) -> Record:
        if claims == "relations":
            return replace(record, **values) if isinstance(record, Relation) else record  # type: ignore[arg-type]
        if not isinstance(record, Party):
            return record
        kept = tuple(replace(claim, **values) for claim in getattr(record, claims))
        return replace(record, **{claims: kept})  # type: ignore[arg-type]

    return fault


def _nothing(claims: str) -> Fault:
    """A reader that drops a kind of claim altogether."""

    def fault(record: Record) -> Record:
        return replace(record, **{claims: ()}) if isinstance(record, Party) else record  # type: ignore[arg-type]

    return fault


def _all(*faults: Fault) -> Fault:
    return lambda record: reduce(lambda made, fault: fault(made), faults, record)


ADVANCED, ENHANCED, DELTA, FLAT = (
    ofac_advanced.SOURCE,
    ofac_enhanced.SOURCE,
    ofac_delta.SOURCE,
    ofac_csv.SOURCE,
)
PLANTED = [
    (ADVANCED, _without("names", number=""), "DocumentedName/@ID"),
    (ADVANCED, _without("names", strength=""), "Alias/@LowQuality"),
    (ADVANCED, _without("names", type="aka"), "Alias/@AliasTypeID"),
    (ADVANCED, _without("names", parts=()), "NamePartGroup/@NamePartTypeID"),
    (ADVANCED, _nothing("birth_dates"), "FeatureVersion/DatePeriod/Start/From/Year"),
    (ADVANCED, _nothing("birth_dates"), "FeatureVersion/DatePeriod/Start/@Approximate"),
    (ADVANCED, _nothing("birth_places"), "FeatureVersion/VersionDetail"),
    (ADVANCED, _without("features", qualifiers=()), "FeatureVersion/@ReliabilityID"),
    (ADVANCED, _without("features", number=""), "Feature/@ID"),
    (ADVANCED, _without("features", value=""), "FeatureVersion/VersionDetail"),
    (ADVANCED, _nothing("features"), "Feature/@FeatureTypeID"),
    (ADVANCED, _without("identifiers", value="1"), "IDRegDocument/IDRegistrationNo"),
    (ADVANCED, _without("identifiers", issued=None), "DocumentDate/DatePeriod/Start/From/Day"),
    (ADVANCED, _nothing("identifiers"), "IDRegDocument/@IDRegDocTypeID"),
    (ADVANCED, _without("addresses", lines=()), "LocationPart/LocationPartValue/Value"),
    (ADVANCED, _without("addresses", city=""), "LocationPart/@LocPartTypeID"),
    (ADVANCED, _without("addresses", country=None), "LocationAreaCode/@AreaCodeID"),
    (ADVANCED, _without("designations", events=()), "EntryEvent/@ID"),
    (
        ADVANCED,
        _without("designations", events=(), legal_basis=("Another Act",), note=""),
        "EntryEvent/@LegalBasisID",
    ),
    (ADVANCED, _without("designations", measures=("reject",)), "SanctionsMeasure/@SanctionsTypeID"),
    (ADVANCED, _without("designations", number=""), "SanctionsEntry/@ID"),
    (ADVANCED, _without("relations", former=None), "ProfileRelationship/@Former"),
    (ADVANCED, _without("relations", qualifiers=()), "ProfileRelationship/@RelationQualityID"),
    (ADVANCED, _without("relations", type="associate"), "ProfileRelationship/@RelationTypeID"),
    (ENHANCED, _without("names", number=""), "names/name/@id"),
    (ENHANCED, _without("names", parts=()), "nameParts/namePart/type"),
    (ENHANCED, _without("names", text="A", parts=()), "nameParts/namePart/value"),
    (ENHANCED, _without("names", strength=""), "names/name/isLowQuality"),
    (ENHANCED, _nothing("birth_dates"), "feature/valueDate/toDateEnd"),
    (
        ENHANCED,
        _all(
            _nothing("birth_dates"),
            _nothing("birth_places"),
            _without("features", main=None),
            _without("identifiers", main=None),
        ),
        "features/feature/isPrimary",
    ),
    (ENHANCED, _without("features", qualifiers=()), "features/feature/reliability"),
    (ENHANCED, _without("addresses", number=""), "addresses/address/@id"),
    (ENHANCED, _without("addresses", lines=()), "addressParts/addressPart/value"),
    (ENHANCED, _without("identifiers", expires=None), "expirationDate/toDateEnd"),
    (ENHANCED, _without("identifiers", bears_name=""), "identityDocuments/identityDocument/name"),
    (ENHANCED, _without("designations", listed_on=None, events=()), "sanctionsList/@datePublished"),
    (
        ENHANCED,
        _without("designations", legal_basis=("Another Act",), note=""),
        "legalAuthorities/legalAuthority",
    ),
    (ENHANCED, _without("relations", number=""), "relationships/relationship/@id"),
    (DELTA, _without("designations", events=()), "generalInfo/remarks/@oldValue"),
    (DELTA, _without("designations", events=()), "names/name/@action"),
    (DELTA, _without("designations", events=()), "features/feature/@action"),
    (DELTA, _without("identifiers", value="1"), "identityDocument/documentNumber"),
    (DELTA, _nothing("features"), "relationships/relationship/relatedEntity/@entityId"),
    (FLAT, _nothing("birth_dates"), "sdn.csv/Remarks"),
    (FLAT, _nothing("birth_places"), "sdn.csv/Remarks"),
    (FLAT, _without("features", value=""), "sdn.csv/Remarks"),
    (FLAT, _without("identifiers", issued=None), "sdn.csv/Remarks"),
    (FLAT, _without("identifiers", country=None), "sdn.csv/Remarks"),
    (FLAT, _nothing("features"), "sdn.csv/Title"),
    (FLAT, _without("names", number=""), "alt.csv/alt_num"),
    (FLAT, _without("names", type="fka"), "alt.csv/alt_type"),
    (FLAT, _without("addresses", lines=()), "add.csv/Address"),
    (FLAT, _without("addresses", number=""), "add.csv/Add_num"),
]


def test_a_name_cut_between_two_tables_and_a_null_cut_by_the_end_of_a_file_are_no_loss(
    tmp_path: Path,
) -> None:
    link = "; Linked To: PRO"
    remarks = f"DOB 1950; {'X' * (1_000 - 10 - len(link))}{link}"
    row = f'{flat_files.NULL},"SDNTK",{flat_files.NULLS}'
    paths = flat_files.write(
        tmp_path,
        {
            "sdn": f'1,"LONG",{row}"{remarks}"\n2,"PROMI FEL, S. DE R.L.",{row}{flat_files.NULL}\n',
            "add": f'1,10,"Calle 1","Havana","Cuba",{flat_files.NULL}\n'
            f'2,11,"Calle 2",{flat_files.NULL},"Cuba",-0',
            "sdn_comments": '1,"MI FEL, S. DE R.L."\n',
        },
    )
    (found,) = coverage([file.path for file in paths])

    assert found.total("missing") == found.total("unnamed") == 0


@pytest.mark.parametrize(
    ("source", "fault", "path"),
    PLANTED,
    ids=[f"{place}-{source.key}-{path}" for place, (source, _, path) in enumerate(PLANTED)],
)
def test_a_field_taken_and_dropped_is_shown_as_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Source, fault: Fault, path: str
) -> None:
    sound = source.read
    faulty = replace(
        source,
        read=lambda files, ledger: replace(
            (reading := sound(files, ledger)), records=map(fault, reading.records)
        ),
    )
    monkeypatch.setattr("kg.sources.SOURCES", (faulty,))

    rows = [row for row in _covered(tmp_path, source).fields if row.path.endswith(path)]

    assert len(rows) == 1
    assert rows[0].missing > 0

"""The Global LEI Index: level 1 as XML and JSON, relationships, exceptions."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInputError, UnknownFieldError
from kg.model import Kind, PartyRef
from kg.sources.files import InputFile
from kg.sources.gleif import reader as gleif
from kg.sources.gleif.reader import SOURCE
from tests.sources.reading import Read, altered, read_files, read_text, reads_or_refuses

CHILD, PARENT, NOBODY = "213800BJPX8V9HVY1Y11", "549300GC5MDF1KXYMP06", "5493001Z012YSB2A0K51"
ENTITY = f"""
<lei:LEIRecord><lei:LEI>{CHILD}</lei:LEI><lei:Entity>
  <lei:LegalName xml:lang="sv">Swedeit Italian Aktiebolag</lei:LegalName>
  <lei:OtherEntityNames>
    <lei:OtherEntityName xml:lang="en" type="PREVIOUS_LEGAL_NAME">Old Name</lei:OtherEntityName>
    <lei:OtherEntityName type="TRADING_OR_OPERATING_NAME">Shop</lei:OtherEntityName>
  </lei:OtherEntityNames>
  <lei:TransliteratedOtherEntityNames>
    <lei:TransliteratedOtherEntityName type="AUTO_ASCII_TRANSLITERATED_LEGAL_NAME">Sw
    </lei:TransliteratedOtherEntityName>
  </lei:TransliteratedOtherEntityNames>
  <lei:LegalAddress xml:lang="sv"><lei:FirstAddressLine>Fortgatan 11</lei:FirstAddressLine>
    <lei:AdditionalAddressLine>2 tr</lei:AdditionalAddressLine>
    <lei:AdditionalAddressLine>Port B</lei:AdditionalAddressLine>
    <lei:City>Göteborg</lei:City><lei:Region>SE-O</lei:Region><lei:Country>SE</lei:Country>
    <lei:PostalCode>426 76</lei:PostalCode></lei:LegalAddress>
  <lei:HeadquartersAddress><lei:FirstAddressLine>A</lei:FirstAddressLine>
    <lei:City>B</lei:City><lei:Country>SE</lei:Country></lei:HeadquartersAddress>
  <lei:RegistrationAuthority><lei:RegistrationAuthorityID>RA000544</lei:RegistrationAuthorityID>
    <lei:RegistrationAuthorityEntityID>556543-1193</lei:RegistrationAuthorityEntityID>
  </lei:RegistrationAuthority>
  <lei:LegalJurisdiction>SE-O</lei:LegalJurisdiction>
  <lei:EntityCategory>GENERAL</lei:EntityCategory>
  <lei:LegalForm><lei:EntityLegalFormCode>XJHM</lei:EntityLegalFormCode>
    <lei:OtherLegalForm>AB</lei:OtherLegalForm></lei:LegalForm>
  <lei:EntityStatus>INACTIVE</lei:EntityStatus>
  <lei:EntityCreationDate>1997-06-05T02:00:00+02:00</lei:EntityCreationDate>
  <lei:EntityExpirationDate>2018-11-09T00:00:00.000Z</lei:EntityExpirationDate>
  <lei:EntityExpirationReason>DISSOLVED</lei:EntityExpirationReason>
  <lei:SuccessorEntity><lei:SuccessorLEI>{PARENT}</lei:SuccessorLEI></lei:SuccessorEntity>
  <lei:LegalEntityEvents><lei:LegalEntityEvent group_type="STANDALONE" event_status="COMPLETED">
    <lei:LegalEntityEventType>DISSOLUTION</lei:LegalEntityEventType>
    <lei:LegalEntityEventEffectiveDate>2018-11-09T00:00:00.000Z</lei:LegalEntityEventEffectiveDate>
  </lei:LegalEntityEvent></lei:LegalEntityEvents>
</lei:Entity><lei:Registration>
  <lei:InitialRegistrationDate>2014-04-09T00:00:00Z</lei:InitialRegistrationDate>
  <lei:LastUpdateDate>2023-04-25T13:18:00Z</lei:LastUpdateDate>
  <lei:RegistrationStatus>ANNULLED</lei:RegistrationStatus>
  <lei:NextRenewalDate>2024-05-12T06:59:39Z</lei:NextRenewalDate>
  <lei:ManagingLOU>549300O897ZC5H7CY412</lei:ManagingLOU>
  <lei:ValidationSources>FULLY_CORROBORATED</lei:ValidationSources>
  <lei:ValidationAuthority><lei:ValidationAuthorityID>RA000544</lei:ValidationAuthorityID>
    <lei:ValidationAuthorityEntityID>77</lei:ValidationAuthorityEntityID>
  </lei:ValidationAuthority>
</lei:Registration><lei:Extension><x>1</x></lei:Extension></lei:LEIRecord>
"""
HEAD_OFFICE = f"""
<lei:LEIRecord><lei:LEI>{PARENT}</lei:LEI><lei:Entity>
  <lei:LegalName>Parent</lei:LegalName></lei:Entity></lei:LEIRecord>
"""


def level_one(*entities: str, count: int | None = None) -> str:
    """A level 1 file."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<lei:LEIData xmlns:lei="http://www.gleif.org/data/schema/leidata/2016"><lei:LEIHeader>
<lei:ContentDate>2023-06-05T08:20:51Z</lei:ContentDate>
<lei:FileContent>GLEIF_FULL_PUBLISHED</lei:FileContent>
<lei:RecordCount>{len(entities) if count is None else count}</lei:RecordCount></lei:LEIHeader>
<lei:LEIRecords>{"".join(entities)}</lei:LEIRecords></lei:LEIData>"""


def relationship(start: str, end: str, kind: str = "IS_DIRECTLY_CONSOLIDATED_BY") -> str:
    """A level 2 record."""
    return f"""
<rr:RelationshipRecord><rr:Relationship>
  <rr:StartNode><rr:NodeID>{start}</rr:NodeID><rr:NodeIDType>LEI</rr:NodeIDType></rr:StartNode>
  <rr:EndNode><rr:NodeID>{end}</rr:NodeID><rr:NodeIDType>LEI</rr:NodeIDType></rr:EndNode>
  <rr:RelationshipType>{kind}</rr:RelationshipType>
  <rr:RelationshipPeriods>
    <rr:RelationshipPeriod><rr:StartDate>2020-01-01T00:00:00.000Z</rr:StartDate>
      <rr:EndDate>2020-12-31T00:00:00.000Z</rr:EndDate>
      <rr:PeriodType>ACCOUNTING_PERIOD</rr:PeriodType></rr:RelationshipPeriod>
    <rr:RelationshipPeriod><rr:StartDate>2012-11-29T00:00:00.000Z</rr:StartDate>
      <rr:PeriodType>RELATIONSHIP_PERIOD</rr:PeriodType></rr:RelationshipPeriod>
  </rr:RelationshipPeriods>
  <rr:RelationshipStatus>ACTIVE</rr:RelationshipStatus>
  <rr:RelationshipQualifiers><rr:RelationshipQualifier>
    <rr:QualifierDimension>ACCOUNTING_STANDARD</rr:QualifierDimension>
    <rr:QualifierCategory>US_GAAP</rr:QualifierCategory>
  </rr:RelationshipQualifier></rr:RelationshipQualifiers>
  <rr:RelationshipQuantifiers><rr:RelationshipQuantifier>
    <rr:MeasurementMethod>ACCOUNTING_CONSOLIDATION</rr:MeasurementMethod>
    <rr:QuantifierAmount>80.5</rr:QuantifierAmount>
    <rr:QuantifierUnits>PERCENTAGE</rr:QuantifierUnits>
  </rr:RelationshipQuantifier></rr:RelationshipQuantifiers>
</rr:Relationship><rr:Registration>
  <rr:RegistrationStatus>PUBLISHED</rr:RegistrationStatus>
  <rr:NextRenewalDate>2024-05-12T06:59:39Z</rr:NextRenewalDate>
  <rr:ValidationReference>https://example.org/10k</rr:ValidationReference>
</rr:Registration></rr:RelationshipRecord>"""


def level_two(*relationships: str) -> str:
    """A level 2 file."""
    return f"""<?xml version="1.0"?>
<rr:RelationshipData xmlns:rr="http://www.gleif.org/data/schema/rr/2016"><rr:Header>
<rr:ContentDate>2023-06-05T09:24:22Z</rr:ContentDate></rr:Header>
<rr:RelationshipRecords>{"".join(relationships)}</rr:RelationshipRecords></rr:RelationshipData>"""


def exceptions(*numbers: str) -> str:
    """A file of reporting exceptions."""
    items = "".join(
        f"<Exception><LEI>{number}</LEI>"
        "<ExceptionCategory>DIRECT_ACCOUNTING_CONSOLIDATION_PARENT</ExceptionCategory>"
        "<ExceptionReason>NON_PUBLIC</ExceptionReason>"
        "<ExceptionReference>see below</ExceptionReference></Exception>"
        for number in numbers
    )
    return (
        "<ReportingExceptionData><Header><ContentDate>2023-06-09T09:03:29Z</ContentDate></Header>"
        f"<ReportingExceptions>{items}</ReportingExceptions></ReportingExceptionData>"
    )


def read_set(folder: Path, *texts: str, quarantine: bool = False) -> Read:
    """Write files side by side and read them as one release."""
    files = []
    for place, text in enumerate(texts):
        path = folder / f"{place}.xml"
        path.write_text(text, encoding="utf-8")
        files.append(InputFile(path))
    assert len({SOURCE.group(file) for file in files}) == 1
    return read_files(SOURCE, files, quarantine=quarantine)


@pytest.fixture
def found(tmp_path: Path) -> Read:
    """A release of three files, read."""
    return read_set(
        tmp_path,
        level_one(ENTITY, HEAD_OFFICE),
        level_two(
            relationship(CHILD, PARENT),
            relationship(CHILD, NOBODY, "IS_FUND-MANAGED_BY"),
            relationship(NOBODY, NOBODY, "IS_FEEDER_TO"),
        ),
        exceptions(CHILD, NOBODY),
    )


def test_an_entity_has_names_in_their_languages_and_kinds(found: Read) -> None:
    entity = found.parties[CHILD]
    assert (entity.ref, entity.kind) == (PartyRef("lei", CHILD), Kind.ENTITY)
    assert [(name.text, name.type, name.language) for name in entity.names] == [
        ("Swedeit Italian Aktiebolag", "primary", "sv"),
        ("Old Name", "fka", "en"),
        ("Shop", "dba", ""),
        ("Sw", "aka", ""),
    ]


def test_an_lei_that_was_annulled_is_doubted(found: Read) -> None:
    first, second, third = found.parties[CHILD].identifiers
    assert (first.scheme, first.value, first.qualifiers) == ("lei", CHILD, ("revoked",))
    assert (second.value, second.issuer) == ("556543-1193", "RA000544")
    assert (third.value, third.note) == ("77", "validated there")


def test_addresses_keep_every_line_and_what_they_are(found: Read) -> None:
    legal, headquarters = found.parties[CHILD].addresses
    assert legal.lines == ("Fortgatan 11", "2 tr", "Port B")
    assert (legal.note, legal.language, legal.region) == ("LegalAddress", "sv", "SE-O")
    assert headquarters.note == "HeadquartersAddress"


def test_what_else_is_said_of_an_entity_is_a_feature(found: Read) -> None:
    said = {item.type: item for item in found.parties[CHILD].features}
    assert {
        "registration-country",
        "legal-form",
        "entity category",
        "entity status",
        "organization dissolved",
        "reason of expiration",
        "successor entity",
        "legal entity event",
        "LEI RegistrationStatus",
        "reporting exception",
    } <= set(said)
    established = said["organization-established"].date
    assert established is not None
    assert established.edtf == "1997-06-05"
    assert said["reporting exception"].value == (
        "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT: NON_PUBLIC; see below"
    )


def test_a_consolidation_is_turned_to_run_from_the_parent(found: Read) -> None:
    (relation,) = found.relations
    assert (relation.origin.number, relation.target.number) == (PARENT, CHILD)
    assert (relation.share, relation.share_text) == (
        None,
        "ACCOUNTING_CONSOLIDATION, 80.5, PERCENTAGE",
    )
    assert (relation.start.edtf if relation.start else "", relation.end) == ("2012-11-29", None)
    assert relation.description == (
        "ACCOUNTING_PERIOD: 2020-01-01/2020-12-31; ACCOUNTING_STANDARD: US_GAAP; status: ACTIVE"
    )
    assert "ValidationReference: https://example.org/10k" in relation.note


@pytest.mark.parametrize(
    ("kind", "is_control"),
    [
        ("IS_DIRECTLY_CONSOLIDATED_BY", False),
        ("IS_ULTIMATELY_CONSOLIDATED_BY", False),
        ("IS_INTERNATIONAL_BRANCH_OF", True),
        ("IS_FUND-MANAGED_BY", False),
    ],
)
def test_control_is_what_the_kind_of_relation_implies(
    tmp_path: Path, kind: str, *, is_control: bool
) -> None:
    two = level_two(relationship(CHILD, PARENT, kind))
    read = read_set(tmp_path, level_one(ENTITY, HEAD_OFFICE), two)
    said = [item for item in read.statements() if item[1].endswith("#reportedControls>")]
    assert bool(said) is is_control
    assert all(f"lei-{PARENT.lower()}>" in subject for subject, _, _ in said)


def test_what_hangs_on_nobody_is_words_or_a_warning(found: Read) -> None:
    (words,) = [item.value for item in found.parties[CHILD].features if "words" in item.type]
    assert words.startswith(f"start: {CHILD}; IS_FUND-MANAGED_BY; end: {NOBODY}")
    assert found.ledger.warnings[gleif.LOST_END] == 1
    assert found.ledger.warnings[gleif.LOST_BOTH] == 1
    assert found.ledger.warnings[gleif.NO_ENTITY] == 1


def test_the_release_is_named_by_the_day_of_level_one(found: Read) -> None:
    assert found.reading.release.version == "2023-06-05"
    assert found.reading.release.declared_records == 2


def test_an_excerpt_says_so(tmp_path: Path) -> None:
    read = read_set(tmp_path, level_one(ENTITY, count=99))
    assert read.ledger.warnings[gleif.EXCERPT] == 1
    assert read.reading.release.declared_records is None


def test_relationships_alone_ask_for_level_one(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="level 1"):
        read_set(tmp_path, level_two(relationship(CHILD, PARENT)))


def test_level_one_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="a second file"):
        read_set(tmp_path, level_one(ENTITY), level_one(HEAD_OFFICE))


PLAIN = {
    "LEI": CHILD,
    "Entity": {
        "LegalName": "Swedeit",
        "OtherEntityNames": [{"type": "PREVIOUS_LEGAL_NAME", "OtherEntityName": "Old"}],
        "LegalAddress": {"FirstAddressLine": "A", "City": "B", "Country": "SE"},
        "LegalEntityEvents": [{"LegalEntityEventType": "DISSOLUTION"}],
    },
    "Registration": {"RegistrationStatus": "ISSUED"},
}
OFFICIAL = {
    "LEI": {"$": CHILD},
    "Entity": {
        "LegalName": {"@xml:lang": "sv", "$": "Swedeit"},
        "OtherEntityNames": {"OtherEntityName": [{"@type": "PREVIOUS_LEGAL_NAME", "$": "Old"}]},
        "LegalAddress": {
            "FirstAddressLine": {"$": "A"},
            "City": {"$": "B"},
            "Country": {"$": "SE"},
        },
        "LegalEntityEvents": {"LegalEntityEvent": [{"LegalEntityEventType": {"$": "DISSOLUTION"}}]},
    },
    "Registration": {"RegistrationStatus": {"$": "ISSUED"}},
}


@pytest.mark.parametrize("text", [json.dumps([PLAIN]), json.dumps({"records": [OFFICIAL]})])
def test_both_shapes_of_json_give_what_the_xml_gives(tmp_path: Path, text: str) -> None:
    entity = read_text(SOURCE, tmp_path, text).parties[CHILD]
    assert [(name.text, name.type) for name in entity.names] == [
        ("Swedeit", "primary"),
        ("Old", "fka"),
    ]
    assert entity.addresses[0].lines == ("A",)
    assert {"legal entity event", "LEI RegistrationStatus"} == {i.type for i in entity.features}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([{**PLAIN, "Mood": "x"}]),
        level_one(
            ENTITY.replace("<lei:EntityCategory>", "<lei:Mood>x</lei:Mood><lei:EntityCategory>")
        ),
    ],
)
def test_an_unknown_field_stops_the_reading(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnknownFieldError, match="Mood"):
        read_text(SOURCE, tmp_path, text)


@pytest.mark.parametrize(
    "wrong",
    [
        ENTITY.replace(CHILD, "213800"),
        ENTITY.replace("Swedeit Italian Aktiebolag", ""),
        HEAD_OFFICE,
    ],
)
def test_a_broken_entity_is_refused_or_set_aside(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(BadInputError):
        read_set(tmp_path, level_one(HEAD_OFFICE, wrong))
    read = read_set(tmp_path, level_one(HEAD_OFFICE, wrong), quarantine=True)
    assert list(read.parties) == [PARENT]


def test_a_broken_relationship_is_refused_or_set_aside(tmp_path: Path) -> None:
    texts = (level_one(ENTITY, HEAD_OFFICE), level_two(relationship("no lei!", PARENT)))
    with pytest.raises(BadInputError, match="not an LEI"):
        read_set(tmp_path, *texts)
    assert not read_set(tmp_path, *texts, quarantine=True).relations


@pytest.mark.parametrize(
    "data",
    [
        level_one(ENTITY)[:-40].encode(),
        level_one(ENTITY).replace("Fortgatan", "\x02").encode(),
        level_one(ENTITY).encode("cp1252"),
        json.dumps([PLAIN]).replace("Swedeit", "\\u0001").encode(),
        json.dumps([PLAIN])[:-3].encode(),
    ],
    ids=["cut", "control character", "other encoding", "control character in JSON", "cut JSON"],
)
def test_a_file_that_is_cut_or_hostile_is_a_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadInputError, match=r"list[:,] "):
        read_text(SOURCE, tmp_path, data)


@given(st.data())
def test_altered_files_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = data.draw(st.sampled_from([level_one(ENTITY), json.dumps([PLAIN]), exceptions(CHILD)]))
    changed = data.draw(altered(whole.encode()))
    reads_or_refuses(SOURCE, tmp_path_factory.getbasetemp(), changed)


@pytest.mark.skipif("KG_LISTS" not in os.environ, reason="KG_LISTS names no folder of real lists")
def test_every_entity_of_the_real_files_is_a_party() -> None:
    folder = Path(os.environ["KG_LISTS"]) / "gleif"
    names = ("lei-data.xml", "rr-data.xml", "repex-data.xml")
    read = read_files(SOURCE, [InputFile(folder / name) for name in names])
    assert len(read.parties) == 13
    plain = read_files(SOURCE, [InputFile(folder / "lei-data.json")])
    assert set(plain.parties) == set(read.parties)

"""The US Consolidated Screening List as it was laid out over the years, and what its cells hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Feature, Identifier, Kind
from kg.sources.trade_csl import reader as trade_csl
from kg.sources.trade_csl.reader import COLUMNS, SOURCE
from tests.sources.reading import Read, read_text
from tests.sources.test_trade_csl import DENIED, DPL, HUAWEI, ISN, LINKS, PERSON, SDN, SSI, table

FSE = "Foreign Sanctions Evaders (FSE) - Treasury Department"
MBS = "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department"
BEFORE_NUMBERS = tuple(column for column in (*COLUMNS, *LINKS) if column != "_id")
OFAC = {"source": SSI, "type": "Entity", "programs": "UKRAINE-EO13662", "name": "BANK OF EXAMPLE"}


def _row(number: str, **cells: str) -> dict[str, str]:
    links = dict.fromkeys(LINKS, "https://example.org")
    return {**OFAC, "_id": number, "entity_number": number, **links, **cells}


def _old(*rows: dict[str, str]) -> str:
    """A file of the years before rows had numbers."""
    plain = [{key: text for key, text in row.items() if key != "_id"} for row in rows]
    return table(*plain, columns=BEFORE_NUMBERS)


def _said(read: Read, number: str) -> list[tuple[str, str, str]]:
    """The identifiers and features of a party but its remarks: type, value and country."""
    party = read.parties[number]
    claims: list[Identifier | Feature] = [*party.identifiers, *party.features]
    return [
        (
            item.scheme if isinstance(item, Identifier) else item.type,
            item.value,
            item.country.alpha3 if item.country else "",
        )
        for item in claims
    ]


@pytest.mark.parametrize(
    "ids",
    [
        (
            "KP, E1, Passport; Male, Gender; Rule 1, sections 2 and 3, Secondary sanctions risk:; "
            "CH, 12.3, Mystery No."
        ),
        (
            "Passport, E1, KP; Gender, Male; Secondary sanctions risk:, Rule 1, sections 2 and 3; "
            "Mystery No., 12.3, CH"
        ),
    ],
)
def test_numbers_are_read_with_their_kind_first_or_last(tmp_path: Path, ids: str) -> None:
    read = read_text(SOURCE, tmp_path, table(_row("7", ids=ids)))
    assert _said(read, "7") == [
        ("ofac-uid", "7", ""),
        ("passport", "E1", "PRK"),
        ("Mystery No.", "12.3", "CHE"),
        ("gender", "Male", ""),
        ("secondary-sanctions-risk", "Rule 1, sections 2 and 3", ""),
    ]


def test_rows_without_numbers_go_by_what_tells_them_apart(tmp_path: Path) -> None:
    first = {**DENIED, "addresses": "1 Long Street, Oslo, NO"}
    second = {**DENIED, "addresses": "2 Long Street, Cape Town, ZA"}
    read = read_text(SOURCE, tmp_path, _old(first, second, PERSON))
    assert read.ledger.warnings[trade_csl.NO_NUMBER] == 2
    numbers = [party.ref.number for party in read.parties.values() if party.ref.scheme == "csl"]
    assert len(numbers) == 2
    assert all(number.startswith("dpl-") for number in numbers)
    later = {**first, "federal_register_notice": "90 FR 1", "end_date": "2030-01-01"}
    again = read_text(SOURCE, tmp_path, _old(PERSON, HUAWEI, later))
    assert numbers[0] in again.parties
    assert again.parties["34019"].ref.scheme == "ofac"


def test_one_row_twice_without_a_number_loses_nothing(tmp_path: Path) -> None:
    notices = [{**DENIED, "federal_register_notice": f"9{n} FR 1"} for n in (1, 2)]
    read = read_text(SOURCE, tmp_path, _old(*notices))
    (party,) = read.parties.values()
    assert [item.note.partition(";")[0] for item in party.designations] == [
        "notice: 91 FR 1",
        "notice: 92 FR 1",
    ]


def test_rows_of_one_party_are_one_also_where_links_are_given(tmp_path: Path) -> None:
    rows = _row("7"), _row("8"), _row("7", source=SDN, programs="SDGT")
    read = read_text(SOURCE, tmp_path, table(*rows))
    assert [party.ref.number for party in read.parties.values()] == ["8", "7"]
    assert len(read.parties["7"].designations) == 2


def test_a_tag_of_another_list_is_not_put_on_this_one(tmp_path: Path) -> None:
    rows = (
        _row("7", programs="UKRAINE-EO13662; VENEZUELA-EO13850"),
        _row("8", source=FSE, programs="SYRIA; FSE-SY"),
        _row("9", source=MBS, programs="UKRAINE-EO13662; MBS"),
        _row("9"),
        _row("10", source=FSE, programs="SYRIA"),
    )
    read = read_text(SOURCE, tmp_path, table(*rows))
    found = {
        number: [(item.program, item.listing, item.non_sdn) for item in party.designations]
        for number, party in read.parties.items()
    }
    assert found == {
        "7": [("UKRAINE-EO13662", "ofac-ssi", True), ("VENEZUELA-EO13850", "", True)],
        "8": [("SYRIA", "", True), ("FSE-SY", "ofac-fse", True)],
        "9": [("MBS", "ofac-ns-mbs", True), ("UKRAINE-EO13662", "ofac-ssi", True)],
        "10": [("SYRIA", "ofac-fse", True)],
    }


def test_a_link_names_a_party_of_the_file_or_stays_words(tmp_path: Path) -> None:
    remarks = "All offices; (Linked To: BANK (EXAMPLE) CO., LTD.); (Linked To: NOBODY KNOWN)"
    rows = _row("7", remarks=remarks), _row("8", name="BANK (EXAMPLE) CO., LTD.")
    read = read_text(SOURCE, tmp_path, table(*rows))
    (designation,) = read.parties["7"].designations
    assert [ref.number for ref in designation.linked_to] == ["8"]
    assert designation.linked_to_names == ("NOBODY KNOWN",)
    assert [(item.origin.number, item.target.number) for item in read.relations] == [("7", "8")]


def test_prose_of_other_departments_is_taken_apart(tmp_path: Path) -> None:
    row = {
        **HUAWEI,
        "alt_names": "First Institute; FI; and Institute One",
        "addresses": "1 Road, Beijing, China; and 2 Road, Beijing, CN; -",
    }
    ship = {**PERSON, "alt_names": "and so on; AND MORE"}
    read = read_text(SOURCE, tmp_path, table(row, ship))
    party = read.parties["b1"]
    assert [name.text for name in party.names[1:]] == ["First Institute", "FI", "Institute One"]
    assert [place.full for place in party.addresses][:2] == [
        "1 Road, Beijing, China",
        "2 Road, Beijing, CN",
    ]
    assert [name.text for name in read.parties["34019"].names[1:]] == ["and so on", "AND MORE"]


def test_to_whom_else_a_listing_extends_is_no_part_of_a_name(tmp_path: Path) -> None:
    scope = "and any successor, sub-unit, or subsidiary thereof"
    row = {"_id": "c1", "source": ISN, "name": f"Example Works; {scope}", "programs": "INKSNA"}
    (party,) = read_text(SOURCE, tmp_path, table(row)).parties.values()
    assert [name.text for name in party.names] == ["Example Works"]
    assert party.designations[0].note == scope


def test_nonproliferation_sanctions_rest_on_the_laws_that_the_row_names(tmp_path: Path) -> None:
    rows = [
        {"_id": number, "source": ISN, "name": f"Works {number}", "programs": laws}
        for number, laws in (("c1", "INKSNA"), ("c2", "E.O. 13382; Some Weapons Act"), ("c3", ""))
    ]
    said: dict[str, set[str]] = {}
    for subject, predicate, object_ in read_text(SOURCE, tmp_path, table(*rows)).statements():
        if predicate.endswith("#legalBasis>"):
            party = subject.rpartition("/")[2].partition("#")[0]
            said.setdefault(party, set()).add(object_.rpartition("/")[2].rstrip(">"))
    assert said == {
        "csl-c1": {"us-inksna"},
        "csl-c2": {"us-eo-13382", "some-weapons-act"},
        "csl-c3": {"unstated"},
    }


def test_ofacs_number_is_told_once(tmp_path: Path) -> None:
    (party,) = read_text(SOURCE, tmp_path, table(_row("7"))).parties.values()
    assert [item.scheme for item in party.identifiers] == ["ofac-uid"]


def test_a_row_that_names_nobody_is_none(tmp_path: Path) -> None:
    read = read_text(SOURCE, tmp_path, table({"_id": "d1", "source": DPL}, HUAWEI))
    assert list(read.parties) == ["b1"]
    assert read.ledger.warnings[trade_csl.NOBODY] == 1


def test_a_column_of_placeholders_says_nothing(tmp_path: Path) -> None:
    read = read_text(SOURCE, tmp_path, table({**HUAWEI, "addresses": "-"}))
    (party,) = read.parties.values()
    assert (party.addresses, party.kind) == ((), Kind.ENTITY)


@pytest.mark.parametrize(
    ("source", "listing"),
    [
        ("Capta List (CAP) - Treasury Department", "ofac-capta"),
        ("Non-SDN Iranian Sanctions Act List (NS-ISA) - Treasury Department", "ofac-ns-isa"),
        ("Part 561 List (561) - Treasury Department", "ofac-561"),
        ("List of Persons Identified as Blocked (13599) - Treasury Department", "ofac-eo13599"),
        ("Palestinian Legislative Council List (NS-PLC) - Treasury Department", "ofac-ns-plc"),
    ],
)
def test_lists_are_known_by_their_codes(tmp_path: Path, source: str, listing: str) -> None:
    (party,) = read_text(SOURCE, tmp_path, table(_row("7", source=source))).parties.values()
    assert [item.listing for item in party.designations] == [listing]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("ABU EXAMPLE, Mohammed", {"family": "ABU EXAMPLE", "given": "Mohammed"}),
        ("Mohammed ABU EXAM'PLE", {"family": "ABU EXAM'PLE", "given": "Mohammed"}),
        ("Abu Example", {}),
        ("ABU EXAMPLE", {}),
    ],
)
def test_capitals_tell_the_last_name_of_a_person(
    tmp_path: Path, name: str, parts: dict[str, str]
) -> None:
    read = read_text(SOURCE, tmp_path, table(_row("7", type="Individual", name=name)))
    (found,) = read.parties["7"].names
    assert (found.text, dict(found.parts)) == (name, parts)


@pytest.mark.parametrize(
    ("entry", "expires", "issued", "note"),
    [
        ("SO, 2011-01-23, 2001-10-01, A1, Passport", "2011-01-23", "2001-10-01", ""),
        ("2011-01-23, 2001-10-01, A1, Passport", "2011-01-23", "2001-10-01", ""),
        ("SO, 2011-01-23, A1, Passport", "", "", "issued or expires on 2011-01-23"),
        ("A1, Passport", "", "", ""),
    ],
)
def test_a_document_keeps_the_days_on_which_it_was_issued_and_expires(
    tmp_path: Path, entry: str, expires: str, issued: str, note: str
) -> None:
    read = read_text(SOURCE, tmp_path, table(_row("7", type="Individual", ids=entry)))
    _, passport = read.parties["7"].identifiers
    dates = [each.edtf if each else "" for each in (passport.expires, passport.issued)]
    assert (passport.value, *dates, passport.note) == ("A1", expires, issued, note)

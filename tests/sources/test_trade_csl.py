"""The US Consolidated Screening List: several lists in one file, one party for OFAC's numbers."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInputError, UnknownFieldError
from kg.model import Kind, PartyRef
from kg.sources.trade_csl import reader as trade_csl
from kg.sources.trade_csl.reader import COLUMNS, SOURCE
from tests.sources.reading import Read, altered, read_text, reads_or_refuses

LINKS = ("source_list_url", "source_information_url")
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
SSI = "Sectoral Sanctions Identifications List (SSI) - Treasury Department"
EL = "Entity List (EL) - Bureau of Industry and Security"
DPL = "Denied Persons List (DPL) - Bureau of Industry and Security"
ISN = "Nonproliferation Sanctions (ISN) - State Department"
PERSON = {
    "_id": "a1",
    "source": SDN,
    "entity_number": "34019",
    "type": "Individual",
    "programs": "DPRK3; GLOMAG",
    "name": "HEZHENG, Lu",
    "title": "Director; Minister",
    "addresses": "1 Long Street, Dandong, CN; KP",
    "alt_names": "HE, Zheng; LAO LU",
    "citizenships": "CN",
    "nationalities": "CN",
    "dates_of_birth": "1970-01-02; circa 1971; sometime",
    "places_of_birth": "Dandong, China",
    "ids": "CN, E123, Passport; Male, Gender; loose words",
    "remarks": "(Linked To: HONGMAN LTD)",
    "source_list_url": "http://example.org",
}
BANK = {
    "_id": "a2",
    "source": SSI,
    "entity_number": "17254",
    "type": "Entity",
    "programs": "UKRAINE-EO13662] [SYRIA",
    "name": "AK TRANSNEFT OAO",
    "ids": "Subject to Directive 2, Executive Order 13662 Directive Determination -",
}
AGAIN = {
    "_id": "a3",
    "source": SDN,
    "entity_number": "17254",
    "type": "Entity",
    "programs": "RUSSIA-EO14024",
    "name": "TRANSNEFT PJSC",
}
SHIP = {
    "_id": "a4",
    "source": SDN,
    "entity_number": "15036",
    "type": "Vessel",
    "programs": "CUBA",
    "name": "ACECHILLY",
    "call_sign": "CLDR",
    "vessel_type": "Tanker",
    "gross_tonnage": "10,000",
    "gross_registered_tonnage": "8,000",
    "vessel_flag": "Panama",
    "vessel_owner": "Acefrosty Shipping",
    "ids": "IMO 7406784, Vessel Registration Identification",
}
HUAWEI = {
    "_id": "b1",
    "source": EL,
    "name": "Huawei Cloud Beijing",
    "addresses": "Beijing, CN",
    "federal_register_notice": "85 FR 51603",
    "start_date": "2020-08-20",
    "license_requirement": "For all items subject to the EAR",
    "license_policy": "Presumption of denial",
}
DENIED = {
    "_id": "b2",
    "source": DPL,
    "name": "MICKEY MOUSE",
    "federal_register_notice": "82 F.R. 48792",
    "start_date": "2017-10-18",
    "end_date": "2020-10-15",
    "standard_order": "Y",
}
KHAN = {
    "_id": "b3",
    "source": ISN,
    "name": "Abdul Qadeer Khan",
    "programs": "E.O. 13382; Export-Import Bank Act",
}


def table(*rows: dict[str, str], columns: tuple[str, ...] = (*COLUMNS, *LINKS)) -> str:
    """A file of those rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def found(tmp_path: Path) -> Read:
    """A small file of all the lists, read."""
    return read_text(SOURCE, tmp_path, table(PERSON, BANK, SHIP, HUAWEI, AGAIN, DENIED, KHAN))


def test_a_row_of_ofac_is_the_party_of_ofacs_own_files(found: Read) -> None:
    person = found.parties["34019"]
    assert person.ref == PartyRef("ofac", "34019")
    assert person.kind is Kind.PERSON
    assert [name.text for name in person.names] == ["HEZHENG, Lu", "HE, Zheng", "LAO LU"]
    assert person.names[0].parts == (("family", "HEZHENG"), ("given", "Lu"))
    assert [(item.scheme, item.value) for item in person.identifiers] == [
        ("ofac-uid", "34019"),
        ("Consolidated Screening List ID", "a1"),
        ("passport", "E123"),
    ]
    assert person.identifiers[2].country is not None
    assert person.identifiers[2].country.alpha3 == "CHN"
    assert [item.program for item in person.designations] == ["DPRK3", "GLOMAG"]
    assert {item.listing for item in person.designations} == {"ofac-sdn"}
    assert person.designations[0].linked_to_names == ("HONGMAN LTD",)


def test_cells_that_hold_lists_are_taken_apart(found: Read) -> None:
    person = found.parties["34019"]
    assert [place.full for place in person.addresses] == ["1 Long Street, Dandong, CN", "KP"]
    assert [place.country.alpha3 for place in person.addresses if place.country] == ["CHN", "PRK"]
    assert [item.date.edtf for item in person.birth_dates] == ["1970-01-02", "1971~"]
    said = {(item.type, item.value) for item in person.features}
    assert {
        ("title", "Director"),
        ("title", "Minister"),
        ("gender", "Male"),
        ("nationality", "CN"),
        ("birth-date", "sometime"),
        ("remark", "loose words"),
        ("remark", "(Linked To: HONGMAN LTD)"),
    } <= said


def test_two_rows_under_one_of_ofacs_numbers_are_one_party_on_two_lists(found: Read) -> None:
    bank = found.parties["17254"]
    assert [(item.listing, item.program) for item in bank.designations] == [
        ("ofac-ssi", "UKRAINE-EO13662"),
        ("", "SYRIA"),
        ("ofac-sdn", "RUSSIA-EO14024"),
    ]
    assert [name.type for name in bank.names] == ["primary", "aka"]
    assert bank.designations[0].provision


def test_a_ship_keeps_its_columns_and_its_imo_number(found: Read) -> None:
    ship = found.parties["15036"]
    assert ship.kind is Kind.VESSEL
    assert ("imo", "7406784") in {(item.scheme, item.value) for item in ship.identifiers}
    assert {
        "vessel-type",
        "tonnage",
        "gross-registered-tonnage",
        "vessel-flag",
        "vessel-owner",
    } <= {item.type for item in ship.features}


def test_rows_of_other_departments_go_by_the_files_own_number(found: Read) -> None:
    huawei = found.parties["b1"]
    (designation,) = huawei.designations
    assert huawei.ref == PartyRef("csl", "b1")
    assert (designation.authority, designation.program, designation.listing) == (
        "us-bis",
        "EL",
        "us-bis-el",
    )
    assert designation.listed_on == dt.date(2020, 8, 20)
    assert designation.provision == "For all items subject to the EAR"
    assert designation.note == "notice: 85 FR 51603; licence policy: Presumption of denial"
    assert found.parties["b2"].designations[0].note == (
        "notice: 82 F.R. 48792; until 2020-10-15; standard order: Y"
    )
    (sanctioned,) = found.parties["b3"].designations
    assert sanctioned.legal_basis == ("E.O. 13382", "Export-Import Bank Act")


def test_a_kind_that_is_not_stated_is_a_doubt_and_a_warning(found: Read) -> None:
    assert found.ledger.warnings[trade_csl.NO_KIND] == 3
    (doubt,) = [item for item in found.parties["b1"].features if item.type == "target-type"]
    assert doubt.qualifiers == ("undetermined",)


def test_an_unknown_column_stops_the_reading(tmp_path: Path) -> None:
    text = table(PERSON, columns=(*COLUMNS, *LINKS, "mood"))
    with pytest.raises(UnknownFieldError, match="mood"):
        read_text(SOURCE, tmp_path, text)


def test_renamed_columns_are_named(tmp_path: Path) -> None:
    text = table(HUAWEI).replace("alt_names", "aliases").replace("ids\n", "numbers\n")
    text = text.replace(",ids,", ",numbers,")
    with pytest.raises(UnknownFieldError, match="aliases, numbers"):
        read_text(SOURCE, tmp_path, text)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"source": "Naughty List (NL)"}, "source"),
        ({"name": ""}, "name"),
        ({"type": "Ghost"}, "type"),
        ({"entity_number": "x"}, "entity_number"),
        ({"programs": ""}, "programs"),
        ({"start_date": "soon"}, "start_date"),
        ({"name": "A\x01B"}, "name"),
    ],
)
def test_a_broken_row_is_refused_with_its_place(
    tmp_path: Path, change: dict[str, str], field: str
) -> None:
    text = table({**PERSON, **change}, HUAWEI)
    with pytest.raises(BadInputError) as caught:
        read_text(SOURCE, tmp_path, text)
    assert caught.value.field == field
    assert list(read_text(SOURCE, tmp_path, text, quarantine=True).parties) == ["b1"]


def test_one_number_on_two_rows_of_another_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="twice"):
        read_text(SOURCE, tmp_path, table(HUAWEI, HUAWEI))


def test_a_file_in_windows_1252_is_read_and_said_to_be(tmp_path: Path) -> None:
    read = read_text(SOURCE, tmp_path, table({**HUAWEI, "name": "Société"}).encode("cp1252"))
    assert read.parties["b1"].names[0].text == "Société"
    assert read.ledger.warnings


def test_a_cell_of_a_megabyte_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="CSV"):
        read_text(SOURCE, tmp_path, table({**HUAWEI, "name": "x" * 1_000_000}))


@given(st.data())
def test_altered_files_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = table(PERSON, BANK, HUAWEI, AGAIN).encode()
    folder = tmp_path_factory.getbasetemp()
    reads_or_refuses(SOURCE, folder, data.draw(altered(whole)))


def test_measures_follow_the_list(found: Read) -> None:
    said = {str(statement[2]) for statement in found.statements() if "measure" in statement[1]}
    assert {term.rsplit("/", 1)[1].rstrip(">") for term in said} >= {
        "blocking",
        "export-licence-requirement",
        "export-denial",
        "procurement-and-licence-ban",
    }
    assert len(found.parties) == 6

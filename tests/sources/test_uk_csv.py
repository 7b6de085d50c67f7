"""The UK Sanctions List as CSV: the same as the XML says, over many rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadInputError, UnknownFieldError
from kg.sources.files import InputFile
from kg.sources.uk import csv_reader as uk_csv
from tests.sources.uk_list import (
    ENTITY,
    HEADER,
    PERSON,
    SHIP,
    csv_reading,
    document,
    parties,
    reading,
    split,
    table,
)

FIRST = ["Report Date: 22-Aug-2026"]
_RUSSIA = "The Russia (Sanctions) (EU Exit) Regulations 2019"
JANE = {
    "Last Updated": "04/08/2026",
    "Unique ID": "RUS0141",
    "OFSI Group ID": "13923",
    "UN Reference Number": "TAi.010",
    "Title": "Dr",
    "Regime Name": _RUSSIA,
    "Designation Type": "Individual",
    "Designation source": "UK|UN",
    "Sanctions Imposed": "Asset freeze|Travel  Ban",
    "Other Information": "Wanted.",
    "UK Statement of Reasons": "Because of this.",
    "Phone number": "123",
    "Website": "www.example.org",
    "Email address": "a@example.org",
    "Date Designated": "29/06/2012",
    "Nationality(/ies)": "Russia",
    "Position": "(1) Minister (2) Owner",
    "Gender": "Female",
    "Town of birth": "Omsk",
    "Country of birth": "Russia",
    "Passport number": "A12345",
    "Passport additional information": "Russia",
    "National Identifier number": "998877 (Syrian)",
    "National Identifier additional information": "false",
}
ROAD = {
    "Address Line 1": "1 Road",
    "Address Line 6": "Moscow",
    "Address Postal Code": "1000",
    "Address Country": "Russia",
}
MAIN = {
    "Name 6": "DOE",
    "Name 1": "Jane",
    "Name 2": "Ann",
    "Name 3": "B.",
    "Name 4": "bin",
    "Name 5": "al",
    "Name type": "Primary Name",
}
CYRILLIC = {
    "Name non-latin script": "Джейн",
    "Non-latin script type": "Cyrillic",
    "Non-latin script language": "Russian",
}
JANES = (
    JANE | MAIN | ROAD | CYRILLIC | {"D.O.B": "dd/mm/1950"},
    JANE | MAIN | ROAD | CYRILLIC | {"D.O.B": "00/00/1951"},
    JANE | {"Name 6": "Roe", "Name type": "Primary name variation", "D.O.B": "dd/08/1952"},
    JANE
    | {
        "Name 6": "Strong",
        "Name type": "Alias",
        "Alias strength": "Good quality a.k.a",
        "D.O.B": "03/09/1953",
    },
    JANE
    | {
        "Name 6": "Weak",
        "Name type": "Alias",
        "Alias strength": "Low quality a.k.a",
        "D.O.B": "dd/mm/yyyy",
    },
    JANE | {"Name 6": "Plain", "Name type": "Alias", "D.O.B": "05/mm/1954"},
    JANE | {"Name type": "Alias", "D.O.B": "in the fifties"},
)
ACME = {
    "Last Updated": "31/12/2020",
    "Unique ID": "RUS0200",
    "Name 6": "Acme LLC",
    "Name type": "Primary name",
    "Regime Name": _RUSSIA,
    "Designation Type": "Entity",
    "Designation source": "UK",
    "Sanctions Imposed": "Asset freeze",
    "Date Designated": "31/12/2020",
    "Type of entity": "Company",
    "Subsidiaries": "Unlisted Ltd (51%)",
    "Parent company": "jane ann b. bin al doe",
    "Business registration number (s)": "INN: 7713226814 OGRN: 1027700285612",
}
PETREL = {
    "Last Updated": "18/12/2021",
    "Unique ID": "DPR0075",
    "OFSI Group ID": "13923",
    "Name 6": "Petrel 8",
    "Name type": "Primary name",
    "Regime Name": (
        "The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019"
    ),
    "Designation Type": "Ship",
    "Sanctions Imposed": "Prohibition of port entry",
    "Date Designated": "03/10/2017",
    "IMO number": "IMO9562233",
    "Current owner/operator (s)": "ACME  llc",
    "Previous owner/operator (s)": "Global United",
    "Current believed flag of ship": "Comoros",
    "Previous flags": "India",
    "Type of ship": "Bulk Carrier",
    "Tonnage of ship": "7078",
    "Length of ship": "120 m",
    "Year Built": "2011",
    "Hull identification number (HIN)": "HIN1",
}


def whole() -> str:
    """A list of three entries, the rows of one of them apart."""
    return table(FIRST, HEADER, *JANES[:3], ACME, *JANES[3:], PETREL)


def test_the_layout_is_the_official_one_and_told_by_its_header(tmp_path: Path) -> None:
    assert len(HEADER) == 58
    made = csv_reading(tmp_path, whole().encode())
    assert uk_csv.recognise(InputFile(tmp_path / "list.csv"))
    assert (made.release.source, made.release.version) == ("uk-sanctions-list", "2026-08-22")


def test_the_csv_says_what_the_xml_says(tmp_path: Path) -> None:
    xml = document(PERSON, ENTITY, SHIP)
    for indicators in ("<AssetFreeze>true", "<TravelBan>true", "<ProhibitionOfPortEntry>true"):
        xml = xml.replace(indicators, indicators.replace("true", ""))
    xml = xml.replace("<PreviousOwnerOperator>Acme LLC</PreviousOwnerOperator>", "")
    xml = xml.replace("<ParentCompany>Nobody Holding</ParentCompany>", "")
    wanted, _ = split(list(reading(tmp_path, xml).records))
    found, relations = split(list(csv_reading(tmp_path, whole().encode()).records))
    for one, other in zip(found, wanted, strict=True):
        assert set(one.names) == set(other.names)
        assert set(one.identifiers) == set(other.identifiers)
        assert set(one.features) == set(other.features)
        assert (one.addresses, one.birth_places) == (other.addresses, other.birth_places)
        assert (one.birth_dates, one.designations) == (other.birth_dates, other.designations)
    assert len(relations) == 1


def test_a_file_without_a_report_line_is_dated_by_its_name(tmp_path: Path) -> None:
    text = whole().split("\r\n", 1)[1]
    path = tmp_path / "2026-02-13-list.csv"
    path.write_text(text, encoding="utf-8")
    assert uk_csv.recognise(InputFile(path))
    with pytest.raises(BadInputError, match="needs its day"):
        csv_reading(tmp_path, text.encode())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (whole().encode()[:-300], "cut off"),
        (whole().replace("Wanted", "Wan\x02ted").encode(), "control character"),
        (whole().replace("Wanted", "W" * 1_200_000).encode(), "field limit"),
        (whole().replace("Wanted.", '"Wanted').encode(), "not CSV"),
        (whole().replace("Individual", "Robot").encode(), "kind of a party"),
        (whole().replace(",Alias,", ",Nickname,").encode(), "type of names"),
        (whole().replace("29/06/2012", "31/06/2012").encode(), "not a day"),
        (whole().replace("29/06/2012", "28/06/2012", 1).encode(), "rows of one entry disagree"),
        (whole().replace(_RUSSIA, "").encode(), "without a regime"),
        (whole().replace("RUS0200", "").encode(), "without the number"),
        (whole().replace("Acme LLC", "").encode(), "without a name"),
        (whole().replace("Regime Name", "Regime").encode(), "lacks Regime Name"),
        (whole().replace("Designation Type", "Kind").encode(), "lacks Designation Type"),
        (
            whole().replace("Name type", "Type").replace("Designation Type", "Kind").encode(),
            "lacks Name type, Designation Type",
        ),
        (whole().encode("utf-8") + b"\x81", "not Windows-1252"),
    ],
)
def test_a_faulty_file_is_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        list(csv_reading(tmp_path, content).records)


def test_the_kind_of_a_party_has_an_older_heading(tmp_path: Path) -> None:
    text = whole().replace("Designation Type", '"Individual, Entity, Ship"')
    older = list(csv_reading(tmp_path, text.encode()).records)
    assert older == list(csv_reading(tmp_path, whole().encode()).records)
    assert len(split(older)[1]) > 0


@pytest.mark.parametrize("heading", ["Designation Type", "Regime Name", "OFSI Group ID"])
def test_a_list_is_known_by_its_first_lines_whatever_else_it_lacks(
    tmp_path: Path, heading: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(whole().replace(heading, "Other"), encoding="utf-8")
    assert uk_csv.recognise(InputFile(path))


def test_a_faulty_entry_is_set_aside_and_the_rest_read(tmp_path: Path) -> None:
    text = whole().replace("Individual", "Robot")
    made = csv_reading(tmp_path, text.encode(), quarantine=True)
    assert list(parties(made)) == ["RUS0200", "DPR0075"]
    assert len(made.ledger.set_aside) == 1


def test_an_unknown_column_stops_when_it_holds_something(tmp_path: Path) -> None:
    rows = (ACME | {"Favourite colour": "red"},)
    text = table(FIRST, [*HEADER, "Favourite colour"], *rows)
    with pytest.raises(UnknownFieldError, match="Favourite colour"):
        list(csv_reading(tmp_path, text.encode()).records)
    assert parties(csv_reading(tmp_path, text.replace(",red", ",").encode()))

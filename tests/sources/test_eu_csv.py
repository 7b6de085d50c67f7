"""The European Union's list as CSV, in both layouts and as a spreadsheet leaves it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.countries import Country
from kg.errors import BadInputError, UnknownFieldError
from kg.model import Kind, Party, PartyRef
from kg.sources.base import Reading
from kg.sources.eu import csv_reader as eu_csv
from kg.sources.files import InputFile
from kg.values import PartialDate
from tests.sources.eu_list import HEADER_1_0, HEADER_1_1, csv_reading, parties

BASE_1_1 = {
    "fileGenerationDate": "05/08/2026",
    "Entity_LogicalId": "13",
    "Entity_EU_ReferenceNumber": "EU.27.28",
    "Entity_UnitedNationId": "QDi.1",
    "Entity_DesignationDate": "2003-07-07",
    "Entity_DesignationDetails": "(details)",
    "Entity_Remark": "(First remark)\\n(Second)",
    "Entity_SubjectType": "P",
    "Entity_SubjectType_ClassificationCode": "person",
    "Entity_Regulation_Type": "regulation",
    "Entity_Regulation_OrganisationType": "commission",
    "Entity_Regulation_PublicationDate": "2003-07-08",
    "Entity_Regulation_EntryIntoForceDate": "2003-07-09",
    "Entity_Regulation_NumberTitle": "1210/2003 (OJ L169)",
    "Entity_Regulation_Programme": "IRQ",
    "Entity_Regulation_PublicationUrl": "http://eur-lex.europa.eu/x.pdf",
}
ROWS_1_1 = (
    {
        "NameAlias_LastName": "ROE",
        "NameAlias_FirstName": "Jane",
        "NameAlias_MiddleName": "A.",
        "NameAlias_WholeName": "Jane A. ROE",
        "NameAlias_NameLanguage": "EN",
        "NameAlias_Gender": "F",
        "NameAlias_Title": "Dr",
        "NameAlias_Function": "Minister",
        "NameAlias_LogicalId": "17",
        "NameAlias_RegulationLanguage": "en",
        "NameAlias_Remark": "seen",
        "NameAlias_Regulation_Type": "amendment",
        "NameAlias_Regulation_OrganisationType": "council",
        "NameAlias_Regulation_PublicationDate": "2005-06-16",
        "NameAlias_Regulation_EntryIntoForceDate": "2005-06-17",
        "NameAlias_Regulation_NumberTitle": "898/2005 (OJ L153)",
        "NameAlias_Regulation_Programme": "IRQ",
        "NameAlias_Regulation_PublicationUrl": "http://eur-lex.europa.eu/y.pdf",
    },
    {
        "Address_City": "Basra",
        "Address_Street": "1 Road",
        "Address_AsAtListingTime": "true",
        "Address_ContactInfo": "PHONE[1-2, 3]\\nEMAIL[a@example.org]",
        "Address_CountryIso2Code": "IQ",
        "Address_CountryDescription": "IRAQ",
        "Address_LogicalId": "7",
    },
    {
        "BirthDate_Year": "1953",
        "BirthDate_Circa": "true",
        "BirthDate_CalendarType": "GREGORIAN",
        "BirthDate_City": "Tikrit",
        "BirthDate_CountryIso2Code": "IQ",
        "BirthDate_LogicalId": "14",
    },
    {
        "Identification_Number": "A1",
        "Identification_Diplomatic": "false",
        "Identification_KnownFalse": "true",
        "Identification_TypeCode": "passport",
        "Identification_TypeDescription": "National passport",
        "Identification_ValidTo": "2011-02-03",
        "Identification_CountryIso2Code": "IQ",
        "Identification_LogicalId": "9",
    },
    {
        "Citizenship_CountryIso2Code": "IQ",
        "Citizenship_CountryDescription": "IRAQ",
        "Citizenship_LogicalId": "1",
    },
)
BASE_1_0 = {
    "Date_file": "04/07/2018",
    "Entity_logical_id": "13",
    "Subject_type": "P",
    "Leba_numtitle": "1210/2003 (OJ L169)",
    "Leba_publication_date": "2003-07-08",
    "Leba_url": "http://eur-lex.europa.eu/x.pdf",
    "Programme": "IRQ",
    "Entity_remark": "(UNSC RESOLUTION 1483)",
    "EU_ref_num": "EU.27.28",
}
ROWS_1_0 = (
    {
        "Naal_logical_id": "17",
        "Naal_wholename": "Qoussaï, Saddam",
        "Naal_lastname": "Saddam",
        "Naal_firstname": "Qoussaï",
        "Naal_function": '"Former Governor; of Karbala"',
        "Naal_language": "FR",
        "Naal_leba_numtitle": "1210/2003 (OJ L169)",
        "Naal_leba_publication_date": "2003-07-08",
        "Naal_leba_url": "http://eur-lex.europa.eu/x.pdf",
        "Naal_programme": "IRQ",
    },
    {"Birt_logical_id": "14", "Birt_date": "1937-04-28", "Birt_place": "al-Awja, near Tikrit"},
    {"Birt_logical_id": "15", "Birt_date": "N/A", "Birt_place": "Baghdad", "Birt_country": "IRQ"},
    {
        "Iden_logical_id": "1",
        "Iden_number": "34409/129 (other-Other identification number) (july 1997)",
        "Iden_country": "IRQ",
    },
    {"Iden_logical_id": "2", "Iden_number": "some prose"},
    {"Citi_logical_id": "1", "Citi_country": "IRQ"},
    {
        "Addr_logical_id": "8",
        "Addr_number": "5",
        "Addr_street": "Haifa Street",
        "Addr_other": "PHONE[668 33 01, 0300-820 91 99]\\nFAX[662 38 14]",
        "Addr_country": "IRQ",
    },
    {"Addr_logical_id": "9", "Addr_city": "Lahore", "Addr_other": "opposite the mosque"},
)


def table(header: list[str], base: dict[str, str], rows: tuple[dict[str, str], ...]) -> str:
    """Rows under a header; a header that stands again is left empty."""
    seen: set[str] = set()
    lines = [";".join(header)]
    for row in rows:
        values, cells = base | row, []
        seen.clear()
        for column in header:
            cells.append("" if column in seen else values.get(column, ""))
            seen.add(column)
        lines.append(";".join(cells))
    return "\r\n".join(lines) + "\r\n"


def full() -> str:
    """A list of the newer layout with one entry."""
    return table(HEADER_1_1, BASE_1_1, ROWS_1_1)


def short() -> str:
    """A list of the older layout with one entry."""
    return table(HEADER_1_0, BASE_1_0, ROWS_1_0)


def resaved(text: str) -> str:
    """The same as a spreadsheet leaves it: lines quoted whole, tabs for commas and behind."""
    lines = (line.replace('"', '""').replace(",", "\t") for line in text.split("\r\n")[:-1])
    return "".join(f'"{line}\t\t\t"\n' for line in lines)


def one(made: Reading) -> Party:
    """The one party of a reading."""
    (party,) = parties(list(made.records))
    return party


def test_the_layouts_are_the_official_ones_and_told_by_their_headers(tmp_path: Path) -> None:
    assert (len(HEADER_1_1), len(HEADER_1_0)) == (118, 59)
    for text, day in (
        (full(), "2026-08-05"),
        ("\ufeff" + full(), "2026-08-05"),
        (short(), "2018-07-04"),
        (resaved(short()), "2018-07-04"),
    ):
        made = csv_reading(tmp_path, text.encode())
        assert eu_csv.recognise(InputFile(tmp_path / "list.csv"))
        assert (made.release.source, made.release.version) == ("eu-fsf", day)


def test_the_newer_layout_says_what_the_xml_says(tmp_path: Path) -> None:
    made = csv_reading(tmp_path, full().encode())
    party = one(made)
    assert (party.ref, party.kind) == (PartyRef("eu", "EU.27.28"), Kind.PERSON)
    assert [(claim.scheme, claim.value) for claim in party.identifiers] == [
        ("eu-ref", "EU.27.28"),
        ("eu-logical-id", "13"),
        ("un-ref", "QDi.1"),
        ("passport", "A1"),
    ]
    (name,) = party.names
    assert (name.text, name.language, name.number) == ("Jane A. ROE", "en", "17")
    assert (name.note, name.instrument, name.strength) == ("seen", "eu-898/2005", "")
    (designation,) = party.designations
    assert (designation.program, designation.legal_basis) == ("IRQ", ("eu-1210/2003",))
    assert designation.listed_on == dt.date(2003, 7, 7)
    assert [event.date for event in designation.events] == [
        dt.date(2003, 7, 7),
        dt.date(2003, 7, 9),
    ]
    (birth,), (place,) = party.birth_dates, party.birth_places
    assert (birth.date, place.city) == (PartialDate.parse("circa 1953"), "Tikrit")
    assert party.identifiers[-1].qualifiers == ("false",)
    (address,) = party.addresses
    assert (address.city, address.qualifiers) == ("Basra", ("at-listing-time",))
    told = {(claim.type, claim.value) for claim in party.features}
    assert {("phone", "1-2, 3"), ("email", "a@example.org")} <= told
    assert ("remark", "(First remark)\n(Second)") in told
    assert not made.ledger.warnings


def test_flags_may_be_words_of_either_kind(tmp_path: Path) -> None:
    expected = one(csv_reading(tmp_path, full().encode()))
    text = full().replace(";true;", ";YES;").replace(";false;", ";NO;")
    assert text.count(";YES;") + text.count(";NO;") == 4
    assert one(csv_reading(tmp_path, text.encode())) == expected


def test_rows_without_a_reference_are_one_entry_by_the_number_of_its_record(tmp_path: Path) -> None:
    party = one(csv_reading(tmp_path, full().replace("EU.27.28", "").encode()))
    assert party.ref == PartyRef("eu", "logical-13")
    assert [claim.scheme for claim in party.identifiers] == ["eu-logical-id", "un-ref", "passport"]
    assert len(party.names) == len(party.birth_dates) == len(party.addresses) == 1


def test_the_older_layout_is_read_word_for_word(tmp_path: Path) -> None:
    made = csv_reading(tmp_path, short().encode())
    party = one(made)
    (name,) = party.names
    assert (name.text, name.language, name.type) == ("Qoussaï, Saddam", "fr", "primary")
    assert [claim.value for claim in party.features if claim.type == "position"] == [
        "Former Governor; of Karbala"
    ]
    (birth,) = party.birth_dates
    assert birth.date == PartialDate.parse("1937-04-28")
    assert [place.city for place in party.birth_places] == ["al-Awja, near Tikrit", "Baghdad"]
    assert party.birth_places[1].country == Country("IRQ", "IRQ")
    first, second = (claim for claim in party.identifiers if claim.scheme == "other")
    assert (first.value, first.note) == ("34409/129", "july 1997")
    assert second.value == "some prose"
    assert [address.lines for address in party.addresses] == [("5", "Haifa Street"), ()]
    told = [(claim.type, claim.value) for claim in party.features]
    assert ("phone", "668 33 01, 0300-820 91 99") in told
    assert ("fax", "662 38 14") in told
    assert ("contact", "opposite the mosque") in told
    assert list(made.ledger.warnings.values()) == [1]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_spreadsheet_s_file_is_read_as_it_was_before(tmp_path: Path, encoding: str) -> None:
    expected = one(csv_reading(tmp_path, short().encode()))
    made = csv_reading(tmp_path, resaved(short()).encode(encoding))
    assert one(made) == expected
    assert "a file went through a spreadsheet: a tab was read as the comma that it replaced" in (
        made.ledger.warnings
    )
    assert ("a file is not UTF-8 and was read as Windows-1252" in made.ledger.warnings) is (
        encoding == "cp1252"
    )


def test_acts_of_several_rows_are_one_designation_for_a_programme(tmp_path: Path) -> None:
    other = {**ROWS_1_0[1], "Leba_numtitle": "2018/223 (OJ L43)", "Entity_remark": "(Other)"}
    text = table(HEADER_1_0, BASE_1_0, (ROWS_1_0[0], other))
    party = one(csv_reading(tmp_path, text.encode()))
    (designation,) = party.designations
    assert designation.legal_basis == ("eu-1210/2003", "eu-2018/223")
    assert [claim.value for claim in party.features if claim.type == "remark"] == [
        "(UNSC RESOLUTION 1483)",
        "(Other)",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (full().encode()[:-400], "cut off"),
        (full().replace("Minister", "Mini\x01ster").encode(), "control character"),
        (full().replace("Minister", "Minist\x00er").encode(), "control character"),
        (full().replace("Tikrit", "Tikrít").encode("cp1252"), "not UTF-8 text"),
        (full().replace("Tikrit", "T" * 1_500_000).encode(), "field limit"),
        (full().replace("Tikrit", '"Tikrit').encode(), "not CSV"),
        (full().replace(";person;", ";", 1).encode(), "columns instead of 118"),
        (
            full()
            .replace("05/08/2026;13;EU.27.28;QDi.1", "05/08/2026;13;EU.9.9;QDi.1", 1)
            .encode(),
            "one number",
        ),
        (full().replace("05/08/2026", "06/08/2026", 1).encode(), "two releases are mixed"),
        (full().replace("QDi.1", "QDi.2", 1).encode(), "rows of one entry disagree"),
        ((";".join(HEADER_1_1) + "\r\n").encode(), "no rows"),
        (full().replace("05/08/2026", "5 Aug").encode(), "not a day"),
        (
            full().replace("Entity_SubjectType;", "Entity_Kind;").encode(),
            "lacks Entity_SubjectType",
        ),
        (full().replace("Entity_EU_Ref", "Entity_Ref").encode(), "lacks Entity_EU_ReferenceNumber"),
        (full().replace("fileGenerationDate", "Day").encode(), "lacks fileGenerationDate"),
        (short().replace("EU_ref_num", "Number").encode(), "lacks EU_ref_num"),
    ],
)
def test_a_faulty_file_is_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "known.csv"
    path.write_bytes(content)
    assert eu_csv.recognise(InputFile(path))
    with pytest.raises(BadInputError, match=said):
        list(csv_reading(tmp_path, content).records)


def test_an_unknown_column_stops_when_it_holds_something(tmp_path: Path) -> None:
    text = full().replace("Citizenship_Remark", "Citizenship_Mood")
    assert one(csv_reading(tmp_path, text.encode())).names
    rows = (*ROWS_1_1[:4], ROWS_1_1[4] | {"Citizenship_Remark": "glad"})
    text = table(HEADER_1_1, BASE_1_1, rows).replace("Citizenship_Remark", "Citizenship_Mood")
    with pytest.raises(UnknownFieldError, match="Citizenship_Mood"):
        list(csv_reading(tmp_path, text.encode()).records)


def test_an_entry_that_comes_back_later_is_refused(tmp_path: Path) -> None:
    other = {"Entity_LogicalId": "14", "Entity_EU_ReferenceNumber": "EU.1.1"}
    text = table(HEADER_1_1, BASE_1_1, (ROWS_1_1[0], ROWS_1_1[0] | other, ROWS_1_1[0]))
    with pytest.raises(BadInputError, match="the same number twice"):
        list(csv_reading(tmp_path, text.encode()).records)
    made = csv_reading(tmp_path, text.encode(), quarantine=True)
    assert [party.ref.number for party in parties(list(made.records))] == ["EU.27.28", "EU.1.1"]

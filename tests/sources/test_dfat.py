"""The Australian consolidated list: rows of names, references that are used again."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInputError, UnknownFieldError
from kg.model import Kind
from kg.sources.dfat import blocks
from kg.sources.dfat import reader as dfat
from kg.sources.dfat.blocks import COLUMNS
from kg.sources.dfat.reader import SOURCE
from tests.sources.reading import Read, altered, read_text, reads_or_refuses

Row = dict[str, str]


def row(reference: str, name: str, **cells: str) -> Row:
    """A row with its columns by short words."""
    found = {
        "Reference": reference,
        "Name of Individual or Entity": name,
        "Type": "Individual",
        "Name Type": "Primary Name",
        "Committees": "Autonomous (Iran)",
        "Control Date": "2026-03-13",
    }
    return {**found, **{key.replace("_", " "): text for key, text in cells.items()}}


JOKAR = (
    row(
        "8577",
        "Mohammad Salah JOKAR",
        Date_of_Birth="5 May 1957",
        Place_of_Birth="Yazd",
        Citizenship="Iranian, Iraqi",
        Address="a) 1 Street, Tehran b) 2 Road; Yazd",
        Additional_Information="General",
        Listing_Information="Listed on 13 Mar. 2012 (amended on 2 Jul. 2014)",
        Instrument_of_Designation="Instrument 2012",
        Targeted_Financial_Sanction="TRUE",
        Travel_Ban="TRUE",
        Arms_Embargo="FALSE",
        Maritime_Restriction="FALSE",
    ),
    row("8577a", "محمد صالح جوکار", Name_Type="Original Script"),
    row("8577b", "Mohammad Saleh JOKAR", Name_Type="Alias", Alias_Strength="Weak"),
)
FRONT = row(
    "8556",
    "SAFETY EQUIPMENT PROCUREMENT (SEP)",
    Type="Entity",
    Committees="1737 (Iran)",
    Control_Date="12/12/25",
)
SHIP = row(
    "8230",
    "MOCHA",
    Type="Vessel",
    IMO_Number="9271951",
    Committees="Autonomous (Vessels)",
    Targeted_Financial_Sanction="FALSE",
    Maritime_Restriction="TRUE",
)


def table(*rows: Row, columns: tuple[str, ...] = COLUMNS) -> str:
    """A CSV of those rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def workbook(*rows: Row) -> bytes:
    """A workbook of those rows, dates and references as cells of their own types."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(COLUMNS))
    for cells in rows:
        values: list[object] = [cells.get(name) for name in COLUMNS]
        values[0] = int(cells["Reference"]) if cells["Reference"].isdigit() else values[0]
        date = cells["Control Date"]
        place = COLUMNS.index("Control Date")
        values[place] = dt.datetime.fromisoformat(date) if date[:4].isdigit() else date
        sheet.append(values)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WORKBOOK = workbook(*JOKAR, FRONT, SHIP)
"""Made once: a workbook holds the time of its making, and altered bytes must be repeatable."""


@pytest.fixture
def found(tmp_path: Path) -> Read:
    """A small list, read."""
    return read_text(SOURCE, tmp_path, table(*JOKAR, FRONT, SHIP))


def test_rows_of_one_number_are_the_names_of_one_party(found: Read) -> None:
    jokar = found.parties["8577 Mohammad Salah JOKAR"]
    assert jokar.kind is Kind.PERSON
    assert [(name.text, name.type, name.strength, name.number) for name in jokar.names] == [
        ("Mohammad Salah JOKAR", "primary", "strong", "8577"),
        ("محمد صالح جوکار", "original-script", "", "8577a"),
        ("Mohammad Saleh JOKAR", "aka", "weak", "8577b"),
    ]
    assert [item.date.edtf for item in jokar.birth_dates] == ["1957-05-05"]
    assert [place.full for place in jokar.addresses] == ["1 Street, Tehran", "2 Road", "Yazd"]
    assert [place.full for place in jokar.birth_places] == ["Yazd"]
    assert [
        item.country.alpha3
        for item in jokar.features
        if item.type == "citizenship" and item.country
    ] == ["IRN", "IRQ"]


def test_the_marks_say_which_measures_apply(found: Read) -> None:
    by_name = {party.names[0].text: party.designations[0] for party in found.parties.values()}
    assert by_name["Mohammad Salah JOKAR"].measures == ("blocking", "travel-ban")
    assert by_name["Mohammad Salah JOKAR"].provision == "Instrument 2012"
    assert by_name["MOCHA"].measures == ("shipping-restriction",)
    assert by_name["SAFETY EQUIPMENT PROCUREMENT (SEP)"].measures == ()


def test_marks_that_all_say_no_leave_the_measure_open(tmp_path: Path) -> None:
    read = read_text(SOURCE, tmp_path, table({**SHIP, "Maritime Restriction": "FALSE"}))
    (party,) = read.parties.values()
    assert party.designations[0].measures == ("unstated",)


def test_a_day_that_could_be_two_is_kept_as_words(found: Read) -> None:
    (designation,) = found.parties["8556 SAFETY EQUIPMENT PROCUREMENT (SEP)"].designations
    assert designation.listed_on is None
    assert designation.note == "control date 12/12/25"
    assert found.ledger.warnings[dfat.UNREADABLE_DATE] == 1


@pytest.mark.parametrize(
    ("printed", "dates", "words"),
    [
        ("Between 1958 and 1960", ["1958/1960"], []),
        ("circa 1955", ["1955~"], []),
        ("1 Jan 1960, 2 Feb 1961 and 1962", ["1960-01-01", "1961-02-02", "1962"], []),
        ("a) 1970 b) 1971", ["1970", "1971"], []),
        ("25/12/1966", ["1966-12-25"], []),
        ("10/08/1966", [], ["10/08/1966"]),
        ("around harvest", [], ["around harvest"]),
        ("Approximately: Between 1959 and 1965", ["1959~/1965~"], []),
        ("13/01/1992,16/03/1993", ["1992-01-13", "1993-03-16"], []),
        ("14/04/1970 15/04/1971", ["1970-04-14", "1971-04-15"], []),
        ("21/03/1962 to 20/04/1962", ["1962-03-21/1962-04-20"], []),
        ("1945, 1946, 1947", ["1945", "1946", "1947"], []),
        ("03/1955\u00a0", ["1955-03"], []),
        ("April 1, 1978", ["1978-04-01"], []),
        ("12-Apr-1968", ["1968-04-12"], []),
        ("23-Apr-68", [], ["23-Apr-68"]),
        ("195,7", [], ["195,7"]),
        ("24/01/,1973", [], ["24/01/,1973"]),
        ("1979, 1980.1981", ["1979"], ["1980.1981"]),
    ],
)
def test_dates_of_birth_are_read_or_kept_as_words(
    tmp_path: Path, printed: str, dates: list[str], words: list[str]
) -> None:
    (party,) = read_text(
        SOURCE, tmp_path, table(row("1", "A B", Date_of_Birth=printed))
    ).parties.values()
    assert [item.date.edtf for item in party.birth_dates] == dates
    assert [item.value for item in party.features if item.type == "birth-date"] == words


def test_a_number_used_again_is_another_party(tmp_path: Path) -> None:
    read = read_text(SOURCE, tmp_path, table(*JOKAR, FRONT, row("8577", "Somebody ELSE")))
    assert set(read.parties) == {
        "8577 Mohammad Salah JOKAR",
        "8556 SAFETY EQUIPMENT PROCUREMENT (SEP)",
        "8577 Somebody ELSE",
    }
    assert read.ledger.warnings[blocks.REUSED] == 1


def test_an_alias_that_stands_apart_belongs_to_the_party_met_before(tmp_path: Path) -> None:
    late = row("8577c", "JOKAR, M.", Name_Type="aka")
    read = read_text(SOURCE, tmp_path, table(*JOKAR, FRONT, late))
    assert len(read.parties["8577 Mohammad Salah JOKAR"].names) == 4
    assert read.ledger.warnings[blocks.REJOINED] == 1


def test_the_workbook_gives_what_the_csv_gives(tmp_path: Path) -> None:
    rows = (*JOKAR, FRONT, SHIP)
    sheet = read_text(SOURCE, tmp_path, workbook(*rows), name="list.xlsx")
    text = read_text(SOURCE, tmp_path, table(*rows))
    assert sheet.records == text.records


def test_the_older_layout_is_read_without_marks(tmp_path: Path) -> None:
    columns = tuple(name for name in COLUMNS[:14] if name not in {"Type", "Alias Strength"})
    old = {key: text for key, text in row("1", "A B").items() if key in columns}
    old["Type of designation"] = "Individual"
    read = read_text(SOURCE, tmp_path, table(old, columns=(*columns, "Type of designation")))
    (party,) = read.parties.values()
    assert (party.kind, party.designations[0].measures) == (Kind.PERSON, ())


def test_an_unknown_column_stops_the_reading(tmp_path: Path) -> None:
    with pytest.raises(UnknownFieldError, match="Mood"):
        read_text(SOURCE, tmp_path, table(FRONT, columns=(*COLUMNS, "Mood")))


def test_renamed_columns_are_named(tmp_path: Path) -> None:
    text = table(FRONT).replace("Committees", "Regimes").replace("Name Type", "Kind of Name")
    with pytest.raises(UnknownFieldError, match="Kind of Name, Regimes"):
        read_text(SOURCE, tmp_path, text)


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"Reference": "none"}, "Reference"),
        ({"Name of Individual or Entity": ""}, "Name of Individual or Entity"),
        ({"Type": "Ghost"}, "Type"),
        ({"Committees": ""}, "Committees"),
        ({"Travel Ban": "maybe"}, "Travel Ban"),
    ],
)
def test_a_broken_row_is_refused_with_its_place(tmp_path: Path, change: Row, column: str) -> None:
    text = table({**FRONT, **change}, SHIP)
    with pytest.raises(BadInputError) as caught:
        read_text(SOURCE, tmp_path, text)
    assert caught.value.field == column
    assert list(read_text(SOURCE, tmp_path, text, quarantine=True).parties) == ["8230 MOCHA"]


@given(st.data())
def test_altered_tables_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = table(*JOKAR, FRONT, SHIP).encode()
    reads_or_refuses(SOURCE, tmp_path_factory.getbasetemp(), data.draw(altered(whole)))


@given(st.data())
def test_altered_workbooks_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    reads_or_refuses(SOURCE, tmp_path_factory.getbasetemp(), data.draw(altered(WORKBOOK)))


def test_the_programs_and_measures_are_those_of_the_schemes(found: Read) -> None:
    said = {
        (subject, object_)
        for subject, predicate, object_ in found.statements()
        if "#program" in predicate
    }
    assert {object_.rsplit("/", 1)[1] for _, object_ in said} >= {"au-iran>"}

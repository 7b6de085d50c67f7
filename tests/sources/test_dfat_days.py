"""Days on the Australian list, and what else its cells hold in a way of their own."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kg.sources.dfat import blocks
from kg.sources.dfat import reader as dfat
from kg.sources.dfat.blocks import COLUMNS
from kg.sources.dfat.reader import SOURCE
from tests.sources.reading import read_text
from tests.sources.test_dfat import JOKAR, row, table


def _births(folder: Path, *printed: str) -> dict[str, list[str]]:
    rows = [row(str(n), f"A {n}", Date_of_Birth=text) for n, text in enumerate(printed, 1)]
    parties = read_text(SOURCE, folder, table(*rows)).parties.values()
    return {p.names[0].text: [item.date.edtf for item in p.birth_dates] for p in parties}


@pytest.mark.parametrize(
    ("other", "meant"),
    [("25/12/1966", ["1970-12-05"]), ("12/25/1966", ["1970-05-12"]), ("1966", [])],
)
def test_the_order_of_day_and_month_is_that_of_the_files_own_dates(
    tmp_path: Path, other: str, meant: list[str]
) -> None:
    assert _births(tmp_path, "5/12/1970", other)["A 1"] == meant


def test_a_file_that_has_both_orders_tells_none(tmp_path: Path) -> None:
    assert _births(tmp_path, "5/12/1970", "25/12/1966", "12/25/1966")["A 1"] == []


def test_a_date_of_a_false_document_keeps_that_doubt(tmp_path: Path) -> None:
    text = table(row("1", "A B", Date_of_Birth="3 March 1979 (from false passport)"))
    (party,) = read_text(SOURCE, tmp_path, text).parties.values()
    (birth,) = party.birth_dates
    assert (birth.date.edtf, birth.note, birth.qualifiers) == (
        "1979-03-03",
        "from false passport",
        ("false",),
    )


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        ("Listed on 25 January 2001 (amended on 3 Sep 2003)", dt.date(2001, 1, 25)),
        ("Listed by UN 1267 Committee on 6 Oct. 2001", dt.date(2001, 10, 6)),
        ("28 Jan. 2003 (amended on 2 Jul. 2007)", dt.date(2003, 1, 28)),
        ("Designated under Regulations 2011 on 2 March 2012", dt.date(2012, 3, 2)),
        ("2014-06-19", dt.date(2014, 6, 19)),
        ("List 2001 (updated on 5 Aug. 2004)", None),
        ("Relisted on 5 Aug. 2004", None),
        ("Review was concluded on 21 Jun. 2010", None),
        ("Autonomous Sanctions (Sanctioned Vessels) Designation 2025", None),
    ],
)
def test_the_day_of_listing_stands_in_the_words_on_it(
    tmp_path: Path, words: str, listed: dt.date | None
) -> None:
    text = table(row("1", "A B", Listing_Information=words))
    (party,) = read_text(SOURCE, tmp_path, text).parties.values()
    (designation,) = party.designations
    assert designation.listed_on == listed
    assert [event.description for event in designation.events if event.type == "added"] == (
        [words] if listed else []
    )
    assert words in {item.value for item in party.features}


def test_the_control_date_is_that_of_the_last_edit(tmp_path: Path) -> None:
    text = table(row("1", "A B", Control_Date="2026-04-14"))
    (party,) = read_text(SOURCE, tmp_path, text).parties.values()
    (designation,) = party.designations
    assert designation.listed_on is None
    assert [(event.type, event.date) for event in designation.events] == [
        ("amended", dt.date(2026, 4, 14))
    ]


def _workbook(*cells: tuple[object, str]) -> bytes:
    """A workbook of parties born on a date, each shown in a number format."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(COLUMNS))
    place = COLUMNS.index("Date of Birth")
    for number, (value, shown) in enumerate(cells, start=1):
        texts = row(str(number), f"A {number}")
        values: list[object] = [texts.get(name) for name in COLUMNS]
        values[place] = value
        sheet.append(values)
        sheet.cell(number + 1, place + 1).number_format = shown
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_date_in_a_workbook_is_as_precise_as_it_is_shown(tmp_path: Path) -> None:
    day = dt.datetime(1973, 11, 1)  # noqa: DTZ001 -- a cell has no time zone
    book = _workbook(
        (day, "m/d/yyyy"),
        (day, "mmm\\-yy"),
        (day, "[$-C09]mmmm yyyy;@"),
        (day, "yyyy"),
        (1973, "General"),
        ("Approximately 1968_x000D_\n28/08/1965", "General"),
    )
    found = read_text(SOURCE, tmp_path, book, name="list.xlsx").parties.values()
    assert [[item.date.edtf for item in party.birth_dates] for party in found] == [
        ["1973-11-01"],
        ["1973-11"],
        ["1973-11"],
        ["1973"],
        ["1973"],
        ["1968~", "1965-08-28"],
    ]


@pytest.mark.parametrize(
    ("saved", "name", "version"),
    [
        ("2026-09-04T05:37:12Z", "list.xlsx", "2026-09-04"),
        ("2026-09-04T05:37:12Z", "2024-07-01-list.xlsx", "2024-07-01"),
        ("", "list.xlsx", "sha256-"),
    ],
)
def test_a_workbook_tells_when_it_was_saved(
    tmp_path: Path, saved: str, name: str, version: str
) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_workbook((1973, "General")))) as book,
        zipfile.ZipFile(out, "w") as altered,
    ):
        for part in book.namelist():
            text = book.read(part)
            if part == "docProps/core.xml":
                text = re.sub(rb"(?<=W3CDTF\">)[^<]*(?=</dcterms:modified)", saved.encode(), text)
            altered.writestr(part, text)
    read = read_text(SOURCE, tmp_path, out.getvalue(), name=name)
    assert read.reading.release.version.startswith(version)


def test_a_comma_within_the_name_of_a_country_does_not_part_it(tmp_path: Path) -> None:
    text = table(row("1", "A B", Citizenship="Congo, Democratic Republic of the;Rwanda"))
    (party,) = read_text(SOURCE, tmp_path, text).parties.values()
    assert [
        (item.value, item.country.alpha3)
        for item in party.features
        if item.type == "citizenship" and item.country
    ] == [("Congo, Democratic Republic of the", "COD"), ("Rwanda", "RWA")]


def test_a_party_on_two_lists_has_the_days_and_acts_of_each(tmp_path: Path) -> None:
    first = row(
        "1", "A B", Listing_Information="Listed on 2 May 2011", Instrument_of_Designation="Act 1"
    )
    second = row("1a", "A. B.", Name_Type="Alias", Committees="1988 (Taliban)")
    (party,) = read_text(SOURCE, tmp_path, table(first, second)).parties.values()
    assert [(item.program, item.listed_on, item.provision) for item in party.designations] == [
        ("Autonomous (Iran)", dt.date(2011, 5, 2), "Act 1"),
        ("1988 (Taliban)", None, ""),
    ]


def test_a_row_that_stands_twice_is_one(tmp_path: Path) -> None:
    read = read_text(SOURCE, tmp_path, table(*JOKAR, *JOKAR[1:], JOKAR[0]))
    (party,) = read.parties.values()
    assert len(party.names) == 3
    assert read.ledger.warnings[blocks.REPEATED] == 3


@pytest.mark.parametrize(
    ("kinds", "kind", "said"),
    [
        (("Entity", "Individual"), "entity", ["Individual"]),
        (("", "Vessel"), "vessel", []),
        (("", ""), "entity", ["not stated by the list"]),
        (("Person", ""), "person", []),
    ],
)
def test_a_kind_that_is_missing_or_in_conflict_is_a_doubt(
    tmp_path: Path, kinds: tuple[str, str], kind: str, said: list[str]
) -> None:
    rows = row("1", "A B", Type=kinds[0]), row("1a", "A. B.", Type=kinds[1], Name_Type="Aka")
    read = read_text(SOURCE, tmp_path, table(*rows))
    (party,) = read.parties.values()
    doubts = [item for item in party.features if item.type == "target-type"]
    assert (party.kind.value, [item.value for item in doubts]) == (kind, said)
    assert all(item.qualifiers == ("undetermined",) for item in doubts)
    assert read.ledger.warnings[dfat.TWO_KINDS] + read.ledger.warnings[dfat.NO_KIND] == len(said)


def test_a_placeholder_is_no_address_and_a_un_number_is_one_of_the_party(tmp_path: Path) -> None:
    text = table(row("1", "A B", Address="n/a", Additional_Information="TAi.002. Title: Mullah"))
    (party,) = read_text(SOURCE, tmp_path, text).parties.values()
    assert party.addresses == ()
    assert [(item.scheme, item.value) for item in party.identifiers] == [
        ("DFAT reference", "1"),
        ("un-ref", "TAi.002"),
    ]


@pytest.mark.parametrize(
    ("tag", "program"),
    [
        ("1267 (ISIL (Da'esh) and Al-Qaida)", "au-un-1267"),
        ("1718 Committee (DPRK)", "au-un-1718"),
        ("1737 (ran)", "au-un-1737"),
        ("2653 (Haiti)", "au-un-2653"),
        ("2048 (Guinea-Bissau)", "au-un-2048"),
        ("Autonomous (Afghanistan)", "au-afghanistan"),
        ("Autonomous (Vessels)", "au-vessels"),
    ],
)
def test_a_committee_is_the_program_of_the_scheme(tmp_path: Path, tag: str, program: str) -> None:
    read = read_text(SOURCE, tmp_path, table(row("1", "A B", Committees=tag)))
    said = {object_ for _, predicate, object_ in read.statements() if "#program>" in predicate}
    assert {term.rsplit("/", 1)[1] for term in said} == {f"{program}>"}


def test_words_on_a_name_that_are_not_known_are_kept_with_it(tmp_path: Path) -> None:
    rows = (
        row("1", "A B"),
        row("1a", "A. B.", Name_Type="Alias", Alias_Strength="Middling"),
        row("1b", "B", Name_Type="Stage name"),
    )
    read = read_text(SOURCE, tmp_path, table(*rows))
    (party,) = read.parties.values()
    assert [(name.text, name.type, name.note) for name in party.names] == [
        ("A B", "primary", ""),
        ("A. B.", "aka", "Middling"),
        ("B", "aka", "Stage name"),
    ]
    assert read.ledger.warnings[dfat.UNKNOWN_NAME_TYPE] == 1

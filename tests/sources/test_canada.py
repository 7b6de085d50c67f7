"""The Canadian list: who an item is, which list and measure, in both layouts."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInputError, UnknownFieldError
from kg.model import Kind
from kg.sources import canada
from kg.sources.base import PLACEHOLDER
from kg.sources.canada import SOURCE
from kg.sources.files import InputFile
from tests.sources.reading import Read, altered, read_files, read_text, reads_or_refuses

ACT = (
    "Justice for Victims of Corrupt Foreign Officials Regulations (JVCFOR) / \xa0Règlement "
    "relatif à la justice pour les victimes de dirigeants étrangers corrompus (RJVDEC)"
)
BANK = """<record><Country>Burma / Birmanie</Country><Entity>MICB</Entity>
<Aliases>Myanma Bank (MB, of old), Burma Bank</Aliases>
<Schedule>1</Schedule><Item>17</Item></record>"""
SOLDIER = """<record><Country>Ukraine</Country><Title>Colonel</Title><LastName>ERYGIN</LastName>
<GivenName>Andrei </GivenName><Aliases> Andrei , Igor STRELKOV</Aliases>
<DateOfBirth>1972-08-10 or 1972-08-11</DateOfBirth>
<Schedule>1, Part 2</Schedule><Item>3</Item></record>"""
DEBT = """<record><Country>Russia / Russie</Country><Entity>Gazprombank</Entity>
<Schedule>2</Schedule><Item>1</Item></record>"""
OFFICIAL = f"""<record><Country>{ACT}</Country><LastName>DOE</LastName>
<DateOfBirth>long ago</DateOfBirth><Schedule>1</Schedule><Item>1</Item></record>"""
NO_SCHEDULE = """<record><Country>Venezuela\xa0</Country><LastName>A</LastName>
<GivenName>B</GivenName><Item>1</Item></record>"""
NOT_APPLICABLE = NO_SCHEDULE.replace("<Item>", "<Schedule>N/A</Schedule><Item>")
SHIP = """<record><Country-Pays>Russia</Country-Pays>
<EntityOrShip-EntiteOuNavire>PETR</EntityOrShip-EntiteOuNavire>
<TitleOrShipType-TitreOuTypeDeNavire>Tanker</TitleOrShipType-TitreOuTypeDeNavire>
<DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire>2003
</DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire>
<ShipIMONumber-NumeroOMIDuNavire>IMO 9187629</ShipIMONumber-NumeroOMIDuNavire>
<Schedule-Annexe>7</Schedule-Annexe><Item-NumeroDarticle>4</Item-NumeroDarticle>
<DateOfListing-DateDinscription>2024-06-13</DateOfListing-DateDinscription></record>"""


def document(*records: str) -> str:
    """A list of those records."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{head}<data-set>{''.join(records)}</data-set>"


@pytest.fixture
def found(tmp_path: Path) -> Read:
    """A small list in both layouts, read."""
    records = (BANK, SOLDIER, DEBT, OFFICIAL, NO_SCHEDULE, NOT_APPLICABLE, SHIP)
    return read_text(SOURCE, tmp_path, document(*records), name="2024-07-01-sema.xml")


def test_country_schedule_and_item_name_a_party(found: Read) -> None:
    assert set(found.parties) == {
        "burma-1-17",
        "ukraine-1-part-2-3",
        "russia-2-1",
        "jvcfoa-1-1",
        "venezuela-1",
        "venezuela-n-a-1",
        "russia-7-4",
    }
    assert found.reading.release.version == "2024-07-01"


def test_the_names_of_an_entity_are_apart_outside_of_brackets(found: Read) -> None:
    names = found.parties["burma-1-17"].names
    assert [name.text for name in names] == ["MICB", "Myanma Bank (MB, of old)", "Burma Bank"]


def test_a_person_has_parts_title_and_every_date_of_birth(found: Read) -> None:
    person = found.parties["ukraine-1-part-2-3"]
    assert person.kind is Kind.PERSON
    assert person.names[0].text == "Andrei ERYGIN"
    assert person.names[0].parts == (("family", "ERYGIN"), ("given", "Andrei"))
    assert [name.text for name in person.names[1:]] == ["Andrei", "Igor STRELKOV"]
    assert [item.date.edtf for item in person.birth_dates] == ["1972-08-10", "1972-08-11"]
    assert [(item.type, item.value) for item in person.features] == [("title", "Colonel")]
    assert found.ledger.warnings[canada.BARE_ALIAS] == 1


def test_some_schedules_are_lists_of_their_own_and_freeze_nothing(found: Read) -> None:
    listings = {number: party.designations[0].listing for number, party in found.parties.items()}
    assert listings["russia-2-1"] == "ca-sema-russia-2"
    assert listings["jvcfoa-1-1"] == "ca-jvcfoa"
    assert listings["burma-1-17"] == "ca-sema"
    measures = {
        subject.partition("#")[0].rpartition("/")[2]: object_.rpartition("/")[2]
        for subject, predicate, object_ in found.statements()
        if predicate.endswith("#measure>")
    }
    assert measures["ca-russia-2-1"] == "debt-and-equity-restriction>"
    assert measures["ca-burma-1-17"] == "blocking>"


def test_white_space_does_not_hide_a_program(found: Read) -> None:
    programs = {
        object_.rpartition("/")[2]
        for _, predicate, object_ in found.statements()
        if predicate.endswith("#program>")
    }
    assert programs == {"ca-burma>", "ca-ukraine>", "ca-russia>", "ca-jvcfo>", "ca-venezuela>"}


def test_a_ship_of_the_later_layout_has_its_number_year_and_day(found: Read) -> None:
    ship = found.parties["russia-7-4"]
    assert ship.kind is Kind.VESSEL
    assert ("imo", "9187629") in {(item.scheme, item.value) for item in ship.identifiers}
    assert {(item.type, item.value) for item in ship.features} == {
        ("vessel-type", "Tanker"),
        ("vessel-year-of-build", "2003"),
    }
    assert ship.designations[0].listed_on == dt.date(2024, 6, 13)
    assert ship.designations[0].provision == "Schedule 7, item 4"


def test_a_date_that_cannot_be_read_is_kept_as_words(found: Read) -> None:
    (feature,) = found.parties["jvcfoa-1-1"].features
    assert (feature.type, feature.value) == ("birth-date", "long ago")


def test_a_placeholder_is_counted_and_is_no_value(found: Read) -> None:
    assert found.ledger.warnings[PLACEHOLDER] == 1
    assert found.parties["venezuela-n-a-1"].designations[0].provision == "item 1"


def test_a_ship_with_a_number_of_another_length_keeps_it_as_a_registration(tmp_path: Path) -> None:
    read = read_text(SOURCE, tmp_path, document(SHIP.replace("9187629", "123")))
    (ship,) = read.parties.values()
    assert ship.identifiers[1].scheme == "vessel-registration"
    assert read.ledger.warnings[canada.NOT_IMO] == 1


def test_an_unknown_field_stops_the_reading(tmp_path: Path) -> None:
    with pytest.raises(UnknownFieldError, match="Mood"):
        read_text(SOURCE, tmp_path, document(BANK.replace("<Item>", "<Mood>x</Mood><Item>")))


@pytest.mark.parametrize(
    "record",
    [
        DEBT.replace("Gazprombank", ""),
        DEBT.replace("<Item>1</Item>", "<Item/>"),
        DEBT.replace("Russia / Russie", ""),
        DEBT.replace("<Item>", "<LastName>X</LastName><Item>"),
        SHIP.replace("2024-06-13", "soon"),
        BANK,
    ],
)
def test_a_broken_record_is_refused_or_set_aside(tmp_path: Path, record: str) -> None:
    text = document(BANK, record)
    with pytest.raises(BadInputError):
        read_text(SOURCE, tmp_path, text)
    read = read_text(SOURCE, tmp_path, text, quarantine=True)
    assert list(read.parties) == ["burma-1-17"]
    assert len(read.ledger.set_aside) == 1


@pytest.mark.parametrize(
    "data",
    [
        document(BANK)[:-20].encode(),
        document(BANK).replace("MICB", "\x01").encode(),
        document(BANK).replace("MICB", "é").encode("cp1252"),
        document(BANK).replace("<data-set>", "<!DOCTYPE x [<!ENTITY a 'b'>]><data-set>").encode(),
    ],
    ids=["cut", "control character", "other encoding", "entities"],
)
def test_a_file_that_is_cut_or_hostile_is_a_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadInputError, match="list"):
        read_text(SOURCE, tmp_path, data)


def test_a_name_of_a_megabyte_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="record/Entity: has more than 131,072 characters"):
        read_text(SOURCE, tmp_path, document(BANK.replace("MICB", "x" * 1_000_000)))


@given(st.data())
def test_altered_files_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = document(BANK, SOLDIER, SHIP).encode()
    reads_or_refuses(SOURCE, tmp_path_factory.getbasetemp(), data.draw(altered(whole)))


@pytest.mark.skipif("KG_LISTS" not in os.environ, reason="KG_LISTS names no folder of real lists")
def test_every_record_of_the_real_list_is_a_party() -> None:
    (path,) = (Path(os.environ["KG_LISTS"]) / "canada").glob("*.xml")
    read = read_files(SOURCE, [InputFile(path)])
    assert len(read.parties) == len(read.records) == 1369

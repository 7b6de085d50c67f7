"""What occurs in a file is counted apart from its reader, and looked for in the graph."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kg import cli
from kg.coverage import Coverage, FieldCoverage, coverage
from kg.model import Address, Identifier, Name, Party, Record
from kg.resources import designation_files
from kg.sources.base import Ledger, Reading, Source
from kg.sources.files import InputFile
from kg.sources.occurrences import Leaf, occurrences
from kg.sources.ofac.flat import reader as ofac_csv
from kg.sources.ofac.standard import reader as ofac_xml
from kg.sources.un import reader as un
from tests.sources.consolidated_list import LIST
from tests.sources.ofac.standard_xml import SDN, document

ENTRY = "sdnList/sdnEntry"
PLACES = document(*SDN).replace("<city>Dandong", "<city>Sinuiju")
LISTS = {"ofac-xml": PLACES, "un-sc": LIST}
CSV_ROWS = {
    "sdn.csv": '306,"BANCO","-0- ","CUBA","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ",'
    '"Website www.banco.example; Tax ID No. 77 (Cuba)."\n'
    '815,"TOR BV","-0- ","CUBA","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ","-0- "\n',
    "alt.csv": '306,220,"aka","NATIONAL BANK","-0- "\n815,221,"fka","OLD BV","-0- "\n',
    "add.csv": '306,199,"Zweierstrasse 35","Zurich CH-8022","Switzerland","-0- "\n'
    '815,200,"Quay 1","Rotterdam","Netherlands","-0- "\n\x1a',
}


def _written(folder: Path, text: str, name: str = "list.xml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _covered(*paths: Path) -> Coverage:
    (found,) = coverage(paths)
    return found


def _fields(found: Coverage) -> dict[str, FieldCoverage]:
    return {each.path: each for each in found.fields}


def _figures(found: Coverage) -> dict[str, int]:
    return {name: found.total(name) for name in ("left", "missing", "unnamed")}


def test_every_value_of_a_standard_xml_list_is_in_its_graph(tmp_path: Path) -> None:
    found = _covered(_written(tmp_path, document(*SDN)))

    assert _figures(found) == {"left": 0, "missing": 0, "unnamed": 0}
    assert found.total("represented") == found.total("occurs")
    assert _fields(found)[f"{ENTRY}/akaList/aka/uid"].occurs == 2
    assert found.records == 5


def test_every_value_of_a_united_nations_list_is_in_its_graph_or_left_with_a_reason(
    tmp_path: Path,
) -> None:
    found = _covered(_written(tmp_path, LIST))

    assert _figures(found) == {"left": 2, "missing": 0, "unnamed": 0}
    left = {each.path.rpartition("/")[2]: each.reason for each in found.fields if each.left}
    assert set(left) == {"VERSIONNUM"}
    assert "counter" in left["VERSIONNUM"]


def test_every_cell_of_the_flat_files_is_in_the_graph(tmp_path: Path) -> None:
    paths = [_written(tmp_path, text, name) for name, text in CSV_ROWS.items()]
    found = _covered(*paths)

    assert _figures(found) == {"left": 0, "missing": 0, "unnamed": 0}
    assert _fields(found)["sdn.csv/Remarks"].occurs == 1
    assert _fields(found)["alt.csv/alt_name"].occurs == 2


def test_every_value_of_the_shipped_designations_is_said_or_left_by_name() -> None:
    found = _covered(*designation_files())
    assert (found.total("unnamed"), found.total("missing")) == (0, 0)
    assert [(each.path, each.left) for each in found.fields if each.left] == [
        ("release/parties", 1)
    ]


def _without_towns(record: Record) -> Record:
    if not isinstance(record, Party):
        return record
    return replace(record, addresses=tuple(replace(each, city="") for each in record.addresses))


def _without_numbers(record: Record) -> Record:
    """Aliases keep their texts and lose OFAC's numbers for them."""
    if not isinstance(record, Party):
        return record
    return replace(record, names=tuple(replace(each, number="") for each in record.names))


def _without_strength(record: Record) -> Record:
    if not isinstance(record, Party):
        return record
    names = tuple(replace(each, strength="") for each in record.names)
    return replace(record, names=names)


def _without_countries(record: Record) -> Record:
    if not isinstance(record, Party):
        return record
    places: tuple[Address, ...] = tuple(replace(each, country=None) for each in record.addresses)
    numbers: tuple[Identifier, ...] = tuple(
        replace(each, country=None) for each in record.identifiers
    )
    return replace(record, addresses=places, identifiers=numbers, features=())


def _without_names(record: Record) -> Record:
    if not isinstance(record, Party):
        return record
    kept: tuple[Name, ...] = record.names[:1]
    return replace(record, names=kept)


def _faulty(source: Source, fault: Callable[[Record], Record]) -> Source:
    """The source with a reader that takes a field and drops it."""
    sound = source.read
    return replace(
        source,
        read=lambda files, ledger: replace(
            (reading := sound(files, ledger)), records=map(fault, reading.records)
        ),
    )


@pytest.mark.parametrize(
    ("source", "fault", "paths"),
    [
        (ofac_xml.SOURCE, _without_towns, {"addressList/address/city"}),
        (ofac_xml.SOURCE, _without_numbers, {"akaList/aka/uid"}),
        (ofac_xml.SOURCE, _without_strength, {"akaList/aka/category"}),
        (
            ofac_xml.SOURCE,
            _without_countries,
            {"idList/id/idCountry", "citizenshipList/citizenship/country"},
        ),
        (un.SOURCE, _without_towns, {"INDIVIDUAL_ADDRESS/CITY"}),
        (un.SOURCE, _without_names, {"ENTITY_ALIAS/ALIAS_NAME", "NAME_ORIGINAL_SCRIPT"}),
    ],
)
def test_a_field_that_is_taken_and_dropped_is_shown_as_missing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    source: Source,
    fault: Callable[[Record], Record],
    paths: set[str],
) -> None:
    monkeypatch.setattr("kg.sources.SOURCES", (_faulty(source, fault),))

    found = _covered(_written(tmp_path, LISTS[source.key]))

    missing = {each.path for each in found.fields if each.missing}
    assert all(any(path.endswith(wanted) for path in missing) for wanted in paths), missing
    assert found.total("unnamed") == 0
    assert all(each.examples for each in found.fields if each.missing)


def test_a_name_that_is_broken_over_two_lines_is_found(tmp_path: Path) -> None:
    name = "<ALIAS_NAME>Jon Doe; Johnny\n      Doe; J. Doe</ALIAS_NAME>"
    text = re.sub("<ALIAS_NAME>[^<]+</ALIAS_NAME>", name, LIST, count=1)

    found = _covered(_written(tmp_path, text))

    assert name in text
    assert [each.path for each in found.fields if each.missing] == []


def test_a_cell_that_is_taken_and_dropped_is_shown_as_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.sources.SOURCES", (_faulty(ofac_csv.SOURCE, _without_names),))
    paths = [_written(tmp_path, text, name) for name, text in CSV_ROWS.items()]

    row = _fields(_covered(*paths))["alt.csv/alt_name"]

    assert (row.missing, row.examples) == (2, [("306", "NATIONAL BANK"), ("815", "OLD BV")])


def test_a_field_the_ledger_does_not_count_is_not_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
        reading = un.SOURCE.read(files, ledger)
        records = list(reading.records)
        del reading.ledger.taken["CONSOLIDATED_LIST/ENTITIES/ENTITY/LISTED_ON"]
        return replace(reading, records=records)

    monkeypatch.setattr("kg.sources.SOURCES", (replace(un.SOURCE, read=read),))

    found = _covered(_written(tmp_path, LIST))

    assert [each.path for each in found.fields if each.unnamed] == [
        "CONSOLIDATED_LIST/ENTITIES/ENTITY/LISTED_ON"
    ]


def _leaves(folder: Path, text: str, **record_numbers: str) -> list[Leaf]:
    file = InputFile(_written(folder, text, "file"))
    return list(
        occurrences(file, {key.replace("_", "/"): at for key, at in record_numbers.items()})
    )


def test_xml_is_walked_into_attributes_and_texts_of_its_records(tmp_path: Path) -> None:
    text = '<l d="9"><r><n>1</n><a x=" y "> t <b/> u </a><e/></r><r><n>2</n></r></l>'

    assert {tuple(leaf)[:3] for leaf in _leaves(tmp_path, text, l_r="n")} == {
        ("l/r/n", "1", "1"),
        ("l/r/a/@x", "y", "1"),
        ("l/r/a", "t u", "1"),
        ("l/r/n", "2", "2"),
        ("l/@d", "9", ""),
    }


def test_a_number_that_refers_to_a_word_of_the_file_means_that_word(tmp_path: Path) -> None:
    text = '<l><words><Color ID="7">Red</Color></words><thing ColorID="7"/></l>'

    found = {leaf.path: leaf for leaf in _leaves(tmp_path, text)}

    assert found["l/words/Color"].is_word
    assert found["l/thing/@ColorID"].meanings == ("Red",)


@pytest.mark.parametrize(
    "text", ['{"a": {"b": [1, "x", null, ""]}, "c": true}', '{\n"a": {"b": [1, "x"]}, "c": true}']
)
def test_json_is_walked_by_its_names(tmp_path: Path, text: str) -> None:
    assert [tuple(leaf)[:2] for leaf in _leaves(tmp_path, text)] == [
        ("a/b", "1"),
        ("a/b", "x"),
        ("c", "true"),
    ]


def test_a_table_with_a_heading_is_walked_by_its_columns(tmp_path: Path) -> None:
    text = "Last updated,01/02/2020\nName 6,Title,Country\nMOON,,France\n"

    assert [tuple(leaf)[:2] for leaf in _leaves(tmp_path, text)] == [
        ("Name 6", "MOON"),
        ("Country", "France"),
    ]


def test_the_command_prints_figures_for_people_and_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(_written(tmp_path, LIST))
    cli.main(["coverage", path])
    text = capsys.readouterr().out
    cli.main(["coverage", path, "--json"])
    (told,) = json.loads(capsys.readouterr().out)

    assert "un-sc: list.xml" in text
    assert "left 1: a counter of the publisher's data base" in text
    assert told["missing"] == told["unnamed"] == 0
    assert told["occurs"] == told["represented"] + told["left"]

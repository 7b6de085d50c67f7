"""The flat view says in rows what the graph says, and describes its columns."""

from __future__ import annotations

import csv
import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from arro3.io import read_parquet
from hypothesis import given
from hypothesis import strategies as st

from kg import terms
from kg.formats import parquet
from kg.formats.dumps import write_dumps
from kg.formats.flat import COLUMNS
from kg.formats.tables import SEPARATOR, metadata
from kg.iri import HOME, Iris, concept, fragment
from kg.lines import sorted_unique
from kg.vocab import RDF, RDFS, SKOS, SKOSXL, SX, XSD
from tests.shipped_site import site

PARTY = Iris().party("ofac", "1")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def columns_of(path: Path) -> dict[str, list[Any]]:
    read = read_parquet(path).read_all()
    return {
        name: [read.column(name)[n].as_py() for n in range(read.num_rows)]
        for name in read.column_names
    }


def test_there_is_a_row_for_each_designation_of_the_shipped_ones() -> None:
    rows = table(site() / "dump/all.csv")

    assert len({row["designation"] for row in rows}) == len(rows) == 37
    assert {row["kind"] for row in rows} == {"person", "entity"}
    battalion = next(row for row in rows if row["party"].endswith("/ofac-33951"))
    assert battalion["name"] == "RAPID ACTION BATTALION"
    assert battalion["aliases"] == "RAB|RAB FORCES|Rapid Action Battalion"
    assert battalion["listed_on"] == "2021-12-10"
    assert battalion["countries"] == "Bangladesh"
    assert "OFAC unique ID: 33951" in battalion["identifiers"]
    assert battalion["legal_basis"] == "Executive Order 13818"


def test_the_gzipped_table_is_the_table() -> None:
    folder = site() / "dump"

    assert (
        gzip.decompress((folder / "all.csv.gz").read_bytes()) == (folder / "all.csv").read_bytes()
    )


def test_parquet_says_the_same_with_lists_and_days() -> None:
    rows = table(site() / "dump/all.csv")
    columns = columns_of(site() / "dump/all.parquet")

    assert list(columns) == [column.name for column in COLUMNS]
    for column in COLUMNS:
        texts = []
        for value in columns[column.name]:
            if column.kind == "list":
                texts.append(SEPARATOR.join(each.replace(SEPARATOR, "/") for each in value))
            else:
                assert value is None or isinstance(value, date) == (column.kind == "date")
                texts.append("" if value is None else str(value))
        assert texts == [row[column.name] for row in rows], column.name


def test_every_column_is_described_where_readers_of_csv_on_the_web_look() -> None:
    told = json.loads((site() / "dump/all.csv-metadata.json").read_text(encoding="utf-8"))

    assert told == json.loads(metadata("all.csv"))
    with (site() / "dump/all.csv").open(encoding="utf-8", newline="") as stream:
        head = next(csv.reader(stream))
    described = told["tableSchema"]["columns"]
    assert [each["titles"] for each in described] == head
    assert all(each["dc:description"].endswith(".") for each in described)
    assert {each["datatype"] for each in described} == {"anyURI", "date", "string"}


def test_doubts_and_weak_names_and_a_separator_inside_a_value_are_kept_apart(
    tmp_path: Path,
) -> None:
    names = {kind: fragment(PARTY, "name", kind) for kind in ("weak", "strong", "doubted")}
    node = fragment(PARTY, "designation", "x")
    found = [
        (PARTY, RDF.type, SX.Vessel),
        (PARTY, RDFS.label, terms.literal("Main")),
        (node, RDF.type, SX.Designation),
        (node, SX.designates, PARTY),
        (node, SX.statedReason, terms.literal('one|two\n"three"')),
        (node, SX.listedOn, terms.literal("2020-02-01", datatype=terms.iri_text(XSD.date))),
        (node, SX.program, Iris().minted_concept("program", "new")),
        (Iris().minted_concept("program", "new"), SKOS.prefLabel, terms.literal("New program")),
        *((PARTY, SX.name, name) for name in names.values()),
        *((name, SKOSXL.literalForm, terms.literal(kind)) for kind, name in names.items()),
        (names["weak"], SX.nameStrength, concept("name-type", "weak")),
        (names["doubted"], SX.qualifier, concept("qualifier", "unconfirmed")),
    ]
    lines = tmp_path / "lines.nq"
    graph = Iris().graph("test", "1")
    lines.write_text("".join(sorted_unique(terms.line(*each, graph) for each in found)))

    write_dumps(lines, base=HOME, site=tmp_path, stem="all")

    (row,) = table(tmp_path / "all.csv")
    assert (row["name"], row["kind"], row["program"]) == ("Main", "vessel", "New program")
    assert (row["aliases"], row["weak_aliases"]) == ("doubted (unconfirmed)|strong", "weak")
    assert row["reasons"] == 'one/two\n"three"'
    assert columns_of(tmp_path / "all.parquet")["reasons"] == [['one|two\n"three"']]


@given(rows=st.lists(st.tuples(TEXTS, st.dates(), st.lists(TEXTS).map(tuple)), max_size=5))
def test_parquet_gives_back_what_it_was_given(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, date, tuple[str, ...]]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "generated.parquet"
    given_rows = [(text, day.isoformat(), items) for text, day, items in rows]

    parquet.write(given_rows, [("a", "text"), ("b", "date"), ("c", "list")], path)

    found = columns_of(path)
    assert found["a"] == [text or None for text, _, _ in rows]
    assert found["b"] == [day for _, day, _ in rows]
    assert found["c"] == [list(items) for _, _, items in rows]


def test_without_its_library_parquet_is_left_out_and_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "AVAILABLE", False)
    lines = tmp_path / "lines.nq"
    lines.write_text(terms.line(PARTY, RDF.type, SX.Person, Iris().graph("test", "1")))

    done = write_dumps(lines, base=HOME, site=tmp_path, stem="all")

    assert not list(tmp_path.glob("*.parquet"))
    assert done.left_out == [parquet.MISSING]
    assert (tmp_path / "all.csv").is_file()

"""The flat view as files: CSV with its metadata (CSV on the Web), and Parquet.

https://www.rfc-editor.org/rfc/rfc4180, https://www.w3.org/TR/tabular-metadata/. The metadata
lies where readers of CSV on the Web look for it: beside the table, as ``…csv-metadata.json``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg import terms
from kg.formats import parquet
from kg.formats.flat import COLUMNS, Cell, Column, rows

CSV = "text/csv"
CSV_METADATA = "application/csvm+json"
PARQUET = "application/vnd.apache.parquet"
METADATA_ENDING = "-metadata.json"
SEPARATOR = "|"
"""What stands between several values in a cell of CSV; inside a value it becomes a slash."""

_DATATYPES = {"iri": "anyURI", "date": "date"}


def write_tables(ordered: Path, stem: Path) -> Iterator[tuple[Path, str]]:
    """Write the flat view, and yield each file with its media type.

    Parquet is written only where its library is installed (:data:`kg.formats.parquet.AVAILABLE`).

    :param ordered: the N-Quads lines of a release in document order.
    :param stem: the files' path without ending.
    """
    table = stem.with_name(stem.name + ".csv")
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(column.name for column in COLUMNS)
        written = _through(rows(ordered), writer.writerow)
        if parquet.AVAILABLE:
            columns = [(column.name, column.kind) for column in COLUMNS]
            other = stem.with_name(stem.name + ".parquet")
            parquet.write(written, columns, other)
            yield other, PARQUET
        for _ in written:
            pass
    yield table, CSV
    yield describe(table), CSV_METADATA


def describe(table: Path) -> Path:
    """Write the metadata of a table beside it."""
    told = table.with_name(table.name + METADATA_ENDING)
    told.write_text(metadata(table.name), encoding="utf-8", newline="\n")
    return told


def metadata(url: str) -> str:
    """What each column of a table holds, as CSV on the Web describes it.

    :param url: the table's address, relative to the description.
    """
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:title": "Sanctions designations, one in each row",
        "dc:description": (
            "A view for reading without RDF. Values of a list are labels; a doubt of the source "
            "stands in brackets behind the value. Parties without a designation have no row."
        ),
        "tableSchema": {
            "columns": [_described(column) for column in COLUMNS],
            "primaryKey": "designation",
            "aboutUrl": "{+designation}",
        },
    }
    return json.dumps(described, indent=1, ensure_ascii=False) + "\n"


def _described(column: Column) -> dict[str, object]:
    told: dict[str, object] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": _DATATYPES.get(column.kind, "string"),
    }
    if column.kind == "list":
        told["separator"] = SEPARATOR
    if column.term:
        told["dc:source"] = {"@id": terms.iri_text(column.term)}
    return told


def _through(
    found: Iterable[list[Cell]], write: Callable[[Iterable[str]], object]
) -> Iterator[list[Cell]]:
    """Write rows as CSV on their way."""
    for row in found:
        write(map(_text, row))
        yield row


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    return SEPARATOR.join(value.replace(SEPARATOR, "/") for value in cell)

"""What stands in a file, counted without its reader: every value, by the path it stands at.

The walk knows XML, CSV, JSON and TOML and nothing of any list, so that a field a reader
passes over, or takes into nothing, is counted all the same. Paths are written as the ledger
writes them. A field without text is none.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain, pairwise
from typing import NamedTuple

from lxml import etree

from kg.sources.base import Ledger
from kg.sources.files import InputFile
from kg.sources.json_objects import WRAPPERS
from kg.sources.ofac.flat import tables as ofac_tables
from kg.sources.table_rows import sheets

NULLS = frozenset({"", ofac_tables.NULL})

_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
_SAYS_NOTHING = "Unknown"
_NUMBERS = ("ID", "ssid")
_REFERS = "-id"
_OF_WORDS = frozenset({"ssid", "lang"})
_END_OF_FILE = "\x1a"
_PREFIX = re.compile(r"(?<![^@])[\w-]+:")
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*\{\s*\")")


class Cut(Enum):
    """Where a value goes on in another cell: before what stands in this one, or behind it."""

    BEFORE = "before"
    BEHIND = "behind"


class Leaf(NamedTuple):
    """A value at its path; ``record`` is the publisher's number of what it belongs to, or "".

    ``meanings`` are the words behind a value that only refers to a list of words in the file
    itself; ``is_word`` says that it is such a word; ``cut`` that it is half of a value.
    """

    path: str
    value: str
    record: str
    meanings: tuple[str, ...] = ()
    is_word: bool = False
    cut: Cut | None = None


def occurrences(file: InputFile, record_numbers: Mapping[str, str]) -> Iterator[Leaf]:
    """Yield every value of a file in bounded memory (but for JSON and TOML documents).

    :param record_numbers: for the path of a record, where in it its number stands: the name
        of a child or a column, or ``@`` and the name of an attribute. The objects of a JSON
        file and the rows of a table have no path of their own, and stand at the first of these.

    The file is one that a source recognised and read.
    """
    if file.root[1]:
        yield from _Walk(record_numbers).leaves(file)
    elif file.head.startswith(b"PK"):
        yield from _of_rows(sheets(file), record_numbers)
    elif _JSON.match(file.head):
        yield from _of_json(file, record_numbers)
    elif ofac_tables.table_of(file.head) is None and b"[[" in file.head:
        with file.open() as stream:
            yield from _of_tree(tomllib.loads(stream.read().decode("utf-8")), "", whole_lists=True)
    else:
        yield from _of_table(file, record_numbers)


class _Word(NamedTuple):
    """A word of a list in the file, what else is said of it, and the same in other languages."""

    text: str
    attributes: Mapping[str, str]
    told: tuple[str, ...]


@dataclass
class _Walk:
    """One walk over an XML file, and the lists of words met in it."""

    record_numbers: Mapping[str, str]
    words: dict[tuple[str, str], _Word] = field(default_factory=dict)

    def leaves(self, file: InputFile) -> Iterator[Leaf]:
        """The values in the order of the ends of their elements."""
        names: list[str] = []
        records = 0
        with file.open() as stream:
            events = etree.iterparse(
                stream,
                events=("start", "end"),
                resolve_entities=False,
                no_network=True,
                remove_comments=True,
                remove_pis=True,
            )
            for event, element in events:
                if event == "start":
                    names.append(_local(element.tag))
                    records += "/".join(names) in self.record_numbers
                    continue
                path = "/".join(names)
                names.pop()
                is_record = path in self.record_numbers
                records -= is_record
                if records:
                    continue
                if is_record:
                    yield from self._subtree(element, path)
                else:
                    yield from self._own(element, path, "")
                _free(element)

    def _subtree(self, record: etree._Element, path: str) -> Iterator[Leaf]:
        key = self.record_numbers[path]
        found = record.get(key[1:]) if key.startswith("@") else record.findtext(f"{{*}}{key}")
        number = (found or "").strip()
        open_ = [(record, path)]
        while open_:
            element, here = open_.pop()
            yield from self._own(element, here, number)
            open_.extend((child, f"{here}/{_local(child.tag)}") for child in element)

    def _own(self, element: etree._Element, path: str, record: str) -> Iterator[Leaf]:
        """The attributes and the text of one element."""
        name = _local(element.tag)
        attributes = {
            _local(key): value.strip()
            for key, value in element.attrib.items()
            if not str(key).startswith(_SCHEMA_INSTANCE)
        }
        pieces = [element.text, *(child.tail for child in element)]
        text = " ".join(piece.strip() for piece in pieces if piece and piece.strip())
        word = text or attributes.get("Description", "")
        number = next((attributes[key] for key in _NUMBERS if key in attributes), "")
        is_word = bool(number and word and not len(element) and not record)
        if is_word:
            before = self.words.get((name, number))
            told = (*before.told, before.text) if before else ()
            self.words[name, number] = _Word(word, attributes, told)
        for key, value in attributes.items():
            if value:
                yield Leaf(f"{path}/@{key}", value, record, self._meanings(key, value), is_word)
        if text not in NULLS:
            meanings = self._meanings(name, text) if name.endswith(_REFERS) else ()
            yield Leaf(path, text, record, meanings, is_word)

    def _meanings(self, name: str, value: str) -> tuple[str, ...]:
        """What an attribute that refers to a word means: it, what is said of it, and its class.

        The class, the word that the word itself refers to, stands for one that says nothing.
        """
        found = self.words.get((_referred(name), value))
        if found is None:
            return ()
        ties = found.attributes.items() if found.text == _SAYS_NOTHING else ()
        classes = (self.words.get((_referred(key), tied)) for key, tied in ties if key != "ID")
        above = (each.text for each in classes if each and each.text != _SAYS_NOTHING)
        more = (
            text
            for key, text in found.attributes.items()
            if not key.endswith("ID") and key not in _OF_WORDS
        )
        return (*above, found.text, *found.told, *more)


def _referred(name: str) -> str:
    """The set of words an attribute refers to: ``IssuedBy-CountryID`` to that of ``Country``."""
    if name.endswith(_REFERS):
        return name.removesuffix(_REFERS)
    return name.removesuffix("ID").rpartition("-")[2]


def _free(element: etree._Element) -> None:
    parent = element.getparent()
    element.clear(keep_tail=True)
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def _of_table(file: InputFile, record_numbers: Mapping[str, str]) -> Iterator[Leaf]:
    """A table's cells by column: OFAC's four have no heading, any other has."""
    encoding = ofac_tables.encoding_of(file, Ledger(file=file.name))
    table = ofac_tables.table_of(file.head)
    with file.open() as stream:
        text = io.TextIOWrapper(stream, encoding=encoding, newline="")
        lines = (line.removesuffix(_END_OF_FILE) for line in text)
        rows = _unwrapped(lines, "," if table else _delimiter(file.head))
        if table:
            numbers = {table.name: record_numbers.get(table.name, "")}
            for leaf in _of_rows(_ended(rows), numbers, list(table.columns)):
                yield leaf._replace(cut=_cut(table, leaf))
        else:
            yield from _of_rows(rows, record_numbers)


def _ended(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows, without a null that the end of the file cuts off."""
    for row, behind in pairwise(chain(rows, [None])):
        if row is not None and behind is None and row and row[-1] in ofac_tables.CUT_NULLS:
            yield row[:-1]
        elif row is not None:
            yield row


def _cut(table: ofac_tables.Table, leaf: Leaf) -> Cut | None:
    """OFAC's remarks are full at a size, and go on in a table of their own."""
    if not leaf.path.endswith(f"/{ofac_tables.REMARKS}"):
        return None
    if table is ofac_tables.COMMENTS:
        return Cut.BEFORE
    return Cut.BEHIND if len(leaf.value) >= ofac_tables.FULL_REMARKS - 1 else None


def _of_rows(
    rows: Iterator[list[str]], record_numbers: Mapping[str, str], columns: Sequence[str] = ()
) -> Iterator[Leaf]:
    """The cells of rows below a heading, which may stand again on another sheet."""
    columns = columns or _heading(rows)
    held = ((place, key) for place, key in record_numbers.items() if key in columns)
    place, key = next(held, (next(iter(record_numbers), ""), ""))
    prefix = f"{place}/" if place else ""
    for row in rows:
        cells = dict(zip(columns, (_broken(cell).strip() for cell in row), strict=False))
        if all(column == cell for column, cell in cells.items()):
            continue
        record = cells.get(key, "")
        for column, value in cells.items():
            if value not in NULLS:
                yield Leaf(f"{prefix}{column}", value, record)


def _broken(cell: str) -> str:
    """A cell with the line breaks that some tables write in letters."""
    return cell.replace("\\n", "\n")


def _unwrapped(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The rows; a row that a spreadsheet put into one cell is taken out of it again."""
    for row in csv.reader(lines, delimiter=delimiter):
        is_wrapped = sum(map(bool, row)) == 1 and delimiter in row[0]
        line = row[0].rstrip("\t").replace("\t", ",") if is_wrapped else ""
        yield next(csv.reader([line], delimiter=delimiter)) if is_wrapped else row


def _delimiter(head: bytes) -> str:
    first = head.split(b"\n", 1)[0]
    return ";" if first.count(b";") > first.count(b",") else ","


def _heading(rows: Iterator[list[str]]) -> list[str]:
    """The columns' names: the first row wide enough to be one; a name met again has a number."""
    for row in rows:
        if sum(bool(cell.strip()) for cell in row) > 2:  # noqa: PLR2004 - a date may stand above
            names = [" ".join(cell.split()) for cell in row]
            times = [names[: place + 1].count(name) for place, name in enumerate(names)]
            return [
                name if time == 1 else f"{name} {time}"
                for name, time in zip(names, times, strict=True)
            ]
    return []


def _of_json(file: InputFile, record_numbers: Mapping[str, str]) -> Iterator[Leaf]:
    """The values of each object of a file: of an array, of an array within one, or of lines.

    An object may stand within another under the name of a record; beside it is its envelope.
    """
    for told in _json_objects(file):
        place = max(record_numbers, key=lambda name: _kin(name, told), default="")
        inner = told.get(place)
        values = inner if isinstance(inner, Mapping) else told
        if values is not told:
            beside = {name: value for name, value in told.items() if name != place}
            yield from _of_tree(beside, "envelope")
        number = values.get(record_numbers.get(place, ""), "")
        record = number.get("$", "") if isinstance(number, Mapping) else number
        for leaf in _of_tree(values, place):
            yield leaf._replace(record=str(record))


def _kin(place: str, told: Mapping[str, object]) -> int:
    """How many names in an object begin with that of a record, or it with them."""
    record = place.rpartition("/")[2]
    return sum(record.startswith(name) or name.startswith(record) for name in told)


def _json_objects(file: InputFile) -> Iterator[Mapping[str, object]]:
    with file.open() as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8-sig")
        first = text.readline()
        try:
            told = json.loads(first, parse_float=str)
        except ValueError:
            told = json.loads(first + text.read(), parse_float=str)
        wrappers = [name for name in WRAPPERS if isinstance(told, dict) and name in told]
        found = told[wrappers[0]] if wrappers else told
        yield from found if isinstance(found, list) else [found]
        yield from (json.loads(line, parse_float=str) for line in text if line.strip())


def _of_tree(value: object, path: str, *, whole_lists: bool = False) -> Iterator[Leaf]:
    """The plain values in objects and arrays, by the names on the way.

    :param whole_lists: count an array of plain values as one, its values joined by "; ".
    """
    if isinstance(value, Mapping):
        for name, item in value.items():
            plain = _PREFIX.sub("", str(name))
            inner = f"{path}/{plain}".removeprefix("/").removesuffix("/$")
            yield from _of_tree(item, inner, whole_lists=whole_lists)
    elif isinstance(value, list) and whole_lists and not isinstance(next(iter(value), {}), Mapping):
        yield Leaf(path, "; ".join(map(str, value)), "")
    elif isinstance(value, list):
        for item in value:
            yield from _of_tree(item, path, whole_lists=whole_lists)
    elif value is not None and str(value).strip() not in NULLS:
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        yield Leaf(path, shown.strip(), "")

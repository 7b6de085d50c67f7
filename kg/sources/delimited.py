"""Lists as delimited text with a header: rows whose every cell is taken or accounted for.

A cell is named by its column's header; a header that stands more than once is told apart by
a number behind it. What is not in the encoding, holds a control character or is no CSV is an
error of the file: no character is replaced or guessed.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from sys import intern

from kg.errors import BadInputError
from kg.sources.base import Ledger
from kg.sources.files import InputFile, text_lines

_CHUNK = 1 << 16
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


LEGACY = "a file is not UTF-8 and was read as Windows-1252"


class Row:
    """The cells of one row by column; :meth:`close` proves that none was passed over."""

    def __init__(
        self, columns: Sequence[str], cells: Sequence[str], ledger: Ledger, *, table: str
    ) -> None:
        self.table, self.record = table, ""
        self._ledger = ledger
        self._cells = {
            column: text
            for column, cell in zip(columns, cells, strict=True)
            if (text := intern(cell.strip()))
        }

    def peek(self, column: str) -> str:
        """The cell's text without white space around it, "" when empty; it is not taken."""
        return self._cells.get(column, "")

    def take(self, column: str) -> str:
        """Take a cell's text, without white space around it, "" when empty or absent."""
        text = self._cells.pop(column, "")
        if text:
            self._ledger.take(f"{self.table}/{column}")
        return text

    def leave(self, column: str, where: str) -> str:
        """Leave a cell that is left here, not everywhere, and return it; the scope names where."""
        text = self._cells.pop(column, "")
        if text:
            path = f"{self.table}/{column}"
            self._ledger.account(path, record=self.record, value=text, where=where)
        return text

    def close(self) -> None:
        """Account for cells not taken; raises UnknownFieldError for one nobody left out."""
        for column, text in self._cells.items():
            self._ledger.account(f"{self.table}/{column}", record=self.record, value=text)
        self._cells = {}

    def error(self, message: str, *, field: str = "", value: str | None = None) -> BadInputError:
        """An error that names file, record and column."""
        return BadInputError(
            message,
            file=self._ledger.file,
            record=self.record or None,
            field=f"{self.table}/{field}" if field else None,
            value=value,
        )


def lines(file: InputFile, encoding: str) -> Iterator[str]:
    """The lines of a file with their ends; raises BadInputError for what is not text."""
    for number, line in enumerate(text_lines(file, encoding), start=1):
        if found := _CONTROL.search(line):
            message = f"line {number} holds a control character; fetch the file again"
            raise BadInputError(message, file=file.name, value=found[0])
        yield line


def encoding_of(file: InputFile, ledger: Ledger) -> str:
    """UTF-8 if the whole of a file is, else Windows-1252, with a warning."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with file.open() as stream:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        ledger.warn(LEGACY, field=file.name)
        return "cp1252"
    return "utf-8-sig"


def grouped(found: Iterable[Row], column: str, ledger: Ledger) -> dict[str, list[Row]]:
    """Rows by the text of a column, in the order of the groups' first rows.

    Rows of one party stand apart in some lists, so all rows are held, each cell's text once.
    A row without a text in that column is refused (see :meth:`Ledger.refuse`).
    """
    groups: dict[str, list[Row]] = {}
    for row in found:
        row.record = row.peek(column)
        if row.record:
            groups.setdefault(row.record, []).append(row)
        else:
            message = "a row without the number of a party; correct the file or fetch it again"
            ledger.refuse(row.error(message, field=column))
    return groups


def cells(text: Iterable[str], file: InputFile, *, delimiter: str) -> Iterator[list[str]]:
    """The rows of delimited text that are not empty, as lists of cells.

    Raises BadInputError for text that is no CSV, as when it is cut off within a value.
    """
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        yield from (row for row in reader if any(cell.strip() for cell in row))
    except csv.Error as error:
        message = (
            f"line {reader.line_num} is not CSV ({error}); the file is cut off or altered: "
            "fetch it again"
        )
        raise BadInputError(message, file=file.name) from error


def rows(
    found: Iterable[list[str]], header: Sequence[str], ledger: Ledger, *, table: str
) -> Iterator[Row]:
    """The rows under a header; one of another width is refused (see :meth:`Ledger.refuse`)."""
    columns = named(header)
    for number, row in enumerate(found, 1):
        if len(row) != len(columns):
            message = (
                f"row {number} below the header has {len(row)} columns instead of "
                f"{len(columns)}; the file is cut off or altered: fetch it again"
            )
            ledger.refuse(BadInputError(message, file=ledger.file, record=row[0][:40] or None))
            continue
        yield Row(columns, row, ledger, table=table)


def named(header: Sequence[str]) -> list[str]:
    """The columns by name: white space collapsed, a repeated name numbered from its second on."""
    seen: Counter[str] = Counter()
    found = []
    for cell in header:
        name = " ".join(cell.split())
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return found

"""The tables of OFAC's flat files: their columns, and rows read with nothing passed over.

The columns are those of OFAC's data specification (``dat_spec.txt``): no header row, ``-0-``
for a null, text in double quotes. Files end in a lone 0x1A, a relic of CP/M, or do not.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.errors import BadInputError, UnknownFieldError
from kg.sources.base import Ledger
from kg.sources.files import InputFile, text_lines
from kg.sources.ofac import database as ofac

NULL = "-0-"
REMARKS = "Remarks"
FULL_REMARKS = 1_000
"""The size at which remarks go on in the table of comments."""
_END_OF_FILE = "\x1a"
_CHUNK = 1 << 16
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SAMPLE = 50
_ALIAS_TYPES = frozenset({"aka", "fka", "nka"})
CUT_NULLS = frozenset({"-0", "-"})
"""What the end of a file may leave of a null."""
CUT_OFF = "the last row of a file is cut off within a null value and is read as null"
LEGACY = "a file is not UTF-8 and was read as Windows-1252"


class Table(NamedTuple):
    """One of the four tables: its name in the paths of the ledger, and its columns."""

    name: str
    columns: tuple[str, ...]


SDN = Table(
    "sdn.csv",
    (
        "ent_num",
        "SDN_Name",
        "SDN_Type",
        "Program",
        "Title",
        "Call_Sign",
        "Vess_type",
        "Tonnage",
        "GRT",
        "Vess_flag",
        "Vess_owner",
        REMARKS,
    ),
)
ALT = Table("alt.csv", ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"))
ADD = Table(
    "add.csv", ("Ent_num", "Add_num", "Address", "City_State_Postal", "Country", "Add_remarks")
)
COMMENTS = Table("sdn_comments.csv", ("ent_num", REMARKS))


def table_of(head: bytes) -> Table | None:
    """Which table a file is, from its first bytes; None when it is none of them.

    A row too many columns wide still belongs to its table, so that the reader can name the
    column it does not know.
    """
    rows = _sample(head)
    numbered = sum(row[0].isdigit() for row in rows)
    if numbered * 2 <= len(rows) or not rows[0][0].isdigit():
        return None
    width = Counter(map(len, rows)).most_common(1)[0][0]
    row = next(row for row in rows if len(row) == width)
    if width >= len(SDN.columns):
        return SDN if ofac.kind_of(_plain(row[2])) else None
    if width >= len(ADD.columns):
        return ADD if row[1].isdigit() else None
    if width == len(ALT.columns):
        return ALT if row[2] in _ALIAS_TYPES else None
    is_comments = numbered == len(rows) and all(len(row) == len(COMMENTS.columns) for row in rows)
    return COMMENTS if is_comments else None


def encoding_of(file: InputFile, ledger: Ledger) -> str:
    """UTF-8 if the whole file is; else Windows-1252, with a warning.

    Raises BadInputError when the file is neither: no character is replaced or guessed.
    """
    for encoding in ("utf-8-sig", "cp1252"):
        if _decodes(file, encoding):
            if encoding == "cp1252":
                ledger.warn(LEGACY, field=file.name)
            return encoding
    message = "neither UTF-8 nor Windows-1252 text; fetch the file again"
    raise BadInputError(message, file=file.name)


def rows(file: InputFile, table: Table, ledger: Ledger, *, encoding: str) -> Iterator[list[str]]:
    """Yield the rows of a file, nulls as "", every value counted in the ledger.

    Remarks keep the blank they may be cut off at, because the comments go on behind it.
    A row that is too short or too long is refused (see :meth:`Ledger.refuse`). Raises
    BadInputError when the file cannot be read as CSV, as when it is cut off within a value.
    """
    reader = csv.reader(_lines(text_lines(file, encoding)), strict=True)
    try:
        waiting: list[str] | None = None
        for row in reader:
            if waiting is not None:
                yield from _checked(waiting, table, ledger, file)
            waiting = row
        if waiting is not None:
            yield from _checked(_ended(waiting, ledger, file), table, ledger, file)
    except csv.Error as error:
        message = f"line {reader.line_num} is not CSV ({error}); the file may be cut off"
        raise BadInputError(message, file=file.name) from error


def _checked(row: list[str], table: Table, ledger: Ledger, file: InputFile) -> Iterator[list[str]]:
    if not row:
        return
    try:
        for index in range(len(table.columns), len(row)):
            path = f"{table.name}/column {index + 1}"
            ledger.account(path, record=row[0], value=row[index])
    except UnknownFieldError as error:
        ledger.refuse(error)
        return
    if len(row) < len(table.columns):
        message = (
            f"the row has {len(row)} columns instead of {len(table.columns)}; "
            "the file may be cut off: fetch it again"
        )
        ledger.refuse(BadInputError(message, file=file.name, record=row[0]))
        return
    for column, value in zip(table.columns, row, strict=True):
        if found := _NO_TEXT.search(value):
            message = "holds a control character; fetch the file again"
            where = f"{table.name}/{column}"
            ledger.refuse(
                BadInputError(message, file=file.name, record=row[0], field=where, value=found[0])
            )
            return
    values = [_plain(value) for value in row]
    for index, column in enumerate(table.columns):
        if values[index]:
            ledger.take(f"{table.name}/{column}")
        if column != REMARKS:
            values[index] = values[index].strip()
    yield values


def _ended(row: list[str], ledger: Ledger, file: InputFile) -> list[str]:
    """The last row of a file, whose last null may be cut off."""
    if row and row[-1] in CUT_NULLS:
        ledger.warn(CUT_OFF, record=row[0], field=file.name, value=row[-1])
        return [*row[:-1], NULL]
    return row


def _lines(text: Iterable[str]) -> Iterator[str]:
    return (line.removesuffix(_END_OF_FILE) for line in text)


def _plain(value: str) -> str:
    return "" if value.strip() == NULL else value


def _sample(head: bytes) -> list[list[str]]:
    """The first whole rows of a file; none when it does not begin as CSV."""
    text = codecs.decode(head, "latin-1").removeprefix("ï»¿")
    found: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        for row in csv.reader(_lines(io.StringIO(text, newline="")), strict=True):
            if row:
                found.append(row)
            if len(found) == _SAMPLE:
                return found
    return found[:-1] if len(head) >= _CHUNK else found


def _decodes(file: InputFile, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with file.open() as stream:
        try:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True

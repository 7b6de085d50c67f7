"""Tables with a header row, as CSV or as the sheets of a workbook: a row at a time by column.

A column that the reader does not know stops the reading; a row with cells beyond the header,
or with characters that nothing can carry, is refused.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from kg.errors import BadInputError, UnknownFieldError
from kg.sources.base import Ledger
from kg.sources.files import InputFile, text_lines
from kg.sources.ofac.flat.tables import encoding_of

Row = dict[str, str]

_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f]")
_ESCAPED = re.compile(r"_x000[dD]_")
_NO_LETTERS = re.compile(r'\[[^]]*\]|"[^"]*"|\\.')
"""What stands in a number format for itself or for a language: ``[$-C09]``, ``"of"``, ``\\-``."""
_SAVED = re.compile(r"<dcterms:modified[^>]*>(\d{4}-\d\d-\d\d)T")
_PROPERTIES = "docProps/core.xml"
_CHUNK = 1 << 16
_WORKBOOK = b"PK\x03\x04"
_MOST = 1 << 27
# What the libraries below a workbook raise for one that is cut off or altered.
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


class Cell(Protocol):
    """What is needed of a cell of a workbook."""

    @property
    def value(self) -> Any:  # noqa: ANN401 -- a cell holds text, numbers or dates
        """What it holds, None when empty."""

    @property
    def number_format(self) -> Any:  # noqa: ANN401 -- see above
        """How it is shown."""


def header_of(file: InputFile) -> list[str]:
    """The first row of a table as column names, [] when the file is no table."""
    if file.head.startswith(_WORKBOOK):
        try:
            return next(sheets(file), [])
        except BadInputError:
            return []
    text = file.head.decode("utf-8", "replace").removeprefix("\ufeff")
    try:
        return [name.strip() for name in next(csv.reader(io.StringIO(text, newline="")), [])]
    except csv.Error:
        return []


def is_headed(file: InputFile, columns: Sequence[str]) -> bool:
    """Whether the first row has most of a list's columns; one renamed :func:`rows` tells."""
    return 2 * len(set(header_of(file)) & set(columns)) > len(columns)


def rows(
    file: InputFile, ledger: Ledger, columns: Sequence[str], left_out: Mapping[str, str]
) -> Iterator[tuple[int, Row]]:
    """Yield each row with its place (2 is the first behind the header), cells stripped.

    Only cells that say something are in it; cells of columns left out are accounted for and
    not in it. Raises UnknownFieldError for a column in neither list, BadInputError for a
    file that is cut off or no table.
    """
    raw = sheets(file) if file.head.startswith(_WORKBOOK) else _lines(file, ledger)
    header: list[str] = []
    for place, cells in enumerate(raw, start=1):
        if not header:
            header = cells
            _check(header, ledger, columns, left_out)
        elif any(cells) and cells != header:
            try:
                yield place, _row(header, cells, ledger, place, columns)
            except BadInputError as error:
                ledger.refuse(error)


def _check(
    header: Sequence[str], ledger: Ledger, columns: Sequence[str], left_out: Mapping[str, str]
) -> None:
    unknown = [name for name in header if name and name not in columns and name not in left_out]
    if unknown:
        message = "an unknown column: the reader must take it or name it as left out"
        raise UnknownFieldError(message, file=ledger.file, field=", ".join(unknown))
    twice = [name for name in header if name and header.count(name) > 1]
    if twice:
        message = "a column stands twice in the header; fetch the file again"
        raise BadInputError(message, file=ledger.file, field=twice[0])


def _row(
    header: Sequence[str], cells: Sequence[str], ledger: Ledger, place: int, columns: Sequence[str]
) -> Row:
    where = f"in row {place}"
    if any(cells[len(header) :]):
        message = "a cell beyond the last column; the row is altered"
        raise BadInputError(message, file=ledger.file, record=where, value=cells[len(header)])
    if len(cells) < len(header):
        message = f"the row has {len(cells)} cells instead of {len(header)}; it may be cut off"
        raise BadInputError(message, file=ledger.file, record=where)
    found: Row = {}
    for name, text in zip(header, cells, strict=False):
        if _NO_TEXT.search(text):
            message = "holds a control character; correct the file"
            raise BadInputError(message, file=ledger.file, record=where, field=name, value=text)
        if text and name in columns:
            ledger.take(name)
            found[name] = text
        elif text:
            ledger.account(name or f"column {header.index(name) + 1}", record=where, value=text)
    return found


def _lines(file: InputFile, ledger: Ledger) -> Iterator[list[str]]:
    encoding = encoding_of(file, ledger)
    reader = csv.reader(text_lines(file, encoding), strict=True)
    try:
        for cells in reader:
            yield [cell.strip() for cell in cells]
    except csv.Error as error:
        message = f"line {reader.line_num} is not CSV ({error}); the file may be cut off"
        raise BadInputError(message, file=ledger.file) from error


def sheets(file: InputFile) -> Iterator[list[str]]:
    """The rows of all sheets of a workbook, as wide as the first of each."""
    try:
        size = _unpacked(file)
    except _BROKEN as error:
        raise _unreadable(file, error) from error
    if size > _MOST:
        message = f"unpacks to {size >> 20} MB, as no published workbook does"
        raise BadInputError(message, file=file.name)
    try:
        with file.path.open("rb") as stream:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            for sheet in book.worksheets:
                width = 0
                for row in sheet.iter_rows():
                    cells = [_plain(cell) for cell in row]
                    width = width or max((n for n, cell in enumerate(cells, 1) if cell), default=0)
                    yield _fitted(cells, width)
            book.close()
    except _BROKEN as error:
        raise _unreadable(file, error) from error


def _unpacked(file: InputFile) -> int:
    with zipfile.ZipFile(file.path) as archive:
        return sum(info.file_size for info in archive.infolist())


def _unreadable(file: InputFile, error: Exception) -> BadInputError:
    message = f"is no workbook that can be read ({error}); fetch it again"
    return BadInputError(message, file=file.name)


def _fitted(cells: list[str], width: int) -> list[str]:
    """Cells up to the width of the header: a sheet leaves off or adds blank ones at will."""
    while len(cells) > width and not cells[-1]:
        cells.pop()
    return cells + [""] * (width - len(cells))


def last_saved(file: InputFile) -> str:
    """The day on which a workbook was last saved, as 2024-07-01; "" for one that does not say."""
    if not file.head.startswith(_WORKBOOK):
        return ""
    try:
        with zipfile.ZipFile(file.path) as archive, archive.open(_PROPERTIES) as stream:
            text = stream.read(_CHUNK).decode("utf-8", "replace")
    except _BROKEN:
        return ""
    match = _SAVED.search(text)
    return match[1] if match else ""


def _plain(cell: Cell) -> str:
    """A cell as text: days without a time, whole numbers without a fraction.

    A workbook keeps a month as its first day; how precise a date is, its number format tells.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        if value.time() != dt.time():
            return value.isoformat()
        return value.date().isoformat()[: _shown(str(cell.number_format))]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return _ESCAPED.sub("\n", str(value)).strip()


def _shown(number_format: str) -> int:
    """How many characters of 1969-08-07 a number format shows: up to the day, month or year."""
    letters = _NO_LETTERS.sub("", number_format).casefold()
    if "d" in letters or "y" not in letters:
        return len("1969-08-07")
    return len("1969-08") if "m" in letters else len("1969")

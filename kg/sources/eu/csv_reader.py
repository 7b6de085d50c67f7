r"""The European Union's consolidated list of financial sanctions as CSV, FSF 1.1 and 1.0.

Rows of an entry stand together, so they are read entry by entry. Line breaks within a value
are written ``\n``. A file that went through a spreadsheet has whole lines in quotes, a tab for
every comma and tabs behind its end; its commas are put back, and it may be Windows-1252.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from itertools import chain

from kg.errors import BadInputError
from kg.model import Record
from kg.sources import delimited
from kg.sources.addresses import ADDRESSES
from kg.sources.base import Ledger, Reading, Source
from kg.sources.delimited import Row
from kg.sources.eu import entry as eu_entry
from kg.sources.eu import xml_reader as eu
from kg.sources.eu.acts import Acts, Citation
from kg.sources.eu.columns import FORMATS, FSF_1_0, FSF_1_1, Act, Block, Format
from kg.sources.eu.items import ADDRESS, BIRTH, OF_NO_BIRTH, OF_NO_DATE, OF_NOTHING, Item, day
from kg.sources.files import InputFile

RESAVED = "a file went through a spreadsheet: a tab was read as the comma that it replaced"

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CONTACT = re.compile(r"(PHONE|FAX|EMAIL|WEB)\[(.*?)\](?:\s*,?\s*|$)", re.DOTALL)
_TOO_LONG = 131_072


class Cells:
    """The cells of one item in one row."""

    def __init__(self, row: Row, block: Block) -> None:
        self._row, self._block = row, block

    def value(self, name: str) -> str:
        """Take a cell by the XML's name for its value."""
        column = self._block.values.get(name)
        return _broken(self._row.take(column)) if column else ""

    def leave(self, name: str, where: str) -> str:
        """Leave a cell that is left here, not everywhere, and return it."""
        column = self._block.values.get(name)
        return self._row.leave(column, where) if column else ""

    def remark(self) -> str:
        """Take the remark."""
        return _broken(self._row.take(self._block.remark))

    def citation(self) -> Citation | None:
        """Take the act of the item."""
        return _citation(self._row, self._block.act)

    def contacts(self) -> list[tuple[str, str]]:
        """Take the contacts: each by its kind, or all as they stand when they are not clear."""
        text = _broken(self._row.take(self._block.contacts))
        found = list(_CONTACT.finditer(text))
        if text and "".join(match[0] for match in found) == text:
            return [(match[1], match[2].strip()) for match in found if match[2].strip()]
        return [("", text)] if text else []

    def error(self, message: str, *, field: str = "", value: str | None = None) -> BadInputError:
        """An error that names file, record and column."""
        column = self._block.values.get(field, field)
        return self._row.error(message, field=column, value=value)


class Rows(Cells):
    """The rows of one entry."""

    def __init__(self, rows: Sequence[Row], layout: Format) -> None:
        super().__init__(rows[0], Block("", layout.values, layout.act))
        self._rows, self._layout = rows, layout

    def value(self, name: str) -> str:
        """Take a value of the entry, which all its rows repeat."""
        column = self._layout.values.get(name, "")
        found = dict.fromkeys(_broken(row.take(column)) for row in self._rows)
        texts = [text for text in found if text]
        if len(texts) > 1:
            message = "rows of one entry disagree; correct the file or fetch it again"
            raise self.error(message, field=name, value=" | ".join(texts))
        return texts[0] if texts else ""

    def kind(self) -> str:
        """Take the words for the kind of party."""
        words = (row.take(column) for row in self._rows for column in self._layout.kind)
        return " ".join(dict.fromkeys(word for word in words if word))

    def remarks(self) -> list[str]:
        """Take the remarks on the entry, each once."""
        texts = (_broken(row.take(self._layout.remark)) for row in self._rows)
        return list(dict.fromkeys(text for text in texts if text))

    def regulations(self) -> list[Citation]:
        """Take the acts under which the entry stands, each once."""
        acts = (_citation(row, self._layout.act) for row in self._rows)
        return list(dict.fromkeys(act for act in acts if act))

    def items(self, kind: str) -> list[Item]:
        """Take the items of one kind, one from each row that holds one."""
        (block,) = (block for block in self._layout.blocks if block.kind == kind)
        columns = [*block.values.values(), block.remark, block.contacts, block.act.printed]
        return [
            Cells(row, block) for row in self._rows if any(row.peek(column) for column in columns)
        ]


def recognise(file: InputFile) -> bool:
    """Whether the file's first line is the header of one of the two formats."""
    return _layout(_header(file.head)) is not None


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file; raises BadInputError when it has no date of its own or is no such CSV."""
    (file,) = files
    ledger.file = file.name
    layout = _layout(_header(file.head))
    if layout is None:
        message = "not the header of a list of the European Union; fetch the file again"
        raise BadInputError(message, file=file.name)
    with closing(_rows(file, layout, Ledger(file=file.name, quarantine=True))) as rows:
        first = next(rows, None)
    if first is None:
        message = "the file has a header and no rows; fetch it again"
        raise BadInputError(message, file=file.name)
    generated = day(Rows([first], layout), layout.date, first.take(layout.date))
    if generated is None:
        message = "a release needs the date on which it was generated; fetch the file again"
        raise first.error(message, field=layout.date)
    release = eu.release(file, generated.isoformat())
    return Reading(release, _records(file, layout, ledger, generated.isoformat()), ledger)


def _records(file: InputFile, layout: Format, ledger: Ledger, date: str) -> Iterator[Record]:
    acts = Acts.none()
    seen: set[str] = set()
    for rows in _entries(_rows(file, layout, ledger), layout):
        try:
            found = _entry(rows, layout, ledger, acts, seen)
            _check_date(rows, layout, date)
            for row in rows:
                row.close()
        except BadInputError as error:
            ledger.refuse(error)
            continue
        yield from found


def _entry(
    rows: list[Row], layout: Format, ledger: Ledger, acts: Acts, seen: set[str]
) -> list[Record]:
    references = {row.take(layout.reference) for row in rows}
    reference = references.pop()
    number = reference or eu_entry.logical(rows[0].peek(layout.number))
    for row in rows:
        row.record = number
    entry = Rows(rows, layout)
    if not number or references:
        message = "an entry needs one number of the European Union; correct the file"
        raise rows[0].error(message, field=layout.reference)
    if number in seen:
        message = "the same number twice, and apart: the file is altered; fetch it again"
        raise rows[0].error(message, field=layout.reference, value=number)
    seen.add(number)
    party = eu_entry.party(entry, acts, ledger, reference, number)
    return [*acts.told(), party]


def _check_date(rows: list[Row], layout: Format, date: str) -> None:
    for row in rows:
        text = row.take(layout.date)
        found = day(Rows([row], layout), layout.date, text)
        if found is None or found.isoformat() != date:
            message = "another date than the first row has: two releases are mixed"
            raise row.error(message, field=layout.date, value=text)


def _entries(rows: Iterator[Row], layout: Format) -> Iterator[list[Row]]:
    """The rows of each entry, as they stand together."""
    waiting: list[Row] = []
    for row in rows:
        if waiting and waiting[0].peek(layout.number) != row.peek(layout.number):
            yield waiting
            waiting = []
        waiting.append(row)
    if waiting:
        yield waiting


def _rows(file: InputFile, layout: Format, ledger: Ledger) -> Generator[Row, None, None]:
    if _is_resaved(file.head):
        text = _restored(delimited.lines(file, delimited.encoding_of(file, ledger)), file, ledger)
    else:
        text = delimited.lines(file, "utf-8-sig")
    found = delimited.cells(text, file, delimiter=";")
    header = next(found, [])
    if header and header[0].startswith(layout.date):
        header = [layout.date, *header[1:]]
    needed = {layout.date, layout.number, layout.reference, *layout.kind}
    missing = needed - set(delimited.named(header))
    if missing:
        message = f"the header lacks {', '.join(sorted(missing))}; fetch the file again"
        raise BadInputError(message, file=file.name)
    yield from delimited.rows(found, header, ledger, table=layout.name)


def _restored(text: Iterator[str], file: InputFile, ledger: Ledger) -> Iterator[str]:
    """The lines as they were before the spreadsheet."""
    for row in delimited.cells(text, file, delimiter=","):
        line = row[0].rstrip("\t")
        if len(row) > 1:
            message = "a line in quotes with something behind it; fetch the file again"
            raise BadInputError(message, file=file.name, value=row[1])
        if "\t" in line:
            ledger.warn(RESAVED, field=file.name, value=line[:40])
        yield line.replace("\t", ",") + "\n"


def _citation(row: Row, act: Act) -> Citation | None:
    cells = Act(*(row.take(column) if column else "" for column in act))
    if not cells.printed:
        return None
    item = Cells(row, Block("", {}, act))
    return Citation(
        printed=cells.printed,
        role=cells.role,
        issuer=cells.issuer,
        published=day(item, act.published, cells.published),
        in_force=day(item, act.in_force, cells.in_force),
        programme=cells.programme,
        page=cells.page,
    )


def _broken(text: str) -> str:
    """A value with its line breaks."""
    return "\n".join(line.strip() for line in text.split("\\n")).strip() if text else ""


def _header(head: bytes) -> list[str]:
    line = head.removeprefix(_BYTE_ORDER_MARK)[:_TOO_LONG].split(b"\n", 1)[0]
    text = line.decode("latin-1").strip().strip('"').rstrip("\t")
    return [cell.strip('"') for cell in text.split(";")]


def _is_resaved(head: bytes) -> bool:
    line = head.removeprefix(_BYTE_ORDER_MARK).split(b"\n", 1)[0].strip()
    return line.startswith(b'"') and line.endswith(b'\t"')


def _layout(header: list[str]) -> Format | None:
    for layout in FORMATS:
        if header[0].startswith(layout.date) or {layout.number, layout.reference} & set(header):
            return layout
    return None


def _column(layout: Format, kind: str, name: str) -> str:
    """The path of the column in which items of a kind have a value, "" when they have none."""
    (block,) = (block for block in layout.blocks if block.kind == kind)
    column = block.values.get(name)
    return f"{layout.name}/{column}" if column else ""


_STATES = (("true", "true"), ("YES", "true"), ("false", "false"), ("NO", "false"))
_FLAGS = {
    f"{layout.name}/{column} = {printed}": words
    for layout in FORMATS
    for block in layout.blocks
    for name, column in block.values.items()
    for printed, state in _STATES
    if (words := eu.WORDS.get(f"@{name} = {state}"))
}
_FALSE = {
    f"{path} = {printed}": eu.LEFT_OF_NOTHING_SAID
    for layout in FORMATS
    for flag in eu.FLAGS
    for printed, state in _STATES
    if state == "false" and (path := _column(layout, *flag.split("/@")))
}
_DOCUMENTS = {
    "passport-National passport": ("passport",),
    "id-National identification card": ("national-id",),
    "other-Other identification number": ("other-identifier",),
}
_LEFT_HERE = {
    f"{path} {where}": reason
    for layout in FORMATS
    for kind, name, where, reason in (
        (BIRTH, "circa", OF_NO_DATE, eu.LEFT_OF_NO_DATE),
        (BIRTH, "logicalId", OF_NO_BIRTH, eu.LEFT_OF_NOTHING),
        (ADDRESS, "logicalId", OF_NOTHING, eu.LEFT_OF_NOTHING),
    )
    if (path := _column(layout, kind, name))
}

SOURCE = Source(
    key="eu-fsf-csv",
    title="EU financial sanctions list (FSF 1.1 and 1.0 CSV)",
    authority=eu.PUBLISHER,
    licence=eu.LICENCE,
    page=eu.PAGE,
    addresses=ADDRESSES["eu-fsf-csv"],
    left_out=_LEFT_HERE
    | _FALSE
    | {
        f"{FSF_1_0.name}/Date_filexxxx": "the day of the file, which names the release",
    }
    | dict(
        chain.from_iterable(
            ((f"{layout.name}/{column}", reason) for column, reason in layout.left_out.items())
            for layout in (FSF_1_1, FSF_1_0)
        )
    ),
    recognise=recognise,
    read=read,
    group=lambda file: f"{file.path}:{file.member}",
    record_numbers={layout.name: layout.reference for layout in (FSF_1_1, FSF_1_0)},
    words=eu.WORDS | _FLAGS | _DOCUMENTS,
)

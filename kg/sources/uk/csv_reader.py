"""The UK Sanctions List as CSV: a row for each name, address and so on of an entry.

A first line gives the date of the report, the second is the header of 58 columns; the kind of
a party had another heading until 2025. The rows of an entry repeat what it has once; a text
is taken once, however often it stands there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from kg.errors import BadInputError
from kg.model import Record
from kg.sources import delimited
from kg.sources.addresses import ADDRESSES
from kg.sources.base import PLACEHOLDER, Ledger, Reading, Source
from kg.sources.delimited import Row
from kg.sources.files import InputFile
from kg.sources.uk import entry as uk_entry
from kg.sources.uk import xml_reader as uk
from kg.sources.uk.entry import KINDS, NAME_TYPES, Entry, ForeignName, Listing, PrintedName
from kg.sources.uk.links import NameIndex
from kg.sources.uk.places import address

TABLE = "UK-Sanctions-List.csv"

_NUMBER = "Unique ID"
_KIND = "Designation Type"
_OLD_KIND = "Individual, Entity, Ship"
_NEEDED = (_NUMBER, "Name 6", "Name type", "Regime Name")
_REPORT = re.compile(r"Report Date:\s*(?P<day>[^,\"]+)")
_FACTS = (
    ("title", "Title"),
    ("phone", "Phone number"),
    ("email", "Email address"),
    ("website", "Website"),
    ("nationality", "Nationality(/ies)"),
    ("position", "Position"),
    ("gender", "Gender"),
    ("entity-type", "Type of entity"),
    ("parent", "Parent company"),
    ("subsidiary", "Subsidiaries"),
    ("owner", "Current owner/operator (s)"),
    ("former-owner", "Previous owner/operator (s)"),
    ("flag", "Current believed flag of ship"),
    ("former-flag", "Previous flags"),
    ("ship-type", "Type of ship"),
    ("tonnage", "Tonnage of ship"),
    ("length", "Length of ship"),
    ("built", "Year Built"),
    ("source", "Designation source"),
    ("remark", "Other Information"),
)


def recognise(file: InputFile) -> bool:
    """Whether one of the first two lines is the header of the list."""
    lines = file.head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 2)[:2]
    return any(b"Unique ID" in line and b"Name 6" in line for line in lines)


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file; raises BadInputError when it has no date of its own or is no such CSV."""
    (file,) = files
    ledger.file = file.name
    date = _date(file)
    groups = delimited.grouped(_rows(file, ledger), _NUMBER, ledger)
    index = NameIndex()
    for number, rows in groups.items():
        kind = rows[0].peek(_KIND) or rows[0].peek(_OLD_KIND)
        if kind.casefold() == "entity":
            index.add(number, (_name(row, take=False) for row in rows))
    return Reading(uk.release(file, date), _records(groups, index, ledger), ledger)


def _date(file: InputFile) -> dt.date:
    first = file.head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("latin-1")
    match = _REPORT.match(first.strip().strip('"'))
    printed = match["day"].strip() if match else file.date_in_name
    found = uk_entry.day(printed)
    if found is None:
        message = "a release needs its day, as in a first line 'Report Date: 13-Feb-2026'"
        raise BadInputError(message, file=file.name, value=first.strip())
    return found


def _rows(file: InputFile, ledger: Ledger) -> Iterator[Row]:
    text = delimited.lines(file, delimited.encoding_of(file, ledger))
    found = delimited.cells(text, file, delimiter=",")
    header = next(found, [])
    if header and _REPORT.match(header[0]):
        header = next(found, [])
    columns = set(delimited.named(header))
    missing = [column for column in _NEEDED if column not in columns]
    missing += [_KIND] * columns.isdisjoint({_KIND, _OLD_KIND})
    if missing:
        message = f"the header lacks {', '.join(missing)}; fetch the file again"
        raise BadInputError(message, file=file.name)
    yield from delimited.rows(found, header, ledger, table=TABLE)


def _records(groups: dict[str, list[Row]], index: NameIndex, ledger: Ledger) -> Iterator[Record]:
    while groups:
        rows = groups.pop(next(iter(groups)))
        try:
            found = uk.built(_entry(rows, ledger), index, ledger)
            for row in rows:
                row.close()
        except BadInputError as error:
            ledger.refuse(error)
            continue
        yield from found


def _entry(rows: list[Row], ledger: Ledger) -> Entry:
    first = rows[0]
    number = _one(rows, _NUMBER)
    kind = _one(rows, _KIND) or _one(rows, _OLD_KIND)
    if kind.casefold() not in KINDS:
        message = "not the kind of a party (Individual, Entity or Ship); correct the file"
        raise first.error(message, field=_KIND, value=kind)
    entry = Entry(number=number, kind=KINDS[kind.casefold()])
    group, un_reference = _one(rows, "OFSI Group ID"), _one(rows, "UN Reference Number")
    entry.identifiers.extend(uk.numbers(number, group, un_reference))
    for row in rows:
        _add_row(entry, row, ledger)
    if not entry.names:
        message = "an entry without a name; correct the file or fetch it again"
        raise first.error(message, field="Name 6")
    for fact, column in _FACTS:
        entry.tell(fact, [row.take(column) for row in rows])
    entry.listings.append(_listing(rows))
    entry.registrations = _all(rows, "Business registration number (s)")
    entry.ship_numbers = _all(rows, "IMO number")
    entry.hull_numbers = _all(rows, "Hull identification number (HIN)")
    entry.births = _all(rows, "D.O.B")
    entry.addresses = list(dict.fromkeys(entry.addresses))
    return entry


def _add_row(entry: Entry, row: Row, ledger: Ledger) -> None:
    name = _name(row, take=True)
    if not any(name.parts):
        if name.type:
            ledger.warn(PLACEHOLDER, record=row.record, field="Name 6", value=name.type)
    elif name.type.casefold() not in NAME_TYPES:
        message = "not a type of names; correct the file"
        raise row.error(message, field="Name type", value=name.type)
    else:
        entry.names.append(name)
    fields = ("Name non-latin script", "Non-latin script type", "Non-latin script language")
    foreign = ForeignName(*(" ".join(row.take(column).split()) for column in fields))
    if foreign.text:
        entry.foreign_names.append(foreign)
    lines = [row.take(f"Address Line {place}") for place in range(1, 7)]
    made = address(lines, row.take("Address Postal Code"), row.take("Address Country"))
    entry.addresses.extend(made)
    birth_place = row.take("Town of birth"), row.take("Country of birth")
    if any(birth_place):
        entry.birth_places.append(birth_place)
    for documents, kind in (
        (entry.passports, "Passport"),
        (entry.national_ids, "National Identifier"),
    ):
        told = row.take(f"{kind} number"), row.take(f"{kind} additional information")
        if any(told):
            documents.append(told)


def _name(row: Row, *, take: bool) -> PrintedName:
    cell = row.take if take else row.peek
    one, two, three, four, five, six = (
        " ".join(cell(f"Name {place}").split()) for place in range(1, 7)
    )
    parts = (one, two, three, four, five, six)
    return PrintedName(parts, cell("Name type"), cell("Alias strength"))


def _listing(rows: list[Row]) -> Listing:
    regime = " ".join(_one(rows, "Regime Name").split())
    if not regime:
        message = "an entry without a regime; correct the file or fetch it again"
        raise rows[0].error(message, field="Regime Name")
    return Listing(
        regime=regime,
        designated=_day(rows, "Date Designated"),
        updated=_day(rows, "Last Updated"),
        measures=tuple(uk.measures(_one(rows, "Sanctions Imposed"))),
        reasons=_one(rows, "UK Statement of Reasons"),
    )


def _day(rows: list[Row], column: str) -> dt.date | None:
    text = _one(rows, column)
    found = uk_entry.day(text) if text else None
    if text and found is None:
        message = "not a day written as 29/06/2012; correct the file or fetch it again"
        raise rows[0].error(message, field=column, value=text)
    return found


def _all(rows: list[Row], column: str) -> list[str]:
    """The texts of a column in an entry's rows, each once."""
    return list(dict.fromkeys(text for row in rows if (text := row.take(column))))


def _one(rows: list[Row], column: str) -> str:
    """The text that all rows of an entry share in a column, "" when none has any."""
    texts = _all(rows, column)
    if len(texts) > 1:
        message = "rows of one entry disagree; correct the file or fetch it again"
        raise rows[0].error(message, field=column, value=" | ".join(texts))
    return texts[0] if texts else ""


SOURCE = Source(
    key="uk-csv",
    title="UK Sanctions List as CSV",
    authority=uk.AUTHORITY,
    licence=uk.LICENCE,
    page=uk.PAGE,
    addresses=ADDRESSES["uk-csv"],
    left_out={f"{TABLE}/D.O.B = {uk_entry.NO_DATE}": uk_entry.IS_NO_DATE},
    recognise=recognise,
    read=read,
    group=lambda file: f"{file.path}:{file.member}",
    record_numbers={TABLE: _NUMBER},
    words=uk.WORDS,
)

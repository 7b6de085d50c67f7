"""The consolidated list of financial sanctions targets of the British Treasury, as CSV.

Published by its Office of Financial Sanctions Implementation until 28 January 2026, in
Windows-1252 and later in UTF-8. A first line gives the day. A row is one combination of a
party's names, births and addresses; the rows of a party share a Group ID and stand apart from
each other, so they are gathered, and each text is taken once. Both layouts are read: 29
columns, and 36 since names in other letters and numbers of documents have columns. What the
later one packs into its remarks is read out of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.errors import BadInputError
from kg.model import Identifier, Record, Release
from kg.sources import delimited
from kg.sources.addresses import ADDRESSES
from kg.sources.base import Ledger, Reading, Source
from kg.sources.delimited import Row
from kg.sources.enumerated import READ_OUT_OF
from kg.sources.files import InputFile
from kg.sources.uk import entry as uk_entry
from kg.sources.uk import remarks
from kg.sources.uk import xml_reader as uk
from kg.sources.uk.documents import imo, registrations
from kg.sources.uk.entry import KINDS, NAME_TYPES, Entry, ForeignName, Listing, PrintedName
from kg.sources.uk.places import address

KEY = "uk-ofsi"
SCHEME = "ofsi"
AUTHORITY = "uk-ofsi"
LIST = "uk-ofsi"
TABLE = "ConList.csv"
TITLE = "Consolidated list of financial sanctions targets in the UK"
PAGE = "https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets"

SHARED = "a number of another list stands in more than one group and is not taken for sure"

_NUMBER = "Group ID"
_NEEDED = frozenset({_NUMBER, "Name 6", "Group Type", "Alias Type", "Regime"})
_REMARK = "Other Information"
_NOWHERE = "-"
_LANDS = ("Country", "Nationality", "Country of Birth")
OF_NOWHERE = "of a place holder"
_FIRST = re.compile(r"Last Updated,\s*(?P<day>[^,]+)")
_UN_REFERENCE = re.compile(r"UN Ref(?:erence)?\b[.)]?:? ?(?P<numbers>[A-Z]{2}[ie]\.\d{3})\b")
_UK_NUMBER = re.compile(
    r"\(UK Sanctions List Ref\): ?(?P<numbers>[A-Z]{3}\d{4}(?:(?:,|,? and) [A-Z]{3}\d{4})*)\b"
)
_NUMBER_ALONE = re.compile(r"[A-Z]{3}\d{4}|[A-Z]{2}[ie]\.\d{3}")
_NOTE = f"{READ_OUT_OF}{_REMARK}"
_FACTS = (
    ("title", "Title"),
    ("nationality", "Nationality"),
    ("position", "Position"),
    ("remark", _REMARK),
)


def recognise(file: InputFile) -> bool:
    """Whether the first line gives the day and the second is a header with names in six parts."""
    lines = file.head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 2)
    header = lines[1] if len(lines) > 1 else b""
    return lines[0].startswith(b"Last Updated,") and b"Name 6" in header


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file; raises BadInputError when it has no date of its own or is no such CSV."""
    (file,) = files
    ledger.file = file.name
    first = file.head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("latin-1")
    match = _FIRST.match(first)
    date = uk_entry.day(match["day"].strip()) if match else None
    if date is None:
        message = "a release needs its day, as in a first line 'Last Updated,13/04/2018'"
        raise BadInputError(message, file=file.name, value=first.strip())
    release = Release(
        source=KEY,
        version=date.isoformat(),
        title=TITLE,
        authority=AUTHORITY,
        licence=uk.LICENCE,
        issued=date,
        url=PAGE,
        files=(file.provenance(),),
    )
    return Reading(release, _records(file, ledger), ledger)


def _records(file: InputFile, ledger: Ledger) -> Iterator[Record]:
    groups = delimited.grouped(_rows(file, ledger), _NUMBER, ledger)
    holders = _holders(groups)
    while groups:
        rows = groups.pop(next(iter(groups)))
        try:
            entry = _entry(rows)
            entry.identifiers.extend(_named(entry, holders, ledger))
            for row in rows:
                row.close()
        except BadInputError as error:
            ledger.refuse(error)
            continue
        yield uk_entry.party(entry, ledger, scheme=SCHEME, authority=AUTHORITY, listing=LIST)


def _rows(file: InputFile, ledger: Ledger) -> Iterator[Row]:
    text = delimited.lines(file, delimited.encoding_of(file, ledger))
    found = delimited.cells(text, file, delimiter=",")
    next(found, None)
    header = next(found, [])
    missing = _NEEDED - set(delimited.named(header))
    if missing:
        message = f"the header lacks {', '.join(sorted(missing))}; fetch the file again"
        raise BadInputError(message, file=file.name)
    yield from delimited.rows(found, header, ledger, table=TABLE)


def _entry(rows: list[Row]) -> Entry:
    kinds = {row.take("Group Type") for row in rows}
    kind = KINDS.get(kinds.pop().casefold()) if len(kinds) == 1 else None
    if kind is None:
        message = "a group is of one kind (Individual, Entity or Ship); correct the file"
        raise rows[0].error(message, field="Group Type")
    number = rows[0].record
    entry = Entry(number=number, kind=kind)
    entry.identifiers.append(Identifier(value=number, scheme="ofsi-group-id"))
    listings: dict[Listing, list[str]] = {}
    for row in rows:
        for column in _LANDS:
            if row.peek(column) == _NOWHERE:
                row.leave(column, OF_NOWHERE)
        _add_row(entry, row)
        remark = row.peek(_REMARK)
        listings.setdefault(_listing(row), []).append(remark)
    for fact, column in _FACTS:
        entry.tell(fact, [row.take(column) for row in rows])
    entry.births = list(dict.fromkeys(text for row in rows if (text := row.take("DOB"))))
    entry.addresses = list(dict.fromkeys(entry.addresses))
    _read_out(entry, [fact.text for fact in entry.facts if fact.kind == "remark"])
    entry.listings = [_told(one, texts) for one, texts in listings.items()]
    return entry


def _read_out(entry: Entry, texts: list[str]) -> None:
    """What stands behind labels in remarks, each with where it was read."""
    for label, text in (pair for remark in texts for pair in remarks.labelled(remark)):
        if kind := remarks.FACTS.get(label):
            entry.tell(kind, remarks.values(text), _NOTE)
        for number in remarks.values(text):
            if label == remarks.SHIP_NUMBER:
                entry.identifiers.append(replace(imo(number), note=_NOTE))
            elif label == remarks.REGISTERED:
                entry.identifiers.extend(replace(one, note=_NOTE) for one in registrations(number))


def _told(listing: Listing, texts: list[str]) -> Listing:
    """A listing with what the remarks of its rows say of it."""
    unique = list(dict.fromkeys(texts))
    reasons = dict.fromkeys(
        text for one in unique for label, text in remarks.labelled(one) if label == remarks.REASONS
    )
    found = next((one for text in unique if (one := remarks.besides(text)).measures), None)
    measures, since = found or remarks.Besides()
    return listing._replace(reasons="\n".join(reasons), besides=measures, added=since)


def _add_row(entry: Entry, row: Row) -> None:
    row.take(_NUMBER)
    one, two, three, four, five, six = (
        " ".join(row.take(f"Name {place}").split()) for place in range(1, 7)
    )
    parts, type_ = (one, two, three, four, five, six), row.take("Alias Type")
    if not any(parts):
        message = "a row without a name; correct the file or fetch it again"
        raise row.error(message, field="Name 6")
    if type_.casefold() not in NAME_TYPES:
        message = "not a type of names; correct the file"
        raise row.error(message, field="Alias Type", value=type_)
    entry.names.append(PrintedName(parts, type_, row.take("Alias Quality")))
    fields = ("Name Non-Latin Script", "Non-Latin Script Type", "Non-Latin Script Language")
    foreign = ForeignName(*(" ".join(row.take(column).split()) for column in fields))
    if foreign.text:
        entry.foreign_names.append(foreign)
    lines = [row.take(f"Address {place}") for place in range(1, 7)]
    entry.addresses.extend(address(lines, row.take("Post/Zip Code"), row.take("Country")))
    birth_place = row.take("Town of Birth"), row.take("Country of Birth")
    if any(birth_place):
        entry.birth_places.append(birth_place)
    _add_documents(entry, row)


def _add_documents(entry: Entry, row: Row) -> None:
    """Documents of either layout: prose alone, or a number with details."""
    for documents, number, details, prose in (
        (entry.passports, "Passport Number", "Passport Details", ""),
        (
            entry.national_ids,
            "National Identification Number",
            "National Identification Details",
            "NI Number",
        ),
    ):
        told = row.take(number), row.take(details)
        if told[1] and not told[0]:
            told = told[1], ""
        alone = row.take(prose) if prose else ""
        documents.extend(pair for pair in (told, (alone, "")) if any(pair))


def _listing(row: Row) -> Listing:
    regime = " ".join(row.take("Regime").split())
    if not regime:
        message = "a row without a regime; correct the file or fetch it again"
        raise row.error(message, field="Regime")
    return Listing(
        regime=regime,
        designated=_day(row, "Listed On"),
        updated=_day(row, "Last Updated"),
        also=_day(row, "UK Sanctions List Date Designated"),
    )


def _day(row: Row, column: str) -> dt.date | None:
    text = row.take(column)
    found = uk_entry.day(text) if text else None
    if text and found is None:
        message = "not a day written as 29/06/2012; correct the file or fetch it again"
        raise row.error(message, field=column, value=text)
    return found


def _holders(groups: Mapping[str, list[Row]]) -> Counter[str]:
    """In how many groups each number of another list is printed."""
    return Counter(
        number
        for rows in groups.values()
        for number, _ in _numbers(row.peek(_REMARK) for row in rows)
    )


def _numbers(texts: Iterable[str]) -> list[tuple[str, str]]:
    """The numbers of other lists in remarks, with their schemes: of each, said once and no more.

    A person under two regimes has two numbers on the British list, which are said together.
    """
    unique = list(dict.fromkeys(texts))
    told: list[tuple[str, str]] = []
    for pattern, scheme in ((_UN_REFERENCE, "un-ref"), (_UK_NUMBER, "uk-id")):
        found = {match["numbers"] for text in unique for match in pattern.finditer(text)}
        said = next(iter(found)) if len(found) == 1 else ""
        told.extend((number, scheme) for number in _NUMBER_ALONE.findall(said))
    return told


def _named(entry: Entry, holders: Counter[str], ledger: Ledger) -> Iterator[Identifier]:
    """Numbers of other lists; one that several groups print is not sure to be this party's."""
    for number, scheme in _numbers(fact.text for fact in entry.facts if fact.kind == "remark"):
        is_shared = holders[number] > 1
        if is_shared:
            ledger.warn(SHARED, record=entry.number, field=f"{TABLE}/{_REMARK}", value=number)
        yield Identifier(
            value=number,
            scheme=scheme,
            note=_NOTE,
            qualifiers=("unconfirmed",) if is_shared else (),
        )


SOURCE = Source(
    key="uk-ofsi-csv",
    title="OFSI consolidated list of financial sanctions targets as CSV",
    authority=AUTHORITY,
    licence=uk.LICENCE,
    page=PAGE,
    addresses=ADDRESSES["uk-ofsi-csv"],
    left_out={f"{TABLE}/{column} {OF_NOWHERE}": "stands for no country" for column in _LANDS},
    recognise=recognise,
    read=read,
    group=lambda file: f"{file.path}:{file.member}",
    record_numbers={TABLE: _NUMBER},
    words=uk.WORDS,
)

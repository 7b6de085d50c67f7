"""Canada's consolidated autonomous list, as XML: who is named in the schedules of regulations.

A party has no number of its own: an item is numbered within a schedule of the regulations on
one country, so country, schedule and item name it together, as the law does. The file states
no date; days of listing and ships came with the layout of 2022, whose field names are printed
in both languages. White space, no-break spaces among it, says nothing and is collapsed before
anything is looked up. Field names: the published file of 2020-03-20, and for the later layout
public programs that read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.errors import BadDateError
from kg.model import (
    BirthDate,
    Designation,
    Event,
    Feature,
    Identifier,
    Kind,
    Name,
    Party,
    PartyRef,
    Record,
)
from kg.sources.addresses import ADDRESSES
from kg.sources.base import PLACEHOLDER, Ledger, Reading, Source
from kg.sources.elements import Cursor, each, records
from kg.sources.files import InputFile
from kg.sources.undated import release_of
from kg.values import PartialDate

SCHEME = "ca"
AUTHORITY = "ca-gac"
LIST = "ca-sema"
CORRUPT_OFFICIALS_LIST = "ca-jvcfoa"
LICENCE = "https://open.canada.ca/en/open-government-licence-canada"
_SITE = "https://www.international.gc.ca/world-monde/"
PAGE = (
    f"{_SITE}international_relations-relations_internationales"
    "/sanctions/consolidated-consolide.aspx?lang=eng"
)

UNREADABLE_BIRTH = "a date of birth could not be read and is kept as words"
BARE_ALIAS = "an alias of a person is a single word, perhaps a part of a name, and is kept so"
NOT_IMO = "a ship's number is none of seven digits and is kept as it stands"

_ROOT = "data-set"
_RECORD = f"{_ROOT}/record"
_COUNTRY = re.compile(rb"<Country(?:-Pays)?\s*/?>")
_FIELDS = {
    "country": ("Country", "Country-Pays"),
    "family": ("LastName", "LastName-NomDeFamille"),
    "given": ("GivenName", "GivenName-Prenom"),
    "entity": ("Entity", "EntityOrShip-EntiteOuNavire"),
    "title": ("Title", "TitleOrShipType-TitreOuTypeDeNavire"),
    "aliases": ("Aliases", "Aliases-Alias"),
    "born": (
        "DateOfBirth",
        "DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire",
    ),
    "imo": ("ShipIMONumber-NumeroOMIDuNavire",),
    "schedule": ("Schedule", "Schedule-Annexe"),
    "item": ("Item", "Item-NumeroDarticle"),
    "listed": ("DateOfListing", "DateOfListing-DateDinscription"),
}
_PLACEHOLDERS = frozenset({"n/a", "na", "s.o.", "s/o", "-", "--", "null"})
_CORRUPT_OFFICIALS = re.compile(r"\b(?:JVCFOR|JVCFOA|Corrupt Foreign Officials)\b")
_LISTS = {("russia", "2"): "ca-sema-russia-2", ("russia", "3"): "ca-sema-russia-3"}
_BETWEEN_NAMES = re.compile(r"[,;]\s+")
_OR = re.compile(r"\s+(?:or|ou)\s+")
_IMO = re.compile(r"(?:IMO\s*)?(\d{7})", re.IGNORECASE)


class _Entry(NamedTuple):
    """One record: its cursor, its ledger and its values by what they are."""

    cursor: Cursor
    ledger: Ledger
    cells: dict[str, str]

    def warn(self, kind: str, name: str, value: str) -> None:
        """Count a warning about a value of this record."""
        self.ledger.warn(kind, record=self.cursor.record, field=_FIELDS[name][0], value=value)

    def said(self, name: str) -> str:
        """The value, "" for a word that stands for nothing."""
        text = self.cells[name]
        return "" if text.casefold() in _PLACEHOLDERS else text


def recognise(file: InputFile) -> bool:
    """Whether the root element is ``data-set`` and its records have countries."""
    return file.root[1] == _ROOT and bool(_COUNTRY.search(file.head))


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file; it states no date, so its name or its checksum names the release."""
    (file,) = files
    ledger.file = file.name
    release = release_of(file, SOURCE, ledger)
    return Reading(release, _records(file, ledger), ledger)


def _records(file: InputFile, ledger: Ledger) -> Iterator[Record]:
    seen: set[str] = set()

    def read_one(cursor: Cursor) -> Party:
        entry = _entry(cursor, ledger)
        return _party(entry, _number(entry, seen))

    with file.open() as stream:
        yield from each(records(stream, ledger, _RECORD), ledger, read_one)


def _entry(cursor: Cursor, ledger: Ledger) -> _Entry:
    cells: dict[str, str] = {}
    for name, fields in _FIELDS.items():
        found = [" ".join(text.split()) for field in fields if (text := cursor.text(field))]
        cursor.insist(len(found) <= 1, "stands in both layouts at once", field=fields[0])
        cells[name] = found[0] if found else ""
    entry = _Entry(cursor, ledger, cells)
    for name, text in cells.items():
        if text and not entry.said(name):
            entry.warn(PLACEHOLDER, name, text)
    return entry


def _number(entry: _Entry, seen: set[str]) -> str:
    """Country, schedule and item; the act's acronym where an act stands for the country.

    The schedule counts as printed: Venezuela has items under ``N/A`` and items under none.
    """
    country, schedule, item = (entry.cells[name] for name in ("country", "schedule", "item"))
    entry.cursor.insist(country, "an entry without a country or an act", field="Country")
    entry.cursor.insist(item, "an entry without an item", field="Item")
    place = "jvcfoa" if _CORRUPT_OFFICIALS.search(country) else country.partition(" / ")[0]
    words = (re.sub(r"\W+", "-", text).strip("-") for text in (place, schedule, item))
    number = entry.cursor.record = "-".join(filter(None, words)).casefold()
    message = "the same item of the same schedule twice: the file is altered; fetch it again"
    entry.cursor.insist(number not in seen, message, field="Item", value=item)
    seen.add(number)
    return number


def _party(entry: _Entry, number: str) -> Party:
    kind = _kind(entry)
    return Party(
        ref=PartyRef(SCHEME, number),
        kind=kind,
        names=tuple(_names(entry, kind)),
        identifiers=tuple(_identifiers(entry)),
        birth_dates=tuple(_births(entry)) if kind is Kind.PERSON else (),
        features=tuple(_features(entry, kind)),
        designations=(_designation(entry),),
    )


def _kind(entry: _Entry) -> Kind:
    is_person = entry.said("family") or entry.said("given")
    is_other = entry.said("entity")
    entry.cursor.insist(is_person or is_other, "an entry without a name", field="LastName")
    message = "names both a person and an entity; correct the entry"
    entry.cursor.insist(not (is_person and is_other), message, field="Entity", value=is_other)
    if is_person:
        return Kind.PERSON
    return Kind.VESSEL if entry.said("imo") else Kind.ENTITY


def _names(entry: _Entry, kind: Kind) -> Iterator[Name]:
    family, given = entry.said("family"), entry.said("given")
    parts = (("family", family), ("given", given)) if family and given else ()
    text = entry.said("entity") or " ".join(filter(None, (given, family)))
    yield Name(text=text, type="primary", strength="strong", parts=parts)
    for alias in _aliases(entry.said("aliases")):
        if kind is Kind.PERSON and " " not in alias:
            entry.warn(BARE_ALIAS, "aliases", alias)
        yield Name(text=alias)


def _aliases(text: str) -> list[str]:
    """The names in a cell, once each: apart at a comma or semicolon outside of brackets."""
    pieces: list[str] = []
    for piece in _BETWEEN_NAMES.split(text):
        if pieces and pieces[-1].count("(") > pieces[-1].count(")"):
            pieces[-1] = f"{pieces[-1]}, {piece}"
        else:
            pieces.append(piece)
    return list(dict.fromkeys(name for piece in pieces if (name := piece.strip(" ,;"))))


def _identifiers(entry: _Entry) -> Iterator[Identifier]:
    yield Identifier(value=entry.cells["item"], scheme="ca-item")
    if not (printed := entry.said("imo")):
        return
    match = _IMO.fullmatch(printed)
    if match is None:
        entry.warn(NOT_IMO, "imo", printed)
    scheme = "imo" if match else "vessel-registration"
    yield Identifier(value=match[1] if match else printed, scheme=scheme)


def _births(entry: _Entry) -> Iterator[BirthDate]:
    """The dates of birth that can be read; two days joined by ``or`` are two of them."""
    for text in filter(None, _OR.split(entry.said("born"))):
        if date := _date(text):
            yield BirthDate(date=date)


def _features(entry: _Entry, kind: Kind) -> Iterator[Feature]:
    if title := entry.said("title"):
        yield Feature(type="vessel-type" if kind is Kind.VESSEL else "title", value=title)
    born = entry.said("born")
    if born and kind is Kind.VESSEL:
        yield Feature(type="vessel-year-of-build", value=born, date=_date(born))
    elif born and kind is Kind.ENTITY:
        yield Feature(type="organization-established", value=born, date=_date(born))
    else:
        for text in filter(None, _OR.split(born)):
            if _date(text) is None:
                entry.warn(UNREADABLE_BIRTH, "born", text)
                yield Feature(type="birth-date", value=text)


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except BadDateError:
        return None


def _designation(entry: _Entry) -> Designation:
    country, schedule, printed = (entry.said(name) for name in ("country", "schedule", "listed"))
    date = _date(printed)
    message = "not a day written as 2022-02-24; correct the file or fetch it again"
    is_day = date is not None and date.is_day
    entry.cursor.insist(not printed or is_day, message, field="DateOfListing", value=printed)
    day = date.earliest if date else None
    listing = _LISTS.get((country.partition(" / ")[0].casefold(), schedule), LIST)
    where = (f"Schedule {schedule}" if schedule else "", f"item {entry.cells['item']}")
    return Designation(
        authority=AUTHORITY,
        program=country,
        listing=CORRUPT_OFFICIALS_LIST if _CORRUPT_OFFICIALS.search(country) else listing,
        provision=", ".join(filter(None, where)),
        listed_on=day,
        events=(Event(type="added", date=day),) if day else (),
    )


SOURCE = Source(
    key="ca-sema",
    title="Consolidated Canadian Autonomous Sanctions List",
    authority=AUTHORITY,
    licence=LICENCE,
    page=PAGE,
    addresses=ADDRESSES["ca-sema"],
    left_out={
        f"{_RECORD}/{name} = {word}": "stands for no schedule"
        for name in _FIELDS["schedule"]
        for word in ("N/A", "n/a", "s.o.")
    },
    recognise=recognise,
    read=read,
    group=lambda file: f"{file.path}:{file.member}",
)

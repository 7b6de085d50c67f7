"""What a British list says of one party, whichever of its formats it comes in.

The readers fill an :class:`Entry` with texts; here it becomes a party. Names keep their six
fields. A language is stated in words, so it is known; a script stated in words is believed
only when the letters do not belie it. Two numbers of the list under one group number of the
Treasury are one person under two regimes and stay two parties that share that number.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.countries import country
from kg.errors import BadDateError
from kg.model import (
    Address,
    BirthDate,
    Designation,
    Event,
    Feature,
    Identifier,
    Kind,
    Name,
    Party,
    PartyRef,
)
from kg.sources.base import PLACEHOLDER, Ledger
from kg.sources.enumerated import READ_OUT_OF
from kg.sources.gathered import UNREADABLE_BIRTH, Gathered
from kg.sources.uk.documents import document, imo, registrations, ship_in_name
from kg.sources.uk.languages import tagged
from kg.values import PartialDate

NO_DATE = "dd/mm/yyyy"
IS_NO_DATE = "a place holder without a year, a month or a day"
SECOND_PRIMARY = "a second main name is kept as another spelling"
NO_PRIMARY = "no name is called the main one, and the first was taken"
UNTYPED = "a name has no type, and is an alias unless no other is the main one"
UNKNOWN_SCRIPT = "a script or language of a name is unknown or belied by its letters"

KINDS = {"individual": Kind.PERSON, "entity": Kind.ENTITY, "ship": Kind.VESSEL}
NAME_TYPES = {
    "primary name": "primary",
    "prime alias": "primary",
    "primary name variation": "variation",
    "alias": "aka",
    "aka": "aka",
    "fka": "fka",
    "": "aka",
}
_STRENGTHS = {"good": "strong", "low": "weak"}
_DATE = re.compile(r"(?P<day>\d\d|dd|DD)/(?P<month>\d\d|mm|MM)/(?P<year>\d{4}|yyyy|YYYY)")
_MONTH = re.compile(r"(?P<month>\d\d)/(?P<year>\d{4})")
_TEXT_MARK = "'"  # A spreadsheet writes it before what it must not read as a number.
_PLACEHOLDERS = frozenset({"dd", "mm", "yyyy", "00", "0000"})
_TYPES = {
    "phone": "phone",
    "email": "email",
    "website": "website",
    "title": "title",
    "position": "position",
    "gender": "gender",
    "nationality": "nationality",
    "entity-type": "organization-type",
    "parent": "Parent company",
    "subsidiary": "Subsidiary",
    "owner": "vessel-owner",
    "former-owner": "former-vessel-owner",
    "flag": "vessel-flag",
    "former-flag": "former-vessel-flag",
    "ship-type": "vessel-type",
    "tonnage": "tonnage",
    "length": "vessel-length",
    "built": "vessel-year-of-build",
    "source": "Designation source",
    "remark": "remark",
}


class PrintedName(NamedTuple):
    """A name over its fields 1 to 6, with the list's words for its type and strength."""

    parts: tuple[str, str, str, str, str, str]
    type: str
    strength: str = ""


class ForeignName(NamedTuple):
    """A name in letters other than Latin, with the list's words for script and language."""

    text: str
    script: str = ""
    language: str = ""


class Listing(NamedTuple):
    """A regime under which the party is listed, since when, and when that last changed.

    ``besides`` is imposed beside what the list stands for, on the day ``added``.
    """

    regime: str
    designated: dt.date | None = None
    updated: dt.date | None = None
    measures: tuple[str, ...] = ()
    reasons: str = ""
    also: dt.date | None = None
    besides: tuple[str, ...] = ()
    added: dt.date | None = None


class Fact(NamedTuple):
    """Something said of a party: its kind, a word of the table above, its text and a note."""

    kind: str
    text: str
    note: str = ""


@dataclass
class Entry:
    """The texts of one entry; ``facts`` holds those that become features, by short words."""

    number: str
    kind: Kind
    identifiers: list[Identifier] = field(default_factory=list)
    names: list[PrintedName] = field(default_factory=list)
    foreign_names: list[ForeignName] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    births: list[str] = field(default_factory=list)
    birth_places: list[tuple[str, str]] = field(default_factory=list)
    passports: list[tuple[str, str]] = field(default_factory=list)
    national_ids: list[tuple[str, str]] = field(default_factory=list)
    registrations: list[str] = field(default_factory=list)
    ship_numbers: list[str] = field(default_factory=list)
    hull_numbers: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)

    def tell(self, kind: str, texts: Iterable[str], note: str = "") -> None:
        """Remember facts of one kind (a word of the table above), each text once."""
        self.facts.extend(Fact(kind, text, note) for text in dict.fromkeys(texts) if text)


def day(text: str) -> dt.date | None:
    """A whole day as ``29/06/2012``, ``2012-06-29`` or ``13-Feb-2026``; None when it is none."""
    plain = re.sub(r"T[\d:.]+.*$", "", text)
    if match := _DATE.fullmatch(plain):
        plain = f"{match['year']}-{match['month']}-{match['day']}"
    try:
        found = PartialDate.parse(plain.replace("-", " ") if re.search("[a-z]", plain) else plain)
    except BadDateError:
        return None
    return found.earliest if found.is_day and "~" not in found.edtf else None


def party(entry: Entry, ledger: Ledger, *, scheme: str, authority: str, listing: str) -> Party:
    """The party of an entry; its names must not be empty."""
    found = Gathered(ledger, entry.number)
    found.identifiers.extend(entry.identifiers)
    _add_names(found, entry.names)
    for foreign in dict.fromkeys(entry.foreign_names):
        _add_foreign(found, foreign)
    if entry.kind is Kind.VESSEL:
        _add_ship_in_names(found, entry)
    found.addresses.extend(entry.addresses)
    for text in dict.fromkeys(entry.births):
        _add_birth(found, text)
    for town, land in dict.fromkeys(entry.birth_places):
        place = country(land) if land else None
        found.birth_places.append(Address(city=town, country=place))
    for type_, documents in (
        ("passport", entry.passports),
        ("national-id", entry.national_ids),
    ):
        for printed, note in dict.fromkeys(documents):
            _add(found, document(type_, printed, note))
    _add_numbers(found, entry)
    for fact in entry.facts:
        _add_fact(found, _TYPES[fact.kind], fact)
    designations = (_designation(one, authority, listing) for one in entry.listings)
    return found.party(PartyRef(scheme, entry.number), entry.kind, designations)


def _add_names(found: Gathered, names: Sequence[PrintedName]) -> None:
    """Every name once; exactly one of them is the main one."""
    primaries = [name for name in names if _type(name) == "primary"]
    untyped = [name for name in names if not name.type]
    main = (primaries or untyped or names)[0]
    for name in dict.fromkeys(untyped):
        found.warn(UNTYPED, field="NameType", value=" ".join(filter(None, name.parts)))
    if not primaries:
        found.warn(NO_PRIMARY, field="NameType", value=" ".join(filter(None, main.parts)))
    for name in dict.fromkeys(names):
        text = " ".join(filter(None, name.parts))
        type_, note = _type(name), ""
        if name is main or (type_ == "primary" and name.parts == main.parts):
            type_ = "primary"
        elif type_ == "primary":
            found.warn(SECOND_PRIMARY, field="NameType", value=text)
            type_, note = "variation", name.type
        is_main = type_ == "primary"
        parts = ((f"part{place}", part) for place, part in enumerate(name.parts, 1) if part)
        made = Name(
            text=text,
            type=type_,
            strength="strong" if is_main else _strength(name),
            parts=tuple(parts),
            note=note,
        )
        found.names.append(made)


def _add_ship_in_names(found: Gathered, entry: Entry) -> None:
    """What a ship's name says of its number and real name, where the list does not say it apart."""
    known = {imo(text).value for text in entry.ship_numbers}
    for printed in list(found.names):
        number, name = ship_in_name(printed.text)
        note = f"{READ_OUT_OF}{printed.text}"
        if number and number not in known:
            found.identifiers.append(Identifier(value=number, scheme="imo", note=note))
        if name and all(other.text != name for other in found.names):
            found.names.append(Name(text=name, note=note))


def _type(name: PrintedName) -> str:
    return NAME_TYPES[name.type.casefold()]


def _strength(name: PrintedName) -> str:
    return _STRENGTHS.get(name.strength.casefold().split(" ", 1)[0], "")


def _add_foreign(found: Gathered, foreign: ForeignName) -> None:
    known = tagged(foreign.text, foreign.script, foreign.language)
    if known.note:
        found.warn(UNKNOWN_SCRIPT, field="NonLatinName", value=f"{foreign.text} {known.note}")
    made = Name(
        text=foreign.text,
        type="original-script",
        script=known.script,
        language=known.language,
        note=known.note,
    )
    found.names.append(made)


def _add_birth(found: Gathered, text: str) -> None:
    """A date of birth in the precision it has; a placeholder for its year is no date."""
    match = _DATE.fullmatch(text.removeprefix(_TEXT_MARK))
    if match and match["year"].casefold() in _PLACEHOLDERS:
        found.warn(PLACEHOLDER, field="DOB", value=text)
        return
    written = text.removeprefix(_TEXT_MARK)
    if month := _MONTH.fullmatch(written):
        written = f"{month['year']}-{month['month']}"
    if match:
        given = [match["year"]]
        for part in (match["month"], match["day"]):
            if part.casefold() in _PLACEHOLDERS:
                break
            given.append(part)
        is_cut = match["day"].casefold() not in _PLACEHOLDERS and len(given) == 1
        written = "" if is_cut else "-".join(given)
    try:
        found.birth_dates.append(BirthDate(date=PartialDate.parse(written)))
    except BadDateError:
        found.warn(UNREADABLE_BIRTH, field="DOB", value=text)
        found.features.append(Feature(type="birth-date", value=text))


def _add(found: Gathered, claims: Iterable[Identifier | Feature]) -> None:
    for claim in claims:
        if isinstance(claim, Identifier):
            found.identifiers.append(claim)
        else:
            found.features.append(claim)


def _add_numbers(found: Gathered, entry: Entry) -> None:
    found.identifiers.extend(imo(text) for text in entry.ship_numbers)
    found.identifiers.extend(Identifier(value=text, scheme="hin") for text in entry.hull_numbers)
    for text in entry.registrations:
        found.identifiers.extend(registrations(text))


def _add_fact(found: Gathered, type_: str, fact: Fact) -> None:
    is_year = type_ == "vessel-year-of-build" and _is_year(fact.text)
    date = PartialDate.of(int(fact.text)) if is_year else None
    told = Feature(type=type_, value=fact.text, date=date, note=fact.note)
    if type_ in {"nationality", "vessel-flag", "former-vessel-flag", "position", "title"}:
        found.add_packed(told)
    else:
        found.features.append(told)


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"[12]\d{3}", text))


def _designation(told: Listing, authority: str, listing: str) -> Designation:
    """One listing; a change on the day of the listing is no change."""
    events = [Event(type="added", date=told.designated)] if told.designated else []
    if told.also and told.also != told.designated:
        note = "UK Sanctions List Date Designated"
        events.append(Event(type="added", date=told.also, description=note))
    if told.added:
        imposed = f"imposed: {', '.join(told.besides)}"
        events.append(Event(type="amended", date=told.added, description=imposed))
    if told.updated and told.updated != told.designated:
        events.append(Event(type="amended", date=told.updated))
    return Designation(
        authority=authority,
        program=told.regime,
        listing=listing,
        measures=tuple(dict.fromkeys(told.measures)),
        extra_measures=told.besides,
        listed_on=told.designated,
        reasons=(("en", told.reasons),) if told.reasons else (),
        events=tuple(events),
    )

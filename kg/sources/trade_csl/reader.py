"""The Consolidated Screening List of trade.gov, as CSV: the lists of three departments in one.

A row of one of OFAC's lists carries OFAC's number of the party, so it speaks of the same
party as OFAC's own files; a party with rows on several of them is one party. Rows of the
other lists go by the file's own ``_id``; files before 2020 have none, and there a row goes by
a digest of its list, name, addresses and first day, as the later ``_id`` does. Columns: the
headers of 2019 to 2024; https://www.trade.gov/consolidated-screening-list.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg import iri
from kg.countries import country
from kg.errors import BadInputError
from kg.model import (
    Address,
    BirthDate,
    Designation,
    Event,
    Feature,
    Identifier,
    Kind,
    Party,
    PartyRef,
    Record,
    Relation,
)
from kg.sources.addresses import ADDRESSES
from kg.sources.base import PLACEHOLDER, Ledger, Reading, Source
from kg.sources.files import InputFile
from kg.sources.ofac import database as ofac
from kg.sources.ofac import words as ofac_words
from kg.sources.ofac.links import NameIndex, Resolved
from kg.sources.table_rows import Row, is_headed, rows
from kg.sources.trade_csl import cells
from kg.sources.trade_csl.lists import LISTS, Listed, code_of
from kg.sources.undated import release_of

SCHEME = "csl"
PAGE = "https://www.trade.gov/consolidated-screening-list"
ID_SCHEME = "Consolidated Screening List ID"
NO_KIND = "a party whose kind the list does not state is taken as an entity"
NO_NUMBER = "a row without a number goes by its list, name, addresses and first day"
NOBODY = "a row that names nobody and says nothing else is none"
UNREADABLE_DATE = "a date could not be read and is kept as words"

COLUMNS = (
    "_id source entity_number type programs name title addresses federal_register_notice "
    "start_date end_date standard_order license_requirement license_policy call_sign vessel_type "
    "gross_tonnage gross_registered_tonnage vessel_flag vessel_owner remarks alt_names "
    "citizenships dates_of_birth nationalities places_of_birth ids"
).split()
_LEFT = {
    "source_list_url": "the page of the list, which the list's concept names",
    "source_information_url": "the page on the list, which the list's concept names",
}


_BLOCKING = frozenset({ofac.SDN_LIST, "ofac-eo13599"})
_LINKS = "remarks"
_LAWS = "ISN"
"""The list whose tags are the laws that its parties are sanctioned under."""
_VESSEL_WORDS = (
    ("call_sign", "Vessel Call Sign"),
    ("vessel_type", "Vessel Type"),
    ("gross_tonnage", "Vessel Tonnage"),
    ("gross_registered_tonnage", "Vessel Gross Registered Tonnage"),
    ("vessel_flag", "Vessel Flag"),
    ("vessel_owner", "Vessel Owner"),
)


def recognise(file: InputFile) -> bool:
    """Whether the header row has most of the columns of this list."""
    return is_headed(file, COLUMNS)


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file, in two passes: a party of OFAC may have rows on several lists.

    The first pass counts them, and finds the names that links mean.
    """
    (file,) = files
    ledger.file = file.name
    release = release_of(file, SOURCE, ledger)
    return Reading(release, _records(file, ledger), ledger)


@dataclass
class _Survey:
    """What is known of a file before its rows are read: see the first pass."""

    left: Counter[str] = field(default_factory=Counter)
    kinds_first: int = 0
    index: NameIndex = field(default_factory=NameIndex)

    @classmethod
    def of(cls, file: InputFile) -> _Survey:
        """Count the rows of each party, see how entries of ``ids`` begin, index OFAC's names."""
        found, quiet = cls(), Ledger(file=file.name, left_out=_LEFT, quarantine=True)
        for _, row in rows(file, quiet, COLUMNS, _LEFT):
            key = _key(row)
            found.left[key] += 1
            found.kinds_first += cells.kinds_first(row)
            scheme, _, number = key.partition(" ")
            if scheme == ofac.SCHEME and row.get("name"):
                found.index.add(number, row["name"], is_primary=True)
        return found


def _records(file: InputFile, ledger: Ledger) -> Iterator[Record]:
    survey = _Survey.of(file)
    waiting: dict[str, Party] = {}
    for place, row in rows(file, ledger, COLUMNS, _LEFT):
        key = _key(row)
        survey.left[key] -= 1
        if set(row) <= {"_id", "source"}:
            ledger.warn(NOBODY, record=row.get("_id") or f"in row {place}", field="name")
            continue
        _clean(row, ledger)
        try:
            party = _party(row, place, ledger, survey)
            if key in waiting:
                party = _merged(waiting.pop(key), party, row, place, ledger)
        except BadInputError as error:
            ledger.refuse(error)
            continue
        if survey.left[key]:
            waiting[key] = party
        else:
            yield from _told(party)
    for party in waiting.values():
        yield from _told(party)


def _told(party: Party) -> Iterator[Record]:
    """A party, and the links that its designations state as relations of it."""
    yield party
    targets = (target for item in party.designations for target in item.linked_to)
    for target in dict.fromkeys(targets):
        yield Relation(origin=party.ref, target=target, type="linked-to")


def _clean(row: Row, ledger: Ledger) -> None:
    """Take placeholders out of a row."""
    for column, text in list(row.items()):
        if text.casefold() in cells.PLACEHOLDERS:
            ledger.warn(PLACEHOLDER, record=row.get("_id", ""), field=column, value=text)
            del row[column]


def _key(row: Row) -> str:
    """What tells that two rows are of one party: OFAC's number, the file's own, or a digest."""
    listed = LISTS.get(code_of(row.get("source", "")))
    if listed and listed.is_ofac and row.get("entity_number"):
        return f"{ofac.SCHEME} {row['entity_number']}"
    return f"{SCHEME} {row.get('_id') or _digest(row)}"


def _digest(row: Row) -> str:
    """The number of a row that has none, of what tells it from others and seldom changes."""
    columns = ("name", "addresses", "start_date")
    said = (f"{column} {row[column]}" for column in columns if row.get(column))
    return f"{code_of(row.get('source', '')).lower()}-{iri.digest(said)}"


def _party(row: Row, place: int, ledger: Ledger, survey: _Survey) -> Party:
    code, where = code_of(row.get("source", "")), row.get("_id") or f"in row {place}"
    listed = LISTS.get(code)
    if listed is None:
        raise _error(ledger, where, "source", "not one of the lists known", row.get("source", ""))
    if not row.get("name"):
        raise _error(ledger, where, "name", "a row without a name", "")
    if listed.is_ofac and not cells.programs(row):
        raise _error(ledger, where, "programs", "a row of OFAC without a program", "")
    start = _day(row, "start_date", where, ledger)
    kind = _kind(row, where, ledger)
    ref = _ref(row, listed, where, ledger)
    numbers = cells.numbers(row, kind, kind_first=survey.kinds_first > 0)
    claims = [*numbers, *_vessel(row, kind)]
    features = [claim for claim in claims if isinstance(claim, Feature)]
    features += _features(row, kind, where, ledger)
    identifiers = [claim for claim in claims if isinstance(claim, Identifier)]
    links = cells.links(row) if listed.is_ofac else ()
    resolved = survey.index.resolve(ref.number, links, ledger, path=_LINKS)
    own = [ofac.uid_identifier(ref.number)] if listed.is_ofac else []
    if row.get("_id") not in {None, row.get("entity_number")}:
        own.append(Identifier(value=row["_id"], scheme=ID_SCHEME))
    return Party(
        ref=ref,
        kind=kind,
        names=tuple(cells.names(row, kind, is_ofac=listed.is_ofac)),
        identifiers=(*own, *identifiers),
        addresses=tuple(cells.addresses(row, is_ofac=listed.is_ofac)),
        birth_dates=tuple(BirthDate(date=date) for _, date in cells.births(row) if date),
        birth_places=tuple(Address(full=text) for text in cells.apart(row, "places_of_birth")),
        features=tuple(features),
        designations=tuple(
            _ofacs(row, listed, features, resolved, start)
            if listed.is_ofac
            else [_others(row, code, start)]
        ),
    )


def _error(ledger: Ledger, record: str, field: str, message: str, value: str) -> BadInputError:
    return BadInputError(message, file=ledger.file, record=record, field=field, value=value)


def _kind(row: Row, where: str, ledger: Ledger) -> Kind:
    word = row.get("type", "")
    if not word:
        ledger.warn(NO_KIND, record=where, field="type", value=row["name"])
    kind = ofac.kind_of(word)
    if kind is None:
        raise _error(ledger, where, "type", "not a kind of party known", word)
    return kind


def _ref(row: Row, listed: Listed, where: str, ledger: Ledger) -> PartyRef:
    number = row.get("entity_number", "")
    if listed.is_ofac:
        if not (number.isascii() and number.isdigit()):
            raise _error(ledger, where, "entity_number", "not OFAC's number of a party", number)
        return ofac.party_ref(number)
    if row.get("_id") and not re.search("[A-Za-z0-9]", row["_id"]):
        raise _error(ledger, where, "_id", "not a number of a row", row["_id"])
    if not row.get("_id"):
        ledger.warn(NO_NUMBER, record=where, field="_id", value=row["name"])
    return PartyRef(SCHEME, row.get("_id") or _digest(row))


def _vessel(row: Row, kind: Kind) -> Iterator[Identifier | Feature]:
    for column, word in _VESSEL_WORDS:
        if column in row:
            yield ofac.claim_of(ofac.Printed(word=word, value=row[column]), kind)


def _features(row: Row, kind: Kind, where: str, ledger: Ledger) -> Iterator[Feature]:
    for text in ofac.titles_of(row.get("title", "")):
        yield Feature(type="title", value=text)
    for column, type_ in (("nationalities", "nationality"), ("citizenships", "citizenship")):
        for text in cells.apart(row, column):
            yield Feature(type=type_, value=text, country=country(text))
    for text, date in cells.births(row):
        if date is None:
            ledger.warn(UNREADABLE_DATE, record=where, field="dates_of_birth", value=text)
            yield Feature(type="birth-date", value=text)
    if text := row.get("remarks", ""):
        yield Feature(type="remark", value=text)
    if kind is Kind.ENTITY and not row.get("type"):
        doubt = ("undetermined",)
        yield Feature(type="target-type", value="not stated by the list", qualifiers=doubt)


def _ofacs(
    row: Row,
    listed: Listed,
    features: Sequence[Feature],
    resolved: Resolved,
    start: dt.date | None,
) -> Iterator[Designation]:
    """The designations of a row of OFAC: on its list under the tags that stand for it.

    What else its party is designated under stands on a list that the tag decides.
    """
    tags = cells.programs(row)
    for designation in ofac.designations_of(
        tags,
        features,
        listing=listed.name,
        non_sdn=listed.name not in _BLOCKING,
        links=resolved.links,
    ):
        is_here = listed.names(designation.program, frozenset(tags))
        required = row.get("license_requirement", "")
        words = [designation.note, f"licence requirement: {required}" if required else ""]
        yield replace(
            designation,
            listing=listed.name if is_here else "",
            listed_on=designation.listed_on or start,
            note="; ".join(filter(None, [*words, *_words(row, [])])),
            events=_added(start),
        )


def _others(row: Row, code: str, start: dt.date | None) -> Designation:
    """The designation of a row of another department, whose list is its program."""
    tags = cells.programs(row)
    laws = tags if code == _LAWS else []
    return Designation(
        authority=LISTS[code].authority,
        program=code,
        listing=LISTS[code].name,
        legal_basis=tuple(laws),
        provision=row.get("license_requirement", ""),
        listed_on=start,
        note="; ".join(_words(row, [] if laws else tags)),
        events=_added(start),
    )


def _added(start: dt.date | None) -> tuple[Event, ...]:
    return (Event(type="added", date=start),) if start else ()


def _words(row: Row, tags: Sequence[str]) -> list[str]:
    """What a row says of a listing that has no place of its own."""
    _, scope = cells.named(row["name"])
    found = [*(f"under {text}" for text in tags), *filter(None, [scope])]
    for column, word in (
        ("federal_register_notice", "notice: "),
        ("end_date", "until "),
        ("standard_order", "standard order: "),
        ("license_policy", "licence policy: "),
    ):
        if text := row.get(column, ""):
            found.append(f"{word}{text}")
    return found


def _day(row: Row, column: str, where: str, ledger: Ledger) -> dt.date | None:
    text = row.get(column, "")
    if not text:
        return None
    date = cells.date_of(text)
    if date is None or not date.is_day:
        raise _error(ledger, where, column, "not a day written as 2009-01-09", text)
    return date.earliest


def _merged(first: Party, second: Party, row: Row, place: int, ledger: Ledger) -> Party:
    """One party of two rows: what only the second says is added to the first."""
    where = row.get("_id") or f"in row {place}"
    if first.ref.scheme != ofac.SCHEME and row.get("_id"):
        raise _error(ledger, where, "_id", "the same number twice; fetch the file again", where)
    if first.kind is not second.kind:
        message = "two kinds of party under one of OFAC's numbers; fetch the file again"
        raise _error(ledger, where, "type", message, row.get("type", ""))
    texts = {name.text for name in first.names}
    names = [replace(name, type="aka", strength="") for name in second.names]
    listed = _listings(first.designations, second.designations)
    return replace(
        first,
        names=(*first.names, *(name for name in names if name.text not in texts)),
        identifiers=tuple(dict.fromkeys((*first.identifiers, *second.identifiers))),
        addresses=tuple(dict.fromkeys((*first.addresses, *second.addresses))),
        birth_dates=tuple(dict.fromkeys((*first.birth_dates, *second.birth_dates))),
        birth_places=tuple(dict.fromkeys((*first.birth_places, *second.birth_places))),
        features=tuple(dict.fromkeys((*first.features, *second.features))),
        designations=tuple(listed),
    )


def _listings(first: Sequence[Designation], second: Sequence[Designation]) -> list[Designation]:
    """The designations of two rows: one that names its list goes before one that names none."""
    found = [*first, *(item for item in second if item not in first)]
    named = {item.program for item in found if item.listing}
    told: dict[object, Designation] = {}
    for item in found:
        if item.listing or item.program not in named:
            is_ofac = item.authority == ofac.AUTHORITY
            told.setdefault((item.program, item.listing) if is_ofac else item, item)
    return list(told.values())


SOURCE = Source(
    key="us-trade-csl",
    title="US Consolidated Screening List (trade.gov)",
    authority="us-commerce",
    licence=ofac.LICENCE,
    page=PAGE,
    addresses=ADDRESSES["us-trade-csl"],
    left_out=_LEFT,
    recognise=recognise,
    read=read,
    record_numbers={"": "_id"},
    words={
        **ofac_words.WORDS,
        **dict.fromkeys(cells.PLACEHOLDERS, ()),
    },
    group=lambda file: f"{file.path}:{file.member}",
)

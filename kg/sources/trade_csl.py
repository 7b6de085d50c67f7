"""The Consolidated Screening List of trade.gov, as CSV: the lists of three departments in one.

A row of one of OFAC's lists carries OFAC's number of the party, so it speaks of the same
party as OFAC's own files; a party with rows on several of them is one party. Rows of the
other lists go by the file's own ``_id``. Lists in a cell stand apart at semicolons, and an
entry of ``ids`` is ``[country, ]number, kind``. Columns: the header that public programs
test against, with ``_id`` and in the layout before it; https://www.trade.gov/consolidated-screening-list.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.countries import Country, country
from kg.errors import BadDateError, BadInputError
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
    Record,
)
from kg.sources.addresses import ADDRESSES
from kg.sources.base import Ledger, Reading, Source
from kg.sources.files import InputFile
from kg.sources.ofac import database as ofac
from kg.sources.ofac import words as ofac_words
from kg.sources.table_rows import Row, header_of, rows
from kg.sources.undated import release_of
from kg.values import PartialDate

SCHEME = "csl"
PAGE = "https://www.trade.gov/consolidated-screening-list"
ID_SCHEME = "Consolidated Screening List ID"
NO_KIND = "a party whose kind the list does not state is taken as an entity"
UNREADABLE_DATE = "a date could not be read and is kept as words"

COLUMNS = (
    "_id source entity_number type programs name title addresses federal_register_notice "
    "start_date end_date standard_order license_requirement license_policy call_sign vessel_type "
    "gross_tonnage gross_registered_tonnage vessel_flag vessel_owner remarks alt_names "
    "citizenships dates_of_birth nationalities places_of_birth ids"
).split()
_NEEDED = ("source", "name", "programs", "federal_register_notice", "alt_names")
_LEFT = {
    "source_list_url": "the page of the list, which the list's concept names",
    "source_information_url": "the page on the list, which the list's concept names",
}


class _List(NamedTuple):
    """One of the lists in the file: whose it is, its name, and whether OFAC numbers it."""

    authority: str
    listing: str
    is_ofac: bool


_LISTS: Mapping[str, _List] = {
    "SDN": _List("us-ofac", "ofac-sdn", is_ofac=True),
    "SSI": _List("us-ofac", "ofac-ssi", is_ofac=True),
    "NS-MBS": _List("us-ofac", "ofac-ns-mbs", is_ofac=True),
    "MBS": _List("us-ofac", "ofac-ns-mbs", is_ofac=True),
    "FSE": _List("us-ofac", "ofac-fse", is_ofac=True),
    "PLC": _List("us-ofac", "ofac-ns-plc", is_ofac=True),
    "CAP": _List("us-ofac", "ofac-capta", is_ofac=True),
    "CMIC": _List("us-ofac", "ofac-ns-cmic", is_ofac=True),
    "DPL": _List("us-bis", "us-bis-dpl", is_ofac=False),
    "EL": _List("us-bis", "us-bis-el", is_ofac=False),
    "UVL": _List("us-bis", "us-bis-uvl", is_ofac=False),
    "MEU": _List("us-bis", "us-bis-meu", is_ofac=False),
    "DTC": _List("us-state", "us-state-dtc", is_ofac=False),
    "ISN": _List("us-state", "us-state-isn", is_ofac=False),
}
_CODE = re.compile(r"\(([A-Z-]+)(?: List)?\)")
_TAG_BREAK = re.compile(r";|\]\s*\[")
_COUNTRY_FIRST = re.compile(r"([A-Z]{2}), (.+)")
_COUNTRY_LAST = re.compile(r".*,\s*([A-Z]{2})")
_LINK = re.compile(r"\(?Linked To: (?P<name>[^;)]+?)\.?\)?(?:;|$)")
_VESSEL_WORDS = (
    ("call_sign", "Vessel Call Sign"),
    ("vessel_type", "Vessel Type"),
    ("gross_tonnage", "Vessel Tonnage"),
    ("gross_registered_tonnage", "Vessel Gross Registered Tonnage"),
    ("vessel_flag", "Vessel Flag"),
    ("vessel_owner", "Vessel Owner"),
)


def recognise(file: InputFile) -> bool:
    """Whether the header row has the columns that only this list has together."""
    return set(_NEEDED) <= set(header_of(file))


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file, in two passes: a party of OFAC may have rows on several lists."""
    (file,) = files
    ledger.file = file.name
    release = release_of(file, SOURCE, ledger)
    return Reading(release, _records(file, ledger), ledger)


def _records(file: InputFile, ledger: Ledger) -> Iterator[Record]:
    quiet = Ledger(file=file.name, quarantine=True)
    left = Counter(_key(row) for _, row in rows(file, quiet, COLUMNS, _LEFT))
    waiting: dict[str, Party] = {}
    for place, row in rows(file, ledger, COLUMNS, _LEFT):
        key = _key(row)
        left[key] -= 1
        try:
            party = _party(row, place, ledger)
            if key in waiting:
                party = _merged(waiting.pop(key), party, row, place, ledger)
        except BadInputError as error:
            ledger.refuse(error)
            continue
        if left[key] and key:
            waiting[key] = party
        else:
            yield party
    yield from waiting.values()


def _key(row: Row) -> str:
    """What tells that two rows are of one party: OFAC's number, or the file's own."""
    listed = _LISTS.get(_code(row))
    if listed and listed.is_ofac and row.get("entity_number"):
        return f"{ofac.SCHEME} {row['entity_number']}"
    return f"{SCHEME} {row['_id']}" if row.get("_id") else ""


def _code(row: Row) -> str:
    match = _CODE.search(row.get("source", ""))
    return match[1] if match else row.get("source", "")


def _party(row: Row, place: int, ledger: Ledger) -> Party:
    code, where = _code(row), row.get("_id") or f"in row {place}"
    listed = _LISTS.get(code)
    if listed is None:
        raise _error(ledger, where, "source", "not one of the lists known", row.get("source", ""))
    if not row.get("name"):
        raise _error(ledger, where, "name", "a row without a name", "")
    if listed.is_ofac and not _programs(row):
        raise _error(ledger, where, "programs", "a row of OFAC without a program", "")
    start = _day(row, "start_date", where, ledger)
    kind = _kind(row, where, ledger)
    ref = _ref(row, listed, where, ledger)
    claims = [*_numbers(row, kind), *_vessel(row, kind)]
    features = [claim for claim in claims if isinstance(claim, Feature)]
    features += _features(row, kind, where, ledger)
    identifiers = [claim for claim in claims if isinstance(claim, Identifier)]
    own = [ofac.uid_identifier(ref.number)] if listed.is_ofac else []
    if row.get("_id"):
        own.append(Identifier(value=row["_id"], scheme=ID_SCHEME))
    return Party(
        ref=ref,
        kind=kind,
        names=tuple(_names(row, kind, is_ofac=listed.is_ofac)),
        identifiers=(*own, *identifiers),
        addresses=tuple(_addresses(row)),
        birth_dates=tuple(BirthDate(date=date) for _, date in _births(row) if date),
        birth_places=tuple(Address(full=text) for text in _apart(row, "places_of_birth")),
        features=tuple(features),
        designations=tuple(_designations(row, code, features, start)),
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


def _ref(row: Row, listed: _List, where: str, ledger: Ledger) -> PartyRef:
    number = row.get("entity_number", "")
    if listed.is_ofac:
        if not (number.isascii() and number.isdigit()):
            raise _error(ledger, where, "entity_number", "not OFAC's number of a party", number)
        return ofac.party_ref(number)
    own = row.get("_id") or number
    if not re.search("[A-Za-z0-9]", own):
        raise _error(ledger, where, "_id", "a row without a number of its own", own)
    return PartyRef(SCHEME, own)


def _apart(row: Row, column: str) -> list[str]:
    """The entries of a cell, apart at semicolons, each once."""
    return list(dict.fromkeys(filter(None, (t.strip() for t in row.get(column, "").split(";")))))


def _names(row: Row, kind: Kind, *, is_ofac: bool) -> Iterator[Name]:
    for place, text in enumerate([row["name"], *_apart(row, "alt_names")]):
        last, first = ofac.split_name(text, kind) if is_ofac else (text, "")
        if place == 0:
            yield ofac.name_of(last, first, type_="primary", strength="strong")
        elif text != row["name"]:
            yield ofac.name_of(last, first)


def _numbers(row: Row, kind: Kind) -> Iterator[Identifier | Feature]:
    for text in _apart(row, "ids"):
        value, comma, word = text.rpartition(", ")
        if not comma:
            yield Feature(type="remark", value=text)
            continue
        match = _COUNTRY_FIRST.fullmatch(value)
        land = Country(match[1], country(match[1]).alpha3) if match else None
        number = match[2] if match else value
        yield ofac.claim_of(ofac.Printed(word=word, value=number, country=land), kind)


def _vessel(row: Row, kind: Kind) -> Iterator[Identifier | Feature]:
    for column, word in _VESSEL_WORDS:
        if column in row:
            yield ofac.claim_of(ofac.Printed(word=word, value=row[column]), kind)


def _addresses(row: Row) -> Iterator[Address]:
    for text in _apart(row, "addresses"):
        match = _COUNTRY_LAST.fullmatch(text) or re.fullmatch("([A-Z]{2})", text)
        land = Country(match[1], country(match[1]).alpha3) if match else None
        yield Address(full=text, country=land)


def _births(row: Row) -> Iterator[tuple[str, PartialDate | None]]:
    for text in _apart(row, "dates_of_birth"):
        yield text, _date(text)


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except BadDateError:
        return None


def _features(row: Row, kind: Kind, where: str, ledger: Ledger) -> Iterator[Feature]:
    for text in ofac.titles_of(row.get("title", "")):
        yield Feature(type="title", value=text)
    for column, type_ in (("nationalities", "nationality"), ("citizenships", "citizenship")):
        for text in _apart(row, column):
            yield Feature(type=type_, value=text, country=country(text))
    for text, date in _births(row):
        if date is None:
            ledger.warn(UNREADABLE_DATE, record=where, field="dates_of_birth", value=text)
            yield Feature(type="birth-date", value=text)
    if text := row.get("remarks", ""):
        yield Feature(type="remark", value=text)
    if kind is Kind.ENTITY and not row.get("type"):
        doubt = ("undetermined",)
        yield Feature(type="target-type", value="not stated by the list", qualifiers=doubt)


def _designations(
    row: Row, code: str, features: Iterable[Feature], start: dt.date | None
) -> Iterator[Designation]:
    listed, programs = _LISTS[code], _programs(row)
    note = "; ".join(_words(row, [] if listed.is_ofac else programs))
    events = (Event(type="added", date=start),) if start else ()
    if not listed.is_ofac:
        yield Designation(
            authority=listed.authority,
            program=code,
            listing=listed.listing,
            provision=row.get("license_requirement", ""),
            listed_on=start,
            note=note,
            events=events,
        )
        return
    names = tuple(match["name"] for match in _LINK.finditer(row.get("remarks", "")))
    for designation in ofac.designations_of(
        programs, features, listing=listed.listing, links=ofac.Links((), names)
    ):
        day = designation.listed_on or start
        yield replace(designation, note=note, listed_on=day, events=events)


def _programs(row: Row) -> list[str]:
    programs = (text.strip(" []") for text in _TAG_BREAK.split(row.get("programs", "")))
    return list(dict.fromkeys(filter(None, programs)))


def _words(row: Row, programs: Sequence[str]) -> list[str]:
    """What a row says of a listing that has no place of its own."""
    found = [f"under {text}" for text in programs]
    for column, word in (
        ("federal_register_notice", "notice"),
        ("end_date", "until"),
        ("standard_order", "standard order"),
        ("license_policy", "licence policy"),
    ):
        if text := row.get(column, ""):
            found.append(f"{word} {text}")
    return found


def _day(row: Row, column: str, where: str, ledger: Ledger) -> dt.date | None:
    text = row.get(column, "")
    if not text:
        return None
    date = _date(text)
    if date is None or not date.is_day:
        raise _error(ledger, where, column, "not a day written as 2009-01-09", text)
    return date.earliest


def _merged(first: Party, second: Party, row: Row, place: int, ledger: Ledger) -> Party:
    """One party of two rows: what only the second says is added to the first."""
    where = row.get("_id") or f"in row {place}"
    if first.ref.scheme != ofac.SCHEME:
        raise _error(ledger, where, "_id", "the same number twice; fetch the file again", where)
    if first.kind is not second.kind:
        message = "two kinds of party under one of OFAC's numbers; fetch the file again"
        raise _error(ledger, where, "type", message, row.get("type", ""))
    texts = {name.text for name in first.names}
    names = [replace(name, type="aka", strength="") for name in second.names]
    own = {(item.program, item.listing) for item in first.designations}
    listed = [item for item in second.designations if (item.program, item.listing) not in own]
    return replace(
        first,
        names=(*first.names, *(name for name in names if name.text not in texts)),
        identifiers=tuple(dict.fromkeys((*first.identifiers, *second.identifiers))),
        addresses=tuple(dict.fromkeys((*first.addresses, *second.addresses))),
        birth_dates=tuple(dict.fromkeys((*first.birth_dates, *second.birth_dates))),
        birth_places=tuple(dict.fromkeys((*first.birth_places, *second.birth_places))),
        features=tuple(dict.fromkeys((*first.features, *second.features))),
        designations=(*first.designations, *listed),
    )


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
        "Individual": ("Person",),
        **{word: schemes for word, schemes in ofac_words.WORDS.items() if "imo" in schemes},
    },
    group=lambda file: f"{file.path}:{file.member}",
)

"""Births in the European Union's list: exact, about, between two years, in another calendar.

A date in a calendar other than the Gregorian stays words: converting it would be a guess. The
same goes for a span that is open at one end and for a date without a year.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.errors import BadDateError
from kg.model import Address, BirthDate, Feature
from kg.sources.base import PLACEHOLDER
from kg.sources.eu.items import OF_NO_BIRTH, OF_NO_DATE, Item, place, truth
from kg.sources.gathered import UNREADABLE_BIRTH, Gathered
from kg.values import PartialDate

DISAGREE = "the parts of a date of birth disagree, and it is kept as words"

_GREGORIAN = frozenset({"", "GREGORIAN"})
_PLACEHOLDERS = frozenset({"", "n/a", "na", "-", "00", "unknown"})


def add(found: Gathered, item: Item, *, instrument: str) -> None:
    """Put the dates and the place of one birth into what was gathered of the party."""
    note, calendar = item.remark(), item.value("calendarType")
    birth_place = _place(found, item, note=note, instrument=instrument)
    told = [pair for pair in (_single(found, item), _span(item)) if pair[0]]
    if not told:
        item.leave("circa", OF_NO_DATE)
    if not (told or birth_place or note):
        item.leave("logicalId", OF_NO_BIRTH)
    number = item.value("logicalId")
    if birth_place:
        found.birth_places.append(replace(birth_place, number=number))
    elif note and not told:
        remark = Feature(type="remark", value=note, number=number, instrument=instrument)
        found.features.append(remark)
    circa = bool(truth(item, "circa"))
    for text, plain in told:
        date = _parsed(plain, circa=circa)
        if date is not None and calendar.upper() in _GREGORIAN:
            born = BirthDate(date=date, number=number, note=note, instrument=instrument)
            found.birth_dates.append(born)
            continue
        other = () if calendar.upper() in _GREGORIAN else (f"{calendar.lower()} calendar",)
        if not other:
            found.warn(UNREADABLE_BIRTH, field="birthdate", value=text)
        in_words = Feature(
            type="birth-date",
            value=text,
            qualifiers=(*other, *(("approximate",) if circa else ())),
            number=number,
            note=note,
            instrument=instrument,
        )
        found.features.append(in_words)


def _single(found: Gathered, item: Item) -> tuple[str, str]:
    """What birthdate, year, month and day give together: in words, and as a date to be read."""
    whole = item.value("birthdate")
    year, month, day = (item.value(name) for name in ("year", "monthOfYear", "dayOfMonth"))
    given = "-".join(text.zfill(width) for text, width in ((year, 4), (month, 2), (day, 2)) if text)
    if whole.casefold() in _PLACEHOLDERS:
        if whole:
            found.warn(PLACEHOLDER, field="birthdate", value=whole)
        whole = ""
    if whole and given and not whole.startswith(given):
        found.warn(DISAGREE, field="birthdate", value=f"{whole} and {given}")
        return f"birthdate {whole}, year {year}, month {month}, day {day}", ""
    if not whole and given and (not year or (day and not month)):
        return f"year {year or '-'}, month {month or '-'}, day {day or '-'}", ""
    return whole or given, whole or given


def _parsed(text: str, *, circa: bool) -> PartialDate | None:
    if not text:
        return None
    plain = re.sub(r"T[\d:.]+.*$", "", text)
    try:
        return PartialDate.parse(f"circa {plain}" if circa else plain)
    except BadDateError:
        return None


def _span(item: Item) -> tuple[str, str]:
    start, end = item.value("yearRangeFrom"), item.value("yearRangeTo")
    if start and end:
        return f"{start} to {end}", f"{start} to {end}"
    return (f"from {start}" if start else f"until {end}" if end else ""), ""


def _place(found: Gathered, item: Item, *, note: str, instrument: str) -> Address | None:
    """The place of a birth, but for its number; None when none is given."""
    locality = item.value("place")
    birth_place = Address(
        lines=(locality,) if locality else (),
        city=item.value("city"),
        region=item.value("region"),
        postal_code=item.value("zipCode"),
        country=place(found, item),
        note=note,
        instrument=instrument,
    )
    parts = (birth_place.city, birth_place.region, birth_place.postal_code)
    return birth_place if locality or any(parts) or birth_place.country else None

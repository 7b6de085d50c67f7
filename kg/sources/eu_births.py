"""Births in the European Union's list: exact, about, between two years, in another calendar.

A date in a calendar other than the Gregorian stays words: converting it would be a guess. The
same goes for a span that is open at one end and for a date without a year.
"""

from __future__ import annotations

import re

from kg.errors import BadDateError
from kg.model import Address, BirthDate, Feature
from kg.sources.eu_items import Item, place, truth
from kg.sources.gathered import PLACEHOLDER, UNREADABLE_BIRTH, Gathered
from kg.values import PartialDate

DISAGREE = "the parts of a date of birth disagree, and it is kept as words"

_GREGORIAN = frozenset({"", "GREGORIAN"})
_PLACEHOLDERS = frozenset({"", "n/a", "na", "-", "00", "unknown"})


def add(found: Gathered, item: Item, *, instrument: str) -> None:
    """Put the dates and the place of one birth into what was gathered of the party."""
    number, note = item.value("logicalId"), item.remark()
    calendar, circa = item.value("calendarType"), bool(truth(item, "circa"))
    _add_place(found, item, number=number, note=note, instrument=instrument)
    for text, date in (_single(found, item, circa=circa), _span(item, circa=circa)):
        if not text:
            continue
        if date is not None and calendar.upper() in _GREGORIAN:
            born = BirthDate(date=date, number=number, note=note, instrument=instrument)
            found.birth_dates.append(born)
            continue
        other = () if calendar.upper() in _GREGORIAN else (f"{calendar.lower()} calendar",)
        if not other:
            found.warn(UNREADABLE_BIRTH, field="birthdate", value=text)
        told = Feature(
            type="birth-date",
            value=text,
            qualifiers=other,
            number=number,
            note=note,
            instrument=instrument,
        )
        found.features.append(told)


def _single(found: Gathered, item: Item, *, circa: bool) -> tuple[str, PartialDate | None]:
    """The date that birthdate, year, month and day give together, with the words for it."""
    whole = item.value("birthdate")
    year, month, day = (item.value(name) for name in ("year", "monthOfYear", "dayOfMonth"))
    given = "-".join(text.zfill(width) for text, width in ((year, 4), (month, 2), (day, 2)) if text)
    if whole.casefold() in _PLACEHOLDERS:
        if whole:
            found.warn(PLACEHOLDER, field="birthdate", value=whole)
        whole = ""
    if whole and given and not whole.startswith(given):
        found.warn(DISAGREE, field="birthdate", value=f"{whole} and {given}")
        return f"birthdate {whole}, year {year}, month {month}, day {day}", None
    if not whole and given and (not year or (day and not month)):
        return f"year {year or '-'}, month {month or '-'}, day {day or '-'}", None
    return _parsed(whole or given, circa=circa)


def _parsed(text: str, *, circa: bool) -> tuple[str, PartialDate | None]:
    if not text:
        return "", None
    plain = re.sub(r"T[\d:.]+.*$", "", text)
    try:
        return text, PartialDate.parse(f"circa {plain}" if circa else plain)
    except BadDateError:
        return text, None


def _span(item: Item, *, circa: bool) -> tuple[str, PartialDate | None]:
    start, end = item.value("yearRangeFrom"), item.value("yearRangeTo")
    if start and end:
        return _parsed(f"{start} to {end}", circa=circa)
    return (f"from {start}" if start else f"until {end}" if end else ""), None


def _add_place(found: Gathered, item: Item, *, number: str, note: str, instrument: str) -> None:
    locality = item.value("place")
    birth_place = Address(
        lines=(locality,) if locality else (),
        city=item.value("city"),
        region=item.value("region"),
        postal_code=item.value("zipCode"),
        country=place(found, item),
        note=note,
        number=number,
        instrument=instrument,
    )
    parts = (birth_place.city, birth_place.region, birth_place.postal_code)
    if locality or any(parts) or birth_place.country:
        found.birth_places.append(birth_place)

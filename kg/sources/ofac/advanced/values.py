"""Values that recur all over OFAC's advanced XML: numbers, flags, comments, dates, periods."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from kg.errors import BadDateError
from kg.sources.elements import Cursor
from kg.sources.ofac.advanced.references import References
from kg.sources.ofac.dates import Bounds, span
from kg.values import PartialDate

_FLAGS = {"true": True, "1": True, "false": False, "0": False, "": False}
_GREGORIAN = frozenset({"Gregorian", ""})


class Period(NamedTuple):
    """A period: the date it means, its ends where they are asked for, and words for the rest."""

    date: PartialDate | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    note: str = ""


def number(cursor: Cursor, name: str, *, left: str = "") -> str:
    """A number that must be there, as text; raises BadInputError for anything else.

    :param left: where the number is left, in the words of the scope; "" takes it.
    """
    text = cursor.leave(name, left) if left else cursor.attribute(name)
    is_number = text.isascii() and text.isdigit()
    cursor.insist(is_number, "not a number of the file's own", field=f"@{name}", value=text)
    return text


def flag(cursor: Cursor, name: str) -> bool:
    """A flag, false when absent; raises BadInputError for what is neither true nor false."""
    text = cursor.attribute(name)
    cursor.insist(text in _FLAGS, "neither true nor false", field=f"@{name}", value=text)
    return _FLAGS[text]


def joined(*texts: str) -> str:
    """The texts that are not empty, as one note."""
    return "; ".join(dict.fromkeys(text for text in texts if text))


def day(cursor: Cursor, references: References) -> dt.date:
    """A whole day; raises BadInputError for one that is not in the calendar."""
    calendar = references.word(cursor, "CalendarTypeID", "CalendarType")
    cursor.insist(calendar in _GREGORIAN, "a date in a calendar not known", value=calendar)
    found = _day(cursor)
    if isinstance(found, str):
        message = "not a day of the calendar; fetch the file again"
        raise cursor.error(message, value=found)
    return found


def period(cursor: Cursor | None, references: References) -> Period:
    """A ``DatePeriod``; what is no date of the Gregorian calendar is kept as words."""
    if cursor is None:
        return Period()
    calendar = references.word(cursor, "CalendarTypeID", "CalendarType")
    ends = {name: _boundary(cursor.child(name)) for name in ("Start", "End")}
    lasting = [_duration(cursor.child(name), name) for name in _DURATIONS]
    note = joined(cursor.text("Comment"), *lasting)
    printed = " to ".join(end.text for end in ends.values() if end.text)
    if calendar not in _GREGORIAN:
        return Period(note=joined(f"{printed} ({calendar})", note))
    try:
        start, end = (_date(ends[name]) for name in ("Start", "End"))
        return Period(_whole(ends["Start"], ends["End"]), start, end, note)
    except BadDateError:
        return Period(note=joined(printed, note))


_DURATIONS = ("DurationMinimum", "DurationMaximum")
_UNITS = ("Years", "Months", "Days")


class _Boundary(NamedTuple):
    """One end of a period: its first and last day as far as they can be read, and its text."""

    bounds: Bounds | None = None
    approximate: bool = False
    text: str = ""


def _boundary(cursor: Cursor | None) -> _Boundary:
    if cursor is None:
        return _Boundary()
    approximate = flag(cursor, "Approximate")
    points = [_day(point) for name in ("From", "To") if (point := cursor.child(name))]
    days = [point for point in points if isinstance(point, dt.date)]
    text = "/".join(dict.fromkeys(str(point) for point in points))
    bounds = (days[0], days[-1]) if days and len(days) == len(points) else None
    return _Boundary(bounds, approximate, text)


def _whole(start: _Boundary, end: _Boundary) -> PartialDate | None:
    if (start.text and not start.bounds) or (end.text and not end.bounds):
        message = f"no days of the calendar: {start.text} to {end.text}"
        raise BadDateError(message)
    first, last = start.bounds or end.bounds, end.bounds or start.bounds
    if first is None or last is None:
        return None
    return span(first, last, approximate=start.approximate or end.approximate)


def _date(boundary: _Boundary) -> PartialDate | None:
    if boundary.bounds is None:
        return None
    first, last = ((bound, bound) for bound in boundary.bounds)
    return span(first, last, approximate=boundary.approximate)


def _day(cursor: Cursor) -> dt.date | str:
    """The day that year, month and day name, or their text when there is no such day."""
    parts = [cursor.text(name) for name in ("Year", "Month", "Day")]
    try:
        return dt.date(*(int(part) for part in parts))
    except (ValueError, OverflowError):
        return "-".join(parts)


def _duration(cursor: Cursor | None, name: str) -> str:
    if cursor is None:
        return ""
    about = "about " if flag(cursor, "Approximate") else ""
    lasting = ", ".join(f"{cursor.text(unit)} {unit.lower()}" for unit in _UNITS)
    return f"{name}: {about}{lasting}"

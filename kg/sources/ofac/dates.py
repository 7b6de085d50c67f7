"""Dates of OFAC's advanced and enhanced XML: periods whose two ends are periods themselves.

A year of birth is printed as a period from 1 January to 31 December, a span of years as one
that begins within the first and ends within the last; a date known to the day begins and
ends on it. An approximate date carries a flag.
"""

from __future__ import annotations

import calendar
import datetime as dt

from kg.values import PartialDate

Bounds = tuple[dt.date, dt.date]
"""The first and the last day that one end of a period can be."""


def span(start: Bounds, end: Bounds, *, approximate: bool = False) -> PartialDate:
    """The date a period means; raises BadDateError for one that ends before it begins."""
    first, last = (PartialDate.between(_day(ends[0]), _day(ends[1])) for ends in (start, end))
    if _is_whole_years(first, last):
        first, last = PartialDate.of(first.earliest.year), PartialDate.of(last.latest.year)
    whole = PartialDate.between(first, last)
    if not approximate or "~" in whole.edtf:
        return whole
    return PartialDate.parse("/".join(f"{text}~" for text in whole.edtf.split("/")))


def printed(date: PartialDate) -> str:
    """The date as OFAC prints it: ``07 Aug 1969``, ``Aug 1969``, ``circa 1955``, ``1950 to 1955``.

    A lone year stands for itself, as in the flat files and the standard XML.
    """
    circa = "circa " if "~" in date.edtf else ""
    return circa + " to ".join(_words(text) for text in date.edtf.replace("~", "").split("/"))


def _day(date: dt.date) -> PartialDate:
    return PartialDate.of(date.year, date.month, date.day)


def _is_whole_years(first: PartialDate, last: PartialDate) -> bool:
    """Whether a span of several years begins with a 1 January and ends with a 31 December."""
    begin, end = first.earliest, last.latest
    is_whole = (begin.month, begin.day, end.month, end.day) == (1, 1, 12, 31)
    return is_whole and begin.year < end.year


def _words(edtf: str) -> str:
    year, _, rest = edtf.partition("-")
    month, _, day = rest.partition("-")
    name = calendar.month_abbr[int(month)] if month else ""
    return " ".join(part for part in (day, name, year) if part)

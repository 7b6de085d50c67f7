"""Dates as DFAT prints them: several in a cell, day first, with words of doubt around them.

The list writes ``05/12/1970`` for the fifth of December, but a copy made by a program set to
another country may not: the order is read off the file's own dates, and one that could be
two days in a file that does not tell is no date. Columns and spellings: the workbook as
published in 2026 and as public programs read it since 2018.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.errors import BadDateError
from kg.sources.dfat.cells import apart
from kg.values import PartialDate

_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
_SLASHED_SPAN = re.compile(r"(?:between )?(\S+/\d{4}) (?:to|and) (\S+/\d{4})", re.IGNORECASE)
_HYPHENED = re.compile(r"(\d{1,2})-([A-Za-z]+)-(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.? (\d{1,2}), ?(\d{4})")
_COMMA = re.compile(r"(\d{1,2} [A-Za-z]+)\.?, (\d{4})")
_ABOUT = re.compile(r"(?i)\b(approximately|circa):\s*")
_REMARK = re.compile(r"(?P<date>.*\d{4})\s*(?P<remark>\([^()]+\))")
_REMARKED = (("false", "false"), ("fraud", "fraudulent"))
_COMMAS = re.compile(r"\s*,\s*(?:(?:and|or)\b,?\s*)?")
_WORDS = re.compile(r"\s+(?:or|and)\s+|(?<=\d{4})\s+(?=\d{1,2}/|\d{4}\b|[Aa]pprox|[Cc]irca)")
_YEAR = re.compile(r"\d{4}")
_MONTHS = 12

_DAY = r"(\d{1,2}\s+[A-Za-z]+\.?,?\s+\d{4})\b"
_OPENS_WITH = re.compile(rf"\A{_DAY}(?=\s*(?:\(|\Z))")
_ON = re.compile(rf"(\w[\w-]*)\s+on:?\s+{_DAY}")
_NOT_LISTED = re.compile(
    r"(?i)(?:re|de)-?list|amend|updat|expir|review|conclu|remov|revok|renew|exten|force|effect|died|born"
)


class Printed(NamedTuple):
    """One date of a cell: as printed, what it means (None: unreadable), and what is said of it."""

    text: str
    date: PartialDate | None
    note: str = ""
    qualifiers: tuple[str, ...] = ()


class Order(NamedTuple):
    """Whether day or month stands first in a file's ``05/12/1970``, as its own dates show."""

    day_first: bool
    month_first: bool

    @classmethod
    def of(cls, texts: Iterable[str]) -> Order:
        """The order that the cells of a column show: a number above twelve is no month."""
        pairs = {
            (int(match[1]) > _MONTHS, int(match[2]) > _MONTHS)
            for text in texts
            for match in _SLASHED.finditer(text)
        }
        return cls(day_first=(True, False) in pairs, month_first=(False, True) in pairs)


def dates_of(text: str, order: Order) -> Iterator[Printed]:
    """The dates of a cell; what is no date is one piece as printed, and so is a doubtful cut."""
    whole = " ".join(text.split())
    pieces = [whole] if _printed(whole, order).date else apart(text)
    for piece in pieces:
        for part in [piece] if _printed(piece, order).date else _split(piece):
            yield _printed(part, order)


def date_of(text: str, order: Order) -> PartialDate | None:
    """The date a text means; a day and a month that could change places mean none."""
    try:
        return _read(_ABOUT.sub(r"\1 ", " ".join(text.split())), order)
    except BadDateError:
        return None


def listed_on(text: str) -> dt.date | None:
    """The day of listing that the words on a listing state, None when they state none.

    It stands behind ``on`` or begins the cell; the day of an amendment, a review or a
    relisting is not it, nor is the year of a legal act.
    """
    whole = " ".join(text.split())
    found = re.fullmatch(r"\d{4}-\d\d-\d\d", whole) or _OPENS_WITH.match(whole)
    match = _ON.search(whole)
    printed = found[0] if found else match[2] if match and not _NOT_LISTED.match(match[1]) else ""
    date = date_of(printed.replace(",", ""), Order(day_first=False, month_first=False))
    return date.earliest if date and date.is_day else None


def _printed(text: str, order: Order) -> Printed:
    """A date with what is printed in brackets behind it; that it is false is a doubt."""
    match = _REMARK.fullmatch(text)
    date = date_of(match["date"] if match else text, order)
    if match is None or date is None:
        return Printed(text, date)
    remark = match["remark"].strip("()")
    doubts = tuple(doubt for word, doubt in _REMARKED if word in remark.casefold())
    return Printed(text, date, remark, doubts)


def _split(piece: str) -> list[str]:
    """A piece at commas, ``and`` and ``or``; whole when a part of it would have no year."""
    parts: list[str] = []
    for part in filter(None, _COMMAS.split(piece)):
        between = re.match("(?i)(?:approximately:? )?between ", part)
        parts.extend([part] if between else filter(None, _WORDS.split(part)))
    return parts if all(map(_YEAR.search, parts)) else [piece]


def _read(text: str, order: Order) -> PartialDate:
    if match := _SLASHED.fullmatch(text):
        return _slashed(int(match[1]), int(match[2]), int(match[3]), order)
    if match := _MONTH_YEAR.fullmatch(text):
        return PartialDate.of(int(match[2]), int(match[1]))
    if match := _SLASHED_SPAN.fullmatch(text):
        return PartialDate.between(_read(match[1], order), _read(match[2], order))
    text = _HYPHENED.sub(r"\1 \2 \3", text)
    text = _MONTH_FIRST.sub(r"\2 \1 \3", text)
    text = _COMMA.sub(r"\1 \2", text)
    return PartialDate.parse(text.partition("T")[0] if text[:4].isdigit() else text)


def _slashed(first: int, second: int, year: int, order: Order) -> PartialDate:
    if first > _MONTHS or first == second or (order.day_first and not order.month_first):
        return PartialDate.of(year, second, first)
    if second > _MONTHS or (order.month_first and not order.day_first):
        return PartialDate.of(year, first, second)
    message = f"{first}/{second}/{year} could be two days"
    raise BadDateError(message)

"""Legal acts as the European Union's list cites them, value by value.

The list prints ``2018/223 (OJ L43)``: the act's number and the issue of the Official Journal.
Which type of act that is, it does not say, and an address in EUR-Lex only sometimes: its CELEX
number tells a regulation from a decision, never an implementing regulation from another. So a
CELEX number is made of what is certain alone, and an ELI only for acts from before the Treaty
of Lisbon, in force since 1 December 2009, when there were no implementing ones.
Numbers: https://eur-lex.europa.eu/content/help/eurlex-content/celex-number.html.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from kg.model import Instrument

_LISBON = dt.date(2009, 12, 1)
_LAST_OLD_NUMBER = 2014
_NUMBER = re.compile(r"(?P<first>\d+)\s*/+\s*(?P<second>\d+)(?:/(?P<body>[A-Z]+))?(?![\d/])")
_CELEX = re.compile(r"CELEX:(?P<number>3(?P<year>\d{4})(?P<type>[A-Z])(?P<serial>\d{4}))(?!\d)")
_TYPES = {"R": "reg", "D": "dec"}


class Citation(NamedTuple):
    """An act as one element or row of the list cites it, in the list's words.

    ``published`` and ``in_force`` are the days of the act's publication and entry into force;
    ``programme`` and ``number`` are given where the act lists the party itself.
    """

    printed: str
    role: str = ""
    issuer: str = ""
    published: dt.date | None = None
    in_force: dt.date | None = None
    programme: str = ""
    page: str = ""
    number: str = ""


class _Number(NamedTuple):
    """A year and a serial number; the latter stood first in those of old regulations."""

    text: str
    year: int
    serial: int
    serial_first: bool
    body: str


@dataclass
class Acts:
    """The acts of one release, each told to the graph before it is first named."""

    seen: set[Instrument]
    waiting: list[Instrument]

    @classmethod
    def none(cls) -> Acts:
        """No act met yet."""
        return cls(set(), [])

    def key(self, cited: Citation) -> str:
        """The key under which claims name the act, "" for a citation without a number."""
        if not cited.printed:
            return ""
        told = _instrument(cited)
        if told not in self.seen:
            self.seen.add(told)
            self.waiting.append(told)
        return told.key

    def told(self) -> list[Instrument]:
        """The acts met since the last call."""
        waiting, self.waiting = self.waiting, []
        return waiting


def _instrument(cited: Citation) -> Instrument:
    number = _number(cited)
    celex = _celex(cited, number) if number else ""
    return Instrument(
        key=f"eu-{number.text if number else cited.printed}",
        number=number.text if number else cited.printed,
        printed=cited.printed,
        role=cited.role,
        issuer=cited.issuer,
        issued=cited.published,
        page=cited.page,
        eli=_eli(cited, number, celex) if number else "",
        celex=celex,
    )


def _number(cited: Citation) -> _Number | None:
    """The number at the beginning of a citation; None for what is no act of the Union."""
    match = _NUMBER.match(cited.printed)
    if match is None:
        return None
    first, second = int(match["first"]), int(match["second"])
    body = match["body"] or ""
    text = f"{match['first']}/{match['second']}{'/' + body if body else ''}"
    if _is_year(first, cited) and not (_is_year(second, cited) and not body):
        return _Number(text, first, second, serial_first=False, body=body)
    if _is_year(second, cited) and not _is_year(first, cited):
        return _Number(text, second, first, serial_first=True, body=body)
    return _Number(text, 0, 0, serial_first=False, body=body)


def _is_year(number: int, cited: Citation) -> bool:
    """Whether a number can be the act's year: that of its publication, or the one before."""
    return cited.published is not None and number in {
        cited.published.year,
        cited.published.year - 1,
    }


def _celex(cited: Citation, number: _Number) -> str:
    match = _CELEX.search(unquote(cited.page))
    if match and (int(match["year"]), int(match["serial"])) == (number.year, number.serial):
        return match["number"]
    is_old_regulation = number.serial_first and not number.body and number.year <= _LAST_OLD_NUMBER
    return f"3{number.year}R{number.serial:04d}" if is_old_regulation else ""


def _eli(cited: Citation, number: _Number, celex: str) -> str:
    is_old = cited.published is not None and cited.published < _LISBON
    type_ = _TYPES.get(celex[5:6], "") if celex else ""
    return f"{type_}/{number.year}/{number.serial}" if is_old and type_ else ""

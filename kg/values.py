"""Values that keep what a list knows and no more: dates of any precision, scripts.

A :class:`PartialDate` holds the text of the Extended Date/Time Format (EDTF, ISO 8601-2
level 1, https://www.loc.gov/standards/datetime/) beside the earliest and latest day it can
mean, because no SPARQL engine compares dates of mixed precision.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from kg.errors import BadDateError

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS["sept"] = 9
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_WORDS = re.compile(r"(?:(?:(\d{1,2})\s+)?([A-Za-z]+)\.?\s+)?(\d{4})")
_CIRCA = re.compile(r"(?:circa|approximately|approx\.?|about|ca?\.)\s*", re.IGNORECASE)
_RANGE = re.compile(
    r"(?:between\s+)?(.+?)\s*(?:\bto\b|\band\b|/|(?<=\d{4})-(?=\d{4}$))\s*(.+)", re.IGNORECASE
)
_EDTF = re.compile(r"(\d{4}(?:-\d{2}){0,2})(~?)(?:/(\d{4}(?:-\d{2}){0,2})(~?))?")

_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "HANGUL": "Hang",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "THAI": "Thai",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "MYANMAR": "Mymr",
    "ETHIOPIC": "Ethi",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "TAMIL": "Taml",
    "SINHALA": "Sinh",
    "TIBETAN": "Tibt",
    "GURMUKHI": "Guru",
    "GUJARATI": "Gujr",
    "THAANA": "Thaa",
    "SYRIAC": "Syrc",
    "MONGOLIAN": "Mong",
    "CJK": "Hani",
    "KANGXI": "Hani",
}


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, month, year, or a span between two of them, exact or approximate.

    ``edtf`` is the EDTF text; ``earliest`` and ``latest`` are the first and last day it can
    mean. An approximate date is widened by one unit of its own precision on each side.
    """

    earliest: dt.date
    latest: dt.date
    edtf: str

    @classmethod
    def of(
        cls,
        year: int,
        month: int | None = None,
        day: int | None = None,
        *,
        approximate: bool = False,
    ) -> PartialDate:
        """Make a date of the given precision; raises BadDateError for an impossible one."""
        text = "-".join(
            f"{part:0{width}d}"
            for part, width in ((year, 4), (month, 2), (day, 2))
            if part is not None
        )
        try:
            first = dt.date(year, 1 if month is None else month, 1 if day is None else day)
        except (ValueError, OverflowError) as error:
            message = f"{text} is not a date: {error}; leave the date out or correct it"
            raise BadDateError(message) from error
        last = _last_day(first, month=month, day=day)
        if not approximate:
            return cls(first, last, text)
        return cls(_shift(first, -1, month=month, day=day), _widened(last, month, day), text + "~")

    @classmethod
    def between(cls, start: PartialDate, end: PartialDate) -> PartialDate:
        """Make the span from one date to another; a span of a whole year or month is that one."""
        if start.earliest > end.latest:
            message = f"the span {start.edtf} to {end.edtf} ends before it begins"
            raise BadDateError(message)
        whole = _whole(start, end)
        if whole is not None:
            return whole
        return cls(start.earliest, end.latest, f"{start.edtf}/{end.edtf}")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read a date as lists print it in English, or as EDTF.

        Understood: ``07 Aug 1969``, ``Aug 1953``, ``1950``, ``circa 1955``, ``1950 to 1955``,
        ``01 Jan 1955 to 31 Dec 1955``, ``1963-10-01``, ``1955~``, ``1947/1949``. A date without
        a year, a two-digit year and anything else raise BadDateError: nothing is guessed.
        """
        plain = " ".join(text.split())
        if match := _EDTF.fullmatch(plain):
            return cls._of_edtf(*match.groups())
        circa = _CIRCA.match(plain)
        if circa:
            plain = plain[circa.end() :]
        single = cls._single(plain, approximate=bool(circa))
        if single is not None:
            return single
        if match := _RANGE.fullmatch(plain):
            ends = [cls._single(part.strip(), approximate=bool(circa)) for part in match.groups()]
            if ends[0] is not None and ends[1] is not None:
                return cls.between(ends[0], ends[1])
        message = f"cannot read {text!r} as a date with a year; write 1969-08-07, 1969-08 or 1969"
        raise BadDateError(message)

    @classmethod
    def _of_edtf(
        cls, start: str, about: str, end: str | None, end_about: str | None
    ) -> PartialDate:
        first = cls._iso(start, approximate=bool(about))
        return first if not end else cls.between(first, cls._iso(end, approximate=bool(end_about)))

    @classmethod
    def _iso(cls, text: str, *, approximate: bool) -> PartialDate:
        return cls.of(*(int(part) for part in text.split("-")), approximate=approximate)

    @classmethod
    def _single(cls, text: str, *, approximate: bool) -> PartialDate | None:
        if _ISO.fullmatch(text):
            return cls._iso(text, approximate=approximate)
        match = _WORDS.fullmatch(text)
        if match is None:
            return None
        day, name, year = match.groups()
        month = _MONTHS.get(name.lower()) if name else None
        if name and month is None:
            return None
        return cls.of(int(year), month, int(day) if day else None, approximate=approximate)

    @property
    def is_day(self) -> bool:
        """Whether this is exactly one day."""
        return self.earliest == self.latest


def script_of(text: str) -> str:
    """Name the ISO 15924 script of a text from its code points, "" when mixed or without letters.

    Script is not language: nothing here says what language a name is in. Han characters
    alone are ``Hani``: code points cannot tell the simplified from the traditional script.
    """
    found = {_script_of_letter(letter) for letter in text if letter.isalpha()}
    found.discard("")
    if found == {"Hani", "Jpan"}:
        return "Jpan"
    if found == {"Hani", "Hang"}:
        return "Kore"
    return found.pop() if len(found) == 1 else ""


def _script_of_letter(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if name.startswith(("MODIFIER LETTER", "COMBINING")):
        return ""
    words = name.removeprefix("FULLWIDTH ").removeprefix("HALFWIDTH ").split(" ", 1)
    return _SCRIPTS.get(words[0], "Zyyy")


def _last_day(first: dt.date, *, month: int | None, day: int | None) -> dt.date:
    if day is not None:
        return first
    if month is None:
        return dt.date(first.year, 12, 31)
    return dt.date(first.year, month, calendar.monthrange(first.year, month)[1])


def _shift(first: dt.date, step: int, *, month: int | None, day: int | None) -> dt.date:
    if day is not None:
        return first + dt.timedelta(days=step)
    if month is None:
        return dt.date(first.year + step, 1, 1)
    months = first.year * 12 + first.month - 1 + step
    return dt.date(months // 12, months % 12 + 1, 1)


def _widened(last: dt.date, month: int | None, day: int | None) -> dt.date:
    following = _shift(last.replace(day=1) if day is None else last, 1, month=month, day=day)
    return _last_day(following, month=None if month is None else following.month, day=day)


def _whole(start: PartialDate, end: PartialDate) -> PartialDate | None:
    """The year or month that a span of days covers exactly, as lists print a year."""
    first, last = start.earliest, end.latest
    if start == end:
        return start
    if "~" in start.edtf + end.edtf or first.year != last.year or first.day != 1:
        return None
    if (first.month, last.month, last.day) == (1, 12, 31):
        return PartialDate.of(first.year)
    if first.month == last.month and last == _last_day(first, month=first.month, day=None):
        return PartialDate.of(first.year, first.month)
    return None

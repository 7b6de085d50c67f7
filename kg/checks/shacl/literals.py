"""What a literal's text is worth: lexical spaces, order, length, language.

Lexical spaces are those of XML Schema 1.1 part 2 as RDF 1.1 uses them: no white space
around a value, year 0000 and 24:00:00 allowed. Order is that of the SPARQL operators
``<`` and ``<=`` (SPARQL 1.1, 17.3), which SHACL 4.3 and 4.5 name; terms that these do
not compare are incomparable, which SHACL counts as a violation. Oxigraph answers, save for
booleans, which 17.3 orders and Oxigraph does not.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

import pyoxigraph

from kg import terms
from kg.checks.shacl.vocabulary import LANG_STRING
from kg.terms import XSD

_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_YEAR = r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_INTEGER = r"[+-]?[0-9]+"
_FLOAT = r"(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?|[+-]?INF|NaN)"
_DAY_TIME = r"T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?"
_BASE64 = (
    r"(?:(?:[A-Za-z0-9+/] ?){4})*"
    r"(?:(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?=|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?"
)
_NAME_START = (
    r"[A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    r"\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
)
_NAME_REST = _NAME_START[:-1] + r"0-9.\u00b7\u0300-\u036f\u203f\u2040-]"
_LONG_MONTH = f"(?:0[13578]|1[02])-{_DAY}"
_SHORT_MONTH = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
_FEBRUARY = "02-(?:0[1-9]|[12][0-9])"

_PATTERNS = {
    "boolean": r"true|false|1|0",
    "integer": _INTEGER,
    "decimal": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
    "float": _FLOAT,
    "double": _FLOAT,
    "date": f"({_YEAR})-({_MONTH})-({_DAY}){_ZONE}",
    "dateTime": f"({_YEAR})-({_MONTH})-({_DAY})T{_TIME}{_ZONE}",
    "dateTimeStamp": f"({_YEAR})-({_MONTH})-({_DAY})T{_TIME}{_ZONE[:-1]}",
    "time": f"{_TIME}{_ZONE}",
    "gYear": f"{_YEAR}{_ZONE}",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
    "gMonthDay": f"--(?:{_LONG_MONTH}|{_SHORT_MONTH}|{_FEBRUARY}){_ZONE}",
    "duration": rf"-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:{_DAY_TIME})?",
    "dayTimeDuration": rf"-?P(?=[0-9T])(?:[0-9]+D)?(?:{_DAY_TIME})?",
    "yearMonthDuration": r"-?P(?=[0-9])(?:[0-9]+Y)?(?:[0-9]+M)?",
    "hexBinary": r"(?:[0-9a-fA-F]{2})*",
    "base64Binary": _BASE64,
    "language": r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
    "normalizedString": r"[^\t\n\r]*",
    "token": r"(?:[^\t\n\r ]+(?: [^\t\n\r ]+)*)?",
    "NMTOKEN": f"(?:{_NAME_REST[:-1]}:])+",
    "Name": f"(?:{_NAME_START[:-1]}:])(?:{_NAME_REST[:-1]}:])*",
    "NCName": f"{_NAME_START}{_NAME_REST}*",
}
_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{
        name: (-(2**bits), 2**bits - 1)
        for name, bits in (("byte", 7), ("short", 15), ("int", 31), ("long", 63))
    },
    **{
        f"unsigned{name}": (0, 2**bits - 1)
        for name, bits in (("Byte", 8), ("Short", 16), ("Int", 32), ("Long", 64))
    },
}
_INTEGERS = frozenset({XSD + "integer", *(XSD + name for name in _BOUNDS)})
_BOOLEAN, _TRUE = XSD + "boolean", frozenset({"true", "1"})
_EXACT = _INTEGERS | {XSD + "decimal"}
_ORDERED = _EXACT | {
    XSD + name
    for name in (
        "float",
        "double",
        "string",
        "boolean",
        "date",
        "dateTime",
        "dateTimeStamp",
        "time",
        "duration",
    )
}
_ORDERED |= {LANG_STRING}  # in one language, as SPARQL 17.3.1 allows and engines agree
_ORDERED |= {XSD + name for name in ("dayTimeDuration", "yearMonthDuration", "gYear", "gYearMonth")}
_PLAIN_DATE = re.compile(
    r'"[0-9]{4}-[0-9]{2}-[0-9]{2}"\^\^<http://www\.w3\.org/2001/XMLSchema#date>'
)
_NOTHING = pyoxigraph.Store()

Wellformed = Callable[[str], bool]


@lru_cache(maxsize=256)
def lexical_space(datatype: str) -> Wellformed | None:
    """A test of text against a datatype's lexical space; None when any text will do.

    :param datatype: the datatype's IRI, plain.
    """
    if not datatype.startswith(XSD):
        return None
    name = datatype[len(XSD) :]
    if name in _BOUNDS:
        return _bounded(*_BOUNDS[name])
    if name not in _PATTERNS:
        return None
    match = re.compile(_PATTERNS[name]).fullmatch
    if name in {"date", "dateTime", "dateTimeStamp"}:
        return lambda text: _is_day(match(text))
    return lambda text: match(text) is not None


def datatype_of(term: str) -> str:
    """The datatype IRI, plain, of an encoded literal; "" for a term that is none."""
    if not term.startswith('"'):
        return ""
    end = term.rfind('"') + 1
    if end == len(term):
        return terms.XSD_STRING
    return LANG_STRING if term[end] == "@" else term[end + 3 : -1]


def language_of(term: str) -> str:
    """The language tag, lower case, of an encoded literal; "" for any other term."""
    if term[0] != '"':
        return ""
    end = term.rfind('"') + 1
    return term[end + 1 :].lower() if term[end : end + 1] == "@" else ""


def text_of(term: str) -> str:
    """SPARQL's STR() of an encoded IRI or literal."""
    if term[0] == "<":
        return term[1:-1]
    if "\\" in term:
        return terms.decode_literal(term).text
    return term[1 : term.rfind('"')]


def is_wellformed(term: str) -> bool:
    """Whether an encoded literal's text is in the lexical space of its datatype."""
    space = lexical_space(datatype_of(term))
    return space is None or space(text_of(term))


def is_less(left: str, right: str, *, or_equal: bool) -> bool:
    """Whether SPARQL's ``left < right`` (or ``<=``) is true of two encoded terms."""
    if _PLAIN_DATE.fullmatch(left) and _PLAIN_DATE.fullmatch(right):
        wellformed = is_wellformed(left) and is_wellformed(right)
        return wellformed and (left <= right if or_equal else left < right)
    first, second = datatype_of(left), datatype_of(right)
    if (
        first not in _ORDERED
        or second not in _ORDERED
        or not is_wellformed(left)
        or not is_wellformed(right)
    ):
        return False
    if first in _EXACT and second in _EXACT:
        low, high = Decimal(text_of(left)), Decimal(text_of(right))
        return low <= high if or_equal else low < high
    if first == second == _BOOLEAN:
        is_true, other_is_true = text_of(left) in _TRUE, text_of(right) in _TRUE
        return is_true <= other_is_true if or_equal else is_true < other_is_true
    return _asked(left, right, "<=" if or_equal else "<")


@lru_cache(maxsize=4096)
def _asked(left: str, right: str, operator: str) -> bool:
    return bool(_NOTHING.query(f"ASK {{ FILTER({left} {operator} {right}) }}"))


def _bounded(low: int | None, high: int | None) -> Wellformed:
    match = re.compile(_INTEGER).fullmatch

    def test(text: str) -> bool:
        if not match(text):
            return False
        number = Decimal(text)
        return (low is None or number >= low) and (high is None or number <= high)

    return test


def _is_day(match: re.Match[str] | None) -> bool:
    if match is None:
        return False
    day = int(match[3])
    return day <= 28 or day <= monthrange(_leap_alike(int(match[1])), int(match[2]))[1]  # noqa: PLR2004


def _leap_alike(year: int) -> int:
    return year % 400 + 2000

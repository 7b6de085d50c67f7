"""Countries as lists print them, and the ISO 3166-1 code each of them stands for.

``countries.csv`` beside this module holds, for every country of ISO 3166-1 and for Kosovo
(XKX, as in the EU authority table), its English label, other printed names and adjectives of
nationality. Parts that lists print as if they were countries carry the code of the state
that ISO 3166-2 puts them under (Crimea: UKR; the West Bank and Gaza: PSE). States that are no
more, and disputed land that ISO gives to nobody, have no code.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

_TABLE = Path(__file__).with_suffix(".csv")
_CODE = re.compile(r"[A-Z]{2,3}")
_NOT_LETTERS = re.compile(r"[\W_]+")
_FORMER = {
    "ANHH": "Netherlands Antilles",
    "CSHH": "Czechoslovakia",
    "CSXX": "Serbia and Montenegro",
    "DDDE": "East Germany",
    "SUHH": "Soviet Union",
    "YUCS": "Yugoslavia",
    "ZRCD": "Zaire",
}


@dataclass(frozen=True, slots=True)
class Country:
    """A country as printed and, when it is one, its ISO 3166-1 alpha-3 code ("" if not)."""

    name: str
    alpha3: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: codes, English label, other printed names, adjectives."""

    alpha3: str
    alpha2: str
    label: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]


@cache
def table() -> tuple[Entry, ...]:
    """Every country the program knows, by alpha-3 code."""
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Entry(
                row["alpha3"],
                row["alpha2"],
                row["label"],
                tuple(filter(None, row["names"].split("|"))),
                tuple(filter(None, row["adjectives"].split("|"))),
            )
            for row in csv.DictReader(stream)
        )


def codes() -> frozenset[str]:
    """Every code, in capitals, that :func:`country_of_code` knows by itself."""
    return frozenset({*_codes(), *_FORMER})


def country(printed: str) -> Country:
    """The country that a name, an adjective of nationality or an ISO code in capitals means.

    Case, accents and marks do not matter. ``Russia / Russie`` is one country when both names
    mean it. Whatever else is printed (``undetermined``, ``00``, ``Sudan/South Sudan``, a name
    with a remark) is kept without a code: nothing is guessed.
    """
    name = " ".join(printed.split())
    found = _code(name)
    if not found and " / " in name:
        each = {_code(part) for part in name.split(" / ")}
        found = each.pop() if len(each) == 1 else ""
    return Country(name, found)


def country_of_code(code: str) -> Country:
    """The country or part of one that an ISO 3166 code in any case means, by its English label.

    ``ru`` is Russia; ``US-DE`` (ISO 3166-2) is a part of the United States, whose own code is
    named behind; ``SUHH`` (ISO 3166-3) is a state that is no more. A code not known stays as it is.
    """
    text = code.strip()
    whole, hyphen, _ = text.upper().partition("-")
    alpha3 = _codes().get(whole, "")
    if not alpha3:
        return Country(_FORMER.get(whole, text))
    label = _labels()[alpha3]
    return Country(f"{label} ({text.upper()})" if hyphen else label, alpha3)


def _code(name: str) -> str:
    if _CODE.fullmatch(name) and name in _codes():
        return _codes()[name]
    return _names().get(_folded(name), "")


@cache
def _codes() -> Mapping[str, str]:
    codes = {entry.alpha2: entry.alpha3 for entry in table()}
    return MappingProxyType(codes | {entry.alpha3: entry.alpha3 for entry in table()})


@cache
def _labels() -> Mapping[str, str]:
    return MappingProxyType({entry.alpha3: entry.label for entry in table()})


@cache
def _names() -> Mapping[str, str]:
    return MappingProxyType(
        {
            _folded(name): entry.alpha3
            for entry in table()
            for name in (entry.label, *entry.names, *entry.adjectives)
        }
    )


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _NOT_LETTERS.sub(" ", plain).strip()

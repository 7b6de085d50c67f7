"""The cells of the Consolidated Screening List that hold several values, in each of its layouts.

Entries stand apart at semicolons. Those of ``ids`` are ``[country, ][expires, ][issued, ]number,
kind`` in the files up to about 2022, as the publisher's own code of that time writes them
(https://github.com/GovWizely/webservices), and ``kind, number[, country]`` in those of 2024:
what is a kind, OFAC's words tell, and where they do not, the other entries of the file. Names of
people are ``LAST, First`` or, on the non-SDN lists of 2024, ``First LAST``. Aliases and
addresses of the lists that are not OFAC's come from prose, with ``and`` before the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.countries import Country, country
from kg.errors import BadDateError
from kg.model import Address, Feature, Identifier, Kind, Name
from kg.sources.ofac import database as ofac
from kg.sources.table_rows import Row
from kg.values import PartialDate

PLACEHOLDERS = frozenset({"-", "--", "n/a", "none"})
_COUNTRY_FIRST = re.compile(
    r"(?:(?P<country>[A-Z]{2}), )?(?P<dates>(?:\d{4}-\d\d-\d\d, ){0,2})(?P<value>.+)"
)
_COUNTRY_BEHIND = re.compile(r"(?P<value>.+), (?P<country>[A-Z]{2})(?P<dates>)")
_COUNTRY_LAST = re.compile(r"(?:.*,\s*)?([A-Z]{2})")
_LINK = re.compile(r"(?P<open>\()?Linked To: (?P<name>.+)(?(open)\))")
_AND = re.compile(r"\Aand\s+", re.IGNORECASE)
_SCOPE = re.compile(r"(?P<name>.+?)[;,]?\s+(?P<scope>and any (?:successor|sub-?unit|subsidiar).*)")
_LAST_NAME = re.compile(r"(?P<first>[^,]*[^\W\d_A-Z][^,]*?) (?P<last>[^a-z,]*[A-Z]{2}[^a-z,]*)")
_TAG_BREAK = re.compile(r";|\]\s*\[")


def apart(row: Row, column: str) -> list[str]:
    """The entries of a cell, apart at semicolons, each once."""
    return list(dict.fromkeys(filter(None, (t.strip() for t in row.get(column, "").split(";")))))


def listed(row: Row, column: str, *, is_ofac: bool) -> list[str]:
    """The entries of a cell that is prose on the lists that are not OFAC's: ``A; B; and C``."""
    found = apart(row, column)
    return found if is_ofac else found[:1] + [_AND.sub("", text) for text in found[1:]]


def programs(row: Row) -> list[str]:
    """The tags of a row, apart at semicolons, or as ``IFSR] [SDGT`` in older files."""
    found = (text.strip(" []") for text in _TAG_BREAK.split(row.get("programs", "")))
    return list(dict.fromkeys(filter(None, found)))


def named(text: str) -> tuple[str, str]:
    """A name, and the words behind it that say to whom else the listing extends, "" if none."""
    match = _SCOPE.fullmatch(text)
    return (match["name"], match["scope"]) if match else (text, "")


def names(row: Row, kind: Kind, *, is_ofac: bool) -> Iterator[Name]:
    """The names of a row, the primary one first."""
    primary, _ = named(row["name"])
    for place, text in enumerate([primary, *listed(row, "alt_names", is_ofac=is_ofac)]):
        last, first = ofac.split_name(text, kind) if is_ofac else (text, "")
        name = ofac.name_of(last, first)
        if match := _LAST_NAME.fullmatch(text) if is_ofac and kind is Kind.PERSON else None:
            name = replace(name, parts=(("family", match["last"]), ("given", match["first"])))
        if place == 0:
            yield replace(name, type="primary", strength="strong")
        elif text != primary:
            yield name


def links(row: Row) -> tuple[str, ...]:
    """The names behind ``Linked To:`` in the remarks, as printed."""
    found = (_LINK.fullmatch(piece) for piece in apart(row, "remarks"))
    return tuple(match["name"] for match in found if match)


def addresses(row: Row, *, is_ofac: bool) -> Iterator[Address]:
    """The addresses of a row; one that ends in a code of two letters is in that country."""
    for text in listed(row, "addresses", is_ofac=is_ofac):
        match = _COUNTRY_LAST.fullmatch(text)
        yield Address(full=text, country=_country(match[1]) if match else None)


def births(row: Row) -> Iterator[tuple[str, PartialDate | None]]:
    """The dates of birth as printed and, where they can be read, as dates."""
    for text in apart(row, "dates_of_birth"):
        yield text, date_of(text)


def date_of(text: str) -> PartialDate | None:
    """The date that a text means, None when it cannot be read."""
    try:
        return PartialDate.parse(text)
    except BadDateError:
        return None


def kinds_first(row: Row) -> int:
    """How many more entries of ``ids`` begin with a kind of number than end in one."""
    found = ((entry.partition(", ")[0], entry.rpartition(", ")[2]) for entry in apart(row, "ids"))
    return sum(ofac.knows(first) - ofac.knows(last) for first, last in found)


def numbers(row: Row, kind: Kind, *, kind_first: bool) -> Iterator[Identifier | Feature]:
    """The numbers and features of a row; an entry without a kind is a remark."""
    for entry in apart(row, "ids"):
        ahead, behind = entry.partition(", "), entry.rpartition(", ")
        if not (ahead[1] and ahead[0] and behind[2]):
            yield Feature(type="remark", value=entry)
            continue
        is_first = kind_first
        if ofac.knows(ahead[0]) != ofac.knows(behind[2]):
            is_first = ofac.knows(ahead[0])
        word, text = (ahead[0], ahead[2]) if is_first else (behind[2], behind[0])
        yield _claim(word, text, kind, _COUNTRY_BEHIND if is_first else _COUNTRY_FIRST)


def _claim(word: str, text: str, kind: Kind, pattern: re.Pattern[str]) -> Identifier | Feature:
    """A number with its country and dates, or a feature, whose value is the whole text.

    Of one date alone it cannot be known whether the document was issued or expires then.
    """
    claim = ofac.claim_of(ofac.Printed(word=word, value=text), kind)
    match = pattern.fullmatch(text)
    if match is None or isinstance(claim, Feature):
        return claim
    dates = [text for text in match["dates"].split(", ") if text]
    expires, issued = (
        map(date_of, dates) if len(dates) == len(("expires", "issued")) else (None, None)
    )
    is_told = expires is not None and issued is not None
    printed = ofac.Printed(
        word=word,
        value=match["value"],
        country=_country(match["country"]) if match["country"] else None,
        expires=expires if is_told else None,
        issued=issued if is_told else None,
        note="" if is_told or not dates else f"issued or expires on {', '.join(dates)}",
    )
    return ofac.claim_of(printed, kind)


def _country(code: str) -> Country:
    return Country(code, country(code).alpha3)

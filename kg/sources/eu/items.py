"""What an entry of the European Union's list is made of, whichever format it comes in.

An item (a name, an address, a birth …) gives its values under the attribute names of the XML;
the CSV formats give the same values under column names of their own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Protocol

from kg.countries import Country, country
from kg.errors import BadInputError
from kg.sources.eu.acts import Citation
from kg.sources.gathered import Gathered

NAME, ADDRESS, BIRTH = "nameAlias", "address", "birthdate"
DOCUMENT, CITIZENSHIP = "identification", "citizenship"

OF_NO_DATE = "of a birth without a date"
OF_NO_BIRTH = "of a birth that says nothing"
OF_NOTHING = "of an address that says nothing"
CONFLICT = "the code and the name of a country disagree, and the code was taken"
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?")
_SLASHED = re.compile(r"(?P<day>\d\d)/(?P<month>\d\d)/(?P<year>\d{4})")
_NO_COUNTRY = frozenset({"", "00", "UNKNOWN"})
_TRUTH = {"true": True, "yes": True, "false": False, "no": False, "": None}


class Item(Protocol):
    """One part of an entry: its values, remarks, legal act and contacts."""

    def value(self, name: str) -> str:
        """Take a value by the XML's name for it, "" when it is absent or empty."""

    def leave(self, name: str, where: str) -> str:
        """Leave a value that is left here, not everywhere, and return it; the scope names where."""

    def remark(self) -> str:
        """Take the remarks, a line each."""

    def citation(self) -> Citation | None:
        """Take the act that brought the item into the list."""

    def contacts(self) -> Sequence[tuple[str, str]]:
        """Take pairs of a kind of contact (PHONE, FAX, EMAIL, WEB or "") and its text."""

    def error(self, message: str, *, field: str = "", value: str | None = None) -> BadInputError:
        """An error that names file, record and field."""


class Entry(Item, Protocol):
    """A whole entry: values of its own, the acts it stands under, and its items."""

    def kind(self) -> str:
        """Take the list's words for the kind of party, ``person P`` or ``enterprise E``."""

    def remarks(self) -> Sequence[str]:
        """Take the remarks on the entry itself."""

    def regulations(self) -> Sequence[Citation]:
        """Take the acts under which the entry stands, each with its programme."""

    def items(self, kind: str) -> Sequence[Item]:
        """Take the items of one kind."""


def day(item: Item, name: str, text: str) -> dt.date | None:
    """A whole day as ``2018-02-16`` or ``16/02/2018``; None when there is no text.

    Raises BadInputError for text that is no day.
    """
    if not text:
        return None
    if match := _ISO.fullmatch(text):
        year, month, number = match.groups()
    elif match := _SLASHED.fullmatch(text):
        year, month, number = match["year"], match["month"], match["day"]
    else:
        message = "not a day written as 2018-02-16; correct the file or fetch it again"
        raise item.error(message, field=name, value=text)
    try:
        return dt.date(int(year), int(month), int(number))
    except ValueError as error:
        message = f"not a day ({error}); correct the file or fetch it again"
        raise item.error(message, field=name, value=text) from error


def truth(item: Item, name: str) -> bool | None:
    """A value that is ``true`` or ``false`` (``YES`` or ``NO``); None when it is not given."""
    text = item.value(name)
    if text.casefold() not in _TRUTH:
        message = "neither true nor false; correct the file or fetch it again"
        raise item.error(message, field=name, value=text)
    return _TRUTH[text.casefold()]


def place(found: Gathered, item: Item) -> Country | None:
    """The country of an item by its name as printed; None for ``00`` and ``UNKNOWN``."""
    code, printed = item.value("countryIso2Code"), item.value("countryDescription")
    printed = "" if printed in _NO_COUNTRY else printed
    if code in _NO_COUNTRY:
        return country(printed) if printed else None
    by_code, by_name = country(code), country(printed)
    if by_name.alpha3 and by_code.alpha3 and by_name.alpha3 != by_code.alpha3:
        found.warn(CONFLICT, field="countryIso2Code", value=f"{code} {printed}")
    return Country(printed or code, by_code.alpha3 or by_name.alpha3)

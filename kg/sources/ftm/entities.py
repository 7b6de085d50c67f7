"""One entity of a FollowTheMoney file as it stands: its schema, id, properties and data sets."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kg.countries import Country, country, country_of_code
from kg.errors import BadDateError
from kg.sources.base import Ledger
from kg.sources.json_fields import Fields
from kg.values import PartialDate

UNREADABLE_DATE = "a date could not be read and is kept as words"
TERRITORIES: Mapping[str, str] = {
    "az-nk": "Nagorno-Karabakh",
    "cn-xz": "Tibet",
    "cy-trnc": "Northern Cyprus",
    "dd": "East Germany",
    "eu": "European Union",
    "gb-nir": "Northern Ireland",
    "gb-sct": "Scotland",
    "gb-wls": "Wales",
    "ge-ab": "Abkhazia",
    "gg-srk": "Sark",
    "iq-kr": "Iraqi Kurdistan",
    "md-pmr": "Transnistria",
    "so-som": "Somaliland",
    "ua-cri": "Crimea",
    "ua-dpr": "Donetsk",
    "ua-lpr": "Luhansk",
    "x-so": "South Ossetia",
    "zr": "Zaire",
    "zz": "the whole world",
}
"""What the model's codes mean that ISO 3166-1 does not have."""

_HAS_NAME = re.compile("[A-Za-z0-9]")
_TIME = re.compile(r"(?<=\d)[T ]\d{2}:.*$")
_PERCENT = re.compile(r"(?P<sign>[<>]=?|[≤≥])?\s*(?P<number>[0-9]{1,3}(?:[.,][0-9]+)?)\s*%?")
_SIGNS = {
    "": "share",
    ">": "share_above",
    "<": "share_below",
    **dict.fromkeys((">=", "≥"), "share_min"),
    **dict.fromkeys(("<=", "≤"), "share_max"),
}
_RANGE = re.compile(
    r"(?:from\s+)?([0-9]{1,3}(?:\.[0-9]+)?)\s*%?\s*(?:-|–|to)\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*%?",
    re.IGNORECASE,
)
_COUNTRY_CODE = re.compile("[a-z]{2}")
_WHOLE = Decimal(100)
_NO_BOUND = (("share_above", _WHOLE), ("share_below", Decimal(0)))
_DAY = len("2024-06-01")


class Share(NamedTuple):
    """A share in per cent or its bounds, by the names that a relation has for them."""

    share: Decimal | None = None
    share_min: Decimal | None = None
    share_max: Decimal | None = None
    share_above: Decimal | None = None
    share_below: Decimal | None = None


@dataclass
class Entity:
    """An entity with a cursor over its properties; ``of_list`` are its data sets."""

    schema: str
    id: str
    properties: Fields
    caption: str
    of_list: tuple[str, ...]
    referents: tuple[str, ...]
    seen: str
    ledger: Ledger

    @property
    def day(self) -> dt.date | None:
        """The day on which the entity was last met by its data base."""
        date = date_of(self.seen)
        return date.latest if date else None

    def texts(self, name: str) -> list[str]:
        """The values of a property, each once."""
        return list(dict.fromkeys(self.properties.texts(name)))

    def joined(self, *names: str) -> str:
        """All values of some properties as one text."""
        return "; ".join(text for name in names for text in self.texts(name))

    def countries(self, name: str) -> list[Country]:
        """The countries of a property, by the codes it holds."""
        return list(dict.fromkeys(country_of(code) for code in self.texts(name)))

    @property
    def origin(self) -> list[str]:
        """The data sets it is from and its other ids there, as words."""
        sets = (f"data set: {name}" for name in self.of_list)
        return [*sets, *(f"referent: {number}" for number in self.referents)]

    def warn(self, kind: str, field: str, value: str) -> None:
        """Count a warning about this entity."""
        self.ledger.warn(kind, record=self.id, field=f"{self.schema}/{field}", value=value)

    def dates(self, name: str) -> tuple[list[PartialDate], list[str]]:
        """The dates of a property from early to late, and those that cannot be read as words.

        Each of the latter is a warning.
        """
        found: list[PartialDate] = []
        words: list[str] = []
        for text in self.texts(name):
            if date := date_of(text):
                found.append(date)
            else:
                self.warn(UNREADABLE_DATE, name, text)
                words.append(f"{name}: {text}")
        return sorted(found), words

    def span(self) -> tuple[str, str, list[str]]:
        """The first start and the last end, as EDTF; every other date of the two as words."""
        starts, unread = self.dates("startDate")
        ends, others = self.dates("endDate")
        words = [*unread, *others]
        words.extend(f"startDate: {date.edtf}" for date in starts[1:])
        words.extend(f"endDate: {date.edtf}" for date in ends[:-1])
        return starts[0].edtf if starts else "", ends[-1].edtf if ends else "", words


def entity_of(fields: Fields, ledger: Ledger) -> Entity:
    """Take the envelope of an entity; raises BadInputError for one without an id or schema."""
    schema, number = fields.text("schema"), fields.text("id")
    fields.record = number
    fields.insist(
        schema,
        "an entity without a schema; fetch the file again",
        field="schema",
    )
    fields.insist(
        _HAS_NAME.search(number),
        "an entity without an id; fetch the file again",
        field="id",
        value=number,
    )
    seen = ["".join(fields.peek(name)) for name in ("last_seen", "last_change")]
    path = f"{fields.path}/properties"
    properties = fields.child("properties") or Fields({}, ledger, path=path, record=number)
    return Entity(
        schema=schema,
        id=number,
        caption="".join(fields.peek("caption")),
        properties=properties,
        of_list=tuple(fields.texts("datasets")),
        referents=tuple(fields.texts("referents")),
        seen=max(seen)[:_DAY],
        ledger=ledger,
    )


def date_of(text: str) -> PartialDate | None:
    """The date a text means, its time of day left; None when it cannot be read."""
    try:
        return PartialDate.parse(_TIME.sub("", text.strip()))
    except BadDateError:
        return None


def country_of(code: str) -> Country:
    """The country that a value of the model's type ``country`` means, by its English name.

    Those are ISO 3166 codes in small letters, and the model's own for what has none. A name that
    stands in place of a code is kept; a code that is not known stays without a country.
    """
    if name := TERRITORIES.get(code.casefold()):
        alpha3 = country(name).alpha3 or country_of_code(code).alpha3
        return Country(name, alpha3)
    found = country_of_code(code)
    return found if found.alpha3 or found.name != code else country(code)


def place_of(text: str) -> Country | None:
    """The country of a text that is nothing but a code of one in small letters, else None."""
    found = country_of(text) if _COUNTRY_CODE.fullmatch(text) else None
    return found if found and found.name != text else None


def place_text(text: str) -> str:
    """A text, or the name of the country whose code is all that it holds."""
    found = place_of(text)
    return found.name if found else text


def share_of(text: str) -> Share:
    """The share a text states, or its bounds; nothing is read out of other words."""
    if match := _PERCENT.fullmatch(text):
        number = _decimal(match["number"])
        name = _SIGNS[match["sign"] or ""]
        is_share = number <= _WHOLE and (name, number) not in _NO_BOUND
        return Share()._replace(**{name: number}) if is_share else Share()
    if match := _RANGE.fullmatch(text):
        low, high = _decimal(match[1]), _decimal(match[2])
        if low < high <= _WHOLE:
            return Share(share_min=low, share_max=high)
    return Share()


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "."))

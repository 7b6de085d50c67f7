"""One entity of a FollowTheMoney file as it stands: its schema, id, properties and data sets."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kg.countries import Country, country
from kg.errors import BadDateError
from kg.sources.base import Ledger
from kg.sources.json_fields import Fields
from kg.values import PartialDate

UNREADABLE_DATE = "a date could not be read and is kept as words"

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

    @property
    def origin(self) -> list[str]:
        """The data sets it is from and its other ids there, as words."""
        sets = (f"data set: {name}" for name in self.of_list)
        return [*sets, *(f"referent: {number}" for number in self.referents)]

    def warn(self, kind: str, field: str, value: str) -> None:
        """Count a warning about this entity."""
        self.ledger.warn(kind, record=self.id, field=f"{self.schema}/{field}", value=value)

    def dates(self, name: str) -> list[PartialDate]:
        """The dates of a property from early to late; one that cannot be read is a warning."""
        found = []
        for text in self.texts(name):
            if date := date_of(text):
                found.append(date)
            else:
                self.warn(UNREADABLE_DATE, name, text)
        return sorted(found)


def entity_of(fields: Fields, ledger: Ledger) -> Entity:
    """Take the envelope of an entity; raises BadInputError for one without an id or schema."""
    schema, number = fields.text("schema"), fields.text("id")
    fields.record = number
    fields.insist(schema, "an entity without a schema", field="schema")
    fields.insist(_HAS_NAME.search(number), "an entity without an id", field="id", value=number)
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
    """The country of a two-letter code in small letters; other codes stay without one."""
    return Country(code, country(code.upper()).alpha3 or country(code).alpha3)


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

"""Places of the Swiss list, to which its targets point by number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.countries import Country, country
from kg.sources.base import PLACEHOLDER
from kg.sources.elements import Cursor
from kg.sources.seco.fields import PLACEHOLDERS


class Place(NamedTuple):
    """A place that targets point to by number."""

    location: str = ""
    area: str = ""
    country: Country | None = None
    note: str = ""


def plain(item: Cursor, name: str) -> str:
    """The text of the one child of that name, its white space collapsed."""
    return meant(item, item.text(name), name)


def meant(item: Cursor, text: str, field: str = "") -> str:
    """A text with its white space collapsed; "" for a dash that stands where a value should."""
    words = " ".join(text.split())
    if words not in PLACEHOLDERS:
        return words
    item.warn(PLACEHOLDER, field=field, value=words)
    return ""


def place_of(item: Cursor) -> Place:
    """A place, its number taken; variants of its names are kept as a note."""
    variants = [
        " ".join(text.split())
        for name in ("location-variant", "area-variant")
        for part in item.children(name)
        for text in _variant(part)
    ]
    return Place(
        plain(item, "location"), plain(item, "area"), country_of(item), "; ".join(variants)
    )


def _variant(part: Cursor) -> Iterator[str]:
    kind = part.attribute("variant-type")
    yield " ".join(filter(None, (part.own_text(), f"({kind})" if kind else "")))


def country_of(item: Cursor) -> Country | None:
    """The country an element names in words, by its code when it has one."""
    found = item.child("country")
    if found is None:
        return None
    code, text = found.attribute("iso-code"), " ".join(found.own_text().split())
    alpha3 = country(code.upper()).alpha3 if code else country(text).alpha3
    return Country(text or code, alpha3) if text or code else None

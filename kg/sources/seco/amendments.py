"""What an amendment of the Swiss list put in and took out, in words.

A modification repeats, within ``added`` and ``removed``, the parts of the entry it is about
in the shape of the entry. Of an amendment they are put into words, because nothing else says
what was amended; the entry as it was first listed or as it was taken off is not repeated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from kg.sources.elements import Cursor
from kg.sources.seco.fields import OF_A_COPY
from kg.sources.seco.places import Place

_AMENDED = "amended"
_CONTAINERS = frozenset({"target", "individual", "entity", "object", "identity"})
_DATE = ("year", "month", "day")
_NUMBERS = frozenset({*_DATE, "ssid", "main", "order", "lang", "quality", "calendar", "place-id"})


def changes_of(item: Cursor, kind: str, places: Mapping[str, Place]) -> list[str]:
    """What a modification put in and took out: ``added name: Doe Jane``.

    :param kind: the type of the modification.
    :param places: the places of the file, by the numbers by which addresses point to them.
    """
    said: dict[str, list[str]] = {}
    for word in ("added", "removed"):
        said[word] = []
        for change in item.children(word):
            if kind == _AMENDED:
                said[word].extend(_claims(change.element, places))
            change.leave_all(OF_A_COPY)
    again = {*said["added"]} & {*said["removed"]}
    return [f"{word} {text}" for word, texts in said.items() for text in texts if text not in again]


def _claims(element: etree._Element, places: Mapping[str, Place]) -> Iterator[str]:
    """The parts of an entry in words, each with the name of its element."""
    for child in element.iterchildren(etree.Element):
        name = etree.QName(child).localname
        if name in _CONTAINERS:
            yield from _claims(child, places)
        elif words := _words(child, places):
            yield f"{name}: {words}"


def _words(element: etree._Element, places: Mapping[str, Place]) -> str:
    """The texts of a part in their order, the place it points to, what its attributes say."""
    parts = sorted(element.iterchildren("{*}name-part"), key=_order)
    texts = [" ".join(_value(part) for part in parts)] if parts else map(str, element.itertext())
    place = places.get(element.get("place-id", ""), Place())
    date = "-".join(text.zfill(2) for name in _DATE if (text := element.get(name, "")))
    stated = (value for name, value in element.attrib.items() if name not in _NUMBERS)
    land = place.country.name if place.country else ""
    said = (*texts, date, place.location, place.area, land, *map(str, stated))
    return ", ".join(words for text in said if (words := " ".join(text.split())))


def _order(part: etree._Element) -> int:
    order = part.get("order", "")
    return int(order) if order.isdecimal() else 0


def _value(part: etree._Element) -> str:
    return next((str(value.text or "") for value in part.iterchildren("{*}value")), "")

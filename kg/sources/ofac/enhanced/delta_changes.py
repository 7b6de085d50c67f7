"""What an entity of OFAC's delta files says has changed, taken out of its element.

An element that changed carries ``action`` (add, remove, update) and may carry ``oldValue``.
What was taken off is removed from the element, so that the rest can be read as what is now.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from kg.sources.base import Ledger

ADD, REMOVE, UPDATE = "add", "remove", "update"
ENTITY = "sanctionsData/entities/entity"
TAKEN_OFF = "of what was taken off"

ACTIONS = {
    "add": ADD,
    "change": UPDATE,
    "delete": REMOVE,
    "modify": UPDATE,
    "remove": REMOVE,
    "update": UPDATE,
}
_SAYING = frozenset(
    {"country", "documentNumber", "issuingCountry", "relatedEntity", "type", "value"}
)
WRITTEN = {ADD: "added", REMOVE: "removed", UPDATE: "changed"}


class Change(NamedTuple):
    """One change: what was done, to which field of the entity, the old and the new value."""

    action: str
    field: str
    old: str
    new: str

    @property
    def text(self) -> str:
        """The change in words, ``generalInfo/remarks changed from "old" to "new"``."""
        done = f"{self.field} {WRITTEN.get(self.action, self.action)}"
        if self.action == UPDATE:
            was = f' from "{self.old}"' if self.old else ""
            return f'{done}{was} to "{self.new}"'
        value = self.new or self.old
        return f"{done}: {value}" if value else done


def action_of(word: str) -> str:
    """The action OFAC's word means: add, remove or update; another word stays as it is."""
    return ACTIONS.get(word.strip().casefold(), word.strip())


def take_changes(entity: etree._Element, ledger: Ledger) -> list[Change]:
    """Take the changes out of an entity's element, whose own ``action`` is left in place.

    The ledger counts the marks of change and what is kept of elements that were taken off.
    """
    return list(_walk(entity, ledger, ENTITY, ""))


def _walk(element: etree._Element, ledger: Ledger, path: str, field: str) -> Iterator[Change]:
    for child in list(element):
        name = etree.QName(child).localname
        here, label = f"{path}/{name}", f"{field}/{name}" if field else name
        word, old = child.attrib.pop("action", None), child.attrib.pop("oldValue", None)
        for mark, value in (("action", word), ("oldValue", old)):
            if value:
                ledger.take(f"{here}/@{mark}")
        if not word and old is None:
            yield from _walk(child, ledger, here, label)
            continue
        action = action_of(str(word)) if word else UPDATE
        number = child.get("id")
        named = f"{label} {number}" if number else label
        new = _summary(child)
        if action == REMOVE:
            yield Change(action, named, str(old or new), "")
            _take_off(element, child, ledger, here)
        else:
            nested = list(_walk(child, ledger, here, named))
            if action == ADD or old is not None or not nested:
                yield Change(action, named, str(old or ""), new)
            if action != ADD:
                yield from nested


def _summary(element: etree._Element) -> str:
    """The words by which a person knows a claim again: its names, else its type and value."""
    names = [text for part in element.iter("{*}formattedFullName") if (text := _text(part))]
    if names:
        return " / ".join(names)
    if not len(element):
        return _text(element)
    said = (part for part in element.iter(etree.Element) if etree.QName(part).localname in _SAYING)
    return ", ".join(text for part in said if (text := _text(part)))


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()


def _take_off(parent: etree._Element, child: etree._Element, ledger: Ledger, path: str) -> None:
    """Remove an element that is no more; details beyond its summary are accounted as left."""
    said = _summary(child).replace(" / ", ", ").split(", ")
    beyond = []
    for inner, value in _leaves(child, path):
        if value in said or inner == f"{path}/@id":
            ledger.take(inner)
        else:
            beyond.append((inner, value))
    if beyond:
        entity = next(child.iterancestors("{*}entity"))
        ledger.account_within(ENTITY, beyond, record=entity.get("id", ""), where=TAKEN_OFF)
    parent.remove(child)


def _leaves(element: etree._Element, path: str) -> Iterator[tuple[str, str]]:
    """Path and value of every text and attribute in an element."""
    yield from ((f"{path}/@{name}", value) for name, value in element.attrib.items() if value)
    if text := _text(element):
        yield path, text
    for child in element.iterchildren(etree.Element):
        yield from _leaves(child, f"{path}/{etree.QName(child).localname}")

"""What an entity of OFAC's delta files says has changed, taken out of its element.

An element that changed carries ``action`` (add, remove, update) and may carry ``oldValue``.
What was taken off is removed from the element, so that the rest can be read as what is now.
A changed entity holds its number and the changed fields alone, each within its claim: such a
rest of a claim (a name without its type) is removed too, so that it is not read as a whole one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from lxml import etree

from kg.sources.base import Ledger

ADD, REMOVE, UPDATE = "add", "remove", "update"
ENTITY = "sanctionsData/entities/entity"
TAKEN_OFF = "of what was taken off"
CHANGED = "of what was changed"

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
_CLAIMS = frozenset({"names", "addresses", "features", "identityDocuments", "relationships"})
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


def is_whole(entity: etree._Element) -> bool:
    """Whether an entity is given whole: added, removed, or with its kind and primary name."""
    if action_of(entity.get("action", "")) in {ADD, REMOVE}:
        return True
    kind = entity.find("{*}generalInfo/{*}entityType")
    names = entity.iterfind("{*}names/{*}name/{*}isPrimary")
    return kind is not None and any(_text(flag) == "true" for flag in names)


def take_changes(entity: etree._Element, ledger: Ledger) -> list[Change]:
    """Take the changes out of an entity's element, whose own ``action`` is left in place.

    The ledger counts the marks of change and what is kept of elements that were taken off, or
    of claims that are given in part.
    """
    parts = [
        (holder, claim)
        for holder in entity.iterchildren(etree.Element)
        for claim in holder.iterchildren(etree.Element)
        if etree.QName(holder).localname in _CLAIMS
        if action_of(claim.get("action", "")) not in {ADD, REMOVE}
    ]
    if is_whole(entity):
        parts = []
    changes = list(_walk(entity, ledger, ENTITY, ""))
    said = {
        text for change in changes for text in (*change.old.split(", "), *change.new.split(", "))
    }
    said |= {text for change in changes for text in (change.old, change.new)}
    for holder, claim in parts:
        names = (etree.QName(element).localname for element in (holder, claim))
        _account(claim, ledger, "/".join((ENTITY, *names)), said, CHANGED)
        holder.remove(claim)
    return changes


def _walk(element: etree._Element, ledger: Ledger, path: str, field: str) -> Iterator[Change]:
    for child in list(element):
        name = etree.QName(child).localname
        here, label = f"{path}/{name}", _joined(field, name)
        word, old = child.attrib.pop("action", None), child.attrib.pop("oldValue", None)
        for mark, value in (("action", word), ("oldValue", old)):
            if value:
                ledger.take(f"{here}/@{mark}")
        number = child.get("id")
        named = f"{label} {number}" if number else label
        if not word and old is None:
            is_claim = bool(number) and field in _CLAIMS
            yield from _walk(child, ledger, here, f"{named}," if is_claim else label)
            continue
        action = action_of(str(word)) if word else UPDATE
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


def _joined(field: str, name: str) -> str:
    """A field within a field; one within a claim of a number stands apart (``name 30, part``)."""
    if not field:
        return name
    return f"{field} {name}" if field.endswith(",") else f"{field}/{name}"


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
    _account(child, ledger, path, _summary(child).replace(" / ", ", ").split(", "), TAKEN_OFF)
    parent.remove(child)


def _account(
    element: etree._Element, ledger: Ledger, path: str, said: Collection[str], where: str
) -> None:
    """Count what is said of an element in words as taken, and the rest of it as left."""
    beyond = []
    for inner, value in _leaves(element, path):
        if value in said or inner == f"{path}/@id":
            ledger.take(inner)
        else:
            beyond.append((inner, value))
    if beyond:
        entity = next(element.iterancestors("{*}entity"))
        ledger.account_within(ENTITY, beyond, record=entity.get("id", ""), where=where)


def _leaves(element: etree._Element, path: str) -> Iterator[tuple[str, str]]:
    """Path and value of every text and attribute in an element."""
    yield from ((f"{path}/@{name}", value) for name, value in element.attrib.items() if value)
    if text := _text(element):
        yield path, text
    for child in element.iterchildren(etree.Element):
        yield from _leaves(child, f"{path}/{etree.QName(child).localname}")

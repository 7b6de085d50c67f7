"""Owners, parents and subsidiaries that the British list names in words.

Such words are a relation only when they are, letter for letter but for case and white space,
a name of exactly one entity of the same list; else they stay words of the party. Persons are
not looked for: their names are borne by others too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.model import PartyRef, Relation
from kg.sources.uk.entry import Entry, PrintedName

_OWNS = "owns-controls-or-operates"


class NameIndex:
    """The entities of one list by their names."""

    def __init__(self) -> None:
        self._numbers: dict[str, set[str]] = defaultdict(set)

    def add(self, number: str, names: Iterable[PrintedName]) -> None:
        """Remember the names of an entity, but not those of low quality."""
        for name in names:
            if not name.strength.casefold().startswith("low"):
                self._numbers[_folded(" ".join(name.parts))].add(number)

    def find(self, text: str, *, but: str) -> str:
        """The number of the one entity with that name, "" if there is none or another."""
        found = self._numbers.get(_folded(text), set())
        return next(iter(found)) if len(found) == 1 and but not in found else ""


def relations(entry: Entry, index: NameIndex, scheme: str) -> list[Relation]:
    """Take the facts of an entry that name an entity and give them as relations."""
    found, kept = [], []
    for fact in entry.facts:
        is_link = fact.kind in _KINDS
        number = index.find(fact.text, but=entry.number) if is_link else ""
        if number:
            here, there = PartyRef(scheme, entry.number), PartyRef(scheme, number)
            kind, is_target, former = _KINDS[fact.kind]
            made = Relation(
                origin=there if is_target else here,
                target=here if is_target else there,
                type=kind,
                former=former or None,
                description=fact.text,
            )
            found.append(made)
        else:
            kept.append(fact)
    entry.facts = kept
    return found


_KINDS = {
    "parent": ("parent-company", True, False),
    "subsidiary": ("parent-company", False, False),
    "owner": (_OWNS, True, False),
    "former-owner": (_OWNS, True, True),
}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()

"""``Linked To: NAME``: which party of the same list OFAC means by a name.

The flat files and the remarks of the standard XML print the name of the other party, never
its number. A name stands for a party only when it is the primary name of exactly one, or of
none but a strong alias of exactly one; nothing is guessed beyond that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from kg.model import Relation
from kg.sources.base import Ledger
from kg.sources.ofac import database as ofac

UNRESOLVED = "a link names no party of the list and is kept as words"
AMBIGUOUS = "a link names more than one party of the list and is kept as words"


class Resolved(NamedTuple):
    """The links of one entry: for its designations, and as relations that start at it."""

    links: ofac.Links
    relations: tuple[Relation, ...]


class NameIndex:
    """The parties of one list by their primary names and strong aliases."""

    def __init__(self) -> None:
        self._primary: dict[str, set[str]] = defaultdict(set)
        self._strong: dict[str, set[str]] = defaultdict(set)

    def add(self, number: str, name: str, *, is_primary: bool) -> None:
        """Remember a name of the party with OFAC's number."""
        (self._primary if is_primary else self._strong)[_folded(name)].add(number)

    def find(self, name: str) -> frozenset[str]:
        """The numbers of the parties a printed name can mean.

        Remarks end in a full stop, which may be the name's own: both spellings are looked up.
        """
        plain = _folded(name).removesuffix(".")
        spellings = (_folded(name), plain, plain + ".")
        for names in (self._primary, self._strong):
            for spelling in spellings:
                if spelling in names:
                    return frozenset(names[spelling])
        return frozenset()

    def resolve(self, number: str, names: Sequence[str], ledger: Ledger, *, path: str) -> Resolved:
        """Resolve the links of one entry; what stays words is a warning at the given path."""
        words: list[str] = []
        targets: dict[str, None] = {}
        for name in names:
            found = self.find(name) - {number}
            if len(found) == 1:
                targets.update(dict.fromkeys(found))
                continue
            words.append(name)
            kind = AMBIGUOUS if found else UNRESOLVED
            ledger.warn(kind, record=number, field=path, value=name)
        parties = tuple(ofac.party_ref(target) for target in targets)
        relations = tuple(
            Relation(origin=ofac.party_ref(number), target=target, type="linked-to")
            for target in parties
        )
        return Resolved(ofac.Links(parties, tuple(dict.fromkeys(words))), relations)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()

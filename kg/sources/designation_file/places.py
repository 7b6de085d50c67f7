"""Places in a designation file: what they cite, what their references may name.

A claim that cites no source has those of the table around it. A key that names nothing, a
key used twice and a date that cannot be kept stop the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict, TypeVar

from kg.errors import BadDateError, BadInputError
from kg.sources.designation_file import tables
from kg.sources.designation_file.decoding import Document
from kg.sources.designation_file.lines import Path
from kg.values import PartialDate

T = TypeVar("T", bound=tables.Claim)
R = TypeVar("R")


class Cited(TypedDict):
    """What every claim of the model carries, as keyword arguments."""

    sources: tuple[str, ...]
    number: str
    qualifiers: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Keys:
    """The keys that a file declares: what its references may name."""

    sources: frozenset[str]
    parties: frozenset[str]
    claims: frozenset[str]


NOTHING = Keys(frozenset(), frozenset(), frozenset())
"""No keys at all, for tables without references."""


@dataclass(frozen=True)
class Place:
    """A table of the file under construction: where it stands and whom its claims cite."""

    document: Document
    keys: Keys
    path: Path
    sources: tuple[str, ...] = ()

    def at(self, *steps: str | int) -> Place:
        """The place further in; its claims cite the same sources unless they say otherwise."""
        return Place(self.document, self.keys, (*self.path, *steps), self.sources)

    def citing(self, given: Sequence[str]) -> Place:
        """The same place with the sources it cites itself, if any; refuses unknown ones."""
        known = self.known("sources", given, self.keys.sources, "[[source]]")
        return Place(self.document, self.keys, self.path, known or self.sources)

    def known(
        self, field: str, given: Sequence[str], declared: frozenset[str], table: str
    ) -> tuple[str, ...]:
        """The given keys, each of which a table of the file must declare."""
        for position, key in enumerate(given):
            if key not in declared:
                message = f"no {table} of this file has that key; correct it or add the table"
                raise self.at(field, position).problem(message)
        return tuple(given)

    def cited(self, claim: tables.Claim) -> Cited:
        """What the claim carries beside its content."""
        return {
            "sources": self.citing(claim.sources).sources,
            "number": claim.number or "",
            "qualifiers": tuple(claim.qualifiers),
            "note": claim.note or "",
        }

    def date(self, field: str, text: str | None) -> PartialDate | None:
        """A date of any precision; one without a year is refused."""
        if text is None:
            return None
        try:
            return PartialDate.parse(text)
        except (BadDateError, OverflowError, ValueError) as error:
            message = f"not a date with a year: {error}"
            raise self.at(field).problem(message) from error

    def each(self, field: str, items: Iterable[T], make: Callable[[Place, T], R]) -> tuple[R, ...]:
        """A record of every table in an array."""
        return tuple(make(self.at(field, place), item) for place, item in enumerate(items))

    def problem(self, message: str) -> BadInputError:
        """An error at this place."""
        return self.document.problem(self.path, message)


def declared(document: Document) -> Keys:
    """The keys that the file declares; refuses one that is used twice."""
    content = document.tables
    relations = ((("relation", n, "key"), item.key) for n, item in enumerate(content.relation))
    return Keys(
        _unique(document, ((("source", n, "key"), x.key) for n, x in enumerate(content.source))),
        _unique(document, ((("party", n, "key"), x.key) for n, x in enumerate(content.party))),
        _unique(document, (*relations, *_statement_keys(content))),
    )


def _statement_keys(content: tables.DesignationFile) -> Iterator[tuple[Path, str]]:
    for n, party in enumerate(content.party):
        for m, designation in enumerate(party.designation):
            for k, statement in enumerate(designation.statement):
                yield ("party", n, "designation", m, "statement", k, "key"), statement.key
    for n, program in enumerate(content.program):
        for k, statement in enumerate(program.statement):
            yield ("program", n, "statement", k, "key"), statement.key


def _unique(document: Document, found: Iterable[tuple[Path, str]]) -> frozenset[str]:
    seen: set[str] = set()
    for path, key in found:
        if key.casefold() in seen:
            raise document.problem(path, "the key is used twice in this file; rename one")
        seen.add(key.casefold())
        seen.add(key)
    return frozenset(seen)

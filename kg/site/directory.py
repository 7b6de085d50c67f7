"""Parties by program, ground, list, country, year of listing and first letter."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg import terms
from kg.site.account import Thing
from kg.site.register import RegisterLookup
from kg.site.search_index import fold
from kg.vocab import SX

AXES = {
    "program": ("Programs", SX.program),
    "list": ("Lists", SX.list),
    "ground": ("Grounds", SX.ground),
    "country": ("Countries", ""),
}
"""The ways to browse whose values are things: path, title, and a designation's property."""

OTHERS = (SX.designatedBy, SX.legalBasis, SX.measure, SX.status)
"""Properties of designations by which a thing's own page names parties, too."""

_UNDATED = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A party in a table: its name, kind and designations in short."""

    iri: str
    label: str
    kind: str
    since: str
    programs: tuple[str, ...]
    lists: tuple[str, ...]
    statuses: tuple[str, ...]


class Directory:
    """Groups of parties, each made when asked for.

    :param lookup: of the publication.
    """

    def __init__(self, lookup: RegisterLookup) -> None:
        self._lookup = lookup
        self._by_term: dict[str, list[str]] = defaultdict(list)
        self._by_year: dict[str, list[str]] = defaultdict(list)
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        self._of_party: dict[str, list[str]] = defaultdict(list)
        predicates = [predicate for _, predicate in AXES.values() if predicate]
        for node in sorted(set(lookup.register.designations)):
            for party in lookup.objects(node, SX.designates):
                self._of_party[party].append(node)
            for predicate in (*predicates, *OTHERS):
                for term in lookup.objects(node, predicate):
                    self._by_term[term].append(node)
            self._by_year[min(lookup.texts(node, SX.listedOn), default=_UNDATED)[:4]].append(node)
        self._countries: dict[str, list[str]] = defaultdict(list)
        for party in sorted(lookup.register.parties):
            for country in sorted(lookup.register.countries.get(party, ())):
                self._countries[country].append(party)
            self._by_letter[initial(lookup.label(party))].append(party)

    def terms(self, axis: str) -> list[str]:
        """The values of an axis that parties have, as encoded terms."""
        predicate = AXES[axis][1]
        if not predicate:
            return sorted(self._countries)
        nodes = set(self._lookup.register.designations)
        return sorted({term for node in nodes for term in self._lookup.objects(node, predicate)})

    def count(self, term: str) -> int:
        """How many parties have the value."""
        return len(self._parties(term))

    def entries(self, term: str) -> list[Entry]:
        """The parties that have a value, by name; their designations with that value only."""
        if term in self._countries:
            return self._sorted((party, self._of_party[party]) for party in self._countries[term])
        return self._grouped(self._by_term.get(term, ()))

    def years(self) -> dict[str, int]:
        """Designations by year of listing, oldest first; "" for those without a date."""
        return {year: len(nodes) for year, nodes in sorted(self._by_year.items())}

    def days(self, year: str) -> dict[str, list[Entry]]:
        """The parties listed in a year, by day."""
        days: dict[str, list[str]] = defaultdict(list)
        for node in self._by_year[year]:
            days[min(self._lookup.texts(node, SX.listedOn), default=_UNDATED)].append(node)
        return {day: self._grouped(nodes) for day, nodes in sorted(days.items())}

    def letters(self) -> dict[str, int]:
        """The first letters of names, and how many parties have them."""
        return {letter: len(parties) for letter, parties in sorted(self._by_letter.items())}

    def named(self, letter: str) -> list[Entry]:
        """The parties whose name begins with the letter."""
        return self._sorted((party, self._of_party[party]) for party in self._by_letter[letter])

    def programs(self, party: str) -> tuple[str, ...]:
        """The labels of the programs under which a party is designated."""
        found = {
            self._lookup.label(term)
            for node in self._of_party[party]
            for term in self._lookup.objects(node, SX.program)
        }
        return tuple(sorted(found))

    def thing(self, term: str) -> Thing:
        """A value with its label."""
        return Thing(term.strip("<>"), self._lookup.label(term))

    def _parties(self, term: str) -> set[str]:
        if term in self._countries:
            return set(self._countries[term])
        nodes = self._by_term.get(term, ())
        return {party for node in nodes for party in self._lookup.objects(node, SX.designates)}

    def _grouped(self, nodes: Iterable[str]) -> list[Entry]:
        found: dict[str, list[str]] = defaultdict(list)
        for node in nodes:
            for party in self._lookup.objects(node, SX.designates):
                found[party].append(node)
        return self._sorted(found.items())

    def _sorted(self, pairs: Iterable[tuple[str, list[str]]]) -> list[Entry]:
        entries = [self._entry(party, nodes) for party, nodes in pairs]
        return sorted(entries, key=lambda entry: (fold(entry.label), entry.iri))

    def _entry(self, party: str, nodes: list[str]) -> Entry:
        lookup = self._lookup
        dates = [text for node in nodes for text in lookup.texts(node, SX.listedOn)]

        def labels(predicate: str) -> tuple[str, ...]:
            found = {lookup.label(t) for node in nodes for t in lookup.objects(node, predicate)}
            return tuple(sorted(found))

        return Entry(
            iri=terms.iri_text(party),
            label=lookup.label(party),
            kind=lookup.register.parties.get(party, ""),
            since=min(dates, default=""),
            programs=labels(SX.program),
            lists=labels(SX.list),
            statuses=labels(SX.status),
        )


def initial(label: str) -> str:
    """The letter under which a name stands: a to z, or "0" for anything else."""
    for letter in unicodedata.normalize("NFKD", label).lower():
        if "a" <= letter <= "z":
            return letter
        if letter.isalnum():
            return "0"
    return "0"

"""Turtle from statements in document order: readable, streaming and repeatable.

Written by the program itself because no library's writer is both repeatable and fast. The
parties' folder is the base, so a party is ``<ofac-33951>`` and its parts ``<ofac-33951#…>``;
every other IRI has a prefix or stands in full. Grammar: https://www.w3.org/TR/turtle/.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from kg import terms
from kg.lines import Statement
from kg.prefixes import Shortener, prefixes
from kg.vocab import RDF, RDFS, SKOS, XSD

_FIRST = {RDF.type: "0", RDFS.label: "1", SKOS.prefLabel: "2"}
_TYPE = RDF.type
_REMEMBERED = 20_000
_BARE = {XSD.boolean, XSD.integer}


class TurtleWriter:
    """Turtle text of statements grouped by subject.

    :param base: the base of the publication's data IRIs.
    """

    def __init__(self, base: str) -> None:
        self._prefixes = prefixes(base)
        self._parties = self._prefixes["party"]
        self._shortener = Shortener(
            {name: space for name, space in self._prefixes.items() if name != "party"}
        )
        self._term = lru_cache(_REMEMBERED)(self._written)

    def text(self, statements: Iterable[Statement]) -> Iterator[str]:
        """Yield the head, then one block of text for each subject, in the order given."""
        yield from self.head()
        for subject, group in groupby(statements, key=itemgetter(0)):
            yield self.block(subject, group)

    def head(self) -> Iterator[str]:
        """Yield the base and prefix lines."""
        yield f"@base {terms.iri(self._parties)} .\n"
        for prefix, namespace in self._prefixes.items():
            if prefix != "party":
                yield f"@prefix {prefix}: {terms.iri(namespace)} .\n"

    def block(self, subject: str, statements: Iterable[Statement]) -> str:
        """The text of one subject: types first, then labels, then the rest by predicate."""
        told: dict[str, list[str]] = defaultdict(list)
        for _, predicate, object_ in statements:
            told[predicate].append(object_)
        parts = []
        for predicate in sorted(told, key=_place):
            objects = " ,\n        ".join(map(self._term, sorted(told[predicate])))
            parts.append(f"{self._verb(predicate)} {objects}")
        return f"\n{self._term(subject)} " + " ;\n    ".join(parts) + " .\n"

    def shown(self, term: str) -> str:
        """A term as people read it in a table: a party by its prefixed name."""
        if terms.is_iri(term) and terms.iri_text(term).startswith(self._parties):
            return f"party:{terms.iri_text(term).removeprefix(self._parties)}"
        return self._term(term)

    def _verb(self, predicate: str) -> str:
        return "a" if predicate == _TYPE else self._term(predicate)

    def _written(self, term: str) -> str:
        if term.startswith("<"):
            iri = term[1:-1]
            if iri.startswith(self._parties) and (rest := iri[len(self._parties) :]):
                return term.replace(self._parties, "", 1) if is_relative(rest) else term
            return self._shortener.short(iri) or term
        if not term.startswith('"') or not term.endswith(">"):
            return term
        body, _, datatype = term.rpartition("^^")
        if datatype in _BARE:
            return body[1:-1]
        return f"{body}^^{self._shortener.short(terms.iri_text(datatype)) or datatype}"


def _place(predicate: str) -> tuple[str, str]:
    """Where a predicate stands among those of a subject."""
    return _FIRST.get(predicate, "3"), predicate


def is_relative(rest: str) -> bool:
    """Whether the text resolves against the base to itself, and to nothing else."""
    return not rest.startswith(("/", ".", "#", "?")) and ":" not in rest.split("#", 1)[0]

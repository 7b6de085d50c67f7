"""The shipped concept schemes as an index: from a list's word or tag to its concept.

Programs, measures, legal bases and relation kinds are data under ``ontology/``, not code:
what a program tag stands for is read from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import terms
from kg.iri import HOME, concept, slug
from kg.resources import ontology_files
from kg.vocab import SKOS, SX


class Schemes:
    """Concepts by scheme and word, and what the schemes say of each.

    A concept is found by its local name or by any of its notations. Notations of programs
    are looked up within one authority, because two authorities may use one tag.
    """

    def __init__(self, statements: Iterable[tuple[str, str, str]]) -> None:
        self._objects: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._found: dict[tuple[str, str], str] = {}
        self._programs: dict[tuple[str, str], str] = {}
        for subject, predicate, object_ in statements:
            if subject.startswith(f"<{HOME}"):
                self._objects[subject, predicate].append(object_)
        self._index()

    def find(self, scheme: str, word: str) -> str | None:
        """The concept of a scheme with that local name or notation, None if there is none."""
        return self._found.get((scheme, word)) or self._found.get((scheme, word.casefold()))

    def program(self, authority: str, tag: str) -> str | None:
        """The program an authority's tag (or the concept's local name) stands for."""
        by = concept("authority", authority)
        return self._programs.get((by, tag)) or self._programs.get((by, tag.casefold()))

    def objects(self, subject: str, predicate: str) -> list[str]:
        """What the schemes say of a concept, in their order; empty for one they do not know."""
        return self._objects.get((subject, predicate), [])

    def ancestors(self, term: str) -> set[str]:
        """The concept and everything broader, however far up."""
        found, open_ = {term}, [term]
        while open_:
            for broader in self.objects(open_.pop(), SKOS.broader):
                if broader not in found:
                    found.add(broader)
                    open_.append(broader)
        return found

    def negates(self, qualifier: str) -> bool:
        """Whether a claim with this qualifier must not be asserted as a plain triple."""
        term = self.find("qualifier", qualifier)
        wanted = terms.literal("true", datatype=terms.XSD + "boolean")
        return term is not None and wanted in self.objects(term, SX.negates)

    def _index(self) -> None:
        members = [
            (subject, *terms.iri_text(subject).removeprefix(HOME).split("/", 1))
            for subject, predicate in self._objects
            if predicate == SKOS.inScheme
        ]
        for subject, scheme, name in members:
            self._remember(subject, scheme, name)
        for subject, scheme, _ in members:
            for notation in self._notations(subject):
                self._remember(subject, scheme, notation)

    def _remember(self, subject: str, scheme: str, word: str) -> None:
        """Index a concept by a word; local names come first, so they win over notations."""
        for form in (word, word.casefold()):
            self._found.setdefault((scheme, form), subject)
            if scheme == "program":
                for authority in self.objects(subject, SX.administeredBy):
                    self._programs.setdefault((authority, form), subject)

    def _notations(self, subject: str) -> list[str]:
        return [terms.decode_literal(text).text for text in self.objects(subject, SKOS.notation)]


@cache
def shipped_schemes() -> Schemes:
    """The concept schemes that travel with the program."""
    return Schemes(statement for path in ontology_files() for statement in turtle_statements(path))


@cache
def turtle_statements(path: Path) -> tuple[tuple[str, str, str], ...]:
    """The statements of one shipped Turtle file, as encoded terms."""
    triples = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    return tuple((str(t.subject), str(t.predicate), str(t.object)) for t in triples)


def local_name(term: str) -> str:
    """The part of a concept's IRI behind its scheme: ``glomag`` of ``…/program/glomag``."""
    return slug(terms.iri_text(term).rsplit("/", 1)[-1])

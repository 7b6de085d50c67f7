"""A published graph read back from its N-Quads lines, and nothing else, party by party."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from kg import terms
from kg.graph.schemes import turtle_statements
from kg.resources import ontology_files
from kg.vocab import RDF, SKOS, SX

Node = Mapping[str, list[str]]


@dataclass
class Graph:
    """The statements of a release by subject, beside the published vocabulary."""

    nodes: dict[str, dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    words: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    used: set[str] = field(default_factory=set)

    def of_type(self, *classes: str) -> Iterator[str]:
        """The subjects of these classes."""
        for subject, said in list(self.nodes.items()):
            if not set(classes).isdisjoint(said.get(RDF.type, ())):
                yield subject

    def linked(self, subject: str, predicate: str) -> list[str]:
        """What a subject is linked to, nodes or literals."""
        return self.nodes[subject].get(predicate, [])

    def texts(self, subject: str, predicate: str) -> list[str]:
        """The texts of the literals of a predicate."""
        return [terms.decode_literal(each).text for each in self.linked(subject, predicate)]

    def text(self, subject: str, predicate: str) -> str:
        """The text of the one literal of a predicate, "" without one."""
        found = self.texts(subject, predicate)
        assert len(found) <= 1, (subject, predicate, found)
        return found[0] if found else ""

    def name(self, subject: str, predicate: str) -> str:
        """The local name of the one concept a predicate names, "" without one."""
        found = self.linked(subject, predicate)
        assert len(found) <= 1, (subject, predicate, found)
        return local(found[0]) if found else ""

    def names(self, subject: str, predicate: str) -> list[str]:
        """The local names of the concepts a predicate names."""
        return [local(each) for each in self.linked(subject, predicate)]

    def concept(self, scheme: str, word: str) -> str:
        """The local name of the concept a word stands for in a scheme, or the word itself.

        Where several authorities have the word, that of the programs in the release.
        """
        found = self.words.get(f"{scheme}\n{key(word)}", [])
        used = [name for name in found if name in self.used]
        return next(iter((*used, *found)), word)


def read_graph(lines: Iterable[str]) -> Graph:
    """Group the statements of N-Quads lines by subject."""
    graph = Graph()
    for line in lines:
        subject, predicate, object_, _ = terms.split_line(line)
        graph.nodes[subject][predicate].append(object_)
        if predicate == SX.program:
            graph.used.add(local(object_))
    said = list(_vocabulary())
    said.extend(
        (s, p, o) for s in list(graph.nodes) for p, many in graph.nodes[s].items() for o in many
    )
    for subject, predicate, object_ in said:
        if predicate in {SKOS.notation, SKOS.prefLabel}:
            scheme = subject.rpartition("/")[0].rpartition("/")[2]
            graph.words[f"{scheme}\n{key(terms.decode_literal(object_).text)}"].append(
                local(subject)
            )
    return graph


@cache
def _vocabulary() -> tuple[tuple[str, str, str], ...]:
    return tuple(
        statement
        for path in ontology_files()
        for statement in turtle_statements(path)
        if statement[1] in {SKOS.notation, SKOS.prefLabel}
    )


def local(term: str) -> str:
    """The end of an IRI."""
    return terms.iri_text(term).rpartition("/")[2].rpartition("#")[2]


def key(word: str) -> str:
    """A word without case and marks."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())

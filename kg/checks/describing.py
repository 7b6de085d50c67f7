"""What the data say about the nodes that a report names: whose they are, and where from.

A finding is made at a node; people want to know the party it belongs to, the source that
says so, and the number under which its publisher keeps the record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from kg import terms
from kg.checks.shacl import Statement
from kg.checks.shacl.statements import with_predicates
from kg.errors import BadTermError
from kg.iri import document_of, slug
from kg.vocab import DCT, FOAF, RDF, RDFS, SKOS

_LABELS = (RDFS.label, SKOS.prefLabel, DCT.title, FOAF.name, terms.iri("https://schema.org/name"))
_WANTED = frozenset({*_LABELS, DCT.source, DCT.identifier, SKOS.notation})
_MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Origin:
    """A source that a finding came from: its IRI, and its title if the data give one."""

    iri: str
    title: str = ""


@dataclass
class Described:
    """What was gathered about nodes and the documents they live in; encoded terms inside.

    ``holders`` says of a blank node from where and by which predicate it is reached.
    """

    labels: dict[str, tuple[int, str]] = field(default_factory=dict)
    origins: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    holders: dict[str, tuple[str, str]] = field(default_factory=dict)

    def label(self, node: str) -> str:
        """The name of the node, else of the party or whatever else it belongs to."""
        for one in self._upwards(node):
            if one in self.labels:
                return self.labels[one][1]
        return ""

    def sources(self, node: str) -> tuple[Origin, ...]:
        """Where the node comes from, else where what it belongs to comes from."""
        for one in self._upwards(node):
            if one in self.origins:
                return tuple(
                    Origin(_text(source), self.titles.get(source, ""))
                    for source in self.origins[one]
                )
        return ()

    def record(self, node: str) -> str:
        """The publisher's own number of the party's record, else of the node itself."""
        found = self.records.get(document_of(node)) if terms.is_iri(node) else None
        return found or self.numbers.get(node, "")

    def way_to(self, blank: str) -> tuple[str, list[str]]:
        """From which IRI a blank node is reached ("" if from none), and over which predicates."""
        steps: list[str] = []
        node = blank
        while node.startswith("_:") and len(steps) < _MOST_STEPS:
            node, predicate = self.holders.get(node, ("", ""))
            if predicate:
                steps.insert(0, predicate)
        return (node if terms.is_iri(node) else ""), steps

    def _upwards(self, node: str) -> Iterator[str]:
        yield node
        if node.startswith("_:"):
            node = self.way_to(node)[0]
            yield node
        if terms.is_iri(node):
            yield document_of(node)


def described(
    data: Iterable[Statement], nodes: Collection[str], background: Sequence[Statement] = ()
) -> Described:
    """Gather labels, sources and numbers of nodes and their documents.

    :param data: statements that can be walked again.
    :param background: more of them, in any order.
    """
    found = Described()
    if not nodes:
        return found
    if any(node.startswith("_:") for node in nodes):
        found.holders = {
            object_: (subject, predicate)
            for subject, predicate, object_ in chain(data, background)
            if object_.startswith("_:")
        }
        found.types = {
            subject: object_
            for subject, _, object_ in with_predicates(data, {RDF.type})
            if subject in nodes and subject.startswith("_:")
        }
    reached = {found.way_to(node)[0] if node.startswith("_:") else node for node in nodes}
    documents = {document_of(node) for node in reached if terms.is_iri(node)}
    wanted = {*nodes, *reached, *documents}
    told = chain(with_predicates(data, _WANTED), with_predicates(background, _WANTED))
    for subject, predicate, object_ in told:
        if predicate == DCT.title:
            found.titles.setdefault(subject, _text(object_))
        if subject in wanted:
            _take(found, subject, predicate, object_)
        if predicate == SKOS.notation and document_of(subject) in documents:
            _take_record(found, document_of(subject), _text(object_))
    return found


def _take(found: Described, subject: str, predicate: str, object_: str) -> None:
    if predicate in _LABELS and object_.startswith('"'):
        label = (_LABELS.index(predicate), _text(object_))
        found.labels[subject] = min(label, found.labels.get(subject, label), key=_rank)
    elif predicate == DCT.source:
        found.origins.setdefault(subject, []).append(object_)
    elif predicate == DCT.identifier:
        found.numbers.setdefault(subject, _text(object_))


def _rank(label: tuple[int, str]) -> int:
    return label[0]


def _take_record(found: Described, document: str, number: str) -> None:
    """A party's IRI ends in the number that its publisher gave it."""
    try:
        end = slug(number)
    except BadTermError:
        return
    if document.endswith((f"-{end}>", f"/{end}>")):
        found.records.setdefault(document, number)


def _text(term: str) -> str:
    return terms.decode_literal(term).text if term.startswith('"') else _bare(term)


def _bare(term: str) -> str:
    return terms.iri_text(term) if terms.is_iri(term) else term

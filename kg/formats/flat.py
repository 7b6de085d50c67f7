"""The flat view: one row for each designation, with what most people ask of the party.

For readers without RDF. It is made of the lines and says less than they do: values are
labels, several of them in a cell stand side by side, and what is not in a column is in the
graph alone. A claim that its source doubts carries the doubt in brackets behind it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from kg import terms
from kg.formats.context import ontology_statements
from kg.iri import concept, document_of
from kg.lines import Statement, read_lines, statements
from kg.vocab import DCT, LOCN, RDF, RDFS, SCHEMA, SKOS, SKOSXL, SX

Facts = Mapping[str, Mapping[str, list[str]]]
Cell = str | tuple[str, ...]

_KINDS = {SX.Person: "person", SX.Entity: "entity", SX.Vessel: "vessel", SX.Aircraft: "aircraft"}
_LABELS = (SKOS.prefLabel, RDFS.label, DCT.title)
_LABELLED = re.compile(f"^[^#>]*> (?:{'|'.join(map(re.escape, _LABELS))}) ")
_WEAK = concept("name-type", "weak")


@dataclass(frozen=True, slots=True)
class Row:
    """A designation in the facts of its document, and the labels of everything else."""

    designation: str
    party: str
    facts: Facts
    labels: Mapping[str, str]

    def of(self, node: str, *predicates: str) -> Iterator[str]:
        """The objects of a node of the document."""
        told = self.facts.get(node, {})
        for predicate in predicates:
            yield from told.get(predicate, ())

    def label(self, term: str) -> str:
        """A literal's text, a thing's label, or else its IRI."""
        if not terms.is_iri(term):
            return terms.decode_literal(term).text
        own = (terms.decode_literal(each).text for each in self.of(term, *_LABELS))
        return self.labels.get(term) or next(own, terms.iri_text(term))

    def listed(self, *predicates: str) -> Iterator[str]:
        """What the designation says, in words."""
        return map(self.label, self.of(self.designation, *predicates))

    def claimed(self, link: str, *predicates: str) -> Iterator[str]:
        """What the party's nodes behind a link say, with the doubts of the source."""
        for node in self.of(self.party, link):
            for value in map(self.label, self.of(node, *predicates)):
                yield self.doubted(node, value)

    def doubted(self, node: str, value: str) -> str:
        """A value with its source's doubts behind it."""
        doubts = sorted(map(self.label, self.of(node, SX.qualifier)))
        return f"{value} ({', '.join(doubts)})" if doubts else value


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what stands in it, where that comes from, and how it is typed.

    ``kind`` is ``iri``, ``text`` or ``date`` for at most one value, ``list`` for several.
    """

    name: str
    description: str
    kind: str
    values: Callable[[Row], Iterable[str]]
    term: str = ""

    def cell(self, row: Row) -> Cell:
        """The value of a row: the first by code point where several are found for one."""
        found = sorted(set(self.values(row)))
        return tuple(found) if self.kind == "list" else next(iter(found), "")


def _listed(term: str) -> Callable[[Row], Iterable[str]]:
    return lambda row: row.listed(term)


def _names(row: Row, *, weak: bool) -> Iterator[str]:
    main = {row.label(row.party)}
    for node in row.of(row.party, SX.name):
        if (_WEAK in row.of(node, SX.nameStrength)) == weak:
            for text in map(row.label, row.of(node, SKOSXL.literalForm)):
                if text not in main:
                    yield row.doubted(node, text)


def _identifiers(row: Row) -> Iterator[str]:
    for node in row.of(row.party, SX.identifier):
        scheme = next(map(row.label, row.of(node, SX.idScheme)), "")
        for number in map(row.label, row.of(node, SKOS.notation)):
            yield row.doubted(node, f"{scheme}: {number}" if scheme else number)


def _countries(row: Row) -> Iterator[str]:
    yield from map(row.label, row.of(row.party, SX.country))
    for node in row.of(row.party, SX.address):
        yield from map(row.label, row.of(node, SX.country))


COLUMNS = (
    Column("designation", "The designation's own address.", "iri",
           lambda row: [terms.iri_text(row.designation)]),
    Column("party", "The address of the party that is designated.", "iri",
           lambda row: [terms.iri_text(row.party)], SX.designates),
    Column("name", "The party's main name.", "text",
           lambda row: [row.label(row.party)], RDFS.label),
    Column("kind", "What the party is: person, entity, vessel or aircraft.", "text",
           lambda row: (_KINDS[k] for k in row.of(row.party, RDF.type) if k in _KINDS)),
    Column("authority", "Who designated it.", "text", _listed(SX.designatedBy), SX.designatedBy),
    Column("list", "The list that it stands on.", "text", _listed(SX.list), SX.list),
    Column("program", "The sanctions program.", "text", _listed(SX.program), SX.program),
    Column("status", "Whether the designation is in force.", "text", _listed(SX.status), SX.status),
    Column("listed_on", "The first day of the listing, where a source states it.", "date",
           _listed(SX.listedOn), SX.listedOn),
    Column("effective_on", "The day from which measures apply, if another.", "date",
           _listed(SX.effectiveOn), SX.effectiveOn),
    Column("delisted_on", "The day on which it was taken off the list.", "date",
           _listed(SX.delistedOn), SX.delistedOn),
    Column("grounds", "Why it was designated.", "list", _listed(SX.ground), SX.ground),
    Column("legal_basis", "The legal acts that it rests on.", "list",
           _listed(SX.legalBasis), SX.legalBasis),
    Column("measures", "What is ordered against the party.", "list",
           _listed(SX.measure), SX.measure),
    Column("linked_to", "Parties on whose account it was designated.", "list",
           lambda row: row.listed(SX.linkedTo, SX.linkedToName), SX.linkedTo),
    Column("reasons", "The reasons as the authority words them.", "list",
           _listed(SX.statedReason), SX.statedReason),
    Column("aliases", "Other names, save the weak ones.", "list",
           lambda row: _names(row, weak=False), SX.name),
    Column("weak_aliases", "Names that the list calls weak: too common to identify by.", "list",
           lambda row: _names(row, weak=True), SX.name),
    Column("identifiers", "Numbers with the kind of number before them.", "list",
           _identifiers, SX.identifier),
    Column("birth_dates", "Days of birth as EDTF, as precise as they are known.", "list",
           lambda row: row.claimed(SX.birthDate, SX.edtf), SX.birthDate),
    Column("birth_places", "Places of birth.", "list",
           lambda row: row.claimed(SX.birthPlace, LOCN.fullAddress), SX.birthPlace),
    Column("nationalities", "Countries of nationality and citizenship.", "list",
           lambda row: map(row.label, row.of(row.party, SCHEMA.nationality, SX.citizenship)),
           SCHEMA.nationality),
    Column("countries", "Countries of the party and of its addresses.", "list",
           _countries, SX.country),
    Column("addresses", "Addresses as printed.", "list",
           lambda row: row.claimed(SX.address, LOCN.fullAddress), SX.address),
    Column("sources", "Addresses of the releases and documents that say so.", "list",
           lambda row: map(terms.iri_text, row.of(row.designation, DCT.source)), DCT.source),
)  # fmt: skip
"""The columns in order. The description and the term of the vocabulary go into the metadata."""


def rows(ordered: Path) -> Iterator[list[Cell]]:
    """Yield the cells of each designation, in document order.

    :param ordered: N-Quads lines in document order. They are read twice: labels first.
    """
    labels = dict(_shipped_labels())
    labels.update(_labels(statements(filter(_LABELLED.search, read_lines(ordered)))))
    found = statements(read_lines(ordered))
    for _, group in groupby(found, key=lambda statement: document_of(statement[0])):
        facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, object_ in group:
            facts[subject][predicate].append(object_)
        for subject, told in facts.items():
            if SX.Designation in told.get(RDF.type, ()):
                for party in told.get(SX.designates, ()):
                    row = Row(subject, party, facts, labels)
                    yield [column.cell(row) for column in COLUMNS]


@cache
def _shipped_labels() -> dict[str, str]:
    return _labels(ontology_statements())


def _labels(found: Iterable[Statement]) -> dict[str, str]:
    """The best label of each subject: by the order of predicates, English before others."""
    best: dict[str, tuple[int, bool, str]] = {}
    for subject, predicate, object_ in found:
        if predicate in _LABELS and not terms.is_iri(object_):
            told = terms.decode_literal(object_)
            rank = (_LABELS.index(predicate), told.language not in {"", "en"}, told.text)
            if subject not in best or rank < best[subject]:
                best[subject] = rank
    return {subject: text for subject, (_, _, text) in best.items()}

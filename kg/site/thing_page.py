"""Everything a document says as tables, node by node, for any kind of thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass

from kg import terms
from kg.iri import document_of
from kg.prefixes import Shortener, prefixes
from kg.site.account import Thing
from kg.site.register import RegisterLookup
from kg.vocab import DCAT, DCT, FOAF, PROV, RDF, RDFS, SKOS, VOID

_FIRST = (RDF.type, RDFS.label, SKOS.prefLabel, DCT.title, SKOS.definition, DCT.description)
_LABELS = (RDFS.label, SKOS.prefLabel, DCT.title)
_NOT_FOLLOWED = {RDF.type, RDFS.isDefinedBy}
_MOST_INCOMING = 200
_WORDS = {
    RDF.type: "is a",
    RDFS.label: "label",
    RDFS.comment: "note",
    RDFS.isDefinedBy: "defined in",
    RDFS.seeAlso: "see also",
    SKOS.prefLabel: "label",
    SKOS.altLabel: "also called",
    SKOS.definition: "definition",
    SKOS.inScheme: "in scheme",
    SKOS.broader: "broader",
    SKOS.notation: "code",
    SKOS.note: "note",
    SKOS.scopeNote: "scope",
    DCT.title: "title",
    DCT.description: "description",
    DCT.source: "source",
    DCT.identifier: "identifier",
    DCT.issued: "issued",
    DCT.publisher: "publisher",
    DCT.creator: "creator",
    DCT.references: "refers to",
    DCT.type: "type",
    DCT.license: "licence",
    DCT.rights: "terms",
    DCT.conformsTo: "keeps to",
    DCT.modified: "changed",
    DCT.date: "date",
    DCT.created: "created",
    DCT.extent: "bytes",
    DCT.bibliographicCitation: "citation",
    DCT.spatial: "place",
    DCAT.dataset: "dataset",
    DCAT.service: "service",
    DCAT.distribution: "file",
    DCAT.inSeries: "in series",
    DCAT.last: "newest",
    DCAT.version: "version",
    DCAT.landingPage: "landing page",
    DCAT.servesDataset: "serves",
    DCAT.endpointURL: "endpoint",
    DCAT.endpointDescription: "described by",
    VOID.triples: "statements",
    VOID.entities: "parties",
    VOID.classes: "classes",
    VOID.properties: "properties",
    VOID.vocabulary: "vocabulary",
    VOID.uriSpace: "addresses begin with",
    VOID.exampleResource: "example",
    VOID.feature: "written as",
    VOID.subset: "part",
    VOID.sparqlEndpoint: "SPARQL endpoint",
    FOAF.page: "web page",
    FOAF.homepage: "website",
    PROV.wasDerivedFrom: "made from",
}
"""Properties of other vocabularies in words; those of our own have labels."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value: its text, its IRI if it is a thing, and its language or datatype."""

    text: str
    iri: str
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """A property in words, its IRI, and its values."""

    label: str
    iri: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a document: its IRI, its fragment ("" for the thing itself), its rows."""

    iri: str
    fragment: str
    label: str
    rows: tuple[Row, ...]


class Tables:
    """Makes tables of the document that a lookup holds.

    :param lookup: of the publication.
    :param base: the base of the publication's data IRIs.
    """

    def __init__(self, lookup: RegisterLookup, base: str) -> None:
        self._lookup, self._base = lookup, base
        self._shortener = Shortener(prefixes(base))
        self._incoming: dict[str, dict[str, list[str]]] = {}
        self._labels: dict[str, str] = {}

    def nodes(self, without: Container[str] = ()) -> tuple[Node, ...]:
        """The nodes of the document with all that is said of each, but for some fragments."""
        return tuple(
            Node(
                iri=subject.strip("<>"),
                fragment=fragment,
                label=self.label(subject),
                rows=tuple(self._rows(facts)),
            )
            for subject, facts in self._lookup.document.facts.items()
            if (fragment := subject.strip("<>").partition("#")[2]) not in without
        )

    def incoming(self, subject: str) -> tuple[Row, ...]:
        """What other documents that are not parties say with this thing as the value."""
        if not self._incoming:
            self._index()
        found = self._incoming.get(subject, {})
        return tuple(
            Row(
                _WORDS.get(predicate) or self.label(predicate),
                predicate.strip("<>"),
                self._things(subjects),
            )
            for predicate, subjects in sorted(found.items())
        )

    def label(self, term: str) -> str:
        """A thing's label; of one without, its name, its prefixed name, or what else reads best."""
        if term.startswith('"'):
            return self._lookup.label(term)
        found = self._labels.get(term)
        if found is None:
            iri = term.strip("<>")
            found = self._lookup.label(term)
            if not any(self._lookup.objects(term, predicate) for predicate in _LABELS):
                name = self._lookup.text(term, FOAF.name)
                found = name or self._shortener.short(iri) or self._from_iri(iri)
            if "#" not in iri or document_of(term) != self._lookup.document.iri:
                self._labels[term] = found
        return found

    def _from_iri(self, iri: str) -> str:
        """What a bare IRI says of a thing: a part in words, a foreign term's own name."""
        document, _, fragment = iri.partition("#")
        if not fragment:
            return iri
        is_ours = document == self._lookup.document.iri[1:-1] or document.startswith(self._base)
        return fragment.replace("-", " ") if is_ours else fragment

    def things(self, found: list[str]) -> tuple[Thing, ...]:
        """Terms as things with labels, in the order of those."""
        things = [Thing(term.strip("<>"), self.label(term)) for term in found]
        return tuple(sorted(things, key=lambda thing: (thing.label.casefold(), thing.iri)))

    def _rows(self, facts: dict[str, list[str]]) -> Iterator[Row]:
        for predicate in sorted(facts, key=lambda each: (_rank(each), each)):
            values = tuple(self._value(object_) for object_ in sorted(facts[predicate]))
            words = _WORDS.get(predicate) or self.label(predicate)
            yield Row(words, predicate.strip("<>"), values)

    def _value(self, object_: str) -> Value:
        if not object_.startswith('"'):
            return Value(self.label(object_), object_.strip("<>"), "")
        text, language, datatype = terms.decode_literal(object_)
        kind = "" if datatype == terms.XSD_STRING else datatype.replace("#", "/").rsplit("/", 1)[-1]
        return Value(text, "", language or kind)

    def _things(self, subjects: list[str]) -> tuple[Value, ...]:
        things = self.things(sorted(set(subjects)))
        shown = [Value(thing.label, thing.iri, "") for thing in things[:_MOST_INCOMING]]
        if len(things) > _MOST_INCOMING:
            shown.append(Value(f"and {len(things) - _MOST_INCOMING:,} more", "", ""))
        return tuple(shown)

    def _index(self) -> None:
        register = self._lookup.register
        apart = {*register.parties, *register.designations, *register.relations}
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, facts in register.facts.items():
            if subject in apart or "#" in subject:
                continue
            for predicate, objects in facts.items():
                if predicate not in _NOT_FOLLOWED:
                    for object_ in objects:
                        if object_ in register.documents and object_ != subject:
                            found[object_][predicate].append(subject)
        self._incoming = dict(found)


def _rank(predicate: str) -> int:
    return _FIRST.index(predicate) if predicate in _FIRST else len(_FIRST)

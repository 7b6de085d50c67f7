"""Figures of a dataset as VoID: counts, partitions by class and by property, and sets of links.

https://www.w3.org/TR/void/. Query planners and editors that complete terms read them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kg import iri, terms
from kg.graph.context import Statement
from kg.iri import Iris
from kg.prefixes import Shortener, prefixes
from kg.vocab import DCT, RDF, SX, VOID, XSD

_PARTIES = (SX.Person, SX.Entity, SX.Vessel, SX.Aircraft)
_FORMATS = {
    "application/n-quads": "http://www.w3.org/ns/formats/N-Quads",
    "text/turtle": "http://www.w3.org/ns/formats/Turtle",
    "application/trig": "http://www.w3.org/ns/formats/TriG",
    "application/ld+json": "http://www.w3.org/ns/formats/JSON-LD",
    "application/rdf+xml": "http://www.w3.org/ns/formats/RDF_XML",
}
_NAMES = {
    iri.COUNTRY: "Countries, authority table of the European Union",
    "http://data.europa.eu/eli/": "Legislation of the European Union by ELI",
    "http://publications.europa.eu/resource/celex/": "Legal acts of the European Union by CELEX",
    "http://www.wikidata.org/entity/": "Wikidata",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted in a dataset.

    ``classes`` counts instances by class, ``properties`` statements by property, both under
    encoded terms; ``links`` statements by property and the address space that they lead into.
    ``example`` is a party of it, or another thing where no party is in it.
    """

    triples: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    links: Mapping[tuple[str, str], int]
    example: str


def statistics(
    iris: Iris, dataset: str, figures: Figures, media_types: Collection[str]
) -> Iterator[Statement]:
    """The statements that tell the figures of a dataset.

    :param media_types: those of its files.
    """
    yield dataset, VOID.triples, _count(figures.triples)
    yield dataset, VOID.entities, _count(sum(figures.classes.get(kind, 0) for kind in _PARTIES))
    yield dataset, VOID.classes, _count(len(figures.classes))
    yield dataset, VOID.properties, _count(len(figures.properties))
    yield dataset, VOID.uriSpace, terms.literal(iris.base)
    yield dataset, VOID.exampleResource, figures.example
    for media_type, name in _FORMATS.items():
        if media_type in media_types:
            yield dataset, VOID.feature, terms.iri(name)
    for space in sorted({_space(term) for term in (*figures.classes, *figures.properties)}):
        yield dataset, VOID.vocabulary, terms.iri(space)
    yield from _partitions(iris, dataset, figures)
    yield from _links(iris, dataset, figures)


def _partitions(iris: Iris, dataset: str, figures: Figures) -> Iterator[Statement]:
    shortener = Shortener(prefixes(iris.base))
    for kind, link, predicate, figure, counts in (
        ("class", VOID.classPartition, VOID["class"], VOID.entities, figures.classes),
        ("property", VOID.propertyPartition, VOID["property"], VOID.triples, figures.properties),
    ):
        for term, count in sorted(counts.items()):
            text = terms.iri_text(term)
            part = iri.fragment(dataset, kind, shortener.short(text) or text)
            yield dataset, link, part
            yield part, predicate, term
            yield part, figure, _count(count)


def _links(iris: Iris, dataset: str, figures: Figures) -> Iterator[Statement]:
    shortener = Shortener(prefixes(iris.base))
    for (predicate, space), count in sorted(figures.links.items()):
        text = terms.iri_text(predicate)
        target = iri.fragment(dataset, "target", space)
        links = iri.fragment(dataset, "links", f"{shortener.short(text) or text} {space}")
        yield dataset, VOID.subset, links
        yield links, RDF.type, VOID.Linkset
        yield links, VOID.linkPredicate, predicate
        yield links, VOID.subjectsTarget, dataset
        yield links, VOID.objectsTarget, target
        yield links, VOID.triples, _count(count)
        yield target, DCT.title, terms.literal(_NAMES[space], language="en")
        yield target, VOID.uriSpace, terms.literal(space)


def _space(term: str) -> str:
    text = terms.iri_text(term)
    return text[: max(text.rfind("/"), text.rfind("#")) + 1]


def _count(number: int) -> str:
    return terms.literal(str(number), datatype=terms.iri_text(XSD.integer))

"""The query page, what it is told of the site, and the description of its endpoint.

The page, its worker and the service worker come from ``kg/site/bundle/``, which is made when
the program is built (``kg/site/front/bundling.py``); a program that was built without it
publishes no query page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePosixPath

from kg import iri, terms
from kg.iri import COUNTRY, Iris
from kg.lines import Statement
from kg.prefixes import Shortener, prefixes
from kg.site import places
from kg.site.documents import Document, DocumentWriter
from kg.site.output import Output
from kg.site.pages import Pages
from kg.site.query_files import QueryFiles, vocabulary, write_core
from kg.site.register import RegisterLookup
from kg.site.thing_page import Tables
from kg.store.questions import questions
from kg.vocab import OWL, RDF, RDFS, SKOS, SX, Namespace

BUNDLE = Path(__file__).resolve().parent / "bundle"
PLACE = PurePosixPath("query")
ENDPOINT = PurePosixPath("sparql")

_AT_ROOT = "service-worker.js"  # a service worker sees what lies in its own folder and below
_BUNDLED = ("query.js", "query.css", "worker.js", "oxigraph.wasm", "licences.txt")
_TERMS = {
    OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, SKOS.Concept,
    SX.Program, SX.Authority,
}  # fmt: skip
_LONGEST = 240
_CORE_SAYS = "names, classes, lists, programs, grounds, dates, and the vocabulary"
_SD = Namespace(
    "sd",
    "http://www.w3.org/ns/sparql-service-description#",
    """
    Service Dataset Graph NamedGraph endpoint supportedLanguage SPARQL11Query feature
    UnionDefaultGraph resultFormat defaultDataset defaultGraph namedGraph name
    """,
)
_FORMATS = Namespace(
    "formats",
    "http://www.w3.org/ns/formats/",
    "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV "
    "Turtle N-Triples JSON-LD RDF_XML",
)
_SAYS = (
    "Answers inside a browser that has opened the query page of this site, over the published "
    "files; there is no server behind it."
)


def is_bundled() -> bool:
    """Whether the program was built with the parts of the query page."""
    return all((BUNDLE / name).is_file() for name in (_AT_ROOT, *_BUNDLED))


def write_query_page(
    out: Output,
    pages: Pages,
    lookup: RegisterLookup,
    folders: Mapping[str, PurePosixPath],
    base: str,
) -> Iterator[PurePosixPath]:
    """Write the page with all it needs, and yield the folders of its pages.

    :param folders: the folder of every document of the site, by its bare IRI.
    """
    files = write_core(out, lookup.register.graphs)
    for name in _BUNDLED:
        out.put(PurePosixPath("assets") / PLACE, name, (BUNDLE / name).read_bytes())
    out.put(PurePosixPath(), _AT_ROOT, (BUNDLE / _AT_ROOT).read_bytes())
    told = _settings(files, out.site, lookup, folders, base)
    out.put(PLACE, "settings.json", json.dumps(told, ensure_ascii=False, indent=0) + "\n")
    out.put(PLACE, "index.html", pages.html("query.html.j2", PLACE, title="Query"))
    yield PLACE
    iris = Iris(base)
    service = iris.file(ENDPOINT.as_posix())
    described = Document(service, tuple(sorted(_description(iris, files.core.graphs))))
    for ending, text in DocumentWriter(base).texts(described).items():
        out.put(ENDPOINT, f"index.{ending}", text)
    lookup.document = described
    html = pages.html(
        "sparql.html.j2",
        ENDPOINT,
        title="SPARQL endpoint",
        iri=terms.iri_text(service),
        nodes=Tables(lookup, base).nodes(),
    )
    out.put(ENDPOINT, "index.html", html)
    yield ENDPOINT


def _settings(
    files: QueryFiles,
    site: Path,
    lookup: RegisterLookup,
    folders: Mapping[str, PurePosixPath],
    base: str,
) -> dict[str, object]:
    """What the page's scripts must know of the site."""
    titles = _titles(lookup)
    return {
        "base": base,
        "prefixes": prefixes(base),
        "core": {**asdict(files.core), "says": _CORE_SAYS, "left": files.left},
        "lists": [
            {**asdict(file), "title": titles.get(stem, stem)} for stem, file in files.lists.items()
        ],
        "places": {
            name: places.address(place)
            for name, place in sorted(folders.items())
            if name.startswith(COUNTRY)
        },
        "questions": [
            {
                "name": question.name,
                "title": question.title,
                "audience": question.audience,
                "query": question.query,
            }
            for question in questions()
        ],
        "terms": list(_terms(site, base)),
    }


def _titles(lookup: RegisterLookup) -> dict[str, str]:
    """What the releases are called, by source and version as in the names of their dumps."""
    return {
        "-".join(terms.iri_text(node).rsplit("/", 2)[1:]): lookup.label(node)
        for node, facts in lookup.register.facts.items()
        if SX.sourceKind in facts
    }


def _terms(site: Path, base: str) -> Iterator[tuple[str, str, str]]:
    """Prefixed name, label and meaning of the terms that the editor offers."""
    shortener = Shortener(prefixes(base))
    for subject, group in groupby(vocabulary(site), key=itemgetter(0)):
        told = [(predicate, object_) for _, predicate, object_ in group]
        if any(predicate == RDF.type and object_ in _TERMS for predicate, object_ in told):
            short = shortener.short(terms.iri_text(subject))
            if short:
                meaning = _text(told, SKOS.definition, RDFS.comment)
                yield short, _text(told, RDFS.label, SKOS.prefLabel), _cut(meaning)


def _text(told: list[tuple[str, str]], *predicates: str) -> str:
    """The first text under the first predicate that has one, English before others."""
    for wanted in predicates:
        found = [
            terms.decode_literal(object_)
            for predicate, object_ in told
            if predicate == wanted and object_.startswith('"')
        ]
        if found:
            return min(found, key=lambda literal: literal.language not in {"en", None}).text
    return ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _description(iris: Iris, graphs: tuple[str, ...]) -> Iterator[Statement]:
    """The service description: https://www.w3.org/TR/sparql11-service-description/."""
    endpoint = iris.file(ENDPOINT.as_posix())
    service = iri.fragment(endpoint, "service", "query")
    dataset = iri.fragment(endpoint, "dataset", "all")
    union = iri.fragment(endpoint, "graph", "union")
    yield service, RDF.type, _SD.Service
    yield service, RDFS.comment, terms.literal(_SAYS, language="en")
    yield service, _SD.endpoint, endpoint
    yield service, _SD.supportedLanguage, _SD.SPARQL11Query
    yield service, _SD.feature, _SD.UnionDefaultGraph
    for form in _FORMATS.terms.values():
        yield service, _SD.resultFormat, form
    yield service, _SD.defaultDataset, dataset
    yield dataset, RDF.type, _SD.Dataset
    yield dataset, _SD.defaultGraph, union
    yield union, RDF.type, _SD.Graph
    for graph in graphs:
        node = iri.fragment(endpoint, "graph", "-".join(graph.rsplit("/", 2)[1:]))
        yield dataset, _SD.namedGraph, node
        yield node, RDF.type, _SD.NamedGraph
        yield node, _SD.name, terms.iri(graph)

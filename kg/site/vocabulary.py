"""The shipped vocabulary and shapes as documents, and every term of it explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import terms
from kg.iri import SHAPES, VOCABULARY
from kg.lines import Statement
from kg.prefixes import prefixes
from kg.resources import ontology_files, shapes_files
from kg.site.account import Thing
from kg.site.register import RegisterLookup
from kg.site.shape_terms import ShapeTerm, shapes_about
from kg.site.thing_page import Tables
from kg.vocab import DCT, OWL, RDF, RDFS, SKOS

_APART = ("alignments.ttl",)
_SH = "http://www.w3.org/ns/shacl#"
_ONTOLOGY = terms.iri(prefixes()["owl"] + "Ontology")
_KINDS = (
    ("Classes", OWL.Class),
    ("Properties between things", OWL.ObjectProperty),
    ("Properties with a value", OWL.DatatypeProperty),
    ("Annotations", OWL.AnnotationProperty),
)


def vocabulary_statements() -> Iterator[Statement]:
    """The statements of every shipped ontology file but the alignments.

    Those stay a document of their own, because they commit a reader to other vocabularies.
    """
    for path in ontology_files():
        if path.name not in _APART:
            for triple in _triples(path):
                yield str(triple.subject), str(triple.predicate), str(triple.object)


def whole_files() -> Iterator[tuple[str, str, tuple[Path, ...]]]:
    """Documents that are whole files: the encoded IRI, a title, and the files in them."""
    for path in ontology_files():
        if path.name in _APART:
            yield _header(path), "Alignments with other vocabularies", (path,)
    yield terms.iri(SHAPES.removesuffix("#")), "Shapes", shapes_files()
    for path in shapes_files():
        yield _header(path), f"Shapes: {path.stem}", (path,)


def versions() -> Iterator[tuple[str, str]]:
    """The encoded IRI of each shipped file that has a version, and that of the version."""
    for path in (*ontology_files(), *shapes_files()):
        for triple in _triples(path):
            if str(triple.predicate) == OWL.versionIRI:
                yield str(triple.subject), str(triple.object)


def file_texts(paths: tuple[Path, ...]) -> dict[str, str]:
    """The triples of some files in every format by ending, blank nodes named repeatably."""
    data = ox.Dataset(
        ox.Quad(triple.subject, triple.predicate, triple.object)
        for path in paths
        for triple in _triples(path)
    )
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    ordered = sorted(data, key=str)
    plain = [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in ordered]
    forms = {
        "ttl": ox.RdfFormat.TURTLE,
        "jsonld": ox.RdfFormat.JSON_LD,
        "nt": ox.RdfFormat.N_TRIPLES,
    }
    known = {**prefixes(), "sh": _SH}
    return {
        ending: (ox.serialize(plain, format=form, prefixes=known) or b"").decode()
        for ending, form in forms.items()
    }


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the vocabulary as its page shows it."""

    iri: str
    name: str
    label: str
    definition: str
    rows: tuple[tuple[str, tuple[Thing, ...]], ...]
    notes: tuple[str, ...]
    examples: tuple[str, ...]
    example: tuple[Thing, ...]
    constraints: tuple[ShapeTerm, ...]


def term_groups(lookup: RegisterLookup, tables: Tables) -> dict[str, list[Term]]:
    """Every term of the vocabulary with what explains it, by kind, then by name."""
    subjects = [s for s in lookup.document.facts if s[1:].startswith(VOCABULARY)]
    found: dict[str, list[Term]] = {}
    for title, kind in _KINDS:
        own = [_term(s, lookup, tables) for s in subjects if kind in lookup.objects(s, RDF.type)]
        if own:
            found[title] = sorted(own, key=lambda term: term.name.casefold())
    return found


def _term(subject: str, lookup: RegisterLookup, tables: Tables) -> Term:
    iri = terms.iri_text(subject)
    rows = {
        "kind of": RDFS.subClassOf,
        "special case of": terms.iri(prefixes()["rdfs"] + "subPropertyOf"),
        "of": terms.iri(prefixes()["rdfs"] + "domain"),
        "leads to": RDFS.range,
        "other direction": terms.iri(prefixes()["owl"] + "inverseOf"),
        "source": DCT.source,
        "see also": RDFS.seeAlso,
    }
    seen = lookup.register.examples.get(subject)
    return Term(
        iri=iri,
        name=iri.removeprefix(VOCABULARY),
        label=lookup.label(subject),
        definition=lookup.text(subject, SKOS.definition),
        rows=tuple(
            (words, tables.things(found))
            for words, predicate in rows.items()
            if (found := lookup.objects(subject, predicate))
        ),
        notes=(*lookup.texts(subject, SKOS.scopeNote), *lookup.texts(subject, SKOS.note)),
        examples=tuple(lookup.texts(subject, terms.iri(prefixes()["skos"] + "example"))),
        example=tuple(_shown(term, tables) for term in (seen[0], seen[2])) if seen else (),
        constraints=shapes_about().get(subject, ()),
    )


def _shown(term: str, tables: Tables) -> Thing:
    if not term.startswith("<"):
        return Thing("", tables.label(term))
    return Thing(terms.iri_text(term), tables.label(term))


def _header(path: Path) -> str:
    """The IRI that a file gives itself."""
    return next(
        str(triple.subject)
        for triple in _triples(path)
        if str(triple.predicate) == RDF.type and str(triple.object) == _ONTOLOGY
    )


@cache
def _triples(path: Path) -> tuple[ox.Quad, ...]:
    return tuple(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))

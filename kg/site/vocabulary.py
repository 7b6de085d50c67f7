"""The shipped vocabulary and shapes as documents, and as pages that explain every term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import terms
from kg.iri import HOME, SHAPES, VOCABULARY
from kg.lines import Statement
from kg.prefixes import prefixes
from kg.resources import ontology_files, shapes_files
from kg.site.account import Thing
from kg.site.register import RegisterLookup
from kg.site.thing_page import Tables
from kg.vocab import DCT, OWL, RDF, RDFS, SH, SKOS

_APART = ("alignments.ttl",)
_SH = "http://www.w3.org/ns/shacl#"
_ONTOLOGY = terms.iri(prefixes()["owl"] + "Ontology")
_KINDS = (
    ("Classes", OWL.Class),
    ("Properties between things", OWL.ObjectProperty),
    ("Properties with a value", OWL.DatatypeProperty),
    ("Annotations", OWL.AnnotationProperty),
)
_SEVERITIES = {SH.Violation: "must hold", SH.Warning: "should hold", SH.Info: "good to have"}
_SHACL = {
    name: terms.iri(_SH + name)
    for name in ("path", "targetClass", "targetSubjectsOf", "name", "description", "message",
                 "severity")
}  # fmt: skip


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
class Constraint:
    """A shape that constrains a term, in words."""

    iri: str
    name: str
    severity: str
    message: str
    about: tuple[Thing, ...]


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
    constraints: tuple[Constraint, ...]


def term_groups(lookup: RegisterLookup, tables: Tables) -> dict[str, list[Term]]:
    """Every term of the vocabulary with what explains it, by kind, then by name."""
    subjects = [s for s in lookup.document.facts if s[1:].startswith(VOCABULARY)]
    found: dict[str, list[Term]] = {}
    for title, kind in _KINDS:
        own = [_term(s, lookup, tables) for s in subjects if kind in lookup.objects(s, RDF.type)]
        if own:
            found[title] = sorted(own, key=lambda term: term.name.casefold())
    return found


def shape_groups() -> dict[str, list[Constraint]]:
    """Every named shape, by the severity of its rule."""
    found: dict[str, list[Constraint]] = defaultdict(list)
    for constraint in sorted(_shapes().values(), key=lambda each: each.iri):
        found[constraint.severity or "parts of other shapes"].append(constraint)
    order = (*_SEVERITIES.values(), "parts of other shapes")
    return {severity: found[severity] for severity in order if found[severity]}


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
        constraints=_constraints().get(subject, ()),
    )


def _shown(term: str, tables: Tables) -> Thing:
    if not term.startswith("<"):
        return Thing("", tables.label(term))
    return Thing(terms.iri_text(term), tables.label(term))


@cache
def _constraints() -> dict[str, tuple[Constraint, ...]]:
    """The shapes about each term: those that target the class or check the property."""
    found: dict[str, list[Constraint]] = defaultdict(list)
    shapes = _shapes()
    for path in shapes_files():
        for triple in _triples(path):
            wanted = (_SHACL["path"], _SHACL["targetClass"], _SHACL["targetSubjectsOf"])
            if str(triple.predicate) in wanted and str(triple.subject) in shapes:
                found[str(triple.object)].append(shapes[str(triple.subject)])
    return {term: tuple(sorted(set(each), key=lambda c: c.iri)) for term, each in found.items()}


@cache
def _shapes() -> dict[str, Constraint]:
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in shapes_files():
        for triple in _triples(path):
            facts[str(triple.subject)][str(triple.predicate)].append(str(triple.object))
    return {
        subject: _constraint(subject, told)
        for subject, told in facts.items()
        if subject[1:].startswith(SHAPES)
    }


def _constraint(subject: str, told: dict[str, list[str]]) -> Constraint:
    def text(name: str) -> str:
        return next((terms.decode_literal(each).text for each in told.get(_SHACL[name], ())), "")

    severity = next((_SEVERITIES.get(each, "") for each in told.get(_SHACL["severity"], ())), "")
    about = [*told.get(_SHACL["path"], ()), *told.get(_SHACL["targetClass"], ())]
    spaces = {space: prefix for prefix, space in prefixes(HOME).items()}
    return Constraint(
        iri=terms.iri_text(subject),
        name=text("name") or terms.iri_text(subject).removeprefix(SHAPES),
        severity=severity,
        message=text("message") or text("description"),
        about=tuple(Thing(iri, _short(iri, spaces)) for iri in map(_bare, about) if iri),
    )


def _bare(term: str) -> str:
    return terms.iri_text(term) if term.startswith("<") else ""


def _short(iri: str, spaces: dict[str, str]) -> str:
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = spaces.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix else iri


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

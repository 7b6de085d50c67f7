"""The shipped shapes in words: what each is asked of, along which path, and what must hold."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from kg import terms
from kg.checks.shacl.path_reading import path_at
from kg.checks.shacl.shape_graph import ShapeGraph
from kg.checks.shacl.statements import statements_of_files
from kg.checks.shacl.vocabulary import sh
from kg.iri import HOME, SHAPES
from kg.prefixes import Shortener, prefixes
from kg.resources import shapes_files
from kg.site.account import Thing
from kg.vocab import DCT, SH

_SEVERITIES = {SH.Violation: "must hold", SH.Warning: "should hold", SH.Info: "good to have"}
_PARTS = "parts of other shapes"
_TARGETS = {
    "targetClass": "every",
    "targetSubjectsOf": "whatever has",
    "targetObjectsOf": "whatever is the value of",
}
_EVERYTHING = "the graph as a whole"
_ASKED = {
    "minCount": "at least",
    "maxCount": "at most",
    "datatype": "datatype",
    "class": "instance of",
    "nodeKind": "kind of node",
    "pattern": "pattern",
    "hasValue": "value",
    "in": "one of",
    "minInclusive": "not below",
    "maxInclusive": "not above",
    "lessThanOrEquals": "not later than",
    "disjoint": "differs from",
    "uniqueLang": "once in a language",
    "node": "meets",
    "not": "does not meet",
    "or": "meets one of",
    "qualifiedValueShape": "counted where it meets",
    "qualifiedMinCount": "of these at least",
    "qualifiedMaxCount": "of these at most",
    "closed": "nothing else",
    "property": "asks",
    "sparql": "query",
}
_LISTS = {"in", "or"}
_IRIS = re.compile("<([^>]*)>")


@dataclass(frozen=True, slots=True)
class ShapeTerm:
    """A named shape as pages show it.

    ``rows`` hold what it is asked of, its path, and each parameter, as words and values.
    """

    iri: str
    name: str
    severity: str
    message: str
    description: str
    rows: tuple[tuple[str, tuple[Thing, ...]], ...]
    query: str


def shape_groups() -> dict[str, list[ShapeTerm]]:
    """Every named shape, by the severity of its rule."""
    found: dict[str, list[ShapeTerm]] = defaultdict(list)
    for term in _shapes().values():
        found[term.severity or _PARTS].append(term)
    order = (*_SEVERITIES.values(), _PARTS)
    return {severity: found[severity] for severity in order if found[severity]}


@cache
def shapes_about() -> dict[str, tuple[ShapeTerm, ...]]:
    """The shapes about each encoded term: those asked of the class or that check the property."""
    found: dict[str, set[ShapeTerm]] = defaultdict(set)
    for subject, term in _shapes().items():
        for name in ("path", *_TARGETS):
            for value in _graph().values(subject, sh(name)):
                found[value].add(term)
    return {value: tuple(sorted(each, key=lambda t: t.iri)) for value, each in found.items()}


@cache
def holders() -> dict[str, frozenset[str]]:
    """The classes whose shapes check a property, by the encoded property."""
    graph = _graph()
    found: dict[str, set[str]] = defaultdict(set)
    for part, subjects in _owners().items():
        for predicate in graph.values(part, sh("path")):
            for subject in subjects:
                found[predicate].update(graph.values(subject, sh("targetClass")))
    return {predicate: frozenset(classes) for predicate, classes in found.items()}


@cache
def _owners() -> dict[str, list[str]]:
    """The shapes that ask a property shape, by that shape."""
    found: dict[str, list[str]] = defaultdict(list)
    for subject in sorted(_graph().groups):
        for part in _graph().values(subject, sh("property")):
            found[part].append(subject)
    return found


@cache
def _graph() -> ShapeGraph:
    return ShapeGraph(statements_of_files(shapes_files()))


@cache
def _shapes() -> dict[str, ShapeTerm]:
    named = (subject for subject in _graph().groups if subject[1:].startswith(SHAPES))
    return {subject: _shape(subject) for subject in sorted(named)}


def _shape(subject: str) -> ShapeTerm:
    graph = _graph()

    def text(name: str) -> str:
        told = graph.values(subject, sh(name))
        return terms.decode_literal(told[0]).text if told else ""

    queries = [
        terms.decode_literal(query).text.strip("\n")
        for node in graph.values(subject, sh("sparql"))
        for query in graph.values(node, sh("select"))
    ]
    return ShapeTerm(
        iri=terms.iri_text(subject),
        name=text("name") or terms.iri_text(subject).removeprefix(SHAPES),
        severity=next(
            (_SEVERITIES.get(each, "") for each in graph.values(subject, sh("severity"))), ""
        ),
        message=text("message") or text("description"),
        description=text("description"),
        rows=tuple((words, things) for words, things in _rows(subject) if things),
        query="\n\n".join(queries),
    )


def _rows(subject: str) -> list[tuple[str, tuple[Thing, ...]]]:
    graph = _graph()
    found = [
        (f"asked of {words}", _things(graph.values(subject, sh(name))))
        for name, words in _TARGETS.items()
    ]
    if graph.values(subject, sh("targetNode")):
        found.append(("asked of", (Thing("", _EVERYTHING),)))
    found.append(("part of", _things(_owners().get(subject, []))))
    for node in graph.values(subject, sh("path")):
        path = str(path_at(graph, node, subject))
        only = _IRIS.fullmatch(path)
        words = _IRIS.sub(lambda match: _short(match[1]), path)
        found.append(("path", (Thing(only[1] if only else "", words),)))
    for name, words in _ASKED.items():
        values = graph.values(subject, sh(name))
        if name in _LISTS:
            values = [each for head in values for each in graph.members(head, subject, sh(name))]
        if name != "sparql":
            found.append((words, _things(values)))
    found.append(("source", _things(graph.values(subject, DCT.source))))
    return found


def _things(values: list[str]) -> tuple[Thing, ...]:
    """Values in words; a blank node is a shape without a name, told by what it asks."""
    return tuple(_thing(value) for value in values)


def _thing(value: str) -> Thing:
    if value.startswith("<"):
        return Thing(terms.iri_text(value), _short(terms.iri_text(value)))
    if value.startswith('"'):
        return Thing("", terms.decode_literal(value).text)
    asked = (
        f"{words} {', '.join(thing.label for thing in things)}"
        for words, things in _rows(value)
        if things
    )
    return Thing("", f"({'; '.join(asked)})")


@cache
def _shortener() -> Shortener:
    return Shortener(prefixes(HOME))


def _short(iri: str) -> str:
    return _shortener().short(iri) or iri

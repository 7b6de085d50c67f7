"""Small graphs in Turtle, and what a validation finds in them, short enough to read."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph

from kg.checks.shacl import Report, Result, Shapes, Statement, load_shapes, validate
from kg.checks.shacl.statements import statement_of
from kg.checks.shacl.vocabulary import local_name

PREFIXES = """
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex: sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/" ] .
"""


def graph(text: str) -> list[Statement]:
    """The sorted statements of Turtle without its prefixes."""
    parsed = pyoxigraph.parse(PREFIXES + text, pyoxigraph.RdfFormat.TURTLE)
    return sorted({statement_of(quad) for quad in parsed})


def shapes(text: str) -> Shapes:
    """The shapes of Turtle without its prefixes."""
    return load_shapes([graph(text)])


def report(
    shapes_text: str, data: str, *, engine: str = "compiled", background: str = ""
) -> Report:
    """Validate Turtle against Turtle."""
    return validate(graph(data), shapes(shapes_text), background=graph(background), engine=engine)


def found(shapes_text: str, data: str, *, engine: str = "compiled") -> list[str]:
    """The results of a validation, sorted, each as "component focus path value"."""
    return sorted(map(brief, report(shapes_text, data, engine=engine).results))


def brief(result: Result) -> str:
    """A result in one line, IRIs by their local names and an absent path or value as "-"."""
    component = local_name(result.component).removesuffix("ConstraintComponent")
    path = "-" if result.path is None else _short(str(result.path))
    return " ".join([component, _short(result.focus), path, _short(result.value or "-")])


def values(results: Sequence[Result]) -> list[str | None]:
    """The values of results, in order."""
    return [result.value for result in results]


def _short(term: str) -> str:
    if term.startswith("_:"):
        return "_:"
    return term.replace("<http://example.org/", "").replace(">", "") if "example" in term else term

"""The W3C SHACL test suite: its manifests, cases and expected results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph

from kg.checks.shacl import Report, Result, Statement
from kg.checks.shacl.path_reading import path_at
from kg.checks.shacl.shape_graph import ShapeGraph
from kg.checks.shacl.statements import statement_of
from kg.checks.shacl.vocabulary import RDF_TYPE, VIOLATION, sh

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
Seen = tuple[str, str, str, str, str, str, str]


@dataclass(frozen=True)
class Case:
    """One case: its graphs, and the results it expects or None for a failure."""

    name: str
    data: list[Statement]
    shapes: Path
    expected: Counter[Seen] | None
    conforms: bool


def cases_of(suite: Path) -> Iterator[Case]:
    """Every case in a file of the suite, the one that no manifest includes too."""
    for file in sorted((suite / "data-shapes-test-suite" / "tests").rglob("*.ttl")):
        graph = ShapeGraph(statements_at(file))
        for node, group in graph.groups.items():
            if f"<{SHT}Validate>" in group.get(RDF_TYPE, ()):
                yield _case(graph, node, file.parent)


def seen(result: Result) -> Seen:
    """What the suite says of a result; blank nodes are not told apart."""
    return (
        _named(result.focus),
        "" if result.path is None else str(result.path),
        _named(result.value or ""),
        result.component,
        _named(result.shape),
        result.severity,
        _named(result.constraint or ""),
    )


def reported(report: Report) -> Counter[Seen]:
    """The results of a report as the suite sees them."""
    return Counter(map(seen, report.results))


def statements_at(path: Path) -> list[Statement]:
    """The statements of a Turtle file with its own blank node labels."""
    parsed = pyoxigraph.parse(
        path=str(path), format=pyoxigraph.RdfFormat.TURTLE, base_iri=path.absolute().as_uri()
    )
    return sorted({statement_of(quad) for quad in parsed})


def _case(graph: ShapeGraph, node: str, folder: Path) -> Case:
    action, result = graph.values(node, f"<{MF}action>")[0], graph.values(node, f"<{MF}result>")[0]
    data = _file(graph.values(action, f"<{SHT}dataGraph>")[0])
    shapes = _file(graph.values(action, f"<{SHT}shapesGraph>")[0])
    failure = result == f"<{SHT}Failure>"
    conforms = graph.values(result, sh("conforms")) == [
        '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    ]
    expected = (
        None
        if failure
        else Counter(_expected(graph, found) for found in graph.values(result, sh("result")))
    )
    name = f"{folder.parent.name}/{folder.name}/{node.rstrip('>').rsplit('/', 1)[1]}"
    return Case(name, statements_at(data), shapes, expected, conforms)


def _expected(graph: ShapeGraph, node: str) -> Seen:
    def value(name: str) -> str:
        found = graph.values(node, sh(name))
        return _named(found[0]) if found else ""

    heads = graph.values(node, sh("resultPath"))
    return (
        value("focusNode"),
        str(path_at(graph, heads[0], node)) if heads else "",
        value("value"),
        value("sourceConstraintComponent"),
        value("sourceShape"),
        value("resultSeverity") or VIOLATION,
        value("sourceConstraint"),
    )


def _named(term: str) -> str:
    return "_:" if term.startswith("_:") else term


def _file(term: str) -> Path:
    return Path(unquote(urlsplit(term[1:-1]).path))

"""What two validators find: the compiled one, and pySHACL as the reference."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pyoxigraph
import pyshacl
from rdflib import RDFS, BNode, Graph
from rdflib.namespace import DCTERMS, SH

from kg.checks.shacl import load_shapes, validate
from kg.resources import ontology_files, shapes_files
from tests.shapes.cases import SHAPES, Case, Statement, all_cases, concepts, lines, owners

ENGINES = ("compiled", "pyshacl")


class Finding(NamedTuple):
    """One result: encoded terms, the shape by its local name."""

    shape: str
    focus: str
    value: str
    severity: str
    message: str


@cache
def shapes() -> Graph:
    """The shipped shapes."""
    graph = Graph()
    for path in shapes_files():
        graph.parse(path)
    return graph


@cache
def ontology() -> Graph:
    """The shipped vocabulary with its concept schemes."""
    graph = Graph()
    for path in ontology_files():
        graph.parse(path)
    return graph


def findings(
    engine: str, data: Iterable[Statement], background: Iterable[Statement]
) -> list[Finding]:
    """What an engine finds wrong with the data under all shapes."""
    return list(
        _compiled(data, background) if engine == "compiled" else _reference(data, background)
    )


def _compiled(data: Iterable[Statement], background: Iterable[Statement]) -> Iterator[Finding]:
    loaded = load_shapes(shapes_files())
    report = validate(sorted(set(data)), loaded, background=background, engine="compiled")
    for found in report.results:
        yield Finding(
            local_name(found.shape), found.focus, found.value or "", found.severity, *found.messages
        )


def _reference(data: Iterable[Statement], background: Iterable[Statement]) -> Iterator[Finding]:
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    merged = [*data, *background]
    kept = {term[2:]: BNode(term[2:]) for one in merged for term in one if term.startswith("_:")}
    graph = Graph().parse(data=lines(merged), format="nt", bnode_context=kept)
    _, report, _ = pyshacl.validate(
        graph, shacl_graph=_bare_shapes(), inference="none", advanced=False
    )
    assert isinstance(report, Graph)
    for result in report.objects(None, SH.result):
        cells = (
            report.value(result, term)
            for term in (
                SH.sourceShape,
                SH.focusNode,
                SH.value,
                SH.resultSeverity,
                SH.resultMessage,
            )
        )
        shape, *others = ("" if cell is None else _encoded(cell.n3()) for cell in cells)
        yield Finding(local_name(shape), *others)


@cache
def _bare_shapes() -> Graph:
    """The shapes without what is for people: pySHACL reads all of a shape at every node."""
    spoken = {SH.name, SH.description, RDFS.isDefinedBy, RDFS.seeAlso, DCTERMS.source}
    bare = Graph()
    for statement in shapes():
        if statement[1] not in spoken:
            bare.add(statement)
    return bare


def _encoded(text: str) -> str:
    """A term as the program writes it: without escapes of letters that need none."""
    found = next(pyoxigraph.parse(f"<urn:s> <urn:p> {text} .", pyoxigraph.RdfFormat.TURTLE))
    return str(found.object)


def local_name(shape: str) -> str:
    return shape.strip("<>").removeprefix(SHAPES)


def _marked() -> dict[str, Case]:
    return {f"c{number:03}": case for number, case in enumerate(all_cases())}


@cache
def of_all_cases(engine: str) -> tuple[Finding, ...]:
    """What an engine finds in all cases at once."""
    data = {one for mark, case in _marked().items() for one in case.statements(mark)}
    return tuple(findings(engine, sorted(data), concepts()))


def fired(engine: str) -> dict[str, set[str]]:
    """The shapes that fired, by case."""
    owned = owners({mark: case.statements(mark) for mark, case in _marked().items()})
    found: dict[str, set[str]] = defaultdict(set)
    for finding in of_all_cases(engine):
        places = (owned.get(term, set()) for term in (finding.focus, finding.value))
        marks = next((marks for marks in places if len(marks) == 1), None)
        assert marks, f"{finding} belongs to no case, or to several"
        found[str(_marked()[next(iter(marks))])].add(finding.shape)
    return found

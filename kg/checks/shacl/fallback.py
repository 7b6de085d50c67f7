"""pySHACL, the reference validator, with the same report as ours.

It keeps the whole data graph in memory as Python objects and takes minutes where the
compiled validator takes seconds, so it is for what that one refuses and for comparison.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyshacl
from pyparsing import ParseBaseException
from pyshacl.errors import (
    ConstraintLoadError,
    ReportableRuntimeError,
    ShapeLoadError,
    ValidationFailure,
)
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg import terms
from kg.checks.shacl.path_reading import path_at
from kg.checks.shacl.results import Report, Result, report_of
from kg.checks.shacl.shape_graph import ShapeGraph
from kg.checks.shacl.shapes import Shapes
from kg.checks.shacl.statements import Group, Statement
from kg.checks.shacl.vocabulary import VIOLATION, sh
from kg.errors import BadInputError

_FAILURES = (
    ParseBaseException,  # a query that is not SPARQL
    TypeError,  # an ill-typed literal compared with a well-typed one
    ConstraintLoadError,
    ReportableRuntimeError,
    ShapeLoadError,
    ValidationFailure,
    NotImplementedError,
)


def validated_by_pyshacl(groups: Iterable[tuple[str, Group]], shapes: Shapes) -> Report:
    """Validate a data graph, given by subject, with pySHACL and its advanced features.

    Raises BadInputError with pySHACL's own words when it gives up without a report.
    """
    data, wanted = _graph(groups), _graph(shapes.graph.items())
    for graph in (data, wanted):
        for prefix, space in shapes.prefixes.items():
            graph.bind(prefix, space)
    try:
        _, found, _ = pyshacl.validate(
            data,
            shacl_graph=wanted,
            advanced=True,
            inference="none",
        )
    except _FAILURES as error:
        message = f"pySHACL gave up: {error}"
        raise BadInputError(message) from None
    if not isinstance(found, Graph):
        message = f"pySHACL gave up: {found}"
        raise BadInputError(message)
    report = ShapeGraph(_statements(found))
    heads = [head for group in report.groups.values() for head in group.get(sh("result"), ())]
    return report_of((_result(report, head, ()) for head in heads), "pyshacl")


def _graph(groups: Iterable[tuple[str, Group]]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for subject, group in groups:
        for predicate, objects in group.items():
            for object_ in objects:
                graph.add((_node(subject), _node(predicate), _node(object_)))
    return graph


def _node(term: str) -> Node:
    if term.startswith("<"):
        return URIRef(terms.iri_text(term))
    if term.startswith("_:"):
        return BNode(term[2:])
    literal = terms.decode_literal(term)
    datatype = (
        None
        if literal.language or literal.datatype == terms.XSD_STRING
        else URIRef(literal.datatype)
    )
    return Literal(literal.text, lang=literal.language or None, datatype=datatype, normalize=False)


def _statements(graph: Graph) -> Iterator[Statement]:
    return (
        (_term(subject), _term(predicate), _term(object_)) for subject, predicate, object_ in graph
    )


def _term(node: Node) -> str:
    if isinstance(node, URIRef):
        return terms.iri(str(node))
    if isinstance(node, Literal):
        language = (node.language or "").lower()
        return terms.literal(
            str(node), language=language, datatype="" if language else str(node.datatype or "")
        )
    return f"_:{node}"


def _result(report: ShapeGraph, node: str, above: tuple[str, ...]) -> Result:
    values: Mapping[str, list[str]] = report.groups.get(node, {})
    path = values.get(sh("resultPath"))
    inner = [detail for detail in values.get(sh("detail"), ()) if detail not in above]
    shape = values.get(sh("sourceShape"), [""])[0]
    return Result(
        focus=values.get(sh("focusNode"), [""])[0],
        path=path_at(report, path[0], node) if path else None,
        value=values.get(sh("value"), [None])[0],
        component=values.get(sh("sourceConstraintComponent"), [""])[0],
        shape=shape,
        severity=values.get(sh("resultSeverity"), [VIOLATION])[0],
        messages=tuple(sorted(values.get(sh("resultMessage"), ()))),
        constraint=values.get(sh("sourceConstraint"), [None])[0],
        detail=tuple(_result(report, detail, (*above, node)) for detail in inner),
        within=shape,
    )

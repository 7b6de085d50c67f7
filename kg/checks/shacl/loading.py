"""From a shapes graph to :class:`Shapes`; ill-formed shapes are refused with a sentence.

Well-formedness is that of SHACL, appendix A (syntax rules). ``owl:imports`` are not
followed: every file of a shapes graph is given by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path as FilePath

import pyoxigraph
from rdflib import Graph

from kg.checks.shacl.parameters import (
    CONSTRAINT_PARAMETERS,
    SHAPE_LISTS,
    SHAPE_VALUES,
    constraints_of,
)
from kg.checks.shacl.path_reading import path_at
from kg.checks.shacl.queries import Component, components_of, queries_of
from kg.checks.shacl.shape_graph import ShapeGraph, ill_formed, stably_labelled
from kg.checks.shacl.shapes import Shape, Shapes, Targets
from kg.checks.shacl.statements import (
    Statement,
    prefixes_of_files,
    statement_of,
    statements_of_files,
)
from kg.checks.shacl.vocabulary import RDFS_CLASS, VIOLATION, sh
from kg.errors import BadInputError

_KINDS = frozenset({sh("NodeShape"), sh("PropertyShape")})
_TARGETS = ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf")
_BEYOND = ("target", "rule", "expression", "js")
_NOWHERE = (
    *("reifierShape", "reificationRequired", "nodeByExpression", "values", "memberShape"),
    *("minListLength", "maxListLength", "uniqueMembers", "someValue", "singleLine", "rootClass"),
    *("subsetOf", "uniqueValuesFor", "targetWhere"),
)


def load_shapes(sources: Iterable[FilePath | Graph | Iterable[Statement]]) -> Shapes:
    """Read shapes from files, rdflib graphs or statements, taken together as one graph.

    Raises BadInputError for a file that does not parse, for an ill-formed shape and for
    shapes that refer to themselves (recursion, which SHACL 3.4.3 leaves undefined).
    """
    given = list(sources)
    files = [source for source in given if isinstance(source, FilePath)]
    found = statements_of_files(files)
    prefixes = prefixes_of_files(files)
    for source in given:
        if isinstance(source, Graph):
            found += map(
                statement_of,
                pyoxigraph.parse(source.serialize(format="nt"), pyoxigraph.RdfFormat.N_TRIPLES),
            )
            prefixes.update((name, str(space)) for name, space in source.namespaces())
        elif not isinstance(source, FilePath):
            found += source
    return shapes_of(ShapeGraph(stably_labelled(found), prefixes))


def shapes_of(graph: ShapeGraph) -> Shapes:
    """The shapes that a graph declares or refers to; raises as :func:`load_shapes`."""
    components = components_of(graph)
    waiting = sorted(_declared(graph, components), reverse=True)
    by_node: dict[str, Shape] = {}
    refused: set[str] = set()
    while waiting:
        node = waiting.pop()
        if node in by_node:
            continue
        shape = by_node[node] = _shape_at(graph, node, components)
        refused.update(_refused(graph, node))
        waiting += sorted(
            (ref for constraint in shape.constraints for ref in constraint.shapes), reverse=True
        )
    _refuse_recursion(by_node)
    return Shapes(
        dict(sorted(by_node.items())), tuple(sorted(refused)), graph.groups, graph.prefixes
    )


def _declared(graph: ShapeGraph, components: Sequence[Component]) -> set[str]:
    shapes = set(graph.instances(*_KINDS))
    marks = {*(sh(name) for name in _TARGETS), *CONSTRAINT_PARAMETERS}
    marks.update(path for component in components for path in component.required)
    for node, group in graph.groups.items():
        if marks & group.keys():
            shapes.add(node)
        for parameter in SHAPE_VALUES:
            shapes.update(group.get(parameter, ()))
        for parameter in SHAPE_LISTS:
            for head in group.get(parameter, ()):
                shapes.update(graph.members(head, node, parameter))
    plain = {node for node in shapes if node in graph.parameters and not _KINDS & graph.types(node)}
    return {node for node in shapes - plain if not node.startswith('"')}


def _shape_at(graph: ShapeGraph, node: str, components: Sequence[Component]) -> Shape:
    heads = graph.values(node, sh("path"))
    if len(heads) > 1:
        raise ill_formed(node, sh("path"), "has more than one path", heads[1])
    if not heads and sh("PropertyShape") in graph.types(node):
        raise ill_formed(node, sh("path"), "property shape has no path", node)
    if heads and sh("NodeShape") in graph.types(node):
        raise ill_formed(node, sh("path"), "node shape has a path", heads[0])
    path = path_at(graph, heads[0], node) if heads else None
    severity = graph.one(node, sh("severity")) or VIOLATION
    messages = graph.values(node, sh("message"))
    for message in messages:
        if not message.startswith('"'):
            raise ill_formed(node, sh("message"), "must be text", message)
    return Shape(
        node,
        path,
        severity,
        tuple(messages),
        graph.flag(node, sh("deactivated")),
        _targets_of(graph, node),
        (*constraints_of(graph, node, path), *queries_of(graph, node, path, components)),
    )


def _targets_of(graph: ShapeGraph, node: str) -> Targets:
    nodes, classes, subjects_of, objects_of = (graph.values(node, sh(name)) for name in _TARGETS)
    for name, values in zip(_TARGETS[1:], (classes, subjects_of, objects_of), strict=True):
        for value in values:
            if not value.startswith("<"):
                raise ill_formed(node, sh(name), "must be an IRI", value)
    if RDFS_CLASS in graph.types(node) and _KINDS & graph.types(node):
        classes = [*classes, node]
    return Targets(tuple(nodes), tuple(classes), tuple(subjects_of), tuple(objects_of))


def _refused(graph: ShapeGraph, node: str) -> list[str]:
    """What pySHACL alone covers, of SHACL's advanced features, at a shape."""
    group = graph.groups.get(node, {})
    for name in _NOWHERE:
        if sh(name) in group:
            wrong = "is no part of SHACL 1.0, and no validator here covers it"
            raise ill_formed(node, sh(name), wrong, group[sh(name)][0])
    return [f"sh:{name}" for name in _BEYOND if sh(name) in group]


def _refuse_recursion(shapes: dict[str, Shape]) -> None:
    done: set[str] = set()
    for start in shapes:
        trail: list[str] = []
        _walk(start, shapes, trail, done)


def _walk(node: str, shapes: dict[str, Shape], trail: list[str], done: set[str]) -> None:
    if node in trail:
        cycle = " -> ".join([*trail[trail.index(node) :], node])
        message = f"the shape refers to itself ({cycle}), which SHACL 3.4.3 leaves undefined"
        raise BadInputError(message, record=node)
    if node in done:
        return
    trail.append(node)
    for constraint in shapes[node].constraints:
        for ref in constraint.shapes:
            _walk(ref, shapes, trail, done)
    trail.pop()
    done.add(node)

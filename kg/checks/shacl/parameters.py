"""The parameters of SHACL Core: from what a shape says to its constraints.

One constraint per value of a parameter, as SHACL 2.1.4 asks, and each value checked
against the syntax rules of its component (SHACL section 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.checks.shacl.literals import datatype_of
from kg.checks.shacl.paths import Path
from kg.checks.shacl.shape_graph import ShapeGraph, ill_formed
from kg.checks.shacl.shapes import Constraint
from kg.checks.shacl.vocabulary import local_name, sh
from kg.terms import XSD, literal

_IRI_VALUED = (
    "class",
    "datatype",
    "nodeKind",
    "equals",
    "disjoint",
    "lessThan",
    "lessThanOrEquals",
)
_LITERAL_VALUED = ("minExclusive", "minInclusive", "maxExclusive", "maxInclusive")
_COUNTS = ("minCount", "maxCount", "minLength", "maxLength")
_SHAPES = ("not", "node", "property")
_LISTS_OF_SHAPES = ("and", "or", "xone")
_ONLY_ONE = frozenset(
    {"datatype", "nodeKind", *_LITERAL_VALUED, *_COUNTS, "languageIn", "in", "uniqueLang", "closed"}
)
_PATH_ONLY = frozenset(
    {"minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals", "qualifiedValueShape"}
)
_NODE_KINDS = frozenset(
    sh(name)
    for name in (
        "IRI",
        "BlankNode",
        "Literal",
        "BlankNodeOrIRI",
        "BlankNodeOrLiteral",
        "IRIOrLiteral",
    )
)
_OTHERS = ("hasValue", "pattern", "languageIn", "in", "uniqueLang", "closed", "qualifiedValueShape")
_TRUE = literal("true", datatype=XSD + "boolean")

SHAPE_VALUES = tuple(sh(name) for name in (*_SHAPES, "qualifiedValueShape"))
SHAPE_LISTS = tuple(sh(name) for name in _LISTS_OF_SHAPES)
CONSTRAINT_PARAMETERS = tuple(
    sh(name)
    for name in (
        *_IRI_VALUED,
        *_LITERAL_VALUED,
        *_COUNTS,
        *_SHAPES,
        *_LISTS_OF_SHAPES,
        *_OTHERS,
        "sparql",
    )
)


def component(name: str) -> str:
    """The encoded IRI of the component with a parameter, as ``component("minCount")``."""
    return sh(f"{name[0].upper()}{name[1:]}ConstraintComponent")


def constraints_of(graph: ShapeGraph, node: str, path: Path | None) -> Iterator[Constraint]:
    """The Core constraints of a shape; raises BadInputError for an ill-formed one."""
    group = graph.groups.get(node, {})
    for name in _ONLY_ONE:
        graph.one(node, sh(name))
    graph.flag(node, sh("uniqueLang"))
    if path is None:
        for name in _PATH_ONLY & {
            local_name(predicate) for predicate in group if predicate.startswith(sh("")[:-1])
        }:
            raise ill_formed(
                node, sh(name), "belongs to a property shape, with a path", group[sh(name)][0]
            )
    yield from _simple(graph, node)
    yield from _listed(graph, node)
    yield from _patterns(graph, node)
    yield from _closed(graph, node)
    yield from _qualified(graph, node)
    if graph.values(node, sh("uniqueLang")) == [_TRUE]:  # 4.4.5 and the suite: "1" does not count
        yield Constraint(component("uniqueLang"))


def _simple(graph: ShapeGraph, node: str) -> Iterator[Constraint]:
    for name in (*_IRI_VALUED, *_LITERAL_VALUED, *_COUNTS, "hasValue"):
        for value in graph.values(node, sh(name)):
            _check(graph, node, name, value)
            yield Constraint(component(name), (value,))
    for name in _SHAPES:
        for value in graph.values(node, sh(name)):
            if value.startswith('"'):
                raise ill_formed(node, sh(name), "must be a shape", value)
            if name == "property" and not graph.values(value, sh("path")):
                raise ill_formed(node, sh(name), "must be a property shape, with a path", value)
            yield Constraint(component(name), shapes=(value,))


def _check(graph: ShapeGraph, node: str, name: str, value: str) -> None:
    if name in _IRI_VALUED and not value.startswith("<"):
        raise ill_formed(node, sh(name), "must be an IRI", value)
    if name == "nodeKind" and value not in _NODE_KINDS:
        raise ill_formed(node, sh(name), "is not a kind of node", value)
    if name in _LITERAL_VALUED and not value.startswith('"'):
        raise ill_formed(node, sh(name), "must be a literal", value)
    if name in _COUNTS:
        graph.count(node, sh(name))


def _listed(graph: ShapeGraph, node: str) -> Iterator[Constraint]:
    members = partial(graph.members, owner=node)
    for name in ("in", "languageIn"):
        for head in graph.values(node, sh(name)):
            listed = members(head, predicate=sh(name))
            for value in listed:
                if name == "languageIn" and datatype_of(value) != XSD + "string":
                    raise ill_formed(node, sh(name), "must be a list of language tags", value)
            yield Constraint(component(name), tuple(listed))
    for name in _LISTS_OF_SHAPES:
        for head in graph.values(node, sh(name)):
            yield Constraint(component(name), shapes=tuple(members(head, predicate=sh(name))))


def _patterns(graph: ShapeGraph, node: str) -> Iterator[Constraint]:
    flags = graph.text(node, sh("flags"))
    for pattern in graph.values(node, sh("pattern")):
        if not pattern.startswith('"'):
            raise ill_formed(node, sh("pattern"), "must be text", pattern)
        yield Constraint(component("pattern"), (pattern, flags or ""))


def _closed(graph: ShapeGraph, node: str) -> Iterator[Constraint]:
    if not graph.flag(node, sh("closed")):
        return
    paths = (graph.one(shape, sh("path")) for shape in graph.values(node, sh("property")))
    allowed = {path for path in paths if path is not None and path.startswith("<")}
    ignored = graph.one(node, sh("ignoredProperties"))
    if ignored is not None:
        for member in graph.members(ignored, node, sh("ignoredProperties")):
            if not member.startswith("<"):
                raise ill_formed(node, sh("ignoredProperties"), "must be a list of IRIs", member)
            allowed.add(member)
    yield Constraint(component("closed"), tuple(sorted(allowed)))


def _qualified(graph: ShapeGraph, node: str) -> Iterator[Constraint]:
    least, most = (
        graph.count(node, sh(name)) for name in ("qualifiedMinCount", "qualifiedMaxCount")
    )
    for shape in graph.values(node, sh("qualifiedValueShape")):
        if least is None and most is None:
            raise ill_formed(
                node, sh("qualifiedValueShape"), "needs a least or a greatest number", shape
            )
        siblings = (
            _siblings(graph, node, shape)
            if graph.flag(node, sh("qualifiedValueShapesDisjoint"))
            else []
        )
        for name, count in (("qualifiedMinCount", least), ("qualifiedMaxCount", most)):
            if count is not None:
                yield Constraint(component(name), (count,), (shape, *siblings))


def _siblings(graph: ShapeGraph, node: str, shape: str) -> list[str]:
    found: dict[str, None] = {}
    for group in graph.groups.values():
        properties = group.get(sh("property"), ())
        if node in properties:
            for sibling in properties:
                found.update(dict.fromkeys(graph.values(sibling, sh("qualifiedValueShape"))))
    found.pop(shape, None)
    return sorted(found)

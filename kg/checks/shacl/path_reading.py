"""Property paths as they stand in a shapes graph (SHACL 2.3.1)."""

from __future__ import annotations

from collections.abc import Callable

from kg.checks.shacl.paths import Choice, Inverse, Path, Predicate, Repeated, Steps
from kg.checks.shacl.shape_graph import ShapeGraph, ill_formed
from kg.checks.shacl.vocabulary import RDF_FIRST, sh

_WITHIN: dict[str, Callable[[Path], Path]] = {
    sh("inversePath"): Inverse,
    sh("zeroOrMorePath"): lambda path: Repeated(path, "*"),
    sh("oneOrMorePath"): lambda path: Repeated(path, "+"),
    sh("zeroOrOnePath"): lambda path: Repeated(path, "?"),
}
_FEWEST = 2


def path_at(graph: ShapeGraph, node: str, owner: str, above: frozenset[str] = frozenset()) -> Path:
    """Read the path at a node of the shapes graph.

    :param owner: the shape, for the error.
    :param above: the path nodes this one is part of.

    Raises BadInputError when the path is ill-formed or part of itself.
    """
    if node.startswith("<"):
        return Predicate(node)
    if node in above or node.startswith('"'):
        raise ill_formed(owner, sh("path"), "is not a well-formed path", node)
    inner = above | {node}
    if graph.values(node, RDF_FIRST):
        return Steps(_parts(graph, node, owner, inner))
    choice = graph.one(node, sh("alternativePath"))
    if choice is not None:
        return Choice(_parts(graph, choice, owner, inner))
    for predicate, made in _WITHIN.items():
        part = graph.one(node, predicate)
        if part is not None:
            return made(path_at(graph, part, owner, inner))
    raise ill_formed(owner, sh("path"), "is not a well-formed path", node)


def _parts(graph: ShapeGraph, head: str, owner: str, above: frozenset[str]) -> tuple[Path, ...]:
    members = graph.members(head, owner, sh("path"))
    if len(members) < _FEWEST:
        raise ill_formed(owner, sh("path"), "needs at least two members", head)
    return tuple(path_at(graph, member, owner, above) for member in members)

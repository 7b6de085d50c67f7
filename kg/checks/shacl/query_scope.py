"""What a query can touch, whether it is well-formed, whether it may run once for all.

A query that rdflib cannot read is given the whole graph and is run focus node by focus
node; that is slow but right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rdflib.paths import MulPath, NegatedPath
from rdflib.paths import Path as RdfPath
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Identifier, URIRef, Variable

from kg.checks.shacl.query_algebra import expressions, mentioned, nested, operands, triples, walk

Condition = tuple[str, str | None]
"""That a subject has a predicate, with this object if one is given."""
_Known = Mapping[Identifier, frozenset[Condition]]

_THIS = Variable("this")
_PASSING = frozenset(
    {"SelectQuery", "AskQuery", "Project", "Distinct", "Reduced", "OrderBy", "ToMultiSet", "ToList"}
)
_SUMMARY = frozenset({"Group", "AggregateJoin", "Slice"})
_SOUND = _PASSING | {"BGP", "Join", "Union", "LeftJoin", "Filter", "Extend"}
_ANYTHING: frozenset[Condition] = frozenset()
_ANY, _STAYING = "any predicate", "no step"


@dataclass(frozen=True, slots=True)
class Star:
    """Statements that some pattern of a query can match.

    :param given: conditions that the subject meets, or the pattern does not matter.
    :param wanted: the statements of such a subject; None for all of them.
    """

    given: frozenset[Condition]
    wanted: frozenset[Condition] | None


EVERYTHING = Star(_ANYTHING, None)


def stars(node: CompValue, known: _Known | None = None) -> Iterator[Star]:
    """What a pattern can touch, given what is known of its variables from around it.

    A variable keeps what is known of it only where a solution that breaks it is dropped
    later: in both sides of a join, on the right of OPTIONAL, inside EXISTS.
    """
    known = known or {}
    if node.name == "BGP":
        yield from _stars_of(node, known)
    elif node.name == "Graph":
        return
    elif node.name in {"Join", "LeftJoin"}:
        first, second = operands(node)
        yield from stars(first, _both(known, certain(second)) if node.name == "Join" else known)
        yield from stars(second, _both(known, certain(first)))
    else:
        inherited = known if node.name in {"Filter", "Extend", "Union"} else {}
        for child in operands(node):
            yield from stars(child, inherited)
    yield from _within_expressions(node, known)


def _within_expressions(node: CompValue, known: _Known) -> Iterator[Star]:
    sources = operands(node)[:1]
    for expression in expressions(node):
        for graph in nested(expression):
            around = known if node.name in {"Filter", "Extend", "LeftJoin"} else {}
            for source in sources:
                around = _both(around, certain(source))
            yield from stars(graph, around)


def certain(node: CompValue) -> _Known:
    """What every solution of a pattern makes true of its variables as subjects."""
    if node.name == "BGP":
        found: dict[Identifier, frozenset[Condition]] = {}
        for subject, predicate, object_ in triples(node):
            if isinstance(predicate, URIRef):
                condition = (predicate.n3(), _constant(object_))
                found[subject] = found.get(subject, _ANYTHING) | {condition}
        return found
    if node.name == "Join":
        first, second = operands(node)
        return _both(certain(first), certain(second))
    if node.name in {
        "LeftJoin",
        "Filter",
        "Extend",
        "Distinct",
        "OrderBy",
        "SelectQuery",
        "ToMultiSet",
    }:
        return certain(operands(node)[0]) if operands(node) else {}
    if node.name == "Project":
        inner = certain(operands(node)[0])
        return {variable: inner[variable] for variable in inner if variable in node["PV"]}
    return {}


def _stars_of(node: CompValue, known: _Known) -> Iterator[Star]:
    own = _both(known, certain(node))
    for subject, predicate, object_ in triples(node):
        given = own.get(subject, _ANYTHING)
        if isinstance(predicate, URIRef):
            yield Star(given, frozenset({(predicate.n3(), _constant(object_))}))
        elif isinstance(predicate, RdfPath):
            yield _star_of_path(
                predicate, anchored=_is_anchored(subject, node) or _is_anchored(object_, node)
            )
        else:
            yield Star(given, None)


def _star_of_path(path: RdfPath, *, anchored: bool) -> Star:
    """A path of no steps joins every node of the graph to itself, unless one end is known."""
    names = frozenset(_predicates(path))
    if _ANY in names or (_STAYING in names and not anchored):
        return EVERYTHING
    return Star(_ANYTHING, frozenset((name, None) for name in names - {_STAYING}))


def _is_anchored(end: Identifier, node: CompValue) -> bool:
    if not isinstance(end, (Variable, BNode)):
        return True
    return any(
        end in (subject, object_)
        for subject, predicate, object_ in triples(node)
        if isinstance(predicate, URIRef)
    )


def _constant(term: Identifier) -> str | None:
    return term.n3() if isinstance(term, URIRef) else None


def _predicates(path: object) -> Iterator[str]:
    """The predicates of a path, with a mark when it takes any or may take no step."""
    if isinstance(path, URIRef):
        yield path.n3()
    elif isinstance(path, NegatedPath):
        yield _ANY
    elif isinstance(path, MulPath):
        yield from _predicates(path.path)
        if path.zero:
            yield _STAYING
    elif isinstance(path, RdfPath):
        for part in [*getattr(path, "args", ()), *([path.arg] if hasattr(path, "arg") else [])]:
            yield from _predicates(part)


def _both(first: _Known, second: _Known) -> _Known:
    return {
        variable: first.get(variable, _ANYTHING) | second.get(variable, _ANYTHING)
        for variable in {*first, *second}
        if not isinstance(variable, BNode)
    } | {
        variable: conditions
        for variable, conditions in {**first, **second}.items()
        if isinstance(variable, BNode)
    }


def refusal(node: CompValue, names: Collection[str]) -> str | None:
    """Why a query may not be used with pre-bound variables; None when it may (SHACL, 5.3.1).

    :param names: the variables that are pre-bound.
    """
    given = {Variable(name) for name in names} - {Variable("shapesGraph"), Variable("currentShape")}
    outermost = True
    for part in walk(node):
        if part.name in _FORBIDDEN:
            return f"it uses {_FORBIDDEN[part.name]}"
        if (
            part.name == "Extend"
            and part["var"] in given
            and not str(part["expr"]).startswith("__agg_")
        ):
            return f"it gives ${part['var']} another value with AS"
        if part.name == "Project":
            if not outermost and not given <= set(part["PV"]):
                absent = sorted(given - set(part["PV"]))
                return f"a sub-query does not select ${', $'.join(absent)}"
            outermost = False
    return None


_FORBIDDEN = {"Minus": "MINUS", "values": "VALUES", "ServiceGraphPattern": "SERVICE"}


def may_stay(node: CompValue) -> bool:
    """Whether a path of no steps starts or ends at ``$this``."""
    return any(
        _THIS in (subject, object_) and _STAYING in _predicates(predicate)
        for part in walk(node)
        if part.name == "BGP"
        for subject, predicate, object_ in triples(part)
    )


def runs_for_all(node: CompValue) -> bool:
    """Whether running a query once and sorting its solutions by ``$this`` is the same.

    It is when every solution has ``$this`` from a triple pattern and every part that
    mentions it has it from its own patterns, so that pre-binding could not have changed
    what that part yields. Aggregates, limits and sub-queries are left to pre-binding.
    """
    return _binds(node) and _sound(node)


def _binds(node: CompValue) -> bool:
    if node.name == "BGP":
        return any(
            _THIS in (subject, object_) and _STAYING not in _predicates(predicate)
            for subject, predicate, object_ in triples(node)
        )
    if node.name == "Join":
        return any(map(_binds, operands(node)))
    if node.name == "Union":
        return all(map(_binds, operands(node)))
    if node.name in _SUMMARY or node.name not in _SOUND:
        return False
    return bool(operands(node)) and _binds(operands(node)[0])


def _sound(node: CompValue) -> bool:
    if node.name not in _SOUND or node.name == "ToMultiSet":
        return _THIS not in mentioned(node) and node.name in _INDEPENDENT
    children = operands(node)
    if not all(map(_sound, children)):
        return False
    if node.name in {"Filter", "Extend", "LeftJoin"}:
        later = [*children[1:], *expressions(node)]
        if _THIS in mentioned(later) and not _binds(children[0]):
            return False
    patterns = [graph for expression in expressions(node) for graph in nested(expression)]
    return all(
        _sound(graph) and (_THIS not in mentioned(graph) or _binds(graph)) for graph in patterns
    )


_INDEPENDENT = frozenset({"ToMultiSet", "Graph"})

"""SPARQL algebra as rdflib translates it, with the few questions asked of it here.

SPARQL 1.1, section 18. The pattern of an EXISTS is its attribute ``graph``; its item of that
name is what rdflib made it of, without the filters.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pyparsing import ParseBaseException
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Identifier, Variable

from kg.checks.shacl.prebinding import without_expressions

Triple = tuple[Identifier, object, Identifier]

_EXISTS = frozenset({"Builtin_EXISTS", "Builtin_NOTEXISTS"})


class UnreadableQueryError(ValueError):
    """A query that rdflib cannot translate, though Oxigraph may."""


@lru_cache(maxsize=256)
def algebra_of(text: str) -> CompValue:
    """The algebra of a query, its expressions abridged to the variables in them.

    Raises UnreadableQueryError when rdflib has none.
    """
    try:
        algebra: CompValue = translateQuery(parseQuery(without_expressions(text))).algebra
    except (
        ParseBaseException,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ) as error:
        raise UnreadableQueryError(str(error)) from error
    return algebra


def operands(node: CompValue) -> list[CompValue]:
    """The patterns that an operator is applied to, in order."""
    return [
        node[name]
        for name in ("p", "p1", "p2")
        if name in node and isinstance(node[name], CompValue)
    ]


def expressions(node: CompValue) -> list[object]:
    """The expressions of an operator: of a filter, of an extension, of an optional part."""
    return [node["expr"]] if "expr" in node else []


def triples(node: CompValue) -> list[Triple]:
    """The triple patterns of a basic graph pattern."""
    return list(node["triples"])


def nested(expression: object) -> Iterator[CompValue]:
    """The graph patterns inside an expression's EXISTS and NOT EXISTS."""
    if isinstance(expression, (list, tuple)):
        for part in expression:
            yield from nested(part)
    elif isinstance(expression, CompValue):
        if expression.name in _EXISTS:
            yield expression.graph
            return
        for part in expression.values():
            yield from nested(part)


def mentioned(part: object) -> Iterator[Variable]:
    """Every variable in an operator or expression, those in EXISTS too."""
    if isinstance(part, Variable):
        yield part
    elif isinstance(part, (list, tuple, set, frozenset)):
        for member in part:
            yield from mentioned(member)
    elif isinstance(part, CompValue) and part.name in _EXISTS:
        yield from mentioned(part.graph)
    elif isinstance(part, CompValue):
        for name, member in part.items():
            if name not in {"_vars", "PV"}:
                yield from mentioned(member)


def walk(node: CompValue) -> Iterator[CompValue]:
    """An operator and all operators below it, those in EXISTS too."""
    yield node
    for child in operands(node):
        yield from walk(child)
    for expression in expressions(node):
        for graph in nested(expression):
            yield from walk(graph)

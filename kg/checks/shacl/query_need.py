"""Whether a query can have a solution at all, told from what subjects the data have.

Many rules look for something that good data do not have, such as a list that blocks nothing
and a measure that blocks. Where no subject meets the conditions that every solution needs,
there is nothing to load and nothing to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rdflib.plugins.sparql.parserutils import CompValue

from kg.checks.shacl.query_algebra import operands
from kg.checks.shacl.query_scope import Condition, certain

Conditions = frozenset[Condition]

_KEEPING = frozenset(
    {"SelectQuery", "Project", "Distinct", "Reduced", "OrderBy", "Slice", "ToMultiSet"}
    | {"Filter", "Extend", "LeftJoin", "AggregateJoin"}
)
"""Operators without solutions where their first operand has none."""


def needs(node: CompValue) -> Iterator[Conditions]:
    """What :func:`may_answer` will ask for: the conditions on one subject each."""
    if node.name == "BGP":
        yield from certain(node).values()
    elif node.name in {"Join", "Union"}:
        for child in operands(node):
            yield from needs(child)
    elif _has_nothing_of_nothing(node):
        yield from needs(operands(node)[0])


def may_answer(node: CompValue, is_met: Callable[[Conditions], bool]) -> bool:
    """Whether there may be a solution.

    :param is_met: whether any subject of the data meets some conditions.
    """
    if node.name == "BGP":
        return all(map(is_met, certain(node).values()))
    if node.name == "Join":
        return all(may_answer(child, is_met) for child in operands(node))
    if node.name == "Union":
        return any(may_answer(child, is_met) for child in operands(node))
    return not _has_nothing_of_nothing(node) or may_answer(operands(node)[0], is_met)


def _has_nothing_of_nothing(node: CompValue) -> bool:
    """A sum over no rows is a row, unless the rows are grouped."""
    if node.name == "Group":
        return bool(node["expr"])
    return node.name in _KEEPING and bool(operands(node))

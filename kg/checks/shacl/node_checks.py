"""Checks of a focus node's value nodes, one maker for every Core constraint component.

A check returns the offending values, None standing for a result without a value; an
empty answer means that the constraint holds. Sections are those of SHACL (2017).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from kg.checks.shacl.index import Index
from kg.checks.shacl.literals import is_less, language_of, text_of
from kg.checks.shacl.parameters import component
from kg.checks.shacl.paths import Follow, Predicate, follow
from kg.checks.shacl.shapes import Constraint, Shape
from kg.checks.shacl.statements import Group
from kg.checks.shacl.value_tests import Sieve, sieve, value_sieve
from kg.checks.shacl.vocabulary import RDF_TYPE

NOTHING: Group = {}
"""What is said of a node whose statements are not at hand."""


class Found(NamedTuple):
    """An offence that brings more than a value.

    :param path: the encoded predicate to report in place of the shape's path.
    :param bindings: values by name for the message; a name "message" is the message.
    """

    value: str | None
    path: str | None = None
    bindings: tuple[tuple[str, str], ...] = ()


Offence = str | None | Found
Check = Callable[[str, Group, Sequence[str]], Sequence[Offence]]
"""From focus node, its statements and its value nodes to the offences."""
Judge = Callable[[str, Group], bool]
"""Whether a node, with its statements if they are at hand, has a shape."""

PASSED: tuple[Offence, ...] = ()
_FAILED: tuple[Offence, ...] = (None,)
_REMEMBERED = 4096


def check_of(
    constraint: Constraint, shape: Shape, judges: Sequence[Judge], index: Index, *, here: bool
) -> Check:
    """Make the check of a Core constraint.

    :param judges: the shapes that the constraint refers to, in order.
    :param here: whether the focus node's statements will be at hand.
    """
    failing = value_sieve(constraint)
    if failing is not None:
        return _each(failing)
    name = constraint.component
    if name == component("class"):
        return _class(constraint.terms[0], index, here=here and shape.path is None)
    if name in _PAIRS:
        other = follow(Predicate(constraint.terms[0]), index, here=here)
        return _PAIRS[name](other)
    if name == component("closed"):
        return _closed(frozenset(constraint.terms), index, here=here and shape.path is None)
    if judges or name in _JUDGED:
        return _judged(constraint, judges, at_hand=shape.path is None)
    return _OF_ALL[name](constraint.terms)


def _each(failing: Sieve) -> Check:
    return lambda _node, _group, values: failing(values)


def _class(class_: str, index: Index, *, here: bool) -> Check:
    """4.1.1: SHACL instances, by rdf:type and rdfs:subClassOf."""
    if not here:
        return _each(sieve(index.members(class_)))
    within = index.classes.within(class_)

    def check(node: str, group: Group, _values: Sequence[str]) -> Sequence[Offence]:
        for kind in group.get(RDF_TYPE, ()):
            if kind in within:
                return PASSED
        return (node,)

    return check


def _min_count(terms: tuple[str, ...]) -> Check:
    least = int(text_of(terms[0]))
    return lambda _node, _group, values: PASSED if len(values) >= least else _FAILED


def _max_count(terms: tuple[str, ...]) -> Check:
    most = int(text_of(terms[0]))
    return lambda _node, _group, values: PASSED if len(values) <= most else _FAILED


def _has_value(terms: tuple[str, ...]) -> Check:
    wanted = terms[0]
    return lambda _node, _group, values: PASSED if wanted in values else _FAILED


def _unique_languages(_terms: tuple[str, ...]) -> Check:
    """4.4.5: one result for each tag, in any case, that more than one value has."""

    def check(_node: str, _group: Group, values: Sequence[str]) -> Sequence[Offence]:
        if len(values) < 2:  # noqa: PLR2004
            return PASSED
        languages = [language for language in map(language_of, values) if language]
        return [None for language in dict.fromkeys(languages) if languages.count(language) > 1]

    return check


def _equals(other: Follow) -> Check:
    def check(node: str, group: Group, values: Sequence[str]) -> Sequence[Offence]:
        others = other(node, group)
        return [value for value in values if value not in others] + [
            end for end in others if end not in values
        ]

    return check


def _disjoint(other: Follow) -> Check:
    def check(node: str, group: Group, values: Sequence[str]) -> Sequence[Offence]:
        others = other(node, group)
        return [value for value in values if value in others] if others else PASSED

    return check


def _ordered(other: Follow, *, or_equal: bool) -> Check:
    """4.5.3 and 4.5.4: a result for each pair that is not in order."""

    def check(node: str, group: Group, values: Sequence[str]) -> Sequence[Offence]:
        others = other(node, group)
        if not others:
            return PASSED
        return [
            value
            for value in values
            for end in others
            if not is_less(value, end, or_equal=or_equal)
        ]

    return check


def _closed(allowed: frozenset[str], index: Index, *, here: bool) -> Check:
    """4.8.1: a result for each statement with another predicate."""
    said = None if here else index.whole()

    def check(_node: str, group: Group, values: Sequence[str]) -> Sequence[Offence]:
        found: list[Offence] = []
        for value in values:
            known = group if said is None else said.get(value, NOTHING)
            if not known.keys() <= allowed:
                found += [
                    Found(object_, predicate)
                    for predicate, objects in known.items()
                    if predicate not in allowed
                    for object_ in objects
                ]
        return found

    return check


def _judged(constraint: Constraint, judges: Sequence[Judge], *, at_hand: bool) -> Check:
    """4.6 and 4.7: by how many of the shapes a value node conforms to."""
    if constraint.component in _COUNTED:
        return _qualified(constraint, judges, at_hand=at_hand)
    verdict = _JUDGED[constraint.component]
    if at_hand:
        return lambda _node, group, values: [
            value for value in values if not verdict(judges, value, group)
        ]
    known: dict[str, bool] = {}

    def passes(value: str) -> bool:
        if value not in known:
            if len(known) >= _REMEMBERED:
                known.clear()
            known[value] = verdict(judges, value, NOTHING)
        return known[value]

    return _each(sieve(passes))


def _all(judges: Sequence[Judge], value: str, group: Group) -> bool:
    return all(judge(value, group) for judge in judges)


def _any(judges: Sequence[Judge], value: str, group: Group) -> bool:
    return any(judge(value, group) for judge in judges)


def _none(judges: Sequence[Judge], value: str, group: Group) -> bool:
    return not judges[0](value, group)


def _one(judges: Sequence[Judge], value: str, group: Group) -> bool:
    return sum(judge(value, group) for judge in judges) == 1


def _qualified(constraint: Constraint, judges: Sequence[Judge], *, at_hand: bool) -> Check:
    """4.7.3: how many value nodes have the shape and none of its siblings."""
    limit = int(text_of(constraint.terms[0]))
    wanted, siblings = judges[0], judges[1:]
    at_least = constraint.component == component("qualifiedMinCount")

    def check(_node: str, group: Group, values: Sequence[str]) -> Sequence[Offence]:
        inner = group if at_hand else NOTHING
        count = sum(wanted(value, inner) and not _any(siblings, value, inner) for value in values)
        return PASSED if (count >= limit if at_least else count <= limit) else _FAILED

    return check


_PAIRS: dict[str, Callable[[Follow], Check]] = {
    component("equals"): _equals,
    component("disjoint"): _disjoint,
    component("lessThan"): partial(_ordered, or_equal=False),
    component("lessThanOrEquals"): partial(_ordered, or_equal=True),
}
_COUNTED = frozenset({component("qualifiedMinCount"), component("qualifiedMaxCount")})
_JUDGED = {
    component("node"): _all,
    component("and"): _all,
    component("or"): _any,
    component("not"): _none,
    component("xone"): _one,
}
_OF_ALL: dict[str, Callable[[tuple[str, ...]], Check]] = {
    component("minCount"): _min_count,
    component("maxCount"): _max_count,
    component("hasValue"): _has_value,
    component("uniqueLang"): _unique_languages,
}

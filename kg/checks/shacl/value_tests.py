"""Tests of value nodes one by one: kind, datatype, range, text, language, membership.

Each maker takes a constraint and gives a sieve: a function from value nodes to those that
do not pass (SHACL 4.1.2, 4.1.3, 4.3, 4.4.1 to 4.4.4 and 4.8.3).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.checks.shacl.literals import is_less, language_of, lexical_space, text_of
from kg.checks.shacl.parameters import component
from kg.checks.shacl.patterns import matcher
from kg.checks.shacl.shapes import Constraint
from kg.checks.shacl.vocabulary import LANG_STRING, sh
from kg.terms import XSD_STRING, literal

Sieve = Callable[[Sequence[str]], Sequence[str]]
Test = Callable[[str], bool]

_FIRST_LETTERS = {
    sh("IRI"): "<",
    sh("BlankNode"): "_",
    sh("Literal"): '"',
    sh("BlankNodeOrIRI"): "_<",
    sh("BlankNodeOrLiteral"): '_"',
    sh("IRIOrLiteral"): '<"',
}


def value_sieve(constraint: Constraint) -> Sieve | None:
    """The sieve of a constraint that looks at one value at a time; None for any other."""
    maker = _SIEVES.get(constraint.component)
    if maker is not None:
        return maker(constraint.terms)
    tested = _TESTS.get(constraint.component)
    return None if tested is None else sieve(tested(constraint.terms))


def sieve(test: Test) -> Sieve:
    """The sieve that a test of one value makes."""
    return lambda values: [value for value in values if not test(value)]


def _node_kind(terms: tuple[str, ...]) -> Sieve:
    letters = _FIRST_LETTERS[terms[0]]
    return lambda values: [value for value in values if value[0] not in letters]


def _datatype(terms: tuple[str, ...]) -> Test:
    wanted = terms[0][1:-1]
    if wanted == XSD_STRING:
        return lambda value: value[0] == '"' and value[-1] == '"'
    if wanted == LANG_STRING:
        return lambda value: language_of(value) != ""
    ending = literal("", datatype=wanted)[1:]
    cut = len(ending)
    space = lexical_space(wanted)
    if space is None:
        return lambda value: value.endswith(ending) and value[0] == '"'
    return lambda value: (
        value.endswith(ending)
        and value[0] == '"'
        and space(text_of(value) if "\\" in value else value[1:-cut])
    )


def _at_least(terms: tuple[str, ...]) -> Test:
    return lambda value: is_less(terms[0], value, or_equal=True)


def _above(terms: tuple[str, ...]) -> Test:
    return lambda value: is_less(terms[0], value, or_equal=False)


def _at_most(terms: tuple[str, ...]) -> Test:
    return lambda value: is_less(value, terms[0], or_equal=True)


def _below(terms: tuple[str, ...]) -> Test:
    return lambda value: is_less(value, terms[0], or_equal=False)


def _no_shorter(terms: tuple[str, ...]) -> Test:
    least = int(text_of(terms[0]))
    return lambda value: value[0] != "_" and len(text_of(value)) >= least


def _no_longer(terms: tuple[str, ...]) -> Test:
    most = int(text_of(terms[0]))
    return lambda value: value[0] != "_" and len(text_of(value)) <= most


def _pattern(terms: tuple[str, ...]) -> Test:
    found = matcher(text_of(terms[0]), terms[1])
    return lambda value: value[0] != "_" and found(text_of(value))


def _languages(terms: tuple[str, ...]) -> Test:
    ranges = [text_of(term).lower() for term in terms]
    return lambda value: any(_speaks(language_of(value), wanted) for wanted in ranges)


def _speaks(language: str, wanted: str) -> bool:
    if wanted == "*":
        return language != ""
    return language == wanted or language.startswith(wanted + "-")


def _among(terms: tuple[str, ...]) -> Sieve:
    allowed = frozenset(terms)
    return lambda values: [value for value in values if value not in allowed]


_SIEVES = {component("nodeKind"): _node_kind, component("in"): _among}
_TESTS = {
    component("datatype"): _datatype,
    component("minInclusive"): _at_least,
    component("minExclusive"): _above,
    component("maxInclusive"): _at_most,
    component("maxExclusive"): _below,
    component("minLength"): _no_shorter,
    component("maxLength"): _no_longer,
    component("pattern"): _pattern,
    component("languageIn"): _languages,
}

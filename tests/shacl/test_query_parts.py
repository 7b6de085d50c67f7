"""Queries cut at their UNION, and queries that need not be asked."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.checks.shacl.prebinding import without_expressions
from kg.checks.shacl.query_algebra import algebra_of
from kg.checks.shacl.query_data import QueryData
from kg.checks.shacl.query_need import may_answer, needs
from kg.checks.shacl.query_parts import parts
from kg.checks.shacl.query_scope import Star
from kg.checks.shacl.statements import by_subject
from tests.shacl.scoped import PROLOGUE, STATEMENTS, WHOLE, answers
from tests.shacl.test_query_scope import group
from tests.shacl.test_sparql_constraints import constraint
from tests.shacl.turtle import found

CUT = [
    ("SELECT * WHERE { { ?x ex:p ?y } UNION { ?x ex:q ?y } }", 2),
    ("SELECT ?x { ?x a ex:C . { ?x ex:p ?y } UNION { ?x ex:q ?y } UNION { ?x ex:r ?y } }", 3),
    ("SELECT ?x { { ?x a ex:C } { ?x ex:p ?y } UNION { ?x ex:r ?y } OPTIONAL { ?y ex:q ?z } }", 2),
    ("SELECT ?x { { ?x ex:p ?y } UNION { ?x ex:r ?y } { ?y ex:p ?z } UNION { ?y ex:r ?z } }", 2),
    ("SELECT ?x { { ?x ex:p 'a } b' } # }\n UNION # {\n { ?x ex:r ?y } FILTER(?x != ex:a) }", 2),
    ("SELECT ?x { ?x ex:p ?y FILTER NOT EXISTS { { ?x ex:q ?z } UNION { ?y ex:q ?z } } }", 1),
    ("SELECT ?x { { SELECT ?x { { ?x ex:p ?y } UNION { ?x ex:q ?y } } } }", 1),
    ("SELECT (COUNT(?x) AS ?n) { { ?x ex:p ?y } UNION { ?x ex:q ?y } }", 1),
    ("SELECT ?x { { ?x ex:p ?y } UNION { ?x ex:q ?y } } GROUP BY ?x", 1),
    ("SELECT ?x { { ?x ex:p ?y } UNION { ?x ex:q ?y } } LIMIT 1", 1),
    ("SELECT ?x { ?x ex:p ?y }", 1),
]


@pytest.mark.parametrize(("query", "count"), CUT)
def test_a_query_is_cut_at_its_first_union_and_answers_the_same(query: str, count: int) -> None:
    cut = parts(PROLOGUE + query)
    assert len(cut) == count
    assert sorted(one for part in cut for one in answers(part, WHOLE)) == answers(
        PROLOGUE + query, WHOLE
    )


@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_a_query_made_up_at_random_answers_as_its_parts_do(chance: Random) -> None:
    query = PROLOGUE + f"SELECT * WHERE {{ {group(chance, 2)} }}"
    told = sorted(one for part in parts(query) for one in answers(part, WHOLE))
    assert told == answers(query, WHOLE)


def test_a_result_that_two_branches_give_is_told_once_if_distinct_and_twice_if_not() -> None:
    either = "{ $this ex:p ?value } UNION { $this ex:q ?value }"
    data = "ex:n a ex:C ; ex:p ex:v ; ex:q ex:v , ex:w ."
    distinct = constraint(f"SELECT DISTINCT $this ?value WHERE {{ {either} }}")
    assert found(distinct, data) == ["SPARQL n - v", "SPARQL n - w"]
    plain = constraint(f"SELECT $this ?value WHERE {{ {either} }}")
    assert found(plain, data) == ["SPARQL n - v", "SPARQL n - v", "SPARQL n - w"]


def is_asked(query: str) -> bool:
    """Whether a query is asked of the small graph."""
    algebra = algebra_of(query)
    data = QueryData(Star(conditions, frozenset()) for conditions in needs(algebra))
    for subject, said in by_subject(STATEMENTS).items():
        data.take(subject, said)
    return may_answer(algebra, data.meets)


@pytest.mark.parametrize(
    ("pattern", "asked"),
    [
        ("?x a ex:C ; ex:q ?n", True),
        ("?x a ex:D ; ex:q ?n", False),
        ("?x a ex:C . ?y ex:absent ?z", False),
        ("?x a ex:C . OPTIONAL { ?y ex:absent ?z }", True),
        ("?x a ex:C . FILTER NOT EXISTS { ?y ex:absent ?z }", True),
        ("{ ?x ex:absent ?y } UNION { ?x ex:p ?y }", True),
        ("{ ?x ex:absent ?y } UNION { ?x a ex:Absent }", False),
        ("{ SELECT ?x { ?x ex:absent ?y } GROUP BY ?x HAVING (COUNT(?y) > 1) }", False),
        ("{ SELECT (COUNT(?y) AS ?n) { ?x ex:absent ?y } }", True),
        ("?x ex:absent* ?y", True),
    ],
)
def test_a_query_is_asked_only_where_what_it_needs_is_there(*, pattern: str, asked: bool) -> None:
    assert is_asked(PROLOGUE + f"SELECT * WHERE {{ {pattern} }}") is asked


@settings(max_examples=100, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_no_query_is_left_unasked_that_has_an_answer(chance: Random) -> None:
    query = PROLOGUE + f"SELECT * WHERE {{ {group(chance, 2)} }}"
    assert is_asked(query) or not answers(query, WHOLE)


@pytest.mark.parametrize(
    ("pattern", "kept"),
    [
        ("?x ex:p ?y FILTER(?x = ?y) ?y ex:q ?z", "?x ex:p ?y . ?y ex:q ?z"),
        ("?x ex:p ?y . FILTER(?x = ?y) . ?y ex:q ?z", "?x ex:p ?y . ?y ex:q ?z"),
        ("{ FILTER (?x = ?y) . } OPTIONAL { ?x ex:q ?z }", "{ } OPTIONAL { ?x ex:q ?z }"),
        ("{ ?x ex:p ?y } FILTER(?x > 1) FILTER(?y > 1) . }", "{ ?x ex:p ?y } }"),
        ("BIND(STR(?x) AS ?s) FILTER($this != ?x) .", "BIND(1 AS ?s) filter(?this)"),
        ("FILTER EXISTS { ?x ex:r ?y }", "FILTER EXISTS { ?x ex:r ?y }"),
        ("} GROUP BY ?x HAVING (COUNT(?y) > 1)", "} GROUP BY ?x"),
    ],
)
def test_expressions_are_left_out_and_their_neighbours_stay_apart(pattern: str, kept: str) -> None:
    assert without_expressions(pattern).split() == kept.split()

"""How little of the data a query is given, that it is never too little, and what runs for all."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.checks.shacl.prebinding import prebound
from kg.checks.shacl.query_algebra import algebra_of
from kg.checks.shacl.query_scope import runs_for_all
from tests.shacl.scoped import PROLOGUE, STATEMENTS, WHOLE, answers, kept, solved

SCOPES = [
    ("?x a ex:C ; ex:q ?n", 4),
    ("?x ex:p ?y . OPTIONAL { ?x ex:q ?n }", 3),
    ("?x a ex:C . FILTER NOT EXISTS { ?x ex:p ?y }", 3),
    ("?x a ex:C . FILTER NOT EXISTS { ?y ex:p ?x }", 4),
    ("{ ?x ex:p ?y } UNION { ?x a ex:D }", 3),
    ("?x ex:broader* ex:f . ?y ex:p ?x", 4),
    ("ex:a ex:q ?n . FILTER(?n > 1)", 3),
    ("?x ex:p/ex:q ?n", 5),
    ("?x a ex:C ; ?any ?thing", 6),
    ("?x ?any ex:b", 12),
    ("?x !ex:p ?y", 12),
    ("?x a ex:C . FILTER NOT EXISTS { ?x ex:q ?n . FILTER EXISTS { ?y ex:r ?x } }", 6),
    ("?x a ex:C . OPTIONAL { ?x ex:q ?n FILTER NOT EXISTS { ?x ex:broader ?y } }", 5),
]


@pytest.mark.parametrize(("pattern", "count"), SCOPES)
def test_a_query_is_given_what_it_can_match_and_answers_as_from_the_whole(
    pattern: str, count: int
) -> None:
    query = PROLOGUE + f"SELECT * WHERE {{ {pattern} }}"
    data = kept(query)
    assert data.size(None) == count
    assert answers(query, data.text(None).read()) == answers(query, WHOLE)


FOR_ALL = [
    ("$this ex:p ?v", True),
    ("$this ex:p ?v . FILTER NOT EXISTS { $this ex:q ?w }", True),
    ("$this ex:p ?v . FILTER NOT EXISTS { $this ex:q ?w FILTER(?w != $this) }", True),
    ("{ $this ex:p ?v } UNION { ?v ex:q $this }", True),
    ("$this ex:p ?v . OPTIONAL { $this ex:q ?w } FILTER(!BOUND(?w))", True),
    ("?v ex:p ?w . FILTER(?w = $this)", False),
    ("?v ex:p ?w . OPTIONAL { ?w ex:q $this }", False),
    ("{ $this ex:p ?v } UNION { ?v ex:q ?w }", False),
    ("$this ex:p ?v . { ?v ex:q ?w FILTER(?w != $this) }", False),
    ("$this ex:p ?v . FILTER NOT EXISTS { ?w ex:q ?v . FILTER(?w = $this) }", False),
    ("$this ex:p* ?v", False),
    ("$this ex:p ?v . { SELECT $this (COUNT(?w) AS ?n) { $this ex:q ?w } GROUP BY $this }", False),
]


@pytest.mark.parametrize(("pattern", "is_sound"), FOR_ALL)
def test_a_query_runs_for_all_focus_nodes_only_where_that_changes_nothing(
    *, pattern: str, is_sound: bool
) -> None:
    query = PROLOGUE + f"SELECT $this ?v WHERE {{ {pattern} }}"
    assert runs_for_all(algebra_of(query)) is is_sound


@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_a_query_made_up_at_random_answers_as_from_the_whole(chance: Random) -> None:
    query = PROLOGUE + f"SELECT * WHERE {{ {group(chance, 2)} }}"
    assert answers(query, kept(query).text(None).read()) == answers(query, WHOLE)


@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_a_query_that_runs_for_all_answers_as_for_each(chance: Random) -> None:
    query = PROLOGUE + f"SELECT $this ?v ?w WHERE {{ {group(chance, 2)} }}"
    if not runs_for_all(algebra_of(query)):
        return
    once = solved(query, WHOLE)
    for node in {term for one in STATEMENTS for term in (one[0], one[2]) if term[0] == "<"}:
        for_each = solved(prebound(query, {"this": node}), WHOLE)
        from_all = [one for one in once if one.get("this") == node]
        assert sorted(map(rest, for_each)) == sorted(map(rest, from_all))


def rest(solution: dict[str, str]) -> str:
    """What a solution says beside the focus node."""
    return f"{solution.get('v')} {solution.get('w')}"


def group(chance: Random, depth: int) -> str:
    """A group of patterns over three variables, nested at most so deep."""
    parts = [triple(chance) for _ in range(chance.randrange(1, 3))]
    for _ in range(chance.randrange(3) if depth else 0):
        inner, other = group(chance, depth - 1), group(chance, depth - 1)
        unequal = f"FILTER({variable(chance)} != {variable(chance)})"
        forms = [
            f"OPTIONAL {{ {inner} }}",
            f"OPTIONAL {{ {inner} {unequal} }}",
            f"{{ {inner} }} UNION {{ {other} }}",
            f"{{ {inner} {unequal} }}",
            f"FILTER NOT EXISTS {{ {inner} {unequal} }}",
            f"FILTER EXISTS {{ {inner} }}",
            f"{{ SELECT $this ?v WHERE {{ {inner} }} }}",
            unequal,
        ]
        parts.append(chance.choice(forms))
    return " ".join(parts)


def triple(chance: Random) -> str:
    """A triple pattern, ended by a dot."""
    ends = [variable(chance), chance.choice([variable(chance), variable(chance), "ex:a", "ex:b"])]
    if chance.randrange(2):
        ends.reverse()
    if not chance.randrange(4):
        return f"{ends[0]} a {chance.choice(['ex:C', 'ex:D', '?v'])} ."
    steps = ["ex:p", "ex:q", "ex:r", "ex:p/ex:r", "^ex:p", "ex:r|ex:p", "ex:r+", "ex:r*", "?any"]
    return f"{ends[0]} {chance.choice(steps)} {ends[1]} ."


def variable(chance: Random) -> str:
    """One of the three variables."""
    return chance.choice(["$this", "$this", "?v", "?w"])

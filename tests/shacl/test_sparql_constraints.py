"""Constraints and components written in SPARQL, run for one focus node and for all at once."""

from __future__ import annotations

import pytest

from kg.errors import BadInputError
from tests.shacl.turtle import brief, found, report

MANY = " ".join(f"ex:n{number} a ex:C ; ex:p {number} ." for number in range(10))


def constraint(select: str, target: str = "sh:targetClass ex:C", more: str = "") -> str:
    """A node shape with one SPARQL-based constraint."""
    return (
        f"ex:S a sh:NodeShape ; {target} ; sh:sparql [ {more} sh:prefixes ex: ; "
        f'sh:select """{select}""" ] .'
    )


def test_a_solution_is_a_result_with_its_value_and_path() -> None:
    shape = constraint(
        "SELECT $this ?value (ex:p AS ?path) WHERE { $this ex:p ?value . FILTER(?value > 8) }"
    )
    assert found(shape, MANY) == ['SPARQL n9 p "9"^^<http://www.w3.org/2001/XMLSchema#integer>']


def test_without_a_value_the_focus_node_of_a_node_shape_is_the_value() -> None:
    shape = constraint("SELECT $this WHERE { $this ex:p 3 }")
    assert found(shape, MANY) == ["SPARQL n3 - n3"]


def test_a_property_shape_writes_its_path_into_the_query() -> None:
    shape = """ex:S sh:targetClass ex:C ; sh:property [ sh:path [ sh:inversePath ex:q ] ;
      sh:sparql [ sh:prefixes ex: ;
      sh:select "SELECT $this ?value WHERE { $this $PATH ?value . FILTER(?value = ex:z) }" ] ] ."""
    assert found(shape, MANY + "ex:z ex:q ex:n4 . ex:y ex:q ex:n5 .") == ["SPARQL n4 ^q z"]


def test_the_message_of_the_query_speaks_of_the_solution() -> None:
    shape = constraint(
        "SELECT $this ?value WHERE { $this ex:p ?value . FILTER(?value = 2) }",
        more="sh:message '{$this} has {?value}, {?other}'@en ;",
    )
    (result,) = report(shape, MANY).results
    assert result.messages == ('"http://example.org/n2 has 2, {?other}"@en',)


def test_a_solution_may_bring_its_own_message() -> None:
    shape = constraint(
        "SELECT $this ?message WHERE { $this ex:p 2 . BIND('two' AS ?message) }",
        more="sh:message 'unused' ;",
    )
    (result,) = report(shape, MANY).results
    assert result.messages == ('"two"',)


def test_a_rule_on_one_target_node_runs_over_the_whole_graph() -> None:
    shape = constraint(
        (
            "SELECT DISTINCT $this ?value WHERE { ?value ex:p ?n . ?other ex:p ?n . "
            "FILTER(?value != ?other) }"
        ),
        "sh:targetNode ex:all",
    )
    assert found(shape, MANY + "ex:twin ex:p 7 .") == ["SPARQL all - n7", "SPARQL all - twin"]


TRAPS = [
    (
        "in an aggregate",
        (
            "SELECT $this (COUNT(?v) AS ?value) WHERE { $this ex:p ?v } GROUP BY $this "
            "HAVING (COUNT(?v) < 1)"
        ),
        0,
    ),
    (
        "in a sub-query",
        (
            "SELECT $this ?value WHERE { $this ex:p ?value . { SELECT $this (MAX(?v) AS "
            "?top) WHERE { $this ex:p ?v } GROUP BY $this } FILTER(?value < ?top) }"
        ),
        0,
    ),
    ("in a limit", "SELECT $this ?value WHERE { $this ex:p ?value } LIMIT 1", 10),
    (
        "in a filter of its own group",
        "SELECT $this ?value WHERE { ?value a ex:C . { ?value ex:p ?v . FILTER($this = ?value) } }",
        10,
    ),
    (
        "in one branch of a union",
        "SELECT $this ?value WHERE { { $this ex:p ?value } UNION { ex:n1 ex:p ?value } }",
        20,
    ),
    (
        "in an optional part alone",
        "SELECT $this ?value WHERE { ex:n1 ex:p ?value . OPTIONAL { $this ex:none ?x } }",
        10,
    ),
    ("in bound()", "SELECT $this WHERE { FILTER bound($this) }", 10),
    ("in NOT EXISTS alone", "SELECT $this WHERE { FILTER NOT EXISTS { $this ex:none ?x } }", 10),
    (
        "in BIND before its pattern",
        "SELECT $this ?value WHERE { BIND($this AS ?value) $this ex:p ?v }",
        10,
    ),
    ("in ORDER BY", "SELECT $this ?value WHERE { $this ex:p ?value } ORDER BY $this", 10),
]


@pytest.mark.parametrize(
    ("query", "count"), [trap[1:] for trap in TRAPS], ids=[trap[0] for trap in TRAPS]
)
def test_this_is_bound_from_the_start_wherever_it_stands(query: str, count: int) -> None:
    assert len(found(constraint(query), MANY)) == count


REFUSED = [
    ("MINUS", "SELECT $this WHERE { $this ex:p ?v MINUS { $this ex:q ?v } }"),
    ("VALUES", "SELECT $this WHERE { VALUES ?v { 1 } $this ex:p ?v }"),
    ("SERVICE", "SELECT $this WHERE { SERVICE <http://example.org/> { $this ex:p ?v } }"),
    ("with AS", "SELECT $this WHERE { BIND(1 AS $this) }"),
    (
        "does not select",
        (
            "SELECT $this ?value WHERE { $this ex:p ?value { SELECT DISTINCT ?value "
            "WHERE { ?x ex:p ?value } } }"
        ),
    ),
    ("selects *", "SELECT $this WHERE { { SELECT * WHERE { $this ex:p ?v } } }"),
    ("not SPARQL", "SELECT $this WHERE { $this ex:p }"),
    ("no path", "SELECT $this WHERE { $this $PATH ?v }"),
]


@pytest.mark.parametrize(("words", "query"), REFUSED)
def test_a_query_that_shacl_forbids_is_refused_by_name(words: str, query: str) -> None:
    with pytest.raises(BadInputError, match=words.replace("*", r"\*")):
        found(constraint(query), MANY)


def test_a_query_may_report_its_own_failure() -> None:
    with pytest.raises(BadInputError, match="failed"):
        found(
            constraint("SELECT $this ?failure WHERE { $this ex:p 1 . BIND(true AS ?failure) }"),
            MANY,
        )


def test_the_same_answers_come_set_wise_and_one_by_one() -> None:
    query = (
        "SELECT $this ?value WHERE { $this ex:p ?value . FILTER NOT EXISTS { $this ex:q ?any } }"
    )
    every = " , ".join(f"ex:n{number}" for number in range(10))
    together = found(constraint(query, f"sh:targetNode {every}"), MANY)
    alone = [
        line
        for number in range(10)
        for line in found(constraint(query, f"sh:targetNode ex:n{number}"), MANY)
    ]
    assert together == sorted(alone)
    assert len(together) == 10


def test_blank_nodes_stay_blank_nodes_to_a_query() -> None:
    query = (
        "SELECT $this ?value WHERE { $this ex:p ?value . FILTER(isBlank(?value) && "
        "!isIRI(?value) && !bound(?x)) OPTIONAL { BIND(STR(?value) AS ?x) } }"
    )
    data = "_:one a ex:C ; ex:p _:two . ex:a a ex:C ; ex:p ex:b ."
    assert found(constraint(query), data) == ["SPARQL _: - _:"]


def test_a_value_is_reported_as_it_stands_in_the_data() -> None:
    shape = constraint("SELECT $this ?value WHERE { $this ex:q ?value }")
    data = MANY + "ex:n1 ex:q 1.50 . ex:n2 ex:q '2020-01-01T00:00:00+00:00'^^xsd:dateTime ."
    assert [result.value for result in report(shape, data).results] == [
        '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        '"2020-01-01T00:00:00+00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
    ]


def test_a_query_in_a_shape_that_others_refer_to_decides_conformance() -> None:
    shape = """ex:S sh:targetClass ex:C ; sh:not ex:T ; sh:property [ sh:path ex:q ;
      sh:node ex:T ] .
      ex:T a sh:NodeShape ; sh:sparql [ sh:prefixes ex: ;
      sh:select "SELECT $this WHERE { $this ex:p ?v . FILTER(?v < 8) }" ] ."""
    data = MANY + "ex:n8 ex:q ex:n3 , ex:n9 ."
    assert found(shape, data) == ["Node n8 q n3", "Not n8 - n8", "Not n9 - n9"]


def test_the_shapes_graph_and_the_current_shape_can_be_asked() -> None:
    shape = (
        constraint(
            "SELECT $this WHERE { GRAPH $shapesGraph { $currentShape ex:limit ?n } $this "
            "ex:p ?v . FILTER(?v > ?n) }"
        )
        + "ex:S ex:limit 8 ."
    )
    assert found(shape, MANY) == ["SPARQL n9 - n9"]


def test_a_path_of_no_steps_from_a_literal_is_left_to_pyshacl() -> None:
    shape = constraint("SELECT $this ?value WHERE { $this ex:p? ?value }", "sh:targetNode 'x'")
    with pytest.raises(BadInputError, match="Oxigraph does not"):
        found(shape, MANY)
    assert report(shape, MANY, engine="auto").engine == "pyshacl"


COMPONENT = """ex:Longer a sh:ConstraintComponent ;
      sh:parameter [ sh:path ex:least ] , [ sh:path ex:note ; sh:optional true ] ;
  sh:validator [ sh:message "{?value} is not longer than {$least}" ;
      sh:ask "ASK { FILTER(STRLEN(STR($value)) > $least) }" ] ;
  sh:propertyValidator [ sh:prefixes ex: ;
      sh:select '''SELECT $this ?value WHERE {
        $this $PATH ?value . FILTER(STRLEN(STR(?value)) <= $least) }''' ] .
"""


def test_a_component_of_the_shapes_graph_asks_about_each_value_node() -> None:
    shapes_text = COMPONENT + "ex:S a sh:NodeShape ; sh:targetNode 'abc' , 'abcd' ; ex:least 3 ."
    (result,) = report(shapes_text, MANY).results
    assert (brief(result), result.messages) == (
        'Longer "abc" - "abc"',
        ('"abc is not longer than 3"',),
    )


def test_a_component_has_a_validator_of_its_own_for_property_shapes() -> None:
    shapes_text = (
        COMPONENT
        + "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:r ; ex:least 3 ; ex:note 'x' ] ."
    )
    assert found(shapes_text, "ex:a ex:r 'abc' , 'abcd' .") == ['Longer a r "abc"']

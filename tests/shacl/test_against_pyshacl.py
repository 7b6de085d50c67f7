"""The compiled validator against pySHACL: made-up graphs, damaged releases, and the pins.

Where pySHACL is wrong by the specification, the case stands here with the clause, so that
a release of pySHACL that mends it is noticed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.checks.shacl import Report, load_shapes, validate
from kg.checks.shacl.literals import text_of
from kg.errors import BadInputError
from tests.shacl.generated import ShapesMaker, data_graph
from tests.shacl.turtle import found
from tests.shacl.w3c_suite import seen

OWN_WORDS = {'"no good"', '"nichts"@de'}


@pytest.fixture(autouse=True, scope="module")
def _quiet_rdflib() -> Iterator[None]:
    """Rdflib logs a traceback for every ill-typed literal."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    yield
    logger.disabled = before


def said(report: Report) -> set[tuple[str, ...]]:
    """What two reports must agree on: the results with the shapes' own messages."""
    return {
        (*seen(result), *sorted(OWN_WORDS.intersection(result.messages)))
        for result in report.results
        if not result.constraint
    } | {seen(result) for result in report.results if result.constraint}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.randoms(use_true_random=False))
def test_both_engines_report_the_same_on_graphs_made_up_at_random(chance: Random) -> None:
    data, shapes = data_graph(chance), load_shapes([ShapesMaker(chance).graph()])
    assert said(validate(data, shapes)) == said(validate(data, shapes, engine="pyshacl"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 1 << 30))
def test_both_engines_report_the_same_on_denser_graphs(seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    data = sorted({statement for _ in range(3) for statement in data_graph(chance)})
    shapes = load_shapes([ShapesMaker(chance).graph()])
    assert said(validate(data, shapes)) == said(validate(data, shapes, engine="pyshacl"))


PINS = [
    (
        "4.4.1: a blank node is too short for any sh:minLength",
        "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:minLength 0 ] .",
        "ex:a ex:p [] .",
        ["MinLength a p _:"],
        [],
    ),
    (
        "2.3.1.3: the inverse of a sequence is walked from its end",
        (
            "ex:S sh:targetNode ex:c ; sh:property [ sh:path [ sh:inversePath ( ex:p "
            "ex:q ) ] ; sh:hasValue ex:a ] ."
        ),
        "ex:a ex:p ex:b . ex:b ex:q ex:c .",
        [],
        ["HasValue c ^(p/q) -"],
    ),
    (
        "4.3.4 and SPARQL 17.3: a date is not comparable with a number",
        "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:maxInclusive 5 ] .",
        "ex:a ex:p '2020-01-01'^^xsd:date .",
        ['MaxInclusive a p "2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'],
        [],
    ),
    (
        "4.5.3 and SPARQL 17.3: IRIs have no order",
        "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:lessThan ex:q ] .",
        "ex:a ex:p ex:b ; ex:q ex:c .",
        ["LessThan a p b"],
        [],
    ),
    (
        "4.5.3 and SPARQL 17.3: a boolean is not comparable with a number",
        "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:lessThan ex:q ] .",
        "ex:a ex:p true ; ex:q 5 .",
        ['LessThan a p "true"^^<http://www.w3.org/2001/XMLSchema#boolean>'],
        [],
    ),
    (
        "SPARQL 17.4.2.5: a blank node has no text",
        """ex:S a sh:NodeShape ; sh:targetNode ex:a ;
      sh:sparql [ sh:select '''SELECT $this ?value {
        $this <http://example.org/p> ?x BIND(STR(?x) AS ?value) }''' ] .""",
        "ex:a ex:p _:x .",
        ["SPARQL a - a"],
        ['SPARQL a - "x"'],
    ),
    (
        "5.3.1: an empty text is a value like any other",
        """ex:S a sh:NodeShape ; sh:targetNode "" ;
      sh:sparql [ sh:select "SELECT $this ?value { $this <http://example.org/p>+ ?value }" ] .""",
        "ex:a ex:p ex:b .",
        [],
        ['SPARQL "" - b'],
    ),
    (
        "5.3.1: so is false",
        """ex:S a sh:NodeShape ; sh:targetNode false ;
      sh:sparql [ sh:select "SELECT $this ?value { $this <http://example.org/p>+ ?value }" ] .""",
        "ex:a ex:p ex:b .",
        [],
        ['SPARQL "false"^^<http://www.w3.org/2001/XMLSchema#boolean> - b'],
    ),
]


@pytest.mark.parametrize(
    ("shapes", "data", "ours", "theirs"), [pin[1:] for pin in PINS], ids=[pin[0] for pin in PINS]
)
def test_pyshacl_differs_where_the_specification_is_with_us(
    shapes: str, data: str, ours: list[str], theirs: list[str]
) -> None:
    assert found(shapes, data) == ours
    assert found(shapes, data, engine="pyshacl") == theirs


def test_pyshacl_gives_up_without_a_report_where_a_blank_node_meets_less_than() -> None:
    shapes = "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:lessThan ex:q ] ."
    data = "ex:a ex:p 1 ; ex:q [] ."
    assert found(shapes, data) == ['LessThan a p "1"^^<http://www.w3.org/2001/XMLSchema#integer>']
    with pytest.raises(BadInputError, match="pySHACL gave up"):
        found(shapes, data, engine="pyshacl")


@pytest.mark.parametrize(
    ("clause", "shapes"),
    [
        (
            "4.8.1: sh:closed alone makes a constraint of it, sh:ignoredProperties is optional",
            "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:ignoredProperties ( ex:p ) .",
        ),
        (
            "4.7.3: without sh:qualifiedValueShape there is no constraint (2.1.4)",
            "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:qualifiedMinCount 2 ] .",
        ),
    ],
)
def test_pyshacl_gives_up_where_a_parameter_has_no_effect_without_another(
    clause: str, shapes: str
) -> None:
    assert found(shapes, "ex:a ex:p 1 .") == [], clause
    with pytest.raises(BadInputError, match="pySHACL gave up"):
        found(shapes, "ex:a ex:p 1 .", engine="pyshacl")


def test_a_message_of_a_query_keeps_its_language_which_pyshacl_drops() -> None:
    data = [("<http://example.org/a>", "<http://example.org/p>", '"x"')]
    select = '"SELECT $this { $this <http://example.org/p> ?any }"'
    shape, query = "<http://example.org/S>", "<http://example.org/Q>"
    namespace = "http://www.w3.org/ns/shacl#"
    shapes = load_shapes(
        [
            [
                (shape, f"<{namespace}targetNode>", "<http://example.org/a>"),
                (shape, f"<{namespace}sparql>", query),
                (query, f"<{namespace}select>", select),
                (query, f"<{namespace}message>", '"nein"@de'),
            ]
        ]
    )
    (ours,) = validate(data, shapes).results
    (theirs,) = validate(data, shapes, engine="pyshacl").results
    assert (ours.messages, theirs.messages) == (('"nein"@de',), ('"nein"',))
    assert text_of(ours.messages[0]) == text_of(theirs.messages[0])

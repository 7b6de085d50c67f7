"""Shapes as files and graphs hand them over, and what is wrong with those that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from kg.checks.shacl import load_shapes, report_statements, validate
from kg.errors import BadInputError
from tests.shacl.turtle import PREFIXES, graph, report, shapes

SHAPE = "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:minCount 1 ] ."

ILL_FORMED = [
    ("more than one value", "ex:S sh:targetNode ex:a ; sh:datatype xsd:date, xsd:string ."),
    ("must be an IRI", "ex:S sh:targetClass 'C' ."),
    ("must be an IRI", "ex:S sh:targetNode ex:a ; sh:class [] ."),
    ("kind of node", "ex:S sh:targetNode ex:a ; sh:nodeKind ex:Literal ."),
    ("must be a literal", "ex:S sh:targetNode ex:a ; sh:minInclusive ex:five ."),
    ("whole number", "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:minCount 1.5 ] ."),
    ("whole number", "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:minCount 'x' ] ."),
    ("belongs to a property shape", "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:minCount 1 ."),
    ("belongs to a property shape", "ex:S sh:targetNode ex:a ; sh:lessThan ex:p ."),
    ("has no path", "ex:S a sh:PropertyShape ; sh:targetNode ex:a ."),
    ("node shape has a path", "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:path ex:p ."),
    ("list of language tags", "ex:S sh:targetNode ex:a ; sh:languageIn ( 'en' ex:es ) ."),
    ("list of IRIs", "ex:S sh:targetNode ex:a ; sh:closed true ; sh:ignoredProperties ( 'p' ) ."),
    ("more than one path", "ex:S sh:targetNode ex:a ; sh:path ex:p , ex:q ."),
    ("not a well-formed path", "ex:S sh:targetNode ex:a ; sh:path 'p' ."),
    ("not a well-formed path", "ex:S sh:targetNode ex:a ; sh:path [ ex:inverse ex:p ] ."),
    ("at least two members", "ex:S sh:targetNode ex:a ; sh:path ( ex:p ) ."),
    ("not a well-formed RDF list", "ex:S sh:targetNode ex:a ; sh:in [ rdf:first 1 ] ."),
    (
        "not a well-formed RDF list",
        "ex:S sh:targetNode ex:a ; sh:or _:l . _:l rdf:first ex:T ; rdf:rest _:l .",
    ),
    ("with a path", "ex:S sh:targetNode ex:a ; sh:property ex:T . ex:T sh:class ex:C ."),
    ("least or a greatest", "ex:S sh:path ex:p ; sh:qualifiedValueShape [ sh:class ex:C ] ."),
    ("must be true or false", "ex:S sh:targetNode ex:a ; sh:closed 'yes' ."),
    ("must be text", "ex:S sh:targetNode ex:a ; sh:message ex:sorry ; sh:class ex:C ."),
    ("regular expression", "ex:S sh:targetNode ex:a ; sh:pattern '(' ."),
    (
        "refers to itself",
        (
            "ex:S sh:targetNode ex:a ; sh:node ex:T . ex:T a sh:NodeShape ; sh:property "
            "[ sh:path ex:p ; sh:node ex:S ] ."
        ),
    ),
    (
        "no part of SHACL 1.0",
        "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:singleLine true ] .",
    ),
    (
        "neither sh:select nor sh:ask",
        "ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:k ] ; sh:validator [] .",
    ),
    (
        "not optional",
        "ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:k ; sh:optional true ] .",
    ),
    (
        "a prefix and a namespace",
        (
            "ex:S sh:targetNode ex:a ; sh:sparql [ sh:prefixes ex:o ; sh:select 'SELECT "
            "$this {}' ] . ex:o sh:declare [ sh:prefix 'o' ] ."
        ),
    ),
]


@pytest.mark.parametrize(("words", "text"), ILL_FORMED)
def test_an_ill_formed_shape_is_refused_with_a_sentence(words: str, text: str) -> None:
    with pytest.raises(BadInputError, match=words):
        report(text, "ex:a ex:p 1 .")


def test_an_error_names_shape_parameter_and_value() -> None:
    with pytest.raises(BadInputError) as error:
        shapes("ex:S sh:targetNode ex:a ; sh:nodeKind ex:Odd .")
    told = str(error.value)
    assert all(
        words in told
        for words in ("<http://example.org/S>", "#nodeKind>", "<http://example.org/Odd>")
    )


def test_files_graphs_and_statements_are_read_as_one_shapes_graph(tmp_path: Path) -> None:
    file = tmp_path / "shapes.ttl"
    file.write_text(PREFIXES + "ex:S sh:targetNode ex:a ; sh:property ex:T .", encoding="utf-8")
    in_rdflib = Graph().parse(data=PREFIXES + "ex:T sh:path ex:p .", format="turtle")
    found = load_shapes([file, in_rdflib, graph("ex:T sh:minCount 1 .")])
    assert len(validate(graph("ex:a ex:q 1 ."), found).results) == 1


def test_a_query_may_use_the_prefixes_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "shapes.ttl"
    select = (
        'ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:select "SELECT '
        '$this { $this ex:p 1 }" ] .'
    )
    file.write_text(
        PREFIXES.replace(
            'ex: sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/" ] .', ""
        )
        + select,
        encoding="utf-8",
    )
    assert len(validate(graph("ex:a ex:p 1 ."), load_shapes([file])).results) == 1


def test_a_file_that_does_not_parse_is_named_with_the_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text(PREFIXES + "\nex:S sh:path .\n", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"broken\.ttl: line 10"):
        load_shapes([file])


def test_anonymous_shapes_have_the_same_names_in_every_run() -> None:
    data = "ex:a ex:q 1 ."
    first, second = (report_statements(report(SHAPE, data)) for _ in range(2))
    assert first == second
    assert any("#shape-" in statement[2] for statement in first)


def test_what_only_pyshacl_covers_goes_there_or_is_refused() -> None:
    rule = SHAPE + """ex:R a sh:NodeShape ; sh:targetNode ex:a ; sh:expression [ sh:path ex:p ] ."""
    assert shapes(rule).refused == ("sh:expression",)
    assert report(rule, "ex:a ex:q 1 .", engine="auto").engine == "pyshacl"
    with pytest.raises(BadInputError, match="sh:expression"):
        report(rule, "ex:a ex:q 1 .", engine="compiled")


def test_a_list_may_be_longer_than_calls_can_nest() -> None:
    members = " ".join(f"ex:v{number}" for number in range(3000))
    few = f"ex:S sh:targetNode ex:v2999 , ex:other ; sh:in ( {members} ) ."
    assert [result.focus for result in report(few, "").results] == ["<http://example.org/other>"]

"""Which nodes a shape is applied to, and which values a path reaches from them."""

from __future__ import annotations

import pytest

from tests.shacl.turtle import brief, found, report

NEEDS_P = "sh:property [ sh:path ex:p ; sh:minCount 1 ] ."


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ("sh:targetNode ex:a , ex:nowhere , 'text'", ['"text"', "a", "nowhere"]),
        ("sh:targetClass ex:C", ["b", "c"]),
        ("sh:targetSubjectsOf ex:r", ["b"]),
        ("sh:targetObjectsOf ex:r", ['"end"', "a"]),
        ("sh:targetNode ex:b ; sh:targetClass ex:C ; sh:targetSubjectsOf ex:r", ["b", "c"]),
        ("a rdfs:Class , sh:NodeShape", ["d"]),
    ],
)
def test_a_shape_is_applied_to_its_targets_and_once_to_each(
    targets: str, expected: list[str]
) -> None:
    data = """ex:b a ex:D ; ex:r ex:a , "end" . ex:c a ex:C . ex:d a ex:S . ex:e ex:p 1 .
      ex:D rdfs:subClassOf ex:C ."""
    lines = found(f"ex:S {targets} ; {NEEDS_P}", data)
    assert [line.split(" ")[1] for line in lines] == expected


def test_a_class_declared_under_another_in_the_data_is_a_target_of_the_upper_one() -> None:
    data = "ex:a a ex:Low . ex:Low rdfs:subClassOf ex:Mid . ex:Mid rdfs:subClassOf ex:C, ex:Low ."
    assert found(f"ex:S sh:targetClass ex:C ; {NEEDS_P}", data) == ["MinCount a p -"]


def test_the_background_is_part_of_the_data_graph() -> None:
    shape = f"ex:S sh:targetClass ex:C ; {NEEDS_P}"
    results = report(
        shape,
        "ex:a a ex:D . ex:b ex:q 1 .",
        background="ex:D rdfs:subClassOf ex:C . ex:b a ex:C ; ex:q 1 .",
    ).results
    assert sorted(map(brief, results)) == ["MinCount a p -", "MinCount b p -"]


def test_a_statement_in_data_and_background_counts_once() -> None:
    shape = (
        "ex:S sh:targetNode ex:b ; sh:property [ sh:path ex:q ; sh:maxCount 1 ] , [ "
        "sh:path [ sh:inversePath ex:q ] ; sh:maxCount 0 ] ."
    )
    assert report(shape, "ex:b ex:q 1 .", background="ex:b ex:q 1 .").conforms


PATHS = [
    ("ex:p", "b c"),
    ("[ sh:inversePath ex:p ]", "z"),
    ("( ex:p ex:q )", "d"),
    ("( ex:p [ sh:inversePath ex:r ] )", "e"),
    ("[ sh:inversePath ( ex:q ex:p ) ]", "y"),
    ("[ sh:alternativePath ( ex:p ex:q ) ]", "b c s"),
    ("[ sh:zeroOrOnePath ex:p ]", "a b c"),
    ("[ sh:zeroOrMorePath ex:p ]", "a b c f"),
    ("[ sh:oneOrMorePath ex:p ]", "b c f"),
    ("[ sh:oneOrMorePath [ sh:alternativePath ( ex:p [ sh:inversePath ex:p ] ) ] ]", "a b c f z"),
    ("[ sh:inversePath [ sh:zeroOrMorePath ex:p ] ]", "a z"),
]


@pytest.mark.parametrize(("path", "reached"), PATHS)
def test_a_path_reaches_each_value_once(path: str, reached: str) -> None:
    data = """ex:a ex:p ex:b , ex:c ; ex:q ex:s . ex:b ex:q ex:d . ex:c ex:q ex:d ; ex:p ex:f .
      ex:z ex:p ex:a .
      ex:e ex:r ex:b . ex:y ex:q ex:z ."""
    shape = f"ex:S sh:targetNode ex:a ; sh:property [ sh:path {path} ; sh:in ( ex:none ) ] ."
    assert [line.split(" ")[-1] for line in found(shape, data)] == reached.split(" ")


def test_a_circle_in_the_data_ends_a_repeated_path() -> None:
    shape = (
        "ex:S sh:targetNode ex:a ; sh:property [ sh:path [ sh:oneOrMorePath ex:p ] ; "
        "sh:maxCount 1 ] ."
    )
    assert found(shape, "ex:a ex:p ex:b . ex:b ex:p ex:a .") == ["MaxCount a p+ -"]

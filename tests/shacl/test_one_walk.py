"""What one walk in order can know of other nodes: those passed, those to come, those absent."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from kg import terms
from kg.checks.shacl import ReleaseLines, Statement, validate
from kg.checks.shacl.passed import Passed
from kg.checks.shacl.statements import subjects
from tests.shacl.test_statements import STATEMENTS
from tests.shacl.turtle import brief, found, graph, shapes

POINTED = """ex:S a sh:NodeShape ; sh:targetObjectsOf ex:to ;
  sh:property [ sh:path ex:kind ; sh:hasValue ex:Good ] ."""
TWICE = """ex:S a sh:NodeShape ; sh:targetObjectsOf ex:to , ex:also ; sh:targetClass ex:C ;
  sh:targetNode ex:m ; sh:property [ sh:path ex:kind ; sh:minCount 1 ] ."""
FAR = """ex:S a sh:NodeShape ; sh:targetClass ex:C ;
  sh:property [ sh:path ( ex:p ex:q ) ; sh:minCount 1 ] ;
  sh:property [ sh:path ex:p ; sh:class ex:Part ] ."""


def release(folder: Path, statements: list[Statement]) -> Path:
    """A release's file of these statements."""
    path = folder / "all.nq"
    lines = sorted(terms.line(*one, "<http://g.org/1>") for one in set(statements))
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path


@settings(max_examples=40)
@given(statements=STATEMENTS)
def test_a_subject_is_found_in_the_sorted_lines(
    tmp_path_factory: pytest.TempPathFactory, statements: list[Statement]
) -> None:
    lines = ReleaseLines(release(tmp_path_factory.mktemp("release"), statements))
    groups = dict(subjects(sorted(set(statements))))
    for name in ["<http://example.org/>", *groups, "<http://example.org/a>", "<z>", "<a>"]:
        assert lines.about(name) == groups.get(name, {})


def test_nodes_passed_are_found_again_and_no_others() -> None:
    nodes = sorted(
        terms.iri(f"http://example.org/{number}{part}")
        for number in range(1_500)
        for part in ("", "#a", "#ab", "#b")
    )
    passed = Passed()
    for number, node in enumerate(nodes[::2]):
        passed.add(node, number)
    assert [passed.number(node) for node in nodes[::2]] == list(range(3_000))
    assert {passed.number(node) for node in nodes[1::2]} == {None}
    beside = ["<http://example.org/>", "<z>", "<a>", '"a"', "_:b", nodes[0][:-1]]
    assert {passed.number(node) for node in beside} == {None}


@pytest.mark.parametrize("pointing", ["ex:a", "ex:z"])
@pytest.mark.parametrize("pointed", ["ex:m", "ex:absent", "ex:known", "'text'", "ex:both"])
def test_a_node_is_a_target_whether_it_comes_before_or_after(pointing: str, pointed: str) -> None:
    data = f"{pointing} ex:to {pointed} . ex:m ex:kind ex:Bad . ex:both ex:p 1 ."
    beside = graph("ex:known ex:p 1 . ex:both ex:p 2 .")
    results = validate(graph(data), shapes(POINTED), background=beside).results
    name = pointed.removeprefix("ex:").replace("'", '"')
    assert [brief(result) for result in results] == [f"HasValue {name} kind -"]


def test_a_node_that_the_background_points_at_is_a_target() -> None:
    data, beside = graph("ex:m ex:p 1 . ex:n ex:kind ex:Good ."), graph("ex:k ex:to ex:m, ex:n .")
    results = validate(data, shapes(POINTED), background=beside).results
    assert [brief(result) for result in results] == ["HasValue m kind -"]


def test_a_target_in_several_ways_is_checked_once() -> None:
    data = "ex:a ex:to ex:m . ex:m a ex:C ; ex:to ex:m . ex:y ex:also ex:m . ex:z ex:to ex:m ."
    assert found(TWICE, data) == ["MinCount m kind -"]


def test_many_nodes_far_away_are_found_as_few_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past a number of lookups a walk over the data takes their place."""
    monkeypatch.setattr("kg.checks.shacl.index.FEW", 50)
    text = "".join(
        f"ex:n{number} a ex:C ; ex:p ex:m{number} . ex:m{number} "
        + ("a ex:Part ; ex:q 1 . " if number % 10 else "a ex:Other . ")
        for number in range(100)
    )
    path = release(tmp_path, graph(text))
    for data in (path, graph(text)):
        results = validate(data, shapes(FAR)).results
        assert len([one for one in results if "MinCount" in one.component]) == 10
        assert len([one for one in results if "Class" in one.component]) == 10
        assert len(results) == 20

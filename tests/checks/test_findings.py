"""Findings in plain words: whose node it is, what is wrong, and where the record came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.checks.findings import LEVELS
from tests.checks.theirs import COUNTS, MINE, checked, of_shape


def test_severities_of_other_people_are_counted_under_their_own_names(tmp_path: Path) -> None:
    assert checked(tmp_path).severities == COUNTS


def test_groups_come_worst_first_and_an_own_severity_counts_as_a_violation(tmp_path: Path) -> None:
    told = [(group.level, group.severity) for group in checked(tmp_path).groups]

    assert told == [
        ("violation", "Critical"),
        ("violation", "Violation"),
        ("warning", "Warning"),
        ("info", "Info"),
    ]


def test_an_anonymous_shape_is_named_by_its_path_and_owner_or_by_its_target(tmp_path: Path) -> None:
    names = [group.shape.short for group in checked(tmp_path).groups]

    assert names == [
        "ex:size in ThingShape",
        "ThingShape-label",
        "ex:part/ex:name in ThingShape",
        "(objects of ex:part)",
    ]


def test_a_shape_keeps_the_name_that_its_author_gave_it(tmp_path: Path) -> None:
    groups = {group.shape.short: group.shape.title for group in checked(tmp_path).groups}

    assert groups["ThingShape-label"] == "label"
    assert not groups["ex:size in ThingShape"]


def test_a_message_is_the_english_one_and_a_shape_without_any_gets_a_sentence(
    tmp_path: Path,
) -> None:
    messages = {group.shape.short: group.message for group in checked(tmp_path).groups}

    assert messages["ex:part/ex:name in ThingShape"] == "Name the part."
    assert "integer" in messages["ex:size in ThingShape"]


def test_a_finding_names_its_thing_its_record_and_its_source(tmp_path: Path) -> None:
    [found] = of_shape(checked(tmp_path), "ThingShape-label")

    assert found.node == "http://example.org/a"
    assert found.label == 'A <b>"&,'
    assert found.record == "A-17"
    assert [(source.iri, source.title) for source in found.sources] == [
        ("http://example.org/list", "The List")
    ]


def test_a_blank_node_is_told_by_the_way_to_it_and_by_what_it_is(tmp_path: Path) -> None:
    summary = checked(tmp_path)

    nested = of_shape(summary, "ex:size in ThingShape")[1]
    assert nested.node == "http://example.org/a ex:part / ex:of (blank node)"
    assert nested.label == 'A <b>"&,'
    assert nested.value == "1.5 (xsd:decimal)"
    nodes = [found.node for found in of_shape(summary, "ex:part/ex:name in ThingShape")]
    assert "some ex:Thing (blank node)" in nodes


def test_a_blank_node_that_only_blank_nodes_of_a_circle_reach_is_told_by_its_kind(
    tmp_path: Path,
) -> None:
    data = """@prefix ex: <http://example.org/> .
        _:a a ex:Thing ; ex:of _:b . _:b ex:of _:a ."""

    [found] = of_shape(checked(tmp_path, data), "ThingShape-label")

    assert found.node.endswith("(blank node)")


def test_the_findings_come_in_the_same_order_whatever_the_parser_calls_blank_nodes(
    tmp_path: Path,
) -> None:
    many = MINE + "".join(f'[] a ex:Thing ; ex:size "{size}" .\n' for size in range(20))

    first, second = (
        [(one.node, one.value) for one in checked(tmp_path, many).all_findings()] for _ in range(2)
    )

    assert first == second


@pytest.mark.parametrize(
    ("severity", "level"),
    [
        ("sh:Violation", "violation"),
        ("sh:Warning", "warning"),
        ("sh:Info", "info"),
        ("sh:Debug", "info"),
        ("ex:Critical", "violation"),
    ],
)
def test_a_validation_fails_on_its_worst_level_and_on_milder_demands(
    severity: str, level: str, tmp_path: Path
) -> None:
    shapes = f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
        ex:S sh:targetClass ex:Thing ; sh:severity {severity} ; sh:class ex:Other ."""
    summary = checked(tmp_path, shapes=shapes)

    failing = [least for least in LEVELS if summary.fails(least)]

    assert failing == list(LEVELS[LEVELS.index(level) :])


def test_nothing_fails_where_nothing_is_wrong(tmp_path: Path) -> None:
    summary = checked(tmp_path, "<http://example.org/a> <http://example.org/b> 1 .")

    assert summary.report.conforms
    assert not any(map(summary.fails, LEVELS))
    assert summary.groups == []


def test_a_rule_over_the_whole_graph_names_its_culprit(tmp_path: Path) -> None:
    shapes = """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <http://example.org/R> sh:targetNode <https://w3id.org/sanctions-kg/dataset> ;
          sh:sparql [ sh:message "Too big." ; sh:select
            "SELECT $this ?value { ?value <http://example.org/size> ?size }" ] ."""

    found = [one for one in checked(tmp_path, shapes=shapes).all_findings() if one.record]

    assert [(one.label, one.record, one.value) for one in found] == [('A <b>"&,', "A-17", "")]

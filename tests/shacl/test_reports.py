"""The report: its order, its groups and its RDF."""

from __future__ import annotations

import pyoxigraph

from kg.checks.shacl import report_statements
from kg.checks.shacl.vocabulary import sh
from tests.shacl.turtle import report

SHAPES = """ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:class ex:C ; sh:severity sh:Info ;
  sh:property [ sh:path ex:p ; sh:datatype xsd:string ] , ex:W .
  ex:W sh:path ( ex:p [ sh:zeroOrMorePath [ sh:alternativePath ( ex:q ex:r ) ] ] ) ;
      sh:maxCount 0 ; sh:severity sh:Warning ; sh:node [ sh:class ex:D ] ."""
DATA = "ex:b ex:p 1 , ex:a . ex:a ex:p 'x' . ex:c ex:p 2 ."


def test_results_come_worst_first_and_in_a_fixed_order() -> None:
    results = report(SHAPES, DATA).results
    severities = [result.severity for result in results]
    assert severities == sorted(severities, key=[sh("Violation"), sh("Warning"), sh("Info")].index)
    violations = [result.focus for result in results if result.severity == sh("Violation")]
    assert violations == sorted(violations)


def test_a_report_conforms_only_without_any_result() -> None:
    assert report(SHAPES, "ex:a ex:q 1 .").conforms
    assert not report(
        "ex:S sh:targetNode ex:a ; sh:class ex:C ; sh:severity sh:Info .", ""
    ).conforms


def test_results_are_grouped_by_severity_and_by_the_shape_that_found_the_node() -> None:
    found = report(SHAPES, DATA)
    groups = [(severity, within, len(results)) for severity, within, results in found.grouped()]
    assert groups == [
        (sh("Violation"), "<http://example.org/S>", found.count(sh("Violation"))),
        (sh("Warning"), "<http://example.org/S>", found.count(sh("Warning"))),
        (sh("Info"), "<http://example.org/S>", 3),
    ]


def test_a_report_in_rdf_is_sorted_repeatable_and_names_its_results_by_iris() -> None:
    statements = report_statements(report(SHAPES, DATA), base="https://example.org/data/")
    assert statements == sorted(set(statements))
    assert statements == report_statements(report(SHAPES, DATA), base="https://example.org/data/")
    results = {object_ for _, predicate, object_ in statements if predicate == sh("result")}
    assert len(results) == len(report(SHAPES, DATA).results)
    assert all(
        name.startswith("<https://example.org/data/dataset/validation#result-") for name in results
    )


def test_a_report_in_rdf_has_blank_nodes_only_in_its_paths() -> None:
    statements = report_statements(report(SHAPES, DATA))
    blank = {term for statement in statements for term in statement if term.startswith("_:")}
    assert all(term.startswith(("_:path", "_:list")) for term in blank)
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in statements)
    assert len(list(pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_TRIPLES))) == len(statements)


def test_two_results_that_say_the_same_stay_two() -> None:
    shapes = "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:uniqueLang true ] ."
    statements = report_statements(report(shapes, "ex:a ex:p 'a'@en, 'b'@en, 'c'@de, 'd'@de ."))
    assert sum(predicate == sh("result") for _, predicate, _ in statements) == 2

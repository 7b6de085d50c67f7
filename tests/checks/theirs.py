"""Data and shapes of somebody else, with all that shapes of ours avoid.

Severities of one's own, shapes without a name or a message, messages in two languages, blank
nodes as focus nodes and as values, text that HTML and CSV have to escape.
"""

from __future__ import annotations

from pathlib import Path

from kg.checks.files import check_files
from kg.checks.findings import Finding, Summary

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:ThingShape a sh:NodeShape ; sh:targetClass ex:Thing ;
  sh:property
    [ sh:path ex:size ; sh:datatype xsd:integer ; sh:severity ex:Critical ] ,
    [ sh:path ( ex:part ex:name ) ; sh:minCount 1 ; sh:severity sh:Warning ;
      sh:message "Der Teil heißt nicht."@de , "Name the part."@en ] ,
    ex:ThingShape-label .
ex:ThingShape-label sh:path ex:label ; sh:minCount 1 ; sh:name "label"@en .
[] a sh:NodeShape ; sh:targetObjectsOf ex:part ; sh:class ex:Part ; sh:severity sh:Info .
"""
MINE = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix ex: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:a a ex:Thing ; rdfs:label 'A <b>"&,' ; ex:size "big, \\n bad" ; dct:source ex:list ;
  dct:identifier "A-17" ; ex:part [ ex:of [ a ex:Thing ; ex:label "inner" ; ex:size 1.5 ] ] .
[] a ex:Thing ; ex:label "alone" ; ex:size 3 .
ex:list dct:title "The List" .
"""
COUNTS = {"violations": 1, "warnings": 3, "notes": 1, "Critical": 2}
"""The findings in :data:`MINE` by severity."""


def written(folder: Path, name: str, text: str) -> Path:
    """A file of that name and content."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def checked(folder: Path, data: str = MINE, shapes: str = SHAPES) -> Summary:
    """What a validation of one Turtle file against another finds."""
    mine, theirs = written(folder, "mine.ttl", data), written(folder, "theirs.ttl", shapes)
    return check_files([mine], [theirs])


def of_shape(summary: Summary, short: str) -> list[Finding]:
    """The findings of a shape, by the name that people read."""
    return [one for one in summary.all_findings() if one.shape.short == short]

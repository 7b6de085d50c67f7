"""Validate any RDF files, in any format, against the shipped or other people's shapes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.checks.shacl import load_shapes, statements_of_files, validate
from kg.checks.shapes import Statement, Summary, labels_of, wanted_labels
from kg.resources import ontology_files, shapes_files


def check_files(files: Sequence[Path], shapes: Sequence[Path]) -> Summary:
    """Validate RDF files against shapes; the shipped ones, with the ontology, if none are given.

    Raises BadInputError for files or shapes that cannot be read.
    """
    found: list[Statement] = statements_of_files(files)
    background = [] if shapes else statements_of_files(ontology_files())
    report = validate(found, load_shapes(shapes or shapes_files()), background=background)
    return Summary(report, labels_of(found, wanted_labels(report)))

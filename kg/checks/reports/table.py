"""The report as CSV (RFC 4180): a head, then one row for each finding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from kg.checks.findings import Summary

COLUMNS = (
    "severity",
    "shape",
    "node",
    "label",
    "path",
    "value",
    "message",
    "component",
    "record",
    "source",
    "source_title",
    "file",
)
"""The columns; several sources of one finding stand in one field, a vertical bar between."""

_BETWEEN = " | "


def table(summary: Summary) -> Iterator[str]:
    """Yield the rows as text, each with its line break."""
    yield _row(COLUMNS)
    for one in summary.all_findings():
        yield _row(
            (
                one.severity,
                one.shape.key,
                one.node,
                one.label,
                one.path,
                one.value,
                one.message,
                one.component,
                one.record,
                _BETWEEN.join(source.iri for source in one.sources),
                _BETWEEN.join(source.title for source in one.sources),
                one.file,
            )
        )


def _row(fields: tuple[str, ...]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerow(fields)
    return stream.getvalue()

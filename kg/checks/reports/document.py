"""The report as one JSON document, for programs.

``conforms`` is SHACL's own verdict, true only without any finding; ``counts`` are numbers by
severity; ``engine`` names who judged, ``notes`` what else is to be known. ``shapes`` has an
entry for each shape that found something: ``id`` (the IRI, or a blank node's label), ``name``,
``title`` (null if it has none), ``severity``, ``level``, ``count``, ``message``. ``findings``
has an entry for each result, in the order of the shapes: ``shape`` (an ``id`` of ``shapes``),
``severity``, ``level`` (violation, warning or info), ``node``, ``label``, ``path`` (SPARQL, with
prefixes), ``value`` (N-Triples), ``message``, ``amiss`` (what the message leaves open),
``component``, ``record`` (the publisher's own number), ``sources`` (each ``iri`` and ``title``)
and ``file``. What is not known is null.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.checks.findings import Finding, ShapeFindings, Summary
from kg.version import VERSION

Json = dict[str, object]


def document(summary: Summary) -> Iterator[str]:
    """Yield the document in pieces, one finding to a line."""
    head: Json = {
        "program": f"sanctions-kg {VERSION}",
        "conforms": summary.report.conforms,
        "engine": summary.engine,
        "files": list(summary.files),
        "notes": list(summary.notes),
        "counts": summary.severities,
        "shapes": [_shape(group) for group in summary.groups],
    }
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    yield ',\n "findings": ['
    between = "\n  "
    for one in summary.all_findings():
        yield between + json.dumps(_finding(one), ensure_ascii=False)
        between = ",\n  "
    yield "\n ]\n}\n"


def _shape(group: ShapeFindings) -> Json:
    return {
        "id": group.shape.key,
        "name": group.shape.short,
        "title": group.shape.title or None,
        "severity": group.severity,
        "level": group.level,
        "count": len(group.results),
        "message": group.message,
    }


def _finding(one: Finding) -> Json:
    return {
        "shape": one.shape.key,
        "severity": one.severity,
        "level": one.level,
        "node": one.node,
        "label": one.label or None,
        "path": one.path or None,
        "value": one.term or None,
        "message": one.message,
        "amiss": one.amiss or None,
        "component": one.component,
        "record": one.record or None,
        "sources": [{"iri": each.iri, "title": each.title or None} for each in one.sources],
        "file": one.file or None,
    }

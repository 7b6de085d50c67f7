"""The report in SARIF 2.1.0, for code scanning and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/: a shape is a rule (section 3.49), a finding
a result (3.27), a node a logical location (3.33), a file an artifact (3.24).

GitHub's code scanning takes a result only with a file and a line
(https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
A graph has no lines, so the first one stands for the file, and a node that no file is known
of stands in the first file. It tells results apart by the fingerprint of this name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from kg.checks.findings import Finding, ShapeFindings, Summary
from kg.iri import HOME
from kg.version import VERSION

Json = dict[str, object]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_FINGERPRINT = "primaryLocationLineHash"
_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}


def sarif(summary: Summary) -> Iterator[str]:
    """Yield the log in pieces: its head, then one result to a line, then its end."""
    artifacts = {name: at for at, name in enumerate(summary.files)}
    rules = {(group.shape.key, group.severity): at for at, group in enumerate(summary.groups)}
    yield f'{{"version": "2.1.0", "$schema": "{SCHEMA}", "runs": [{{\n'
    yield f'"tool": {_dumped({"driver": _driver(summary)})},\n'
    yield f'"artifacts": {_dumped([{"location": _artifact(name)} for name in artifacts])},\n'
    yield f'"invocations": {_dumped([_invocation(summary)])},\n'
    yield '"results": ['
    between = "\n"
    for one in summary.all_findings():
        at = rules[one.shape.key, one.severity]
        yield between + _dumped(_result(one, at, artifacts))
        between = ",\n"
    yield "\n]}]}\n"


def _driver(summary: Summary) -> Json:
    return {
        "name": "sanctions-kg",
        "version": VERSION,
        "semanticVersion": VERSION,
        "informationUri": HOME,
        "rules": [_rule(group) for group in summary.groups],
        "properties": {"engine": summary.engine},
    }


def _rule(group: ShapeFindings) -> Json:
    told = group.message or group.shape.short
    rule: Json = {
        "id": group.shape.key,
        "name": group.shape.short,
        "shortDescription": {"text": group.shape.title or group.shape.short},
        "fullDescription": {"text": told},
        "help": {"text": told},
        "defaultConfiguration": {"level": _LEVELS[group.level]},
        "properties": {"severity": group.severity},
    }
    if group.shape.key.startswith(("http://", "https://")):
        rule["helpUri"] = group.shape.key
    return rule


def _invocation(summary: Summary) -> Json:
    notes = [{"level": "note", "message": {"text": note}} for note in summary.notes]
    done: Json = {"executionSuccessful": True}
    return {**done, "toolExecutionNotifications": notes} if notes else done


def _result(one: Finding, rule: int, artifacts: Mapping[str, int]) -> Json:
    told = one.message or one.component
    shown = f"{told.rstrip('.')}: {one.amiss}" if one.amiss else told
    place: Json = {
        "logicalLocations": [
            {
                "name": one.label or one.node,
                "fullyQualifiedName": one.node,
                "kind": "resource",
            }
        ]
    }
    file = one.file or next(iter(artifacts), "")
    if file:
        place["physicalLocation"] = {
            "artifactLocation": {**_artifact(file), "index": artifacts[file]},
            "region": {"startLine": 1},
        }
    known = {
        "severity": one.severity,
        "component": one.component,
        "path": one.path,
        "value": one.term,
        "record": one.record,
        "sources": [source.iri for source in one.sources],
    }
    said = f"{one.shape.key}\n{one.node}\n{one.path}\n{one.term}\n{one.component}\n{told}"
    return {
        "ruleId": one.shape.key,
        "ruleIndex": rule,
        "level": _LEVELS[one.level],
        "message": {"text": f"{one.label}: {shown}" if one.label else shown},
        "locations": [place],
        "partialFingerprints": {_FINGERPRINT: hashlib.sha256(said.encode()).hexdigest()[:32]},
        "properties": {name: value for name, value in known.items() if value},
    }


def _artifact(name: str) -> Json:
    path = Path(name)
    return {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

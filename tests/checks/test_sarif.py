"""The report in SARIF meets the schema of SARIF 2.1.0 and what GitHub's code scanning asks."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kg.checks.findings import Summary
from kg.checks.reports.sarif import sarif
from tests.checks.theirs import COUNTS, SHAPES, checked, written

TOTAL = sum(COUNTS.values())
Json = dict[str, Any]


def closed(required: str, **properties: Json) -> Json:
    """An object that has these properties and no others, as all have in the SARIF schema."""
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def array(items: Json) -> Json:
    """An array of different items, which the SARIF schema asks for but of locations."""
    return {"type": "array", "items": items, "uniqueItems": True}


TEXT = {"type": "string", "minLength": 1}
URI = {"type": "string", "pattern": "^[!-~]+$"}
BAG = {"type": "object"}
INDEX = {"type": "integer", "minimum": 0}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = closed("text", text=TEXT)
ARTIFACT = closed("uri", uri=URI, index=INDEX)
RULE = closed(
    "id name shortDescription fullDescription help defaultConfiguration",
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    helpUri=URI,
    defaultConfiguration=closed("level", level=LEVEL),
    properties=BAG,
)
DRIVER = closed(
    "name rules",
    name=TEXT,
    version=TEXT,
    semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
    informationUri=URI,
    rules=array(RULE),
    properties=BAG,
)
LOCATION = closed(
    "physicalLocation logicalLocations",
    physicalLocation=closed(
        "artifactLocation region",
        artifactLocation=ARTIFACT,
        region=closed("startLine", startLine={"type": "integer", "minimum": 1}),
    ),
    logicalLocations=array(
        closed("fullyQualifiedName", name=TEXT, fullyQualifiedName=TEXT, kind=TEXT)
    ),
)
RESULT = closed(
    "ruleId ruleIndex level message locations partialFingerprints",
    ruleId=TEXT,
    ruleIndex=INDEX,
    level=LEVEL,
    message=MESSAGE,
    locations={"type": "array", "minItems": 1, "items": LOCATION},
    partialFingerprints=closed("primaryLocationLineHash", primaryLocationLineHash=TEXT),
    properties=BAG,
)
RUN = closed(
    "tool results",
    tool=closed("driver", driver=DRIVER),
    artifacts=array(closed("location", location=ARTIFACT)),
    invocations=array(
        closed(
            "executionSuccessful",
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=array(closed("message", level=LEVEL, message=MESSAGE)),
        )
    ),
    results={"type": "array", "items": RESULT},
)
SCHEMA: Json = closed(
    "version runs",
    version={"const": "2.1.0"},
    runs={"type": "array", "items": RUN},
    **{"$schema": {"type": "string", "pattern": "sarif-schema-2.1.0.json$"}},
)
"""Of the SARIF 2.1.0 schema what is written here, each object closed as it is there, with what
GitHub's code scanning asks beyond it: names, help, a file, a line and its fingerprint."""


@pytest.fixture
def summary(tmp_path: Path) -> Summary:
    return checked(tmp_path)


def test_sarif_meets_the_demands_of_its_schema(summary: Summary) -> None:
    told = json.loads("".join(sarif(summary)))

    jsonschema.Draft202012Validator(SCHEMA).validate(told)


@pytest.mark.parametrize("lacking", ["physicalLocation", "logicalLocations"])
def test_the_schema_notices_a_result_without_its_place(lacking: str, summary: Summary) -> None:
    told = json.loads("".join(sarif(summary)))
    del told["runs"][0]["results"][0]["locations"][0][lacking]

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(told)


def test_a_node_that_no_file_speaks_of_stands_in_the_first_file(tmp_path: Path) -> None:
    shapes = SHAPES + "ex:Nowhere sh:targetNode ex:nobody ; sh:class ex:Thing ."
    summary = checked(tmp_path, shapes=shapes)
    summary.files = ["one.ttl", "two.ttl"]
    summary.places = {}

    told = json.loads("".join(sarif(summary)))

    jsonschema.Draft202012Validator(SCHEMA).validate(told)


def test_sarif_has_a_rule_for_each_shape_and_a_result_for_each_finding(summary: Summary) -> None:
    [run] = json.loads("".join(sarif(summary)))["runs"]
    rules = run["tool"]["driver"]["rules"]

    assert len(run["results"]) == TOTAL
    assert len({rule["id"] for rule in rules}) == len(rules) == len(summary.groups)
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert Counter(one["level"] for one in run["results"]) == {"error": 3, "warning": 3, "note": 1}


def test_sarif_places_a_finding_at_its_node_and_in_its_file(summary: Summary) -> None:
    [run] = json.loads("".join(sarif(summary)))["runs"]

    [place] = run["results"][0]["locations"]
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "http://example.org/a"
    at = place["physicalLocation"]["artifactLocation"]
    assert at["uri"].endswith("/mine.ttl")
    assert run["artifacts"][at["index"]]["location"]["uri"] == at["uri"]


def test_two_findings_of_one_node_have_fingerprints_of_their_own(summary: Summary) -> None:
    [run] = json.loads("".join(sarif(summary)))["runs"]
    prints = [one["partialFingerprints"]["primaryLocationLineHash"] for one in run["results"]]

    assert len(set(prints)) == len(prints)


def test_a_file_name_with_a_space_is_a_uri_in_sarif(tmp_path: Path) -> None:
    written(tmp_path, "theirs.ttl", SHAPES)
    spaced = checked(tmp_path)
    spaced.files = ["my data.ttl"]

    [run] = json.loads("".join(sarif(spaced)))["runs"]

    assert run["artifacts"][0]["location"]["uri"] == "my%20data.ttl"

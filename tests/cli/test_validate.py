"""``kg validate`` as a user meets it: what it prints, where, and how it ends."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.checks.theirs import COUNTS, MINE, SHAPES, written
from tests.cli.running import ENVIRONMENT, kg
from tests.shipped_site import site

TOTAL = sum(COUNTS.values())
MILD = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
ex:S sh:targetNode ex:a ; sh:class ex:Other ; sh:severity sh:%s ."""

BELOW = """@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix ex: <http://e.org/> .
ex:a a ex:Lower . ex:Lower rdfs:subClassOf ex:Low . ex:Low rdfs:subClassOf
<http://example.org/Part> ."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    written(tmp_path, "mine.ttl", MINE)
    written(tmp_path, "theirs.ttl", SHAPES)
    return tmp_path


def test_a_site_without_violations_ends_well_and_its_warnings_are_told() -> None:
    ended = kg("validate", "site")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Validation: 0 violations, ")
    assert "Warning  Designation-groundStated" in ended.out


def test_a_planted_fault_is_told_with_the_party_its_number_and_its_source(tmp_path: Path) -> None:
    dump = (site() / "dump" / "all.nq").read_text(encoding="utf-8")
    party = "<https://w3id.org/sanctions-kg/id/party/ofac-33951>"
    kind = f"{party} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/sanctions-kg/ns#"
    assert dump.count(f"{kind}Entity>") == 1
    fault = f"{kind}Person> .\n"
    written(tmp_path, "faulty.nq", dump + fault)

    ended = kg("validate", "faulty.nq", here=tmp_path)

    assert ended.code == 1
    block = ended.out.partition("\nViolation  Party-kind")[2].partition("\n\n")[0]
    assert "RAPID ACTION BATTALION  https://w3id.org/sanctions-kg/id/party/ofac-33951" in block
    assert "number 33951" in block


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("Violation", "violation", 1),
        ("Violation", "info", 1),
        ("Warning", "violation", 0),
        ("Warning", "warning", 1),
        ("Warning", "info", 1),
        ("Info", "warning", 0),
        ("Info", "info", 1),
    ],
)
def test_the_exit_code_follows_the_level_asked_for(
    severity: str, fail_on: str, code: int, place: Path
) -> None:
    written(place, "theirs.ttl", MILD % severity)

    ended = kg("validate", "mine.ttl", "--shapes", "theirs.ttl", "--fail-on", fail_on, here=place)

    assert ended.code == code


def test_without_fail_on_violations_alone_fail(place: Path) -> None:
    written(place, "theirs.ttl", MILD % "Warning")

    assert kg("validate", "mine.ttl", "--shapes", "theirs.ttl", here=place).code == 0


def _validated(place: Path, form: str) -> str:
    ended = kg("validate", "mine.ttl", "--shapes", "theirs.ttl", "--format", form, here=place)
    assert (ended.code, ended.err) == (1, "")
    return ended.out


def test_every_format_goes_to_standard_output(place: Path) -> None:
    rows = list(csv.DictReader(_validated(place, "csv").splitlines(keepends=True)))
    [run] = json.loads(_validated(place, "sarif"))["runs"]
    turtle = list(ox.parse(_validated(place, "turtle"), ox.RdfFormat.TURTLE))

    assert len(rows) == len(run["results"]) == TOTAL
    assert len(json.loads(_validated(place, "json"))["findings"]) == TOTAL
    assert sum(one.predicate.value.endswith("#result") for one in turtle) == TOTAL
    assert _validated(place, "html").rstrip().endswith("</html>")
    assert _validated(place, "text").startswith("Validation: 1 violation")
    assert run["artifacts"] == [{"location": {"uri": "mine.ttl"}}]


def test_output_takes_the_report_and_the_numbers_are_printed(place: Path) -> None:
    words = ["validate", "mine.ttl", "--shapes", "theirs.ttl", "--format", "json"]

    ended = kg(*words, "--output", "report.json", here=place)

    assert ended.code == 1
    assert ended.out.startswith("Validation: 1 violation")
    assert "number A-17" not in ended.out
    told = json.loads((place / "report.json").read_text(encoding="utf-8"))
    assert len(told["findings"]) == TOTAL


def test_an_output_that_cannot_be_written_is_told_in_one_sentence(place: Path) -> None:
    ended = kg("validate", "mine.ttl", "--shapes", "theirs.ttl", "-o", "no/way", here=place)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "kg: no/way: the report cannot be written: No such file or directory\n"


@pytest.mark.parametrize("form", ["text", "html"])
def test_limit_cuts_what_people_read(form: str, place: Path) -> None:
    words = ["validate", "mine.ttl", "--shapes", "theirs.ttl", "--format", form]

    ended = kg(*words, "--limit", "1", here=place)

    assert "some ex:Thing" not in ended.out


def test_limit_cuts_nothing_that_programs_read(place: Path) -> None:
    words = ["validate", "mine.ttl", "--shapes", "theirs.ttl", "--format", "csv", "--limit", "0"]

    assert len(list(csv.DictReader(kg(*words, here=place).out.splitlines()))) >= TOTAL


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bad.ttl"], "kg: bad.ttl: line 1: "),
        (["none.ttl"], "kg: none.ttl: cannot be read"),
        (["mine.ttl", "--shapes", "bad.ttl"], "kg: bad.ttl: line 1: "),
        (["mine.ttl", "--shapes", "none.ttl"], "kg: none.ttl: cannot be read"),
        (["mine.ttl", "--shapes", "."], "kg: .: cannot be read: it is a folder"),
        (["mine.ttl", "--shapes", "mine.ttl"], "kg: mine.ttl: no shape with a target is in it"),
        (["mine.ttl", "--shapes", "empty.ttl"], "kg: empty.ttl: no shape with a target is in it"),
        (["nowhere"], "kg: nowhere: cannot be read: there is no such file"),
        (["picture.png"], "kg: picture.png: no RDF syntax has this file name's ending"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(
    words: list[str], told: str, place: Path
) -> None:
    written(place, "bad.ttl", "nonsense")
    written(place, "empty.ttl", "")
    written(place, "picture.png", "")

    ended = kg("validate", *words, here=place)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(told)
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    ("data", "is_told"),
    [
        ("", True),
        ("<http://example.org/a> a <http://example.org/Other> .", True),
        ("<http://example.org/a> a <http://example.org/Part> .", False),
        (BELOW, False),
    ],
    ids=["empty", "other class", "class", "class below"],
)
def test_data_that_no_shape_looks_at_are_told(data: str, is_told: bool, place: Path) -> None:  # noqa: FBT001 - a parameter of the test
    shapes = MILD.replace("sh:targetNode ex:a", "sh:targetClass ex:Part") % "Warning"
    written(place, "data.ttl", data)
    written(place, "theirs.ttl", shapes.replace("ex:Other", "ex:Part"))

    ended = kg("validate", "data.ttl", "--shapes", "theirs.ttl", here=place)

    assert ended.code == 0
    assert ("nothing was checked" in ended.out) is is_told


def test_a_wrong_option_is_told_with_the_right_ones(place: Path) -> None:
    ended = kg("validate", "mine.ttl", "--format", "pdf", here=place)

    assert ended.code == 2
    assert "sarif" in ended.err


def test_progress_is_shown_to_whoever_watches_and_keeps_out_of_the_report(place: Path) -> None:
    shown, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "kg", "validate", "mine.ttl", "--shapes", "theirs.ttl"],
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
        cwd=place,
        env={**ENVIRONMENT, "TERM": "xterm"},
    )
    os.close(theirs)

    assert b"validating" in os.read(shown, 100_000)
    assert done.stdout.startswith(b"Validation: ")

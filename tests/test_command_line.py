"""The commands as a user types them: what they print where, and their exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def kg(*words: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, words)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "COLUMNS": "100"},
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped designations published in ``site``."""
    found = tmp_path_factory.mktemp("user")
    assert kg("publish", folder=found).returncode == 0
    return found


def test_publish_tells_a_program_what_it_did(tmp_path: Path) -> None:
    ran = kg("publish", "--json", folder=tmp_path)

    assert ran.returncode == 0
    assert json.loads(ran.stdout)["validation"]["violations"] == 0


def test_what_is_no_list_is_one_sentence_on_standard_error(folder: Path) -> None:
    (folder / "prose.txt").write_text("Dear reader.", encoding="utf-8")

    ran = kg("publish", "prose.txt", "--to", "other", folder=folder)

    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.startswith("kg: prose.txt: not recognised")
    assert "Traceback" not in ran.stderr
    assert not (folder / "other").exists()


def test_a_valid_site_passes_and_a_violation_fails(folder: Path) -> None:
    text = (folder / "site/dump/all.ttl").read_text(encoding="utf-8")
    (folder / "bad.ttl").write_text(
        text.replace("sx:measure ms:securities-ban", "sx:measure ms:blocking"), encoding="utf-8"
    )

    good, bad = (kg("validate", path, folder=folder) for path in ("site/dump/all.nq", "bad.ttl"))

    assert good.returncode == 0, good.stderr
    assert bad.returncode == 1
    assert "NsCmic" in bad.stdout


def test_the_report_can_be_had_as_turtle(folder: Path) -> None:
    ran = kg("validate", "site", "--format", "turtle", "-o", "report.ttl", folder=folder)

    assert ran.returncode == 0
    assert "sh:ValidationReport" in (folder / "report.ttl").read_text(encoding="utf-8")


def test_a_named_question_is_answered(folder: Path) -> None:
    assert kg("query", "cq01", folder=folder).stdout.strip() == "yes"
    assert kg("query", "cq42", folder=folder).stdout.strip() == "no"


def test_a_query_that_reaches_outside_is_refused(folder: Path) -> None:
    ran = kg("query", "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", folder=folder)

    assert ran.returncode == 2
    assert ran.stdout == ""
    assert "SERVICE" in ran.stderr


def test_a_query_that_meets_its_bound_is_no_empty_answer(folder: Path) -> None:
    ran = kg("query", "SELECT * { ?s ?p ?o }", "--rows", "5", folder=folder)

    assert ran.returncode == 3
    assert ran.stdout == ""
    assert "no answer" in ran.stderr


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_answers_come_in_every_result_format(form: str, folder: Path) -> None:
    ran = kg("query", "cq12", "--format", form, folder=folder)

    assert ran.returncode == 0
    assert "AZAD, K M" in ran.stdout


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_graphs_come_in_every_rdf_format(form: str, folder: Path) -> None:
    ran = kg("query", "cq33", "--format", form, folder=folder)

    assert ran.returncode == 0
    assert "designation-sdn-glomag" in ran.stdout


def test_explain_says_why_and_what_it_means(folder: Path) -> None:
    ran = kg("explain", "sensetime group limited", folder=folder)

    assert ran.returncode == 0
    assert "securities" in ran.stdout
    assert "Not blocked" in ran.stdout


def test_an_unknown_name_is_told_with_a_way_out(folder: Path) -> None:
    ran = kg("explain", "Nobody Known", folder=folder)

    assert ran.returncode == 2
    assert "Nobody Known" in ran.stderr


def test_sources_name_what_is_left_out_and_why(folder: Path) -> None:
    rows = json.loads(kg("sources", "--json", folder=folder).stdout)

    assert {"designation-file", "ofac-sdn", "ofac-xml"} <= {row["key"] for row in rows}
    assert all(reason for row in rows for reason in row["left_out"].values())

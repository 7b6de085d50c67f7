"""``kg query`` as a user meets it: what it prints, where, and how it ends."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from kg.store.loading import DUMP
from kg.store.questions import questions
from tests.cli.running import ENVIRONMENT, kg
from tests.shipped_site import site

WEAK = "SELECT ?alias { ?n sx:nameStrength nt:weak ; xl:literalForm ?alias } ORDER BY ?alias"
ALIASES = ["AZAD, K M", "DEFENSE PRODUCTS INDUSTRIES", "KA PA SA"]
DESIGNATION = "CONSTRUCT WHERE { ?d sx:designates party:ofac-33951 ; sx:ground ?g }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FAILURES = [
    (["SELECT * { SERVICE <http://x> {} }"], 2, "SERVICE: a query reads only the data"),
    (["SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }"], 2, "the data has no such graph"),
    (["DELETE WHERE { ?s ?p ?o }"], 2, "DELETE: queries only read"),
    (["SELECT * {"], 2, "not valid SPARQL: line 1, column 11, at its end"),
    ([ENDLESS, "--timeout", "0.3"], 3, "ran longer than 0.3 seconds"),
    (["SELECT * { ?s ?p ?o }", "--rows", "10"], 3, "more than 10 rows"),
    (["cq99"], 2, "no question named 'cq99'"),
    (["cq01", "--data", "absent.ttl"], 2, "absent.ttl: there is no such file or site"),
    (["cq01", "--data", "."], 2, "not a published site"),
    (["cq01", "--format", "csv"], 2, "a yes-or-no answer has no form in CSV"),
    (["cq01", "--format", "turtle"], 2, "the answer is no graph"),
    (["cq33", "--format", "table"], 2, "the answer is a graph"),
    ([], 2, "give one query"),
    (["cq01", "-f", "mine.rq"], 2, "give one query"),
    (["-f", "none.rq"], 2, "'none.rq' does not exist"),
]


def test_a_table_for_people_with_the_number_of_rows_aside() -> None:
    ended = kg("query", WEAK)

    assert ended.code == 0
    assert ended.out.splitlines() == ["alias", "─" * 27, *ALIASES]
    assert ended.err == "3 rows\n"


def test_the_columns_of_a_table_stand_below_each_other_in_any_script() -> None:
    lines = kg("query", "cq04").out.splitlines()

    assert lines[2] == "زاكىر شۆھرەت         Arab     nt:aka"
    assert lines[3] == "扎克尔 雪克来提      Hans     nt:aka"
    assert lines[5] == "ZAKIR, Shohrat       Latn     nt:primary"


@pytest.mark.parametrize(("name", "word"), [("cq01", "yes"), ("cq42", "no")])
def test_a_question_for_yes_or_no_is_answered_so(name: str, word: str) -> None:
    assert kg("query", name).out == f"{word}\n"


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_rows_for_other_programs(form: str) -> None:
    out = kg("query", WEAK, "--format", form).out

    rows = list(csv.reader(io.StringIO(out), delimiter="," if form == "csv" else "\t"))
    assert [row[0].strip('"') for row in rows[1:]] == ALIASES


def test_results_as_sparql_json() -> None:
    told = json.loads(kg("query", WEAK, "--format", "json").out)

    assert told["head"]["vars"] == ["alias"]
    assert [row["alias"]["value"] for row in told["results"]["bindings"]] == ALIASES


def test_results_as_sparql_xml() -> None:
    told = ET.fromstring(kg("query", WEAK, "--format", "xml").out)  # noqa: S314 - our own output

    assert [literal.text for literal in told.iter() if literal.tag.endswith("literal")] == ALIASES


@pytest.mark.parametrize(
    ("form", "theirs"),
    [
        ("turtle", ox.RdfFormat.TURTLE),
        ("ntriples", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("rdfxml", ox.RdfFormat.RDF_XML),
    ],
)
def test_a_graph_in_every_format_holds_the_same_triples(form: str, theirs: ox.RdfFormat) -> None:
    out = kg("query", DESIGNATION, "--format", form).out

    ground = "https://w3id.org/sanctions-kg/ground/human-rights-abuse"
    found = [quad.object for quad in ox.parse(out.encode(), theirs)]
    assert len(found) == 2
    assert ox.NamedNode(ground) in found


def test_a_graph_is_printed_as_turtle_unless_asked_otherwise() -> None:
    out = kg("query", "DESCRIBE party:ofac-33951").out

    assert "<ofac-33951> a sx:Entity ;" in out


@pytest.mark.parametrize(("words", "code", "told"), FAILURES)
def test_a_failure_says_why_and_prints_no_answer(words: list[str], code: int, told: str) -> None:
    ended = kg("query", *words, here=_folder_with_query())

    assert ended.code == code
    assert ended.out == ""
    assert told in ended.err
    assert "Traceback" not in ended.err


def test_a_query_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(f"\ufeff# a note\n{WEAK}", encoding="utf-8")

    assert kg("query", "-f", str(tmp_path / "mine.rq"), "--format", "csv").code == 0


def test_a_query_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_bytes("ASK { ?s ?p 'ü' }".encode("latin-1"))

    ended = kg("query", "-f", str(tmp_path / "mine.rq"))

    assert (ended.code, ended.out) == (2, "")
    assert "cannot be read as a query in UTF-8" in ended.err


def test_several_files_and_sites_are_asked_together(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text("<urn:a> <urn:p> 1 .", encoding="utf-8")
    (tmp_path / "more.nt.gz").write_bytes(gzip.compress(b"<urn:b> <urn:p> <urn:a> .\n"))
    words = [str(tmp_path / "mine.ttl"), str(tmp_path / "more.nt.gz"), str(site())]
    data = [part for word in words for part in ("--data", word)]

    ended = kg("query", "ASK { <urn:b> <urn:p>/<urn:p> 1 . party:ofac-33951 a sx:Entity }", *data)

    assert ended.out == "yes\n"


def test_a_dump_alone_is_enough(tmp_path: Path) -> None:
    assert kg("query", "cq01", "--data", str(site() / f"{DUMP}.gz"), here=tmp_path).out == "yes\n"


def test_the_shipped_questions_are_listed() -> None:
    lines = kg("query", "--list").out.splitlines()

    assert [line.split(maxsplit=1)[0] for line in lines] == [each.name for each in questions()]
    assert lines[0].endswith("  Is the Rapid Action Battalion blocked by OFAC now?")


def test_the_list_for_programs_holds_all_of_each_question() -> None:
    told = json.loads(kg("query", "--list", "--json").out)

    assert [each["name"] for each in told] == [each.name for each in questions()]
    assert set(told[0]) == {"name", "title", "for", "keywords", "query"}


def test_output_that_nobody_reads_on_is_no_error() -> None:
    command = f"{sys.executable} -m kg query 'SELECT * {{ ?s ?p ?o }}' --format csv | head -n 1"

    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        cwd=site().parent,
        env=ENVIRONMENT,
        timeout=60,
    )

    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the test sends a Unix signal")
@pytest.mark.parametrize("whole_group", [False, True])
def test_an_interrupt_stops_a_running_query_at_once(*, whole_group: bool) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "kg", "query", ENDLESS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=site().parent,
        env=ENVIRONMENT,
        start_new_session=True,
    )
    worker = _child_of(running.pid)
    time.sleep(1)
    started = time.monotonic()

    if whole_group:
        os.killpg(running.pid, signal.SIGINT)
    else:
        running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=10)

    assert time.monotonic() - started < 1
    assert (running.returncode, out) == (130, b"")
    assert err.decode().strip() == "kg: interrupted; nothing was changed"
    assert not Path(f"/proc/{worker}").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_table_folds_into_a_narrow_terminal() -> None:
    controller, terminal = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "kg", "query", "cq08"],
        stdout=terminal,
        stderr=subprocess.DEVNULL,
        cwd=site().parent,
        env={**ENVIRONMENT, "COLUMNS": "60", "TERM": "xterm"},
    )
    os.close(terminal)
    out = b""
    while chunk := _chunk(controller):
        out += chunk
    done.wait(60)
    os.close(controller)

    lines = re.sub(r"\x1b\[\d*m", "", out.decode()).splitlines()
    assert len(lines) > 4
    assert max(map(len, lines)) <= 60


def _chunk(controller: int) -> bytes:
    try:
        return os.read(controller, 4096)
    except OSError:  # Linux says so when the other end is closed
        return b""


def _child_of(parent: int) -> int:
    """The process that a process started, once it has."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    for _ in range(100):
        if found := children.read_text(encoding="ascii").split():
            return int(found[0])
        time.sleep(0.05)
    pytest.fail("no worker was started")


def _folder_with_query() -> Path:
    """The folder of the site, with a query of the user's own beside it."""
    (site().parent / "mine.rq").write_text("ASK {}", encoding="utf-8")
    return site().parent

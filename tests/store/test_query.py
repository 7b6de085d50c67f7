"""Asking: within bounds, over the given data alone, and whole or not at all."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import BadInputError, QueryLimitError, QueryRefusedError
from kg.store.query import Answer, Bounds, ask, ask_each, asked_aside

GRAPHS = """
<urn:a> <urn:p> "one" <https://example.org/graph/list/1> .
<urn:b> <urn:p> "two"@en <https://example.org/graph/list/2> .
<urn:c> <urn:p> "3"^^<http://www.w3.org/2001/XMLSchema#integer> .
_:x <urn:q> <urn:c> .
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.nq"
    path.write_text(GRAPHS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.nt"
    lines = (f"<urn:s{number}> <urn:p> <urn:o{number}> .\n" for number in range(3_000))
    path.write_text("".join(lines), encoding="utf-8")
    return path


def rows(answer: Answer) -> list[dict[str, str]]:
    found = json.loads(answer.results or b"")["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


def test_the_default_graph_is_all_graphs_together(data: Path) -> None:
    found = rows(ask("SELECT ?s { ?s <urn:p> ?o } ORDER BY ?s", [data]))

    assert found == [{"s": "urn:a"}, {"s": "urn:b"}, {"s": "urn:c"}]


def test_a_store_on_disk_answers_alike_and_leaves_nothing_behind(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    queries = ["SELECT ?s { ?s <urn:p> ?o } ORDER BY ?s", "ASK { GRAPH ?g { <urn:b> ?p ?o } }", "?"]

    with asked_aside(queries, [data], bounds=Bounds()) as answers:
        on_disk = list(answers())

    in_memory = list(ask_each(queries, [data]))
    assert [str(found) for found in on_disk] == [str(found) for found in in_memory]
    assert [path.name for path in tmp_path.iterdir()] == [data.name]


def test_from_narrows_the_data_to_the_graph_it_names(data: Path) -> None:
    query = "SELECT ?s FROM <https://example.org/graph/list/2> { ?s ?p ?o }"

    assert rows(ask(query, [data])) == [{"s": "urn:b"}]


def test_from_named_leaves_only_that_graph_to_be_named(data: Path) -> None:
    query = "SELECT ?g FROM NAMED <https://example.org/graph/list/1> { GRAPH ?g { ?s ?p ?o } }"

    assert rows(ask(query, [data])) == [{"g": "https://example.org/graph/list/1"}]


def test_every_kind_of_term_comes_back_as_it_is(data: Path) -> None:
    found = json.loads(
        ask("SELECT ?o { ?s <urn:p>|<urn:q> ?o } ORDER BY ?o", [data]).results or b""
    )

    assert [row["o"] for row in found["results"]["bindings"]] == [
        {"type": "uri", "value": "urn:c"},
        {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        {"type": "literal", "value": "one"},
        {"type": "literal", "value": "two", "xml:lang": "en"},
    ]


def test_a_blank_node_of_foreign_data_is_told_as_one(data: Path) -> None:
    found = json.loads(ask("SELECT ?s { ?s <urn:q> ?o }", [data]).results or b"")

    assert found["results"]["bindings"][0]["s"]["type"] == "bnode"


def test_a_constructed_graph_is_sorted_and_without_repetition(data: Path) -> None:
    answer = ask("CONSTRUCT { <urn:z> <urn:p> ?o . <urn:a> <urn:p> 1 } { ?s <urn:p> ?o }", [data])

    assert answer.lines is not None
    assert list(answer.lines) == sorted(set(answer.lines))
    assert len(answer.lines) == 4


def test_an_odd_line_break_inside_a_literal_does_not_break_its_statement(tmp_path: Path) -> None:
    (tmp_path / "odd.nt").write_text('<urn:a> <urn:p> "a\u2028b\u0085c" .\n', encoding="utf-8")

    answer = ask("CONSTRUCT WHERE { ?s ?p ?o }", [tmp_path / "odd.nt"])

    assert answer.lines == ('<urn:a> <urn:p> "a\u2028b\u0085c" .\n',)


def test_the_prefix_of_parties_follows_the_base_of_the_data(tmp_path: Path) -> None:
    line = '<https://x.example/id/party/1> <urn:p> "1" <https://x.example/graph/list/1> .\n'
    (tmp_path / "own.nq").write_text(line, encoding="utf-8")

    assert rows(ask("SELECT ?o { party:1 ?p ?o }", [tmp_path / "own.nq"])) == [{"o": "1"}]


def test_a_query_that_takes_too_long_is_an_error_that_names_the_bound(many: Path) -> None:
    started = time.monotonic()

    with pytest.raises(QueryLimitError, match=r"longer than 0\.5 seconds") as caught:
        ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", [many],
            bounds=Bounds(seconds=0.5))  # fmt: skip

    assert caught.value.exit_code == 3
    assert time.monotonic() - started < 5


def test_loading_is_not_counted_against_the_bound(many: Path) -> None:
    assert ask("ASK { ?s ?p ?o }", [many] * 5, bounds=Bounds(seconds=0.2)).results


@pytest.mark.parametrize("form", ["SELECT *", "CONSTRUCT"])
def test_more_rows_than_the_bound_are_an_error_and_no_shortened_answer(
    many: Path, form: str
) -> None:
    query = f"{form} WHERE {{ ?s <urn:p> ?o }}"

    ask(query, [many], bounds=Bounds(rows=3_000))
    with pytest.raises(QueryLimitError, match="more than 2,999 rows"):
        ask(query, [many], bounds=Bounds(rows=2_999))


def test_a_worker_that_ends_early_gives_no_answer(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\ncat >/dev/null\necho loaded\necho results\nexit 9\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))

    with pytest.raises(QueryLimitError, match="ended early"):
        ask("ASK {}", [data])


def test_a_worker_beside_other_work_that_ends_early_gives_no_answer(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\ncat >/dev/null\necho loaded\nprintf 'results 2\n{}res'\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))

    with asked_aside(["ASK {}", "ASK {}"], [data], bounds=Bounds()) as answers:
        whole, cut = answers()

    assert whole == Answer(results=b"{}")
    assert isinstance(cut, QueryLimitError)


def test_data_that_cannot_be_loaded_are_told_of_every_question(tmp_path: Path) -> None:
    with asked_aside(["ASK {}", "ASK {}"], [tmp_path / "no.nt"], bounds=Bounds()) as answers:
        found = list(answers())

    assert [type(error) for error in found] == [BadInputError, BadInputError]


def test_a_worker_that_cannot_start_gives_no_answer(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(QueryLimitError, match="ended early"):
        ask("ASK {}" + " " * 100_000, [data])


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * {\n ?s ?p\n}", r"line 3, column 2, at its end"),
        ("SELECT * { ?s zz:a ?o }", r"nobody declares the prefix zz:"),
        ("SELECT ?x {} GROUP BY ?s", r"line 1.*: The SELECT contains a variable that is unbound"),
        ("", "it has none of SELECT, ASK, CONSTRUCT and DESCRIBE"),
        ("nonsense", "it has none of SELECT"),
        ("ASK { <urn:a> ] }", r"line 1, column 15, near '\] }'"),
        ("SELECT * { ?s ?p 'a }", r"line 1, column \d+"),
    ],
)
def test_what_is_no_sparql_is_told_with_its_line(data: Path, query: str, told: str) -> None:
    with pytest.raises(QueryRefusedError, match=f"not valid SPARQL: {told}"):
        ask(query, [data])


@pytest.mark.parametrize(
    "query", ["SELECT * { SERVICE <http://x> {} }", "SELECT * FROM <file:///x> {}", "CLEAR ALL"]
)
def test_a_query_beyond_the_data_is_refused(data: Path, query: str) -> None:
    with pytest.raises(QueryRefusedError, match="the query is refused"):
        ask(query, [data])


def test_an_absent_file_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"none\.ttl: there is no such file or site"):
        ask("ASK {}", [tmp_path / "none.ttl"])


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
@pytest.mark.parametrize("confined", [True, False])
def test_a_confined_engine_opens_no_connection_even_unguarded(*, confined: bool) -> None:
    with _listening() as (port, calls):
        program = f"""
import pyoxigraph as ox
from kg.store.answering import confine
store = ox.Store()
if {confined}:
    confine(5)
try:
    list(store.query("SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"))
except (OSError, RuntimeError) as error:
    print(error)
"""
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=20
        )

    assert len(calls) == (0 if confined else 1)
    assert ("Too many open files" in done.stdout) is confined


@contextmanager
def _listening() -> Iterator[tuple[int, list[object]]]:
    """A server on this machine that hangs up on everyone, and who called."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, address = server.accept()
                except OSError:
                    return
                calls.append(address)
                connection.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1], calls
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)

"""What the query page is given, and the answers that are published ready-made."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import terms
from kg.cli import main
from kg.cli.publishing import WITHOUT_QUERY_PAGE
from kg.errors import KgError, QueryLimitError, RowLimitError
from kg.iri import HOME
from kg.lines import read_lines
from kg.prefixes import prefixes
from kg.resources import ontology_files
from kg.site import answer_pages, query_page
from kg.site.output import Output
from kg.site.pages import Links, Pages
from kg.store.loading import DUMP
from kg.store.query import Answer
from kg.store.questions import questions
from kg.vocab import RDF, RDFS
from tests.bundle import bundled
from tests.shipped_site import site
from tests.store.expected import path as expected

RESULTS = ox.QueryResultsFormat


def _core() -> list[str]:
    text = gzip.decompress((site() / "query/core.nq.gz").read_bytes()).decode()
    return text.splitlines(keepends=True)


def _settings() -> dict[str, object]:
    told: dict[str, object] = json.loads((site() / "query/settings.json").read_bytes())
    return told


@bundled
def test_the_core_is_a_part_of_the_dump_and_the_whole_vocabulary() -> None:
    dump = set(read_lines(site() / DUMP))
    told = _core()
    plain = [line for line in told if line not in dump]

    assert plain
    assert len(told) - len(plain) > 300
    vocabulary = {
        terms.line(str(triple.subject), str(triple.predicate), str(triple.object), "")
        for path in ontology_files()
        for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    }
    assert set(plain) == vocabulary


@bundled
def test_the_core_names_every_party_and_says_what_it_leaves_out() -> None:
    left = _settings()["core"]["left"]  # type: ignore[index]
    told = [terms.split_line(line) for line in _core()]
    kept = {subject for subject, predicate, *_ in told if predicate == RDFS.label}
    dump = [terms.split_quad(line) for line in read_lines(site() / DUMP)]

    assert {subject for subject, predicate, *_ in dump if predicate == RDFS.label} <= kept
    in_core = Counter(p for _, p, _, g in told if g)
    in_dump = Counter(p for _, p, _, _ in dump)
    lacking = {p for p in in_dump if in_core[p] < in_dump[p]} - {RDF.type}
    assert lacking
    assert lacking <= {terms.iri(iri) for iri in left}


@bundled
def test_the_settings_describe_the_files_as_they_are() -> None:
    told = _settings()
    files = [told["core"], *told["lists"]]  # type: ignore[misc]

    assert len(files) == 2
    for file in files:
        packed = (site() / file["path"]).read_bytes()
        text = gzip.decompress(packed)
        assert (file["packed"], file["size"]) == (len(packed), len(text))
        assert file["quads"] == text.count(b"\n")
    assert files[1]["title"] == "Designations of International Human Rights Day, 10 December 2021"


@bundled
def test_the_settings_have_prefixes_questions_and_terms_with_meanings() -> None:
    told = _settings()
    offered = {short: (label, meaning) for short, label, meaning in told["terms"]}  # type: ignore[attr-defined]

    assert told["prefixes"] == prefixes()
    assert [each["query"] for each in told["questions"]] == [  # type: ignore[attr-defined]
        asked.query for asked in questions()
    ]
    assert offered["sx:designates"][1]
    assert {"sx:Person", "skos:prefLabel", "gr:corruption", "prog:glomag"} <= set(offered)


@bundled
def test_the_endpoint_is_described() -> None:
    files = {
        ending: (site() / "sparql" / f"index.{ending}").read_bytes() for ending in ("nt", "ttl")
    }
    read = [
        {
            (str(quad.subject), str(quad.predicate), str(quad.object))
            for quad in ox.parse(text, format=form)
        }
        for text, form in (
            (files["nt"], ox.RdfFormat.N_TRIPLES),
            (files["ttl"], ox.RdfFormat.TURTLE),
        )
    ]

    assert read[0] == read[1]
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert any(
        predicate == f"<{sd}endpoint>" and object_ == "<https://w3id.org/sanctions-kg/sparql>"
        for _, predicate, object_ in read[0]
    )


def test_every_question_is_answered_as_the_engine_answers_it() -> None:
    counted = 0
    for asked in questions():
        folder = site() / "query/answers" / asked.name
        page = (folder / "index.html").read_text(encoding="utf-8")
        wanted = expected(asked).read_text(encoding="utf-8")
        assert "Not answered" not in page
        if asked.form == "ASK":
            assert json.loads((folder / "answer.json").read_bytes()) == json.loads(wanted)
        elif asked.form == "CONSTRUCT":
            assert (folder / "answer.nt").read_text(encoding="utf-8") == wanted
        else:
            found = list(csv.reader(io.StringIO((folder / "answer.csv").read_text("utf-8"))))
            told = json.loads((folder / "answer.json").read_bytes())
            assert len(found) == len(told["results"]["bindings"]) + 1
            assert page.count("<tr>") == min(len(found), 201)
        counted += 1
    assert counted == 45


def test_an_answer_does_not_depend_on_the_machine(tmp_path: Path) -> None:
    assert answer_pages.BOUNDS.seconds is None

    def answers() -> Iterator[Answer | KgError]:
        yield RowLimitError("more than 100,000 rows")
        yield QueryLimitError("perhaps out of memory")
        yield from [Answer(results=b'{"boolean": true}')] * (len(questions()) - 2)

    out = Output(tmp_path)
    asked: list[answer_pages.Asked] = []
    with pytest.raises(QueryLimitError, match="out of memory"):
        asked.extend(answer_pages.write_answers(answers, out))
    list(answer_pages.write_answer_pages(asked, out, Pages(Links({}), {}), HOME))

    (page,) = tmp_path.glob("query/answers/*/index.html")
    assert "more than 100,000 rows" in page.read_text(encoding="utf-8")


def test_questions_lead_to_their_answers_and_the_front_page_to_the_questions() -> None:
    page = (site() / "query/answers/index.html").read_text(encoding="utf-8")
    front = (site() / "index.html").read_text(encoding="utf-8")

    for asked in questions():
        assert f'href="{asked.name}/"' in page
    assert 'href="query/answers/"' in front
    assert ('href="query/"' in front) is query_page.is_bundled()


def test_without_the_bundle_the_query_page_is_left_out_and_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(query_page, "BUNDLE", tmp_path / "none")
    target = tmp_path / "site"

    main(["publish", "--pages", "--quiet", "--to", str(target)])

    assert WITHOUT_QUERY_PAGE in capsys.readouterr().err
    assert not (target / "service-worker.js").exists()
    assert not (target / "sparql").exists()
    assert sorted(path.name for path in (target / "query").iterdir()) == ["answers"]
    for name in ("index.html", "query/answers/index.html", "browse/index.html"):
        text = (target / name).read_text(encoding="utf-8")
        assert 'query/"' not in text
        assert "query/#" not in text

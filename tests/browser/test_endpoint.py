"""The endpoint that a service worker answers, asked by ``fetch`` from a page of the site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.query_desk import PATIENCE, watched_page
from tests.browser.static_host import serving
from tests.bundle import bundled

pytestmark = bundled

SELECT = "SELECT ?s WHERE { ?s a sx:Person } ORDER BY ?s LIMIT 2"
ASK = "ASK { ?s a sx:Person }"
CONSTRUCT = "CONSTRUCT { ?a sx:controls ?b } WHERE { ?a sx:controls ?b }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
XML = "application/sparql-results+xml"
JSON = "application/sparql-results+json"
GRAPH = "https://w3id.org/sanctions-kg/graph/us-ofac-action/2021-12-10"

_FETCH = """async ([address, options]) => {
  const answer = await fetch(address, options);
  return [answer.status, answer.headers.get("Content-Type"), await answer.text()];
}"""


@pytest.fixture(scope="module")
def asking(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the site, in a browser that has opened the query page."""
    with watched_page(browser, address) as (page, watch):
        _ready(page)
        page.goto("search/")
        yield page
        watch.expected.append("Failed to load resource")
        assert watch.unexpected == []


def _ready(page: Page) -> None:
    page.goto("query/")
    expect(page.locator("#query-endpoint")).to_contain_text("ready", timeout=PATIENCE)


def _fetch(page: Page, behind: str, **options: Any) -> tuple[int, str, str]:
    status, type_, text = page.evaluate(_FETCH, [f"../sparql{behind}", options])
    return status, (type_ or "").partition(";")[0], text


def _get(page: Page, query: str, accept: str) -> tuple[int, str, str]:
    return _fetch(page, f"?query={quote(query)}", headers={"Accept": accept})


@pytest.mark.parametrize(
    ("query", "accept", "wanted"),
    [
        (SELECT, "*/*", JSON),
        (SELECT, "application/json", "application/json"),
        (SELECT, XML, XML),
        (SELECT, "text/csv", "text/csv"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
        (SELECT, f"text/csv;q=0.5, {XML}", XML),
        (SELECT, "text/html, text/*;q=0.1", "text/csv"),
        (ASK, "*/*", JSON),
        (ASK, XML, XML),
        (CONSTRUCT, "*/*", "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        ("DESCRIBE party:ofac-34024", "text/turtle", "text/turtle"),
    ],
)  # fmt: skip
def test_answers_come_in_the_form_that_is_asked_for(
    asking: Page, query: str, accept: str, wanted: str
) -> None:
    status, type_, text = _get(asking, query, accept)

    assert (status, type_) == (200, wanted)
    results = ox.QueryResultsFormat.from_media_type(wanted)
    if query in {SELECT, ASK} and wanted not in {"text/csv", "text/tab-separated-values"}:
        assert results is not None
        found = ox.parse_query_results(text, results)
        assert bool(found) if isinstance(found, ox.QueryBoolean) else len(list(found)) == 2
    elif query == SELECT:
        assert len(text.splitlines()) == 3
    else:
        form = ox.RdfFormat.from_media_type(wanted)
        assert form is not None
        assert len(list(ox.parse(text, form))) >= 2


def test_a_query_comes_in_the_address_in_a_form_or_bare(asking: Page) -> None:
    asked = f"query={quote(SELECT)}"
    found = [
        _fetch(asking, f"?{asked}"),
        _fetch(asking, "", method="POST", headers=FORM, body=asked),
        _fetch(asking, "", method="POST", headers=DIRECT, body=SELECT),
    ]

    assert {status for status, _, _ in found} == {200}
    assert len({text for _, _, text in found}) == 1
    assert _fetch(asking, f"?{asked}", method="HEAD") == (200, JSON, "")


@pytest.mark.parametrize(
    ("behind", "options", "status"),
    [
        ("?query=SELECT", {}, 400),
        ("?query=nothing", {}, 400),
        ("?nothing=1", {}, 400),
        (f"?query={quote(ASK)}&query={quote(ASK)}", {}, 400),
        (f"?query={quote('ASK { SERVICE <http://a.example/> { ?s ?p ?o } }')}", {}, 400),
        (f"?query={quote(ASK)}&default-graph-uri=http%3A%2F%2Fa.example%2F", {}, 400),
        (f"?query={quote(ASK)}", {"method": "POST", "headers": DIRECT, "body": ASK}, 400),
        ("", {"method": "POST", "headers": FORM, "body": "update=CLEAR%20ALL"}, 403),
        ("", {"method": "POST", "headers": UPDATE, "body": "CLEAR ALL"}, 403),
        ("", {"method": "PUT", "headers": DIRECT, "body": ASK}, 405),
        (f"?query={quote(ASK)}", {"headers": {"Accept": "text/csv"}}, 406),
        (f"?query={quote(SELECT)}", {"headers": {"Accept": "image/png"}}, 406),
        ("", {"headers": {"Accept": "image/png"}}, 406),
        ("", {"method": "POST", "headers": {"Content-Type": "text/plain"}, "body": ASK}, 415),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_request_is_its_status_and_a_sentence(
    asking: Page, behind: str, options: dict[str, Any], status: int
) -> None:
    found, type_, text = _fetch(asking, behind, **options)

    assert (found, type_) == (status, "text/plain")
    assert text.endswith(".\n")


def test_a_syntax_error_names_line_and_column(asking: Page) -> None:
    _, _, text = _get(asking, "SELECT * {\n ?s ?p ?o\n oops }", "*/*")

    assert "line 3, column" in text


def test_the_dataset_of_the_request_is_asked(asking: Page) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    whole = _get(asking, count, "text/csv")[2]
    listed = _fetch(
        asking,
        f"?query={quote(count)}&default-graph-uri={quote(GRAPH, safe='')}",
        headers={"Accept": "text/csv"},
    )[2]

    assert int(listed.split()[1]) == 3704
    assert int(whole.split()[1]) > 10_000


@pytest.mark.parametrize(
    "accept",
    ["*/*", "text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"],
)
def test_a_bare_request_is_answered_by_the_description_with_this_address(
    asking: Page, accept: str
) -> None:
    status, type_, text = _fetch(asking, "", headers={"Accept": accept})

    assert status == 200
    assert type_ == ("text/turtle" if accept == "*/*" else accept)
    form = ox.RdfFormat.from_media_type(type_)
    assert form is not None
    endpoint = "http://www.w3.org/ns/sparql-service-description#endpoint"
    found = [str(q.object) for q in ox.parse(text, form) if q.predicate.value == endpoint]
    address = asking.evaluate("new URL('../sparql', location.href).href")
    assert found == [f"<{address}>"]


@pytest.fixture
def below(site: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the site below a path of its host."""
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "path").symlink_to(site)
    with serving(tmp_path) as found:
        yield f"{found}some/path/"


def test_the_endpoint_keeps_to_the_path_that_the_site_lies_at(browser: Browser, below: str) -> None:
    context = browser.new_context(base_url=below)
    page = context.new_page()
    _ready(page)

    told = page.evaluate(_FETCH, [f"../sparql?query={quote(ASK)}", {}])
    outside = page.evaluate(_FETCH, [f"/sparql?query={quote(ASK)}", {}])

    assert json.loads(told[2])["boolean"] is True
    assert outside[0] == 404
    context.close()

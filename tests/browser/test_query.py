"""The query page in a real browser: every question, errors, stopping, links, pictures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from kg.store.questions import questions
from tests.browser.conftest import Audit, Open, Watch
from tests.browser.query_desk import PATIENCE, Desk, watched_page
from tests.bundle import bundled
from tests.store.expected import path as expected

pytestmark = bundled


@pytest.fixture(scope="module")
def shared(browser: Browser, address: str) -> Iterator[tuple[Desk, Watch]]:
    """A query page with its data loaded, for tests that leave it as it is."""
    with watched_page(browser, address) as (page, watch):
        yield Desk(page), watch


@pytest.fixture
def desk(shared: tuple[Desk, Watch]) -> Iterator[Desk]:
    """The same, and nothing to complain of in this test."""
    found, watch = shared
    watch.complaints.clear()
    yield found
    assert watch.unexpected == []


ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_all_questions_give_the_rows_that_the_program_gives(desk: Desk) -> None:
    page = desk.page
    asked = questions()

    for question in asked:
        desk.choose(question.name)
        told = desk.run()
        wanted = expected(question).read_text(encoding="utf-8")
        if question.form == "ASK":
            assert json.loads(desk.download("JSON")) == json.loads(wanted), question.name
            assert told.startswith("Yes" if json.loads(wanted)["boolean"] else "No")
            continue
        found = desk.download("N-Triples" if question.form == "CONSTRUCT" else "TSV")
        assert sorted(found.splitlines()) == sorted(wanted.splitlines()), question.name
        rows = len(wanted.splitlines()) - (question.form == "SELECT")
        assert told.startswith(f"{rows:,} "), question.name
        assert page.locator("#query-table tbody tr").count() == min(rows, 500), question.name
    assert len(asked) == 45


def test_cells_are_links_into_the_site_and_say_language_and_datatype(desk: Desk) -> None:
    page = desk.page

    desk.ask(
        'SELECT ?party ?day ?text ?land WHERE { BIND("mot"@fr AS ?text) ?d sx:designates ?party ;'
        " sx:listedOn ?day . ?party sx:country|schema:nationality ?land } ORDER BY ?party LIMIT 1"
    )

    (row,) = desk.rows()
    assert row[1].endswith(" xsd:date")
    assert row[2] == "mot fr"
    assert row[3].startswith("country:")
    for number in (0, 3):
        link = page.locator("#query-table tbody a").nth(min(number, 1))
        answer = page.request.get(str(link.evaluate("a => a.href")).partition("#")[0])
        assert answer.ok


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * WHERE {\n  ?s ?p ?o\n  oops }", "line 3, column "),
        ("SELECT * WHERE { ?s foo:bar ?o }", "nobody declares the prefix foo:"),
        ("SELECT (1 AS ?a) (2 AS ?a) {}", "Duplicated variable name in SELECT"),
        ("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", "refused: SERVICE"),
        ("LOAD <http://a.example/>", "refused: LOAD"),
        ("INSERT DATA { <http://a.example/> a sx:Person }", "refused: INSERT"),
        ("SELECT * FROM <http://a.example/> { ?s ?p ?o }", "no such graph"),
        ("", "none of SELECT"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(desk: Desk, query: str, told: str) -> None:
    assert told in desk.ask(query)
    assert desk.ask("ASK { ?s ?p ?o }").startswith("Yes")


def test_a_query_is_stopped_and_the_engine_comes_back(desk: Desk) -> None:
    page = desk.page
    desk.write(ENDLESS)
    page.get_by_role("button", name="Run", exact=True).click()
    desk.says("Running")

    page.get_by_role("button", name="Stop").click()

    desk.says("Ready.")
    assert desk.ask("SELECT ?s WHERE { ?s a sx:Person }").startswith("16 rows")


def test_a_link_carries_a_query_to_somebody_else(new_page: Open) -> None:
    query = 'SELECT ?s WHERE {\n  ?s rdfs:label "LU, Hezheng" # & more + 100 %\n}'
    sender = Desk(new_page())
    sender.ask(query)
    sent = sender.page.url.partition("#")[2]

    receiver = Desk(new_page(), f"#{sent}")

    receiver.says("1 row")
    assert receiver.rows() == [["party:ofac-34024"]]
    lines = receiver.page.locator(".cm-line").all_inner_texts()
    assert "\n".join(lines) == query


def test_a_question_page_leads_to_the_query_page(page: Page) -> None:
    page.goto("query/answers/cq07-controlled-parties/")
    page.get_by_role("link", name="Ask it again").click()

    expect(page.locator("#query-told")).to_contain_text(" row", timeout=PATIENCE)
    assert page.locator("#query-examples").input_value() == "cq07-controlled-parties"


def test_the_editor_completes_terms_prefixes_and_variables(desk: Desk) -> None:
    page = desk.page
    offered = page.locator(".cm-tooltip-autocomplete li")
    for typed, wanted in (
        ("SELECT ?party WHERE { ?party sx:desig", "sx:designatedBy"),
        ("SELECT ?party WHERE { ?party a sx:Per", "sx:Person"),
        ("SELECT ?party WHERE { ?pa", "?party"),
        ("SELECT ?party WHERE { ?party prov", "prov:"),
    ):
        desk.write(typed[:-1])
        page.keyboard.type(typed[-1])
        expect(offered.filter(has_text=wanted).first).to_be_visible()
        page.keyboard.press("Escape")


def test_answers_are_drawn_as_bars_and_networks(desk: Desk) -> None:
    page = desk.page
    drawn = page.locator("#query-drawn svg")

    desk.choose("cq05-added-on-a-day")
    desk.run()
    page.get_by_role("button", name="Picture").click()
    expect(drawn.locator(".query-bar")).to_have_count(12)

    desk.ask("CONSTRUCT { ?a sx:controls ?b } WHERE { ?a sx:controls ?b }")
    page.get_by_role("button", name="Picture").click()
    expect(drawn.locator("a.query-node")).to_have_count(4)
    expect(drawn).to_contain_text("SENSETIME GROUP LIMITED")
    href = drawn.locator("a.query-node").first.get_attribute("href") or ""
    assert page.request.get(href).ok


def test_a_big_list_waits_until_it_is_asked_for(page: Page, site: Path) -> None:
    told = json.loads((site / "query/settings.json").read_bytes())
    told["lists"][0]["size"] = 10**9

    def bigger(route: Route) -> None:
        route.fulfill(json=told)

    page.route("**/query/settings.json", bigger)
    desk = Desk(page)
    assert desk.ask("SELECT ?s WHERE { ?s a sx:Person }").endswith("from the core alone.")

    desk.write('SELECT ?p WHERE { ?p sx:identifier/skos:notation "91310104093794515H" }')
    page.get_by_role("button", name="Run", exact=True).click()
    desk.says("needs more than is loaded")
    expect(page.locator("#query-more")).to_contain_text("sx:identifier")
    page.get_by_role("button", name="Load all lists").click()

    desk.says("1 row")
    assert "core" not in desk.told.inner_text()

    list_box = page.locator("#query-lists input").last
    for tick in (list_box.uncheck, list_box.check):
        tick()
        desk.says("Ready.")
        expect(page.locator("#query-progress")).to_be_hidden(timeout=PATIENCE)
        expect(page.locator("#query-stop")).to_be_disabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_accessible_and_fits(
    new_page: Open, audit: Audit, scheme: str, width: int
) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    desk = Desk(page)
    desk.choose("cq08-held-by-half-or-more")
    desk.run()

    assert audit(page) == []
    page.get_by_role("button", name="Picture").click()
    assert audit(page) == []
    desk.ask("SELECT * { ?s ?p }")
    assert audit(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["query/answers/", "query/answers/cq35-flat-view/", "sparql/"])
def test_the_pages_beside_it_are_accessible(page: Page, audit: Audit, path: str) -> None:
    page.goto(path)

    assert audit(page) == []


def test_it_works_by_keyboard_alone(page: Page) -> None:
    Desk(page)
    page.locator("#query-examples").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("ASK { ?s ?p ?o }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#query-told")).to_contain_text("Yes", timeout=PATIENCE)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.id") == "query-run"


def test_an_engine_that_cannot_be_had_is_a_sentence(page: Page, watch: Watch) -> None:
    watch.expected.append("Failed to load resource")
    page.route("**/oxigraph.wasm", lambda route: route.fulfill(status=404, body=""))

    page.goto("query/")

    expect(page.locator("#query-told")).to_contain_text("cannot be read (404)", timeout=PATIENCE)

"""Pages say what the data says, to everybody, and nothing in a name can break them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from kg import terms
from kg.iri import HOME, concept, fragment
from kg.site.dates import in_words
from kg.vocab import RDF, RDFS, SKOSXL, SX
from tests.site.conftest import Publish
from tests.site.test_documents import GRAPH, lines_of, party

HOSTILE = '</script><script>alert(1)</script> "onload="x" & <img src=x onerror=y> \'; {{ 7*7 }}'
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Page(HTMLParser):
    """A page read back: its tags with attributes, its ids, and whether its tags close."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    """Every page of the site of the shipped designations, by its path; not the report."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {name: Page(path) for name, path in found.items() if name != "report.html"}


def test_every_page_is_well_formed_and_has_no_id_twice(pages: dict[str, Page]) -> None:
    faults = {name: page.faults for name, page in pages.items() if page.faults}
    twice = {
        name: [each for each in page.ids if page.ids.count(each) > 1]
        for name, page in pages.items()
        if len(set(page.ids)) != len(page.ids)
    }

    assert (faults, twice) == ({}, {})


def test_every_page_has_a_language_a_title_landmarks_and_one_heading(
    pages: dict[str, Page],
) -> None:
    for name, page in pages.items():
        assert page.all("html") == [{"lang": "en"}], name
        counts = [len(page.all(tag)) for tag in ("main", "h1", "header", "footer")]
        assert counts == [1, 1, 1, 1], name
        assert page.all("title"), name
        assert all("aria-label" in nav for nav in page.all("nav")), name
        assert all("scope" in cell for cell in page.all("th")), name
        assert len(page.all("caption")) == len(page.all("table")), name
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert all(b - a <= 1 for a, b in pairwise(levels)), (name, levels)


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_inline(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for tag, attributes in page.tags:
            assert not [each for each in attributes if each.startswith("on")], (name, attributes)
            assert "style" not in attributes, (name, attributes)
            loaded = attributes.get("src", "")
            if tag == "link" and attributes["rel"] in {"stylesheet", "icon"}:
                loaded = attributes["href"]
            assert not urlsplit(loaded).netloc, (name, attributes)
            if tag == "script" and "src" not in attributes:
                assert attributes == {"type": "application/ld+json"}, name


def test_every_link_inside_the_site_leads_somewhere(site: Path, pages: dict[str, Page]) -> None:
    broken = []
    for name, page in pages.items():
        for tag, attributes in page.tags:
            parts = urlsplit(attributes.get("href", ""))
            if tag not in {"a", "link"} or parts.scheme:
                continue
            place = (site / name).parent / unquote(parts.path)
            found = place / "index.html" if not parts.path or parts.path.endswith("/") else place
            if not parts.path:
                found = site / name
            if not found.is_file():
                broken.append((name, attributes["href"]))
            elif parts.fragment and not parts.fragment.startswith("question="):
                inner = found.resolve().relative_to(site.resolve()).as_posix()
                if unquote(parts.fragment) not in pages[inner].ids:
                    broken.append((name, attributes["href"]))

    assert broken == []


def test_documents_are_linked_to_their_data_and_signposted(pages: dict[str, Page]) -> None:
    page = pages["id/party/ofac-33951/index.html"]
    links = {(each["rel"], each.get("type", ""), each["href"]) for each in page.all("link")}

    assert {
        ("alternate", "text/turtle", "index.ttl"),
        ("alternate", "application/ld+json", "index.jsonld"),
        ("alternate", "application/n-triples", "index.nt"),
        ("describedby", "text/turtle", "index.ttl"),
        ("cite-as", "", f"{HOME}id/party/ofac-33951"),
        ("type", "", f"{HOME}ns#Entity"),
    } <= links


def test_a_party_page_answers_who_where_since_when_why_and_what_it_means(
    pages: dict[str, Page],
) -> None:
    text = pages["id/party/ofac-33951/index.html"].text

    for expected in (
        "RAPID ACTION BATTALION",
        "Blocked: a designation in force freezes its property.",
        "Office of Foreign Assets Control",
        "listed on 10 December 2021",
        "US Global Magnitsky sanctions",
        "serious human rights abuse",
        "Executive Order 13818",
        "Property and funds of the listed party must not be moved",
        "AHMED, Benazir",
        "January 2015 to 14 April 2020; former",
        "Contradicted by: It is held responsible for more than 600 disappearances since 2018.",
        "original",
    ):
        assert expected in text, expected


def test_the_picture_shows_two_steps_and_each_party_in_it_is_a_link(
    pages: dict[str, Page],
) -> None:
    page = pages["id/party/ofac-34024/index.html"]
    shown = [each["aria-label"] for each in page.all("a") if each.get("class") == "box"]

    assert "SEK STUDIO" in shown
    assert len(page.all("rect")) == len(shown) + 1
    assert any("tie" in each.get("class", "") for each in page.all("g"))


def test_text_of_a_list_cannot_become_markup(published: Publish) -> None:
    subject = party("x-1")
    name = terms.iri(f"{HOME}id/party/x-1#name-1")
    site = published(
        *lines_of(subject, HOSTILE),
        terms.line(subject, SX.name, name, GRAPH),
        terms.line(name, RDF.type, SX.Name, GRAPH),
        terms.line(name, SKOSXL.literalForm, terms.literal(HOSTILE), GRAPH),
        terms.line(name, RDFS.comment, terms.literal(HOSTILE), GRAPH),
    )
    for path in site.rglob("*.html"):
        page = Page(path)
        assert page.faults == []
        assert not page.all("img")
        assert {each.get("type", "") for each in page.all("script") if "src" not in each} <= {
            "application/ld+json"
        }
        assert not [each for _, told in page.tags for each in told if each.startswith("on")]
    text = (site / "id/party/x-1/index.html").read_text(encoding="utf-8")
    assert "{{ 7*7 }}" in text
    assert "49" not in Page(site / "id/party/x-1/index.html").text


def test_an_address_that_is_no_web_address_is_no_link(published: Publish) -> None:
    subject = party("x-1")
    homepage = "<javascript:alert(1)>"
    site = published(
        *lines_of(subject, "ONE"),
        terms.line(subject, "<http://xmlns.com/foaf/0.1/homepage>", homepage, GRAPH),
    )
    page = Page(site / "id/party/x-1/index.html")

    assert not [each for each in page.all("a") if each["href"].startswith("javascript:")]
    assert "javascript:alert(1)" in page.text


def test_doubted_relations_and_unidentified_links_are_marked(published: Publish) -> None:
    one, two = party("x-1"), party("x-2")
    node = terms.iri(f"{HOME}id/party/x-1#relation-1")
    told = {
        RDF.type: SX.Relation,
        SX["from"]: one,
        SX.to: two,
        SX.relationType: concept("relation-type", "owns"),
        SX.qualifier: concept("qualifier", "disputed"),
    }
    site = published(
        *lines_of(one, "ONE"),
        *lines_of(two, "TWO"),
        *(terms.line(node, predicate, object_, GRAPH) for predicate, object_ in told.items()),
    )

    for number, other in (("x-1", "TWO"), ("x-2", "ONE")):
        page = Page(site / f"id/party/{number}/index.html")
        assert any(each.get("class") == "doubt" for each in page.all("span")), number
        assert any(each.get("class") == "tie doubted" for each in page.all("g")), number
        assert other in page.text


def test_a_long_group_is_cut_into_pages(published: Publish) -> None:
    lines = [line for n in range(501) for line in lines_of(party(f"x-{n}"), f"NAME {n:03}")]
    site = published(*lines)
    first, second = (Page(site / f"browse/name/n/{name}") for name in ("index.html", "page-2.html"))

    assert (len(first.all("tr")), len(second.all("tr"))) == (501, 2)
    assert "page-2.html" in [each["href"] for each in first.all("a")]


def test_browsing_leads_to_every_party(site: Path, pages: dict[str, Page]) -> None:
    wanted = {path.parent.name for path in site.glob("id/party/*/index.html")}
    found = {
        unquote(each["href"]).rstrip("/").rsplit("/", 1)[-1]
        for name, page in pages.items()
        if name.startswith("browse/name/")
        for each in page.all("a")
        if "/id/party/" in each["href"]
    }

    assert found == wanted
    assert "RAPID ACTION BATTALION" in pages["browse/program/glomag/index.html"].text
    assert "RAPID ACTION BATTALION" in pages["browse/country/bgd/index.html"].text
    assert "RAPID ACTION BATTALION" in pages["browse/date/2021/index.html"].text
    assert "RAPID ACTION BATTALION" in pages["program/glomag/index.html"].text


def test_the_front_page_says_how_fresh_and_how_many(pages: dict[str, Page]) -> None:
    text = pages["index.html"].text

    assert "As of 10 December 2021" in text
    assert "parties 30 persons 16 entities 14 designations 37" in text
    assert "CC BY 4.0" in text


def test_the_vocabulary_page_explains_every_term(site: Path, pages: dict[str, Page]) -> None:
    page = pages["ns/index.html"]

    assert set(SX.terms) <= set(page.ids)
    assert "version 0.1.0" in page.text
    assert "Point skosxl:prefLabel" in pages["shapes/index.html"].text
    told = (site / "ns/index.html").read_text(encoding="utf-8")
    assert "../shapes/#Party" in told


def test_the_shapes_page_names_every_shape(site: Path, pages: dict[str, Page]) -> None:
    text = (site / "shapes/index.nt").read_text(encoding="utf-8")
    named = set(re.findall(rf"^<{re.escape(HOME)}shapes#([^>]+)>", text, re.MULTILINE))

    assert len(named) > 100
    assert named <= set(pages["shapes/index.html"].ids)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1953", "1953"),
        ("1953-08", "August 1953"),
        ("1953-08-02", "2 August 1953"),
        ("1955~", "about 1955"),
        ("1947/1949", "1947 to 1949"),
        ("1947~/1949-02", "about 1947 to February 1949"),
        ("from 2018-09-17", "from 17 September 2018"),
        ("until 2019", "until 2019"),
        ("1953-13", "1953-13"),
        ("Room 12", "Room 12"),
        ("Kabul 1953-08", "Kabul 1953-08"),
        ("", ""),
    ],
)
def test_dates_are_told_as_precise_as_they_are(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


def test_births_stand_in_the_order_of_their_days(published: Publish) -> None:
    node = party("p-1")
    births = {"1": "1958", "2": "1945~", "3": "1947-02"}
    site = published(
        *lines_of(node, "Doe"),
        *(
            line
            for name, day in births.items()
            for birth in [fragment(node, "birth", name)]
            for line in (
                terms.line(node, SX.birthDate, birth, GRAPH),
                terms.line(birth, SX.edtf, terms.literal(day), GRAPH),
            )
        ),
    )

    text = Page(site / "id/party/p-1/index.html").text
    found = re.findall(r"born (about \d+|February \d+|\d+)", text)
    assert found == ["about 1945", "February 1947", "1958"]


def test_a_thing_page_names_what_refers_to_it(pages: dict[str, Page]) -> None:
    text = pages["instrument/us-eo-13818/index.html"].text

    assert "Executive Order 13818" in text
    assert "Referred to" in text
    assert "US Global Magnitsky sanctions" in text


def test_a_source_page_tells_its_publisher(pages: dict[str, Page]) -> None:
    page = pages["source/treasury-jy0526/index.html"]

    assert "Treasury Sanctions Perpetrators of Serious Human Rights Abuse" in page.text

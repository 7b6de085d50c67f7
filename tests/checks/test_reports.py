"""Each form of the report, read by a reader of its own, holds what was found."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.checks.findings import Summary
from kg.checks.reports.document import document
from kg.checks.reports.page import page
from kg.checks.reports.plain_text import overview, text
from kg.checks.reports.sarif import sarif
from kg.checks.reports.table import COLUMNS, table
from kg.formats.turtle_text import TurtleWriter
from tests.checks.theirs import COUNTS, MINE, SHAPES, checked

TOTAL = sum(COUNTS.values())
SH = "http://www.w3.org/ns/shacl#"


@pytest.fixture
def summary(tmp_path: Path) -> Summary:
    return checked(tmp_path)


def _rows(pieces: Iterable[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(pieces), newline="")))


def test_text_opens_with_the_numbers_by_severity_and_shape(summary: Summary) -> None:
    told = text(summary)

    assert told.startswith("Validation: 1 violation, 3 warnings, 1 note, 2 Critical\n")
    assert re.search(r"^  Critical +ex:size in ThingShape +2$", told, re.MULTILINE)
    assert overview(summary) == told[: len(overview(summary))]


def test_text_says_whose_it_is_what_is_wrong_what_to_do_and_where_it_came_from(
    summary: Summary,
) -> None:
    told = text(summary)

    assert "Violation  ThingShape-label  “label”  at ex:label  (1)" in told
    assert '    A <b>"&,  http://example.org/a\n' in told
    assert "number A-17; source: The List" in told
    assert "  Name the part.\n" in told


def test_text_tells_too_few_values_and_why_a_value_lacks_a_shape(tmp_path: Path) -> None:
    shapes = (
        SHAPES
        + """ex:ThingShape sh:property [ sh:path ex:label ; sh:node [
        sh:pattern "^[A-Z]" ; sh:message "Start with a capital." ] ] ."""
    )

    told = text(checked(tmp_path, shapes=shapes))

    block = told.partition("Name the part.")[2].partition("\n\n")[0]
    assert "\n      too few values\n" in block
    assert "value “inner”: Start with a capital." in told


def test_text_shows_no_more_findings_of_a_shape_than_asked_for(summary: Summary) -> None:
    told = text(summary, limit=1)

    assert "and 2 more" in told
    assert "some ex:Thing" not in told
    assert "http://example.org/a" not in text(summary, limit=0)


def test_a_message_of_its_own_stands_with_the_finding(tmp_path: Path) -> None:
    shapes = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
        ex:S sh:targetSubjectsOf ex:size ; sh:sparql [ sh:message "It is {?size} big." ; sh:select
          "SELECT $this ?size { $this <http://example.org/size> ?size }" ] ."""

    told = text(checked(tmp_path, shapes=shapes))

    assert told.count("It is ") == 3


def test_csv_has_one_row_for_each_finding(summary: Summary) -> None:
    rows = _rows(table(summary))

    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == TOTAL
    assert Counter(row["severity"] for row in rows) == {
        "Critical": 2,
        "Violation": 1,
        "Warning": 3,
        "Info": 1,
    }
    assert rows[0]["label"] == 'A <b>"&,'
    assert rows[0]["value"] == "“big, \n bad”"
    assert (rows[0]["record"], rows[0]["source_title"]) == ("A-17", "The List")


def test_json_holds_every_finding_with_its_shape(summary: Summary) -> None:
    told = json.loads("".join(document(summary)))

    assert told["conforms"] is False
    assert told["counts"] == COUNTS
    assert len(told["findings"]) == TOTAL
    per_shape = Counter(found["shape"] for found in told["findings"])
    assert {shape["id"]: shape["count"] for shape in told["shapes"]} == per_shape
    first = told["findings"][0]
    assert first["value"] == '"big, \\n bad"'
    assert first["sources"] == [{"iri": "http://example.org/list", "title": "The List"}]


def test_a_report_without_findings_is_whole_in_every_form(tmp_path: Path) -> None:
    data = """@prefix ex: <http://example.org/> .
        ex:a a ex:Thing ; ex:label "a" ; ex:part ex:b . ex:b a ex:Part ; ex:name "b" ."""
    clean = checked(tmp_path, data)

    assert json.loads("".join(document(clean)))["findings"] == []
    assert json.loads("".join(sarif(clean)))["runs"][0]["results"] == []
    assert _rows(table(clean)) == []
    assert "Nothing was found" in "".join(page(clean))
    assert text(clean) == "Validation: 0 violations, 0 warnings, 0 notes\n"


def test_turtle_is_a_standard_report_with_every_result(summary: Summary) -> None:
    turtle = "".join(TurtleWriter(summary.base).text(summary.statements))
    triples = list(ox.parse(turtle, ox.RdfFormat.TURTLE))

    results = [one for one in triples if one.predicate.value == SH + "result"]
    [conforms] = [one.object for one in triples if one.predicate.value == SH + "conforms"]
    assert len(results) == TOTAL
    assert isinstance(conforms, ox.Literal)
    assert conforms.value == "false"


class _Page(HTMLParser):
    """What a page is made of: its tags with their attributes, and its words."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(told)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "link", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_is_well_formed_and_has_a_row_for_each_finding(summary: Summary) -> None:
    found = _Page("".join(page(summary)))

    assert not found.open
    shapes = len(summary.groups)
    assert len(found.all("table")) == shapes + 1
    heads = shapes + 1
    assert len(found.all("tr")) == heads + shapes + TOTAL
    assert 'A <b>"&,' in found.words
    assert not found.all("b")


def test_the_page_loads_nothing_and_runs_nothing(summary: Summary) -> None:
    told = "".join(page(summary))
    found = _Page(told)

    assert not {"script", "img", "iframe", "object", "embed"} & {tag for tag, _ in found.tags}
    assert found.all("link") == [{"rel": "icon", "href": "data:,"}]
    assert not re.search(r"url\(|@import|src=|\son\w+=", told)


def test_the_page_can_be_used_without_sight_and_in_the_dark(summary: Summary) -> None:
    told = "".join(page(summary))
    found = _Page(told)

    assert found.all("html") == [{"lang": "en"}]
    assert len(found.all("h1")) == len(found.all("main")) == len(found.all("title")) == 1
    assert all("scope" in head for head in found.all("th"))
    assert len(found.all("caption")) == len(found.all("table"))
    names = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(set(names)) == len(names)
    for _, attributes in found.tags:
        assert attributes.get("aria-labelledby", names[0]) in names
        address = attributes.get("href") or ""
        assert not address.startswith("#") or address[1:] in names
    assert "prefers-color-scheme: dark" in told


def test_the_page_links_to_the_web_alone(tmp_path: Path) -> None:
    data = """@prefix ex: <http://example.org/> .
        <javascript:alert(1)> a ex:Thing ; <http://purl.org/dc/terms/source> <data:x,y> ."""

    found = _Page("".join(page(checked(tmp_path, data))))

    assert "javascript:alert(1)" in found.words
    assert all((one["href"] or "").startswith("#") for one in found.all("a"))


def test_the_page_shows_no_more_findings_of_a_shape_than_asked_for(summary: Summary) -> None:
    told = "".join(page(summary, limit=1))

    assert "The first 1 of 3 findings" in told
    assert len(_Page(told).all("tr")) == len(summary.groups) * 3 + 1


@pytest.mark.parametrize("form", [document, table, sarif])
def test_large_reports_are_complete(form: Any, tmp_path: Path) -> None:
    many = MINE + "".join(f"ex:n{number} a ex:Thing .\n" for number in range(3000))
    large = checked(tmp_path, many)

    assert "".join(form(large)).count("http://example.org/n2999") >= 1
    assert len(text(large)) < 4000


def test_a_note_stands_in_every_form_for_people(tmp_path: Path) -> None:
    noted = checked(tmp_path, shapes=SHAPES + "ex:ThingShape sh:property ex:Lost .")

    assert "Lost" in text(noted)
    assert "Lost" in "".join(page(noted))
    assert "Lost" in json.loads("".join(document(noted)))["notes"][0]
    [run] = json.loads("".join(sarif(noted)))["runs"]
    assert "Lost" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]

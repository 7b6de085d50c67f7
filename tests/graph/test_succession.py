"""Of several releases in one graph the newest says what is true now; all else stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg import terms
from kg.graph.build import build
from kg.graph.context import Context
from kg.graph.schemes import shipped_schemes
from kg.graph.succession import age, newest
from kg.iri import Iris, concept
from kg.lines import read_lines
from kg.pipeline import publish
from kg.publication import Options
from kg.sources import readings
from kg.sources.files import input_files
from kg.vocab import RDFS, SX
from tests.sources.ofac import enhanced_xml
from tests.sources.ofac.test_delta import company

LIST_DAY = "2021-12-10"
REMOVED = ' action="remove"'


def files(folder: Path, *changes: tuple[str, str], name: str = "ACME LTD.") -> list[Path]:
    """A list of one party, and files of changes on other days."""
    party = enhanced_xml.entity("7", "Entity", ("SDGT",), enhanced_xml.name("1", name))
    (folder / "list.xml").write_text(enhanced_xml.document(party), encoding="utf-8")
    for number, (day, marks) in enumerate(changes):
        text = enhanced_xml.delta(company(marks), day=day)
        (folder / f"{number}.xml").write_text(text, encoding="utf-8")
    return sorted(folder.glob("*.xml"))


def merged(paths: list[Path]) -> list[str]:
    """The lines of the releases in the files, merged as publishing does."""
    lines: list[str] = []
    ages = {}
    for reading in readings(input_files(paths)):
        context = Context(reading.release, iris=Iris(), schemes=shipped_schemes())
        ages[context.graph] = age(reading.release)
        lines.extend(terms.line(*each, context.graph) for each in build(context, reading.records))
    return list(newest(sorted(set(lines)), ages))


def values(lines: list[str], predicate: str) -> set[str]:
    """The values of a predicate of the party and of its designation."""
    said = (terms.split_quad(line) for line in lines)
    found = {quad[2] for quad in said if quad[1] == predicate and "ofac-7" in quad[0]}
    return {
        terms.decode_literal(each).text if each.startswith('"') else each.rpartition("/")[2][:-1]
        for each in found
    }


@pytest.mark.parametrize(
    ("changes", "status", "removed_on"),
    [
        ([("2020-01-02", REMOVED)], "active", set()),
        ([(LIST_DAY, REMOVED)], "active", set()),
        ([("2026-01-16", REMOVED)], "removed", {"2026-01-16"}),
        ([("2026-01-16", REMOVED), ("2026-01-20", ' action="add"')], "active", set()),
        ([("2022-01-02", REMOVED), ("2026-01-16", REMOVED)], "removed", {"2026-01-16"}),
    ],
    ids=["before the list", "on its day", "behind it", "and added again", "twice"],
)
def test_the_newest_release_says_whether_a_party_is_listed(
    tmp_path: Path, changes: list[tuple[str, str]], status: str, removed_on: set[str]
) -> None:
    lines = merged(files(tmp_path, *changes))
    assert values(lines, SX.status) == {status}
    assert values(lines, SX.delistedOn) == removed_on
    assert len(values(lines, SX.event)) == 1 + len(changes), "what happened stays"


def test_a_list_and_changes_before_it_are_published_together(tmp_path: Path) -> None:
    paths = files(tmp_path, ("2020-01-02", REMOVED))
    site = tmp_path / "site"
    published = publish(paths, Options(out=site), lambda _step, _done: None)
    assert not published.validation["violations"]
    assert list(read_lines(site / "dump" / "all.nq")) == merged(paths)
    (own,) = (site / "dump").glob("ofac-changes-*.nq")
    assert values(list(read_lines(own)), SX.status) == {"removed"}, "its own release stays as it is"


def test_the_newest_release_names_a_party(tmp_path: Path) -> None:
    lines = merged(files(tmp_path, ("2026-01-16", ""), name="OLD ACME LTD."))
    assert values(lines, RDFS.label) == {"ACME LTD."}
    assert len(values(lines, SX.name)) == 2


def test_what_one_release_leaves_unstated_another_may_state() -> None:
    graphs = ("<g:new>", "<g:old>")
    ages = {graph: (date.min, graph == "<g:new>", "") for graph in graphs}
    unstated, stated = (concept("ground", word) for word in ("unstated", "acting-for"))
    lines = sorted(
        terms.line(subject, SX.ground, object_, graph)
        for subject, each in (("<d:1>", (unstated, stated)), ("<d:2>", (unstated, unstated)))
        for object_, graph in zip(each, graphs, strict=True)
    )
    kept = {terms.split_quad(line)[::2] for line in newest(lines, ages)}
    assert kept == {("<d:1>", stated), ("<d:2>", unstated)}


def test_what_one_release_says_twice_or_another_alike_stays() -> None:
    graphs = ("<g:old>", "<g:new>")
    ages = {graph: (date.min, graph == "<g:new>", "") for graph in graphs}
    twice = [terms.line("<s:1>", RDFS.label, f'"{text}"', "<g:new>") for text in "ab"]
    alike = [terms.line("<s:2>", SX.status, "<o:1>", graph) for graph in graphs]
    other = [terms.line("<s:3>", SX.name, f"<o:{graph[3:]}", graph) for graph in graphs]
    lines = [*twice, *alike, *other]
    assert list(newest(lines, ages)) == lines

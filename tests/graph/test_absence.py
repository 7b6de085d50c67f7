"""A whole list speaks by what it lacks: who is not in a later one is not said to be on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import terms
from kg.iri import concept
from kg.lines import read_lines
from kg.pipeline import publish
from kg.publication import Options
from kg.vocab import DCT, SX
from tests.sources.ofac import enhanced_xml
from tests.sources.test_seco import PROGRAM
from tests.sources.test_seco import document as swiss
from tests.sources.test_seco_modifications import target

LIST_DAY = "2021-12-10"
OLDER, NEWER = "2020-01-02", "2026-01-16"
ACME = enhanced_xml.name("1", "ACME LTD.")
OTHER = enhanced_xml.entity("8", "Entity", ("SDGT",), enhanced_xml.name("2", "BRAVO"))


def acme(action: str, tags: tuple[str, ...] = ("SDGT",), listing: str = "SDN List") -> str:
    """A party that a publication did something to."""
    lists = ((listing, "2019-01-01"),)
    return enhanced_xml.entity("7", "Entity", tags, ACME, lists=lists, marks=f' action="{action}"')


def states(folder: Path, changed: str, day: str, listed: str = OTHER) -> dict[str, str]:
    """The status of each designation of a party in a delta file beside a list of some others."""
    (folder / "list.xml").write_text(enhanced_xml.document(listed), encoding="utf-8")
    (folder / "delta.xml").write_text(enhanced_xml.delta(changed, day=day), encoding="utf-8")
    return published(folder, "list.xml", "delta.xml")


def published(folder: Path, *names: str) -> dict[str, str]:
    """Publish files; the status of each designation of the party, once it was found sound."""
    paths = [folder / name for name in names]
    done = publish(paths, Options(out=folder / "site"), lambda *_: None)
    assert not done.validation["violations"]
    lines = list(read_lines(folder / "site" / "dump" / "all.nq"))
    assert lines == sorted(set(lines))
    return {
        key.rpartition("#designation-")[2]: each.rpartition("/")[2][:-1]
        for key, each, _ in said(folder, SX.status)
        if "ofac-7#" in key
    }


def said(folder: Path, predicate: str) -> list[tuple[str, str, str]]:
    """Subject, object and graph of the merged statements with a predicate."""
    quads = (terms.split_quad(line) for line in read_lines(folder / "site" / "dump" / "all.nq"))
    return [(s[:-1], o, g) for s, p, o, g in quads if p == predicate]


@pytest.mark.parametrize(
    ("action", "day", "status"),
    [
        ("add", OLDER, "unknown"),
        ("add", LIST_DAY, "unknown"),
        ("add", NEWER, "active"),
        ("modify", OLDER, "unknown"),
        ("modify", LIST_DAY, "unknown"),
        ("modify", NEWER, "active"),
        ("remove", OLDER, "removed"),
        ("remove", LIST_DAY, "removed"),
        ("remove", NEWER, "removed"),
    ],
)
def test_a_list_that_lacks_a_designation_decides_when_it_is_the_newer(
    tmp_path: Path, action: str, day: str, status: str
) -> None:
    assert states(tmp_path, acme(action), day) == {"sdn-sdgt": status}


@pytest.mark.parametrize(
    ("action", "day", "status"),
    [
        *((action, day, "active") for action in ("add", "modify") for day in (OLDER, NEWER)),
        ("remove", OLDER, "active"),
        ("remove", LIST_DAY, "active"),
        ("remove", NEWER, "removed"),
    ],
)
def test_a_list_that_has_it_decides_when_it_is_the_newer(
    tmp_path: Path, action: str, day: str, status: str
) -> None:
    listed = enhanced_xml.entity("7", "Entity", ("SDGT",), ACME)
    assert states(tmp_path, acme(action), day, listed) == {"sdn-sdgt": status}


def test_the_list_is_the_source_of_the_status_and_of_the_event_that_says_why(
    tmp_path: Path,
) -> None:
    states(tmp_path, acme("add"), OLDER)
    ((node, _, graph),) = [each for each in said(tmp_path, SX.status) if "ofac-7#" in each[0]]
    assert "/graph/ofac-sdn/2021-12-10" in graph
    sources = {
        each.rpartition("source/")[2] for key, each, _ in said(tmp_path, DCT.source) if key == node
    }
    assert sources == {"ofac-sdn/2021-12-10>", "ofac-changes-2020-01-02/2020-01-02>"}
    events = [each[:-1] for key, each, _ in said(tmp_path, SX.event) if key == node]
    words = {
        key: terms.decode_literal(each).text for key, each, _ in said(tmp_path, DCT.description)
    }
    told = [event for event in events if "does not have it" in words.get(event, "")]
    assert len(events) == len(told) + 1 == 2
    assert words[told[0]].endswith("of 2021-12-10 does not have it")
    assert not [each for each in said(tmp_path, DCT.date) if each[0] == told[0]], "no day is known"
    kinds = [each for key, each, _ in said(tmp_path, DCT.type) if key == told[0]]
    assert kinds == [concept("event-type", "absent")], "nobody said that it was removed"
    assert not [each for each in said(tmp_path, SX.delistedOn) if each[0] == node]


def test_one_program_less_leaves_the_other(tmp_path: Path) -> None:
    listed = enhanced_xml.entity("7", "Entity", ("SDGT",), ACME)
    assert states(tmp_path, acme("add", ("SDGT", "IFSR")), OLDER, listed) == {
        "sdn-sdgt": "active",
        "sdn-ifsr": "unknown",
    }


def test_a_list_speaks_of_itself_alone(tmp_path: Path) -> None:
    assert states(tmp_path, acme("add", listing="FSE List"), OLDER) == {"fse-sdgt": "active"}


def test_the_list_of_another_publisher_does_not_matter(tmp_path: Path) -> None:
    text = swiss(PROGRAM, target())
    (tmp_path / "list.xml").write_text(text, encoding="utf-8")
    (tmp_path / "delta.xml").write_text(
        enhanced_xml.delta(acme("add"), day=OLDER), encoding="utf-8"
    )
    assert published(tmp_path, "list.xml", "delta.xml") == {"sdn-sdgt": "active"}


def test_an_excerpt_by_program_says_nothing_by_what_it_lacks(tmp_path: Path) -> None:
    programs = "<sanctionsPrograms><sanctionsProgram>SDGT</sanctionsProgram></sanctionsPrograms>"
    excerpt = enhanced_xml.document(OTHER, programs=programs)
    (tmp_path / "list.xml").write_text(excerpt, encoding="utf-8")
    (tmp_path / "delta.xml").write_text(
        enhanced_xml.delta(acme("add"), day=OLDER), encoding="utf-8"
    )
    assert published(tmp_path, "list.xml", "delta.xml") == {"sdn-sdgt": "active"}


def test_a_list_of_which_a_record_was_set_aside_says_nothing_by_what_it_lacks(
    tmp_path: Path,
) -> None:
    broken = enhanced_xml.entity("7", "Balloon", ("SDGT",), ACME)
    (tmp_path / "list.xml").write_text(enhanced_xml.document(OTHER, broken), encoding="utf-8")
    (tmp_path / "delta.xml").write_text(
        enhanced_xml.delta(acme("add"), day=OLDER), encoding="utf-8"
    )
    paths = [tmp_path / "list.xml", tmp_path / "delta.xml"]
    publish(paths, Options(out=tmp_path / "site", quarantine=True), lambda *_: None)
    found = {
        each.rpartition("/")[2][:-1]
        for key, each, _ in said(tmp_path, SX.status)
        if "ofac-7#" in key
    }
    assert found == {"active"}

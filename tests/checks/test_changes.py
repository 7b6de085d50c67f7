"""What changed between two releases is told by party, and only what really changed."""

from __future__ import annotations

import json
from pathlib import Path

from kg import terms
from kg.checks.changes import Changes, PartyChange, compare
from kg.iri import VOCABULARY, Iris, fragment
from kg.lines import Statement, sorted_unique, write_lines
from kg.pipeline import publish
from kg.publication import Options
from kg.vocab import DCT, RDF, RDFS, SX

IRIS = Iris()
OLD, NEW, GONE, KEPT = (IRIS.party("ofac", number) for number in ("1", "2", "3", "4"))


def release(path: Path, version: str, found: list[Statement]) -> str:
    """Write a release whose statements also name it as their source."""
    own, graph = IRIS.source("test", version), IRIS.graph("test", version)
    told = [*found, (own, RDFS.label, terms.literal(version))]
    told += [(subject, DCT.source, own) for subject, _, _ in found]
    write_lines(sorted_unique(terms.line(*each, graph) for each in told), path)
    return own


def party(iri: str, *names: str) -> list[Statement]:
    node = fragment(iri, "address", "a")
    return [
        (iri, RDF.type, SX.Person),
        *((iri, RDFS.label, terms.literal(name)) for name in names[:1]),
        *((node, SX.addressLine1, terms.literal(name)) for name in names[1:]),
    ]


def test_added_removed_and_changed_parties_are_told_and_a_new_version_alone_is_no_change(
    tmp_path: Path,
) -> None:
    before, after = tmp_path / "before.nq", tmp_path / "after.nq"
    old = release(before, "1", [*party(OLD, "A", "x"), *party(GONE, "C"), *party(KEPT, "D", "y")])
    new = release(after, "2", [*party(OLD, "A", "z"), *party(NEW, "B"), *party(KEPT, "D", "y")])

    told = compare(Changes("test", "2", "1"), before, after, own=(old, new))

    assert [(each.iri, each.label, each.removed) for each in told.added] == [(NEW[1:-1], "B", 0)]
    assert [(each.iri, each.label, each.added) for each in told.removed] == [(GONE[1:-1], "C", 0)]
    assert told.changed == [PartyChange(OLD[1:-1], "A", 1, 1, [VOCABULARY + "addressLine1"])]


def test_the_changes_of_a_release_stay_when_it_is_published_again(tmp_path: Path) -> None:
    out = tmp_path / "site"
    options = Options(out=out, pages=False)
    publish([], options, lambda _step, _done: None)
    first = json.loads((out / "changes.json").read_text())
    assert [(each["since"], each["added"]) for each in first["sources"]] == [("", [])]

    mark = json.loads((out / "release.json").read_text())
    mark["sources"][0]["version"] = "2021-12-09"
    (out / "release.json").write_text(json.dumps(mark))
    lines = (out / "dump/us-ofac-action-2021-12-10.nq").read_text().splitlines(keepends=True)
    kept = [line for line in lines if "ofac-33951" not in line.split(" ", 1)[0]]
    (out / "dump/us-ofac-action-2021-12-09.nq").write_text("".join(kept))
    publish([], options, lambda _step, _done: None)
    second = (out / "changes.json").read_text()
    told = json.loads(second)["sources"][0]
    assert (told["since"], told["version"]) == ("2021-12-09", "2021-12-10")
    assert [each["label"] for each in told["added"]] == ["RAPID ACTION BATTALION"]
    assert (told["removed"], told["changed"]) == ([], [])

    publish([], options, lambda _step, _done: None)
    assert (out / "changes.json").read_text() == second

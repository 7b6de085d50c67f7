"""The keys of a designation file, and what contradicts what, are looked for in the graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.coverage import Coverage, coverage
from kg.model import Party, ProgramStatements, Record, Relation, Statement
from kg.resources import designation_files
from kg.sources.designation_file.reader import SOURCE

Fault = Callable[[Record], Record | None]
TIES = 8
KEYS = 72


def _statements(change: Callable[[Statement], Statement | None]) -> Fault:
    def changed(told: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(item for each in told if (item := change(each)))

    def fault(record: Record) -> Record:
        if isinstance(record, ProgramStatements):
            return replace(record, statements=changed(record.statements))
        if not isinstance(record, Party):
            return record
        found = tuple(replace(d, statements=changed(d.statements)) for d in record.designations)
        return replace(record, designations=found)

    return fault


def _of_relation(change: Callable[[Relation], Relation | None]) -> Fault:
    return lambda record: change(record) if isinstance(record, Relation) else record


def _without(key: str) -> Callable[[Statement], Statement | None]:
    return lambda item: None if item.key == key else item


def _untied(key: str) -> Callable[[Statement], Statement | None]:
    return lambda item: replace(item, contradicts=()) if item.key == key else item


FAULTS: dict[str, tuple[Fault, dict[str, list[str]]]] = {
    "a statement contradicts nothing": (
        _statements(_untied("article-moxing-ground")),
        {"party/designation/statement/contradicts": ["moxing-acts-for-sek"]},
    ),
    "all statements contradict nothing": (
        _statements(lambda item: replace(item, contradicts=())),
        {
            "party/designation/statement/contradicts": [
                "list-sensetime-cmic",
                "moxing-acts-for-sek",
                "jy0526-rab-disappearances",
            ],
            "program/statement/contradicts": ["unscr-2397-repatriation", "warmbier-arrest"],
        },
    ),
    "what is contradicted is gone": (
        _statements(_without("jy0526-rab-killings")),
        {
            "party/designation/statement/contradicts": ["jy0526-rab-killings"],
            "party/designation/statement/key": ["jy0526-rab-killings"],
        },
    ),
    "a relation has no key": (
        _of_relation(
            lambda item: replace(item, key="") if item.key == "moxing-acts-for-sek" else item
        ),
        {
            "party/designation/statement/contradicts": ["moxing-acts-for-sek"],
            "relation/contradicts": ["moxing-acts-for-sek"],
            "relation/key": ["moxing-acts-for-sek"],
        },
    ),
    "a relation is gone": (
        _of_relation(lambda item: None if item.key == "lu-hongman-list" else item),
        {"relation/key": ["lu-hongman-list"]},
    ),
}


def _covered() -> Coverage:
    (found,) = coverage(designation_files())
    return found


def test_every_key_and_contradiction_of_the_shipped_file_is_found() -> None:
    found = {field.path: field for field in _covered().fields if field.path in SOURCE.ties}
    assert set(found) == set(SOURCE.ties)
    assert sum(f.represented for f in found.values() if f.path.endswith("contradicts")) == TIES
    assert sum(f.represented for f in found.values() if f.path.endswith("key")) == KEYS
    assert not any(field.missing for field in found.values())


@pytest.mark.parametrize("name", FAULTS)
def test_a_lost_key_or_contradiction_is_shown_as_missing(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    fault, missing = FAULTS[name]
    faulty = replace(
        SOURCE,
        read=lambda files, ledger: replace(
            (reading := SOURCE.read(files, ledger)),
            records=[kept for record in reading.records if (kept := fault(record))],
        ),
    )
    monkeypatch.setattr("kg.sources.SOURCES", (faulty,))
    found = {
        field.path: [value for _, value in field.examples]
        for field in _covered().fields
        if field.missing and field.path in SOURCE.ties
    }
    assert found == missing

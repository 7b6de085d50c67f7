"""The made-up advanced file of the benchmarks: repeatable, valid input, every part of it read."""

from __future__ import annotations

import io

import pytest

from kg.model import Record
from kg.sources.base import Reading
from kg.sources.ofac.advanced.reader import SOURCE
from tests.sources.ofac.advanced_xml import parties, read, relations

COUNT = 400
generator = pytest.importorskip("benchmarks.advanced_generator")


def made(count: int, seed: int) -> str:
    """A file of so many parties."""
    stream = io.StringIO()
    generator.write(stream, parties=count, seed=seed)
    return stream.getvalue()


def test_the_same_seed_writes_the_same_file_and_another_does_not() -> None:
    assert made(20, 7) == made(20, 7) != made(20, 8)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reading, list[Record]]:
    """A made-up file of a few hundred parties, read."""
    return read(tmp_path_factory.mktemp("made"), made(COUNT, 7))


def test_every_party_of_it_is_read_and_nothing_is_passed_over(
    release: tuple[Reading, list[Record]],
) -> None:
    reading, records = release
    found = parties(records)
    assert len(found) == COUNT
    assert all(party.designations for party in found.values())
    assert len(relations(records)) == COUNT * 7_731 // 17_815
    assert not reading.ledger.warnings
    assert set(reading.ledger.left) <= set(SOURCE.left_out)


def test_its_proportions_are_those_of_the_real_file(release: tuple[Reading, list[Record]]) -> None:
    found = parties(release[1]).values()
    names = sum(len(party.names) for party in found)
    designations = sum(len(party.designations) for party in found)
    assert names / COUNT == pytest.approx(47_473 / 17_815, rel=0.15)
    assert designations / COUNT == pytest.approx(21_223 / 17_815, rel=0.1)

"""The official lists, as their publishers wrote them: published valid, and nothing lost."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.coverage import coverage
from kg.pipeline import publish
from kg.publication import Options, Published

LISTS = Path(os.environ.get("KG_LISTS", "absent"))
COVERED = {"canada": 1, "eu": 3, "ofac-enhanced-xml": 1, "un-xml": 3}
SDN = {"2019-01-15": 7_379, "2021-07-07": 8_976}

pytestmark = pytest.mark.skipif(not LISTS.is_dir(), reason="KG_LISTS names no folder of lists")


def _published(files: Sequence[Path], out: Path) -> Published:
    return publish(files, Options(out=out), lambda _step, _done: None)


@pytest.mark.parametrize("day", SDN)
def test_a_complete_sdn_release_is_published_valid(day: str, tmp_path: Path) -> None:
    files = sorted((LISTS / "ofac-sdn-csv").glob(f"{day}*.csv"))

    published = _published(files, tmp_path / "site")

    assert len(files) == 4
    assert published.tally.parties == SDN[day]
    assert published.validation["violations"] == 0


def _consolidated() -> list[Path]:
    return sorted((LISTS / "ofac-consolidated-xml").glob("*.xml"))


@pytest.mark.parametrize("path", _consolidated(), ids=lambda path: str(path.stem))
def test_a_consolidated_release_is_published_valid(path: Path, tmp_path: Path) -> None:
    published = _published([path], tmp_path / "site")

    (built,) = published.releases
    assert published.tally.parties == built.release.declared_records
    assert published.validation["violations"] == 0


def test_all_consolidated_releases_were_tried() -> None:
    assert len(_consolidated()) == 8


def test_two_releases_of_one_list_are_refused_together(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two releases of one list"):
        _published(_consolidated()[:2], tmp_path / "site")


@pytest.mark.parametrize("folder", [*COVERED])
def test_every_value_of_a_list_is_represented_or_left_by_name(folder: str) -> None:
    counted = 0
    for path in sorted((LISTS / folder).iterdir()):
        if path.suffix in {".xml", ".csv"}:
            (found,) = coverage([path])
            amiss = [each.path for each in found.fields if each.missing or each.unnamed]
            assert amiss == [], path.name
            counted += 1
    assert counted == COVERED[folder]

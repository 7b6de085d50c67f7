"""The table of lists: every file given has a row, an archive and a file that is no list too."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.sources.ofac import flat_files, standard_xml
from tests.sources.ofac.test_agreement import CSV

lists = pytest.importorskip("benchmarks.lists")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four tables side by side, the same in an archive, a note, and an archive of two lists."""
    flat_files.write(tmp_path / "plain", dict(CSV))
    with zipfile.ZipFile(tmp_path / "sdn.zip", "w") as archive:
        for name, text in CSV.items():
            archive.writestr(f"{name.upper()}.CSV", text)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        for name in ("a", "b"):
            archive.writestr(f"{name}.xml", standard_xml.document(*standard_xml.SDN))
    (tmp_path / "note.txt").write_text("no list | at all")
    return tmp_path


def test_every_file_is_of_a_release_or_is_refused_in_a_sentence(folder: Path) -> None:
    found = {files.name.partition("/")[2]: files for files in lists.releases([folder])}
    assert set(found) == {"note.txt", "2021-07-07-add.csv and 2 more", "sdn.zip", "two.zip"}
    assert {name for name, files in found.items() if files.refused} == {"note.txt"}
    assert "not recognised" in found["note.txt"].refused


def test_a_row_says_what_went_in_and_came_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {
        "publish": {
            "parties": 3,
            "designations": 5,
            "validation": {"violations": 1, "warnings": 2_000},
        },
        "coverage": [
            {"occurs": 20, "represented": 12, "left": 6, "missing": 1, "unnamed": 1},
            {"occurs": 10, "represented": 10, "left": 0, "missing": 0, "unnamed": 0},
        ],
    }

    def measured(words: list[str]) -> object:
        assert str(folder / "sdn.zip") in words
        return lists.Measured(told[words[0]], "", 1.25, 0.5, 140)

    monkeypatch.setattr(lists, "measured", measured)
    (files,) = lists.releases([folder / "sdn.zip"])
    row = dict(zip(lists.HEAD, lists.row(files), strict=True))
    assert row.pop("list").endswith("/sdn.zip")
    assert " ".join(f"{name} {cell}" for name, cell in row.items()) == (
        "entries 3 parties 3 designations 5 violations 1 warnings 2,000 seconds 1.2 CPU 0.5 "
        "MB 140 values 30 taken 22 left 6 missed 2"
    )


def test_a_release_that_is_refused_has_a_row_that_says_why(folder: Path) -> None:
    (files,) = lists.releases([folder / "two.zip"])
    row = lists.row(files)
    assert "the same release twice" in row[1]
    assert len(row) == len(lists.HEAD)


def test_a_file_given_by_itself_that_is_no_list_has_a_line_of_the_table(folder: Path) -> None:
    head, _, line = lists.table([folder / "note.txt"])
    assert line.count(" | ") == head.count(" | ")
    assert "note.txt: not recognised" in line

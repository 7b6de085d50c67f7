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


def test_a_row_says_what_went_in_and_came_out_or_why_nothing_did(folder: Path) -> None:
    rows = [lists.row(files) for files in lists.releases([folder / "sdn.zip", folder / "two.zip"])]
    published = dict(zip(lists.HEAD, rows[0], strict=True))
    assert (published["entries"], published["parties"], published["designations"]) == (
        "3",
        "3",
        "5",
    )
    assert (published["violations"], published["missed"]) == ("0", "0")
    assert float(published["CPU"]) > 0
    assert "the same release twice" in rows[1][1]
    assert {len(row) for row in rows} == {len(lists.HEAD)}


def test_a_file_given_by_itself_that_is_no_list_has_a_line_of_the_table(folder: Path) -> None:
    head, _, line = lists.table([folder / "note.txt"])
    assert line.count(" | ") == head.count(" | ")
    assert "note.txt: not recognised" in line

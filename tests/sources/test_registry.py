"""Which file is of which list, told by content, and what may not be read together."""

from __future__ import annotations

import gzip
import lzma
import zipfile
from pathlib import Path

import pytest

from kg.errors import BadInputError, UnknownFormatError
from kg.model import Party
from kg.sources import SOURCES, readings, recognise
from kg.sources.addresses import ADDRESSES
from kg.sources.files import InputFile, input_files
from tests.sources.consolidated_list import LIST
from tests.sources.ofac.flat_files import FILES, write
from tests.sources.ofac.standard_xml import BANK, SDN, SENSETIME, document


def written(path: Path, text: str) -> InputFile:
    """A file with that text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return InputFile(path)


def test_every_source_says_what_it_is_and_where() -> None:
    assert len({source.key for source in SOURCES}) == len(SOURCES)
    for source in SOURCES:
        assert source.title
        assert source.licence
        assert source.page.startswith("https://")
        assert all(address.startswith("https://") for address in source.addresses)
        assert source.addresses == ADDRESSES.get(source.key, ())
        assert all(reason for reason in source.left_out.values())
    assert ADDRESSES.keys() <= {source.key for source in SOURCES}


def test_files_are_told_apart_by_content_whatever_their_names(tmp_path: Path) -> None:
    files = [
        written(tmp_path / "a", document(*SDN)),
        written(tmp_path / "b", LIST),
        *write(tmp_path, dict(FILES)),
        written(tmp_path / "c", document(SENSETIME)),
    ]
    found = recognise(files)
    assert [(source.key, len(group)) for source, group in found] == [
        ("ofac-xml", 1),
        ("un-sc", 1),
        ("ofac-sdn", 4),
        ("ofac-xml", 1),
    ]


def test_files_of_one_name_in_two_folders_are_two_releases(tmp_path: Path) -> None:
    sdn = written(tmp_path / "1" / "list.xml", document(*SDN))
    others = written(tmp_path / "2" / "list.xml", document(SENSETIME))
    assert [reading.release.source for reading in readings([sdn, others])] == [
        "ofac-sdn",
        "ofac-consolidated",
    ]


@pytest.mark.parametrize("packing", ["gz", "xz", "zip"])
def test_a_packed_file_is_read_as_the_plain_one(tmp_path: Path, packing: str) -> None:
    text, path = document(*SDN).encode(), tmp_path / f"list.{packing}"
    if packing == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("folder/sdn.xml", text)
    else:
        path.write_bytes(gzip.compress(text) if packing == "gz" else lzma.compress(text))
    (reading,) = readings(input_files([path]))
    assert sum(isinstance(item, Party) for item in reading.records) == 4
    assert reading.release.files[0].size == path.stat().st_size


def test_an_unknown_file_is_refused_with_the_formats_known(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        recognise([written(tmp_path / "page.html", "<!DOCTYPE html><html>Maintenance</html>")])
    assert str(caught.value).startswith("page.html: ")
    for source in SOURCES:
        assert source.title in str(caught.value)


def test_two_releases_of_one_list_are_refused_naming_both(tmp_path: Path) -> None:
    older = written(tmp_path / "old.xml", document(*SDN, date="01/02/2020"))
    newer = written(tmp_path / "new.xml", document(*SDN))
    with pytest.raises(BadInputError) as caught:
        readings([older, newer])
    assert "old.xml (2020-01-02)" in str(caught.value)
    assert "new.xml (2021-12-10)" in str(caught.value)


def test_the_same_release_twice_is_refused(tmp_path: Path) -> None:
    files = [written(tmp_path / name, document(*SDN)) for name in ("a.xml", "b.xml")]
    with pytest.raises(BadInputError, match="the same release twice"):
        readings(files)
    with pytest.raises(BadInputError, match="given twice"):
        readings([files[0], files[0]])


def test_both_lists_of_one_format_may_be_read_together(tmp_path: Path) -> None:
    sdn = written(tmp_path / "sdn.xml", document(*SDN))
    others = written(tmp_path / "consolidated.xml", document(BANK))
    assert [reading.release.source for reading in readings([sdn, others])] == [
        "ofac-sdn",
        "ofac-consolidated",
    ]


def test_one_list_in_two_formats_may_be_read_together(tmp_path: Path) -> None:
    files = write(tmp_path, dict(FILES), day="2021-12-10-")
    both = readings([*files, written(tmp_path / "sdn.xml", document(*SDN))])
    assert {(item.release.source, item.release.version) for item in both} == {
        ("ofac-sdn", "2021-12-10")
    }


def test_quarantine_reaches_every_ledger(tmp_path: Path) -> None:
    (reading,) = readings([written(tmp_path / "a", document(*SDN))], quarantine=True)
    assert reading.ledger.quarantine

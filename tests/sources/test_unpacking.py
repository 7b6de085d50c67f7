"""Archives as they come: several members, none, damaged, locked, and made to burst."""

from __future__ import annotations

import gzip
import lzma
import os
import zipfile
from pathlib import Path

import pytest

from kg.errors import BadInputError, KgError
from kg.sources import readings, unpacking
from kg.sources.files import InputFile, input_files, text_lines
from tests.sources.ofac.flat_files import FILES
from tests.sources.ofac.standard_xml import SDN, document

TEXT = document(*SDN).encode()


def said_of(path: Path) -> str:
    """The error that comes of reading a file, "" for none."""
    try:
        for reading in readings(input_files([path])):
            list(reading.records)
    except KgError as error:
        return str(error)
    return ""


def archive(path: Path, **members: bytes) -> Path:
    """A zip archive of those members; two underscores stand for a slash, one for a point."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name.replace("__", "/").replace("_", "."), content)
    return path


def test_the_members_of_an_archive_make_one_release(tmp_path: Path) -> None:
    path = tmp_path / "lists.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for table, text in FILES.items():
            opened.writestr(f"{table}.csv", text)
    assert [file.name for file in input_files([path])] == [f"lists.zip:{x}.csv" for x in FILES]
    assert said_of(path) == ""


def test_what_macos_adds_to_an_archive_is_no_member(tmp_path: Path) -> None:
    path = tmp_path / "sdn.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("sdn.xml", TEXT)
        opened.writestr("__MACOSX/._sdn.xml", b"\x00\x05\x16\x07")
    assert said_of(path) == ""


def test_an_archive_with_something_else_in_it_names_that(tmp_path: Path) -> None:
    path = archive(tmp_path / "sdn.zip", sdn_xml=TEXT, read_me=b"Dear reader")
    assert said_of(path).startswith("sdn.zip:read.me: not recognised")


def test_an_archive_without_files_is_a_sentence(tmp_path: Path) -> None:
    assert "without a file" in said_of(archive(tmp_path / "empty.zip"))


def test_a_member_without_a_name_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "nameless.zip"
    info = zipfile.ZipInfo("x")
    info.filename = ""
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr(info, TEXT)
    assert said_of(path).startswith("nameless.zip: is an archive with a file without a name")


def test_a_member_that_is_there_twice_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("sdn.xml", TEXT)
        with pytest.warns(UserWarning, match="Duplicate"):
            opened.writestr("sdn.xml", TEXT)
    assert "given twice" in said_of(path)


def test_an_archive_in_an_archive_is_a_sentence(tmp_path: Path) -> None:
    path = archive(tmp_path / "deep.zip", sdn_gz=gzip.compress(TEXT, mtime=0))
    assert said_of(path).startswith("deep.zip:sdn.gz: not recognised")


@pytest.mark.parametrize("place", [10, 20, -200, -30, -4])
@pytest.mark.parametrize("packing", ["gz", "xz", "zip"])
def test_a_damaged_archive_is_a_sentence_or_whole(tmp_path: Path, packing: str, place: int) -> None:
    path = tmp_path / f"list.{packing}"
    if packing == "zip":
        archive(path, sdn_xml=TEXT)
    else:
        path.write_bytes(gzip.compress(TEXT) if packing == "gz" else lzma.compress(TEXT))
    content = bytearray(path.read_bytes())
    content[place] ^= 0x55
    path.write_bytes(content)
    assert "\n" not in said_of(path)
    path.write_bytes(content[: len(content) // 2])
    assert said_of(path)


def test_a_locked_member_is_a_sentence(tmp_path: Path) -> None:
    path = archive(tmp_path / "locked.zip", sdn_xml=TEXT)
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    path.write_bytes(content)
    assert "encrypted" in said_of(path)


@pytest.mark.parametrize("packing", ["gz", "xz", "zip"])
@pytest.mark.parametrize(
    "start", [TEXT[:-60] + b"<x>", FILES["sdn"].encode() + b'7,"', b'[{"id": "a", "schema": "']
)
def test_a_bomb_is_defused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packing: str, start: bytes
) -> None:
    monkeypatch.setattr(unpacking, "_SMALL", 1 << 20)
    path, bomb = tmp_path / f"bomb.{packing}", start + b" " * (1 << 23)
    if packing == "zip":
        archive(path, sdn_xml=bomb)
    else:
        path.write_bytes(gzip.compress(bomb) if packing == "gz" else lzma.compress(bomb, preset=0))
    assert said_of(path)


def test_a_bomb_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress((b" " * (1 << 20) + b"\n") * 128))
    with pytest.raises(BadInputError, match="unpacks to more than 200 times its size"):
        list(text_lines(InputFile(path), "utf-8"))


def test_a_line_without_end_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    path.write_bytes(b"x" * (1 << 24))
    with pytest.raises(BadInputError, match="line 1 has more than 8 million characters"):
        list(text_lines(InputFile(path), "utf-8"))


def test_a_folder_a_pipe_and_a_closed_file_are_a_sentence_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "closed").write_bytes(TEXT)
    assert "is a folder" in said_of(tmp_path)
    assert "is no file" in said_of(tmp_path / "pipe")
    assert "no such file" in said_of(tmp_path / "closed" / "deeper")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "closed: cannot be read (Permission denied)" in said_of(tmp_path / "closed")

"""Altered files of the Union's and the British lists: an error in one sentence, or records."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.sources import SOURCES, readings
from kg.sources.files import InputFile
from tests.sources import eu_list, test_eu_csv, test_uk_csv, test_uk_ofsi, uk_list

FILES = {
    "eu.xml": eu_list.document(eu_list.plain("<remark>r</remark>")).encode(),
    "eu.csv": test_eu_csv.full().encode(),
    "eu-short.csv": test_eu_csv.resaved(test_eu_csv.short()).encode("cp1252"),
    "uk.xml": uk_list.document(uk_list.PERSON, uk_list.ENTITY, uk_list.SHIP).encode(),
    "uk.csv": test_uk_csv.whole().encode(),
    "ofsi.csv": test_uk_ofsi.whole().encode("cp1252"),
}
INPUTS = int(os.environ.get("KG_FUZZ", "60"))
HOSTILE = st.sampled_from(
    [b"\x00", b"\xff", b"<", b"&", b'"', b";", b",", b"\n", b"\\n", b"(a) ", b"00/00/0000", b"-"]
)


def consume(path: Path, *, quarantine: bool = False) -> None:
    """Read a file to its end."""
    for reading in readings([InputFile(path)], quarantine=quarantine):
        list(reading.records)


def said_of(content: bytes, name: str, *, quarantine: bool) -> str:
    """The error of the program that comes of a file, "" for none; any other error escapes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            consume(path, quarantine=quarantine)
        except KgError as error:
            return str(error)
        return ""


def altered(content: bytes) -> st.SearchStrategy[bytes]:
    """A file with a piece cut out, put in or written twice."""
    places = st.integers(0, len(content))

    def change(start: int, length: int, piece: bytes, times: int) -> bytes:
        return content[:start] + piece * times + content[start + length :]

    pieces = st.one_of(HOSTILE, st.binary(max_size=4), st.just(content[:200]))
    return st.builds(change, places, st.integers(0, 60), pieces, st.integers(0, 3))


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_altered_file_never_ends_in_a_traceback(name: str) -> None:
    @settings(max_examples=INPUTS, deadline=None, database=None)
    @given(altered(FILES[name]), st.booleans())
    def run(content: bytes, quarantine: bool) -> None:  # noqa: FBT001
        assert "\n" not in said_of(content, name, quarantine=quarantine)

    run()


@pytest.mark.parametrize("name", sorted(FILES))
def test_each_file_is_recognised_by_one_source_also_when_packed(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.gz"
    path.write_bytes(gzip.compress(FILES[name], mtime=0))
    file = InputFile(path)
    assert len([source for source in SOURCES if source.recognise(file)]) == 1


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_packed_file_that_is_cut_is_one_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.gz"
    path.write_bytes(gzip.compress(FILES[name] * 1, mtime=0)[:-30])
    with pytest.raises(KgError):
        consume(path)


@pytest.mark.parametrize("name", ["eu.xml", "uk.xml"])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1),
        lambda text: text.replace(b"Acme", b"Ac\x01me").replace(b"Jane", b"Ja\x01ne"),
        lambda text: text.replace(b"DOE", b"D\xffE"),
    ],
    ids=["cut", "doctype", "control character", "broken UTF-8"],
)
def test_hostile_xml_is_one_sentence(
    name: str, spoil: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(spoil(FILES[name]))
    with pytest.raises(KgError) as caught:
        consume(path)
    assert "\n" not in str(caught.value)

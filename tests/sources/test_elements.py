"""Reading XML strictly: nothing passed over, nothing hostile let in, memory bounded."""

from __future__ import annotations

import contextlib
import gzip
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInputError, UnknownFieldError
from kg.sources.base import Ledger
from kg.sources.elements import Cursor, each, records
from kg.sources.files import InputFile

PATHS = ("list", "list/entry")


MEASURE = """
import io, resource, sys
from kg.sources.base import Ledger
from kg.sources.elements import records

class Endless(io.RawIOBase):
    def __init__(self, entries):
        self.entries, self.left, self.buffer = entries, entries, b"<list>"
    def read(self, size=-1):
        while len(self.buffer) < size and self.left >= 0:
            self.left -= 1
            more = b"<entry><name>" + b"x" * 1_000 + b"</name></entry>"
            self.buffer += more if self.left >= 0 else b"</list>"
        out, self.buffer = self.buffer[:size], self.buffer[size:]
        return out
    def seek(self, place, whence=0):
        self.__init__(self.entries)
        return 0

entries = int(sys.argv[1])
found = sum(1 for _ in records(Endless(entries), Ledger(), "list", "list/entry"))
assert found == entries + 1
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def _peak_memory(entries: int) -> int:
    """The peak memory in bytes of a process that reads a list of 1,000-byte entries."""
    command = [sys.executable, "-c", MEASURE, str(entries)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def texts(document: bytes, ledger: Ledger | None = None) -> list[str]:
    """The names of all entries of a small list, each entry closed behind it."""
    used = ledger or Ledger(file="list.xml")
    found = each(
        records(io.BytesIO(document), used, *PATHS), used, lambda entry: entry.text("name")
    )
    return [text for text in found if text]


def test_entries_come_in_order_with_their_text_stripped() -> None:
    document = b"<list><entry><name> A </name></entry><entry><name>B</name></entry></list>"
    assert texts(document) == ["A", "B"]


def test_a_namespace_comments_and_instructions_change_nothing() -> None:
    document = (
        b"<?xml version='1.0'?><!-- a --><l:list xmlns:l='urn:x'><?p q?>"
        b"<l:entry><l:name>A<!-- b --></l:name></l:entry></l:list>"
    )
    assert texts(document) == ["A"]


def test_attributes_of_the_schema_language_are_no_fields() -> None:
    document = (
        b"<list xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a b'>"
        b"<entry xsi:type='t'><name xsi:nil='true'/></entry></list>"
    )
    assert texts(document) == []


@pytest.mark.parametrize(
    ("document", "field", "value"),
    [
        (b"<list a='1'/>", "list/@a", "1"),
        (b"<list><entry b='2'/></list>", "list/entry/@b", "2"),
        (b"<list><entry><name c='3'>x</name></entry></list>", "list/entry/name/@c", "3"),
        (b"<list><entry><extra><deep>4</deep></extra></entry></list>", "list/entry/extra", "4"),
        (b"<list><entry><extra d=''/></entry></list>", "list/entry/extra", ""),
        (b"<list><other>5</other></list>", "list/other", "5"),
        (b"<list><entry/>6</list>", "list/text()", "6"),
        (b"<list>7<entry/></list>", "list/text()", "7"),
        (b"<list><entry/>8<entry/></list>", "list/text()", "8"),
        (b"<list><entry>9<name>x</name></entry></list>", "list/entry/text()", "9"),
        (b"<list><entry><name>x</name>10</entry></list>", "list/entry/text()", "10"),
        (
            b"<list><entry><name>x<deep>11</deep></name></entry></list>",
            "list/entry/name/deep",
            "11",
        ),
    ],
)
def test_whatever_nobody_took_stops_the_reading(document: bytes, field: str, value: str) -> None:
    with pytest.raises(UnknownFieldError) as caught:
        texts(document)
    assert (caught.value.file, caught.value.field, caught.value.value) == ("list.xml", field, value)


def test_a_field_left_out_on_purpose_is_counted() -> None:
    ledger = Ledger(left_out={"list/entry/extra": "a reason"})
    assert texts(b"<list><entry><name>A</name><extra>x</extra></entry></list>", ledger) == ["A"]
    assert ledger.left == {"list/entry/extra": 1}
    assert ledger.taken == {"list/entry/name": 1}


def test_empty_elements_are_no_fields() -> None:
    assert texts(b"<list><entry><name>A</name><extra> <deep/> </extra></entry></list>") == ["A"]


def test_a_field_that_may_stand_once_stands_once() -> None:
    with pytest.raises(BadInputError, match="stands more than once"):
        texts(b"<list><entry><name>A</name><name>B</name></entry></list>")


def test_a_record_with_an_unknown_field_is_set_aside_under_quarantine() -> None:
    ledger = Ledger(file="list.xml", quarantine=True)
    document = (
        b"<list><entry><name>A</name><extra>x</extra></entry><entry><name>B</name></entry></list>"
    )
    assert texts(document, ledger) == ["B"]
    assert [error.field for error in ledger.set_aside] == ["list/entry/extra"]


HOSTILE = {
    "cut off": (b"<list><entry><name>A</name></entry>", "cut off"),
    "cut in a tag": (b"<list><entry><na", "cut off"),
    "another root": (b"<lists/>", "root element is <lists>"),
    "crossed tags": (b"<list><entry></list></entry>", "not well-formed"),
    "broken UTF-8": (b"<list><entry><name>\xff</name></entry></list>", "encoding"),
    "wrong encoding": (
        "<?xml version='1.0' encoding='UTF-8'?><list><entry><name>é</name></entry></list>".encode(
            "cp1252"
        ),
        "encoding",
    ),
    "unknown encoding": (b"<?xml version='1.0' encoding='nonsense'?><list/>", "encoding"),
    "control character": (b"<list><entry><name>\x01</name></entry></list>", "control character"),
    "control reference": (b"<list><entry><name>&#1;</name></entry></list>", "control character"),
    "unknown entity": (b"<list><entry><name>&a;</name></entry></list>", "'a' not defined"),
    "document type": (b"<!DOCTYPE list><list/>", "document type declaration"),
    "late document type": (
        b"<?xml version='1.0'?><!--" + b" x" * 50_000 + b"--><!DOCTYPE list><list/>",
        "document type declaration",
    ),
    "entity bomb": (
        b"<!DOCTYPE list [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><list>&b;</list>",
        "document type declaration",
    ),
    "bomb in an attribute": (
        b"<!DOCTYPE list [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><list x='&b;'/>",
        "document type declaration",
    ),
    "external entity": (
        b"<!DOCTYPE list [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><list>&a;</list>",
        "document type declaration",
    ),
    "bomb in UTF-16": (
        "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE list [<!ENTITY a 'b'>]><list/>".encode(
            "utf-16"
        ),
        "document type declaration",
    ),
    "no XML": (b"number,name\n", "cut off"),
    "nothing but space": (b"  ", "cut off"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_bad_file_is_refused_in_a_sentence_with_its_name(case: str) -> None:
    document, sentence = HOSTILE[case]
    with pytest.raises(BadInputError) as caught:
        texts(document)
    assert str(caught.value).startswith("list.xml: ")
    assert sentence in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252", "iso-8859-1"])
def test_the_stated_encoding_is_read(encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?><list><entry><name>é</name></entry></list>"
    assert texts(text.encode(encoding)) == ["é"]


def test_a_long_cell_is_read_whole_and_one_that_no_list_has_is_refused() -> None:
    long = "x" * 131_072
    assert texts(f"<list><entry><name>{long}</name></entry></list>".encode()) == [long]
    for field in (f"<name>{long}x</name>", f"<name a='{long}x'>y</name>", f"<name>{long * 90}"):
        with pytest.raises(BadInputError):
            texts(f"<list><entry>{field}</entry></list>".encode())


def test_a_cut_archive_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(b"<list>" + b"<entry><name>A</name></entry>" * 50_000 + b"</list>", 1)
    path = tmp_path / "list.xml.gz"
    path.write_bytes(whole[: len(whole) // 2])
    ledger = Ledger(file=path.name)
    with InputFile(path).open() as stream, pytest.raises(BadInputError, match="to its end"):
        list(records(stream, ledger, *PATHS))


def test_memory_does_not_grow_with_the_list() -> None:
    small, large = (_peak_memory(entries) for entries in (1_000, 60_000))
    assert large < small + 8_000_000


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail_otherwise_than_with_its_own_error(noise: bytes) -> None:
    for document in (noise, b"<list>" + noise + b"</list>"):
        with contextlib.suppress(BadInputError):
            texts(document)


@given(st.data())
def test_a_list_cut_anywhere_is_refused(data: st.DataObject) -> None:
    document = "<list><entry><name>Ä</name></entry></list>".encode()
    end = data.draw(st.integers(0, len(document) - 1))
    with pytest.raises(BadInputError):
        texts(document[:end])


def test_an_error_names_record_and_field() -> None:
    (_, entry) = records(io.BytesIO(b"<list><entry/></list>"), Ledger(file="f.xml"), *PATHS)
    assert isinstance(entry, Cursor)
    entry.record = "12"
    assert str(entry.error("is odd", field="name", value="x")) == (
        "f.xml, record 12, field list/entry/name: is odd (value 'x')"
    )


@pytest.mark.parametrize("start", ['list :date="1"', 'list xmlns:x="{http" x:a="1"'])
def test_a_name_that_xml_does_not_allow_is_a_sentence(start: str) -> None:
    text = f"<{start}><entry/></list>".encode()

    with pytest.raises(BadInputError, match="does not allow"):
        list(records(io.BytesIO(text), Ledger(file="a.xml"), "list/entry"))

"""Designation files: what a well-formed one yields, and the sentence for each thing wrong."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from kg.model import Event, Kind, Party, PartyRef, ProgramStatements, Relation
from kg.sources.base import Ledger, Reading
from kg.sources.designation_file.lines import line_of
from kg.sources.designation_file.reader import SOURCE
from kg.sources.files import InputFile
from tests.sources.designation_file.example import GOOD

Read = Callable[[str | bytes], Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(content: str | bytes) -> Reading:
        path = tmp_path / "action.toml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return SOURCE.read([InputFile(path)], Ledger())

    return reading


def test_a_party_has_everything_that_its_table_says(read: Read) -> None:
    anna = next(item for item in read(GOOD).records if isinstance(item, Party))
    assert (anna.ref, anna.kind) == (PartyRef("ofac", "99001"), Kind.PERSON)
    assert anna.names[0].parts == (("family", "EXAMPLE"),)
    assert anna.identifiers[0].scheme == "ofac-uid"
    passport = anna.identifiers[1]
    assert passport.country is not None
    assert passport.country.alpha3 == "MMR"
    assert passport.issued is not None
    assert passport.issued.is_day
    assert [birth.date.edtf for birth in anna.birth_dates] == ["1953-08", "1963-10-01"]
    assert [(item.type, item.value) for item in anna.features] == [
        ("nationality", "Korea, North"),
        ("gender", "Female"),
    ]
    assert anna.addresses[0].lines == ("Room 705",)
    assert anna.same_as == ("http://www.wikidata.org/entity/Q1",)


def test_a_designation_has_everything_that_its_table_says(read: Read) -> None:
    anna = next(item for item in read(GOOD).records if isinstance(item, Party))
    (designation,) = anna.designations
    assert designation.listing == "ofac-sdn"
    assert designation.listed_on == dt.date(2024, 3, 1)
    assert designation.reasons == (("en", "a short reason"),)
    assert designation.linked_to == (PartyRef("local", "example-trading"),)
    assert designation.statements[0].quantity == Decimal("12.5")
    assert designation.statements[1].contradicts == ("notice-count",)


def test_a_listing_date_is_the_first_event(read: Read) -> None:
    anna = next(item for item in read(GOOD).records if isinstance(item, Party))
    (designation,) = anna.designations
    assert [(event.type, event.date) for event in designation.events] == [
        ("added", dt.date(2024, 3, 1)),
        ("amended", dt.date(2024, 4, 1)),
    ]
    own = 'events = [{ type = "added", date = 2024-02-29 }]\nlisted = 2024-03-01\n'
    text = re.sub(r"listed = .*\n", own, re.sub(r"events = .*\n", "", GOOD))
    anna = next(item for item in read(text).records if isinstance(item, Party))
    assert anna.designations[0].events == (
        Event(type="added", date=dt.date(2024, 2, 29), sources=("notice",)),
    )


def test_what_cites_no_source_has_those_around_it(read: Read) -> None:
    records = list(read(GOOD).records)
    anna = records[0]
    assert isinstance(anna, Party)
    assert [name.sources for name in anna.names] == [("notice",), ("article-0123456789ab",)]
    assert anna.identifiers[0].sources == ("notice",)
    assert anna.features[0].sources == ("notice",)
    assert anna.designations[0].sources == ("notice",)
    assert [item.sources for item in anna.designations[0].statements] == [
        ("notice",),
        ("article-0123456789ab",),
    ]
    program = records[-1]
    assert isinstance(program, ProgramStatements)
    assert program.statements[0].sources == ("notice",)


def test_a_relation_keeps_number_share_and_bounds(read: Read) -> None:
    relation = next(item for item in read(GOOD).records if isinstance(item, Relation))
    assert (relation.key, relation.number, relation.share) == ("anna-owns", "123", Decimal("33.3"))
    assert relation.start is not None
    assert relation.end is not None
    assert (relation.start.edtf, relation.end.edtf) == ("2015-01", "2020-04-14")
    assert relation.former is True


def test_the_release_carries_its_documents_and_its_file(read: Read) -> None:
    release = read(GOOD).release
    assert (release.source, release.version) == ("example-action", "2024-03-01")
    assert release.declared_records is None  # unlisted parties are among them
    assert [document.key for document in release.documents] == ["notice", "article-0123456789ab"]
    assert release.files[0].name == "action.toml"


def test_every_field_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "action.toml"
    path.write_text(GOOD, encoding="utf-8")
    ledger = Ledger()
    SOURCE.read([InputFile(path)], ledger)
    assert ledger.taken["party/names/text"] == 3
    assert ledger.taken["party/designation/statement/key"] == 2


def test_a_file_is_known_by_its_tables(tmp_path: Path) -> None:
    for name, content, expected in (
        ("a.toml", GOOD, True),
        ("b.txt", "# a remark\n  [ release ]\n\n[[party]] # one\n", True),
        ("c.toml", "[project]\nname = 'x'\n", False),
        ("d.csv", '1,"[release]","[[party]]"\n', False),
        ("e.toml", "[release]\n", False),
    ):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        assert SOURCE.recognise(InputFile(path)) is expected, name


def test_line_ends_and_a_byte_order_mark_do_not_matter(read: Read) -> None:
    plain = list(read(GOOD).records)
    assert list(read(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()).records) == plain


TRICKY = '''\
# [[party]] in a remark
a = """
[[party]]
b = 1
"""
"quoted key" = 'x = [1]' # = [
[[t]]
c = [ # first
  1,
  { d = "e", f.g = [2, 3] },
  """
""", 4,
]
[[t.u]]
h = 1
[[t.u]]
h = 2
[[t]]
[t.v]
i = { j = '], }' , k = 3 }
'''


def test_the_line_of_everything_is_found() -> None:
    expected = {
        ("a",): 2,
        ("quoted key",): 6,
        ("t", 0, "c"): 8,
        ("t", 0, "c", 0): 9,
        ("t", 0, "c", 1, "d"): 10,
        ("t", 0, "c", 1, "f", "g", 1): 10,
        ("t", 0, "c", 2): 11,
        ("t", 0, "c", 3): 12,
        ("t", 0, "u", 0, "h"): 15,
        ("t", 0, "u", 1, "h"): 17,
        ("t", 1): 18,
        ("t", 1, "v", "i", "k"): 20,
        ("t", 1, "v", "missing"): 19,
    }
    tomllib.loads(TRICKY)
    assert {path: line_of(TRICKY, path) for path in expected} == expected
    assert line_of(TRICKY, ("nothing",)) is None

"""Designation files: what a well-formed one yields, and the sentence for each thing wrong."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInputError
from kg.model import Event, Kind, Party, PartyRef, ProgramStatements, Relation
from kg.sources.base import Ledger, Reading
from kg.sources.designation_file import SOURCE
from kg.sources.designation_lines import line_of
from kg.sources.files import InputFile
from tests.sources import designation_format

GOOD = """\
[release]
key = "example-action"
version = "2024-03-01"
title = "Designations of 1 March 2024"
authority = "us-ofac"
issued = 2024-03-01
parties = 2

[[source]]
key = "notice"
kind = "press-release"
title = "A notice"
issued = "2024-03"

[[source]]
key = "article-0123456789ab"
kind = "article"
title = "An article"
sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

[[party]]
key = "ofac-99001"
kind = "person"
sources = ["notice"]
names = [
  { text = "EXAMPLE, Anna", type = "primary", strength = "strong", family = "EXAMPLE" },
  { text = "Anna Exampel", type = "as-printed", sources = ["article-0123456789ab"] },
]
identifiers = [{ scheme = "passport", value = "X1", country = "Burma", issued = 2020-03-04 }]
nationalities = ["Korea, North"]
births = [{ date = "1953-08" }, { date = 1963-10-01 }]
birth_places = [{ city = "Bogra", country = "Bangladesh" }]
addresses = [{ lines = ["Room 705"], postal_code = "125130", country = "Russia" }]
features = [{ type = "gender", value = "Female" }]
same_as = ["http://www.wikidata.org/entity/Q1"]

[[party.designation]]
authority = "us-ofac"
list = "ofac-sdn"
program = "GLOMAG"
grounds = ["leader-or-official"]
measures = ["blocking"]
listed = 2024-03-01
reason = { en = "a short reason" }
linked_to = ["local-example-trading"]
events = [{ type = "amended", date = 2024-04-01, description = "an address" }]

[[party.designation.statement]]
key = "notice-count"
text = "It did so 12.5 times."
subject = "Anna Example"
quantity = 12.5
unit = "times"
date = "2018/2020"

[[party.designation.statement]]
key = "article-count"
text = "It did so 20 times."
contradicts = ["notice-count"]
sources = ["article-0123456789ab"]

[[party]]
key = "local-example-trading"
kind = "entity"
sources = ["article-0123456789ab"]
names = [{ text = "Example Trading", type = "primary" }]

[[relation]]
key = "anna-owns"
number = "123"
from = "ofac-99001"
to = "local-example-trading"
type = "shareholding"
share = 33.3
since = "2015-01"
until = 2020-04-14
former = true
sources = ["notice"]

[[program]]
authority = "us-ofac"
program = "GLOMAG"
sources = ["notice"]

[[program.statement]]
key = "program-says"
text = "Said of the program."
contradicts = ["anna-owns"]
"""

Read = Callable[[str | bytes], Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(content: str | bytes) -> Reading:
        path = tmp_path / "action.toml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return SOURCE.read([InputFile(path)], Ledger())

    return reading


@pytest.fixture
def refused(read: Read) -> Callable[[str], BadInputError]:
    def refusal(content: str) -> BadInputError:
        with pytest.raises(BadInputError) as caught:
            read(content)
        return caught.value

    return refusal


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
    assert release.declared_records == 2
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


WRONG: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "malformed text": ('kind = "person"', "kind = person", ("action.toml:23", "well-formed TOML")),
    "an unknown field": (
        "grounds = [",
        "ground = [",
        ("action.toml:41", "party ofac-99001", "designation[1].ground", "did you mean 'grounds'"),
    ),
    "a missing field": ('program = "GLOMAG"\ngrounds', "grounds", ("'program' is missing",)),
    "a number for text": (
        'value = "Female"',
        "value = 1",
        ("features[1].value", "must be text in quotes, not a whole number", "'1'"),
    ),
    "text for an array": (
        'grounds = ["leader-or-official"]',
        'grounds = "x"',
        ("grounds", "must be an array, written in square brackets, not text in quotes", "'x'"),
    ),
    "a word that is none of the few": (
        'kind = "entity"',
        'kind = "company"',
        ("party local-example-trading", "person, entity, vessel, aircraft", "'company'"),
    ),
    "an optional word that is none of the few": (
        'strength = "strong"',
        'strength = "medium"',
        ("names[1].strength", "must be one of strong, weak", "'medium'"),
    ),
    "a blank text": ('text = "EXAMPLE, Anna"', 'text = " "', ("names[1].text", "not blank")),
    "a key of another form": (
        'key = "notice"',
        'key = "No Tice"',
        ("treasury-jy0526", "'No Tice'"),
    ),
    "a share above the whole": ("share = 33.3", "share = 133", ("at most 100", "'133'")),
    "a share that is no number": ("share = 33.3", "share = nan", ("share", "at least 0")),
    "a day that does not exist": (
        "= 2024-04-01",
        '= "2024-04-31"',
        ("events[1].date", "whole day"),
    ),
    "a month for a day": ("listed = 2024-03-01", 'listed = "2024-03"', ("listed", "2021-12-10")),
    "a time of day": ("listed = 2024-03-01", "listed = 2024-03-01T10:00:00", ("a time of day",)),
    "a date without a year": (
        'date = "1953-08"',
        'date = "10 December"',
        ("action.toml:31", "births[1].date", "with a year", "'10 December'"),
    ),
    "an impossible date": ('date = "1953-08"', 'date = "1953-13"', ("births[1].date", "1953-13")),
    "an unknown source": (
        'sources = ["article-0123456789ab"] },',
        'sources = ["artikel"] },',
        ("action.toml:27", "names[2].sources[1]", "no [[source]]", "'artikel'"),
    ),
    "an unknown party": (
        'linked_to = ["local-example-trading"]',
        'linked_to = ["ofac-1"]',
        ("designation[1].linked_to[1]", "no [[party]]", "'ofac-1'"),
    ),
    "a relation to nobody": (
        'to = "local-example-trading"',
        'to = "ofac-1"',
        ("relation anna-owns", "field to", "no [[party]]"),
    ),
    "a relation with itself": ('to = "local-example-trading"', 'to = "ofac-99001"', ("itself",)),
    "a contradiction of nothing": (
        '["notice-count"]',
        '["nothing"]',
        ("contradicts[1]", "statement"),
    ),
    "a key used twice": ('"article-count"', '"notice-count"', ("action.toml:57", "used twice")),
    "a key told apart by case alone": (
        'key = "local-example-trading"',
        'key = "ofac-99001"',
        ("party ofac-99001", "used twice"),
    ),
    "two primary names": ('type = "as-printed"', 'type = "primary"', ("exactly one name", "not 2")),
    "no primary name": ('type = "primary" }]', 'type = "aka" }]', ("exactly one name", "not 0")),
    "an article under another key": (
        'key = "notice"\nkind = "press-release"',
        'key = "notice"\nkind = "article"',
        ("source notice", "starts with 'article-'"),
    ),
    "an article whose key is not its hash": (
        'sha256 = "0',
        'sha256 = "1',
        ("'article-112345678", "SHA-256"),
    ),
    "an empty address": ('{ city = "Bogra", country = "Bangladesh" }', "{}", ("without any part",)),
    "an empty feature": (', value = "Female"', "", ("features[1]", "needs a value")),
    "a statement without a source": (
        'program = "GLOMAG"\nsources = ["notice"]',
        'program = "GLOMAG"',
        ("program 1", "must cite"),
    ),
    "another number of parties": ("parties = 2", "parties = 3", ("release", "has 2", "'3'")),
    "a table of the wrong kind": ("[release]", "[[release]]", ("must be a table",)),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_one_sentence_with_its_place(
    case: str, refused: Callable[[str], BadInputError]
) -> None:
    old, new, said = WRONG[case]
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    if case == "a statement without a source":
        text = new.join(GOOD.rsplit(old, 1))
    sentence = str(refused(text))
    assert "\n" not in sentence
    for part in ("action.toml", *said):
        assert part in sentence


def test_the_same_listing_twice_is_refused(refused: Callable[[str], BadInputError]) -> None:
    again = '[[party.designation]]\nauthority = "us-ofac"\nlist = "ofac-sdn"\nprogram = "GLOMAG"\n'
    text = GOOD.replace("[[relation]]", f"{again}{again}\n[[relation]]", 1)
    assert "already has a designation" in str(refused(text))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[release]\n\xff\n[[party]]\n", "not UTF-8"),
        (b"[release]\na = " + b"[" * 9000, "nested too deeply"),
        (b"[release]\na = " + b"9" * 9000, "well-formed TOML"),
        (b"", "'release' is missing"),
        (b"\xfd7zXZ\x00 cut off", "cannot be read"),
        (b"\x1f\x8b\x08 cut off", "cannot be read"),
    ],
)
def test_a_file_that_is_no_such_thing_is_refused(read: Read, content: bytes, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        read(content)


def test_two_files_are_not_one_release(tmp_path: Path) -> None:
    files = [InputFile(tmp_path / "a.toml"), InputFile(tmp_path / "b.toml")]
    with pytest.raises(BadInputError, match="makes one release"):
        SOURCE.read(files, Ledger())


PIECES = (
    *(bytes([byte]) for byte in b"\"'[]{}=,\n\x00\xff"),
    *(b"", b'"""', b"[[party]]\n", b"[]", b"{}", b'"\\u0000"'),
    *(b"1e999", b"-1", b"nan", b"true", b"2024-03-01"),
)


def _outcome(path: Path) -> bool:
    """Whether a file is read, or refused in a sentence that names it."""
    try:
        SOURCE.read([InputFile(path)], Ledger())
    except BadInputError as error:
        return str(error).startswith(path.name) and "Traceback" not in str(error)
    return True


@given(st.data())
def test_no_mutation_of_a_file_ends_in_anything_but_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(GOOD.encode())
    pieces = st.sampled_from(PIECES)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        content[start:end] = data.draw(pieces | st.binary(max_size=6))
    path = tmp_path_factory.mktemp("mutated") / "action.toml"
    path.write_bytes(content)
    assert _outcome(path)


@given(st.data())
def test_no_exchange_of_values_ends_in_anything_but_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    lines = GOOD.splitlines()
    places = [n for n, line in enumerate(lines) if " = " in line and not line.startswith(" ")]
    values = [lines[n].partition(" = ")[2] for n in places if not lines[n].endswith("[")]
    for place in data.draw(st.lists(st.sampled_from(places), max_size=5)):
        if not lines[place].endswith("["):
            field = lines[place].partition(" = ")[0]
            lines[place] = f"{field} = {data.draw(st.sampled_from(values))}"
    path = tmp_path_factory.mktemp("exchanged") / "action.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert _outcome(path)


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


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _errors(text: str) -> Iterator[object]:
    schema = json.loads(designation_format.SCHEMA.read_text(encoding="utf-8"))
    yield from jsonschema.Draft202012Validator(schema).iter_errors(_plain(tomllib.loads(text)))


def test_the_committed_schema_is_that_of_the_structs() -> None:
    committed = designation_format.SCHEMA.read_text(encoding="utf-8")
    assert committed == designation_format.schema(), (
        "the structs changed: run python -m tests.sources.designation_format"
    )


def test_the_schema_accepts_what_the_reader_accepts() -> None:
    assert not list(_errors(GOOD))
    for case in ("an unknown field", "a missing field", "a share above the whole", "a blank text"):
        old, new, _ = WRONG[case]
        assert list(_errors(GOOD.replace(old, new, 1))), case


def test_the_readme_names_every_table_and_field() -> None:
    text = designation_format.README.read_text(encoding="utf-8")
    assert text.endswith(designation_format.reference()), (
        "the structs changed: run python -m tests.sources.designation_format"
    )


def test_the_example_of_the_readme_is_read(read: Read) -> None:
    text = designation_format.README.read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    records = list(read(example).records)
    assert [type(record).__name__ for record in records] == ["Party", "Party", "Relation"]
    assert not list(_errors(example))

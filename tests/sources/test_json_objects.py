"""JSON read an object at a time: every shape a file comes in, and every way it can be broken."""

from __future__ import annotations

import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInputError, UnknownFieldError
from kg.sources.base import Ledger
from kg.sources.json_fields import Fields
from kg.sources.json_objects import Json, objects
from kg.sources.waiting import Waiting

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)
RECORDS = st.lists(st.dictionaries(st.text(max_size=4), VALUES, max_size=4), max_size=5)


def read(data: bytes) -> list[Json]:
    """The objects of a file."""
    return list(objects(io.BytesIO(data), Ledger(file="f")))


@given(RECORDS, st.sampled_from(["lines", "array", "pretty", "wrapped", "beside"]))
def test_every_shape_gives_the_same_objects(found: list[Json], shape: str) -> None:
    text = {
        "lines": "".join(json.dumps(item) + "\n" for item in found),
        "array": json.dumps(found),
        "pretty": json.dumps(found, indent=2, ensure_ascii=False),
        "wrapped": json.dumps({"records": found}),
        "beside": " ".join(json.dumps(item, indent=1) for item in found),
    }[shape]
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    assert read(b"\xef\xbb\xbf" + data) == found


def test_an_object_longer_than_a_chunk_is_one_object() -> None:
    record = {"a": 'quote " and \\ and {', "b": ["x" * 200_000, {"c": "}"}]}
    assert read(json.dumps([record, record], indent=1).encode()) == [record, record]


def test_numbers_with_a_fraction_are_exact() -> None:
    assert read(b'[{"share": 33.10}]') == [{"share": Decimal("33.10")}]


@pytest.mark.parametrize(
    "data",
    [
        b'[{"a": 1}',
        b'[{"a": 1',
        b'[{"a": "1',
        b'[{"a": "\\',
        b'[{"a": 1}, 2]',
        b'[{"a": 1}] more',
        b'{"records": [{"a": 1}]',
        b'{"records": [{"a": 1}], "b": 2}',
        b'{"a": 1}\n2\n',
        b'{"a": 1}\n{"a": 01}\n',
        b'[{"a": "\xff"}]',
        b"<html>",
    ],
)
def test_what_is_cut_or_no_json_is_a_sentence(data: bytes) -> None:
    with pytest.raises(BadInputError, match=r"^f: "):
        read(data)


def test_fields_that_nobody_took_are_accounted_for() -> None:
    ledger = Ledger(file="f", left_out={"r/b/c": "no"})
    fields = Fields({"a": "x", "b": {"c": 1, "d": [None, ""]}, "e": None}, ledger, path="r")
    assert fields.text("a") == "x"
    assert fields.child("b") is not None
    fields.close()
    assert (dict(ledger.taken), dict(ledger.left)) == ({"r/a": 1}, {"r/b/c": 1})
    other = Fields({"z": {"y": 0}}, ledger, path="r", record="7")
    with pytest.raises(UnknownFieldError, match=r"record 7, field r/z"):
        other.close()


@pytest.mark.parametrize(
    ("method", "value"),
    [
        ("text", ["a", "b"]),
        ("text", {"a": 1}),
        ("text", True),
        ("text", "a\x00"),
        ("flag", "yes"),
        ("number", "1"),
        ("number", True),
        ("number", Decimal("1e999")),
        ("child", [{}, {}]),
        ("children", ["a"]),
    ],
)
def test_a_value_of_another_form_is_a_sentence(method: str, value: object) -> None:
    fields = Fields({"name": value}, Ledger(file="f"), path="r", record="7")
    with pytest.raises(BadInputError, match="f, record 7, field r/name: "):
        getattr(fields, method)("name")


def test_what_waits_is_given_out_by_kind_and_key_in_order() -> None:
    waiting = Waiting()
    for number in range(12_000):
        waiting.put("a", str(number % 3), [number, "x"])
    waiting.put("b", "0")
    assert [row[0] for row in waiting.rows("a", "1")[:3]] == [1, 4, 7]
    assert len(waiting.get("a", "2")) == 4_000
    assert (waiting.has("b", "0"), waiting.has("b", "1")) == (True, False)
    waiting.put("b", "é\x00")
    assert list(waiting.keys("b")) == ["0", "é\x00"]
    waiting.close()


@pytest.mark.parametrize("depth", [66, 480, 900, 5_000])
def test_an_object_nested_without_end_is_a_sentence(depth: int) -> None:
    inner = "[" * depth + "]" * depth
    for text in (f'{{"a": {inner}}}', f"[{inner}]", '{"a":' * depth + "1" + "}" * depth):
        with pytest.raises(BadInputError, match=r"nested too deeply|no array or row"):
            read(text.encode())


def test_an_object_nested_as_records_are_is_read() -> None:
    assert read(b'{"a":' * 60 + b"1" + b"}" * 60)


@pytest.mark.parametrize("name", ["records", "relations", "exceptions"])
def test_an_array_within_an_object_is_read(name: str) -> None:
    assert read(json.dumps({name: [{"a": 1}]}).encode()) == [{"a": 1}]

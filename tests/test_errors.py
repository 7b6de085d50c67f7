"""An error is one sentence that says where, what, and the value."""

from __future__ import annotations

import pytest

from kg import errors

ALL = [found for found in vars(errors).values() if isinstance(found, type)]


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        ({}, "no such day"),
        ({"file": "sdn.csv"}, "sdn.csv: no such day"),
        ({"record": "306"}, "record 306: no such day"),
        ({"value": "31 Feb"}, "no such day (value '31 Feb')"),
        ({"value": ""}, "no such day (value '')"),
        (
            {"file": "sdn.csv", "record": "306", "field": "DOB", "value": "a\nb"},
            "sdn.csv, record 306, field DOB: no such day (value 'a\\nb')",
        ),
    ],
    ids=["bare", "file", "record", "value", "empty value", "all"],
)
def test_a_bad_input_says_where_and_what(places: dict[str, str], sentence: str) -> None:
    assert str(errors.BadInputError("no such day", **places)) == sentence


def test_a_bad_input_keeps_its_evidence() -> None:
    error = errors.UnknownFieldError("unknown", file="a", record="b", field="c", value="d")

    assert (error.message, error.file, error.record, error.field, error.value) == (
        "unknown", "a", "b", "c", "d",
    )  # fmt: skip


def test_a_long_value_is_cut() -> None:
    sentence = str(errors.BadInputError("too long", value="x" * 10_000))

    assert len(sentence) < 110
    assert sentence.endswith("x…')")


@pytest.mark.parametrize("kind", ALL)
def test_every_error_is_one_of_the_tree_and_ends_the_command(kind: type[errors.KgError]) -> None:
    assert issubclass(kind, errors.KgError)
    assert kind.exit_code in {1, 2, 3, 4, 5}


@pytest.mark.parametrize("kind", [errors.BadInputError, errors.BadTermError, errors.BadDateError])
def test_what_is_wrong_with_a_value_is_a_value_error(kind: type[errors.KgError]) -> None:
    assert issubclass(kind, ValueError)

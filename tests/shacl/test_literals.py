"""Lexical spaces, order and text of literals, by cases and against Oxigraph."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import terms
from kg.checks.shacl.literals import datatype_of, is_less, is_wellformed, language_of, text_of
from kg.checks.shacl.patterns import matcher
from kg.terms import XSD

GOOD = {
    "boolean": ["true", "0"],
    "integer": ["0", "-007", "+12"],
    "decimal": ["1", ".5", "-2.", "+1.50"],
    "double": ["1", "1e5", "-1.5E-3", "INF", "-INF", "NaN"],
    "date": [
        "2020-02-29",
        "-0044-03-15",
        "0000-01-01",
        "12020-01-01",
        "2020-01-01Z",
        "2020-01-01+14:00",
    ],
    "dateTime": ["2020-01-01T24:00:00", "2020-01-01T23:59:59.999-05:00"],
    "dateTimeStamp": ["2020-01-01T00:00:00Z"],
    "time": ["12:00:00", "00:00:00.0Z"],
    "gYear": ["2020", "-0001"],
    "gYearMonth": ["2020-12"],
    "gMonthDay": ["--02-29", "--12-31"],
    "gMonth": ["--12"],
    "gDay": ["---31"],
    "duration": ["P1Y2M3DT4H5M6.7S", "-P1D", "PT1S"],
    "dayTimeDuration": ["P1DT1H"],
    "yearMonthDuration": ["P1Y1M"],
    "byte": ["-128", "127"],
    "unsignedByte": ["255"],
    "positiveInteger": ["1"],
    "nonPositiveInteger": ["-0"],
    "hexBinary": ["", "0aFF"],
    "base64Binary": ["", "YQ==", "YWJj"],
    "language": ["en", "zh-Hans-cn"],
    "NCName": ["_a.b-1"],
    "token": ["a b"],
    "string": ["any\nthing"],
    "anyURI": ["not checked <>"],
}
BAD = {
    "boolean": ["TRUE", "yes", ""],
    "integer": ["1.0", " 1", "1e3", "", "٣"],
    "decimal": [".", "1e3", "INF", ""],
    "double": ["inf", "1e", "+NaN"],
    "date": [
        "2021-02-29",
        "1900-02-29",
        "2020-13-01",
        "2020-1-1",
        "20-01-01",
        "2020-01-01T00:00:00",
        "2020-01-01+14:30",
        "02020-01-01",
    ],
    "dateTime": ["2020-01-01", "2020-01-01T24:00:01", "2020-02-30T00:00:00", "2020-01-01T00:60:00"],
    "dateTimeStamp": ["2020-01-01T00:00:00"],
    "time": ["25:00:00", "1:00:00"],
    "gYear": ["20"],
    "gMonthDay": ["--02-30", "--04-31"],
    "duration": ["P", "PT", "P1S", "1D"],
    "dayTimeDuration": ["P1Y", "P1DT"],
    "yearMonthDuration": ["P1D"],
    "byte": ["128", "-129", "1.0"],
    "unsignedByte": ["-1", "256"],
    "positiveInteger": ["0"],
    "nonPositiveInteger": ["1"],
    "hexBinary": ["0", "0g"],
    "base64Binary": ["YQ=", "Y", "YR=="],
    "language": ["e1", "toolonglanguage"],
    "NCName": ["1a", "a:b", ""],
    "token": [" a", "a  b"],
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in GOOD.items() for text in texts]
)
def test_text_in_the_lexical_space_is_accepted(name: str, text: str) -> None:
    assert is_wellformed(terms.literal(text, datatype=XSD + name))


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in BAD.items() for text in texts]
)
def test_text_outside_the_lexical_space_is_not(name: str, text: str) -> None:
    assert not is_wellformed(terms.literal(text, datatype=XSD + name))


def test_text_of_a_datatype_that_nobody_knows_is_accepted() -> None:
    assert is_wellformed('"x"^^<http://id.loc.gov/datatypes/edtf/EDTF>')


DAYS = st.dates().map(lambda day: terms.literal(day.isoformat(), datatype=XSD + "date"))
NUMBERS = st.one_of(
    st.integers().map(lambda number: terms.literal(str(number), datatype=XSD + "integer")),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(
        lambda number: terms.literal(f"{number:f}", datatype=XSD + "decimal")
    ),
)
ASKED = st.one_of(
    DAYS,
    st.integers(-10, 10).map(lambda number: terms.literal(str(number), datatype=XSD + "integer")),
    st.floats(-10, 10).map(lambda number: terms.literal(repr(number), datatype=XSD + "double")),
    st.datetimes().map(lambda time: terms.literal(time.isoformat(), datatype=XSD + "dateTime")),
    st.sampled_from(["", "a", "b"]).map(terms.literal),
    st.just('"x"@en'),
)


@given(left=ASKED, right=ASKED)
def test_order_is_that_of_sparql(left: str, right: str) -> None:
    for or_equal, operator in ((False, "<"), (True, "<=")):
        answer = pyoxigraph.Store().query(f"ASK {{ FILTER({left} {operator} {right}) }}")
        assert is_less(left, right, or_equal=or_equal) == bool(answer)


@pytest.mark.parametrize("false", ["false", "0"])
@pytest.mark.parametrize("true", ["true", "1"])
def test_false_is_less_than_true_and_neither_than_a_number(false: str, true: str) -> None:
    low, high = (terms.literal(text, datatype=XSD + "boolean") for text in (false, true))
    assert is_less(low, high, or_equal=False)
    assert is_less(low, low, or_equal=True)
    assert not is_less(low, low, or_equal=False)
    assert not is_less(high, low, or_equal=True)
    assert not is_less(low, terms.literal("5", datatype=XSD + "integer"), or_equal=True)


@given(left=NUMBERS, right=NUMBERS)
def test_exact_numbers_of_any_size_are_compared_exactly(left: str, right: str) -> None:
    assert is_less(left, right, or_equal=False) == (
        Decimal(text_of(left)) < Decimal(text_of(right))
    )


@given(first=st.dates(max_value=date(9998, 1, 1)), later=st.integers(1, 300))
def test_a_day_is_before_a_later_day(first: date, later: int) -> None:
    one, other = (
        terms.literal(day.isoformat(), datatype=XSD + "date")
        for day in (first, first + timedelta(later))
    )
    assert is_less(one, other, or_equal=False)
    assert not is_less(other, one, or_equal=True)


@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"))
)
def test_the_parts_of_a_literal_are_read_off_its_encoding(text: str) -> None:
    assert text_of(terms.literal(text)) == text
    assert datatype_of(terms.literal(text)) == terms.XSD_STRING
    assert language_of(terms.literal(text, language="en-gb")) == "en-gb"
    assert datatype_of(terms.literal(text, datatype=XSD + "date")) == XSD + "date"


@pytest.mark.parametrize(
    ("pattern", "flags", "matching", "other"),
    [
        ("^a$", "", "a", "a\n"),
        ("^a$", "m", "b\na", "ba"),
        ("a.b", "s", "a\nb", "ab"),
        ("a b", "x", "ab", "a b"),
        (r"^\s$", "", "\t", "\u00a0"),
        (r"^[\s]$", "", " ", "\u00a0"),
        (r"^\p{Lu}+$", "", "ÀB", "àB"),
        (r"^[a-z--[aeiou]]$", "", "b", "e"),
        (r"^[0-9X]{4}(-[0-9X]{2})?$", "", "19XX-01", "19XX-"),
        (r"\$", "", "$", "a"),
        ("a", "i", "A", "b"),
    ],
)
def test_a_pattern_matches_as_in_sparql(
    pattern: str, flags: str, matching: str, other: str
) -> None:
    assert matcher(pattern, flags)(matching)
    assert not matcher(pattern, flags)(other)

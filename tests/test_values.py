"""Dates keep their precision, and nothing is guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadDateError
from kg.values import PartialDate, script_of


@pytest.mark.parametrize(
    ("printed", "edtf", "earliest", "latest"),
    [
        ("07 Aug 1969", "1969-08-07", "1969-08-07", "1969-08-07"),
        ("Aug 1953", "1953-08", "1953-08-01", "1953-08-31"),
        ("1950", "1950", "1950-01-01", "1950-12-31"),
        ("circa 1955", "1955~", "1954-01-01", "1956-12-31"),
        ("1950 to 1955", "1950/1955", "1950-01-01", "1955-12-31"),
        ("01 Jan 1955 to 31 Dec 1955", "1955", "1955-01-01", "1955-12-31"),
        ("01 Feb 1956 to 29 Feb 1956", "1956-02", "1956-02-01", "1956-02-29"),
        ("10 Aug 1975 to 10 Aug 1975", "1975-08-10", "1975-08-10", "1975-08-10"),
        ("circa 1950-1955", "1950~/1955~", "1949-01-01", "1956-12-31"),
        ("circa 01 Mar 1960", "1960-03-01~", "1960-02-29", "1960-03-02"),
        ("circa Dec 1960", "1960-12~", "1960-11-01", "1961-01-31"),
        ("1963-10-01", "1963-10-01", "1963-10-01", "1963-10-01"),
        ("1947/1949", "1947/1949", "1947-01-01", "1949-12-31"),
    ],
)
def test_a_printed_date_keeps_its_precision(
    printed: str, edtf: str, earliest: str, latest: str
) -> None:
    date = PartialDate.parse(printed)

    assert date.edtf == edtf
    assert (date.earliest.isoformat(), date.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize(
    "printed",
    [
        "10 December",
        "00/00/1980",
        "1980-00",
        "1980-00-00",
        "1980-01-00",
        "00 Jan 1980",
        "dd/mm/1950",
        "31 Feb 1990",
        "",
        "12 Foo 1990",
        "Mar 1",
        "1955 to",
    ],
)
def test_a_date_without_a_year_or_with_no_such_day_is_refused(printed: str) -> None:
    with pytest.raises(BadDateError):
        PartialDate.parse(printed)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadDateError, match="before it begins"):
        PartialDate.between(PartialDate.of(1960), PartialDate.of(1950))


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_day_reads_back_from_its_edtf_text(day: dt.date) -> None:
    date = PartialDate.of(day.year, day.month, day.day)

    assert PartialDate.parse(date.edtf) == date
    assert date.earliest == date.latest == day


@given(
    st.integers(1000, 9000),
    st.none() | st.integers(1, 12),
    st.sampled_from(["", "circa"]),
    st.integers(0, 30),
)
def test_every_written_date_reads_back(
    year: int, month: int | None, about: str, years: int
) -> None:
    start = PartialDate.of(year, month, approximate=bool(about))
    span = PartialDate.between(start, PartialDate.of(year + years, 12))

    assert PartialDate.parse(start.edtf) == start
    assert PartialDate.parse(span.edtf) == span
    assert start.earliest <= start.latest


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("ZAKIR, Shohrat", "Latn"),
        ("Соин Дмитрий", "Cyrl"),
        ("زاكىر شۆھرەت", "Arab"),
        ("扎克尔 雪克来提", "Hani"),
        ("조선민주", "Hang"),
        ("上海墨星⽂化", "Hani"),
        ("7-28", ""),
        ("Аlexei", ""),
    ],
)
def test_script_is_read_off_the_letters_and_never_guessed(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize("year", [0, -1, 10_000, 10**30])
def test_a_year_beyond_every_calendar_is_an_error_of_the_program(year: int) -> None:
    with pytest.raises(BadDateError, match="is not a date"):
        PartialDate.of(year)

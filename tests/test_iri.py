"""IRIs come from the publisher's own identifiers, and two never meet."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg import terms
from kg.errors import BadTermError
from kg.iri import HOME, Iris, concept, document_of, fragment, slug
from kg.prefixes import Shortener, prefixes


def test_a_party_is_named_by_scheme_and_number() -> None:
    assert Iris().party("ofac", "33951") == terms.iri(f"{HOME}id/party/ofac-33951")
    assert Iris().party("eu", "EU.6272.7") == terms.iri(f"{HOME}id/party/eu-6272-7")


@pytest.mark.parametrize("empty", ["", "   ", "--", "…"])
def test_an_empty_identifier_is_refused(empty: str) -> None:
    with pytest.raises(BadTermError):
        Iris().party("ofac", empty)


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_numbers_of_a_case_sensitive_scheme_never_share_an_iri(one: str, two: str) -> None:
    assume(one.strip() != two.strip())
    minted = []
    for number in (one, two):
        try:
            minted.append(Iris().party("ftm", number))
        except (BadTermError, UnicodeEncodeError):
            return
    assert minted[0] != minted[1]


@given(st.text(min_size=1))
def test_whatever_the_number_the_iri_is_one(number: str) -> None:
    try:
        party = Iris().party("ofac", number)
    except BadTermError:
        return
    assert terms.iri(terms.iri_text(party)) == party


def test_a_part_lives_in_the_document_of_its_party() -> None:
    party = Iris().party("ofac", "1")

    assert document_of(fragment(party, "name", "0a")) == party
    assert document_of(party) == party


@pytest.mark.parametrize("base", ["", "data.example", "ftp://a.example/", "https://a.example/x"])
def test_a_base_that_cannot_start_iris_is_refused(base: str) -> None:
    with pytest.raises(BadTermError):
        Iris(base)


def test_slugs_are_plain() -> None:
    assert slug("CAATSA - RUSSIA") == "caatsa-russia"
    assert concept("ground", "acting-for") == terms.iri(f"{HOME}ground/acting-for")


def test_a_prefixed_name_is_only_used_where_every_syntax_reads_it() -> None:
    shortener = Shortener(prefixes())

    assert shortener.short(f"{HOME}ground/acting-for") == "gr:acting-for"
    assert shortener.short(f"{HOME}ground/a/b") is None
    assert shortener.short(f"{HOME}ground/a.") is None

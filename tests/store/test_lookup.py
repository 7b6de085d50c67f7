"""Look-ups: parties by whatever people have of them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadTermError
from kg.store.lookup import Lookup, name_key
from tests.shipped_site import lookup

PARTY = "https://w3id.org/sanctions-kg/id/party/"


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ("ofac-33952", 33952),
        ("party:ofac-33952", 33952),
        (f"{PARTY}ofac-33952", 33952),
        (f"<{PARTY}ofac-33952>", 33952),
        ("AHMED, Benazir", 33952),
        ("benazir ahmed", 33952),
        ("Benazir Ahmad", 33952),
        ("33952", 33952),
        ("B00002095", 33952),
        ("EU.6256.65", 33936),
        ("리영길", 33936),
        ("上海墨星⽂化传播有限公司", 31042),
        ("上海墨星文化传播有限公司", 31042),
        ("Yo'ng-kil RI", 33936),
        ("Xuekelaiti Zhaker", 34079),
        ("K.M. Azad", 34076),
    ],
)
def test_a_party_is_found_by(wanted: str, number: int) -> None:
    assert lookup().parties(wanted) == [f"<{PARTY}ofac-{number}>"]


@pytest.mark.parametrize(
    "wanted",
    ["", " ", "Otto Warmbier", "ofac-1", "party:", "sx:Person", "ofac-33952#name-1", "a b:c", "{"],
)
def test_nobody_is_found_by(wanted: str) -> None:
    assert lookup().parties(wanted) == []


def test_text_that_no_rdf_can_carry_is_an_error_for_people() -> None:
    with pytest.raises(BadTermError, match="no RDF syntax can carry"):
        lookup().parties("\udcff")


def test_several_parties_of_one_name_are_all_found_by_label() -> None:
    assert _twins().parties("SAME") == ["<urn:x:1>", "<urn:x:2>"]


def test_the_hint_for_a_part_of_a_name_is_every_name_that_holds_it() -> None:
    assert lookup().similar("Hezheng") == ["LU, Hezheng", "Lu Hezheng"]


def test_the_hint_for_a_slip_of_the_pen_is_what_is_spelt_much_alike() -> None:
    assert "ZAKIR, Shohrat" in lookup().similar("Shorat Zakir")


def test_there_is_no_hint_for_a_name_unlike_all() -> None:
    assert lookup().similar("Qwertz Uiop") == []


def test_a_label_is_a_title_or_the_end_of_an_iri_where_there_is_no_label() -> None:
    source = "<https://w3id.org/sanctions-kg/source/unscr-2397>"

    assert lookup().label(source) == "United Nations Security Council Resolution 2397 (2017)"
    assert lookup().label("<https://example.org/things/a#b>") == "a#b"
    assert lookup().label('"text"@en') == "text"


def test_foreign_blank_nodes_are_followed() -> None:
    store = ox.Store()
    store.load(b"<urn:a> <urn:p> [ <urn:q> 'inside' ] .", ox.RdfFormat.TURTLE)
    found = Lookup(store)

    (node,) = found.objects("<urn:a>", "<urn:p>")

    assert found.texts(node, "<urn:q>") == ["inside"]
    assert found.subjects("<urn:p>", node) == ["<urn:a>"]
    assert found.texts("<urn:a>", "<urn:p>") == []
    assert found.objects('"a literal"', "<urn:p>") == []


@given(st.text(max_size=40))
def test_the_key_of_a_name_does_not_change_when_taken_again(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(st.lists(st.text(st.characters(categories=["Ll", "Lu"]), min_size=1), max_size=4))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    assert name_key(" ".join(words)) == name_key(", ".join(reversed(words)))


def _twins() -> Lookup:
    store = ox.Store()
    text = """
        PREFIX sx: <https://w3id.org/sanctions-kg/ns#>
        PREFIX xl: <http://www.w3.org/2008/05/skos-xl#>
        <urn:x:2> a sx:Person ; sx:name <urn:n:2> . <urn:n:2> xl:literalForm "Same" .
        <urn:x:1> a sx:Person ; sx:name <urn:n:1> . <urn:n:1> xl:literalForm "SÁME" .
    """
    store.load(text.encode(), ox.RdfFormat.TURTLE)
    return Lookup(store)

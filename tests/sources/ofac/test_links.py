"""``Linked To: NAME``: a name stands for one party or stays words."""

from __future__ import annotations

import pytest

from kg.model import PartyRef
from kg.sources.base import Ledger
from kg.sources.ofac.links import AMBIGUOUS, UNRESOLVED, NameIndex


@pytest.fixture
def index() -> NameIndex:
    """Four parties, one of which bears the primary name of another as an alias."""
    found = NameIndex()
    for number, name, is_primary in (
        ("1", "ALPHA BROTHERS.", True),
        ("2", "BETA", True),
        ("3", "GAMMA", True),
        ("3", "BETA", False),
        ("3", "DELTA  TRADING", False),
        ("4", "GAMMA", True),
        ("4", "EPSILON", False),
        ("3", "EPSILON", False),
    ):
        found.add(number, name, is_primary=is_primary)
    return found


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("ALPHA BROTHERS", {"1"}),
        ("ALPHA BROTHERS.", {"1"}),
        ("Beta.", {"2"}),
        ("DELTA TRADING", {"3"}),
        ("GAMMA", {"3", "4"}),
        ("EPSILON", {"3", "4"}),
        ("ZETA", set()),
    ],
)
def test_a_name_is_looked_up_with_and_without_its_full_stop(
    index: NameIndex, name: str, numbers: set[str]
) -> None:
    assert index.find(name) == numbers


def test_links_become_relations_once_each_and_the_rest_warnings(index: NameIndex) -> None:
    ledger = Ledger()
    names = ["BETA", "BETA.", "GAMMA", "ZETA", "ZETA"]
    links, relations = index.resolve("9", names, ledger, path="remarks")
    assert links.parties == (PartyRef("ofac", "2"),)
    assert links.names == ("GAMMA", "ZETA")
    assert [(item.origin.number, item.target.number, item.type) for item in relations] == [
        ("9", "2", "linked-to")
    ]
    assert ledger.warnings == {AMBIGUOUS: 1, UNRESOLVED: 2}


def test_a_party_is_not_linked_to_itself(index: NameIndex) -> None:
    links, relations = index.resolve("4", ["GAMMA"], Ledger(), path="remarks")
    assert (links.parties, relations[0].target) == ((PartyRef("ofac", "3"),), PartyRef("ofac", "3"))

"""Beneficial ownership statements: parties, interests, shares, and those who go unnamed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInputError, UnknownFieldError, UnknownFormatError
from kg.iri import Iris
from kg.model import Kind, PartyRef
from kg.sources.bods import reader as bods
from kg.sources.bods import relations as bods_relations
from kg.sources.bods.reader import SOURCE
from kg.sources.files import InputFile
from kg.vocab import SX
from tests.sources.ownership_statements import (
    ENTITY,
    EVERYTHING,
    OTHER,
    OWNS,
    PERSON,
    Statement,
    document,
    relationship,
    statement,
)
from tests.sources.reading import Read, altered, read_files, read_text, reads_or_refuses


@pytest.fixture
def found(tmp_path: Path) -> Read:
    """A small file, read."""
    return read_text(SOURCE, tmp_path, document(*EVERYTHING))


def test_named_people_and_entities_are_parties_and_others_are_not(found: Read) -> None:
    assert {number: party.kind for number, party in found.parties.items()} == {
        "P1": Kind.PERSON,
        "E1": Kind.ENTITY,
        "E2": Kind.ENTITY,
    }
    assert found.ledger.warnings[bods.NOT_A_PARTY] == 1
    assert found.reading.release.version == "2020-03-05"
    assert not any(party.designations for party in found.parties.values())


def test_a_person_keeps_names_birth_and_numbers(found: Read) -> None:
    person = found.parties["P1"]
    assert [(name.text, name.type) for name in person.names] == [
        ("Jennifer Smith", "primary"),
        ("Jenny Smith", "aka"),
        ("Jennifer Jones", "fka"),
        ("Ив Смит", "aka"),
    ]
    assert person.birth_dates[0].date.edtf == "1978-07"
    numbers = {(item.scheme, item.value) for item in person.identifiers}
    assert {("tax-id", "7700225VH"), ("Club", "9")} <= numbers
    assert [place.note for place in person.addresses] == ["service", "residence"]
    assert person.birth_places[0].lines == ("Leeds",)
    said = {item.type for item in person.features}
    assert {"nationality", "tax residency", "death", "political exposure"} <= said


def test_who_says_it_stands_with_the_party(found: Read) -> None:
    said = [item.value for item in found.parties["P1"].features if item.type == "statement source"]
    assert said == [
        "statement: P1-2020-03-04",
        "stated: 2020-03-04",
        "published by: Register",
        "source type: officialRegister",
        "the register",
        "retrieved: 2020-03-05",
        "https://example.org/r",
        "asserted by: ACME, https://example.org/a",
        (
            "annotation: commenting; annotation: /; annotation: A note.; "
            "annotation: https://example.org/n"
        ),
    ]


def test_an_entity_keeps_register_numbers_and_securities(found: Read) -> None:
    numbers = {(item.scheme, item.value) for item in found.parties["E1"].identifiers}
    assert {
        ("uk-company-number", "2063384560"),
        ("lei", "213800BJPX8V9HVY1Y11"),
        ("equity-ticker", "PFT"),
        ("isin", "GB0001"),
    } <= numbers
    (place,) = [i.country for i in found.parties["E1"].features if i.type == "registration-country"]
    assert place is not None
    assert (place.name, place.alpha3) == ("Delaware (US-DE)", "USA")


def test_each_interest_is_a_relation_from_the_interested_party(found: Read) -> None:
    first, second = (item for item in found.relations if item.number.startswith("R1"))
    assert (first.origin, first.target) == (PartyRef("bods", "P1"), PartyRef("bods", "E1"))
    assert (first.type, first.share, first.directness) == (
        "shareholding",
        Decimal("60.5"),
        "direct",
    )
    assert first.description == "A shares; beneficial ownership or control"
    assert (second.type, second.number) == ("boardMember", "R1-1")


def test_a_bounded_share_keeps_its_bounds_and_their_words(found: Read) -> None:
    (relation,) = [item for item in found.relations if item.number == "R2"]
    assert (relation.share_above, relation.share_max) == (Decimal(25), Decimal(50))
    assert (relation.share, relation.share_min, relation.share_below) == (None, None, None)
    assert relation.share_text == "more than 25 %, at most 50 %"
    assert relation.directness == "indirect"
    assert relation.end is not None


@pytest.mark.parametrize(
    ("share", "controls"),
    [
        ({"exclusiveMinimum": 50, "maximum": 75}, True),
        ({"minimum": 50, "maximum": 75}, False),
        ({"exclusiveMinimum": 49.9, "exclusiveMaximum": 75}, False),
        ({"minimum": 50.1}, True),
        ({"minimum": 75, "maximum": 75}, True),
        ({"exclusiveMaximum": 75}, False),
    ],
)
def test_more_than_half_is_a_majority_and_half_is_none(
    tmp_path: Path, share: dict[str, float], *, controls: bool
) -> None:
    owns = relationship("R9", "P1", {"type": "shareholding", "share": share})
    read = read_text(SOURCE, tmp_path, document(PERSON, ENTITY, owns))
    said = [predicate for _, predicate, _ in read.statements()]
    assert (SX.reportedControls in said) is controls


def test_control_follows_from_a_current_majority_alone(found: Read) -> None:
    iris = Iris()
    said = [item for item in found.statements() if item[1].endswith("#reportedControls>")]
    assert said == [(iris.party("bods", "P1"), said[0][1], iris.party("bods", "E1"))]


def test_a_relation_to_somebody_unnamed_is_kept_as_words(found: Read) -> None:
    words = [item.value for item in found.parties["E1"].features if "words" in item.type]
    assert words == [
        (
            "interested party: P2; subject: E1; trustee; statement: R3-2020-03-04; "
            "stated: 2020-03-04; published by: Register; P2: personType: anonymousPerson; "
            "reason: interestedPartyExemptFromDisclosure; statement: P2-2020-03-04; "
            "stated: 2020-03-04; published by: Register"
        ),
        (
            "interested party: unspecified (subjectExemptFromDisclosure, Listed); subject: E1; "
            "unknownInterest; statement: R4-2020-03-04; stated: 2020-03-04; published by: Register"
        ),
    ]
    assert found.ledger.warnings[bods.LOST_END] == 2


def test_the_last_statement_of_a_record_counts(tmp_path: Path) -> None:
    later = relationship(
        "R1", "P1", {"type": "shareholding"}, statementDate="2021-01-01", recordStatus="closed"
    )
    read = read_text(SOURCE, tmp_path, document(PERSON, ENTITY, later, OWNS))
    (relation,) = read.relations
    assert relation.former is True
    assert relation.share is None
    assert read.ledger.warnings[bods.SUPERSEDED] == 1


def test_a_relation_of_a_party_to_itself_is_no_relation(tmp_path: Path) -> None:
    read = read_text(SOURCE, tmp_path, document(ENTITY, relationship("R9", "E1")))
    assert not read.relations
    assert read.ledger.warnings[bods_relations.ONE_END] >= 1


def broken() -> Iterator[Statement]:
    """Statements with one thing wrong each."""
    yield {**PERSON, "recordId": "", "statementId": "x"}
    yield {**PERSON, "recordId": "P9", "recordType": "ghost", "statementId": "x"}
    yield {**PERSON, "recordId": "P9", "recordStatus": "odd", "statementId": "x"}
    yield statement("person", "P9", {"personType": "knownPerson", "names": []})
    yield statement("person", "P9", {"personType": "knownPerson", "names": "x"})
    yield relationship("R9", "P1", {"type": "shareholding", "share": {"exact": 130}})
    yield relationship("R9", "P1", {"type": "shareholding", "share": {"exact": "all"}})
    yield relationship("R9", "P1", {"type": "shareholding", "share": {"minimum": 9, "maximum": 2}})
    for low, high in (("exclusiveMinimum", "maximum"), ("minimum", "exclusiveMaximum")):
        yield relationship("R9", "P1", {"type": "shareholding", "share": {low: 25, high: 25}})
    yield relationship("R9", "P1", {"type": "shareholding", "share": {"exclusiveMinimum": 100}})
    yield relationship("R9", "P1", {"type": "shareholding", "share": {"exclusiveMaximum": 0}})
    yield relationship("R9", "P1", {"type": "shareholding", "startDate": "soon"})
    yield relationship("R9", "P1", {"type": "shareholding", "directOrIndirect": "maybe"})
    yield {**OTHER, "publicationDetails": {"bodsVersion": "0.2"}}


@pytest.mark.parametrize("wrong", list(broken()))
def test_a_broken_statement_is_refused_or_set_aside(tmp_path: Path, wrong: Statement) -> None:
    text = document(PERSON, ENTITY, wrong)
    with pytest.raises(BadInputError):
        read_text(SOURCE, tmp_path, text)
    read = read_text(SOURCE, tmp_path, text, quarantine=True)
    assert set(read.parties) == {"P1", "E1"}
    assert len(read.ledger.set_aside) == 1


def test_the_same_statement_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="twice"):
        read_text(SOURCE, tmp_path, document(ENTITY, ENTITY))


@pytest.mark.parametrize(
    "place", ["statement", "details", "name", "interest", "share", "address", "source"]
)
def test_an_unknown_field_stops_the_reading(tmp_path: Path, place: str) -> None:
    odd = {"mood": "x"}
    wrong = {
        "statement": {**ENTITY, **odd},
        "details": statement("entity", "E9", {"entityType": {"type": "state"}, "name": "A", **odd}),
        "name": statement(
            "person", "P9", {"personType": "knownPerson", "names": [{"fullName": "A", **odd}]}
        ),
        "interest": relationship("R9", "P1", {"type": "shareholding", **odd}),
        "share": relationship("R9", "P1", {"type": "shareholding", "share": odd}),
        "address": statement(
            "entity",
            "E9",
            {"entityType": {"type": "state"}, "name": "A", "addresses": [{"address": "B", **odd}]},
        ),
        "source": {**ENTITY, "source": odd},
    }[place]
    statements = [PERSON, wrong] if wrong["recordId"] == "E1" else [PERSON, ENTITY, wrong]
    with pytest.raises(UnknownFieldError, match="mood"):
        read_text(SOURCE, tmp_path, document(*statements))


def test_statements_of_an_older_version_are_refused_by_name(tmp_path: Path) -> None:
    old = json.dumps([{"statementID": "1", "statementType": "personStatement"}])
    with pytest.raises(UnknownFormatError, match=r"before 0\.4"):
        read_text(SOURCE, tmp_path, old)


@pytest.mark.parametrize("data", [document(PERSON, ENTITY)[:-9], document(PERSON) + "x"])
def test_a_file_that_is_cut_or_altered_is_a_sentence(tmp_path: Path, data: str) -> None:
    with pytest.raises(BadInputError, match="cut off or altered"):
        read_text(SOURCE, tmp_path, data)


def test_a_name_of_a_megabyte_is_a_sentence(tmp_path: Path) -> None:
    long = statement("entity", "E9", {"entityType": {"type": "state"}, "name": "x" * 1_000_000})
    with pytest.raises(BadInputError, match=r"record E9, .*more than 131,072 characters"):
        read_text(SOURCE, tmp_path, document(PERSON, long))


@given(st.data())
def test_altered_files_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = document(*EVERYTHING).encode()
    reads_or_refuses(SOURCE, tmp_path_factory.getbasetemp(), data.draw(altered(whole)))


@pytest.mark.skipif("KG_LISTS" not in os.environ, reason="KG_LISTS names no folder of real lists")
def test_every_named_record_of_the_real_files_is_a_party() -> None:
    for path in sorted((Path(os.environ["KG_LISTS"]) / "bods").rglob("*.json")):
        values = json.loads(path.read_text(encoding="utf-8"))
        named = {
            item["recordId"]
            for item in values
            if item["recordType"] == "entity"
            or item["recordDetails"].get("personType") == "knownPerson"
        }
        read = read_files(SOURCE, [InputFile(path)])
        assert set(read.parties) == named

"""OFAC's delta files: changes as events of the designations they concern."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import BadInputError, KgError, UnknownFieldError, UnknownFormatError
from kg.model import Event, Party, Record, Relation
from kg.sources import readings
from kg.sources.base import Reading
from kg.sources.files import InputFile
from kg.sources.ofac.enhanced.delta_reader import RELATIONSHIP, SOURCE
from tests.sources.ofac.enhanced_xml import (
    COMPANY,
    DELTA_NAMESPACE,
    PERSON,
    SHIP,
    delta,
    document,
    entity,
    feature,
    id_document,
    name,
    parties,
)
from tests.sources.ofac.enhanced_xml import read as read_file

PUBLISHED = dt.date(2026, 1, 16)
NAME = name("1", "ACME LTD.")
TAG = '<sanctionsProgram refId="1" id="1">SDGT</sanctionsProgram>'


def read(
    folder: Path, text: str | bytes, *, quarantine: bool = False
) -> tuple[Reading, list[Record]]:
    """Write a delta file and read it."""
    return read_file(folder, text, source=SOURCE, name_="delta.xml", quarantine=quarantine)


def changed(folder: Path, made: str) -> Party:
    """The party of a file with one changed entity."""
    (party,) = parties(read(folder, delta(made))[1]).values()
    return party


def company(marks: str = "", content: str = "", general: str = "", names: str = NAME) -> str:
    """An entity under one program."""
    return entity("7", "Entity", ("SDGT",), names, marks=marks, content=content, general=general)


def test_a_publication_is_a_release_of_its_own(tmp_path: Path) -> None:
    found = read(tmp_path, delta(PERSON))[0].release
    assert (found.source, found.version, found.issued) == (
        "ofac-changes-2026-01-16",
        "2026-01-16",
        PUBLISHED,
    )
    assert "Standard Action" in found.title


def test_publications_of_one_day_are_told_apart_and_stand_beside_a_list(tmp_path: Path) -> None:
    texts = {
        "a.xml": delta(company(' action="add"'), day="2026-01-16T10:01:44.740051"),
        "b.xml": delta(company(' action="add"'), day="2026-01-16T15:00:00-05:00"),
        "c.xml": document(SHIP),
    }
    for file, text in texts.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    found = readings(InputFile(tmp_path / file) for file in texts)
    assert [reading.release.source for reading in found] == [
        "ofac-changes-2026-01-16-10-01-44",
        "ofac-changes-2026-01-16-15-00-00",
        "ofac-sdn",
    ]


def test_an_added_party_is_read_whole_and_added_on_the_day(tmp_path: Path) -> None:
    made = PERSON.replace('<entity id="34019"', '<entity id="34019" action="add"')
    reading, records = read(tmp_path, delta(made))
    person = parties(records)["34019"]
    assert person.names[0].text == "HEZHENG, Lu"
    assert len(person.birth_dates) == 2
    for designation in person.designations:
        assert designation.status == "active"
        assert designation.listed_on == dt.date(2021, 12, 10)
        assert designation.events == (Event(type="added", date=PUBLISHED),)
        assert designation.linked_to_names == ("HONGMAN LTD.",)
    assert reading.ledger.warnings == {RELATIONSHIP: 1}


def test_a_relationship_between_two_added_parties_is_one(tmp_path: Path) -> None:
    first, second = (
        text.replace("<entity ", '<entity action="add" ', 1) for text in (PERSON, COMPANY)
    )
    reading, records = read(tmp_path, delta(first, second))
    (relation,) = [record for record in records if isinstance(record, Relation)]
    assert (relation.origin.number, relation.target.number) == ("34019", "34024")
    assert (relation.type, relation.number) == ("acting-for", "11797")
    person = parties(records)["34019"]
    assert not {name for told in person.designations for name in told.linked_to_names}
    assert RELATIONSHIP not in reading.ledger.warnings


def test_a_removed_party_is_delisted_on_the_day(tmp_path: Path) -> None:
    (found,) = changed(tmp_path, company(' action="remove"')).designations
    assert (found.status, found.delisted_on) == ("removed", PUBLISHED)
    assert found.listed_on == dt.date(2021, 12, 10)
    assert [event.type for event in found.events] == ["added", "removed"]


@pytest.mark.parametrize("marks", ["", ' action="change"', ' action="modify"'])
def test_a_changed_field_is_an_event_with_its_old_value(tmp_path: Path, marks: str) -> None:
    general = '<remarks action="update" oldValue="old wording">new wording</remarks>'
    party = changed(tmp_path, company(marks, general=general))
    (found,) = party.designations
    assert (found.status, found.delisted_on) == ("active", None)
    assert found.events[-1] == Event(
        type="amended",
        date=PUBLISHED,
        description='generalInfo/remarks changed from "old wording" to "new wording"',
    )
    assert [feature.value for feature in party.features] == ["new wording"]


def test_added_and_removed_claims_are_events_and_what_is_gone_is_no_claim(tmp_path: Path) -> None:
    names = (
        NAME
        + name("2", "AKME", type_="A.K.A.", marks=' action="add"')
        + name("3", "OLD NAME", type_="F.K.A.", marks=' action="remove"')
    )
    content = (
        "<features>"
        + feature("4", "Website", "www.example.org", marks=' action="remove"')
        + "</features><identityDocuments>"
        + id_document("5", "Passport", "X1", "Iran").replace('id="5"', 'id="5" action="add"')
        + "</identityDocuments>"
    )
    reading, records = read(tmp_path, delta(company(content=content, names=names)))
    (party,) = parties(records).values()
    assert [item.text for item in party.names] == ["ACME LTD.", "AKME"]
    assert not party.features
    assert [item.value for item in party.identifiers] == ["7", "X1"]
    assert [event.description for event in party.designations[0].events[1:]] == [
        "names/name 2 added: AKME",
        "names/name 3 removed: OLD NAME",
        "features/feature 4 removed: Website, www.example.org",
        "identityDocuments/identityDocument 5 added: Passport, X1, Iran",
    ]
    assert set(reading.ledger.left) <= set(SOURCE.left_out)
    assert reading.ledger.taken["sanctionsData/entities/entity/names/name/@action"] == 2


def test_a_change_deep_inside_a_claim_names_its_place(tmp_path: Path) -> None:
    content = "<features>" + feature("4", "Website", "www.example.org") + "</features>"
    content = content.replace("<value>", '<value action="update" oldValue="www.example.com">')
    (found,) = changed(tmp_path, company(content=content)).designations
    assert found.events[-1].description == (
        'features/feature 4, value changed from "www.example.com" to "www.example.org"'
    )


def test_a_program_put_to_a_party_begins_its_designation(tmp_path: Path) -> None:
    more = '<sanctionsProgram refId="1" id="2" action="add">IFSR</sanctionsProgram>'
    first, second = changed(tmp_path, company().replace(TAG, TAG + more)).designations
    assert [event.type for event in first.events] == ["added"]
    assert (second.program, second.status) == ("IFSR", "active")
    assert second.events[-1].type == "program-added"


def test_a_program_taken_from_a_party_ends_its_designation(tmp_path: Path) -> None:
    gone = '<sanctionsProgram refId="1" id="2" action="remove">IFSR</sanctionsProgram>'
    first, second = changed(tmp_path, company().replace(TAG, TAG + gone)).designations
    assert (first.program, first.status) == ("SDGT", "active")
    assert (second.program, second.status, second.delisted_on) == ("IFSR", "removed", PUBLISHED)
    assert second.events[-1].type == "program-removed"


def test_a_list_taken_from_a_party_ends_its_designations(tmp_path: Path) -> None:
    more = (
        '<sanctionsList refId="2" id="9" action="remove" datePublished="2019-01-01">'
        "FSE List</sanctionsList>"
    )
    made = company().replace("</sanctionsLists>", f"{more}</sanctionsLists>")
    first, second = changed(tmp_path, made).designations
    assert (first.listing, first.status) == ("ofac-sdn", "active")
    assert (second.listing, second.status, second.delisted_on) == (
        "ofac-fse",
        "removed",
        PUBLISHED,
    )


def test_an_entity_that_names_no_list_leaves_it_to_its_program(tmp_path: Path) -> None:
    start, end = "<sanctionsLists>", "</sanctionsLists>"
    made = company(' action="add"')
    made = made[: made.index(start)] + made[made.index(end) + len(end) :]
    (found,) = changed(tmp_path, made).designations
    assert (found.listing, found.non_sdn, found.listed_on) == ("", False, PUBLISHED)


@pytest.mark.parametrize(
    ("start", "end", "lacking"),
    [
        ("<names>", "</names>", "name"),
        ("<entityType", "</entityType>", "kind"),
        ("<sanctionsPrograms>", "</sanctionsPrograms>", "program"),
    ],
)
def test_an_addition_that_does_not_say_of_whom_is_set_aside(
    tmp_path: Path, start: str, end: str, lacking: str
) -> None:
    made = company(' action="add"')
    made = made[: made.index(start)] + made[made.index(end) + len(end) :]
    with pytest.raises(BadInputError, match=f"does not give the party's {lacking}"):
        read(tmp_path, delta(made))
    reading, records = read(tmp_path, delta(made, COMPANY), quarantine=True)
    assert [error.record for error in reading.ledger.set_aside] == ["7"]
    assert set(parties(records)) == {"34024"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (DELTA_NAMESPACE, "https://example.org/DeltaFile/9", "namespace not known"),
        ("<datePublished>2026", "<datePublished>soon 2026", "the date of its publication"),
        ("<publicationInfo>", "<mood>good</mood><publicationInfo>", "unknown field"),
        ('action="add"', 'action="paint"', "neither add, remove nor change"),
        ('<entity id="34024"', '<entity id="7"', "the same entity twice"),
    ],
)
def test_a_file_gone_wrong_is_a_clear_error(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = delta(company(' action="add"'), COMPANY)
    assert old in text
    with pytest.raises(BadInputError, match=message):
        read(tmp_path, text.replace(old, new))


def test_errors_are_of_the_tree(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError):
        read(tmp_path, delta(company()).replace(DELTA_NAMESPACE, "DeltaFile"))
    with pytest.raises(UnknownFieldError):
        read(tmp_path, delta(company(' mood="good"')))
    with pytest.raises(BadInputError, match="cut off"):
        read(tmp_path, delta(company())[:-40])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), faults=st.integers(1, 6))
def test_a_damaged_file_gives_records_or_an_error_of_ours(
    tmp_path: Path, seed: int, faults: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    general = '<remarks action="update" oldValue="old">new</remarks>'
    data = bytearray(delta(company(general=general), PERSON, SHIP).encode())
    marks = (b' action="remove"', b' action="add"', b' oldValue="x"')
    for _ in range(faults):
        place = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(1, 40)]
            case 2:
                other = chance.randrange(len(data))
                data[place:place] = data[other : other + chance.randrange(1, 200)]
            case _:
                end = data.find(b">", place)
                data[end:end] = chance.choice(marks)
    for quarantine in (False, True):
        with contextlib.suppress(KgError):
            read(tmp_path, bytes(data), quarantine=quarantine)

"""OFAC's advanced XML gone wrong: a clear error or a record set aside, never a traceback."""

from __future__ import annotations

import contextlib
import gzip
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import BadInputError, KgError, UnknownFieldError, UnknownFormatError
from kg.model import Record, Relation
from kg.sources.ofac.advanced.party import NO_NAME, NOT_ITS_ENTRY
from tests.sources.ofac.advanced_elements import (
    entry,
    relationship,
)
from tests.sources.ofac.advanced_xml import (
    COMPANY,
    DOCUMENTS,
    ENTRIES,
    LOCATIONS,
    PERSON,
    RELATIONS,
    SHIP,
    document,
    parties,
    read,
    relations,
)

TWICE = {
    "locations": (document(locations=(*LOCATIONS, LOCATIONS[0])), "the same location twice"),
    "documents": (document(documents=(*DOCUMENTS, DOCUMENTS[0])), "the same document twice"),
    "profiles": (document(parties=(PERSON, COMPANY, SHIP, SHIP)), "the same profile twice"),
    "entries": (document(entries=(*ENTRIES, ENTRIES[0])), "the same entry twice"),
    "relations": (document(relations=RELATIONS * 2), "the same relationship twice"),
}


def test_a_namespace_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match="namespace not known"):
        read(tmp_path, document(namespace="https://example.org/sanctions"))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.97])
def test_a_cut_file_is_refused(tmp_path: Path, share: float) -> None:
    text = document()
    with pytest.raises(BadInputError, match="cut off"):
        read(tmp_path, text[: int(len(text) * share)])


def test_a_cut_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="fetch the file again"):
        read(tmp_path, gzip.compress(document().encode())[:-200])


@pytest.mark.parametrize("mark", ['DeltaAction="delete"', 'EntryDeltaFlag="DeletedEntry"'])
def test_a_list_of_changes_is_refused(tmp_path: Path, mark: str) -> None:
    text = document().replace("<SanctionsEntry ", f"<SanctionsEntry {mark} ", 1)
    with pytest.raises(BadInputError, match="no whole list"):
        read(tmp_path, text)


@pytest.mark.parametrize("where", TWICE)
def test_a_number_that_stands_twice_is_refused(tmp_path: Path, where: str) -> None:
    text, message = TWICE[where]
    with pytest.raises(BadInputError, match=message):
        read(tmp_path, text)
    reading, records = read(tmp_path, text, quarantine=True)
    assert [message in str(error) for error in reading.ledger.set_aside] == [True]
    assert len(parties(records)) == 3


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('FeatureTypeID="1"', 'FeatureTypeID="999"', "@FeatureTypeID"),
        ('ReliabilityID="1"', 'ReliabilityID="999"', "@ReliabilityID"),
        ('ScriptID="1"', 'ScriptID="999"', "@ScriptID"),
        ('AliasTypeID="1"', 'AliasTypeID="999"', "@AliasTypeID"),
        ('ListID="1"', 'ListID="999"', "@ListID"),
        ('RelationTypeID="2"', 'RelationTypeID="999"', "@RelationTypeID"),
        ('IDRegDocTypeID="1"', 'IDRegDocTypeID="999"', "@IDRegDocTypeID"),
        ('LocPartTypeID="5"', 'LocPartTypeID="999"', "@LocPartTypeID"),
        ('DetailReferenceID="1"', 'DetailReferenceID="999"', "@DetailReferenceID"),
        ('VersionLocation LocationID="21"', 'VersionLocation LocationID="999"', "@LocationID"),
        ('NamePartGroupID="1"', 'NamePartGroupID="999"', "@NamePartGroupID"),
        (' ProfileID="34019"', ' ProfileID="no"', "@ProfileID"),
        ('Primary="true" LowQ', 'Primary="perhaps" LowQ', "@Primary"),
        ("<Month>12</Month><Day>10</Day></Date></EntryEvent>", "</Date></EntryEvent>", "Date"),
        ('PartySubTypeID="4"', 'PartySubTypeID="5"', "@PartySubTypeID"),
    ],
)
def test_a_number_or_value_that_means_nothing_names_its_field(
    tmp_path: Path, old: str, new: str, field: str
) -> None:
    text = document()
    assert old in text
    with pytest.raises(BadInputError) as caught:
        read(tmp_path, text.replace(old, new))
    assert field in (caught.value.field or "")
    assert caught.value.file == "advanced.xml"
    reading, records = read(tmp_path, text.replace(old, new), quarantine=True)
    assert reading.ledger.set_aside
    assert all(isinstance(record, Record) for record in records)


def test_a_release_needs_its_date_of_issue(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="date of issue"):
        read(tmp_path, document().replace("<Year>2021</Year>", "", 1))
    start, end = "<DateOfIssue", "</DateOfIssue>"
    text = document()
    without = text[: text.index(start)] + text[text.index(end) + len(end) :]
    with pytest.raises(BadInputError, match="date of issue"):
        read(tmp_path, without)


def test_an_entry_of_an_unknown_profile_is_refused(tmp_path: Path) -> None:
    text = document(entries=(*ENTRIES, entry("5", "55555", ("SDGT",))))
    with pytest.raises(BadInputError, match="an entry of a profile"):
        read(tmp_path, text)
    reading, records = read(tmp_path, text, quarantine=True)
    assert [error.record for error in reading.ledger.set_aside] == ["5"]
    assert len(parties(records)) == 3


def test_a_profile_without_an_entry_is_refused_with_its_relations(tmp_path: Path) -> None:
    text = document(entries=ENTRIES[1:])
    with pytest.raises(BadInputError, match="without a sanctions entry"):
        read(tmp_path, text)
    reading, records = read(tmp_path, text, quarantine=True)
    assert set(parties(records)) == {"34024", "28263"}
    assert not relations(records)
    assert {error.record for error in reading.ledger.set_aside} >= {"34019", "11797"}


def test_a_relationship_with_no_end_in_the_file_or_with_oneself_is_refused(tmp_path: Path) -> None:
    for ends in (("1", "2"), ("34024", "34024")):
        made = relationship("9", ends, "Rowing with", "34024")
        with pytest.raises(BadInputError, match="not two parties"):
            read(tmp_path, document(relations=(made,)))
        reading, records = read(tmp_path, document(relations=(made,)), quarantine=True)
        assert [error.record for error in reading.ledger.set_aside] == ["9"]
        assert not [record for record in records if isinstance(record, Relation)]


def test_a_document_of_nobody_is_refused(tmp_path: Path) -> None:
    text = document().replace('IdentityID="928263"', 'IdentityID="1"')
    with pytest.raises(BadInputError, match="a document of an identity"):
        read(tmp_path, text)
    reading, _ = read(tmp_path, text, quarantine=True)
    assert [error.record for error in reading.ledger.set_aside] == ["61"]


def test_a_name_that_a_document_bears_and_nobody_has_is_a_warning(tmp_path: Path) -> None:
    text = document().replace('DocumentedNameID="282630"', 'DocumentedNameID="1"')
    assert read(tmp_path, text)[0].ledger.warnings == {NO_NAME: 1}


def test_a_reference_to_the_entry_of_another_is_a_warning(tmp_path: Path) -> None:
    wrong = '<SanctionsEntryReference SanctionsEntryID="28263"/></Profile>'
    text = document(parties=(PERSON, COMPANY.replace("</Profile>", wrong), SHIP))
    assert read(tmp_path, text)[0].ledger.warnings == {NOT_ITS_ENTRY: 1}


def test_a_link_of_an_unknown_entry_is_refused(tmp_path: Path) -> None:
    link = (
        '<SanctionsEntryLink ID="5" EntryA-SanctionsEntryID="34024" EntryB-SanctionsEntryID="1" '
        'EntryLinkTypeID="1"><Date CalendarTypeID="1"><Year>2020</Year><Month>1</Month><Day>2'
        "</Day></Date></SanctionsEntryLink>"
    )
    with pytest.raises(BadInputError, match="a link of an entry"):
        read(tmp_path, document(links=(link,)))


@pytest.mark.parametrize(
    ("after", "planted"),
    [
        ("<Profile ", 'Mood="good" '),
        ("</Identity>", "<Mood>good</Mood>"),
        ("<SanctionsEntry ", 'Mood="good" '),
        ("<ProfileRelationship ", 'Mood="good" '),
        ("<Location ", 'Mood="good" '),
        ("<IDRegDocument ", 'Mood="good" '),
        ("<ReferenceValueSets>", "<MoodValues><Mood>good</Mood></MoodValues>"),
        ("</SanctionsEntries>", "<Moods><Mood>good</Mood></Moods>"),
    ],
)
def test_an_unknown_field_stops_the_build(tmp_path: Path, after: str, planted: str) -> None:
    with pytest.raises(UnknownFieldError):
        read(tmp_path, document().replace(after, after + planted, 1))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), faults=st.integers(1, 6))
def test_a_damaged_file_gives_records_or_an_error_of_ours(
    tmp_path: Path, seed: int, faults: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    data = bytearray(document().encode())
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
                data[place : place + 1] = b"999"
    for quarantine in (False, True):
        with contextlib.suppress(KgError):
            read(tmp_path, bytes(data), quarantine=quarantine)

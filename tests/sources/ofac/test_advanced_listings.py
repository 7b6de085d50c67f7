"""OFAC's advanced XML: sanctions entries as designations, and relationships."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.model import Event, Feature, Party, Record
from kg.sources.base import Reading
from kg.sources.ofac.advanced.party import OTHER_END_MISSING
from kg.values import PartialDate
from tests.sources.ofac.advanced_elements import (
    entry,
    period,
    point,
    relationship,
)
from tests.sources.ofac.advanced_xml import (
    COMPANY,
    ENTRIES,
    document,
    parties,
    read,
    relations,
)


@pytest.fixture
def release(tmp_path: Path) -> tuple[Reading, list[Record]]:
    """The small list, read."""
    return read(tmp_path, document())


@pytest.fixture
def person(release: tuple[Reading, list[Record]]) -> Party:
    """Its one person."""
    return parties(release[1])["34019"]


def one_entry(folder: Path, *entries: str, links: tuple[str, ...] = ()) -> Party:
    """The company of a file with these entries."""
    text = document(parties=(COMPANY,), documents=(), relations=(), entries=entries, links=links)
    return parties(read(folder, text)[1])["34024"]


def test_a_designation_for_each_list_and_program(person: Party) -> None:
    assert [(item.listing, item.program, item.number) for item in person.designations] == [
        ("ofac-sdn", "DPRK3", "34019"),
        ("ofac-sdn", "GLOMAG", "34019"),
    ]
    first = person.designations[0]
    assert first.measures == ("Block",)
    assert first.extra_measures == ("secondary-risk",)
    assert first.listed_on == dt.date(2020, 1, 5)
    assert first.events == (
        Event(
            type="added",
            number="340190",
            date=dt.date(2021, 12, 10),
            instrument="Executive Order 13722 (North Korea)",
        ),
        Event(
            type="added",
            number="340191",
            date=dt.date(2020, 1, 5),
            instrument="Executive Order 13818 (Global Magnitsky)",
        ),
    )


def test_a_legal_basis_is_asserted_only_where_it_is_certain(
    release: tuple[Reading, list[Record]], person: Party
) -> None:
    alone = parties(release[1])["34024"].designations[0]
    assert alone.legal_basis == ("Executive Order 13722 (North Korea)",)
    assert {item.program: item.legal_basis for item in person.designations} == {
        "DPRK3": (),
        "GLOMAG": ("Executive Order 13818 (Global Magnitsky)",),
    }


def test_an_unknown_legal_basis_is_none(tmp_path: Path) -> None:
    found = one_entry(tmp_path, entry("1", "34024", ("SDGT",))).designations[0]
    assert (found.legal_basis, found.events[0].instrument) == ((), "")


def test_the_gathering_list_gives_its_events_to_the_list_itself(tmp_path: Path) -> None:
    day = (("2014-10-10", "Unknown"),)
    found = one_entry(
        tmp_path,
        entry("7", "34024", ("SYRIA", "FSE-SY"), listing="Consolidated List", events=day),
        entry("1", "34024", ("SYRIA", "FSE-SY")),
        entry("4", "34024", ("FSE-SY",), listing="FSE List", measures=("Reject",)),
    ).designations
    assert [(item.listing, item.program, item.non_sdn) for item in found] == [
        ("ofac-sdn", "SYRIA", False),
        ("ofac-sdn", "FSE-SY", False),
        ("ofac-fse", "FSE-SY", True),
        ("", "SYRIA", True),
    ]
    assert found[2].measures == ("Reject",)
    assert found[2].events[1] == Event(
        type="added",
        number="70",
        date=dt.date(2014, 10, 10),
        description="Consolidated List, entry 7",
    )
    assert len(found[1].events) == 1


def test_what_an_entry_says_beside_is_kept(tmp_path: Path) -> None:
    supporting = (
        '<SupportingInfo ID="9" SupInfoTypeID="1"><Text>for arms deals</Text>'
        "<DirectURL>https://example.org</DirectURL></SupportingInfo>"
        '<ProfileRelationshipReference ProfileRelationshipID="1"/>'
    )
    made = entry(
        "1",
        "34024",
        ("SDGT",),
        before="<Comment>see order</Comment><LimitationsToListing>oil only</LimitationsToListing>",
        more=supporting,
    ).replace("<SanctionsEntry ", '<SanctionsEntry EntryProfileRef="P-1" ')
    found = one_entry(tmp_path, made).designations[0]
    assert (found.note, found.provision) == ("see order; profile reference P-1", "oil only")
    assert [(item.key, item.text, item.note) for item in found.statements] == [
        ("supporting-information-9", "for arms deals", "Press release; https://example.org")
    ]


def test_a_dated_measure_is_an_event(tmp_path: Path) -> None:
    fixed = '<DatePeriod CalendarTypeID="1" YearFixed="true" MonthFixed="true" DayFixed="true"/>'
    begins = period(("2022-02-26", "2022-02-26"), ("", ""))
    made = entry("1", "34024", ("SDGT",)).replace(fixed, begins, 1)
    found = one_entry(tmp_path, made).designations[0]
    assert found.events[-1] == Event(
        type="effective", number="10", date=dt.date(2022, 2, 26), description="Block; 2022-02-26"
    )


def test_a_delisting_ends_the_designation(tmp_path: Path) -> None:
    made = entry(
        "1", "34024", ("SDGT",), events=(("2020-01-02", "Unknown"), ("2021-03-04", "Unknown"))
    )
    made = made.replace('ID="11" EntryEventTypeID="1"', 'ID="11" EntryEventTypeID="2"')
    found = one_entry(tmp_path, made).designations[0]
    assert (found.status, found.listed_on, found.delisted_on) == (
        "removed",
        dt.date(2020, 1, 2),
        dt.date(2021, 3, 4),
    )


def test_a_link_of_entries_is_an_event_of_both(tmp_path: Path) -> None:
    link = (
        '<SanctionsEntryLink ID="5" EntryA-SanctionsEntryID="1" EntryB-SanctionsEntryID="2" '
        f'EntryLinkTypeID="1"><Comment>merged</Comment><Date CalendarTypeID="1">'
        f"{point('2020-05-06')}</Date></SanctionsEntryLink>"
    )
    entries = (entry("1", "34024", ("SDGT",)), entry("2", "34024", ("SDGT",), listing="FSE List"))
    found = one_entry(tmp_path, *entries, links=(link,)).designations
    assert [item.events[-1] for item in found] == [
        Event(
            type="Supersedes",
            number="5",
            date=dt.date(2020, 5, 6),
            description=f"entry {other}; merged",
        )
        for other in ("2", "1")
    ]


def test_a_relation_runs_from_the_acting_side(release: tuple[Reading, list[Record]]) -> None:
    (found,) = relations(release[1])
    assert (found.origin.number, found.target.number) == ("34019", "34024")
    assert (found.type, found.number, found.former) == ("acting-for", "11797", False)
    assert found.asserted_by == "34019"


def test_ownership_is_turned_round_and_keeps_all_that_is_said_of_it(tmp_path: Path) -> None:
    made = relationship(
        "1",
        ("34024", "34019"),
        "Owned or Controlled By",
        "34024",
        quality="High",
        former=True,
        more=period(("2001-01-01", "2001-12-31"), ("2005-06-07", "2005-06-07")),
    ).replace("<Comment/>", "<Comment>through a trust</Comment>")
    reading, records = read(tmp_path, document(relations=(made,)))
    (found,) = relations(records)
    assert (found.origin.number, found.target.number) == ("34019", "34024")
    assert found.type == "owned-or-controlled"
    assert found.qualifiers == ("high-confidence",)
    assert (found.former, found.note) == (True, "through a trust")
    assert (found.start, found.end) == (PartialDate.of(2001), PartialDate.of(2005, 6, 7))
    (listed,) = parties(records)["34024"].designations
    assert [party.number for party in listed.linked_to] == ["34019"]
    assert not reading.ledger.warnings


def test_an_unknown_kind_of_relation_and_quality_keep_their_words(tmp_path: Path) -> None:
    made = relationship(
        "1", ("34024", "34019"), "Rowing with", "34024", quality="on OFAC's SDN list:"
    )
    (found,) = relations(read(tmp_path, document(relations=(made,)))[1])
    assert (found.type, found.origin.number) == ("Rowing with", "34024")
    assert (found.qualifiers, found.note) == ((), "on OFAC's SDN list:")


def test_a_relation_is_asserted_by_the_entry_whose_designation_is_written(tmp_path: Path) -> None:
    entries = (
        *ENTRIES,
        entry("7", "34024", ("DPRK3",), listing="Consolidated List"),
        entry("4", "34024", ("DPRK3",), listing="FSE List"),
    )
    made = relationship("1", ("34024", "34019"), "Rowing with", "7")
    records = read(tmp_path, document(relations=(made,), entries=entries))[1]
    assert relations(records)[0].asserted_by == "4"
    listed = {item.number: item.linked_to for item in parties(records)["34024"].designations}
    assert [party.number for party in listed["4"]] == ["34019"]


def test_a_relation_to_a_party_elsewhere_is_kept_as_words(tmp_path: Path) -> None:
    made = relationship("1", ("34024", "99999"), "Rowing with", "34024")
    reading, records = read(tmp_path, document(relations=(made,)))
    assert reading.ledger.warnings == {OTHER_END_MISSING: 1}
    assert not relations(records)
    assert (
        Feature(
            type="relation, in words",
            value="34024 Rowing with 99999",
            number="1",
            note="entry 34024",
        )
        in parties(records)["34024"].features
    )

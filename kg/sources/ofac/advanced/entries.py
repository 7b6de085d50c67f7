"""Sanctions entries, their links and the relationships of OFAC's advanced XML.

They stand behind the parties they are about, so they are read first and kept in few words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.errors import BadInputError
from kg.model import Event, Statement
from kg.sources.base import Ledger
from kg.sources.elements import Cursor
from kg.sources.ofac.advanced.references import References
from kg.sources.ofac.advanced.values import day, flag, joined, number, period
from kg.sources.ofac.listings import Basis, Entry, home
from kg.sources.ofac.relations import Stated

WITHOUT_DATES = "of a measure without dates"

_PROGRAM = "Program"
EVENTS: Mapping[str, str] = {
    "Amended": "amended",
    "Created": "added",
    "Delisted": "removed",
    "Listed": "added",
    "Removed": "removed",
}


@dataclass
class Index:
    """Entries by the number of their profile, and relationships in the file's order."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    profiles: dict[str, str] = field(default_factory=dict)
    relationships: dict[str, Stated] = field(default_factory=dict)

    def add_entry(self, cursor: Cursor, references: References) -> None:
        """Take a ``SanctionsEntry``; raises BadInputError for a number met before."""
        profile, found = _entry(cursor, references)
        is_new = found.number not in self.profiles
        cursor.insist(is_new, "the same entry twice", field="@ID", value=found.number)
        self.profiles[found.number] = profile
        self.entries.setdefault(profile, []).append(found)

    def add_relationship(self, cursor: Cursor, references: References) -> None:
        """Take a ``ProfileRelationship``; raises BadInputError for a number met before."""
        found = _relationship(cursor, references)
        is_new = found.number not in self.relationships
        cursor.insist(is_new, "the same relationship twice", field="@ID", value=found.number)
        self.relationships[found.number] = found

    def add_link(self, cursor: Cursor, references: References) -> None:
        """Take a ``SanctionsEntryLink`` as an event of both entries it joins."""
        own = cursor.record = number(cursor, "ID")
        ends = [number(cursor, f"Entry{side}-SanctionsEntryID") for side in ("A", "B")]
        for end in ends:
            message = "a link of an entry that the file does not have; fetch the file again"
            cursor.insist(end in self.profiles, message, value=end)
        word = references.word(cursor, "EntryLinkTypeID", "EntryLinkType")
        date, comment = day(_needed(cursor, "Date"), references), cursor.text("Comment")
        for end, other in (ends, reversed(ends)):
            said = joined(f"entry {other}", comment)
            event = Event(type=word, number=own, date=date, description=said)
            found = self.entries[self.profiles[end]]
            for place, entry in enumerate(found):
                if entry.number == end:
                    found[place] = replace(entry, events=(*entry.events, event))

    def home(self, entry: str) -> str:
        """The number of the entry on whose designations this entry's content stands."""
        return home(entry, self.entries.get(self.profiles.get(entry, ""), ()))

    def checked(self, parties: Iterable[str], ledger: Ledger, path: str) -> None:
        """Refuse entries of profiles that the file does not have, and forget them."""
        known = set(parties)
        for profile in sorted(set(self.entries) - known):
            for entry in self.entries.pop(profile):
                message = "an entry of a profile that the file does not have; fetch the file again"
                ledger.refuse(
                    BadInputError(
                        message,
                        file=ledger.file,
                        record=entry.number,
                        field=f"{path}/@ProfileID",
                        value=profile,
                    )
                )


def _entry(cursor: Cursor, references: References) -> tuple[str, Entry]:
    own = cursor.record = number(cursor, "ID")
    profile = number(cursor, "ProfileID")
    measures = [_measure(item, references) for item in cursor.children("SanctionsMeasure")]
    tags = [text for word, text, _ in measures if word == _PROGRAM and text]
    cursor.insist(tags, "an entry without a program", field="SanctionsMeasure")
    words = [word for word, _, _ in measures if word != _PROGRAM]
    said = [f"{word}: {text}" for word, text, _ in measures if word != _PROGRAM and text]
    bases, events = _happened(cursor, references)
    days = [event.date for event in events if event.date and event.type == "added"]
    reference = cursor.attribute("EntryProfileRef")
    return profile, Entry(
        number=own,
        listing=references.word(cursor, "ListID", "List"),
        tags=tuple(dict.fromkeys(tags)),
        measures=tuple(dict.fromkeys(words)),
        bases=bases,
        events=(*events, *(event for _, _, more in measures for event in more)),
        listed_on=min(days, default=None),
        note=joined(cursor.text("Comment"), *said, reference and f"profile reference {reference}"),
        provision=cursor.text("LimitationsToListing"),
        statements=tuple(_supporting(cursor, references)),
    )


def _happened(
    cursor: Cursor, references: References
) -> tuple[tuple[Basis, ...], tuple[Event, ...]]:
    bases: list[Basis] = []
    events = []
    for item in cursor.children("EntryEvent"):
        basis = references.basis(item)
        if basis and basis not in bases:
            bases.append(basis)
        word = references.word(item, "EntryEventTypeID", "EntryEventType")
        events.append(
            Event(
                type=EVENTS.get(word, word),
                number=number(item, "ID"),
                date=day(_needed(item, "Date"), references),
                description=item.text("Comment"),
                instrument=basis.word if basis else "",
            )
        )
    return tuple(bases), tuple(events)


def _measure(cursor: Cursor, references: References) -> tuple[str, str, list[Event]]:
    """Word and comment of a measure, and an event where it is dated."""
    word = references.word(cursor, "SanctionsTypeID", "SanctionsType")
    comment = cursor.text("Comment")
    when = period(cursor.child("DatePeriod"), references)
    if not when.date and not when.note:
        number(cursor, "ID", left=WITHOUT_DATES)
        return word, comment, []
    own = number(cursor, "ID")
    begins = when.start.earliest if when.start and when.start.is_day else None
    text = joined(
        f"{word}{': ' if comment else ''}{comment}", when.date.edtf if when.date else "", when.note
    )
    return word, comment, [Event(type="effective", number=own, date=begins, description=text)]


def _supporting(cursor: Cursor, references: References) -> Iterator[Statement]:
    for item in cursor.children("SupportingInfo"):
        own = number(item, "ID")
        word = references.word(item, "SupInfoTypeID", "SupInfoType")
        text, url = item.text("Text"), item.text("DirectURL")
        if text or url:
            key = f"supporting-information-{own}"
            yield Statement(key=key, number=own, text=text or url, note=joined(word, text and url))


def _relationship(cursor: Cursor, references: References) -> Stated:
    own = cursor.record = number(cursor, "ID")
    when = period(cursor.child("DatePeriod"), references)
    return Stated(
        number=own,
        from_party=number(cursor, "From-ProfileID"),
        to_party=number(cursor, "To-ProfileID"),
        word=references.word(cursor, "RelationTypeID", "RelationType"),
        quality=references.word(cursor, "RelationQualityID", "RelationQuality"),
        former=flag(cursor, "Former"),
        start=when.start,
        end=when.end,
        note=joined(cursor.text("Comment"), when.note),
        entry=cursor.attribute("SanctionsEntryID"),
    )


def _needed(cursor: Cursor, name: str) -> Cursor:
    found = cursor.child(name)
    if found is None:
        message = f"there is no {name}; fetch the file again"
        raise cursor.error(message)
    return found

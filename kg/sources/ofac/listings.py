"""Designations of the OFAC formats that name lists and give dates, legal bases and measures.

OFAC states these for an entry, that is for a party on a list, and an entry carries all the
program tags of its party. So each list and tag make a designation, with these rules: the
date of listing is the earliest on which the party came onto the list, whichever program it
was then under; measures are those of the whole entry; a legal basis is put on a designation
when the entry has but one program or the file ties the basis to that program. All bases
stand on the events, or in the note where a format dates none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Designation, Event, Feature, Statement
from kg.sources.ofac import database as ofac

SDN = "SDN List"
CONSOLIDATED = "Consolidated List"
_LISTS: Mapping[str, str] = {
    SDN: ofac.SDN_LIST,
    CONSOLIDATED: "",
    "CAPTA List": "ofac-capta",
    "FSE List": "ofac-fse",
    "Non-SDN CMIC List": "ofac-ns-cmic",
    "Non-SDN Menu-Based Sanctions List": "ofac-ns-mbs",
    "Non-SDN Palestinian Legislative Council List": "ofac-ns-plc",
    "Sectoral Sanctions Identifications List": "ofac-ssi",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis in OFAC's words, and the tag the file ties it to ("" if to none)."""

    word: str
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A party's entry on one list, all of it in OFAC's words."""

    number: str
    listing: str
    tags: tuple[str, ...]
    measures: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()
    events: tuple[Event, ...] = ()
    listed_on: dt.date | None = None
    note: str = ""
    provision: str = ""
    statements: tuple[Statement, ...] = ()


def list_name(word: str) -> str:
    """The name in the list scheme of the list OFAC calls so; its own words for another list."""
    return _LISTS.get(word, word)


def is_sdn_set(lists: Iterable[Sequence[str]]) -> bool:
    """Whether parties that stand on these lists are a release of the SDN list.

    Every party of the SDN list's files has an entry on it, some also on other lists; in the
    files of the other lists few do.
    """
    on_sdn = [SDN in words for words in lists]
    return sum(on_sdn) * 2 >= len(on_sdn)


def designations(
    entries: Sequence[Entry], features: Sequence[Feature], links: Mapping[str, ofac.Links]
) -> tuple[Designation, ...]:
    """The designations of a party: one for each list and program tag.

    An entry on the ``Consolidated List``, in which OFAC gathers its other lists, repeats
    one on the list itself; its events go to the designations of that list.

    :param links: whom each entry, by its number, links the party to.
    """
    gathered = [entry for entry in entries if entry.listing == CONSOLIDATED]
    made: list[Designation] = []
    for entry in entries:
        if entry.listing != CONSOLIDATED:
            more = () if entry.listing == SDN else gathered
            made.extend(_of_entry(entry, entry.tags, features, links, more))
    for entry in gathered:
        left = tuple(tag for tag in entry.tags if _home(entry, entries, tag) is entry)
        made.extend(_of_entry(entry, left, features, links, ()))
    return tuple(made)


def home(number: str, entries: Sequence[Entry]) -> str:
    """The number of the entry on whose designations an entry's content stands."""
    entry = next((item for item in entries if item.number == number), None)
    if entry is None or entry.listing != CONSOLIDATED or not entry.tags:
        return number
    return _home(entry, entries, entry.tags[0]).number


def _home(entry: Entry, entries: Iterable[Entry], tag: str) -> Entry:
    """The entry on a list of its own that an entry on the Consolidated List repeats."""
    others = (
        item for item in entries if item.listing not in {SDN, CONSOLIDATED} and tag in item.tags
    )
    return next(others, entry)


def _of_entry(
    entry: Entry,
    tags: Sequence[str],
    features: Sequence[Feature],
    links: Mapping[str, ofac.Links],
    gathered: Sequence[Entry],
) -> Iterable[Designation]:
    non_sdn = entry.listing not in {SDN, ""}
    linked = links.get(entry.number, ofac.NO_LINKS)
    plain = ofac.designations_of(
        tags, features, listing=list_name(entry.listing), non_sdn=non_sdn, links=linked
    )
    return [_completed(designation, entry, gathered) for designation in plain]


def _completed(plain: Designation, entry: Entry, gathered: Sequence[Entry]) -> Designation:
    events = (*entry.events, *_gathered_events(gathered, plain.program))
    removed = [event.date for event in entry.events if event.type == "removed"]
    basis, undecided = _bases(entry, plain.program)
    note = f"legal authorities of the entry: {'; '.join(undecided)}" if undecided else ""
    return replace(
        plain,
        number=entry.number,
        legal_basis=basis,
        measures=entry.measures or plain.measures,
        status="removed" if removed else plain.status,
        listed_on=plain.listed_on or entry.listed_on,
        delisted_on=removed[-1] if removed else None,
        provision="; ".join(text for text in (plain.provision, entry.provision) if text),
        note="; ".join(text for text in (plain.note, entry.note, note) if text),
        events=events,
        statements=entry.statements,
    )


def _gathered_events(gathered: Iterable[Entry], tag: str) -> Iterable[Event]:
    """What happened to the entries on the Consolidated List, told apart by their description."""
    for entry in gathered:
        if tag in entry.tags:
            place = f"{CONSOLIDATED}, entry {entry.number}"
            for event in entry.events:
                said = "; ".join(text for text in (place, event.description) if text)
                yield replace(event, description=said)


def _bases(entry: Entry, tag: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The legal bases that are certainly this program's, and those no event shows either."""
    is_only = len(entry.tags) == 1
    certain = [
        basis.word for basis in entry.bases if basis.tag == tag or (is_only and not basis.tag)
    ]
    on_events = {event.instrument for event in entry.events}
    rest = [
        basis.word
        for basis in entry.bases
        if basis.word not in certain and not basis.tag and basis.word not in on_events
    ]
    return tuple(dict.fromkeys(certain)), tuple(dict.fromkeys(rest))

"""What a party's page shows beyond its account: what measures mean, sources by number."""

from __future__ import annotations

from dataclasses import dataclass

from kg import terms
from kg.site.account import Account, Listing, Thing, Told
from kg.site.register import RegisterLookup
from kg.vocab import DCT, FOAF, SKOS, SX

_STEPS = ("listed on", "effective from", "divestment until", "removed on")


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the page lists it: its number, its address, and particulars of it."""

    number: int
    thing: Thing
    kind: str
    publisher: str
    issued: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """A measure in force or a ground stated, with what its definition says."""

    thing: Thing
    definition: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the history of a listing."""

    date: str
    what: str
    on_list: str
    details: tuple[str, ...]
    sources: tuple[Thing, ...]
    fragment: str = ""


def sources(told: Account, lookup: RegisterLookup) -> dict[Thing, Source]:
    """Every source the page cites, numbered in the order of first mention."""
    found = list(dict.fromkeys(_cited(told)))
    return {thing: _source(number, thing, lookup) for number, thing in enumerate(found, start=1)}


def meanings(told: Account, lookup: RegisterLookup) -> tuple[Meaning, ...]:
    """The measures that designations in force bring, each with its definition."""
    measures = [m for listing in told.listings if listing.is_active for m in listing.measures]
    return tuple(
        Meaning(thing, lookup.text(terms.iri(thing.iri), SKOS.definition))
        for thing in dict.fromkeys(measures)
        if thing.iri
    )


def history(told: Account) -> tuple[Step, ...]:
    """What happened to the listings, oldest first and what has no day last."""
    steps = []
    for listing in told.listings:
        steps += [
            Step(
                event.text,
                event.kind,
                listing.on_list.label,
                event.details,
                event.sources,
                fragment(event.iri),
            )
            for event in listing.events
        ]
        steps += [
            Step(date, words, listing.on_list.label, (), listing.sources)
            for words in _STEPS
            if (date := listing.dates.get(words)) and not _is_told(listing, date)
        ]
    unique = dict.fromkeys(steps)
    return tuple(
        sorted(unique, key=lambda step: (not step.date, step.date, step.on_list, step.what))
    )


def fragment(iri: str) -> str:
    """What stands behind the number sign: the id that an element of the page has."""
    return iri.partition("#")[2]


def shown(told: Account) -> set[str]:
    """The fragments that have a place of their own on the page; "" for the party itself."""
    claims = [*told.names, *told.facts]
    iris = {link.iri for link in told.links if link.outgoing}
    for listing in told.listings:
        iris.add(listing.iri)
        claims += [*listing.events, *listing.statements]
    return {"", *(fragment(iri) for iri in (*iris, *(claim.iri for claim in claims)))}


def other_names(told: Account) -> tuple[str, ...]:
    """The undoubted names beside the one at the head of the page, each once."""
    return tuple(dict.fromkeys(n.text for n in told.names if n.text != told.label and not n.doubts))


def verdict(told: Account) -> tuple[str, str]:
    """The short answer: a class for its look, and a sentence."""
    if not told.listings:
        return "unlisted", "Not designated: no list in the data names this party."
    if told.blocked:
        return "blocked", "Blocked: a designation in force freezes its property."
    if any(listing.is_active for listing in told.listings):
        return "listed", "Listed, but no designation in force freezes its property."
    return "unlisted", "No longer listed: no designation of it is in force."


def _is_told(listing: Listing, date: str) -> bool:
    return any(event.text == date for event in listing.events)


def _cited(told: Account) -> list[Thing]:
    claims: list[Told] = []
    found: list[Thing] = []
    for listing in told.listings:
        found += listing.sources
        claims += [*listing.statements, *listing.events]
    claims += [link.told for link in told.links]
    claims += [*told.names, *told.facts]
    return found + [source for claim in claims for source in claim.sources]


def _source(number: int, thing: Thing, lookup: RegisterLookup) -> Source:
    node = terms.iri(thing.iri)
    kinds = [lookup.label(term) for term in lookup.objects(node, SX.sourceKind)]
    publishers = [lookup.label(term) for term in lookup.objects(node, DCT.publisher)]
    publishers += lookup.texts(node, DCT.creator)
    page = next(iter(lookup.objects(node, FOAF.page)), "")
    shown = Thing(thing.iri, thing.label, page.strip("<>"))
    issued = lookup.text(node, DCT.issued)
    return Source(number, shown, ", ".join(kinds), "; ".join(publishers), issued)

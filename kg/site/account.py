"""The account of a party: everything the graph says of it, as plain values with sources.

Terminal text, JSON and pages tell the same facts because they are all made from this;
:mod:`kg.site.gathering` makes it from a store.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg import terms
from kg.iri import concept


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with an IRI, what people call it, and its web page if it has another."""

    iri: str
    label: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a source says: the text, the source's doubts and notes, and what speaks against it.

    ``kind`` says what the text is (``primary name``, ``passport``), ``group`` to which group
    of facts it belongs. ``contradicts`` and ``contradicted_by`` hold the other claims in words;
    ``iri`` is the claim's own, "" for a plain statement.
    """

    text: str
    kind: str = ""
    details: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()
    sources: tuple[Thing, ...] = ()
    group: str = ""
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One designation: who listed the party where, under what, with which effect."""

    iri: str
    authority: Thing
    on_list: Thing
    status: Thing
    program: Thing
    legal_basis: tuple[Thing, ...]
    measures: tuple[Thing, ...]
    grounds: tuple[Thing, ...]
    dates: dict[str, str]
    reasons: tuple[str, ...]
    linked_to: tuple[Thing, ...]
    linked_to_names: tuple[str, ...]
    events: tuple[Told, ...]
    statements: tuple[Told, ...]
    notes: tuple[str, ...]
    sources: tuple[Thing, ...]

    @property
    def blocks(self) -> bool:
        """Whether it is in force and blocks property or freezes assets."""
        wanted = terms.iri_text(concept("measure", "blocking"))
        return self.is_active and any(measure.iri == wanted for measure in self.measures)

    @property
    def is_active(self) -> bool:
        """Whether it is in force."""
        return self.status.iri == terms.iri_text(concept("status", "active"))

    @property
    def is_over(self) -> bool:
        """Whether it was removed, or the sources held do not show that it still stands."""
        over = (terms.iri_text(concept("status", word)) for word in ("removed", "unknown"))
        return self.status.iri in over


@dataclass(frozen=True, slots=True)
class Link:
    """A relation to another party; ``outgoing`` when it runs from the party to the other."""

    iri: str
    outgoing: bool
    other: Thing
    kind: Thing
    former: bool
    told: Told


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A tie that current and undoubted relations leave between two parties.

    ``lists`` are those the other party stands on.
    """

    tie: Thing
    other: Thing
    outgoing: bool
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A party with its names, facts, listings, links and shortcuts."""

    iri: str
    label: str
    kinds: tuple[str, ...]
    names: tuple[Told, ...]
    facts: tuple[Told, ...]
    listings: tuple[Listing, ...]
    links: tuple[Link, ...]
    shortcuts: tuple[Shortcut, ...]

    @property
    def blocked(self) -> bool:
        """Whether a designation in force blocks the party."""
        return any(listing.blocks for listing in self.listings)

"""Of what is true of a thing now, the newest release has the last word.

Releases of several days meet in one graph when a list is published together with files of
changes: one says that a party was removed, a later one that it stands on the list. Everything
either says stays, but for the few facts that can have one value at a time.

What one release leaves unstated (a ground, a legal basis, a measure) is left out where another
states it.

A whole list also speaks by what it lacks: a designation that only older releases have was no
longer on the list that day. On which day it was taken off nobody says, so that its status is
unknown and not removed, and an event without a day, of that list, says why.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from kg import iri, terms
from kg.graph.context import Context
from kg.model import Release
from kg.vocab import DCT, RDF, RDFS, SKOSXL, SX

_OF_NOW = frozenset(
    {RDFS.label, SKOSXL.prefLabel, SX.status, SX.listedOn, SX.effectiveOn, SX.divestBy}
)
_UNSTATED = {
    predicate: iri.concept(scheme, "unstated")
    for predicate, scheme in (
        (SX.ground, "ground"),
        (SX.legalBasis, "instrument"),
        (SX.measure, "measure"),
    )
}
_OPEN = frozenset(iri.concept("status", word) for word in ("active", "suspended"))
Age = tuple[date, bool, str]
Quad = tuple[str, str, str, str]


class Whole(NamedTuple):
    """A release that holds all of some lists: what it is called, and whether a list is of them."""

    source: str
    title: str
    covers: Callable[[str], bool]


def age(release: Release) -> Age:
    """What releases are ordered by: their day, on one day whole lists last, their version."""
    return release.issued or date.min, release.is_whole, release.version


def whole(context: Context) -> Whole | None:
    """What a release says by what it lacks; None when it is the whole of no list."""
    told = context.release
    lists = {context.concept("list", word) for word in told.lists}
    title = f"{told.title} of {told.issued or told.version}"

    def covers(listing: str) -> bool:
        return not lists.isdisjoint(context.schemes.ancestors(listing))

    return Whole(context.source, title, covers) if lists else None


def newest(
    lines: Iterable[str], ages: Mapping[str, Age], wholes: Mapping[str, Whole] | None = None
) -> Iterator[str]:
    """The sorted lines of several releases without what a newer one says otherwise.

    A day of removal goes with the status that it explains.

    :param ages: the age of each release by its graph.
    :param wholes: the whole lists among the releases by their graphs.
    """
    waiting: list[str] = []
    for subject, group in groupby(lines, lambda line: line.partition(" ")[0]):
        said = list(group)
        while waiting and waiting[0] < said[0]:
            yield heapq.heappop(waiting)
        graphs = {line[line.rindex(" ", 0, -3) + 1 : -3] for line in said}
        lacking = wholes and "#designation-" in subject and not graphs >= wholes.keys()
        if len(graphs) == 1 and not lacking:
            yield from said
            continue
        quads = [terms.split_quad(line) for line in said]
        outdated = _outdated(quads, ages)
        valid = [quad for quad in quads if quad not in outdated]
        found = [*_by_absence(valid, ages, wholes)] if wholes and lacking else []
        if found:
            valid = [quad for quad in valid if quad[1] != SX.status]
            valid = sorted({*valid, *(quad for quad in found if quad[0] == subject)})
        yield from (terms.line(*quad) for quad in valid)
        for quad in found:
            if quad[0] != subject:
                heapq.heappush(waiting, terms.line(*quad))
    yield from sorted(waiting)


def _outdated(quads: Sequence[Quad], ages: Mapping[str, Age]) -> set[Quad]:
    """What the statements of one subject say that a newer release says otherwise."""
    found: set[Quad] = set()
    for predicate in _OF_NOW:
        found |= _older([quad for quad in quads if quad[1] == predicate], ages)
    for predicate, unstated in _UNSTATED.items():
        said = [quad for quad in quads if quad[1] == predicate]
        if any(quad[2] != unstated for quad in said):
            found.update(quad for quad in said if quad[2] == unstated)
    days = [quad for quad in quads if quad[1] == SX.delistedOn]
    kept = {quad[3] for quad in quads if quad[1] == SX.status and quad not in found}
    valid = [quad for quad in days if quad[3] in kept]
    return found | {*days} - {*valid} | _older(valid, ages)


def _older(quads: Sequence[Quad], ages: Mapping[str, Age]) -> set[Quad]:
    """The statements with another object than those of the newest release among them."""
    last = max((quad[3] for quad in quads), key=lambda graph: ages[graph], default="")
    valid = {quad[2] for quad in quads if quad[3] == last}
    return {quad for quad in quads if quad[2] not in valid}


def _by_absence(
    quads: Sequence[Quad], ages: Mapping[str, Age], wholes: Mapping[str, Whole]
) -> Iterator[Quad]:
    """What the newest whole list says of an open designation that it lacks: status and event."""
    lists = [quad[2] for quad in quads if quad[1] == SX.list]
    told = max(ages[quad[3]] for quad in quads)
    newer = [
        graph
        for graph, each in wholes.items()
        if ages[graph] > told and any(map(each.covers, lists))
    ]
    is_open = any(quad[1] == SX.status and quad[2] in _OPEN for quad in quads)
    if not (newer and is_open):
        return
    last = max(newer, key=lambda graph: ages[graph])
    node, source = quads[0][0], wholes[last].source
    absent = iri.concept("event-type", "absent")
    words = terms.literal(f"{wholes[last].title} does not have it")
    event = iri.fragment(iri.document_of(node), "event", iri.digest([node, source, words]))
    yield node, SX.status, iri.concept("status", "unknown"), last
    yield node, SX.event, event, last
    yield node, DCT.source, source, last
    for predicate, object_ in (
        (RDF.type, SX.ListingEvent),
        (DCT.type, absent),
        (DCT.description, words),
        (DCT.source, source),
    ):
        yield event, predicate, object_, last

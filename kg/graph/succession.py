"""Of what is true of a thing now, the newest release has the last word.

Releases of several days meet in one graph when a list is published together with files of
changes: one says that a party was removed, a later one that it stands on the list. Everything
either says stays, but for the few facts that can have one value at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from kg import terms
from kg.model import Release
from kg.vocab import RDFS, SKOSXL, SX

_OF_NOW = frozenset(
    {RDFS.label, SKOSXL.prefLabel, SX.status, SX.listedOn, SX.effectiveOn, SX.divestBy}
)
Age = tuple[date, bool, str]
Quad = tuple[str, str, str, str]


def age(release: Release) -> Age:
    """What releases are ordered by: their day, on one day whole lists last, their version."""
    return release.issued or date.min, release.is_whole, release.version


def newest(lines: Iterable[str], ages: Mapping[str, Age]) -> Iterator[str]:
    """The sorted lines of several releases without what a newer one says otherwise.

    A day of removal goes with the status that it explains.

    :param ages: the age of each release by its graph.
    """
    for _, group in groupby(lines, lambda line: line.partition(" ")[0]):
        said = list(group)
        if len({line[line.rindex(" ", 0, -3) :] for line in said}) == 1:
            yield from said
            continue
        quads = [terms.split_quad(line) for line in said]
        outdated = _outdated(quads, ages)
        yield from (line for line, quad in zip(said, quads, strict=True) if quad not in outdated)


def _outdated(quads: Sequence[Quad], ages: Mapping[str, Age]) -> set[Quad]:
    """What the statements of one subject say that a newer release says otherwise."""
    found: set[Quad] = set()
    for predicate in _OF_NOW:
        found |= _older([quad for quad in quads if quad[1] == predicate], ages)
    days = [quad for quad in quads if quad[1] == SX.delistedOn]
    kept = {quad[3] for quad in quads if quad[1] == SX.status and quad not in found}
    valid = [quad for quad in days if quad[3] in kept]
    return found | {*days} - {*valid} | _older(valid, ages)


def _older(quads: Sequence[Quad], ages: Mapping[str, Age]) -> set[Quad]:
    """The statements with another object than those of the newest release among them."""
    last = max((quad[3] for quad in quads), key=lambda graph: ages[graph], default="")
    valid = {quad[2] for quad in quads if quad[3] == last}
    return {quad for quad in quads if quad[2] not in valid}

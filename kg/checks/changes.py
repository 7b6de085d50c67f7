"""What changed from one release of a source to the next: parties added, removed and changed.

A release is a set of statements, so a change is a set difference (RDF has no order, and no
node of ours is blank). Every statement of a release names it as its source and stands in its
graph; neither counts, or all of a list would change with each release of it.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from kg import terms
from kg.checks.counts import KINDS
from kg.iri import document_of
from kg.lines import Statement, read_lines, statements
from kg.vocab import DCT, RDF, RDFS

CHANGES = "changes.json"
"""Where a site keeps what changed since the one before it."""

Pair = tuple[str, str]
_Group = tuple[str, set[Pair]]


@dataclass
class PartyChange:
    """A party that is new, gone or told otherwise.

    ``added`` and ``removed`` count statements of its document, ``about`` holds the properties
    that they are about.
    """

    iri: str
    label: str
    added: int = 0
    removed: int = 0
    about: list[str] = field(default_factory=list)


@dataclass
class Changes:
    """The changes of one source, from the version ``since`` ("" if this is the first)."""

    source: str
    version: str
    since: str
    added: list[PartyChange] = field(default_factory=list)
    removed: list[PartyChange] = field(default_factory=list)
    changed: list[PartyChange] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """The same as plain values."""
        return asdict(self)


def compare(told: Changes, before: Path, after: Path, *, own: Pair) -> Changes:
    """Fill in the changes between two releases of a source.

    :param told: names the source and the two versions.
    :param before: the sorted N-Quads lines of the earlier release, after those of the later.
    :param own: the encoded IRIs of the two releases as sources, in the same order.
    """
    found: dict[str, PartyChange] = {}
    is_party: dict[str, set[str]] = {"before": set(), "after": set()}
    labels: dict[str, str] = {}
    about: dict[str, set[str]] = defaultdict(set)
    for subject, old, new in _joined(_groups(before, own), _groups(after, own)):
        document = document_of(subject)
        if subject == document:
            for when, pairs in (("before", old), ("after", new)):
                if any(p == RDF.type and o in KINDS for p, o in pairs):
                    is_party[when].add(document)
                    labels[document] = _label(pairs) or labels.get(document, "")
        if old != new:
            change = found.setdefault(document, PartyChange(terms.iri_text(document), ""))
            change.added += len(new - old)
            change.removed += len(old - new)
            about[document].update(terms.iri_text(p) for p, _ in old ^ new)
    for document, change in sorted(found.items()):
        change.label, change.about = labels.get(document, ""), sorted(about[document])
        if document in is_party["after"]:
            (told.changed if document in is_party["before"] else told.added).append(change)
        elif document in is_party["before"]:
            told.removed.append(change)
    return told


def _groups(path: Path, own: Pair) -> Iterator[_Group]:
    """The statements by subject, in order, without what every statement of a release says."""
    found: Iterable[Statement] = statements(read_lines(path))
    for subject, group in groupby(found, key=itemgetter(0)):
        if subject not in own:
            yield subject, {(p, o) for _, p, o in group if not (p == DCT.source and o in own)}


def _joined(
    before: Iterator[_Group], after: Iterator[_Group]
) -> Iterator[tuple[str, set[Pair], set[Pair]]]:
    """Each subject of either side with its statements on both."""
    both = heapq.merge(
        ((subject, 0, pairs) for subject, pairs in before),
        ((subject, 1, pairs) for subject, pairs in after),
        key=itemgetter(0),
    )
    for subject, group in groupby(both, key=itemgetter(0)):
        sides: tuple[set[Pair], set[Pair]] = (set(), set())
        for _, side, pairs in group:
            sides[side].update(pairs)
        yield subject, *sides


def _label(pairs: set[Pair]) -> str:
    told = sorted(o for p, o in pairs if p == RDFS.label)
    return terms.decode_literal(told[0]).text if told else ""

"""What a release holds, counted, and whether that agrees with what the list says of itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kg.iri import COUNTRY
from kg.vocab import RDF, SX

KINDS = {
    SX.Person: "persons",
    SX.Entity: "entities",
    SX.Vessel: "vessels",
    SX.Aircraft: "aircraft",
}
LINKED = (
    COUNTRY,
    "http://data.europa.eu/eli/",
    "http://publications.europa.eu/resource/celex/",
    "http://www.wikidata.org/entity/",
)
"""What the addresses start with in the public datasets that releases link to."""

_LINKED = tuple(f"<{space}" for space in LINKED)
_TYPE = RDF.type
SHRINKAGE = 0.8
"""A release with fewer parties than this share of the last one is held back as doubtful."""


@dataclass
class Tally:
    """Counts over the statements of a release, filled one statement at a time.

    ``classes`` counts instances by class, ``properties`` statements by predicate, both under
    encoded terms; every other figure follows from them. ``links`` counts statements that
    point into one of the datasets that :data:`LINKED` knows, by predicate and dataset.
    ``example`` is the last party met, else the first thing that has a type.
    """

    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    example: str = ""

    @property
    def triples(self) -> int:
        """How many statements there are."""
        return self.properties.total()

    @property
    def kinds(self) -> dict[str, int]:
        """How many parties there are of each kind."""
        return {word: self.classes[kind] for kind, word in KINDS.items()}

    @property
    def parties(self) -> int:
        """How many parties there are, of any kind."""
        return sum(self.kinds.values())

    @property
    def designations(self) -> int:
        """How many designations there are."""
        return self.properties[SX.designates]

    @property
    def controls(self) -> int:
        """How many times a party is said to own or control another."""
        return self.properties[SX.controls]

    def count(self, subject: str, predicate: str, object_: str) -> None:
        """Count one statement."""
        self.properties[predicate] += 1
        if predicate == _TYPE:
            self.classes[object_] += 1
            if object_ in KINDS or not self.example:
                self.example = subject
        elif object_.startswith(_LINKED):
            space = next(space for space in LINKED if object_.startswith(space, 1))
            self.links[predicate, space] += 1


def disagreement(
    tally: Tally, *, declared: int | None, before: int | None, is_whole: bool = True
) -> str | None:
    """Why the counts cannot be right, as a sentence; None when they can.

    :param declared: the number of records the list itself declares.
    :param before: the number of parties in the last published release of the same source.
    :param is_whole: whether it is a list, and not a file of changes.
    """
    if not tally.parties and not is_whole:
        return "tells changes of parties and describes none; publish it beside the list it changes"
    if not tally.parties:
        return "not one party came of it, so there is nothing to publish; check the file"
    if declared is not None and tally.parties < declared:
        return (
            f"the list declares {declared:,} records but {tally.parties:,} parties came of it; "
            "the file may be cut off: fetch it again"
        )
    if before and tally.parties < before * SHRINKAGE:
        return (
            f"{tally.parties:,} parties after {before:,} in the last release: more than a fifth "
            "is gone; check the file, or publish with --allow-shrinking if the list did shrink"
        )
    return None

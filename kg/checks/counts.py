"""What a release holds, counted, and whether that agrees with what the list says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.vocab import RDF, SX

KINDS = {
    SX.Person: "persons",
    SX.Entity: "entities",
    SX.Vessel: "vessels",
    SX.Aircraft: "aircraft",
}
SHRINKAGE = 0.8
"""A release with fewer parties than this share of the last one is held back as doubtful."""


@dataclass
class Tally:
    """Counts over the statements of a release, filled one statement at a time."""

    triples: int = 0
    designations: int = 0
    controls: int = 0
    kinds: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS.values(), 0))

    @property
    def parties(self) -> int:
        """How many parties there are, of any kind."""
        return sum(self.kinds.values())

    def count(self, predicate: str, object_: str) -> None:
        """Count one statement by its predicate and object."""
        self.triples += 1
        if predicate == RDF.type and object_ in KINDS:
            self.kinds[KINDS[object_]] += 1
        elif predicate == SX.designates:
            self.designations += 1
        elif predicate == SX.controls:
            self.controls += 1


def disagreement(tally: Tally, *, declared: int | None, before: int | None) -> str | None:
    """Why the counts cannot be right, as a sentence; None when they can.

    :param declared: the number of records the list itself declares.
    :param before: the number of parties in the last published release of the same source.
    """
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

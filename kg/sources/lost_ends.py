"""Under quarantine: what points at a party that was set aside is set aside with it.

A relation with one end in the quarantine would point at a party of which the graph says
nothing. So it waits until every party has been read, and made into statements: only then is it
known which of them are missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.errors import BadInputError
from kg.model import Designation, Party, Record, Relation
from kg.sources.base import Ledger, Reading

LOST_END = "a relation to a party that was set aside; correct what is wrong with that one"


def without_lost_ends(reading: Reading) -> Iterator[Record]:
    """The records of a reading, its relations last and without those to parties set aside.

    Who takes a record may put it into the ledger's quarantine, too, before the next is taken.
    A number that a party bears which was not set aside is never missing: of two parties with
    the same number, the second is set aside. A party that is linked to a missing one in a
    designation keeps that one's number as words.
    """
    ledger = reading.ledger
    kept: set[str] = set()
    linked: list[Party] = []
    relations: list[Relation] = []
    for record in reading.records:
        if isinstance(record, Relation):
            relations.append(record)
        elif isinstance(record, Party) and any(told.linked_to for told in record.designations):
            linked.append(record)
        else:
            yield from _watched(record, ledger, kept)
    gone = _gone(ledger, kept | {party.ref.number for party in linked})
    for party in linked:
        yield from _watched(_unlinked(party, gone), ledger, kept)
    gone = _gone(ledger, kept)
    for relation in relations:
        lost = {relation.origin.number, relation.target.number} & gone
        if lost:
            ledger.refuse(_lost(ledger, relation, ", ".join(sorted(lost))))
        else:
            yield relation


def _watched(record: Record, ledger: Ledger, kept: set[str]) -> Iterator[Record]:
    """The record; the number of a party is kept when who took it did not set it aside."""
    before = len(ledger.set_aside)
    yield record
    if isinstance(record, Party) and len(ledger.set_aside) == before:
        kept.add(record.ref.number)


def _gone(ledger: Ledger, kept: set[str]) -> set[str]:
    return {error.record for error in ledger.set_aside if error.record} - kept


def _lost(ledger: Ledger, relation: Relation, ends: str) -> BadInputError:
    number = relation.number or relation.key or relation.type
    return BadInputError(LOST_END, file=ledger.file, record=number, field="relation", value=ends)


def _unlinked(party: Party, gone: set[str]) -> Party:
    return replace(party, designations=tuple(_as_words(d, gone) for d in party.designations))


def _as_words(told: Designation, gone: set[str]) -> Designation:
    lost = tuple(ref.number for ref in told.linked_to if ref.number in gone)
    return replace(
        told,
        linked_to=tuple(ref for ref in told.linked_to if ref.number not in gone),
        linked_to_names=(*told.linked_to_names, *lost),
    )

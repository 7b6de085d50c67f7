"""The shipped designations as records, read once for the tests that hold them to their facts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.model import Claim, Designation, Party, ProgramStatements, Relation, Release, Statement
from kg.resources import designation_files
from kg.sources.base import Ledger
from kg.sources.designation_file.reader import SOURCE
from kg.sources.files import InputFile

ARTICLE = "article-75f065082882"


class Seed(NamedTuple):
    """The shipped file, read once."""

    release: Release
    parties: dict[str, Party]
    relations: dict[str, Relation]
    programs: list[ProgramStatements]


@cache
def shipped() -> Seed:
    """The one shipped file."""
    (path,) = designation_files()
    reading = SOURCE.read([InputFile(path)], Ledger())
    records = list(reading.records)
    parties = [record for record in records if isinstance(record, Party)]
    relations = [record for record in records if isinstance(record, Relation)]
    return Seed(
        reading.release,
        {f"{party.ref.scheme}-{party.ref.number}": party for party in parties},
        {relation.key: relation for relation in relations},
        [record for record in records if isinstance(record, ProgramStatements)],
    )


def listings(seed: Seed, **wanted: object) -> Iterator[tuple[str, Party, Designation]]:
    """Every designation with these values, with its party and the party's key."""
    for key, party in seed.parties.items():
        for item in party.designations:
            if all(getattr(item, field) == value for field, value in wanted.items()):
                yield key, party, item


def claims(seed: Seed) -> Iterator[Claim]:
    """Every claim of the file."""
    for party in seed.parties.values():
        yield from party.names
        yield from party.identifiers
        yield from (*party.addresses, *party.birth_places)
        yield from (*party.birth_dates, *party.features)
        for item in party.designations:
            yield from (item, *item.events, *item.statements)
    yield from seed.relations.values()
    for program in seed.programs:
        yield from program.statements


def statements(seed: Seed) -> dict[str, Statement]:
    """Every statement by its key."""
    return {claim.key: claim for claim in claims(seed) if isinstance(claim, Statement)}

"""Made-up data in the shape of the full SDN list: about 58 statements for each party.

Parties carry six-digit numbers, so they come out in the order of a release and lists of
any length can be written in bounded memory. One statement in some hundreds is damaged, so
that the checks have something to find.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg import terms
from kg.checks.shacl import Statement
from kg.iri import Iris, concept, country, fragment
from kg.terms import XSD
from kg.vocab import DCT, EDTF_DATATYPE, LOCN, RDF, RDFS, SCHEMA, SKOS, SKOSXL, SX, TIME

_FIRST = 100_000
_SYLLABLES = (
    "al an bek da el far gul hai ir jo kar lo min nur ov pak qi ras sen ta ul vo wen".split()
)
_COUNTRIES = ("IRN", "RUS", "PRK", "SYR", "VEN", "CUB", "BLR", "MMR")
_FAULTS = 400
_TEXT = terms.literal(" x ")
_NO_DAY = terms.literal("1999-13-45", datatype=XSD + "date")
_COMPARED = (SX.earliest, SX.latest)
"""Of sh:lessThanOrEquals; pySHACL 0.40 ends with an error where it compares a text and a date."""
_LATE = terms.literal("2999-01-01", datatype=XSD + "date")


def statements(parties: int, *, seed: int = 7) -> Iterator[Statement]:
    """Sorted, unique statements about so many parties; the same seed gives the same ones."""
    chance = random.Random(seed)  # noqa: S311
    maker = _Maker(chance, parties)
    for number in range(_FIRST, _FIRST + parties):
        yield from sorted({maker.damaged(statement) for statement in maker.party(number)})


def write(path: Path, parties: int, *, seed: int = 7) -> int:
    """Write a release's sorted N-Quads lines; returns how many."""
    graph = Iris().graph("benchmark", "2024-01-01")
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for statement in statements(parties, seed=seed):
            lines.write(terms.line(*statement, graph))
            count += 1
    return count


class _Maker:
    def __init__(self, chance: random.Random, parties: int) -> None:
        self._chance, self._parties = chance, parties
        self._iris = Iris()
        self._source = self._iris.source("ofac-sdn", "2024-01-01")

    def damaged(self, statement: Statement) -> Statement:
        """The statement itself, or rarely one that some shape objects to."""
        subject, predicate, object_ = statement
        if self._chance.randrange(_FAULTS):
            return statement
        wrong = _LATE if predicate in _COMPARED else self._chance.choice([_TEXT, _NO_DAY, object_])
        return subject, predicate, wrong

    def party(self, number: int) -> Iterator[Statement]:
        """All that is said of one party and of its parts."""
        party = self._iris.party("ofac", str(number))
        kind = self._chance.choices(
            [SX.Person, SX.Entity, SX.Vessel, SX.Aircraft], [40, 45, 12, 3]
        )[0]
        yield party, RDF.type, kind
        yield party, DCT.source, self._source
        yield party, DCT.identifier, terms.literal(str(number))
        yield from self._names(party)
        yield from self._identifiers(party, number)
        for part in range(self._chance.choice([0, 1, 1, 2])):
            yield from self._address(party, part)
        if kind == SX.Person:
            yield party, SCHEMA.nationality, country(self._chance.choice(_COUNTRIES))
            yield from self._birth(party)
        for part in range(self._chance.choice([1, 1, 1, 2])):
            yield from self._designation(party, part)
        if not self._chance.randrange(3):
            yield from self._relation(party, number)

    def _part(
        self, party: str, predicate: str, kind: str, name: str, class_: str
    ) -> tuple[str, Sequence[Statement]]:
        node = fragment(party, kind, name)
        return node, [
            (party, predicate, node),
            (node, RDF.type, class_),
            (node, DCT.source, self._source),
        ]

    def _word(self) -> str:
        return "".join(self._chance.choices(_SYLLABLES, k=3)).capitalize()

    def _names(self, party: str) -> Iterator[Statement]:
        for part in range(self._chance.choice([1, 2, 3])):
            node, said = self._part(party, SX.name, "name", f"{part:012x}", SX.Name)
            yield from said
            text = terms.literal(f"{self._word()} {self._word()} {self._word()}")
            yield node, SKOSXL.literalForm, text
            yield node, SX.nameStrength, concept("name-type", "strong")
            yield node, DCT.type, concept("name-type", "aka" if part else "primary")
            yield node, SX.script, terms.literal("Latn")
            yield node, DCT.identifier, terms.literal(str(part))
            yield party, SKOS.altLabel if part else RDFS.label, text
            if not part:
                yield party, SKOSXL.prefLabel, node

    def _identifiers(self, party: str, number: int) -> Iterator[Statement]:
        for part in range(self._chance.choice([1, 2, 3])):
            node, said = self._part(
                party, SX.identifier, "identifier", f"{part:012x}", SX.Identifier
            )
            yield from said
            yield node, SX.idScheme, concept("id-scheme", "passport" if part else "ofac-uid")
            yield node, SKOS.notation, terms.literal(f"P{number}{part}" if part else str(number))
            if part:
                yield node, SX.country, country(self._chance.choice(_COUNTRIES))

    def _address(self, party: str, part: int) -> Iterator[Statement]:
        node, said = self._part(party, SX.address, "address", f"{part:012x}", SX.Address)
        yield from said
        town = self._word()
        yield (
            node,
            LOCN.fullAddress,
            terms.literal(f"{self._chance.randrange(1, 99)} {self._word()} St, {town}"),
        )
        yield node, LOCN.postName, terms.literal(town)
        yield node, SX.country, country(self._chance.choice(_COUNTRIES))

    def _birth(self, party: str) -> Iterator[Statement]:
        node, said = self._part(party, SX.birthDate, "birth", "0", TIME.ProperInterval)
        yield from said
        day = self._day(1930, 2000)
        yield node, SX.edtf, terms.literal(day, datatype=EDTF_DATATYPE)
        yield node, SX.earliest, terms.literal(day, datatype=XSD + "date")
        yield node, SX.latest, terms.literal(day, datatype=XSD + "date")

    def _designation(self, party: str, part: int) -> Iterator[Statement]:
        program = ("glomag", "dprk")[part]
        node, said = self._part(
            party, SX.designation, "designation", f"sdn-{program}", SX.Designation
        )
        yield from said
        day = terms.literal(self._day(2001, 2023), datatype=XSD + "date")
        yield node, SX.designates, party
        yield node, SX.designatedBy, concept("authority", "us-ofac")
        yield node, SX.program, concept("program", program)
        yield node, SX["list"], concept("list", "ofac-sdn")
        yield node, SX.status, concept("status", "active")
        yield node, SX.legalBasis, concept("instrument", ("us-eo-13818", "us-eo-13551")[part])
        yield node, SX.measure, concept("measure", "blocking")
        yield node, SX.ground, concept("ground", "human-rights-abuse")
        yield node, SX.listedOn, day
        event = fragment(party, "event", f"{program}-added")
        yield node, SX.event, event
        yield event, RDF.type, SX.ListingEvent
        yield event, DCT.type, concept("event-type", "added")
        yield event, DCT.date, day
        yield event, DCT.source, self._source

    def _relation(self, party: str, number: int) -> Iterator[Statement]:
        other = _FIRST + self._chance.randrange(self._parties)
        if other == number:
            return
        node = fragment(party, "relation", f"{number}{other}")
        yield node, RDF.type, SX.Relation
        yield node, DCT.source, self._source
        yield node, SX["from"], party
        yield node, SX.to, self._iris.party("ofac", str(other))
        if self._chance.randrange(2):
            yield node, SX.relationType, concept("relation-type", "acting-for")
            yield party, SX.actsFor, self._iris.party("ofac", str(other))
        else:
            yield node, RDF.type, SX.ControlRelation
            yield node, SX.relationType, concept("relation-type", "owned-or-controlled")
            yield node, SX.sharePercent, terms.literal("60.0", datatype=XSD + "decimal")

    def _day(self, first: int, last: int) -> str:
        chance = self._chance
        year, month, day = (
            chance.randrange(first, last),
            chance.randrange(1, 13),
            chance.randrange(1, 29),
        )
        return f"{year}-{month:02}-{day:02}"

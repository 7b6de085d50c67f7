"""What a reader has gathered of one party, in the order of the file, until it is a record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.countries import country
from kg.model import (
    Address,
    BirthDate,
    Designation,
    Feature,
    Identifier,
    Kind,
    Name,
    Party,
    PartyRef,
)
from kg.sources.base import Ledger
from kg.sources.enumerated import READ_OUT_OF, parts

UNREADABLE_BIRTH = "a date of birth could not be read and is kept as words"


@dataclass
class Gathered:
    """The claims of one party of one list; ``record`` is its number there."""

    ledger: Ledger
    record: str
    names: list[Name] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    birth_dates: list[BirthDate] = field(default_factory=list)
    birth_places: list[Address] = field(default_factory=list)
    features: list[Feature] = field(default_factory=list)

    def warn(self, kind: str, *, field: str, value: str) -> None:
        """Count something that a person should look at."""
        self.ledger.warn(kind, record=self.record, field=field, value=value)

    def add_features(self, type_: str, values: Iterable[str]) -> None:
        """Features of one type, one for each text that says something."""
        self.features.extend(Feature(type=type_, value=text) for text in values if text)

    def add_packed(self, told: Feature) -> None:
        """A feature as printed, and what is surely packed into it with ``(a) … (b) …``."""
        places = told.type in {"nationality", "citizenship", "vessel-flag", "former-vessel-flag"}
        self.features.append(_placed(told, told.value) if places else told)
        for text in parts(told.value):
            note = f"{READ_OUT_OF}{told.value}"
            one = Feature(
                type=told.type,
                value=text,
                note=note,
                number=told.number,
                instrument=told.instrument,
            )
            self.features.append(_placed(one, text) if places else one)

    def party(self, ref: PartyRef, kind: Kind, designations: Iterable[Designation]) -> Party:
        """The party, every claim once, with these designations."""
        return Party(
            ref=ref,
            kind=kind,
            names=tuple(dict.fromkeys(self.names)),
            identifiers=tuple(dict.fromkeys(self.identifiers)),
            addresses=tuple(dict.fromkeys(self.addresses)),
            birth_dates=tuple(dict.fromkeys(self.birth_dates)),
            birth_places=tuple(dict.fromkeys(self.birth_places)),
            features=tuple(dict.fromkeys(self.features)),
            designations=tuple(designations),
        )


def _placed(told: Feature, printed: str) -> Feature:
    return Feature(
        type=told.type,
        value=told.value,
        country=country(printed),
        note=told.note,
        number=told.number,
        instrument=told.instrument,
    )

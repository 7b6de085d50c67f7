"""Relations between parties in a FollowTheMoney file: which ends, which kind, which words.

An end that is no party of the file leaves the relation out; what it says is then kept as
words on the end that is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from kg.model import Feature, PartyRef, Relation
from kg.sources.ftm.entities import Entity, date_of, share_of

SCHEME = "ftm"
LOST_END = "a relation whose other end is no party of the file is kept as words"
LOST_BOTH = "a relation between two things that are no parties of the file is left out"
ONE_END = "a relation of a party to itself is kept as words"


class Kind(NamedTuple):
    """The two ends of a schema of relations, from the acting side, and the type it becomes."""

    origin: str
    target: str
    type: str


RELATIONS: Mapping[str, Kind] = {
    "Ownership": Kind("owner", "asset", "ownership"),
    "Control": Kind("controller", "controlled", "other-influence-or-control"),
    "Directorship": Kind("director", "organization", "directorship"),
    "Representation": Kind("agent", "client", "representation"),
    "Family": Kind("person", "relative", "family-member"),
    "Associate": Kind("person", "associate", "associate"),
    "Membership": Kind("member", "organization", "membership"),
    "Employment": Kind("employee", "employer", "employment"),
    "Succession": Kind("predecessor", "successor", "succession"),
    "UnknownLink": Kind("subject", "object", "linked-to"),
}
_DESCRIBED = (
    "summary",
    "description",
    "status",
    "date",
    "duration",
    "legalBasis",
    "controlType",
    "ownershipType",
    "secretary",
    "sharesCount",
    "sharesValue",
    "sharesCurrency",
    "sharesType",
    "recordId",
    "sourceUrl",
    "publisher",
    "publisherUrl",
)
_OVER = frozenset(
    {"ceased", "ended", "expired", "former", "historic", "inactive", "past", "removed"}
)
_DIRECTNESS = ("direct", "indirect")


class Held(msgspec.Struct, array_like=True):
    """A relation put aside until one of its ends is reached."""

    number: str
    origin: str
    target: str
    type: str
    role: str = ""
    description: str = ""
    percentage: str = ""
    directness: str = ""
    start: str = ""
    end: str = ""
    is_over: bool = False

    @property
    def words(self) -> str:
        """The relation as one line of words, for when it cannot be one."""
        dates = f"{self.start}/{self.end}".strip("/")
        said = (self.role, self.percentage, self.directness, dates, self.description)
        ends = f"{self.type}: from: {self.origin}; to: {self.target}"
        return "; ".join(filter(None, (ends, *said)))


def held_relations(entity: Entity) -> Iterator[Held]:
    """The relations an entity of a relation schema states: one for each pair of its ends."""
    kind = RELATIONS[entity.schema]
    origins, targets = entity.texts(kind.origin), entity.texts(kind.target)
    entity.properties.insist(origins, "a relation without its first end", field=kind.origin)
    entity.properties.insist(targets, "a relation without its second end", field=kind.target)
    start, end, other_dates = entity.span()
    types = [text.casefold() for text in entity.properties.texts("ownershipType")]
    direct = [word for word in _DIRECTNESS if word in types]
    is_over = any(text.casefold() in _OVER for text in entity.properties.peek("status"))
    said = [(name, entity.joined(name)) for name in _DESCRIBED]
    others = [text for text in types if text not in _DIRECTNESS]
    description = [f"{name}: {text}" for name, text in said if text]
    description.extend(f"ownershipType: {text}" for text in others)
    description.extend((*other_dates, *entity.origin))
    role, share = entity.joined("role", "relationship"), entity.joined("percentage")
    pairs = [(origin, target) for origin in origins for target in targets]
    for place, (origin, target) in enumerate(pairs):
        yield Held(
            number=entity.id if len(pairs) == 1 else f"{entity.id}-{place}",
            origin=origin,
            target=target,
            type=kind.type,
            role=role,
            description="; ".join(description),
            percentage=share,
            directness=direct[0] if len(direct) == 1 else "",
            start=start,
            end=end,
            is_over=is_over,
        )


def relation_of(held: Held) -> Relation:
    """The relation that was put aside, its two ends known to be parties."""
    stated = share_of(held.percentage)
    end = date_of(held.end) if held.end else None
    return Relation(
        origin=PartyRef(SCHEME, held.origin),
        target=PartyRef(SCHEME, held.target),
        type=held.type,
        number=held.number,
        role_title=held.role,
        description=held.description,
        **stated._asdict(),
        share_text="" if stated.share is not None else held.percentage,
        directness=held.directness,
        start=date_of(held.start) if held.start else None,
        end=end,
        former=True if held.is_over else None,
    )


def lost_relation(held: Held) -> Feature:
    """What a relation says, as words on the one end that is a party."""
    return Feature(type="relation, in words", value=held.words, number=held.number)

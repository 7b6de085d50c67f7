"""Relationship records of the Global LEI Index (level 2), each turned to its acting side."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from kg.errors import BadDateError
from kg.model import Feature, PartyRef, Relation
from kg.sources.elements import Cursor
from kg.sources.gleif.codes import check_codes
from kg.values import PartialDate

SCHEME = "lei"
VOID = frozenset({"ANNULLED", "DUPLICATE"})
"""The states of a registration by which it is void, and stands for nothing."""

_TURNED = frozenset(
    {
        "IS_DIRECTLY_CONSOLIDATED_BY",
        "IS_ULTIMATELY_CONSOLIDATED_BY",
        "IS_INTERNATIONAL_BRANCH_OF",
        "IS_FUND-MANAGED_BY",
        "IS_SUBFUND_OF",
    }
)
_DIRECTNESS = {
    "IS_DIRECTLY_CONSOLIDATED_BY": "direct",
    "IS_ULTIMATELY_CONSOLIDATED_BY": "unknown",
}
_PERIOD = "RELATIONSHIP_PERIOD"
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")
NULL = "NULL"
"""What the index writes where a status does not apply."""


class HeldRelation(msgspec.Struct, array_like=True):
    """A relationship put aside until one of its ends is reached; days as texts."""

    origin: str
    target: str
    type: str
    number: str
    start: str = ""
    end: str = ""
    status: str = ""
    registration: str = ""
    share: str = ""
    description: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """The relationship as one line of words, in the direction in which it is published."""
        ends = (self.origin, self.target)
        first, second = reversed(ends) if self.type in _TURNED else ends
        said = [f"start: {first}", self.type, f"end: {second}"]
        said.extend([f"since: {self.start}"] if self.start else [])
        said.extend([f"until: {self.end}"] if self.end else [])
        return "; ".join(said)

    @property
    def doubts(self) -> tuple[str, ...]:
        """The qualifiers of a relationship whose registration is void, or status not stated."""
        void = ["revoked"] if self.registration in VOID else []
        return (*void, *(["undetermined"] if self.status == NULL else []))


def held_relation(cursor: Cursor) -> HeldRelation:
    """A relationship record as plain values; raises BadInputError for a broken one."""
    relation = cursor.child("Relationship")
    if relation is None:
        message = "a record without a relationship"
        raise cursor.error(message, field="Relationship")
    start, end = (_node(relation, name) for name in ("StartNode", "EndNode"))
    kind = relation.text("RelationshipType")
    cursor.record = number = f"{start}-{kind}-{end}"
    relation.insist(kind, "a relationship without a type", field="RelationshipType")
    check_codes(cursor)
    own, others = _periods(relation)
    words = [*others, *_qualifiers(relation)]
    share = "; ".join(_quantifiers(relation))
    origin, target = (end, start) if kind in _TURNED else (start, end)
    status = relation.text("RelationshipStatus")
    registration = dict(_registration(cursor))
    return HeldRelation(
        origin=origin,
        target=target,
        type=kind,
        number=number,
        start=own[0],
        end=own[1],
        status=status,
        registration=registration.get("RegistrationStatus", ""),
        share=share,
        description="; ".join([*words, *([f"status: {status}"] if status else [])]),
        note="; ".join(f"{name}: {text}" for name, text in registration.items()),
    )


def _node(relation: Cursor, name: str) -> str:
    node = relation.child(name)
    number = node.text("NodeID") if node else ""
    kind = node.text("NodeIDType") if node else ""
    relation.insist(number.isascii() and number.isalnum(), "not an LEI", field=name, value=number)
    relation.insist(kind in {"", "LEI"}, "not a kind of number known", field=name, value=kind)
    return number


def _periods(relation: Cursor) -> tuple[tuple[str, str], list[str]]:
    """The period of the relationship itself, and the others as words."""
    own, others = ("", ""), []
    for container in relation.children("RelationshipPeriods"):
        for period in container.children("RelationshipPeriod"):
            days = (_day(period, "StartDate"), _day(period, "EndDate"))
            kind = period.text("PeriodType")
            if kind == _PERIOD and own == ("", ""):
                own = days
            else:
                others.append(f"{kind}: {'/'.join(days)}".strip("/ "))
    return own, others


def _day(period: Cursor, name: str) -> str:
    text = period.text(name)
    match = _DAY.fullmatch(text)
    period.insist(match or not text, "not a day written as 2012-11-29", field=name, value=text)
    return match[1] if match else ""


def _qualifiers(relation: Cursor) -> Iterator[str]:
    for container in relation.children("RelationshipQualifiers"):
        for item in container.children("RelationshipQualifier"):
            words = (item.text("QualifierDimension"), item.text("QualifierCategory"))
            yield ": ".join(filter(None, words))


def _quantifiers(relation: Cursor) -> Iterator[str]:
    """Every measured amount as words.

    The index measures how much of the accounts is consolidated, by the rules of accounting, and
    never how many shares are held.
    """
    for container in relation.children("RelationshipQuantifiers"):
        for item in container.children("RelationshipQuantifier"):
            names = ("MeasurementMethod", "QuantifierAmount", "QuantifierUnits")
            yield ", ".join(filter(None, (item.text(name) for name in names)))


def _registration(cursor: Cursor) -> Iterator[tuple[str, str]]:
    for item in cursor.children("Registration"):
        for name in (
            "RegistrationStatus",
            "InitialRegistrationDate",
            "LastUpdateDate",
            "ManagingLOU",
            "ValidationSources",
            "ValidationDocuments",
            "ValidationReference",
        ):
            if found := item.texts(name):
                yield name, ", ".join(found)


def relation_of(held: HeldRelation) -> Relation:
    """The relationship that was put aside, its two ends known to be parties."""
    return Relation(
        origin=PartyRef(SCHEME, held.origin),
        target=PartyRef(SCHEME, held.target),
        type=held.type,
        number=held.number,
        description=held.description,
        share_text=held.share,
        directness=_DIRECTNESS.get(held.type, ""),
        start=_date(held.start),
        end=_date(held.end),
        former=True if held.status == "INACTIVE" else None,
        qualifiers=held.doubts,
        note=held.note,
    )


def lost_relation(held: HeldRelation) -> Feature:
    """What a relationship says, as words on the one end that is a party."""
    return Feature(
        type="relation, in words",
        value=held.words,
        note="; ".join(filter(None, (held.share, held.description, held.note))),
        qualifiers=held.doubts,
    )


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except BadDateError:
        return None

"""Relationship records of the Global LEI Index (level 2), each turned to its acting side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

import msgspec

from kg.errors import BadDateError
from kg.model import Feature, PartyRef, Relation
from kg.sources.elements import Cursor
from kg.values import PartialDate

SCHEME = "lei"

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
_TYPE = re.compile(r"[A-Z][A-Z_-]+")
_MOST = Decimal(100)


class HeldRelation(msgspec.Struct, array_like=True):
    """A relationship put aside until one of its ends is reached; days as texts."""

    origin: str
    target: str
    type: str
    number: str
    start: str = ""
    end: str = ""
    is_over: bool = False
    share: str = ""
    description: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """The relationship as one line of words."""
        dates = f"{self.start}/{self.end}".strip("/")
        ends = f"{self.type}: from: {self.origin}; to: {self.target}"
        return "; ".join(filter(None, (ends, dates, self.share, self.description)))


def held_relation(cursor: Cursor) -> HeldRelation:
    """A relationship record as plain values; raises BadInputError for a broken one."""
    relation = cursor.child("Relationship")
    if relation is None:
        message = "a record without a relationship"
        raise cursor.error(message, field="Relationship")
    start, end = (_node(relation, name) for name in ("StartNode", "EndNode"))
    kind = relation.text("RelationshipType")
    cursor.record = number = f"{start}-{kind}-{end}"
    relation.insist(_TYPE.fullmatch(kind), "not a type", field="RelationshipType", value=kind)
    own, others = _periods(relation)
    words = [*others, *_qualifiers(relation)]
    share, amounts = _quantifiers(relation)
    origin, target = (end, start) if kind in _TURNED else (start, end)
    status = relation.text("RelationshipStatus")
    return HeldRelation(
        origin=origin,
        target=target,
        type=kind,
        number=number,
        start=own[0],
        end=own[1],
        is_over=status not in {"", "ACTIVE"},
        share=share,
        description="; ".join([*words, *amounts, f"status: {status}" if status else ""]).strip(
            "; "
        ),
        note="; ".join(_registration(cursor)),
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
    period.insist(match or not text, "not a day", field=name, value=text)
    return match[1] if match else ""


def _qualifiers(relation: Cursor) -> Iterator[str]:
    for container in relation.children("RelationshipQualifiers"):
        for item in container.children("RelationshipQualifier"):
            words = (item.text("QualifierDimension"), item.text("QualifierCategory"))
            yield ": ".join(filter(None, words))


def _quantifiers(relation: Cursor) -> tuple[str, list[str]]:
    """A share in per cent, and every measured amount as words."""
    share, found = "", []
    for container in relation.children("RelationshipQuantifiers"):
        for item in container.children("RelationshipQuantifier"):
            method, amount, units = (
                item.text(name)
                for name in ("MeasurementMethod", "QuantifierAmount", "QuantifierUnits")
            )
            found.append(", ".join(filter(None, (method, amount, units))))
            share = share or (amount if units == "PERCENTAGE" else "")
    return share, found


def _registration(cursor: Cursor) -> Iterator[str]:
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
            yield from (f"{name}: {text}" for text in item.texts(name))


def relation_of(held: HeldRelation) -> Relation:
    """The relationship that was put aside, its two ends known to be parties."""
    share = _share(held.share)
    return Relation(
        origin=PartyRef(SCHEME, held.origin),
        target=PartyRef(SCHEME, held.target),
        type=held.type,
        number=held.number,
        description=held.description,
        share=share,
        share_text=held.share if share is None else "",
        directness=_DIRECTNESS.get(held.type, ""),
        start=_date(held.start),
        end=_date(held.end),
        former=True if held.is_over else None,
        note=held.note,
    )


def lost_relation(held: HeldRelation) -> Feature:
    """What a relationship says, as words on the one end that is a party."""
    return Feature(type="relation, in words", value=held.words, note=held.note)


def _share(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if 0 <= number <= _MOST else None


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except BadDateError:
        return None

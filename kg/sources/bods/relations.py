"""Relationships of the Beneficial Ownership Data Standard: one relation for each interest.

The interested party owns, controls or benefits; the subject is owned, controlled or serves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kg.errors import BadDateError
from kg.model import PartyRef, Relation
from kg.sources.json_fields import Fields
from kg.values import PartialDate

SCHEME = "bods"
ONE_END = "a relation of a party to itself is kept as words"
UNKNOWN = "unknownInterest"

_MOST = Decimal(100)
# The standard names the description; data that are published by it also have details.
_WHY = ("reason", "description", "details")
_DIRECTNESS = frozenset({"direct", "indirect", "unknown"})
_BENEFICIAL = {True: "beneficial ownership or control", False: "not beneficial", None: ""}
_BOUNDS = {
    "exact": "exactly",
    "minimum": "at least",
    "exclusiveMinimum": "more than",
    "maximum": "at most",
    "exclusiveMaximum": "less than",
}


class _Shares(NamedTuple):
    """An exact share and its bounds, by the names that a relation has for them."""

    share: Decimal | None = None
    share_min: Decimal | None = None
    share_above: Decimal | None = None
    share_max: Decimal | None = None
    share_below: Decimal | None = None

    @property
    def has_room(self) -> bool:
        """Whether a share can lie within the bounds."""
        low, above, high, below = self[1:]
        strict = ((above, high), (above, below), (low, below), (above, _MOST), (Decimal(0), below))
        is_within = low is None or high is None or low <= high
        return is_within and all(a is None or b is None or a < b for a, b in strict)


_UNSTATED = _Shares()


class Ends(NamedTuple):
    """Owner and owned by the ids of their records, "" for one unspecified, and both in words."""

    owner: str
    owned: str
    words: str


def ends_of(details: Fields) -> Ends:
    """The two ends of a relationship; an end may be an object that says why there is none."""
    found = []
    for name in ("interestedParty", "subject"):
        if details.holds_object(name):
            reasons = details.children(name)
            words = [item.text(key) for item in reasons for key in _WHY]
            found.append(("", f"unspecified ({', '.join(filter(None, words))})"))
        else:
            number = details.text(name)
            found.append((number, number or "not stated"))
    (owner, owner_words), (owned, owned_words) = found
    return Ends(owner, owned, f"interested party: {owner_words}; subject: {owned_words}")


def words_of(details: Fields) -> str:
    """The interests of a relationship as one line of words."""
    interests = details.children("interests")
    told = ["; ".join(_words(item)) for item in interests] or [UNKNOWN]
    return "; ".join((*told, *_components(details)))


def _words(item: Fields) -> Iterator[str]:
    yield item.text("type") or UNKNOWN
    for name in ("directOrIndirect", "details"):
        yield from item.texts(name)
    if beneficial := _BENEFICIAL[item.flag("beneficialOwnershipOrControl")]:
        yield beneficial
    for share in item.children("share"):
        yield _shares(share)[1]
    dates = "/".join(item.text(name) for name in ("startDate", "endDate"))
    if dates.strip("/"):
        yield dates


def _components(details: Fields) -> Iterator[str]:
    """The records that a relationship is made up of."""
    yield from (f"component: {number}" for number in details.texts("componentRecords"))


def relations_of(
    details: Fields, ends: Ends, said: Sequence[str], *, closed: bool
) -> Iterator[Relation]:
    """The relations of a relationship whose two ends are parties of the file."""
    interests = details.children("interests")
    record = [f"record: {details.record}"] if len(interests) > 1 else []
    words = (*record, *said, *_components(details))
    for place, item in enumerate(interests or [Fields({}, details.ledger, path="interests")]):
        number = details.record if len(interests) <= 1 else f"{details.record}-{place}"
        yield _relation(item, ends, "; ".join(words), number, closed=closed)


def _relation(item: Fields, ends: Ends, note: str, number: str, *, closed: bool) -> Relation:
    share = item.child("share")
    bounds, words = _shares(share) if share else (_UNSTATED, "")
    is_beneficial = item.flag("beneficialOwnershipOrControl")
    directness = item.text("directOrIndirect")
    message = "neither direct, indirect nor unknown"
    item.insist(
        directness in {"", *_DIRECTNESS}, message, field="directOrIndirect", value=directness
    )
    end = _date(item, "endDate")
    return Relation(
        origin=PartyRef(SCHEME, ends.owner),
        target=PartyRef(SCHEME, ends.owned),
        type=item.text("type") or UNKNOWN,
        number=number,
        description="; ".join(filter(None, (item.text("details"), _BENEFICIAL[is_beneficial]))),
        **bounds._asdict(),
        share_text="" if bounds.share is not None else words,
        directness=directness,
        start=_date(item, "startDate"),
        end=end,
        former=True if closed else None,
        note=note,
    )


def _shares(share: Fields) -> tuple[_Shares, str]:
    """The share or its bounds, and all that is stated as words."""
    stated = {name: share.number(name) for name in _BOUNDS}
    for name, value in stated.items():
        is_share = value is None or 0 <= value <= _MOST
        share.insist(is_share, "not a share of 0 to 100 per cent", field=name, value=str(value))
    words = [f"{_BOUNDS[name]} {value} %" for name, value in stated.items() if value is not None]
    bounds = _Shares(*stated.values())
    share.insist(bounds.has_room, "no share lies within these bounds", value=", ".join(words))
    if bounds.share_min is not None and bounds.share_min == bounds.share_max:
        exact = bounds.share_min if bounds.share is None else bounds.share
        bounds = bounds._replace(share=exact, share_min=None, share_max=None)
    return bounds, ", ".join(words)


def _date(item: Fields, name: str) -> PartialDate | None:
    text = item.text(name)
    try:
        return PartialDate.parse(text.partition("T")[0]) if text else None
    except BadDateError as error:
        message = "not a date written as 2016-04-06"
        raise item.error(message, field=name, value=text) from error

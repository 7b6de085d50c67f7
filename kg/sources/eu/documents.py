"""Documents and register numbers of the European Union's list, with what is known against them."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Feature, Identifier
from kg.sources.eu.items import Item, day, place, truth
from kg.sources.gathered import Gathered
from kg.values import PartialDate

_DOUBTS = (
    ("knownExpired", "expired"),
    ("knownFalse", "false"),
    ("reportedLost", "reported-lost"),
    ("revokedByIssuer", "revoked"),
)
_DESCRIBED = re.compile(
    r"(?P<number>.+?) \((?P<code>[A-Za-z]+)-(?P<words>[^()]+)\)(?: \((?P<remark>.*)\))?"
)


def add(found: Gathered, item: Item, *, instrument: str) -> None:
    """Put one document into what was gathered: its number, and its number in Latin letters."""
    code, printed = item.value("identificationTypeCode"), item.value("number")
    remark = item.remark()
    if not code and (match := _DESCRIBED.fullmatch(printed)):
        code, printed = match["code"], match["number"]
        remark = "\n".join(filter(None, (remark, match["remark"])))
    is_diplomatic = truth(item, "diplomatic")
    issued, expires = (_date(item, name) for name in ("issuedDate", "validTo"))
    told = Identifier(
        value=printed,
        scheme="diplomatic-passport" if is_diplomatic and code == "passport" else code or "other",
        country=place(found, item),
        issuer=item.value("issuedBy"),
        issued=issued,
        expires=expires,
        bears_name=item.value("nameOnDocument"),
        qualifiers=tuple(doubt for name, doubt in _DOUBTS if truth(item, name)),
        note=_note(item, remark, is_diplomatic=bool(is_diplomatic) and code != "passport"),
        number=item.value("logicalId"),
        instrument=instrument,
    )
    latin = item.value("latinNumber")
    values = dict.fromkeys(text for text in (printed, latin) if text)
    found.identifiers.extend(replace(told, value=text) for text in values)
    if not values:
        _add_described(found, told)


def _date(item: Item, name: str) -> PartialDate | None:
    date = day(item, name, item.value(name))
    return PartialDate.of(date.year, date.month, date.day) if date else None


def _note(item: Item, remark: str, *, is_diplomatic: bool) -> str:
    region, start = item.value("region"), item.value("validFrom")
    said = (
        remark,
        "diplomatic" if is_diplomatic else "",
        f"region: {region}" if region else "",
        f"valid from: {start}" if start else "",
    )
    return "\n".join(filter(None, said))


def _add_described(found: Gathered, told: Identifier) -> None:
    """A document without a number is a feature, when anything is said of it."""
    said = [told.issuer, told.bears_name, told.note]
    said += [date.edtf for date in (told.issued, told.expires) if date]
    if not any(said) and told.country is None:
        return
    found.features.append(
        Feature(
            type="document",
            value="; ".join(filter(None, (told.scheme, *said))),
            country=told.country,
            qualifiers=told.qualifiers,
            number=told.number,
            instrument=told.instrument,
        )
    )

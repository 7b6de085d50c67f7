"""Identities of a target of the Swiss list: names, births, places and documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.countries import Country, country
from kg.errors import BadDateError
from kg.model import Address, BirthDate, Feature, Identifier, Kind, Name
from kg.sources.base import Ledger
from kg.sources.elements import Cursor
from kg.sources.seco.fields import DOCUMENTS, OF_NO_PLACE, SAYS_NOTHING
from kg.sources.seco.names import names_of
from kg.sources.seco.places import Place, country_of, meant, plain
from kg.values import PartialDate

NO_PLACE = "a place that is not in the file is left out"
UNREADABLE_BIRTH = "a date of birth could not be read and is kept as words"

_ABOUT = frozenset({"circa", "approximately", "approximate", "about"})
_INFORMATION = (
    (re.compile(r"IMO [Nn]umber ?: ?(\d{7})\.?"), "imo", True),
    (
        re.compile(r"Tax(?:payer)? (?:[Ii]dentification|[Rr]egistration) [Nn]umber ?: ?(\d+)\.?"),
        "tax-id",
        True,
    ),
    (
        re.compile(r"(?:State |Business )?[Rr]egistration number ?: ?(\d+)\.?"),
        "registration-number",
        True,
    ),
    (
        re.compile(
            r"S(?:WIFT|wift)(?:/BIC)?(?: [Cc]ode)? ?: ?([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\.?"
        ),
        "bic",
        True,
    ),
    (re.compile(r"Website ?: ?((?:https?:|www\.)\S+)"), "website", False),
    (re.compile(r"E-?mail(?: address)? ?: ?(\S+@\S+)"), "email", False),
    (re.compile(r"(?:Tel\.|Telephone)(?: number)? ?: ?(\+?[0-9 ()-]+)"), "phone", False),
    (re.compile(r"Type of entity ?: ?(.+)"), "legal-form", False),
)


@dataclass
class Found:
    """What has been found of one target, each list in the order of the file."""

    ledger: Ledger
    places: dict[str, Place]
    names: list[Name] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    birth_dates: list[BirthDate] = field(default_factory=list)
    birth_places: list[Address] = field(default_factory=list)
    features: list[Feature] = field(default_factory=list)

    def warn(self, kind: str, item: Cursor, value: str) -> None:
        """Count a warning about a place in the record."""
        self.ledger.warn(kind, record=item.record, field=item.path, value=value)

    def take_over(self, other: Found, *, note: str) -> None:
        """Add what has been found of one identity, each claim with a note that says which."""
        for kind in (
            "names",
            "identifiers",
            "addresses",
            "birth_dates",
            "birth_places",
            "features",
        ):
            noted = (
                replace(claim, note="; ".join(filter(None, (claim.note, note))))
                for claim in getattr(other, kind)
            )
            getattr(self, kind).extend(noted)

    def ordered_names(self) -> tuple[Name, ...]:
        """The names, exactly one of them primary: of the main identity if it has one."""
        primary = [name for name in self.names if name.type == "primary"]
        first = next((name for name in primary if name.main), (primary or self.names)[0])
        others = [
            replace(name, type="aka") if name.type == "primary" else name
            for name in self.names
            if name is not first
        ]
        return (replace(first, type="primary"), *others)


def add_identity(found: Found, item: Cursor, kind: Kind) -> None:
    """One identity of a target; the claims of one that is not the main one say so."""
    main = {"true": True, "false": False}.get(item.attribute("main"))
    named: list[Name] = []
    for name in item.children("name"):
        names, titles = names_of(name, main=main)
        named.extend(names)
        found.features.extend(titles)
    found.names.extend(_one_primary(named))
    for nationality in item.children("nationality"):
        number, land = nationality.attribute("ssid"), country_of(nationality)
        if land:
            found.features.append(
                Feature(type="nationality", value=land.name, country=land, number=number, main=main)
            )
    for date in item.children("day-month-year"):
        _add_date(found, date, kind, main=main)
    for place in item.children("place-of-birth"):
        found.birth_places.extend(_address(found, place, main=main))
    for address in item.children("address"):
        found.addresses.extend(_address(found, address, main=main))
    for document in item.children("identification-document"):
        _add_document(found, document, main=main)


def _one_primary(names: list[Name]) -> list[Name]:
    """The names of an identity; a primary one in a further language is a spelling of the first."""
    primary = [name for name in names if name.type == "primary"]
    first = next((name for name in primary if name.language == "en"), next(iter(primary), None))
    return [
        replace(name, type="variation")
        if first and name.type == "primary" and name.language != first.language
        else name
        for name in names
    ]


def _add_date(found: Found, item: Cursor, kind: Kind, *, main: bool | None) -> None:
    """A date of birth, or of founding for what is not born."""
    number = item.attribute("ssid")
    texts = {name: item.attribute(name) for name in ("year", "month", "day")}
    said = (
        item.attribute("quality"),
        item.attribute("calendar"),
        " ".join(item.own_text().split()),
    )
    note = "; ".join(text for text in said if text and text.casefold() not in {"good", "gregorian"})
    printed = "-".join(text.zfill(2) for text in texts.values() if text)
    printed = printed if texts["year"] or not printed else f"--{printed}"
    numbers = [int(text) for text in texts.values() if text.isdigit()]
    try:
        is_whole = texts["year"].isdigit() and len(numbers) == sum(map(bool, texts.values()))
        is_foreign = said[1] and said[1].casefold() != "gregorian"
        in_order = bool(texts["month"]) or not texts["day"]
        is_about = said[0].casefold() in _ABOUT
        is_read = is_whole and in_order and not is_foreign
        date = PartialDate.of(*numbers, approximate=is_about) if is_read else None
    except BadDateError:
        date = None
    if date and kind is Kind.PERSON:
        found.birth_dates.append(BirthDate(date=date, number=number, note=note, main=main))
    elif date:
        type_ = "organization-established" if kind is Kind.ENTITY else "vessel-year-of-build"
        found.features.append(
            Feature(type=type_, value=printed, date=date, number=number, note=note, main=main)
        )
    elif printed or note:
        found.warn(UNREADABLE_BIRTH, item, printed)
        found.features.append(
            Feature(
                type="birth-date",
                value=printed or note,
                number=number,
                note=note if printed else "",
                main=main,
            )
        )


def _address(found: Found, item: Cursor, *, main: bool | None) -> Iterator[Address]:
    """An address or place of birth: its own words, and the place it points to."""
    place_id = item.element.get("place-id", "").strip()
    place = found.places.get(place_id, Place())
    if place_id in found.places:
        item.attribute("place-id")
    elif item.leave("place-id", OF_NO_PLACE):
        found.warn(NO_PLACE, item, place_id)
    said = (item.attribute("quality"), item.attribute("main"), plain(item, "remarks"))
    lines = tuple(filter(None, (plain(item, "c-o"), plain(item, "address-details"))))
    own = Place(plain(item, "location"), plain(item, "area"), country_of(item))
    quality, is_main, remarks = said
    note = "; ".join(filter(None, (remarks, quality if quality != "good" else "", place.note)))
    address = Address(
        lines=lines,
        po_box=plain(item, "p-o-box"),
        postal_code=plain(item, "zip-code"),
        city=own.location or place.location,
        region=own.area or place.area,
        country=own.country or place.country,
        note=note,
        main={"true": True, "false": False}.get(is_main, main),
    )
    if (
        any((lines, address.po_box, address.postal_code, address.city, address.region))
        or address.country
    ):
        yield replace(address, number=item.attribute("ssid"))
    elif note:
        number = item.attribute("ssid")
        found.features.append(Feature(type="location", value=note, number=number, main=main))
    else:
        item.leave("ssid", SAYS_NOTHING)


def _add_document(found: Found, item: Cursor, *, main: bool | None) -> None:
    number, word = item.attribute("ssid"), item.attribute("document-type")
    issuer = item.child("issuer")
    code = issuer.attribute("code") if issuer else ""
    printed = " ".join(issuer.own_text().split()) if issuer else ""
    place_id = item.child("place-of-issue")
    where = found.places.get(place_id.attribute("place-id"), Place()) if place_id else Place()
    value, remark = plain(item, "number"), plain(item, "remark")
    issued, expires = (_date(item, name) for name in ("date-of-issue", "expiry-date"))
    land = (
        Country(printed or code, country(code.upper() or printed).alpha3)
        if code or printed
        else None
    )
    land_of_issue = where.country.name if where.country else ""
    told = (remark, where.location, where.area, land_of_issue, where.note)
    note = "; ".join(filter(None, told))
    scheme = DOCUMENTS.get(word, word) or "other-identifier"
    if not value:
        days = ((issued, "issued"), (expires, "expires"))
        words = (word, note, *(f"{name} {day.edtf}" for day, name in days if day))
        text = "; ".join(filter(None, words))
        found.features.append(
            Feature(type="document", value=text, country=land, number=number, main=main)
        )
        return
    found.identifiers.append(
        Identifier(
            value=value,
            scheme=scheme,
            number=number,
            country=land,
            issued=issued,
            expires=expires,
            note=note,
            main=main,
        )
    )


def _date(item: Cursor, name: str) -> PartialDate | None:
    text = plain(item, name)
    try:
        return PartialDate.parse(text) if text else None
    except BadDateError as error:
        message = "not a date written as 2016-02-29"
        raise item.error(message, field=name, value=text) from error


def add_other_information(found: Found, item: Cursor, kind: Kind) -> None:
    """A line of other information: a number or contact when it is nothing else, or words."""
    number, text = item.attribute("ssid"), meant(item, item.own_text())
    for pattern, type_, is_number in _INFORMATION:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        if is_number:
            scheme = "imo-company" if type_ == "imo" and kind is not Kind.VESSEL else type_
            claim = Identifier(value=match[1], scheme=scheme, number=number, note=text)
            found.identifiers.append(claim)
        else:
            found.features.append(Feature(type=type_, value=match[1].strip(), number=number))
        return
    if text:
        found.features.append(Feature(type="remark", value=text, number=number))

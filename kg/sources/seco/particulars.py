"""Identities of a target of the Swiss list: names by parts and spellings, births, places.

A name is made of parts in a stated order; a part may have spelling variants in a language
and script. A variant of the whole name is made by putting a variant of one part in its place
and, beside it, the variants of the same language and script of the other parts; parts without
one keep their own spelling. Combinations beyond that are not made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.countries import Country, country
from kg.errors import BadDateError
from kg.model import Address, BirthDate, Feature, Identifier, Kind, Name
from kg.sources.base import Ledger
from kg.sources.elements import Cursor
from kg.sources.seco.fields import LANGUAGES, OF_NO_PLACE, PARTS, SAYS_NOTHING, UNNAMED_PARTS
from kg.values import PartialDate

NO_PLACE = "a place that is not in the file is left out"
UNREADABLE_BIRTH = "a date of birth could not be read and is kept as words"

_NAME_TYPES = {"primary-name": "primary", "alias": "aka", "formerly-known-as": "fka"}
_STRENGTHS = {"good": "strong", "low": "weak", "": ""}
_TITLE = "title"
_ABOUT = frozenset({"circa", "approximately", "approximate", "about"})
_OTHER_PARTS = frozenset({"whole-name", *UNNAMED_PARTS, _TITLE})
_LANGUAGE = re.compile("[a-z]{2,3}")
_SCRIPT = re.compile("[A-Z][a-z]{3}")
_DOCUMENTS = {
    "passport": "passport",
    "diplomatic-passport": "diplomatic-passport",
    "id-card": "national-id",
    "driver-license": "drivers-licence",
    "driving-license": "drivers-licence",
    "travel-document": "travel-document",
    "residence-permit": "residence-permit",
}
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
    (re.compile(r"Website ?: ?((?:https?:|www\.)\S+)"), "website", False),
    (re.compile(r"E-?mail(?: address)? ?: ?(\S+@\S+)"), "email", False),
    (re.compile(r"(?:Tel\.|Telephone)(?: number)? ?: ?(\+?[0-9 ()-]+)"), "phone", False),
    (re.compile(r"Type of entity ?: ?(.+)"), "legal-form", False),
)


class Place(NamedTuple):
    """A place that targets point to by number."""

    location: str = ""
    area: str = ""
    country: Country | None = None
    note: str = ""


class _Part(NamedTuple):
    """A part of a name: its kind, its own spelling, and variants by language and script."""

    kind: str
    value: str
    variants: tuple[tuple[str, str, str], ...]


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
        return (replace(first, type="primary", strength="strong"), *others)


def plain(item: Cursor, name: str) -> str:
    """The text of the one child of that name, its white space collapsed."""
    return " ".join(item.text(name).split())


def place_of(item: Cursor) -> Place:
    """A place, its number taken; variants of its names are kept as a note."""
    variants = [
        " ".join(text.split())
        for name in ("location-variant", "area-variant")
        for part in item.children(name)
        for text in _variant(part)
    ]
    return Place(plain(item, "location"), plain(item, "area"), _country(item), "; ".join(variants))


def _variant(part: Cursor) -> Iterator[str]:
    kind = part.attribute("variant-type")
    yield " ".join(filter(None, (part.own_text(), f"({kind})" if kind else "")))


def _country(item: Cursor) -> Country | None:
    """The country an element names in words, by its code when it has one."""
    found = item.child("country")
    if found is None:
        return None
    code, text = found.attribute("iso-code"), " ".join(found.own_text().split())
    alpha3 = country(code.upper()).alpha3 if code else country(text).alpha3
    return Country(text or code, alpha3) if text or code else None


def add_identity(found: Found, item: Cursor, kind: Kind) -> None:
    """One identity of a target; the claims of one that is not the main one say so."""
    main = {"true": True, "false": False}.get(item.attribute("main"))
    for name in item.children("name"):
        found.names.extend(_names(found, name, main=main))
    for nationality in item.children("nationality"):
        number, land = nationality.attribute("ssid"), _country(nationality)
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


def _names(found: Found, item: Cursor, *, main: bool | None) -> Iterator[Name]:
    number, kind = item.attribute("ssid"), item.attribute("name-type")
    quality, language = item.attribute("quality"), _language(item.attribute("lang"))
    item.insist(kind in _NAME_TYPES, "not a type of name", field="@name-type", value=kind)
    item.insist(quality in _STRENGTHS, "not a quality", field="@quality", value=quality)
    parts = sorted(_parts(item), key=lambda pair: pair[0])
    whole = [part for _, part in parts if part.kind != _TITLE]
    for _, part in parts:
        if part.kind == _TITLE and part.value:
            found.features.append(Feature(type="title", value=part.value, main=main))
    text = " ".join(part.value for part in whole if part.value)
    item.insist(text, "a name without words", field="name-part")
    own = Name(
        text=text,
        type=_NAME_TYPES[kind],
        strength=_STRENGTHS[quality],
        language=language,
        parts=_known((part.kind, part.value) for part in whole),
        number=number,
        main=main,
    )
    yield own
    for spelling, own_parts, tag, script in _spellings(whole):
        if spelling != text:
            yield Name(
                text=spelling,
                type="variation",
                strength=_STRENGTHS[quality],
                language=tag,
                script=script,
                parts=own_parts,
                number=number,
                main=main,
            )


def _parts(item: Cursor) -> Iterator[tuple[int, _Part]]:
    for part in item.children("name-part"):
        order, kind = part.leave("order", ""), part.attribute("name-part-type")
        part.leave("ssid", "")
        is_known = kind in PARTS or kind in _OTHER_PARTS
        part.insist(is_known, "not a part of names known", field="@name-part-type", value=kind)
        part.insist(order.isdigit(), "a part without its place", field="@order", value=order)
        variants = []
        for variant in part.children("spelling-variant"):
            variant.leave("ssid", "")
            tag, script = _language(variant.attribute("lang")), variant.attribute("script")
            script = script if _SCRIPT.fullmatch(script) else ""
            if text := " ".join(variant.own_text().split()):
                variants.append((text, tag, script))
        yield int(order), _Part(kind, plain(part, "value"), tuple(variants))


def _spellings(
    parts: list[_Part],
) -> Iterator[tuple[str, tuple[tuple[str, str], ...], str, str]]:
    """Spellings of a whole name with their parts, language and script, each once."""
    cultures = dict.fromkeys((tag, script) for part in parts for _, tag, script in part.variants)
    seen: set[str] = set()
    for culture in cultures:
        columns = [
            [text for text, *own in part.variants if tuple(own) == culture] or [part.value]
            for part in parts
        ]
        for row in range(max(map(len, columns))):
            words = [column[min(row, len(column) - 1)] for column in columns]
            text = " ".join(filter(None, words))
            if text not in seen:
                seen.add(text)
                pairs = zip((part.kind for part in parts), words, strict=True)
                yield text, _known(pairs), *culture


def _known(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The parts of which the kind has a name of its own, by that name."""
    return tuple((PARTS[kind], text) for kind, text in pairs if kind in PARTS and text)


def _language(text: str) -> str:
    tag = LANGUAGES.get(text.lower(), text.lower())
    return tag if _LANGUAGE.fullmatch(tag) else ""


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
    own = Place(plain(item, "location"), plain(item, "area"), _country(item))
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
    scheme = _DOCUMENTS.get(word, word) or "other-identifier"
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
    number, text = item.attribute("ssid"), " ".join(item.own_text().split())
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

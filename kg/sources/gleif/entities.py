"""Level 1 records of the Global LEI Index, as parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.countries import country_of_code
from kg.errors import BadDateError
from kg.model import Address, Feature, Identifier, Kind, Name, Party, PartyRef
from kg.sources.elements import Cursor
from kg.sources.gleif.relations import NULL, SCHEME, VOID
from kg.values import PartialDate

_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
WORDS = {
    "PREVIOUS_LEGAL_NAME": ("fka",),
    "TRADING_OR_OPERATING_NAME": ("dba",),
    "RELATIONSHIP_PERIOD": ("Relation", "relation, in words"),
}
"""What the graph calls words of the index."""

_TYPES = {"PREVIOUS_LEGAL_NAME": "fka", "TRADING_OR_OPERATING_NAME": "dba"}
NO_AUTHORITY = frozenset({"RA888888", "RA999999"})
_LINES = (
    "FirstAddressLine",
    "AddressNumber",
    "AddressNumberWithinBuilding",
    "AdditionalAddressLine",
    "MailRouting",
)
_FEATURES = (
    ("EntityCategory", "entity category"),
    ("EntitySubCategory", "entity subcategory"),
    ("EntityStatus", "entity status"),
    ("EntityExpirationReason", "reason of expiration"),
)
_DATES = (
    ("EntityCreationDate", "organization-established"),
    ("EntityExpirationDate", "organization dissolved"),
)
_REGISTRATION = (
    "RegistrationStatus",
    "InitialRegistrationDate",
    "LastUpdateDate",
    "ManagingLOU",
    "ValidationSources",
)


def number_of(cursor: Cursor) -> str:
    """Take the LEI of a record; raises BadInputError for one that is none."""
    number = cursor.record = cursor.text("LEI")
    message = "not an LEI: 18 capitals or digits and two digits"
    cursor.insist(_LEI.fullmatch(number), message, field="LEI", value=number)
    return number


def party_of(cursor: Cursor, words: Sequence[Feature]) -> Party:
    """The party of a level 1 record whose LEI is taken; ``words`` are what waited for it."""
    number = cursor.record
    entity = cursor.child("Entity")
    if entity is None:
        message = "a record without an entity"
        raise cursor.error(message, field="Entity")
    registration = cursor.child("Registration")
    said = _registration(registration) if registration else {}
    status = said.get("RegistrationStatus", "")
    doubts = ("revoked",) if status in VOID else ()
    note = f"registration {status}" if doubts else ""
    return Party(
        ref=PartyRef(SCHEME, number),
        kind=Kind.ENTITY,
        names=tuple(_names(entity)),
        identifiers=(
            Identifier(value=number, scheme="lei", qualifiers=doubts, note=note),
            *_identifiers(entity, "RegistrationAuthority", ""),
            *(_validated(registration) if registration else ()),
        ),
        addresses=tuple(_addresses(entity)),
        features=(
            *_features(entity),
            *(
                Feature(type=f"LEI {name}", value=text, date=_day_of(name, text))
                for name, text in said.items()
            ),
            *words,
        ),
    )


def _registration(item: Cursor) -> dict[str, str]:
    """What is said of the registration of the LEI itself, by the name of the field."""
    return {name: text for name in _REGISTRATION if (text := item.text(name))}


def _validated(item: Cursor) -> Iterator[Identifier]:
    """The numbers under which validating registers hold the entity."""
    yield from _identifiers(item, "ValidationAuthority", "validated there")
    for others in item.children("OtherValidationAuthorities"):
        yield from _identifiers(others, "OtherValidationAuthority", "validated there")


def _names(entity: Cursor) -> Iterator[Name]:
    legal = entity.child("LegalName")
    entity.insist(legal, "an entity without a legal name", field="LegalName")
    if legal is not None:
        text, language = legal.own_text(), _language(legal)
        entity.insist(text, "an entity without a legal name", field="LegalName")
        yield Name(text=text, type="primary", strength="strong", language=language)
    for container, name in (
        ("OtherEntityNames", "OtherEntityName"),
        ("TransliteratedOtherEntityNames", "TransliteratedOtherEntityName"),
    ):
        for items in entity.children(container):
            for item in items.children(name):
                kind, text, language = item.attribute("type"), item.own_text(), _language(item)
                if text:
                    type_ = _TYPES.get(kind, "aka")
                    yield Name(text=text, type=type_, language=language, note=kind)


def _language(item: Cursor) -> str:
    text = item.attribute("lang").lower()
    return text if _LANGUAGE.fullmatch(text) else ""


def _identifiers(item: Cursor, container: str, note: str) -> Iterator[Identifier]:
    """The number in a register, with GLEIF's code of the register as its issuer."""
    prefix = "Registration" if container == "RegistrationAuthority" else "Validation"
    for found in item.children(container):
        code = found.text(f"{prefix}AuthorityID")
        words = found.text(f"Other{prefix}AuthorityID")
        number = found.text(f"{prefix}AuthorityEntityID")
        issuer = ", ".join(text for text in (code, words) if text and text not in NO_AUTHORITY)
        if number:
            yield Identifier(value=number, scheme="registration-number", issuer=issuer, note=note)
        elif words:
            yield Identifier(value=words, scheme="other-identifier", note="a register, no number")


def _addresses(entity: Cursor) -> Iterator[Address]:
    for name in ("LegalAddress", "HeadquartersAddress"):
        yield from (_address(item, name) for item in entity.children(name))
    for container, name in (
        ("OtherAddresses", "OtherAddress"),
        ("TransliteratedOtherAddresses", "TransliteratedOtherAddress"),
    ):
        for items in entity.children(container):
            for item in items.children(name):
                yield _address(item, item.attribute("type") or name)


def _address(item: Cursor, note: str) -> Address:
    printed, region = item.text("Country"), item.text("Region")
    lines = dict.fromkeys(text for name in _LINES for text in item.texts(name))
    return Address(
        lines=tuple(lines),
        city=item.text("City"),
        region=region,
        postal_code=item.text("PostalCode"),
        country=country_of_code(printed) if printed else None,
        language=_language(item),
        note=note,
    )


def _features(entity: Cursor) -> Iterator[Feature]:
    if place := entity.text("LegalJurisdiction"):
        land = country_of_code(place)
        yield Feature(type="registration-country", value=land.name, country=land)
    for form in entity.children("LegalForm"):
        words = (form.text("EntityLegalFormCode"), form.text("OtherLegalForm"))
        yield Feature(type="legal-form", value=", ".join(filter(None, words)))
    for name, type_ in _FEATURES:
        found = (text for text in entity.texts(name) if text != NULL)
        yield from (Feature(type=type_, value=text) for text in found)
    for name, type_ in _DATES:
        for text in entity.texts(name):
            yield Feature(type=type_, value=text, date=_date(text))
    yield from _others(entity)


def _others(entity: Cursor) -> Iterator[Feature]:
    """Associated and succeeding entities, and events, in words."""
    for item in entity.children("AssociatedEntity"):
        names = ("AssociatedLEI", "AssociatedEntityName")
        words = (item.attribute("type"), *(item.text(name) for name in names))
        yield Feature(type="associated entity", value=", ".join(filter(None, words)))
    for item in entity.children("SuccessorEntity"):
        words = (item.text("SuccessorLEI"), item.text("SuccessorEntityName"))
        yield Feature(type="successor entity", value=", ".join(filter(None, words)))
    for container in entity.children("LegalEntityEvents"):
        for event in container.children("LegalEntityEvent"):
            yield _event(event)


def _event(event: Cursor) -> Feature:
    kind = event.text("LegalEntityEventType")
    effective = event.text("LegalEntityEventEffectiveDate")
    words = [kind, *(event.attribute(name) for name in ("event_status", "group_type", "group_id"))]
    names = ("LegalEntityEventRecordedDate", "ValidationDocuments", "ValidationReference")
    words.extend(f"{name}: {text}" for name in names for text in event.texts(name))
    for container in event.children("AffectedFields"):
        for item in container.children("AffectedField"):
            place = item.attribute("field_xpath")
            words.append(f"affects: {', '.join(filter(None, (place, item.own_text())))}")
    value = "; ".join(filter(None, words))
    return Feature(type="legal entity event", value=value, date=_date(effective))


def _day_of(name: str, text: str) -> PartialDate | None:
    return _date(text) if name.endswith("Date") else None


def _date(text: str) -> PartialDate | None:
    """The day of a date and time, as it is printed; None when there is none to read."""
    try:
        return PartialDate.parse(text.partition("T")[0]) if text else None
    except BadDateError:
        return None

"""People and entities of the Beneficial Ownership Data Standard, as parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.countries import Country, country, country_of_code
from kg.errors import BadDateError
from kg.model import (
    Address,
    BirthDate,
    Feature,
    Identifier,
    Kind,
    Name,
    Party,
    PartyRef,
)
from kg.sources.bods.relations import SCHEME
from kg.sources.json_fields import Fields
from kg.values import PartialDate

ID_SCHEME = "BODS record ID"
_NAME_TYPES = {"former": "fka", "birth": "maiden", "legal": "aka", "alternative": "aka"}
_PERSONAL = {"PASSPORT": "passport", "TAXID": "tax-id", "IDCARD": "national-id"}
_AUTHORITY = re.compile(r"RA\d{6}")
_PERSONAL_SCHEME = re.compile(r"([A-Z]{3})-(PASSPORT|TAXID|IDCARD)")
_SCHEMES = {"XI-LEI": "lei", "XI-BIC": "bic", "GB-COH": "uk-company-number"}
_SECURITIES = {"isin": "isin"}
_MARKET_CODES = ("marketIdentifierCode", "operatingMarketIdentifierCode")
_ASCII = re.compile(r"[ -~]*[A-Za-z0-9][ -~]*")
_NAME_TYPE = "statement/recordDetails/names/type"
WORDS: Mapping[str, tuple[str, ...]] = {
    **{code: (scheme,) for code, scheme in _SCHEMES.items()},
    "knownPerson": ("Person",),
    "placeOfBirth": ("birthPlace",),
    "recordType = person": ("Person",),
    "recordType = entity": ("Entity", "personType", "entityType"),
    "recordType = relationship": ("Relation", "relation-in-words"),
    f"{_NAME_TYPE} = legal": ("primary", "aka"),
    f"{_NAME_TYPE} = alternative": ("primary", "aka"),
    f"{_NAME_TYPE} = former": ("fka", "primary"),
    f"{_NAME_TYPE} = birth": ("maiden", "primary"),
    "hasPublicListing = true": ("publicly listed",),
    "hasPublicListing = false": ("not publicly listed",),
    "beneficialOwnershipOrControl = true": ("beneficial ownership or control",),
    "beneficialOwnershipOrControl = false": ("not beneficial",),
    "recordStatus = closed": ("former", "the record is closed"),
}
"""What the graph calls words of the standard."""


@dataclass(frozen=True)
class Known:
    """Which types of a record make it a party, which do not, and the kind of it."""

    types: frozenset[str]
    others: frozenset[str]
    kind: Kind


KNOWN: Mapping[str, Known] = {
    "person": Known(
        frozenset({"knownPerson"}),
        frozenset({"anonymousPerson", "unknownPerson"}),
        Kind.PERSON,
    ),
    "entity": Known(
        frozenset({"registeredEntity", "legalEntity", "arrangement", "state", "stateBody"}),
        frozenset({"anonymousEntity", "unknownEntity"}),
        Kind.ENTITY,
    ),
}


def is_party(details: Fields, kind: str) -> bool:
    """Whether a person or entity is one that the publisher knows and names; its type is taken.

    Raises BadInputError for a type that the standard does not have.
    """
    if kind == "person":
        place, field, text = details, "personType", details.text("personType")
    else:
        place, field = details.child("entityType") or details, "type"
        text = place.text("type")
    known = KNOWN[kind]
    message = "not a type of the standard; correct it"
    place.insist(text in known.types | known.others, message, field=field, value=text)
    return text in known.types


def source_words(source: Fields) -> Iterator[str]:
    """What a source object says: its types, description, address and who asserts it."""
    yield from (f"source type: {text}" for text in source.texts("type"))
    yield from source.texts("description")
    yield from (f"retrieved: {text}" for text in source.texts("retrievedAt"))
    yield from source.texts("url")
    for by in source.children("assertedBy"):
        yield "asserted by: " + ", ".join(filter(None, (by.text("name"), by.text("uri"))))


def party_of(
    details: Fields,
    kind: str,
    statement: str,
    said: Sequence[str],
    words: Sequence[Feature],
) -> Party:
    """The party of a record that names one; ``said`` is who states it, ``words`` lost relations."""
    is_person = kind == "person"
    names = tuple(_person_names(details) if is_person else _entity_names(details))
    details.insist(names, "a person or entity without a name", field="names")
    addresses, birth_places = _addresses(details)
    securities, listings = _listings(details)
    return Party(
        ref=PartyRef(SCHEME, details.record),
        kind=KNOWN[kind].kind,
        names=names,
        identifiers=(
            Identifier(value=details.record, scheme=ID_SCHEME, note=f"statement {statement}"),
            *_identifiers(details),
            *securities,
        ),
        addresses=tuple(addresses),
        birth_dates=tuple(_births(details)),
        birth_places=tuple(birth_places),
        features=(
            *(_of_person(details) if is_person else _of_entity(details)),
            *listings,
            *(Feature(type="statement source", value=text) for text in said),
            *words,
        ),
    )


def _person_names(details: Fields) -> Iterator[Name]:
    """The names of a person; the first legal one leads, or else the first."""
    items = details.children("names")
    types = [item.text("type") for item in items]
    first = types.index("legal") if "legal" in types else 0
    found = [_name(item, type_) for item, type_ in zip(items, types, strict=True)]
    for place, name in enumerate(found):
        if name and place == first:
            yield Name(text=name.text, type="primary", strength="strong", parts=name.parts)
    yield from (name for place, name in enumerate(found) if name and place != first)


def _name(item: Fields, type_: str) -> Name | None:
    kinds = (("given", "givenName"), ("patronymic", "patronymicName"), ("family", "familyName"))
    parts = tuple((kind, text) for kind, name in kinds if (text := item.text(name)))
    text = item.text("fullName") or " ".join(part for _, part in parts)
    note = type_ if type_ in {"translation", "transliteration"} else ""
    return (
        Name(text=text, type=_NAME_TYPES.get(type_, "aka"), parts=parts, note=note)
        if text
        else None
    )


def _entity_names(details: Fields) -> Iterator[Name]:
    names = list(dict.fromkeys((*details.texts("name"), *details.texts("alternateNames"))))
    for place, text in enumerate(names):
        is_first = place == 0
        yield Name(
            text=text,
            type="primary" if is_first else "aka",
            strength="strong" if is_first else "",
        )


def _identifiers(details: Fields) -> Iterator[Identifier]:
    for item in details.children("identifiers"):
        code, words = item.text("scheme"), item.text("schemeName")
        number, page = item.text("id"), item.text("uri")
        match = _PERSONAL_SCHEME.fullmatch(code)
        is_name = _ASCII.fullmatch(words) and not _AUTHORITY.fullmatch(words)
        plain = code or (words if is_name else "registration-number")
        if number or page:
            yield Identifier(
                value=number or page,
                scheme=_PERSONAL[match[2]] if match else _SCHEMES.get(code, plain),
                country=country_of_code(match[1]) if match else None,
                issuer=words,
                note="; ".join(filter(None, (code if match else "", page if number else ""))),
            )
    for page in details.texts("uri"):
        yield Identifier(value=page, scheme="URI")


def _listings(details: Fields) -> tuple[list[Identifier], list[Feature]]:
    """Securities of a listed entity with their exchange, and what else is said of listings."""
    securities: list[Identifier] = []
    said: list[Feature] = []
    for listing in details.children("publicListing"):
        is_listed = listing.flag("hasPublicListing")
        word = "publicly listed" if is_listed else "not publicly listed"
        texts = ["" if is_listed is None else word, *listing.texts("companyFilingsURLs")]
        for item in listing.children("securitiesListings"):
            names = ("stockExchangeName", *_MARKET_CODES)
            market = ", ".join(filter(None, (item.text(name) for name in names)))
            place = item.text("stockExchangeJurisdiction")
            land = country_of_code(place) if place else None
            found = list(_securities(item, market, land))
            securities.extend(found)
            if not found:
                texts.extend((market, land.name if land else ""))
        value = "; ".join(filter(None, texts))
        said.extend([Feature(type="public listing", value=value)] if value else [])
    return securities, said


def _securities(item: Fields, market: str, land: Country | None) -> Iterator[Identifier]:
    for security in item.children("security"):
        scheme, number = security.text("idScheme"), security.text("id")
        kinds = {security.text("ticker"): "equity-ticker"}
        kinds[number] = _SECURITIES.get(scheme, scheme or "isin")
        for value, kind in kinds.items():
            if value:
                yield Identifier(value=value, scheme=kind, issuer=market, country=land)


def _addresses(details: Fields) -> tuple[list[Address], list[Address]]:
    """Addresses and places of birth, in the publisher's divisions."""
    places: list[Address] = []
    births: list[Address] = []
    for name, default in (
        ("addresses", ""),
        ("placeOfResidence", "residence"),
        ("placeOfBirth", "placeOfBirth"),
    ):
        for item in details.children(name):
            kind, lines = item.text("type") or default, item.text("address")
            land = _country(item, "country")
            address = Address(
                lines=(lines,) if lines else (),
                postal_code=item.text("postCode"),
                country=land,
                note="" if kind == "placeOfBirth" else kind,
            )
            if address.lines or address.postal_code or land:
                (births if kind == "placeOfBirth" else places).append(address)
    return places, births


def _country(item: Fields, name: str) -> Country | None:
    """The country of a code and a name, of which either may be missing; a part of one counts."""
    found = item.child(name)
    if found is None:
        return None
    printed, code = found.text("name"), found.text("code").upper()
    return _land(printed, code) if printed or code else None


def _land(printed: str, code: str) -> Country:
    """A country by its name and code; the code of a part of one is printed with it."""
    if not printed:
        return country_of_code(code)
    alpha3 = country_of_code(code).alpha3 if code else country(printed).alpha3
    return Country(f"{printed} ({code})" if "-" in code else printed, alpha3)


def _births(details: Fields) -> Iterator[BirthDate]:
    if date := _date(details, "birthDate"):
        yield BirthDate(date=date)


def _date(item: Fields, name: str) -> PartialDate | None:
    text = item.text(name)
    try:
        return PartialDate.parse(text.partition("T")[0]) if text else None
    except BadDateError as error:
        message = "not a date written as 1978-07-31, 1978-07 or 1978"
        raise item.error(message, field=name, value=text) from error


def _dated(details: Fields, name: str, type_: str) -> Iterator[Feature]:
    if date := _date(details, name):
        yield Feature(type=type_, value=date.edtf, date=date)


def _lands(details: Fields, name: str, type_: str) -> Iterator[Feature]:
    for item in details.children(name):
        printed, code = item.text("name"), item.text("code").upper()
        if printed or code:
            land = _land(printed, code)
            yield Feature(type=type_, value=land.name, country=land)


def _of_person(details: Fields) -> Iterator[Feature]:
    yield from _lands(details, "nationalities", "nationality")
    yield from _lands(details, "taxResidencies", "tax residency")
    yield from _dated(details, "deathDate", "death")
    for exposure in details.children("politicalExposure"):
        status = exposure.text("status")
        items = exposure.children("details")
        for item in items:
            names = ("reason", "missingInfoReason", "startDate", "endDate")
            words = [f"{name}: {text}" for name in names if (text := item.text(name))]
            land = _country(item, "jurisdiction")
            for source in item.children("source"):
                words.extend(source_words(source))
            value = "; ".join(filter(None, (status, *words)))
            yield Feature(type="political exposure", value=value, country=land)
        if not items and status:
            yield Feature(type="political exposure", value=status)


def _of_entity(details: Fields) -> Iterator[Feature]:
    for item in details.children("entityType"):
        words = (item.text(name) for name in ("type", "subtype", "details"))
        yield Feature(type="legal-form", value=", ".join(filter(None, words)))
    yield from _lands(details, "jurisdiction", "registration-country")
    yield from _dated(details, "foundingDate", "organization-established")
    yield from _dated(details, "dissolutionDate", "organization dissolved")
    for item in details.children("formedByStatute"):
        statute = ", ".join(filter(None, (item.text("name"), item.text("date"))))
        yield Feature(type="formed by statute", value=statute)

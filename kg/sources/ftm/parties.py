"""A party of a FollowTheMoney file with everything that hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.model import Address, BirthDate, Feature, Identifier, Kind, Name, Party, PartyRef
from kg.sources.ftm.attachments import (
    HeldAddress,
    HeldDocument,
    HeldListing,
    address_of,
    designations_of,
    identifier_of,
)
from kg.sources.ftm.entities import UNREADABLE_DATE, Entity, date_of, place_of
from kg.sources.ftm.properties import (
    COUNTRIES,
    DATES,
    FEATURES,
    IDENTIFIERS,
    NAME_PARTS,
    NAMES,
    PARTIES,
    PARTY_LINKS,
)
from kg.sources.ftm.relations import SCHEME, Held

ID_SCHEME = "FollowTheMoney ID"
NAMELESS = "a party without a name goes by its id"
NOT_IN_FILE = "of an address that is not in the file"
LOST_ADDRESS = "an address that is not in the file is left out"

_AIRCRAFT_WORDS = {
    "type": "aircraft type",
    "buildDate": "aircraft-manufacture-date",
    "registrationNumber": "aircraft-tail-number",
}
_VESSEL_WORDS = {"registrationNumber": "vessel-registration", "model": "vessel model"}
_PLAIN = frozenset({"Person", "Vessel", "Airplane"})
_WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass
class Attached:
    """What waited for one party: listings, documents, lost relations; and where addresses are."""

    listings: list[HeldListing] = field(default_factory=list)
    documents: list[HeldDocument] = field(default_factory=list)
    address: Callable[[str], list[HeldAddress]] = lambda _: []
    words: list[Feature] = field(default_factory=list)


def party_of(entity: Entity, attached: Attached) -> Party:
    """The party of an entity; what its properties say and what hangs on it."""
    kind = PARTIES[entity.schema]
    names = tuple(_names(entity))
    identifiers = (
        Identifier(value=entity.id, scheme=ID_SCHEME),
        *_identifiers(entity, kind),
        *(identifier_of(held) for held in attached.documents),
    )
    births = entity.texts("birthDate")
    return Party(
        ref=PartyRef(SCHEME, entity.id),
        kind=kind,
        names=names,
        identifiers=tuple(dict.fromkeys(identifiers)),
        addresses=tuple(_addresses(entity, attached)),
        birth_dates=tuple(BirthDate(date=date) for text in births if (date := date_of(text))),
        birth_places=tuple(_birth_places(entity)),
        features=(
            *(Feature(type="data set", value=name) for name in entity.of_list),
            *(
                []
                if entity.schema in _PLAIN
                else [Feature(type="target-type", value=entity.schema)]
            ),
            *_unread_births(entity, births),
            *_features(entity, kind),
            *attached.words,
        ),
        designations=designations_of(attached.listings, entity.day),
        same_as=tuple(
            f"{_WIKIDATA}{item.value}" for item in identifiers if item.scheme == "wikidata"
        ),
    )


def party_links(entity: Entity) -> Iterator[Held]:
    """The relations that properties of a party state: its parent, owner and operator."""
    for name, type_ in PARTY_LINKS.items():
        for other in entity.texts(name):
            number = f"{entity.id}-{name}-{other}"
            yield Held(number=number, origin=other, target=entity.id, type=type_)


def _names(entity: Entity) -> Iterator[Name]:
    """The names once each; the caption leads when it is one of them."""
    found = {
        (text, type_, strength): None
        for property_, (type_, strength) in NAMES.items()
        for text in entity.texts(property_)
    }
    if not found:
        entity.warn(NAMELESS, "name", entity.id)
        found[entity.id, "aka", ""] = None
    captioned = [key for key in found if key[0] == entity.caption and key[2] != "weak"]
    first = (captioned or list(found))[0]
    parts = _parts(entity, first[0])
    yield Name(text=first[0], type="primary", strength="strong", parts=parts)
    for key in found:
        if key != first:
            yield Name(text=key[0], type=key[1], strength=key[2])


def _parts(entity: Entity, text: str) -> tuple[tuple[str, str], ...]:
    """The parts that occur in a name; a kind with several of them in it is left to features."""
    found: list[tuple[str, str]] = []
    for property_, kind in NAME_PARTS.items():
        values = entity.properties.peek(property_)
        inside = {value for value in values if value.casefold() in text.casefold()}
        if len(inside) == 1 and kind not in dict(found):
            found.append((kind, inside.pop()))
    return tuple(found)


def _identifiers(entity: Entity, kind: Kind) -> Iterator[Identifier]:
    for referent in entity.referents:
        yield Identifier(value=referent, scheme=ID_SCHEME, note="referent")
    own = {Kind.AIRCRAFT: _AIRCRAFT_WORDS, Kind.VESSEL: _VESSEL_WORDS}.get(kind, {})
    schemes = {**IDENTIFIERS, "imoNumber": "imo" if kind is Kind.VESSEL else "imo-company"}
    for property_, scheme in schemes.items():
        for text in entity.texts(property_):
            value = text.removeprefix("IMO").strip() if property_ == "imoNumber" else text
            note = "" if value == text else f"printed: {text}"
            yield Identifier(value=value or text, scheme=own.get(property_, scheme), note=note)


def _addresses(entity: Entity, attached: Attached) -> Iterator[Address]:
    whole = [held for number in _address_ids(entity, attached) for held in attached.address(number)]
    full = {held.full for held in whole}
    yield from (address_of(held) for held in whole if _says(held))
    for text in entity.texts("address"):
        if text not in full:
            yield _place(text)


def _address_ids(entity: Entity, attached: Attached) -> list[str]:
    lost = [id_ for id_ in entity.properties.peek("addressEntity") if not attached.address(id_)]
    for number in lost:
        entity.warn(LOST_ADDRESS, "addressEntity", number)
    entity.properties.leave_some("addressEntity", lost, NOT_IN_FILE)
    return entity.texts("addressEntity")


def _says(held: HeldAddress) -> bool:
    parts = (held.full, held.po_box, held.city, held.region, held.postal_code, held.country)
    return any((*parts, *held.lines))


def _birth_places(entity: Entity) -> Iterator[Address]:
    yield from (_place(text) for text in entity.texts("birthPlace"))
    yield from (Address(country=found) for found in entity.countries("birthCountry"))


def _place(text: str) -> Address:
    """A place as it is printed, or the country whose code stands in its stead."""
    found = place_of(text)
    return Address(country=found) if found else Address(full=text)


def _unread_births(entity: Entity, births: list[str]) -> Iterator[Feature]:
    for text in births:
        if date_of(text) is None:
            entity.warn(UNREADABLE_DATE, "birthDate", text)
            yield Feature(type="birth-date", value=text)


def _features(entity: Entity, kind: Kind) -> Iterator[Feature]:
    own = _AIRCRAFT_WORDS if kind is Kind.AIRCRAFT else _VESSEL_WORDS
    for property_, type_ in COUNTRIES.items():
        for found in entity.countries(property_):
            yield Feature(type=type_, value=found.name, country=found)
    for property_, type_ in DATES.items():
        for text in entity.texts(property_):
            date = date_of(text)
            if date is None:
                entity.warn(UNREADABLE_DATE, property_, text)
            yield Feature(type=own.get(property_, type_), value=text, date=date)
    for property_, type_ in FEATURES.items():
        for text in entity.texts(property_):
            yield Feature(type=own.get(property_, type_), value=text)
    for property_, part in NAME_PARTS.items():
        for text in entity.texts(property_):
            yield Feature(type=f"{part} name", value=text)

"""The tables of a designation file to records, once every reference in it has been checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kg.countries import Country, country
from kg.model import (
    Address,
    BirthDate,
    Designation,
    Event,
    Feature,
    Identifier,
    Kind,
    Name,
    Party,
    PartyRef,
    ProgramStatements,
    Record,
    Relation,
    SourceDocument,
    Statement,
)
from kg.sources.designation_file import tables
from kg.sources.designation_file.decoding import Document
from kg.sources.designation_file.places import NOTHING, Place, declared

_OWN_NUMBERS: Mapping[str, str] = {
    "ofac": "ofac-uid",
    "eu": "eu-ref",
    "un": "un-ref",
    "uk": "uk-id",
}
_NAME_PARTS = ("family", "given", "middle", "maiden", "patronymic", "matronymic", "nickname")
_ARTICLE = "article"
_HASH_DIGITS = 12


def records(document: Document) -> list[Record]:
    """Every record of the file, in its order: parties, relations, statements on programs."""
    place = Place(document, declared(document), ())
    content = document.tables
    found: list[Record] = []
    found.extend(_party(place.at("party", n), item) for n, item in enumerate(content.party))
    found.extend(
        _relation(place.at("relation", n), item) for n, item in enumerate(content.relation)
    )
    found.extend(_program(place.at("program", n), item) for n, item in enumerate(content.program))
    return found


def documents(document: Document) -> tuple[SourceDocument, ...]:
    """The documents that the file declares."""
    place = Place(document, NOTHING, ())
    return tuple(
        _document(place.at("source", n), item) for n, item in enumerate(document.tables.source)
    )


def _document(place: Place, item: tables.Source) -> SourceDocument:
    if (item.kind == _ARTICLE) != item.key.startswith(f"{_ARTICLE}-"):
        message = "the key of an article starts with 'article-', and no other key does"
        raise place.at("key").problem(message)
    expected = f"{_ARTICLE}-{(item.sha256 or '')[:_HASH_DIGITS]}"
    if item.kind == _ARTICLE and item.sha256 and item.key != expected:
        message = f"the key of an article whose text is held is {expected!r}, after its SHA-256"
        raise place.at("key").problem(message)
    return SourceDocument(
        key=item.key,
        kind=item.kind,
        title=item.title,
        version=item.version or "",
        publisher=item.publisher or "",
        url=item.url or "",
        issued=place.date("issued", item.issued),
        licence=item.licence or "",
        sha256=item.sha256 or "",
        note=item.note or "",
    )


def _ref(key: str) -> PartyRef:
    scheme, _, number = key.partition("-")
    return PartyRef(scheme, number)


def _party(place: Place, item: tables.Party) -> Party:
    place = place.citing(item.sources)
    ref = _ref(item.key)
    own = (
        [Identifier(value=ref.number, scheme=_OWN_NUMBERS[ref.scheme], sources=place.sources)]
        if ref.scheme in _OWN_NUMBERS
        else []
    )
    return Party(
        ref=ref,
        kind=Kind(item.kind),
        names=_names(place, item.names),
        identifiers=(*own, *place.each("identifiers", item.identifiers, _identifier)),
        addresses=place.each("addresses", item.addresses, _address),
        birth_dates=place.each("births", item.births, _birth),
        birth_places=place.each("birth_places", item.birth_places, _address),
        features=(
            *_countries(place, "nationality", item.nationalities),
            *_countries(place, "citizenship", item.citizenships),
            *place.each("features", item.features, _feature),
        ),
        designations=_designations(place, item.designation),
        sources=place.sources,
        same_as=tuple(item.same_as),
    )


def _names(place: Place, items: Sequence[tables.Name]) -> tuple[Name, ...]:
    primary = [position for position, item in enumerate(items) if item.type == "primary"]
    if len(primary) != 1:
        message = f"exactly one name must be of type 'primary', not {len(primary)}"
        raise place.at("names").problem(message)
    return place.each("names", items, _name)


def _name(place: Place, item: tables.Name) -> Name:
    parts = ((kind, getattr(item, kind)) for kind in _NAME_PARTS)
    return Name(
        text=item.text,
        type=item.type,
        strength=item.strength or "",
        script=item.script or "",
        language=item.language or "",
        parts=tuple((kind, text) for kind, text in parts if text),
        **place.cited(item),
    )


def _identifier(place: Place, item: tables.Identifier) -> Identifier:
    return Identifier(
        value=item.value,
        scheme=item.scheme,
        country=_country(item.country),
        issuer=item.issuer or "",
        issued=place.date("issued", item.issued),
        expires=place.date("expires", item.expires),
        bears_name=item.bears_name or "",
        **place.cited(item),
    )


def _address(place: Place, item: tables.Address) -> Address:
    parts = (item.full, item.lines, item.city, item.region, item.postal_code, item.po_box)
    if not any(parts) and not item.country:
        message = "an address without any part; fill it in or take it out"
        raise place.problem(message)
    return Address(
        full=item.full or "",
        lines=tuple(item.lines),
        city=item.city or "",
        region=item.region or "",
        postal_code=item.postal_code or "",
        po_box=item.po_box or "",
        country=_country(item.country),
        script=item.script or "",
        language=item.language or "",
        **place.cited(item),
    )


def _birth(place: Place, item: tables.Birth) -> BirthDate:
    date = place.date("date", item.date)
    if date is None:
        message = "a birth without a date"
        raise place.problem(message)
    return BirthDate(date=date, **place.cited(item))


def _countries(place: Place, type_: str, names: Sequence[str]) -> Iterator[Feature]:
    for name in names:
        yield Feature(type=type_, value=name, country=country(name), sources=place.sources)


def _feature(place: Place, item: tables.Feature) -> Feature:
    if not (item.value or item.country or item.date):
        message = "a feature needs a value, a country or a date"
        raise place.problem(message)
    return Feature(
        type=item.type,
        value=item.value or "",
        language=item.language or "",
        country=_country(item.country),
        date=place.date("date", item.date),
        **place.cited(item),
    )


def _designations(place: Place, items: Sequence[tables.Designation]) -> tuple[Designation, ...]:
    seen = set()
    for position, item in enumerate(items):
        if (item.authority, item.list_, item.program, item.listed) in seen:
            message = "the party already has a designation with this list, program and date"
            raise place.at("designation", position).problem(message)
        seen.add((item.authority, item.list_, item.program, item.listed))
    return place.each("designation", items, _designation)


def _designation(place: Place, item: tables.Designation) -> Designation:
    place = place.citing(item.sources)
    linked = place.known("linked_to", item.linked_to, place.keys.parties, "[[party]]")
    return Designation(
        authority=item.authority,
        program=item.program,
        listing=item.list_,
        grounds=tuple(item.grounds),
        legal_basis=tuple(item.legal_basis),
        instrument=item.instrument or "",
        measures=tuple(item.measures),
        extra_measures=tuple(item.extra_measures),
        status=item.status,
        listed_on=item.listed,
        effective_on=item.effective,
        delisted_on=item.delisted,
        divest_by=item.divest_by,
        provision=item.provision or "",
        reasons=tuple(item.reason.items()),
        linked_to=tuple(_ref(key) for key in linked),
        linked_to_names=tuple(item.linked_to_names),
        events=(*_added(place, item), *place.each("events", item.events, _event)),
        statements=place.each("statement", item.statement, _statement),
        **place.cited(item),
    )


def _added(place: Place, item: tables.Designation) -> Iterator[Event]:
    """The listing itself as the first event, unless the file tells of it in its own words."""
    if item.listed and not any(event.type == "added" for event in item.events):
        yield Event(type="added", date=item.listed, sources=place.sources)


def _event(place: Place, item: tables.Event) -> Event:
    return Event(
        type=item.type,
        date=item.date,
        description=item.description or "",
        instrument=item.instrument or "",
        **place.cited(item),
    )


def _statement(place: Place, item: tables.Statement) -> Statement:
    return Statement(
        key=item.key,
        text=item.text,
        language=item.language,
        subject=item.subject or "",
        date=place.date("date", item.date),
        quantity=_decimal(item.quantity),
        unit=item.unit or "",
        instruments=tuple(item.instruments),
        contradicts=_contradicted(place, item.contradicts),
        **place.cited(item),
    )


def _contradicted(place: Place, keys: Sequence[str]) -> tuple[str, ...]:
    return place.known("contradicts", keys, place.keys.claims, "statement or [[relation]]")


def _relation(place: Place, item: tables.Relation) -> Relation:
    for field, key in (("from", item.origin), ("to", item.target)):
        if key not in place.keys.parties:
            message = "no [[party]] of this file has that key; correct it or add the party"
            raise place.at(field).problem(message)
    if item.origin == item.target:
        message = "a relation of a party with itself says nothing"
        raise place.at("to").problem(message)
    return Relation(
        origin=_ref(item.origin),
        target=_ref(item.target),
        type=item.type,
        key=item.key,
        role_title=item.role or "",
        description=item.description or "",
        share=_decimal(item.share),
        share_min=_decimal(item.share_min),
        share_max=_decimal(item.share_max),
        share_above=_decimal(item.share_above),
        share_below=_decimal(item.share_below),
        share_text=item.share_text or "",
        directness=item.directness or "",
        start=place.date("since", item.since),
        end=place.date("until", item.until),
        former=item.former,
        contradicts=_contradicted(place, item.contradicts),
        **place.cited(item),
    )


def _program(place: Place, item: tables.Program) -> ProgramStatements:
    place = place.citing(item.sources)
    for position, statement in enumerate(item.statement):
        if not (statement.sources or place.sources):
            message = "a statement must cite its sources"
            raise place.at("statement", position).problem(message)
    return ProgramStatements(
        authority=item.authority,
        program=item.program,
        statements=place.each("statement", item.statement, _statement),
    )


def _country(name: str | None) -> Country | None:
    return country(name) if name else None


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))

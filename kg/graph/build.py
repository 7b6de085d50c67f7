"""One record to its statements; the order of the statements carries no meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from kg import iri, terms
from kg.errors import BadInputError, BadTermError
from kg.graph import claims
from kg.graph.context import Context, Statement
from kg.graph.designations import decides_list, designation, event, statement
from kg.graph.instruments import instrument
from kg.graph.provenance import release
from kg.graph.relations import relation
from kg.model import (
    Claim,
    Instrument,
    Kind,
    Name,
    Party,
    PartyChange,
    PartyClaims,
    ProgramStatements,
    Record,
    Relation,
)
from kg.vocab import DCT, FOAF, RDF, RDFS, SCHEMA, SKOS, SKOSXL, SX

_CLASSES = {
    Kind.PERSON: SX.Person,
    Kind.ENTITY: SX.Entity,
    Kind.VESSEL: SX.Vessel,
    Kind.AIRCRAFT: SX.Aircraft,
}
C = TypeVar("C", bound=Claim)

_COUNTRIES = {
    "nationality": SCHEMA.nationality,
    "citizenship": SX.citizenship,
    "nationality-of-registration": SX.country,
    "registration-country": SX.country,
}


def build(
    context: Context,
    records: Iterable[Record],
    *,
    refuse: Callable[[BadInputError], None] | None = None,
) -> Iterator[Statement]:
    """The statements of a whole release: its provenance, each record, what was newly met.

    :param refuse: told of a record that cannot be built; the record is left out unless this
        raises. Without it the error is raised.
    """
    yield from release(context)
    for record in records:
        try:
            found = list(record_statements(context, record))
        except BadTermError as error:
            message = f"{error}; correct the value, or publish with --quarantine to leave it out"
            files = ", ".join(file.name for file in context.release.files)
            faulty = BadInputError(message, file=files or None, record=_number(record))
            if refuse is None:
                raise faulty from error
            refuse(faulty)
            continue
        yield from found
    yield from context.leftover()


def record_statements(context: Context, record: Record) -> Iterator[Statement]:
    """The statements of one record."""
    match record:
        case Party():
            yield from _party(context, record)
        case PartyChange():
            yield from _change(context, record)
        case Relation():
            yield from relation(context, record)
        case Instrument():
            yield from instrument(context, record)
        case ProgramStatements():
            program = context.program(record.authority, record.program, "")
            for sentence in record.statements:
                yield from statement(context, program, program, sentence)


def _party(context: Context, record: Party) -> Iterator[Statement]:
    party = context.iris.party(record.ref.scheme, record.ref.number)
    yield party, RDF.type, _CLASSES[record.kind]
    for source in context.sources(record.sources):
        yield party, DCT.source, source
    for other in record.same_as:
        yield party, SCHEMA.sameAs, terms.iri(other)
    yield from _said(context, party, record)
    for place in record.addresses if record.kind is Kind.ENTITY else ():
        if place.country and place.country.alpha3 and context.plain(place.qualifiers):
            yield party, SX.country, iri.country(place.country.alpha3)
    taken: set[str] = set()
    for listing in record.designations:
        yield from designation(context, party, listing, taken)


def _change(context: Context, record: PartyChange) -> Iterator[Statement]:
    """What changed of a party; a program that leaves the list open is an event of the party."""
    party = context.iris.party(record.ref.scheme, record.ref.number)
    yield party, DCT.source, context.source
    yield from _said(context, party, record)
    events = [*record.events]
    taken: set[str] = set()
    for listing in record.designations:
        if listing.listing or decides_list(context, listing):
            yield from designation(context, party, listing, taken)
        else:
            events.extend(listing.events)
    for happening in events:
        yield from event(context, party, party, happening)


def _said(context: Context, party: str, record: PartyClaims) -> Iterator[Statement]:
    """The claims about a party."""
    yield from _names(context, party, record.names)
    yield from _nodes(context, party, SX.identifier, record.identifiers, claims.identifier)
    yield from _nodes(context, party, SX.birthDate, record.birth_dates, claims.birth_date)
    yield from _nodes(context, party, SX.feature, record.features, claims.feature)
    for predicate, kind, places in (
        (SX.address, "address", record.addresses),
        (SX.birthPlace, "birthplace", record.birth_places),
    ):
        for place in places:
            made = claims.address(context, party, place, kind=kind)
            yield from _linked(context, (party, predicate), place, made)
    yield from _plain(context, party, record)


def _names(context: Context, party: str, names: Iterable[Name]) -> Iterator[Statement]:
    for claim in names:
        made = claims.name(context, party, claim)
        yield from _linked(context, (party, SX.name), claim, made)
        text = terms.literal(claim.text, language=claim.language)
        if claim.type == "primary":
            yield party, SKOSXL.prefLabel, made[0]
            yield party, RDFS.label, text
        elif claim.strength != "weak" and context.plain(claim.qualifiers):
            yield party, SKOS.altLabel, text


def _nodes(
    context: Context,
    party: str,
    predicate: str,
    found: Iterable[C],
    make: Callable[[Context, str, C], tuple[str, claims.Pairs]],
) -> Iterator[Statement]:
    for claim in found:
        yield from _linked(context, (party, predicate), claim, make(context, party, claim))


def _linked(
    context: Context, link: tuple[str, str], claim: Claim, made: tuple[str, claims.Pairs]
) -> Iterator[Statement]:
    """The statements of a claim's node and the one that links its party to it."""
    node, content = made
    yield *link, node
    for term, object_ in content:
        yield node, term, object_
    yield from claims.provenance(context, node, claim)


def _plain(context: Context, party: str, record: PartyClaims) -> Iterator[Statement]:
    """The plain triples for people who will not walk nodes, of undoubted claims only.

    A body has no gender, whatever a list prints with one of its names.
    """
    is_body = isinstance(record, Party) and record.kind is not Kind.PERSON
    for claim in record.features:
        if not context.plain(claim.qualifiers):
            continue
        if claim.type in _COUNTRIES and claim.country and claim.country.alpha3:
            yield party, _COUNTRIES[claim.type], iri.country(claim.country.alpha3)
        if claim.type == "gender" and claim.value and not is_body:
            yield party, SCHEMA.gender, terms.literal(claim.value)
        if claim.type == "website" and (page := _web_address(claim.value)):
            yield party, FOAF.homepage, page


def _number(record: Record) -> str:
    """What to call a record in an error."""
    match record:
        case PartyClaims():
            return record.ref.number
        case Relation():
            return record.number or f"{record.origin.number} {record.type} {record.target.number}"
        case Instrument():
            return record.number
        case ProgramStatements():
            return record.program


def _web_address(printed: str) -> str | None:
    """A printed web address as an IRI, None when it is not one."""
    try:
        return iri.web_page(printed)
    except BadTermError:
        return None

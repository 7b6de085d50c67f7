"""Designations, their events, and statements: the n-ary core of the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import iri, terms
from kg.graph import claims
from kg.graph.context import Context, Statement
from kg.graph.schemes import local_name
from kg.model import Designation, Event
from kg.model import Statement as Sentence
from kg.vocab import DCT, RDF, SCHEMA, SKOS, SX, XSD

_UNSTATED = "unstated"
_MADE = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)|S\.I\. (?P<year>\d{4})/\d+")
"""A day, or the number of a British statutory instrument, which begins with its year."""
_DECIMAL = terms.iri_text(XSD.decimal)


def designation(
    context: Context, party: str, claim: Designation, taken: set[str]
) -> Iterator[Statement]:
    """The statements of one designation of a party.

    ``taken`` holds the fragments already used in the party's document: a second stint on
    the same list under the same program is told apart by its listing date.
    """
    program = context.program(claim.authority, claim.program, claim.program_label)
    listing = _list(context, claim, program)
    node = _node(party, listing, program, claim, taken)
    if claim.number:
        context.keep_entry(claim.number, node)
    yield party, SX.designation, node
    yield node, RDF.type, SX.Designation
    yield node, SX.designates, party
    authority = context.concept("authority", claim.authority, label=claim.authority_label)
    yield node, SX.designatedBy, authority
    yield node, SX.program, program
    yield node, SX.list, listing
    yield node, SX.status, context.concept("status", claim.status)
    for predicate, object_ in _content(context, claim, program, listing):
        yield node, predicate, object_
    yield from claims.provenance(context, node, claim)
    for happening in claim.events:
        yield from event(context, party, node, happening)
    for sentence in claim.statements:
        yield from statement(context, node, party, sentence)


def statement(context: Context, holder: str, document: str, claim: Sentence) -> Iterator[Statement]:
    """The statements of one sourced sentence that hangs on a designation or program."""
    node = iri.fragment(document, "statement", claim.key)
    context.keep_key(claim.key, node)
    yield holder, SX.statement, node
    yield node, RDF.type, SX.Statement
    yield node, DCT.description, terms.literal(claim.text, language=claim.language)
    if claim.subject:
        yield node, SX.subjectText, terms.literal(claim.subject)
    if claim.quantity is not None:
        yield node, SX.quantity, decimal(claim.quantity)
    if claim.unit:
        yield node, SX.unit, terms.literal(claim.unit)
    for instrument in claim.instruments:
        yield node, DCT.references, context.concept("instrument", instrument)
    if claim.date:
        for predicate, object_ in claims.interval(claim.date):
            yield node, predicate, object_
    yield from claims.provenance(context, node, claim)


def decimal(value: object) -> str:
    """An xsd:decimal in canonical form (XSD 1.1 part 2, 3.3.3.2): ``100.0``, ``12.5``."""
    text = f"{value:f}"
    whole, _, fraction = text.partition(".")
    return terms.literal(f"{whole}.{fraction.rstrip('0') or '0'}", datatype=_DECIMAL)


def decides_list(context: Context, claim: Designation) -> bool:
    """Whether the program of a designation stands on one list only, whatever a file says."""
    program = context.program(claim.authority, claim.program, claim.program_label)
    stated = (context.schemes.objects(program, each) for each in (SX.onList, SX.onNonSdnList))
    return len({listing for found in stated for listing in found}) == 1


def _list(context: Context, claim: Designation, program: str) -> str:
    """The list a designation stands on: stated, or what the program's tag decides."""
    if claim.listing:
        return context.concept("list", claim.listing)
    predicate = SX.onNonSdnList if claim.non_sdn else SX.onList
    stated = context.schemes.objects(program, predicate)
    fallback = "ofac-non-sdn" if claim.non_sdn else "ofac-sdn"
    return stated[0] if len(stated) == 1 else context.concept("list", fallback)


def _node(party: str, listing: str, program: str, claim: Designation, taken: set[str]) -> str:
    name = f"{local_name(listing).removeprefix('ofac-')}-{local_name(program)}"
    if name in taken:
        name += f"-{claim.listed_on or claim.number or len(taken)}"
    taken.add(name)
    return iri.fragment(party, "designation", name)


def _content(
    context: Context, claim: Designation, program: str, listing: str
) -> Iterator[tuple[str, str]]:
    schemes = context.schemes
    for ground in claim.grounds or (_UNSTATED,):
        yield SX.ground, context.concept("ground", ground)
    for basis in _legal_basis(context, claim, program):
        yield SX.legalBasis, basis
    measures = [context.concept("measure", measure) for measure in claim.measures]
    measures = measures or schemes.objects(listing, SX.measure) or [_unstated("measure")]
    extra = [context.concept("measure", measure) for measure in claim.extra_measures]
    yield from ((SX.measure, measure) for measure in (*measures, *extra))
    yield from _details(context, claim)


def _legal_basis(context: Context, claim: Designation, program: str) -> list[str]:
    """The stated instruments, else the program's own when it rests on one and its amendments.

    A tag that stands for several orders does not say under which of them a party is listed; an
    order from after the release was none of them.
    """
    if claim.legal_basis:
        return [context.concept("instrument", basis) for basis in claim.legal_basis]
    schemes = context.schemes
    established = [
        instrument
        for instrument in schemes.objects(program, SX.establishedBy)
        if not _is_later(context, instrument)
    ]
    amended = set(established)
    roots = [
        instrument
        for instrument in established
        if not amended & set(schemes.objects(instrument, SCHEMA.legislationChanges))
    ]
    return established if len(roots) == 1 else [_unstated("instrument")]


def _is_later(context: Context, instrument: str) -> bool:
    """Whether an instrument was made after the release was issued: its day, or its year, tells."""
    issued = context.release.issued
    texts = [
        terms.decode_literal(text).text
        for predicate in (DCT.date, SKOS.notation)
        for text in context.schemes.objects(instrument, predicate)
    ]
    dates = [match["date"] or match["year"] for text in texts if (match := _MADE.fullmatch(text))]
    return issued is not None and any(date > issued.isoformat() for date in dates)


def _details(context: Context, claim: Designation) -> Iterator[tuple[str, str]]:
    """Dates, pinpoint, reasons and links of a designation."""
    for predicate, date in (
        (SX.listedOn, claim.listed_on),
        (SX.effectiveOn, claim.effective_on),
        (SX.delistedOn, claim.delisted_on),
        (SX.divestBy, claim.divest_by),
    ):
        if date:
            yield predicate, claims.day(date)
    if claim.provision:
        yield SX.provision, terms.literal(claim.provision)
    for language, text in claim.reasons:
        yield SX.statedReason, terms.literal(text, language=language)
    for ref in claim.linked_to:
        yield SX.linkedTo, context.iris.party(ref.scheme, ref.number)
    for printed in claim.linked_to_names:
        yield SX.linkedToName, terms.literal(printed)


def _unstated(scheme: str) -> str:
    return iri.concept(scheme, _UNSTATED)


def event(context: Context, party: str, node: str, claim: Event) -> Iterator[Statement]:
    """The statements of what happened to a designation, or to the party as a whole."""
    content = [(RDF.type, SX.ListingEvent), (DCT.type, context.concept("event-type", claim.type))]
    if claim.date:
        content.append((DCT.date, claims.day(claim.date)))
    if claim.description:
        content.append((DCT.description, terms.literal(claim.description)))
    said = [node, *(f"{predicate} {object_}" for predicate, object_ in content), claim.instrument]
    own = iri.fragment(party, "event", iri.digest(said))
    yield node, SX.event, own
    for predicate, object_ in content:
        yield own, predicate, object_
    yield from claims.provenance(context, own, claim)

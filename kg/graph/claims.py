"""Claim nodes: names, identifiers, addresses, births and features of a party.

Each function yields the statements of one node. Its IRI is made of a digest of what the
node says, so that equal claims of two sources meet in one node and unequal ones never do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kg import iri, terms
from kg.graph.context import Context, Statement
from kg.model import Address, BirthDate, Claim, Country, Feature, Identifier, Name
from kg.values import PartialDate, script_of
from kg.vocab import DCT, EDTF_DATATYPE, LOCN, RDF, RDFS, SKOS, SKOSXL, SX, TIME, XSD

_DATE = terms.iri_text(XSD.date)
_PARTS = {
    "family": SX.familyName,
    "given": SX.givenName,
    "middle": SX.middleName,
    "maiden": SX.maidenName,
    "patronymic": SX.patronymic,
    "matronymic": SX.matronymic,
    "nickname": SX.nickname,
    **{f"part{number}": SX[f"namePart{number}"] for number in range(1, 7)},
}
_LINES = tuple(SX[f"addressLine{number}"] for number in range(1, 7))

Pairs = list[tuple[str, str]]


def name(context: Context, party: str, claim: Name) -> tuple[str, Pairs]:
    """The node and content of one spelling of a name."""
    script = claim.script or script_of(claim.text)
    content: Pairs = [
        (RDF.type, SX.Name),
        (SKOSXL.literalForm, terms.literal(claim.text, language=claim.language)),
        (DCT.type, context.concept("name-type", claim.type)),
    ]
    if claim.strength:
        content.append((SX.nameStrength, context.concept("name-type", claim.strength)))
    if script:
        content.append((SX.script, terms.literal(script)))
    content.extend((_PARTS[kind], terms.literal(text)) for kind, text in claim.parts if text)
    return _node(context, party, "name", claim, content), content


def identifier(context: Context, party: str, claim: Identifier) -> tuple[str, Pairs]:
    """The node and content of one number of a document or register."""
    content: Pairs = [
        (RDF.type, SX.Identifier),
        (SKOS.notation, terms.literal(claim.value)),
        (SX.idScheme, context.concept("id-scheme", claim.scheme)),
        *country(claim.country),
        *_text(SX.issuer, claim.issuer),
        *_text(SX.bearsName, claim.bears_name),
    ]
    if claim.issued:
        content.append((SX.issuedOn, date_literal(claim.issued)))
    if claim.expires:
        content.append((SX.expiresOn, date_literal(claim.expires)))
    return _node(context, party, "identifier", claim, content), content


def address(context: Context, party: str, claim: Address, *, kind: str) -> tuple[str, Pairs]:
    """The node and content of an address or a place of birth (``kind`` names the fragment)."""
    parts = (*claim.lines, claim.po_box, claim.city, claim.region, claim.postal_code)
    printed = [*parts, claim.country.name if claim.country else ""]
    full = claim.full or ", ".join(filter(None, printed))
    language = claim.language
    content: Pairs = [
        (RDF.type, SX.Address),
        (LOCN.fullAddress, terms.literal(full, language=language)),
        *(
            pair
            for term, text in zip(_LINES, claim.lines, strict=False)
            for pair in _text(term, text)
        ),
        *_text(LOCN.poBox, claim.po_box),
        *_text(LOCN.postName, claim.city),
        *_text(LOCN.adminUnitL2, claim.region),
        *_text(LOCN.postCode, claim.postal_code),
        *country(claim.country),
        *_text(SX.script, claim.script),
    ]
    return _node(context, party, kind, claim, content), content


def birth_date(context: Context, party: str, claim: BirthDate) -> tuple[str, Pairs]:
    """The node and content of one date of birth."""
    content: Pairs = [(RDF.type, TIME.ProperInterval), *interval(claim.date)]
    return _node(context, party, "birth", claim, content), content


def feature(context: Context, party: str, claim: Feature) -> tuple[str, Pairs]:
    """The node and content of anything else said of a party."""
    content: Pairs = [
        (RDF.type, SX.Feature),
        (DCT.type, context.concept("feature-type", claim.type)),
        *country(claim.country),
    ]
    if claim.value:
        content.append((SX.value, terms.literal(claim.value, language=claim.language)))
    if claim.date:
        content.extend(interval(claim.date))
    return _node(context, party, "feature", claim, content), content


def provenance(context: Context, node: str, claim: Claim) -> Iterator[Statement]:
    """What every claim carries beside its content: sources, own number, doubts, notes."""
    for source in context.sources(claim.sources):
        yield node, DCT.source, source
    if claim.number:
        yield node, DCT.identifier, terms.literal(claim.number)
    for key in claim.contradicts:
        context.contradicts(node, key)
    for predicate, object_ in doubts(context, claim):
        yield node, predicate, object_


def doubts(context: Context, claim: Claim) -> Iterator[tuple[str, str]]:
    """The qualifiers, note, act and main-entry flag of a claim: part of what it says."""
    for qualifier in claim.qualifiers:
        yield SX.qualifier, context.concept("qualifier", qualifier)
    yield from _text(RDFS.comment, claim.note)
    if claim.instrument:
        yield SX.instrument, context.concept("instrument", claim.instrument)
    if claim.main is not None:
        yield SX.main, boolean(value=claim.main)


def country(value: Country | None) -> Iterator[tuple[str, str]]:
    """A country as printed and, when it is one, its IRI in the EU authority table."""
    if value is None:
        return
    if value.alpha3:
        yield SX.country, iri.country(value.alpha3)
    yield from _text(SX.countryName, value.name)


def interval(date: PartialDate) -> Pairs:
    """The EDTF text of a date beside the earliest and latest day it can mean."""
    return [
        (SX.edtf, terms.literal(date.edtf, datatype=EDTF_DATATYPE)),
        (SX.earliest, day(date.earliest)),
        (SX.latest, day(date.latest)),
    ]


def day(date: dt.date) -> str:
    """A whole day as an xsd:date literal."""
    return terms.literal(date.isoformat(), datatype=_DATE)


def date_literal(date: PartialDate) -> str:
    """A whole day as xsd:date, any other precision as an EDTF literal."""
    if date.is_day and "~" not in date.edtf:
        return day(date.earliest)
    return terms.literal(date.edtf, datatype=EDTF_DATATYPE)


def boolean(*, value: bool) -> str:
    """An xsd:boolean literal."""
    return terms.literal("true" if value else "false", datatype=terms.iri_text(XSD.boolean))


def _text(predicate: str, text: str) -> Pairs:
    return [(predicate, terms.literal(text))] if text else []


def _node(context: Context, party: str, kind: str, claim: Claim, content: Pairs) -> str:
    """The node's IRI: a digest of its content with its doubts, without source or number."""
    said = [f"{predicate} {object_}" for predicate, object_ in content]
    said.extend(f"{predicate} {object_}" for predicate, object_ in doubts(context, claim))
    return iri.fragment(party, kind, iri.digest(said))

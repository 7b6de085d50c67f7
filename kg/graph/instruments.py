"""Legal acts that a list cites: who made them, when they were published, where they are."""

from __future__ import annotations

from collections.abc import Iterator

from kg import iri, terms
from kg.errors import BadTermError
from kg.graph import claims
from kg.graph.context import Context, Statement
from kg.model import Instrument
from kg.vocab import DCT, FOAF, RDF, RDFS, SKOS, SX


def instrument(context: Context, told: Instrument) -> Iterator[Statement]:
    """The statements of one act; of a shipped one only what the list adds to it.

    The day of publication is ``dct:issued``, because ``dct:date`` of an instrument is the day
    on which it was signed or adopted, which lists do not give.
    """
    term, is_shipped = context.instrument(told.key, told.number)
    if not is_shipped:
        number = terms.literal(told.number)
        yield term, RDF.type, SX.LegalInstrument
        yield term, RDF.type, SKOS.Concept
        yield term, SKOS.prefLabel, terms.literal(told.number, language="en")
        yield term, SKOS.notation, number
        yield term, SKOS.inScheme, iri.concept("instrument", "scheme")
        yield term, DCT.source, context.source
    if told.printed and told.printed != told.number:
        yield term, SKOS.altLabel, terms.literal(told.printed)
    if told.role:
        yield term, SKOS.note, terms.literal(told.role)
    if told.issuer:
        yield term, DCT.creator, terms.literal(told.issuer)
    if told.issued:
        yield term, DCT.issued, claims.day(told.issued)
    yield from _addresses(term, told)


def _addresses(term: str, told: Instrument) -> Iterator[Statement]:
    if told.eli:
        yield term, RDFS.seeAlso, iri.eli(told.eli)
    if told.celex:
        yield term, RDFS.seeAlso, iri.celex(told.celex)
    if not told.page:
        return
    try:
        yield term, FOAF.page, iri.web_page(told.page)
    except BadTermError:
        yield term, DCT.bibliographicCitation, terms.literal(told.page)

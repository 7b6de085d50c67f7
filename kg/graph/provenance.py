"""Where everything in a release comes from: the release, its files, the documents it cites."""

from __future__ import annotations

from collections.abc import Iterator

from kg import iri, terms
from kg.graph import claims
from kg.graph.context import Context, Statement
from kg.model import Release, SourceDocument, SourceFile
from kg.vocab import DCT, FOAF, PROV, RDF, SX, XSD

_INTEGER = terms.iri_text(XSD.integer)


def release(context: Context) -> Iterator[Statement]:
    """The statements about the release itself, its files and the documents it cites."""
    told = context.release
    node = context.source
    yield from _source(context, node, told.kind, told.title)
    if told.authority:
        yield node, DCT.publisher, context.concept("authority", told.authority)
    if told.issued:
        yield node, DCT.issued, claims.day(told.issued)
    if told.declared_records is not None:
        yield node, SX.recordCount, terms.literal(str(told.declared_records), datatype=_INTEGER)
    yield from _rights(node, told)
    for file in told.files:
        yield from _file(node, file)
    for document in told.documents:
        yield from _document(context, document)


def _source(context: Context, node: str, kind: str, title: str) -> Iterator[Statement]:
    yield node, RDF.type, SX.Source
    yield node, RDF.type, PROV.Entity
    yield node, SX.sourceKind, context.concept("source-kind", kind)
    yield node, DCT.title, terms.literal(title, language="en")


def _document(context: Context, document: SourceDocument) -> Iterator[Statement]:
    node = context.iris.source(document.key, document.version)
    yield from _source(context, node, document.kind, document.title)
    if document.publisher:
        yield node, DCT.creator, terms.literal(document.publisher)
    if document.issued:
        yield node, DCT.issued, claims.date_literal(document.issued)
    if document.sha256:
        yield node, DCT.identifier, terms.literal(f"sha256:{document.sha256}")
    if document.note:
        yield node, DCT.description, terms.literal(document.note, language="en")
    yield from _rights(node, document)


def _rights(node: str, told: Release | SourceDocument) -> Iterator[Statement]:
    if told.url:
        yield node, FOAF.page, terms.iri(told.url)
    if told.licence.startswith(("http://", "https://")):
        yield node, DCT.license, terms.iri(told.licence)
    elif told.licence:
        yield node, DCT.rights, terms.literal(told.licence, language="en")


def _file(node: str, file: SourceFile) -> Iterator[Statement]:
    part = iri.fragment(node, "file", file.name)
    yield node, PROV.wasDerivedFrom, part
    yield part, RDF.type, PROV.Entity
    yield part, DCT.title, terms.literal(file.name)
    yield part, DCT.identifier, terms.literal(f"sha256:{file.sha256}")
    yield part, DCT.extent, terms.literal(str(file.size), datatype=_INTEGER)
    if file.url:
        yield part, DCT.source, terms.iri(file.url)
    if file.retrieved:
        yield (
            part,
            DCT.created,
            terms.literal(file.retrieved, datatype=terms.iri_text(XSD.dateTime)),
        )

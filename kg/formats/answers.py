"""Answers of queries as bytes: the W3C result formats and RDF, through Oxigraph's writers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import pyoxigraph as ox

from kg import terms
from kg.errors import BadInputError
from kg.formats.dumps import context
from kg.formats.json_ld import Json, JsonLdWriter
from kg.formats.turtle_text import TurtleWriter
from kg.iri import HOME

RESULT_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPH_FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml")


def results(told: bytes, form: str) -> bytes:
    """A SELECT or ASK answer (SPARQL JSON) in another W3C result format.

    Raises BadInputError for a yes-or-no answer in CSV or TSV, which have no form for it.
    """
    parsed = ox.parse_query_results(told, ox.QueryResultsFormat.JSON)
    if isinstance(parsed, ox.QueryBoolean) and form in {"csv", "tsv"}:
        message = f"a yes-or-no answer has no form in {form.upper()}; use table, json or xml"
        raise BadInputError(message)
    return cast(bytes, parsed.serialize(format=RESULT_FORMATS[form]))


def rows(told: bytes) -> tuple[list[str], list[list[str]]] | bool:
    """A SELECT answer as names and rows of short texts for people, an ASK answer as bool."""
    parsed = ox.parse_query_results(told, ox.QueryResultsFormat.JSON)
    if isinstance(parsed, ox.QueryBoolean):
        return bool(parsed)
    writer = TurtleWriter(HOME)
    names = [variable.value for variable in parsed.variables]
    return names, [[_shown(term, writer) for term in solution] for solution in parsed]


def graph(lines: Sequence[str], form: str) -> str:
    """A CONSTRUCT or DESCRIBE answer (sorted N-Triples lines) as text of an RDF format."""
    if form == "ntriples":
        return "".join(lines)
    if form == "rdfxml":
        triples = ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)
        plain = (ox.Triple(quad.subject, quad.predicate, quad.object) for quad in triples)
        return cast(bytes, ox.serialize(plain, format=ox.RdfFormat.RDF_XML)).decode()
    found = [terms.split_line(line)[:3] for line in lines]
    return "".join(_text(found, form))


def _text(found: Iterable[tuple[str, str, str]], form: str) -> Iterable[str]:
    if form == "jsonld":
        return JsonLdWriter(cast(dict[str, Json], context()), HOME).text(found)
    return TurtleWriter(HOME).text(found)


def _shown(term: object, writer: TurtleWriter) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return term.value
    return writer.shown(str(term))

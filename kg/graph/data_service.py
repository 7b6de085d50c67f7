"""What of a publication answers questions: the query page, in its reader's browser."""

from __future__ import annotations

from collections.abc import Iterator

from kg import terms
from kg.graph import portals
from kg.graph.context import Statement
from kg.iri import Iris
from kg.vocab import DCAT, DCT, RDF, RDFS, VOID

_PROTOCOL = terms.iri("https://www.w3.org/TR/sparql11-protocol/")


def queries(iris: Iris, catalog: str, dataset: str) -> Iterator[Statement]:
    """The endpoint that a page of the site finds at ``sparql``, and its examples.

    A service worker answers there, so it serves web pages of this origin alone.
    """
    service = iris.dataset("sparql")
    yield catalog, DCAT.service, service
    yield service, RDF.type, DCAT.DataService
    yield service, DCT.title, terms.literal("SPARQL in the browser", language="en")
    yield (
        service,
        DCT.description,
        terms.literal(
            "A query page, and the SPARQL Protocol for web pages of this origin, answered by a "
            "service worker from the published dumps.",
            language="en",
        ),
    )
    for told, target in ((DCAT.endpointURL, "sparql"), (DCAT.endpointDescription, "questions.ttl")):
        yield service, told, iris.file(target)
        yield iris.file(target), RDF.type, RDFS.Resource  # DCAT-AP asks, and infers nothing
    yield service, DCAT.landingPage, iris.file("query/")
    yield service, DCAT.servesDataset, dataset
    yield service, DCT.conformsTo, _PROTOCOL
    yield service, DCT.publisher, iris.dataset("publisher")
    yield from portals.of_service(iris, service)
    yield dataset, VOID.sparqlEndpoint, iris.file("sparql")

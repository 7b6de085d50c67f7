"""The catalogue of a publication: DCAT 3 and VoID, with counts, sizes and checksums.

DCAT: https://www.w3.org/TR/vocab-dcat-3/, VoID: https://www.w3.org/TR/void/, checksums by
SPDX as DCAT 3 asks (section 6.16). Nothing here depends on the clock: a catalogue is a
function of the releases it describes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg import iri, terms
from kg.graph import claims, data_service, portals
from kg.graph.context import Statement
from kg.graph.void import Figures, statistics
from kg.iri import Iris
from kg.model import Release
from kg.vocab import DCAT, DCT, FOAF, PROV, RDF, RDFS, SPDX, VOID, XSD

_SIZE = terms.iri_text(XSD.nonNegativeInteger)
_HEX = terms.iri_text(XSD.hexBinary)
_MEDIA = "https://www.iana.org/assignments/media-types/"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_NAME = "Sanctions designations knowledge graph"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A published file as the catalogue lists it."""

    path: str
    size: int
    sha256: str
    media_type: str
    gzipped: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that derives facts: its name and version as in their graph, and what it does."""

    name: str
    version: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class DatasetEntry:
    """A dataset of the catalogue: one release, what one rule derived, or all releases merged.

    ``release`` and ``rule`` are None for the merged one, whose releases ``parts`` holds.
    """

    release: Release | None
    figures: Figures
    files: Sequence[FileEntry] = field(default=())
    parts: Sequence[Release] = field(default=())
    rule: Rule | None = None


def catalogue(
    iris: Iris, entries: Sequence[DatasetEntry], *, conforms: bool, endpoint: bool
) -> Iterator[Statement]:
    """The statements of the catalogue: the merged dataset first, then each release.

    :param conforms: whether the data meet the shapes.
    :param endpoint: whether the site has a query page and answers SPARQL in the browser.
    """
    catalog = iris.dataset("catalog")
    publisher = iris.dataset("publisher")
    yield catalog, RDF.type, DCAT.Catalog
    yield from _titles(catalog, f"{_NAME}: catalogue", "All datasets of this publication.")
    yield catalog, DCT.publisher, publisher
    yield publisher, RDF.type, FOAF.Agent
    yield publisher, FOAF.name, terms.literal(_NAME, language="en")
    yield from portals.of_catalog(iris, _NAME, _LICENCE)
    yield from portals.of_checksum()
    for entry in entries:
        dataset = _dataset(iris, entry)
        yield catalog, DCAT.dataset, dataset
        yield dataset, DCT.publisher, publisher
        yield from portals.of_dataset(iris, dataset)
        yield dataset, DCAT.landingPage, terms.iri(iris.base)
        if entry.rule is None:
            yield from portals.of_report(iris, dataset, conforms=conforms)
            if endpoint:
                yield from data_service.queries(iris, catalog, dataset)
        yield from _description(iris, dataset, entry)
        media_types = {file.media_type for file in entry.files}
        yield from statistics(iris, dataset, entry.figures, media_types)
        for file in entry.files:
            yield from _distribution(iris, dataset, file, entry.release)


def _dataset(iris: Iris, entry: DatasetEntry) -> str:
    told, rule = entry.release, entry.rule
    if rule is not None:
        return iris.dataset(f"derived/{rule.name}/{rule.version}")
    return iris.dataset(f"{told.source}/{told.version}" if told else "")


def _description(iris: Iris, dataset: str, entry: DatasetEntry) -> Iterator[Statement]:
    yield dataset, RDF.type, DCAT.Dataset
    yield dataset, RDF.type, VOID.Dataset
    yield dataset, DCT.license, terms.iri(_licence(entry.release))
    if entry.rule is not None:
        yield from _derived(iris, dataset, entry.rule)
    elif entry.release is not None:
        yield from _released(iris, dataset, entry.release)
    else:
        yield from _merged(iris, dataset, entry.parts)


def _merged(iris: Iris, dataset: str, parts: Sequence[Release]) -> Iterator[Statement]:
    text = "Every release of this publication merged, one named graph for each."
    yield from _titles(dataset, _NAME, text)
    yield dataset, DCT.identifier, terms.literal("all")
    for part in parts:
        yield dataset, PROV.wasDerivedFrom, iris.source(part.source, part.version)
    issued = [part.issued for part in parts if part.issued]
    if issued:
        yield dataset, DCT.issued, claims.day(max(issued))


def _derived(iris: Iris, dataset: str, rule: Rule) -> Iterator[Statement]:
    """What a rule made of the merged dataset, of which it is no part."""
    yield from _titles(dataset, rule.title, rule.description)
    yield dataset, DCT.identifier, terms.literal(f"derived/{rule.name}/{rule.version}")
    yield dataset, DCAT.version, terms.literal(rule.version)
    yield dataset, PROV.wasDerivedFrom, iris.dataset()
    yield dataset, RDFS.seeAlso, iris.derived_graph(rule.name, rule.version)


def _released(iris: Iris, dataset: str, told: Release) -> Iterator[Statement]:
    series = iris.dataset(told.source)
    yield series, RDF.type, DCAT.DatasetSeries
    yield series, DCT.publisher, iris.dataset("publisher")
    yield from portals.of_series(iris, series)
    yield from _titles(series, told.source, f"The releases of {told.source}, one dataset each.")
    yield dataset, DCAT.inSeries, series
    yield series, DCAT.last, dataset
    if told.issued:
        yield series, DCT.modified, claims.day(told.issued)
        yield dataset, DCT.issued, claims.day(told.issued)
    yield from _titles(dataset, told.title, f"Release {told.version} of {told.source} as RDF.")
    yield dataset, DCT.identifier, terms.literal(f"{told.source}/{told.version}")
    yield dataset, DCAT.version, terms.literal(told.version)
    yield dataset, PROV.wasDerivedFrom, iris.source(told.source, told.version)
    yield dataset, RDFS.seeAlso, iris.graph(told.source, told.version)
    yield iris.dataset(), VOID.subset, dataset


def _distribution(
    iris: Iris, dataset: str, file: FileEntry, release: Release | None
) -> Iterator[Statement]:
    node = iri.fragment(dataset, "file", file.path.rsplit("/", 1)[-1])
    checksum = iri.fragment(dataset, "checksum", file.path.rsplit("/", 1)[-1])
    yield dataset, DCAT.distribution, node
    if not portals.is_table(file.media_type):
        yield dataset, VOID.dataDump, iris.file(file.path)
    yield node, RDF.type, DCAT.Distribution
    yield node, DCT.title, terms.literal(file.path.rsplit("/", 1)[-1], language="en")
    yield node, DCAT.downloadURL, iris.file(file.path)
    yield node, DCAT.accessURL, iris.file(file.path)
    yield from _media_types(node, file)
    yield from portals.of_file(node, file.media_type, gzipped=file.gzipped)
    yield node, DCAT.byteSize, terms.literal(str(file.size), datatype=_SIZE)
    yield node, DCT.license, terms.iri(_licence(release))
    yield from portals.of_licence(_licence(release))
    yield node, SPDX.checksum, checksum
    yield checksum, RDF.type, SPDX.Checksum
    yield checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256
    yield checksum, SPDX.checksumValue, terms.literal(file.sha256, datatype=_HEX)


def _media_types(node: str, file: FileEntry) -> Iterator[Statement]:
    found = {DCAT.mediaType: file.media_type}
    if file.gzipped:
        found[DCAT.compressFormat] = "application/gzip"
    for predicate, name in found.items():
        media_type = terms.iri(_MEDIA + name)
        yield node, predicate, media_type
        yield from portals.of_media_type(media_type)


def _licence(release: Release | None) -> str:
    stated = release.licence if release else ""
    return stated if stated.startswith("http") else _LICENCE


def _titles(node: str, title: str, description: str) -> Iterator[Statement]:
    yield node, DCT.title, terms.literal(title, language="en")
    yield node, DCT.description, terms.literal(description, language="en")

"""What the data portals of the European Union ask of a catalogue beyond DCAT: DCAT-AP 3.0.1.

https://semiceu.github.io/DCAT-AP/releases/3.0.1/. Portals judge a catalogue without looking
anything up elsewhere, so what is pointed at says here what it is: a licence, a media type,
a concept of an authority table. What nobody has stated is left out, although it is
recommended: days of the catalogue itself, places and times covered, how long files stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg import iri, terms
from kg.graph.context import Statement
from kg.iri import Iris
from kg.vocab import DCT, FOAF, RDF, SKOS, SPDX, Namespace

_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_THEMES = terms.iri(f"{_AUTHORITY}data-theme")
_THEME = terms.iri(f"{_AUTHORITY}data-theme/JUST")
_ENGLISH = terms.iri(f"{_AUTHORITY}language/ENG")
_FILE_TYPES = {
    "application/n-quads": ("RDF_N_QUADS", "N-Quads"),
    "text/turtle": ("RDF_TURTLE", "Turtle"),
    "application/trig": ("RDF_TRIG", "TriG"),
    "application/ld+json": ("JSON_LD", "JSON-LD"),
    "application/rdf+xml": ("RDF_XML", "RDF/XML"),
    "text/csv": ("CSV", "CSV"),
    "application/vnd.apache.parquet": ("PARQUET", "Parquet"),
}
_TABLES = {"text/csv", "application/vnd.apache.parquet"}
_KEYWORDS = ("sanctions", "designations", "restrictive measures", "linked data")

# Terms of catalogues alone: these are written as Turtle only and need no key in the context.
_VCARD = Namespace("vcard", "http://www.w3.org/2006/vcard/ns#", "Kind Organization fn hasURL")
_DCAT = Namespace("dcat", "http://www.w3.org/ns/dcat#", "themeTaxonomy theme keyword contactPoint")
_DCT = Namespace(
    "dct",
    "http://purl.org/dc/terms/",
    "language format LicenseDocument MediaType MediaTypeOrExtent LinguisticSystem Standard",
)
_SKOS = Namespace("skos", "http://www.w3.org/2004/02/skos/core#", "Concept ConceptScheme inScheme")
_ALGORITHM = terms.iri("http://spdx.org/rdf/terms#ChecksumAlgorithm")
_DOCUMENT = terms.iri("http://xmlns.com/foaf/0.1/Document")


def of_catalog(iris: Iris, name: str, licence: str) -> Iterator[Statement]:
    """The catalogue's language, home page, licence, themes, and whom to turn to.

    :param name: what the publication is called.
    :param licence: the IRI of the catalogue's own licence.
    """
    catalog, home = iris.dataset("catalog"), terms.iri(iris.base)
    yield catalog, _DCT.language, _ENGLISH
    yield _ENGLISH, RDF.type, _DCT.LinguisticSystem
    yield from _in_table(_ENGLISH, "language", "English")
    yield catalog, FOAF.homepage, home
    yield home, RDF.type, _DOCUMENT
    yield catalog, DCT.license, terms.iri(licence)
    yield from of_licence(licence)
    yield catalog, _DCAT.themeTaxonomy, _THEMES
    yield _THEMES, RDF.type, _SKOS.ConceptScheme
    yield _THEMES, DCT.title, terms.literal("Data theme", language="en")
    contact = _contact(iris)
    yield contact, RDF.type, _VCARD.Kind
    yield contact, RDF.type, _VCARD.Organization
    yield contact, _VCARD.fn, terms.literal(name, language="en")
    yield contact, _VCARD.hasURL, home


def of_dataset(iris: Iris, dataset: str) -> Iterator[Statement]:
    """A dataset's theme, keywords and contact."""
    yield dataset, _DCAT.theme, _THEME
    yield _THEME, RDF.type, _SKOS.Concept
    yield from _in_table(_THEME, "data-theme", "Justice, legal system and public safety")
    for word in _KEYWORDS:
        yield dataset, _DCAT.keyword, terms.literal(word, language="en")
    yield from of_series(iris, dataset)


def of_series(iris: Iris, series: str) -> Iterator[Statement]:
    """Whom to ask about a series of datasets, or about one."""
    yield series, _DCAT.contactPoint, _contact(iris)


def of_service(iris: Iris, service: str) -> Iterator[Statement]:
    """A service's theme, keywords, contact, page, and what it keeps to."""
    yield from of_dataset(iris, service)
    yield iris.file("query/"), RDF.type, _DOCUMENT
    yield terms.iri("https://www.w3.org/TR/sparql11-protocol/"), RDF.type, _DCT.Standard


def of_report(iris: Iris, dataset: str, *, conforms: bool) -> Iterator[Statement]:
    """The report of holding a dataset to the shapes, and the shapes if it meets them."""
    shapes, report = terms.iri(iri.SHAPES.removesuffix("#")), iris.file("report.html")
    if conforms:
        yield dataset, DCT.conformsTo, shapes
        yield shapes, RDF.type, _DCT.Standard
    yield dataset, FOAF.page, report
    yield report, RDF.type, _DOCUMENT


def is_table(media_type: str) -> bool:
    """Whether a file of the media type is a table, and no RDF."""
    return media_type in _TABLES


def of_licence(licence: str) -> Iterator[Statement]:
    """That a licence's IRI stands for a licence."""
    yield terms.iri(licence), RDF.type, _DCT.LicenseDocument


def of_file(node: str, media_type: str, *, gzipped: bool) -> Iterator[Statement]:
    """A file's format by the table of file types, and a sentence on it.

    :param node: the distribution, whose media types as IRIs are typed as well.
    """
    code, name = _FILE_TYPES[media_type]
    form = terms.iri(f"{_AUTHORITY}file-type/{code}")
    packed = ", packed with gzip" if gzipped else ""
    what = "One row for each designation" if is_table(media_type) else "The whole dataset"
    yield node, _DCT.format, form
    yield (
        node,
        DCT.description,
        terms.literal(f"{what} as {name}{packed}.", language="en"),
    )
    yield form, RDF.type, _DCT.MediaTypeOrExtent
    yield from _in_table(form, "file-type", name)


def of_media_type(media_type: str) -> Iterator[Statement]:
    """That a media type's encoded IRI stands for a media type."""
    yield media_type, RDF.type, _DCT.MediaType


def of_checksum() -> Iterator[Statement]:
    """That the way of making checksums is one."""
    yield SPDX.checksumAlgorithm_sha256, RDF.type, _ALGORITHM


def _contact(iris: Iris) -> str:
    return iri.fragment(iris.dataset("publisher"), "contact", "point")


def _in_table(concept: str, table: str, label: str) -> Iterator[Statement]:
    yield concept, _SKOS.inScheme, terms.iri(_AUTHORITY + table)
    yield concept, SKOS.prefLabel, terms.literal(label, language="en")

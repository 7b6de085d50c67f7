"""What the page of a dataset shows: its files with their checksums, and its figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg import terms
from kg.iri import Iris
from kg.site import schema_org
from kg.site.account import Thing
from kg.site.register import RegisterLookup
from kg.site.thing_page import Node, Row, Tables
from kg.vocab import DCAT, DCT, PROV, SPDX, VOID

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_ELSEWHERE = {terms.iri_text(each) for each in (DCT.title, DCT.description, VOID.dataDump)}


@dataclass(frozen=True, slots=True)
class File:
    """A file of a dataset, its path from the site's root.

    ``fragment`` and ``checksum`` are the fragments of its nodes.
    """

    fragment: str
    checksum: str
    address: str
    path: str
    name: str
    says: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """How many members a class, or statements a property, has in a dataset."""

    fragment: str
    thing: Thing
    count: int


@dataclass(frozen=True, slots=True)
class Links:
    """How many statements lead into another dataset.

    ``other`` is the fragment of that, "" where an earlier one of the same page has it.
    """

    fragment: str
    other: str
    thing: Thing
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class DatasetFacts:
    """A dataset as its page shows it; ``nodes`` holds what the tables leave."""

    files: tuple[File, ...]
    classes: tuple[Part, ...]
    properties: tuple[Part, ...]
    links: tuple[Links, ...]
    nodes: tuple[Node, ...]


def dataset_facts(dataset: str, lookup: RegisterLookup, tables: Tables, home: str) -> DatasetFacts:
    """The facts of the dataset whose document the lookup holds.

    :param dataset: its encoded IRI.
    :param home: the address of the whole site.
    """
    read = _Reader(dataset, lookup, tables, home)
    files = tuple(sorted(read.files(), key=lambda file: (file.name.count("."), file.name)))
    classes = tuple(read.parts(VOID.classPartition, VOID["class"], VOID.entities))
    properties = tuple(read.parts(VOID.propertyPartition, VOID["property"], VOID.triples))
    links = tuple(read.links())
    shown = {part.fragment for part in (*classes, *properties)}
    shown |= {fragment for file in files for fragment in (file.fragment, file.checksum)}
    shown |= {fragment for link in links for fragment in (link.fragment, link.other) if fragment}
    in_tables = {f"{terms.iri_text(dataset)}#{fragment}" for fragment in shown}
    nodes = tuple(replace(node, rows=tuple(_rest(node, in_tables))) for node in tables.nodes(shown))
    return DatasetFacts(files, classes, properties, links, nodes)


def _rest(node: Node, in_tables: set[str]) -> Iterator[Row]:
    """The rows of a node without the values that the page's tables show."""
    for row in node.rows:
        values = tuple(value for value in row.values if value.iri not in in_tables)
        if values and row.iri not in _ELSEWHERE:
            yield replace(row, values=values)


def for_search_engines(
    dataset: str, told: DatasetFacts, lookup: RegisterLookup, place: str, home: str
) -> str:
    """The dataset as JSON-LD of schema.org.

    :param place: the path of its page from the site's root.
    :param home: the address of the whole site.
    """
    return schema_org.json_ld(
        schema_org.Described(
            iri=terms.iri_text(dataset),
            page=terms.iri_text(Iris(home).file(place)),
            name=lookup.text(dataset, DCT.title),
            description=lookup.text(dataset, DCT.description),
            licence=terms.iri_text(lookup.objects(dataset, DCT.license)[0]),
            home=home,
            changed=lookup.text(dataset, DCT.issued),
            version=lookup.text(dataset, DCAT.version),
            sources=[terms.iri_text(each) for each in lookup.objects(dataset, PROV.wasDerivedFrom)],
        ),
        [schema_org.Download(file.address, file.size, file.media_type) for file in told.files],
    )


class _Reader:
    """Reads the parts of one dataset from its document."""

    def __init__(self, dataset: str, lookup: RegisterLookup, tables: Tables, home: str) -> None:
        self._dataset, self._lookup, self._tables, self._home = dataset, lookup, tables, home

    def files(self) -> Iterator[File]:
        for node in self._lookup.objects(self._dataset, DCAT.distribution):
            checksum = self._one(node, SPDX.checksum)
            address = terms.iri_text(self._one(node, DCAT.downloadURL))
            media_type = terms.iri_text(self._one(node, DCAT.mediaType))
            yield File(
                fragment=_fragment(node),
                checksum=_fragment(checksum),
                address=address,
                path=address.removeprefix(self._home),
                name=self._lookup.text(node, DCT.title),
                says=self._lookup.text(node, DCT.description),
                media_type=media_type.removeprefix(_MEDIA_TYPES),
                size=int(self._lookup.text(node, DCAT.byteSize)),
                sha256=self._lookup.text(checksum, SPDX.checksumValue),
            )

    def parts(self, link: str, of: str, figure: str) -> Iterator[Part]:
        """The partitions under a property, the largest first."""
        found = [
            Part(
                _fragment(node),
                self._thing(self._one(node, of)),
                int(self._lookup.text(node, figure)),
            )
            for node in self._lookup.objects(self._dataset, link)
        ]
        yield from sorted(found, key=lambda part: (-part.count, part.thing.iri))

    def links(self) -> Iterator[Links]:
        seen: set[str] = set()
        for node in self._lookup.objects(self._dataset, VOID.subset):
            for target in self._lookup.objects(node, VOID.objectsTarget):
                yield Links(
                    _fragment(node),
                    "" if target in seen else _fragment(target),
                    self._thing(self._one(node, VOID.linkPredicate)),
                    self._lookup.text(target, DCT.title),
                    int(self._lookup.text(node, VOID.triples)),
                )
                seen.add(target)

    def _one(self, node: str, predicate: str) -> str:
        return self._lookup.objects(node, predicate)[0]

    def _thing(self, term: str) -> Thing:
        return Thing(terms.iri_text(term), self._tables.label(term))


def _fragment(node: str) -> str:
    return terms.iri_text(node).partition("#")[2]

"""The page of each document: of a party, of the vocabulary, of any other thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from kg import terms
from kg.iri import SHAPES, VOCABULARY
from kg.site import dataset_page, party_page, places, vocabulary
from kg.site.diagram import diagram
from kg.site.directory import Directory, Entry
from kg.site.documents import Document
from kg.site.gathering import account
from kg.site.network import Networks
from kg.site.pages import Pages
from kg.site.register import RegisterLookup
from kg.site.shape_terms import shape_groups
from kg.site.signposts import Signpost
from kg.site.thing_page import Tables
from kg.version import VERSION
from kg.vocab import DCAT, DCT, RDF, RDFS, SKOS

MOST_SHOWN = 100
"""How many parties a thing's own page names; browsing names all."""

_VOCABULARY = VOCABULARY.removesuffix("#")


class ThingPages:
    """Makes the HTML of documents.

    :param lookup: of the publication.
    :param directory: its parties by what designates them.
    :param pages: the templates.
    :param browsed: folders of browsing pages by a thing's bare IRI.
    :param base: what the data's IRIs start with.
    """

    def __init__(
        self,
        lookup: RegisterLookup,
        directory: Directory,
        pages: Pages,
        browsed: dict[str, PurePosixPath],
        base: str,
    ) -> None:
        self._lookup, self._directory, self._pages = lookup, directory, pages
        self._browsed = browsed
        self._base = base
        self._tables = Tables(lookup, base)
        self._networks = Networks(lookup)

    def html(self, document: Document, place: PurePosixPath, json_ld: str) -> str:
        """The page of a document that stands in a folder of the site."""
        self._lookup.document = document
        if document.iri in self._lookup.register.parties:
            return self._party(document, place, json_ld)
        if terms.iri_text(document.iri) == _VOCABULARY:
            return self._vocabulary(document, place, json_ld)
        if DCAT.Dataset in self._lookup.objects(document.iri, RDF.type):
            return self._dataset(document, place, json_ld)
        return self._thing(document, place, json_ld)

    def file(self, place: PurePosixPath, title: str, iri: str, json_ld: str) -> str:
        """The page of a document that is a whole file: the shapes, the alignments."""
        return self._pages.html(
            "shapes.html.j2",
            place,
            title=title,
            iri=iri,
            kind_iri="",
            json_ld=json_ld,
            groups=shape_groups() if iri == SHAPES.removesuffix("#") else {},
            version=VERSION,
        )

    def signpost(self, place: PurePosixPath, post: Signpost) -> str:
        """The page of a thing that leads to the files which hold its statements."""
        iri = terms.iri_text(post.iri)
        return self._pages.html("signpost.html.j2", place, title=post.title, iri=iri, post=post)

    def _party(self, document: Document, place: PurePosixPath, json_ld: str) -> str:
        told = account(self._lookup, document.iri)
        look, answer = party_page.verdict(told)
        return self._pages.html(
            "party.html.j2",
            place,
            title=told.label,
            iri=told.iri,
            kind_iri=self._kind_iri(document),
            json_ld=json_ld,
            told=told,
            look=look,
            answer=answer,
            sources=party_page.sources(told, self._lookup),
            meanings=party_page.meanings(told, self._lookup),
            history=party_page.history(told),
            picture=self._networks.picture(document.iri),
            others=party_page.other_names(told),
            facts={
                group: [fact for fact in told.facts if fact.group == group]
                for group in dict.fromkeys(fact.group for fact in told.facts)
            },
            nodes=self._tables.nodes(party_page.shown(told)),
        )

    def _thing(self, document: Document, place: PurePosixPath, json_ld: str) -> str:
        lookup, iri = self._lookup, terms.iri_text(document.iri)
        entries = self._entries(document.iri)
        browsed = self._browsed.get(iri)
        return self._pages.html(
            "thing.html.j2",
            place,
            title=self._tables.label(document.iri),
            iri=iri,
            kind_iri=self._kind_iri(document),
            json_ld=json_ld,
            kinds=self._tables.things(
                [kind for kind in lookup.objects(document.iri, RDF.type) if kind != SKOS.Concept]
            ),
            axis=browsed.parts[1] if browsed else "",
            definition=lookup.text(document.iri, SKOS.definition)
            or lookup.text(document.iri, DCT.description)
            or lookup.text(document.iri, RDFS.comment),
            nodes=self._tables.nodes(),
            incoming=self._tables.incoming(document.iri),
            entries=entries[:MOST_SHOWN],
            total=len(entries),
            all_of_them=places.address(browsed) if browsed and browsed != place else "",
            cited=lookup.register.sources.get(document.iri, 0),
        )

    def _dataset(self, document: Document, place: PurePosixPath, json_ld: str) -> str:
        lookup, iri = self._lookup, document.iri
        told = dataset_page.dataset_facts(iri, lookup, self._tables, self._base)
        path = places.address(place)
        return self._pages.html(
            "dataset.html.j2",
            place,
            title=lookup.text(iri, DCT.title),
            iri=terms.iri_text(iri),
            kind_iri=self._kind_iri(document),
            json_ld=json_ld,
            schema_org=dataset_page.for_search_engines(iri, told, lookup, path, self._base),
            description=lookup.text(iri, DCT.description),
            told=told,
            incoming=self._tables.incoming(iri),
        )

    def _vocabulary(self, document: Document, place: PurePosixPath, json_ld: str) -> str:
        register = self._lookup.register
        return self._pages.html(
            "vocabulary.html.j2",
            place,
            title=self._lookup.text(document.iri, DCT.title),
            iri=terms.iri_text(document.iri),
            kind_iri=self._kind_iri(document),
            json_ld=json_ld,
            description=self._lookup.text(document.iri, DCT.description),
            diagram=diagram(
                vocabulary.vocabulary_statements(),
                [
                    p
                    for p, (subject, _, _) in register.examples.items()
                    if subject in register.parties
                ],
            ),
            groups=vocabulary.term_groups(self._lookup, self._tables),
            schemes=self._tables.things(
                [s for s in self._lookup.register.schemes() if s in self._lookup.register.documents]
            ),
            version=VERSION,
        )

    def _entries(self, term: str) -> list[Entry]:
        return self._directory.entries(term)

    def _kind_iri(self, document: Document) -> str:
        kinds = self._lookup.objects(document.iri, RDF.type)
        return next((terms.iri_text(kind) for kind in kinds), "")


def of_parties(entries: list[Entry], size: int) -> Iterator[list[Entry]]:
    """The entries in pages of a size; one empty page for none."""
    for start in range(0, max(1, len(entries)), size):
        yield entries[start : start + size]

"""The documents and pages of a site, written in two passes over its release.

The first pass gathers what pages must know of other things, the second writes one document
after the other. Memory holds the register and one document, whatever the size of a list.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from kg import terms
from kg.iri import COUNTRY, HOME, VOCABULARY, Iris
from kg.lines import Statement, read_lines
from kg.site import hosts, places, search_index, vocabulary
from kg.site.browse_pages import BrowsePages
from kg.site.directory import Directory
from kg.site.discovery import write_discovery
from kg.site.documents import Document, DocumentWriter, documents
from kg.site.front_page import front
from kg.site.output import Output
from kg.site.pages import ASSETS, Links, Pages
from kg.site.register import Register, RegisterLookup
from kg.site.thing_pages import ThingPages
from kg.site.vocabulary import vocabulary_statements

Progress = Callable[[str, int], None]

_STEP = 200


def write_documents(  # noqa: PLR0913 - each is a different thing that a site is made of
    lines: Path,
    background: Iterable[Statement],
    site: Path,
    base: str,
    progress: Progress,
    *,
    before: Path | None = None,
    more: Mapping[str, str] | None = None,
) -> Output:
    """Write a document for everything that has an IRI, and the pages that lead to them.

    :param lines: the sorted N-Quads of the whole publication.
    :param background: statements published beside the release: the shipped vocabulary
        (:func:`kg.site.vocabulary.vocabulary_statements`), the catalogue, the questions.
    :param site: the folder to write into; dumps and the catalogue stand there already.
    :param base: what the data's IRIs start with.
    :param progress: told the step and how many documents are done.
    :param before: the last site, whose unchanged files are kept as they are.
    :param more: further pages for the navigation, path from the root by label.

    Raises BadTermError when an IRI cannot be a folder of a site.
    """
    beside = list(background)
    progress("gathering what pages need", 0)
    register = gathered(lines, beside)
    return _Site(register, Output(site, before), base, more or {}).write(lines, beside, progress)


def gathered(lines: Path, background: Iterable[Statement]) -> Register:
    """The register of a publication."""
    register = Register()
    register.add(sorted(set(background)))
    register.add(_statements(read_lines(lines), register.graphs))
    if reached := register.reached():
        for subject, predicate, object_ in _statements(read_lines(lines), set()):
            if subject in reached:
                register.keep(subject, [(predicate, object_)])
    return register


def _statements(lines: Iterable[str], graphs: set[str]) -> Iterator[Statement]:
    before = None
    for line in lines:
        subject, predicate, object_, graph = terms.split_quad(line)
        graphs.add(graph)
        statement = (subject, predicate, object_)
        if statement != before:
            yield statement
            before = statement


class _Site:
    """A site under way."""

    def __init__(
        self, register: Register, out: Output, base: str, more: Mapping[str, str]
    ) -> None:
        self._out, self._base, self._iris = out, base, Iris(base)
        self._lookup = RegisterLookup(register)
        self._directory = Directory(self._lookup)
        self._links = Links(dict(self._folders(register)))
        self._pages = Pages(self._links, more)
        self._paths: list[str] = []

    def write(self, lines: Path, background: list[Statement], progress: Progress) -> Output:
        things = ThingPages(self._lookup, self._directory, self._pages, self._links, self._base)
        writer = DocumentWriter(self._base)
        written = 0
        for document in documents(read_lines(lines), background):
            place = self._links.folders.get(terms.iri_text(document.iri))
            if place is None:
                continue
            self._put(document, place, writer, things)
            written += 1
            if written % _STEP == 0:
                progress("writing documents", written)
        self._whole_files(things)
        progress("writing indexes", 0)
        for place, name, text in things.graphs():
            self._page(place, name, text)
        for place, name, text in BrowsePages(self._directory, self._pages, self._links).all():
            self._page(place, name, text)
        self._page(PurePosixPath(), "index.html", front(self._lookup, self._directory, self._pages, self._base))
        self._search()
        for path in sorted(ASSETS.iterdir()):
            self._out.put(PurePosixPath("assets"), path.name, path.read_text(encoding="utf-8"))
        for name, text in hosts.files().items():
            self._out.put(PurePosixPath(), name, text)
        write_discovery(sorted(self._paths), self._out, self._iris)
        return self._out

    def _put(self, document: Document, place: PurePosixPath, writer: DocumentWriter, things: ThingPages) -> None:
        texts = writer.texts(document)
        for ending, text in texts.items():
            self._out.put(place, f"index.{ending}", text)
        self._page(place, "index.html", things.html(document, place, texts["jsonld"]))

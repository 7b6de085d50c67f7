"""The documents and pages of a site, written in two passes over its release.

The first pass gathers what pages must know of other things, the second writes one document
after the other, dealt out to as many processes as there are processors. Memory holds the
register and one document, whatever the size of a list.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from kg import terms
from kg.checks.changes import CHANGES
from kg.iri import COUNTRY, Iris
from kg.lines import Statement, read_lines, statements, write_lines
from kg.site import answer_pages, hosts, places, query_page, search_index
from kg.site.answer_pages import Answers, Asked, write_answer_pages, write_answers
from kg.site.browse_pages import BrowsePages, browse_places
from kg.site.directory import Directory
from kg.site.discovery import write_discovery
from kg.site.documents import Document, DocumentWriter, document_lines, documents
from kg.site.front_page import dumps_of, front, newest_release
from kg.site.linkset import linkset
from kg.site.output import Output
from kg.site.pages import ASSETS, Links, Pages
from kg.site.processes import in_parts
from kg.site.query_page import is_bundled, write_query_page
from kg.site.register import CLASSES, Register, RegisterLookup
from kg.site.signposts import signposts
from kg.site.thing_pages import ThingPages
from kg.site.vocabulary import file_texts, whole_files
from kg.vocab import RDF

Progress = Callable[[str, int], None]

_STEP = 200
_MOST_CHANGES = 500


def write_documents(  # noqa: PLR0913 - each is a different thing that a site is made of
    lines: Path,
    background: Iterable[Statement],
    site: Path,
    base: str,
    progress: Progress,
    *,
    before: Path | None = None,
    answers: Answers | None = None,
) -> Output:
    """Write a document for everything that has an IRI, and the pages that lead to them.

    :param lines: the sorted N-Quads of the whole publication.
    :param background: statements published beside the release: the shipped vocabulary
        (:func:`kg.site.vocabulary.vocabulary_statements`), the catalogue and the questions
        (:func:`kg.site.own_account.own_statements`).
    :param site: the folder to write into; dumps and the catalogue stand there already.
    :param base: what the data's IRIs start with.
    :param progress: told the step and how many documents are done.
    :param before: the last site, whose unchanged files are kept as they are.
    :param answers: those of the shipped questions (:func:`kg.site.answer_pages.begun`), to be
        published with the query page, where the program was built with its parts.

    Raises BadTermError when an IRI cannot be a folder of a site, KgError as
    :func:`kg.site.answer_pages.write_answers` does.
    """
    progress("answering questions", 0)
    out = Output(site, before)
    asked = list(write_answers(answers, out)) if answers else []
    beside = list(background)
    progress("gathering what pages need", 0)
    register = gathered(lines, beside)
    return _Site(register, out, base, asked).write(lines, beside, progress)


def gathered(lines: Path, background: Iterable[Statement]) -> Register:
    """The register of a publication."""
    register = Register()
    register.add(sorted(set(background)))
    register.add(_statements(read_lines(lines), register.graphs))
    if reached := register.reached():
        for subject, predicate, object_ in statements(read_lines(lines)):
            if subject in reached:
                register.keep(subject, [(predicate, object_)])
    return register


def _statements(lines: Iterable[str], graphs: Counter[str]) -> Iterator[Statement]:
    """The statements of lines; counts the parties that each graph types, 0 for no party."""
    before = None
    for line in lines:
        subject, predicate, object_, graph = terms.split_quad(line)
        graphs[graph] += predicate == RDF.type and object_ in CLASSES
        statement = (subject, predicate, object_)
        if statement != before:
            yield statement
            before = statement


class _Site:
    """One site under way."""

    def __init__(self, register: Register, out: Output, base: str, asked: list[Asked]) -> None:
        self._out, self._base, self._asked = out, base, asked
        self._lookup = RegisterLookup(register)
        self._directory = Directory(self._lookup)
        self._browsed = browse_places(self._directory)
        self._folders = dict(_folders(register, base, self._browsed))
        self._signposts = list(signposts(self._lookup, out.site, base))
        self._folders |= dict(_below(base, (post.iri for post in self._signposts)))
        self._pages = Pages(Links({**self._browsed, **self._folders}), _more(asking=bool(asked)))
        self._things = ThingPages(self._lookup, self._directory, self._pages, self._browsed, base)
        self._paths: set[str] = set()

    def write(self, lines: Path, background: list[Statement], progress: Progress) -> Output:
        """Write everything."""
        with tempfile.TemporaryDirectory(prefix="kg-documents-") as folder:
            ordered = Path(folder, "ordered.nq")
            progress("sorting documents", 0)
            write_lines(document_lines(read_lines(lines), background), ordered)

            def documents_of(part: int, parts: int) -> Output:
                return self._documents(ordered, part, parts, progress)

            for written in in_parts(documents_of)[1:]:
                self._out.add(written)
        progress("writing indexes", 0)
        self._indexes()
        return self._out

    def _documents(self, ordered: Path, part: int, parts: int, progress: Progress) -> Output:
        """Write one part of the documents; the first process tells the progress of all."""
        writer = DocumentWriter(self._base)
        for number, document in enumerate(documents(read_lines(ordered), part, parts), start=1):
            place = self._folders.get(terms.iri_text(document.iri))
            if place is not None:
                texts = writer.texts(document)
                self._texts(place, texts)
                if not document.iri[1:].startswith(COUNTRY):
                    self._page(place, self._things.html(document, place, texts["jsonld"]))
            if part == 0 and number % _STEP == 0:
                progress("writing documents", number * parts)
        return self._out

    def _indexes(self) -> None:
        self._lookup.document = Document("", ())
        self._whole_files()
        for post in self._signposts:
            if place := self._folders.get(terms.iri_text(post.iri)):
                self._page(place, self._things.signpost(place, post))
        for file in BrowsePages(self._directory, self._pages, self._browsed).all():
            self._out.put(*file)
            self._paths.add(places.address(file.place))
        root = PurePosixPath()
        text = front(self._lookup, self._directory, self._pages, self._base, self._out.site)
        self._page(root, text)
        dumps = [dump.path for dump in dumps_of(self._out.site)]
        self._out.put(root, "linkset.json", linkset(dumps, self._base))
        self._search()
        if self._asked:
            self._answers()
        self._changes()
        for path in sorted(ASSETS.iterdir()):
            self._out.put(PurePosixPath("assets"), path.name, path.read_text(encoding="utf-8"))
        for name in hosts.FILES:
            self._out.put(root, name, hosts.rules(name))
        self._paths |= {places.address(place) for place in self._folders.values()}
        newest = newest_release(self._lookup)
        write_discovery(sorted(self._paths), self._out, Iris(self._base), newest)

    def _answers(self) -> None:
        written = write_answer_pages(self._asked, self._out, self._pages, self._base)
        self._paths |= {places.address(place) for place in written}
        if is_bundled():
            written = write_query_page(
                self._out, self._pages, self._lookup, self._folders, self._base
            )
            self._paths |= {places.address(place) for place in written}

    def _page(self, place: PurePosixPath, html: str) -> None:
        self._out.put(place, "index.html", html)
        self._paths.add(places.address(place))

    def _texts(self, place: PurePosixPath, texts: Mapping[str, str]) -> None:
        for ending, text in texts.items():
            self._out.put(place, f"index.{ending}", text)

    def _whole_files(self) -> None:
        """Shapes and alignments, which live at the vocabulary's own address."""
        for document, title, files in whole_files():
            place = places.folder(document, self._base)
            if place is not None:
                texts = file_texts(files)
                iri = terms.iri_text(document)
                self._texts(place, texts)
                self._page(place, self._things.file(place, title, iri, texts["jsonld"]))

    def _changes(self) -> None:
        told = self._out.site / CHANGES
        if told.is_file():
            place = PurePosixPath("changes")
            sources = json.loads(told.read_text(encoding="utf-8"))["sources"]
            page = self._pages.html(
                "changes.html.j2", place, title="What changed", sources=sources, most=_MOST_CHANGES
            )
            self._page(place, page)

    def _search(self) -> None:
        register, place = self._lookup.register, PurePosixPath("search")
        links = Links(self._folders)
        entries = [
            search_index.Entry(
                links.path(terms.iri_text(party)),
                self._lookup.label(party),
                kind,
                self._directory.programs(party),
                register.names[party],
            )
            for party, kind in register.parties.items()
        ]
        for name, text in search_index.index(entries):
            self._out.put(place, name, text)
        names = sum(len({entry.label, *entry.names}) for entry in entries)
        self._page(
            place,
            self._pages.html(
                "search.html.j2", place, title="Search", parties=len(entries), names=names
            ),
        )


def _more(*, asking: bool) -> dict[str, str]:
    """Further pages for the navigation, path from the root by label."""
    asked = {"Questions": answer_pages.PLACE} if asking else {}
    page = {"Query": query_page.PLACE} if asking and is_bundled() else {}
    return {label: places.address(place) for label, place in {**asked, **page}.items()}


def _folders(
    register: Register, base: str, browsed: Mapping[str, PurePosixPath]
) -> Iterator[tuple[str, PurePosixPath]]:
    """The folder of every document that the site has, by its bare IRI.

    Countries have addresses of the EU; their documents stand with their browsing pages.
    """
    files = {document for document, _, _ in whole_files()}
    for document in sorted(register.documents):
        iri = terms.iri_text(document)
        if iri.startswith(COUNTRY) and iri in browsed:
            yield iri, browsed[iri]
    yield from _below(base, register.documents | files)


def _below(base: str, documents: Iterable[str]) -> Iterator[tuple[str, PurePosixPath]]:
    """The folders of those documents that live below the base."""
    for document in sorted(documents):
        place = places.folder(document, base)
        if place is not None:
            yield terms.iri_text(document), place

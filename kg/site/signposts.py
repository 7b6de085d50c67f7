"""Things whose statements stand in files of their own: the page of each leads to those.

A named graph is a dump, the validation report has a page and a file at the root, and the
version of a shipped vocabulary is that vocabulary as it stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import terms
from kg.iri import Iris
from kg.site import places
from kg.site.account import Thing
from kg.site.register import RegisterLookup
from kg.site.vocabulary import versions
from kg.vocab import DCT, RDFS, VOID

_REPORTS = ("report.html", "report.ttl", "report.txt")


@dataclass(frozen=True, slots=True)
class Signpost:
    """A thing to lead on from: what it is, in a sentence too, and where its statements are.

    ``iri`` is encoded; ``files`` are paths from the site's root; ``about`` is what it belongs
    to, with a page of its own.
    """

    iri: str
    kind: str
    title: str
    lead: str
    files: tuple[str, ...] = ()
    about: Thing | None = None


def signposts(lookup: RegisterLookup, site: Path, base: str) -> Iterator[Signpost]:
    """Every signpost of a site whose dumps, report and catalogue stand there already."""
    yield from _graphs(lookup, base)
    if any((site / name).is_file() for name in _REPORTS):
        yield Signpost(
            Iris(base).dataset("validation"),
            "validation report",
            "What the shapes found",
            "Every result of holding the data to the shapes, as a page, as RDF and as plain text.",
            tuple(name for name in _REPORTS if (site / name).is_file()),
        )
    for document, version in versions():
        place = places.folder(document, base)
        if place is not None:
            number = terms.iri_text(version).rpartition("/")[2]
            yield Signpost(
                version,
                "version",
                f"Version {number}",
                "The version that is published here; later ones will have addresses of their own.",
                tuple(f"{place}/index.{ending}" for ending in ("html", *places.FORMATS)),
                Thing(terms.iri_text(document), lookup.label(document)),
            )


def _graphs(lookup: RegisterLookup, base: str) -> Iterator[Signpost]:
    """The named graphs of the releases, and those of rules that the catalogue tells of."""
    datasets = {
        graph: subject
        for subject, facts in lookup.register.facts.items()
        if VOID.dataDump in facts
        for graph in facts.get(RDFS.seeAlso, ())
    }
    for graph in sorted({*lookup.register.graphs, *datasets}):
        dataset = datasets.get(graph, "")
        files = [terms.iri_text(dump) for dump in lookup.objects(dataset, VOID.dataDump)]
        yield Signpost(
            graph,
            "named graph",
            lookup.text(dataset, DCT.title) or "What one release says",
            lookup.text(dataset, DCT.description) or "All statements of one release of one source.",
            tuple(file.removeprefix(base) for file in files),
            Thing(terms.iri_text(dataset), "its dataset") if dataset else None,
        )

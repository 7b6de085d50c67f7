"""The front page: what this is, how fresh, how many, on which terms, how to use it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg import terms
from kg.checks.changes import CHANGES
from kg.iri import Iris
from kg.site import schema_org
from kg.site.account import Thing
from kg.site.directory import Directory
from kg.site.pages import LICENCE, Pages
from kg.site.register import RegisterLookup
from kg.vocab import DCT, FOAF, PROV, SX

_WORDS = {"person": "persons", "entity": "entities", "vessel": "vessels", "aircraft": "aircraft"}
_DUMPS = {
    "nq": ("N-Quads", "application/n-quads"),
    "ttl": ("Turtle", "text/turtle"),
    "trig": ("TriG", "application/trig"),
    "jsonld": ("JSON-LD", "application/ld+json"),
    "rdf": ("RDF/XML", "application/rdf+xml"),
    "csv": ("CSV, a table of designations", "text/csv"),
    "parquet": ("Parquet, the same table", "application/vnd.apache.parquet"),
}
_DESCRIPTION = (
    "Official sanctions lists as one graph: every party, name, date, program, legal basis, measure "
    "and ground, each with the source that says so and the doubt that goes with it."
)


@dataclass(frozen=True, slots=True)
class Release:
    """A release as the front page names it: the source, its day, its terms, its parties."""

    thing: Thing
    issued: str
    terms: str
    licence: str
    parties: int


@dataclass(frozen=True, slots=True)
class Dump:
    """A file to download: its path from the root, its format, its size in bytes.

    ``packed`` is the size of its gzip copy, 0 for none.
    """

    path: str
    format: str
    size: int
    packed: int


def front(lookup: RegisterLookup, directory: Directory, pages: Pages, base: str, site: Path) -> str:
    """The text of the front page."""
    register = lookup.register
    kinds = Counter(register.parties.values())
    releases = _releases(lookup)
    return pages.html(
        "front.html.j2",
        PurePosixPath(),
        title="Sanctions designations",
        iri=base,
        kinds={_WORDS[kind]: kinds[kind] for kind in _WORDS if kinds[kind]},
        parties=len(register.parties),
        designations=len(set(register.designations)),
        relations=len(set(register.relations)),
        newest=max((release.issued for release in releases), default=""),
        releases=releases,
        programs=len(directory.terms("program")),
        countries=len(directory.terms("country")),
        grounds=len(directory.terms("ground")),
        lists=len(directory.terms("list")),
        dumps=dumps_of(site),
        is_compared=(site / CHANGES).is_file(),
        json_ld=_schema_org(releases, dumps_of(site), base),
        dataset=terms.iri_text(Iris(base).dataset()),
        example=min(register.parties, default=""),
    )


def newest_release(lookup: RegisterLookup) -> str:
    """The day of the newest release, "" when no list states one."""
    return max((release.issued for release in _releases(lookup)), default="")


def _releases(lookup: RegisterLookup) -> list[Release]:
    """The sources that are releases of a list, which name the files they were made from."""
    graphs = {_release(graph): count for graph, count in lookup.register.graphs.items()}
    found = []
    for node, facts in lookup.register.facts.items():
        if SX.sourceKind not in facts or PROV.wasDerivedFrom not in facts:
            continue
        page = next(iter(facts.get(FOAF.page, ())), "").strip("<>")
        licence = next(iter(lookup.objects(node, DCT.license)), "").strip("<>")
        found.append(
            Release(
                thing=Thing(terms.iri_text(node), lookup.label(node), page),
                issued=lookup.text(node, DCT.issued),
                terms="; ".join(lookup.texts(node, DCT.rights)),
                licence=licence,
                parties=graphs.get(_release(node), 0),
            )
        )
    return sorted(found, key=lambda release: (release.thing.label, release.thing.iri))


def _schema_org(releases: list[Release], dumps: list[Dump], base: str) -> str:
    """The whole dataset for search engines."""
    told = schema_org.Described(
        iri=base,
        page=base,
        name="Sanctions designations",
        description=_DESCRIPTION,
        licence=LICENCE,
        home=base,
        changed=max((release.issued for release in releases), default=""),
        sources=[release.thing.iri for release in releases],
    )
    files = [
        schema_org.Download(
            terms.iri_text(Iris(base).file(dump.path)),
            dump.size,
            _DUMPS[dump.path.split(".")[1]][1],
        )
        for dump in dumps
    ]
    return schema_org.json_ld(told, files)


def _release(iri: str) -> tuple[str, ...]:
    """The source and version in the address of a release or of the graph that holds it."""
    return tuple(terms.iri_text(iri).rsplit("/", 2)[1:])


def dumps_of(site: Path) -> list[Dump]:
    """The files of the whole dataset that stand in a site."""
    found = []
    for ending, (name, _) in _DUMPS.items():
        path = site / f"dump/all.{ending}"
        if path.is_file():
            packed = path.with_name(f"{path.name}.gz")
            size = packed.stat().st_size if packed.is_file() else 0
            found.append(Dump(f"dump/{path.name}", name, path.stat().st_size, size))
    return found

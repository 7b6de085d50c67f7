"""Hold a published site of any size to what it promises; prints what was read, or fails.

Usage: ``python benchmarks/whole_site.py FOLDER``. Every IRI below the base, in the dump and in
every other RDF file, is a file of the site or has a page and, if it has a fragment, an element
for that in the page; the documents of each format, read by Oxigraph, hold together exactly
the dump, the shipped vocabulary, and what the catalogue and the questions say of their own
things, each statement once.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pyoxigraph as ox

from kg.iri import COUNTRY, HOME
from kg.lines import read_lines, statements
from kg.site import places
from kg.site.own_account import own_statements
from kg.site.vocabulary import vocabulary_statements
from kg.store.loading import DUMP

FORMATS = {
    "nt": ox.RdfFormat.N_TRIPLES,
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
}
SIGNPOSTS = {"dataset/validation", "graph/derived/identifier-checks/1"}  # files hold the nodes
APART = {"alignments", "shapes", "sparql"}  # they describe the rules and the site, not the data
ID = re.compile(r'\sid="([^"]+)"')
EMBEDDED = re.compile(r'<script type="application/ld\+json">\n(.*?)</script>', re.DOTALL)


def main(site: Path, base: str = HOME) -> None:
    """Check the site and print the figures."""
    started = time.perf_counter()
    dump = set(statements(read_lines(site / DUMP)))
    own = set(own_statements(site, base))
    wanted = dump | own
    wanted |= {told for told in vocabulary_statements() if told[0][1:].startswith((base, HOME))}
    print(f"dump {len(dump):,} statements, own account {len(own):,}, in documents {len(wanted):,}")
    iris = {term for told in dump for term in told if term.startswith(f"<{base}")}
    iris |= {line[:-3].rsplit(" ", 1)[1] for line in read_lines(site / DUMP)}
    beside = _named_beside(site, base) - iris
    missing = [iri for iri in sorted(iris | beside) if not _answers(site, iri, base)]
    print(f"{len(iris):,} IRIs below the base in the dump, {len(beside):,} more in other files")
    print(f"{len(missing)} of them without a document")
    for ending, form in FORMATS.items():
        found = Counter(_documents(site, ending, form))
        countries = {told for told in found if told[0][1:].startswith(COUNTRY)}
        faults = len(set(found) - countries ^ wanted) + sum(n > 1 for n in found.values())
        print(f"{ending}: {len(found):,} statements in documents, {faults} amiss")
        missing += [ending] * faults
    differing = [
        page
        for page in site.rglob("index.html")
        if page.relative_to(site).parts[0] not in APART and not _carries(page)
    ]
    print(f"{len(differing)} pages whose JSON-LD differs from the document beside them")
    print(f"{time.perf_counter() - started:.0f} s")
    if missing or differing:
        sys.exit(f"amiss: {[*missing, *differing][:5]}")


_ids: dict[Path, set[str]] = {}


def _named_beside(site: Path, base: str) -> set[str]:
    """The IRIs below the base in the RDF files beside the dumps."""
    files = [*site.glob("*.ttl"), *site.glob("[os]*/*.ttl"), *site.glob("derived/*.nq")]
    return {
        str(term)
        for path in files
        for quad in ox.parse(path=str(path))
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if str(term).startswith(f"<{base}")
    }


def _answers(site: Path, iri: str, base: str) -> bool:
    document, _, fragment = iri[1:-1].partition("#")
    path = document.removeprefix(base)
    if (site / path).is_file():
        return True
    if path.endswith("/") or path in SIGNPOSTS:
        return (site / path / "index.html").is_file()
    is_the_programs = path.split("/")[0] in places.PROGRAM_FOLDERS
    place = PurePosixPath(path) if is_the_programs else places.folder(f"<{document}>", base)
    if place is None:
        return True
    page = site / place / "index.html"
    if page not in _ids:
        _ids.clear()
        _ids[page] = set(ID.findall(page.read_text(encoding="utf-8"))) if page.is_file() else set()
    return page.is_file() and (not fragment or fragment in _ids[page])


def _documents(site: Path, ending: str, form: ox.RdfFormat) -> Iterator[tuple[str, str, str]]:
    for path in site.rglob(f"index.{ending}"):
        if path.relative_to(site).parts[0] not in APART:
            for told in ox.parse(path=str(path), format=form):
                yield str(told.subject), str(told.predicate), str(told.object)


def _carries(page: Path) -> bool:
    beside = page.with_name("index.jsonld")
    if not beside.is_file() or COUNTRY in page.read_text(encoding="utf-8")[:1500]:
        return True
    found = EMBEDDED.search(page.read_text(encoding="utf-8"))
    return found is not None and json.loads(found[1]) == json.loads(
        beside.read_text(encoding="utf-8")
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))

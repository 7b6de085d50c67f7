"""What the query page loads: a small core of everything first, then each list whole.

The core has what most questions start from: who is called what, of which class, listed by
whom, where, since when, under which program, ground and measure, and the whole vocabulary.
"""

from __future__ import annotations

import gzip
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path, PurePosixPath

import pyoxigraph as ox

from kg import terms
from kg.formats.dumps import GZIP_LEVEL
from kg.lines import Statement, read_lines
from kg.site.output import Output
from kg.site.register import CLASSES
from kg.store.loading import DUMP
from kg.vocab import RDF, RDFS, SCHEMA, SX

CORE_PREDICATES = frozenset({
    RDFS.label, SX.designates, SX.designatedBy, SX.list, SX.program, SX.ground, SX.measure,
    SX.status, SX.listedOn, SX.effectiveOn, SX.delistedOn, SX.controls, SX.country,
    SCHEMA.nationality,
})  # fmt: skip
"""The predicates whose statements are in the core, whatever the list."""

CORE_CLASSES = frozenset({*CLASSES, SX.Designation})
"""The classes whose members the core types."""

_PLACE = PurePosixPath("query")
_CORE = "core.nq.gz"
_PIECE = 5_000


@dataclass(frozen=True, slots=True)
class QueryFile:
    """A gzipped N-Quads file to load: its path from the root, statements, and bytes.

    ``size`` is the length of the text, ``packed`` that of the file; ``graphs`` are the named
    graphs it speaks in.
    """

    path: str
    quads: int
    size: int
    packed: int
    graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryFiles:
    """The core, the lists by the stem of their dumps, and what the core leaves out.

    ``left`` holds the predicates and classes of which a list says more than the core does.
    """

    core: QueryFile
    lists: dict[str, QueryFile]
    left: tuple[str, ...]


def write_core(out: Output, graphs: Iterable[str]) -> QueryFiles:
    """Write the core of a site whose dumps stand there, and measure it and the lists.

    :param graphs: the encoded IRIs of the releases' graphs.
    """
    sorter = _Sorter()
    beside = (terms.line(*statement, "") for statement in vocabulary(out.site))
    packed, quads, size = _gzipped(chain(sorter.kept(read_lines(out.site / DUMP)), beside))
    out.put(_PLACE, _CORE, packed)
    path = (_PLACE / _CORE).as_posix()
    names = tuple(sorted(terms.iri_text(graph) for graph in sorter.graphs))
    core = QueryFile(path, quads, size, len(packed), names)
    lists = {
        stem: file for graph in sorted(graphs) for stem, file in _list(graph, sorter, out.site)
    }
    if sum(file.quads for file in lists.values()) < sorter.graphs.total():
        lists = {"all": _dump(out.site / DUMP, sorter.graphs.total(), names, out.site)}
    return QueryFiles(core, lists, tuple(sorted(map(terms.iri_text, sorter.left))))


class _Sorter:
    """Parts lines into core and rest, and counts the statements of every graph."""

    def __init__(self) -> None:
        self.graphs: Counter[str] = Counter()
        self.left: set[str] = set()

    def kept(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            _, predicate, object_, graph = terms.split_quad(line)
            self.graphs[graph] += 1
            if predicate in CORE_PREDICATES:
                yield line
            elif predicate != RDF.type:
                self.left.add(predicate)
            elif object_ in CORE_CLASSES:
                yield line
            else:
                self.left.add(object_)


def vocabulary(site: Path) -> list[Statement]:
    """The statements of a site's ontology files, sorted."""
    found = {
        (str(triple.subject), str(triple.predicate), str(triple.object))
        for path in (site / "ontology").glob("*.ttl")
        for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    }
    return sorted(found)


def _list(graph: str, sorter: _Sorter, site: Path) -> Iterator[tuple[str, QueryFile]]:
    iri = terms.iri_text(graph)
    stem = "-".join(iri.rsplit("/", 2)[1:])
    dump = site / "dump" / f"{stem}.nq"
    if dump.is_file():
        yield stem, _dump(dump, sorter.graphs[graph], (iri,), site)


def _dump(dump: Path, quads: int, graphs: tuple[str, ...], site: Path) -> QueryFile:
    packed = dump.with_name(f"{dump.name}.gz")
    path = packed.relative_to(site).as_posix()
    return QueryFile(path, quads, dump.stat().st_size, packed.stat().st_size, graphs)


def _gzipped(lines: Iterable[str]) -> tuple[bytes, int, int]:
    """The lines gzipped with neither name nor time, how many they are, and their length."""
    raw, source, count, size = io.BytesIO(), iter(lines), 0, 0
    with gzip.GzipFile("", "wb", compresslevel=GZIP_LEVEL, fileobj=raw, mtime=0) as stream:
        while piece := "".join(islice(source, _PIECE)).encode():
            stream.write(piece)
            count, size = count + piece.count(b"\n"), size + len(piece)
    return raw.getvalue(), count, size

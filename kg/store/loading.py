"""RDF files and published sites into an Oxigraph store in memory."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph as ox

from kg.errors import BadInputError
from kg.iri import HOME

DUMP = "dump/all.nq"
"""Where a published site keeps its whole dataset as N-Quads."""

_PIECE = 50_000
"""How many lines of a dump to load at a time."""

_GRAPH = re.compile(r"(https?://.+/)graph/[^/]+/[^/]+")
_EXTRA_FORMATS = {"json": ox.RdfFormat.JSON_LD, "owl": ox.RdfFormat.RDF_XML}


def load(paths: Iterable[Path], *, into: Path | None = None) -> ox.Store:
    """Load RDF files, and sites with their ontology, into one store.

    A folder is a site that ``kg publish`` wrote; a file is any RDF in a format named by its
    ending, also gzipped. Blank nodes of two files stay apart. Raises BadInputError for a
    file that is absent, of unknown format or not well-formed (with the parser's line).

    :param into: an empty folder for the store, which then takes little memory whatever the
        size of the data, and answers about half as fast; by default all is in memory.
    """
    store = ox.Store(into)
    for path in paths:
        for file, ours in _files(path):
            _load_file(store, file, checked_before=ours)
    return store


def base_of(store: ox.Store) -> str:
    """What the data's own IRIs start with, told by the named graphs of its releases.

    The project's own base when they tell none, or several.
    """
    names = [graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)]
    found = {match[1] for name in names if (match := _GRAPH.fullmatch(name))}
    return found.pop() if len(found) == 1 else HOME


def rdf_format(path: Path) -> ox.RdfFormat:
    """The RDF format a file's ending names, also before ``.gz``.

    Raises BadInputError for an ending that names none.
    """
    ending = path.name.removesuffix(".gz").rpartition(".")[2].lower()
    found = _EXTRA_FORMATS.get(ending) or ox.RdfFormat.from_extension(ending)
    if found is None:
        message = "the ending names no RDF format; use .ttl, .nt, .nq, .trig, .jsonld or .rdf"
        raise BadInputError(message, file=str(path))
    return found


def _files(path: Path) -> Iterator[tuple[Path, bool]]:
    """The files to load for a path, each with whether the program wrote and checked it."""
    if path.is_dir():
        if not (path / DUMP).is_file():
            message = f"not a published site: {DUMP} is missing; run kg publish first"
            raise BadInputError(message, file=str(path))
        yield path / DUMP, True
        for file in sorted((path / "ontology").glob("*.ttl")):
            yield file, False
    elif path.is_file():
        yield path, False
    else:
        message = "there is no such file or site; run kg publish first or name another"
        raise BadInputError(message, file=str(path))


def _load_file(store: ox.Store, path: Path, *, checked_before: bool) -> None:
    form = rdf_format(path)
    try:
        with _open(path) as stream:
            base = path.resolve().as_uri()
            for piece in _pieces(stream) if checked_before else [stream]:
                store.bulk_load(piece, form, base_iri=base, lenient=checked_before)
    except (SyntaxError, OSError, ValueError, EOFError) as error:
        told = error.msg if isinstance(error, SyntaxError) else error
        message = f"cannot be parsed as {form.name}: {told}"
        raise BadInputError(message, file=str(path)) from error


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """A dump of ours in parts: the store holds all that it loads at once a second time."""
    while lines := list(islice(stream, _PIECE)):
        yield b"".join(lines)


def _open(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path)) if path.suffix == ".gz" else path.open("rb")

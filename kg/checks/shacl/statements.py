"""Statements to validate: from memory, from a release's sorted lines, from any RDF file.

The validator walks its data subject by subject, so data come sorted by subject and
without duplicates, and are walked more than once: a list, a release's path, or any object
whose ``iter()`` starts again from the beginning.
"""

from __future__ import annotations

import gzip
import zlib
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from io import SEEK_END, BytesIO
from itertools import groupby, takewhile
from operator import itemgetter, methodcaller
from pathlib import Path
from typing import IO, cast

import pyoxigraph

from kg import terms
from kg.errors import BadInputError

Statement = tuple[str, str, str]
Group = dict[str, list[str]]
"""What is said of one subject: its objects under each predicate."""


_ENDINGS = {"json": pyoxigraph.RdfFormat.JSON_LD, "owl": pyoxigraph.RdfFormat.RDF_XML}
_BUFFER, _PAGE = 1 << 20, 1 << 12
_FEW = 4


class ReleaseLines:
    """The statements of a release's sorted N-Quads file, read anew by every walk.

    :param path: a file of lines as :func:`kg.terms.line` writes them, sorted, unique.

    A statement in two graphs of the release is given once, because SHACL sees one graph.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def __iter__(self) -> Iterator[Statement]:
        """Statements in the file's order; raises BadInputError for a malformed line."""
        for subject, group in self.groups():
            for predicate, objects in group.items():
                for object_ in objects:
                    yield subject, predicate, object_

    def groups(self) -> Iterator[tuple[str, Group]]:
        """The statements gathered by subject; raises as :func:`subjects`."""
        with self.path.open("rb", buffering=_BUFFER) as lines:
            try:
                yield from _gathered(map(bytes.decode, lines))
            except BadInputError:
                raise
            except ValueError:
                raise self._malformed() from None

    def with_predicates(self, wanted: Collection[str]) -> Iterator[Statement]:
        """Only the statements with one of these predicates, the others hardly looked at."""
        with self.path.open("rb", buffering=_BUFFER) as stream:
            lines = _blocks_with(wanted, stream) if len(wanted) <= _FEW else stream
            try:
                yield from _with_predicates(map(bytes.decode, lines), wanted)
            except ValueError:
                raise self._malformed() from None

    def about(self, subject: str) -> Group:
        """All that is said of a subject, found by halving the file."""
        with self.path.open("rb", buffering=_PAGE) as stream:
            own = takewhile(
                methodcaller("startswith", f"{subject} ".encode()), _lines_from(subject, stream)
            )
            return dict(_gathered(map(bytes.decode, own))).get(subject, {})

    def _malformed(self) -> BadInputError:
        with self.path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
            number = next((at for at, line in enumerate(lines, 1) if not _is_line(line)), 0)
        message = "not a line of N-Quads; write the release anew"
        return BadInputError(message, file=str(self.path), record=f"line {number}")


def _gathered(lines: Iterable[str]) -> Iterator[tuple[str, Group]]:
    before, ending, cut = "", "", 0
    group: Group = {}
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if cut and rest[cut:] == ending:
            object_ = rest[:cut]
        else:
            object_, ending = _object_of(line)
            cut = -len(ending)
        if subject != before:
            if group:
                yield before, group
            if subject < before:
                raise out_of_order(subject)
            before, group = subject, {predicate: [object_]}
        elif predicate not in group:
            group[predicate] = [object_]
        elif group[predicate][-1] != object_:
            group[predicate].append(object_)
    if group:
        yield before, group


def _blocks_with(predicates: Collection[str], stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of those parts of a file in which one of the predicates stands somewhere."""
    signs = [f" {predicate} ".encode() for predicate in predicates]
    while block := stream.read(_BUFFER):
        block += stream.readline()
        if any(sign in block for sign in signs):
            yield from BytesIO(block)


def _lines_from(subject: str, stream: IO[bytes]) -> IO[bytes]:
    """A sorted file at the first line of a subject, or where it would stand."""
    wanted = f"{subject} ".encode()
    low, high = 0, stream.seek(0, SEEK_END)
    while low < high:
        middle = (low + high) // 2
        _to_line(stream, middle)
        line = stream.readline()
        if line and line < wanted:
            low = middle + 1
        else:
            high = middle
    _to_line(stream, low)
    return stream


def _to_line(stream: IO[bytes], place: int) -> None:
    """Go to the first line that starts at a place or after it."""
    stream.seek(max(place - 1, 0))
    if place:
        stream.readline()


def _with_predicates(lines: Iterable[str], wanted: Collection[str]) -> Iterator[Statement]:
    before, ending, cut = None, "", 0
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if predicate in wanted:
            if cut and rest[cut:] == ending:
                object_ = rest[:cut]
            else:
                object_, ending = _object_of(line)
                cut = -len(ending)
            found = (subject, predicate, object_)
            if found != before:
                yield found
            before = found


def _object_of(line: str) -> tuple[str, str]:
    """The object of a line, and what stands behind it if that is a graph's name.

    Most lines of a release end alike, in the name of its graph. No object ends in a space
    and an IRI, so a line with the same ending is split by cutting it off.
    """
    _, _, object_, graph = terms.split_line(line)
    return object_, f" {graph} .\n" if graph else ""


def _is_line(line: str) -> bool:
    try:
        terms.split_line(line)
    except ValueError:
        return False
    return line.count(" ") > 2  # noqa: PLR2004


def subjects(data: Iterable[Statement]) -> Iterator[tuple[str, Group]]:
    """Gather sorted statements by subject: (subject, objects by predicate) in order.

    Raises BadInputError when a subject comes out of order, because one that comes twice
    would be judged on half of what is said of it.
    """
    if isinstance(data, ReleaseLines):
        yield from data.groups()
        return
    before = ""
    for subject, found in groupby(data, itemgetter(0)):
        if subject < before:
            raise out_of_order(subject)
        before = subject
        group: Group = {}
        for _, predicate, object_ in found:
            if predicate in group:
                group[predicate].append(object_)
            else:
                group[predicate] = [object_]
        yield subject, group


def with_predicates(data: Iterable[Statement], wanted: Collection[str]) -> Iterator[Statement]:
    """Only the statements with one of these predicates, in order."""
    if isinstance(data, ReleaseLines):
        return data.with_predicates(wanted)
    return (statement for statement in data if statement[1] in wanted)


def out_of_order(subject: str) -> BadInputError:
    """The error for a subject that comes later than its place in the order."""
    message = "the statements are not sorted by subject; sort them before validation"
    return BadInputError(message, value=subject)


def statements_of_files(paths: Iterable[Path]) -> list[Statement]:
    """Read RDF files of any syntax that Oxigraph parses into sorted, unique statements.

    The graph names of quads are dropped. Blank nodes of two files stay apart. Raises
    BadInputError with file and line for what cannot be parsed.
    """
    found: set[Statement] = set()
    for number, path in enumerate(paths, 1):
        found.update(_statements_of(path, f"_:f{number}x"))
    return sorted(found)


def statement_of(triple: pyoxigraph.Triple | pyoxigraph.Quad) -> Statement:
    """The encoded statement of a parsed triple or quad."""
    return str(triple.subject), str(triple.predicate), str(triple.object)


def prefixes_of_files(paths: Iterable[Path]) -> dict[str, str]:
    """The prefixes that RDF files declare; of one declared twice, the last one."""
    found: dict[str, str] = {}
    for path in paths:
        parsed = _parsed(path)
        deque(parsed, maxlen=0)  # they are known at the end
        found.update(parsed.prefixes)
    return found


def _statements_of(path: Path, prefix: str) -> Iterator[Statement]:
    try:
        for quad in _parsed(path):
            yield _apart(statement_of(quad), prefix)
    except SyntaxError as error:
        where = "" if error.lineno is None else f"line {error.lineno}: "
        wrong = "it refers to a context elsewhere; put the context into the file"
        message = f"{where}{wrong if 'LoadDocumentCallback' in str(error) else error.msg}"
        raise BadInputError(message, file=str(path)) from None
    except (OSError, EOFError, zlib.error) as error:
        message = f"cannot be read: {error}"
        raise BadInputError(message, file=str(path)) from None


def _parsed(path: Path) -> pyoxigraph.QuadParser:
    ending = path.name.removesuffix(".gz").rpartition(".")[2].lower()
    form = _ENDINGS.get(ending) or pyoxigraph.RdfFormat.from_extension(ending)
    if form is None and not path.is_file():
        message = (
            f"cannot be read: {'it is a folder' if path.is_dir() else 'there is no such file'}"
        )
        raise BadInputError(message, file=str(path))
    if form is None:
        message = (
            "no RDF syntax has this file name's ending; use .ttl, .nt, .nq, .trig, .rdf or .jsonld"
        )
        raise BadInputError(message, file=str(path))
    base = path.absolute().as_uri()
    try:
        if path.suffix == ".gz":
            unpacked = cast(IO[bytes], gzip.GzipFile(path))
            return pyoxigraph.parse(unpacked, format=form, base_iri=base)
        return pyoxigraph.parse(path=str(path), format=form, base_iri=base)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise BadInputError(message, file=str(path)) from None


def _apart(statement: Statement, prefix: str) -> Statement:
    subject, predicate, object_ = statement
    return _relabelled(subject, prefix), predicate, _relabelled(object_, prefix)


def _relabelled(term: str, prefix: str) -> str:
    return prefix + term[2:] if term.startswith("_:") else term


def by_subject(data: Sequence[Statement]) -> dict[str, Group]:
    """Index a small set of statements, in any order, by subject and predicate."""
    return dict(subjects(sorted(set(data))))

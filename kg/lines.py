"""The spine of a release: its N-Quads lines, sorted by code point and unique.

Sorting works at any size: lines are sorted in runs that fit in memory and the runs merged.
Sorting by code point is sorting by UTF-8 byte, so ``LC_ALL=C sort -u`` gives the same file.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path

from kg import terms

RUN = 80_000
"""How many lines are sorted in memory at a time."""

Statement = tuple[str, str, str]

_INSIDE = "\1"
"""Stands for the number sign while lines are put in document order."""


def sorted_unique(lines: Iterable[str], *, run: int = RUN) -> Iterator[str]:
    """Yield the lines in order, each once; runs beyond the first wait in temporary files."""
    source = iter(lines)
    first = sorted(set(islice(source, run)))
    second = sorted(set(islice(source, run)))
    if not second:
        yield from first
        return
    with tempfile.TemporaryDirectory(prefix="kg-sort-") as folder, ExitStack() as stack:
        runs = [_spill(Path(folder, "0"), first), _spill(Path(folder, "1"), second)]
        del first, second
        while block := sorted(set(islice(source, run))):
            runs.append(_spill(Path(folder, str(len(runs))), block))
        opened = [stack.enter_context(path.open(encoding="utf-8", newline="\n")) for path in runs]
        yield from unique(heapq.merge(*opened))


def merged(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the lines of several sorted files as one sorted file without duplicates."""
    with ExitStack() as stack:
        opened = [stack.enter_context(path.open(encoding="utf-8", newline="\n")) for path in paths]
        yield from unique(heapq.merge(*opened))


def unique(lines: Iterable[str]) -> Iterator[str]:
    """Yield each of a sorted run of equal lines once."""
    return (line for line, _ in groupby(lines))


def write_lines(lines: Iterable[str], path: Path) -> int:
    """Write lines to a file and return how many there were."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for line in lines:
            stream.write(line)
            count += 1
    return count


def read_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file that :func:`write_lines` wrote."""
    with path.open(encoding="utf-8", newline="\n") as stream:
        yield from stream


def statements(lines: Iterable[str]) -> Iterator[Statement]:
    """The statements of sorted lines without their graphs, each once."""
    before: Statement | None = None
    for line in lines:
        statement = terms.split_statement(line)
        if statement != before:
            yield statement
            before = statement


def in_document_order(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines so that a thing comes first and what belongs to it right behind.

    In code-point order ``ofac-1#name`` stands before ``ofac-10`` and that before ``ofac-1``;
    here the closing bracket of the subject counts as less than the number sign, and both as
    less than any letter.
    """
    for key in sorted_unique(map(_document_key, lines)):
        yield _of_document_key(key)


def _document_key(line: str) -> str:
    subject, _, rest = line.partition(">")
    return f"{subject.replace('#', _INSIDE, 1)}\0{rest}"


def _of_document_key(key: str) -> str:
    subject, _, rest = key.partition("\0")
    return f"{subject.replace(_INSIDE, '#', 1)}>{rest}"


def _spill(path: Path, lines: list[str]) -> Path:
    write_lines(lines, path)
    return path

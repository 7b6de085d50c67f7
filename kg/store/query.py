"""SPARQL over given data only, within bounds, in a process of its own that can be killed.

Neither rdflib nor Oxigraph can stop a running query, so it runs in a worker
(:mod:`kg.store.answering`): a time bound or an interrupt kills the worker, and what comes
back is an error, never an empty answer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from kg import errors
from kg.errors import KgError, QueryLimitError

LOADED = b"loaded\n"
"""What the worker writes once the data are loaded and the clock of the query starts."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long a query may run, in seconds or without end, and how many rows it may return."""

    seconds: float | None = 60.0
    rows: int = 100_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: ``results`` is SPARQL 1.1 JSON, ``lines`` are N-Triples lines.

    Exactly one of the two is set: ``results`` for SELECT and ASK, ``lines`` (sorted) for
    CONSTRUCT and DESCRIBE.
    """

    results: bytes | None = None
    lines: tuple[str, ...] | None = None


def ask(query: str, paths: Sequence[Path], *, bounds: Bounds | None = None) -> Answer:
    """Answer a query over RDF files and sites, and nothing else.

    Loading the data is not counted against the bounds. Raises QueryRefusedError when the
    query asks for anything beyond the data or is not valid SPARQL, QueryLimitError when a
    bound is met, BadInputError when a file cannot be read.
    """
    (found,) = ask_each([query], paths, bounds=bounds)
    if isinstance(found, KgError):
        raise found
    return found


def ask_each(
    queries: Sequence[str], paths: Sequence[Path], *, bounds: Bounds | None = None
) -> Iterator[Answer | KgError]:
    """Answer queries one after the other over data that is loaded once.

    Yields for each query its answer, or the error that :func:`ask` would raise. The bounds
    hold for each query; after one that meets the bound of time the data is loaded anew.
    """
    limit = bounds or Bounds()
    waiting = list(queries)
    while waiting:
        with _worker() as worker:
            replies = cast(IO[bytes], worker.stdout)
            _send(worker, waiting, paths, limit)
            first = replies.readline()
            if first != LOADED:
                yield from [_before_any(worker, replies, first)] * len(waiting)
                return
            while waiting:
                found = _reply(worker, limit)
                del waiting[0]
                yield found
                if worker.poll() is not None:
                    break


@contextmanager
def asked_aside(
    queries: Sequence[str], paths: Sequence[Path], *, bounds: Bounds
) -> Iterator[Callable[[], Iterator[Answer | KgError]]]:
    """Begin to answer queries beside other work; what is given waits for the answers.

    They are those of :func:`ask_each`. The data are kept in a temporary folder and not in
    memory, which takes several times as long. The worker needs the right to open files for
    that, so only queries that the program itself brings are asked in this way.
    """
    with (
        tempfile.TemporaryDirectory(prefix="kg-store-") as folder,
        Path(folder, "answers").open("w+b") as replies,
        _worker(replies) as worker,
    ):
        _send(worker, queries, paths, bounds, into=Path(folder, "store"))

        def answers() -> Iterator[Answer | KgError]:
            worker.wait()
            replies.seek(0)
            first = replies.readline()
            if first != LOADED:
                yield from [_before_any(worker, replies, first)] * len(queries)
                return
            for _ in queries:
                head, body = _read(replies)
                yield _ended(worker) if body is None else _answer(head, body)

        yield answers


@contextmanager
def _worker(replies: int | IO[bytes] = subprocess.PIPE) -> Iterator[subprocess.Popen[bytes]]:
    """The process that answers, in a session of its own so that Ctrl-C reaches only us."""
    paths = os.pathsep.join(path for path in sys.path if path)
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "kg.store.answering"],
        stdin=subprocess.PIPE,
        stdout=replies,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": paths},
    ) as worker:
        try:
            yield worker
        finally:
            worker.kill()


def _reply(worker: subprocess.Popen[bytes], limit: Bounds) -> Answer | KgError:
    """The next answer of a worker; one that is late is killed."""
    late = threading.Event()

    def kill() -> None:
        late.set()
        worker.kill()

    clock = threading.Timer(limit.seconds, kill) if limit.seconds is not None else None
    if clock is not None:
        clock.start()
    try:
        head, body = _read(cast(IO[bytes], worker.stdout))
    finally:
        if clock is not None:
            clock.cancel()
            clock.join()
    if body is not None:
        return _answer(head, body)
    if late.is_set():
        worker.wait()
        return QueryLimitError(
            f"no answer: the query ran longer than {limit.seconds:g} seconds and was stopped; "
            "narrow it or raise the time bound"
        )
    return _ended(worker)


def _before_any(worker: subprocess.Popen[bytes], replies: IO[bytes], first: bytes) -> KgError:
    """Why a worker never came to the queries."""
    head, body = _read(replies, first)
    found = _ended(worker) if body is None else _answer(head, body)
    return found if isinstance(found, KgError) else _ended(worker)


def _read(replies: IO[bytes], first: bytes = b"") -> tuple[bytes, bytes | None]:
    """The kind and the body that a worker wrote, None as the body when it is not whole."""
    head, _, length = (first or replies.readline()).partition(b" ")
    if not length.strip().isdigit():
        return head, None
    body = replies.read(int(length))
    return head, body if len(body) == int(length) else None


def _ended(worker: subprocess.Popen[bytes]) -> QueryLimitError:
    told = worker.communicate()[1]
    last = (told.decode(errors="replace").strip().splitlines() or ["no word"])[-1]
    message = f"no answer: the query's process ended early, perhaps out of memory ({last})"
    return QueryLimitError(message)


def _send(
    worker: subprocess.Popen[bytes],
    queries: Sequence[str],
    paths: Sequence[Path],
    limit: Bounds,
    *,
    into: Path | None = None,
) -> None:
    """Hand the request over; one that has ended already is met when its reply is read."""
    request = {
        "queries": list(queries),
        "paths": [str(path) for path in paths],
        "into": str(into) if into else None,
        "seconds": limit.seconds,
        "rows": limit.rows,
    }
    try:
        with suppress(BrokenPipeError), cast(IO[bytes], worker.stdin) as to_worker:
            to_worker.write(json.dumps(request).encode())
    finally:
        worker.stdin = None


def _answer(kind: bytes, body: bytes) -> Answer | KgError:
    if kind == b"results":
        return Answer(results=body)
    if kind == b"lines":
        return Answer(lines=tuple(f"{line}\n" for line in body.decode().split("\n") if line))
    found: KgError = getattr(errors, kind.decode(), KgError)(body.decode())
    return found

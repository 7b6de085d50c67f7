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
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
        request = {
            "queries": waiting,
            "paths": [str(path) for path in paths],
            "seconds": limit.seconds,
            "rows": limit.rows,
        }
        with _worker() as worker:
            first = _send(worker, json.dumps(request).encode())
            if first != LOADED:
                yield from [_before_any(worker, first)] * len(waiting)
                return
            while waiting:
                found = _reply(worker, limit)
                del waiting[0]
                yield found
                if worker.poll() is not None:
                    break


@contextmanager
def _worker() -> Iterator[subprocess.Popen[bytes]]:
    """The process that answers, in a session of its own so that Ctrl-C reaches only us."""
    paths = os.pathsep.join(path for path in sys.path if path)
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "kg.store.answering"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    try:
        yield worker
    finally:
        worker.kill()
        worker.communicate()


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
        head, body = _read(worker)
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


def _before_any(worker: subprocess.Popen[bytes], first: bytes) -> KgError:
    """Why a worker never came to the queries."""
    head, body = _read(worker, first)
    found = _ended(worker) if body is None else _answer(head, body)
    return found if isinstance(found, KgError) else _ended(worker)


def _read(worker: subprocess.Popen[bytes], first: bytes = b"") -> tuple[bytes, bytes | None]:
    """The kind and the body that a worker wrote, None as the body when it is not whole."""
    from_worker = cast(IO[bytes], worker.stdout)
    head, _, length = (first or from_worker.readline()).partition(b" ")
    if not length.strip().isdigit():
        return head, None
    body = from_worker.read(int(length))
    return head, body if len(body) == int(length) else None


def _ended(worker: subprocess.Popen[bytes]) -> QueryLimitError:
    told = worker.communicate()[1]
    last = (told.decode(errors="replace").strip().splitlines() or ["no word"])[-1]
    message = f"no answer: the query's process ended early, perhaps out of memory ({last})"
    return QueryLimitError(message)


def _send(worker: subprocess.Popen[bytes], request: bytes) -> bytes:
    """Hand the request over and wait for the first line of the reply."""
    to_worker, from_worker = cast(tuple[IO[bytes], IO[bytes]], (worker.stdin, worker.stdout))
    try:
        with to_worker:
            to_worker.write(request)
    except BrokenPipeError:
        return b""
    finally:
        worker.stdin = None
    return from_worker.readline()


def _answer(kind: bytes, body: bytes) -> Answer | KgError:
    if kind == b"results":
        return Answer(results=body)
    if kind == b"lines":
        return Answer(lines=tuple(f"{line}\n" for line in body.decode().split("\n") if line))
    found: KgError = getattr(errors, kind.decode(), KgError)(body.decode())
    return found

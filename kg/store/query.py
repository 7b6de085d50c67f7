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
    """How long a query may run, in seconds, and how many rows it may return."""

    seconds: float = 60.0
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
    limit = bounds or Bounds()
    request = {
        "query": query,
        "paths": [str(path) for path in paths],
        "seconds": limit.seconds,
        "rows": limit.rows,
    }
    with _worker() as worker:
        reply = _reply(worker, json.dumps(request).encode(), limit)
    return _answer(*reply.partition(b"\n")[::2])


@contextmanager
def _worker() -> Iterator[subprocess.Popen[bytes]]:
    """The process that answers, in a session of its own so that Ctrl-C reaches only us."""
    paths = os.pathsep.join(path for path in sys.path if path)
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "kg.store.answering"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    try:
        yield worker
    finally:
        worker.kill()
        worker.communicate()


def _reply(worker: subprocess.Popen[bytes], request: bytes, limit: Bounds) -> bytes:
    """What the worker wrote behind LOADED, whole; raises QueryLimitError otherwise."""
    try:
        first = _send(worker, request)
        rest, told = worker.communicate(timeout=limit.seconds if first == LOADED else None)
    except subprocess.TimeoutExpired:
        message = (
            f"no answer: the query ran longer than {limit.seconds:g} seconds and was stopped; "
            "narrow it or raise the time bound"
        )
        raise QueryLimitError(message) from None
    if worker.returncode:
        last = (told.decode(errors="replace").strip().splitlines() or ["no word"])[-1]
        message = f"no answer: the query's process ended early, perhaps out of memory ({last})"
        raise QueryLimitError(message)
    return rest if first == LOADED else first + rest


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


def _answer(kind: bytes, body: bytes) -> Answer:
    if kind == b"results":
        return Answer(results=body)
    if kind == b"lines":
        return Answer(lines=tuple(f"{line}\n" for line in body.decode().split("\n") if line))
    found = getattr(errors, kind.decode(), KgError)
    raise found(body.decode())

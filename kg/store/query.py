"""SPARQL over given data only, within bounds, in a process of its own that can be killed.

Neither rdflib nor Oxigraph can stop a running query, so it runs in a worker: a time bound
or an interrupt kills the worker, and what comes back is an error, never an empty answer.
"""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BadInputError, KgError, QueryLimitError, QueryRefusedError
from kg.prefixes import prefixes
from kg.store import guard
from kg.store.loading import load


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

    Raises QueryRefusedError when the query asks for anything beyond the data or is not valid
    SPARQL, QueryLimitError when a bound is met, BadInputError when a file cannot be read.
    """
    limit = bounds or Bounds()
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(sending, query, paths, limit.rows), daemon=True)
    worker.start()
    sending.close()
    try:
        return _await(receiving, limit)
    finally:
        worker.kill()
        worker.join()
        receiving.close()


def _await(receiving: Connection, limit: Bounds) -> Answer:
    try:
        receiving.recv()
        if not receiving.poll(limit.seconds):
            message = (
                f"no answer: the query ran longer than {limit.seconds:g} seconds and was stopped; "
                "narrow it or raise the time bound"
            )
            raise QueryLimitError(message)
        answer = receiving.recv()
    except EOFError:
        message = "no answer: the query's process ended early, perhaps out of memory; narrow it"
        raise QueryLimitError(message) from None
    if isinstance(answer, KgError):
        raise answer
    return answer  # type: ignore[no-any-return]


def _work(sending: Connection, query: str, paths: Sequence[Path], rows: int) -> None:
    """Load, say so, answer; every expected failure travels back as the error it is."""
    try:
        store = load(paths)
        sending.send("loaded")
        sending.send(_answer(store, query, rows))
    except KgError as error:
        sending.send("loaded")
        sending.send(type(error)(str(error)))
    finally:
        sending.close()


def _answer(store: ox.Store, query: str, rows: int) -> Answer:
    known = prefixes()
    graphs = {graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)}
    guard.check(query, graphs=graphs, prefixes=known)
    try:
        found = store.query(query, prefixes=known, use_default_graph_as_union=True)
        if isinstance(found, ox.QueryBoolean):
            return Answer(results=json.dumps({"head": {}, "boolean": bool(found)}).encode())
        if isinstance(found, ox.QueryTriples):
            return Answer(lines=_triples(found, rows))
        return Answer(results=_solutions(found, rows))
    except SyntaxError as error:
        message = f"not valid SPARQL: {error}"
        raise QueryRefusedError(message) from error
    except (OSError, ValueError, RuntimeError) as error:
        message = f"the query failed: {error}"
        raise BadInputError(message) from error


def _triples(found: ox.QueryTriples, rows: int) -> tuple[str, ...]:
    lines = set()
    for triple in found:
        lines.add(f"{triple.subject} {triple.predicate} {triple.object} .\n")
        _check_rows(len(lines), rows)
    return tuple(sorted(lines))


def _solutions(found: ox.QuerySolutions, rows: int) -> bytes:
    names = [variable.value for variable in found.variables]
    bindings = []
    for solution in found:
        pairs = zip(names, solution, strict=True)
        bindings.append({name: _json(term) for name, term in pairs if term is not None})
        _check_rows(len(bindings), rows)
    document = {"head": {"vars": names}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False).encode()


def _json(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> dict[str, str]:
    """A term in SPARQL 1.1 Query Results JSON (section 3.2.2)."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        message = "the query failed: a triple term in the answer; select its parts instead"
        raise QueryRefusedError(message)
    told = {"type": "literal", "value": term.value}
    if term.language:
        return {**told, "xml:lang": term.language}
    if term.datatype.value.endswith("#string"):
        return told
    return {**told, "datatype": term.datatype.value}


def _check_rows(count: int, rows: int) -> None:
    if count > rows:
        message = (
            f"no answer: the query returned more than {rows:,} rows and was stopped; "
            "add LIMIT or raise the row bound"
        )
        raise QueryLimitError(message)

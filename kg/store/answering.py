"""The process that answers queries for :mod:`kg.store.query`, then ends.

It reads a JSON object (``queries``, ``paths``, ``into``, ``seconds``, ``rows``) from standard
input; ``into`` is the folder of a store on disk, or null. It writes the line ``loaded`` once
the data are there, then for each query a line with the kind of the answer (``results``,
``lines``, or the name of an error class) and its length in bytes, and the answer. Data that
cannot be loaded are one such error in place of ``loaded``.
"""

from __future__ import annotations

import json
import math
import re
import signal
import sys
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BadInputError, KgError, QueryRefusedError, RowLimitError
from kg.prefixes import prefixes
from kg.store import guard
from kg.store.loading import base_of, load
from kg.store.query import LOADED

if sys.platform != "win32":
    import resource

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_SPARE_SECONDS = 5


def main() -> None:
    """Answer the request on standard input on standard output."""
    request = json.loads(sys.stdin.buffer.read())
    into = Path(request["into"]) if request["into"] else None
    try:
        store = load((Path(path) for path in request["paths"]), into=into)
    except KgError as error:
        _write(type(error).__name__, str(error).encode())
        return
    sys.stdout.buffer.write(LOADED)
    sys.stdout.buffer.flush()
    for query in request["queries"]:
        confine(request["seconds"], files=into is not None)
        try:
            _write(*answer(store, query, request["rows"]))
        except KgError as error:
            _write(type(error).__name__, str(error).encode())


def _write(kind: str, body: bytes) -> None:
    out = sys.stdout.buffer
    out.write(f"{kind} {len(body)}\n".encode() + body)
    out.flush()


def confine(seconds: float | None, *, files: bool = False) -> None:
    """Take the right to open files and connections from this process, for good.

    The guard reads a query's text; this holds whatever an engine makes of it. The process
    also ends itself a little after its time, if it is given one, should whoever waits for it
    be gone. Systems without these means (Windows) have the guard alone.

    :param files: leave that right, which a store on disk needs.
    """
    if sys.platform != "win32":
        if not files:
            resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
        if seconds is not None:
            signal.alarm(math.ceil(seconds) + _SPARE_SECONDS)


def answer(store: ox.Store, query: str, rows: int) -> tuple[str, bytes]:
    """The kind of a query's answer and the answer in bytes, as the module describes.

    Raises QueryRefusedError for what the guard refuses and for what is no SPARQL,
    RowLimitError for more than that many rows, BadInputError when the engine gives up.
    """
    known = prefixes(base_of(store))
    graphs = {graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)}
    guard.check(query, graphs=graphs, prefixes=known)
    union = not guard.names_dataset(query)
    try:
        found = store.query(query, prefixes=known, use_default_graph_as_union=union)
        if isinstance(found, ox.QueryBoolean):
            return "results", json.dumps({"head": {}, "boolean": bool(found)}).encode()
        if isinstance(found, ox.QueryTriples):
            return "lines", _triples(found, rows)
        return "results", _solutions(found, rows)
    except SyntaxError as error:
        raise QueryRefusedError(_invalid(query, str(error), known)) from error
    except (OSError, ValueError, RuntimeError) as error:
        message = f"the query failed: {error}"
        raise BadInputError(message) from error


def _triples(found: ox.QueryTriples, rows: int) -> bytes:
    lines = set()
    for triple in found:
        lines.add(f"{triple.subject} {triple.predicate} {triple.object} .\n")
        _check_rows(len(lines), rows)
    return "".join(sorted(lines)).encode()


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
        raise RowLimitError(message)


def _invalid(query: str, told: str, known: dict[str, str]) -> str:
    """One sentence on where a query stops being SPARQL, and why if that can be known.

    Oxigraph lists everything its grammar would have taken, character classes included; only
    what reads as a sentence is handed on.
    """
    if not guard.form(query):
        return "not valid SPARQL: it has none of SELECT, ASK, CONSTRUCT and DESCRIBE"
    if missing := guard.undeclared(query, known):
        return f"not valid SPARQL: nobody declares the prefix {missing[0]}: of the query"
    match = _PLACE.match(told)
    if not match:
        return f"not valid SPARQL: {told}"
    row, column = int(match[1]), int(match[2])
    reasons = [part for part in match[3].split(", ") if re.fullmatch(r"[A-Z][\w ]* [\w ]+", part)]
    rest = "\n".join(query.splitlines()[row - 1 :])[column - 1 :].strip()
    near = f"near {rest.splitlines()[0][:40]!r}" if rest else "at its end"
    because = f": {'; '.join(reasons)}" if reasons else ""
    return f"not valid SPARQL: line {row}, column {column}, {near}{because}"


if __name__ == "__main__":
    main()

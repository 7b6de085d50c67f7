"""Good and bad cases for every shape: small patches of one complete dataset.

``tests/shapes/<shape>/good.ttl`` breaks no shape at all, ``bad-<why>.ttl`` breaks that one
and no other. A case adds its statements to the part of ``tests/shapes/good`` that it leans
on: the documents (parties, sources, catalogue entries) whose IRIs it names, and those that
they name in turn. ``<node> case:without <property>`` takes a property away first, and
``<node> case:without case:everything`` the whole node; ``<node> case:beside <other>`` only says
that the case leans on the other, too.

Every case can be put under a mark of its own: each IRI of the dataset gets the mark before
its last part, so that all cases fit into one graph without touching each other, and a result
tells by its nodes which case it belongs to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph

Statement = tuple[str, str, str]

HERE = Path(__file__).parent
SHAPES = "https://w3id.org/sanctions-kg/shapes#"
DATASET = "<https://w3id.org/sanctions-kg/dataset>"
_HOME = "https://w3id.org/sanctions-kg/"
_CASE = _HOME + "case#"
_WITHOUT, _EVERYTHING, _BESIDE = (
    f"<{_CASE}{word}>" for word in ("without", "everything", "beside")
)
_OURS = re.compile(rf"<({_HOME}(?:[^#>]*/)?)([^/#>]+)(#[^>]*)?>")


@dataclass(frozen=True, slots=True)
class Case:
    """One file: the shape it is about, whether it is good, and its patch."""

    shape: str
    name: str
    patch: tuple[Statement, ...]

    @property
    def good(self) -> bool:
        """Whether no shape may find fault with it."""
        return self.name == "good"

    def __str__(self) -> str:
        return f"{self.shape}/{self.name}"

    def statements(self, mark: str = "") -> list[Statement]:
        """The graph of the case, without the concepts, with its own IRIs marked."""
        gone = {(node, term) for node, term in self._removed()}
        kept = [
            (node, term, value)
            for node, term, value in _leaned_on(self.patch)
            if (node, term) not in gone and (node, _EVERYTHING) not in gone
        ]
        added = [statement for statement in self.patch if statement[1] not in {_WITHOUT, _BESIDE}]
        return sorted({_marked(statement, mark) for statement in (*kept, *added)})

    def _removed(self) -> Iterator[tuple[str, str]]:
        return ((node, value) for node, term, value in self.patch if term == _WITHOUT)


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, by shape and name."""
    files = sorted(path for path in HERE.glob("*/*.ttl") if path.parent.name != "good")
    return tuple(Case(path.parent.name, path.stem, read(path)) for path in files)


@cache
def concepts() -> tuple[Statement, ...]:
    """The concepts that all cases share."""
    return read(HERE / "good" / "concepts.ttl")


@cache
def whole() -> tuple[Statement, ...]:
    """The complete good dataset, without the concepts."""
    return (*read(HERE / "good" / "listings.ttl"), *read(HERE / "good" / "publication.ttl"))


def read(path: Path) -> tuple[Statement, ...]:
    """The statements of a Turtle file as encoded terms; raises SyntaxError if it is none.

    Blank nodes are numbered in their order, because a parser labels them anew every time.
    """
    labels: dict[str, str] = {}

    def encoded(term: object) -> str:
        text = str(term)
        return labels.setdefault(text, f"_:b{len(labels)}") if text.startswith("_:") else text

    found = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    return tuple((encoded(one.subject), str(one.predicate), encoded(one.object)) for one in found)


def lines(statements: Iterable[Statement]) -> str:
    """The statements as N-Triples."""
    return "".join(f"{node} {term} {value} .\n" for node, term, value in statements)


def owners(graphs: dict[str, list[Statement]]) -> dict[str, set[str]]:
    """For each subject and object the marks of the cases whose graphs have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for mark, statements in graphs.items():
        for node, _, value in statements:
            found[node].add(mark)
            found[value].add(mark)
    return found


@cache
def _documents() -> dict[str, tuple[Statement, ...]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in whole():
        found[_document(statement[0])].append(statement)
    return {document: tuple(statements) for document, statements in found.items()}


@cache
def _shared() -> frozenset[str]:
    return frozenset(term for statement in concepts() for term in statement) | {DATASET}


def _leaned_on(patch: Iterable[Statement]) -> list[Statement]:
    waiting = sorted({_document(term) for node, _, value in patch for term in (node, value)})
    taken: dict[str, tuple[Statement, ...]] = {}
    while waiting:
        document = waiting.pop()
        if document in taken or document not in _documents():
            continue
        taken[document] = _documents()[document]
        waiting += sorted({_document(value) for _, _, value in taken[document]})
    return [statement for statements in taken.values() for statement in statements]


def _document(term: str) -> str:
    return term.partition("#")[0].rstrip(">") + ">" if term.startswith("<") else term


def _marked(statement: Statement, mark: str) -> Statement:
    node, term, value = statement
    return _with_mark(node, mark), term, _with_mark(value, mark)


def _with_mark(term: str, mark: str) -> str:
    if term.startswith("_:"):
        return f"_:{mark}{term[2:]}"
    if term in _shared() or term.startswith(f"<{_HOME}ns#"):
        return term
    return _OURS.sub(lambda parts: f"<{parts[1]}{mark}{parts[2]}{parts[3] or ''}>", term)

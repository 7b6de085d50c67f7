"""A release cut into documents: each thing with all that belongs to it, in every RDF format.

Lines come in document order, so a document is a run of lines and memory holds one at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import cast

from kg.formats.dumps import context
from kg.formats.json_ld import Json, JsonLdWriter
from kg.formats.turtle_text import TurtleWriter
from kg.iri import document_of
from kg.lines import Statement, in_document_order, statements
from kg.terms import line

Facts = dict[str, dict[str, list[str]]]
"""Subject to predicate to objects, all encoded."""


@dataclass(frozen=True)
class Document:
    """A document: the encoded IRI of its thing, and the statements in document order."""

    iri: str
    statements: tuple[Statement, ...]

    @cached_property
    def facts(self) -> Facts:
        """The statements by subject and predicate."""
        found: Facts = {}
        for subject, predicate, object_ in self.statements:
            found.setdefault(subject, {}).setdefault(predicate, []).append(object_)
        return found


def documents(lines: Iterable[str], background: Iterable[Statement]) -> Iterator[Document]:
    """Yield every document of a release and of the vocabulary, in order of their IRIs.

    :param lines: N-Quads lines of a release, in any order.
    :param background: statements to be published beside it; one that stands in both is
        published once.
    """
    more = (line(*statement, statement[0]) for statement in background)  # any graph will do
    ordered = statements(in_document_order(_both(lines, more)))
    for iri, group in groupby(ordered, key=lambda statement: document_of(statement[0])):
        yield Document(iri, tuple(group))


class DocumentWriter:
    """The RDF texts of documents; prefixes and context hold only what a document uses.

    :param base: the base of the publication's data IRIs.
    """

    def __init__(self, base: str) -> None:
        self._turtle = TurtleWriter(base)
        self._head = list(self._turtle.head())
        self._json = JsonLdWriter(cast(dict[str, Json], context()), base)
        empty = json.loads("".join(self._json.text([])))
        self._context: dict[str, Json] = empty["@context"]

    def texts(self, document: Document) -> dict[str, str]:
        """The document's text by file ending."""
        return {
            "ttl": self._turtle_text(document),
            "jsonld": self._json_text(document),
            "nt": "".join(line(*statement, "") for statement in document.statements),
        }

    def _turtle_text(self, document: Document) -> str:
        body = "".join(self._turtle.block(subject, group) for subject, group in _nodes(document))
        return "".join(row for row in self._head if _serves(row, body)) + body

    def _json_text(self, document: Document) -> str:
        nodes = [self._json.node(subject, group) for subject, group in _nodes(document)]
        head = json.dumps(self._used(cast(Json, nodes)), ensure_ascii=False)
        rows = ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes)
        return f'{{"@context": {head},\n"@graph": [\n{rows}\n]}}\n'

    def _used(self, nodes: Json) -> dict[str, Json]:
        """The entries of the context that some text of the nodes may rest on."""
        wanted: set[str] = set()
        fresh = set(_names(nodes)) & set(self._context)
        while fresh:
            wanted |= fresh
            names = {name for key in fresh for name in _names(self._context[key])}
            fresh = names & set(self._context) - wanted
        return {key: self._context[key] for key in sorted(wanted | {"id", "type"})}


def _both(lines: Iterable[str], more: Iterable[str]) -> Iterator[str]:
    yield from lines
    yield from more


def _nodes(document: Document) -> Iterator[tuple[str, Iterator[Statement]]]:
    return groupby(document.statements, key=itemgetter(0))


def _serves(row: str, body: str) -> bool:
    """Whether a line of the head is of use in the body: the base always, a prefix if met."""
    return not row.startswith("@prefix ") or row.split(" ", 2)[1] in body


def _names(value: Json) -> Iterator[str]:
    """Every text that may be a term of the context or begin with a prefix of it."""
    if isinstance(value, str):
        yield value
        yield value.partition(":")[0]
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _names(key)
            yield from _names(inner)
    else:
        for inner in value:
            yield from _names(inner)

"""A release cut into documents: each thing with all that belongs to it, in every RDF format.

Lines come in document order, so a document is a run of lines and memory holds one at a time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from operator import itemgetter
from typing import cast

from kg.formats.dumps import context
from kg.formats.json_ld import Json, JsonLdWriter
from kg.formats.turtle_text import TurtleWriter
from kg.iri import document_of
from kg.lines import Statement, in_document_order, statements
from kg.terms import line

_NAME = re.compile(r'"([\w-]+)(?=[":])')
_PREFIX = re.compile(r"[\s^]([a-z]+):")

_ALWAYS = ("id", "type")

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


def document_lines(lines: Iterable[str], background: Iterable[Statement]) -> Iterator[str]:
    """The lines of a release and of the vocabulary together, in document order.

    :param lines: N-Quads lines of a release, in any order.
    :param background: statements to be published beside it; one that stands in both is
        published once.
    """
    more = (line(*statement, statement[0]) for statement in background)  # any graph will do
    return in_document_order(chain(lines, more))


def documents(lines: Iterable[str], part: int = 0, parts: int = 1) -> Iterator[Document]:
    """Yield every document of lines in document order, or every so-manieth of them.

    :param part: which of the parts to yield, from 0.
    :param parts: among how many the documents are dealt out in turn.
    """
    for number, (_, group) in enumerate(groupby(lines, key=_document)):
        if number % parts == part:
            told = tuple(statements(group))
            yield Document(document_of(told[0][0]), told)


class DocumentWriter:
    """The RDF texts of documents; prefixes and context hold only what a document uses.

    :param base: the base of the publication's data IRIs.
    """

    def __init__(self, base: str) -> None:
        self._turtle = TurtleWriter(base)
        self._head = [
            (row.split()[1].rstrip(":") if row.startswith("@prefix ") else "", row)
            for row in self._turtle.head()
        ]
        self._json = JsonLdWriter(cast(dict[str, Json], context()), base)
        empty = json.loads("".join(self._json.text([])))
        self._context: dict[str, Json] = empty["@context"]
        self._needs = {key: self._needed(key) for key in self._context}

    def texts(self, document: Document) -> dict[str, str]:
        """The document's text by file ending."""
        return {
            "ttl": self._turtle_text(document),
            "jsonld": self._json_text(document),
            "nt": "".join(line(*statement, "") for statement in document.statements),
        }

    def _turtle_text(self, document: Document) -> str:
        body = "".join(self._turtle.block(subject, group) for subject, group in _nodes(document))
        met = set(_PREFIX.findall(body))
        return "".join(row for prefix, row in self._head if not prefix or prefix in met) + body

    def _json_text(self, document: Document) -> str:
        rows = ",\n".join(
            _compact(self._json.node(subject, group)) for subject, group in _nodes(document)
        )
        met = self._needs.keys() & set(_NAME.findall(rows))
        wanted = set(_ALWAYS).union(*(self._needs[name] for name in met))
        head = _compact({key: self._context[key] for key in sorted(wanted)})
        return f'{{"@context": {head},\n"@graph": [\n{rows}\n]}}\n'

    def _needed(self, key: str) -> frozenset[str]:
        """A key of the context with all those that its definition rests on."""
        wanted: set[str] = set()
        fresh = {key}
        while fresh:
            wanted |= fresh
            told = " ".join(_compact(self._context[each]) for each in fresh)
            fresh = set(_NAME.findall(told)) & set(self._context) - wanted
        return frozenset(wanted)


def _compact(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _document(line: str) -> str:
    """What tells the documents of lines apart: the subject up to its fragment."""
    subject = line[: line.index(">")]
    return subject.partition("#")[0]


def _nodes(document: Document) -> Iterator[tuple[str, Iterator[Statement]]]:
    return groupby(document.statements, key=itemgetter(0))

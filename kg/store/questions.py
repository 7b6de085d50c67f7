"""The competency questions that travel with the program, as named queries.

Each is a ``.rq`` file that opens with ``# key: value`` lines (``title``, ``for``,
``keywords``); the file's stem is its name. They are described as SHACL-AF executables
(https://www.w3.org/TR/shacl-af/#SPARQLAskExecutable) with comment, keywords and prefixes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import terms
from kg.errors import BadInputError
from kg.iri import Iris, fragment
from kg.prefixes import prefixes
from kg.resources import question_files
from kg.store import guard
from kg.vocab import DCT, RDF, RDFS, SCHEMA, SH, XSD

_HEADER = re.compile(r"#\s*(\w+):\s*(.+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A named query: its name, what it asks, for whom, keywords, and its SPARQL text."""

    name: str
    title: str
    audience: str
    keywords: tuple[str, ...]
    query: str

    @property
    def form(self) -> str:
        """SELECT, ASK or CONSTRUCT."""
        return guard.form(self.query)


def questions() -> tuple[Question, ...]:
    """All shipped questions, by name."""
    return tuple(_read(path) for path in question_files())


def question(name: str) -> Question:
    """The question of that name, in any case, also by its number alone (``cq05``).

    Raises BadInputError when there is none.
    """
    wanted = name.lower()
    for found in questions():
        if wanted in {found.name, found.name.split("-", 1)[0]}:
            return found
    message = f"there is no question named {name!r}; kg query --list shows them"
    raise BadInputError(message)


def descriptions(iris: Iris) -> Iterator[tuple[str, str, str]]:
    """The statements that describe the questions and their prefixes as SHACL-AF executables."""
    holder = iris.dataset("questions")
    yield holder, DCT.title, terms.literal("Questions that the data answer", language="en")
    for prefix, namespace in prefixes(iris.base).items():
        node = fragment(holder, "prefix", prefix)
        yield holder, SH.declare, node
        yield node, SH["prefix"], terms.literal(prefix)
        yield node, SH.namespace, terms.literal(namespace, datatype=terms.iri_text(XSD.anyURI))
    for asked in questions():
        node = fragment(holder, "question", asked.name)
        yield node, RDF.type, SH.SPARQLExecutable
        yield node, RDF.type, SH[f"SPARQL{asked.form.capitalize()}Executable"]
        yield node, RDFS.label, terms.literal(asked.name)
        yield node, RDFS.comment, terms.literal(asked.title, language="en")
        yield node, SH[asked.form.lower()], terms.literal(asked.query)
        yield node, SH.prefixes, holder
        for keyword in asked.keywords:
            yield node, SCHEMA.keywords, terms.literal(keyword)


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    told = {}
    body: list[str] = []
    for row in text.splitlines():
        match = _HEADER.fullmatch(row)
        if match and not body:
            told[match[1].lower()] = match[2].strip()
        else:
            body.append(row)
    keywords = tuple(word.strip() for word in told["keywords"].split(","))
    query = "\n".join(body).strip() + "\n"
    return Question(path.stem, told["title"], told["for"], keywords, query)

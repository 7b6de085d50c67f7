"""The shipped questions answered when a site is published, so that a reader needs no engine.

They are asked beside other work (:func:`begun`) and written before anything is gathered for
pages; the page of an answer is made of its files when it is known what else the site has.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg import terms
from kg.errors import KgError, RowLimitError
from kg.formats import answers
from kg.iri import document_of
from kg.lines import read_lines
from kg.prefixes import Shortener, prefixes
from kg.site.output import Output
from kg.site.pages import Pages
from kg.store.query import Answer, Bounds, asked_aside
from kg.store.questions import Question, questions

PLACE = PurePosixPath("query", "answers")
BOUNDS = Bounds(seconds=None)
"""A question with more rows is left out, and its page says so. There is no bound of time: the
same input must give the same site on a slow machine."""

SHOWN = 200
"""The most rows that a page shows; the files beside it have all."""

_PLAIN = frozenset({"string", "integer", "boolean"})
_RESULTS, _LINES = "answer.json", "answer.nt"
_GRAPH_FILES = {"answer.ttl": "turtle", _LINES: "ntriples", "answer.jsonld": "jsonld"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in a table: its text, its IRI if it is one, its language, what stands behind it."""

    text: str
    iri: str = ""
    language: str = ""
    note: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer for a page: a verdict, or a table, or why there is none."""

    question: Question
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    total: int = 0
    verdict: bool | None = None
    problem: str = ""
    files: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The answer in a few words."""
        if self.problem:
            return "left out"
        if self.verdict is not None:
            return "yes" if self.verdict else "no"
        word = "statement" if self.question.form in {"CONSTRUCT", "DESCRIBE"} else "row"
        return f"{self.total:,} {word}{'' if self.total == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the names of its answer's files, or why there are none."""

    question: Question
    files: tuple[str, ...] = ()
    problem: str = ""


Answers = Callable[[], Iterator[Answer | KgError]]
"""Waits for the answers of the shipped questions, and gives them in order."""


def begun(site: Path) -> AbstractContextManager[Answers]:
    """Begin to ask the shipped questions over the dump and the ontology of a site."""
    return asked_aside([question.query for question in questions()], [site], bounds=BOUNDS)


def write_answers(answers: Answers, out: Output) -> Iterator[Asked]:
    """Write the answers of all shipped questions, and yield each when it is written.

    A question's folder gets the answer as files: JSON and CSV, or Turtle, JSON-LD and
    N-Triples for a graph. Raises KgError when a question cannot be answered for any reason
    but the number of its rows, such as too little memory.
    """
    for question, answer in zip(questions(), answers(), strict=True):
        if isinstance(answer, RowLimitError):
            yield Asked(question, problem=str(answer))
        elif isinstance(answer, KgError):
            raise answer
        else:
            files = _files(answer)
            for name, content in files.items():
                out.put(PLACE / question.name, name, content)
            yield Asked(question, tuple(files))


def write_answer_pages(
    asked: Iterable[Asked], out: Output, pages: Pages, base: str
) -> Iterator[PurePosixPath]:
    """Write a page of every answer and one that leads to them, and yield their folders."""
    cells = _Cells(base)
    done = []
    for each in asked:
        place = PLACE / each.question.name
        answered = _answered(each, out.site / place, cells)
        html = pages.html("answer.html.j2", place, title=each.question.title, answered=answered)
        out.put(place, "index.html", html)
        done.append(answered)
        yield place
    by_audience: dict[str, list[Answered]] = {}
    for answered in done:
        by_audience.setdefault(answered.question.audience, []).append(answered)
    html = pages.html("answers.html.j2", PLACE, title="Questions", audiences=by_audience)
    out.put(PLACE, "index.html", html)
    yield PLACE


def _files(answer: Answer) -> dict[str, str | bytes]:
    if answer.lines is not None:
        return {name: answers.graph(answer.lines, form) for name, form in _GRAPH_FILES.items()}
    told = answer.results or b""
    if isinstance(answers.rows(told), bool):
        return {_RESULTS: told}
    return {_RESULTS: told, "answer.csv": answers.results(told, "csv")}


def _answered(asked: Asked, folder: Path, cells: _Cells) -> Answered:
    question, files = asked.question, asked.files
    if asked.problem:
        return Answered(question, problem=asked.problem)
    if _LINES in files:
        lines = list(read_lines(folder / _LINES))
        rows = tuple(
            tuple(cells.of_term(term) for term in terms.split_line(line)[:3])
            for line in lines[:SHOWN]
        )
        columns = ("subject", "predicate", "object")
        return Answered(question, columns, rows, len(lines), files=files)
    told = json.loads((folder / _RESULTS).read_bytes())
    if "boolean" in told:
        return Answered(question, verdict=told["boolean"], files=files)
    names = tuple(told["head"]["vars"])
    found = told["results"]["bindings"]
    rows = tuple(tuple(cells.of_json(row.get(name, {})) for name in names) for row in found[:SHOWN])
    return Answered(question, names, rows, len(found), files=files)


class _Cells:
    """Makes cells of terms."""

    def __init__(self, base: str) -> None:
        self._shortener = Shortener(prefixes(base))

    def of_json(self, told: dict[str, str]) -> Cell:
        """A cell of a term in SPARQL results JSON; of nothing, an empty one."""
        value = told.get("value", "")
        if told.get("type") == "uri":
            return Cell(self._short(value), value)
        language, datatype = told.get("xml:lang", ""), told.get("datatype", "")
        return self._literal(value, language, datatype)

    def of_term(self, term: str) -> Cell:
        """A cell of an encoded term."""
        if term.startswith("<"):
            return Cell(self._short(terms.iri_text(term)), terms.iri_text(term))
        found = terms.decode_literal(term)
        return self._literal(found.text, found.language or "", found.datatype or "")

    def _literal(self, text: str, language: str, datatype: str) -> Cell:
        kind = datatype.rpartition("#")[2]
        plain = language or (self._short(datatype) if datatype and kind not in _PLAIN else "")
        number = kind in {"integer", "decimal", "double"}
        return Cell(text, language=language, note=plain, number=number)

    def _short(self, iri: str) -> str:
        found = self._shortener.short(iri)
        if found is None and "#" in iri:
            document = terms.iri_text(document_of(terms.iri(iri)))
            short = self._shortener.short(document)
            return f"{short}#{iri.partition('#')[2]}" if short else iri
        return found or iri

"""How much of a file is in its graph: what occurs, what was taken, what was left and why.

What occurs is counted by :mod:`kg.sources.occurrences` without the reader. The reader's
ledger says what it took and left. And every taken value is looked for in the statements
built from its record, so that a field taken into nothing shows as missing: as the same
text, as the date, country, number or concept it means, as words within a longer text, or
piece by piece.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from kg import terms
from kg.countries import country
from kg.errors import BadDateError
from kg.graph.build import build
from kg.graph.context import Context
from kg.graph.schemes import Schemes, shipped_schemes
from kg.iri import COUNTRY, Iris, document_of, slug
from kg.model import Release
from kg.sources import recognise
from kg.sources.base import Ledger, Source
from kg.sources.files import InputFile, input_files
from kg.sources.occurrences import Leaf, occurrences
from kg.values import PartialDate
from kg.vocab import SKOS

EXAMPLES_KEPT = 3

_MARKS = " .,;:'\""
_LABEL_WORDS = 8
_LONG = 24
_SHORT = 7
_YEAR = re.compile(r"(?:\A|(?<=/))\d{4}(?=[~/-])")
_CALENDAR = ("/Day", "/Month")
_FLAGS = frozenset({"true", "false"})
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

_PIECES = re.compile(
    r"\s*[;/]\s+|\s*\|\s*|\.\s*\Z|\s*\]\s*\[\s*|\s*[()\[\]]\s*|,\s+|:\s+|\s+-\s+|\s(?=(?:issued|expires)\s)"
)
_SLASHED_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})(?: \d\d:\d\d:\d\d)?")
_ISO_START = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T+Z-].*)?")


@dataclass
class FieldCoverage:
    """One field of a file: how often it occurs, was taken and left; what is in no statement.

    ``reason`` is why it was left. ``missing`` counts the taken values that were not found in
    the graph, the first of which are ``examples`` with the record they stand in;
    ``unchecked`` the flags (true, false) that the graph says in a way of its own.
    """

    path: str
    occurs: int = 0
    taken: int = 0
    left: int = 0
    reason: str = ""
    missing: int = 0
    unchecked: int = 0
    examples: list[tuple[str, str]] = field(default_factory=list)

    @property
    def unnamed(self) -> int:
        """How many values the reader neither took nor left by name."""
        return max(0, self.occurs - self.taken - self.left)

    @property
    def represented(self) -> int:
        """How many values were taken and, as far as that can be checked, found in the graph."""
        return max(0, self.taken - self.missing)


@dataclass
class Coverage:
    """A release of a source: its files, and each of its fields that carries data."""

    source: Source
    release: Release
    files: list[str]
    fields: list[FieldCoverage]
    records: int

    def total(self, name: str) -> int:
        """The sum of one figure over all fields."""
        return sum(int(getattr(each, name)) for each in self.fields)

    def as_json(self) -> dict[str, object]:
        """The same as plain values."""
        figures = ("occurs", "taken", "represented", "left", "missing", "unchecked", "unnamed")
        return {
            "source": self.source.key,
            "release": f"{self.release.source} {self.release.version}",
            "files": self.files,
            "records": self.records,
            **{name: self.total(name) for name in figures},
            "fields": [
                {
                    "path": each.path,
                    **{name: getattr(each, name) for name in figures},
                    **({"reason": each.reason} if each.left else {}),
                    **(
                        {"examples": [list(pair) for pair in each.examples]} if each.missing else {}
                    ),
                }
                for each in self.fields
            ],
        }


@dataclass
class _Said:
    """What one document, or the whole release, says: texts, concepts and countries."""

    texts: set[str] = field(default_factory=set)
    concepts: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    whole: str = ""

    def close(self) -> None:
        """Join the texts, to look for words within them."""
        self.whole = "\n".join(self.texts)


def coverage(paths: Sequence[Path]) -> Iterator[Coverage]:
    """Read and build each release among the files, and compare it with what stands in them.

    The statements of a release are held in memory. Raises BadInputError and its kinds as
    publishing does.
    """
    for source, files in recognise(list(input_files(list(paths)))):
        yield _covered(source, files)


def _covered(source: Source, files: list[InputFile]) -> Coverage:
    ledger = Ledger(file=files[0].name, left_out=source.left_out, quarantine=True)
    reading = source.read(files, ledger)
    count = Counter[str]()
    graph = _Graph(reading.release)
    graph.add(_counted(reading.records, count))
    rows: dict[str, FieldCoverage] = {}
    for file in files:
        for leaf in occurrences(file, source.record_numbers):
            row = rows.setdefault(leaf.path, FieldCoverage(leaf.path))
            row.occurs += 1
            if _needs_no_look(leaf, source) or graph.says(leaf, source):
                continue
            if leaf.value in _FLAGS:
                row.unchecked += 1
                continue
            row.missing += 1
            if len(row.examples) < EXAMPLES_KEPT:
                row.examples.append((leaf.record, leaf.value))
    by_path = len(set(rows) & set(ledger.taken)) * 2 > len(rows)
    for row in rows.values():
        _account(row, source, ledger, by_path=by_path)
    return Coverage(
        source,
        reading.release,
        [file.name for file in files],
        sorted(rows.values(), key=lambda row: row.path),
        count["records"],
    )


def _needs_no_look(leaf: Leaf, source: Source) -> bool:
    """Whether a value is a word others refer to, ties parts of the file, or is left out."""
    return leaf.is_word or leaf.path in source.keys or bool(_left_above(source, leaf.path))


def _counted(records: Iterable[object], count: Counter[str]) -> Iterator[object]:
    for record in records:
        count["records"] += 1
        yield record


def _account(row: FieldCoverage, source: Source, ledger: Ledger, *, by_path: bool) -> None:
    """Set what the ledger took and left of a field; by its last name where paths differ."""
    if by_path:
        taken = ledger.taken[row.path]
    else:
        name = row.path.rpartition("/")[2]
        taken = sum(n for path, n in ledger.taken.items() if path.rpartition("/")[2] == name)
    row.taken = min(taken, row.occurs)
    above = _left_above(source, row.path)
    if not above and not by_path:
        names = (
            path for path in ledger.left if path.rpartition("/")[2] == row.path.rpartition("/")[2]
        )
        above = next(names, "")
    if above and ledger.left.total():
        row.left = row.occurs - row.taken
        row.reason = source.left_out.get(above, "left within what is left out")


def _left_above(source: Source, path: str) -> str:
    """The field left out that the path is or stands within, "" when there is none."""
    steps = path.split("/")
    above = ("/".join(steps[:end]) for end in range(len(steps), 0, -1))
    named = (name for each in above for name in (each, f"{each}/*", f"{each}/text()"))
    return next((name for name in named if name in source.left_out), "")


class _Graph:
    """The statements of a release as what they say, by document and altogether."""

    def __init__(self, release: Release) -> None:
        self._schemes: Schemes = shipped_schemes()
        self._context = Context(release, iris=Iris(), schemes=self._schemes)
        self._documents: dict[str, _Said] = defaultdict(_Said)
        self._whole = _Said()
        self._known: dict[str, frozenset[str]] = {}
        self._answers: dict[tuple[str, tuple[str, ...]], bool] = {}

    def add(self, records: Iterable[object]) -> None:
        """Build the records and keep what their statements say."""
        for subject, predicate, object_ in build(self._context, records):  # type: ignore[arg-type]
            name = document_of(subject)[1:-1].rpartition("/")[2]
            kind, _, key = subject[1:-1].rpartition("#")[2].partition("-")
            for said in (self._documents[name], self._whole):
                said.concepts |= self._words(predicate)
                said.texts.add(key if kind.isalpha() else "")
                self._keep(said, object_)
            self._whole.texts.add(name)
        for said in (*self._documents.values(), self._whole):
            said.close()

    def says(self, leaf: Leaf, source: Source) -> bool:
        """Whether a value is found in what is said of its record."""
        said = self._of_record(leaf.record)
        if said is not self._whole:
            return self._finds(said, leaf, source)
        key = (leaf.value, leaf.meanings)
        if key not in self._answers:
            self._answers[key] = self._finds(said, leaf, source)
        return self._answers[key]

    def _finds(self, said: _Said, leaf: Leaf, source: Source) -> bool:
        if leaf.path.endswith(_CALENDAR) and leaf.value.isdigit():
            return f"-{leaf.value:0>2}" in said.whole
        return any(self._says_value(said, value, source) for value in (leaf.value, *leaf.meanings))

    def _says_value(self, said: _Said, value: str, source: Source) -> bool:
        """Whether a value is said: whole, as the words known for it, or each piece of it.

        A piece of some length may be said of another party: its name.
        """
        known = source.words.get(value)
        if known is not None and (not known or any(_names(said, word) for word in known)):
            return True
        if _is_said(said, value):
            return True
        pieces = [piece.strip(_MARKS) for piece in _PIECES.split(value)]
        return any(pieces) and all(
            piece in source.words
            or _is_said(said, piece)
            or _behind_label(said, piece)
            or (
                len(pieces) > 1
                and len(piece) > _SHORT
                and {_plain(piece), f"{_plain(piece)}."} & self._whole.texts
            )
            for piece in pieces
            if piece
        )

    def _of_record(self, number: str) -> _Said:
        """What is said of the party of that number; of all where it is not known."""
        if not number or not re.search(r"\w", number):
            return self._whole
        ending = slug(number)
        for scheme in ("ofac", "un", "eu", "uk"):
            if (name := f"{scheme}-{ending}") in self._documents:
                return self._documents[name]
        return self._whole

    def _keep(self, said: _Said, object_: str) -> None:
        if not terms.is_iri(object_):
            literal = terms.decode_literal(object_)
            text = _plain(literal.text)
            said.texts |= {text, literal.language}
            said.texts.update(piece.strip(_MARKS) for piece in _PIECES.split(text))
            said.texts.update(_YEAR.findall(text))
            return
        text = terms.iri_text(object_)
        if text.startswith(COUNTRY):
            said.countries.add(text.removeprefix(COUNTRY))
            return
        said.concepts |= self._words(object_)
        said.texts |= {_plain(text), text.rpartition("-")[2]}
        if "/source/" in text:
            said.texts.update(text.split("/"))

    def _words(self, term: str) -> frozenset[str]:
        """What an IRI is called: the end of it, and its labels and notations in the schemes."""
        if term not in self._known:
            labels = (
                terms.decode_literal(label).text
                for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.notation)
                for label in self._schemes.objects(term, predicate)
            )
            last = re.split(r"[/#]", terms.iri_text(term))[-1]
            self._known[term] = frozenset(_key(each) for each in (last, *labels))
        return self._known[term]


def _names(said: _Said, word: str) -> bool:
    return _key(word) in said.concepts or _plain(word) in said.texts


def _behind_label(said: _Said, piece: str) -> bool:
    """Whether what stands behind the words of a label is said: ``Company Number 01074897``."""
    words = piece.split(" ")
    behind = (" ".join(words[start:]) for start in range(1, min(_LABEL_WORDS, len(words))))
    return any(_is_alone(said, text.strip(_MARKS)) for text in behind)


def _is_said(said: _Said, value: str) -> bool:
    """Whether a value is said by itself, or stands as several words within a longer text."""
    plain = _plain(value)
    return _is_alone(said, value) or (len(plain) >= _LONG and _stands_in(plain, said.whole))


def _is_alone(said: _Said, value: str) -> bool:
    plain = _plain(value)
    return (
        plain in said.texts
        or _key(plain) in said.concepts
        or not said.texts.isdisjoint(_dates(value))
        or country(value).alpha3 in said.countries
        or _number(plain) in said.texts
    )


def _stands_in(words: str, whole: str) -> bool:
    """Whether words stand within a text, not in the middle of longer words."""
    if not words or words not in whole:
        return False
    before, behind = r"(?<!\w)" * words[0].isalnum(), r"(?!\w)" * words[-1].isalnum()
    return re.search(before + re.escape(words) + behind, whole) is not None


def _dates(value: str) -> Iterator[str]:
    """The ways the graph writes a date, none for what is no date."""
    match = _ISO_START.fullmatch(value)
    forms = [match[1] if match else value]
    if day := _SLASHED_DAY.fullmatch(value):
        forms = [f"{day[3]}-{day[2]}-{day[1]}", f"{day[3]}-{day[1]}-{day[2]}"]
    for form in forms:
        with suppress(BadDateError):
            date = PartialDate.parse(form)
            yield date.edtf.lower()
            if date.is_day:
                yield date.earliest.isoformat()


def _number(text: str) -> str:
    """A number as the graph writes it, "-" for what is none."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return "-"
    plain = f"{number:f}" if number.is_finite() else "-"
    whole, _, fraction = plain.partition(".")
    return f"{whole}.{fraction.rstrip('0') or '0'}"


def _plain(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split()).casefold()


def _key(text: str) -> str:
    """A word without what a concept's name cannot carry."""
    return re.sub(r"[\W_]+", "", text.casefold())

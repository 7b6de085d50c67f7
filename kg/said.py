"""What a graph says, asked by the texts of the list that it was made of.

The statements of a release are kept as texts, concepts and countries, by document and
altogether. A value is said when the same text is, or the date, country, number or concept
it means, or words within a longer text, or each piece of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from kg import terms
from kg.countries import country
from kg.errors import BadDateError
from kg.graph.build import build
from kg.graph.context import Context
from kg.graph.schemes import Schemes, shipped_schemes
from kg.iri import COUNTRY, Iris, document_of, slug
from kg.model import Record, Release
from kg.sources.base import Source
from kg.sources.occurrences import Cut, Leaf
from kg.values import PartialDate
from kg.vocab import DCT, EDTF_DATATYPE, SKOS, SX

_MARKS = " .,;:'\""
_LABEL_WORDS = 8
_LONG = 20
_SHORT = 7
_YEAR = re.compile(r"(?:\A|(?<=/))\d{4}(?=[~/-])")
_QUOTED = re.compile(r'"([^"]*)"')
_CALENDAR = ("/Day", "/Month")
_IN_WORDS = frozenset(
    {
        DCT.description,
        SX.familyName,
        SX.givenName,
        SX.maidenName,
        SX.matronymic,
        SX.middleName,
        SX.nickname,
        SX.patronymic,
    }
)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

_PIECES = re.compile(
    r"\s*[;/]\s+|\s*\|\s*|\.\s*\Z|\s*\]\s*\[\s*|\s*[()\[\]]\s*|,\s+|:\s+|:(?=\S+@)|\s+-\s+|\s(?=(?:issued|expires)\s)"
)
_PARTS = re.compile(r";\s+|;(?=[A-Za-z]+ )")
_ALT = re.compile(r"\A[Aa]lt\. ")
_GAP = re.compile(r"\s")
_SLASHED_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})(?: \d\d:\d\d:\d\d)?")
_ISO_START = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T+Z-].*)?")


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


class Sayings:
    """The statements of a release as what they say, by document and altogether."""

    def __init__(self, release: Release) -> None:
        self._schemes: Schemes = shipped_schemes()
        self._context = Context(release, iris=Iris(), schemes=self._schemes)
        self._documents: dict[str, _Said] = defaultdict(_Said)
        self._whole = _Said()
        self._known: dict[str, frozenset[str]] = {}
        self._known_labels: dict[str, tuple[str, ...]] = {}
        self._answers: dict[tuple[str, str, tuple[str, ...]], bool] = {}

    def add(self, records: Iterable[Record]) -> None:
        """Build the records and keep what their statements say."""
        for subject, predicate, object_ in build(self._context, records):
            name = document_of(subject)[1:-1].rpartition("/")[2]
            kind, _, key = subject[1:-1].rpartition("#")[2].partition("-")
            for said in (self._documents[name], self._whole):
                said.concepts |= self._words(predicate)
                said.texts.add(key if kind.isalpha() else "")
                self._keep(said, predicate, object_)
            self._whole.texts.add(name)
        for said in (*self._documents.values(), self._whole):
            said.close()

    def says(self, leaf: Leaf, source: Source) -> bool:
        """Whether a value is found in what is said of its record."""
        said = self._of_record(leaf.record)
        if said is not self._whole:
            return self._finds(said, leaf, source)
        key = (leaf.path, leaf.value, leaf.meanings)
        if key not in self._answers:
            self._answers[key] = self._finds(said, leaf, source)
        return self._answers[key]

    def _finds(self, said: _Said, leaf: Leaf, source: Source) -> bool:
        if leaf.path.endswith(_CALENDAR) and leaf.value.isdigit():
            return f"-{leaf.value:0>2}" in said.whole
        for word in (leaf.value, *leaf.meanings[:1]):
            for place in (leaf.path, leaf.path.rpartition("/")[2]):
                if known := source.words.get(f"{place} = {word}"):
                    return any(_names(said, each) for each in known)
        values = (leaf.value, *leaf.meanings)
        return any(self._says_value(said, value, source, leaf.cut) for value in values)

    def _says_value(self, said: _Said, value: str, source: Source, cut: Cut | None = None) -> bool:
        """Whether a value is said: whole, as the words known for it, or each piece of it."""
        known = source.words.get(value)
        if known is not None and (not known or any(_names(said, word) for word in known)):
            return True
        if _is_said(said, value):
            return True
        parts = [part.strip(_MARKS) for part in _PARTS.split(value)]
        is_one = len(parts) == 1
        return any(parts) and all(
            self._says_part(said, part, source, is_one=is_one)
            or (place == 0 and cut is Cut.BEFORE and self._ends_with(said, part))
            or (
                place == len(parts) - 1
                and cut is Cut.BEHIND
                and self._begins_with(said, part, source)
            )
            for place, part in enumerate(parts)
            if part
        )

    def _ends_with(self, said: _Said, part: str) -> bool:
        """Whether the rest of a value whose beginning is in another cell ends what is said."""
        end = f"{_plain(part)}\n"
        texts = (f"{said.whole}\n", f"{self._whole.whole}\n")
        return any(end in text for text in texts) or _behind_label(said, part)

    def _begins_with(self, said: _Said, part: str, source: Source) -> bool:
        """Whether a value whose end is in another cell begins what is said, or a word before it."""
        labels = "\n".join(self._labels(source))
        ends = (part[start:] for start in (0, *(match.end() for match in _GAP.finditer(part))))
        texts = (f"\n{said.whole}", f"\n{self._whole.whole}", f"\n{labels}")
        plain = [_plain(end.strip(_MARKS)) for end in ends]
        return any(f"\n{end}" in text for end in plain if end for text in texts)

    def _says_part(self, said: _Said, part: str, source: Source, *, is_one: bool) -> bool:
        """Whether a part of a value is said: with the list's word before it, or in pieces."""
        if _is_said(said, part):
            return True
        words, label = self._labels(source), _ALT.sub("", part)
        for end in (match.start() for match in reversed(list(_GAP.finditer(label)))):
            known = words.get(_plain(label[:end].rstrip(_MARKS + "-")))
            if known is None:
                continue
            rest = label[end:].strip(_MARKS + "-#")
            if not known:
                return self._says_elsewhere(rest) or self._says_pieces(said, rest, source)
            return any(_names(said, word) for word in known) and (
                _behind_label(said, rest) or self._says_pieces(said, rest, source, of_others=False)
            )
        is_whole = is_one and len(_PIECES.split(part)) == 1
        return self._says_pieces(said, part, source, of_others=not is_whole)

    def _says_pieces(
        self, said: _Said, text: str, source: Source, *, of_others: bool = True
    ) -> bool:
        """Whether each piece is said.

        :param of_others: a piece of some length may be said of another party: its name.
        """
        pieces = [piece.strip(_MARKS) for piece in _PIECES.split(text)]
        return any(pieces) and all(
            piece in source.words
            or _is_said(said, piece)
            or _behind_label(said, piece)
            or (of_others and len(piece) > _SHORT and self._says_elsewhere(piece))
            for piece in pieces
            if piece
        )

    def _says_elsewhere(self, text: str) -> bool:
        """Whether a text is said of any party, with or without a last full stop."""
        return not self._whole.texts.isdisjoint({_plain(text), f"{_plain(text)}."})

    def _labels(self, source: Source) -> dict[str, tuple[str, ...]]:
        """The list's words without case and last marks, as they stand before a value."""
        if not self._known_labels:
            self._known_labels = {
                _plain(word.rstrip(_MARKS + "-")): known for word, known in source.words.items()
            }
        return self._known_labels

    def _of_record(self, number: str) -> _Said:
        """What is said of the party of that number; of all where it is not known."""
        if not number or not re.search(r"\w", number):
            return self._whole
        ending = slug(number)
        for scheme in ("ofac", "un", "eu", "uk"):
            if (name := f"{scheme}-{ending}") in self._documents:
                return self._documents[name]
        return self._whole

    def _keep(self, said: _Said, predicate: str, object_: str) -> None:
        if not terms.is_iri(object_):
            literal = terms.decode_literal(object_)
            text = _plain(literal.text)
            said.texts |= {text, literal.language}
            said.texts.update(piece.strip(_MARKS) for piece in _PIECES.split(text))
            said.texts.update(_YEAR.findall(text))
            if literal.datatype == EDTF_DATATYPE:
                said.texts.update(_bounds(literal.text))
                said.concepts |= {"approximate"} if "~" in text else set()
            if predicate in _IN_WORDS:
                said.texts.update(word.strip(_MARKS) for word in text.split(" "))
                said.texts.update(_QUOTED.findall(text))
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


def _bounds(edtf: str) -> Iterator[str]:
    """The first and the last day of each end of a date."""
    for end in edtf.replace("~", "").split("/"):
        with suppress(BadDateError):
            date = PartialDate.parse(end)
            yield from (date.earliest.isoformat(), date.latest.isoformat())


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

"""What a part of a graph says: its texts, concepts and countries, asked by texts of a list.

A text is said when the same text is, or the date, country, number or concept it means, or
when it stands as several words within a longer text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from kg import terms
from kg.countries import country
from kg.errors import BadDateError
from kg.iri import COUNTRY
from kg.values import PartialDate
from kg.vocab import DCT, EDTF_DATATYPE, RDFS, SX

MARKS = " .,;:'\""
PIECES = re.compile(
    r"\s*[;/]\s+|\s*\|\s*|\.\s*\Z|\s*\]\s*\[\s*|\s*[()\[\]]\s*|,\s+|:\s+|:(?=\S+@)|\s+-\s+|\s(?=(?:issued|expires)\s)"
)
"""Where a printed value falls into pieces that the graph may hold apart."""

_LABEL_WORDS = 8
_LONG = 20
_OPEN_SPAN = re.compile(r"(?:from|until) (\d{4})")
_YEAR = re.compile(r"(?:\A|(?<=/))\d{4}(?=[~/-])")
_QUOTED = re.compile(r'"([^"]*)"')
_IN_WORDS = frozenset(
    {
        DCT.description,
        RDFS.comment,
        SX.familyName,
        SX.givenName,
        SX.maidenName,
        SX.matronymic,
        SX.middleName,
        SX.nickname,
        SX.patronymic,
    }
)
_CODE = re.compile("[a-z]{2}")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
_SLASHED_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: \d\d:\d\d:\d\d)?")
_SLASHED_MONTH = re.compile(r"(\d{1,2})/(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.? (\d{1,2}), ?(\d{4})")
_ABOUT = re.compile(r"(approximately|circa):\s*", re.IGNORECASE)
_NO_DAY = re.compile(r"(?:dd|00)/(mm|00|\d\d)/(\d{4})", re.IGNORECASE)
_ISO_START = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T+Z-].*)?")


@dataclass
class Said:
    """Texts without case, keys of concepts, codes of countries; and the texts joined, once closed.

    ``at`` holds the same again for the statements of one kind of node and property.
    """

    texts: set[str] = field(default_factory=set)
    concepts: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    whole: str = ""
    at: dict[str, Said] = field(default_factory=dict)

    def close(self) -> None:
        """Join the texts, to look for words within them."""
        self.whole = "\n".join(self.texts)
        for said in self.at.values():
            said.close()

    def keep(self, predicate: str, object_: str, words: Iterable[str]) -> None:
        """Keep what the object of a statement says.

        :param words: what the object is called, for one that is an IRI.
        """
        if not terms.is_iri(object_):
            self._keep_literal(predicate, terms.decode_literal(object_))
            return
        text = terms.iri_text(object_)
        if text.startswith(COUNTRY):
            self.countries.add(text.removeprefix(COUNTRY))
            return
        self.concepts.update(words)
        self.texts |= {plain(text), text.rpartition("-")[2]}
        if "/party/" in text:
            number = text.rpartition("/")[2].partition("-")[2]
            self.texts |= {number, number.rpartition("-")[0]}
        if "/source/" in text:
            self.texts.update(text.split("/"))

    def _keep_literal(self, predicate: str, literal: terms.Literal) -> None:
        text = plain(literal.text)
        self.texts |= {text, literal.language}
        self.texts.update(piece.strip(MARKS) for piece in PIECES.split(text))
        self.texts.update(_YEAR.findall(text))
        if span := _OPEN_SPAN.fullmatch(text):
            self.texts.add(span[1])
        if literal.datatype == EDTF_DATATYPE:
            self.texts.update(_bounds(literal.text))
            self.concepts |= {"approximate"} if "~" in text else set()
        if predicate == SX.provision:
            self.texts.update(piece.rpartition(" ")[2] for piece in PIECES.split(text))
        if predicate in _IN_WORDS:
            self.texts.update(word.strip(MARKS) for word in text.split(" "))
            self.texts.update(_QUOTED.findall(text))
            self.texts.update(day for span in _SPAN.findall(text) for day in span)

    def names(self, word: str) -> bool:
        """Whether a concept of that name is said, or the word itself."""
        return key(word) in self.concepts or plain(word) in self.texts

    def says(self, value: str) -> bool:
        """Whether a value is said by itself, or stands as several words within a longer text."""
        return self._says_alone(value) or (len(plain(value)) >= _LONG and self._stands_in(value))

    def says_behind_label(self, piece: str) -> bool:
        """Whether what stands behind words of a label is said: ``Company Number 01074897``."""
        words = piece.split(" ")
        behind = (" ".join(words[start:]) for start in range(1, min(_LABEL_WORDS, len(words))))
        return any(self._says_alone(text.strip(MARKS)) for text in behind)

    def says_any(self, texts: Iterable[str]) -> bool:
        """Whether one of the texts, without case, is said by itself."""
        return not self.texts.isdisjoint(texts)

    def _says_alone(self, value: str) -> bool:
        text = plain(value)
        return (
            text in self.texts
            or key(text) in self.concepts
            or self.says_any(_dates(value))
            or country(value.upper() if _CODE.fullmatch(value) else value).alpha3 in self.countries
            or _number(text) in self.texts
        )

    def _stands_in(self, value: str) -> bool:
        """Whether words stand within a text, not in the middle of longer words."""
        words = plain(value)
        if not words or words not in self.whole:
            return False
        before, behind = r"(?<!\w)" * words[0].isalnum(), r"(?!\w)" * words[-1].isalnum()
        return re.search(before + re.escape(words) + behind, self.whole) is not None


def plain(text: str) -> str:
    """A text without case, marks that nobody sees, and what white space it has."""
    return " ".join(_UNSEEN.sub("", text).split()).casefold()


def key(text: str) -> str:
    """A word without what a concept's name cannot carry."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _dates(value: str) -> Iterator[str]:
    """The ways the graph writes a date, none for what is no date."""
    value = value.removeprefix("'")
    match = _ISO_START.fullmatch(value)
    words = _MONTH_FIRST.sub(r"\2 \1 \3", _ABOUT.sub(r"\1 ", value))
    forms = [match[1] if match else words]
    if day := _SLASHED_DAY.fullmatch(value):
        forms = [f"{day[3]}-{b:0>2}-{a:0>2}" for a, b in (day.group(1, 2), day.group(2, 1))]
    if slashed := _SLASHED_MONTH.fullmatch(value):
        forms = [f"{slashed[2]}-{slashed[1]:0>2}"]
    if part := _NO_DAY.fullmatch(value):
        month = part[1] if part[1].isdigit() and part[1] != "00" else ""
        forms = ["-".join(filter(None, (part[2], month)))]
    for form in forms:
        with suppress(BadDateError):
            date = PartialDate.parse(form)
            yield date.edtf.lower()
            if date.is_day:
                yield date.earliest.isoformat()


def _bounds(edtf: str) -> Iterator[str]:
    """Each end of a date, and the first and the last day of it."""
    for end in edtf.replace("~", "").split("/"):
        with suppress(BadDateError):
            date = PartialDate.parse(end)
            yield from (end, date.earliest.isoformat(), date.latest.isoformat())


def _number(text: str) -> str:
    """A number as the graph writes it, "-" for what is none."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return "-"
    digits = f"{number:f}" if number.is_finite() else "-"
    whole, _, fraction = digits.partition(".")
    return f"{whole}.{fraction.rstrip('0') or '0'}"

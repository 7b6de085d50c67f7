"""The part of the data graph that queries can touch, kept small until it is asked for.

Statements are kept by predicate as N-Quads text in a temporary file, so that a store of
just what a few queries need can be built, asked and dropped.
"""

from __future__ import annotations

import io
import re
import tempfile
import weakref
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import IO, NamedTuple, cast

import pyoxigraph

from kg import terms
from kg.checks.shacl.prebinding import original, stand_in
from kg.checks.shacl.query_scope import Condition, Star
from kg.checks.shacl.statements import Group
from kg.terms import XSD

_AT_ONCE = 2000
_IN_MEMORY = 1 << 23
_NOTHING = pyoxigraph.Store()
_PLAIN_DATE = re.compile(r'"[0-9]{4}-[0-9]{2}-[0-9]{2}"\^\^<[^>]*>')
_RESHAPED = tuple(
    terms.literal("", datatype=XSD + name)[2:]
    for name in (
        *("integer", "decimal", "float", "double", "boolean", "date", "time", "dateTime"),
        *("dateTimeStamp", "gYear", "gYearMonth", "gMonthDay", "gMonth", "gDay"),
        *("duration", "dayTimeDuration", "yearMonthDuration"),
        *("byte", "short", "int", "long", "unsignedByte", "unsignedShort", "unsignedInt"),
        *("unsignedLong", "positiveInteger", "negativeInteger"),
        *("nonPositiveInteger", "nonNegativeInteger"),
    )
)
_Choice = tuple[tuple[str, ...], tuple[Condition, ...]]


class QueryData:
    """Takes from the data what some star of a query matches.

    :param stars: what to take; with none of them nothing is taken.
    """

    def __init__(self, stars: Iterable[Star]) -> None:
        self._wanted: dict[frozenset[Condition], set[Condition] | None] = {}
        for star in stars:
            known = self._wanted.setdefault(star.given, set())
            if star.wanted is None or known is None:
                self._wanted[star.given] = None
            else:
                known.update(star.wanted)
        self._choices: dict[tuple[str, ...], _Choices] = {}
        self._kept: defaultdict[str, _Kept] = defaultdict(_Kept)
        self._taken = 0
        self._file = cast(IO[bytes], tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._rewritten: dict[str, str] = {}
        self._met: set[frozenset[Condition]] = set()
        self.has_blank_nodes = False

    def as_given(self, term: str) -> str:
        """A term of a store as it stands in the data: Oxigraph writes 5.0 as 5."""
        return self._rewritten.get(term, original(term))

    def take(self, subject: str, group: Group) -> None:
        """Keep what the queries can touch of one subject's statements."""
        signature = tuple(group)
        choices = self._choices.get(signature)
        if choices is None:
            choices = self._choices[signature] = _Choices(*self._fitting(group), self._met)
        if not choices.stars:
            return
        whole, single = choices.at(group)
        for predicate in whole:
            lines = self._kept[predicate].lines
            for object_ in group[predicate]:
                if subject[0] == "<" and (object_[0] == "<" or object_[-1] == '"'):
                    lines.append(f"{subject} {predicate} {object_} .\n")
                else:
                    self._keep(subject, predicate, object_)
        for name, only in single:
            self._keep(subject, name, str(only))
        self._taken += 1
        if not self._taken % _AT_ONCE:
            self._put_aside()

    def meets(self, conditions: frozenset[Condition]) -> bool:
        """Whether any subject taken meets the conditions of a star."""
        return conditions in self._met

    def take_graph(self, groups: Mapping[str, Group], name: str) -> None:
        """Keep a whole graph under its name, to be part of every store."""
        for subject, group in groups.items():
            for predicate, objects in group.items():
                for object_ in objects:
                    self._keep(subject, predicate, object_, name)

    def _keep(self, subject: str, predicate: str, object_: str, graph: str = "") -> None:
        """Keep a statement; those of a named graph apart from all others."""
        if object_[-1] == ">" and object_[0] == '"' and stored_form(object_) != object_:
            self._rewritten.setdefault(stored_form(object_), object_)
        if subject[0] == "_" or object_[0] == "_":
            self.has_blank_nodes = True
            subject, object_ = stand_in(subject), stand_in(object_)
        kept = self._kept[graph or predicate]
        kept.is_named = bool(graph)
        kept.lines.append(f"{subject} {predicate} {object_} {graph} .\n")

    def _put_aside(self) -> None:
        for kept in self._kept.values():
            if len(kept.lines) >= _AT_ONCE:
                kept.write(self._file)

    def size(self, predicates: Collection[str] | None) -> int:
        """How many statements :meth:`text` would give."""
        return sum(kept.count for kept in self._chosen(predicates))

    def text(self, predicates: Collection[str] | None) -> io.BufferedReader:
        """The kept statements with these predicates, or all, as N-Quads."""
        pieces = (piece for kept in self._chosen(predicates) for piece in kept.pieces(self._file))
        return io.BufferedReader(_Stream(pieces), 1 << 16)

    def _chosen(self, predicates: Collection[str] | None) -> list[_Kept]:
        return [
            kept
            for name, kept in self._kept.items()
            if predicates is None or kept.is_named or name in predicates
        ]

    def _fitting(self, group: Group) -> tuple[list[Condition], list[_Fitting]]:
        """For subjects with these predicates: the objects to ask for, the stars to try."""
        stars: list[_Fitting] = []
        for given, wanted in self._wanted.items():
            if all(predicate in group for predicate, _ in given):
                left = [condition for condition in given if condition[1] is not None]
                names: set[Condition] = {(name, None) for name in group}
                chosen = names if wanted is None else {one for one in wanted if one[0] in group}
                stars.append(_Fitting(given, left, chosen))
        asked = {one for star in stars for one in (*star.left, *star.chosen) if one[1] is not None}
        return sorted(asked, key=str), stars


class _Fitting(NamedTuple):
    """A star that subjects with some predicates fit if they meet what is left of its conditions."""

    given: frozenset[Condition]
    left: list[Condition]
    chosen: set[Condition]


@lru_cache(maxsize=1 << 15)
def stored_form(literal: str) -> str:
    """How Oxigraph gives back an encoded literal with a datatype."""
    if not literal.endswith(_RESHAPED) or _PLAIN_DATE.fullmatch(literal):
        return literal
    answer = _NOTHING.query(f"SELECT ({literal} AS ?same) {{}}")
    return (
        str(next(iter(answer))["same"])
        if isinstance(answer, pyoxigraph.QuerySolutions)
        else literal
    )


class _Choices:
    """What to keep of subjects that have the same predicates.

    :param asked: the statements on which it depends.
    :param stars: the stars that such a subject may fit.
    :param met: is told the conditions of the stars that one did fit.
    """

    def __init__(
        self, asked: list[Condition], stars: list[_Fitting], met: set[frozenset[Condition]]
    ) -> None:
        self.stars = stars
        self._asked = asked
        self._met = met
        self._known: dict[tuple[bool, ...], _Choice] = {}

    def at(self, group: Group) -> _Choice:
        """The predicates to take whole, and the single statements, of one subject."""
        holds = tuple([object_ in group[predicate] for predicate, object_ in self._asked])
        choice = self._known.get(holds)
        if choice is None:
            known = {one for one, held in zip(self._asked, holds, strict=True) if held}
            choice = self._known[holds] = self._choice(known)
        return choice

    def _choice(self, known: Collection[Condition]) -> _Choice:
        fitting = [star for star in self.stars if all(one in known for one in star.left)]
        self._met.update(star.given for star in fitting)
        chosen = {one for star in fitting for one in star.chosen}
        whole = tuple(sorted(predicate for predicate, object_ in chosen if object_ is None))
        single = [one for one in chosen if one in known and one[0] not in whole]
        return whole, tuple(sorted(single, key=str))


class _Kept:
    """Lines of text in order: the last ones in memory, those before in a file."""

    def __init__(self) -> None:
        self.is_named = False
        self.lines: list[str] = []
        self._before = 0
        self._places: list[tuple[int, int]] = []

    @property
    def count(self) -> int:
        return self._before + len(self.lines)

    def write(self, file: IO[bytes]) -> None:
        """Move the lines to the end of the file."""
        packed = "".join(self.lines).encode()
        self._places.append((file.seek(0, io.SEEK_END), len(packed)))
        file.write(packed)
        self._before += len(self.lines)
        self.lines = []

    def pieces(self, file: IO[bytes]) -> Iterator[bytes]:
        for start, size in self._places:
            file.seek(start)
            yield file.read(size)
        yield "".join(self.lines).encode()


class _Stream(io.RawIOBase):
    """Pieces as a file to read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = (piece for piece in pieces if piece)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        if not self._rest:
            self._rest = memoryview(next(self._pieces, b""))
        view = memoryview(buffer)  # type: ignore[arg-type]
        size = min(len(view), len(self._rest))
        view[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

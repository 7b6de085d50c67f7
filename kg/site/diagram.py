"""A diagram of the vocabulary: its classes as boxes, its properties as arrows between them.

The two classes with the most ties to others stand upright in the middle, each other class
beside the one that it is tied to most, so that every arrow is level and none crosses another.
What that leaves out is written inside the boxes. Positions follow from the ontology alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg import terms
from kg.iri import VOCABULARY
from kg.lines import Statement
from kg.prefixes import Shortener, prefixes
from kg.site.account import Thing
from kg.site.shape_terms import holders
from kg.vocab import OWL, RDF, RDFS, SX

_BOX, _GAP, _SPACE, _ROW, _PAD, _MARGIN = 214, 150, 26, 17, 12, 6
_NEXT, _LOWER, _HEAD, _WORDS = 13, 8, 30, 34
_DOMAIN = terms.iri(prefixes()["rdfs"] + "domain")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text in a box: what it names, how high it stands, what it looks like."""

    thing: Thing
    top: int
    look: str


@dataclass(frozen=True, slots=True)
class Box:
    """A class in the diagram."""

    left: int
    top: int
    height: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A level arrow, and the properties that it stands for."""

    start: int
    end: int
    top: int
    links: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawn vocabulary: its size, its boxes and its arrows."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]

    box_width = _BOX


@dataclass(frozen=True, slots=True)
class _Tie:
    """A property from a class to another, or to something that is no class of the vocabulary."""

    origin: str
    target: str
    link: str


def diagram(statements: Iterable[Statement], of_parties: Collection[str]) -> Diagram:
    """Draw the classes and object properties of the vocabulary among the statements.

    Where the ontology leaves open what has a property, the shapes that check it tell, or else
    the data.

    :param of_parties: encoded properties that parties have in the data.
    """
    return _Drawing(statements, of_parties).drawn()


class _Drawing:
    def __init__(self, statements: Iterable[Statement], of_parties: Collection[str]) -> None:
        self._of_parties = of_parties
        self._facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, object_ in statements:
            self._facts[subject][predicate].append(object_)
        self._shortener = Shortener(prefixes())
        own = sorted(term for term in self._facts if term[1:].startswith(VOCABULARY))
        self._classes = [term for term in own if OWL.Class in self._facts[term][RDF.type]]
        self._ties = sorted(
            {
                _Tie(self._top(origin), self._top(target), link)
                for link in own
                if OWL.ObjectProperty in self._facts[link][RDF.type]
                for origin in self._origins(link)
                for target in self._facts[link][RDFS.range]
                if origin in self._classes
            },
            key=lambda tie: (tie.origin, tie.target, tie.link),
        )
        self._tops = [term for term in self._classes if self._top(term) == term]

    def drawn(self) -> Diagram:
        """The diagram: leaves, hub, hub, leaves."""
        near, far = self._hubs()
        sides: dict[str, list[str]] = {near: [], far: []}
        for term in self._tops:
            if term not in sides:
                sides[max(sides, key=lambda hub: (self._between(term, hub), hub))].append(term)
        columns = (sides[near], [near], [far], sides[far])
        lefts = [_MARGIN + number * (_BOX + _GAP) for number in range(len(columns))]
        boxes: dict[str, Box] = {}
        for column, left in ((0, lefts[0]), (3, lefts[3])):
            top = _MARGIN
            for term in columns[column]:
                arrows = self._between(term, columns[1 if column == 0 else 2][0])
                boxes[term] = self._box(term, left, top, (arrows + 1) * _NEXT)
                top += boxes[term].height + _SPACE
        height = max(box.top + box.height for box in boxes.values())
        for column in (1, 2):
            (term,) = columns[column]
            boxes[term] = self._box(term, lefts[column], _MARGIN, height - _MARGIN)
        lines = [line for term, box in boxes.items() for line in self._lines(term, box, boxes)]
        width = lefts[-1] + _BOX + _MARGIN
        return Diagram(width, height + _MARGIN, tuple(boxes.values()), tuple(lines))

    def _lines(self, term: str, box: Box, boxes: dict[str, Box]) -> list[Line]:
        """The arrows between a class and its hub, in both directions; of two hubs once."""
        hub = self._drawn_to(term)
        if term == self._hubs()[1]:
            return []
        ways = [(term, hub), (hub, term)]
        ways = [way for way in ways if self._links(*way)]
        found = []
        for number, (origin, target) in enumerate(ways, start=1):
            start, end = boxes[origin].left, boxes[target].left
            ends = (start + _BOX, end) if start < end else (start, end + _BOX)
            top = box.top + box.height * number // (len(ways) + 1) + _LOWER
            found.append(Line(*ends, top, tuple(map(self._thing, self._links(origin, target)))))
        return found

    def _drawn_to(self, term: str) -> str:
        hubs = self._hubs()
        if term in hubs:
            return hubs[1 - hubs.index(term)]
        return max(hubs, key=lambda hub: (self._between(term, hub), hub))

    def _box(self, term: str, left: int, top: int, least: int) -> Box:
        rows = [(self._thing(term), "name")]
        rows += [
            (self._thing(kind), "special")
            for kind in self._classes
            if self._top(kind) == term and kind != term
        ]
        drawn = self._drawn_to(term)
        for tie in self._ties:
            if tie.origin == term and tie.target != drawn and not self._is_drawn(tie):
                words = f"{self._label(tie.link)} → {self._label(tie.target)}"
                rows.append((Thing(terms.iri_text(tie.link), _short(words)), "link"))
        placed = tuple(
            Row(thing, top + _HEAD - 8 + number * _ROW, look)
            for number, (thing, look) in enumerate(rows)
        )
        return Box(left, top, max(least, _HEAD + (len(rows) - 1) * _ROW + _PAD // 2), placed)

    def _origins(self, link: str) -> list[str]:
        told = self._facts[link][_DOMAIN] or sorted(holders().get(link, ()))
        return told or [SX.Party] * (link in self._of_parties)

    def _is_drawn(self, tie: _Tie) -> bool:
        return tie.target in self._tops and self._drawn_to(tie.target) == tie.origin

    def _hubs(self) -> tuple[str, str]:
        """The two classes with ties to the most others; the busiest first."""
        degree: Counter[str] = Counter()
        for one, other in {(tie.origin, tie.target) for tie in self._ties}:
            if one != other and other in self._tops:
                degree.update((one, other))
        first, second, *_ = sorted(self._tops, key=lambda term: (-degree[term], term))
        return second, first

    def _between(self, one: str, other: str) -> int:
        return len(self._links(one, other)) + len(self._links(other, one))

    def _links(self, origin: str, target: str) -> list[str]:
        return [tie.link for tie in self._ties if (tie.origin, tie.target) == (origin, target)]

    def _top(self, term: str) -> str:
        """The most general class of the vocabulary above a class."""
        above = [each for each in self._facts[term][RDFS.subClassOf] if each in self._facts]
        own = [each for each in above if each[1:].startswith(VOCABULARY)]
        return self._top(own[0]) if own else term

    def _thing(self, term: str) -> Thing:
        return Thing(terms.iri_text(term), self._label(term))

    def _label(self, term: str) -> str:
        told = [terms.decode_literal(label).text for label in self._facts[term][RDFS.label]]
        iri = terms.iri_text(term)
        return told[0] if told else self._shortener.short(iri) or iri


def _short(words: str) -> str:
    return words if len(words) <= _WORDS else words[: _WORDS - 1] + "…"

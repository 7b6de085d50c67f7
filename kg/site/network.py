"""The picture of a party's network: who is tied to it, two steps out, in five columns.

What runs to the party stands on its left, what runs from it on its right, the second step
outside of those. Positions follow from the names alone, so a picture is repeatable.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from dataclasses import dataclass, replace

from kg import terms
from kg.site.register import RegisterLookup
from kg.vocab import SX

_MOST_NEAR, _MOST_FAR = 10, 3
_BOX, _HIGH, _GAP, _COLUMN = 184, 48, 18, 350
_LINE, _LINES = 20, 2
_MARGIN, _BEND, _ASIDE, _RAISED, _WORDS = 6, 60, 14, 7, 165


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two parties (encoded IRIs), as a picture needs it."""

    origin: str
    target: str
    words: str
    style: str


@dataclass(frozen=True, slots=True)
class Box:
    """A party in the picture: its upper left corner, the lines of its name, its place."""

    party: str
    label: str
    lines: tuple[str, ...]
    left: int
    top: int
    is_centre: bool

    @property
    def middle(self) -> int:
        """The height at which ties end."""
        return self.top + _HIGH // 2


@dataclass(frozen=True, slots=True)
class Line:
    """A tie drawn: an SVG path, where its words stand, and its look.

    ``origin`` and ``target`` are the places of its boxes among all boxes; ``told`` says the
    tie in words, ``words`` is what is written beside it ("" where another line says it).
    """

    path: str
    words: str
    told: str
    left: int
    top: int
    anchor: str
    style: str
    origin: int
    target: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn network: its size, its boxes, its lines, and how many parties did not fit."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    left_out: int

    box_width = _BOX
    box_height = _HIGH


class Networks:
    """All ties of a publication, from which each party's picture is drawn."""

    def __init__(self, lookup: RegisterLookup) -> None:
        self._lookup = lookup
        self._ties: dict[str, list[Tie]] = defaultdict(list)
        for node in sorted(set(lookup.register.relations)):
            for tie in self._of_relation(node):
                self._add(tie)
        for node in sorted(set(lookup.register.designations)):
            self._add_link(node)
        for party, ties in self._ties.items():
            ties.sort(key=lambda tie: (lookup.label(_other(tie, party)), tie.words, tie.origin))

    def picture(self, party: str) -> Picture | None:
        """The picture of a party's network, None for one without ties."""
        near = {
            side: list(dict.fromkeys(_other(tie, party) for tie in self._side(party, side)))
            for side in (-1, 1)
        }
        near[1] = [each for each in near[1] if each not in near[-1]]
        if not near[-1] and not near[1]:
            return None
        left_out = sum(max(0, len(each) - _MOST_NEAR) for each in near.values())
        columns = {0: [party]}
        for side, found in near.items():
            columns[side] = found[:_MOST_NEAR]
        placed = {party, *near[-1], *near[1]}
        for side in (-1, 1):
            columns[2 * side], more = self._beyond(columns[side], placed)
            left_out += more
        return self._drawn(columns, left_out)

    def _beyond(self, inner: list[str], placed: set[str]) -> tuple[list[str], int]:
        """The second step behind a column, and how many did not fit; marks them as placed."""
        shown: list[str] = []
        more = 0
        for party in inner:
            others = dict.fromkeys(_other(tie, party) for tie in self._ties[party])
            fresh = [other for other in others if other not in placed]
            more += max(0, len(fresh) - _MOST_FAR)
            placed.update(fresh)
            shown += fresh[:_MOST_FAR]
        return shown, more

    def _side(self, party: str, side: int) -> list[Tie]:
        return [tie for tie in self._ties[party] if (tie.target == party) == (side < 0)]

    def _drawn(self, columns: dict[int, list[str]], left_out: int) -> Picture:
        used = sorted(side for side, found in columns.items() if found)
        tallest = max(len(found) for found in columns.values())
        height = tallest * (_HIGH + _GAP) + _GAP
        boxes = {}
        for side in used:
            own = len(columns[side]) * (_HIGH + _GAP) + _GAP
            for row, party in enumerate(columns[side]):
                top = (height - own) // 2 + _GAP + row * (_HIGH + _GAP)
                left = (side - used[0]) * _COLUMN + _MARGIN
                label = self._lookup.label(party)
                boxes[party] = Box(party, label, _wrapped(label), left, top, is_centre=side == 0)
        width = (used[-1] - used[0]) * _COLUMN + _BOX + 2 * _MARGIN
        ties: dict[tuple[str, str], list[Tie]] = defaultdict(list)
        for tie in sorted({tie for each in boxes for tie in self._ties[each]}, key=_order):
            if tie.origin in boxes and tie.target in boxes:
                ties[tie.origin, tie.target].append(tie)
        centre = boxes[columns[0][0]].left
        places = {party: place for place, party in enumerate(boxes)}
        lines = [
            replace(
                _line(boxes[origin], boxes[target], each, centre),
                origin=places[origin],
                target=places[target],
            )
            for (origin, target), each in ties.items()
        ]
        width = max([width, *(line.left + _WORDS for line in lines if line.anchor == "start")])
        return Picture(width, height, tuple(boxes.values()), _labelled(lines), left_out)

    def _of_relation(self, node: str) -> list[Tie]:
        lookup = self._lookup
        words = "; ".join(lookup.label(term) for term in lookup.objects(node, SX.relationType))
        if lookup.objects(node, SX.qualifier) or lookup.subjects(SX.contradicts, node):
            style = "doubted"
        elif "true" in lookup.texts(node, SX.former):
            style = "former"
        else:
            style = "current"
        return [
            Tie(origin, target, words, style)
            for origin in lookup.objects(node, SX["from"])
            for target in lookup.objects(node, SX.to)
            if origin != target
        ]

    def _add_link(self, node: str) -> None:
        """A designation's link to another party, where no relation says more of the two."""
        for origin in self._lookup.objects(node, SX.designates):
            known = {_other(tie, origin) for tie in self._ties[origin]}
            for target in self._lookup.objects(node, SX.linkedTo):
                if target not in known and target != origin:
                    self._add(Tie(origin, target, "listed for its link to", "linked"))

    def _add(self, tie: Tie) -> None:
        self._ties[tie.origin].append(tie)
        self._ties[tie.target].append(tie)


def _order(tie: Tie) -> tuple[str, str, str, str]:
    return tie.origin, tie.target, tie.words, tie.style


def _other(tie: Tie, party: str) -> str:
    return tie.target if tie.origin == party else tie.origin


def _wrapped(label: str) -> tuple[str, ...]:
    lines = textwrap.wrap(label, _LINE) or [terms.iri_text(label)[:_LINE]]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][: _LINE - 1] + "…"]
    return tuple(lines)


def _line(origin: Box, target: Box, ties: list[Tie], centre: int) -> Line:
    """A curve between the nearer sides of two boxes; within a column, around them.

    Its words stand beside the box that is further out, where curves have parted.
    """
    start = origin.left + (_BOX if origin.left <= target.left else 0)
    end = target.left + (_BOX if origin.left >= target.left else 0)
    if origin.left == target.left:
        bend = start + _BEND
        left, top, anchor = bend, (origin.middle + target.middle) // 2, "start"
    else:
        bend = (start + end) // 2
        outer = max(origin, target, key=lambda box: abs(box.left - centre))
        is_right = outer.left > centre
        left = outer.left - _ASIDE if is_right else outer.left + _BOX + _ASIDE
        top, anchor = outer.middle - _RAISED, "end" if is_right else "start"
    path = f"M{start} {origin.middle} C{bend} {origin.middle} {bend} {target.middle} "
    styles = {tie.style for tie in ties}
    style = next(each for each in ("current", "linked", "doubted", "former") if each in styles)
    words = "; ".join(dict.fromkeys(tie.words for tie in ties))
    note = {"former": " (former)", "doubted": " (in doubt)"}.get(style, "")
    told = f"{origin.label} – {words}{note} – {target.label}"
    path = f"{path}{end} {target.middle}"
    return Line(path, words, told, left, top, anchor, style, origin=0, target=0)


def _labelled(lines: list[Line]) -> tuple[Line, ...]:
    """The lines, with words that would stand on one spot brought together in the first."""
    spots: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        spots[line.left, line.top].append(line)
    words = {
        spot: "; ".join(dict.fromkeys(line.words for line in found))
        for spot, found in spots.items()
    }
    return tuple(replace(line, words=words.pop((line.left, line.top), "")) for line in lines)

"""Targets and steps: what has to be checked at a node, told from its predicates and types.

Thousands of subjects have the same predicates and types, so the answer is worked out once
for each such signature and kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.checks.shacl.compiling import NEEDS_NO_VALUE, Compiled
from kg.checks.shacl.index import Classes
from kg.checks.shacl.literals import text_of
from kg.checks.shacl.node_checks import NOTHING, Check
from kg.checks.shacl.parameters import component
from kg.checks.shacl.passed import Passed
from kg.checks.shacl.paths import Predicate
from kg.checks.shacl.shapes import Constraint, Shape
from kg.checks.shacl.statements import Group
from kg.checks.shacl.vocabulary import RDF_TYPE

_Checks = tuple[tuple[Constraint, Check], ...]
_Key = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], int, str]

_LOOKS_AROUND = frozenset(
    component(name) for name in ("equals", "disjoint", "lessThan", "lessThanOrEquals", "closed")
)
_NEEDS_OTHER = frozenset(component(name) for name in ("disjoint", "lessThan", "lessThanOrEquals"))
_MIN_COUNT, _MAX_COUNT = component("minCount"), component("maxCount")


class Step(NamedTuple):
    """A part of a targeted shape that can find something at a node.

    :param target: the number of the targeted shape.
    :param predicate: the path when it is one predicate that the node is known to have.
    :param bare: whether the node has no value nodes for this part.
    :param passed: single values that have passed, to be asked no more; None where the
        answer does not depend on the value alone.
    """

    target: int
    compiled: Compiled
    checks: _Checks
    predicate: str | None = None
    bare: bool = False
    passed: set[str] | None = None


class Work(NamedTuple):
    """What to do at a node.

    :param number: tells this work from others.
    :param targets: the numbers of the shapes that target the node.
    :param pointers: the predicates of the node whose objects are targets, with their bits.
    """

    number: int
    targets: tuple[int, ...]
    steps: tuple[Step, ...]
    pointers: tuple[tuple[str, int], ...]


class _Example(NamedTuple):
    """The first node that was given some work; all nodes given it are alike."""

    work: Work
    group: Group
    letter: str


class Plan:
    """The targets of several shapes, each shape known by its place (SHACL 2.1.3).

    A node may be pointed at before or after its own turn. What has been passed is remembered
    with the work that was done there, which tells whether one more target would matter.

    :param shapes: the targeted shapes, with their compiled form if there is something to
        check at a focus node.
    :param late: the numbers of the shapes whose focus nodes are wanted in any case.
    """

    def __init__(
        self,
        shapes: Sequence[tuple[Shape, Compiled | None]],
        classes: Classes,
        late: Collection[int] = (),
    ) -> None:
        self._compiled = [compiled for _, compiled in shapes]
        self._late = frozenset(late)
        self._of_class: dict[str, list[int]] = {}
        self._of_subjects: dict[str, list[int]] = {}
        self._of_objects: dict[str, list[int]] = {}
        self._of_nodes: dict[str, list[int]] = {}
        for number, (shape, _) in enumerate(shapes):
            self._note(
                self._of_class,
                (lower for top in shape.targets.classes for lower in classes.within(top)),
                number,
            )
            self._note(self._of_subjects, shape.targets.subjects_of, number)
            self._note(self._of_objects, shape.targets.objects_of, number)
            self._note(self._of_nodes, shape.targets.nodes, number)
        self._bits = {predicate: 1 << bit for bit, predicate in enumerate(self._of_objects)}
        self._pointed: dict[str, int] = {}
        self._passed = Passed()
        self._again: dict[str, tuple[int, int]] = {}
        self._known: dict[_Key, Work] = {}
        self._examples: list[_Example] = []
        self._matters: dict[tuple[int, int], bool] = {}
        self._sound: dict[tuple[int, _Checks], set[str]] = {}

    def expect(self, group: Group) -> None:
        """Hear of the targets that a node points at whose turn comes after all of the data."""
        for predicate in self._bits.keys() & group.keys():
            for object_ in group[predicate]:
                self._pointed[object_] = self._pointed.get(object_, 0) | self._bits[predicate]

    def work_at(self, node: str, group: Group) -> Work:
        """What to do at a node; it is asked once for each node."""
        kinds = tuple(group.get(RDF_TYPE, ()))
        pointing = self._pointed.pop(node, 0)
        letter = node[0]
        if node in self._of_nodes:
            targets = self._targets(group, kinds, pointing, self._of_nodes.pop(node))
            return self._work(group, letter, targets)
        several = tuple([predicate for predicate, objects in group.items() if len(objects) > 1])
        key = (tuple(group), several, kinds, pointing, letter)
        work = self._known.get(key)
        if work is None:
            targets = self._targets(group, kinds, pointing, ())
            work = self._known[key] = self._work(group, letter, targets)
        return work

    def leave(self, node: str, group: Group, work: Work) -> None:
        """Pass on from a node of the data, in order, noting what it points at."""
        passed, pointed = self._passed, self._pointed
        passed.add(node, work.number)
        for predicate, bit in work.pointers:
            for object_ in group[predicate]:
                known = pointed.get(object_, 0)
                if known & bit:
                    continue
                number = None if object_ > node else passed.number(object_)
                if number is None:
                    pointed[object_] = known | bit
                elif self._would_matter(number, bit):
                    self._again[object_] = (number, self._again.get(object_, (0, 0))[1] | bit)

    def left(self) -> list[str]:
        """The nodes that are targets but have not been asked for."""
        return list(dict.fromkeys([*self._of_nodes, *self._pointed]))

    @property
    def again(self) -> Collection[str]:
        """The nodes that turned out to be targets of more shapes after their turn."""
        return self._again.keys()

    def more_work_at(self, node: str, group: Group) -> Work:
        """What is still to do at one of these nodes."""
        number, pointing = self._again[node]
        done = self._examples[number].work.targets
        more = self._targets({}, (), pointing, ())
        return self._work(group, node[0], tuple(one for one in more if one not in done))

    def _would_matter(self, number: int, bit: int) -> bool:
        """Whether nodes given some work have more to do if something else points at them."""
        if (number, bit) not in self._matters:
            work, group, letter = self._examples[number]
            more = [one for one in self._targets({}, (), bit, ()) if one not in work.targets]
            self._matters[number, bit] = not self._late.isdisjoint(more) or bool(
                self._steps_of(group, letter, more)
            )
        return self._matters[number, bit]

    @staticmethod
    def _note(
        table: dict[str, list[int]], terms: Collection[str] | Iterator[str], number: int
    ) -> None:
        for term in terms:
            table.setdefault(term, []).append(number)

    def _targets(
        self, group: Group, kinds: Collection[str], pointing: int, named: Sequence[int]
    ) -> tuple[int, ...]:
        found = set(named)
        for kind in kinds:
            found.update(self._of_class.get(kind, ()))
        for predicate in self._of_subjects.keys() & group.keys():
            found.update(self._of_subjects[predicate])
        for bit, numbers in enumerate(self._of_objects.values()):
            if pointing >> bit & 1:
                found.update(numbers)
        return tuple(sorted(found))

    def _work(self, group: Group, letter: str, targets: tuple[int, ...]) -> Work:
        pointers = tuple((name, bit) for name, bit in self._bits.items() if name in group)
        steps = tuple(self._steps_of(group, letter, targets))
        work = Work(len(self._examples), targets, steps, pointers)
        self._examples.append(_Example(work, group, letter))
        return work

    def _steps_of(self, group: Group, letter: str, targets: Iterable[int]) -> list[Step]:
        return [
            step
            for number in targets
            if (compiled := self._compiled[number]) is not None
            for step in self._steps(number, compiled, group, letter)
        ]

    def _steps(self, target: int, compiled: Compiled, group: Group, letter: str) -> Iterator[Step]:
        path = compiled.shape.path
        if isinstance(path, Predicate) and path.iri not in group:
            if not compiled.idle:
                checks = tuple(one for one in compiled.checks if one[0].component in NEEDS_NO_VALUE)
                yield Step(target, compiled, checks, bare=True)
            return
        if isinstance(path, Predicate):
            checks = tuple(
                pair for pair in compiled.checks if not _is_settled(*pair, path.iri, group)
            )
            if checks or compiled.nested:
                alone = not compiled.nested and not any(_looks_around(pair[0]) for pair in checks)
                key = (id(compiled), checks)
                passed = self._sound.setdefault(key, set()) if alone else None
                yield Step(target, compiled, checks, predicate=path.iri, passed=passed)
            return
        if path is not None:
            yield Step(target, compiled, compiled.checks)
            return
        checks = tuple(
            pair for pair in compiled.checks if not _is_settled_of_focus(*pair, group, letter)
        )
        if checks:
            yield Step(target, compiled, checks)
        for nested in compiled.nested:
            yield from self._steps(target, nested, group, letter)


def _looks_around(constraint: Constraint) -> bool:
    return constraint.component in _LOOKS_AROUND or constraint.query is not None


def _is_settled(constraint: Constraint, check: Check, predicate: str, group: Group) -> bool:
    """Whether every node with the same signature meets a constraint on one predicate."""
    name = constraint.component
    if name == _MIN_COUNT and int(text_of(constraint.terms[0])) <= 1:
        return True
    if name == _MAX_COUNT and len(group[predicate]) == 1:
        return int(text_of(constraint.terms[0])) >= 1
    if name in _NEEDS_OTHER and constraint.terms[0] not in group:
        return True
    return (
        predicate == RDF_TYPE
        and name not in _LOOKS_AROUND
        and not check("", NOTHING, group[predicate])
    )


def _is_settled_of_focus(constraint: Constraint, check: Check, group: Group, letter: str) -> bool:
    """Whether every node with the same signature meets a constraint of a node shape."""
    if constraint.component == component("closed"):
        return group.keys() <= frozenset(constraint.terms)
    if constraint.component == component("nodeKind"):
        return not check("", group, (letter,))
    return constraint.component == component("class") and not check("", group, ("",))

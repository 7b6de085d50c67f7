"""What the checks may look up beyond the focus node's own statements, and nothing else.

Compiling the shapes tells which predicates are followed away from a focus node and which
classes are asked of nodes there; one walk over the data then fills just these tables. A
list whose shapes stay with their focus nodes needs next to no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.checks.shacl.statements import Group, Statement
from kg.checks.shacl.vocabulary import RDF_TYPE, SUBCLASS_OF

Objects = Mapping[str, list[str]]
_Taker = Callable[[str, str], None]


class Classes:
    """The subclass hierarchy of the data graph.

    :param edges: pairs of a class and one of its superclasses.
    """

    def __init__(self, edges: Iterable[tuple[str, str]] = ()) -> None:
        self.edges: set[tuple[str, str]] = set(edges)
        self._below: dict[str, list[str]] = {}
        for lower, upper in self.edges:
            self._below.setdefault(upper, []).append(lower)

    def within(self, top: str) -> frozenset[str]:
        """A class and all its subclasses, however deep; a cycle does no harm."""
        found = {top}
        waiting = [top]
        while waiting:
            for lower in self._below.get(waiting.pop(), ()):
                if lower not in found:
                    found.add(lower)
                    waiting.append(lower)
        return frozenset(found)


class Index:
    """Tables of statements by predicate, and of nodes by class, filled by one walk.

    :param classes: the hierarchy that the tests of a class follow.
    """

    def __init__(self, classes: Classes) -> None:
        self.classes = classes
        self.everything: dict[str, Group] | None = None
        self._objects: dict[str, dict[str, list[str]]] = {}
        self._subjects: dict[str, dict[str, list[str]]] = {}
        self._pointed: dict[str, int] = {}
        self._pointing: dict[str, int] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        self._tested: dict[str, set[frozenset[str]]] = {}

    def objects(self, predicate: str) -> Objects:
        """The table from subject to objects of a predicate, full after :meth:`fill`."""
        return self._objects.setdefault(predicate, {})

    def subjects(self, predicate: str) -> Objects:
        """The table from object to subjects of a predicate, full after :meth:`fill`."""
        return self._subjects.setdefault(predicate, {})

    def pointed(self, predicates: Sequence[str]) -> dict[str, int]:
        """The objects of some predicates, full after :meth:`fill`.

        The number of an object has bit n set when the nth predicate points at it.
        """
        for bit, predicate in enumerate(predicates):
            self._pointing[predicate] = 1 << bit
        return self._pointed

    def whole(self) -> Mapping[str, Group]:
        """Every statement by subject, full after :meth:`fill`: for closed shapes elsewhere."""
        if self.everything is None:
            self.everything = {}
        return self.everything

    def members(self, class_: str) -> Callable[[str], bool]:
        """A test whether a node is an instance of a class (SHACL 1.1, with subclasses)."""
        accepted = self._tested.setdefault(class_, set())
        kinds = self._kinds

        def test(node: str) -> bool:
            return kinds.get(node) in accepted

        return test

    @property
    def wanted(self) -> frozenset[str] | None:
        """The predicates whose statements :meth:`fill` takes; None for all."""
        return (
            None
            if self.everything is not None
            else frozenset({*self._takers(), *self._pointing, SUBCLASS_OF})
        )

    def fill(self, statements: Iterable[Statement]) -> set[tuple[str, str]]:
        """Take what was asked for from unique statements; returns the subclass pairs met."""
        edges: set[tuple[str, str]] = set()
        takers = self._takers()
        takers.setdefault(SUBCLASS_OF, []).append(lambda lower, upper: edges.add((lower, upper)))
        pointing, pointed, everything = self._pointing, self._pointed, self.everything
        for subject, predicate, object_ in statements:
            if predicate in pointing:
                pointed[object_] = pointed.get(object_, 0) | pointing[predicate]
            if predicate in takers:
                for take in takers[predicate]:
                    take(subject, object_)
            if everything is not None:
                everything.setdefault(subject, {}).setdefault(predicate, []).append(object_)
        self._judge()
        return edges

    def _takers(self) -> dict[str, list[_Taker]]:
        takers: dict[str, list[_Taker]] = {}
        for predicate, table in self._objects.items():
            takers.setdefault(predicate, []).append(_into(table))
        for predicate, table in self._subjects.items():
            takers.setdefault(predicate, []).append(_from(table))
        if self._tested:
            relevant = frozenset().union(*map(self.classes.within, self._tested))
            takers.setdefault(RDF_TYPE, []).append(_sorting(self._kinds, relevant))
        return takers

    def _judge(self) -> None:
        kinds = set(self._kinds.values())
        for class_, accepted in self._tested.items():
            within = self.classes.within(class_)
            accepted.update(kind for kind in kinds if kind & within)


def _into(table: dict[str, list[str]]) -> _Taker:
    def take(subject: str, object_: str) -> None:
        table.setdefault(subject, []).append(object_)

    return take


def _from(table: dict[str, list[str]]) -> _Taker:
    def take(subject: str, object_: str) -> None:
        table.setdefault(object_, []).append(subject)

    return take


def _sorting(kinds: dict[str, frozenset[str]], relevant: frozenset[str]) -> _Taker:
    interned: dict[frozenset[str], frozenset[str]] = {}

    def take(subject: str, object_: str) -> None:
        if object_ in relevant:
            kind = kinds.get(subject, frozenset()) | {object_}
            kinds[subject] = interned.setdefault(kind, kind)

    return take

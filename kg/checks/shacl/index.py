"""What the checks may look up beyond the focus node's own statements, and nothing else.

Compiling the shapes tells which predicates are followed away from a focus node and which
classes are asked of nodes there. The nodes met are looked up one by one; only when they
turn out to be many, or when statements are followed backwards, does one walk over the data
fill the tables. A list whose shapes stay with their focus nodes needs next to no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.checks.shacl.data_graph import FEW, DataGraph
from kg.checks.shacl.statements import Group
from kg.checks.shacl.vocabulary import RDF_TYPE

Look = Callable[[str], Sequence[str]]
"""From a node to the nodes that it is joined to."""
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
    """Tables of statements by predicate, and of nodes by class.

    :param classes: the hierarchy that the tests of a class follow.
    :param graph: where the statements come from.
    """

    def __init__(self, classes: Classes, graph: DataGraph) -> None:
        self.classes = classes
        self._graph = graph
        self._everything: dict[str, Group] | None = None
        self._objects: dict[str, dict[str, list[str]]] = {}
        self._subjects: dict[str, dict[str, list[str]]] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        self._tested: set[str] = set()
        self._takers: dict[str, list[_Taker]] = {}
        self._looked_up: set[str] = set()
        self._is_full = False

    def objects(self, predicate: str) -> Look:
        """From subject to objects of a predicate."""
        table = self._objects.setdefault(predicate, {})

        def look(node: str) -> Sequence[str]:
            found = table.get(node)
            if found is None and self._look_up(node):
                found = table.get(node)
            return found or ()

        return look

    def subjects(self, predicate: str) -> Look:
        """From object to subjects of a predicate."""
        table = self._subjects.setdefault(predicate, {})
        return lambda node: table.get(node, ())

    def whole(self) -> Mapping[str, Group]:
        """Every statement by subject: for closed shapes elsewhere."""
        if self._everything is None:
            self._everything = {}
        return self._everything

    def members(self, class_: str) -> Callable[[str], bool]:
        """A test whether a node is an instance of a class (SHACL 1.1, with subclasses)."""
        self._tested.add(class_)
        within, kinds = self.classes.within(class_), self._kinds
        accepted: dict[frozenset[str], bool] = {}

        def test(node: str) -> bool:
            kind = kinds.get(node)
            if kind is None and self._look_up(node):
                kind = kinds.get(node)
            if kind is None:
                return False
            if kind not in accepted:
                accepted[kind] = not kind.isdisjoint(within)
            return accepted[kind]

        return test

    def open(self) -> None:
        """Get ready for questions, all shapes having been compiled."""
        self._takers = self._all_takers()
        if self._subjects or self._everything is not None or not self._graph.is_searchable:
            self._fill()

    def _look_up(self, node: str) -> bool:
        """Take what is said of a node, unless that has been done; whether it was done now."""
        if self._is_full or node in self._looked_up or node[0] == '"':
            return False
        if len(self._looked_up) == FEW:
            self._fill()
            return True
        self._looked_up.add(node)
        for predicate, objects in self._graph.about(node).items():
            for take in self._takers.get(predicate, ()):
                for object_ in objects:
                    take(node, object_)
        return True

    def _fill(self) -> None:
        """Take from all statements what was asked for."""
        takers, everything = self._takers, self._everything
        if not takers and everything is None:
            return
        self._kinds.clear()
        for table in self._objects.values():
            table.clear()
        wanted = None if everything is not None else takers.keys()
        for subject, predicate, object_ in self._graph.with_predicates(wanted):
            for take in takers.get(predicate, ()):
                take(subject, object_)
            if everything is not None:
                everything.setdefault(subject, {}).setdefault(predicate, []).append(object_)
        self._is_full = True

    def _all_takers(self) -> dict[str, list[_Taker]]:
        takers: dict[str, list[_Taker]] = {}
        for predicate, table in self._objects.items():
            takers.setdefault(predicate, []).append(_into(table))
        for predicate, table in self._subjects.items():
            takers.setdefault(predicate, []).append(_from(table))
        if self._tested:
            relevant = frozenset().union(*map(self.classes.within, self._tested))
            takers.setdefault(RDF_TYPE, []).append(_sorting(self._kinds, relevant))
        return takers


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

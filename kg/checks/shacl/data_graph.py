"""The data graph: a release with the small background that belongs to it, as one graph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from kg.checks.shacl.statements import (
    Group,
    ReleaseLines,
    Statement,
    by_subject,
    subjects,
    with_predicates,
)


class DataGraph:
    """Statements sorted by subject, and a background of statements in any order.

    :param data: unique sorted statements that can be walked more than once.
    """

    def __init__(self, data: Iterable[Statement], background: Iterable[Statement]) -> None:
        self._data = data
        self.background: Mapping[str, Group] = by_subject(list(background))
        self._left = dict(self.background)

    @property
    def is_searchable(self) -> bool:
        """Whether :meth:`about` answers without a walk over all the data."""
        return isinstance(self._data, (ReleaseLines, Sequence))

    def groups(self) -> Iterator[tuple[str, Group]]:
        """All that is said of the subjects of the data, in order."""
        self._left = dict(self.background)
        for subject, group in subjects(self._data):
            more = self._left.pop(subject, None)
            yield subject, group if more is None else united(group, more)

    def rest(self) -> Iterator[tuple[str, Group]]:
        """What is said of all other subjects, after a walk over :meth:`groups`."""
        yield from self._left.items()

    def about(self, node: str) -> Group:
        """All that is said of a node; only of a graph that is searchable."""
        more = self.background.get(node)
        said = self._said(node)
        return said if more is None else united(said, more)

    def about_each(self, nodes: Collection[str]) -> Iterator[tuple[str, Group]]:
        """All that is said of some subjects of the data."""
        if self.is_searchable and len(nodes) <= FEW:
            yield from ((node, self.about(node)) for node in nodes)
        else:
            yield from (pair for pair in self.groups() if pair[0] in nodes)

    def with_predicates(self, wanted: Collection[str] | None) -> Iterator[Statement]:
        """The statements with one of these predicates, or all, each once."""
        known = [
            (subject, predicate, object_)
            for subject, group in self.background.items()
            for predicate, objects in group.items()
            if wanted is None or predicate in wanted
            for object_ in objects
        ]
        yield from known
        said = frozenset(known)
        for statement in self._data if wanted is None else with_predicates(self._data, wanted):
            if statement[0] not in self.background or statement not in said:
                yield statement

    def _said(self, node: str) -> Group:
        if isinstance(self._data, ReleaseLines):
            return self._data.about(node)
        if not isinstance(self._data, Sequence):
            message = "statements that can only be walked cannot be searched"
            raise TypeError(message)
        start = bisect_left(self._data, (node,))
        rest = (self._data[at] for at in range(start, len(self._data)))
        own = takewhile(lambda statement: statement[0] == node, rest)
        return dict(subjects(own)).get(node, {})


FEW = 5_000
"""How many searches cost no more than a walk over the data of a release."""


def united(first: Group, second: Group) -> Group:
    """What two groups say together, each statement once."""
    return {
        predicate: list(dict.fromkeys([*first.get(predicate, ()), *second.get(predicate, ())]))
        for predicate in dict.fromkeys([*first, *second])
    }

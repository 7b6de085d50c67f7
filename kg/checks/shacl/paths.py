"""Property paths: read from a shapes graph, written as SPARQL, followed through the data.

SHACL section 2.3. A path is a frozen value, so two readings of one path are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.checks.shacl.index import Index, Look
from kg.checks.shacl.statements import Group

Follow = Callable[[str, Group], Sequence[str]]
"""From a node, and what is said of it if it is the focus, to the distinct nodes reached."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """One step forward along a predicate (an encoded IRI)."""

    iri: str

    def __str__(self) -> str:
        """The path as SPARQL text."""
        return self.iri


@dataclass(frozen=True, slots=True)
class Inverse:
    """A path walked backwards."""

    path: Path

    def __str__(self) -> str:
        """The path as SPARQL text."""
        return f"^{_grouped(self.path)}"


@dataclass(frozen=True, slots=True)
class Steps:
    """Paths one after the other."""

    parts: tuple[Path, ...]

    def __str__(self) -> str:
        """The path as SPARQL text."""
        return "/".join(map(_grouped, self.parts))


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one of several paths."""

    parts: tuple[Path, ...]

    def __str__(self) -> str:
        """The path as SPARQL text."""
        return "|".join(map(_grouped, self.parts))


@dataclass(frozen=True, slots=True)
class Repeated:
    """A path none, once or any number of times: ``*``, ``+`` or ``?``."""

    path: Path
    times: str

    def __str__(self) -> str:
        """The path as SPARQL text."""
        return f"{_grouped(self.path)}{self.times}"


Path = Predicate | Inverse | Steps | Choice | Repeated


def follow(path: Path, index: Index, *, here: bool) -> Follow:
    """Compile a path to a function, asking the index for the predicates it will need.

    :param here: whether the walk starts at the focus node, whose statements are given;
        otherwise every step looks in the index.
    """
    if isinstance(path, Predicate):
        return _from_focus(path.iri) if here else _along(index.objects(path.iri))
    if isinstance(path, Inverse):
        return _inverse(path.path, index)
    if isinstance(path, Steps):
        first = follow(path.parts[0], index, here=here)
        return _chained(first, [follow(part, index, here=False) for part in path.parts[1:]])
    if isinstance(path, Choice):
        return _joined([follow(part, index, here=here) for part in path.parts])
    once = follow(path.path, index, here=here)
    if path.times == "?":
        return _joined([_stay, once])
    again = follow(path.path, index, here=False)
    return _closure(once, again, itself=path.times == "*")


def _inverse(path: Path, index: Index) -> Follow:
    if isinstance(path, Predicate):
        return _along(index.subjects(path.iri))
    if isinstance(path, Inverse):
        return follow(path.path, index, here=False)
    if isinstance(path, Steps):
        backwards = tuple(Inverse(part) for part in reversed(path.parts))
        return follow(Steps(backwards), index, here=False)
    if isinstance(path, Choice):
        return follow(Choice(tuple(Inverse(part) for part in path.parts)), index, here=False)
    return follow(Repeated(Inverse(path.path), path.times), index, here=False)


def _from_focus(predicate: str) -> Follow:
    return lambda _node, group: group.get(predicate, ())


def _along(look: Look) -> Follow:
    return lambda node, _group: look(node)


def _stay(node: str, _group: Group) -> Sequence[str]:
    return (node,)


def _chained(first: Follow, rest: Sequence[Follow]) -> Follow:
    def walk(node: str, group: Group) -> Sequence[str]:
        reached = first(node, group)
        for step in rest:
            reached = _distinct(end for middle in reached for end in step(middle, group))
        return reached

    return walk


def _joined(parts: Sequence[Follow]) -> Follow:
    return lambda node, group: _distinct(end for part in parts for end in part(node, group))


def _closure(once: Follow, again: Follow, *, itself: bool) -> Follow:
    def walk(node: str, group: Group) -> Sequence[str]:
        found = dict.fromkeys(once(node, group))
        waiting = list(found)
        while waiting:
            for end in again(waiting.pop(), group):
                if end not in found:
                    found[end] = None
                    waiting.append(end)
        return tuple(dict.fromkeys((node, *found)) if itself else found)

    return walk


def _distinct(nodes: Iterable[str]) -> Sequence[str]:
    return tuple(dict.fromkeys(nodes))


def _grouped(path: Path) -> str:
    return str(path) if isinstance(path, Predicate) else f"({path})"


def predicates(path: Path) -> Iterator[str]:
    """Every predicate a path mentions, in order."""
    if isinstance(path, Predicate):
        yield path.iri
    elif isinstance(path, (Inverse, Repeated)):
        yield from predicates(path.path)
    else:
        for part in path.parts:
            yield from predicates(part)

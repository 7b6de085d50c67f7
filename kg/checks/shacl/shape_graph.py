"""A shapes graph by subject: its values, lists and blank nodes under stable labels."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from kg.checks.shacl.literals import datatype_of, text_of
from kg.checks.shacl.statements import Group, Statement, by_subject
from kg.checks.shacl.vocabulary import RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE, SUBCLASS_OF, sh
from kg.errors import BadInputError
from kg.terms import XSD


class ShapeGraph:
    """Lookups in a shapes graph, with errors that name the shape at fault.

    :param statements: the graph, in any order.
    :param prefixes: those of the files it came from, for queries that declare none.
    """

    def __init__(
        self, statements: Iterable[Statement], prefixes: Mapping[str, str] | None = None
    ) -> None:
        self._types: dict[str, frozenset[str]] = {}
        self.groups = by_subject(list(statements))
        self.prefixes = prefixes or {}
        self.parameters = frozenset(
            node for group in self.groups.values() for node in group.get(sh("parameter"), ())
        ) | frozenset(self.instances(sh("Parameter")))

    def values(self, node: str, predicate: str) -> list[str]:
        """The objects of a node under a predicate, in order."""
        return self.groups.get(node, {}).get(predicate, [])

    def one(self, node: str, predicate: str) -> str | None:
        """The only object, or None; raises BadInputError when there are several."""
        found = self.values(node, predicate)
        if len(found) > 1:
            raise ill_formed(node, predicate, "has more than one value", found[1])
        return found[0] if found else None

    def instances(self, *classes: str) -> Iterator[str]:
        """The nodes that are instances of any of the classes, by the graph's own hierarchy."""
        wanted = frozenset(classes)
        return (node for node in self.groups if wanted & self.types(node))

    def types(self, node: str) -> frozenset[str]:
        """The classes of a node and all their superclasses in this graph."""
        if node not in self._types:
            found = dict.fromkeys(self.values(node, RDF_TYPE))
            waiting = list(found)
            while waiting:
                for upper in self.values(waiting.pop(), SUBCLASS_OF):
                    if upper not in found:
                        found[upper] = None
                        waiting.append(upper)
            self._types[node] = frozenset(found)
        return self._types[node]

    def members(self, head: str, owner: str, predicate: str) -> list[str]:
        """The members of an RDF list; raises BadInputError for one that is ill-formed."""
        found: list[str] = []
        seen = set()
        while head != RDF_NIL:
            first, rest = self.values(head, RDF_FIRST), self.values(head, RDF_REST)
            if len(first) != 1 or len(rest) != 1 or head in seen:
                raise ill_formed(owner, predicate, "is not a well-formed RDF list", head)
            seen.add(head)
            found += first
            head = rest[0]
        return found

    def flag(self, node: str, predicate: str) -> bool:
        """The boolean a node has under a predicate, False if none."""
        value = self.one(node, predicate)
        if value is None:
            return False
        if datatype_of(value) != XSD + "boolean" or text_of(value) not in {
            "true",
            "false",
            "1",
            "0",
        }:
            raise ill_formed(node, predicate, "must be true or false", value)
        return text_of(value) in {"true", "1"}

    def count(self, node: str, predicate: str) -> str | None:
        """The whole number a node has under a predicate, as an encoded literal."""
        value = self.one(node, predicate)
        if value is not None and not (text_of(value).lstrip("+").isdecimal() and value[0] == '"'):
            raise ill_formed(node, predicate, "must be a whole number", value)
        return value

    def text(self, node: str, predicate: str) -> str | None:
        """The plain string a node has under a predicate."""
        value = self.one(node, predicate)
        if value is not None and value[0] != '"':
            raise ill_formed(node, predicate, "must be text", value)
        return None if value is None else text_of(value)


def ill_formed(node: str, predicate: str, wrong: str, value: str) -> BadInputError:
    """The error for a shape that SHACL calls ill-formed."""
    return BadInputError(
        f"the shape is ill-formed: this {wrong}", record=node, field=predicate, value=value
    )


def stably_labelled(statements: Iterable[Statement]) -> list[Statement]:
    """Give every blank node a label made from what the graph says of it.

    Parsers label blank nodes anew each time; reports that name anonymous shapes would
    differ between runs. Nodes that say the same are kept apart by a number.
    """
    found = sorted(set(statements))
    groups = by_subject(found)
    digests: dict[str, str] = {}
    for node in groups:
        if node.startswith("_:"):
            _digest(node, groups, digests)
    labels: dict[str, str] = {}
    taken: dict[str, int] = {}
    for node, digest in _in_order_of_use(found, digests):
        number = taken[digest] = taken.get(digest, 0) + 1
        labels[node] = f"_:s{digest[:12]}" + (f"n{number}" if number > 1 else "")
    return [(labels.get(s, s), p, labels.get(o, o)) for s, p, o in found]


def _digest(start: str, groups: dict[str, Group], digests: dict[str, str]) -> None:
    """Digest a blank node after those it leads to; lists may be longer than calls can nest."""
    waiting = [start]
    above: set[str] = set()
    while waiting:
        node = waiting[-1]
        group = groups.get(node, {})
        inner = next(
            (one for one in _blank(group) if one not in digests and one not in above), None
        )
        if inner is not None and node not in digests:
            above.add(node)
            waiting.append(inner)
            continue
        waiting.pop()
        above.discard(node)
        if node not in digests:
            said = sorted(
                f"{predicate} {digests.get(object_, '_:') if object_.startswith('_:') else object_}"
                for predicate, objects in group.items()
                for object_ in objects
            )
            digests[node] = hashlib.sha256("\n".join(said).encode()).hexdigest()


def _blank(group: Group) -> Iterator[str]:
    return (node for objects in group.values() for node in objects if node.startswith("_:"))


def _in_order_of_use(statements: list[Statement], digests: dict[str, str]) -> list[tuple[str, str]]:
    users: dict[str, str] = {}
    for subject, predicate, object_ in statements:
        if object_ in digests:
            user = f"{digests.get(subject, subject)} {predicate}"
            users[object_] = min(user, users.get(object_, user))
    return sorted(digests.items(), key=lambda pair: (pair[1], users.get(pair[0], "")))

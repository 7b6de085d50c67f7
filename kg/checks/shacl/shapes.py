"""Shapes as frozen values: what a shapes graph says, before any data are seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.checks.shacl.paths import Path
from kg.checks.shacl.statements import Group


@dataclass(frozen=True, slots=True)
class Targets:
    """Which nodes a shape is applied to (SHACL 2.1.3); encoded terms."""

    nodes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    subjects_of: tuple[str, ...] = ()
    objects_of: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any target at all."""
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL text with its prologue, ready for values to be put in for variables.

    :param text: the query with its PREFIX lines.
    :param node: the encoded node of the shapes graph that holds it.
    :param messages: encoded literals, with ``{$name}`` or ``{?name}`` for values.
    :param ask: whether it is an ASK query, asked of each value node.
    """

    text: str
    node: str
    messages: tuple[str, ...] = ()
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint of a shape.

    :param component: the encoded IRI of the constraint component.
    :param terms: the parameter's value or values, encoded (for sh:closed the allowed
        predicates, for sh:pattern the pattern and its flags, for qualified value
        shapes the least and the most).
    :param shapes: the nodes of the shapes it refers to, siblings after the first one for
        qualified value shapes that are disjoint.
    :param query: the query of a SPARQL-based constraint or component.
    :param bindings: the parameters of a custom component by name.
    """

    component: str
    terms: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    query: Query | None = None
    bindings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or a property shape if it has a path.

    :param node: its encoded node in the shapes graph; a blank node carries a label that
        is the same for the same content.
    """

    node: str
    path: Path | None
    severity: str
    messages: tuple[str, ...]
    deactivated: bool
    targets: Targets
    constraints: tuple[Constraint, ...]


@dataclass(frozen=True, slots=True)
class Shapes:
    """All shapes of a shapes graph by node, in order.

    :param refused: what the compiled validator does not cover, named for people; such
        shapes are validated by pySHACL.
    :param graph: the shapes graph itself by subject.
    :param prefixes: those of its files, for queries that declare none.
    """

    by_node: Mapping[str, Shape]
    refused: tuple[str, ...] = ()
    graph: Mapping[str, Group] = field(default_factory=dict, repr=False)
    prefixes: Mapping[str, str] = field(default_factory=dict, repr=False)

    def targeted(self) -> Iterator[Shape]:
        """The shapes that are active and have targets of their own."""
        return (shape for shape in self.by_node.values() if shape.targets and not shape.deactivated)

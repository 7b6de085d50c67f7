"""Shapes compiled to functions over a focus node and what is said of it.

A shape is compiled for the place where it is applied: *here*, at a focus node whose
statements are at hand, or elsewhere, at a node reached by a path, where every lookup goes
to the index. SPARQL-based constraints are compiled elsewhere only: at a focus node they
are left to be run for all focus nodes at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.checks.shacl.index import Index
from kg.checks.shacl.node_checks import NOTHING, Check, Offence, check_of
from kg.checks.shacl.parameters import component
from kg.checks.shacl.paths import Follow, follow
from kg.checks.shacl.shapes import Constraint, Shape, Shapes
from kg.checks.shacl.statements import Group

Asker = Callable[[Constraint, Shape], Check]
"""Compiles a SPARQL-based constraint of a shape to a check of one focus node."""

NEEDS_NO_VALUE = frozenset(
    component(name) for name in ("minCount", "hasValue", "equals", "qualifiedMinCount")
)
_PROPERTY = component("property")


@dataclass(slots=True)
class Compiled:
    """A shape ready to be applied.

    :param values: gives the value nodes; None for a node shape, whose only one is the focus.
    :param checks: each constraint with its check.
    :param nested: the property shapes that every value node must satisfy.
    :param referred: the shapes that each constraint refers to, for the details of a result.
    :param idle: whether there is nothing to do at a node without value nodes.
    """

    shape: Shape
    values: Follow | None = None
    checks: tuple[tuple[Constraint, Check], ...] = ()
    nested: tuple[Compiled, ...] = ()
    referred: dict[Constraint, tuple[Compiled, ...]] = field(default_factory=dict)
    idle: bool = False

    def conforms(self, node: str, group: Group) -> bool:
        """Whether a node has the shape."""
        follow_path = self.values
        values = (node,) if follow_path is None else follow_path(node, group)
        if not values and self.idle:
            return True
        for _, check in self.checks:
            if check(node, group, values):
                return False
        inner = group if follow_path is None else NOTHING
        return all(nested.conforms(value, inner) for nested in self.nested for value in values)

    def offences(
        self, node: str, group: Group
    ) -> Iterator[tuple[Compiled, str, Constraint, Offence]]:
        """Everything at a node that breaks the shape: by which shape, at which focus node."""
        follow_path = self.values
        values = (node,) if follow_path is None else follow_path(node, group)
        if not values and self.idle:
            return
        for constraint, check in self.checks:
            for offence in check(node, group, values):
                yield self, node, constraint, offence
        inner = group if follow_path is None else NOTHING
        for nested in self.nested:
            for value in values:
                yield from nested.offences(value, inner)


class Compiler:
    """Compiles shapes, each once for each place, against one index.

    :param shapes: what to compile.
    :param index: is told which lookups the checks will make.
    :param ask: compiles SPARQL-based constraints elsewhere than at a focus node.
    """

    def __init__(self, shapes: Shapes, index: Index, ask: Asker) -> None:
        self._shapes = shapes
        self._index = index
        self._ask = ask
        self._done: dict[tuple[str, bool], Compiled] = {}

    def compiled(self, node: str, *, here: bool) -> Compiled:
        """The compiled form of the shape at a node of the shapes graph."""
        if (node, here) not in self._done:
            self._done[node, here] = self._compile(self._shapes.by_node[node], here=here)
        return self._done[node, here]

    def _compile(self, shape: Shape, *, here: bool) -> Compiled:
        if shape.deactivated:
            return Compiled(shape, lambda _node, _group: (), idle=True)
        made = Compiled(
            shape, None if shape.path is None else follow(shape.path, self._index, here=here)
        )
        within = here and shape.path is None
        checks: list[tuple[Constraint, Check]] = []
        nested: list[Compiled] = []
        for constraint in shape.constraints:
            inner = tuple(self.compiled(ref, here=within) for ref in constraint.shapes)
            if constraint.component == _PROPERTY:
                nested += inner
                continue
            made.referred[constraint] = inner
            if constraint.query is None:
                checks.append((constraint, self._check(constraint, shape, inner, here=here)))
            elif not here:
                checks.append((constraint, self._ask(constraint, shape)))
        made.checks, made.nested = tuple(checks), tuple(nested)
        made.idle = all(c.query is None and c.component not in NEEDS_NO_VALUE for c, _ in checks)
        return made

    def _check(
        self, constraint: Constraint, shape: Shape, inner: tuple[Compiled, ...], *, here: bool
    ) -> Check:
        judges = tuple(one.conforms for one in inner)
        return check_of(constraint, shape, judges, self._index, here=here)


def is_empty(compiled: Compiled) -> bool:
    """Whether a compiled shape asks nothing, so that it need not be applied."""
    return not compiled.checks and all(is_empty(nested) for nested in compiled.nested)

"""From an offence to a result: severity, path, value, messages and details."""

from __future__ import annotations

from kg.checks.shacl.compiling import Compiled
from kg.checks.shacl.messages import messages_of
from kg.checks.shacl.node_checks import NOTHING, Found, Offence
from kg.checks.shacl.parameters import component
from kg.checks.shacl.paths import Predicate
from kg.checks.shacl.queries import SPARQL_COMPONENT
from kg.checks.shacl.results import Result
from kg.checks.shacl.shapes import Constraint, Shape
from kg.checks.shacl.statements import Group

_NODE = component("node")


def result_of(
    offence: tuple[Compiled, str, Constraint, Offence], targeted: Shape, group: Group
) -> Result:
    """The result of an offence that :meth:`Compiled.offences` gave.

    :param targeted: the shape whose target the focus node was.
    :param group: what is said of that node, if it is at hand.
    """
    compiled, focus, constraint, found = offence
    shape = compiled.shape
    given = found if isinstance(found, Found) else Found(found)
    is_query = constraint.component == SPARQL_COMPONENT
    return Result(
        focus=focus,
        path=shape.path if given.path is None else Predicate(given.path),
        value=given.value,
        component=constraint.component,
        shape=shape.node,
        severity=shape.severity,
        messages=messages_of(constraint, shape, dict(given.bindings)),
        constraint=constraint.query.node if is_query and constraint.query is not None else None,
        detail=_details(
            compiled, constraint, given.value, targeted, NOTHING if shape.path else group
        ),
        within=targeted.node,
    )


def _details(
    compiled: Compiled, constraint: Constraint, value: str | None, targeted: Shape, group: Group
) -> tuple[Result, ...]:
    if constraint.component != _NODE or value is None:
        return ()
    inner = compiled.referred.get(constraint, ())
    return tuple(
        result_of(offence, targeted, group)
        for one in inner
        for offence in one.offences(value, group)
    )

"""The walk over the data: which shapes apply to which node, and what they find there.

One walk applies the shapes subject by subject and hands the queries what they can touch.
Nodes that turned out to be targets after their turn are visited once more. What needs
SPARQL runs after that, once.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path as FilePath

from kg.checks.shacl.asking import Asked, Questions
from kg.checks.shacl.compiling import Compiled, Compiler, is_empty
from kg.checks.shacl.data_graph import DataGraph
from kg.checks.shacl.explaining import result_of
from kg.checks.shacl.fallback import validated_by_pyshacl
from kg.checks.shacl.index import Classes, Index
from kg.checks.shacl.node_checks import NOTHING
from kg.checks.shacl.parameters import component
from kg.checks.shacl.plan import Plan, Step, Work
from kg.checks.shacl.question import NotCoveredError, Question
from kg.checks.shacl.results import Report, Result, report_of
from kg.checks.shacl.shapes import Constraint, Shape, Shapes
from kg.checks.shacl.statements import Group, ReleaseLines, Statement
from kg.checks.shacl.vocabulary import SUBCLASS_OF

Data = Iterable[Statement] | FilePath

_REMEMBERED = 1024
_PROPERTY = component("property")


def validate(
    data: Data, shapes: Shapes, *, background: Iterable[Statement] = (), engine: str = "auto"
) -> Report:
    """Validate sorted statements against shapes.

    :param data: statements sorted by subject and unique, that can be walked more than once,
        or the path of a release's N-Quads file.
    :param background: a small set of statements in any order, such as the ontology and
        its concept schemes, that is part of the data graph.
    :param engine: "auto" compiles, and falls to pySHACL for shapes that the compiled
        validator does not cover; "compiled" refuses these; "pyshacl" is the reference.

    Raises BadInputError for data out of order, for shapes that are refused, and for a
    query that SHACL or SPARQL forbids.
    """
    walked = ReleaseLines(data) if isinstance(data, FilePath) else data
    graph = DataGraph(walked, background)
    if engine == "pyshacl" or (shapes.refused and engine == "auto"):
        return _validated_by_pyshacl(graph, shapes)
    if shapes.refused:
        names = ", ".join(shapes.refused)
        message = f"the compiled validator does not cover {names}; let pySHACL validate"
        raise NotCoveredError(message)
    try:
        with _without_cycle_search():
            validation = _Validation(shapes, graph)
            gc.collect(0)
            return report_of(validation.results())
    except NotCoveredError:
        if engine != "auto":
            raise
        return _validated_by_pyshacl(graph, shapes)


def _validated_by_pyshacl(graph: DataGraph, shapes: Shapes) -> Report:
    return validated_by_pyshacl(chain(graph.groups(), graph.rest()), shapes)


@contextmanager
def _without_cycle_search() -> Iterator[None]:
    """Looking for cycles among millions of short-lived groups, which have none, doubles the time.

    What the parser of queries leaves behind does have some and is collected once, by itself:
    a look at everything that a caller holds would cost more than a small validation.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(slots=True)
class _Applied:
    """A targeted shape with what has to be done at each of its focus nodes."""

    shape: Shape
    compiled: Compiled | None
    late: Compiled | None = None
    questions: tuple[tuple[Question, Constraint, Shape], ...] = ()
    nodes: list[str] = field(default_factory=list)

    @property
    def is_late(self) -> bool:
        """Whether the focus nodes are needed after the walk."""
        return self.late is not None or bool(self.questions)


class _Validation:
    """One validation of one data graph."""

    def __init__(self, shapes: Shapes, graph: DataGraph) -> None:
        self._shapes = shapes
        self._graph = graph
        edges = graph.with_predicates(frozenset({SUBCLASS_OF}))
        classes = Classes((lower, upper) for lower, _, upper in edges)
        index = Index(classes, graph)
        self._questions = Questions(shapes)
        compiler = Compiler(shapes, index, self._questions.check)
        self._applied = [self._apply(shape, compiler) for shape in shapes.targeted()]
        index.open()
        self._late_targets = frozenset(
            number for number, one in enumerate(self._applied) if one.is_late
        )
        self._plan = Plan(
            [(one.shape, one.compiled) for one in self._applied], classes, self._late_targets
        )

    def results(self) -> Iterator[Result]:
        """Everything that breaks a shape."""
        yield from self._early()
        yield from self._late()

    def _apply(self, shape: Shape, compiler: Compiler) -> _Applied:
        if _asks_deep(shape, self._shapes):
            return _Applied(shape, None, late=compiler.compiled(shape.node, here=False))
        compiled = compiler.compiled(shape.node, here=True)
        questions = tuple(
            (self._questions.prepare(constraint, owner), constraint, owner)
            for owner in _at_focus(shape, self._shapes)
            for constraint in owner.constraints
            if constraint.query is not None
        )
        return _Applied(shape, None if is_empty(compiled) else compiled, questions=questions)

    def _early(self) -> Iterator[Result]:
        plan, graph, take = self._plan, self._graph, self._questions.take
        self._questions.open()
        for group in graph.background.values():
            plan.expect(group)
        for subject, group in graph.groups():
            take(subject, group)
            work = plan.work_at(subject, group)
            plan.leave(subject, group, work)
            if work.targets:
                yield from self._done(subject, group, work)
        for subject, group in graph.rest():
            take(subject, group)
            yield from self._done(subject, group, plan.work_at(subject, group))
        for node in plan.left():
            yield from self._done(node, NOTHING, plan.work_at(node, NOTHING))
        for node, group in graph.about_each(plan.again):
            yield from self._done(node, group, plan.more_work_at(node, group))

    def _done(self, node: str, group: Group, work: Work) -> Iterator[Result]:
        if work.steps:
            yield from self._at(node, group, work.steps)
        for number in self._late_targets.intersection(work.targets):
            self._applied[number].nodes.append(node)

    def _at(self, node: str, group: Group, steps: Sequence[Step]) -> Iterator[Result]:
        for step in steps:
            target, compiled, checks, predicate, _, passed = step
            if predicate is None:
                values = _reached(step, node, group)
            else:
                values = group[predicate]
                if passed is not None and len(values) == 1:
                    if values[0] in passed:
                        continue
                    if len(passed) < _REMEMBERED:  # until an offence says otherwise
                        passed.add(values[0])
            for constraint, check in checks:
                for offence in check(node, group, values):
                    if passed:
                        passed.discard(values[0])
                    shape = self._applied[target].shape
                    yield result_of((compiled, node, constraint, offence), shape, group)
            if compiled.nested and compiled.values is not None:
                yield from self._nested(step, values)

    def _nested(self, step: Step, values: Sequence[str]) -> Iterator[Result]:
        shape = self._applied[step.target].shape
        for nested in step.compiled.nested:
            for value in values:
                for offence in nested.offences(value, NOTHING):
                    yield result_of(offence, shape, NOTHING)

    def _late(self) -> Iterator[Result]:
        for applied in self._applied:
            if applied.late is not None:
                for node in applied.nodes:
                    for offence in applied.late.offences(node, NOTHING):
                        yield result_of(offence, applied.shape, NOTHING)
        asked = [
            Asked(question, constraint, owner, number, applied.nodes)
            for number, applied in enumerate(self._applied)
            for question, constraint, owner in applied.questions
        ]
        for one, node, found in self._questions.answered(asked):
            yield result_of(
                (Compiled(one.shape), node, one.constraint, found),
                self._applied[one.target].shape,
                NOTHING,
            )


def _reached(step: Step, node: str, group: Group) -> Sequence[str]:
    if step.bare:
        return ()
    follow_path = step.compiled.values
    return (node,) if follow_path is None else follow_path(node, group)


def _at_focus(shape: Shape, shapes: Shapes) -> Iterator[Shape]:
    """The shape and the property shapes of a node shape: their focus node is the same."""
    if shape.deactivated:
        return
    yield shape
    if shape.path is None:
        for constraint in shape.constraints:
            if constraint.component == _PROPERTY:
                for ref in constraint.shapes:
                    if not shapes.by_node[ref].deactivated:
                        yield shapes.by_node[ref]


def _asks_deep(shape: Shape, shapes: Shapes) -> bool:
    """Whether a query decides if some other node, or this one, has a shape.

    An ASK is asked of value nodes, so it counts as deep, too.
    """
    level = list(_at_focus(shape, shapes))
    nearby = {one.node for one in level}
    return any(
        (constraint.query is not None and constraint.query.ask)
        or any(
            _asks(shapes.by_node[ref], shapes)
            for ref in constraint.shapes
            if not (one is shape and constraint.component == _PROPERTY and ref in nearby)
        )
        for one in level
        for constraint in one.constraints
    )


def _asks(shape: Shape, shapes: Shapes) -> bool:
    return any(
        constraint.query is not None
        or any(_asks(shapes.by_node[ref], shapes) for ref in constraint.shapes)
        for constraint in shape.constraints
    )

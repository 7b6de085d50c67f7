"""SPARQL-based constraints run over the data, one focus node at a time or all at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.checks.shacl.literals import text_of
from kg.checks.shacl.node_checks import PASSED, Check, Found, Offence
from kg.checks.shacl.paths import Predicate
from kg.checks.shacl.prebinding import prebound, selects_all_inside, stand_in, variables
from kg.checks.shacl.query_algebra import UnreadableQueryError, algebra_of
from kg.checks.shacl.query_scope import EVERYTHING, Star, refusal, runs_for_all, stars
from kg.checks.shacl.query_store import SHAPES_GRAPH, QueryStore, Solution
from kg.checks.shacl.shapes import Constraint, Query, Shape, Shapes
from kg.checks.shacl.statements import Group
from kg.errors import BadInputError

_FEW = 8
_SAMPLE = {"this": "<urn:x-shacl:this>", "value": "<urn:x-shacl:value>"}


@dataclass(frozen=True, slots=True)
class Question:
    """A query with everything put in that does not change between focus nodes."""

    query: Query
    text: str
    on_nodes: bool
    for_all: bool
    stars: tuple[Star, ...]
    parameters: tuple[tuple[str, str], ...]
    asks_shapes: bool


class Questions:
    """All SPARQL-based constraints that a validation meets.

    Prepare every question first, then offer the data to :meth:`take`, then ask.

    :param shapes: the shapes that the constraints belong to.
    """

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._questions: dict[tuple[str, Constraint], Question] = {}
        self._store: QueryStore | None = None

    def prepare(self, constraint: Constraint, shape: Shape) -> Question:
        """Read a constraint's query; raises BadInputError where SHACL 5.3.1 forbids it."""
        key = (shape.node, constraint)
        if key not in self._questions:
            self._questions[key] = _question(constraint, shape)
        return self._questions[key]

    def check(self, constraint: Constraint, shape: Shape) -> Check:
        """A check of one focus node and its value nodes."""
        question = self.prepare(constraint, shape)

        def check(node: str, _group: Group, values: Sequence[str]) -> Sequence[Offence]:
            return list(self._offences(question, node, values)) or PASSED

        return check

    def take(self, groups: Iterable[tuple[str, Group]]) -> Iterator[tuple[str, Group]]:
        """Hand on the data, keeping what the prepared questions can touch."""
        found = [star for question in self._questions.values() for star in question.stars]
        self._store = QueryStore(found)
        if any(question.asks_shapes for question in self._questions.values()):
            self._store.take_graph(self._shapes.graph)
        if not found:
            return iter(groups)
        return self._taking(groups, self._store)

    def of_all(self, question: Question, nodes: Sequence[str]) -> Iterator[tuple[str, Found]]:
        """The offences of a SELECT at many focus nodes: (focus node, offence)."""
        if len(nodes) <= _FEW or not question.for_all:
            for node in nodes:
                for offence in self._offences(question, node, (node,) if question.on_nodes else ()):
                    yield node, offence
            return
        wanted = frozenset(nodes)
        for solution in self._answers(question, {}):
            node = solution.get("this", "")
            if node in wanted:
                yield node, _found(question, solution, node)

    @staticmethod
    def _taking(groups: Iterable[tuple[str, Group]], store: QueryStore) -> Iterator[tuple[str, Group]]:
        for subject, group in groups:
            store.take(subject, group)
            yield subject, group

    def _offences(self, question: Question, node: str, values: Sequence[str]) -> Iterator[Found]:
        if not question.query.ask:
            for solution in self._answers(question, {"this": node}):
                yield _found(question, solution, node)
            return
        for value in values:
            if not any(True for _ in self._answers(question, {"this": node, "value": value})):
                given = (("this", node), ("value", value))
                yield Found(value, None, (*question.parameters, *given))

    def _answers(self, question: Question, values: Mapping[str, str]) -> Iterator[Solution]:
        if self._store is None:
            return iter(())
        text = prebound(question.text, {name: stand_in(term) for name, term in values.items()})
        return self._store.solutions(text, question.query.node)


def _question(constraint: Constraint, shape: Shape) -> Question:
    query = constraint.query
    if query is None:
        raise BadInputError("a constraint without a query cannot be asked", record=shape.node)
    given = {"currentShape": stand_in(shape.node), "shapesGraph": SHAPES_GRAPH}
    given.update((name, stand_in(term)) for name, term in constraint.bindings)
    if shape.path is not None:
        given["PATH"] = str(shape.path) if isinstance(shape.path, Predicate) else f"({shape.path})"
    names = variables(query.text)
    if "PATH" in names and shape.path is None:
        raise BadInputError("the query uses $PATH but its shape has no path", record=query.node)
    text = prebound(query.text, given)
    deque(QueryStore(()).solutions(prebound(text, _SAMPLE), query.node), maxlen=0)
    try:
        algebra = algebra_of(query.text if "PATH" not in names else prebound(query.text, {"PATH": given["PATH"]}))
    except UnreadableQueryError:
        return Question(query, text, shape.path is None, False, (EVERYTHING,), constraint.bindings, "shapesGraph" in names)
    fixed = {"this", *dict(constraint.bindings), *({"value"} if query.ask else ())}
    reason = "a sub-query selects *" if selects_all_inside(query.text) else refusal(algebra, fixed)
    if reason is not None:
        message = f"a query of a shape must leave its pre-bound variables alone (SHACL 5.3.1), but {reason}"
        raise BadInputError(message, record=query.node)
    for_all = not query.ask and runs_for_all(algebra)
    touched = tuple(stars(algebra))
    return Question(query, text, shape.path is None, for_all, touched, constraint.bindings, "shapesGraph" in names)


def _found(question: Question, solution: Solution, node: str) -> Found:
    failure = solution.get("failure")
    if failure is not None and text_of(failure) in {"true", "1"}:
        raise BadInputError("the query of a shape reports that it failed", record=question.query.node, value=node)
    value = solution.get("value", node if question.on_nodes else None)
    path = solution.get("path")
    given = {**dict(question.parameters), "this": node, **solution}
    return Found(value, path if path is not None and path.startswith("<") else None, tuple(sorted(given.items())))

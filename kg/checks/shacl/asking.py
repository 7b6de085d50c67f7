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
from kg.checks.shacl.query_data import QueryData
from kg.checks.shacl.query_scope import EVERYTHING, Star, refusal, runs_for_all, stars
from kg.checks.shacl.query_store import SHAPES_GRAPH, QueryStore, Solution
from kg.checks.shacl.shapes import Constraint, Query, Shape, Shapes
from kg.checks.shacl.statements import Group
from kg.errors import BadInputError

_FEW = 8
_STORE_SIZE = 300_000
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the focus nodes it is asked at.

    :param target: the number of the targeted shape.
    """

    question: Question
    constraint: Constraint
    shape: Shape
    target: int
    nodes: Sequence[str]


class Questions:
    """All SPARQL-based constraints that a validation meets.

    Prepare every question first, then offer the data to :meth:`take`, then ask.

    :param shapes: the shapes that the constraints belong to.
    """

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._questions: dict[tuple[str, Constraint], Question] = {}
        self._data = QueryData(())
        self._store: QueryStore | None = None

    def prepare(self, constraint: Constraint, shape: Shape) -> Question:
        """Read a constraint's query; raises BadInputError where SHACL 5.3.1 forbids it."""
        key = (shape.node, constraint)
        if key not in self._questions:
            self._questions[key] = _question(constraint, shape)
        return self._questions[key]

    def check(self, constraint: Constraint, shape: Shape) -> Check:
        """A check of one focus node and its value nodes, asked of all that was taken."""
        question = self.prepare(constraint, shape)

        def check(node: str, _group: Group, values: Sequence[str]) -> Sequence[Offence]:
            if self._store is None:
                self._store = QueryStore(self._data, None)
            return list(_offences(question, node, values, self._store)) or PASSED

        return check

    def take(self, groups: Iterable[tuple[str, Group]]) -> Iterator[tuple[str, Group]]:
        """Hand on the data, keeping what the prepared questions can touch."""
        self._data = QueryData(
            star for question in self._questions.values() for star in question.stars
        )
        if any(question.asks_shapes for question in self._questions.values()):
            self._data.take_graph(self._shapes.graph, SHAPES_GRAPH)
        for subject, group in groups:
            self._data.take(subject, group)
            yield subject, group

    def answered(self, asked: Sequence[Asked]) -> Iterator[tuple[Asked, str, Found]]:
        """The offences of questions at their focus nodes, a few questions to a store."""
        self._store = None
        for predicates, together in self._batches(asked):
            yield from self._from_one_store(predicates, together)

    def _from_one_store(
        self, predicates: frozenset[str] | None, together: Sequence[Asked]
    ) -> Iterator[tuple[Asked, str, Found]]:
        """The offences of a batch; its store is gone before the next one is built."""
        store = QueryStore(self._data, predicates)
        for one in together:
            for node, found in _of_all(one, store):
                yield one, node, found

    def _batches(self, asked: Sequence[Asked]) -> list[tuple[frozenset[str] | None, list[Asked]]]:
        """Questions that touch the same statements together, the stores no larger than need be."""
        needs = [(one, touched(one.question)) for one in asked if one.nodes]
        needs.sort(key=lambda need: -self._data.size(need[1]))
        batches: list[tuple[frozenset[str] | None, list[Asked]]] = []
        for one, wanted in needs:
            for at, (held, members) in enumerate(batches):
                both = None if held is None or wanted is None else held | wanted
                if both == held or self._data.size(both) <= _STORE_SIZE:
                    batches[at] = (both, [*members, one])
                    break
            else:
                batches.append((wanted, [one]))
        return batches


def touched(question: Question) -> frozenset[str] | None:
    """The predicates of the statements that a question can touch; None for all."""
    wanted = [star.wanted for star in question.stars]
    if None in wanted:
        return None
    return frozenset(predicate for conditions in wanted for predicate, _ in conditions or ())


def _of_all(asked: Asked, store: QueryStore) -> Iterator[tuple[str, Found]]:
    question = asked.question
    if len(asked.nodes) <= _FEW or not question.for_all:
        for node in asked.nodes:
            for offence in _offences(question, node, (node,) if question.on_nodes else (), store):
                yield node, offence
        return
    wanted = frozenset(asked.nodes)
    for solution in store.solutions(question.text, question.query.node):
        node = solution.get("this", "")
        if node in wanted:
            yield node, _found(question, solution, node)


def _offences(
    question: Question, node: str, values: Sequence[str], store: QueryStore
) -> Iterator[Found]:
    if not question.query.ask:
        for solution in _answers(question, {"this": node}, store):
            yield _found(question, solution, node)
        return
    for value in values:
        if not any(True for _ in _answers(question, {"this": node, "value": value}, store)):
            given = (("this", node), ("value", value))
            yield Found(value, None, (*question.parameters, *given))


def _answers(
    question: Question, values: Mapping[str, str], store: QueryStore
) -> Iterator[Solution]:
    text = prebound(question.text, {name: stand_in(term) for name, term in values.items()})
    return store.solutions(text, question.query.node)


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
    deque(QueryStore(QueryData(()), None).solutions(prebound(text, _SAMPLE), query.node), maxlen=0)
    try:
        algebra = algebra_of(
            query.text if "PATH" not in names else prebound(query.text, {"PATH": given["PATH"]})
        )
    except UnreadableQueryError:
        return Question(
            query,
            text,
            shape.path is None,
            False,
            (EVERYTHING,),
            constraint.bindings,
            "shapesGraph" in names,
        )
    fixed = {"this", *dict(constraint.bindings), *({"value"} if query.ask else ())}
    reason = "a sub-query selects *" if selects_all_inside(query.text) else refusal(algebra, fixed)
    if reason is not None:
        message = f"a query of a shape must leave its pre-bound variables alone (SHACL 5.3.1), but {reason}"
        raise BadInputError(message, record=query.node)
    for_all = not query.ask and runs_for_all(algebra)
    touched = tuple(stars(algebra))
    return Question(
        query,
        text,
        shape.path is None,
        for_all,
        touched,
        constraint.bindings,
        "shapesGraph" in names,
    )


def _found(question: Question, solution: Solution, node: str) -> Found:
    failure = solution.get("failure")
    if failure is not None and text_of(failure) in {"true", "1"}:
        raise BadInputError(
            "the query of a shape reports that it failed", record=question.query.node, value=node
        )
    value = solution.get("value", node if question.on_nodes else None)
    path = solution.get("path")
    given = {**dict(question.parameters), "this": node, **solution}
    return Found(
        value,
        path if path is not None and path.startswith("<") else None,
        tuple(sorted(given.items())),
    )

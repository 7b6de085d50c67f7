"""SPARQL-based constraints run over the data, one focus node at a time or all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.checks.shacl.node_checks import PASSED, Check, Found, Offence
from kg.checks.shacl.prebinding import prebound, stand_in
from kg.checks.shacl.query_data import QueryData
from kg.checks.shacl.query_store import SHAPES_GRAPH, QueryStore, Solution
from kg.checks.shacl.question import NotCoveredError, Part, Question, found_by, question_of
from kg.checks.shacl.shapes import Constraint, Shape, Shapes
from kg.checks.shacl.statements import Group

_FEW = 3
_STORE_SIZE = 150_000
"""A store takes some 600 bytes for each statement."""


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

    Prepare every question first, :meth:`open`, offer the data to :meth:`take`, then ask.

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
            self._questions[key] = question_of(constraint, shape)
        return self._questions[key]

    def check(self, constraint: Constraint, shape: Shape) -> Check:
        """A check of one focus node and its value nodes, asked of all that was taken."""
        question = self.prepare(constraint, shape)

        def check(node: str, _group: Group, values: Sequence[str]) -> Sequence[Offence]:
            if self._store is None:
                self._store = QueryStore(self._data, None)
            return list(_offences(question, question.text, node, values, self._store)) or PASSED

        return check

    def open(self) -> None:
        """Get ready to take data, all questions having been prepared."""
        self._data = QueryData(
            star
            for question in self._questions.values()
            for part in question.parts
            for star in part.stars
        )
        if any(question.asks_shapes for question in self._questions.values()):
            self._data.take_graph(self._shapes.graph, SHAPES_GRAPH)

    def take(self, subject: str, group: Group) -> None:
        """Keep what the prepared questions can touch of one subject's statements."""
        self._data.take(subject, group)

    def answered(self, asked: Sequence[Asked]) -> Iterator[tuple[Asked, str, Found]]:
        """The offences of questions at their focus nodes, a few questions to a store."""
        self._store = None
        told: dict[int, set[tuple[str, Found]]] = {}
        for batch in self._batches(asked):
            for one, node, found in self._from_one_store(batch):
                if one.question.is_distinct and len(one.question.parts) > 1:
                    before = told.setdefault(id(one), set())
                    if (node, found) in before:
                        continue
                    before.add((node, found))
                yield one, node, found

    def _from_one_store(self, batch: _Batch) -> Iterator[tuple[Asked, str, Found]]:
        """The offences of a batch; its store is gone before the next one is built."""
        store = QueryStore(self._data, batch.predicates)
        for one, part in batch.members:
            for node, found in _of_all(one, part, store):
                yield one, node, found

    def _batches(self, asked: Sequence[Asked]) -> list[_Batch]:
        """Parts that touch the same statements together, the stores no larger than need be."""
        needs = [
            (one, part)
            for one in asked
            for part in one.question.parts
            if one.nodes and (one.question.query.ask or part.may_answer(self._data))
        ]
        needs.sort(key=lambda need: -self._data.size(need[1].touched))
        batches: list[_Batch] = []
        for one, part in needs:
            choice = _Batch(part.touched, [])
            least = self._data.size(choice.predicates)
            for batch in batches:
                both = _united(batch.predicates, part.touched)
                size = self._data.size(both)
                more = size - self._data.size(batch.predicates)
                if more <= least and (not more or size <= _STORE_SIZE):
                    choice, least = batch, more
            if not choice.members:
                batches.append(choice)
            choice.predicates = _united(choice.predicates, part.touched)
            choice.members.append((one, part))
        return batches


@dataclass(slots=True)
class _Batch:
    """Parts of questions that are asked of one store.

    :param predicates: those of the statements in the store; None for all.
    """

    predicates: frozenset[str] | None
    members: list[tuple[Asked, Part]]


def _united(first: frozenset[str] | None, second: frozenset[str] | None) -> frozenset[str] | None:
    return None if first is None or second is None else first | second


def _of_all(asked: Asked, part: Part, store: QueryStore) -> Iterator[tuple[str, Found]]:
    question = asked.question
    if len(asked.nodes) <= _FEW or not question.for_all:
        for node in asked.nodes:
            values = (node,) if question.on_nodes else ()
            for offence in _offences(question, part.text, node, values, store):
                yield node, offence
        return
    wanted = frozenset(asked.nodes)
    for solution in store.solutions(part.text, question.place):
        node = solution.get("this", "")
        if node in wanted:
            yield node, found_by(question, solution, node)


def _offences(
    question: Question, text: str, node: str, values: Sequence[str], store: QueryStore
) -> Iterator[Found]:
    if question.may_stay and node.startswith('"'):
        message = "a query follows a path of no steps from a literal, which Oxigraph does not"
        raise NotCoveredError(message, record=question.place, value=node)
    if not question.query.ask:
        for solution in _answers(question, text, {"this": node}, store):
            yield found_by(question, solution, node)
        return
    for value in values:
        given = {"this": node, "value": value}
        if not any(True for _ in _answers(question, text, given, store)):
            yield Found(value, None, (*question.parameters, *given.items()))


def _answers(
    question: Question, text: str, values: Mapping[str, str], store: QueryStore
) -> Iterator[Solution]:
    bound = prebound(text, {name: stand_in(term) for name, term in values.items()})
    return store.solutions(bound, question.place)

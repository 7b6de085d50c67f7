"""A SPARQL-based constraint made ready: its text, what it touches, how it may be run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from rdflib.plugins.sparql.parserutils import CompValue

from kg.checks.shacl.literals import text_of
from kg.checks.shacl.node_checks import Found
from kg.checks.shacl.paths import Predicate
from kg.checks.shacl.prebinding import keywords, prebound, selects_all_inside, stand_in, variables
from kg.checks.shacl.query_algebra import UnreadableQueryError, algebra_of
from kg.checks.shacl.query_data import QueryData
from kg.checks.shacl.query_need import may_answer, needs
from kg.checks.shacl.query_parts import is_distinct, parts
from kg.checks.shacl.query_scope import EVERYTHING, Star, may_stay, refusal, runs_for_all, stars
from kg.checks.shacl.query_store import SHAPES_GRAPH, QueryStore, Solution
from kg.checks.shacl.shapes import Constraint, Query, Shape
from kg.errors import BadInputError

_SAMPLE = {"this": "<urn:x-shacl:this>"}


class NotCoveredError(BadInputError):
    """Something that only pySHACL can judge, met while validating."""


@dataclass(frozen=True, slots=True)
class Part:
    """A query that gives some of the solutions of another; all of them if it is the only one.

    :param stars: the statements that it can touch.
    :param algebra: None if it cannot be read.
    """

    text: str
    stars: tuple[Star, ...] = (EVERYTHING,)
    algebra: CompValue | None = field(default=None, compare=False, repr=False)

    @property
    def touched(self) -> frozenset[str] | None:
        """The predicates of the statements that it can touch; None for all."""
        wanted = [star.wanted for star in self.stars]
        if None in wanted:
            return None
        return frozenset(predicate for conditions in wanted for predicate, _ in conditions or ())

    def may_answer(self, data: QueryData) -> bool:
        """Whether there may be a solution in what was taken of some data."""
        return self.algebra is None or may_answer(self.algebra, data.meets)


@dataclass(frozen=True, slots=True)
class Question:
    """A query with everything put in that does not change between focus nodes.

    :param place: the node of the shapes graph to name in an error: the query's, or that of
        its shape if the query has no name.
    :param on_nodes: whether it belongs to a node shape, whose value is the focus node.
    :param is_distinct: whether equal solutions of its parts are one.
    :param for_all: whether it may be run once for all focus nodes.
    :param may_stay: whether a path of no steps starts or ends at the focus node.
    :param parameters: those of a custom component, for messages.
    :param asks_shapes: whether it looks into the shapes graph.
    """

    query: Query
    text: str
    place: str
    on_nodes: bool
    is_distinct: bool
    parts: tuple[Part, ...]
    for_all: bool = False
    may_stay: bool = True
    parameters: tuple[tuple[str, str], ...] = ()
    asks_shapes: bool = False


def question_of(constraint: Constraint, shape: Shape) -> Question:
    """Make a constraint's query ready.

    Raises BadInputError for a query that is not SPARQL 1.1 or that SHACL 5.3.1 forbids.
    """
    query = constraint.query
    if query is None:
        message = "a constraint without a query cannot be asked"
        raise BadInputError(message, record=shape.node)
    place = shape.node if query.node.startswith("_:") else query.node
    names = variables(query.text)
    path = _path_text(place, shape) if "PATH" in names else {}
    given = {"currentShape": stand_in(shape.node), "shapesGraph": SHAPES_GRAPH, **path}
    given.update((name, stand_in(term)) for name, term in constraint.bindings)
    text = prebound(query.text, given)
    made = Question(
        query,
        text,
        place,
        on_nodes=shape.path is None,
        is_distinct=is_distinct(query.text),
        parts=(Part(text),),
        parameters=constraint.bindings,
        asks_shapes="shapesGraph" in names,
    )
    examined = _examined(made, prebound(query.text, path), given)
    QueryStore(QueryData(()), None).solutions(prebound(text, _SAMPLE), place)
    return examined


def _path_text(place: str, shape: Shape) -> dict[str, str]:
    if shape.path is None:
        message = "the query uses $PATH but its shape has no path"
        raise BadInputError(message, record=place)
    text = str(shape.path)
    return {"PATH": text if isinstance(shape.path, Predicate) else f"({text})"}


def _examined(made: Question, text: str, given: Mapping[str, str]) -> Question:
    """The question with what its algebra tells; the whole graph if it cannot be read."""
    query = made.query
    if "service" in keywords(text):
        raise _forbidden(made.place, "it uses SERVICE")
    if selects_all_inside(text):
        raise _forbidden(made.place, "a sub-query selects *")
    pieces = [text] if query.ask else parts(text)
    try:
        algebras = [algebra_of(piece) for piece in pieces]
    except UnreadableQueryError:
        return made
    fixed = {"this", *dict(made.parameters), *({"value"} if query.ask else ())}
    for reason in (refusal(algebra, fixed) for algebra in algebras):
        if reason is not None:
            raise _forbidden(made.place, reason)
    return replace(
        made,
        parts=tuple(
            Part(prebound(piece, given), tuple(_touched(algebra)), algebra)
            for piece, algebra in zip(pieces, algebras, strict=True)
        ),
        for_all=not query.ask and all(map(runs_for_all, algebras)),
        may_stay=any(map(may_stay, algebras)),
    )


def _touched(algebra: CompValue) -> Iterator[Star]:
    """What a query can touch, and what it needs to know of the data before it is asked."""
    yield from stars(algebra)
    for conditions in needs(algebra):
        yield Star(conditions, frozenset())


def _forbidden(place: str, reason: str) -> BadInputError:
    message = f"SHACL 5.3.1 does not allow this query in a shape: {reason}"
    return BadInputError(message, record=place)


def found_by(question: Question, solution: Solution, node: str) -> Found:
    """The offence that a solution of a SELECT stands for (SHACL 5.3.2)."""
    failure = solution.get("failure")
    if failure is not None and text_of(failure) in {"true", "1"}:
        message = "the query of a shape reports that it failed"
        raise BadInputError(message, record=question.place, value=node)
    value = solution.get("value", node if question.on_nodes else None)
    path = solution.get("path", "")
    given = {**dict(question.parameters), "this": node, **solution}
    return Found(value, path if path.startswith("<") else None, tuple(sorted(given.items())))

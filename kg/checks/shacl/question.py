"""A SPARQL-based constraint made ready: its text, what it touches, how it may be run."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.checks.shacl.literals import text_of
from kg.checks.shacl.node_checks import Found
from kg.checks.shacl.paths import Predicate
from kg.checks.shacl.prebinding import keywords, prebound, selects_all_inside, stand_in, variables
from kg.checks.shacl.query_algebra import UnreadableQueryError, algebra_of
from kg.checks.shacl.query_data import QueryData
from kg.checks.shacl.query_scope import EVERYTHING, Star, may_stay, refusal, runs_for_all, stars
from kg.checks.shacl.query_store import SHAPES_GRAPH, QueryStore, Solution
from kg.checks.shacl.shapes import Constraint, Query, Shape
from kg.errors import BadInputError

_SAMPLE = {"this": "<urn:x-shacl:this>"}


class NotCoveredError(BadInputError):
    """Something that only pySHACL can judge, met while validating."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query with everything put in that does not change between focus nodes.

    :param place: the node of the shapes graph to name in an error: the query's, or that of
        its shape if the query has no name.
    :param on_nodes: whether it belongs to a node shape, whose value is the focus node.
    :param for_all: whether it may be run once for all focus nodes.
    :param may_stay: whether a path of no steps starts or ends at the focus node.
    :param stars: the statements that it can touch.
    :param parameters: those of a custom component, for messages.
    :param asks_shapes: whether it looks into the shapes graph.
    """

    query: Query
    text: str
    place: str
    on_nodes: bool
    for_all: bool = False
    may_stay: bool = True
    stars: tuple[Star, ...] = (EVERYTHING,)
    parameters: tuple[tuple[str, str], ...] = ()
    asks_shapes: bool = False

    @property
    def touched(self) -> frozenset[str] | None:
        """The predicates of the statements that the query can touch; None for all."""
        wanted = [star.wanted for star in self.stars]
        if None in wanted:
            return None
        return frozenset(predicate for conditions in wanted for predicate, _ in conditions or ())


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
        parameters=constraint.bindings,
        asks_shapes="shapesGraph" in names,
    )
    examined = _examined(made, prebound(query.text, path))
    QueryStore(QueryData(()), None).solutions(prebound(text, _SAMPLE), place)
    return examined


def _path_text(place: str, shape: Shape) -> dict[str, str]:
    if shape.path is None:
        message = "the query uses $PATH but its shape has no path"
        raise BadInputError(message, record=place)
    text = str(shape.path)
    return {"PATH": text if isinstance(shape.path, Predicate) else f"({text})"}


def _examined(made: Question, text: str) -> Question:
    """The question with what its algebra tells; the whole graph if it cannot be read."""
    query = made.query
    if "service" in keywords(text):
        raise _forbidden(made.place, "it uses SERVICE")
    try:
        algebra = algebra_of(text)
    except UnreadableQueryError:
        return made
    fixed = {"this", *dict(made.parameters), *({"value"} if query.ask else ())}
    reason = "a sub-query selects *" if selects_all_inside(text) else refusal(algebra, fixed)
    if reason is not None:
        raise _forbidden(made.place, reason)
    return replace(
        made,
        for_all=not query.ask and runs_for_all(algebra),
        may_stay=may_stay(algebra),
        stars=tuple(stars(algebra)),
    )


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

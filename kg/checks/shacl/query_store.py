"""Queries answered by an Oxigraph store in memory that holds what they can touch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import pyoxigraph

from kg.checks.shacl.prebinding import FUNCTION_SPACE, original, with_blank_nodes
from kg.checks.shacl.query_data import QueryData
from kg.checks.shacl.vocabulary import sh
from kg.errors import BadInputError

_Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
Solution = dict[str, str]
"""Encoded terms by variable name."""

SHAPES_GRAPH = sh("ShapesGraph")


class QueryStore:
    """A store of kept statements.

    :param data: what was kept.
    :param predicates: the predicates that the queries to come can touch; None for all.
    """

    def __init__(self, data: QueryData, predicates: Collection[str] | None) -> None:
        self._store = pyoxigraph.Store()
        self._store.bulk_load(
            data.text(predicates), format=pyoxigraph.RdfFormat.N_QUADS, lenient=True
        )
        self._data = data
        self._has_blank_nodes = data.has_blank_nodes

    def solutions(self, text: str, place: str) -> Iterator[Solution]:
        """Answer a SELECT; an ASK answers with one empty solution or none.

        :param place: the node of the shapes graph that holds the query, for errors.

        Raises BadInputError at once for a query that is not SPARQL 1.1. Nothing is worked
        out before the first solution is taken.
        """
        text = with_blank_nodes(text) if self._has_blank_nodes else text
        functions = _FUNCTIONS if self._has_blank_nodes else None
        try:
            answer = self._store.query(text, custom_functions=functions)
        except SyntaxError as error:
            message = f"the query is not SPARQL 1.1 ({error})"
            raise BadInputError(message, record=place) from None
        if isinstance(answer, pyoxigraph.QueryBoolean):
            return iter([{}] if answer else [])
        if isinstance(answer, pyoxigraph.QuerySolutions):
            return self._named(answer)
        message = "the query is neither SELECT nor ASK"
        raise BadInputError(message, record=place)

    def _named(self, answer: pyoxigraph.QuerySolutions) -> Iterator[Solution]:
        names = [variable.value for variable in answer.variables]
        for solution in answer:
            found = ((name, solution[name]) for name in names)
            yield {name: self._data.as_given(str(term)) for name, term in found if term is not None}


def _is_stand_in(term: object) -> bool:
    return original(str(term)).startswith("_:")


def _is_iri(term: object) -> bool:
    return isinstance(term, pyoxigraph.NamedNode) and not _is_stand_in(term)


def _truth(test: Callable[[object], bool]) -> Callable[..., pyoxigraph.Literal]:
    return lambda term: pyoxigraph.Literal(test(term))


def _text(term: object) -> pyoxigraph.Literal | None:
    if _is_stand_in(term):
        return None
    return pyoxigraph.Literal(getattr(term, "value", ""))


_FUNCTIONS: dict[pyoxigraph.NamedNode, Callable[..., _Term | None]] = {
    pyoxigraph.NamedNode(FUNCTION_SPACE + "is-blank"): _truth(_is_stand_in),
    pyoxigraph.NamedNode(FUNCTION_SPACE + "is-iri"): _truth(_is_iri),
    pyoxigraph.NamedNode(FUNCTION_SPACE + "text"): _text,
}

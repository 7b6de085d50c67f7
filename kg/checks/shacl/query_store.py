"""The part of the data graph that queries can touch, in an Oxigraph store in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO

import pyoxigraph

from kg.checks.shacl.prebinding import FUNCTION_SPACE, original, stand_in, with_blank_nodes
from kg.checks.shacl.query_scope import Condition, Star
from kg.checks.shacl.statements import Group, encoded
from kg.checks.shacl.vocabulary import SH
from kg.errors import BadInputError

Solution = dict[str, str]
"""Encoded terms by variable name."""

_Star = tuple[list[Condition], set[Condition] | None]

SHAPES_GRAPH = f"<{SH}ShapesGraph>"
_CHUNK = 100_000


class QueryStore:
    """Takes from the data what some star of a query matches, and answers queries.

    :param stars: what to take; with none of them the store stays empty.
    """

    def __init__(self, stars: Iterable[Star]) -> None:
        self._wanted: dict[frozenset[Condition], set[Condition] | None] = {}
        for star in sorted(stars, key=lambda star: star.wanted is None):
            known = self._wanted.setdefault(star.given, set())
            if star.wanted is None or known is None:
                self._wanted[star.given] = None
            else:
                known.update(star.wanted)
        self._by_signature: dict[tuple[str, ...], list[_Star]] = {}
        self._store = pyoxigraph.Store()
        self._lines: list[str] = []
        self._has_blank_nodes = False
        self.size = 0

    def take(self, subject: str, group: Group) -> None:
        """Keep what the queries can touch of one subject's statements."""
        signature = tuple(group)
        stars = self._by_signature.get(signature)
        if stars is None:
            stars = self._by_signature[signature] = self._fitting(group)
        if not stars:
            return
        chosen: dict[Condition, None] = {}
        for given, wanted in stars:
            if all(object_ in group[predicate] for predicate, object_ in given):
                chosen.update(dict.fromkeys(_matching(group, wanted)))
        for predicate, object_ in chosen:
            self._add(subject, predicate, str(object_))

    def _fitting(self, group: Group) -> list[_Star]:
        """The stars that a subject with these predicates may meet, with what is left to ask."""
        found: list[_Star] = []
        for given, wanted in self._wanted.items():
            if all(predicate in group for predicate, _ in given):
                left = [(predicate, object_) for predicate, object_ in given if object_ is not None]
                here = None if wanted is None else {one for one in wanted if one[0] in group}
                if here is None or here:
                    found.append((left, here))
        return found

    def take_graph(self, groups: Mapping[str, Group]) -> None:
        """Keep the shapes graph under its own name."""
        for subject, group in groups.items():
            for predicate, object_ in _matching(group, None):
                self._add(subject, predicate, str(object_), SHAPES_GRAPH)

    def _add(self, subject: str, predicate: str, object_: str, graph: str = "") -> None:
        if subject[0] == "_" or object_[0] == "_":
            self._has_blank_nodes = True
            subject, object_ = stand_in(subject), stand_in(object_)
        self._lines.append(f"{subject} {predicate} {object_} {graph} .\n")
        if len(self._lines) >= _CHUNK:
            self.flush()

    def flush(self) -> None:
        """Put what was taken into the store."""
        if self._lines:
            self._store.bulk_load(BytesIO("".join(self._lines).encode()), format=pyoxigraph.RdfFormat.N_QUADS)
            self.size += len(self._lines)
            self._lines = []

    def solutions(self, text: str, place: str) -> Iterator[Solution]:
        """Answer a SELECT; an ASK answers with one empty solution or none.

        :param place: the node of the shapes graph that holds the query, for errors.

        Raises BadInputError for a query that is not SPARQL 1.1.
        """
        self.flush()
        text = with_blank_nodes(text) if self._has_blank_nodes else text
        try:
            answer = self._store.query(text, custom_functions=_FUNCTIONS if self._has_blank_nodes else None)
        except SyntaxError as error:
            message = f"the query is not SPARQL 1.1 ({error})"
            raise BadInputError(message, record=place) from None
        if isinstance(answer, pyoxigraph.QueryBoolean):
            yield from [{}] if answer else []
        elif isinstance(answer, pyoxigraph.QuerySolutions):
            names = [variable.value for variable in answer.variables]
            for solution in answer:
                yield {name: original(encoded(term)) for name in names if (term := solution[name]) is not None}
        else:
            message = "the query is neither SELECT nor ASK"
            raise BadInputError(message, record=place)


def _matching(group: Group, wanted: set[Condition] | None) -> Iterator[Condition]:
    for predicate, object_ in [(predicate, None) for predicate in group] if wanted is None else wanted:
        if object_ is None:
            for found in group.get(predicate, ()):
                yield predicate, found
        elif object_ in group.get(predicate, ()):
            yield predicate, object_


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


_FUNCTIONS: dict[pyoxigraph.NamedNode, Callable[..., pyoxigraph.Literal | None]] = {
    pyoxigraph.NamedNode(FUNCTION_SPACE + "is-blank"): _truth(_is_stand_in),
    pyoxigraph.NamedNode(FUNCTION_SPACE + "is-iri"): _truth(_is_iri),
    pyoxigraph.NamedNode(FUNCTION_SPACE + "text"): _text,
}

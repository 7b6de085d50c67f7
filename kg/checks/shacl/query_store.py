"""The part of the data graph that queries can touch, in an Oxigraph store in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from io import BytesIO

import pyoxigraph

from kg.checks.shacl.prebinding import FUNCTION_SPACE, original, stand_in, with_blank_nodes
from kg.checks.shacl.query_scope import Condition, Star
from kg.checks.shacl.statements import Group, encoded
from kg.checks.shacl.vocabulary import SH
from kg.errors import BadInputError

Solution = dict[str, str]
"""Encoded terms by variable name."""

_Star = tuple[list[Condition], set[Condition]]

SHAPES_GRAPH = f"<{SH}ShapesGraph>"
_CHUNK = 25_000


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
        self._by_signature: dict[tuple[str, ...], tuple[frozenset[str], list[_Star]]] = {}
        self._store = pyoxigraph.Store()
        self._lines: list[str] = []
        self._has_blank_nodes = False
        self.size = 0

    def take(self, subject: str, group: Group) -> None:
        """Keep what the queries can touch of one subject's statements."""
        signature = tuple(group)
        fitting = self._by_signature.get(signature)
        if fitting is None:
            fitting = self._by_signature[signature] = self._fitting(group)
        always, sometimes = fitting
        for predicate in always:
            for object_ in group[predicate]:
                self._add(subject, predicate, object_)
        if sometimes:
            self._take_some(subject, group, always, sometimes)

    def _take_some(self, subject: str, group: Group, always: Collection[str], stars: Iterable[_Star]) -> None:
        chosen: dict[Condition, None] = {}
        for given, wanted in stars:
            if all(object_ in group[predicate] for predicate, object_ in given):
                chosen.update(dict.fromkeys(_matching(group, wanted)))
        for predicate, object_ in chosen:
            if predicate not in always:
                self._add(subject, predicate, str(object_))

    def _fitting(self, group: Group) -> tuple[frozenset[str], list[_Star]]:
        """For subjects with these predicates: which to take always, which stars to try."""
        always: set[str] = set()
        sometimes: list[_Star] = []
        for given, wanted in self._wanted.items():
            if all(predicate in group for predicate, _ in given):
                left = [(predicate, object_) for predicate, object_ in given if object_ is not None]
                chosen = {(name, None) for name in group} if wanted is None else {one for one in wanted if one[0] in group}
                if not left:
                    always.update(predicate for predicate, object_ in chosen if object_ is None)
                if chosen:
                    sometimes.append((left, chosen))
        return frozenset(always), [star for star in sometimes if any(one[0] not in always for one in star[1])]

    def take_graph(self, groups: Mapping[str, Group]) -> None:
        """Keep the shapes graph under its own name."""
        for subject, group in groups.items():
            for predicate, objects in group.items():
                for object_ in objects:
                    self._add(subject, predicate, object_, SHAPES_GRAPH)

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
            text = BytesIO("".join(self._lines).encode())
            self._store.bulk_load(text, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
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


def _matching(group: Group, wanted: Iterable[Condition]) -> Iterator[Condition]:
    for predicate, object_ in wanted:
        if object_ is None:
            for found in group[predicate]:
                yield predicate, found
        elif object_ in group[predicate]:
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

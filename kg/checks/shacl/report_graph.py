"""A report as RDF, in the vocabulary of SHACL section 3.

Results and anonymous shapes get IRIs below the report's own, made from a digest of what
they say, so that the same findings give the same bytes. Only a path of more than one
predicate is written with blank nodes, likewise labelled: to SHACL 2.3.1 an IRI in the
place of a path is a predicate.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

from kg import terms
from kg.checks.shacl.paths import Choice, Inverse, Path, Predicate, Repeated, Steps
from kg.checks.shacl.results import Report, Result
from kg.checks.shacl.statements import Statement
from kg.checks.shacl.vocabulary import RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE, sh
from kg.iri import HOME, Iris, fragment
from kg.terms import XSD

_REPEATS = {"*": sh("zeroOrMorePath"), "+": sh("oneOrMorePath"), "?": sh("zeroOrOnePath")}


def report_statements(report: Report, *, base: str = HOME) -> list[Statement]:
    """A standard validation report, sorted and unique.

    :param base: the base of the IRIs of the publication that was validated.

    Blank nodes remain where the data had them and in complex paths.
    """
    return sorted(set(_Writer(Iris(base).dataset("validation")).statements(report)))


class _Writer:
    """Names the parts of one report below its IRI."""

    def __init__(self, owner: str) -> None:
        self._owner = owner
        self._taken: Counter[str] = Counter()

    def statements(self, report: Report) -> Iterator[Statement]:
        """The report and all its results."""
        conforms = terms.literal("true" if report.conforms else "false", datatype=XSD + "boolean")
        yield self._owner, RDF_TYPE, sh("ValidationReport")
        yield self._owner, sh("conforms"), conforms
        for result in report.results:
            node = self._name(result)
            yield self._owner, sh("result"), node
            yield from self._result(node, result)

    def _result(self, node: str, result: Result) -> Iterator[Statement]:
        yield node, RDF_TYPE, sh("ValidationResult")
        yield node, sh("focusNode"), result.focus
        yield node, sh("resultSeverity"), result.severity
        yield node, sh("sourceConstraintComponent"), result.component
        yield node, sh("sourceShape"), self._shape(result.shape)
        if result.value is not None:
            yield node, sh("value"), result.value
        if result.constraint is not None:
            yield node, sh("sourceConstraint"), self._shape(result.constraint)
        for message in result.messages:
            yield node, sh("resultMessage"), message
        if result.path is not None:
            head = self._path_node(result.path)
            yield node, sh("resultPath"), head
            yield from self._path(head, result.path)
        for detail in result.detail:
            inner = self._name(detail)
            yield node, sh("detail"), inner
            yield from self._result(inner, detail)

    def _name(self, result: Result) -> str:
        name = _digest(_content(result))
        self._taken[name] += 1
        number = self._taken[name]
        return fragment(self._owner, "result", name if number == 1 else f"{name}-{number}")

    def _shape(self, node: str) -> str:
        return fragment(self._owner, "shape", node[2:]) if node.startswith("_:") else node

    def _path_node(self, path: Path) -> str:
        return path.iri if isinstance(path, Predicate) else f"_:path{_digest(str(path))}"

    def _path(self, node: str, path: Path) -> Iterator[Statement]:
        if isinstance(path, Inverse):
            yield from self._within(node, sh("inversePath"), path.path)
        elif isinstance(path, Repeated):
            yield from self._within(node, _REPEATS[path.times], path.path)
        elif isinstance(path, Steps):
            yield from self._list(node, path.parts)
        elif isinstance(path, Choice):
            head = self._list_node(path.parts)
            yield node, sh("alternativePath"), head
            yield from self._list(head, path.parts)

    def _within(self, node: str, predicate: str, path: Path) -> Iterator[Statement]:
        inner = self._path_node(path)
        yield node, predicate, inner
        yield from self._path(inner, path)

    def _list(self, head: str, parts: Sequence[Path]) -> Iterator[Statement]:
        first, rest = self._path_node(parts[0]), self._list_node(parts[1:])
        yield head, RDF_FIRST, first
        yield head, RDF_REST, rest
        yield from self._path(first, parts[0])
        if parts[1:]:
            yield from self._list(rest, parts[1:])

    def _list_node(self, parts: Sequence[Path]) -> str:
        return f"_:list{_digest(' '.join(map(str, parts)))}" if parts else RDF_NIL


def _content(result: Result) -> str:
    own = (
        result.focus,
        str(result.path or ""),
        result.value or "",
        result.component,
        result.shape,
        result.severity,
    )
    return "\n".join(
        [*own, result.constraint or "", *result.messages, *map(_content, result.detail)]
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]

"""Validation results and the report they make (SHACL section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from kg.checks.shacl.paths import Path
from kg.checks.shacl.vocabulary import SEVERITIES


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that is wrong; all terms are encoded.

    :param focus: the node that was validated.
    :param path: how the value was reached, None for a node shape.
    :param value: the offending value, None when the trouble is with all of them.
    :param component: the constraint component.
    :param shape: the shape whose constraint it is, a blank node for an anonymous one.
    :param messages: literals for people.
    :param constraint: the node of a SPARQL-based constraint.
    :param detail: why the value does not have the shape that it should.
    :param within: the shape whose target the validation started from.
    """

    focus: str
    path: Path | None
    value: str | None
    component: str
    shape: str
    severity: str
    messages: tuple[str, ...] = ()
    constraint: str | None = None
    detail: tuple[Result, ...] = ()
    within: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found, in an order that does not change between runs."""

    results: tuple[Result, ...]
    engine: str = "compiled"

    @property
    def conforms(self) -> bool:
        """Whether there is no result at all, of whatever severity (SHACL 3.6.1.1)."""
        return not self.results

    def count(self, severity: str) -> int:
        """How many results have a severity (an encoded IRI)."""
        return sum(result.severity == severity for result in self.results)

    def grouped(self) -> Iterator[tuple[str, str, list[Result]]]:
        """Results by severity, worst first, and by the shape that targeted the node."""

        def key(result: Result) -> tuple[int, str, str]:
            return _rank(result.severity), result.severity, result.within

        for (_, severity, within), found in groupby(sorted(self.results, key=key), key):
            yield severity, within, list(found)


def report_of(results: Iterable[Result], engine: str = "compiled") -> Report:
    """A report with its results in order: by severity, shape, focus node, path, value."""
    return Report(tuple(sorted(results, key=order)), engine)


def order(result: Result) -> tuple[int | str, ...]:
    """The key by which results are sorted."""
    return (
        _rank(result.severity),
        result.severity,
        result.within,
        result.shape,
        result.focus,
        str(result.path or ""),
        result.component,
        result.value or "",
        result.constraint or "",
        *result.messages,
    )


def _rank(severity: str) -> int:
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)

"""The outcome of a validation as people meet it: findings by severity and shape, described."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from kg import terms
from kg.checks.describing import Described, Origin
from kg.checks.naming import Names, ShapeName, best_text, severity_name
from kg.checks.shacl import Report, Result, Shapes, Statement, report_statements
from kg.checks.shacl.queries import SPARQL_COMPONENT
from kg.checks.shacl.vocabulary import SEVERITIES, local_name, sh
from kg.iri import HOME, Iris

_PLURALS = dict(zip(SEVERITIES, ("violations", "warnings", "notes"), strict=True))
_LEVELS = dict(zip(SEVERITIES, ("violation", "warning", "info"), strict=True))
_AMISS = {
    "MinCountConstraintComponent": "too few values",
    "MaxCountConstraintComponent": "too many values",
    "QualifiedMinCountConstraintComponent": "too few values of this kind",
    "QualifiedMaxCountConstraintComponent": "too many values of this kind",
    "HasValueConstraintComponent": "the value asked for is missing",
    "UniqueLangConstraintComponent": "several values in one language",
}
_MILD = {sh("Debug"), sh("Trace")}  # of SHACL 1.2, both below sh:Info

LEVELS = ("violation", "warning", "info")
"""How bad a finding is, worst first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result in plain words.

    :param severity: the severity's name; :param level: one of :data:`LEVELS`.
    :param node: the IRI at fault, or the way to a blank node from the next IRI.
    :param label: the name of the party, or of whatever else the node belongs to.
    :param path: how the value was reached from the node, in SPARQL's notation.
    :param value: the offending value as people read it, :param term: the same in N-Triples.
    :param amiss: what is wrong where no value shows it, or why the value lacks a shape.
    :param record: the publisher's own number of the record; :param file: what it was read from.
    """

    severity: str
    level: str
    shape: ShapeName
    component: str
    node: str
    label: str
    path: str
    value: str
    term: str
    message: str
    amiss: str
    record: str
    sources: tuple[Origin, ...]
    file: str = ""


@dataclass(frozen=True, slots=True)
class ShapeFindings:
    """All results of one shape under one severity.

    :param path: the path that all of them have, "" if they differ.
    :param message: the one that all of them have; the shape's title if each has its own.
    """

    severity: str
    level: str
    shape: ShapeName
    path: str
    message: str
    results: Sequence[Result]


@dataclass
class Summary:
    """What a validation found, and what is needed to tell people.

    :param described: what the data say about the nodes at fault.
    :param why: why pySHACL judged and not the compiled validator, "" when that one did.
    :param notes: what else the reader of the report should know, such as shapes passed over.
    :param files: the names of the files that were validated, if that is known.
    :param places: of nodes at fault, the file that each was read from.
    """

    report: Report
    shapes: Shapes
    described: Described
    base: str = HOME
    why: str = ""
    notes: Sequence[str] = ()
    files: Sequence[str] = ()
    places: dict[str, str] = field(default_factory=dict)

    @property
    def violations(self) -> int:
        """How many findings stop a release."""
        return self.report.count(SEVERITIES[0])

    @cached_property
    def severities(self) -> dict[str, int]:
        """The number of findings by severity, worst first: violations, warnings, notes.

        Severities of other people's shapes follow under their own names.
        """
        counted = Counter(result.severity for result in self.report.results)
        own = sorted(counted.keys() - _PLURALS.keys())
        return {
            **{name: counted[term] for term, name in _PLURALS.items()},
            **{severity_name(term): counted[term] for term in own},
        }

    @property
    def statements(self) -> list[Statement]:
        """The report as a standard SHACL report (https://www.w3.org/TR/shacl/#validation-report)."""
        return report_statements(self.report, base=self.base)

    @property
    def engine(self) -> str:
        """Who judged, in words."""
        return f"pySHACL, because {self.why}" if self.why else "the compiled validator"

    def fails(self, least: str) -> bool:
        """Whether there is a finding of a level (one of :data:`LEVELS`) or a worse one."""
        stopping = LEVELS[: LEVELS.index(least) + 1]
        return any(level_of(result.severity) in stopping for result in self.report.results)

    @cached_property
    def groups(self) -> list[ShapeFindings]:
        """The findings by level, severity and shape, worst first."""
        ordered = sorted(self.report.results, key=_place)
        return [self._group(list(found)) for _, found in groupby(ordered, _place)]

    def findings(self, group: ShapeFindings, limit: int | None = None) -> Iterator[Finding]:
        """The findings of a group in plain words: the first ones, or all of them."""
        return (self._finding(group, result) for result in group.results[:limit])

    def all_findings(self) -> Iterator[Finding]:
        """Every finding, group by group."""
        return (one for group in self.groups for one in self.findings(group))

    @cached_property
    def _names(self) -> Names:
        return Names(self.shapes, self.base)

    def _group(self, found: list[Result]) -> ShapeFindings:
        if any(result.focus.startswith("_:") for result in found):
            found.sort(key=self._without_labels)
        first = found[0]
        same = all(result.path == first.path for result in found)
        alike = all(result.messages == first.messages for result in found)
        shape = self._names.of(first.shape)
        return ShapeFindings(
            severity_name(first.severity),
            level_of(first.severity),
            shape,
            self._names.shown(str(first.path)) if same and first.path else "",
            message_of(first) if alike else shape.title,
            found,
        )

    def _without_labels(self, result: Result) -> tuple[str, str, str]:
        """An order that does not hang on the labels of blank nodes, which parsers choose."""
        return (
            self._where(result.focus),
            str(result.path or ""),
            self._value(result.value or ""),
        )

    def _finding(self, group: ShapeFindings, result: Result) -> Finding:
        culprit = culprit_of(result)
        is_told = culprit != result.focus or culprit == result.value
        return Finding(
            severity=group.severity,
            level=group.level,
            shape=group.shape,
            component=local_name(result.component),
            node=self._where(culprit),
            label=self.described.label(culprit),
            path=self._names.shown(str(result.path)) if result.path else "",
            value="" if is_told else self._value(result.value or ""),
            term=result.value or "",
            message=message_of(result),
            amiss=self._amiss(result),
            record=self.described.record(culprit),
            sources=self.described.sources(culprit),
            file=self.places.get(culprit, self.files[0] if len(self.files) == 1 else ""),
        )

    def _amiss(self, result: Result) -> str:
        """What is wrong inside the value, or that there are too few, if no message of ours says."""
        if result.detail:
            return "; ".join(dict.fromkeys(map(self._inner, result.detail)))
        shape = self.shapes.by_node.get(result.shape)
        has_words = shape is not None and shape.messages
        return _AMISS.get(local_name(result.component), "") if has_words else ""

    def _inner(self, result: Result) -> str:
        where = f"{self._names.shown(str(result.path))}: " if result.path else ""
        return where + message_of(result)

    def _value(self, value: str) -> str:
        return "a blank node" if value.startswith("_:") else self._names.shown(value)

    def _where(self, node: str) -> str:
        if terms.is_iri(node):
            return terms.iri_text(node)
        if not node.startswith("_:"):
            return self._names.shown(node)
        start, steps = self.described.way_to(node)
        way = " / ".join(self._names.shown(step) for step in steps)
        known = " ".join(part for part in (start and terms.iri_text(start), way) if part)
        if not known and (kind := self.described.types.get(node)):
            known = f"some {self._names.shown(kind)}"
        return f"{known} (blank node)".lstrip()


def wanted_nodes(report: Report, limit: int | None = None) -> set[str]:
    """The nodes that a report names, of the first findings of each shape or of all.

    Blank nodes are put into order by what is said of them, so all are wanted then.
    """
    if any(result.focus.startswith("_:") for result in report.results):
        limit = None
    ordered = sorted(report.results, key=_place)
    return {
        culprit_of(result)
        for _, found in groupby(ordered, _place)
        for result in list(found)[:limit]
    }


def culprit_of(result: Result) -> str:
    """The node at fault: of a rule that runs once per graph its value, else the focus node."""
    value = result.value or ""
    is_of_graph = (
        result.component == SPARQL_COMPONENT
        and result.focus == Iris().dataset()
        and value[:1] in {"<", "_"}
    )
    return value if is_of_graph else result.focus


def level_of(severity: str) -> str:
    """How bad a severity is; one of other people's own counts as a violation.

    Nothing says how it compares with the standard ones, and a finding that should stop
    somebody must not pass for want of a rank.
    """
    return "info" if severity in _MILD else _LEVELS.get(severity, LEVELS[0])


def message_of(result: Result) -> str:
    """What the shape says to people, in English or without a language if it can."""
    return best_text(iter(result.messages))


def counted(severities: dict[str, int]) -> str:
    """Numbers by severity as one phrase: ``1 violation, 24 warnings, 57 notes``."""
    return ", ".join(f"{count:,} {_numbered(name, count)}" for name, count in severities.items())


def _numbered(name: str, count: int) -> str:
    return name.removesuffix("s") if count == 1 and name in _PLURALS.values() else name


def _place(result: Result) -> tuple[int, str, str]:
    return LEVELS.index(level_of(result.severity)), result.severity, result.shape

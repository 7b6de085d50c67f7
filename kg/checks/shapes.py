"""Run the shipped shapes over a release and tell people what they found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kg import terms
from kg.checks.shacl import Report, Result, load_shapes, report_statements, validate
from kg.iri import HOME, Iris, document_of
from kg.lines import read_lines, statements
from kg.vocab import RDFS, SH, SKOS

Statement = tuple[str, str, str]

_SEVERITIES = {"Violation": SH.Violation, "Warning": SH.Warning, "Info": SH.Info}
_PLURAL = {"Violation": "violations", "Warning": "warnings", "Info": "notes"}
_PER_SHAPE = 5


@dataclass(frozen=True)
class Summary:
    """What a validation found, with the names of the parties it found it in."""

    report: Report
    labels: dict[str, str]
    base: str = HOME

    @property
    def violations(self) -> int:
        """How many findings stop a release."""
        return self.report.count(_SEVERITIES["Violation"])

    @property
    def severities(self) -> dict[str, int]:
        """The number of findings by severity, worst first: violations, warnings, notes."""
        return {_PLURAL[name]: self.report.count(term) for name, term in _SEVERITIES.items()}

    @property
    def statements(self) -> list[Statement]:
        """The report as a standard SHACL report (https://www.w3.org/TR/shacl/#validation-report)."""
        return report_statements(self.report, base=self.base)

    def text(self, *, limit: int = _PER_SHAPE) -> str:
        """The report for people: by severity and shape, the first findings of each named."""
        counted = ", ".join(f"{count:,} {name}" for name, count in self.severities.items())
        lines = [f"Validation: {counted}"]
        for severity, shape, found in _by_shape(self.report.results):
            lines += ["", f"{_short(severity)}  {_short(shape)}  ({len(found):,})"]
            lines.append(f"  {_message(found[0])}")
            lines += [f"    {self._finding(result)}" for result in found[:limit]]
            if len(found) > limit:
                lines.append(f"    and {len(found) - limit:,} more")
        return "\n".join(lines) + "\n"

    def _finding(self, result: Result) -> str:
        culprit = result.value if _is_culprit(result) else result.focus
        document = document_of(culprit or result.focus)
        label = self.labels.get(document, "")
        shown = "" if result.value is None or _is_culprit(result) else f"  value {result.value}"
        return f"{label + '  ' if label else ''}{terms.iri_text(culprit or result.focus)}{shown}"


def check(
    lines: Path, shapes: Sequence[Path], *, background: Iterable[Statement], base: str = HOME
) -> Summary:
    """Validate a release's sorted lines against shapes.

    :param background: the ontology and its schemes, which belong to the data graph.
    :param base: what the IRIs of the report start with.
    """
    report = validate(lines, load_shapes(shapes), background=background)
    labels = labels_of(statements(read_lines(lines)), wanted_labels(report))
    return Summary(report, labels, base)


def wanted_labels(report: Report) -> set[str]:
    """The documents whose labels the text of a report shows."""
    return {
        document_of(term)
        for _, _, found in _by_shape(report.results)
        for result in found[:_PER_SHAPE]
        for term in (result.focus, result.value)
        if term and terms.is_iri(term)
    }


def labels_of(found: Iterable[Statement], wanted: set[str]) -> dict[str, str]:
    """The first label of each wanted subject among statements."""
    labels: dict[str, str] = {}
    for subject, predicate, object_ in found:
        if subject in wanted and predicate in {RDFS.label, SKOS.prefLabel}:
            labels.setdefault(subject, terms.decode_literal(object_).text)
    return labels


def _by_shape(results: Iterable[Result]) -> Iterable[tuple[str, str, list[Result]]]:
    def key(result: Result) -> tuple[str, str]:
        return result.severity, result.shape

    order = list(_SEVERITIES.values())
    ordered = sorted(results, key=lambda result: (order.index(result.severity), result.shape))
    return [(*pair, list(found)) for pair, found in groupby(ordered, key)]


def _is_culprit(result: Result) -> bool:
    """Whether the finding is of a rule that runs once per graph and names its culprit."""
    return result.focus == Iris().dataset() and result.value is not None


def _message(result: Result) -> str:
    return terms.decode_literal(result.messages[0]).text if result.messages else ""


def _short(term: str) -> str:
    return terms.iri_text(term).rpartition("#")[2]

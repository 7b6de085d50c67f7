"""The report as plain text: numbers by shape first, then the first findings of each."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from kg.checks.findings import Finding, ShapeFindings, Summary, counted

PER_SHAPE = 5
_WIDTH = 100


def text(summary: Summary, *, limit: int = PER_SHAPE) -> str:
    """The whole report, with at most ``limit`` findings of each shape."""
    parts = [overview(summary)]
    parts += ["\n" + "\n".join(_group(summary, group, limit)) + "\n" for group in summary.groups]
    return "".join(parts)


def overview(summary: Summary) -> str:
    """The numbers by severity, then by shape, and what else is to be said of the whole."""
    groups = summary.groups
    lines = [f"Validation: {counted(summary.severities)}"]
    if summary.why:
        lines.append(f"Judged by {summary.engine}")
    lines += [f"Note: {note}" for note in summary.notes]
    if groups:
        lines.append("")
        severities = max(len(group.severity) for group in groups)
        names = max(len(group.shape.short) for group in groups)
        lines += [
            f"  {group.severity:<{severities}}  {group.shape.short:<{names}}  "
            f"{len(group.results):>7,}"
            for group in groups
        ]
    return "\n".join(lines) + "\n"


def _group(summary: Summary, group: ShapeFindings, limit: int) -> Iterator[str]:
    title = f"  “{group.shape.title}”" if group.shape.title else ""
    is_told = group.path and not group.shape.short.startswith(group.path)
    place = f"  at {group.path}" if is_told else ""
    yield f"{group.severity}  {group.shape.short}{title}{place}  ({len(group.results):,})"
    if group.message != group.shape.title:
        yield from _wrapped(group.message, "  ")
    for finding in summary.findings(group, limit):
        yield from _finding(finding, group)
    if len(group.results) > limit:
        yield f"    and {len(group.results) - limit:,} more"


def _finding(finding: Finding, group: ShapeFindings) -> Iterator[str]:
    name = f"{finding.label}  " if finding.label else ""
    yield f"    {name}{finding.node}"
    along = finding.path if finding.path != group.path else ""
    value = f"value {finding.value}" if finding.value else ""
    wrong = ": ".join(part for part in (value, finding.amiss) if part)
    if along or wrong:
        yield from _wrapped(f"{along} {wrong}".strip(), "      ")
    if finding.message != group.message:
        yield from _wrapped(finding.message, "      ")
    if origin := _origin(finding):
        yield from _wrapped(origin, "      ")


def _origin(finding: Finding) -> str:
    parts = []
    if finding.record:
        parts.append(f"number {finding.record}")
    if finding.sources:
        first, others = finding.sources[0], len(finding.sources) - 1
        more = f" and {others} more" if others else ""
        parts.append(f"source: {first.title or first.iri}{more}")
    return "; ".join(parts)


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )

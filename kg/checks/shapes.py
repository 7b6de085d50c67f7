"""Run shapes over statements: a release's lines, or statements in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg.checks.describing import described
from kg.checks.findings import Summary, wanted_nodes
from kg.checks.identifiers import identifier_checks
from kg.checks.shacl import (
    ReleaseLines,
    Report,
    Shapes,
    Statement,
    load_shapes,
    validate,
)
from kg.checks.shacl.question import NotCoveredError
from kg.checks.shacl.statements import Group
from kg.iri import HOME, Iris

Progress = Callable[[str, int], None]
"""Told the name of the step under way and how many items of it are done."""

_EVERY = 20_000


def check(
    data: Path | Sequence[Statement],
    shapes: Sequence[Path],
    *,
    background: Iterable[Statement] = (),
    base: str = HOME,
    progress: Progress | None = None,
) -> Summary:
    """Validate a release's sorted lines, or sorted statements, against shapes.

    :param background: the ontology and its schemes, which belong to the data graph; so do
        the checks of identifiers that are derived from both and did not pass.
    :param base: what the IRIs of the report and of what is derived start with.
    """
    loaded = load_shapes(shapes)
    walked = watched(data, progress)
    known = with_failed_checks(walked, background, Iris(base))
    report, why = judged(walked, loaded, known)
    found = described(walked, wanted_nodes(report), known)
    return Summary(report, loaded, found, base, why)


def with_failed_checks(
    data: Iterable[Statement], background: Iterable[Statement], iris: Iris
) -> list[Statement]:
    """The background, and what no identifier of the data should be found to have."""
    known = list(background)
    return [*known, *identifier_checks(data, known, iris, failed_only=True)]


def judged(
    data: Iterable[Statement], shapes: Shapes, background: Sequence[Statement]
) -> tuple[Report, str]:
    """The report, and why pySHACL had to make it ("" when the compiled validator did)."""
    try:
        return validate(data, shapes, background=background, engine="compiled"), ""
    except NotCoveredError as error:
        return validate(data, shapes, background=background, engine="pyshacl"), str(
            error
        ).partition(";")[0]


def watched(
    data: Path | Sequence[Statement], progress: Progress | None
) -> ReleaseLines | Sequence[Statement] | Watched:
    """The data so that every walk over them tells how far it has come."""
    if isinstance(data, Path):
        return ReleaseLines(data) if progress is None else WatchedLines(data, progress)
    return data if progress is None else Watched(data, progress)


class Watched:
    """Statements in memory whose walks are counted."""

    def __init__(self, data: Sequence[Statement], progress: Progress) -> None:
        self._data = data
        self._progress = progress

    def __iter__(self) -> Iterator[Statement]:
        """The statements in their order."""
        for start in range(0, len(self._data), _EVERY):
            self._progress("validating: statements read", start)
            yield from self._data[start : start + _EVERY]


class WatchedLines(ReleaseLines):
    """A release's lines whose walks subject by subject are counted."""

    def __init__(self, path: Path, progress: Progress) -> None:
        super().__init__(path)
        self._progress = progress

    def groups(self) -> Iterator[tuple[str, Group]]:
        """The statements gathered by subject; raises as ReleaseLines does."""
        for number, group in enumerate(super().groups()):
            if not number % _EVERY:
                self._progress("validating: subjects read", number)
            yield group

"""What a publication is asked for, and what came of it, as values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.checks.counts import Tally
from kg.formats.dumps import Written
from kg.iri import HOME
from kg.model import Release
from kg.sources.base import Ledger
from kg.version import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to publish.

    ``base`` starts every data IRI. ``quarantine`` sets unreadable records aside instead of
    stopping. ``despite_violations`` publishes a graph that violates the shapes, and
    ``allow_shrinking`` one that lost more than a fifth of its parties. ``pages`` writes a
    document and a page for every IRI beside the dumps, as the command does unless told not to.
    """

    out: Path
    base: str = HOME
    quarantine: bool = False
    despite_violations: bool = False
    allow_shrinking: bool = False
    pages: bool = False


@dataclass
class Built:
    """One release built: its records' account, its counts, and where its lines are."""

    release: Release
    ledgers: list[Ledger]
    lines: Path
    tally: Tally = field(default_factory=Tally)
    warnings: Counter[str] = field(default_factory=Counter)

    @property
    def known(self) -> Release:
        """The release; one of which records were set aside is known to be the whole of no list."""
        is_cut = any(ledger.set_aside for ledger in self.ledgers)
        return replace(self.release, lists=()) if is_cut else self.release

    @property
    def stem(self) -> str:
        """The path of the release's dumps below the site's root, without ending."""
        return f"dump/{self.release.source}-{self.release.version}"


@dataclass
class Published:
    """What a publication did, for people and programs.

    ``validation`` says how many findings of each severity there are. ``left_out`` holds a
    sentence for each file that could not be written, with the reason.
    """

    out: Path
    releases: list[Built]
    tally: Tally
    validation: dict[str, int]
    files: list[Written]
    left_out: list[str] = field(default_factory=list)

    @property
    def set_aside(self) -> list[dict[str, str | None]]:
        """The records that were set aside under quarantine: where each stands, and why."""
        return [
            {
                "source": built.release.source,
                "file": error.file,
                "record": error.record,
                "field": error.field,
                "value": error.value,
                "why": error.message,
            }
            for built in self.releases
            for ledger in built.ledgers
            for error in ledger.set_aside
        ]

    @property
    def warnings(self) -> Counter[str]:
        """Everything met while reading and building that a person should look at, counted."""
        total: Counter[str] = Counter()
        for built in self.releases:
            total.update(built.warnings)
            for ledger in built.ledgers:
                total.update(ledger.warnings)
        return total

    def as_json(self) -> dict[str, object]:
        """The same as plain values for ``--json`` and for the site's own record."""
        return {
            "version": VERSION,
            **_figures(self.tally),
            "validation": self.validation,
            "warnings": dict(sorted(self.warnings.items())),
            "set_aside": len(self.set_aside),
            "left_out": self.left_out,
            "sources": [
                {
                    "source": built.release.source,
                    "version": built.release.version,
                    "sha256": _sha256(built, self.files),
                    **_figures(built.tally),
                }
                for built in self.releases
            ],
            "files": [
                {"path": file.path, "bytes": file.size, "sha256": file.sha256}
                for file in self.files
            ],
        }


def _figures(tally: Tally) -> dict[str, object]:
    return {
        "parties": tally.parties,
        **tally.kinds,
        "designations": tally.designations,
        "controls": tally.controls,
        "triples": tally.triples,
    }


def _sha256(built: Built, files: list[Written]) -> str:
    name = f"{built.stem}.nq"
    return next(file.sha256 for file in files if file.path == name)

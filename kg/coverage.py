"""How much of a file is in its graph: what occurs, what was taken, what was left and why.

What occurs is counted by :mod:`kg.sources.occurrences` without the reader. The reader's
ledger says what it took and left. And every taken value is looked for in the statements
built from its record (:mod:`kg.sayings`), so that a field taken into nothing shows as missing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kg.model import Record, Release
from kg.sayings import Sayings
from kg.sources import recognise
from kg.sources.base import Ledger, Source
from kg.sources.files import InputFile, input_files
from kg.sources.occurrences import Leaf, occurrences

EXAMPLES_KEPT = 3


@dataclass
class FieldCoverage:
    """One field of a file: how often it occurs, was taken and left; what is in no statement.

    ``reason`` is why values of it were left. ``missing`` counts the taken values that were not
    found in the graph, the first of which are ``examples`` with the record they stand in.
    """

    path: str
    occurs: int = 0
    taken: int = 0
    left: int = 0
    reasons: dict[str, None] = field(default_factory=dict)
    missing: int = 0
    examples: list[tuple[str, str]] = field(default_factory=list)

    @property
    def reason(self) -> str:
        """Why values of the field were left, each reason once."""
        return "; ".join(self.reasons)

    @property
    def unnamed(self) -> int:
        """How many values the reader neither took nor left by name."""
        return max(0, self.occurs - self.taken - self.left)

    @property
    def represented(self) -> int:
        """How many values were taken and, as far as that can be checked, found in the graph."""
        return max(0, self.taken - self.missing)


@dataclass
class Coverage:
    """A release of a source: its files, and each of its fields that carries data."""

    source: Source
    release: Release
    files: list[str]
    fields: list[FieldCoverage]
    records: int

    def total(self, name: str) -> int:
        """The sum of one figure over all fields."""
        return sum(int(getattr(each, name)) for each in self.fields)

    def as_json(self) -> dict[str, object]:
        """The same as plain values."""
        figures = ("occurs", "taken", "represented", "left", "missing", "unnamed")
        return {
            "source": self.source.key,
            "release": f"{self.release.source} {self.release.version}",
            "files": self.files,
            "records": self.records,
            **{name: self.total(name) for name in figures},
            "fields": [
                {
                    "path": each.path,
                    **{name: getattr(each, name) for name in figures},
                    **({"reason": each.reason} if each.left else {}),
                    **(
                        {"examples": [list(pair) for pair in each.examples]} if each.missing else {}
                    ),
                }
                for each in self.fields
            ],
        }


def coverage(paths: Sequence[Path]) -> Iterator[Coverage]:
    """Read and build each release among the files, and compare it with what stands in them.

    The statements of a release are held in memory. Raises BadInputError and its kinds as
    publishing does.
    """
    for source, files in recognise(list(input_files(list(paths)))):
        yield _covered(source, files)


@dataclass
class _RememberingLedger(Ledger):
    """A ledger that also keeps which values were left where a field is left now and then."""

    left_values: dict[tuple[str, str], list[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def account(self, path: str, *, record: str, value: str, where: str = "") -> None:
        """Count as a ledger does, and keep the value of a field that is not left everywhere."""
        super().account(path, record=record, value=value, where=where)
        if where:
            self.left_values[path, value].append((record, f"{path} {where}"))

    def account_within(
        self, path: str, leaves: Iterable[tuple[str, str]], *, record: str, where: str
    ) -> None:
        """Count an element that is left with all in it, and keep each value."""
        found = list(leaves)
        super().account_within(path, found, record=record, where=where)
        for leaf in found:
            self.left_values[leaf].append((record, f"{path}/* {where}"))

    def join(self, other: Self, paths: tuple[str, ...]) -> None:
        """Add the values too."""
        super().join(other, paths)
        for leaf, named in other.left_values.items():
            if leaf[0].startswith(paths):
                self.left_values[leaf].extend(named)

    def was_left(self, leaf: Leaf, *, of_record: bool) -> str:
        """The reason for which this very value was left, "" when it was not; said once each.

        :param of_record: only a value that was left of the record the leaf stands in, whose
            number the reader may know by another.
        """
        named = self.left_values.get((leaf.path, leaf.value), [])
        kept = (each for each in named if not of_record or each[0] in {"", leaf.record})
        found = next(kept, None)
        if found is None:
            return ""
        named.remove(found)
        return self.left_out[found[1]]

    def rest(self) -> Iterator[tuple[str, str]]:
        """Path and reason of each value that was left and not yet asked for."""
        for (path, _), named in self.left_values.items():
            if not path.endswith("/*"):
                yield from ((path, self.left_out[name]) for _, name in named)


def _covered(source: Source, files: list[InputFile]) -> Coverage:
    ledger = _RememberingLedger(file=files[0].name, left_out=source.left_out, quarantine=True)
    reading = source.read(files, ledger)
    count = Counter[str]()
    sayings = Sayings(reading.release, source)
    sayings.add(_counted(reading.records, count))
    rows: dict[str, FieldCoverage] = {}
    for file in files:
        for leaf in occurrences(file, source.record_numbers):
            row = rows.setdefault(leaf.path, FieldCoverage(leaf.path))
            row.occurs += 1
            _look(leaf, row, source, ledger, sayings)
    for path, reason in ledger.rest():
        row = rows[_as_in_file(path, rows)]
        row.left += 1
        row.reasons[reason] = None
    for row in rows.values():
        _account(row, source, ledger)
    return Coverage(
        source,
        reading.release,
        [file.name for file in files],
        sorted(rows.values(), key=lambda row: row.path),
        count["records"],
    )


def _look(
    leaf: Leaf, row: FieldCoverage, source: Source, ledger: _RememberingLedger, sayings: Sayings
) -> None:
    """Look for one value, and count it as left or missing when it is not said."""
    reason = ledger.was_left(leaf, of_record=True) or _left_by_value(source, leaf)
    if not reason and (_needs_no_look(leaf, source) or _is_said(leaf, source, sayings)):
        return
    if reason := reason or ledger.was_left(leaf, of_record=False):
        row.left += 1
        row.reasons[reason] = None
    else:
        row.missing += 1
        if len(row.examples) < EXAMPLES_KEPT:
            row.examples.append((leaf.record, leaf.value))


def _is_said(leaf: Leaf, source: Source, sayings: Sayings) -> bool:
    tie = source.ties.get(leaf.path)
    return sayings.says(leaf) if tie is None else sayings.ties(leaf, tie)


def _left_by_value(source: Source, leaf: Leaf) -> str:
    """The reason for which a field's value or the word behind it is left wherever it stands."""
    words = (leaf.value, *leaf.meanings[:1])
    found = (source.left_out.get(f"{leaf.path} = {word}") for word in words)
    return next((reason for reason in found if reason), "")


def _needs_no_look(leaf: Leaf, source: Source) -> bool:
    """Whether a value is a word others refer to, ties parts of the file, or is left out."""
    return leaf.is_word or leaf.path in source.keys or bool(_left_above(source, leaf.path))


def _counted(records: Iterable[Record], count: Counter[str]) -> Iterator[Record]:
    for record in records:
        count["records"] += 1
        yield record


def _account(row: FieldCoverage, source: Source, ledger: Ledger) -> None:
    """Set what the ledger took and left of a field."""
    row.taken = min(_taken(row.path, ledger), row.occurs - row.left)
    above = _left_above(source, row.path)
    if above and ledger.left.total():
        row.left = row.occurs - row.taken
        row.reasons[source.left_out.get(above, "left within what is left out")] = None


def _as_in_file(path: str, rows: Collection[str]) -> str:
    """The path of the file that a path of the ledger lies around, if it is none itself."""
    steps = _steps(path)
    around = (each for each in rows if _is_around(steps, _steps(each)))
    return path if path in rows else next(around, path)


def _taken(path: str, ledger: Ledger) -> int:
    """How often a field was taken; by the paths that its own lies within, if by no other.

    A reader may put elements between those of the file: the item of an array.
    """
    if path in ledger.taken:
        return ledger.taken[path]
    steps = _steps(path)
    found = ((_steps(other), times) for other, times in ledger.taken.items())
    return sum(times for other, times in found if _is_around(other, steps))


def _is_around(others: Sequence[str], steps: Sequence[str]) -> bool:
    return others[-1] == steps[-1] and _within(steps, others)


def _steps(path: str) -> list[str]:
    return [step.lstrip("@$").removeprefix("xml:") for step in path.split("/")]


def _within(steps: Sequence[str], others: Sequence[str]) -> bool:
    rest = iter(others)
    return all(step in rest for step in steps)


def _left_above(source: Source, path: str) -> str:
    """The field left out that the path is or stands within, "" when there is none."""
    steps = path.split("/")
    above = ("/".join(steps[:end]) for end in range(len(steps), 0, -1))
    named = (name for each in above for name in (each, f"{each}/*", f"{each}/text()"))
    return next((name for name in named if name in source.left_out), "")

"""Publish every list by itself, and print what went in and came out as a table.

Run from the project's folder with lists, or folders of lists::

    python -m benchmarks.lists LISTS > lists.md

Files of one folder that make one release together (the four tables of OFAC's CSV, the levels
of the LEI index) are published together; an archive is published as it is. Each release has a
process of its own, so that its peak of memory is its own. A file that is no list, or that is
refused, has a row that says why.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.model import Party
from kg.pipeline import read
from kg.sources import recognise
from kg.sources.files import input_files
from kg.sources.occurrences import occurrences

HEAD = tuple(
    "list entries parties designations violations warnings seconds CPU MB "
    "values taken left missed".split()
)


@dataclass(frozen=True)
class Files:
    """The files of one release, or one that is no list, with the sentence that says why."""

    paths: tuple[Path, ...]
    refused: str = ""

    @property
    def name(self) -> str:
        """The first file with its folder, and how many more there are."""
        more = f" and {len(self.paths) - 1} more" if self.paths[1:] else ""
        return "/".join(self.paths[0].parts[-2:]) + more


def releases(given: Iterable[Path]) -> list[Files]:
    """The files given, or below the folders given, by release in order of their names."""
    found: dict[object, list[Path]] = {}
    refused: list[Files] = []
    for path in (path for each in given for path in _below(each)):
        try:
            groups = recognise(input_files([path]))
        except KgError as error:
            refused.append(Files((path,), str(error).splitlines()[0]))
            continue
        keys = [(source.key, path.parent, source.group(files[0])) for source, files in groups]
        found.setdefault(keys[0] if len(keys) == 1 else path, []).append(path)
    made = [*(Files(tuple(paths)) for paths in found.values()), *refused]
    return sorted(made, key=lambda files: files.paths)


def _below(path: Path) -> list[Path]:
    return sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]


def entries(paths: Sequence[Path]) -> int:
    """How many entries the files have: by the publisher's own numbers, else as they are read."""
    found = {
        leaf.record
        for source, files in recognise(input_files(list(paths)))
        for file in files
        for leaf in occurrences(file, source.record_numbers)
    }
    numbered = len(found - {""})
    return numbered or sum(isinstance(record, Party) for record in read(list(paths)))


@dataclass(frozen=True)
class Measured:
    """What a command prints as JSON, None when it failed, its last words, and what it took."""

    told: Any
    said: str
    seconds: float
    cpu_seconds: float
    megabytes: int


def measured(words: list[str]) -> Measured:
    """Run a command of the program in a process of its own."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        begun = time.monotonic()
        process = subprocess.Popen(  # noqa: S603 - the program itself
            [sys.executable, "-m", "kg", *words], stdout=out, stderr=err
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - begun
        out.seek(0)
        err.seek(0)
        told = json.load(out) if process.returncode == 0 else None
        cpu = used.ru_utime + used.ru_stime
        return Measured(told, err.read(), seconds, cpu, used.ru_maxrss // 1024)


def row(files: Files) -> list[str]:
    """The cells of one release; behind the name of what was not published stands why."""
    if files.refused:
        return _filled(files.name, files.refused)
    paths = [str(path) for path in files.paths]
    with tempfile.TemporaryDirectory(prefix="kg-lists-") as folder:
        options = ["--to", f"{folder}/site", "--json", "--quiet", "--despite-violations"]
        done = measured(["publish", *paths, *options])
    if done.told is None:
        return _filled(files.name, " ".join(done.said.split()))
    told, covered = done.told, measured(["coverage", *paths, "--json"]).told or []
    counts = {
        word: sum(each[word] for each in covered)
        for word in ("occurs", "represented", "left", "missing", "unnamed")
    }
    before = (
        entries(files.paths),
        told["parties"],
        told["designations"],
        told["validation"]["violations"],
        told["validation"]["warnings"],
    )
    after = (
        counts["occurs"],
        counts["represented"],
        counts["left"],
        counts["missing"] + counts["unnamed"],
    )
    took = (f"{done.seconds:.1f}", f"{done.cpu_seconds:.1f}", str(done.megabytes))
    return [files.name, *map(_figure, before), *took, *map(_figure, after)]


def _figure(count: int) -> str:
    return f"{count:,}"


def _filled(name: str, sentence: str) -> list[str]:
    return [name, sentence[:200], *[""] * (len(HEAD) - 2)]


def table(given: Iterable[Path]) -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    yield f"| {' | '.join(HEAD)} |"
    yield f"|{'---|' * len(HEAD)}"
    for files in releases(given):
        cells = (cell.replace("|", "\\|") for cell in row(files))
        yield f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Publish every list by itself.")
    parser.add_argument("lists", type=Path, nargs="+", help="files, or folders of them")
    for line in table(parser.parse_args().lists):
        print(line, flush=True)


if __name__ == "__main__":
    main()

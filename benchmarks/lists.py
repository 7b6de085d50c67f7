"""Publish every real list by itself, and print what went in and came out as a table.

Run from the project's folder with the folder of lists::

    python -m benchmarks.lists LISTS > lists.md

Files that make one release together (the four tables of OFAC's CSV, the levels of the LEI
index) are published together. Each release has a process of its own, so that its peak of
memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.sources import recognise
from kg.sources.files import input_files

_HEAD = "list values parties designations violations warnings taken left missed seconds MB".split()


def releases(folder: Path) -> list[list[Path]]:
    """The files of each release below a folder, in order of their names."""
    found: dict[tuple[str, Path, str], list[Path]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            ((source, (file,)),) = recognise(input_files([path]))
        except (KgError, ValueError):
            continue
        found.setdefault((source.key, path.parent, source.group(file)), []).append(path)
    return list(found.values())


def measured(words: list[str]) -> tuple[Any, float, int, str]:
    """What a command prints as JSON, its seconds, its peak memory in MB and its last words."""
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
        return told, seconds, used.ru_maxrss // 1024, err.read()


def row(paths: list[Path]) -> list[str]:
    """The cells of one release."""
    files = [str(path) for path in paths]
    name = "/".join(paths[0].parts[-2:]) + (f" and {len(paths) - 1} more" if paths[1:] else "")
    with tempfile.TemporaryDirectory(prefix="kg-lists-") as folder:
        options = ["--to", f"{folder}/site", "--json", "--despite-violations"]
        told, seconds, peak, said = measured(["publish", *files, *options])
    if told is None:
        return [name, said.strip()[:200], *[""] * (len(_HEAD) - 2)]
    covered = measured(["coverage", *files, "--json"])[0] or []
    fields = [field for each in covered for field in each["fields"]]
    counts = {
        word: sum(field.get(word, 0) for field in fields)
        for word in ("occurs", "represented", "left", "missing", "unnamed")
    }
    cells = (
        counts["occurs"],
        told["parties"],
        told["designations"],
        told["validation"]["violations"],
        told["validation"]["warnings"],
        counts["represented"],
        counts["left"],
        counts["missing"] + counts["unnamed"],
    )
    return [name, *(f"{cell:,}" for cell in cells), f"{seconds:.1f}", str(peak)]


def main() -> None:
    """Print the table, a row as soon as it is known."""
    parser = argparse.ArgumentParser(description="Publish every real list by itself.")
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    print(f"| {' | '.join(_HEAD)} |\n|{'---|' * len(_HEAD)}")
    for paths in releases(asked.folder):
        print(f"| {' | '.join(row(paths))} |", flush=True)


if __name__ == "__main__":
    main()

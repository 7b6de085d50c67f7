"""Fuzz the readers, guided by the lines they reach, from the suite's small samples.

The suite alters files at random; this looks for the bytes that reach code which random ones
do not. Atheris has wheels for few versions of Python, so it is no dependency of the tests:
``pip install atheris`` beside the project, then run from its folder, some minutes each::

    python -m benchmarks.fuzz_readers                        what can be fuzzed
    python -m benchmarks.fuzz_readers un.xml --seconds 300   one file
    python -m benchmarks.fuzz_readers --all --seconds 300    each in turn, with a table

A reading may end in records or in an error of the program (KgError). Anything else is
written into ``--findings`` with its traceback, the first of each place, and ends in exit
code 1; so does a reading that takes longer than 20 seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from importlib import import_module
from inspect import isclass, isfunction
from pathlib import Path
from random import Random
from types import ModuleType

from kg.errors import KgError
from kg.graph.build import build
from kg.graph.context import Context
from kg.graph.schemes import shipped_schemes
from kg.iri import Iris
from kg.sources import readings
from kg.sources.files import input_files
from tests.sources.samples import SAMPLES, Sample
from tests.sources.spoiling import spoiled

TARGETS: dict[str, tuple[Sample, str]] = {
    name: (sample, name) for sample in SAMPLES for name in sample.files
}
_WELL_FORMED = 0.6
"""The share of changes that keep a file well-formed."""
_EXECUTED = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_TOKEN = re.compile(rb"[A-Za-z_][\w.-]{2,30}|\d{2,12}")
_HOSTILE = (b"\\x00", b"\\xff", b"<![CDATA[", b"<!--", b"&#1;", b"&amp;", b"xsi:nil", b"1e999")


def read_to_the_end(paths: list[Path], *, quarantine: bool) -> None:
    """Read files and make statements of their records; raises KgError for bad input."""
    for reading in readings(input_files(paths), quarantine=quarantine):
        context = Context(reading.release, iris=Iris(), schemes=shipped_schemes())
        for _ in build(context, reading.records, refuse=reading.ledger.refuse):
            pass


def harness(sample: Sample, name: str, folder: Path, findings: Path) -> Callable[[bytes], None]:
    """What is called with each input: the bytes of the named file of a sample."""
    paths = sample.write(folder)
    target = folder / name
    seen: set[str] = set()

    def one_input(data: bytes) -> None:
        target.write_bytes(data or b" ")
        try:
            read_to_the_end(paths, quarantine=bool(hashlib.md5(data).digest()[0] & 1))  # noqa: S324
        except KgError:
            return
        except Exception as error:  # noqa: BLE001 - whatever escapes is what is looked for
            frame = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"
            if key not in seen:
                seen.add(key)
                findings.mkdir(parents=True, exist_ok=True)
                (findings / f"{name}-{key}.input").write_bytes(data)
                (findings / f"{name}-{key}.txt").write_text(traceback.format_exc())

    return one_input


def fuzz(name: str, seconds: int, findings: Path) -> None:
    """Fuzz one file in this process, which ends with it."""
    atheris = import_module("atheris")
    sample, _ = TARGETS[name]
    with tempfile.TemporaryDirectory(prefix="kg-fuzz-") as place:
        folder = Path(place)
        corpus = folder / "corpus"
        corpus.mkdir()
        (corpus / "valid").write_bytes(sample.files[name])
        words = folder / "words"
        words.write_bytes(_dictionary(sample.files[name]))
        _instrument(atheris)
        options = [
            f"-max_total_time={seconds}",
            f"-max_len={max(2 * len(sample.files[name]), 4_096)}",
            f"-dict={words}",
            f"-artifact_prefix={findings}/{name}-",
            "-timeout=20",
            "-rss_limit_mb=4096",
            "-print_final_stats=1",
            str(corpus),
        ]
        findings.mkdir(parents=True, exist_ok=True)

        def mutated(data: bytes, most: int, seed: int) -> bytes:
            chance = Random(seed)  # noqa: S311 - repeatable, not secret
            if chance.random() < _WELL_FORMED:
                return spoiled(data, chance)[:most]
            return bytes(atheris.Mutate(data, most))

        atheris.Setup(
            [sys.argv[0], *options],
            harness(sample, name, folder / "release", findings),
            custom_mutator=mutated,
        )
        atheris.Fuzz()


def _instrument(atheris: ModuleType) -> None:
    """Let the readers, and what reads for them, report the lines they reach."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("kg.sources", "kg.values", "kg.countries", "kg.graph.build")):
            for member in vars(module).values():
                if getattr(member, "__module__", "") != name:
                    continue
                for function in (member, *vars(member).values()) if isclass(member) else (member,):
                    if isfunction(function):
                        atheris.instrument_func(function)


def _dictionary(content: bytes) -> bytes:
    """The words of a file and some hostile ones, in libFuzzer's form."""
    words = sorted(set(_TOKEN.findall(content)))[:400]
    return b"".join(b'"' + word + b'"\n' for word in (*words, *_HOSTILE))


def _table(seconds: int, findings: Path) -> int:
    """Fuzz each file in a process of its own, and print how many inputs were tried."""
    print("| file | read by | inputs tried | findings |\n|---|---|---|---|")
    total = 0
    for name, (sample, _) in TARGETS.items():
        ran = subprocess.run(  # noqa: S603 - this very program
            [
                *(sys.executable, "-m", "benchmarks.fuzz_readers", name),
                *("--seconds", str(seconds), "--findings", str(findings)),
            ],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            errors="replace",
            check=False,
        )
        tried = _EXECUTED.search(ran.stderr)
        found = len(list(findings.glob(f"{name}-*.txt")))
        total += found + (ran.returncode != 0)
        count = f"{int(tried[1]):,}" if tried else "?"
        print(f"| `{name}` | {sample.source} | {count} | {found} |", flush=True)
        if ran.returncode:
            print(ran.stderr[-2_000:], file=sys.stderr)
    return 1 if total else 0


def main() -> int:
    """Fuzz as the command line says."""
    parser = argparse.ArgumentParser(description="Fuzz the readers, guided by coverage.")
    parser.add_argument("name", nargs="?", choices=[*TARGETS, []], help="the file to alter")
    parser.add_argument("--all", action="store_true", help="each file in turn, with a table")
    parser.add_argument("--seconds", type=int, default=60, help="time for each file")
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"))
    asked = parser.parse_args()
    if asked.all:
        return _table(asked.seconds, asked.findings)
    if asked.name:
        fuzz(asked.name, asked.seconds, asked.findings)
        return 0
    print("\n".join(TARGETS))
    return 0


if __name__ == "__main__":
    sys.exit(main())

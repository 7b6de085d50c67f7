"""The compiled validator beside pySHACL, rudof and the loading of a store.

Run from the checkout, ``python -m benchmarks.shacl_engines``; it takes the checkout's own
``shapes/`` and ``ontology/``, whole. Every measurement is a process of its own, so that its
peak of memory is its own, and may take so much memory and so many seconds. Seconds are of
processor time; compiling and loading are measured in turns, and the middle run counts. All
ratios are of this run and of the same data.

By default every engine is given 1.1 million statements, which takes pySHACL a quarter of an
hour; ``--parties 250`` is a list for the impatient. rudof is measured if
``pip install pyrudof`` has been run. ``--scaling`` holds the compiled validator alone to lists
of 100,000 to 5 million statements, ``--data`` to a release's own file.

The answer is the number of results. Compared on 250 parties, when the shapes gave 30 for the
compiled validator as for pySHACL, rudof 0.3.35 gave 19 of these and no other. It
passes over property shapes of focus nodes that are literals (here the damaged values that
sh:targetObjectsOf, 2.1.3.5, or sh:node leads to), though such a node has no value under any
path (3.7), so that sh:hasValue (4.8.2), sh:qualifiedMinCount (4.7.3) and with them sh:node
(4.7.1) fail; and it takes an ill-typed ``"1999-13-45"^^xsd:date`` for a date, where 4.1.2 says
that sh:datatype fails. Of 399 results on data more damaged it misses 54 and 9 in these ways.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from benchmarks import shacl_data
from kg.checks.shacl import ReleaseLines, Statement, load_shapes, statements_of_files, validate

ROOT = Path(__file__).parents[1]


def compiled(data: Path) -> int:
    """Results of the compiled validator."""
    return _results(data, "compiled")


def pyshacl(data: Path) -> int:
    """Results of pySHACL."""
    return _results(data, "pyshacl")


def loading(data: Path) -> int:
    """Statements loaded into an Oxigraph store in memory."""
    store = pyoxigraph.Store()
    store.bulk_load(path=str(data), format=pyoxigraph.RdfFormat.N_QUADS)
    return len(store)


def rudof(data: Path) -> int:
    """Results of rudof; it takes plain triples and one file of shapes."""
    import pyrudof  # noqa: PLC0415 - not a dependency of the project

    background = statements_of_files(sorted((ROOT / "ontology").glob("*.ttl")))
    triples, shapes = data.with_suffix(".nt"), data.with_suffix(".shapes.nt")
    _write(triples, [*ReleaseLines(data), *background])
    _write(shapes, statements_of_files(sorted((ROOT / "shapes").glob("*.ttl"))))
    engine = pyrudof.Rudof(pyrudof.RudofConfig())
    engine.read_data(str(triples), pyrudof.RDFFormat.NTriples)
    engine.read_shacl(str(shapes), pyrudof.ShaclFormat.NTriples)
    return len(engine.validate_shacl())


def _write(path: Path, statements: Iterable[Statement]) -> None:
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{s} {p} {o} .\n" for s, p, o in statements)


def _results(data: Path, engine: str) -> int:
    background = statements_of_files(sorted((ROOT / "ontology").glob("*.ttl")))
    shapes = load_shapes(sorted((ROOT / "shapes").glob("*.ttl")))
    return len(validate(data, shapes, background=background, engine=engine).results)


MEASURED: dict[str, Callable[[Path], int]] = {
    one.__name__: one for one in (compiled, pyshacl, loading, rudof)
}


SCALING = (1_535, 7_670, 15_340, 38_340, 76_700)
GIGABYTE = 1 << 30
LIMITED: dict[int, str] = {signal.SIGXCPU: "out of time", signal.SIGABRT: "out of memory"}
"""How a process ends that reaches its limit; Rust's way with memory is to abort."""


class Measured(NamedTuple):
    """Seconds of processor time, megabytes at the peak, and the answer."""

    seconds: float
    megabytes: int
    answer: int


def measure(name: str, data: Path, options: argparse.Namespace) -> Measured | str:
    """What a measurement in a process of its own gave, or why it gave nothing."""
    command = [sys.executable, "-m", "benchmarks.shacl_engines", "--one", name, "--data", str(data)]
    command += ["--memory", str(options.memory), "--seconds", str(options.seconds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode == 0:
        return Measured(*json.loads(done.stdout.splitlines()[-1]))
    last = (done.stderr.strip().splitlines() or ["no word"])[-1]
    return f"{LIMITED.get(-done.returncode, 'failed')}: {last[:100]}"


def _in_this_process(options: argparse.Namespace) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (options.memory * GIGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (options.seconds, options.seconds + 10))
    logging.getLogger("rdflib.term").disabled = True
    started = time.process_time()
    answer = MEASURED[options.one](options.data[0])
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([seconds, peak, answer]))


def main() -> None:
    """Print a table of engines for each list, with the ratios that a release depends on."""
    options = _options()
    if options.one:
        _in_this_process(options)
        return
    print(f"{'statements':>10} {'what':9} {'seconds':>8} {'a million':>9} {'MB':>6} {'answer':>8}")
    others = ["pyshacl"] + (["rudof"] if importlib.util.find_spec("pyrudof") else [])
    if options.scaling or options.data:
        others = []
    made = SCALING if options.scaling else () if options.data else options.parties
    with tempfile.TemporaryDirectory() as folder:
        for parties in made:
            path = Path(folder) / f"{parties}.nq"
            shacl_data.write(path, parties)
            _compare(path, others, options)
            for file in Path(folder).iterdir():
                file.unlink()
    for path in options.data:
        _compare(path, others, options)


def _compare(data: Path, others: Sequence[str], options: argparse.Namespace) -> None:
    with data.open("rb") as lines:
        count = sum(1 for _ in lines)
    repeated = [
        (name, measure(name, data, options))
        for _ in range(options.repeat)
        for name in ("loading", "compiled")
    ]
    loading, ours = (_middle(repeated, name) for name in ("loading", "compiled"))
    _tell(count, "loading", loading, "")
    _tell(count, "compiled", ours, f"{ours.seconds / loading.seconds:.2f} x loading")
    for name in others:
        found = measure(name, data, options)
        if isinstance(found, str):
            print(f"{count:10} {name:9} {found}", flush=True)
        else:
            ratio = f"compiled is {found.seconds / ours.seconds:.1f} x faster"
            _tell(count, name, found, ratio)


def _middle(runs: Sequence[tuple[str, Measured | str]], wanted: str) -> Measured:
    found = [run for name, run in runs if name == wanted]
    measured = sorted(run for run in found if not isinstance(run, str))
    if len(measured) < len(found):
        sys.exit(f"{wanted}: {next(run for run in found if isinstance(run, str))}")
    return measured[len(measured) // 2]


def _tell(count: int, name: str, found: Measured, ratio: str) -> None:
    seconds, megabytes, answer = found
    print(
        f"{count:10} {name:9} {seconds:8.2f} {seconds / count * 1e6:9.2f} {megabytes:6} "
        f"{answer:8}  {ratio}".rstrip(),
        flush=True,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parties", type=int, nargs="+", default=[17_000])
    parser.add_argument("--scaling", action="store_true", help="100,000 to 5 million statements")
    parser.add_argument("--data", type=Path, nargs="+", default=[], help="N-Quads of a release")
    parser.add_argument("--repeat", type=int, default=3, help="of compiling and of loading")
    parser.add_argument("--memory", type=int, default=14, help="gigabytes that a process may take")
    parser.add_argument("--seconds", type=int, default=3600, help="that a process may take")
    parser.add_argument("--one", choices=sorted(MEASURED), help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()

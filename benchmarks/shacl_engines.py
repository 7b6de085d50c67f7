"""The compiled validator beside pySHACL and rudof, on data shaped like the full SDN list.

Run from the checkout, ``python -m benchmarks.shacl_engines``; it takes the checkout's own
``shapes/`` and ``ontology/``. Every measurement is a process of its own, so that its peak
of memory is its own. pySHACL takes about a minute per thousand parties, so it is run on a
part of the list (``--reference``) and its time for the whole is that part's time scaled by
the number of statements, which favours it: its time grows with the data at least so fast.
rudof is measured if ``pip install pyrudof`` has been run.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

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


def measure(name: str, data: Path) -> tuple[float, int, int]:
    """Seconds, megabytes at the peak, and the answer of a measurement in its own process."""
    command = [sys.executable, "-m", "benchmarks.shacl_engines", "--one", name, "--data", str(data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"{name}: {done.stderr.strip().splitlines()[-1]}")
    seconds, megabytes, answer = json.loads(done.stdout.splitlines()[-1])
    return seconds, megabytes, answer


def _in_this_process(name: str, data: Path) -> None:
    started = time.process_time()
    answer = MEASURED[name](data)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([seconds, peak, answer]))


def main() -> None:
    """Print a table of engines and the ratios that a release depends on."""
    options = _options()
    if options.one:
        _in_this_process(options.one, Path(options.data))
        return
    with tempfile.TemporaryDirectory() as folder:
        sizes = {}
        for parties in sorted({options.reference, *options.parties}):
            path = Path(folder) / f"{parties}.nq"
            sizes[parties] = (path, shacl_data.write(path, parties))
        _compare(sizes, options)


def _compare(sizes: dict[int, tuple[Path, int]], options: argparse.Namespace) -> None:
    print(f"{'engine':10} {'parties':>8} {'statements':>11} {'seconds':>9} {'MB':>6} {'answer':>8}")
    taken: dict[tuple[str, int], float] = {}
    wanted = [("compiled", parties) for parties in sizes] + [
        ("loading", parties) for parties in options.parties
    ]
    wanted += [("pyshacl", options.reference)]
    wanted += [("rudof", options.reference)] if options.rudof else []
    for name, parties in wanted:
        path, count = sizes[parties]
        seconds, megabytes, answer = measure(name, path)
        taken[name, parties] = seconds
        print(f"{name:10} {parties:8} {count:11} {seconds:9.2f} {megabytes:6} {answer:8}")
    for parties in options.parties:
        ours = taken["compiled", parties]
        scaled = (
            taken["pyshacl", options.reference] * sizes[parties][1] / sizes[options.reference][1]
        )
        print(f"{parties} parties: {scaled / ours:.0f} times as fast as pySHACL scaled,", end=" ")
        print(f"{ours / taken['loading', parties]:.1f} times the loading of a store")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parties", type=int, nargs="+", default=[1500, 17_000])
    parser.add_argument("--reference", type=int, default=500, help="parties for pySHACL")
    parser.add_argument("--rudof", action="store_true", help="measure rudof, too")
    parser.add_argument("--one", choices=sorted(MEASURED), help=argparse.SUPPRESS)
    parser.add_argument("--data", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()

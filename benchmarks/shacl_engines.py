"""The compiled validator beside pySHACL, rudof and the loading of a store.

Run from the checkout, ``python -m benchmarks.shacl_engines``; it takes the checkout's own
``shapes/`` and ``ontology/``. Every measurement is a process of its own, so that its peak
of memory is its own; seconds are of processor time, and where a measurement is repeated,
its runs take turns with the others' and the middle one counts. All ratios are of this run
and of the same data.

pySHACL takes about 40 seconds for a thousand parties and rudof gigabytes of memory, so they
are run on a list of ``--reference`` parties; ``--reference 17000`` gives pySHACL the whole
list of 1.1 million statements. rudof is measured if ``pip install pyrudof`` has been run.
``--scaling`` adds lists of 100,000 to 5 million statements, ``--data`` a release's own file.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
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


SCALING = (1_535, 7_670, 15_340, 38_340, 76_700)
OFTEN = ("compiled", "loading")


def measure(name: str, data: Path) -> tuple[float, int, int]:
    """Seconds, megabytes at the peak, and the answer of a measurement in its own process."""
    command = [sys.executable, "-m", "benchmarks.shacl_engines", "--one", name, "--data", str(data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"{name}: {done.stderr.strip().splitlines()[-1]}")
    seconds, megabytes, answer = json.loads(done.stdout.splitlines()[-1])
    return seconds, megabytes, answer


def _in_this_process(name: str, data: Path) -> None:
    logging.getLogger("rdflib.term").disabled = True
    started = time.process_time()
    answer = MEASURED[name](data)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([seconds, peak, answer]))


def main() -> None:
    """Print a table of engines for each list, with the ratios that a release depends on."""
    options = _options()
    if options.one:
        _in_this_process(options.one, options.data[0])
        return
    print(f"{'statements':>10} {'engine':10} {'seconds':>9} {'compiled is':>14}     MB   answer")
    others = ["pyshacl"] + (["rudof"] if importlib.util.find_spec("pyrudof") else [])
    with tempfile.TemporaryDirectory() as folder:
        for parties in dict.fromkeys([options.reference, *options.parties, *options.scaling]):
            path = Path(folder) / f"{parties}.nq"
            count = shacl_data.write(path, parties)
            _compare(path, count, others if parties == options.reference else [], options.repeat)
            path.unlink()
    for path in options.data:
        with path.open("rb") as lines:
            count = sum(1 for _ in lines)
        _compare(path, count, [], options.repeat)


def _compare(data: Path, count: int, others: Sequence[str], repeat: int) -> None:
    runs = [(name, measure(name, data)) for _ in range(repeat) for name in ("loading", "compiled")]
    runs += [(name, measure(name, data)) for name in others]
    middle = {
        name: sorted(found for one, found in runs if one == name)[
            (repeat if name in OFTEN else 1) // 2
        ]
        for name in dict(runs)
    }
    ours = middle["compiled"][0]
    for name, (seconds, megabytes, answer) in middle.items():
        ratio = "" if name == "compiled" else f"{seconds / ours:.1f} x faster"
        if name == "loading":
            ratio = f"{ours / seconds:.2f} x loading"
        print(
            f"{count:10} {name:10} {seconds:9.2f} {ratio:>14} {megabytes:6} {answer:8}", flush=True
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parties", type=int, nargs="*", default=[17_000])
    parser.add_argument("--reference", type=int, default=500, help="parties for pySHACL and rudof")
    parser.add_argument(
        "--scaling", action="store_const", const=SCALING, default=(), help="100,000 to 5 million"
    )
    parser.add_argument("--repeat", type=int, default=3, help="of compiled and of loading")
    parser.add_argument("--data", type=Path, nargs="*", default=[], help="N-Quads of a release")
    parser.add_argument("--one", choices=sorted(MEASURED), help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()

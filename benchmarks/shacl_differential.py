"""Thousands of made-up graphs and shapes through the compiled validator and pySHACL.

Run from the checkout, ``python -m benchmarks.shacl_differential --cases 5000``. A case is a
number: it makes its graph and its shapes, so every difference can be looked at again with
``--first NUMBER --cases 1 --show``. Every second case changes its shapes once more at
random, which may leave them ill-formed; every tenth holds damaged parties to some of the
shipped shapes. Where the two differ, shacl-engine (npm) is asked, if ``--third`` names a
folder in which ``npm install shacl-engine n3 rdf-ext`` has been run.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from random import Random

from benchmarks import shacl_data
from kg import terms
from kg.checks.shacl import Report, Statement, load_shapes, statements_of_files, validate
from kg.checks.shacl.vocabulary import sh
from kg.errors import BadInputError
from tests.shacl.generated import ShapesMaker, data_graph
from tests.shacl.w3c_suite import seen

ROOT = Path(__file__).parents[1]
Outcome = frozenset[tuple[str, ...]] | str
"""What an engine found, or the first words of why it found nothing."""


def case(number: int) -> tuple[list[Statement], list[Statement]]:
    """The data and the shapes of a case."""
    chance = Random(number)  # noqa: S311
    if number % 10 == 0:
        parties = list(shacl_data.statements(2, seed=number))
        return _damaged(parties, chance), _some_shipped(chance)
    graphs = 3 if number % 3 == 0 else 1
    data = sorted({statement for _ in range(graphs) for statement in data_graph(chance)})
    shapes = ShapesMaker(chance).graph()
    return data, _mutated(shapes, chance) if number % 2 else shapes


def _mutated(shapes: Sequence[Statement], chance: Random) -> list[Statement]:
    """Shapes of which one statement is dropped, given another object, or moved elsewhere."""
    found = list(shapes)
    at = chance.randrange(len(found))
    subject, predicate, object_ = found[at]
    way = chance.randrange(3)
    if way == 0:
        del found[at]
    elif way == 1:
        others = [other for _, same, other in found if same == predicate]
        found[at] = (subject, predicate, chance.choice(others))
    else:
        found[at] = (chance.choice(found)[0], predicate, object_)
    return found


def _damaged(data: Sequence[Statement], chance: Random) -> list[Statement]:
    """Data in which some statements have the object of another one, or are missing."""
    found = set(data)
    for subject, predicate, object_ in chance.sample(data, 6):
        found.discard((subject, predicate, object_))
        if chance.randrange(3):
            found.add((subject, predicate, chance.choice(data)[2]))
    return sorted(found)


@cache
def _shipped() -> dict[str, list[Statement]]:
    """The shipped shapes without queries and without order, each with all it refers to."""
    said: dict[str, list[Statement]] = {}
    for statement in statements_of_files(sorted((ROOT / "shapes").glob("*.ttl"))):
        said.setdefault(statement[0], []).append(statement)
    whole = {node: _with_parts(node, said, set()) for node in said if node.startswith("<")}
    left_out = {sh("sparql"), sh("lessThan"), sh("lessThanOrEquals"), sh("declare")}
    return {
        node: found
        for node, found in whole.items()
        if any(one[1].startswith(sh("target")[:-1]) for one in found)
        and not any(one[1] in left_out for one in found)
    }


def _with_parts(node: str, said: dict[str, list[Statement]], seen: set[str]) -> list[Statement]:
    seen.add(node)
    found = list(said.get(node, ()))
    for _, _, object_ in list(found):
        if object_ in said and object_ not in seen:
            found += _with_parts(object_, said, seen)
    return found


def _some_shipped(chance: Random) -> list[Statement]:
    names = chance.sample(sorted(_shipped()), 5)
    return [statement for name in names for statement in _shipped()[name]]


def outcome(data: list[Statement], shapes: list[Statement], engine: str) -> Outcome:
    """What an engine reports, as a set, or that it gave up."""
    try:
        return _told(validate(data, load_shapes([shapes]), engine=engine))
    except BadInputError as error:
        return str(error).partition(";")[0].partition("\n")[0]


def _told(report: Report) -> frozenset[tuple[str, ...]]:
    return frozenset(seen(result) for result in report.results)


def third(folder: Path, data: list[Statement], shapes: list[Statement]) -> str:
    """What shacl-engine finds, as its own lines of text."""
    node = shutil.which("node")
    if node is None:
        return "node is not installed"
    given = json.dumps({"folder": str(folder), "data": _lines(data), "shapes": _lines(shapes)})
    script = Path(__file__).with_name("shacl_third.mjs")
    done = subprocess.run(  # noqa: S603
        [node, str(script)], input=given, capture_output=True, text=True, check=False
    )
    return done.stdout or f"gave up: {done.stderr.strip()[:300]}"


def _lines(found: Iterable[Statement]) -> str:
    return "".join(terms.line(*statement, "") for statement in found)


def main() -> None:
    """Print how many cases agreed, and what is to be said of each of the others."""
    options = _options()
    logging.getLogger("rdflib.term").disabled = True
    counted: Counter[str] = Counter()
    for number in range(options.first, options.first + options.cases):
        data, shapes = case(number)
        ours, theirs = (outcome(data, shapes, engine) for engine in ("auto", "pyshacl"))
        verdict = _verdict(ours, theirs)
        counted[verdict] += 1
        if verdict.startswith("differ") or options.show:
            _show(number, ours, theirs)
            if options.third:
                print(third(options.third, data, shapes))
        if number % 250 == 0:
            print(f"{number}: {dict(counted)}", file=sys.stderr, flush=True)
    print(f"{options.cases} cases:", ", ".join(f"{n} {what}" for what, n in counted.most_common()))


def _verdict(ours: Outcome, theirs: Outcome) -> str:
    if isinstance(ours, str) or isinstance(theirs, str):
        if isinstance(ours, str) and isinstance(theirs, str):
            return "refused by both"
        return (
            "differ: refused by us alone" if isinstance(ours, str) else "refused by pySHACL alone"
        )
    if ours == theirs:
        return "agree, with results" if ours else "agree, without results"
    return "differ in results"


def _show(number: int, ours: Outcome, theirs: Outcome) -> None:
    print(f"case {number}")
    if isinstance(ours, str) or isinstance(theirs, str):
        for name, found in (("compiled", ours), ("pySHACL", theirs)):
            print(f"  {name}: {found if isinstance(found, str) else f'{len(found)} results'}")
        return
    for name, found in (("compiled", ours - theirs), ("pySHACL", theirs - ours)):
        for one in sorted(found, key=str):
            print(f"  {name} alone: {' '.join(map(str, one))}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--third", type=Path, help="a folder with shacl-engine installed")
    parser.add_argument("--show", action="store_true", help="tell of cases that agree, too")
    return parser.parse_args()


if __name__ == "__main__":
    main()

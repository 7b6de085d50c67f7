"""Thousands of made-up graphs and shapes through the compiled validator and pySHACL.

Run from the checkout, ``python -m benchmarks.shacl_differential --cases 5000``. A case is a
number: it makes its graph and its shapes, so every difference can be looked at again with
``--first NUMBER --cases 1 --show``. Every tenth case holds damaged parties to some of the
shipped shapes; every second case changes its shapes once more at random, until the change
leaves them well-formed. Only every twentieth case keeps whatever the change has made.

Ill-formed shapes have no result that two engines could agree on (SHACL 3.4.2: undefined, and a
failure should be told). Where the compiled validator refuses a case, pySHACL is asked apart
from it, and so are the SHACL shapes for SHACL shapes (SHACL, appendix C), whether the shapes
are ill-formed; the table of refusals names each reason with both. What those shapes call
well-formed all the same breaks a rule that they do not hold: they are of SHACL Core and know
nothing of queries (5.2.1, 5.2.2), of the path that 2.3 demands of every sh:PropertyShape, and
of recursion (3.4.3). One refusal is stricter than SHACL: a sh:qualifiedValueShape without a
number, which asks for nothing. pySHACL, for its part, refuses parameters that have no effect
without another one (sh:ignoredProperties without sh:closed), where 2.1.4 sees no constraint.

Where the two differ, shacl-engine (npm) is asked, if ``--third`` names a folder in which
``npm install shacl-engine n3 rdf-ext`` has been run, and only after it has found the
violations of :data:`PLANTED`. A difference is "as pinned" where an
order is asked of values that have none, which is a violation (4.5.3 and SPARQL 17.3) that
pySHACL and shacl-engine miss; ``tests/shacl/test_against_pyshacl.py`` holds the pins.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

import pyshacl

from benchmarks import shacl_data
from kg import terms
from kg.checks.shacl import Report, Shapes, Statement, load_shapes, statements_of_files, validate
from kg.checks.shacl.literals import datatype_of
from kg.checks.shacl.shape_graph import ShapeGraph, stably_labelled
from kg.checks.shacl.vocabulary import local_name, sh
from kg.errors import BadInputError
from tests.shacl.generated import ShapesMaker, data_graph, ex, typed
from tests.shacl.w3c_suite import Seen, seen

ROOT = Path(__file__).parents[1]
Outcome = frozenset[Seen] | str
"""What an engine found, or the first words of why it found nothing."""

BOUNDS = "MinInclusive MaxInclusive MinExclusive MaxExclusive LessThan LessThanOrEquals"
ORDER = {
    sh(f"{name}ConstraintComponent"): sh(name[0].lower() + name[1:]) for name in BOUNDS.split()
}
"""Components that ask for an order, each with its parameter."""

NUMBERS = {terms.XSD + name for name in ("integer", "decimal", "double")}

A, P, Q, SHAPE = ex("a"), ex("p"), ex("q"), ex("shape")
PLANTED: dict[str, tuple[list[Statement], str]] = {
    "sh:minCount": ([(SHAPE, sh("minCount"), typed("2", "integer"))], "MinCount a -"),
    "sh:datatype": ([(SHAPE, sh("datatype"), f"<{terms.XSD}date>")], "Datatype a 5"),
    "sh:lessThan": ([(SHAPE, sh("lessThan"), Q)], "LessThan a 5"),
    "sh:sparql": (
        [
            (SHAPE, sh("sparql"), ex("query")),
            (ex("query"), sh("select"), f'"SELECT $this ?value {{ $this {P} ?value }}"'),
        ],
        "SPARQL a 5",
    ),
}
"""Demands that "a has p 5 and q 3" breaks, and the one result that each must bring."""


def case(number: int) -> tuple[list[Statement], list[Statement]]:
    """The data and the shapes of a case."""
    chance = Random(number)  # noqa: S311
    if number % 10 == 0:
        parties = list(shacl_data.statements(2, seed=number))
        return _damaged(parties, chance), _some_shipped(chance)
    graphs = 3 if number % 3 == 0 else 1
    data = sorted({statement for _ in range(graphs) for statement in data_graph(chance)})
    shapes = ShapesMaker(chance).graph()
    if number % 2 == 0:
        return data, shapes
    changed = _mutated(shapes, chance)
    while number % 20 != 1 and isinstance(_loaded(changed), str):
        changed = _mutated(shapes, chance)
    return data, changed


def _loaded(shapes: list[Statement]) -> Shapes | str:
    """The shapes, or why they are refused."""
    try:
        return load_shapes([shapes])
    except BadInputError as error:
        return str(error)


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


def ours(data: list[Statement], shapes: list[Statement]) -> Outcome:
    """What the compiled validator reports, or why it refuses."""
    loaded = _loaded(shapes)
    if isinstance(loaded, str):
        return loaded
    try:
        return _told(validate(data, loaded, engine="compiled"))
    except BadInputError as error:
        return str(error)


def pyshacls(data: list[Statement], shapes: list[Statement]) -> Outcome:
    """What pySHACL reports, which is given the graphs as they are, or why it gave up."""
    graph = ShapeGraph(stably_labelled(shapes))
    try:
        return _told(validate(data, Shapes({}, graph=graph.groups), engine="pyshacl"))
    except (BadInputError, ValueError) as error:
        return str(error)


def is_ill_formed(shapes: list[Statement]) -> bool:
    """Whether the SHACL shapes for SHACL shapes object, as far as they go."""
    return not validate(sorted(set(shapes)), _shapes_for_shapes(), engine="compiled").conforms


@cache
def _shapes_for_shapes() -> Shapes:
    return load_shapes([Path(pyshacl.__file__).parent / "assets" / "shacl-shacl.ttl"])


def _told(report: Report) -> frozenset[Seen]:
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


def check_third(folder: Path) -> None:
    """End with a sentence unless the third engine finds every planted violation."""
    data = [(A, P, typed("5", "integer")), (A, Q, typed("3", "integer"))]
    for name, (said, expected) in PLANTED.items():
        told = third(folder, data, [(SHAPE, sh("targetNode"), A), (SHAPE, sh("path"), P), *said])
        kind, _, rest = expected.partition(" ")
        if told.strip() != f"shacl-engine: {kind}ConstraintComponent {rest}":
            sys.exit(f"the third engine is not to be believed: of {name} it says {told.strip()}")


@dataclass
class Tally:
    """Cases by verdict, and the reasons of the engines that refused one."""

    verdicts: Counter[str] = field(default_factory=Counter)
    refused: dict[str, Counter[str]] = field(default_factory=dict)
    given_up: Counter[str] = field(default_factory=Counter)

    def count(self, verdict: str, found: Outcome, theirs: Outcome, shapes: list[Statement]) -> None:
        """Count a case, with the reason if one of the engines refused it."""
        self.verdicts[verdict] += 1
        if isinstance(found, str):
            counted = self.refused.setdefault(_reason(found), Counter())
            counted["cases"] += 1
            counted["pyshacl"] += isinstance(theirs, str)
            counted["shapes"] += is_ill_formed(shapes)
        elif isinstance(theirs, str):
            self.given_up[re.sub(r"\s+", " ", theirs.partition("\n")[0])[:90]] += 1

    def tell(self, cases: int) -> None:
        """Print all that was counted."""
        told = ", ".join(f"{n} {what}" for what, n in self.verdicts.most_common())
        print(f"{cases} cases: {told}")
        if self.refused:
            print(f"{'why the compiled validator refused':70} cases pySHACL too  appendix C too")
        for reason, found in sorted(self.refused.items(), key=lambda one: -one[1]["cases"]):
            print(f"{reason:70} {found['cases']:5} {found['pyshacl']:11} {found['shapes']:15}")
        for reason, count in self.given_up.most_common():
            print(f"{count} judged by us alone; {reason}")


def _reason(refusal: str) -> str:
    """The rule that a refusal names, without the names of the case."""
    found = re.search(r"field <([^>]*)>: the shape is ill-formed: this (.*?)(?: \(|$)", refusal)
    if found:
        return f"sh:{local_name(f'<{found[1]}>')} {found[2]}"
    return re.sub(r"^record \S+: |\(.*?\)", "", refusal.partition("\n")[0])[:70]


def main() -> None:
    """Print how many cases agreed, and what is to be said of each of the others."""
    options = _options()
    logging.disable(logging.ERROR)
    if options.third:
        check_third(options.third)
    tally = Tally()
    for number in range(options.first, options.first + options.cases):
        data, shapes = case(number)
        found, theirs = ours(data, shapes), pyshacls(data, shapes)
        verdict = _verdict(found, theirs, data, shapes)
        tally.count(verdict, found, theirs, shapes)
        if verdict.startswith("differ") or options.show:
            _show(number, verdict, found, theirs)
            if options.third:
                print(third(options.third, data, shapes))
        if number % 250 == 0:
            print(f"{number}: {dict(tally.verdicts)}", file=sys.stderr, flush=True)
    tally.tell(options.cases)


def _verdict(
    found: Outcome, theirs: Outcome, data: list[Statement], shapes: list[Statement]
) -> str:
    if isinstance(found, str):
        return "refused by both" if isinstance(theirs, str) else "refused by us alone"
    if isinstance(theirs, str):
        return "refused by pySHACL alone"
    if found == theirs:
        return "agree, with results" if found else "agree, without results"
    return "differ as pinned" if _is_pinned(found, theirs, data, shapes) else "differ"


def _is_pinned(
    found: frozenset[Seen],
    theirs: frozenset[Seen],
    data: list[Statement],
    shapes: list[Statement],
) -> bool:
    """Whether we alone report something, and all of it is of values that have no order."""
    return theirs < found and all(_has_no_order(one, data, shapes) for one in found - theirs)


def _has_no_order(one: Seen, data: list[Statement], shapes: list[Statement]) -> bool:
    """Whether a result comes of a value that was compared with one of another kind."""
    focus, _, value, component, shape, *_ = one
    parameter = ORDER.get(component)
    limits = {o for s, p, o in shapes if (s, p) == (shape, parameter)}
    others = {o for s, p, o in data if s == focus and p in limits}
    known = others or {limit for limit in limits if limit.startswith('"')}
    return any(_kind(other) != _kind(value) for other in known)


def _kind(term: str) -> str:
    datatype = datatype_of(term)
    return "number" if datatype in NUMBERS else datatype


def _show(number: int, verdict: str, found: Outcome, theirs: Outcome) -> None:
    print(f"case {number}: {verdict}")
    if isinstance(found, str) or isinstance(theirs, str):
        for name, told in (("compiled", found), ("pySHACL", theirs)):
            print(f"  {name}: {told if isinstance(told, str) else f'{len(told)} results'}")
        return
    for name, alone in (("compiled", found - theirs), ("pySHACL", theirs - found)):
        for one in sorted(alone):
            print(f"  {name} alone: {' '.join(one)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--third", type=Path, help="a folder with shacl-engine installed")
    parser.add_argument("--show", action="store_true", help="tell of cases that agree, too")
    return parser.parse_args()


if __name__ == "__main__":
    main()

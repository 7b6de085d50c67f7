"""Data made to be as expensive as can be: what is done must grow with them and no faster.

Calls of the validator's own functions are counted, rows and lookups among them, not time.
For cost that is a constant and so much for each record, four times the records make the
difference to a quarter of them four times as large; for cost that grows with pairs, sixteen.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from kg import terms
from kg.checks.shacl import Statement, load_shapes, statements_of_files, validate
from kg.iri import Iris, concept, fragment
from kg.resources import ontology_files, shapes_files
from kg.vocab import DCT, RDF, RDFS, SKOS, SKOSXL, SX
from tests.shacl.turtle import graph, shapes

IRIS = Iris()
SHAPES = load_shapes(shapes_files())
BACKGROUND = statements_of_files(ontology_files())
SOURCE = IRIS.source("ofac-sdn", "2024-01-01")


def parties(kind: str, count: int) -> list[str]:
    """Many parties, apart from those of another kind of data."""
    return [IRIS.party("ofac", f"{kind}-{number}") for number in range(count)]


def one_name_for_all(count: int) -> Iterator[Statement]:
    """Parties that all have the same name, strong and weak, and the same number."""
    name, number = terms.literal("ACME"), terms.literal("7")
    for one in parties("name", count):
        yield one, RDF.type, SX.Entity
        yield one, RDFS.label, name
        yield one, SKOS.altLabel, name
        for strength in ("strong", "weak"):
            node = fragment(one, "name", strength)
            yield one, SX.name, node
            yield node, RDF.type, SX.Name
            yield node, SX.nameStrength, concept("name-type", strength)
            yield node, SKOSXL.literalForm, name
        node = fragment(one, "identifier", "1")
        yield one, SX.identifier, node
        yield node, SX.idScheme, concept("id-scheme", "ofac-uid")
        yield node, SKOS.notation, number


def one_hub(count: int) -> Iterator[Statement]:
    """A party from which relations go to all others."""
    hub = IRIS.party("ofac", "1")
    yield hub, RDF.type, SX.Entity
    for number, one in enumerate(parties("hub", count)):
        yield one, RDF.type, SX.Entity
        yield hub, SX.controls, one
        yield from _relation(fragment(hub, "relation", str(number)), hub, one)


def one_end(count: int) -> Iterator[Statement]:
    """A party to which relations come from all others."""
    end = IRIS.party("ofac", "2")
    yield end, RDF.type, SX.Entity
    for one in parties("end", count):
        yield one, RDF.type, SX.Entity
        yield one, SX.controls, end
        yield from _relation(fragment(one, "relation", "1"), one, end)


def links_into_the_void(count: int) -> Iterator[Statement]:
    """Parties whose parts are not described, and parts that no party points at."""
    for one in parties("void", count):
        yield one, RDF.type, SX.Entity
        yield one, SX.name, fragment(one, "name", "absent")
        yield one, SX.designation, fragment(one, "designation", "absent")
        yield fragment(one, "name", "alone"), SKOSXL.literalForm, terms.literal("ACME")


def one_source(count: int) -> Iterator[Statement]:
    """Designations of all parties under one program, from one source."""
    for one in parties("source", count):
        node = fragment(one, "designation", "1")
        yield one, RDF.type, SX.Entity
        yield one, SX.designation, node
        yield node, RDF.type, SX.Designation
        yield node, SX.designates, one
        yield node, SX.program, concept("program", "glomag")
        yield node, SX["list"], concept("list", "ofac-sdn")
        yield node, DCT.source, SOURCE


AWKWARD = (one_name_for_all, one_hub, one_end, links_into_the_void, one_source)


def _relation(node: str, start: str, end: str) -> Iterator[Statement]:
    yield node, RDF.type, SX.ControlRelation
    yield node, SX["from"], start
    yield node, SX.to, end
    yield node, DCT.source, SOURCE


def calls(check: Callable[[], object]) -> int:
    """How many functions of the validator are called, and generators resumed."""
    number = 0

    def count(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal number
        number += event == "call" and Path(frame.f_code.co_filename).parent.name == "shacl"

    sys.setprofile(count)
    try:
        check()
    finally:
        sys.setprofile(None)
    return number


def growth(check: Callable[[int], Callable[[], object]]) -> float:
    """How much larger the last step of a cost is than the one before it."""
    few, some, many = (calls(check(count)) for count in (20, 80, 320))
    return (many - some) / (some - few)


def test_a_record_more_costs_no_more_than_the_one_before() -> None:
    """All kinds of awkward data at once, since most of the time goes into getting ready.

    The last step costs a little more, since nodes are packed from the thousandth on.
    """

    def check(count: int) -> Callable[[], object]:
        data = sorted({one for made in AWKWARD for one in made(count)})
        return lambda: validate(data, SHAPES, background=BACKGROUND, engine="compiled")

    assert 3.5 < growth(check) < 5


def test_the_count_tells_cost_that_grows_with_pairs() -> None:
    """A path back and forth reaches every party from every party, which is no one's fault."""
    pairs = shapes(
        "ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path "
        "( ex:p [ sh:inversePath ex:p ] ex:q ) ; sh:maxCount 0 ] ."
    )

    def check(count: int) -> Callable[[], object]:
        data = graph("".join(f"ex:n{number} ex:p ex:hub . " for number in range(count // 4)))
        return lambda: validate(data, pairs)

    assert growth(check) > 10

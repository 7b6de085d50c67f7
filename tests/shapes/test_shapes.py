"""The shapes fire where they must and nowhere else, and say what to do about it.

All cases go into one graph, each under its own mark, and through two validators: the
compiled one and pySHACL, the reference.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pyoxigraph
import pyshacl
import pytest
from rdflib import RDFS, BNode, Graph, Literal, URIRef
from rdflib.namespace import SH

from kg.checks.shacl import load_shapes, validate
from kg.errors import BadInputError
from kg.resources import ontology_files, shapes_files
from kg.version import VERSION
from tests.shapes import faults
from tests.shapes.cases import SHAPES, Case, Statement, all_cases, concepts, lines, owners, whole
from tests.shapes.cases import read as read_turtle

ENGINES = ("compiled", "pyshacl")


class Finding(NamedTuple):
    """One result: encoded terms, the shape by its local name."""

    shape: str
    focus: str
    value: str
    severity: str
    message: str


@cache
def shapes() -> Graph:
    graph = Graph()
    for path in shapes_files():
        graph.parse(path)
    return graph


@cache
def ontology() -> Graph:
    graph = Graph()
    for path in ontology_files():
        graph.parse(path)
    return graph


@pytest.fixture
def copy() -> Graph:
    """The shapes in a graph that a test may spoil."""
    return Graph() + shapes()


def findings(engine: str, data: Iterable[Statement], background: Iterable[Statement]) -> list[Finding]:
    """What an engine finds wrong with the data under all shapes."""
    return list(_compiled(data, background) if engine == "compiled" else _reference(data, background))


def _compiled(data: Iterable[Statement], background: Iterable[Statement]) -> Iterator[Finding]:
    loaded = load_shapes(shapes_files())
    report = validate(sorted(set(data)), loaded, background=background, engine="compiled")
    for found in report.results:
        yield Finding(_local(found.shape), found.focus, found.value or "", found.severity, *found.messages)


def _reference(data: Iterable[Statement], background: Iterable[Statement]) -> Iterator[Finding]:
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    merged = [*data, *background]
    kept = {term[2:]: BNode(term[2:]) for one in merged for term in one if term.startswith("_:")}
    graph = Graph().parse(data=lines(merged), format="nt", bnode_context=kept)
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes(), inference="none", advanced=False)
    assert isinstance(report, Graph)
    for result in report.objects(None, SH.result):
        cells = (report.value(result, term) for term in (SH.sourceShape, SH.focusNode, SH.value, SH.resultSeverity, SH.resultMessage))
        shape, *others = ("" if cell is None else _encoded(cell.n3()) for cell in cells)
        yield Finding(_local(shape), *others)


def _encoded(text: str) -> str:
    """A term as the program writes it: without escapes of letters that need none."""
    found = next(pyoxigraph.parse(f"<urn:s> <urn:p> {text} .", pyoxigraph.RdfFormat.TURTLE))
    return str(found.object)


def _local(shape: str) -> str:
    return shape.strip("<>").removeprefix(SHAPES)


def _marked() -> dict[str, Case]:
    return {f"c{number:03}": case for number, case in enumerate(all_cases())}


@cache
def of_all_cases(engine: str) -> tuple[Finding, ...]:
    """What an engine finds in all cases at once."""
    data = {one for mark, case in _marked().items() for one in case.statements(mark)}
    return tuple(findings(engine, sorted(data), concepts()))


def fired(engine: str) -> dict[str, set[str]]:
    """The shapes that fired, by case."""
    owned = owners({mark: case.statements(mark) for mark, case in _marked().items()})
    found: dict[str, set[str]] = defaultdict(set)
    for finding in of_all_cases(engine):
        places = (owned.get(term, set()) for term in (finding.focus, finding.value))
        marks = next((marks for marks in places if len(marks) == 1), None)
        assert marks, f"{finding} belongs to no case, or to several"
        found[str(_marked()[next(iter(marks))])].add(finding.shape)
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_the_good_dataset_breaks_no_shape(engine: str) -> None:
    assert findings(engine, whole(), concepts()) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_bad_case_breaks_its_shape_and_no_other_and_a_good_case_none(engine: str) -> None:
    found = fired(engine)
    wanted = {str(case): set() if case.good else {case.shape} for case in all_cases()}
    wrong = {name: found[name] for name, shape in wanted.items() if found[name] != shape}
    assert wrong == {}


def test_both_engines_say_the_same() -> None:
    assert set(of_all_cases("compiled")) == set(of_all_cases("pyshacl"))


def test_a_result_carries_the_message_and_severity_of_its_shape() -> None:
    told = {
        (faults.local(shape), f"<{shapes().value(shape, SH.severity)}>", str(message))
        for shape, message in shapes().subject_objects(SH.message)
    }
    found = {(one.shape, one.severity, one.message[1 : -len('"@en')].replace('\\"', '"')) for one in of_all_cases("compiled")}
    assert found <= told
    assert len(found) == len(faults.reporting(shapes()))


def test_every_demand_of_a_shape_is_proved_by_a_bad_case() -> None:
    """Without the demand, some bad case of the shape must go unnoticed."""
    bad = defaultdict(list)
    for case in all_cases():
        if not case.good:
            bad[case.shape].append(case)
    graph = shapes()
    idle = [
        f"{name}: {dropped[1]} {dropped[2]}"
        for name in sorted(faults.reporting(graph))
        for dropped in faults.constraints(graph, URIRef(SHAPES + name))
        if all(_fires(name, case, _around(graph, name, dropped)) for case in bad[name])
    ]
    assert idle == []


def _fires(name: str, case: Case, statements: list[Statement]) -> bool:
    try:
        loaded = load_shapes([statements])
    except BadInputError:
        return False
    report = validate(case.statements(), loaded, background=concepts(), engine="compiled")
    return any(_local(found.shape) == name for found in report.results)


def _around(graph: Graph, name: str, dropped: tuple[object, object, object]) -> list[Statement]:
    """The shape without one demand, what it consults, and the node shape that asks for it."""
    part, waiting = Graph(), [URIRef(SHAPES + name)]
    holders = list(graph.subjects(SH.property, waiting[0]))
    outer = [holder for first in holders for holder in graph.subjects(SH.property, first)]
    for holder in {*holders, *outer}:
        part += ((holder, term, value) for term, value in graph.predicate_objects(holder) if "target" in str(term))
    for lower, upper in [*((waiting[0], one) for one in holders), *((one, top) for one in holders for top in outer)]:
        part.add((upper, SH.property, lower))
    for holder in holders:
        part += ((holder, SH.path, path) for path in graph.objects(holder, SH.path))
    while waiting:
        node = waiting.pop()
        if (node, None, None) in part and node not in holders:
            continue
        part += graph.triples((node, None, None))
        waiting += [value for value in graph.objects(node, None) if (value, None, None) in graph]
    part.remove(dropped)  # type: ignore[arg-type]
    return [(str(one.subject), str(one.predicate), str(one.object)) for one in pyoxigraph.parse(part.serialize(format="nt"), pyoxigraph.RdfFormat.N_TRIPLES)]


def test_the_ontology_itself_breaks_no_shape() -> None:
    found = findings("compiled", [one for path in ontology_files() for one in read_turtle(path)], [])
    assert [one for one in found if one.severity == f"<{SH.Violation}>"] == []


def test_the_concepts_of_the_cases_are_those_of_the_ontology() -> None:
    known = {one for path in ontology_files() for one in read_turtle(path)}
    assert set(concepts()) - known == set()


def test_every_shape_has_a_good_and_a_bad_case() -> None:
    assert list(faults.unexercised(shapes(), all_cases())) == []


def test_every_shape_says_what_it_is_and_what_to_do() -> None:
    assert list(faults.untold(shapes())) == []


def test_every_severity_is_of_its_layer() -> None:
    assert list(faults.misplaced(shapes())) == []


def test_every_term_is_declared_in_a_vocabulary() -> None:
    assert list(faults.undeclared(shapes(), ontology())) == []


def test_shapes_ontology_and_program_have_one_version() -> None:
    assert list(faults.disagreeing(shapes(), VERSION)) == []
    assert list(faults.disagreeing(ontology(), VERSION)) == []


def test_the_shapes_are_shapes_by_the_shapes_of_shacl() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes(), meta_shacl=True, inference="none")
    assert conforms, text


def test_a_rule_across_records_is_asked_once_of_the_graph_and_names_its_culprit() -> None:
    rules = set(shapes().subjects(SH.sparql, None))
    assert len(rules) >= 25
    for rule in rules:
        assert list(shapes().objects(rule, SH.targetNode)) == [URIRef("https://w3id.org/sanctions-kg/dataset")]
        assert len(list(shapes().objects(rule, SH.sparql))) == 1
    for text in shapes().objects(None, SH.select):
        assert "$this ?value WHERE" in text
        assert not {"VALUES", "MINUS", "SERVICE"} & set(str(text).split())


def test_the_readme_lists_every_shape_with_its_severity() -> None:
    folder = shapes_files()[0].parent
    rows = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    wanted = {
        f"| `{name}` | {str(shapes().value(URIRef(SHAPES + name), SH.severity)).removeprefix(str(SH))} | {shapes().value(URIRef(SHAPES + name), SH.description)} |"
        for name in faults.reporting(shapes())
    }
    assert wanted - set(rows) == set()
    assert {row for row in rows if row.startswith("| `") and "shapes#" not in row and row.count("|") == 4} == wanted


def test_a_misspelt_path_is_noticed(copy: Graph) -> None:
    shape = URIRef(SHAPES + "Designation-listedOn")
    copy.set((shape, SH.path, URIRef("https://w3id.org/sanctions-kg/ns#listedDate")))
    assert [text.split()[0] for text in faults.undeclared(copy, ontology())] == ["Designation-listedOn"]


def test_a_misspelt_term_in_a_query_is_noticed(copy: Graph) -> None:
    query = URIRef(SHAPES + "SdnBlocks-query")
    copy.set((query, SH.select, Literal("SELECT $this ?value WHERE { ?value sx:lists ls:ofac-sdn }")))
    assert [text.split()[0] for text in faults.undeclared(copy, ontology())] == ["SdnBlocks-query"]


def test_a_missing_message_is_noticed(copy: Graph) -> None:
    copy.remove((URIRef(SHAPES + "Name-script"), SH.message, None))
    assert list(faults.untold(copy)) == ["Name-script needs one message, a sentence"]


def test_a_missing_reason_is_noticed(copy: Graph) -> None:
    copy.remove((URIRef(SHAPES + "Relation-from"), RDFS.seeAlso, None))
    assert list(faults.untold(copy)) == ["Relation-from does not say which rule it enforces"]


def test_a_demand_for_nothing_is_noticed(copy: Graph) -> None:
    copy.set((URIRef(SHAPES + "Relation-former"), SH.minCount, Literal(0)))
    assert len(list(faults.untold(copy))) == 1


def test_a_severity_of_another_layer_is_noticed(copy: Graph) -> None:
    copy.set((URIRef(SHAPES + "Relation-from"), SH.severity, SH.Warning))
    assert len(list(faults.misplaced(copy))) == 1


def test_a_version_that_only_one_side_raised_is_noticed() -> None:
    assert len(list(faults.disagreeing(shapes(), "0.2.0"))) == 2 * len(shapes_files())


def test_deleted_cases_are_noticed() -> None:
    kept = [case for case in all_cases() if case.good or case.shape != "Name-script"]
    assert list(faults.unexercised(shapes(), kept)) == ["Name-script needs a good.ttl and a bad-<why>.ttl"]


def test_a_case_of_no_shape_is_noticed() -> None:
    stray = Case("Name-colour", "good", ())
    assert list(faults.unexercised(shapes(), [*all_cases(), stray])) == ["Name-colour is a case of no shape"]

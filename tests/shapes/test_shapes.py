"""The shapes fire where they must and nowhere else, and say what to do about it.

All cases go into one graph, each under its own mark, and through two validators: the
compiled one and pySHACL, the reference.
"""

from __future__ import annotations

import re
from collections import defaultdict

import pyoxigraph
import pyshacl
import pytest
from rdflib import RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.checks.shacl import load_shapes, validate
from kg.errors import BadInputError
from kg.resources import ontology_files, shapes_files
from kg.version import VERSION
from kg.vocab import SX
from tests.shapes import faults
from tests.shapes.cases import SHAPES, Case, Statement, all_cases, concepts, read, whole
from tests.shapes.engines import (
    ENGINES,
    findings,
    fired,
    local_name,
    of_all_cases,
    ontology,
    shapes,
)

_PERSON = "<https://w3id.org/sanctions-kg/id/party/ofac-900001#"
_BOUNDS = {
    "Designation-delistedOn": (
        f"{_PERSON}designation-sdn-glomag>",
        SX.delistedOn,
        "Designation-listedBeforeDelisted",
    ),
    "Interval-earliest": (f"{_PERSON}birth-1>", SX.earliest, "Interval-earliestBeforeLatest"),
    "Interval-latest": (f"{_PERSON}birth-1>", SX.latest, "Interval-earliestBeforeLatest"),
}
"""Days that another is compared with: node of the good dataset, property, rule of order."""
_LEADING = {SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.path}


@pytest.fixture
def copy() -> Graph:
    """The shapes in a graph that a test may spoil."""
    return Graph() + shapes()


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
    """But for the language of messages, which pySHACL drops for SPARQL-based constraints."""
    said = [
        {one._replace(message=one.message.removesuffix("@en")) for one in of_all_cases(engine)}
        for engine in ENGINES
    ]
    assert said[0] == said[1]


def test_a_result_carries_the_message_and_severity_of_its_shape() -> None:
    told = {
        faults.local(shape): (f"<{shapes().value(shape, SH.severity)}>", _filled(message))
        for shape, message in shapes().subject_objects(SH.message)
    }
    found = of_all_cases("compiled")
    for one in found:
        severity, message = told[one.shape]
        assert one.severity == severity
        assert message.fullmatch(one.message[1 : -len('"@en')].replace('\\"', '"'))
    assert {one.shape for one in found} == faults.reporting(shapes())


def _filled(message: Node) -> re.Pattern[str]:
    """What a message may read like once values stand in its places."""
    parts = re.split(r"\{\?\w+\}", str(message))
    return re.compile("[^{}]+".join(re.escape(part) for part in parts))


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
    assert idle == [f"{name}: {SH.datatype} {XSD.date}" for name in sorted(_BOUNDS)]


@pytest.mark.parametrize("name", sorted(_BOUNDS))
def test_a_bound_that_is_no_day_breaks_its_datatype_and_the_order(name: str) -> None:
    """What cannot be compared is out of order (SHACL 4.5.4).

    So no case breaks the datatype alone. pySHACL does order a year and a day.
    """
    node, term, order = _BOUNDS[name]
    spoiled = [one for one in whole() if one[:2] != (node, term)]
    spoiled.append((node, term, f'"2022"^^<{XSD.gYear}>'))
    found = {one.shape for one in findings("compiled", spoiled, concepts())}
    assert found - {"RemovedIsDated", "EdtfAgreesWithBounds"} == {name, order}


def _fires(name: str, case: Case, statements: list[Statement]) -> bool:
    try:
        loaded = load_shapes([statements])
    except BadInputError:
        return False
    report = validate(case.statements(), loaded, background=concepts(), engine="compiled")
    return any(local_name(found.shape) == name for found in report.results)


def _around(graph: Graph, name: str, dropped: tuple[Node, Node, Node]) -> list[Statement]:
    """The shape without one demand, what it consults, and the bare shapes that lead to it."""
    shape, part = URIRef(SHAPES + name), Graph()
    waiting: list[Node] = [shape]
    while waiting:
        node = waiting.pop()
        if (node, None, None) not in part:
            part += graph.triples((node, None, None))
            waiting += [one for one in graph.objects(node) if (one, None, None) in graph]
    leading: list[Node] = [shape]
    for lower in leading:
        for upper in graph.subjects(SH.property, lower):
            part += (one for one in graph.triples((upper, None, None)) if one[1] in _LEADING)
            part.add((upper, SH.property, lower))
            leading.append(upper)
    part.remove(dropped)
    found = pyoxigraph.parse(part.serialize(format="nt"), pyoxigraph.RdfFormat.N_TRIPLES)
    return [(str(one.subject), str(one.predicate), str(one.object)) for one in found]


def test_the_ontology_itself_breaks_no_shape() -> None:
    found = findings("compiled", [one for path in ontology_files() for one in read(path)], [])
    assert [one for one in found if one.severity == f"<{SH.Violation}>"] == []


def test_the_concepts_of_the_cases_are_those_of_the_ontology() -> None:
    known = {one for path in ontology_files() for one in read(path)}
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
    conforms, _, text = pyshacl.validate(
        Graph(), shacl_graph=shapes(), meta_shacl=True, inference="none"
    )
    assert conforms, text


def test_a_rule_across_records_is_asked_once_of_the_graph_and_names_its_culprit() -> None:
    rules = set(shapes().subjects(SH.sparql, None))
    assert len(rules) >= 25
    for rule in rules:
        assert list(shapes().objects(rule, SH.targetNode)) == [
            URIRef("https://w3id.org/sanctions-kg/dataset")
        ]
        assert len(list(shapes().objects(rule, SH.sparql))) == 1
    for text in shapes().objects(None, SH.select):
        assert re.search(r"SELECT (?:DISTINCT )?\$this \?value(?: \?\w+)* WHERE", str(text))
        assert "SELECT DISTINCT" in str(text) or "GROUP BY" in str(text)
        assert not {"VALUES", "MINUS", "SERVICE"} & set(str(text).split())


def test_the_readme_lists_every_shape_with_its_severity() -> None:
    text = (shapes_files()[0].parent / "README.md").read_text(encoding="utf-8")
    table = text.partition("| shape | severity | why |")[2]
    rows = [row for row in table.splitlines() if row.startswith("| `")]
    assert sorted(rows) == sorted(map(_row, faults.reporting(shapes())))


def _row(name: str) -> str:
    shape = URIRef(SHAPES + name)
    severity = str(shapes().value(shape, SH.severity)).removeprefix(str(SH))
    return f"| `{name}` | {severity} | {shapes().value(shape, SH.description)} |"


def test_a_misspelt_path_is_noticed(copy: Graph) -> None:
    shape = URIRef(SHAPES + "Designation-listedOn")
    copy.set((shape, SH.path, URIRef("https://w3id.org/sanctions-kg/ns#listedDate")))
    assert [text.split()[0] for text in faults.undeclared(copy, ontology())] == [
        "Designation-listedOn"
    ]


def test_a_misspelt_term_in_a_query_is_noticed(copy: Graph) -> None:
    query = URIRef(SHAPES + "SdnBlocks-query")
    copy.set(
        (query, SH.select, Literal("SELECT $this ?value WHERE { ?value sx:lists ls:ofac-sdn }"))
    )
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
    assert list(faults.unexercised(shapes(), kept)) == [
        "Name-script needs a good.ttl and a bad-<why>.ttl"
    ]


def test_a_case_of_no_shape_is_noticed() -> None:
    stray = Case("Name-colour", "good", ())
    assert list(faults.unexercised(shapes(), [*all_cases(), stray])) == [
        "Name-colour is a case of no shape"
    ]

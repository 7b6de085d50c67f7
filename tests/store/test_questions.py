"""The shipped questions: complete, described, and answered as they should be."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from functools import cache

import pyoxigraph as ox
import pytest
from rdflib import BNode, Dataset, Graph, Literal, URIRef, Variable
from rdflib.namespace import XSD
from rdflib.query import Result
from rdflib.term import Node

from kg.errors import BadInputError
from kg.iri import Iris
from kg.prefixes import prefixes
from kg.resources import ontology_files
from kg.store import guard
from kg.store.loading import DUMP
from kg.store.questions import Question, descriptions, question, questions
from tests.shipped_site import site
from tests.store.expected import FOLDER, given, path

ASKED = 40
MUST_BE_NO = 5
FOLLOWING = {"name", "official", "blocks", "certain", "months"}
"""Variables that have one value for the others: the label of a party, or what BIND computes."""

SHACL = "http://www.w3.org/ns/shacl#"

each_question = pytest.mark.parametrize("asked", questions(), ids=lambda asked: str(asked.name))


def test_there_are_forty_questions_and_those_that_must_be_answered_no() -> None:
    numbers = [asked.name.split("-")[0] for asked in questions()]

    assert numbers == [f"cq{number:02}" for number in range(1, ASKED + MUST_BE_NO + 1)]


@each_question
def test_the_shipped_designations_give_the_expected_answer(asked: Question) -> None:
    assert given(asked) == path(asked).read_text(encoding="utf-8"), (
        "if the shipped data changed on purpose: python -m tests.store.expected"
    )


def test_no_two_rows_of_an_answer_stand_in_an_order_that_an_engine_chooses() -> None:
    counted = 0
    for asked in questions():
        head, _, tail = asked.query.rpartition("ORDER BY")
        if asked.form != "SELECT" or not head:
            continue
        plain = re.sub(r"\((?:[^()]|\([^()]*\))*\)", "", head.partition("WHERE")[0])
        selected = set(re.findall(r"\?(\w+)", plain))
        ordered = set(re.findall(r"\?(\w+)", tail))
        assert selected - FOLLOWING <= ordered, asked.name
        counted += 1
    assert counted == 35


def test_every_expected_answer_belongs_to_a_question() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {path(asked).name for asked in questions()}


@each_question
def test_an_expected_answer_says_something(asked: Question) -> None:
    expected = path(asked).read_text(encoding="utf-8")

    if asked.form == "ASK":
        wanted = "must be no" not in asked.keywords
        assert json.loads(expected)["boolean"] is wanted
    else:
        assert len(expected.splitlines()) > 1


def test_as_many_questions_must_be_answered_no_as_the_design_names() -> None:
    refused = [asked for asked in questions() if "must be no" in asked.keywords]

    assert len(refused) == MUST_BE_NO
    assert all(asked.form == "ASK" for asked in refused)


@each_question
def test_the_guard_lets_every_question_pass(asked: Question) -> None:
    guard.check(asked.query, graphs=(), prefixes=prefixes())


@each_question
def test_a_question_is_a_whole_query_once_its_prefixes_stand_in_front(asked: Question) -> None:
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())

    ox.Store().query(declared + asked.query)


@each_question
def test_a_question_says_what_it_asks_and_for_whom(asked: Question) -> None:
    assert asked.title.endswith(("?", "."))
    assert asked.audience in {
        "compliance analyst", "journalist", "human-rights researcher", "web developer",
    }  # fmt: skip
    assert all(asked.keywords)


@pytest.mark.parametrize("name", ["cq05", "CQ05", "cq05-added-on-a-day"])
def test_a_question_is_found_by_name_or_number_in_any_case(name: str) -> None:
    assert question(name).name == "cq05-added-on-a-day"


def test_an_unknown_question_is_an_error_that_says_where_they_are_listed() -> None:
    with pytest.raises(BadInputError, match=r"no question named 'cq99'; kg query --list"):
        question("cq99")


def test_the_descriptions_are_executables_with_all_a_client_needs() -> None:
    graph = _described()
    texts = {asked.query for asked in questions()}

    found = graph.query(
        f"""
        PREFIX sh: <{SHACL}>
        SELECT ?node ?text (COUNT(DISTINCT ?prefix) AS ?prefixes) WHERE {{
          ?node a sh:SPARQLExecutable, ?kind ; rdfs:label ?label ; rdfs:comment ?comment ;
            sh:select|sh:ask|sh:construct ?text ; schema:keywords ?keyword ; sh:prefixes ?holder .
          ?holder sh:declare/sh:prefix ?prefix .
          FILTER(STRSTARTS(STR(?kind), "{SHACL}SPARQL") && ?kind != sh:SPARQLExecutable)
          FILTER(LANG(?comment) = "en")
        }} GROUP BY ?node ?text""",
        initNs={"schema": "https://schema.org/"},
    )

    assert {str(row[1]) for row in _rows(found)} == texts
    assert {int(str(row[2])) for row in _rows(found)} == {len(prefixes())}


def test_a_described_question_runs_with_the_prefixes_it_points_to() -> None:
    graph = _described()
    node = next(graph.subjects(URIRef(f"{SHACL}ask"), None))
    (holder,) = graph.objects(node, URIRef(f"{SHACL}prefixes"))
    declared = [
        f"PREFIX {graph.value(each, URIRef(f'{SHACL}prefix'))}: "
        f"<{graph.value(each, URIRef(f'{SHACL}namespace'))}>\n"
        for each in graph.objects(holder, URIRef(f"{SHACL}declare"))
    ]
    text = "".join(declared) + str(graph.value(node, URIRef(f"{SHACL}ask")))

    assert _dataset().query(text).askAnswer is not None


@each_question
def test_another_engine_gives_the_same_answer(asked: Question) -> None:
    found = _dataset().query(asked.query, initNs=prefixes())

    expected = path(asked).read_text(encoding="utf-8")
    if asked.form == "ASK":
        assert found.askAnswer is json.loads(expected)["boolean"]
    elif asked.form == "SELECT":
        parsed = ox.parse_query_results(expected, ox.QueryResultsFormat.TSV)
        assert isinstance(parsed, ox.QuerySolutions)
        names = [variable.value for variable in parsed.variables]
        theirs = Counter(
            tuple(_key(row.get(Variable(name))) for name in names) for row in found.bindings
        )
        assert theirs == Counter(tuple(_key_ox(term) for term in row) for row in parsed)
    else:
        ours = Graph().parse(data=expected, format="nt")
        assert _statements(found.graph) == _statements(ours)


def _described() -> Graph:
    lines = (f"{' '.join(statement)} .\n" for statement in descriptions(Iris()))
    return Graph().parse(data="".join(lines), format="nt")


@cache
def _dataset() -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(site() / DUMP, format="nquads")
    for file in ontology_files():  # behind the dump: its parser hides what stood there before
        dataset.default_graph.parse(file, format="turtle")
    return dataset


def _rows(found: Result) -> list[tuple[Node, ...]]:
    return [tuple(row) for row in found if isinstance(row, tuple)]


def _statements(graph: Graph | None) -> set[tuple[object, ...]]:
    assert graph is not None
    return {tuple(_key(term) for term in triple) for triple in graph}


def _key(term: Node | None) -> object:
    """A term by its value, for the engines write numbers differently."""
    if isinstance(term, Literal) and term.datatype in {XSD.integer, XSD.decimal}:
        return Decimal(str(term))
    if isinstance(term, Literal):
        return str(term), term.language, str(term.datatype or "")
    assert not isinstance(term, BNode)
    return None if term is None else str(term)


def _key_ox(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> object:
    if isinstance(term, ox.Literal):
        datatype = None if term.language else URIRef(term.datatype.value)
        plain = None if datatype == XSD.string else datatype
        return _key(Literal(term.value, lang=term.language, datatype=plain))
    return None if term is None else _key(URIRef(term.value))  # type: ignore[union-attr]

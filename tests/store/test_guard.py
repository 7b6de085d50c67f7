"""The guard: what a query may not ask for, however it is spelt."""

from __future__ import annotations

import re
from itertools import pairwise

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import QueryRefusedError
from kg.store import guard

GRAPH = "https://example.org/graph/a/1"
PREFIXES = {"ex": "https://example.org/", "g": "https://example.org/graph/a/", "": "urn:x:"}
ELSEWHERE = "<http://127.0.0.1:9/>"

SERVICES = [
    "SELECT * { SERVICE <http://x> {} }",
    "select * { service <http://x> {} }",
    "SELECT * { sErViCe<http://x>{} }",
    "SELECT * { SERVICE SILENT <http://x> {} }",
    "SELECT * { SERVICESILENT<http://x>{} }",
    "SELECT * { SERVICE # a note\n <http://x> {} }",
    "SELECT * { #\rSERVICE <http://x> {} }",
    "SELECT * { SERVICE ?s {} }",
    "SELECT * { SERVICE ex:sparql {} }",
    "SELECT * { SERVICEex:sparql{} }",
    "SELECT * { SERVICE:sparql{} }",
    "SELECT * { ?s ?p 2.SERVICE <http://x> {} }",
    "SELECT * { ?s ?p 2.0e1SERVICE <http://x> {} }",
    "SELECT * { ?s ?p trueSERVICE <http://x> {} }",
    "SELECT * { ?s ?p ex:.SERVICE <http://x> {} }",
    "SELECT * { ?s ?p 'a'@en.SERVICE <http://x> {} }",
    "SELECT * { ?s ?p 'a\\'' . SERVICE <http://x> {} }",
    "SELECT * { OPTIONAL{}SERVICE <http://x> {} }",
    "SELECT * { FILTER(EXISTS { SERVICE <http://x> {} }) }",
    "SELECT * { { SELECT * { SERVICE <http://x> {} } } }",
    "PREFIX service: <http://x> SELECT * { SERVICE service:a {} }",
    'SELECT * { VALUES ?x {"""a"} SERVICE <http://x> {} }#\\q """',
    'SELECT * { VALUES ?x {"""a"} SERVICE <http://x> {} }#\\uD800 """',
    "SELECT * { VALUES ?x {'''a'} SERVICE <http://x> {} }#\\U0000D800 '''",
    "SELECT * { FILTER(2<3)SERVICE#>\n<http://x> {} }",
    "SELECT * { FILTER(2<ex:b)#>'''\nSERVICE <http://x> {} \n}#'''",
    "SELECT * { FILTER(2<#>'''\n3)\nSERVICE <http://x> {} \n}#'''",
    "SELECT * { FILTER(2<ex:b&&'''>'''='x') SERVICE <http://x> {} #'''\n}",
    "SELECT * { \\u0053ERVICE <http://x> {} }",
    "SELECT * { SERVIC\\u0045 <http://x> {} } # service",
]
HARMLESS = [
    "SELECT * { ?s ?p 'SERVICE <http://x> {}' }",
    'SELECT * { ?s ?p "no \\"SERVICE\\" here" }',
    "SELECT * { ?s ?p '''a 'SERVICE' \n here''' }",
    'SELECT * { ?s ?p """SERVICE\\u0022 ""x""" }',
    "SELECT * { ?s ?p 'é \\u00e9 SERVICE' }",
    "SELECT * { ?s ?p <http://service.example/service#SERVICE> }",
    "SELECT * { ?s ?p ?service } # SERVICE <http://x>",
    "SELECT * { ?s ex:service ex:a.service-b }",
    "SELECT * { ?s ?p 'x'@service }",
    "SELECT * { _:service ?p ?o }",
    "SELECT $service { $service a ex:Service . FILTER(2<3) }",
    "SELECT * { FILTER(?service<3 && ?b>2) }",
    "BASE <http://x/> SELECT * { ?s ?p <#me> }",
]
UPDATES = [
    "INSERT DATA { <urn:a> <urn:b> 1 }",
    "delete where { ?s ?p ?o }",
    "PREFIX a: <urn:a> # INSERT\n DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "BASE <http://x/> LOAD <http://x>",
    "CLEAR ALL",
    "DROP SILENT GRAPH <urn:g>",
    "CREATE GRAPH <urn:g>",
    "ADD DEFAULT TO <urn:g>",
    "MOVE DEFAULT TO <urn:g>",
    "COPY DEFAULT TO <urn:g>",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]


def refused(query: str) -> str:
    try:
        guard.check(query, graphs=[GRAPH], prefixes=PREFIXES)
    except QueryRefusedError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("query", SERVICES)
def test_a_query_that_may_reach_another_endpoint_is_refused(query: str) -> None:
    assert refused(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_service_where_it_is_no_keyword_is_let_pass(query: str) -> None:
    assert not refused(query)
    ox.Store().query(query, prefixes=PREFIXES)


@pytest.mark.parametrize("query", UPDATES)
def test_an_update_is_refused_by_its_first_word(query: str) -> None:
    first = refused(query).split(": ")[1]

    assert first in re.sub(r"#.*", "", query).upper().split()


def test_words_of_updates_inside_a_query_are_let_pass() -> None:
    assert not refused("PREFIX load: <urn:x:> SELECT ?add { ?add load:copy 'DROP ALL' }")


@pytest.mark.parametrize(
    "clause",
    [
        "FROM <file:///etc/hostname>",
        "from <http://127.0.0.1:9/data.ttl>",
        "FROM NAMED <file:///etc/hostname>",
        "FROMNAMED<file:///etc/hostname>",
        "FROM ex:unknown",
        "FROMex:unknown",
        "FROM unknown:a",
        f"FROM <{GRAPH}> FROM NAMED <urn:other>",
        "FROM",
    ],
)
def test_a_graph_that_the_data_do_not_have_is_refused(clause: str) -> None:
    assert "the data has no such graph" in refused(f"SELECT * {clause} {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    "clause",
    [f"FROM <{GRAPH}>", f"from named <{GRAPH}>", "FROM g:1", f"FROM <{GRAPH}> FROM NAMED g:1"],
)
def test_a_graph_of_the_data_may_be_chosen(clause: str) -> None:
    query = f"SELECT * {clause} {{ ?s ?p ?o }}"

    assert not refused(query)
    assert guard.names_dataset(query)


def test_a_prefix_of_the_query_itself_names_a_graph() -> None:
    query = "PREFIX h: <https://example.org/graph/> SELECT * FROM h:a\\/1 { ?s ?p ?o }"

    assert refused(query)
    assert not refused(query.replace("h:a\\/1", "h:1").replace("graph/>", "graph/a/>"))


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("# SELECT\nASK {}", "ASK"),
        ("PREFIX select: <urn:x> CONSTRUCT WHERE {}", "CONSTRUCT"),
        ("describe <urn:SELECT>", "DESCRIBE"),
        ("SELECT ('ASK' AS ?x) {}", "SELECT"),
        ("hello", ""),
    ],
)
def test_the_form_of_a_query_is_its_first_keyword_of_four(query: str, form: str) -> None:
    assert guard.form(query) == form


def test_undeclared_prefixes_are_named_in_the_order_of_their_use() -> None:
    query = "PREFIX mine: <urn:m> SELECT * { mine:a ex:b zz:c . yy:d 'qq:e' zz:f }"

    assert guard.undeclared(query, PREFIXES) == ["zz", "yy"]


PIECES = st.sampled_from(
    [
        "SELECT", "*", "ASK", "WHERE", "{", "}", "{", "}", "(", ")", ".", ";", ",", " ", "\n",
        "?s", "?p", "?o", "$service", "a", "ex:a", "ex:", ":b", "ex:b.c", "ex:%41", "ex:\\-",
        "_:n", "<urn:a>", "<http://x/#y>", "<#z>", "'x'", '"y"', "'''", '"""', "'", '"', "\\",
        "\\q", "#", "#>\n", "<", ">", "=", "&&", "2", "2.0", "1e0", "true", "@en", "^^", "FILTER",
        "FILTER(2<3)", "OPTIONAL", "UNION", "VALUES ?x", "EXISTS", "BIND(1 AS ?v)", "SILENT",
        "GRAPH", "\\u0053", "MINUS", "-", "/", "|", "[", "]", "é", "\u00b7", "_", "é:", "0", "\r",
        "<<", ">>", "FROM",
    ]
)  # fmt: skip
QUERIES = [
    "SELECT * { ?s ?p ?o }",
    "ASK { ?s ex:a 'x' . FILTER(?s < 3) }",
    'SELECT ?s { ?s ?p ?o OPTIONAL { ?o ex:b "y"@en } } ORDER BY ?s',
    "CONSTRUCT { ?s a ex:C } WHERE { { ?s ?p 2.5 } UNION { ?s ex:b '''z''' } }",
    "PREFIX p: <urn:p> SELECT (COUNT(*) AS ?n) { ?s p:a/ex:b* ?o VALUES ?o { 1 true } }",
]
CALLS = st.sampled_from(
    [f"{word}{gap}{ELSEWHERE}{{}}" for word in ("SERVICE", "service", "SERVICE SILENT")
     for gap in ("", " ", "#>\n", "#'\n")] + ["SERVICESILENT<urn:x>{}", "SERVICEex:a{}"]
)  # fmt: skip


def holds_service_keyword(query: str) -> bool:
    """Whether Oxigraph reads a SERVICE in it: with the word misspelt it is no query any more."""
    if not is_valid(query):
        return False
    spots = [match.start() for match in re.finditer("service", query, re.IGNORECASE)]
    return any(not is_valid(query[:spot] + "SERVICX" + query[spot + 7 :]) for spot in spots)


def is_valid(query: str) -> bool:
    try:
        ox.Store().query(query, prefixes=PREFIXES)
    except SyntaxError:
        return False
    except (OSError, RuntimeError):
        return True
    return True


@st.composite
def broken_up(draw: st.DrawFn) -> str:
    """A query with a call of another endpoint put in somewhere, and other pieces around."""
    query = draw(st.sampled_from(QUERIES))
    inserted = draw(st.lists(st.one_of(CALLS, PIECES), min_size=1, max_size=4))
    inserted.insert(draw(st.integers(0, len(inserted))), draw(CALLS))
    ends = sorted(draw(st.integers(0, len(query))) for _ in inserted)
    cuts = [query[start:end] for start, end in pairwise([0, *ends, len(query)])]
    return "".join(part for pair in zip(cuts, [*inserted, ""], strict=True) for part in pair)


PATTERNS = st.sampled_from(
    [
        "", "?s ?p 2.", "?s ?p 2.0", "?s ex:a true", "?s ex: ex:.", "?s ex:a ex:b.c .",
        "?s ex:a?o.", "_:a ex:b 'x'@en.", "?s ?p 'SERVICE'.", "?s ex:service ?service.",
        "FILTER(2<3)", "{}", "FILTER(?a<ex:b)", "FILTER(2<ex:b&&'x'>'y')", "FILTER(2<#>\n3)",
        "FILTER(2<3&&'a'!='b')", "BIND(1 AS ?v)", "OPTIONAL{}", "VALUES ?x{1}", "VALUES ?x{'a'}",
        "VALUES ?x{'''a'}", 'VALUES ?x{"""b"}', "VALUES ?x{'\\u00e9'}",
        "?s <http://x/#service> '''y'''.", "GRAPH ?g{}", "FILTER(2<ex:b&&'''>'''='x')",
    ]
)  # fmt: skip
GAPS = st.sampled_from(["", "", " ", "\n", "#\n", "#>\n", "#'''\n", '#"""\n', "#'\n", "#\\q'\n"])
ENDS = st.sampled_from(["", "#>", "#'''", '#"""', "#'", '#\\q """', "#\\uD800 '''", "#SERVICE"])


@st.composite
def in_a_group(draw: st.DrawFn) -> str:
    """Patterns and a call in one group, glued together or with comments between."""
    parts = draw(st.lists(PATTERNS, max_size=4))
    parts.insert(draw(st.integers(0, len(parts))), draw(CALLS))
    body = "".join(part + draw(GAPS) for part in parts)
    return f"SELECT * {{{body}}}{draw(ENDS)}"


@given(st.one_of(broken_up(), in_a_group()))
@example("SELECT * { FILTER(2<3)SERVICE#>\n<http://127.0.0.1:9/>{} }")
@example('SELECT * { VALUES ?x {"""a"} SERVICE <http://127.0.0.1:9/>{} }#\\q """')
def test_what_the_engine_reads_as_service_is_always_refused(query: str) -> None:
    if holds_service_keyword(query):
        assert refused(query)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        (f"SELECT * {{ SERVICE {ELSEWHERE} {{}} }}", True),
        (f"SELECT * {{ ?s ?p true SERVICE{ELSEWHERE}{{}} }}", True),
        ("SELECT * { ?service ?p 'service' }", False),
        ("SELECT * { SERVICE }", False),
    ],
)
def test_the_differential_knows_a_keyword_when_it_sees_one(query: str, *, holds: bool) -> None:
    assert holds_service_keyword(query) is holds


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_valid_query_without_the_word_is_refused_only_for_its_dataset(query: str) -> None:
    without = query.replace("$service", "$s").replace("FROM", "")

    if is_valid(without):
        assert not refused(without)

"""Every dump format says what the lines say, in the same bytes each time."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import terms
from kg.formats.dumps import write_dumps
from kg.formats.rdf_xml import NotInXmlError, RdfXmlWriter
from kg.formats.turtle_text import TurtleWriter
from kg.iri import HOME, Iris, fragment
from kg.lines import in_document_order, sorted_unique, statements
from kg.vocab import DCT, RDF, RDFS, SX, XSD
from tests import shipped_site

GRAPH = Iris().graph("test", "1")
PARTIES = [Iris().party("ofac", number) for number in ("1", "10", "2")]
SUBJECTS = [*PARTIES, *(fragment(party, "name", "0a") for party in PARTIES), GRAPH]
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"))
LITERALS = st.one_of(
    TEXTS.map(terms.literal),
    TEXTS.map(lambda text: terms.literal(text, language="ru-cyrl")),
    st.dates().map(lambda day: terms.literal(day.isoformat(), datatype=terms.iri_text(XSD.date))),
    st.booleans().map(
        lambda told: terms.literal(str(told).lower(), datatype=terms.iri_text(XSD.boolean))
    ),
    TEXTS.map(lambda text: terms.literal(text, datatype=terms.iri_text(XSD.date))),
)
STATEMENTS = st.lists(
    st.tuples(
        st.sampled_from(SUBJECTS),
        st.sampled_from([DCT.type, RDFS.label, SX.name, SX.listedOn, SX["from"], DCT.source]),
        st.one_of(st.sampled_from(SUBJECTS), LITERALS),
    ),
    min_size=1,
    max_size=12,
)
PARSERS = {
    "nq": ox.RdfFormat.N_QUADS,
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
GRAPHS = [GRAPH, Iris().graph("test", "2"), Iris().graph("other", "1")]
CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r")


def _lines(found: list[tuple[str, str, str]]) -> list[str]:
    return list(sorted_unique(terms.line(*statement, GRAPH) for statement in found))


def _parsed(path: Path, ending: str) -> set[tuple[str, str, str]]:
    quads = ox.parse(path=str(path), format=PARSERS[ending])
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


def _normal(term: str) -> str:
    """The term as Oxigraph writes it, which escapes fewer characters."""
    if terms.is_iri(term):
        return term
    told = terms.decode_literal(term)
    if told.language:
        return str(ox.Literal(told.text, language=told.language))
    return str(ox.Literal(told.text, datatype=ox.NamedNode(told.datatype)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


def _write(site: Path, lines: list[str]) -> None:
    path = site / "lines.nq"
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    for old in site.glob("all.*"):
        old.unlink()
    write_dumps(path, base=HOME, site=site, stem="all")


@settings(max_examples=80, deadline=None)
@given(found=STATEMENTS)
def test_every_format_gives_back_the_statements(
    site: Path, found: list[tuple[str, str, str]]
) -> None:
    _write(site, _lines(found))

    expected = {(subject, predicate, _normal(object_)) for subject, predicate, object_ in found}
    literals = [statement for statement in found if not terms.is_iri(statement[2])]
    for ending in PARSERS:
        in_xml = not any(set(terms.decode_literal(o).text) & set(CONTROLS) for _, _, o in literals)
        assert (site / f"all.{ending}").is_file() == (ending != "rdf" or in_xml)
        if (site / f"all.{ending}").is_file():
            assert _parsed(site / f"all.{ending}", ending) == expected


@settings(max_examples=60, deadline=None)
@given(found=STATEMENTS, graphs=st.lists(st.sampled_from(GRAPHS), min_size=12, max_size=12))
def test_trig_gives_back_every_statement_in_its_graph(
    site: Path, found: list[tuple[str, str, str]], graphs: list[str]
) -> None:
    quads = {(*statement, graph) for statement, graph in zip(found, graphs, strict=False)}
    _write(site, list(sorted_unique(terms.line(*quad) for quad in quads)))

    parsed = ox.parse(path=str(site / "all.trig"), format=ox.RdfFormat.TRIG)

    assert {
        (str(q.subject), str(q.predicate), str(q.object), str(q.graph_name)) for q in parsed
    } == {
        (subject, predicate, _normal(object_), graph)
        for subject, predicate, object_, graph in quads
    }


def test_a_value_that_xml_cannot_carry_leaves_rdf_xml_out_and_says_so(tmp_path: Path) -> None:
    lines = tmp_path / "lines.nq"
    lines.write_text("".join(_lines([(PARTIES[0], RDFS.label, terms.literal("a\x01b"))])))

    done = write_dumps(lines, base=HOME, site=tmp_path, stem="all")

    assert not list(tmp_path.glob("*.rdf*"))
    assert done.left_out == [
        "all.rdf is left out: RDF/XML cannot carry the control character in 'a\\x01b'"
    ]
    assert {file.path for file in done.files} >= {"all.nq", "all.trig.gz", "all.jsonld"}


def test_a_predicate_that_no_prefix_fits_is_declared_where_it_stands() -> None:
    found = [(PARTIES[0], "<http://example.org/a/9-b.c>", terms.literal("x"))]

    text = "".join(RdfXmlWriter(HOME).text(found))

    assert '<p:b.c xmlns:p="http://example.org/a/9-">x</p:b.c>' in text
    with pytest.raises(NotInXmlError, match="no XML name ends it"):
        list(RdfXmlWriter(HOME).text([(PARTIES[0], "<http://example.org/9>", PARTIES[1])]))


def test_several_lists_merged_have_no_json_ld(tmp_path: Path) -> None:
    lines = tmp_path / "lines.nq"
    lines.write_text("".join(_lines([(PARTIES[0], RDF.type, SX.Person)])))

    write_dumps(lines, base=HOME, site=tmp_path, stem="all", merged=True)

    assert not list(tmp_path.glob("*.jsonld*"))
    assert (tmp_path / "all.trig").is_file()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_rdflib_reads_every_format_with_the_same_number_of_statements(tmp_path: Path) -> None:
    found = [
        (PARTIES[0], RDF.type, SX.Person),
        (PARTIES[0], RDFS.label, terms.literal('O\'Neill "Ned" \\ ')),
        (PARTIES[0], SX.name, SUBJECTS[3]),
        (SUBJECTS[3], SX.main, terms.literal("true", datatype=terms.iri_text(XSD.boolean))),
        (SUBJECTS[3], DCT.description, terms.literal("Соин\n", language="ru")),
    ]
    _write(tmp_path, _lines(found))

    endings = {"nquads": "nq", "turtle": "ttl", "trig": "trig", "json-ld": "jsonld", "xml": "rdf"}
    for form, ending in endings.items():
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(tmp_path / f"all.{ending}", format=form)
        assert len(dataset) == len(found)


def test_a_party_stands_before_its_parts_and_they_before_the_next() -> None:
    found = [(subject, RDFS.label, terms.literal("x")) for subject in SUBJECTS]

    order = [subject for subject, _, _ in statements(in_document_order(_lines(found)))]

    party = PARTIES[0]
    assert order.index(party) + 1 == order.index(fragment(party, "name", "0a"))
    assert order.index(fragment(party, "name", "0a")) < order.index(PARTIES[1])


def test_sorting_in_runs_gives_what_sorting_at_once_gives() -> None:
    lines = [f"<a:{number % 700}> <a:b> <a:c> <a:g> .\n" for number in range(2000)]

    assert list(sorted_unique(lines, run=90)) == sorted(set(lines))


def test_a_site_is_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from kg.pipeline import publish; from kg.publication import Options;"
        "publish([], Options(out=Path(sys.argv[1]), pages=True), lambda *_: None)"
    )
    # The other one was published by this process, whose seed is another.
    subprocess.run(
        [sys.executable, "-c", program, tmp_path / "site"],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "1"},
    )

    one, two = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (tmp_path / "site", shipped_site.site())
    )
    assert len(one) > 4_000
    assert one == two


def test_a_gzipped_dump_holds_the_plain_one(tmp_path: Path) -> None:
    _write(tmp_path, _lines([(PARTIES[0], RDF.type, SX.Person)]))

    for ending in PARSERS:
        plain = (tmp_path / f"all.{ending}").read_bytes()
        assert gzip.decompress((tmp_path / f"all.{ending}.gz").read_bytes()) == plain


def test_turtle_writes_parties_relative_to_their_folder() -> None:
    text = "".join(TurtleWriter(HOME).text([(PARTIES[0], RDF.type, SX.Person)]))

    assert text.endswith("\n<ofac-1> a sx:Person .\n")

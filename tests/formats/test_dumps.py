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
from kg.formats.dumps import FORMATS, write_dumps
from kg.formats.turtle_text import TurtleWriter
from kg.iri import HOME, Iris, fragment
from kg.lines import in_document_order, sorted_unique, statements
from kg.vocab import DCT, RDF, RDFS, SX, XSD

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
    "jsonld": ox.RdfFormat.JSON_LD,
}


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
    list(write_dumps(path, base=HOME, site=site, stem="all"))


@settings(max_examples=80, deadline=None)
@given(found=STATEMENTS)
def test_every_format_gives_back_the_statements(
    site: Path, found: list[tuple[str, str, str]]
) -> None:
    _write(site, _lines(found))

    expected = {(subject, predicate, _normal(object_)) for subject, predicate, object_ in found}
    for ending in PARSERS:
        assert _parsed(site / f"all.{ending}", ending) == expected


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

    for form in ("nquads", "turtle", "json-ld"):
        ending = {"nquads": "nq", "turtle": "ttl", "json-ld": "jsonld"}[form]
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


def test_dumps_are_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from kg.pipeline import publish; from kg.publication import Options;"
        "publish([], Options(out=Path(sys.argv[1])), lambda *_: None)"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", program, tmp_path / seed],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )

    one, two = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (tmp_path / "1", tmp_path / "2")
    )
    assert len(one) > len(FORMATS) * 2
    assert one == two


def test_a_gzipped_dump_holds_the_plain_one(tmp_path: Path) -> None:
    _write(tmp_path, _lines([(PARTIES[0], RDF.type, SX.Person)]))

    for ending in PARSERS:
        plain = (tmp_path / f"all.{ending}").read_bytes()
        assert gzip.decompress((tmp_path / f"all.{ending}.gz").read_bytes()) == plain


def test_turtle_writes_parties_relative_to_their_folder() -> None:
    text = "".join(TurtleWriter(HOME).text([(PARTIES[0], RDF.type, SX.Person)]))

    assert text.endswith("\n<ofac-1> a sx:Person .\n")

"""The shipped designations, published, load alike in parsers that the project did not write."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.site.swap import MARK
from tests import shipped_site

ENDINGS = {
    "nq": (ox.RdfFormat.N_QUADS, "nquads"),
    "ttl": (ox.RdfFormat.TURTLE, "turtle"),
    "trig": (ox.RdfFormat.TRIG, "trig"),
    "rdf": (ox.RdfFormat.RDF_XML, "xml"),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
}

RAPPER = {"nq": "nquads", "ttl": "turtle", "trig": "trig", "rdf": "rdfxml"}


@pytest.fixture(scope="module")
def published() -> tuple[Path, int]:
    site = shipped_site.site()
    return site, json.loads((site / MARK).read_text(encoding="utf-8"))["triples"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_oxigraph_counts_what_was_published_and_meets_no_blank_node(
    ending: str, published: tuple[Path, int]
) -> None:
    site, triples = published
    found = list(ox.parse(path=str(site / f"dump/all.{ending}"), format=ENDINGS[ending][0]))

    assert len(found) == triples
    terms = (term for quad in found for term in (quad.subject, quad.object, quad.graph_name))
    assert not any(isinstance(term, ox.BlankNode) for term in terms)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("ending", ENDINGS)
def test_rdflib_counts_the_same(ending: str, published: tuple[Path, int]) -> None:
    site, triples = published
    dataset = rdflib.Dataset(default_union=True)

    dataset.parse(site / f"dump/all.{ending}", format=ENDINGS[ending][1])

    assert len(dataset) == triples


@pytest.mark.parametrize(("ending", "name"), RAPPER.items())
def test_a_parser_in_another_language_counts_the_same(
    ending: str, name: str, published: tuple[Path, int], rapper: str
) -> None:
    site, triples = published

    ran = subprocess.run(
        [rapper, "-q", "-i", name, "-o", "ntriples", site / f"dump/all.{ending}"],
        capture_output=True,
        check=True,
    )

    assert len(ran.stdout.splitlines()) == triples


def test_the_checksums_are_accepted_by_the_tool_that_reads_them(
    published: tuple[Path, int],
) -> None:
    folder = published[0] / "dump"

    ran = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=folder,
        capture_output=True,
        check=True,
        text=True,
    )

    assert len(ran.stdout.splitlines()) == len(list(folder.iterdir())) - 1

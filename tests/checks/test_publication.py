"""What a publication says of itself is held to shapes, ours and those of the EU's portals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg import pipeline
from kg.checks.files import check_files
from kg.errors import InvalidGraphError
from kg.iri import COUNTRY
from kg.pipeline import publish
from kg.publication import Options
from tests.checks.theirs import written
from tests.shipped_site import site

Statement = tuple[str, str, str]

# What DCAT-AP demands of what a catalogue points at, in our words and without its files.
PORTALS = """
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix spdx: <http://spdx.org/rdf/terms#> . @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix ex: <http://example.org/> .
ex:Catalog sh:targetClass dcat:Catalog ; sh:property
  [ sh:path dct:language ; sh:minCount 1 ; sh:class dct:LinguisticSystem ] ,
  [ sh:path dct:license ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dct:LicenseDocument ] ,
  [ sh:path foaf:homepage ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Document ] ,
  [ sh:path dcat:themeTaxonomy ; sh:minCount 1 ; sh:class skos:ConceptScheme ] .
ex:Dataset sh:targetClass dcat:Dataset ; sh:property
  [ sh:path dcat:theme ; sh:minCount 1 ; sh:class skos:Concept ] ,
  [ sh:path dcat:keyword ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
  [ sh:path dcat:contactPoint ; sh:minCount 1 ; sh:class vcard:Kind ] .
ex:Series sh:targetClass dcat:DatasetSeries ; sh:property
  [ sh:path dct:publisher ; sh:minCount 1 ; sh:class foaf:Agent ] ,
  [ sh:path dcat:contactPoint ; sh:minCount 1 ; sh:class vcard:Kind ] .
ex:Distribution sh:targetClass dcat:Distribution ; sh:property
  [ sh:path dct:format ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dct:MediaTypeOrExtent ] ,
  [ sh:path dcat:mediaType ; sh:class dct:MediaType ] ,
  [ sh:path dcat:compressFormat ; sh:class dct:MediaType ] ,
  [ sh:path dct:license ; sh:class dct:LicenseDocument ] ,
  [ sh:path dct:description ; sh:minCount 1 ] .
ex:Checksum sh:targetClass spdx:Checksum ; sh:property
  [ sh:path spdx:algorithm ; sh:class spdx:ChecksumAlgorithm ] .
"""


def test_the_catalogue_says_what_portals_ask_for(tmp_path: Path) -> None:
    shapes = written(tmp_path, "portals.ttl", PORTALS)

    assert check_files([site() / "catalog.ttl"], [shapes]).report.conforms


def test_what_portals_ask_for_is_missed_when_it_is_missing(tmp_path: Path) -> None:
    shapes = written(tmp_path, "portals.ttl", PORTALS)
    text = (site() / "catalog.ttl").read_text(encoding="utf-8")
    catalog = written(tmp_path, "catalog.ttl", text.replace("a dct:MediaType ", "a dct:Standard "))

    assert check_files([catalog], [shapes]).violations


def test_the_catalogue_meets_dcat_ap_but_for_a_pattern_that_no_checksum_can_meet(
    suites: Path,
) -> None:
    folder = suites / "dcat-ap" / "releases" / "3.0.1"
    shapes = [
        *sorted((folder / "shacl").glob("*.ttl")),
        *(folder / "html" / "shacl" / f"{name}.ttl" for name in ("shapes", "range")),
        folder / "html" / "shacl" / "shapes_recommended.ttl",
        folder / "html" / "shacl" / "mdr-vocabularies.shape.ttl",
    ]

    summary = check_files([site() / "catalog.ttl"], shapes)

    # It asks for https://spdx.org/rdf/terms, while the namespace that DCAT 3 uses is http.
    violated = {group.shape.short for group in summary.groups if group.level == "violation"}
    assert violated == {"spdx:algorithm in Checksum_ShapeCV"}
    assert "5 property shape(s)" in summary.notes[0]


def test_the_catalogue_tells_links_partitions_dumps_and_report() -> None:
    graph = Graph().parse(site() / "catalog.ttl")
    whole = "<https://w3id.org/sanctions-kg/dataset>"

    def found(pattern: str) -> int:
        return len(graph.query(f"SELECT * WHERE {{ {pattern} }}"))

    links = f"""[] a void:Linkset ; void:subjectsTarget {whole} ; void:triples ?n ;
        void:objectsTarget/void:uriSpace "{COUNTRY}" ;
        void:linkPredicate <https://w3id.org/sanctions-kg/ns#country>"""
    assert found(links) == 1
    party = "void:class <https://w3id.org/sanctions-kg/ns#Person> ; void:entities 16"
    assert found(f"{whole} void:classPartition [ {party} ]") == 1
    assert found(f"{whole} void:dataDump ?d FILTER(STRENDS(STR(?d), '.csv'))") == 0
    assert found(f"{whole} void:dataDump ?d") == 10
    assert found(f"{whole} dcat:distribution ?d") == 13
    assert found(f"{whole} dct:conformsTo ?s ; foaf:page ?r") == 1
    assert found("?series a dcat:DatasetSeries ; dcat:last/dcat:version '2021-12-10'") == 1


def test_the_catalogue_is_the_same_in_json_ld() -> None:
    forms = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}

    one, two = (
        {str(quad.triple) for quad in ox.parse(path=str(site() / f"catalog.{ending}"), format=form)}
        for ending, form in forms.items()
    )

    assert one == two


@pytest.mark.parametrize(
    ("name", "file", "lost"),
    [
        ("catalogue", "catalog.ttl", "<http://www.w3.org/ns/dcat#byteSize>"),
        ("catalogue", "catalog.ttl", "<http://rdfs.org/ns/void#triples>"),
    ],
)
def test_a_catalogue_that_breaks_our_own_shapes_is_not_published(
    name: str, file: str, lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make: Callable[..., Iterator[Statement]] = getattr(pipeline, name)

    def faulty(*given: object, **more: bool) -> Iterator[Statement]:
        return (told for told in make(*given, **more) if told[1] != lost)

    monkeypatch.setattr(pipeline, name, faulty)

    with pytest.raises(InvalidGraphError, match=rf"{file} breaks .* a defect of the program"):
        publish([], Options(out=tmp_path / "site"), lambda _step, _done: None)

    assert not (tmp_path / "site").exists()


def test_a_site_has_its_report_as_text_page_and_turtle() -> None:
    page = (site() / "report.html").read_text(encoding="utf-8")

    assert page.startswith("<!DOCTYPE html>")
    assert (site() / "report.txt").read_text(encoding="utf-8").splitlines()[0] in page
    assert (site() / "report.ttl").is_file()

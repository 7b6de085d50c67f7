"""The Python interface: ``kg.load`` and ``kg.read``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Dataset, URIRef
from rdflib.namespace import RDFS

import kg
from kg.errors import BadInputError
from kg.model import Party
from kg.resources import designation_files
from tests.shipped_site import site


def test_a_site_loads_as_a_dataset_with_the_prefixes_bound() -> None:
    graph = kg.load(site())

    found = graph.query("SELECT ?n WHERE { party:ofac-33951 rdfs:label ?n }")

    assert isinstance(graph, Dataset)
    assert [str(row[0]) for row in found if isinstance(row, tuple)] == ["RAPID ACTION BATTALION"]


def test_concepts_stand_beside_the_data_and_graphs_keep_their_names() -> None:
    graph = kg.load(str(site()))
    named = "https://w3id.org/sanctions-kg/graph/us-ofac-action/2021-12-10"

    label = graph.value(URIRef("https://w3id.org/sanctions-kg/measure/blocking"), RDFS.isDefinedBy)

    assert label is not None
    assert URIRef(named) in {each.identifier for each in graph.graphs()}


def test_several_paths_make_one_dataset(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text("<urn:a> <urn:p> 1 .", encoding="utf-8")

    graph = kg.load(site(), tmp_path / "mine.ttl")

    assert graph.query("ASK { <urn:a> <urn:p> 1 . party:ofac-33951 a sx:Entity }").askAnswer


def test_a_path_that_is_absent_is_an_error_of_the_program() -> None:
    with pytest.raises(BadInputError, match="there is no such file or site"):
        kg.load("nowhere.nq")


def test_the_records_of_a_list_are_plain_values() -> None:
    records = list(kg.read(*designation_files()))

    assert sum(isinstance(record, Party) for record in records) == 30


def test_importing_the_package_loads_no_library() -> None:
    program = "import sys, kg; print(sorted({name.partition('.')[0] for name in sys.modules}))"

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    for library in ("rdflib", "pyoxigraph", "lxml", "click", "msgspec"):
        assert f"'{library}'" not in done.stdout

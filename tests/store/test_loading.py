"""Loading: any RDF by its ending, gzipped or not, and published sites."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import BadInputError
from kg.iri import HOME
from kg.store import loading
from kg.store.loading import DUMP, base_of, load

TRIPLE = "<urn:a> <urn:p> <urn:b>"
TEXTS = {
    "ttl": f"{TRIPLE} .",
    "nt": f"{TRIPLE} .",
    "nq": f"{TRIPLE} <urn:g> .",
    "trig": f"<urn:g> {{ {TRIPLE} }}",
    "jsonld": '{"@id": "urn:a", "urn:p": {"@id": "urn:b"}}',
    "json": '{"@id": "urn:a", "urn:p": {"@id": "urn:b"}}',
    "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">'
    '<rdf:Description rdf:about="urn:a"><u:p rdf:resource="urn:b"/></rdf:Description></rdf:RDF>',
    "owl": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">'
    '<rdf:Description rdf:about="urn:a"><u:p rdf:resource="urn:b"/></rdf:Description></rdf:RDF>',
}


def triples(store: ox.Store) -> list[str]:
    return sorted(f"{quad.subject} {quad.predicate} {quad.object}" for quad in store)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("ending", TEXTS)
def test_every_format_is_read_by_its_ending(tmp_path: Path, ending: str, *, packed: bool) -> None:
    text = TEXTS[ending].encode()
    path = tmp_path / f"data.{ending}{'.gz' if packed else ''}"
    path.write_bytes(gzip.compress(text) if packed else text)

    assert triples(load([path])) == [TRIPLE]


def test_several_files_make_one_store_and_keep_their_blank_nodes_apart(tmp_path: Path) -> None:
    for name in ("one.ttl", "two.ttl"):
        (tmp_path / name).write_text("_:x <urn:p> <urn:b> .", encoding="utf-8")

    found = load([tmp_path / "one.ttl", tmp_path / "two.ttl"])

    assert len({str(quad.subject) for quad in found}) == 2


@pytest.mark.parametrize("on_disk", [False, True])
def test_a_dump_that_is_loaded_in_pieces_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, on_disk: bool
) -> None:
    monkeypatch.setattr(loading, "_PIECE", 3)
    (tmp_path / DUMP).parent.mkdir()
    lines = [f"<urn:s{number}> <urn:p> <urn:o> <urn:g> .\n" for number in range(10)]
    (tmp_path / DUMP).write_text("".join(lines), encoding="utf-8")
    folder = tmp_path / "store"

    found = load([tmp_path], into=folder if on_disk else None)

    assert len(triples(found)) == 10
    assert folder.is_dir() is on_disk


def test_a_site_is_its_dump_with_its_ontology(tmp_path: Path) -> None:
    (tmp_path / DUMP).parent.mkdir()
    (tmp_path / DUMP).write_text(TEXTS["nq"] + "\n", encoding="utf-8")
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "terms.ttl").write_text("<urn:c> a <urn:D> .", encoding="utf-8")

    assert len(triples(load([tmp_path]))) == 2


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("data.csv", "", "the ending names no RDF format"),
        ("data", "", "the ending names no RDF format"),
        (
            "data.ttl",
            "<urn:a> <urn:p>\n oops .",
            r"cannot be parsed as Turtle: .*line 2 between columns 2 and 6",
        ),
        ("data.nt", "oops", r"cannot be parsed as N-Triples: .*line 1"),
        ("data.ttl.gz", "not gzipped", "cannot be parsed as Turtle: Not a gzipped file"),
    ],
)
def test_what_cannot_be_read_is_told_with_file_and_line(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(BadInputError, match=rf"{name}: {told}"):
        load([tmp_path / name])


def test_a_cut_gzip_file_is_no_smaller_answer(tmp_path: Path) -> None:
    whole = gzip.compress(f"{TRIPLE} .\n".encode() * 1_000)
    (tmp_path / "cut.nt.gz").write_bytes(whole[:-12])

    with pytest.raises(BadInputError, match="cannot be parsed as N-Triples"):
        load([tmp_path / "cut.nt.gz"])


def test_a_folder_that_is_no_site_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"not a published site: dump/all\.nq is missing"):
        load([tmp_path])


@pytest.mark.parametrize(
    ("graphs", "base"),
    [
        ([], HOME),
        (["urn:g"], HOME),
        (["https://x.example/a/graph/list/1", "https://x.example/a/graph/derived/2"],
         "https://x.example/a/"),
        (["https://x.example/graph/list/1", "https://y.example/graph/list/1"], HOME),
    ],
)  # fmt: skip
def test_the_base_of_data_is_told_by_their_graphs(graphs: list[str], base: str) -> None:
    store = ox.Store()
    for name in graphs:
        node = ox.NamedNode("urn:a")
        store.add(ox.Quad(node, node, node, ox.NamedNode(name)))

    assert base_of(store) == base

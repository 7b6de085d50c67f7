"""Files of every syntax, sites, several files at once, and files that cannot be read."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.checks.files import check_files
from kg.errors import BadInputError
from kg.resources import shapes_files
from tests.checks.theirs import COUNTS, MINE, SHAPES, checked, written
from tests.shipped_site import site

SYNTAXES = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
    "owl": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "json": ox.RdfFormat.JSON_LD,
}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzipped"])
@pytest.mark.parametrize("ending", SYNTAXES)
def test_every_syntax_gives_the_same_findings(ending: str, packed: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of the test
    triples = [quad.triple for quad in ox.parse(MINE, ox.RdfFormat.TURTLE)]
    content = ox.serialize(triples, format=SYNTAXES[ending]) or b""
    path = tmp_path / (f"mine.{ending}.gz" if packed else f"mine.{ending}")
    path.write_bytes(gzip.compress(content) if packed else content)

    summary = check_files([path], [written(tmp_path, "theirs.ttl", SHAPES)])

    assert summary.severities == COUNTS


def test_a_site_is_its_dump_with_its_own_ontology_and_catalogue() -> None:
    whole = check_files([site()])
    dump = check_files([site() / "dump" / "all.ttl.gz"])

    assert whole.severities == dump.severities
    assert whole.violations == 0
    assert list(whole.files) == [str(site() / "dump" / "all.nq")]


def test_a_fault_in_the_catalogue_or_the_ontology_of_a_site_is_found(tmp_path: Path) -> None:
    copied = tmp_path / "site"
    shutil.copytree(site(), copied)
    catalog = copied / "catalog.ttl"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace("dcat:byteSize", "dcat:size", 1), encoding="utf-8")
    (copied / "ontology" / "statuses.ttl").unlink()

    names = {group.shape.short for group in check_files([copied]).groups}

    assert "Distribution-byteSize" in names
    assert any("Status" in name for name in names)


def test_several_files_are_one_graph_and_each_finding_knows_its_file(tmp_path: Path) -> None:
    mine = written(tmp_path, "mine.ttl", MINE)
    other = written(tmp_path, "other.ttl", "<http://example.org/z> a <http://example.org/Thing> .")

    found = list(check_files([mine, other], [written(tmp_path, "s.ttl", SHAPES)]).all_findings())

    assert {one.file for one in found if one.node.endswith("/z")} == {str(other)}
    assert {one.file for one in found if one.node == "http://example.org/a"} == {str(mine)}


def test_blank_nodes_of_the_same_name_in_two_files_stay_apart(tmp_path: Path) -> None:
    files = [
        written(tmp_path, f"{name}.ttl", f"_:x a <http://example.org/Thing> ; <e:{name}> 1 .")
        for name in "ab"
    ]

    summary = check_files(files, [written(tmp_path, "s.ttl", SHAPES)])

    assert summary.severities["violations"] == 2


def test_the_shipped_shapes_are_used_when_none_are_given(tmp_path: Path) -> None:
    home = "https://w3id.org/sanctions-kg"
    data = f"<{home}/id/party/ofac-1> a <{home}/ns#Person> ."

    names = {group.shape.short for group in check_files([written(tmp_path, "p.ttl", data)]).groups}

    assert "Party-label" in names


def test_what_the_compiled_validator_refuses_pyshacl_judges_and_the_report_says_why(
    tmp_path: Path,
) -> None:
    rule = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
        ex:R a sh:NodeShape ; sh:targetClass ex:Thing ;
          sh:property [ sh:path ex:x ; sh:maxCount 0 ] ;
          sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate ex:x ; sh:object 1 ] ."""

    summary = checked(tmp_path, shapes=rule)

    assert summary.engine.startswith("pySHACL, because ")
    assert "sh:rule" in summary.why
    assert summary.violations == 3
    assert {group.shape.short for group in summary.groups} == {"ex:x in R"}


def test_the_compiled_validator_says_that_it_judged(tmp_path: Path) -> None:
    assert checked(tmp_path).engine == "the compiled validator"


def test_property_shapes_that_nobody_describes_are_passed_over_and_named(tmp_path: Path) -> None:
    shapes = SHAPES + "ex:ThingShape sh:property ex:Lost , ex:Gone ."

    summary = checked(tmp_path, shapes=shapes)

    assert summary.severities == COUNTS
    [note] = summary.notes
    assert "2 property shape(s)" in note
    assert "Gone, Lost" in note


def test_no_property_shape_of_ours_is_without_description() -> None:
    assert not check_files([shapes_files()[0]], shapes_files()).notes


def test_a_finding_limit_leaves_the_numbers_whole(tmp_path: Path) -> None:
    mine, theirs = written(tmp_path, "m.ttl", MINE), written(tmp_path, "t.ttl", SHAPES)

    assert check_files([mine], [theirs], limit=1).severities == COUNTS


def test_progress_is_told_of_reading_and_of_validating(tmp_path: Path) -> None:
    steps: list[str] = []
    mine, theirs = written(tmp_path, "m.ttl", MINE), written(tmp_path, "t.ttl", SHAPES)

    check_files([mine], [theirs], progress=lambda step, _done: steps.append(step))
    check_files([site()], progress=lambda step, _done: steps.append(step))

    assert f"reading {mine}" in steps
    assert "validating: statements read" in steps
    assert "validating: subjects read" in steps


def _folder(place: Path) -> Path:
    (place / "folder").mkdir()
    return place / "folder"


def _cut(place: Path) -> Path:
    path = place / "cut.ttl.gz"
    path.write_bytes(gzip.compress(MINE.encode() * 50)[:90])
    return path


UNREADABLE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "bad syntax": (
        lambda place: written(place, "bad.ttl", "<e:a> <e:b> 1 .\n<e:a> <e:b> .\n"),
        r"bad\.ttl: line 2",
    ),
    "no such file": (lambda place: place / "none.ttl", "none.ttl: cannot be read"),
    "unknown ending": (lambda place: written(place, "x.doc", ""), "use .ttl"),
    "no site": (_folder, "not a published site"),
    "cut off": (_cut, "cut.ttl.gz: cannot be read"),
    "not gzipped": (lambda place: written(place, "x.nt.gz", "text"), "Not a gzipped file"),
    "context elsewhere": (
        lambda place: written(place, "x.jsonld", '{"@context": "http://example.org/c"}'),
        "put the context into the file",
    ),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_data_that_cannot_be_read_are_refused_in_one_sentence(case: str, tmp_path: Path) -> None:
    make, words = UNREADABLE[case]

    with pytest.raises(BadInputError, match=words) as refused:
        check_files([make(tmp_path)])

    assert "\n" not in str(refused.value)


def test_shapes_that_cannot_be_read_are_refused_by_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"s\.ttl: line 3"):
        checked_with(tmp_path, "\n\nnonsense")


def test_ill_formed_shapes_are_refused_by_shape_and_parameter(tmp_path: Path) -> None:
    shapes = """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <http://example.org/S> sh:targetClass <e:C> ; sh:minLength "long" ."""

    with pytest.raises(BadInputError, match=r"example\.org/S>.*minLength.*ill-formed"):
        checked_with(tmp_path, shapes)


def checked_with(place: Path, shapes: str) -> None:
    """Validate somebody's data with shapes in ``s.ttl``."""
    check_files([written(place, "m.ttl", MINE)], [written(place, "s.ttl", shapes)])

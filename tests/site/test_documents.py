"""Documents hold exactly the dump, in every format alike, each in its own folder."""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import terms
from kg.errors import BadTermError
from kg.iri import COUNTRY, HOME, document_of
from kg.lines import read_lines, statements
from kg.site import places
from kg.site.documents import Document, DocumentWriter
from kg.site.own_account import own_statements
from kg.site.query_page import is_bundled
from kg.site.vocabulary import vocabulary_statements
from kg.store.loading import DUMP
from kg.vocab import DCT, RDF, RDFS, SX
from tests.site.conftest import Publish

GRAPH = terms.iri(f"{HOME}graph/test/1")
SCRIPT = re.compile(r'<script type="application/ld\+json">\n(.*?)</script>', re.DOTALL)
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
}


def party(number: str, *, base: str = HOME) -> str:
    return terms.iri(f"{base}id/party/{number}")


def lines_of(subject: str, label: str) -> list[str]:
    return [
        terms.line(subject, RDF.type, SX.Person, GRAPH),
        terms.line(subject, RDFS.label, terms.literal(label), GRAPH),
    ]


def read(path: Path) -> set[tuple[str, str, str]]:
    form = FORMATS[path.suffix[1:]]
    found = ox.parse(path=str(path), format=form)
    return {(str(t.subject), str(t.predicate), str(t.object)) for t in found}


def own_documents(site: Path, ending: str) -> list[Path]:
    """The documents that are not whole files of the vocabulary."""
    apart = {"shapes", "alignments", "sparql"}
    found = site.rglob(f"index.{ending}")
    return [path for path in found if path.relative_to(site).parts[0] not in apart]


@pytest.mark.parametrize("ending", FORMATS)
def test_documents_together_hold_exactly_the_dump_the_vocabulary_and_the_catalogue(
    site: Path, ending: str
) -> None:
    wanted = {*statements(read_lines(site / DUMP)), *own_statements(site, HOME)}
    wanted |= {
        statement for statement in vocabulary_statements() if statement[0][1:].startswith(HOME)
    }
    found = Counter(statement for path in own_documents(site, ending) for statement in read(path))
    countries = {statement for statement in found if statement[0][1:].startswith(COUNTRY)}

    assert set(found) - countries == wanted
    assert set(found.values()) == {1}, "a statement stands in two documents"
    parties = [told for told in wanted if "/id/party/" in told[0] and "#" not in told[0]]
    assert {subject for subject, _, _ in countries} == {
        object_ for _, _, object_ in parties if object_[1:].startswith(COUNTRY)
    }


def test_a_document_says_the_same_in_every_format(site: Path) -> None:
    for path in own_documents(site, "nt"):
        told = read(path)
        assert told == read(path.with_name("index.ttl")) == read(path.with_name("index.jsonld"))


def test_a_document_tells_of_its_own_thing_only(site: Path) -> None:
    told = read(site / "id/party/ofac-33951/index.nt")

    assert {document_of(subject) for subject, _, _ in told} == {party("ofac-33951")}


@pytest.mark.parametrize(
    ("files", "least"),
    [
        ("dump/all.nq", 600),
        ("catalog.ttl", 200),
        ("questions.ttl", 80),
        ("ontology/*.ttl", 1200),
        ("shapes/**/*.ttl", 350),
        ("sparql/*.ttl", 6 if is_bundled() else 0),
    ],
)
def test_every_address_below_the_base_has_a_page(site: Path, files: str, least: int) -> None:
    found = {
        term.value
        for path in site.glob(files)
        for quad in ox.parse(path=str(path))
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if isinstance(term, ox.NamedNode) and term.value.startswith(HOME)
    }
    missing = []
    for iri in found:
        document, _, fragment = iri.partition("#")
        place = site / document.removeprefix(HOME)
        page = place if place.is_file() else place / "index.html"
        if not page.is_file() or (fragment and f'id="{fragment}"' not in page.read_text()):
            missing.append(iri)

    assert missing == []
    assert len(found) >= least


def test_what_stands_in_files_of_its_own_has_a_page_that_leads_there(site: Path) -> None:
    for path, files in (
        ("graph/us-ofac-action/2021-12-10", ["dump/us-ofac-action-2021-12-10.nq"]),
        ("graph/derived/identifier-checks/1", ["derived/identifier-checks.nq"]),
        ("dataset/validation", ["report.html", "report.ttl"]),
        ("ns/0.1.0", ["ns/index.html", "ns/index.ttl"]),
        ("shapes/core/0.1.0", ["shapes/core/index.nt"]),
    ):
        page = (site / path / "index.html").read_text(encoding="utf-8")
        up = "../" * (path.count("/") + 1)
        assert all(f'href="{up}{file}"' in page for file in files), path


def test_a_dataset_shows_its_files_with_checksums_and_tells_search_engines(site: Path) -> None:
    checks = (site / "dataset/derived/identifier-checks/1/index.html").read_text(encoding="utf-8")
    merged = (site / "dataset/index.html").read_text(encoding="utf-8")
    derived = site / "derived/identifier-checks.nq"

    assert sha256(derived.read_bytes()).hexdigest() in checks
    assert "No list says so" in checks
    for page, name in ((checks, "identifier-checks.nq"), (merged, "all.ttl")):
        told = json.loads(SCRIPT.findall(page)[1])
        assert told["@type"] == "Dataset"
        files = {each["contentUrl"].rpartition("/")[2]: each for each in told["distribution"]}
        size = next(path.stat().st_size for path in site.glob(f"*/{name}"))
        assert files[name]["contentSize"] == f"{size} B"


def test_the_page_carries_the_json_ld_document(site: Path) -> None:
    page = (site / "id/party/ofac-33951/index.html").read_text(encoding="utf-8")
    (embedded,) = SCRIPT.findall(page)

    beside = (site / "id/party/ofac-33951/index.jsonld").read_text(encoding="utf-8")
    assert json.loads(embedded) == json.loads(beside)


def test_only_what_lives_below_another_base_gets_a_folder(published: Publish) -> None:
    base = "https://data.example/lists/"
    concept = terms.iri(f"{HOME}program/glomag")
    site = published(
        *lines_of(party("x-1", base=base), "ONE"),
        terms.line(concept, RDFS.label, terms.literal("elsewhere"), GRAPH),
        base=base,
    )

    assert (site / "id/party/x-1/index.ttl").is_file()
    assert not (site / "program").exists()
    assert not (site / "ns").exists()


def test_publishing_again_keeps_the_files_that_did_not_change(published: Publish) -> None:
    one, two = party("x-1"), party("x-2")
    first = published(*lines_of(one, "ONE"), *lines_of(two, "TWO"), name="first")
    second = published(
        *lines_of(one, "ONE"), *lines_of(two, "TWO CHANGED"), before=first, name="second"
    )

    def same(path: str) -> bool:
        return (first / path).samefile(second / path)

    assert all(same(f"id/party/x-1/index.{ending}") for ending in (*FORMATS, "html"))
    assert not any(same(f"id/party/x-2/index.{ending}") for ending in (*FORMATS, "html"))
    assert "TWO CHANGED" not in (first / "id/party/x-2/index.nt").read_text()


def test_the_same_input_gives_the_same_files(published: Publish) -> None:
    lines = lines_of(party("x-1"), "ONE")
    first, second = published(*lines, name="first"), published(*lines, name="second")

    assert {p.relative_to(first): p.read_bytes() for p in first.rglob("*") if p.is_file()} == {
        p.relative_to(second): p.read_bytes() for p in second.rglob("*") if p.is_file()
    }


def test_prefixes_and_context_hold_only_what_a_document_uses() -> None:
    subject = party("x-1")
    told = (
        (subject, RDF.type, SX.Person),
        (subject, DCT.title, terms.literal("ONE", language="en")),
    )
    texts = DocumentWriter(HOME).texts(Document(subject, told))

    assert "@prefix sx:" in texts["ttl"]
    assert "@prefix void:" not in texts["ttl"]
    assert set(json.loads(texts["jsonld"])["@context"]) < {
        "id", "type", "party", "sx", "Person", "dct", "title", "xsd", "rdf", "skos"
    }  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [
        "../etc/passwd", "a/../b", "a/./b", "./a", "a//b", "a/", "..", ".htaccess",
        "id/.git/config", "id/index.html", "index.ttl/x", "assets/site.css", "dump/all.nq",
        "search", "browse/x", "hosts", f"id/{'a' * 201}",
    ],
)  # fmt: skip
def test_an_iri_that_is_no_safe_folder_is_refused(path: str) -> None:
    with pytest.raises(BadTermError, match="cannot be"):
        places.folder(f"<{HOME}{path}>", HOME)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("id/party/ofac-1", "id/party/ofac-1"),
        ("id/%2e%2e%2fsecret", "id/%252e%252e%252fsecret"),
        ("id/a\\..\\b", "id/a%5C..%5Cb"),
        ("id/été", "id/%C3%A9t%C3%A9"),
        ("id/a?b=c", "id/a%3Fb%3Dc"),
        ("id/a:b*", "id/a%3Ab%2A"),
    ],
)
def test_odd_characters_are_encoded_in_file_names(path: str, expected: str) -> None:
    assert places.folder(f"<{HOME}{path}>", HOME) == PurePosixPath(expected)


@given(st.text())
def test_no_iri_leads_out_of_the_site(rest: str) -> None:
    try:
        place = places.folder(f"<{HOME}{rest}>", HOME)
    except BadTermError:
        return
    if place is None:
        assert rest == ""
        return
    assert not place.is_absolute()
    assert ".." not in place.parts
    assert place.as_posix().isascii()
    assert len(place.parts) == rest.count("/") + 1


@given(st.text(), st.text())
def test_two_iris_never_share_a_folder(one: str, other: str) -> None:
    found = []
    for rest in (one, other):
        try:
            found.append(places.folder(f"<{HOME}{rest}>", HOME))
        except BadTermError:
            return
    assert (found[0] == found[1]) == (one == other)


def test_a_hostile_iri_stops_the_writing(published: Publish) -> None:
    with pytest.raises(BadTermError, match="no safe file name"):
        published(*lines_of(terms.iri(f"{HOME}id/party/../../../x"), "X"))

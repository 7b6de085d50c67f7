"""The JSON-LD context has a key for every term, and a term for every key."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import kg
from kg import terms, vocab
from kg.errors import KgError
from kg.formats.context import FILE, REFRESH, context, document, keys
from kg.formats.json_ld import JsonLdWriter
from kg.iri import HOME, VOCABULARY
from kg.resources import folder
from kg.vocab import RDF, SX
from tests.ontology import hygiene
from tests.ontology.hygiene import Statement

NAMED = re.compile(r'\b([A-Z][A-Z]+)(?:\.([A-Za-z]\w*)|\["(\w+)"\])')
SUBJECT = f"<{HOME}id/party/ofac-1>"


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder("ontology") / FILE).read_text("utf-8"))["@context"]
    return found


def triples(text: str) -> set[Statement]:
    """What a JSON-LD document says, by an independent processor."""
    found = ox.parse(input=text.encode(), format=ox.RdfFormat.JSON_LD)
    return {(str(t.subject), str(t.predicate), str(t.object)) for t in found}


def one_of_each(entries: dict[str, Any]) -> dict[str, Any]:
    """A document that uses every term of a context once."""
    node: dict[str, Any] = {"id": f"{HOME}x", "type": []}
    for key, entry in entries.items():
        if isinstance(entry, dict):
            node[key] = f"{HOME}y" if entry["@type"] == "@id" else "1"
        elif key[0].isupper() and not entry.endswith(("/", "#")):
            node["type"].append(key)
        elif not entry.startswith("@") and not entry.endswith(("/", "#")):
            node[key] = "text"
    return {"@context": entries, **node}


def expanded(entries: dict[str, Any]) -> set[str]:
    """The predicates and classes that a document with every term expands to."""
    told = triples(json.dumps(one_of_each(entries)))
    return {p for _, p, _ in told if p != RDF.type} | {o for _, p, o in told if p == RDF.type}


def written_by_the_graph() -> set[str]:
    """Every term that the modules of kg/graph name."""
    found: set[str] = set()
    for path in sorted((Path(kg.__file__).parent / "graph").glob("*.py")):
        for space, plain, quoted in NAMED.findall(path.read_text("utf-8")):
            namespace = getattr(vocab, space, None)
            if isinstance(namespace, vocab.Namespace) and space != "XSD":
                found |= {
                    namespace.terms[name] for name in (plain, quoted) if name in namespace.terms
                }
    return found - {RDF.type, vocab.SPDX.checksumAlgorithm_sha256}


def test_the_committed_context_is_fresh() -> None:
    text = (folder("ontology") / FILE).read_text("utf-8")
    assert text == document(hygiene.shipped()), f"run: {REFRESH}"


def test_every_term_of_the_ontology_expands(shipped: dict[str, Any]) -> None:
    assert expanded(shipped) == set(keys(hygiene.shipped()))


def test_every_term_of_the_vocabulary_has_a_key_of_its_own_name(shipped: dict[str, Any]) -> None:
    for name in SX.terms:
        entry = shipped[name]
        assert (entry["@id"] if isinstance(entry, dict) else entry) == f"sx:{name}"


def test_every_term_that_the_graph_writes_has_a_key(shipped: dict[str, Any]) -> None:
    written = written_by_the_graph()
    assert len(written) > 100
    assert not written - expanded(shipped)


def test_a_dropped_term_is_noticed(shipped: dict[str, Any]) -> None:
    entries = {key: entry for key, entry in shipped.items() if key != "listedOn"}
    assert SX.listedOn in set(keys(hygiene.shipped())) - expanded(entries)
    entries = {key: entry for key, entry in shipped.items() if key != "Designation"}
    assert SX.Designation in written_by_the_graph() - expanded(entries)


def test_dates_numbers_and_links_are_coerced_and_text_is_not(shipped: dict[str, Any]) -> None:
    assert shipped["listedOn"] == {"@id": "sx:listedOn", "@type": "xsd:date"}
    assert shipped["sharePercent"]["@type"] == "xsd:decimal"
    assert shipped["former"]["@type"] == "xsd:boolean"
    assert shipped["edtf"]["@type"] == "edtftypes:EDTF"
    assert shipped["designates"]["@type"] == "@id"
    assert shipped["source"] == {"@id": "dct:source", "@type": "@id"}
    assert isinstance(shipped["issuedOn"], str)
    assert isinstance(shipped["provision"], str)
    assert isinstance(shipped["statedReason"], str)


def test_clashing_names_carry_the_prefix_of_the_later_vocabulary() -> None:
    entries = context(hygiene.parsed("sx:label a owl:Class . sx:x rdfs:label 'y' ; rdfs:type 1 ."))
    assert entries["label"] == "sx:label"
    assert entries["rdfsLabel"] == "rdfs:label"
    assert entries["type"] == "@type"
    assert entries["rdfsType"]


def test_a_property_with_mixed_values_is_not_coerced() -> None:
    entries = context(hygiene.parsed("sx:a sx:p sx:b ; sx:q sx:b . sx:b sx:q 'text' ."))
    assert entries["p"] == {"@id": "sx:p", "@type": "@id"}
    assert entries["q"] == "sx:q"


def test_two_terms_without_a_key_between_them_are_refused() -> None:
    told = [("<http://a.example/x>", f"<http://{host}.example/p>", '"1"') for host in "ab"]
    with pytest.raises(KgError, match="prefix"):
        keys([*told, ("<http://a.example/x>", "<http://c.example/p>", '"1"')])


@pytest.mark.parametrize(
    "objects",
    [
        (terms.literal("2021-12-10", datatype=terms.XSD + "date"),),
        (terms.literal("plain"), terms.literal("plain", language="en")),
        (terms.literal("100.0", datatype=terms.XSD + "decimal"), f"<{HOME}y>"),
        (terms.literal("1955~", datatype=vocab.EDTF_DATATYPE), terms.literal("")),
        (terms.literal("true", datatype=terms.XSD + "boolean"), terms.literal("party:ofac-1")),
        (f"<{HOME}id/party/ofac-1#name-0a>", "<urn:example:a>", "<mailto:a@example.org>"),
    ],
)
def test_what_is_compacted_with_the_context_expands_to_itself(
    shipped: dict[str, Any], objects: tuple[str, ...]
) -> None:
    told = {(SUBJECT, term, object_) for term in SX.terms.values() for object_ in objects}
    told = {statement for statement in told if statement[1][len(VOCABULARY) + 1].islower()}
    told |= {(SUBJECT, RDF.type, SX.Person)}
    text = "".join(JsonLdWriter(shipped, HOME).text(sorted(told)))
    assert triples(text) == told

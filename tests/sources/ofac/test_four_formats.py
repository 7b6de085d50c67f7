"""One party in OFAC's four formats: the same IRI, the same core facts, the same plain triples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.graph.build import build
from kg.graph.context import Context, Statement
from kg.graph.schemes import shipped_schemes
from kg.iri import Iris
from kg.model import Address, Claim, Party, Record, Relation
from kg.sources import readings
from kg.sources.base import Reading
from kg.sources.files import input_files
from kg.values import script_of
from kg.vocab import RDF, RDFS, SCHEMA, SKOS, SKOSXL, SX
from tests.sources.ofac import advanced_xml, enhanced_xml, flat_files, standard_xml
from tests.sources.ofac.test_agreement import CSV

CORE = (
    *("kind", "names", "identifiers", "births", "places", "addresses", "features"),
    "designations",
)
PLANTED = [
    ("kind", '"HONGMAN LTD.",-0- ', '"HONGMAN LTD.","aircraft"'),
    ("names", "HEZHENG, Lu", "HEZHENG, Li"),
    ("names", "HE, Zheng", "HE, Zhang"),
    ("names", '"aka"', '"fka"'),
    ("names", "LAO LU", "LAO LI"),
    ("identifiers", "Passport E123", "Passport E124"),
    ("identifiers", "E123 (China)", "E123 (Cuba)"),
    ("identifiers", "issued 02 Jan 2016", "issued 03 Jan 2016"),
    ("identifiers", "expires 01 Jan 2026", "expires 02 Jan 2026"),
    ("identifiers", " (false)", ""),
    ("identifiers", "IMO 9187629", "IMO 9187655"),
    ("identifiers", "5IM316", "5IM317"),
    ("births", "DOB circa 1970", "DOB circa 1971"),
    ("births", "1970 to 1975", "1970 to 1976"),
    ("places", "POB Dandong", "POB Dalian"),
    ("addresses", "1 Long Street", "2 Long Street"),
    ("addresses", "Liaoning 118000", "Liaoning 118001"),
    ("addresses", '"China",-0-', '"Cuba",-0-'),
    ("addresses", "Region: Gaza", "undetermined"),
    ("features", "nationality China", "nationality Cuba"),
    ("features", "Korea, North", "Korea, South"),
    ("features", "Director", "Doctor"),
    ("features", "Gender Male", "Gender Female"),
    ("features", "National Co.", "Other Co."),
    ("designations", "[GLOMAG", "[SDGT"),
    ("designations", "IRAN] [SDGT", "SDGT"),
]
FORMATS = ("csv", "standard", "advanced", "enhanced")
OWN_TO_STANDARD = {"Moon Card No."}
PLAIN = {
    RDF.type,
    RDFS.label,
    SKOS.altLabel,
    SCHEMA.nationality,
    SCHEMA.gender,
    SX.citizenship,
    SX.designation,
}
OF_A_DESIGNATION = {SX.list, SX.program, SX.measure, SX.status, SX.designates}
Facts = dict[str, set[tuple[object, ...]]]


@pytest.fixture
def releases(tmp_path: Path) -> dict[str, tuple[Reading, list[Record]]]:
    """The same three parties in every format."""
    entries = standard_xml.PERSON, standard_xml.COMPANY, standard_xml.SHIP
    entities = enhanced_xml.PERSON, enhanced_xml.COMPANY, enhanced_xml.SHIP
    return {
        "csv": flat_files.read(flat_files.write(tmp_path, dict(CSV))),
        "standard": standard_xml.read(tmp_path, standard_xml.document(*entries)),
        "advanced": advanced_xml.read(tmp_path, advanced_xml.document()),
        "enhanced": enhanced_xml.read(tmp_path, enhanced_xml.document(*entities)),
    }


def core(party: Party) -> Facts:
    """What every format says of a party, in the alphabet that all of them print."""
    latin = [item for item in party.names if (item.script or script_of(item.text)) == "Latn"]
    return {
        "kind": {(party.ref, party.kind)},
        "names": {(item.text, item.type, item.strength) for item in latin},
        "identifiers": {
            (item.scheme, item.value, item.country, item.issued, item.expires, _doubts(item))
            for item in party.identifiers
            if item.scheme not in OWN_TO_STANDARD
        },
        "births": {(item.date.earliest, item.date.latest) for item in party.birth_dates},
        "places": {(item.full, item.country) for item in party.birth_places},
        "addresses": {
            (item.country, item.qualifiers, _words(item))
            for item in party.addresses
            if item.script in {"", "Latn"}
        },
        "features": {
            (item.type, item.value, item.country, item.date)
            for item in party.features
            if item.type != "remark"
        },
        "designations": {
            (item.program, item.listing, item.status, item.extra_measures)
            for item in party.designations
        },
    }


def _words(address: Address) -> frozenset[str]:
    """The words of an address, which the formats divide in different ways."""
    parts = (*address.lines, address.city, address.region, address.postal_code)
    return frozenset(re.findall(r"\w+", " ".join(parts).casefold()))


def _doubts(claim: Claim) -> tuple[str, ...]:
    """The doubts of a claim; grades of certainty are in the larger formats alone."""
    return tuple(sorted(set(claim.qualifiers) - {"confirmed", "reported"}))


def parties(records: Iterable[Record]) -> dict[str, Party]:
    return {item.ref.number: item for item in records if isinstance(item, Party)}


def triples(reading: Reading, records: Iterable[Record]) -> Iterator[Statement]:
    """The triples of a release."""
    yield from build(Context(reading.release, iris=Iris(), schemes=shipped_schemes()), records)


def plain_triples(reading: Reading, records: Iterable[Record]) -> set[Statement]:
    """The triples people query, without notes and numbers of one format alone."""
    return {
        (subject, predicate, object_)
        for subject, predicate, object_ in triples(reading, records)
        if ("/id/party/" in subject and "#" not in subject and predicate in PLAIN)
        or ("#designation-" in subject and predicate in OF_A_DESIGNATION)
    }


@pytest.mark.parametrize("format_", FORMATS[1:])
def test_every_format_says_the_same_of_the_same_party(
    releases: dict[str, tuple[Reading, list[Record]]], format_: str
) -> None:
    flat, other = (parties(releases[name][1]) for name in ("csv", format_))
    assert set(flat) == set(other)
    for number, party in flat.items():
        theirs = core(other[number])
        for name, facts in core(party).items():
            assert facts == theirs[name], (number, name)


@pytest.mark.parametrize(("fact", "old", "new"), PLANTED)
def test_a_difference_in_any_core_fact_is_seen(
    tmp_path: Path, fact: str, old: str, new: str
) -> None:
    """The comparison can fail: another value in one format alone makes that fact differ."""
    altered = {name: text.replace(old, new, 1) for name, text in CSV.items()}
    assert altered != CSV
    one, other = (
        parties(flat_files.read(flat_files.write(tmp_path / folder, dict(texts)))[1])
        for folder, texts in (("plain", CSV), ("altered", altered))
    )
    differing = {
        name
        for number, party in one.items()
        for name, facts in core(party).items()
        if facts != core(other[number])[name]
    }
    assert differing == {fact}


def test_every_core_fact_is_compared_and_planted() -> None:
    assert {fact for fact, _, _ in PLANTED} == set(CORE)


@pytest.mark.parametrize("format_", FORMATS[1:])
def test_every_format_gives_the_same_plain_triples(
    releases: dict[str, tuple[Reading, list[Record]]], format_: str
) -> None:
    flat, other = (plain_triples(*releases[name]) for name in ("csv", format_))
    assert flat == other
    assert len(flat) > 30


def test_spellings_of_all_formats_meet_in_one_node(
    releases: dict[str, tuple[Reading, list[Record]]],
) -> None:
    nodes = {
        name: {
            object_
            for _, predicate, object_ in triples(reading, records)
            if predicate == SKOSXL.prefLabel
        }
        for name, (reading, records) in releases.items()
    }
    assert nodes["csv"] == nodes["standard"] == nodes["enhanced"]
    assert len(nodes["advanced"] & nodes["csv"]) == 2  # one keeps the letters of the file


def opened(*paths: Path) -> tuple[Reading, list[Record]]:
    """The one release in these files, read."""
    (reading,) = readings(input_files(list(paths)))
    return reading, list(reading.records)


def agreement(one: list[Record], other: list[Record]) -> tuple[int, Counter[str]]:
    """How many parties are in both, and of how many each kind of fact is the same."""
    ours, theirs = parties(one), parties(other)
    shared = sorted(set(ours) & set(theirs))
    same: Counter[str] = Counter()
    for number in shared:
        facts = core(theirs[number])
        same.update(name for name, own in core(ours[number]).items() if own == facts[name])
    return len(shared), same


def test_the_real_consolidated_list_agrees_in_advanced_and_standard_form(lists: Path) -> None:
    advanced = opened(lists / "ofac-advanced-xml" / "2020-03-17-cons_advanced.xml")
    standard = opened(lists / "ofac-consolidated-xml" / "2020-12-14-consolidated.xml")
    shared, same = agreement(advanced[1], standard[1])
    assert shared == 375
    for name in CORE[:-1]:
        assert same[name] == shared, name
    nodes = [
        {subject for subject, predicate, _ in triples(*release) if predicate == SX.designates}
        for release in (advanced, standard)
    ]
    # The standard form names no list: ten parties on the SDN list too, or under tags of several
    # lists, differ, and the younger file gave one party a further program.
    assert len(nodes[0] & nodes[1]) == 375
    apart = {node.partition("#")[0] for node in nodes[0] ^ nodes[1]}
    assert len(apart) == 10
    # Which parties are related both say, the standard form without the kind and the direction.
    ends = [
        {frozenset((item.origin, item.target)) for item in records if isinstance(item, Relation)}
        for _, records in (advanced, standard)
    ]
    assert ends[0] == ends[1]
    assert len(ends[0]) == 276
    said = [
        {
            (node, text)
            for node, predicate, text in triples(*release)
            if predicate == SX.provision and node in nodes[0] & nodes[1]
        }
        for release in (advanced, standard)
    ]
    assert said[0] == said[1]
    assert len(said[0]) == 290


def test_the_real_enhanced_excerpt_agrees_with_the_flat_files(lists: Path, tmp_path: Path) -> None:
    enhanced = opened(lists / "ofac-enhanced-xml" / "2024-05-24-YEMEN-enhanced.xml")
    flat = opened(*_rows_of(set(parties(enhanced[1])), lists / "ofac-sdn-csv", tmp_path))
    shared, same = agreement(enhanced[1], flat[1])
    assert shared == 9
    assert same["kind"] == same["identifiers"] == same["designations"] == shared
    # Three years lie between: OFAC changed titles, aliases, addresses and a birth date of three
    # parties, and the flat files print a plain apostrophe in a place of birth of a fourth.
    assert (same["names"], same["births"], same["features"]) == (7, 8, 6)
    assert (same["addresses"], same["places"]) == (7, 8)


def _rows_of(numbers: set[str], folder: Path, target: Path) -> list[Path]:
    """The rows of these parties as flat files of their own; a whole list takes seconds."""
    made = []
    for path in sorted(folder.glob("2021-07-07-*.csv")):
        rows = path.read_bytes().splitlines(keepends=True)
        own = [row for row in rows if row.partition(b",")[0].decode() in numbers]
        if own:
            made.append(target / path.name)
            made[-1].write_bytes(b"".join(own))
    return made

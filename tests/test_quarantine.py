"""What points at a party that was set aside is set aside too, and the rest is published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.graph.build import build
from kg.graph.context import Context, Statement
from kg.graph.schemes import shipped_schemes
from kg.iri import Iris
from kg.model import Relation
from kg.pipeline import publish
from kg.publication import Options
from kg.sources import readings
from kg.sources.base import Reading
from kg.sources.files import input_files
from kg.sources.lost_ends import LOST_END
from kg.vocab import RDF, SX
from tests.sources import test_seco
from tests.sources.designation_file.example import GOOD
from tests.sources.ftm_export import EVERYTHING, lines
from tests.sources.ownership_statements import ENTITY, OTHER, OWNS, PERSON, document
from tests.sources.test_gleif import CHILD, HEAD_OFFICE, PARENT, level_one, level_two, relationship
from tests.sources.test_gleif import ENTITY as LEGAL_ENTITY

UNFIT = "\\uFFFF"
"""A character that no RDF can carry, as JSON and TOML write it."""
NAMELESS = LEGAL_ENTITY.replace("Swedeit Italian Aktiebolag", "")
OWNED = level_two(relationship(CHILD, PARENT))
STATEMENTS = document(OWNS, PERSON, ENTITY, OTHER)
CASES = {
    "bods": {"a.json": STATEMENTS.replace("Jennifer Smith", f"Jennifer {UNFIT}")},
    "gleif": {"lei.xml": level_one(NAMELESS, HEAD_OFFICE), "rr.xml": OWNED},
    "designation-file": {
        "action.toml": GOOD.replace('text = "Example Trading"', f'text = "Example {UNFIT}"')
    },
    "ftm": {"2024-07-01.json": lines(*EVERYTHING).replace("OSETROVA", UNFIT)},
    "ch-seco": {"seco.xml": test_seco.WHOLE.replace("Lutsky", "x" * 200_000)},
}


def written(folder: Path, files: dict[str, str]) -> list[Path]:
    """The files of a release in a folder."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


def quarantined(folder: Path, files: dict[str, str]) -> Reading:
    """The one release in some files, under quarantine."""
    (reading,) = readings(input_files(written(folder, files)), quarantine=True)
    return reading


def built(reading: Reading) -> list[Statement]:
    """The statements of a release, what cannot be made into any set aside."""
    context = Context(reading.release, iris=Iris(), schemes=shipped_schemes())
    return list(build(context, reading.records, refuse=reading.ledger.refuse))


@pytest.mark.parametrize("source", CASES)
def test_nothing_points_at_a_party_that_was_set_aside(source: str, tmp_path: Path) -> None:
    reading = quarantined(tmp_path, CASES[source])

    found = built(reading)

    typed = {s for s, p, _ in found if p == RDF.type}
    ends = {o for _, p, o in found if p in {SX["from"], SX.to, SX.linkedTo, SX.controls}}
    assert reading.ledger.set_aside
    assert {end for end in ends if "/party/" in end} <= typed


def test_a_relation_is_in_the_quarantine_with_its_reason(tmp_path: Path) -> None:
    files = written(tmp_path, CASES["bods"])
    options = Options(out=tmp_path / "site", quarantine=True, pages=False)

    published = publish(files, options, lambda *_: None)

    _, *told = json.loads((tmp_path / "site/quarantine.json").read_text(encoding="utf-8"))
    assert [(item["record"], item["value"]) for item in told] == [("R1-0", "P1"), ("R1-1", "P1")]
    assert {item["why"] for item in told} == {LOST_END}
    assert published.validation["violations"] == 0


def test_a_party_keeps_the_number_of_one_that_it_was_linked_to(tmp_path: Path) -> None:
    reading = quarantined(tmp_path, CASES["designation-file"])

    found = built(reading)

    assert [o for _, p, o in found if p == SX.linkedToName] == ['"example-trading"']
    assert [error.record for error in reading.ledger.set_aside] == ["example-trading", "123"]


def test_a_relation_to_the_first_of_two_parties_of_one_number_stays(tmp_path: Path) -> None:
    twice = level_one(LEGAL_ENTITY, LEGAL_ENTITY, HEAD_OFFICE)
    reading = quarantined(tmp_path, {"lei.xml": twice, "rr.xml": OWNED})

    records = list(reading.records)

    assert len(reading.ledger.set_aside) == 1
    assert any(isinstance(record, Relation) for record in records)


def test_a_claim_that_contradicts_one_set_aside_stands_alone(tmp_path: Path) -> None:
    faulty = GOOD.replace('text = "EXAMPLE, Anna"', f'text = "{UNFIT}"')

    found = built(quarantined(tmp_path, {"action.toml": faulty}))

    assert any("#statement-program-says>" in s for s, _, _ in found)
    assert not [s for s, p, _ in found if p == SX.contradicts]

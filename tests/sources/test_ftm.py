"""FollowTheMoney entities: parties, what hangs on them, relations, deltas."""

from __future__ import annotations

import datetime as dt
import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInputError, UnknownFieldError
from kg.iri import Iris
from kg.model import Kind, PartyRef
from kg.sources.files import InputFile
from kg.sources.ftm import entities as ftm_entities
from kg.sources.ftm import parties as ftm_parties
from kg.sources.ftm import properties as ftm_properties
from kg.sources.ftm import reader as ftm
from kg.sources.ftm import relations as ftm_relations
from kg.sources.ftm.reader import SOURCE
from tests.sources.ftm_export import (
    COMPANY,
    EVERYTHING,
    PERSON,
    SANCTION,
    SHIP,
    Entity,
    entity,
    lines,
)
from tests.sources.reading import Read, altered, read_files, read_text, reads_or_refuses


@pytest.fixture
def found(tmp_path: Path) -> Read:
    """A small export, read."""
    return read_text(SOURCE, tmp_path, lines(*EVERYTHING))


def test_entities_of_party_schemata_are_parties(found: Read) -> None:
    assert {number: party.kind for number, party in found.parties.items()} == {
        "NK-aB": Kind.PERSON,
        "NK-Ab": Kind.ENTITY,
        "v1": Kind.VESSEL,
        "p1": Kind.AIRCRAFT,
    }
    assert (found.reading.release.source, found.reading.release.version) == ("ftm", "2024-06-01")


def test_ids_that_differ_by_case_have_iris_of_their_own() -> None:
    numbers = ["NK-aB", "NK-Ab", "nk-ab", "nk.ab", "ftm-nk-ab"]
    for scheme in ("ftm", "bods"):
        assert len({Iris().party(scheme, number) for number in numbers}) == len(numbers)
    assert Iris().party("ftm", "nk-ab").endswith("/ftm-nk-ab>")


def test_names_keep_their_kind_and_the_caption_leads(found: Read) -> None:
    names = found.parties["NK-aB"].names
    assert [(name.text, name.type, name.strength) for name in names] == [
        ("Maria OSETROVA", "primary", "strong"),
        ("Мария Осетрова", "aka", ""),
        ("Mariya Osetrova", "aka", ""),
        ("Maria Zakharova", "fka", ""),
        ("Masha", "aka", "weak"),
    ]
    assert names[0].parts == (("given", "Maria"), ("family", "OSETROVA"))


def test_dates_keep_their_precision_or_their_words(found: Read) -> None:
    person = found.parties["NK-aB"]
    assert [item.date.edtf for item in person.birth_dates] == ["1988-01-07", "1988"]
    assert ("birth-date", "in spring") in {(item.type, item.value) for item in person.features}
    assert found.ledger.warnings[ftm_entities.UNREADABLE_DATE] == 1


def test_numbers_documents_and_wallets_are_identifiers(found: Read) -> None:
    said = {(item.scheme, item.value) for item in found.parties["NK-aB"].identifiers}
    assert {
        (ftm_parties.ID_SCHEME, "NK-aB"),
        (ftm_parties.ID_SCHEME, "ofac-46001"),
        ("passport", "X1"),
        ("passport", "AB 12"),
        ("INN", "183116181362"),
        ("digital-currency-address-xbt", "1AjZ"),
        ("wikidata", "Q42"),
    } <= said
    assert ("imo", "9187629") in {(i.scheme, i.value) for i in found.parties["v1"].identifiers}
    assert found.parties["NK-aB"].same_as == ("http://www.wikidata.org/entity/Q42",)


def test_addresses_come_from_entities_and_words_once(found: Read) -> None:
    places = found.parties["NK-aB"].addresses
    assert [(place.full, place.city) for place in places] == [
        ("1 Street, Izhevsk", "Izhevsk"),
        ("2 Road, Izhevsk", ""),
    ]
    assert found.ledger.warnings[ftm_parties.LOST_ADDRESS] == 1


def test_a_sanction_is_a_designation_on_the_list_of_its_data_set(found: Read) -> None:
    first, second = found.parties["NK-aB"].designations
    assert (first.authority, first.program, first.listing) == (
        "us-ofac",
        "RUSSIA-EO14024",
        "ofac-sdn",
    )
    assert (first.listed_on, first.effective_on) == (dt.date(2023, 5, 19), dt.date(2023, 5, 20))
    assert first.note.startswith("Did things")
    assert (second.listing, second.status) == ("ua_nsdc_sanctions", "removed")
    assert second.delisted_on == dt.date(2023, 10, 30)
    assert second.program_label == "Закон"


def test_a_known_tag_brings_law_and_measure_from_the_schemes(found: Read) -> None:
    said = {(predicate.rpartition("#")[2], object_) for _, predicate, object_ in found.statements()}
    assert ("legalBasis>", "<https://w3id.org/sanctions-kg/instrument/us-eo-14024>") in said
    assert ("measure>", "<https://w3id.org/sanctions-kg/measure/blocking>") in said
    assert ("measure>", "<https://w3id.org/sanctions-kg/measure/unstated>") in said


def test_the_council_designates_though_the_commission_publishes_the_list(tmp_path: Path) -> None:
    publisher, of = "European Commission", ("eu_fsf",)
    listed = entity("Sanction", "s9", of=of, entity="NK-aB", program="UKR", authority=publisher)
    text = lines(PERSON, listed)
    (designation,) = read_text(SOURCE, tmp_path, text).parties["NK-aB"].designations
    assert (designation.authority, designation.program) == ("eu-council", "UKR")
    assert f"authority: {publisher}" in designation.note


def test_the_authority_is_the_one_known_and_its_name_is_kept(tmp_path: Path) -> None:
    both = entity(
        "Sanction", "s8", entity="NK-aB", program="A", authority=["UK", "Global Affairs Canada"]
    )
    foreign = entity("Sanction", "s7", entity="NK-aB", program="B", authority="Рада безпеки")
    designations = (
        read_text(SOURCE, tmp_path, lines(PERSON, both, foreign)).parties["NK-aB"].designations
    )
    assert designations[0].authority == "ca-gac"
    assert "authority: UK" in designations[0].note
    assert designations[1].authority_label == "Рада безпеки"


def test_two_sanctions_of_one_list_program_and_day_are_one(tmp_path: Path) -> None:
    again = {**SANCTION, "id": "s9"}
    (party,) = read_text(SOURCE, tmp_path, lines(PERSON, SANCTION, again)).parties.values()
    assert len(party.designations) == 1
    assert "also: s9" in party.designations[0].note


def test_relations_run_from_the_acting_side_with_their_shares(found: Read) -> None:
    relations = {relation.number: relation for relation in found.relations}
    owned = relations["o1"]
    assert (owned.origin, owned.target) == (PartyRef("ftm", "NK-aB"), PartyRef("ftm", "NK-Ab"))
    assert (owned.type, owned.share, owned.role_title) == ("ownership", Decimal(75), "Shareholder")
    assert owned.start is not None
    assert owned.start.edtf == "2016"
    assert (relations["o2"].share_min, relations["o2"].share_max) == (Decimal(25), Decimal(50))
    assert relations["NK-Ab-parent-NK-aB"].type == "parent-company"


def test_control_follows_from_a_majority_and_not_from_less(found: Read) -> None:
    iris = Iris()
    controls = {
        (subject, object_)
        for subject, predicate, object_ in found.statements()
        if predicate.endswith("#reportedControls>")
    }
    assert controls == {(iris.party("ftm", "NK-aB"), iris.party("ftm", "NK-Ab"))}


@pytest.mark.parametrize(
    ("printed", "bounds", "text"),
    [
        ("50", {"share": "50"}, ""),
        ("33,5 %", {"share": "33.5"}, ""),
        ("from 25 to 50%", {"share_min": "25", "share_max": "50"}, "from 25 to 50%"),
        (">50", {"share_above": "50"}, ">50"),
        ("< 5 %", {"share_below": "5"}, "< 5 %"),
        (">=25%", {"share_min": "25"}, ">=25%"),
        ("≤ 75.5", {"share_max": "75.5"}, "≤ 75.5"),
        (">100", {}, ">100"),
        ("<0", {}, "<0"),
        ("a third", {}, "a third"),
        ("250", {}, "250"),
        ("٥٠", {}, "٥٠"),
    ],
)
def test_a_share_is_read_only_when_it_is_one(
    printed: str, bounds: dict[str, str], text: str
) -> None:
    held = ftm_relations.Held("n", "a", "b", "ownership", percentage=printed)
    relation = ftm_relations.relation_of(held)
    assert {
        name: str(value)
        for name in ("share", "share_min", "share_max", "share_above", "share_below")
        if (value := getattr(relation, name)) is not None
    } == bounds
    assert relation.share_text == text


def test_a_relation_to_nobody_is_kept_as_words(found: Read) -> None:
    words = [item.value for item in found.parties["NK-aB"].features if "words" in item.type]
    assert [text.split("; ")[:2] for text in words] == [
        ["directorship: from: NK-aB", "to: nobody"],
        ["family-member: from: NK-aB", "to: nobody-either"],
    ]
    assert found.ledger.warnings[ftm_relations.LOST_END] == 2


def test_a_relation_of_a_party_to_itself_is_no_relation(tmp_path: Path) -> None:
    own = entity("Ownership", "o3", owner="NK-aB", asset="NK-aB")
    read = read_text(SOURCE, tmp_path, lines(PERSON, own))
    assert not read.relations
    assert read.ledger.warnings[ftm_relations.ONE_END] == 1


def test_schemata_left_out_are_counted_and_unknown_ones_stop_the_reading(
    found: Read, tmp_path: Path
) -> None:
    assert found.ledger.left["entity/* of schema Payment"] == 1
    with pytest.raises(UnknownFieldError, match="Ghost"):
        read_text(SOURCE, tmp_path, lines(PERSON, entity("Ghost", "g1", name="Boo")))


@pytest.mark.parametrize("schema", ["Person", "Sanction", "Ownership", "Address"])
def test_an_unknown_property_stops_the_reading(tmp_path: Path, schema: str) -> None:
    ends = {"owner": "NK-aB", "asset": "v1", "entity": "NK-aB"}
    said = ends if schema in {"Sanction", "Ownership"} else {}
    odd = entity(schema, "addr-lost" if schema == "Address" else "odd")
    odd["properties"] = {"mood": ["good"], **{name: [text] for name, text in said.items()}}
    with pytest.raises(UnknownFieldError, match="field entity/properties/mood"):
        read_text(SOURCE, tmp_path, lines(PERSON, SHIP, odd))


def test_every_property_is_taken_or_left_in_one_way() -> None:
    taken = [
        ftm_properties.NAMES,
        ftm_properties.NAME_PARTS,
        ftm_properties.IDENTIFIERS,
        ftm_properties.COUNTRIES,
        ftm_properties.DATES,
        ftm_properties.FEATURES,
        ftm_properties.PARTY_LINKS,
        ftm_properties.LEFT_PROPERTIES,
    ]
    names = [name for table in taken for name in table]
    assert len(names) == len(set(names))


def test_a_delta_gives_what_was_added_or_changed_and_counts_removals(tmp_path: Path) -> None:
    delta = [
        {"op": "ADD", "entity": PERSON},
        {"op": "MOD", "entity": COMPANY},
        {"op": "DEL", "entity": {"id": "gone"}},
    ]
    read = read_text(SOURCE, tmp_path, "".join(json.dumps(item) + "\n" for item in delta))
    assert set(read.parties) == {"NK-aB", "NK-Ab"}
    assert read.ledger.examples[ftm.REMOVED][0].record == "gone"
    with pytest.raises(BadInputError, match="not an operation"):
        read_text(SOURCE, tmp_path, json.dumps({"op": "EAT", "entity": PERSON}))


def test_an_entity_without_a_name_goes_by_its_id(tmp_path: Path) -> None:
    read = read_text(SOURCE, tmp_path, lines(entity("LegalEntity", "n1")))
    assert read.parties["n1"].names[0].text == "n1"
    assert read.ledger.warnings[ftm_parties.NAMELESS] == 1


@pytest.mark.parametrize(
    "broken",
    [
        {**PERSON, "id": "¿"},
        {**PERSON, "properties": {"name": [{"a": 1}]}},
        {**PERSON, "properties": {"name": ["A\x00B"]}},
        entity("Ownership", "o9", owner="NK-Ab"),
        COMPANY,
    ],
)
def test_a_broken_entity_is_refused_or_set_aside(tmp_path: Path, broken: Entity) -> None:
    text = lines(COMPANY, broken)
    with pytest.raises(BadInputError):
        read_text(SOURCE, tmp_path, text)
    read = read_text(SOURCE, tmp_path, text, quarantine=True)
    assert list(read.parties) == ["NK-Ab"]
    assert len(read.ledger.set_aside) == 1


@pytest.mark.parametrize(
    "data",
    [
        lines(PERSON, COMPANY)[:-30].encode(),
        lines(PERSON).encode() + b"[1]\n",
        lines(PERSON).encode() + '{"id": "é"}'.encode("cp1252"),
        lines(PERSON).encode() + b"[" * 100_000,
    ],
    ids=["cut", "no object", "other encoding", "nested"],
)
def test_a_file_that_is_cut_or_hostile_is_a_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadInputError, match="list: line 2"):
        read_text(SOURCE, tmp_path, data)


@given(st.data())
def test_altered_files_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = lines(*EVERYTHING).encode()
    reads_or_refuses(SOURCE, tmp_path_factory.getbasetemp(), data.draw(altered(whole)))


@pytest.mark.skipif("KG_LISTS" not in os.environ, reason="KG_LISTS names no folder of real lists")
def test_every_party_of_the_real_files_is_a_party() -> None:
    for path in sorted((Path(os.environ["KG_LISTS"]) / "ftm").rglob("*.json")):
        values = [
            json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line
        ]
        schemata = [(item.get("entity") or item)["schema"] for item in values]
        read = read_files(SOURCE, [InputFile(path)])
        assert len(read.parties) == sum(name in ftm_properties.PARTIES for name in schemata)

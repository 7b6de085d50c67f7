"""OFAC's standard XML: what an entry says, which list it is, and what goes wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.errors import BadInputError, UnknownFieldError, UnknownFormatError
from kg.model import Country, Feature, Identifier, Kind, Party, PartyRef, Record, Relation
from kg.sources.base import Reading
from kg.sources.files import InputFile
from kg.sources.ofac.standard import reader as ofac_xml
from kg.sources.ofac.standard.entry import NO_NUMBER, UNREADABLE_DATE
from kg.values import PartialDate
from tests.sources.ofac.standard_xml import (
    AIRCRAFT,
    BANK,
    COMPANY,
    NEW,
    OLD,
    PERSON,
    SDN,
    SENSETIME,
    SHIP,
    document,
    parties,
    read,
)


@pytest.fixture
def release(tmp_path: Path) -> tuple[Reading, list[Record]]:
    """The small SDN list, read."""
    return read(tmp_path, document(*SDN))


@pytest.fixture
def person(release: tuple[Reading, list[Record]]) -> Party:
    """Its one person, with every element the format has for persons."""
    return parties(release[1])["34019"]


@pytest.mark.parametrize("namespace", [NEW, OLD])
def test_both_namespaces_give_the_same_records(
    tmp_path: Path, namespace: str, release: tuple[Reading, list[Record]]
) -> None:
    assert read(tmp_path, document(*SDN, namespace=namespace))[1] == release[1]


def test_the_release_is_the_list_of_the_day_it_was_published(
    release: tuple[Reading, list[Record]],
) -> None:
    found = release[0].release
    assert (found.source, found.version, found.issued) == (
        "ofac-sdn",
        "2021-12-10",
        dt.date(2021, 12, 10),
    )
    assert found.declared_records == 4
    assert [file.name for file in found.files] == ["list.xml"]


def test_every_entry_is_a_party_of_its_kind(release: tuple[Reading, list[Record]]) -> None:
    assert {number: party.kind for number, party in parties(release[1]).items()} == {
        "34019": Kind.PERSON,
        "34024": Kind.ENTITY,
        "28263": Kind.VESSEL,
        "15043": Kind.AIRCRAFT,
    }
    assert parties(release[1])["34019"].ref == PartyRef("ofac", "34019")


def test_names_with_type_strength_and_parts(person: Party) -> None:
    assert [(name.text, name.type, name.strength, name.number) for name in person.names] == [
        ("HEZHENG, Lu", "primary", "strong", ""),
        ("HE, Zheng", "aka", "strong", "11"),
        ("LAO LU", "fka", "weak", "12"),
    ]
    assert person.names[0].parts == (("family", "HEZHENG"), ("given", "Lu"))
    assert person.names[2].parts == ()


def test_documents_with_country_dates_and_doubts(person: Party) -> None:
    assert person.identifiers[0] == Identifier(value="34019", scheme="ofac-uid")
    assert person.identifiers[1] == Identifier(
        value="E123",
        scheme="passport",
        country=Country("China", "CHN"),
        issued=PartialDate.of(2016, 1, 2),
        expires=PartialDate.of(2026, 1, 1),
        number="1",
    )
    false = person.identifiers[2]
    assert (false.value, false.country, false.qualifiers) == (
        "F9",
        Country("Iran", "IRN"),
        ("false",),
    )
    assert [item.scheme for item in person.identifiers[3:]] == [
        "digital-currency-address-xbt",
        "Moon Card No.",
    ]


def test_what_is_no_document_is_a_feature(person: Party) -> None:
    assert [(item.type, item.value, item.number) for item in person.features] == [
        ("title", "Director", ""),
        ("title", "Minister", ""),
        ("gender", "Male", "2"),
        ("secondary-sanctions-risk", "North Korea Sanctions Regulations", "3"),
        ("website", "www.example.org", "5"),
        ("nationality", "China", "31"),
        ("citizenship", "Korea, North", "32"),
        ("remark", "Reportedly retired; (Linked To: HONGMAN LTD.)", ""),
    ]
    nation, citizen = person.features[5:7]
    assert (nation.country, nation.main) == (Country("China", "CHN"), True)
    assert (citizen.country, citizen.main) == (Country("Korea, North", "PRK"), False)


def test_addresses_keep_their_divisions(person: Party) -> None:
    first, second, third = person.addresses
    assert first.lines == ("1 Long Street", "Floor 2", "Room 3")
    assert (first.city, first.region, first.postal_code) == ("Dandong", "Liaoning", "118000")
    assert (first.country, first.number) == (Country("China", "CHN"), "21")
    assert (second.country, second.qualifiers) == (Country("undetermined"), ("undetermined",))
    assert third.country == Country("Region: Gaza", "PSE")


def test_dates_and_places_of_birth_with_the_main_entry(person: Party) -> None:
    assert [(item.date.edtf, item.main, item.number) for item in person.birth_dates] == [
        ("1970~", True, "41"),
        ("1970/1975", False, "42"),
    ]
    (place,) = person.birth_places
    assert (place.full, place.country, place.number) == (
        "Dandong, China",
        Country("China", "CHN"),
        "51",
    )


def test_one_designation_for_each_program_with_the_stated_extra_measure(person: Party) -> None:
    assert [(item.program, item.listing, item.non_sdn) for item in person.designations] == [
        ("DPRK3", "ofac-sdn", False),
        ("GLOMAG", "ofac-sdn", False),
    ]
    assert {item.extra_measures for item in person.designations} == {("secondary-risk",)}
    assert not any(item.listed_on or item.grounds for item in person.designations)


def test_a_link_finds_a_party_further_down(release: tuple[Reading, list[Record]]) -> None:
    links = [
        (item.origin.number, item.target.number, item.type)
        for item in release[1]
        if isinstance(item, Relation)
    ]
    assert links == [("34019", "34024", "linked-to")]


def test_a_link_to_nobody_stays_words(release: tuple[Reading, list[Record]]) -> None:
    ship = parties(release[1])["28263"]
    assert {item.linked_to_names for item in ship.designations} == {("NOBODY KNOWN",)}
    assert sum(release[0].ledger.warnings.values()) == 1


def test_a_ship_with_its_data_and_packed_programs(release: tuple[Reading, list[Record]]) -> None:
    ship = parties(release[1])["28263"]
    assert [item.program for item in ship.designations] == ["IRAN", "SDGT"]
    assert {(item.scheme, item.value) for item in ship.identifiers} == {
        ("ofac-uid", "28263"),
        ("imo", "9187629"),
        ("vessel-call-sign", "5IM316"),
    }
    assert [(item.type, item.value) for item in ship.features[:-1]] == [
        ("vessel-type", "Crude Oil Tanker"),
        ("vessel-flag", "Iran"),
        ("vessel-owner", "National Co."),
        ("tonnage", "318021"),
        ("gross-registered-tonnage", "164241"),
    ]
    assert ship.features[1].country == Country("Iran", "IRN")


def test_an_entry_with_non_sdn_tags_alone_makes_it_the_consolidated_list(tmp_path: Path) -> None:
    reading, records = read(tmp_path, document(BANK, SENSETIME))
    assert reading.release.source == "ofac-consolidated"
    assert all(
        item.non_sdn and not item.listing
        for party in parties(records).values()
        for item in party.designations
    )


def test_a_non_sdn_tag_beside_another_does_not(tmp_path: Path) -> None:
    both = SENSETIME.replace("</program>", "</program><program>SDGT</program>")
    assert read(tmp_path, document(both))[0].release.source == "ofac-sdn"


def test_shared_tags_alone_leave_it_to_the_name_of_the_file(tmp_path: Path) -> None:
    assert read(tmp_path, document(BANK))[0].release.source == "ofac-sdn"
    named = read(tmp_path, document(BANK), name="consolidated.xml")[0]
    assert named.release.source == "ofac-consolidated"


def test_dates_of_the_military_companies_list_are_those_of_the_designation(tmp_path: Path) -> None:
    party = parties(read(tmp_path, document(SENSETIME))[1])["34030"]
    (found,) = party.designations
    assert (found.listed_on, found.effective_on, found.divest_by) == (
        dt.date(2021, 12, 10),
        dt.date(2022, 2, 8),
        dt.date(2022, 12, 10),
    )
    assert [item.type for item in party.features] == [
        "cmic-listing-date",
        "cmic-effective-date",
        "cmic-divestment-date",
    ]


def test_directives_are_measures_of_the_program_they_are_about(tmp_path: Path) -> None:
    records = read(tmp_path, document(BANK, SENSETIME))[1]
    ukraine, russia = parties(records)["17013"].designations
    assert ukraine.provision == "Subject to Directive 1; Subject to Directive 4"
    assert ukraine.measures == ("13662 Sectoral Directive 1", "13662 Sectoral Directive 4")
    assert russia.provision == ""
    assert russia.measures == (
        "Executive Order 14024 Directive 2",
        "Executive Order 14024 Directive 3",
    ), "each is said to apply by its date alone"
    assert russia.listed_on == dt.date(2022, 2, 24)
    assert russia.effective_on is None, "two directives, two dates: neither is the one"


def test_provisions_stand_in_one_order_whatever_the_file_s_is(tmp_path: Path) -> None:
    turned = BANK.replace("Directive 1<", "Directive 0<").replace("Directive 4<", "Directive 1<")
    turned = turned.replace("Directive 0<", "Directive 4<")
    ukraine, _ = parties(read(tmp_path, document(turned))[1])["17013"].designations
    assert ukraine.provision == "Subject to Directive 1; Subject to Directive 4"


def test_provisions_that_are_no_directives_keep_the_order_of_the_file(tmp_path: Path) -> None:
    pipes = BANK.replace("UKRAINE-EO13662", "PEESA").replace("Subject to Directive 1", "Second.")
    pipes = pipes.replace("Subject to Directive 4", "First.")
    pipes = pipes.replace("Executive Order 13662 Directive Determination -", "PEESA Information:")
    found, _ = parties(read(tmp_path, document(pipes))[1])["17013"].designations
    assert found.provision == "Second.; First."


def test_on_the_sdn_list_a_directive_comes_beside_blocking(tmp_path: Path) -> None:
    ukraine, _ = parties(read(tmp_path, document(BANK))[1])["17013"].designations
    assert ukraine.measures == ()
    assert ukraine.extra_measures == ("13662 Sectoral Directive 1", "13662 Sectoral Directive 4")


def test_a_party_of_the_non_sdn_lists_may_be_blocked_in_words(tmp_path: Path) -> None:
    words = "Property and Interests in Property Blocked, Except Importation of Goods"
    pipes = BANK.replace("UKRAINE-EO13662", "PEESA").replace("Subject to Directive 1", words)
    pipes = pipes.replace(
        "Executive Order 13662 Directive Determination -", "PEESA Information:", 1
    )
    records = read(tmp_path, document(pipes, SENSETIME))[1]
    found, _ = parties(records)["17013"].designations
    assert (found.program, found.measures, found.provision) == ("PEESA", ("blocking",), words)
    assert found.non_sdn


def test_every_field_is_taken(release: tuple[Reading, list[Record]]) -> None:
    ledger = release[0].ledger
    assert not ledger.left
    assert ledger.taken["sdnList/publshInformation/Record_Count"] == 1
    assert ledger.taken["sdnList/sdnEntry/uid"] == 4
    assert ledger.taken["sdnList/sdnEntry/idList/id/uid"] == 8


def test_a_document_without_a_number_is_a_feature_and_counted(tmp_path: Path) -> None:
    reading, records = read(tmp_path, document(PERSON.replace("<idNumber>E123</idNumber>", "")))
    feature = next(item for item in parties(records)["34019"].features if item.number == "1")
    assert feature == Feature(
        type="passport",
        country=Country("China", "CHN"),
        number="1",
        note="02 Jan 2016; 01 Jan 2026",
    )
    assert reading.ledger.warnings[NO_NUMBER] == 1


def test_a_date_that_cannot_be_read_is_kept_as_words_and_counted(tmp_path: Path) -> None:
    odd = PERSON.replace("circa 1970", "in the 1970s").replace("02 Jan 2016", "long ago")
    reading, records = read(tmp_path, document(odd))
    found = parties(records)["34019"]
    words = Feature(type="birth-date", value="in the 1970s", number="41", main=True)
    assert words in found.features
    assert (found.identifiers[1].issued, found.identifiers[1].note) == (None, "long ago")
    assert reading.ledger.warnings[UNREADABLE_DATE] == 2


FAULTS = {
    "too few entries": (document(*SDN, count=5), "declares 5 entries and holds 4"),
    "no number": (document(COMPANY.replace("34024", "")), "without a number of its own"),
    "the same number": (document(COMPANY, COMPANY), "the same number twice"),
    "unknown kind": (document(COMPANY.replace("Entity", "Ghost")), "not a kind of party"),
    "no program": (document(COMPANY.replace("DPRK3", "")), "without a program"),
    "no name": (document(COMPANY.replace("HONGMAN LTD.", " ")), "without a name"),
    "no alias name": (document(PERSON.replace("LAO LU", "")), "an alias without a name"),
    "unknown strength": (document(PERSON.replace("weak", "dubious")), "not strong or weak"),
    "unknown truth": (document(PERSON.replace(">false<", ">perhaps<")), "neither true nor false"),
    "no date": (document(*SDN, date=""), "a release needs a date"),
    "wrong date": (document(*SDN, date="2021-12-10"), "a release needs a date"),
    "count in words": (document(*SDN).replace(">4<", ">four<"), "not a number of entries"),
    "no header": (f'<sdnList xmlns="{NEW}">{COMPANY}</sdnList>', "no publshInformation"),
    "cut off": (document(*SDN)[:-900], "cut off"),
    "document type": ("<!DOCTYPE sdnList>" + document(*SDN)[38:], "document type declaration"),
    "two programs lists": (
        document(COMPANY.replace("<akaList/>", "<programList/>")),
        "stands more than once",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_refused_in_a_sentence_that_names_the_file(tmp_path: Path, fault: str) -> None:
    text, sentence = FAULTS[fault]
    with pytest.raises(BadInputError, match=sentence) as caught:
        read(tmp_path, text)
    assert caught.value.file == "list.xml"


def test_an_unknown_namespace_is_an_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match="a namespace not known"):
        read(tmp_path, document(*SDN, namespace="urn:new"))


def test_an_unknown_field_is_named_with_its_record_and_value(tmp_path: Path) -> None:
    text = document(COMPANY.replace("<akaList/>", "<mood>sour</mood>"))
    with pytest.raises(UnknownFieldError) as caught:
        read(tmp_path, text)
    assert (caught.value.file, caught.value.record) == ("list.xml", "34024")
    assert (caught.value.field, caught.value.value) == ("sdnList/sdnEntry/mood", "sour")


def test_under_quarantine_a_bad_entry_is_set_aside_and_the_rest_read(tmp_path: Path) -> None:
    bad = COMPANY.replace("<akaList/>", '<akaList mood="sour"/>')
    reading, records = read(tmp_path, document(PERSON, bad, SHIP, AIRCRAFT), quarantine=True)
    assert set(parties(records)) == {"34019", "28263", "15043"}
    (error,) = reading.ledger.set_aside
    assert (error.record, error.field) == ("34024", "sdnList/sdnEntry/akaList/@mood")


def test_the_format_is_recognised_by_its_root(tmp_path: Path) -> None:
    path = tmp_path / "anything.txt"
    path.write_text(document(*SDN), encoding="utf-8")
    assert ofac_xml.recognise(InputFile(path))
    path.write_text("<sdn/>", encoding="utf-8")
    assert not ofac_xml.recognise(InputFile(path))

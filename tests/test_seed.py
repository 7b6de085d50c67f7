"""The shipped action of 10 December 2021: its parties, listings and relations."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest

from kg.model import Kind
from tests.shipped_designations import ARTICLE, Seed, listings, shipped

DAY = dt.date(2021, 12, 10)
OFFICIAL = {"list", "legal-act", "press-release"}
CONTROLLING = {"control", "ownership", "owned-or-controlled", "shareholding"}


@pytest.fixture
def seed() -> Seed:
    return shipped()


# uid: kind, tag, date of birth, identifiers beside OFAC's own
FACTS: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "34079": ("person", "GLOMAG", "1953-08", {}),
    "34119": ("person", "GLOMAG", "1961-12", {}),
    "34021": ("person", "DPRK3", "1969-08-07", {}),
    "34024": ("person", "DPRK3", "1974-04-06", {"national-id": "31010619740406283X"}),
    "33936": ("person", "DPRK2", "1955", {"eu-ref": "EU.6256.65", "wikidata": "Q15088267"}),
    "33953": ("person", "GLOMAG", "1964-01-12", {"national-id": "8224061617"}),
    "33952": (
        "person",
        "GLOMAG",
        "1963-10-01",
        {"passport": "B00002095", "national-id": "5051953882"},
    ),
    "34076": ("person", "GLOMAG", "1974-10-15", {"national-id": "2650898262191"}),
    "33955": ("person", "GLOMAG", "1973-12-07", {"national-id": "19739116242567589"}),
    "34077": ("person", "GLOMAG", "1973-10-19", {"passport": "BG0011847"}),
    "33954": ("person", "GLOMAG", "1971-12-01", {"national-id": "1590698127721"}),
    "33973": (
        "person",
        "BURMA-EO14014",
        "1961-01-21",
        {"passport": "DM005096", "national-id": "7PAKHANAN008087"},
    ),
    "34016": ("person", "BURMA-EO14014", "1965-02-02", {"national-id": "3KAKAYAN164612"}),
    "34017": ("person", "BURMA-EO14014", "1950-06-17", {"national-id": "1MAKATANAING033491"}),
    "34018": ("person", "BURMA-EO14014", "1959-04-01", {"national-id": "1MAKANAN069429"}),
    "34020": (
        "entity",
        "DPRK3",
        "",
        {"tax-id": "7706101758", "registration-number": "1027739267819"},
    ),
    "34022": ("entity", "DPRK3", "", {}),
    "31042": (
        "entity",
        "DPRK3",
        "",
        {"registration-number": "310104000572013", "uscc": "913101040936933514"},
    ),
    "34023": (
        "entity",
        "DPRK3",
        "",
        {"registration-number": "500383000029284", "uscc": "91500118582829838H"},
    ),
    "34025": (
        "entity",
        "DPRK3",
        "",
        {"registration-number": "310104000570122", "uscc": "91310104093794515H"},
    ),
    "30184": ("entity", "DPRK2", "", {"eu-ref": "EU.6272.7"}),
    "33951": ("entity", "GLOMAG", "", {}),
    "33536": ("entity", "BURMA-EO14014", "", {"uk-id": "MYA0030", "ca-item": "55"}),
    "33537": ("entity", "BURMA-EO14014", "", {"ca-item": "57"}),
    "33538": ("entity", "BURMA-EO14014", "", {"ca-item": "56"}),
}


@pytest.mark.parametrize("uid", FACTS)
def test_each_party_of_the_action_has_its_tag_birth_and_numbers(uid: str, seed: Seed) -> None:
    kind, tag, birth, numbers = FACTS[uid]
    party = seed.parties[f"ofac-{uid}"]
    assert party.kind is Kind(kind)
    listed = [item for item in party.designations if item.listing == "ofac-sdn"]
    assert [(item.program, item.listed_on, item.measures) for item in listed] == [
        (tag, DAY, ("blocking",))
    ]
    assert [item.date.edtf for item in party.birth_dates] == ([birth] if birth else [])
    own = {item.scheme: item.value for item in party.identifiers}
    assert own == {"ofac-uid": uid, **numbers}


def test_fifteen_individuals_and_ten_entities_are_on_the_sdn_list(seed: Seed) -> None:
    found = list(listings(seed, listing="ofac-sdn", listed_on=DAY))
    assert Counter(party.kind for _, party, _ in found) == {Kind.PERSON: 15, Kind.ENTITY: 10}
    assert Counter(item.program for _, _, item in found) == {
        "GLOMAG": 9,
        "DPRK3": 7,
        "DPRK2": 2,
        "BURMA-EO14014": 7,
    }
    assert {key for key, _, _ in found} == {f"ofac-{uid}" for uid in FACTS}


def test_two_of_thirty_parties_are_on_no_list(seed: Seed) -> None:
    assert len(seed.parties) == 30
    assert {key for key, party in seed.parties.items() if not party.designations} == {
        "local-shenzhen-sensetime-technology",
        "local-xinjiang-uyghur-autonomous-region",
    }


def test_sensetime_is_on_another_list_and_not_blocked(seed: Seed) -> None:
    (item,) = seed.parties["ofac-33114"].designations
    assert (item.listing, item.program) == ("ofac-ns-cmic", "CMIC-EO13959")
    assert item.measures == ("securities-ban",)
    assert item.extra_measures == ()
    assert (item.listed_on, item.effective_on, item.divest_by) == (
        DAY,
        dt.date(2022, 2, 8),
        dt.date(2022, 12, 10),
    )


def test_shenzhen_sensetime_is_on_no_list_and_wholly_owned(seed: Seed) -> None:
    assert seed.parties["local-shenzhen-sensetime-technology"].designations == ()
    owns = seed.relations["sensetime-owns-shenzhen"]
    assert (owns.share, owns.former, owns.sources) == (Decimal(100), None, ("treasury-jy0526",))


def test_every_north_korean_listing_carries_the_secondary_risk(seed: Seed) -> None:
    risky = {
        key
        for key, party, item in listings(seed, extra_measures=("secondary-risk",))
        if item.program in {"DPRK2", "DPRK3"}
        and any(feature.type == "secondary-sanctions-risk" for feature in party.features)
    }
    assert risky == {f"ofac-{uid}" for uid, fact in FACTS.items() if fact[1].startswith("DPRK")}
    assert len(risky) == 9


def test_the_grounds_are_those_that_the_sources_state(seed: Seed) -> None:
    found = {
        key.removeprefix("ofac-"): item.grounds
        for key, _, item in listings(seed, listing="ofac-sdn", listed_on=DAY)
    }
    leaders = dict.fromkeys(
        ("34079", "34119", "33953", "33952", "34076", "33955", "34077", "33954"),
        ("leader-or-official",),
    )
    burma = {uid: () for uid, fact in FACTS.items() if fact[1].startswith("BURMA")}
    assert found == {
        **leaders,
        **burma,
        "33951": ("human-rights-abuse",),
        "34020": ("exportation-of-workers",),
        "34021": ("acting-for",),
        "34022": ("owned-controlled-or-acting-for",),
        "34024": ("material-support",),
        "31042": ("acting-for",),
        "34023": ("acting-for",),
        "34025": ("owned-or-controlled",),
        "30184": ("agency-of-government",),
        "33936": ("official-of-government",),
    }


def test_derivative_grounds_name_the_party_they_point_at(seed: Seed) -> None:
    linked = {
        key: [f"{ref.scheme}-{ref.number}" for ref in item.linked_to]
        for key, _, item in listings(seed, listing="ofac-sdn", listed_on=DAY)
        if item.linked_to
    }
    rab = ("33953", "33952", "34076", "33955", "34077", "33954")
    assert linked == {
        "ofac-34079": ["ofac-29159"],
        "ofac-34119": ["ofac-29159"],
        "ofac-34021": ["ofac-34020"],
        "ofac-34024": ["ofac-34022"],
        "ofac-31042": ["ofac-34022"],
        "ofac-34023": ["ofac-34022"],
        "ofac-34025": ["ofac-34024"],
        **{f"ofac-{uid}": ["ofac-33951"] for uid in rab},
    }


def test_the_earlier_and_partner_listings_are_kept_apart(seed: Seed) -> None:
    others = sorted(
        (key, item.authority, item.listing, item.listed_on, item.number)
        for key, _, item in listings(seed)
        if item.authority != "us-ofac"
    )
    march = dt.date(2021, 3, 22)
    assert others == [
        ("local-miftah-uddin-ahmed", "us-state", "us-7031c", DAY, ""),
        ("ofac-30184", "eu-council", "eu-fsf", march, ""),
        ("ofac-33536", "ca-gac", "ca-sema", DAY, "55"),
        ("ofac-33536", "uk-fcdo", "uk-list", DAY, "MYA0030"),
        ("ofac-33537", "ca-gac", "ca-sema", DAY, "57"),
        ("ofac-33538", "ca-gac", "ca-sema", DAY, "56"),
        ("ofac-33936", "eu-council", "eu-fsf", march, ""),
        ("ofac-33952", "us-state", "us-7031c", DAY, ""),
        ("ofac-34079", "us-state", "us-7031c", DAY, ""),
        ("ofac-34119", "us-state", "us-7031c", DAY, ""),
    ]
    for _, _, item in listings(seed, listing="us-7031c"):
        assert item.measures == ("visa-restriction",)
    for _, _, item in listings(seed, listing="eu-fsf"):
        assert item.instrument == "eu-impl-reg-2021-478"
    (bureau,) = seed.parties["ofac-29159"].designations
    assert (bureau.listing, bureau.program, bureau.listed_on) == (
        "ofac-sdn",
        "GLOMAG",
        dt.date(2020, 7, 9),
    )


def test_lu_controls_neither_nings_nor_moxing(seed: Seed) -> None:
    nings = seed.relations["lu-nings-article"]
    assert (nings.former, nings.share, nings.start, nings.end) == (True, None, None, None)
    official = {document.key: document.kind in OFFICIAL for document in seed.release.documents}
    for relation in seed.relations.values():
        pair = (relation.origin.number, relation.target.number)
        if relation.type in CONTROLLING and pair in {("34024", "34023"), ("34024", "31042")}:
            assert not any(official[key] for key in relation.sources)
    hongman = seed.relations["lu-hongman-list"]
    assert (hongman.number, hongman.type) == ("11797", "owned-or-controlled")
    assert seed.relations["lu-hongman-article"].share == Decimal(100)


def test_the_articles_claim_about_moxing_contradicts_the_list(seed: Seed) -> None:
    claim = seed.relations["lu-moxing-article"]
    assert claim.sources == (ARTICLE,)
    (other,) = claim.contradicts
    record = seed.relations[other]
    assert (record.number, record.type) == ("11872", "acting-for")
    assert (record.origin.number, record.target.number) == ("31042", "34022")


def test_the_relations_bear_ofacs_numbers(seed: Seed) -> None:
    numbered = {
        relation.number: (relation.origin.number, relation.type, relation.target.number)
        for relation in seed.relations.values()
        if relation.number
    }
    assert numbered == {
        "11794": ("34021", "acting-for", "34020"),
        "11795": ("34023", "acting-for", "34022"),
        "11796": ("34024", "providing-support", "34022"),
        "11797": ("34024", "owned-or-controlled", "34025"),
        "11872": ("31042", "acting-for", "34022"),
        "11912": ("33952", "leader-or-official", "33951"),
        "11913": ("34077", "leader-or-official", "33951"),
        "11914": ("33953", "leader-or-official", "33951"),
        "11915": ("34076", "leader-or-official", "33951"),
        "11916": ("33954", "leader-or-official", "33951"),
        "11917": ("33955", "leader-or-official", "33951"),
        "11928": ("34119", "leader-or-official", "29159"),
        "11929": ("34079", "leader-or-official", "29159"),
    }


def test_the_battalions_officials_have_their_tenures(seed: Seed) -> None:
    tenures = {
        key: (
            relation.start.edtf if relation.start else "",
            relation.end.edtf if relation.end else "",
            relation.former,
        )
        for key, relation in seed.relations.items()
        if key.endswith("-rab")
    }
    assert tenures == {
        "al-mamun-rab": ("2020-04-15", "", None),
        "ahmed-rab": ("2015-01", "2020-04-14", True),
        "azad-rab": ("2021-03-16", "", None),
        "sorwar-rab": ("2019-06-27", "2021-03-16", True),
        "alam-rab": ("2018-09-17", "2019-06-27", True),
        "khan-rab": ("2016-04-28", "2018-09-17", True),
    }

"""The concept schemes hold what the readers, the graph and the questions look up in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.schemes import Schemes, shipped_schemes
from kg.iri import concept
from kg.model import Party
from kg.sources import readings
from kg.sources.files import input_files
from kg.sources.ftm import properties as ftm
from kg.sources.ofac.words import DIGITAL_CURRENCY, FEATURE_TYPES, ID_SCHEMES
from kg.vocab import SKOS, SX
from tests.ontology import hygiene
from tests.sources.samples import SAMPLES


@pytest.fixture(scope="module")
def schemes() -> Schemes:
    return shipped_schemes()


@pytest.mark.parametrize("name", sorted(set(ID_SCHEMES.values())))
def test_every_identifier_scheme_of_ofac_s_words_is_shipped(schemes: Schemes, name: str) -> None:
    assert schemes.find("id-scheme", name) == concept("id-scheme", name)


@pytest.mark.parametrize("name", sorted(set(FEATURE_TYPES.values())))
def test_every_feature_type_of_ofac_s_words_is_shipped(schemes: Schemes, name: str) -> None:
    assert schemes.find("feature-type", name) == concept("feature-type", name)


@pytest.mark.parametrize(("word", "name"), sorted(ID_SCHEMES.items()))
def test_ofac_s_word_finds_the_scheme_that_its_reader_means(
    schemes: Schemes, word: str, name: str
) -> None:
    assert schemes.find("id-scheme", word) == concept("id-scheme", name)


def test_every_word_of_a_reader_s_own_is_a_shipped_feature_type(
    schemes: Schemes, tmp_path: Path
) -> None:
    told = {*ftm.FEATURES.values(), *ftm.COUNTRIES.values(), *ftm.DATES.values()}
    told.update(f"{part} name" for part in ftm.NAME_PARTS.values())
    samples = [each for each in SAMPLES if not each.source.startswith("ofac")]
    for place, sample in enumerate(samples):
        files = input_files(sample.write(tmp_path / str(place)))
        records = [record for reading in readings(files) for record in reading.records]
        parties = [record for record in records if isinstance(record, Party)]
        told.update(claim.type for party in parties for claim in party.features)

    assert len(samples) > 10
    assert not {word for word in told if schemes.find("feature-type", word) is None}


@pytest.mark.parametrize("currency", ["XBT", "ETH", "USDT", "TRX", "BSC"])
def test_a_digital_currency_address_has_a_scheme_for_its_label(
    schemes: Schemes, currency: str
) -> None:
    found = schemes.find("id-scheme", DIGITAL_CURRENCY + currency)
    assert found == concept("id-scheme", f"digital currency address {currency}")
    assert concept("id-scheme", "digital-currency-address") in schemes.ancestors(found)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1571", "passport"),
        ("91761", "registration-number"),
        ("91264", "mmsi"),
        ("1612", "rfc"),
        ("swiftbic", "bic"),
        ("tradelic", "trade-licence"),
        ("imo", "imo"),
        ("GB-COH", "uk-company-number"),
    ],
)
def test_codes_of_several_lists_find_an_identifier_scheme(
    schemes: Schemes, code: str, name: str
) -> None:
    assert schemes.find("id-scheme", code) == concept("id-scheme", name)


@pytest.mark.parametrize(
    ("code", "name", "shortcut"),
    [
        ("15003", "owned-or-controlled", SX.controls),
        ("15002", "acting-for", SX.actsFor),
        ("15001", "providing-support", SX.supports),
        ("91725", "leader-or-official", SX.leaderOrOfficialOf),
        ("91900", "principal-executive-officer", SX.leaderOrOfficialOf),
        ("92122", "property-in-the-interest-of", None),
        ("92019", "owns-controls-or-operates", None),
        ("91422", "significant-role", None),
        ("15004", "family-member", None),
        ("1555", "associate", None),
    ],
)
def test_ofac_s_relation_types_earn_the_shortcuts_they_should(
    schemes: Schemes, code: str, name: str, shortcut: str | None
) -> None:
    found = schemes.find("relation-type", code)
    assert found == concept("relation-type", name)
    assert schemes.objects(found, SX.implies) == ([shortcut] if shortcut else [])


def test_a_shareholding_implies_control_only_from_a_majority_on(schemes: Schemes) -> None:
    found = concept("relation-type", "shareholding")
    assert schemes.objects(found, SX.implies) == []
    assert schemes.objects(found, SX.majorityImplies) == [SX.controls]
    assert concept("relation-type", "control") in schemes.ancestors(found)


@pytest.mark.parametrize(
    "word",
    [
        *("shareholding", "votingRights", "boardMember", "boardChair", "trustee", "settlor"),
        *("nominee", "nominator", "otherInfluenceOrControl", "beneficiaryOfLegalArrangement"),
        *("IS_DIRECTLY_CONSOLIDATED_BY", "IS_FUND-MANAGED_BY", "IS_SUBFUND_OF", "UnknownLink"),
    ],
)
def test_kinds_of_other_publishers_find_a_relation_type(schemes: Schemes, word: str) -> None:
    assert schemes.find("relation-type", word)


@pytest.mark.parametrize(
    ("qualifier", "negates"),
    [
        ("false", True),
        ("fraudulent", True),
        ("expired", True),
        ("knownExpired", True),
        ("reported-lost", True),
        ("revoked", True),
        ("low-quality", True),
        ("undetermined", True),
        ("unconfirmed", True),
        ("approximate", False),
        ("reported", False),
        ("high-confidence", False),
    ],
)
def test_a_qualifier_negates_or_not(schemes: Schemes, qualifier: str, *, negates: bool) -> None:
    assert schemes.find("qualifier", qualifier)
    assert schemes.negates(qualifier) is negates


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("human-rights-abuse", "conduct"),
        ("dprk-human-rights", "conduct"),
        ("exportation-of-workers", "conduct"),
        ("wmd-proliferation", "conduct"),
        ("surveillance-sector", "conduct"),
        ("agency-of-government", "status"),
        ("official-of-government", "status"),
        ("military-entity", "status"),
        ("leader-or-official", "derivative"),
        ("owned-or-controlled", "derivative"),
        ("acting-for", "derivative"),
        ("owned-controlled-or-acting-for", "derivative"),
        ("material-support", "derivative"),
        ("owns-or-controls-sector-operator", "derivative"),
        ("spouse-or-child", "derivative"),
    ],
)
def test_a_ground_belongs_to_its_family(schemes: Schemes, name: str, family: str) -> None:
    tops = {concept("ground", top) for top in ("conduct", "status", "derivative")}
    assert schemes.ancestors(concept("ground", name)) & tops == {concept("ground", family)}


def test_no_ground_stated_belongs_to_no_family(schemes: Schemes) -> None:
    assert schemes.ancestors(concept("ground", "unstated")) == {concept("ground", "unstated")}


@pytest.mark.parametrize(
    ("scheme", "names"),
    [
        ("status", "active removed suspended unknown"),
        ("event-type", "added amended removed program-added program-removed"),
        ("name-type", "primary aka fka nka as-printed maiden strong weak"),
        ("directness", "direct indirect unknown"),
        ("source-kind", "list legal-act press-release article compilation"),
        (
            "feature-type",
            "nationality citizenship gender title position website email phone remark",
        ),
        ("id-scheme", "ofac-uid eu-ref un-ref un-dataid uk-id ofsi-group-id lei imo wikidata uscc"),
    ],
)
def test_a_scheme_has_the_concepts_the_program_names(
    schemes: Schemes, scheme: str, names: str
) -> None:
    for name in names.split():
        assert schemes.find(scheme, name) == concept(scheme, name)


@pytest.mark.parametrize(
    ("word", "name"),
    [("A.K.A.", "aka"), ("1401", "fka"), ("Good", "strong"), ("Low", "weak"), ("Name", "primary")],
)
def test_words_for_names_and_their_strength_find_a_concept(
    schemes: Schemes, word: str, name: str
) -> None:
    assert schemes.find("name-type", word) == concept("name-type", name)


def test_every_notation_is_trimmed() -> None:
    notations = [o for _, p, o in hygiene.shipped() if p == SKOS.notation]
    assert notations
    assert not [text for text in notations if text[1:-1] != text[1:-1].strip()]

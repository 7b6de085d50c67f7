"""FollowTheMoney: a code of a country becomes the country, and no date is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg import terms
from kg.coverage import coverage
from kg.errors import BadInputError
from kg.sources.ftm import entities as ftm_entities
from kg.sources.ftm.entities import TERRITORIES, country_of
from kg.sources.ftm.properties import COUNTRIES
from kg.sources.ftm.reader import SOURCE
from tests.sources.ftm_export import Entity, entity, lines
from tests.sources.reading import Read, read_text

OF = ("us_ofac_sdn",)
SAYS_A_CODE = re.compile(r"\b(?:ru|by)\b")


def _person(**said: object) -> Entity:
    return entity("Person", "P1", of=OF, name="Maria", **said)


def _read(folder: Path, *entities: Entity) -> Read:
    return read_text(SOURCE, folder, lines(*entities))


def _texts(read: Read) -> set[str]:
    """The plain texts of the graph, but for identifiers."""
    return {
        terms.decode_literal(object_).text
        for _, predicate, object_ in read.statements()
        if not terms.is_iri(object_) and "notation" not in predicate
    }


@pytest.mark.parametrize("name", sorted(COUNTRIES))
def test_a_code_becomes_the_country_of_every_property(tmp_path: Path, name: str) -> None:
    schema = "Vessel" if "lag" in name else "Person"
    read = _read(tmp_path, entity(schema, "P1", of=OF, name="Maria", **{name: ["ru", "by"]}))
    found = [item for item in read.parties["P1"].features if item.country]
    assert [(item.value, item.country and item.country.alpha3) for item in found] == [
        ("Russia", "RUS"),
        ("Belarus", "BLR"),
    ]
    assert not any(SAYS_A_CODE.search(text) for text in _texts(read))


def test_a_code_is_never_the_text_of_a_place(tmp_path: Path) -> None:
    address = entity("Address", "a1", full="by", country="by")
    read = _read(
        tmp_path,
        _person(birthPlace=["ru", "Minsk"], birthCountry="by", address="ru", addressEntity="a1"),
        address,
    )
    party = read.parties["P1"]
    births = [(place.full, place.country and place.country.name) for place in party.birth_places]
    assert births == [("", "Russia"), ("Minsk", None), ("", "Belarus")]
    places = [(place.full, place.country and place.country.name) for place in party.addresses]
    assert places == [("", "Belarus"), ("", "Russia")]
    assert {"Russia", "Minsk", "Belarus"} <= _texts(read)
    assert not any(SAYS_A_CODE.search(text) for text in _texts(read))


def test_codes_of_what_hangs_on_a_party_become_countries_too(tmp_path: Path) -> None:
    read = _read(
        tmp_path,
        _person(addressEntity="a1"),
        entity("Address", "a1", city="Minsk", country=["by", "ru"]),
        entity(
            "Passport",
            "d1",
            holder="P1",
            passportNumber="AB 1",
            country=["ru", "by"],
            birthPlace="ru",
        ),
        entity("Sanction", "s1", entity="P1", authority="OFAC", program="X", country="ru"),
    )
    party = read.parties["P1"]
    (passport,) = [item for item in party.identifiers if item.scheme == "passport"]
    assert passport.country is not None
    assert (passport.country.name, passport.country.alpha3) == ("Russia", "RUS")
    assert passport.note.startswith("country: Belarus; birthPlace: Russia; data set")
    (address,) = party.addresses
    assert address.country is not None
    assert address.country.alpha3 == "BLR"
    assert address.note.startswith("country: Russia")
    assert "country: Russia" in party.designations[0].note
    assert not any(SAYS_A_CODE.search(text) for text in _texts(read))


@pytest.mark.parametrize(
    ("code", "name", "alpha3"),
    [
        ("suhh", "Soviet Union", ""),
        ("eu", "European Union", ""),
        ("ua-cri", "Crimea", "UKR"),
        ("so-som", "Somaliland", "SOM"),
        ("us-ca", "United States (US-CA)", "USA"),
        ("xk", "Kosovo", "XKX"),
        ("Russia", "Russia", "RUS"),
        ("qq", "qq", ""),
    ],
)
def test_codes_of_the_model_that_iso_does_not_have(code: str, name: str, alpha3: str) -> None:
    found = country_of(code)
    assert (found.name, found.alpha3) == (name, alpha3)


def test_no_territory_of_the_model_is_a_code_by_itself() -> None:
    assert {country_of(code).name for code in TERRITORIES} == set(TERRITORIES.values())


def test_every_date_of_a_relation_or_document_is_kept(tmp_path: Path) -> None:
    dates = {"startDate": ["2016", "2015-11-25", "spring"], "endDate": ["2020", "2021-02"]}
    read = _read(
        tmp_path,
        _person(),
        entity("Company", "C1", name="Alpha"),
        entity("Ownership", "o1", of=OF, owner="P1", asset="C1", **dates),
        entity("Passport", "d1", of=OF, holder="P1", passportNumber="AB 1", **dates),
    )
    (relation,) = read.relations
    assert relation.start is not None
    assert relation.end is not None
    assert (relation.start.edtf, relation.end.edtf) == ("2015-11-25", "2021-02")
    (passport,) = [item for item in read.parties["P1"].identifiers if item.scheme == "passport"]
    for words in (relation.description, passport.note):
        assert "startDate: spring; startDate: 2016; endDate: 2020" in words
    assert read.ledger.warnings[ftm_entities.UNREADABLE_DATE] == 2


def test_a_date_of_a_listing_that_cannot_be_read_is_kept_as_words(tmp_path: Path) -> None:
    dates = ["2024-01-02", "in spring"]
    listing = entity("Sanction", "s1", entity="P1", authority="OFAC", listingDate=dates)
    read = _read(tmp_path, _person(), listing)
    (designation,) = read.parties["P1"].designations
    assert "listingDate: in spring" in designation.note


def test_every_number_of_a_document_and_address_of_a_wallet_is_one_by_itself(
    tmp_path: Path,
) -> None:
    read = _read(
        tmp_path,
        _person(),
        entity("Passport", "d1", holder="P1", passportNumber=["AB 1", "CD 2"]),
        entity("CryptoWallet", "w1", holder="P1", publicKey="1AjZ", cryptoAddress=["bc1", "1AjZ"]),
    )
    numbers = {(item.scheme, item.value) for item in read.parties["P1"].identifiers[1:]}
    assert numbers == {
        ("passport", "AB 1"),
        ("passport", "CD 2"),
        ("digital-currency-address", "1AjZ"),
        ("digital-currency-address", "bc1"),
    }


def test_an_authority_is_called_by_its_own_words(tmp_path: Path) -> None:
    words = "Міністерство оборони"
    listing = entity("Sanction", "s1", entity="P1", authority=words, program="X")
    read = _read(tmp_path, _person(), listing)
    labels = {
        terms.decode_literal(object_).text
        for subject, predicate, object_ in read.statements()
        if "/authority/" in subject and predicate.endswith("#prefLabel>")
    }
    assert labels == {words}


@pytest.mark.parametrize(("status", "is_reported"), [("active", True), ("Inactive", False)])
def test_an_ownership_whose_status_says_that_it_is_over_founds_no_control(
    tmp_path: Path, status: str, *, is_reported: bool
) -> None:
    owned = {"owner": "P1", "asset": "C1", "percentage": "75", "status": status}
    read = _read(
        tmp_path,
        _person(),
        entity("Company", "C1", name="Alpha"),
        entity("Ownership", "o1", of=OF, **owned),
    )
    (relation,) = read.relations
    assert relation.former is (None if is_reported else True)
    predicates = {predicate.rpartition("#")[2] for _, predicate, _ in read.statements()}
    assert ("reportedControls>" in predicates) is is_reported


def test_every_pair_of_an_ownership_of_several_owners_is_as_direct(tmp_path: Path) -> None:
    owned = {"owner": ["P1", "P2"], "asset": "C1", "ownershipType": "Direct"}
    read = _read(
        tmp_path,
        _person(),
        entity("Person", "P2", name="Anna"),
        entity("Company", "C1", name="Alpha"),
        entity("Ownership", "o1", of=OF, **owned),
    )
    assert [relation.directness for relation in read.relations] == ["direct", "direct"]


def test_an_operation_that_no_delta_file_has_is_refused_or_set_aside(tmp_path: Path) -> None:
    told = [{"op": op, "entity": entity("Person", op, name=op)} for op in ("ADD", "MIX")]
    text = "".join(json.dumps(item) + "\n" for item in told)
    with pytest.raises(BadInputError, match="not an operation"):
        read_text(SOURCE, tmp_path, text)
    read = read_text(SOURCE, tmp_path, text, quarantine=True)
    assert [error.record for error in read.ledger.set_aside] == ["MIX"]
    assert list(read.parties) == ["ADD"]


def test_every_code_of_a_country_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    text = lines(
        _person(country=["eu", "suhh", "us-ca"], nationality="ru", birthPlace="by"),
        entity("Sanction", "s1", entity="P1", authority="OFAC", country=["ch", "eu"]),
        entity("Passport", "d1", holder="P1", passportNumber="AB 1", country=["no", "in"]),
    )
    path.write_text(text, encoding="utf-8")
    (found,) = coverage([path])
    assert {field.path: field.examples for field in found.fields if field.missing} == {}

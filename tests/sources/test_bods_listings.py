"""Beneficial ownership statements: stock exchanges, countries by their codes, reasons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Country, Party
from kg.sources.bods.reader import SOURCE
from tests.sources.ownership_statements import Statement, statement
from tests.sources.reading import Read, read_text

EXCHANGE: Statement = {
    "stockExchangeJurisdiction": "GB",
    "stockExchangeName": "LSE",
    "marketIdentifierCode": "XLON",
}


def _read(folder: Path, *statements: Statement) -> Read:
    return read_text(SOURCE, folder, json.dumps(list(statements)))


def _company(folder: Path, **details: object) -> Party:
    kind: Statement = {"entityType": {"type": "registeredEntity"}, "name": "Alpha"}
    return _read(folder, statement("entity", "E1", {**kind, **details})).parties["E1"]


def _listings(party: Party) -> list[str]:
    return [item.value for item in party.features if item.type == "public listing"]


@pytest.mark.parametrize(("listed", "words"), [(True, "publicly listed"), (False, "not publicly")])
def test_whether_a_company_is_listed_is_a_feature_and_no_number(
    tmp_path: Path, listed: object, words: str
) -> None:
    party = _company(tmp_path, publicListing={"hasPublicListing": listed})
    assert [text[: len(words)] for text in _listings(party)] == [words]
    assert [item.scheme for item in party.identifiers] == ["BODS record ID"]


def test_filings_are_kept_where_nothing_says_whether_it_is_listed(tmp_path: Path) -> None:
    page = "https://example.org/f"
    party = _company(tmp_path, publicListing={"companyFilingsURLs": [page]})
    assert _listings(party) == [page]


def test_every_security_has_its_exchange(tmp_path: Path) -> None:
    securities = [{"idScheme": "isin", "id": "GB0001"}, {"ticker": "ALF"}]
    listing = {"securitiesListings": [{**EXCHANGE, "security": item} for item in securities]}
    party = _company(tmp_path, publicListing=listing)
    assert [(i.scheme, i.issuer, i.country) for i in party.identifiers[1:]] == [
        ("isin", "LSE, XLON", Country("United Kingdom", "GBR")),
        ("equity-ticker", "LSE, XLON", Country("United Kingdom", "GBR")),
    ]


def test_an_exchange_without_a_security_is_kept(tmp_path: Path) -> None:
    party = _company(tmp_path, publicListing={"securitiesListings": [EXCHANGE]})
    assert _listings(party) == ["LSE, XLON; United Kingdom"]


def test_a_code_alone_is_the_country_it_stands_for(tmp_path: Path) -> None:
    party = _company(
        tmp_path,
        jurisdiction={"code": "gb"},
        addresses=[{"type": "registered", "address": "1 Road", "country": {"code": "IE"}}],
        identifiers=[{"scheme": "IRL-TAXID", "id": "7"}],
    )
    (jurisdiction,) = [i.country for i in party.features if i.type == "registration-country"]
    assert jurisdiction == Country("United Kingdom", "GBR")
    assert party.addresses[0].country == Country("Ireland", "IRL")
    assert party.identifiers[1].country == Country("Ireland", "IRL")


@pytest.mark.parametrize("name", ["description", "details"])
def test_why_an_end_is_unspecified_is_kept_by_either_name(tmp_path: Path, name: str) -> None:
    company = statement("entity", "E1", {"entityType": {"type": "registeredEntity"}, "name": "A"})
    nobody = {"reason": "interestedPartyExemptFromDisclosure", name: "No number."}
    relation = statement("relationship", "R1", {"subject": "E1", "interestedParty": nobody})
    party = _read(tmp_path, company, relation).parties["E1"]
    (words,) = [item.value for item in party.features if "words" in item.type]
    assert "unspecified (interestedPartyExemptFromDisclosure, No number.)" in words

"""The table of countries: printed names and codes, what has no code, and its concepts."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg import iri
from kg.countries import Country, country, country_of_code, table
from kg.resources import folder

LISTS = Path(os.environ.get("KG_LISTS", ""))
with_lists = pytest.mark.skipif("KG_LISTS" not in os.environ, reason="KG_LISTS is not set")
SKOS = "http://www.w3.org/2004/02/skos/core#"

PRINTED = [
    ("Korea, North", "PRK"),
    ("Korea, South", "KOR"),
    ("Burma", "MMR"),
    ("Congo, Democratic Republic of the", "COD"),
    ("Congo, Republic of the", "COG"),
    ("CONGO, Democratic Republic of (was Zaire)", "COD"),
    ("Cote d Ivoire", "CIV"),
    ("CÔTE D’IVOIRE", "CIV"),
    ("Bahamas, The", "BHS"),
    ("Man, Isle of", "IMN"),
    ("Virgin Islands, British", "VGB"),
    ("Macedonia, The Former Yugoslav Republic of", "MKD"),
    ("West Bank", "PSE"),
    ("St. Kitts & Nevis", "KNA"),
    ("Comoros Islands", "COM"),
    ("Republic of Ireland", "IRL"),
    ("Region: Gaza", "PSE"),
    ("Region: Crimea", "UKR"),
    ("Iran (Islamic Republic of)", "IRN"),
    ("United Kingdom of Great Britain and Northern\n                    Ireland", "GBR"),
    ("Türkiye", "TUR"),
    ("Kosovo", "XKX"),
    ("RU", "RUS"),
    ("EL", "GRC"),
    ("NA", "NAM"),
    ("PRK", "PRK"),
    ("Afghan", "AFG"),
    ("Saudi Arabian", "SAU"),
    ("Russia / Russie", "RUS"),
    ("South Sudan / Soudan du sud", "SSD"),
]
WITHOUT_CODE = [
    "",
    "-0-",
    "00",
    "UNKNOWN",
    "undetermined",
    "na",
    "USSR",
    "former Soviet Union",
    "Yugoslavia",
    "Serbia and Montenegro",
    "CS",
    "SU",
    "Netherlands Antilles",
    "Region: Kafia Kingi",
    "Sudan/South Sudan",
    "Iran / unknown",
    "Congolese",
    "possibly Palestinian",
    "Bahrain (citizenship revoked in Jan. 2015)",
    "ru",
]
# What stands in a field for a country in the real lists and is none, or not surely one.
UNMAPPED = {
    *WITHOUT_CODE,
    "Branch Office 11: Iran",
    "Indonesia (as at Dec. 2003)",
    "Indonesian passport",
    "Kuwaiti citizenship withdrawn in 2002",
    "Libya (in custody)",
    "Possibly Ethiopian",
    "Sudan/or South Sudan",
    "Sudanese by birth",
    "Tunisian passport",
    "USSR (until 1991)",
    "United States. Also believed to hold Syrian nationality",
    "Africa",
    "Central District, Pyongyang",
    "Crimea 295000",
    "In Syria as at June 2013",
    "Syrian Arab Republic as of September 2015",
}


@pytest.mark.parametrize(("printed", "code"), PRINTED)
def test_a_printed_name_or_code_means_a_country(printed: str, code: str) -> None:
    assert country(printed).alpha3 == code


@pytest.mark.parametrize("printed", WITHOUT_CODE)
def test_what_names_no_present_country_for_certain_has_no_code(printed: str) -> None:
    assert country(printed) == Country(printed, "")


def test_the_text_stays_as_printed() -> None:
    assert country("Korea, North").name == "Korea, North"


def test_no_name_and_no_code_means_two_countries() -> None:
    for entry in table():
        for text in (entry.alpha3, entry.alpha2, entry.label, *entry.names, *entry.adjectives):
            assert country(text).alpha3 == entry.alpha3, text


@given(st.text(max_size=30))
def test_any_text_is_kept_and_gives_a_known_code_or_none(text: str) -> None:
    found = country(text)
    assert found.name == " ".join(text.split())
    assert found.alpha3 in {"", *(entry.alpha3 for entry in table())}


def test_table_and_concepts_are_equal_in_both_directions() -> None:
    said: dict[str, set[tuple[str, str]]] = {}
    for triple in pyoxigraph.parse(path=folder("ontology") / "countries.ttl"):
        name = str(triple.predicate).removeprefix(f"<{SKOS}").removesuffix(">")
        said.setdefault(str(triple.subject), set()).add((name, str(triple.object)))
    wanted = {
        iri.country(entry.alpha3): {
            ("prefLabel", f'"{entry.label}"@en'),
            ("notation", f'"{entry.alpha3}"'),
            ("notation", f'"{entry.alpha2}"'),
            ("inScheme", "<https://w3id.org/sanctions-kg/country/scheme>"),
        }
        for entry in table()
    }
    assert {key for key in said if key.startswith(f"<{iri.COUNTRY}")} == set(wanted)
    kept = {"prefLabel", "notation", "inScheme"}
    for subject, pairs in wanted.items():
        assert {pair for pair in said[subject] if pair[0] in kept} == pairs


@with_lists
@pytest.mark.parametrize("texts", ["ofac", "un", "eu", "uk", "canada"])
def test_every_country_of_the_real_lists_is_mapped_or_known_to_be_none(texts: str) -> None:
    read = {"ofac": _ofac, "un": _un, "eu": _eu, "uk": _uk, "canada": _canada}[texts]
    found = {" ".join(text.split()) for text in read()}
    assert len(found) > 5
    unmapped = {text for text in found if not country(text).alpha3}
    # Canada prints the title of its regulations on corrupt officials where the country stands.
    assert {text for text in unmapped if "Regulations" not in text} <= UNMAPPED


def _ofac() -> Iterator[str]:
    for path in (LISTS / "ofac-sdn-csv").glob("*-add.csv"):
        with path.open(encoding="latin-1", newline="") as stream:
            yield from (row[4] for row in csv.reader(stream) if len(row) > 4)
    for folder_ in ("ofac-consolidated-xml", "ofac-enhanced-xml", "ofac-advanced-xml"):
        yield from _elements(folder_, {"country", "vesselFlag", "idCountry", "Country"})


def _un() -> Iterator[str]:
    names = {"COUNTRY", "COUNTRY_OF_ISSUE", "ISSUING_COUNTRY", "COUNTRY_OF_BIRTH"}
    yield from _elements("un-xml", names)
    for path in (LISTS / "un-xml").glob("*.xml"):
        yield from (node.text or "" for node in etree.parse(path).iterfind(".//NATIONALITY/VALUE"))


def _eu() -> Iterator[str]:
    for path in (LISTS / "eu").glob("*.xml"):
        for node in etree.parse(path).iter():
            yield str(node.get("countryIso2Code", ""))
            yield str(node.get("countryDescription", ""))


def _uk() -> Iterator[str]:
    yield from _elements("uk", {"AddressCountry"})
    for path in (LISTS / "uk").glob("*.csv"):
        with path.open(encoding="cp1252", newline="") as stream:
            rows = csv.reader(stream)
            next(rows)
            for row in csv.DictReader(stream, fieldnames=next(rows)):
                # The older list puts remarks in brackets behind the country.
                yield row["Country"].partition("(")[0] or row["Country"]


def _canada() -> Iterator[str]:
    yield from _elements("canada", {"Country"})


def _elements(folder_: str, names: set[str]) -> Iterator[str]:
    for path in (LISTS / folder_).glob("*.xml"):
        for node in etree.parse(path).iter(*(f"{{*}}{name}" for name in sorted(names))):
            yield node.text or ""


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("ru", Country("Russia", "RUS")),
        ("RUS", Country("Russia", "RUS")),
        ("US-DE", Country("United States (US-DE)", "USA")),
        ("SUHH", Country("Soviet Union")),
        ("QQ", Country("QQ")),
        ("", Country("")),
    ],
)
def test_a_code_is_the_country_by_its_english_name(code: str, found: Country) -> None:
    assert country_of_code(code) == found

"""OFAC's advanced XML: features of every kind, their dates and their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Address, Country, Feature, Identifier, Party
from kg.values import PartialDate
from tests.sources.ofac.advanced_elements import (
    alias,
    at,
    detail,
    feature,
    location,
    party,
    period,
    ref,
    year,
)
from tests.sources.ofac.advanced_xml import (
    COMPANY_ENTRY,
    LOCATIONS,
    company,
    document,
    parties,
    read,
)


def test_birth_dates_keep_their_precision(person: Party) -> None:
    assert [(birth.date, birth.number) for birth in person.birth_dates] == [
        (PartialDate.of(1970, approximate=True), "41"),
        (PartialDate.between(PartialDate.of(1970), PartialDate.of(1975)), "42"),
    ]


@pytest.mark.parametrize(
    ("content", "edtf"),
    [
        (period(("1953-08-01", "1953-08-01"), ("1953-08-31", "1953-08-31")), "1953-08"),
        (period(("1953-08-07", "1953-08-07"), ("1953-08-07", "1953-08-07")), "1953-08-07"),
        (
            period(("1953-08-07", "1953-08-07"), ("1953-08-07", "1953-08-07"), approximate=True),
            "1953-08-07~",
        ),
        (year(1962), "1962"),
        (period(("1950-01-01", "1950-01-01"), ("1955-12-31", "1955-12-31")), "1950/1955"),
        (
            period(("1950-01-01", "1950-12-31"), ("1955-01-01", "1955-12-31"), approximate=True),
            "1950~/1955~",
        ),
        (
            period(("1962-03-10", "1962-03-10"), ("1964-04-11", "1964-04-11")),
            "1962-03-10/1964-04-11",
        ),
        (period(("1962-03-10", "1962-03-10"), ("", "")), "1962-03-10"),
    ],
)
def test_periods_are_dates_of_the_precision_they_have(
    tmp_path: Path, content: str, edtf: str
) -> None:
    (birth,) = company(tmp_path, features=feature("1", "Birthdate", content)).birth_dates
    assert birth.date.edtf == edtf


def test_a_date_that_is_none_is_kept_as_words(tmp_path: Path) -> None:
    broken = period(("1962-03-10", "1962-03-10"), ("", "")).replace("<Day>10", "<Day>40")
    hijri = period(("1362-03-10", "1362-03-10"), ("", ""), calendar=ref("CalendarType", "Hijri"))
    found = company(
        tmp_path,
        features=feature("1", "Birthdate", broken) + feature("2", "Birthdate", hijri),
    )
    assert not found.birth_dates
    assert [(item.type, item.note) for item in found.features] == [
        ("Birthdate", "1962-3-40"),
        ("Birthdate", "1362-03-10 (Hijri)"),
    ]


def test_features_are_what_their_words_say(person: Party) -> None:
    assert [(item.type, item.value, item.number) for item in person.features] == [
        ("gender", "Male", "2"),
        ("nationality", "China", "31"),
        ("citizenship", "Korea, North", "32"),
        ("title", "Director", "8"),
        ("title", "Minister", "8"),
        ("secondary-sanctions-risk", "North Korea Sanctions Regulations", "3"),
        ("website", "www.example.org", "5"),
    ]
    assert person.features[0].qualifiers == ("confirmed",)
    assert person.features[2].country == Country("Korea, North", "PRK")
    assert [(item.full, item.country) for item in person.birth_places] == [
        ("Dandong, China", Country("China", "CHN"))
    ]


def test_every_version_of_a_feature_is_a_claim_that_names_it(tmp_path: Path) -> None:
    one = feature("1", "Website", detail("TEXT", "www.example.org"))
    start, end = one.index("<FeatureVersion"), one.index("</FeatureVersion>") + 17
    second = one[start:end].replace("example.org", "example.com")
    second = second.replace('FeatureVersion ID="1"', 'FeatureVersion ID="5"')
    second = second.replace('ReliabilityID="1"', f'ReliabilityID="{ref("Reliability", "False")}"')
    found = company(tmp_path, features=one[:end] + second + one[end:])
    assert [(item.value, item.number, item.note, item.qualifiers) for item in found.features] == [
        ("www.example.org", "1", "version 1", ()),
        ("www.example.com", "1", "version 5", ("false",)),
    ]


def test_a_feature_that_is_called_false_says_so(tmp_path: Path) -> None:
    found = company(
        tmp_path,
        features=feature("1", "Nationality Country", at("31"), reliability="False")
        + feature("2", "Birthdate", year(1950), reliability="Reported")
        + feature("3", "Location", at("21"), reliability="False"),
    )
    assert found.features[0].qualifiers == ("false",)
    assert found.birth_dates[0].qualifiers == ("reported",)
    assert {address.qualifiers for address in found.addresses} == {("false",)}


def test_a_word_not_known_becomes_the_type_itself(tmp_path: Path) -> None:
    text = feature("1", "Lucky Number", detail("TEXT", "7"))
    assert (
        Identifier(value="7", scheme="Lucky Number", number="1")
        in company(tmp_path, features=text).identifiers
    )


def test_a_dated_feature_is_printed_as_elsewhere_and_dated(tmp_path: Path) -> None:
    text = feature("1", "Organization Established Date", year(1999, approximate=True))
    assert company(tmp_path, features=text).features == (
        Feature(
            type="organization-established",
            value="circa 1999",
            number="1",
            date=PartialDate.of(1999, approximate=True),
        ),
    )


def test_a_feature_without_a_value_is_a_warning(tmp_path: Path) -> None:
    text = document(
        parties=(
            party(
                "34024",
                "3",
                alias("Name", "Entity Name:A", primary=True),
                feature("1", "Website", ""),
            ),
        ),
        documents=(),
        relations=(),
        entries=(COMPANY_ENTRY,),
    )
    assert sum(read(tmp_path, text)[0].ledger.warnings.values()) == 1


def test_an_address_for_each_script_and_none_for_a_place_holder(person: Party) -> None:
    full, other, open_, region = person.addresses
    assert full == Address(
        number="21",
        lines=("1 Long Street", "Floor 2", "Room 3"),
        city="Dandong",
        region="Liaoning",
        postal_code="118000",
        country=Country("China", "CHN"),
    )
    assert other == Address(
        number="21", city="丹东", country=Country("China", "CHN"), script="Hans"
    )
    assert (open_.country, open_.qualifiers) == (Country("undetermined"), ("undetermined",))
    gaza = Country("Region: Gaza", "PSE")
    assert region == Address(number="23", city="Gaza", country=gaza), "as the flat files print it"


def test_the_latin_spelling_of_a_place_is_the_first_whatever_the_file_s_order(
    tmp_path: Path,
) -> None:
    place = location("21", "China", (("CITY", "丹东|Chinese Simplified||Dandong"),))
    text = document(locations=(place, *LOCATIONS[1:]))
    latin, other, *_ = parties(read(tmp_path, text)[1])["34019"].addresses
    assert [(item.city, item.script) for item in (latin, other)] == [
        ("Dandong", ""),
        ("丹东", "Hans"),
    ]


def test_an_area_code_stands_for_its_country_and_a_foreign_one_is_noted(tmp_path: Path) -> None:
    area = '<LocationAreaCode AreaCodeID="{}"/>'
    places = (
        location("1", "", more=area.format(2)),
        location("2", "", (("CITY", "Hebron"),), area.format(2)),
        location("3", "", (("CITY", "Omsk"),), area.format(3)),
        location("4", "China", (("CITY", "Omsk"),), area.format(3)),
    )
    features = "".join(feature(number, "Location", at(number)) for number in "1234")
    names = alias("Name", "Entity Name:A", primary=True)
    text = document(
        parties=(party("34024", "3", names, features),),
        locations=places,
        documents=(),
        relations=(),
        entries=(COMPANY_ENTRY,),
    )
    found = parties(read(tmp_path, text)[1])["34024"].addresses
    assert [(item.number, item.country, item.qualifiers, item.note) for item in found] == [
        ("2", None, ("undetermined",), ""),
        ("3", Country("Russia", "RUS"), (), ""),
        ("4", Country("China", "CHN"), (), "area RU Russia"),
    ]

"""The European Union's list as XML: each field, placeholder and doubt."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from kg.countries import Country
from kg.errors import BadInputError, UnknownFieldError
from kg.model import Kind, Party, PartyRef
from kg.sources import readings
from kg.sources.eu import xml_reader as eu
from kg.sources.files import InputFile, input_files
from kg.values import PartialDate
from tests.sources.eu_list import (
    LAND,
    NAME,
    NOWHERE,
    OLDER,
    REGULATION,
    SUMMARY,
    document,
    entity,
    features,
    instruments,
    only,
    parties,
    plain,
    reading,
)

ACT = "eu-2018/223"


def test_the_file_is_told_by_its_root_and_dated_by_itself(tmp_path: Path) -> None:
    made = reading(tmp_path, document(plain()))
    assert (made.release.source, made.release.version) == ("eu-fsf", "2018-12-21")
    assert made.release.declared_records is None
    path = tmp_path / "other.xml"
    path.write_text('<export xmlns="http://example.org/"/>', encoding="utf-8")
    assert not eu.recognise(InputFile(path))
    assert eu.recognise(InputFile(tmp_path / "list.xml"))


def test_a_party_carries_every_number_of_its_entry(tmp_path: Path) -> None:
    party = only(tmp_path, attributes='unitedNationId="QDi.400"')
    assert party.ref == PartyRef("eu", "EU.6272.7")
    assert party.kind is Kind.PERSON
    assert [(claim.scheme, claim.value) for claim in party.identifiers] == [
        ("eu-ref", "EU.6272.7"),
        ("eu-logical-id", "13"),
        ("un-ref", "QDi.400"),
    ]


def test_an_entry_without_a_reference_is_known_by_the_number_of_its_record(tmp_path: Path) -> None:
    text = document(plain(reference=""), plain())
    bare, whole = parties(list(reading(tmp_path, text).records))
    assert bare.ref == PartyRef("eu", "logical-13")
    assert [(claim.scheme, claim.value) for claim in bare.identifiers] == [("eu-logical-id", "13")]
    assert whole.ref == PartyRef("eu", "EU.6272.7")
    with pytest.raises(BadInputError, match="the same number twice"):
        list(reading(tmp_path, document(plain(reference=""), plain(reference=""))).records)


def test_an_entry_is_designated_once_for_each_programme(tmp_path: Path) -> None:
    other = REGULATION.replace("ZWE", "TERR").replace("2018/223", "2018/300")
    made = reading(
        tmp_path,
        document(plain(other, attributes='designationDetails="(a note)"')),
    )
    (party,) = parties(list(made.records))
    assert [(told.program, told.legal_basis) for told in party.designations] == [
        ("ZWE", (ACT,)),
        ("TERR", ("eu-2018/300",)),
    ]
    first = party.designations[0]
    assert (first.authority, first.listing) == ("eu-council", "eu-fsf")
    assert (first.number, first.instrument, first.note) == ("110201", ACT, "(a note)")


def test_the_dates_of_an_act_are_never_the_date_of_a_listing(tmp_path: Path) -> None:
    (designation,) = only(tmp_path).designations
    assert designation.listed_on is None
    (event,) = designation.events
    assert (event.type, event.date) == ("effective", dt.date(2018, 2, 17))
    assert (event.instrument, event.number) == (ACT, "110201")


@pytest.mark.parametrize(
    ("attributes", "listed"),
    [
        ('designationDate="2001-02-01"', dt.date(2001, 2, 1)),
        ('designationDetails="Date of listing: 23.1.2012"', dt.date(2012, 1, 23)),
        ('designationDetails="(date of EU designation: 4.7.2011.)"', dt.date(2011, 7, 4)),
        ('designationDetails="Date of UN designation: 9.6.2010"', None),
        ('designationDetails="29.4.2014"', None),
        ('designationDetails="Date of listing: 31.2.2012"', None),
    ],
)
def test_a_listing_has_the_day_that_the_list_gives(
    tmp_path: Path, attributes: str, listed: dt.date | None
) -> None:
    (designation,) = only(tmp_path, attributes=attributes).designations
    assert designation.listed_on == listed
    assert ("added" in {event.type for event in designation.events}) is (listed is not None)


def test_one_date_for_two_programmes_is_kept_as_words(tmp_path: Path) -> None:
    other = REGULATION.replace("ZWE", "TERR")
    party = only(tmp_path, other, attributes='designationDate="2001-02-01"')
    assert [told.listed_on for told in party.designations] == [None, None]
    assert {told.note for told in party.designations} == {"designationDate: 2001-02-01"}


def test_acts_are_told_before_the_party_that_cites_them(tmp_path: Path) -> None:
    records = list(reading(tmp_path, document(plain())).records)
    assert isinstance(records[-1], Party)
    first, second = instruments(records)
    assert (first.number, first.issuer, first.role) == ("2018/223", "commission", "amendment")
    assert first.issued == dt.date(2018, 2, 16)
    assert first.key == second.key == ACT


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('birthdate="1937-04-28" year="1937" monthOfYear="4" dayOfMonth="28"', "1937-04-28"),
        ('year="1953" circa="true"', "1953~"),
        ('birthdate="1953-02-01" circa="true"', "1953-02-01~"),
        ('year="1953" monthOfYear="8"', "1953-08"),
        ('yearRangeFrom="1953" yearRangeTo="1958"', "1953/1958"),
        ('yearRangeFrom="1953" yearRangeTo="1958" circa="true"', "1953~/1958~"),
        ('year="1971" calendarType="GREGORIAN"', "1971"),
    ],
)
def test_births_have_the_precision_that_the_list_gives(
    tmp_path: Path, attributes: str, expected: str
) -> None:
    party = only(tmp_path, f'<birthdate {attributes} {NOWHERE} logicalId="5">{OLDER}</birthdate>')
    (birth,) = party.birth_dates
    assert birth.date == PartialDate.parse(birth.date.edtf)
    assert (birth.date.edtf, birth.number) == (expected, "5")
    assert birth.instrument == "eu-898/2005"
    assert not party.birth_places


@pytest.mark.parametrize(
    ("attributes", "words", "qualifiers"),
    [
        ('year="1382" calendarType="ISLAMIC"', "1382", ("islamic calendar",)),
        ('birthdate="1350-10-01" calendarType="PERSIAN"', "1350-10-01", ("persian calendar",)),
        ('yearRangeTo="1980"', "until 1980", ()),
        ('yearRangeFrom="1950" circa="true"', "from 1950", ("approximate",)),
        ('monthOfYear="7" dayOfMonth="5"', "year -, month 7, day 5", ()),
        ('year="1950" dayOfMonth="5"', "year 1950, month -, day 5", ()),
        ('birthdate="1950-02-31"', "1950-02-31", ()),
        (
            'birthdate="1950-02-03" year="1951"',
            "birthdate 1950-02-03, year 1951, month , day ",
            (),
        ),
    ],
)
def test_a_birth_that_is_no_sure_date_stays_words(
    tmp_path: Path, attributes: str, words: str, qualifiers: tuple[str, ...]
) -> None:
    party = only(tmp_path, f'<birthdate {attributes} logicalId="5"/>')
    assert not party.birth_dates
    (claim,) = (claim for claim in party.features if claim.type == "birth-date")
    assert (claim.value, claim.qualifiers, claim.date) == (words, qualifiers, None)


def test_a_birth_without_a_date_is_a_place(tmp_path: Path) -> None:
    party = only(
        tmp_path,
        f'<birthdate circa="false" calendarType="GREGORIAN" zipCode="12" city="Tikrit" '
        f'place="al-Awja" region="Salah" {LAND} logicalId="14"><remark>uncertain</remark>'
        "</birthdate>",
    )
    (place,) = party.birth_places
    assert (place.lines, place.city, place.region) == (("al-Awja",), "Tikrit", "Salah")
    assert (place.postal_code, place.country) == ("12", Country("IRAQ", "IRQ"))
    assert (place.note, place.number) == ("uncertain", "14")
    assert not party.birth_dates


def test_a_document_keeps_its_dates_holder_and_what_is_known_against_it(tmp_path: Path) -> None:
    party = only(
        tmp_path,
        '<identification number="A 123" latinNumber="A-123" nameOnDocument="J. ROE" '
        'identificationTypeCode="passport" identificationTypeDescription="National passport" '
        'issuedBy="Baghdad" issuedDate="2001-02-03" validFrom="2001-02-04" validTo="2011-02-03" '
        'diplomatic="true" knownExpired="true" knownFalse="true" reportedLost="true" '
        f'revokedByIssuer="true" region="North" {LAND} regulationLanguage="en" logicalId="9">'
        f"<remark>(passport)</remark>{SUMMARY}</identification>",
    )
    first, second = party.identifiers[-2:]
    assert (first.value, second.value) == ("A 123", "A-123")
    assert first.scheme == "diplomatic-passport"
    assert first.qualifiers == ("expired", "false", "reported-lost", "revoked")
    assert first.country == Country("IRAQ", "IRQ")
    assert (first.issuer, first.bears_name) == ("Baghdad", "J. ROE")
    assert first.issued == PartialDate.parse("2001-02-03")
    assert first.expires == PartialDate.parse("2011-02-03")
    assert first.note == "(passport)\nregion: North\nvalid from: 2001-02-04"
    assert (first.instrument, first.number) == (ACT, "9")


def test_an_enterprise_with_a_ship_number_stays_an_enterprise(tmp_path: Path) -> None:
    kind = '<subjectType code="enterprise" classificationCode="E"/>'
    ship = '<identification number="5787684" identificationTypeCode="imo" countryIso2Code="00"/>'
    made = reading(tmp_path, document(entity(REGULATION, kind, NAME, ship)))
    (party,) = parties(list(made.records))
    assert party.kind is Kind.ENTITY
    assert (party.identifiers[-1].scheme, party.identifiers[-1].value) == ("imo", "5787684")


def test_a_document_without_a_number_is_a_feature_or_nothing(tmp_path: Path) -> None:
    empty = '<identification number="" identificationTypeCode="other" countryIso2Code="00"/>'
    told = f'<identification number="" identificationTypeCode="id" {LAND} logicalId="4"/>'
    party = only(tmp_path, empty, told)
    (claim,) = (claim for claim in party.features if claim.type == "document")
    assert (claim.value, claim.country) == ("id", Country("IRAQ", "IRQ"))


def test_an_address_keeps_its_parts_its_contacts_and_its_time(tmp_path: Path) -> None:
    party = only(
        tmp_path,
        '<address street="1 Road" poBox="12" zipCode="99" city="Basra" region="South" '
        f'place="Old town" asAtListingTime="true" {LAND} logicalId="7">'
        '<contactInfo key="PHONE" value="1; 2"/><contactInfo key="WEB" value="www.example.org"/>'
        '<contactInfo key="EMAIL" value="a@example.org"/><contactInfo key="FAX" value="3"/>'
        f"<remark>office</remark>{SUMMARY}</address>",
        f'<address street="" {NOWHERE} asAtListingTime="false"><remark>In Libya</remark></address>',
    )
    (address,) = party.addresses
    assert address.lines == ("1 Road", "Old town")
    assert (address.po_box, address.postal_code, address.city) == ("12", "99", "Basra")
    assert (address.region, address.country) == ("South", Country("IRAQ", "IRQ"))
    assert (address.qualifiers, address.note) == (("at-listing-time",), "office")
    assert (address.number, address.instrument) == ("7", ACT)
    for type_, text in (
        ("phone", "1; 2"),
        ("website", "www.example.org"),
        ("email", "a@example.org"),
        ("fax", "3"),
        ("location", "In Libya"),
    ):
        assert features(party, type_) == [text]


def test_an_address_without_anything_in_it_is_a_placeholder(tmp_path: Path) -> None:
    made = reading(tmp_path, document(plain(f'<address {NOWHERE} city="" logicalId="7"/>')))
    (party,) = parties(list(made.records))
    assert not party.addresses
    assert made.ledger.warnings == {"a placeholder stands where a value should, and is no value": 1}


def test_citizenships_and_remarks_are_kept_and_unknown_is_no_country(tmp_path: Path) -> None:
    party = only(
        tmp_path,
        f'<citizenship {LAND} region="" logicalId="1">{SUMMARY}</citizenship>',
        f'<citizenship {NOWHERE} region=""/>',
        '<citizenship countryIso2Code="CS" countryDescription="SERBIA AND MONTENEGRO"/>',
        "<remark>First</remark><remark>Second</remark>",
    )
    lands = [claim.country for claim in party.features if claim.type == "citizenship"]
    assert lands == [Country("IRAQ", "IRQ"), Country("SERBIA AND MONTENEGRO", "")]
    assert features(party, "remark") == ["First", "Second"]


def test_a_code_that_contradicts_its_name_is_a_warning(tmp_path: Path) -> None:
    wrong = '<citizenship countryIso2Code="IQ" countryDescription="FRANCE"/>'
    made = reading(tmp_path, document(plain(wrong)))
    (party,) = parties(list(made.records))
    assert party.features[-1].country == Country("FRANCE", "IRQ")
    assert list(made.ledger.warnings) == [
        "the code and the name of a country disagree, and the code was taken"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('gender="F"', 'gender="F" colour="red"', "unknown field"),
        ('strong="true"', 'strong="maybe"', "neither true nor false"),
        ('code="person" classificationCode="P"', 'code="ship" classificationCode="S"', "kind"),
        ('code="person" classificationCode="P"', 'code="person" classificationCode="E"', "kind"),
        ('programme="ZWE"', "", "programme"),
        ('"EU.6272.7" logicalId="13"', '""', "without a number"),
        ('publicationDate="2018-02-16"', 'publicationDate="16 Feb"', "not a day"),
        ('publicationDate="2018-02-16"', 'publicationDate="2018-02-31"', "not a day"),
        (NAME, "", "without a name"),
    ],
)
def test_a_faulty_entry_stops_with_one_sentence_or_is_set_aside(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = document(plain().replace(old, new), plain(reference="EU.1.1"))
    with pytest.raises(BadInputError, match=said):
        list(reading(tmp_path, text).records)
    made = reading(tmp_path, text, quarantine=True)
    assert [party.ref.number for party in parties(list(made.records))] == ["EU.1.1"]
    assert len(made.ledger.set_aside) == 1


def test_an_unknown_element_stops_with_its_place(tmp_path: Path) -> None:
    text = document(plain("<wallet>bc1</wallet>"))
    with pytest.raises(UnknownFieldError, match=r"EU\.6272\.7.*export/sanctionEntity/wallet"):
        list(reading(tmp_path, text).records)


def test_a_number_that_comes_twice_and_a_file_without_a_day_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="the same number twice"):
        list(reading(tmp_path, document(plain(), plain())).records)
    with pytest.raises(BadInputError, match="needs the date"):
        reading(tmp_path, document(plain(), date=""))


def test_every_value_of_the_case_is_taken_or_left_with_a_reason(tmp_path: Path) -> None:
    made = reading(tmp_path, document(plain()))
    list(made.records)
    assert set(made.ledger.left) == {
        "export/@globalFileId",
        "export/sanctionEntity/nameAlias/@regulationLanguage",
    }
    assert made.ledger.taken["export/sanctionEntity/nameAlias/@wholeName"] == 1


@pytest.mark.skipif("KG_LISTS" not in os.environ, reason="KG_LISTS names no folder of real lists")
def test_the_real_lists_give_a_party_for_each_entry() -> None:
    folder = Path(os.environ["KG_LISTS"]) / "eu"
    for path in sorted(folder.iterdir()):
        (made,) = readings(input_files([path]))
        found = parties(list(made.records))
        if path.suffix == ".xml":
            assert len(found) == path.read_text("utf-8").count("<sanctionEntity ")
        assert len({party.ref for party in found}) == len(found)
        assert not made.ledger.set_aside
        assert sum(made.ledger.left.values()) / sum(made.ledger.taken.values()) < 0.2

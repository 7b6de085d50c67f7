"""The UK Sanctions List as XML: each field, placeholder and doubt."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from kg.countries import Country
from kg.errors import BadInputError, UnknownFieldError
from kg.graph.schemes import shipped_schemes
from kg.iri import concept
from kg.model import Address, Kind, Party, PartyRef
from kg.sources import readings
from kg.sources.files import InputFile, input_files
from kg.sources.uk import entry as uk_entry
from kg.sources.uk import xml_reader as uk
from tests.sources.uk_list import ENTITY, PERSON, SHIP, document, parties, reading, split


@pytest.fixture
def person(tmp_path: Path) -> Party:
    return parties(reading(tmp_path, document(PERSON)))["RUS0141"]


def features(party: Party, type_: str) -> list[str]:
    """The texts of a party's features of one type."""
    return [claim.value for claim in party.features if claim.type == type_]


@pytest.mark.parametrize("date", ["22/08/2026", "2026-08-22", "2026-08-22T01:02:03"])
def test_the_file_is_told_by_its_root_and_dated_by_itself(tmp_path: Path, date: str) -> None:
    made = reading(tmp_path, document(PERSON, date=date))
    assert (made.release.source, made.release.version) == ("uk-sanctions-list", "2026-08-22")
    assert uk.recognise(InputFile(tmp_path / "list.xml"))


def test_a_party_carries_its_numbers_on_three_lists(person: Party) -> None:
    assert (person.ref, person.kind) == (PartyRef("uk", "RUS0141"), Kind.PERSON)
    assert [(claim.scheme, claim.value) for claim in person.identifiers[:3]] == [
        ("uk-id", "RUS0141"),
        ("ofsi-group-id", "13923"),
        ("un-ref", "TAi.010"),
    ]


def test_names_keep_their_fields_type_and_grade(person: Party) -> None:
    main = person.names[0]
    assert main.text == "Jane Ann B. bin al DOE"
    assert main.parts == tuple(
        (f"part{place}", text)
        for place, text in enumerate(("Jane", "Ann", "B.", "bin", "al", "DOE"), 1)
    )
    assert [(name.text, name.type, name.strength) for name in person.names[:5]] == [
        ("Jane Ann B. bin al DOE", "primary", "strong"),
        ("Roe", "variation", ""),
        ("Strong", "aka", "strong"),
        ("Weak", "aka", "weak"),
        ("Plain", "aka", ""),
    ]
    assert person.names[1].parts == (("part6", "Roe"),)


def test_a_name_in_other_letters_has_the_stated_script_and_language(person: Party) -> None:
    name = person.names[-1]
    assert (name.text, name.type) == ("Джейн", "original-script")
    assert (name.script, name.language, name.note) == ("Cyrl", "ru", "")


@pytest.mark.parametrize(
    ("text", "script", "language", "known"),
    [
        ("普京", "Chinese (Simplified)", "Chinese", ("Hans", "zh", "")),
        ("김정은", "Hangul", "Korean", ("Hang", "ko", "")),
        ("حسن", "Arabic", "Persian", ("Arab", "fa", "")),
        ("Гомель", "Cyrillic", "Belarusian", ("Cyrl", "be", "")),
        ("حسن", "Cyrillic", "Russian", ("Arab", "", "script: Cyrillic; language: Russian")),
        ("Иван", "Runes", "Old Norse", ("Cyrl", "", "script: Runes; language: Old Norse")),
        ("Al Qaïda", "", "", ("Latn", "", "")),
        ("Иван", "", "Ukrainian", ("Cyrl", "uk", "")),
        ("Ион", "Cyrillic", "Romanian; Moldavian; Moldovan", ("Cyrl", "ro", "")),
        ("Бишкек", "Cyrillic", "Kirghiz; Kyrgyz", ("Cyrl", "ky", "")),
        ("Đorđe", "Latin", "Croatian", ("Latn", "hr", "")),
        ("Wałęsa", "", "Polish", ("Latn", "pl", "")),
        ("Křemen", "", "Czech", ("Latn", "cs", "")),
    ],
)
def test_a_script_or_language_that_the_letters_belie_is_a_note(
    tmp_path: Path, text: str, script: str, language: str, known: tuple[str, str, str]
) -> None:
    changed = PERSON.replace("Джейн", text)
    changed = changed.replace(">Cyrillic<", f">{script}<").replace(">Russian<", f">{language}<")
    made = reading(tmp_path, document(changed))
    name = parties(made)["RUS0141"].names[-1]
    assert (name.script, name.language, name.note) == known
    kinds = [kind for kind in made.ledger.warnings if kind.startswith("a script or language")]
    assert bool(kinds) is bool(known[2])


def test_a_designation_has_regime_dates_measures_and_reasons(person: Party) -> None:
    (told,) = person.designations
    assert told.program == "The Russia (Sanctions) (EU Exit) Regulations 2019"
    assert (told.authority, told.listing) == ("uk-fcdo", "uk-list")
    assert told.listed_on == dt.date(2012, 6, 29)
    assert [(event.type, event.date) for event in told.events] == [
        ("added", dt.date(2012, 6, 29)),
        ("amended", dt.date(2026, 8, 4)),
    ]
    assert told.measures == (
        "Asset freeze",
        "Travel Ban",
        "AssetFreeze",
        "PreventionOfPortEntry",
        "TravelBan",
    )
    assert told.reasons == (("en", "Because of this."),)


def test_an_entry_never_changed_has_no_change(tmp_path: Path) -> None:
    (told,) = parties(reading(tmp_path, document(ENTITY)))["RUS0200"].designations
    assert [event.type for event in told.events] == ["added"]
    assert told.reasons == ()


def test_an_indicator_that_denies_the_words_is_a_warning(tmp_path: Path) -> None:
    text = PERSON.replace("<AssetFreeze>true", "<AssetFreeze>false")
    made = reading(tmp_path, document(text))
    (told,) = parties(made)["RUS0141"].designations
    assert "Asset freeze" in told.measures
    assert uk.DENIED in made.ledger.warnings


def test_a_date_of_birth_has_the_precision_it_has(tmp_path: Path) -> None:
    made = reading(tmp_path, document(PERSON))
    person = parties(made)["RUS0141"]
    assert [birth.date.edtf for birth in person.birth_dates] == [
        "1950",
        "1951",
        "1952-08",
        "1953-09-03",
    ]
    assert features(person, "birth-date") == ["05/mm/1954", "in the fifties"]
    assert made.ledger.warnings["a placeholder stands where a value should, and is no value"] == 2
    assert made.ledger.warnings["a date of birth could not be read and is kept as words"] == 2


@pytest.mark.parametrize(
    ("printed", "born"),
    [("'00/00/1975", ["1975"]), ("05/1970", ["1970-05"]), ("15/08/19yy", []), ("1975", ["1975"])],
)
def test_a_date_of_birth_may_be_written_otherwise(
    tmp_path: Path, printed: str, born: list[str]
) -> None:
    text = document(PERSON.replace(">03/09/1953<", f">{printed}<"))
    person = parties(reading(tmp_path, text))["RUS0141"]
    assert [birth.date.edtf for birth in person.birth_dates[3:]] == born
    assert (printed in features(person, "birth-date")) is (not born)


def test_particulars_of_a_person_are_kept(person: Party) -> None:
    for type_, texts in (
        ("title", ["Dr"]),
        ("gender", ["Female"]),
        ("nationality", ["Russia"]),
        ("position", ["(1) Minister (2) Owner", "Minister", "Owner"]),
        ("phone", ["123"]),
        ("email", ["a@example.org"]),
        ("website", ["www.example.org"]),
        ("remark", ["Wanted."]),
        ("Designation source", ["UK|UN"]),
    ):
        assert features(person, type_) == texts
    assert Country("Russia", "RUS") in [claim.country for claim in person.features]
    assert person.birth_places == (Address(city="Omsk", country=Country("Russia", "RUS")),)
    (address,) = person.addresses
    assert address.full == "1 Road, Moscow, 1000, Russia"
    assert address.lines == ("1 Road", "", "", "", "", "Moscow")
    assert (address.postal_code, address.country) == ("1000", Country("Russia", "RUS"))


def test_documents_keep_their_words_and_doubts(person: Party) -> None:
    passport, whole, read_out = person.identifiers[3:]
    assert (passport.scheme, passport.value, passport.note) == ("passport", "A12345", "Russia")
    assert passport.country == Country("Russia", "RUS")
    assert (whole.scheme, whole.value) == ("national-id", "998877 (Syrian)")
    assert whole.qualifiers == ("false",)
    assert (read_out.value, read_out.country) == ("998877", Country("Syrian", "SYR"))
    assert read_out.qualifiers == ("false",)
    assert read_out.note == "read out of: 998877 (Syrian)"


def test_a_named_company_is_a_relation_only_when_the_list_knows_one(tmp_path: Path) -> None:
    holding = ENTITY.replace("RUS0200", "RUS0201").replace("Nobody Holding", "")
    holding = holding.replace("Acme LLC", "NOBODY Holding")
    text = document(PERSON, ENTITY, SHIP, holding)
    found, relations = split(list(reading(tmp_path, text).records))
    assert [
        (told.type, told.origin.number, told.target.number, told.former) for told in relations
    ] == [
        ("parent-company", "RUS0201", "RUS0200", None),
        ("owns-controls-or-operates", "RUS0200", "DPR0075", None),
        ("owns-controls-or-operates", "RUS0200", "DPR0075", True),
    ]
    entity = found[1]
    assert features(entity, "Subsidiary") == ["Unlisted Ltd (51%)"]
    assert features(entity, "Parent company") == ["jane ann b. bin al doe"]
    assert features(entity, "organization-type") == ["Company"]
    assert entity.identifiers[-3].value == "INN: 7713226814 OGRN: 1027700285612"
    assert features(found[2], "former-vessel-owner") == ["Global United"]


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("INN: 7700000001 OGRN: 1027700000002", [("inn", "7700000001"), ("ogrn", "1027700000002")]),
        ("Russia OGRN - 1027700000002", [("ogrn", "1027700000002")]),
        ("INN: 7700000001 / KPP: 770000001", [("inn", "7700000001")]),
        ("Tax Identification Number: INN 7700000001", [("inn", "7700000001")]),
        ("Unified Social Credit Code: 91310000MA00000X0X", [("uscc", "91310000MA00000X0X")]),
        ("TIN: 01300000000001", [("tax-id", "01300000000001")]),
        ("INN: 77000000012", []),
        ("INN: 7700000001, Registration number: 5", []),
        ("BR-99-XY", []),
    ],
)
def test_numbers_of_registers_are_read_out_when_nothing_else_is_said(
    tmp_path: Path, printed: str, numbers: list[tuple[str, str]]
) -> None:
    text = document(ENTITY.replace("INN: 7713226814 OGRN: 1027700285612", printed))
    whole, *found = parties(reading(tmp_path, text))["RUS0200"].identifiers[1:]
    assert (whole.scheme, whole.value) == ("business-registration-number", printed)
    assert [(one.scheme, one.value) for one in found] == numbers
    assert all(one.note == f"read out of: {printed}" for one in found)


def test_a_name_that_two_parties_bear_is_no_relation(tmp_path: Path) -> None:
    twin = ENTITY.replace("RUS0200", "RUS0201")
    found, relations = split(list(reading(tmp_path, document(ENTITY, twin, SHIP)).records))
    assert not relations
    assert features(found[2], "vessel-owner") == ["ACME  llc"]


def test_a_ship_keeps_all_its_particulars(tmp_path: Path) -> None:
    ship = parties(reading(tmp_path, document(SHIP)))["DPR0075"]
    assert ship.kind is Kind.VESSEL
    assert [(claim.scheme, claim.value, claim.note) for claim in ship.identifiers[2:]] == [
        ("imo", "9562233", "IMO9562233"),
        ("hin", "HIN1", ""),
    ]
    for type_, text in (
        ("vessel-flag", "Comoros"),
        ("former-vessel-flag", "India"),
        ("vessel-type", "Bulk Carrier"),
        ("tonnage", "7078"),
        ("vessel-length", "120 m"),
        ("vessel-year-of-build", "2011"),
    ):
        assert features(ship, type_) == [text]
    (built,) = (claim.date for claim in ship.features if claim.type == "vessel-year-of-build")
    assert built is not None
    assert built.edtf == "2011"


@pytest.mark.parametrize("numbers", ["", "<IMONumber>9390587</IMONumber>"])
def test_number_and_name_of_a_ship_are_read_out_of_its_name(tmp_path: Path, numbers: str) -> None:
    text = SHIP.replace("Petrel 8", 'IMO 9390587 ("ONEIROI")')
    text = text.replace("<IMONumber>IMO9562233</IMONumber>", numbers)
    ship = parties(reading(tmp_path, document(text)))["DPR0075"]
    note = 'read out of: IMO 9390587 ("ONEIROI")'
    assert [(name.text, name.type, name.note) for name in ship.names] == [
        ('IMO 9390587 ("ONEIROI")', "primary", ""),
        ("ONEIROI", "aka", note),
    ]
    found = [(claim.value, claim.note) for claim in ship.identifiers if claim.scheme == "imo"]
    assert found == [("9390587", "" if numbers else note)]


def test_two_numbers_under_one_group_stay_two_parties_that_share_it(tmp_path: Path) -> None:
    found = parties(reading(tmp_path, document(PERSON, SHIP)))
    groups = {
        number: [claim.value for claim in party.identifiers if claim.scheme == "ofsi-group-id"]
        for number, party in found.items()
    }
    assert groups == {"RUS0141": ["13923"], "DPR0075": ["13923"]}
    assert not any(party.same_as for party in found.values())


def test_a_second_main_name_is_another_spelling(tmp_path: Path) -> None:
    text = PERSON.replace("Primary name variation", "Primary Name")
    made = reading(tmp_path, document(text))
    names = parties(made)["RUS0141"].names
    assert [name.type for name in names].count("primary") == 1
    assert (names[1].type, names[1].note) == ("variation", "Primary Name")
    assert "a second main name is kept as another spelling" in made.ledger.warnings


def test_without_a_main_name_the_first_is_taken_with_a_warning(tmp_path: Path) -> None:
    made = reading(tmp_path, document(ENTITY.replace("Primary name", "Alias")))
    assert parties(made)["RUS0200"].names[0].type == "primary"
    assert "no name is called the main one, and the first was taken" in made.ledger.warnings


def test_a_name_without_a_type_leads_only_where_no_other_does(tmp_path: Path) -> None:
    text = document(
        PERSON.replace("<NameType>Primary name variation</NameType>", ""),
        ENTITY.replace(
            "<Name6>Acme", "<Name6>A</Name6><NameType>Alias</NameType></Name><Name><Name6>Acme"
        ).replace("<NameType>Primary name</NameType>", "<NameType/>"),
    )
    made = reading(tmp_path, text)
    found = parties(made)
    names = [[(name.text, name.type) for name in party.names] for party in found.values()]
    assert names[0][:2] == [("Jane Ann B. bin al DOE", "primary"), ("Roe", "aka")]
    assert names[1] == [("A", "aka"), ("Acme LLC", "primary")]
    assert made.ledger.warnings[uk_entry.UNTYPED] == 2
    assert made.ledger.warnings[uk_entry.NO_PRIMARY] == 1


@pytest.mark.parametrize("mark", ["'", '"'])
def test_the_list_s_words_for_shipping_sanctions_are_a_shipped_measure(mark: str) -> None:
    words = f"Shipping sanctions: (see {mark}Other information{mark})"
    assert shipped_schemes().find("measure", words) == concept("measure", "shipping-restriction")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (">RUS0141<", "><", "without a number"),
        (">Individual<", ">Robot<", "kind of a party"),
        (">Alias<", ">Nom de guerre<", "type of names"),
        (">29/06/2012<", ">29/02/2013<", "not a day"),
        ("<AssetFreeze>true", "<AssetFreeze>perhaps", "neither true nor false"),
        (">The Russia (Sanctions) (EU Exit) Regulations 2019<", "><", "without a regime"),
        ("<Titles>", "<Wallets>bc1</Wallets><Titles>", "unknown field"),
        ("<Deflag>false</Deflag>", "<NoTea>true</NoTea>", "unknown field"),
        ("<UniqueID>", "<UniqueID>X</UniqueID><UniqueID>", "more than once"),
    ],
)
def test_a_faulty_entry_stops_with_one_sentence_or_is_set_aside(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = document(PERSON.replace(old, new), ENTITY)
    with pytest.raises(BadInputError, match=said):
        list(reading(tmp_path, text).records)
    made = reading(tmp_path, text, quarantine=True)
    assert list(parties(made)) == ["RUS0200"]
    assert len(made.ledger.set_aside) == 1


def test_an_unknown_element_stops_with_its_place(tmp_path: Path) -> None:
    text = document(PERSON.replace("<Genders>", "<Moods>glad</Moods><Genders>"))
    with pytest.raises(UnknownFieldError, match=r"RUS0141.*IndividualDetails/Individual/Moods"):
        list(reading(tmp_path, text).records)


def test_a_number_that_comes_twice_and_a_file_without_a_day_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="the same number twice"):
        list(reading(tmp_path, document(ENTITY, ENTITY)).records)
    with pytest.raises(BadInputError, match="needs the date"):
        reading(tmp_path, "<Designations/>")
    with pytest.raises(BadInputError, match="not a day"):
        reading(tmp_path, document(ENTITY, date="soon"))


def test_nothing_is_left_out(tmp_path: Path) -> None:
    made = reading(tmp_path, document(PERSON, ENTITY, SHIP))
    list(made.records)
    assert not made.ledger.left
    assert made.ledger.taken["Designations/Designation/UniqueID"] == 3


@pytest.mark.skipif("KG_LISTS" not in os.environ, reason="KG_LISTS names no folder of real lists")
def test_the_real_lists_give_a_party_for_each_entry() -> None:
    folder = Path(os.environ["KG_LISTS"]) / "uk"
    for path in sorted(folder.iterdir()):
        (made,) = readings(input_files([path]))
        found = parties(made)
        expected = 2_106
        if path.suffix == ".xml":
            expected = path.read_text("utf-8").count("<UniqueID>")
        assert len(found) == expected
        assert not made.ledger.left
        assert not made.ledger.set_aside

"""Names of the European Union's list: parts, strength, languages, and which of them leads."""

from __future__ import annotations

from pathlib import Path

from kg.sources.eu import entry as eu_entry
from tests.sources.eu_list import (
    NAME,
    PERSON_KIND,
    REGULATION,
    document,
    entity,
    features,
    only,
    parties,
    plain,
    reading,
)

ACT = "eu-2018/223"


def test_a_name_keeps_its_parts_number_and_act(tmp_path: Path) -> None:
    (name,) = only(tmp_path).names
    assert (name.text, name.type, name.strength) == ("Jane Ann DOE", "primary", "strong")
    assert name.parts == (("given", "Jane"), ("middle", "Ann"), ("family", "DOE"))
    assert (name.number, name.instrument) == ("1", ACT)


def test_what_stands_with_a_name_is_said_of_the_party(tmp_path: Path) -> None:
    party = only(tmp_path)
    assert features(party, "gender") == ["F"]
    assert features(party, "position") == ["Minister"]
    assert features(party, "title") == ["(a) Dr, (b) Professor", "Dr", "Professor"]
    assert all(claim.instrument == ACT and claim.number == "1" for claim in party.features)


def test_what_stands_with_the_name_of_a_body_is_no_office_of_it(tmp_path: Path) -> None:
    kind = '<subjectType code="enterprise" classificationCode="E"/>'
    name = NAME.replace("Minister", "a maker of radios").replace(
        "(a) Dr, (b) Professor", "Joint Stock Company"
    )
    text = document(entity(REGULATION, kind, name))
    (party,) = parties(list(reading(tmp_path, text).records))
    assert [(claim.type, claim.value) for claim in party.features] == [
        ("organization-type", "Joint Stock Company"),
        ("description", "a maker of radios"),
        ("gender", "F"),
    ]


def test_names_are_weak_or_strong_and_in_the_language_the_list_states(tmp_path: Path) -> None:
    party = only(
        tmp_path,
        '<nameAlias wholeName="Фронт" nameLanguage="BG" strong="true" logicalId="2"/>',
        '<nameAlias wholeName="Front" nameLanguage="FR" strong="false" logicalId="3"/>',
        '<nameAlias wholeName="Frente" nameLanguage="" strong="true" logicalId="4">'
        "<remark>Low quality alias</remark></nameAlias>",
        '<nameAlias wholeName="Frent" nameLanguage="" strong="true" logicalId="6">'
        "<remark>(lo quality alias)</remark></nameAlias>",
        '<nameAlias wholeName="Frento" nameLanguage="" strong="true" logicalId="7">'
        "<remark>Good quality alias</remark></nameAlias>",
        '<nameAlias firstName="J." lastName="Roe" nameLanguage="" strong="" logicalId="5"/>',
    )
    found = {name.text: (name.language, name.strength, name.note) for name in party.names}
    assert found == {
        "Jane Ann DOE": ("", "strong", ""),
        "Фронт": ("bg", "strong", ""),
        "Front": ("fr", "weak", ""),
        "Frente": ("", "weak", "Low quality alias"),
        "Frent": ("", "weak", "(lo quality alias)"),
        "Frento": ("", "strong", "Good quality alias"),
        "J. Roe": ("", "", ""),
    }


def test_one_spelling_in_two_languages_stays_two_names(tmp_path: Path) -> None:
    same = '<nameAlias wholeName="Rahim" nameLanguage="{}" strong="true" logicalId="{}"/>'
    party = only(tmp_path, same.format("CS", 7), same.format("SK", 8), same.format("CS", 9))
    repeated = [(name.language, name.number) for name in party.names if name.text == "Rahim"]
    assert repeated == [("cs", "7"), ("sk", "8"), ("cs", "9")]


def test_the_label_is_the_first_strong_name_in_english_or_no_language(tmp_path: Path) -> None:
    names = (
        '<nameAlias wholeName="Weak" nameLanguage="" strong="false" logicalId="1"/>',
        '<nameAlias wholeName="Russe" nameLanguage="FR" strong="true" logicalId="2"/>',
        '<nameAlias wholeName="Right" nameLanguage="EN" strong="true" logicalId="3"/>',
        '<nameAlias wholeName="Later" nameLanguage="" strong="true" logicalId="4"/>',
    )
    made = reading(tmp_path, document(entity(REGULATION, PERSON_KIND, *names)))
    (party,) = parties(list(made.records))
    assert [name.text for name in party.names if name.type == "primary"] == ["Right"]
    assert [name.text for name in party.names] == ["Weak", "Russe", "Right", "Later"]


def test_a_language_that_the_letters_belie_is_a_note_and_latin_letters_lead(tmp_path: Path) -> None:
    names = (
        '<nameAlias wholeName="Салман" nameLanguage="EN" strong="true" logicalId="1"/>',
        '<nameAlias wholeName="Salman" nameLanguage="SV" strong="true" logicalId="2"/>',
        '<nameAlias wholeName="Салман Б." nameLanguage="RU" strong="true" logicalId="3"/>',
    )
    made = reading(tmp_path, document(entity(REGULATION, PERSON_KIND, *names)))
    (party,) = parties(list(made.records))
    assert [(name.text, name.type, name.language, name.note) for name in party.names] == [
        ("Салман", "aka", "", "nameLanguage: EN"),
        ("Salman", "primary", "sv", ""),
        ("Салман Б.", "aka", "ru", ""),
    ]
    assert made.ledger.warnings == {eu_entry.BELIED_LANGUAGE: 1}


def test_a_language_that_is_no_code_is_a_note_and_a_warning(tmp_path: Path) -> None:
    odd = '<nameAlias wholeName="X Y" nameLanguage="Russian?" strong="true" logicalId="2"/>'
    made = reading(tmp_path, document(plain(odd)))
    (party,) = parties(list(made.records))
    assert (party.names[1].language, party.names[1].note) == ("", "nameLanguage: Russian?")
    assert sum(made.ledger.warnings.values()) == 1

"""OFAC's advanced XML: what every part of it becomes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Claim, Country, Feature, Identifier, Kind, Party, Record
from kg.sources.base import Reading
from kg.sources.ofac.advanced.reader import SOURCE
from kg.values import PartialDate
from tests.sources.ofac.advanced_elements import (
    alias,
    at,
    dated,
    detail,
    document_of,
    entry,
    feature,
    year,
)
from tests.sources.ofac.advanced_xml import (
    COMPANY,
    COMPANY_ENTRY,
    LOCATIONS,
    NEW,
    OLD,
    OLD_SAFE,
    PERSON,
    SHIP,
    company,
    document,
    parties,
    read,
)


@pytest.mark.parametrize("namespace", [NEW, OLD, OLD_SAFE])
def test_the_three_namespaces_give_the_same_records(
    tmp_path: Path, namespace: str, release: tuple[Reading, list[Record]]
) -> None:
    assert read(tmp_path, document(namespace=namespace))[1] == release[1]


def test_the_release_is_the_list_of_the_day_of_issue(
    release: tuple[Reading, list[Record]],
) -> None:
    found = release[0].release
    assert (found.source, found.version) == ("ofac-sdn", "2021-12-10")
    assert found.issued == dt.date(2021, 12, 10)


def test_a_file_whose_parties_stand_on_other_lists_is_the_consolidated_list(
    tmp_path: Path,
) -> None:
    entries = [
        entry("1", "34024", ("UKRAINE-EO13662",), listing="Consolidated List"),
        entry("2", "34024", ("UKRAINE-EO13662",), listing="FSE List"),
    ]
    text = document(parties=(COMPANY,), documents=(), relations=(), entries=entries)
    assert read(tmp_path, text)[0].release.source == "ofac-consolidated"


def test_every_profile_is_a_party_of_its_kind(release: tuple[Reading, list[Record]]) -> None:
    kinds = {number: found.kind for number, found in parties(release[1]).items()}
    assert kinds == {"34019": Kind.PERSON, "34024": Kind.ENTITY, "28263": Kind.VESSEL}


def test_nothing_of_the_file_is_passed_over(release: tuple[Reading, list[Record]]) -> None:
    ledger = release[0].ledger
    assert set(ledger.left) <= set(SOURCE.left_out)
    assert not ledger.set_aside
    assert ledger.taken["Sanctions/SanctionsEntries/SanctionsEntry/@ID"] == 3
    assert ledger.taken["Sanctions/DistinctParties/DistinctParty/Profile/@ID"] == 3
    assert ledger.taken["Sanctions/DateOfIssue/Year"] == 1


def test_names_are_in_the_printed_form_of_the_other_formats(person: Party) -> None:
    assert [(name.text, name.type, name.strength, name.script) for name in person.names] == [
        ("HEZHENG, Lu", "primary", "strong", "Latn"),
        ("HE, Zheng", "aka", "strong", "Latn"),
        ("LAO LU", "fka", "weak", "Latn"),
    ]
    assert person.names[0].parts == (("family", "HEZHENG"), ("given", "Lu"))


def test_capitals_of_the_printed_form_leave_the_letters_of_the_parts(tmp_path: Path) -> None:
    names = alias("Name", "Entity Name:Große Bank", primary=True, number=1)
    (name,) = company(tmp_path, names).names
    assert (name.text, name.parts) == ("GROßE BANK", (("part1", "Große Bank"),))


def test_a_person_may_have_several_names_of_one_type(tmp_path: Path) -> None:
    spelling = "Last Name:Zabin;First Name:Sultan;Middle Name:Saleh;Middle Name:Aida"
    (name,) = company(tmp_path, alias("Name", spelling, primary=True, number=1)).names
    assert name.text == "ZABIN, Sultan Saleh Aida"
    assert name.parts == (("family", "Zabin"), ("given", "Sultan"), ("middle", "Saleh Aida"))


def test_every_documented_name_is_kept_in_its_script(tmp_path: Path) -> None:
    names = alias(
        "Name",
        "Last Name:Zabin;First Name:Sultan",
        "Last Name:زابن;First Name:سلطان@Arabic",
        "Last Name:王;First Name:小 明@Chinese Simplified",
        primary=True,
        number=1,
    ) + alias("A.K.A.", "Last Name:Saqar", "Last Name:صقر@Arabic", low=True, number=11)
    found = [
        (name.text, name.type, name.strength, name.script, name.number)
        for name in company(tmp_path, names).names
    ]
    assert found == [
        ("ZABIN, Sultan", "primary", "strong", "Latn", "1"),
        ("سلطان زابن", "original-script", "strong", "Arab", "2"),
        ("王小明", "original-script", "strong", "Hans", "3"),
        ("SAQAR", "aka", "weak", "Latn", "11"),
        ("صقر", "aka", "weak", "Arab", "12"),
    ]


def test_a_second_latin_spelling_of_the_primary_name_is_a_variation(tmp_path: Path) -> None:
    names = alias("Name", "Entity Name:ACME", "Entity Name:AKME", primary=True, number=1)
    assert [name.type for name in company(tmp_path, names).names] == ["primary", "variation"]


def with_a_second_identity(folder: Path, *, is_false: bool) -> Party:
    """A company that also goes as COVER, with a feature, an address and a document of each."""
    flag = f'Primary="false" False="{str(is_false).lower()}"'
    other = (
        f'</Identity><Identity ID="8" FixedRef="34024" {flag}>'
        + alias("Name", "Entity Name:COVER", primary=True, number=7)
        + '<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="4" NamePartTypeID="4"/>'
        "</MasterNamePartGroup></NamePartGroups></Identity>"
    )
    own = (
        feature("1", "Website", detail("TEXT", "one.example")) + feature("21", "Location", at("21"))
    ).replace('IdentityID="934019"', 'IdentityID="934024"')
    theirs = (
        feature("2", "Website", detail("TEXT", "two.example")) + feature("22", "Location", at("21"))
    ).replace('IdentityID="934019"', 'IdentityID="8"')
    papers = [
        document_of(number, "34024", "Passport", number, more='ValidityID="1"')
        for number in ("61", "62")
    ]
    papers[1] = papers[1].replace('IdentityID="934024"', 'IdentityID="8"')
    features = own + theirs
    made = COMPANY.replace("</Identity>", other, 1).replace("</Profile>", f"{features}</Profile>")
    text = document(parties=(made,), documents=papers, relations=(), entries=(COMPANY_ENTRY,))
    return parties(read(folder, text)[1])["34024"]


def claims_of(party: Party) -> list[Claim]:
    """Names, features, addresses and documents in which two identities can differ."""
    return [*party.names, *party.features, *party.addresses, *party.identifiers[1:]]


def test_each_claim_of_a_party_with_two_identities_says_whose_it_is(tmp_path: Path) -> None:
    party = with_a_second_identity(tmp_path, is_false=False)
    first, second = "identity 934024", "identity 8"
    assert [claim.note for claim in claims_of(party)] == [
        *(first, second),
        *(first, second),
        *(first, first, second, second),  # in two scripts each
        *(first, second),
    ]
    assert {claim.qualifiers for claim in claims_of(party)} == {()}


def test_what_belongs_to_a_false_identity_is_false(tmp_path: Path) -> None:
    party = with_a_second_identity(tmp_path, is_false=True)
    assert (party.names[1].text, party.names[1].type) == ("COVER", "aka")
    told = {claim.note: claim.qualifiers for claim in claims_of(party)}
    assert told == {"identity 934024": (), "identity 8": ("false",)}


def test_a_party_with_one_identity_does_not_name_it(person: Party) -> None:
    assert {claim.note for claim in claims_of(person)} == {""}


def test_what_is_said_beside_a_name_is_its_note(tmp_path: Path) -> None:
    names = alias("Name", "Entity Name:ACME", primary=True, number=1)
    names = names.replace('Acronym="false"', 'Acronym="true"')
    names = names.replace(
        "<DocumentedName ", f"<Comment>since</Comment>{year(1999)}<DocumentedName "
    )
    names = names.replace(
        "</DocumentedName>", '<DocumentedNameCountry CountryID="1"/></DocumentedName>'
    ).replace("<DocumentedNamePart>", '<DocumentedNamePart LeadingChars="(" TrailingChars=")">')
    (name,) = company(tmp_path, names).names
    assert (name.text, name.note) == ("(ACME)", "an acronym; documented in China; since; 1999")


def test_documents_with_country_dates_doubts_and_the_name_they_bear(person: Party) -> None:
    passport = Identifier(
        value="E123",
        scheme="passport",
        country=Country("China", "CHN"),
        issued=PartialDate.of(2016, 1, 2),
        expires=PartialDate.of(2026, 1, 1),
        number="1",
        bears_name="HEZHENG, Lu",
    )
    false = replace(
        passport,
        value="F9",
        country=Country("Iran", "IRN"),
        issued=None,
        expires=None,
        number="4",
        qualifiers=("false",),
    )
    assert person.identifiers[0] == Identifier(value="34019", scheme="ofac-uid")
    assert person.identifiers[2:] == (passport, false)


def test_a_fraudulent_document_its_place_and_authority(tmp_path: Path) -> None:
    paper = document_of(
        "5",
        "34024",
        "Moon Card No.",
        "L-1",
        more='IssuedIn-LocationID="21" IssuedBy-CountryID="1" ValidityID="2"',
        dates=dated("Renewal Date", "2020-02-03"),
    ).replace("<IssuingAuthority/>", "<IssuingAuthority>OGRN</IssuingAuthority>")
    text = document(parties=(COMPANY,), documents=(paper,), relations=(), entries=(COMPANY_ENTRY,))
    found = parties(read(tmp_path, text)[1])["34024"].identifiers[1]
    assert found.scheme == "Moon Card No."
    assert found.qualifiers == ("fraudulent",)
    assert found.issuer.startswith("OGRN, 1 Long Street")
    assert found.note == "Renewal Date 2020-02-03"


def test_the_number_of_a_ship_is_recognised(release: tuple[Reading, list[Record]]) -> None:
    ship = parties(release[1])["28263"]
    assert ("imo", "9187629") in {(item.scheme, item.value) for item in ship.identifiers}
    assert ("vessel-call-sign", "5IM316") in {
        (item.scheme, item.value) for item in ship.identifiers
    }


def test_comments_and_references_of_a_party_are_kept(tmp_path: Path) -> None:
    reference = (
        '<SanctionsEntryReference SanctionsEntryID="34024"/>'
        '<ExternalReference ExRefTypeID="1"><Comment>c</Comment><ExRefValue>JL-1</ExRefValue>'
        '<DirectURL>https://example.org</DirectURL><SubLink TargetTypeID="1">'
        "<Description>map</Description><DirectURL>https://example.org/m</DirectURL></SubLink>"
        "</ExternalReference>"
    )
    made = COMPANY.replace("<Comment/>", "<Comment>All offices worldwide</Comment>", 1)
    made = made.replace("</Profile>", f"{reference}</Profile>")
    text = document(parties=(made,), documents=(), relations=(), entries=(COMPANY_ENTRY,))
    assert parties(read(tmp_path, text)[1])["34024"].features == (
        Feature(
            type="external-reference",
            value="JL-1",
            note="Press release; https://example.org; c; Web page map https://example.org/m",
        ),
        Feature(type="remark", value="All offices worldwide"),
    )


def test_several_profiles_of_one_party_are_parties_of_their_own(tmp_path: Path) -> None:
    second = SHIP[SHIP.index("<Profile") : SHIP.index("</DistinctParty>")]
    both = COMPANY.replace("</DistinctParty>", f"{second}</DistinctParty>")
    found = parties(read(tmp_path, document(parties=(PERSON, both)))[1])
    assert set(found) == {"34019", "34024", "28263"}
    assert Identifier(value="34024", scheme="ofac-uid") in found["28263"].identifiers


def test_numbers_of_reference_values_are_nobody_s_but_the_file_s(tmp_path: Path) -> None:
    text = document().replace('ScriptID="1"', 'ScriptID="777"')
    text = text.replace('<Script ID="1" ', '<Script ID="777" ')
    assert read(tmp_path, text)[1] == read(tmp_path, document())[1]


def test_places_are_found_wherever_they_stand_in_the_section(tmp_path: Path, person: Party) -> None:
    text = document(locations=reversed(LOCATIONS))
    assert parties(read(tmp_path, text)[1])["34019"] == person

"""OFAC's advanced XML: what every part of it becomes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Address, Country, Event, Feature, Identifier, Kind, Party, Record
from kg.sources.base import Reading
from kg.sources.ofac_advanced import SOURCE
from kg.sources.ofac_advanced_party import OTHER_END_MISSING
from kg.values import PartialDate
from tests.sources.advanced_xml import (
    COMPANY,
    ENTRIES,
    LOCATIONS,
    NEW,
    OLD,
    OLD_SAFE,
    PERSON,
    SHIP,
    alias,
    at,
    dated,
    detail,
    document,
    document_of,
    entry,
    feature,
    location,
    parties,
    party,
    period,
    point,
    read,
    ref,
    relations,
    relationship,
    year,
)

COMPANY_ENTRY = entry("34024", "34024", ("DPRK3",))


@pytest.fixture
def release(tmp_path: Path) -> tuple[Reading, list[Record]]:
    """The small list, read."""
    return read(tmp_path, document())


@pytest.fixture
def person(release: tuple[Reading, list[Record]]) -> Party:
    """Its one person."""
    return parties(release[1])["34019"]


def company(folder: Path, names: str = "", features: str = "", more: str = "") -> Party:
    """The company of a file whose only party it is, with other content."""
    made = party(
        "34024",
        "3",
        names or alias("Name", "Entity Name:HONGMAN LTD.", primary=True, number=340240),
        features,
        more,
    )
    text = document(parties=(made,), documents=(), relations=(), entries=(COMPANY_ENTRY,))
    return parties(read(folder, text)[1])["34024"]


def one_entry(folder: Path, *entries: str, links: tuple[str, ...] = ()) -> Party:
    """The company of a file with these entries."""
    text = document(parties=(COMPANY,), documents=(), relations=(), entries=entries, links=links)
    return parties(read(folder, text)[1])["34024"]


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


def test_names_of_a_false_identity_are_false(tmp_path: Path) -> None:
    other = (
        '</Identity><Identity ID="8" FixedRef="34024" Primary="false" False="true">'
        + alias("Name", "Entity Name:COVER", primary=True, number=7)
        + '<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="4" NamePartTypeID="4"/>'
        "</MasterNamePartGroup></NamePartGroups></Identity>"
    )
    text = document(
        parties=(COMPANY.replace("</Identity>", other, 1),),
        documents=(),
        relations=(),
        entries=(COMPANY_ENTRY,),
    )
    cover = parties(read(tmp_path, text)[1])["34024"].names[1]
    assert (cover.text, cover.type, cover.qualifiers) == ("COVER", "aka", ("false",))


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
    full, other, open_ = person.addresses
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


def test_a_designation_for_each_list_and_program(person: Party) -> None:
    assert [(item.listing, item.program, item.number) for item in person.designations] == [
        ("ofac-sdn", "DPRK3", "34019"),
        ("ofac-sdn", "GLOMAG", "34019"),
    ]
    first = person.designations[0]
    assert first.measures == ("Block",)
    assert first.extra_measures == ("secondary-risk",)
    assert first.listed_on == dt.date(2020, 1, 5)
    assert first.events == (
        Event(
            type="added",
            number="340190",
            date=dt.date(2021, 12, 10),
            instrument="Executive Order 13722 (North Korea)",
        ),
        Event(
            type="added",
            number="340191",
            date=dt.date(2020, 1, 5),
            instrument="Executive Order 13818 (Global Magnitsky)",
        ),
    )


def test_a_legal_basis_is_asserted_only_where_it_is_certain(
    release: tuple[Reading, list[Record]], person: Party
) -> None:
    alone = parties(release[1])["34024"].designations[0]
    assert alone.legal_basis == ("Executive Order 13722 (North Korea)",)
    assert {item.program: item.legal_basis for item in person.designations} == {
        "DPRK3": (),
        "GLOMAG": ("Executive Order 13818 (Global Magnitsky)",),
    }


def test_an_unknown_legal_basis_is_none(tmp_path: Path) -> None:
    found = one_entry(tmp_path, entry("1", "34024", ("SDGT",))).designations[0]
    assert (found.legal_basis, found.events[0].instrument) == ((), "")


def test_the_gathering_list_gives_its_events_to_the_list_itself(tmp_path: Path) -> None:
    day = (("2014-10-10", "Unknown"),)
    found = one_entry(
        tmp_path,
        entry("7", "34024", ("SYRIA", "FSE-SY"), listing="Consolidated List", events=day),
        entry("1", "34024", ("SYRIA", "FSE-SY")),
        entry("4", "34024", ("FSE-SY",), listing="FSE List", measures=("Reject",)),
    ).designations
    assert [(item.listing, item.program, item.non_sdn) for item in found] == [
        ("ofac-sdn", "SYRIA", False),
        ("ofac-sdn", "FSE-SY", False),
        ("ofac-fse", "FSE-SY", True),
        ("", "SYRIA", True),
    ]
    assert found[2].measures == ("Reject",)
    assert found[2].events[1] == Event(
        type="added",
        number="70",
        date=dt.date(2014, 10, 10),
        description="Consolidated List, entry 7",
    )
    assert len(found[1].events) == 1


def test_what_an_entry_says_beside_is_kept(tmp_path: Path) -> None:
    supporting = (
        '<SupportingInfo ID="9" SupInfoTypeID="1"><Text>for arms deals</Text>'
        "<DirectURL>https://example.org</DirectURL></SupportingInfo>"
        '<ProfileRelationshipReference ProfileRelationshipID="1"/>'
    )
    made = entry(
        "1",
        "34024",
        ("SDGT",),
        before="<Comment>see order</Comment><LimitationsToListing>oil only</LimitationsToListing>",
        more=supporting,
    ).replace("<SanctionsEntry ", '<SanctionsEntry EntryProfileRef="P-1" ')
    found = one_entry(tmp_path, made).designations[0]
    assert (found.note, found.provision) == ("see order; profile reference P-1", "oil only")
    assert [(item.key, item.text, item.note) for item in found.statements] == [
        ("supporting-information-9", "for arms deals", "Press release; https://example.org")
    ]


def test_a_dated_measure_is_an_event(tmp_path: Path) -> None:
    fixed = '<DatePeriod CalendarTypeID="1" YearFixed="true" MonthFixed="true" DayFixed="true"/>'
    begins = period(("2022-02-26", "2022-02-26"), ("", ""))
    made = entry("1", "34024", ("SDGT",)).replace(fixed, begins, 1)
    found = one_entry(tmp_path, made).designations[0]
    assert found.events[-1] == Event(
        type="effective", number="10", date=dt.date(2022, 2, 26), description="Block; 2022-02-26"
    )


def test_a_delisting_ends_the_designation(tmp_path: Path) -> None:
    made = entry(
        "1", "34024", ("SDGT",), events=(("2020-01-02", "Unknown"), ("2021-03-04", "Unknown"))
    )
    made = made.replace('ID="11" EntryEventTypeID="1"', 'ID="11" EntryEventTypeID="2"')
    found = one_entry(tmp_path, made).designations[0]
    assert (found.status, found.listed_on, found.delisted_on) == (
        "removed",
        dt.date(2020, 1, 2),
        dt.date(2021, 3, 4),
    )


def test_a_link_of_entries_is_an_event_of_both(tmp_path: Path) -> None:
    link = (
        '<SanctionsEntryLink ID="5" EntryA-SanctionsEntryID="1" EntryB-SanctionsEntryID="2" '
        f'EntryLinkTypeID="1"><Comment>merged</Comment><Date CalendarTypeID="1">'
        f"{point('2020-05-06')}</Date></SanctionsEntryLink>"
    )
    entries = (entry("1", "34024", ("SDGT",)), entry("2", "34024", ("SDGT",), listing="FSE List"))
    found = one_entry(tmp_path, *entries, links=(link,)).designations
    assert [item.events[-1] for item in found] == [
        Event(
            type="Supersedes",
            number="5",
            date=dt.date(2020, 5, 6),
            description=f"entry {other}; merged",
        )
        for other in ("2", "1")
    ]


def test_a_relation_runs_from_the_acting_side(release: tuple[Reading, list[Record]]) -> None:
    (found,) = relations(release[1])
    assert (found.origin.number, found.target.number) == ("34019", "34024")
    assert (found.type, found.number, found.former) == ("acting-for", "11797", False)
    assert found.asserted_by == "34019"


def test_ownership_is_turned_round_and_keeps_all_that_is_said_of_it(tmp_path: Path) -> None:
    made = relationship(
        "1",
        ("34024", "34019"),
        "Owned or Controlled By",
        "34024",
        quality="High",
        former=True,
        more=period(("2001-01-01", "2001-12-31"), ("2005-06-07", "2005-06-07")),
    ).replace("<Comment/>", "<Comment>through a trust</Comment>")
    reading, records = read(tmp_path, document(relations=(made,)))
    (found,) = relations(records)
    assert (found.origin.number, found.target.number) == ("34019", "34024")
    assert found.type == "owned-or-controlled"
    assert found.qualifiers == ("high-confidence",)
    assert (found.former, found.note) == (True, "through a trust")
    assert (found.start, found.end) == (PartialDate.of(2001), PartialDate.of(2005, 6, 7))
    (listed,) = parties(records)["34024"].designations
    assert [party.number for party in listed.linked_to] == ["34019"]
    assert not reading.ledger.warnings


def test_an_unknown_kind_of_relation_and_quality_keep_their_words(tmp_path: Path) -> None:
    made = relationship(
        "1", ("34024", "34019"), "Rowing with", "34024", quality="on OFAC's SDN list:"
    )
    (found,) = relations(read(tmp_path, document(relations=(made,)))[1])
    assert (found.type, found.origin.number) == ("Rowing with", "34024")
    assert (found.qualifiers, found.note) == ((), "on OFAC's SDN list:")


def test_a_relation_is_asserted_by_the_entry_whose_designation_is_written(tmp_path: Path) -> None:
    entries = (
        *ENTRIES,
        entry("7", "34024", ("DPRK3",), listing="Consolidated List"),
        entry("4", "34024", ("DPRK3",), listing="FSE List"),
    )
    made = relationship("1", ("34024", "34019"), "Rowing with", "7")
    records = read(tmp_path, document(relations=(made,), entries=entries))[1]
    assert relations(records)[0].asserted_by == "4"
    listed = {item.number: item.linked_to for item in parties(records)["34024"].designations}
    assert [party.number for party in listed["4"]] == ["34019"]


def test_a_relation_to_a_party_elsewhere_is_kept_as_words(tmp_path: Path) -> None:
    made = relationship("1", ("34024", "99999"), "Rowing with", "34024")
    reading, records = read(tmp_path, document(relations=(made,)))
    assert reading.ledger.warnings == {OTHER_END_MISSING: 1}
    assert not relations(records)
    assert (
        Feature(type="relationship", value="34024 Rowing with 99999", number="1")
        in parties(records)["34024"].features
    )


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

"""OFAC's enhanced XML: what an entity becomes, and what goes wrong."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import BadInputError, KgError, UnknownFieldError, UnknownFormatError
from kg.model import Address, Country, Event, Feature, Identifier, Kind, Party, Record, Relation
from kg.sources.base import Reading
from kg.sources.ofac.enhanced.entity import NO_VALUE
from kg.sources.ofac.enhanced.reader import OTHER_END_MISSING, SOURCE, TWICE
from kg.values import PartialDate
from tests.sources.ofac.enhanced_xml import (
    COMPANY,
    NAMESPACE,
    PERSON,
    SHIP,
    address,
    days,
    document,
    entity,
    feature,
    id_document,
    name,
    parties,
    read,
    relationship,
    translation,
)

NAME = name("1", "ACME LTD.")


@pytest.fixture
def release(tmp_path: Path) -> tuple[Reading, list[Record]]:
    """The small list, read."""
    return read(tmp_path, document(PERSON, COMPANY, SHIP))


@pytest.fixture
def person(release: tuple[Reading, list[Record]]) -> Party:
    """Its one person."""
    return parties(release[1])["34019"]


def company(folder: Path, content: str = "", names: str = NAME, general: str = "") -> Party:
    """The company of a file whose only entity it is."""
    text = document(entity("7", "Entity", ("SDGT",), names, content=content, general=general))
    return parties(read(folder, text)[1])["7"]


def test_the_release_is_the_list_as_of_its_day(release: tuple[Reading, list[Record]]) -> None:
    found = release[0].release
    assert (found.source, found.version) == ("ofac-sdn", "2021-12-10")


def test_a_file_filtered_by_program_is_a_release_of_its_own(tmp_path: Path) -> None:
    chosen = (
        '<sanctionsPrograms><sanctionsProgram refId="1">YEMEN</sanctionsProgram>'
        "</sanctionsPrograms>"
    )
    found = read(tmp_path, document(COMPANY, programs=chosen))[0].release
    assert found.source == "ofac-yemen"
    assert "YEMEN" in found.title


def test_nothing_of_the_file_is_passed_over(release: tuple[Reading, list[Record]]) -> None:
    ledger = release[0].ledger
    assert set(ledger.left) <= set(SOURCE.left_out)
    assert ledger.taken["sanctionsData/entities/entity/@id"] == 3
    assert not ledger.warnings


def test_names_as_printed_with_the_parts_of_the_file(person: Party) -> None:
    assert [(item.text, item.type, item.strength, item.script) for item in person.names] == [
        ("HEZHENG, Lu", "primary", "strong", "Latn"),
        ("HE, Zheng", "aka", "strong", "Latn"),
        ("LAO LU", "fka", "weak", "Latn"),
    ]
    assert person.names[0].parts == (("family", "HEZHENG"), ("given", "Lu"))


def test_translations_of_a_name_in_other_scripts(tmp_path: Path) -> None:
    more = translation("2", "Arabic", "\u202bشركة\u202c") + translation("3", "Korean", "회사")
    names = name("1", "ACME", more=more) + name("4", "AKME", type_="A.K.A.", more=more)
    found = company(tmp_path, names=names).names
    assert [(item.text, item.type, item.script) for item in found] == [
        ("ACME", "primary", "Latn"),
        ("شركة", "original-script", "Arab"),
        ("회사", "original-script", "Kore"),
        ("AKME", "aka", "Latn"),
        ("شركة", "aka", "Arab"),
        ("회사", "aka", "Kore"),
    ]


def test_dates_places_and_features(person: Party) -> None:
    assert [(item.date.edtf, item.main) for item in person.birth_dates] == [
        ("1970~", True),
        ("1970/1975", False),
    ]
    assert [item.full for item in person.birth_places] == ["Dandong, China"]
    assert [(item.type, item.value) for item in person.features] == [
        ("title", "Director"),
        ("title", "Minister"),
        ("gender", "Male"),
        ("nationality", "China"),
        ("citizenship", "Korea, North"),
        ("secondary-sanctions-risk", "North Korea Sanctions Regulations"),
        ("website", "www.example.org"),
    ]
    assert person.features[2].qualifiers == ("confirmed",)


def test_general_information_is_kept(tmp_path: Path) -> None:
    general = (
        '<livingStatus refId="1">Deceased</livingStatus><remarks>No more.</remarks>'
        "<isUsCitizen>false</isUsCitizen><isUsPerson>true</isUsPerson>"
    )
    assert company(tmp_path, general=general).features == (
        Feature(type="living-status", value="Deceased"),
        Feature(type="us-citizen", value="false"),
        Feature(type="us-person", value="true"),
        Feature(type="remark", value="No more."),
    )


def test_a_false_feature_and_a_document_that_is_not_valid(tmp_path: Path) -> None:
    content = (
        "<features>"
        + feature("1", "Nationality Country", "Iran", reliability="False")
        + "</features><identityDocuments>"
        + id_document("2", "Passport", "X1", "Iran", valid=False)
        + "</identityDocuments>"
    )
    found = company(tmp_path, content)
    assert found.features[0].qualifiers == ("false",)
    assert found.identifiers[1] == Identifier(
        value="X1",
        scheme="passport",
        country=Country("Iran", "IRN"),
        number="2",
        qualifiers=("fraudulent",),
        bears_name="HEZHENG, Lu",
    )


def test_documents_with_dates_authority_and_place(tmp_path: Path) -> None:
    more = (
        days("issueDate", "2016-01-01", "2016-12-31")
        + "<issuingAuthority>Military</issuingAuthority><issuingLocation>Aden</issuingLocation>"
        '<comments>worn</comments><idFeatures><idFeature id="1" featureVersionId="1">old'
        "</idFeature></idFeatures>"
    )
    content = (
        f"<identityDocuments>{id_document('2', 'Passport', 'X1', more=more)}</identityDocuments>"
    )
    found = company(tmp_path, content).identifiers[1]
    assert (found.issued, found.issuer, found.note) == (
        PartialDate.of(2016),
        "Military, Aden",
        "worn; old",
    )


def test_an_address_for_each_script_and_none_for_a_place_holder(
    tmp_path: Path, person: Party
) -> None:
    assert [item.number for item in person.addresses] == ["21", "22", "23"]
    gaza = Country("Region: Gaza", "PSE")
    assert person.addresses[2] == Address(number="23", city="Gaza", country=gaza)
    assert person.addresses[1].qualifiers == ("undetermined",)
    other = (
        '<translation id="2"><isPrimary>false</isPrimary><script refId="1">Cyrillic</script>'
        '<addressParts><addressPart id="1"><type refId="1">CITY</type><value>Омск</value>'
        "</addressPart></addressParts></translation>"
    )
    content = f"<addresses>{address('1', 'Russia', (('CITY', 'Omsk'),), other)}</addresses>"
    russia = Country("Russia", "RUS")
    assert company(tmp_path, content).addresses == (
        Address(number="1", city="Omsk", country=russia),
        Address(number="1", city="Омск", country=russia, script="Cyrl"),
    )


def test_a_designation_for_each_list_and_program(person: Party) -> None:
    assert [(item.listing, item.program) for item in person.designations] == [
        ("ofac-sdn", "DPRK3"),
        ("ofac-sdn", "GLOMAG"),
    ]
    first = person.designations[0]
    assert first.listed_on == dt.date(2021, 12, 10)
    assert first.measures == ("Block",)
    assert first.events == (Event(type="added", number="340190", date=dt.date(2021, 12, 10)),)


def test_measures_of_an_entity_on_several_lists_are_said_of_none(tmp_path: Path) -> None:
    lists = (("SDN List", "2021-12-10"), ("FSE List", "2020-01-02"))
    both = entity("7", "Entity", ("SDGT",), NAME, lists=lists)
    found = parties(read(tmp_path, document(both))[1])["7"].designations
    assert [(item.listing, item.measures, item.note) for item in found] == [
        ("ofac-sdn", (), "sanctions types of the entity: Block"),
        ("ofac-fse", (), "sanctions types of the entity: Block"),
    ]
    gathered = (("FSE List", "2020-01-02"), ("Consolidated List", "2020-01-02"))
    one = entity("7", "Entity", ("SDGT",), NAME, lists=gathered)
    found = parties(read(tmp_path, document(one))[1])["7"].designations
    assert [(item.listing, item.measures, item.note) for item in found] == [
        ("ofac-fse", ("Block",), "")
    ]


def test_authorities_that_fit_no_one_program_stay_words(person: Party, tmp_path: Path) -> None:
    assert {item.legal_basis for item in person.designations} == {()}
    assert person.designations[0].note == (
        "legal authorities of the entry: Executive Order 13722 (North Korea); "
        "Executive Order 13818 (Global Magnitsky)"
    )
    alone = entity("7", "Entity", ("SDGT",), NAME, authorities=("Executive Order 13224",))
    (found,) = parties(read(tmp_path, document(alone))[1])["7"].designations
    assert (found.legal_basis, found.note) == (("Executive Order 13224",), "")


def test_relations_run_from_the_acting_side(release: tuple[Reading, list[Record]]) -> None:
    (found,) = (item for item in release[1] if isinstance(item, Relation))
    assert (found.origin.number, found.target.number, found.type) == (
        "34019",
        "34024",
        "acting-for",
    )
    assert found.former is None


def test_a_relation_to_a_party_elsewhere_is_kept_by_its_name(tmp_path: Path) -> None:
    related = relationship("5", "Owned or Controlled By", "9", "OTHER CORP")
    made = entity(
        "7", "Entity", ("SDGT",), NAME, content=f"<relationships>{related}</relationships>"
    )
    reading, records = read(tmp_path, document(made))
    found = parties(records)["7"]
    assert found.designations[0].linked_to_names == ("OTHER CORP",)
    assert (
        Feature(
            type="relation, in words", value="Owned or Controlled By OTHER CORP (9)", number="5"
        )
        in found.features
    )
    assert reading.ledger.warnings == {OTHER_END_MISSING: 1}


def test_a_relation_that_stands_at_both_ends_is_taken_once(tmp_path: Path) -> None:
    made = [
        entity(
            own,
            "Entity",
            ("SDGT",),
            NAME,
            content=(
                f"<relationships>{relationship('5', 'Associate Of', other, 'X')}</relationships>"
            ),
        )
        for own, other in (("7", "8"), ("8", "7"))
    ]
    reading, records = read(tmp_path, document(*made))
    assert reading.ledger.warnings == {TWICE: 1}
    assert len([item for item in records if isinstance(item, Relation)]) == 1


def test_what_has_no_value_is_a_warning(tmp_path: Path) -> None:
    content = (
        f"<features>{feature('1', 'Website', '')}</features>"
        f"<identityDocuments>{id_document('2', 'Passport', '')}</identityDocuments>"
    )
    text = document(entity("7", "Entity", ("SDGT",), NAME, content=content))
    assert read(tmp_path, text)[0].ledger.warnings == {NO_VALUE: 2}


def test_kinds_of_party(release: tuple[Reading, list[Record]]) -> None:
    assert {item.kind for item in parties(release[1]).values()} == {
        Kind.PERSON,
        Kind.ENTITY,
        Kind.VESSEL,
    }


FAULTS = {
    "no primary name": (name("1", "A", type_="A.K.A."), "one primary name"),
    "two primary names": (NAME + NAME, "one primary name"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_names_that_do_not_add_up_are_refused(tmp_path: Path, fault: str) -> None:
    names, message = FAULTS[fault]
    with pytest.raises(BadInputError, match=message):
        company(tmp_path, names=names)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (NAMESPACE, "https://example.org/other", "namespace not known"),
        ("2021-12-10T10", "yesterday T10", "the day of its data"),
        ('<entityType refId="600">Entity</entityType>', "", "without a kind"),
        (">Entity<", ">Robot<", "not a kind of party"),
        ('<entity id="34024"', '<entity id="no"', "a number of its own"),
        ('<entity id="34024"', '<entity id="34019"', "the same entity twice"),
        ('datePublished="2021-12-10"', 'datePublished="2021-13-10"', "not a day"),
        (
            (
                '<sanctionsList refId="1" id="340240" datePublished="2021-12-10">SDN List'
                "</sanctionsList>"
            ),
            "",
            "on no list",
        ),
        ("<isLowQuality>false", "<isLowQuality>perhaps", "neither true nor false"),
        ("<generalInfo>", "<generalInfo><mood>good</mood>", "unknown field"),
    ],
)
def test_a_file_or_entity_gone_wrong_is_a_clear_error(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = document(PERSON, COMPANY)
    assert old in text
    with pytest.raises(BadInputError, match=message):
        read(tmp_path, text.replace(old, new))


def test_bad_entities_are_set_aside_with_their_relations(tmp_path: Path) -> None:
    text = document(PERSON, COMPANY.replace(">Entity<", ">Robot<"))
    reading, records = read(tmp_path, text, quarantine=True)
    assert set(parties(records)) == {"34019"}
    assert not [item for item in records if isinstance(item, Relation)]
    assert [error.record for error in reading.ledger.set_aside] == ["34024", "11797"]


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    text = document(PERSON, COMPANY)
    with pytest.raises(BadInputError, match="cut off"):
        read(tmp_path, text[: len(text) // 2])


def test_errors_are_of_the_tree(tmp_path: Path) -> None:
    text = document(PERSON).replace(NAMESPACE, "x")
    with pytest.raises(UnknownFormatError):
        read(tmp_path, text)
    with pytest.raises(UnknownFieldError):
        read(tmp_path, document(PERSON, more="<moods>good</moods>"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), faults=st.integers(1, 6))
def test_a_damaged_file_gives_records_or_an_error_of_ours(
    tmp_path: Path, seed: int, faults: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    data = bytearray(document(PERSON, COMPANY, SHIP).encode())
    for _ in range(faults):
        place = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(1, 40)]
            case _:
                other = chance.randrange(len(data))
                data[place:place] = data[other : other + chance.randrange(1, 200)]
    for quarantine in (False, True):
        with contextlib.suppress(KgError):
            read(tmp_path, bytes(data), quarantine=quarantine)

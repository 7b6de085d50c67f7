"""The Swiss list: names by parts and spellings, places, listings and removals."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInputError, UnknownFieldError
from kg.model import Kind, PartyRef
from kg.sources.seco import particulars as seco_particulars
from kg.sources.seco import reader as seco
from kg.sources.seco.reader import SOURCE
from tests.sources.reading import Read, altered, read_text, reads_or_refuses

PROGRAM = """
<sanctions-program ssid="8" version-date="2024-02-01" predecessor-version-date="2024-01-01">
  <program-key lang="eng">Belarus</program-key>
  <program-name lang="ger">Verordnung</program-name>
  <program-name lang="eng">Ordinance of 16 March 2022 on measures against Belarus
    (SR 946.231.116.9), annex 13</program-name>
  <sanctions-set ssid="80" lang="eng">Art. 1 (Financial sanctions), annex 1</sanctions-set>
  <sanctions-set ssid="81" lang="eng">Art. 3 (Ban on entry and transit), annex 1</sanctions-set>
  <sanctions-set ssid="80" lang="ger">Finanzsanktionen</sanctions-set>
  <origin>EU</origin>
</sanctions-program>
<sanctions-program ssid="9"><program-key lang="eng">Moon</program-key>
  <sanctions-set ssid="90" lang="eng">Annex</sanctions-set></sanctions-program>
"""
PERSON = """
<target ssid="100" sanctions-set-id="80"><sanctions-set-id>81</sanctions-set-id>
  <sanctions-set-id>90</sanctions-set-id><foreign-identifier>QDi.001</foreign-identifier>
  <individual sex="male">
    <identity ssid="98" main="false">
      <name ssid="99" name-type="primary-name" quality="low">
        <name-part order="1" name-part-type="whole-name"><value>Other Self</value></name-part>
      </name></identity>
    <identity ssid="101" main="true">
      <name ssid="102" name-type="primary-name" quality="good">
        <name-part ssid="1" order="2" name-part-type="given-name"><value>Ihar</value>
          <spelling-variant ssid="2" lang="rus" script="Cyrl">Игорь</spelling-variant>
          <spelling-variant ssid="9" lang="rus" script="Cyrl">Игар</spelling-variant></name-part>
        <name-part ssid="3" order="1" name-part-type="family-name"><value>Lutsky</value>
          <spelling-variant ssid="4" lang="rus" script="Cyrl">Луцкий</spelling-variant></name-part>
        <name-part ssid="5" order="3" name-part-type="title"><value>Dr</value></name-part>
      </name>
      <name ssid="103" name-type="alias" quality="low">
        <name-part order="1" name-part-type="whole-name"><value>Gaga</value></name-part></name>
      <name ssid="104" name-type="formerly-known-as">
        <name-part order="1" name-part-type="whole-name"><value>Ex</value></name-part></name>
      <nationality ssid="105"><country iso-code="BY">Belarus</country></nationality>
      <day-month-year ssid="106" day="31" month="10" year="1972"/>
      <day-month-year ssid="107" year="1973" quality="circa"/>
      <day-month-year ssid="108" day="3" month="4"/>
      <place-of-birth ssid="109" place-id="900"/>
      <address ssid="110" place-id="900" main="true"><c-o>ACME</c-o>
        <address-details>1 Street</address-details><p-o-box>7</p-o-box>
        <zip-code>220000</zip-code><remarks>old</remarks></address>
      <address ssid="111" place-id="999"/>
      <identification-document ssid="112" document-type="passport"><number>MP1</number>
        <issuer code="BY">Belarus</issuer><date-of-issue>2010-01-01</date-of-issue>
        <expiry-date>2020-01-01</expiry-date><remark>seen</remark></identification-document>
    </identity>
    <justification ssid="113">Did things.</justification>
    <relation ssid="114" target-id="200" relation-type="related-to">
      <remark>owner</remark></relation>
    <relation ssid="115" target-id="777" relation-type="related-to"/>
    <other-information ssid="116">Website: www.example.org</other-information>
    <other-information ssid="117">Something else</other-information>
  </individual>
  <modification modification-type="listed" publication-date="2020-11-02"
    effective-date="2020-11-03"/>
  <modification modification-type="amended" publication-date="2021-01-01"/>
</target>
"""
ENTITY = """
<target ssid="200"><sanctions-set-id>80</sanctions-set-id>
  <foreign-identifier>QDi.001</foreign-identifier>
  <entity><identity main="true"><name name-type="primary-name" quality="good">
    <name-part order="1" name-part-type="whole-name"><value>ACME</value></name-part></name>
    <day-month-year year="1999"/></identity>
    <other-information>Registration number: 123.</other-information></entity>
  <modification modification-type="listed" effective-date="2020-11-03"/>
  <modification modification-type="de-listed" publication-date="2023-01-02"
    effective-date="2023-01-03" enactment-date="2023-01-01"><remark>R</remark></modification>
</target>
"""
SHIP = """
<target ssid="300" sanctions-set-id="80"><object object-type="vessel"><identity main="true">
  <name name-type="primary-name"><name-part order="1" name-part-type="whole-name">
  <value>PETR</value></name-part></name></identity>
  <other-information>IMO number: 9187629</other-information></object></target>
"""
PLACE = """
<place ssid="900"><location>Minsk</location>
  <location-variant variant-type="spelling">Мінск</location-variant>
  <area>Minsk Region</area><country iso-code="BY">Belarus</country></place>
"""


def document(*parts: str) -> str:
    """A list of those parts."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<swiss-sanctions-list list-type="whole-list" date="2024-03-01">'
        f"{''.join(parts)}</swiss-sanctions-list>"
    )


WHOLE = document(PROGRAM, PERSON, ENTITY, SHIP, PLACE)


@pytest.fixture
def found(tmp_path: Path) -> Read:
    """A small list, read."""
    return read_text(SOURCE, tmp_path, WHOLE)


def test_targets_are_parties_of_their_kind(found: Read) -> None:
    assert {number: party.kind for number, party in found.parties.items()} == {
        "100": Kind.PERSON,
        "200": Kind.ENTITY,
        "300": Kind.VESSEL,
    }
    assert found.reading.release.version == "2024-03-01"


def test_a_name_is_put_together_in_order_with_its_spellings(found: Read) -> None:
    names = found.parties["100"].names
    assert [(name.text, name.type, name.strength, name.language) for name in names] == [
        ("Lutsky Ihar", "primary", "strong", ""),
        ("Other Self", "aka", "weak", ""),
        ("Луцкий Игорь", "variation", "strong", "ru"),
        ("Луцкий Игар", "variation", "strong", "ru"),
        ("Gaga", "aka", "weak", ""),
        ("Ex", "fka", "", ""),
    ]
    assert names[0].parts == (("family", "Lutsky"), ("given", "Ihar"))
    assert (names[0].main, names[1].main) == (True, False)
    assert names[2].script == "Cyrl"
    assert names[2].parts == (("family", "Луцкий"), ("given", "Игорь"))


def test_births_keep_precision_doubt_or_words(found: Read) -> None:
    person = found.parties["100"]
    assert [item.date.edtf for item in person.birth_dates] == ["1972-10-31", "1973~"]
    assert ("birth-date", "--04-03") in {(item.type, item.value) for item in person.features}
    assert found.ledger.warnings[seco_particulars.UNREADABLE_BIRTH] == 1
    assert person.birth_places[0].city == "Minsk"


def test_every_claim_of_one_of_several_identities_says_of_which(found: Read) -> None:
    person, ship = found.parties["100"], found.parties["300"]
    names = {name.text: name.note for name in person.names}
    assert names["Other Self"] == "identity: 98"
    assert names["Gaga"] == "identity: 101"
    claims = (*person.birth_dates, *person.birth_places, *person.addresses)
    assert {claim.note.rpartition("; ")[2] for claim in claims} == {"identity: 101"}
    (passport,) = [claim for claim in person.identifiers if claim.scheme == "passport"]
    assert passport.note.endswith("; identity: 101")
    assert {name.note for name in ship.names} == {""}


def test_an_address_is_its_words_and_the_place_it_points_to(found: Read) -> None:
    (address,) = found.parties["100"].addresses
    assert address.lines == ("ACME", "1 Street")
    assert (address.city, address.region, address.po_box) == ("Minsk", "Minsk Region", "7")
    assert address.note == "old; Мінск (spelling); identity: 101"
    assert found.ledger.warnings[seco_particulars.NO_PLACE] == 1


def test_documents_and_other_information_are_taken_for_what_they_are(found: Read) -> None:
    numbers = {(item.scheme, item.value) for item in found.parties["100"].identifiers}
    assert numbers == {("seco-ssid", "100"), ("un-ref", "QDi.001"), ("passport", "MP1")}
    said = {(item.type, item.value) for item in found.parties["100"].features}
    assert {
        ("website", "www.example.org"),
        ("remark", "Something else"),
        ("title", "Dr"),
        ("gender", "male"),
        ("nationality", "Belarus"),
    } <= said
    assert ("imo", "9187629") in {(i.scheme, i.value) for i in found.parties["300"].identifiers}
    assert ("registration-number", "123") in {
        (item.scheme, item.value) for item in found.parties["200"].identifiers
    }


def test_the_number_of_another_list_names_one_target_only(found: Read) -> None:
    schemes = {item.scheme for item in found.parties["200"].identifiers}
    assert "swiss-foreign-identifier" in schemes
    assert "un-ref" not in schemes
    assert found.ledger.warnings[seco.FOREIGN_TWICE] == 1


def test_each_program_is_a_designation_with_its_sets(found: Read) -> None:
    first, second = found.parties["100"].designations
    assert first.program == "SR 946.231.116.9"
    assert first.measures == ("blocking", "travel-ban")
    assert first.provision == (
        "Ordinance of 16 March 2022 on measures against Belarus (SR 946.231.116.9), annex 13; "
        "Art. 1 (Financial sanctions), annex 1; Art. 3 (Ban on entry and transit), annex 1"
    )
    assert (first.listed_on, first.effective_on) == (dt.date(2020, 11, 2), dt.date(2020, 11, 3))
    assert [event.type for event in first.events] == ["added", "amended"]
    assert first.note == "Did things."
    assert (second.program, second.measures) == ("Moon", ())
    programs = {item[2] for item in found.statements() if item[1].endswith("#program>")}
    assert any(item.endswith("program/ch-belarus>") for item in programs)


def test_who_was_taken_off_stays_with_the_day(found: Read) -> None:
    (designation,) = found.parties["200"].designations
    assert designation.status == "removed"
    assert designation.delisted_on == dt.date(2023, 1, 3)
    assert [event.type for event in designation.events] == ["added", "removed"]
    assert designation.events[1].description == (
        "enacted 2023-01-01; published 2023-01-02; effective 2023-01-03; R"
    )


def test_who_was_listed_again_is_listed(tmp_path: Path) -> None:
    again = ENTITY.replace(
        "</target>",
        '<modification modification-type="listed" effective-date="2024-01-01"/></target>',
    )
    read = read_text(SOURCE, tmp_path, document(PROGRAM, again))
    (designation,) = read.parties["200"].designations
    assert (designation.status, designation.delisted_on) == ("active", None)
    assert designation.listed_on == dt.date(2024, 1, 1)


def test_a_relation_needs_a_target_of_the_file(found: Read) -> None:
    (relation,) = found.relations
    assert (relation.origin, relation.target) == (PartyRef("ch", "100"), PartyRef("ch", "200"))
    assert (relation.type, relation.description) == ("linked-to", "owner")
    (words,) = [i.value for i in found.parties["100"].features if "words" in i.type]
    assert words == "related-to; 777"
    assert found.ledger.warnings[seco.LOST_END] == 1


@pytest.mark.parametrize(
    "part",
    [
        "<mood>x</mood>",
        SHIP.replace("<identity", '<identity mood="x"', 1),
        PLACE.replace("<area>", "<mood>x</mood><area>").replace("900", "901"),
    ],
)
def test_an_unknown_field_stops_the_reading(tmp_path: Path, part: str) -> None:
    with pytest.raises(UnknownFieldError, match="mood"):
        read_text(SOURCE, tmp_path, document(PROGRAM, part))


@pytest.mark.parametrize(
    "wrong",
    [
        ENTITY,
        SHIP.replace('ssid="300"', ""),
        SHIP.replace("80", "85"),
        SHIP.replace(' sanctions-set-id="80"', ""),
        SHIP.replace("vessel", "balloon"),
        SHIP.replace("PETR", ""),
        SHIP.replace("primary-name", "pet-name"),
        SHIP.replace("whole-name", "half-name"),
        SHIP.replace("</target>", '<modification modification-type="eaten"/></target>'),
        SHIP.replace("</target>", '<modification modification-type="de-listed"/></target>'),
        SHIP.replace(
            "</target>", '<modification modification-type="listed" effective-date="x"/></target>'
        ),
    ],
)
def test_a_broken_target_is_refused_or_set_aside(tmp_path: Path, wrong: str) -> None:
    text = document(PROGRAM, ENTITY, wrong)
    with pytest.raises(BadInputError):
        read_text(SOURCE, tmp_path, text)
    read = read_text(SOURCE, tmp_path, text, quarantine=True)
    assert list(read.parties) == ["200"]
    assert len(read.ledger.set_aside) == 1


@pytest.mark.parametrize(
    "data",
    [
        WHOLE[:-30].encode(),
        WHOLE.replace("ACME", "\x02").encode(),
        WHOLE.replace("ACME", "é").encode("cp1252", "replace"),
        WHOLE.replace(' date="2024-03-01"', "").encode(),
        WHOLE.replace("<swiss", "<!DOCTYPE x><swiss", 1).encode(),
    ],
    ids=["cut", "control character", "other encoding", "no date", "document type"],
)
def test_a_file_that_is_cut_or_hostile_is_a_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadInputError, match="list"):
        read_text(SOURCE, tmp_path, data)


@given(st.data())
def test_altered_files_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    changed = data.draw(altered(WHOLE.encode()))
    reads_or_refuses(SOURCE, tmp_path_factory.getbasetemp(), changed)

"""OFAC's delta files as published: a changed entity holds its number and what changed alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg import terms
from kg.errors import BadInputError
from kg.graph.merging import UNDESCRIBED
from kg.lines import read_lines
from kg.model import Event, Identifier, Name, PartyChange
from kg.pipeline import publish
from kg.publication import Options, Published
from kg.sources.base import Reading
from kg.sources.ofac.enhanced.delta_changes import CHANGED
from kg.sources.ofac.enhanced.delta_reader import SOURCE
from kg.vocab import RDFS, SX
from tests.sources.ofac.enhanced_xml import delta, document, entity, feature, name, relationship
from tests.sources.ofac.enhanced_xml import read as read_file

ADD, REMOVE = ' action="add"', ' action="remove"'
DAY = dt.date(2026, 1, 16)
PUT_IN = (
    name("2", "AKME", type_="A.K.A.", marks=ADD),
    feature("5", "Gender", "Male", marks=ADD),
)


def part(content: str, number: str = "7") -> str:
    """A changed entity, of which nothing else is said."""
    return f'<entity id="{number}">{content}</entity>'


def program(tag: str, mark: str) -> str:
    """A program put to an entity or taken from it."""
    return (
        f'<sanctionsPrograms><sanctionsProgram refId="1" id="9"{mark}>{tag}'
        "</sanctionsProgram></sanctionsPrograms>"
    )


def read(folder: Path, *parts: str) -> tuple[Reading, PartyChange]:
    """A delta file, and what it says of its last entity."""
    reading, records = read_file(folder, delta(*parts), source=SOURCE, name_="delta.xml")
    last = records[-1]
    assert isinstance(last, PartyChange)
    return reading, last


def published(folder: Path, *parts: str, day: str = "2026-01-16", beside: str = "") -> Published:
    """A delta file, published beside a list of the entities in ``beside``, if any."""
    (folder / "delta.xml").write_text(delta(*parts, day=day), encoding="utf-8")
    if beside:
        (folder / "list.xml").write_text(document(beside), encoding="utf-8")
    done = publish(sorted(folder.glob("*.xml")), Options(out=folder / "site"), lambda *_: None)
    assert not done.validation["violations"]
    return done


def said(folder: Path, dump: str, predicate: str) -> set[tuple[str, str]]:
    """What the statements of a dump with a predicate say: the subject's own name, the object."""
    (path,) = (folder / "site" / "dump").glob(f"{dump}*.nq")
    quads = (terms.split_quad(line) for line in read_lines(path))
    return {(s.rpartition("/")[2][:-1], o) for s, p, o, _ in quads if p == predicate}


def test_what_was_put_in_is_a_claim_and_all_of_it_an_event_of_the_party(tmp_path: Path) -> None:
    added_name, added_feature = PUT_IN
    gone = '<address id="27302" action="remove" />'
    content = (
        f"<names>{added_name}</names><addresses>{gone}</addresses>"
        f"<features>{added_feature}</features><relationships>"
        + relationship("8", "Associate Of", "9", "BRAVO").replace('id="8"', f'id="8"{ADD}')
        + "</relationships>"
    )
    reading, found = read(tmp_path, part(content))
    assert [(item.text, item.type) for item in found.names] == [("AKME", "aka")]
    assert {(item.type, item.value) for item in found.features} >= {("gender", "Male")}
    assert not found.designations
    assert found.events == tuple(
        Event(type="amended", date=DAY, description=text)
        for text in (
            "names/name 2 added: AKME",
            "addresses/address 27302 removed",
            "features/feature 5 added: Gender, Male",
            "relationships/relationship 8 added: Associate Of, BRAVO",
        )
    )
    assert set(reading.ledger.left) <= set(SOURCE.left_out)


def test_the_rest_of_a_changed_claim_is_no_claim(tmp_path: Path) -> None:
    content = (
        '<names><name id="30"><translations><translation id="31"><formattedFullName '
        'action="update" oldValue="DOE, Jon">DOE, John</formattedFullName><nameParts>'
        '<namePart id="32"><value action="update" oldValue="Jon">John</value></namePart>'
        "</nameParts></translation></translations></name></names>"
        '<addresses><address id="40"><translations><translation id="41"><addressParts>'
        f'<addressPart id="42"{ADD}><type refId="1454">CITY</type><value>Tehran</value>'
        "</addressPart></addressParts></translation></translations></address></addresses>"
        '<features><feature id="50"><isPrimary action="update" oldValue="true">false</isPrimary>'
        "</feature></features>"
        '<identityDocuments><identityDocument id="60"><name nameId="30" nameTranslationId="31" '
        'action="update" oldValue="DOE, Jon">DOE, John</name></identityDocument>'
        "</identityDocuments>"
    )
    reading, found = read(tmp_path, part(content))
    spelled = Name(
        text="DOE, John",
        number="30",
        note='changed from "DOE, Jon"; the file does not say of which type the name is',
    )
    number = Identifier(value="7", scheme="ofac-uid")
    assert found == PartyChange(
        ref=found.ref, names=(spelled,), identifiers=(number,), events=found.events
    )
    spelling = "names/name 30, translations/translation"
    part_ = "addresses/address 40, translations/translation/addressParts/addressPart 42"
    assert [event.description for event in found.events] == [
        f'{spelling}/formattedFullName changed from "DOE, Jon" to "DOE, John"',
        f'{spelling}/nameParts/namePart/value changed from "Jon" to "John"',
        f"{part_} added: CITY, Tehran",
        'features/feature 50, isPrimary changed from "true" to "false"',
        'identityDocuments/identityDocument 60, name changed from "DOE, Jon" to "DOE, John"',
    ]
    assert any(CHANGED in field for field in reading.ledger.left)
    assert set(reading.ledger.left) <= set(SOURCE.left_out)


def test_a_program_put_to_a_party_is_a_designation_where_it_decides_the_list(
    tmp_path: Path,
) -> None:
    acme = entity("7", "Entity", ("SDGT",), name("1", "ACME LTD."))
    changes = (("IRAN-CON-ARMS-EO", ADD), ("RUSSIA-EO14024", ADD), ("SDGT", REMOVE))
    content = "".join(
        f'<sanctionsProgram refId="1" id="{number}"{mark}>{tag}</sanctionsProgram>'
        for number, (tag, mark) in enumerate(changes)
    )
    content = f"<sanctionsPrograms>{content}</sanctionsPrograms>"
    published(tmp_path, part(content), beside=acme)
    states = {key.partition("#")[2]: each for key, each in said(tmp_path, "all", SX.status)}
    assert {key: each.rpartition("/")[2][:-1] for key, each in states.items()} == {
        "designation-sdn-iran-con-arms-eo": "active",
        "designation-sdn-sdgt": "removed",
    }
    words = {each for key, each in said(tmp_path, "all", SX.event) if "#" not in key}
    assert len(words) == 1, "a program that stands on several lists is an event of the party"
    labels = said(tmp_path, "all", RDFS.label)
    assert ("ofac-7", '"ACME LTD."') in labels


def test_changes_of_a_party_nobody_describes_stay_in_their_own_dump(tmp_path: Path) -> None:
    told = entity("8", "Entity", ("SDGT",), name("1", "BRAVO"), marks=ADD)
    content = f"<names>{PUT_IN[0]}</names>" + program("SDGT", ADD)
    done = published(tmp_path, part(content), told)
    assert done.warnings[UNDESCRIBED] == 1
    names = {dump: {key for key, _ in said(tmp_path, dump, SX.name)} for dump in ("all", "ofac-")}
    assert names == {"all": {"ofac-8"}, "ofac-": {"ofac-7", "ofac-8"}}


def test_changes_of_unknown_parties_alone_are_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="publish it beside the list it changes"):
        published(tmp_path, part(program("SDGT", ADD)))
    assert not (tmp_path / "site").exists()


def test_values_that_a_publication_defines_are_left_with_a_reason(tmp_path: Path) -> None:
    made = delta(part(program("SDGT", ADD))).replace(
        "<entities>",
        f'<referenceValues><referenceValue refId="11174"{ADD}><type>COUNTRY</type>'
        "<value>Saint Lucia</value><isoCode>LC</isoCode></referenceValue></referenceValues>"
        "<featureTypes /><entities>",
    )
    reading, records = read_file(tmp_path, made, source=SOURCE, name_="delta.xml")
    assert len(records) == 1
    assert set(reading.ledger.left) <= set(SOURCE.left_out)

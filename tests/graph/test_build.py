"""One record becomes the statements that say the same, and no others."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from kg import terms
from kg.errors import BadInputError
from kg.graph.build import build
from kg.graph.context import Context, Statement
from kg.graph.schemes import shipped_schemes
from kg.iri import Iris, concept, country, fragment
from kg.model import (
    Address,
    BirthDate,
    Country,
    Designation,
    Event,
    Feature,
    Identifier,
    Kind,
    Name,
    Party,
    PartyRef,
    ProgramStatements,
    Record,
    Relation,
    Release,
    SourceDocument,
)
from kg.model import Statement as Sentence
from kg.values import PartialDate
from kg.vocab import DCT, FOAF, RDF, RDFS, SCHEMA, SKOS, SKOSXL, SX

OWNER, OWNED = PartyRef("ofac", "1"), PartyRef("ofac", "2")
PARTY = Iris().party("ofac", "1")
OTHER = Iris().party("ofac", "2")
RELEASE = Release(source="ofac-sdn", version="2021-07-07", title="A list", authority="us-ofac")
DOCUMENTS = (
    SourceDocument(key="article-1", kind="article", title="An article"),
    SourceDocument(key="press", kind="press-release", title="A press release"),
)


def _context(release: Release = RELEASE) -> Context:
    return Context(release, iris=Iris(), schemes=shipped_schemes())


def _built(*records: Record, release: Release = RELEASE) -> set[Statement]:
    return set(build(_context(release), records))


def _party(**claims: object) -> Party:
    given = {"names": (Name(text="DOE, Jane", type="primary", strength="strong"),), **claims}
    return Party(ref=OWNER, kind=Kind.PERSON, **given)  # type: ignore[arg-type]


def _objects(found: set[Statement], subject: str, predicate: str) -> set[str]:
    return {o for s, p, o in found if (s, p) == (subject, predicate)}


def test_a_weak_alias_stays_on_its_node_and_never_becomes_a_plain_label() -> None:
    names = (
        Name(text="DOE, Jane", type="primary", strength="strong"),
        Name(text="JANIE", strength="weak"),
        Name(text="ROE, Jane", strength="strong"),
    )

    found = _built(_party(names=names))

    assert _objects(found, PARTY, RDFS.label) == {'"DOE, Jane"'}
    assert _objects(found, PARTY, SKOS.altLabel) == {'"ROE, Jane"'}
    assert len(_objects(found, PARTY, SX.name)) == 3
    assert len(_objects(found, PARTY, SKOSXL.prefLabel)) == 1


def test_a_claim_called_false_is_kept_as_a_node_and_not_asserted() -> None:
    nationality = Feature(type="nationality", country=Country("Cuba", "CUB"), qualifiers=("false",))

    found = _built(_party(features=(nationality,)))

    (node,) = _objects(found, PARTY, SX.feature)
    assert _objects(found, node, SX.country) == {country("CUB")}
    assert _objects(found, node, SX.qualifier) == {concept("qualifier", "false")}
    assert not _objects(found, PARTY, SCHEMA.nationality)


def test_an_undoubted_nationality_is_a_plain_triple_too() -> None:
    found = _built(_party(features=(Feature(type="nationality", country=Country("Cuba", "CUB")),)))

    assert _objects(found, PARTY, SCHEMA.nationality) == {country("CUB")}


@pytest.mark.parametrize(
    ("kind", "plain"), [(Kind.PERSON, {terms.literal("F")}), (Kind.ENTITY, set())]
)
def test_the_gender_of_a_person_alone_is_a_plain_triple(kind: Kind, plain: set[str]) -> None:
    found = _built(replace(_party(features=(Feature(type="gender", value="F"),)), kind=kind))
    assert _objects(found, PARTY, SCHEMA.gender) == plain
    assert terms.literal("F") in {
        object_ for _, predicate, object_ in found if predicate == SX.value
    }


def test_equal_claims_of_two_sources_meet_in_one_node_with_both_sources() -> None:
    release = Release(source="a", version="1", title="t", authority="us-ofac", documents=DOCUMENTS)
    names = tuple(
        Name(text="DOE, Jane", type="primary", strength="strong", sources=(key,))
        for key in ("article-1", "press")
    )

    found = _built(_party(names=names), release=release)

    (node,) = _objects(found, PARTY, SX.name)
    assert len(_objects(found, node, DCT.source)) == 2


def test_unequal_claims_never_share_a_node() -> None:
    births = tuple(BirthDate(date=PartialDate.parse(text)) for text in ("1955", "circa 1955"))

    found = _built(_party(birth_dates=births))

    assert len(_objects(found, PARTY, SX.birthDate)) == 2


def test_program_list_legal_basis_and_measure_follow_from_the_tag() -> None:
    listing = Designation(authority="us-ofac", program="GLOMAG")

    found = _built(_party(designations=(listing,)))

    node = fragment(PARTY, "designation", "sdn-glomag")
    assert (PARTY, SX.designation, node) in found
    for predicate, scheme, name in (
        (SX.program, "program", "glomag"),
        (SX.list, "list", "ofac-sdn"),
        (SX.legalBasis, "instrument", "us-eo-13818"),
        (SX.measure, "measure", "blocking"),
        (SX.ground, "ground", "unstated"),
        (SX.status, "status", "active"),
    ):
        assert _objects(found, node, predicate) == {concept(scheme, name)}
    assert not _objects(found, node, SX.listedOn)


def test_a_program_that_rests_on_several_orders_does_not_claim_them_all() -> None:
    listing = Designation(authority="us-ofac", program="SYRIA")

    found = _built(_party(designations=(listing,)))

    node = fragment(PARTY, "designation", "sdn-syria")
    assert _objects(found, node, SX.legalBasis) == {concept("instrument", "unstated")}


def test_a_program_under_one_order_as_amended_rests_on_both() -> None:
    listing = Designation(authority="us-ofac", program="CMIC-EO13959", listing="ofac-ns-cmic")

    found = _built(_party(designations=(listing,)))

    node = fragment(PARTY, "designation", "ns-cmic-cmic-eo13959")
    orders = {concept("instrument", f"us-eo-{number}") for number in (13959, 14032)}
    assert _objects(found, node, SX.legalBasis) == orders


def test_an_unknown_tag_becomes_a_program_of_its_own_with_a_warning() -> None:
    context = _context()
    listing = Designation(authority="us-ofac", program="NEW-EO19999")

    found = set(build(context, [_party(designations=(listing,))]))

    program = Iris().minted_concept("program", "NEW-EO19999")
    assert (program, RDF.type, SX.Program) in found
    assert (program, SKOS.notation, '"NEW-EO19999"') in found
    assert any("NEW-EO19999" in text for text in context.warnings)


def test_a_second_stint_on_a_list_is_a_designation_of_its_own() -> None:
    stints = tuple(
        Designation(authority="us-ofac", program="GLOMAG", listed_on=dt.date(year, 1, 1))
        for year in (2018, 2021)
    )

    found = _built(_party(designations=stints))

    assert len(_objects(found, PARTY, SX.designation)) == 2


def _ownership(**told: object) -> Relation:
    given: dict[str, object] = {"type": "owned-or-controlled", **told}
    return Relation(origin=OWNER, target=OWNED, **given)  # type: ignore[arg-type]


def test_a_current_official_control_relation_earns_the_shortcut() -> None:
    found = _built(_ownership(number="11797"))

    assert (PARTY, SX.controls, OTHER) in found
    node = fragment(PARTY, "relation", "11797")
    assert (node, RDF.type, SX.ControlRelation) in found


@pytest.mark.parametrize(
    "told",
    [
        {"former": True},
        {"end": PartialDate.parse("2019")},
        {"qualifiers": ("false",)},
        {"sources": ("article-1",)},
        {"type": "shareholding", "share": Decimal(2)},
        {"type": "shareholding"},
        {"type": "acting-for"},
    ],
    ids=["former", "ended", "called false", "article only", "2 percent", "unknown", "agency"],
)
def test_no_other_relation_makes_a_party_control_another(told: dict[str, object]) -> None:
    release = Release(source="a", version="1", title="t", authority="us-ofac", documents=DOCUMENTS)

    found = _built(_ownership(**told), release=release)

    assert not {(PARTY, SX.controls, OTHER), (PARTY, SX.reportedControls, OTHER)} & found
    assert any(predicate == SX.relationType for _, predicate, _ in found)


@pytest.mark.parametrize("kind", ["register", "declaration", "collection"])
@pytest.mark.parametrize(
    ("told", "is_reported"),
    [
        ({}, True),
        ({"type": "shareholding", "share_min": Decimal("50.01")}, True),
        ({"type": "shareholding", "share_above": Decimal(50)}, True),
        ({"type": "shareholding", "share_above": Decimal("49.9")}, False),
        ({"type": "shareholding", "share_below": Decimal(75)}, False),
        ({"type": "shareholding", "share": Decimal(50)}, False),
        ({"type": "shareholding", "share_max": Decimal(75)}, False),
        ({"former": True}, False),
        ({"end": PartialDate.parse("2019")}, False),
        ({"qualifiers": ("false",)}, False),
        ({"type": "leader-or-official"}, False),
    ],
)
def test_what_no_authority_says_is_reported_control_at_most(
    kind: str, told: dict[str, object], *, is_reported: bool
) -> None:
    release = Release(source="a", version="1", title="t", authority="us-ofac", kind=kind)

    found = _built(_ownership(**told), release=release)

    shortcuts = {p for s, p, o in found if (s, o) == (PARTY, OTHER)}
    assert shortcuts == ({SX.reportedControls} if is_reported else set())
    assert (Iris().source("a", "1"), SX.sourceKind, concept("source-kind", kind)) in found


def test_a_list_that_says_the_same_makes_it_control() -> None:
    """Of several sources the official one decides."""
    release = Release(source="a", version="1", title="t", authority="us-ofac", documents=DOCUMENTS)
    official = next(one.key for one in DOCUMENTS if one.kind != "article")

    found = _built(_ownership(sources=("article-1", official)), release=release)

    assert (PARTY, SX.controls, OTHER) in found


def test_a_majority_of_the_shares_controls() -> None:
    found = _built(_ownership(type="shareholding", share=Decimal("50.1")))

    assert (PARTY, SX.controls, OTHER) in found
    assert any(object_.startswith('"50.1"^^') for _, p, object_ in found if p == SX.sharePercent)


def test_bounds_of_a_relation_are_days_and_keep_their_precision_beside() -> None:
    found = _built(
        _ownership(start=PartialDate.parse("Jan 2015"), end=PartialDate.parse("2020-04-14"))
    )

    values = {p: terms.decode_literal(o).text for _, p, o in found if o.startswith('"')}
    assert values[SX.validFrom] == "2015-01-01"
    assert values[SX.validTo] == "2020-04-14"
    assert values[SX.validEdtf] == "2015-01/2020-04-14"


def test_contradictions_link_claims_wherever_they_stand() -> None:
    statements = (
        Sentence(key="first", text="One says so.", contradicts=("second",)),
        Sentence(key="second", text="Another says not."),
    )

    found = _built(ProgramStatements(authority="us-ofac", program="DPRK3", statements=statements))

    program = concept("program", "dprk3")
    one, two = (fragment(program, "statement", key) for key in ("first", "second"))
    assert (one, SX.contradicts, two) in found


def test_a_relation_names_the_designation_whose_entry_asserts_it() -> None:
    listing = Designation(authority="us-ofac", program="GLOMAG", number="8001")

    found = _built(_ownership(number="11797", asserted_by="8001"), _party(designations=(listing,)))

    node = fragment(PARTY, "relation", "11797")
    assert _objects(found, node, SX.assertedBy) == {fragment(PARTY, "designation", "sdn-glomag")}


def test_everything_said_of_a_claim_is_in_the_graph() -> None:
    passport = Identifier(
        value="B00002095",
        scheme="passport",
        country=Country("Bangladesh", "BGD"),
        issued=PartialDate.parse("2020-03-04"),
        expires=PartialDate.parse("2030"),
        number="77",
        note="as printed",
        main=True,
    )

    found = _built(_party(identifiers=(passport,)))

    (node,) = _objects(found, PARTY, SX.identifier)
    assert _objects(found, node, SKOS.notation) == {'"B00002095"'}
    assert _objects(found, node, SX.countryName) == {'"Bangladesh"'}
    assert {terms.decode_literal(o).text for o in _objects(found, node, SX.issuedOn)} == {
        "2020-03-04"
    }
    assert {terms.decode_literal(o).text for o in _objects(found, node, SX.expiresOn)} == {"2030"}
    assert _objects(found, node, DCT.identifier) == {'"77"'}
    assert _objects(found, node, RDFS.comment) == {'"as printed"'}


def test_an_address_keeps_its_parts_and_is_whole_as_well() -> None:
    place = Address(lines=("12 High Street",), city="Dhaka", country=Country("Bangladesh", "BGD"))

    found = _built(_party(addresses=(place,)))

    (node,) = _objects(found, PARTY, SX.address)
    texts = {terms.decode_literal(o).text for s, _, o in found if s == node and o[0] == '"'}
    assert {"12 High Street", "Dhaka", "12 High Street, Dhaka, Bangladesh"} <= texts


def test_events_carry_day_kind_and_source() -> None:
    happening = Event(type="added", date=dt.date(2021, 12, 10))
    listing = Designation(authority="us-ofac", program="GLOMAG", events=(happening,))

    found = _built(_party(designations=(listing,)))

    (event,) = _objects(found, fragment(PARTY, "designation", "sdn-glomag"), SX.event)
    assert _objects(found, event, DCT.type) == {concept("event-type", "added")}
    assert len(_objects(found, event, DCT.source)) == 1


def test_a_web_site_that_is_no_iri_stays_text() -> None:
    features = tuple(Feature(type="website", value=text) for text in ("www.a.example", "no page"))

    found = _built(_party(features=features))

    assert _objects(found, PARTY, FOAF.homepage) == {terms.iri("http://www.a.example")}
    assert len(_objects(found, PARTY, SX.feature)) == 2


def test_text_that_no_rdf_syntax_carries_is_one_sentence_with_the_record() -> None:
    with pytest.raises(BadInputError, match="record 1"):
        _built(_party(names=(Name(text="A\0B", type="primary"),)))


def test_nothing_built_is_a_blank_node() -> None:
    listing = Designation(authority="us-ofac", program="GLOMAG", linked_to=(OWNED,))

    found = _built(_party(designations=(listing,)), _ownership())

    assert not [term for statement in found for term in statement if term.startswith("_:")]

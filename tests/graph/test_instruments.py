"""Legal acts told beside the records: one node each, its IRIs at the Union's only when certain."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kg import iri, terms
from kg.errors import BadInputError, BadTermError
from kg.graph.build import build
from kg.graph.context import Context, Statement
from kg.graph.schemes import shipped_schemes
from kg.iri import HOME, Iris, concept
from kg.model import Designation, Instrument, Kind, Name, Party, PartyRef, Record, Release
from kg.vocab import DCT, FOAF, RDF, RDFS, SKOS, SX

RELEASE = Release(source="eu-fsf", version="2018-12-21", title="t", authority="eu-commission")
ACT = Instrument(
    key="eu-898/2005",
    number="898/2005",
    printed="898/2005 (OJ L153)",
    role="amendment",
    issuer="council",
    issued=dt.date(2005, 6, 16),
    page="http://eur-lex.europa.eu/x",
    eli="reg/2005/898",
    celex="32005R0898",
)
NODE = terms.iri(f"{HOME}instrument/eu-898-2005")


def built(*records: Record) -> tuple[set[Statement], Context]:
    """The statements of a release with these records, and its context."""
    context = Context(RELEASE, iris=Iris(), schemes=shipped_schemes())
    return set(build(context, records)), context


def objects(found: set[Statement], subject: str, predicate: str) -> set[str]:
    """The objects of a subject and predicate."""
    return {o for s, p, o in found if (s, p) == (subject, predicate)}


def party(*, instrument: str) -> Party:
    """A party whose name and designation an act introduced."""
    listing = Designation(
        authority="eu-council", program="ZWE", listing="eu-fsf", legal_basis=(instrument,)
    )
    return Party(
        ref=PartyRef("eu", "EU.1.2"),
        kind=Kind.PERSON,
        names=(Name(text="Jane", type="primary", instrument=instrument),),
        designations=(listing,),
    )


def test_an_act_is_a_concept_of_the_scheme_with_its_certain_iris() -> None:
    found, context = built(ACT)
    assert objects(found, NODE, RDF.type) == {SX.LegalInstrument, SKOS.Concept}
    for predicate, wanted in (
        (SKOS.prefLabel, '"898/2005"@en'),
        (SKOS.notation, '"898/2005"'),
        (SKOS.altLabel, '"898/2005 (OJ L153)"'),
        (SKOS.note, '"amendment"'),
        (DCT.creator, '"council"'),
        (SKOS.inScheme, concept("instrument", "scheme")),
        (DCT.source, context.source),
        (FOAF.page, "<http://eur-lex.europa.eu/x>"),
    ):
        assert objects(found, NODE, predicate) == {wanted}
    assert objects(found, NODE, RDFS.seeAlso) == {
        "<http://data.europa.eu/eli/reg/2005/898/oj>",
        "<http://publications.europa.eu/resource/celex/32005R0898>",
    }
    assert not context.warnings


def test_publication_is_not_taken_for_adoption() -> None:
    found, _ = built(ACT)
    assert objects(found, NODE, DCT.issued) == {
        '"2005-06-16"^^<http://www.w3.org/2001/XMLSchema#date>'
    }
    assert not objects(found, NODE, DCT.date)


def test_claims_and_designations_point_at_the_act_told_before() -> None:
    found, context = built(ACT, party(instrument=ACT.key))
    assert {o for _, p, o in found if p == SX.instrument} == {NODE}
    assert {o for _, p, o in found if p == SX.legalBasis} == {NODE}
    assert not context.warnings


def test_an_act_printed_in_two_ways_stays_one_node_with_one_label() -> None:
    found, _ = built(ACT, replace(ACT, printed="898/2005 (OJ L 153)", eli="", celex=""))
    assert len(objects(found, NODE, SKOS.altLabel)) == 2
    assert len(objects(found, NODE, SKOS.prefLabel)) == 1


def test_a_shipped_act_is_found_by_its_number_and_not_described_again() -> None:
    shipped = concept("instrument", "eu-reg-2011-753")
    told = Instrument(key="eu-753/2011", number="753/2011", printed="753/2011 (OJ L199)")
    found, _ = built(told, party(instrument="eu-753/2011"))
    assert {o for _, p, o in found if p == SX.instrument} == {shipped}
    assert {p for s, p, _ in found if s == shipped} == {SKOS.altLabel}


def test_an_address_that_is_no_iri_is_kept_as_words() -> None:
    found, _ = built(replace(ACT, page="see the Official Journal"))
    assert objects(found, NODE, DCT.bibliographicCitation) == {'"see the Official Journal"'}


@pytest.mark.parametrize(
    "path", ["reg/2011", "reg/11/753", "REG/2011/753", "reg/2011/0753", "reg/2011/753/oj", ""]
)
def test_an_eli_of_anything_else_is_refused(path: str) -> None:
    with pytest.raises(BadTermError):
        iri.eli(path)


@pytest.mark.parametrize("number", ["32018R", "2018/223", "12018R0223", "32018R0223>", ""])
def test_a_celex_number_of_anything_else_is_refused(number: str) -> None:
    with pytest.raises(BadTermError):
        iri.celex(number)


def test_an_unusable_act_is_an_error_that_names_it() -> None:
    with pytest.raises(BadInputError, match="898/2005"):
        built(replace(ACT, eli="reg/x"))


@pytest.mark.parametrize(
    ("program", "issued", "basis"),
    [
        ("Ukraine (Sovereignty)", "2018-04-13", "unstated"),
        ("Ukraine (Sovereignty)", "2021-01-01", "uk-russia-regulations"),
        ("Ukraine (Sovereignty)", "", "uk-russia-regulations"),
        ("Afghanistan", "2019-12-31", "unstated"),
        ("Afghanistan", "2020-01-01", "uk-afghanistan-regulations"),
    ],
)
def test_no_designation_rests_on_an_act_from_after_its_release(
    program: str, issued: str, basis: str
) -> None:
    release = Release(
        source="uk-ofsi",
        version="1",
        title="t",
        authority="uk-ofsi",
        issued=dt.date.fromisoformat(issued) if issued else None,
    )
    listed = Designation(authority="uk-ofsi", program=program, listing="uk-ofsi")
    party = Party(
        ref=PartyRef("ofsi", "1"),
        kind=Kind.PERSON,
        names=(Name(text="A", type="primary"),),
        designations=(listed,),
    )
    context = Context(release, iris=Iris(), schemes=shipped_schemes())

    found = {o for _, p, o in build(context, [party]) if p == SX.legalBasis}

    assert found == {concept("instrument", basis)}

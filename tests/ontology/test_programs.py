"""The schemes that carry law and policy: programs, instruments, lists, measures, authorities.

Each rule is a function from a graph to complaints; it must be silent on the shipped files and
speak up about a fault planted in them.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from kg.graph.schemes import Schemes, turtle_statements
from kg.resources import folder

HOME = "https://w3id.org/sanctions-kg/"
SX = Namespace(HOME + "ns#")
AUTH, INST, LS = (Namespace(f"{HOME}{name}/") for name in ("authority", "instrument", "list"))
MS, PROG = (Namespace(f"{HOME}{name}/") for name in ("measure", "program"))
SCHEMA = Namespace("https://schema.org/")
SCHEMES = ("authority", "instrument", "list", "measure", "program")
FILES = ("authorities.ttl", "instruments.ttl", "lists.ttl", "measures.ttl", "programs.ttl")
UK_INDICATORS = (
    "AssetFreeze|TrustServicesSanctions|FinancialMarketProhibitions|ArmsEmbargo|TradeSanctions|"
    "TargetedArmsEmbargo|ImportSanctions|ExportSanctions|TechnicalAssistanceRelatedToAircraft|"
    "TravelBan|PreventionOfPortEntry|CharteringOfShips|CrewServicingOfShipsAndAircraft|"
    "PreventionOfCharteringOfShipsAndAircraft|PreventionOfBusinessArrangements|"
    "ClosureOfRepresentativeOffices|DirectorDisqualificationSanction|Deflag|OwnedOrControlled|"
    "DesignatedPerson|DetainedOrInTransit|OtherSanctions"
)
FOUNDATIONS = (
    "dprk us-eo-13551|dprk2 us-eo-13687|dprk3 us-eo-13722|dprk4 us-eo-13810|glomag us-eo-13818|"
    "burma-eo14014 us-eo-14014|cmic-eo13959 us-eo-13959|cmic-eo13959 us-eo-14032|"
    "eu-hr eu-reg-2020-1998|us-7031c us-ina-7031c|uk-myanmar uk-myanmar-regulations|"
    "uk-global-human-rights uk-global-human-rights-regulations|ca-burma ca-burma-regulations"
)
DATES = (
    "us-eo-13818 2017-12-20|us-eo-13722 2016-03-15|us-eo-14032 2021-06-03|"
    "unscr-2397 2017-12-22|unscr-2321 2016-11-30|"
    "eu-reg-2020-1998 2020-12-07|eu-impl-reg-2021-478 2021-03-22"
)
LOOK_UPS = {
    "us-ofac": {
        "GLOMAG": "glomag",
        "SYRIA": "syria",
        "CAATSA - RUSSIA": "caatsa-russia",
        **dict.fromkeys(("CMIC-EO13959", "CMIC-EO", "CCMC-EO13959"), "cmic-eo13959"),
        **dict.fromkeys(("ILLICIT-DRUGS-EO", "ILLICIT-DRUGS-EO14059"), "illicit-drugs-eo14059"),
        **dict.fromkeys(("SYRIA-EO13894", "PAARSSR-EO13894"), "syria-eo13894"),
    },
    "us-state": {"SDGT": "sdgt", "7031(c)": "us-7031c"},
    "un-sc": {"DPRK": "un-1718", "GB": "un-2048", "SouthSudan": "un-2206"},
    "eu-council": {"SYR": "eu-syr", "SDN": "eu-sdn", "HR": "eu-hr"},
    "uk-fcdo": {"The Myanmar (Sanctions) Regulations 2021": "uk-myanmar"},
    "uk-ofsi": {"Syria": "uk-syria", "Ukraine (Sovereignty)": "uk-russia"},
    "ca-gac": {"Burma / Birmanie": "ca-burma", "Myanmar": "ca-burma"},
    "ch-seco": {"SR 946.231.176.72": "ch-ukraine"},
    "au-dfat": {"Autonomous (Russia)": "au-russia"},
}

Check = Callable[[Graph], Iterable[str]]


def _paths() -> list[Path]:
    return [folder("ontology") / name for name in FILES]


@pytest.fixture(scope="module")
def graph() -> Graph:
    shipped = Graph()
    for path in _paths():
        shipped.parse(path)
    return shipped


@pytest.fixture(scope="module")
def schemes() -> Schemes:
    return Schemes(statement for path in _paths() for statement in turtle_statements(path))


def _plain(text: str) -> str:
    """The form in which tags are compared: white space trimmed and collapsed."""
    return " ".join(text.split())


def _members(graph: Graph, scheme: str) -> list[URIRef]:
    found = graph.subjects(SKOS.inScheme, URIRef(f"{HOME}{scheme}/scheme"))
    return sorted(concept for concept in found if isinstance(concept, URIRef))


def _tags(graph: Graph, concept: URIRef) -> set[str]:
    return {_plain(str(tag)).casefold() for tag in graph.objects(concept, SKOS.notation)}


def complete(graph: Graph) -> Iterator[str]:
    """Every concept has its types, one label, a definition, a scheme and a home."""
    classes = {"authority": SX.Authority, "instrument": SX.LegalInstrument, "program": SX.Program}
    for scheme in SCHEMES:
        for concept in _members(graph, scheme):
            wanted = {SKOS.Concept, classes.get(scheme, SKOS.Concept)}
            if set(graph.objects(concept, RDF.type)) != wanted:
                yield f"{concept}: types"
            if [label.language for label in _literals(graph, concept, SKOS.prefLabel)] != ["en"]:
                yield f"{concept}: label"
            defined = _literals(graph, concept, SKOS.definition)
            if [(text.language, len(text) > 25) for text in defined] != [("en", True)]:
                yield f"{concept}: definition"
            if (concept, RDFS.isDefinedBy, URIRef(HOME + "ns")) not in graph:
                yield f"{concept}: isDefinedBy"
            if not str(concept).startswith(f"{HOME}{scheme}/"):
                yield f"{concept}: scheme"


def _literals(graph: Graph, concept: URIRef, predicate: URIRef) -> list[Literal]:
    return [text for text in graph.objects(concept, predicate) if isinstance(text, Literal)]


def unique_texts(graph: Graph) -> Iterator[str]:
    """No two concepts of a scheme share a label or a definition."""
    for scheme in SCHEMES:
        for predicate in (SKOS.prefLabel, SKOS.definition):
            seen = Counter(
                str(text).casefold()
                for concept in _members(graph, scheme)
                for text in graph.objects(concept, predicate)
            )
            yield from (f"{scheme}: {text}" for text, times in seen.items() if times > 1)


def unique_tags(graph: Graph) -> Iterator[str]:
    """Within one authority's programs, and within any other scheme, a tag means one concept."""
    holders: dict[tuple[str, str], set[URIRef]] = defaultdict(set)
    for scheme in SCHEMES:
        for concept in _members(graph, scheme):
            names = {str(concept).rsplit("/", 1)[-1]} if scheme != "program" else set()
            owners = list(graph.objects(concept, SX.administeredBy)) or [URIRef(scheme)]
            for owner in owners:
                for tag in _tags(graph, concept) | names:
                    holders[str(owner), tag].add(concept)
    yield from (f"{key}: {sorted(found)}" for key, found in holders.items() if len(found) > 1)


def plain_tags(graph: Graph) -> Iterator[str]:
    """A tag is plain text without a language, a datatype or needless white space."""
    for concept, tag in graph.subject_objects(SKOS.notation):
        bare = isinstance(tag, Literal) and tag.language is None and tag.datatype is None
        if not bare or str(tag) != _plain(str(tag)):
            yield f"{concept}: {tag!r}"


def founded(graph: Graph) -> Iterator[str]:
    """Every program has an authority, an instrument and a tag; a tag decides one list at most."""
    for program in _members(graph, "program"):
        for predicate in (SX.administeredBy, SX.establishedBy, SKOS.notation):
            if not list(graph.objects(program, predicate)):
                yield f"{program}: no {predicate}"
        for predicate in (SX.onList, SX.onNonSdnList):
            if len(list(graph.objects(program, predicate))) > 1:
                yield f"{program}: several {predicate}"
        ofac = (program, SX.administeredBy, AUTH["us-ofac"]) in graph
        if ofac != bool(list(graph.objects(program, SX.onList))):
            yield f"{program}: onList"
        if (program, SX.onNonSdnList, LS["ofac-sdn"]) in graph:
            yield f"{program}: the SDN list is not a non-SDN list"


def published(graph: Graph) -> Iterator[str]:
    """Every list has a publisher and a measure."""
    for list_ in _members(graph, "list"):
        for predicate in (SX.publishedBy, SX.measure):
            if not list(graph.objects(list_, predicate)):
                yield f"{list_}: no {predicate}"


def non_sdn_lists_do_not_block(graph: Graph) -> Iterator[str]:
    """No list in OFAC's non-SDN file blocks, NS-CMIC least of all; the SDN list does."""
    below = set(graph.transitive_subjects(SKOS.broader, LS["ofac-non-sdn"]))
    for list_ in below | {LS["ofac-ns-cmic"]}:
        for measure in graph.objects(list_, SX.measure):
            if MS.blocking in graph.transitive_objects(measure, SKOS.broader):
                yield f"{list_} blocks"
    if set(graph.objects(LS["ofac-ns-cmic"], SX.measure)) != {MS["securities-ban"]}:
        yield "NS-CMIC is a ban on securities and nothing else"
    if set(graph.objects(LS["ofac-sdn"], SX.measure)) != {MS.blocking}:
        yield "the SDN list blocks"


def closed(graph: Graph) -> Iterator[str]:
    """Whatever is pointed at in these schemes is declared in them; nothing is anonymous."""
    spaces = tuple(f"{HOME}{scheme}/" for scheme in SCHEMES)
    for subject, predicate, object_ in graph:
        if not isinstance(subject, URIRef) or not isinstance(object_, URIRef | Literal):
            yield f"{subject} {predicate}: blank node"
        if (
            str(object_).startswith(spaces)
            and str(object_) not in spaces
            and (object_, SKOS.prefLabel, None) not in graph
        ):
            yield f"{subject}: {object_} is not declared"


def dated(graph: Graph) -> Iterator[str]:
    """A date of an instrument is a day that exists and has passed when it was written down."""
    for instrument in _members(graph, "instrument"):
        days = [text.toPython() for text in _literals(graph, instrument, DCTERMS.date)]
        if len(days) > 1 or not all(isinstance(day, date) for day in days):
            yield f"{instrument}: {days}"


FAULTS: list[tuple[Check, str]] = [
    (complete, 'prog:x a sx:Program ; skos:inScheme prog:scheme ; skos:prefLabel "x"@en .'),
    (complete, 'prog:glomag skos:prefLabel "Magnitsky"@en .'),
    (complete, "ls:ofac-sdn a sx:Program ."),
    (unique_texts, 'ms:other skos:prefLabel "travel ban"@en .'),
    (unique_tags, 'prog:dprk2 skos:notation "dprk3" .'),
    (unique_tags, 'ms:other skos:notation "AssetFreeze" .'),
    (unique_tags, 'ls:un-sc skos:notation "EU-FSF" .'),
    (plain_tags, 'prog:glomag skos:notation "GLOMAG"@en .'),
    (plain_tags, 'prog:glomag skos:notation "GLOMAG  2" .'),
    (founded, "prog:x skos:inScheme prog:scheme ; sx:administeredBy auth:us-ofac ."),
    (founded, "prog:glomag sx:onList ls:ofac-ns-mbs ."),
    (founded, "prog:eu-hr sx:onList ls:eu-fsf ."),
    (founded, "prog:glomag sx:onNonSdnList ls:ofac-sdn ."),
    (published, "ls:x skos:inScheme ls:scheme ; sx:publishedBy auth:us-ofac ."),
    (non_sdn_lists_do_not_block, "ls:ofac-ns-cmic sx:measure ms:blocking ."),
    (non_sdn_lists_do_not_block, "ms:menu-based skos:broader ms:blocking ."),
    (closed, "prog:glomag sx:establishedBy inst:us-eo-99999 ."),
    (closed, "prog:glomag sx:administeredBy [ a sx:Authority ] ."),
    (dated, 'inst:us-eo-13818 dct:date "2017" .'),
    (dated, 'inst:unstated dct:date "2017-02-30"^^xsd:date .'),
]
CHECKS = list(dict.fromkeys(check for check, _ in FAULTS))


@pytest.mark.parametrize("check", CHECKS)
def test_the_shipped_schemes_keep_the_rule(check: Check, graph: Graph) -> None:
    assert list(check(graph)) == []


@pytest.mark.parametrize(("check", "fault"), FAULTS)
def test_a_planted_fault_breaks_the_rule(check: Check, fault: str, graph: Graph) -> None:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in graph.namespaces())
    faulty = Graph()
    for statement in graph:
        faulty.add(statement)
    faulty.parse(data=prefixes + fault, format="turtle")
    assert list(check(faulty))


@pytest.mark.parametrize("path", _paths(), ids=FILES)
def test_concepts_stand_sorted_by_local_name(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    names = re.findall(r"^[a-z]+:(\S+) a ", text, flags=re.MULTILINE)
    assert names[0] == "scheme"
    assert names[1:] == sorted(set(names[1:]))
    assert len(names) == text.count("rdfs:isDefinedBy")


def test_each_of_the_22_british_indicators_names_one_measure(graph: Graph) -> None:
    indicators = UK_INDICATORS.split("|")
    assert len(indicators) == 22
    for indicator in indicators:
        assert len(list(graph.subjects(SKOS.notation, Literal(indicator)))) == 1, indicator


@pytest.mark.parametrize("pairing", FOUNDATIONS.split("|"))
def test_programs_of_10_december_2021_rest_on_their_instruments(pairing: str, graph: Graph) -> None:
    program, instrument = pairing.split()
    assert (PROG[program], SX.establishedBy, INST[instrument]) in graph


@pytest.mark.parametrize("dating", DATES.split("|"))
def test_instruments_of_10_december_2021_have_their_dates(dating: str, graph: Graph) -> None:
    instrument, day = dating.split()
    found = graph.value(INST[instrument], DCTERMS.date)
    assert isinstance(found, Literal)
    assert found.toPython() == date.fromisoformat(day)


def test_amendments_are_linked(graph: Graph) -> None:
    for new, old in (("us-eo-14032", "us-eo-13959"), ("eu-impl-reg-2021-478", "eu-reg-2020-1998")):
        assert (INST[new], SCHEMA.legislationChanges, INST[old]) in graph


@pytest.mark.parametrize("authority", LOOK_UPS)
def test_authority_and_tag_lead_to_one_program(authority: str, schemes: Schemes) -> None:
    for tag, program in LOOK_UPS[authority].items():
        assert schemes.program(authority, tag) == f"<{PROG[program]}>"


def test_a_tag_of_another_authority_leads_nowhere(schemes: Schemes) -> None:
    assert schemes.program("eu-council", "GLOMAG") is schemes.program("us-ofac", "GB") is None


def _ofac_tags(lists: Path) -> Iterator[str]:
    for path in lists.glob("ofac-sdn-csv/*-sdn.csv"):
        with path.open(encoding="latin-1", newline="") as file:
            cells = [row[3].strip() for row in csv.reader(file) if len(row) > 3]
        yield from (tag for cell in cells if cell != "-0-" for tag in cell.split("] ["))
    for path in lists.glob("ofac-consolidated-xml/*.xml"):
        yield from _texts(path, "program")
    for path in lists.glob("ofac-enhanced-xml/*.xml"):
        yield from _texts(path, "sanctionsProgram")
        yield from _reference_values(path, "PROGRAM")
    for path in lists.glob("ofac-advanced-xml/*.xml"):
        for _, element in etree.iterparse(path, tag="{*}SanctionsMeasure"):
            if element.get("SanctionsTypeID") == "1":
                yield _plain("".join(element.itertext()))


def _texts(path: Path, name: str) -> Iterator[str]:
    for _, element in etree.iterparse(path, tag="{*}" + name):
        yield _plain(element.text or "")


def _reference_values(path: Path, type_: str) -> Iterator[str]:
    for _, element in etree.iterparse(path, tag="{*}referenceValue"):
        if element.findtext("{*}type") == type_:
            yield _plain(element.findtext("{*}value") or "")


def _un_tags(lists: Path) -> Iterator[str]:
    for path in lists.glob("un-xml/*.xml"):
        yield from _texts(path, "UN_LIST_TYPE")
        yield from (text[:2] for text in _texts(path, "REFERENCE_NUMBER"))


def _eu_tags(lists: Path) -> Iterator[str]:
    for path in lists.glob("eu/*.xml"):
        for _, element in etree.iterparse(path):
            yield from filter(None, [element.get("programme")])


def _fcdo_tags(lists: Path) -> Iterator[str]:
    for path in lists.glob("uk/*.xml"):
        yield from _texts(path, "RegimeName")


def _ofsi_tags(lists: Path) -> Iterator[str]:
    for path in lists.glob("uk/*.csv"):
        with path.open(encoding="cp1252", newline="") as file:
            next(file)
            yield from (_plain(row["Regime"]) for row in csv.DictReader(file))


def _canadian_tags(lists: Path) -> Iterator[str]:
    for path in lists.glob("canada/*.xml"):
        yield from _texts(path, "Country")


@pytest.mark.parametrize(
    ("authority", "tags", "least"),
    [
        ("us-ofac", _ofac_tags, 85),
        ("un-sc", _un_tags, 28),
        ("eu-council", _eu_tags, 28),
        ("uk-fcdo", _fcdo_tags, 28),
        ("uk-ofsi", _ofsi_tags, 26),
        ("ca-gac", _canadian_tags, 10),
    ],
)
def test_every_tag_of_the_real_lists_leads_to_a_program(
    authority: str,
    tags: Callable[[Path], Iterator[str]],
    least: int,
    lists: Path,
    schemes: Schemes,
) -> None:
    found = set(tags(lists))
    assert len(found) >= least
    assert {tag for tag in found if schemes.program(authority, tag) is None} == set()


@pytest.mark.parametrize("told", ["LEGAL AUTHORITY", "SANCTIONS TYPE", "ENTITY LISTING TYPE"])
def test_every_reference_value_of_ofac_is_a_concept(
    told: str, lists: Path, schemes: Schemes
) -> None:
    scheme = {"L": "instrument", "S": "measure", "E": "list"}[told[0]]
    paths = lists.glob("ofac-enhanced-xml/*.xml")
    found = {value for path in paths for value in _reference_values(path, told)}
    assert found
    assert {value for value in found if schemes.find(scheme, value) is None} == set()


def test_every_sanction_on_the_british_list_is_a_measure(lists: Path, schemes: Schemes) -> None:
    found = {
        _plain(part)
        for path in lists.glob("uk/*.xml")
        for text in _texts(path, "SanctionsImposed")
        for part in text.split("|")
    }
    assert {part for part in found if part and schemes.find("measure", part) is None} == set()

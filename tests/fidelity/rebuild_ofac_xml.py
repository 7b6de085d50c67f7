"""The entries of OFAC's standard XML, made of a published graph alone.

Two things of the format are said in one way of several, and compared in that one: a date by
what it means (``07 Aug 1969`` as ``1969-08-07``), and a word of OFAC by its concept. Several
titles or program tags in one cell are as many. Whatever has no number of OFAC's own was read
out of the remarks, which stand there whole, and is not rebuilt.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree

from kg.errors import BadDateError
from kg.sources.ofac.words import FEATURE_TYPES, ID_SCHEMES
from kg.values import PartialDate
from kg.vocab import DCT, LOCN, RDF, RDFS, SKOS, SKOSXL, SX
from tests.fidelity.published import Graph, key
from tests.fidelity.trees import put, put_all, record, text

KINDS = {
    SX.Person: "Individual",
    SX.Entity: "Entity",
    SX.Vessel: "Vessel",
    SX.Aircraft: "Aircraft",
}
ALIASES = {"aka": "a.k.a.", "fka": "f.k.a.", "nka": "n.k.a."}
VESSEL = {
    "vessel-type": "vesselType",
    "vessel-flag": "vesselFlag",
    "vessel-owner": "vesselOwner",
    "tonnage": "tonnage",
    "gross-registered-tonnage": "grossRegisteredTonnage",
}
ADDITIONAL = "an additional program tag"  # printed among the features, not the programs
DOUBTS = {"reported-lost": "reported lost"}
NATIONS = {"nationality": "nationality", "citizenship": "citizenship"}
WORDS = {key(word): name for word, name in (*ID_SCHEMES.items(), *FEATURE_TYPES.items())}
LINES = (SX.addressLine1, SX.addressLine2, SX.addressLine3)


def rebuilt(graph: Graph) -> Iterator[tuple[str, etree._Element]]:
    """Each entry under its number."""
    for party in graph.of_type(*KINDS):
        (number,) = _values(graph, party, SX.identifier, SX.idScheme, "ofac-uid")
        yield number, _entry(graph, party, number)


def compared(graph: Graph, entry: etree._Element) -> etree._Element:
    """A file's entry with its dates and words in the form in which they are compared."""
    made = copy.deepcopy(entry)
    for element in made.iter("{*}dateOfBirth", "{*}issueDate", "{*}expirationDate"):
        element.text = _meant(text(element))
    for item in made.iter("{*}id"):
        word = item.find("{*}idType")
        if word is not None:
            word.text = _concept(graph, text(word))
    for cell in list(made.iter("{*}program")):
        _split(cell, re.split(r"\]\s*\[", text(cell)), "program")
    for tag in made.iter("program"):
        tag.text = graph.concept("program", text(tag))
    for cell in list(made.iterfind("{*}title")):
        _split(cell, text(cell).split("; "), "title")
    return made


def _split(cell: etree._Element, texts: list[str], name: str) -> None:
    parent = cell.getparent()
    assert parent is not None
    parent.remove(cell)
    for each in texts:
        put(parent, name, each)


def _meant(printed: str) -> str:
    try:
        return PartialDate.parse(printed).edtf if printed else ""
    except BadDateError:
        return printed


def _concept(graph: Graph, word: str) -> str:
    found = WORDS.get(key(word))
    if found:
        return found
    for scheme in ("id-scheme", "feature-type"):
        name = graph.concept(scheme, word)
        if name != word:
            return name
    return re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")


def _entry(graph: Graph, party: str, number: str) -> etree._Element:
    (kind,) = (KINDS[each] for each in graph.linked(party, RDF.type))
    (primary,) = graph.linked(party, SKOSXL.prefLabel)
    made = record("sdnEntry", uid=number, sdnType=kind, **_name(graph, primary))
    for title in _values(graph, party, SX.feature, DCT.type, "title", value=SX.value):
        put(made, "title", title)
    for remark in _values(graph, party, SX.feature, DCT.type, "remark", value=SX.value):
        put(made, "remarks", remark)
    tags = {
        graph.name(node, SX.program)
        for node in graph.linked(party, SX.designation)
        if graph.text(node, RDFS.comment) != ADDITIONAL
    }
    put_all(made, "programList", [_text("program", tag) for tag in tags])
    put_all(made, "idList", _ids(graph, party))
    put_all(made, "akaList", _akas(graph, party, primary))
    put_all(made, "addressList", _addresses(graph, party))
    for name in NATIONS:
        put_all(made, f"{name}List", _nations(graph, party, name))
    put_all(made, "dateOfBirthList", _births(graph, party))
    put_all(made, "placeOfBirthList", _places(graph, party))
    put_all(made, "vesselInfo", _vessel(graph, party))
    return made


def _text(name: str, value: str) -> etree._Element:
    made = etree.Element(name)
    made.text = value
    return made


def _values(  # noqa: PLR0913, PLR0917 - a path of three steps
    graph: Graph, party: str, link: str, typed: str, name: str, value: str = SKOS.notation
) -> Iterator[str]:
    """The values of a party's nodes of one type that have no number of their own."""
    for node in graph.linked(party, link):
        if graph.name(node, typed) == name:
            yield graph.text(node, value)


def _name(graph: Graph, node: str) -> dict[str, str]:
    last, first = graph.text(node, SX.familyName), graph.text(node, SX.givenName)
    if last or first:
        return {"lastName": last, "firstName": first}
    return {"lastName": graph.text(node, SKOSXL.literalForm)}


def _akas(graph: Graph, party: str, primary: str) -> Iterator[etree._Element]:
    for node in graph.linked(party, SX.name):
        if node == primary:
            continue
        for uid in graph.texts(node, DCT.identifier):
            yield record(
                "aka",
                uid=uid,
                type=ALIASES[graph.name(node, DCT.type)],
                category=graph.name(node, SX.nameStrength),
                **_name(graph, node),
            )


def _ids(graph: Graph, party: str) -> Iterator[etree._Element]:
    for node in graph.linked(party, SX.identifier):
        scheme, value = graph.name(node, SX.idScheme), graph.text(node, SKOS.notation)
        is_imo = scheme in {"imo", "imo-company"}
        said = graph.text(node, RDFS.comment)
        word = said.partition("; ")[0] if is_imo else ""
        kind = WORDS.get(key(word), "vessel-registration") if is_imo else scheme
        for uid in graph.texts(node, DCT.identifier):
            yield _id(
                graph,
                node,
                uid=uid,
                idType=kind,
                idNumber=f"IMO {value}" if is_imo else value,
                issueDate=graph.text(node, SX.issuedOn),
                expirationDate=graph.text(node, SX.expiresOn),
            )
    for node in graph.linked(party, SX.feature):
        kind = graph.name(node, DCT.type)
        if kind in {*NATIONS, "birth-date"}:
            continue
        value, land = graph.text(node, SX.value), graph.text(node, SX.countryName)
        for uid in graph.texts(node, DCT.identifier):
            without = {"land": ""} if land == value else {}
            yield _id(graph, node, uid=uid, idType=kind, idNumber=value, **without)


def _id(graph: Graph, node: str, *, land: str | None = None, **fields: str) -> etree._Element:
    """A number or feature; a date that could not be read stands in the comment."""
    printed = graph.text(node, SX.countryName) if land is None else land
    doubts = [DOUBTS.get(each, each) for each in graph.names(node, SX.qualifier)]
    country = printed + "".join(f" ({doubt})" for doubt in sorted(doubts))
    comment = graph.text(node, RDFS.comment)
    words = [each for each in comment.split("; ") if each and key(each) not in WORDS]
    missing = [name for name in ("issueDate", "expirationDate") if not fields.get(name)]
    unread = dict(zip(missing, words, strict=False))
    return record("id", idCountry=country, **{**fields, **unread})


def _addresses(graph: Graph, party: str) -> Iterator[etree._Element]:
    for node in graph.linked(party, SX.address):
        lines = {f"address{place}": graph.text(node, term) for place, term in enumerate(LINES, 1)}
        for uid in graph.texts(node, DCT.identifier):
            yield record(
                "address",
                uid=uid,
                **lines,
                city=graph.text(node, LOCN.postName),
                stateOrProvince=graph.text(node, LOCN.adminUnitL2),
                postalCode=graph.text(node, LOCN.postCode),
                country=graph.text(node, SX.countryName),
            )


def _nations(graph: Graph, party: str, name: str) -> Iterator[etree._Element]:
    for node in graph.linked(party, SX.feature):
        if graph.name(node, DCT.type) != name:
            continue
        for uid in graph.texts(node, DCT.identifier):
            country = graph.text(node, SX.value)
            yield record(name, uid=uid, country=country, mainEntry=graph.text(node, SX.main))


def _births(graph: Graph, party: str) -> Iterator[etree._Element]:
    read = ((node, SX.edtf) for node in graph.linked(party, SX.birthDate))
    unread = (
        (node, SX.value)
        for node in graph.linked(party, SX.feature)
        if graph.name(node, DCT.type) == "birth-date"
    )
    for node, term in (*read, *unread):
        for uid in graph.texts(node, DCT.identifier):
            date, main = graph.text(node, term), graph.text(node, SX.main)
            yield record("dateOfBirthItem", uid=uid, dateOfBirth=date, mainEntry=main)


def _places(graph: Graph, party: str) -> Iterator[etree._Element]:
    for node in graph.linked(party, SX.birthPlace):
        for uid in graph.texts(node, DCT.identifier):
            place, main = graph.text(node, LOCN.fullAddress), graph.text(node, SX.main)
            yield record("placeOfBirthItem", uid=uid, placeOfBirth=place, mainEntry=main)


def _vessel(graph: Graph, party: str) -> Iterator[etree._Element]:
    """The vessel's data, which alone have no numbers, on parties that are vessels."""
    if SX.Vessel not in graph.linked(party, RDF.type):
        return
    for node in graph.linked(party, SX.feature):
        name = VESSEL.get(graph.name(node, DCT.type))
        if name and not graph.linked(node, DCT.identifier):
            yield _text(name, graph.text(node, SX.value))
    for node in graph.linked(party, SX.identifier):
        is_sign = graph.name(node, SX.idScheme) == "vessel-call-sign"
        if is_sign and not graph.linked(node, DCT.identifier):
            yield _text("callSign", graph.text(node, SKOS.notation))


def publication(graph: Graph) -> etree._Element:
    """The header of the list: its date and number of entries, from the release's source."""
    (source,) = (each for each in graph.of_type(SX.Source) if graph.linked(each, SX.recordCount))
    year, month, day = graph.text(source, DCT.issued).split("-")
    count = graph.text(source, SX.recordCount)
    return record("publshInformation", Publish_Date=f"{month}/{day}/{year}", Record_Count=count)

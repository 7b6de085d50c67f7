"""The entries of the United Nations list, made of a published graph alone.

Compared in one form where the format has several: a day without its time zone, an alias that
packs several names with "; " as so many aliases, a program by its concept. A placeholder
(``na``, ``null``) says nothing. Identifiers that were read out of the prose of a document
are not rebuilt; the document is.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree

from kg.errors import BadDateError
from kg.sources.enumerated import READ_OUT_OF
from kg.sources.un.documents import (
    ISSUED_BY,
    ISSUED_IN,
    ISSUED_ON,
    NOTE,
    SECOND_TYPE,
    TYPE,
)
from kg.sources.un.particulars import ALIAS, NAMELESS_ALIAS, PLACEHOLDERS, unpacked
from kg.sources.un.reader import SOURCE
from kg.values import PartialDate
from kg.vocab import DCT, LOCN, RDF, RDFS, SKOS, SKOSXL, SX
from tests.fidelity.published import Graph
from tests.fidelity.trees import child, put, put_all, record, tag, text

KINDS = {SX.Person: "INDIVIDUAL", SX.Entity: "ENTITY"}
OWN_TYPES = {"passport": "Passport", "national-id": "National Identification Number"}
VALUES = {
    "title": "TITLE",
    "position": "DESIGNATION",
    "nationality": "NATIONALITY",
}
LEFT = {path.rpartition("/")[2] for path in SOURCE.left_out}
NOT_NUMBERS = {"un-ref", "un-dataid"}
LABELS = (TYPE, SECOND_TYPE, ISSUED_BY, ISSUED_IN, ISSUED_ON, NOTE)
DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?")
YEARS = re.compile(r"(\d{4})~?/(\d{4})~?")


def rebuilt(graph: Graph) -> Iterator[tuple[str, etree._Element]]:
    """Each entry under its reference number."""
    for party in graph.of_type(*KINDS):
        (number,) = _identified(graph, party, "un-ref")
        yield number, _entry(graph, party, number)


def compared(graph: Graph, entry: etree._Element) -> etree._Element:
    """A file's entry in the form in which entries are compared."""
    made = copy.deepcopy(entry)
    for element in list(made.iter()):
        words, name = text(element), tag(element)
        parent = element.getparent()
        if parent is not None and (name in LEFT or words.casefold() in PLACEHOLDERS):
            parent.remove(element)
        elif match := DAY.fullmatch(words):
            element.text = match[1]
        elif name == "UN_LIST_TYPE":
            element.text = graph.concept("program", words)
        elif name.endswith("_ALIAS"):
            _unpack(element)
        elif name.endswith("_DATE_OF_BIRTH"):
            _plain_birth(element)
    return made


def _unpack(alias: etree._Element) -> None:
    """One element for each name in an alias, and one for the birth that goes with them."""
    names, parent = unpacked(child(alias, "ALIAS_NAME")), alias.getparent()
    assert parent is not None
    for name in names:
        quality, note = child(alias, "QUALITY"), child(alias, "NOTE")
        parent.append(record("ALIAS", QUALITY=quality, ALIAS_NAME=name, NOTE=note))
    date, city, land = (child(alias, f"{part}_OF_BIRTH") for part in ("DATE", "CITY", "COUNTRY"))
    of = child(alias, "ALIAS_NAME") or child(alias, "NOTE")
    if not DAY.fullmatch(date) and (years := re.fullmatch(r"(\d{4}) - (\d{4})", date)):
        date = "/".join(years.groups())
    if date.casefold() in PLACEHOLDERS:
        date = ""
    if match := DAY.fullmatch(date):
        date = match[1]
    if date:
        parent.append(record("ALIAS_BIRTH", ALIAS_NAME=of, DATE=date, is_nameless=_no(names)))
    if city or land:
        place = record("ALIAS_PLACE", ALIAS_NAME=of, CITY=city, COUNTRY=land)
        put(place, "is_nameless", _no(names))
        parent.append(place)
    parent.remove(alias)


def _no(names: list[str]) -> str:
    return "" if names else "yes"


def _plain_birth(birth: etree._Element) -> None:
    """A birth that says no more than what kind of date it would be says nothing."""
    if not any(text(part) for part in birth if tag(part) != "TYPE_OF_DATE"):
        for part in list(birth):
            birth.remove(part)


def _entry(graph: Graph, party: str, number: str) -> etree._Element:
    (kind,) = (KINDS[each] for each in graph.linked(party, RDF.type))
    (listing,) = graph.linked(party, SX.designation)
    made = record(
        kind,
        REFERENCE_NUMBER=number,
        DATAID="".join(_identified(graph, party, "un-dataid")),
        UN_LIST_TYPE=graph.name(listing, SX.program),
        LISTED_ON=graph.text(listing, SX.listedOn),
        DELISTED_ON=graph.text(listing, SX.delistedOn),
        COMMENTS1="".join(
            value for value in _features(graph, party, "remark") if not _of_document(value)
        ),
        GENDER="".join(_features(graph, party, "gender")),
        SUBMITTED_BY="".join(_features(graph, party, "submitted-by")),
        SUBMITTED_ON="".join(_features(graph, party, "submitted-on")),
    )
    lists = {"un-sc": "UN List"}
    put_all(made, "LIST_TYPE", [_value(lists[graph.name(listing, SX.list)])])
    put_all(made, "LAST_DAY_UPDATED", [_value(date) for date in _amended(graph, listing)])
    for type_, name in VALUES.items():
        put_all(made, name, [_value(value) for value in _features(graph, party, type_)])
    made.extend(_names(graph, party))
    made.extend(_births(graph, party, kind))
    made.extend(_places(graph, party, f"{kind}_ADDRESS", SX.address, "location"))
    made.extend(_places(graph, party, f"{kind}_PLACE_OF_BIRTH", SX.birthPlace, "birth-place"))
    made.extend(_documents(graph, party, kind))
    return made


def _value(value: str) -> etree._Element:
    made = etree.Element("VALUE")
    made.text = value
    return made


def _identified(graph: Graph, party: str, scheme: str) -> Iterator[str]:
    for node in graph.linked(party, SX.identifier):
        if graph.name(node, SX.idScheme) == scheme:
            yield graph.text(node, SKOS.notation)


def _features(graph: Graph, party: str, type_: str) -> Iterator[str]:
    for node in graph.linked(party, SX.feature):
        if graph.name(node, DCT.type) == type_:
            yield graph.text(node, SX.value)


def _amended(graph: Graph, listing: str) -> Iterator[str]:
    for event in graph.linked(listing, SX.event):
        if graph.name(event, DCT.type) == "amended":
            yield graph.text(event, DCT.date)


def _names(graph: Graph, party: str) -> Iterator[etree._Element]:
    (primary,) = graph.linked(party, SKOSXL.prefLabel)
    parts = [graph.text(primary, SX[f"namePart{place}"]) for place in range(1, 5)]
    given = parts if any(parts) else [graph.text(primary, SKOSXL.literalForm), "", "", ""]
    for place, part in zip(("FIRST", "SECOND", "THIRD", "FOURTH"), given, strict=True):
        if part:
            yield _field(f"{place}_NAME", part)
    for node in graph.linked(party, SX.name):
        type_, name = graph.name(node, DCT.type), graph.text(node, SKOSXL.literalForm)
        if type_ == "original-script":
            yield _field("NAME_ORIGINAL_SCRIPT", name)
        elif node != primary:
            note, quality = graph.text(node, RDFS.comment), _quality(graph, node, type_)
            if not note.startswith(READ_OUT_OF):
                yield record("ALIAS", QUALITY=quality, ALIAS_NAME=name, NOTE=note)


def _quality(graph: Graph, node: str, type_: str) -> str:
    strength = graph.name(node, SX.nameStrength)
    return {"strong": "Good", "weak": "Low", "": {"fka": "f.k.a."}.get(type_, "a.k.a.")}[strength]


def _field(name: str, value: str) -> etree._Element:
    made = etree.Element(name)
    made.text = value
    return made


def _births(graph: Graph, party: str, kind: str) -> Iterator[etree._Element]:
    for node in graph.linked(party, SX.birthDate):
        note, date = graph.text(node, RDFS.comment), graph.text(node, SX.edtf)
        if of := _alias(note):
            yield record("ALIAS_BIRTH", **of, DATE=date)
        else:
            yield _birth(f"{kind}_DATE_OF_BIRTH", date, note)
    for node in graph.linked(party, SX.feature):
        if graph.name(node, DCT.type) == "birth-date":
            note, words = graph.text(node, RDFS.comment), graph.text(node, SX.value)
            about = "approximate" in graph.names(node, SX.qualifier)
            if of := _alias(note):
                yield record("ALIAS_BIRTH", **of, DATE=words)
            else:
                type_ = "APPROXIMATELY" if about else "EXACT"
                yield record(f"{kind}_DATE_OF_BIRTH", TYPE_OF_DATE=type_, NOTE=words)


def _alias(note: str) -> dict[str, str]:
    """The alias a birth goes with, empty for a birth of the person's own."""
    if note.startswith(NAMELESS_ALIAS):
        return {
            "ALIAS_NAME": note.removeprefix(NAMELESS_ALIAS).removeprefix(": "),
            "is_nameless": "yes",
        }
    return {"ALIAS_NAME": note.removeprefix(ALIAS)} if note.startswith(ALIAS) else {}


def _birth(name: str, date: str, note: str) -> etree._Element:
    if years := YEARS.fullmatch(date):
        start, end = years.groups()
        return record(name, TYPE_OF_DATE="BETWEEN", FROM_YEAR=start, TO_YEAR=end, NOTE=note)
    about, plain = date.endswith("~"), date.removesuffix("~")
    type_ = "APPROXIMATELY" if about else "EXACT"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
        return record(name, TYPE_OF_DATE=type_, DATE=plain, NOTE=note)
    year = "" if note and _meant(note) == date else plain[:4]
    return record(name, TYPE_OF_DATE=type_, YEAR=year, NOTE=note)


def _meant(words: str) -> str:
    """What words mean as a date, "" when they are none."""
    try:
        return PartialDate.parse(words).edtf
    except BadDateError:
        return ""


def _places(graph: Graph, party: str, name: str, link: str, type_: str) -> Iterator[etree._Element]:
    for node in graph.linked(party, link):
        land, city = graph.text(node, SX.countryName), graph.text(node, LOCN.postName)
        note = graph.text(node, RDFS.comment)
        if of := _alias(note):
            yield record("ALIAS_PLACE", **of, CITY=city, COUNTRY=land)
            continue
        yield record(
            name,
            STREET=graph.text(node, SX.addressLine1),
            CITY=city,
            STATE_PROVINCE=graph.text(node, LOCN.adminUnitL2),
            ZIP_CODE=graph.text(node, LOCN.postCode),
            COUNTRY=land,
            NOTE=note,
        )
    for words in _features(graph, party, type_):
        yield record(name, NOTE=words)


def _of_document(value: str) -> bool:
    return value.startswith(LABELS)


def _documents(graph: Graph, party: str, kind: str) -> Iterator[etree._Element]:
    for node in graph.linked(party, SX.identifier):
        scheme, note = graph.name(node, SX.idScheme), graph.text(node, RDFS.comment)
        if scheme in NOT_NUMBERS or note.startswith(READ_OUT_OF):
            continue
        said = _said(note)
        value = graph.text(node, SKOS.notation)
        yield record(
            f"{kind}_DOCUMENT",
            TYPE_OF_DOCUMENT=said[TYPE] or OWN_TYPES[scheme],
            TYPE_OF_DOCUMENT2=said[SECOND_TYPE],
            NUMBER="" if value in {said[SECOND_TYPE], said[NOTE]} else value,
            ISSUING_COUNTRY=graph.text(node, SX.countryName),
            DATE_OF_ISSUE=graph.text(node, SX.issuedOn),
            NOTE=said[NOTE],
            **_issuer(graph.text(node, SX.issuer), said[ISSUED_IN]),
        )
    for node in graph.linked(party, SX.feature):
        value = graph.text(node, SX.value)
        if graph.name(node, DCT.type) == "remark" and _of_document(value):
            said = _said(value)
            yield record(
                f"{kind}_DOCUMENT",
                TYPE_OF_DOCUMENT=said[TYPE],
                TYPE_OF_DOCUMENT2=said[SECOND_TYPE],
                ISSUING_COUNTRY=graph.text(node, SX.countryName),
                DATE_OF_ISSUE=said[ISSUED_ON],
                NOTE=said[NOTE],
                **_issuer(said[ISSUED_BY], said[ISSUED_IN]),
            )


def _said(labelled: str) -> dict[str, str]:
    """The texts behind their labels; a text without any is the note."""
    if not labelled.startswith(LABELS):
        return {**dict.fromkeys(LABELS, ""), NOTE: labelled}
    marks = "|".join(re.escape(label) for label in LABELS)
    pieces = re.split(rf"(?:^|; )({marks})", labelled)
    return {**dict.fromkeys(LABELS, ""), **dict(zip(pieces[1::2], pieces[2::2], strict=True))}


def _issuer(issuer: str, town: str) -> dict[str, str]:
    """Town and country of issue out of ``Alexandria, Egypt``; a town alone is said apart."""
    if town:
        return {"CITY_OF_ISSUE": town}
    city, _, state = issuer.rpartition(", ")
    return {"CITY_OF_ISSUE": city, "COUNTRY_OF_ISSUE": state}

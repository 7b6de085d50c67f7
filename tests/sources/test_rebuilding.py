"""The entries of a file rebuilt from the records alone and compared with it, field by field.

White space and order aside nothing may be missing or altered. The words that OFAC has for one
concept are compared as that concept, dates by what they mean.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from lxml import etree

from kg.iri import slug
from kg.model import Address, Feature, Kind, Name, Party
from kg.sources.base import Ledger, Source
from kg.sources.files import InputFile
from kg.sources.ofac.standard import reader as ofac_xml
from kg.sources.ofac.words import FEATURE_TYPES, ID_SCHEMES
from kg.sources.un import reader as un
from kg.sources.un.particulars import PLACEHOLDERS
from kg.values import PartialDate
from tests.sources.consolidated_list import LIST
from tests.sources.ofac.standard_xml import BANK, SDN, SENSETIME, document

LISTS = Path(os.environ.get("KG_LISTS", ""))
with_lists = pytest.mark.skipif("KG_LISTS" not in os.environ, reason="KG_LISTS is not set")

Row = tuple[str, ...]
Rows = set[Row]

KINDS = {
    Kind.PERSON: "Individual",
    Kind.ENTITY: "Entity",
    Kind.VESSEL: "Vessel",
    Kind.AIRCRAFT: "Aircraft",
}
ALIASES = {"aka": "a.k.a.", "fka": "f.k.a.", "nka": "n.k.a."}
OF_VESSELS = {
    "vessel-type": "vesselType",
    "vessel-flag": "vesselFlag",
    "vessel-owner": "vesselOwner",
    "tonnage": "tonnage",
    "gross-registered-tonnage": "grossRegisteredTonnage",
}
CONCEPTS = {
    word.rstrip(" :-"): concept for word, concept in (*ID_SCHEMES.items(), *FEATURE_TYPES.items())
}


def text(node: etree._Element, name: str) -> str:
    return " ".join((node.findtext(f"{{*}}{name}") or "").split())


def rows(node: etree._Element, path: str, *names: str) -> Rows:
    """A row of texts for every element at the path."""
    steps = "/".join(f"{{*}}{step}" for step in path.split("/"))
    return {tuple(text(item, name) for name in names) for item in node.iterfind(steps)}


def meant(date: str) -> str:
    """What a printed date means, as EDTF; other text as it is."""
    return PartialDate.parse(date).edtf if re.search(r"\d{4}", date) else date


def concept(word: str) -> str:
    if word.startswith("Digital Currency Address"):
        return slug(word)
    return CONCEPTS.get(word.rstrip(" :-"), word)


def collapsed(found: Iterable[Row]) -> Rows:
    return {tuple(" ".join(cell.split()) for cell in row) for row in found}


def printed(node: etree._Element) -> dict[str, Rows]:
    """What one ``sdnEntry`` says, as rows of texts."""
    names = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")
    ids = ("uid", "idType", "idNumber", "idCountry", "issueDate", "expirationDate")
    vessel = node.find("{*}vesselInfo")
    parts = [] if vessel is None else [str(etree.QName(item).localname) for item in vessel]
    return {
        "entry": {tuple(text(node, name) for name in ("uid", "sdnType", "remarks"))},
        "name": {(text(node, "lastName"), text(node, "firstName"))},
        "titles": {(title,) for title in text(node, "title").split("; ") if title},
        "programs": {(tag,) for cell in programs(node) for tag in re.split(r"\]\s*\[", cell)},
        "ids": {
            (uid, concept(word), number, land, meant(issued), meant(expires))
            for uid, word, number, land, issued, expires in rows(node, "idList/id", *ids)
        },
        "akas": rows(node, "akaList/aka", "uid", "type", "category", "lastName", "firstName"),
        "addresses": {
            (uid, " | ".join(filter(None, rest[:3])), *rest[3:])
            for uid, *rest in rows(node, "addressList/address", "uid", *names)
        },
        "nationality": rows(node, "nationalityList/nationality", "uid", "country", "mainEntry"),
        "citizenship": rows(node, "citizenshipList/citizenship", "uid", "country", "mainEntry"),
        "births": {
            (uid, meant(date), main)
            for uid, date, main in rows(
                node, "dateOfBirthList/dateOfBirthItem", "uid", "dateOfBirth", "mainEntry"
            )
        },
        "places": rows(
            node, "placeOfBirthList/placeOfBirthItem", "uid", "placeOfBirth", "mainEntry"
        ),
        "vessel": {
            (name, text(vessel, name))
            for name in parts
            if vessel is not None and text(vessel, name)
        },
    }


def programs(node: etree._Element) -> list[str]:
    return [item.text or "" for item in node.iterfind("{*}programList/{*}program")]


def rebuilt(party: Party) -> dict[str, Rows]:
    """The same rows from a record."""
    features = {type_: [item for item in party.features if item.type == type_] for type_ in TYPES}
    remarks = "".join(" ".join(item.value.split()) for item in features["remark"])
    return {
        "entry": {(party.ref.number, KINDS[party.kind], remarks)},
        "name": {last_and_first(party.names[0])},
        "titles": {(item.value,) for item in features["title"]},
        "programs": {(item.program,) for item in party.designations},
        "ids": set(ids(party)),
        "akas": {
            (item.number, ALIASES[item.type], item.strength, *last_and_first(item))
            for item in party.names[1:]
        },
        "addresses": {address(item) for item in party.addresses},
        "nationality": {(*numbered(item), truth(item.main)) for item in features["nationality"]},
        "citizenship": {(*numbered(item), truth(item.main)) for item in features["citizenship"]},
        "births": {(item.number, item.date.edtf, truth(item.main)) for item in party.birth_dates},
        "places": {(item.number, item.full, truth(item.main)) for item in party.birth_places},
        "vessel": {
            (OF_VESSELS[item.type], item.value)
            for item in party.features
            if item.type in OF_VESSELS and not item.number
        }
        | {
            ("callSign", item.value)
            for item in party.identifiers
            if item.scheme == "vessel-call-sign" and not item.number
        },
    }


def address(item: Address) -> Row:
    land = item.country.name if item.country else ""
    lines = " | ".join(filter(None, item.lines))
    return (item.number, lines, item.city, item.region, item.postal_code, land)


TYPES = ("remark", "title", "nationality", "citizenship")


def ids(party: Party) -> Iterator[Row]:
    for item in party.identifiers:
        if not item.number:
            continue
        # OFAC has no type for the numbers of the maritime organization, the records have.
        is_imo = item.scheme.startswith("imo")
        land = item.country.name if item.country else ""
        doubt = "".join(f" ({word})" for word in item.qualifiers)
        dates = (date.edtf if date else "" for date in (item.issued, item.expires))
        value = f"IMO {item.value}" if is_imo else item.value
        yield (item.number, "imo" if is_imo else item.scheme, value, land + doubt, *dates)
    for feature in party.features:
        if feature.number and feature.type not in TYPES:
            land = feature.country.name if feature.country else ""
            yield (*numbered(feature, feature.type), "" if land == feature.value else land, "", "")


def numbered(item: Feature, *between: str) -> Row:
    return (item.number, *between, item.value)


def truth(main: bool | None) -> str:  # noqa: FBT001 a field of the record
    return {True: "true", False: "false", None: ""}[main]


def last_and_first(name: Name) -> tuple[str, str]:
    parts = dict(name.parts)
    last, first = (parts["family"], parts["given"]) if parts else (name.text, "")
    return " ".join(last.split()), " ".join(first.split())


def imo_aside(found: dict[str, Rows]) -> dict[str, Rows]:
    """The rows with the type of a maritime number set aside, whatever OFAC prints for it."""
    is_imo = re.compile(r"IMO \d{7}")
    ids_ = {
        (uid, "imo" if is_imo.fullmatch(value) else word, value, *rest)
        for uid, word, value, *rest in found["ids"]
    }
    return found | {"ids": ids_}


def records(source: Source, path: Path) -> dict[str, Party]:
    reading = source.read([InputFile(path)], Ledger(left_out=source.left_out))
    return {item.ref.number: item for item in reading.records if isinstance(item, Party)}


def check_ofac(path: Path) -> None:
    parties = records(ofac_xml.SOURCE, path)
    entries = list(etree.parse(path).iterfind("{*}sdnEntry"))
    assert len(entries) == len(parties)
    for entry in entries:
        found = rebuilt(parties[text(entry, "uid")])
        for name, wanted in imo_aside(printed(entry)).items():
            assert collapsed(found[name]) == wanted, (text(entry, "uid"), name)


def said_by(value: object) -> Iterator[str]:
    """Every text in a record, with dates as they are written."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, PartialDate):
        yield value.edtf
    elif is_dataclass(value):
        for field in fields(value):
            yield from said_by(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from said_by(item)
    elif value is not None:
        yield str(value)


def check_un(path: Path) -> None:
    """Every text of an entry stands in its record, save what is left out by name."""
    parties = records(un.SOURCE, path)
    entries = list(etree.parse(path).iter("INDIVIDUAL", "ENTITY"))
    assert len(entries) == len(parties)
    for entry in entries:
        said = "\n".join(said_by(parties[text(entry, "REFERENCE_NUMBER")]))
        for node in entry.iter():
            if len(node) or node.tag in CODED or node.tag in LEFT:
                continue
            for words in pieces(node):
                assert words in said, (text(entry, "REFERENCE_NUMBER"), node.tag)


CODED = {"QUALITY", "TYPE_OF_DATE"}
LEFT = {path.rpartition("/")[2] for path in un.SOURCE.left_out}


def pieces(node: etree._Element) -> list[str]:
    """The text of a field as the record keeps it: in pieces, or by its concept."""
    words = " ".join((node.text or "").split())
    parent = node.getparent()
    if not words or words.casefold() in PLACEHOLDERS:
        return []
    if node.tag == "ALIAS_NAME":
        return words.split("; ")
    if parent is not None and parent.tag == "LIST_TYPE":
        return ["un-sc"]
    if node.tag == "TYPE_OF_DOCUMENT" and words in {"Passport", "National Identification Number"}:
        return []
    day = re.fullmatch(r"(\d{4}-\d\d-\d\d)[+-]\d\d:\d\d", words)
    years = re.fullmatch(r"(\d{4}) - (\d{4})", words)
    return [day[1] if day else "/".join(years.groups()) if years else words]


@pytest.mark.parametrize("entries", [SDN, (BANK, SENSETIME)])
def test_small_ofac_lists_are_rebuilt_from_their_records(
    tmp_path: Path, entries: tuple[str, ...]
) -> None:
    path = tmp_path / "list.xml"
    path.write_text(document(*entries), encoding="utf-8")
    check_ofac(path)


def test_the_small_united_nations_list_is_found_in_its_records(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text(LIST, encoding="utf-8")
    check_un(path)


@pytest.mark.parametrize(
    ("check", "text_", "fault"),
    [
        (check_ofac, document(*SDN), ("category>weak", "category>strong")),
        (check_ofac, document(*SDN), ("Long Street", "Short Street")),
        (check_un, LIST, ("1964-07-17", "1964-07-18")),
    ],
)
def test_an_altered_field_is_noticed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    check: Callable[[Path], None],
    text_: str,
    fault: tuple[str, str],
) -> None:
    path, altered = tmp_path / "list.xml", tmp_path / "altered.xml"
    path.write_text(text_, encoding="utf-8")
    altered.write_text(text_.replace(*fault), encoding="utf-8")
    parse = etree.parse
    monkeypatch.setattr(etree, "parse", lambda _: parse(altered))
    with pytest.raises(AssertionError):
        check(path)


@with_lists
def test_real_ofac_lists_are_rebuilt_from_their_records() -> None:
    paths = sorted((LISTS / "ofac-consolidated-xml").glob("*.xml"))
    assert paths
    for path in paths:
        check_ofac(path)


@with_lists
def test_real_united_nations_lists_are_found_in_their_records() -> None:
    paths = sorted((LISTS / "un-xml").glob("*.xml"))
    assert paths
    for path in paths:
        check_un(path)

"""What a list says can be read back from the published graph alone, field by field.

With ``KG_LISTS`` as few real releases of each list are rebuilt as hold every kind of field
between them, the three of the UN's list whole, and with ``KG_HYPOTHESIS=thorough`` all of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from kg import terms
from kg.graph.build import build
from kg.graph.context import Context
from kg.graph.schemes import shipped_schemes
from kg.iri import Iris
from kg.lines import read_lines, sorted_unique
from kg.pipeline import publish
from kg.publication import Options
from kg.sources.base import Ledger, Source
from kg.sources.files import InputFile
from kg.sources.ofac.standard import reader as ofac_xml
from kg.sources.un import reader as un
from kg.vocab import DCT, LOCN, RDFS, SKOS, SX
from tests.fidelity import rebuild_ofac_xml, rebuild_un
from tests.fidelity.published import Graph, read_graph
from tests.fidelity.trees import child, differences, tag
from tests.sources.consolidated_list import LIST, PERSON, document
from tests.sources.ofac.standard_xml import BANK, SDN, SENSETIME
from tests.sources.ofac.standard_xml import document as standard

LISTS = Path(os.environ.get("KG_LISTS", ""))
with_lists = pytest.mark.skipif("KG_LISTS" not in os.environ, reason="KG_LISTS is not set")
A_FEW = 3
THOROUGH = os.environ.get("KG_HYPOTHESIS") == "thorough"

GAPS = """
<sdnEntry><uid>9</uid><lastName>GAPS INC</lastName><sdnType>Entity</sdnType>
  <programList><program>SDGT</program></programList>
  <idList>
    <id><uid>91</uid><idType>Tax ID No.</idType><idNumber>5</idNumber>
      <issueDate>some day</issueDate></id>
    <id><uid>92</uid><idType>Passport</idType><idCountry>Iran</idCountry></id>
    <id><uid>93</uid><idType>Tax ID No.</idType><idNumber>5</idNumber>
      <issueDate>some day</issueDate></id>
    <id><uid>95</uid><idType>Additional Program Tags -</idType><idNumber>[IRGC]</idNumber></id>
  </idList>
  <addressList><address><uid>94</uid><address1>1 Road</address1><address3>Office</address3>
    <country>Iran</country></address></addressList>
</sdnEntry>"""
DOCUMENTS = PERSON.replace(
    "<SORT_KEY/>",
    """<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>1</NUMBER>
    <CITY_OF_ISSUE>Kuwait</CITY_OF_ISSUE></INDIVIDUAL_DOCUMENT>
    <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>2</NUMBER>
    <COUNTRY_OF_ISSUE>Iran / unknown</COUNTRY_OF_ISSUE></INDIVIDUAL_DOCUMENT>
    <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>
    <TYPE_OF_DOCUMENT2>Card no 77</TYPE_OF_DOCUMENT2></INDIVIDUAL_DOCUMENT>
    <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>
    <DATE_OF_ISSUE>2001-02-03</DATE_OF_ISSUE><CITY_OF_ISSUE>Herat</CITY_OF_ISSUE>
    </INDIVIDUAL_DOCUMENT><SORT_KEY/>""",
).replace("<FOURTH_NAME>II</FOURTH_NAME>", "<FOURTH_NAME>na</FOURTH_NAME>")


@dataclass(frozen=True)
class Format:
    """How the entries of one list are found in a file, and rebuilt from a graph."""

    source: Source
    entries: str
    number: str
    rebuilt: Callable[[Graph], Iterable[tuple[str, etree._Element]]]
    compared: Callable[[Graph, etree._Element], etree._Element]


OFAC = Format(
    ofac_xml.SOURCE,
    "{*}sdnEntry",
    "uid",
    rebuild_ofac_xml.rebuilt,
    rebuild_ofac_xml.compared,
)
UN = Format(
    un.SOURCE,
    "*/*",
    "REFERENCE_NUMBER",
    rebuild_un.rebuilt,
    rebuild_un.compared,
)


def lines_of(format_: Format, path: Path) -> Iterator[str]:
    """The lines of the release, made as publishing makes them."""
    reading = format_.source.read([InputFile(path)], Ledger(left_out=format_.source.left_out))
    context = Context(reading.release, iris=Iris(), schemes=shipped_schemes())
    return sorted_unique(
        terms.line(*statement, context.graph) for statement in build(context, reading.records)
    )


def problems_of(format_: Format, path: Path, lines: Iterable[str]) -> list[str]:
    """What the rebuilt entries and those of the file do not have in common."""
    graph = read_graph(lines)
    made = dict(format_.rebuilt(graph))
    printed = list(etree.parse(path).getroot().iterfind(format_.entries))
    numbers = [child(entry, format_.number) for entry in printed]
    found = [f"not the same entries: {set(numbers) ^ set(made)}"] * (set(numbers) != set(made))
    for number, entry in zip(numbers, printed, strict=True):
        told = differences(format_.compared(graph, entry), made[number])
        found.extend(f"{number}: {line}" for line in told)
    return found


def _written(folder: Path, text: str) -> Path:
    path = folder / "list.xml"
    path.write_text(text, encoding="utf-8")
    return path


CASES = [
    (OFAC, standard(*SDN)),
    (OFAC, standard(BANK, SENSETIME, GAPS)),
    (UN, LIST),
    (UN, document(individuals=DOCUMENTS)),
]


@pytest.mark.parametrize(("format_", "text"), CASES)
def test_every_entry_of_a_small_list_is_rebuilt_from_the_published_dump(
    tmp_path: Path, format_: Format, text: str
) -> None:
    path = _written(tmp_path, text)
    options = Options(out=tmp_path / "site", despite_violations=True)
    publish([path], options, lambda _step, _done: None)

    dump = tmp_path / "site" / "dump" / "all.nq"
    assert problems_of(format_, path, read_lines(dump)) == []


def test_the_header_is_rebuilt_too(tmp_path: Path) -> None:
    path = _written(tmp_path, standard(*SDN))
    graph = read_graph(lines_of(OFAC, path))
    (printed,) = etree.parse(path).getroot().iterfind("{*}publshInformation")

    assert differences(printed, rebuild_ofac_xml.publication(graph)) == []


DROPPED = [
    *(DCT.type, DCT.date, SKOS.notation, SX.idScheme, SX.countryName, SX.value, SX.issuer),
    *(SX.nameStrength, SX.edtf, SX.issuedOn, SX.addressLine1, SX.listedOn, SX.event),
    *(SX.namePart1, SX.namePart2, SX.namePart4, RDFS.comment, LOCN.postName, SX.program),
    *(LOCN.adminUnitL2, LOCN.postCode, SX.name, SX.identifier, SX.address, SX.birthDate),
    *(SX.birthPlace, SX.feature),
]


@pytest.mark.parametrize("predicate", DROPPED)
def test_a_predicate_dropped_from_the_graph_is_noticed(tmp_path: Path, predicate: str) -> None:
    path = _written(tmp_path, LIST)
    lines = [line for line in lines_of(UN, path) if terms.split_line(line)[1] != predicate]

    try:
        problems = problems_of(UN, path, lines)
    except (AssertionError, KeyError, ValueError):
        return
    assert problems


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1964-07-17", "1964-07-18"),
        ("<QUALITY>Low", "<QUALITY>Good"),
        ("APPROXIMATELY", "EXACT"),
        ("<VALUE>2017-01-02", "<VALUE>2017-01-03"),
        ("Ration Card no", "Card no"),
        ("<NOTE>previous address</NOTE>", ""),
    ],
)
def test_an_altered_field_is_noticed(tmp_path: Path, old: str, new: str) -> None:
    lines = list(lines_of(UN, _written(tmp_path, LIST)))
    assert old in LIST

    assert problems_of(UN, _written(tmp_path, LIST.replace(old, new, 1)), lines)


def _kinds(path: Path, told: frozenset[str]) -> frozenset[str]:
    """The kinds of field in a release: the names of its elements, and some elements' words."""
    elements = list(etree.parse(path).iter(etree.Element))
    places = (f"{tag(each)}/{tag(part)}" for each in elements for part in each)
    words = (f"{tag(each)} {each.text}" for each in elements if tag(each) in told)
    return frozenset((*places, *words))


def _real(folder: str, told: frozenset[str]) -> list[Path]:
    """As few real releases as have every kind of field, or all: of a few, or to be thorough."""
    paths = sorted((LISTS / folder).glob("*.xml"))
    kinds = {path: _kinds(path, told) for path in paths}
    missing, chosen = frozenset[str]().union(*kinds.values()), list[Path]()
    while missing:
        path = max(paths, key=lambda path: len(kinds[path] & missing))
        chosen.append(path)
        missing -= kinds[path]
    return paths if THOROUGH or len(paths) <= A_FEW else chosen


@with_lists
@pytest.mark.parametrize(
    ("format_", "folder", "told"),
    [
        (OFAC, "ofac-consolidated-xml", {"idType", "program", "sdnType", "type", "category"}),
        (UN, "un-xml", {"QUALITY", "TYPE_OF_DATE", "TYPE_OF_DOCUMENT", "UN_LIST_TYPE"}),
    ],
    ids=["ofac", "un"],
)
def test_every_entry_of_real_lists_is_rebuilt(format_: Format, folder: str, told: set[str]) -> None:
    paths = _real(folder, frozenset(told))
    assert paths
    for path in paths:
        assert problems_of(format_, path, lines_of(format_, path)) == []

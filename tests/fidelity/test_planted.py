"""Whatever is altered in an OFAC list, or in the graph of it, is noticed when it is rebuilt."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from lxml import etree

from kg import terms
from kg.vocab import DCT, FOAF, RDFS, SCHEMA, SKOS, SX
from tests.fidelity import rebuild_ofac_xml
from tests.fidelity.published import read_graph
from tests.fidelity.test_fidelity import GAPS, OFAC, lines_of, problems_of
from tests.fidelity.trees import child, differences, tag
from tests.sources.ofac.standard_xml import BANK, SDN, SENSETIME, document

TEXT = document(*SDN, BANK, SENSETIME, GAPS)
NOT_PRINTED = {
    # said again, for who will not walk nodes
    *(RDFS.label, SKOS.altLabel, FOAF.homepage, SCHEMA.gender, SCHEMA.nationality, SX.citizenship),
    # made of what is printed: codes of countries, bounds of dates, the letters of a name, what
    # a feature says of one designation, and the links that the remarks hold
    *(SX.country, SX.earliest, SX.latest, SX.script),
    *(SX.listedOn, SX.effectiveOn, SX.divestBy, SX.provision),
    *(SX["from"], SX.to, SX.relationType, SX.linkedToName),
    # what every entry of the list has by being on it
    *(DCT.source, SX.designatedBy, SX.designates, SX.ground, SX.legalBasis, SX.list),
    *(SX.measure, SX.status),
}
Files = tuple[Path, list[str]]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The list and the lines of its graph."""
    path = tmp_path_factory.mktemp("planted") / "list.xml"
    path.write_text(TEXT, encoding="utf-8")
    return path, list(lines_of(OFAC, path))


def test_every_field_altered_in_the_list_is_noticed(release: Files) -> None:
    path, lines = release
    graph = read_graph(lines)
    made = dict(rebuild_ofac_xml.rebuilt(graph))
    tried, passed = set(), []
    for entry in etree.parse(path).getroot().iterfind("{*}sdnEntry"):
        number = child(entry, "uid")
        for place, leaf in enumerate(entry.iter(etree.Element)):
            if len(leaf) or not (leaf.text or "").strip():
                continue
            altered = copy.deepcopy(entry)
            field = list(altered.iter(etree.Element))[place]
            field.text = f"{field.text}7"
            where = "/".join(tag(each) for each in (*reversed([*leaf.iterancestors()]), leaf))
            tried.add(where)
            if not differences(rebuild_ofac_xml.compared(graph, altered), made[number]):
                passed.append((number, where))
    assert passed == []
    assert len(tried) == 44


def test_every_predicate_altered_in_the_graph_is_noticed_or_is_not_printed(release: Files) -> None:
    path, lines = release
    said = (terms.split_line(line) for line in lines)
    predicates = {predicate for subject, predicate, *_ in said if "/id/party/" in subject}
    unnoticed = {each for each in predicates if not _is_noticed(path, lines, each)}
    assert unnoticed == NOT_PRINTED
    assert len(predicates) == 59


def _is_noticed(path: Path, lines: list[str], predicate: str) -> bool:
    try:
        return bool(problems_of(OFAC, path, (_altered(line, predicate) for line in lines)))
    except (AssertionError, KeyError, ValueError):
        return True


def _altered(line: str, predicate: str) -> str:
    """The line with its object altered when it is of the predicate."""
    subject, own, object_, graph = terms.split_line(line)
    if own != predicate:
        return line
    end = object_.rindex('"') if object_.startswith('"') else len(object_) - 1
    return terms.line(subject, own, f"{object_[:end]}7{object_[end:]}", graph)

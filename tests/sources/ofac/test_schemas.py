"""Every element and attribute of OFAC's published schemas is taken, or left by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from kg.coverage import Coverage, coverage
from tests.sources.ofac.schema_instances import Instance, paths

WORDS = {
    "AliasType": "Name",
    "CalendarType": "Gregorian",
    "Country": "China",
    "DocNameStatus": "Primary Latin",
    "EntryEventType": "Created",
    "FeatureType": "Location",
    "LocPartType": "CITY",
    "IDRegDocDateType": "Issue Date",
    "List": "SDN List",
    "NamePartType": "Last Name",
    "PartySubType": "Individual",
    "PartyType": "Individual",
    "RelationQuality": "High",
    "Reliability": "Confirmed",
    "SanctionsType": "Program",
    "Script": "Latin",
    "Validity": "Fraudulent",
}
"""Words that mean something in the advanced form; any other word serves for the other sets."""

OWN = {
    "DistinctParty": "508",
    "DocumentedName": "504",
    "IDRegDocument": "502",
    "Identity": "503",
    "Location": "501",
    "NamePartGroup": "505",
    "Profile": "508",
    "ProfileRelationship": "510",
    "SanctionsEntry": "509",
}
"""The numbers of what other parts of an advanced document refer to."""

FIXED = {"FixedRef": OWN["Profile"], "To-ProfileID": "599"}
POINTS = {"Year": "1970", "Month": "3", "Day": "4"}
CHANGES = {"DeltaAction", "DeltaBaseVersion", "EntryDeltaFlag"}
"""Marks of a list of changes, which the reader refuses."""

ENHANCED_WORDS = {
    "dataAsOf": "2021-12-10T10:00:00",
    "entityType": "Individual",
    "sanctionsList": "SDN List",
    "script": "Cyrillic",
    "country": "China",
    "issuingCountry": "China",
    "reliability": "Confirmed",
    "isValid": "false",
    "aliasType": "Name",
    "formattedFirstName": "Lu",
    "formattedLastName": "HEZHENG",
    "formattedFullName": "HEZHENG, Lu",
    "namePart/type": "Last Name",
    "namePart/value": "HEZHENG",
    "addressPart/type": "CITY",
}


class Counted:
    """Values that are told apart by a number behind them."""

    def __init__(self) -> None:
        self.count = 0

    def number(self) -> str:
        """The next number."""
        self.count += 1
        return str(7000 + self.count)


class Advanced(Counted):
    """Values of an advanced document whose references fit together."""

    def __call__(self, path: str, type_: str) -> str:
        element, name = path.split("/")[-2:]
        if name.startswith("@"):
            return self.attribute(element, name[1:], type_, is_word="/ReferenceValueSets/" in path)
        if name in POINTS:
            return POINTS[name]
        if "/ReferenceValueSets/" in path:
            return WORDS.get(name, f"{name} word")
        return self.number() if name.endswith("s") else f"some longer text {self.number()}"

    def attribute(self, element: str, name: str, type_: str, *, is_word: bool) -> str:
        """An attribute: a number of its own, one that refers to a part or a word, or a flag."""
        referred = name.removesuffix("ID").rpartition("-")[2]
        if name in CHANGES:
            return ""
        if name in FIXED or type_ == "boolean":
            return FIXED.get(name, "true")
        if name == "ID":
            return "1" if is_word else OWN.get(element) or self.number()
        if name.endswith("ID") and not is_word:
            return OWN.get(referred, "1")
        return "1" if name.endswith("ID") else f"some longer text {self.number()}"


class Enhanced(Counted):
    """Values of an enhanced document."""

    def __call__(self, path: str, type_: str) -> str:
        name = path.rpartition("/")[2]
        for known in (name, "/".join(path.split("/")[-2:])):
            if known in ENHANCED_WORDS:
                return ENHANCED_WORDS[known]
        if name == "@entityId":
            return "599"
        if type_ == "boolean":
            return "true"
        if type_ in {"date", "dateTime"}:
            return "1970-03-04"
        return self.number() if type_ in {"int", "integer"} else f"some longer text {self.number()}"


def _covered(folder: Path, made: etree._Element) -> Coverage:
    path = folder / "list.xml"
    path.write_bytes(etree.tostring(made, encoding="utf-8", xml_declaration=True))
    (found,) = coverage([path])
    return found


CALENDAR = "Sanctions/DateOfIssue/@CalendarTypeID"
"""Stands before the words it refers to, so that its word is not known yet."""

WITHIN = (
    "ProfileRelationship/@",
    "NamePartValue",
    "DocumentedNamePart/@LeadingChars",
    "Alias/DatePeriod/",
    "relationship/dateRange/",
)
"""Said within a longer text: a relation to a party elsewhere, a name put together, a note."""


@pytest.mark.parametrize(
    ("schema", "choose", "fields"),
    [
        ("advanced_xml.xsd", Advanced, 389),
        ("2024-03-sdn_advanced.xsd", Advanced, 389),
        ("enhanced_xml.xsd", Enhanced, 128),
    ],
)
def test_every_field_of_a_schema_is_in_the_graph_or_left_by_name(
    lists: Path, tmp_path: Path, schema: str, choose: type[Advanced | Enhanced], fields: int
) -> None:
    root = "Sanctions" if choose is Advanced else "sanctionsData"
    made = Instance.of(lists / "ofac-schemas" / schema, choose()).document(root)

    found = _covered(tmp_path, made)

    assert not [row.path for row in found.fields if row.unnamed]
    missing = {row.path for row in found.fields if row.missing} - {CALENDAR}
    assert not {path for path in missing if not any(part in path for part in WITHIN)}
    assert {row.path for row in found.fields} == set(paths(made))
    assert len(found.fields) == fields
    assert found.records == 1

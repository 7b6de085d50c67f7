"""Write a made-up file in OFAC's advanced XML, of real size and proportions, for measuring.

Run from the project's folder; the same seed writes the same bytes::

    python -m benchmarks.advanced_generator OUT.xml --parties 19000 --seed 7

The file is valid against OFAC's schema ``advanced_xml.xsd``. All parties are invented.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from benchmarks import advanced_proportions as p
from benchmarks.advanced_parties import Document, Location, Maker, Party
from benchmarks.advanced_reference_sets import reference_sets

NAMESPACE = (
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML"
)
_ISSUED = dt.date(2025, 8, 27)
_DATE_FLAGS = {"YearFixed": "false", "MonthFixed": "false", "DayFixed": "false"}
_FIXED = {"YearFixed": "true", "MonthFixed": "true", "DayFixed": "true"}


class _Writer:
    """Writes elements, indented as OFAC indents them."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._open = stream, list[str]()

    def start(self, tag: str, **attributes: str) -> None:
        self._stream.write(f"{'  ' * len(self._open)}<{tag}{_attributes(attributes)}>\n")
        self._open.append(tag)

    def end(self, count: int = 1) -> None:
        for _ in range(count):
            tag = self._open.pop()
            self._stream.write(f"{'  ' * len(self._open)}</{tag}>\n")

    def leaf(self, tag: str, text: str = "", **attributes: str) -> None:
        end = f">{escape(text)}</{tag}>" if text else " />"
        self._stream.write(f"{'  ' * len(self._open)}<{tag}{_attributes(attributes)}{end}\n")

    def day(self, date: dt.date) -> None:
        for tag, part in (("Year", date.year), ("Month", date.month), ("Day", date.day)):
            self.leaf(tag, str(part))

    def period(self, start: dt.date, end: dt.date, *, approximate: bool = False) -> None:
        flags = {"Approximate": str(approximate).lower(), **_DATE_FLAGS}
        self.start("DatePeriod", CalendarTypeID="1", **_DATE_FLAGS)
        for tag, date in (("Start", start), ("End", end)):
            self.start(tag, **flags)
            for side in ("From", "To"):
                self.start(side)
                self.day(date)
                self.end()
            self.end()
        self.end()


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def write(stream: TextIO, *, parties: int, seed: int) -> None:
    """Write a whole file of so many parties."""
    maker = Maker(seed)
    made = [maker.party() for _ in range(parties)]
    writer = _Writer(stream)
    stream.write('<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n')
    writer.start("Sanctions", xmlns=NAMESPACE, Version="3")
    writer.start("DateOfIssue", CalendarTypeID="1")
    writer.day(_ISSUED)
    writer.end()
    _write_references(writer)
    writer.start("Locations")
    for one in made:
        for place in one.locations:
            _write_location(writer, place)
    writer.end()
    writer.start("IDRegDocuments")
    for one in made:
        for document in one.documents:
            _write_document(writer, one, document)
    writer.end()
    writer.start("DistinctParties")
    for one in made:
        _write_party(writer, maker, one)
    writer.end()
    writer.start("ProfileRelationships")
    _write_relations(writer, maker, made)
    writer.end()
    writer.start("SanctionsEntries")
    for one in made:
        _write_entries(writer, maker, one)
    writer.end()
    writer.leaf("SanctionsEntryLinks")
    writer.end()


def _write_references(writer: _Writer) -> None:
    writer.start("ReferenceValueSets")
    for name, values in reference_sets():
        writer.start(f"{name}Values")
        for number, word, more in values:
            writer.leaf(name, word, ID=number, **more)
        writer.end()
    writer.end()


def _write_location(writer: _Writer, place: Location) -> None:
    writer.start("Location", ID=place.number)
    if place.country or not place.parts:
        writer.leaf("LocationAreaCode", AreaCodeID=place.country or p.UNDETERMINED[0])
    if place.country:
        writer.leaf("LocationCountry", CountryID=place.country, CountryRelevanceID="1413")
    for type_, values in place.parts:
        writer.start("LocationPart", LocPartTypeID=type_)
        for script, text in values:
            writer.start(
                "LocationPartValue",
                Primary="false" if script else "true",
                LocPartValueTypeID="1",
                LocPartValueStatusID="1",
            )
            writer.leaf("Comment", script)
            writer.leaf("Value", text)
            writer.end()
        writer.end()
    if place.feature:
        writer.leaf("FeatureVersionReference", FeatureVersionID=place.feature)
    if place.document:
        writer.leaf("IDRegDocumentReference", IDRegDocumentID=place.document)
    writer.end()


def _write_document(writer: _Writer, party: Party, document: Document) -> None:
    writer.start(
        "IDRegDocument",
        ID=document.number,
        IDRegDocTypeID=document.type,
        IdentityID=party.identity,
        **document.attributes,
    )
    writer.leaf("Comment")
    writer.leaf("IDRegistrationNo", document.value)
    writer.leaf("IssuingAuthority", document.authority)
    for type_, date in document.dates:
        writer.start("DocumentDate", IDRegDocDateTypeID=type_)
        writer.period(date, date)
        writer.end()
    writer.leaf("DocumentedNameReference", DocumentedNameID=document.name)
    writer.end()


def _write_party(writer: _Writer, maker: Maker, party: Party) -> None:
    fixed = {"FixedRef": party.number}
    writer.start("DistinctParty", **fixed)
    writer.leaf("Comment")
    writer.start("Profile", ID=party.number, PartySubTypeID=party.subtype)
    writer.start("Identity", ID=party.identity, **fixed, **{"Primary": "true", "False": "false"})
    for alias in party.aliases:
        _write_alias(writer, alias, fixed)
    writer.start("NamePartGroups")
    for group, type_ in party.groups:
        writer.start("MasterNamePartGroup")
        writer.leaf("NamePartGroup", ID=group, NamePartTypeID=type_)
        writer.end()
    writer.end(2)
    for feature in party.features:
        _write_feature(writer, maker, party, feature)
    writer.end(2)


def _write_alias(writer: _Writer, alias: Mapping[str, object], fixed: Mapping[str, str]) -> None:
    is_primary = alias["type"] == "1403"
    writer.start(
        "Alias",
        **fixed,
        AliasTypeID=str(alias["type"]),
        Primary=str(is_primary).lower(),
        LowQuality=str(alias["low"]).lower(),
    )
    for status, (number, parts) in alias["spellings"]:  # type: ignore[attr-defined]
        writer.start("DocumentedName", ID=number, **fixed, DocNameStatusID=status)
        for group, script, text in parts:
            writer.start("DocumentedNamePart")
            more = {"ScriptID": script, "ScriptStatusID": "1", "Acronym": "false"}
            writer.leaf("NamePartValue", text, NamePartGroupID=group, **more)
            writer.end()
        writer.end()
    writer.end()


def _write_feature(
    writer: _Writer, maker: Maker, party: Party, feature: Mapping[str, object]
) -> None:
    writer.start("Feature", ID=str(feature["number"]), FeatureTypeID=str(feature["type"]))
    reliability = str(feature["reliability"])
    writer.start("FeatureVersion", ID=str(feature["version"]), ReliabilityID=reliability)
    writer.leaf("Comment")
    match feature["detail"], feature["value"]:
        case "date", (dt.date() as day, shape):
            writer.period(*_ends(day, str(shape)), approximate=maker.happens(p.APPROXIMATE))
            writer.leaf("VersionDetail", DetailTypeID="1430")
        case "lookup", value:
            writer.leaf("VersionDetail", DetailTypeID="1431", DetailReferenceID=str(value))
        case "country", _:
            writer.leaf("VersionDetail", DetailTypeID="1433")
        case "text", value:
            writer.leaf("VersionDetail", str(value), DetailTypeID="1432")
    if "location" in feature:
        writer.leaf("VersionLocation", LocationID=str(feature["location"]))
    writer.end()
    writer.leaf("IdentityReference", IdentityID=party.identity, IdentityFeatureLinkTypeID="1")
    writer.end()


def _ends(day: dt.date, shape: str) -> tuple[dt.date, dt.date]:
    if shape == "day":
        return day, day
    years = 5 if shape == "span" else 0
    return day.replace(month=1, day=1), dt.date(day.year + years, 12, 31)


def _write_relations(writer: _Writer, maker: Maker, parties: Sequence[Party]) -> None:
    for _ in range(len(parties) * p.RELATIONS // p.PARTIES if len(parties) > 1 else 0):
        start, end = maker.random.sample(parties, 2)
        numbers = {"From-ProfileID": start.number, "To-ProfileID": end.number}
        writer.start(
            "ProfileRelationship",
            ID=maker.number("relation"),
            **numbers,
            RelationTypeID=maker.choose(p.RELATION_TYPES)[0],
            RelationQualityID=maker.choose(p.RELATION_QUALITIES)[0],
            Former=str(maker.happens(0.002)).lower(),
            SanctionsEntryID=start.number,
        )
        writer.leaf("Comment")
        writer.end()


def _write_entries(writer: _Writer, maker: Maker, party: Party) -> None:
    _write_entry(writer, maker, party, party.number, "1550")
    for number, count in p.OTHER_LISTS.items():
        if maker.happens(count / p.PARTIES):
            _write_entry(writer, maker, party, f"7{number}{party.number}", "91512")
            _write_entry(writer, maker, party, f"5{number}{party.number}", number)


def _write_entry(writer: _Writer, maker: Maker, party: Party, own: str, list_: str) -> None:
    writer.start("SanctionsEntry", ID=own, ProfileID=party.number, ListID=list_)
    for _ in range(1 + maker.happens(p.MORE_EVENTS / p.PARTIES)):
        basis = maker.random.choice(party.tags)[1]
        event = maker.number("event")
        writer.start("EntryEvent", ID=event, EntryEventTypeID="1", LegalBasisID=basis)
        writer.leaf("Comment")
        writer.start("Date", CalendarTypeID="1")
        writer.day(_ISSUED - dt.timedelta(days=maker.random.randrange(9_000)))
        writer.end(2)
    for type_, comment in (("1705", ""), *(("1", tag) for tag, _ in party.tags)):
        writer.start("SanctionsMeasure", ID=maker.number("measure"), SanctionsTypeID=type_)
        if comment:
            writer.leaf("Comment", comment)
        writer.leaf("DatePeriod", CalendarTypeID="1", **_FIXED)
        writer.end()
    writer.end()


def main() -> None:
    """Write the file that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path, help="the file to write")
    parser.add_argument("--parties", type=int, default=19_000)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    with chosen.out.open("w", encoding="utf-8", newline="\n") as stream:
        write(stream, parties=chosen.parties, seed=chosen.seed)
    print(f"{chosen.out}: {chosen.parties:,} parties, {chosen.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

"""A small list in OFAC's advanced XML, and how to read one, for the tests of that format."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.model import Party, Record, Relation
from kg.sources.base import Ledger, Reading
from kg.sources.files import InputFile
from kg.sources.ofac.advanced import reader as ofac_advanced
from tests.sources.ofac.advanced_elements import (
    alias,
    at,
    dated,
    detail,
    document_of,
    entry,
    feature,
    location,
    party,
    period,
    point,
    references,
    relationship,
    year,
)

NEW, OLD, OLD_SAFE = ofac_advanced.NAMESPACES

PERSON_FEATURES = "".join(
    (
        feature("41", "Birthdate", year(1970, approximate=True) + detail("DATE")),
        feature(
            "42",
            "Birthdate",
            period(("1970-01-01", "1970-12-31"), ("1975-01-01", "1975-12-31")) + detail("DATE"),
        ),
        feature("51", "Place of Birth", detail("TEXT", "Dandong, China")),
        feature("2", "Gender", detail("LOOKUP", word="Male"), reliability="Confirmed"),
        feature("31", "Nationality Country", at("31", "COUNTRY")),
        feature("32", "Citizenship Country", at("32", "COUNTRY")),
        feature("8", "Title", detail("TEXT", "Director; Minister")),
        feature(
            "3",
            "Secondary sanctions risk:",
            detail("LOOKUP", word="North Korea Sanctions Regulations"),
        ),
        feature("5", "Website", detail("TEXT", "www.example.org")),
        feature(
            "6",
            "Digital Currency Address - XBT",
            detail("TEXT", "1AjZPMsnmpdK2Rv9KQNfMurTXinscVro9V"),
        ),
        feature("21", "Location", at("21")),
        feature("22", "Location", at("22")),
        feature("23", "Location", at("23")),
    )
)
PERSON = party(
    "34019",
    "4",
    alias("Name", "Last Name:HEZHENG;First Name:Lu", primary=True, number=340190)
    + alias("A.K.A.", "Last Name:HE;First Name:Zheng", number=340192)
    + alias("F.K.A.", "Last Name:LAO LU", low=True, number=340193),
    PERSON_FEATURES,
)
COMPANY = party(
    "34024", "3", alias("Name", "Entity Name:Hongman Ltd.", primary=True, number=340240)
)
SHIP = party(
    "28263",
    "1",
    alias("Name", "Vessel Name:STAR", primary=True, number=282630),
    "".join(
        feature(f"7{place}", word, detail("TEXT", text))
        for place, (word, text) in enumerate(
            (
                ("Vessel Call Sign", "5IM316"),
                ("VESSEL TYPE", "Crude Oil Tanker"),
                ("Vessel Flag", "Iran"),
                ("Vessel Owner", "National Co."),
                ("Vessel Tonnage", "318021"),
                ("Vessel Gross Registered Tonnage", "164241"),
            )
        )
    ),
)
LOCATIONS = (
    location(
        "21",
        "China",
        (
            ("CITY", "Dandong||丹东|Chinese Simplified"),
            ("ADDRESS1", "1 Long Street"),
            ("ADDRESS2", "Floor 2"),
            ("ADDRESS3", "Room 3"),
            ("STATE/PROVINCE", "Liaoning"),
            ("POSTAL CODE", "118000"),
        ),
        '<LocationAreaCode AreaCodeID="1"/>',
    ),
    location("22", "undetermined"),
    location(
        "23", "", (("CITY", "Gaza"), ("REGION", "Gaza")), '<LocationAreaCode AreaCodeID="2"/>'
    ),
    location("31", "", (("Unknown", "China"),)),
    location("32", "", (("Unknown", "Korea, North"),)),
)
DOCUMENTS = (
    document_of(
        "1",
        "34019",
        "Passport",
        "E123",
        more='IssuedBy-CountryID="1" ValidityID="1"',
        dates=dated("Issue Date", "2016-01-02") + dated("Expiration Date", "2026-01-01"),
    ),
    document_of("4", "34019", "Passport", "F9", more='IssuedBy-CountryID="2" ValidityID="1"'),
    document_of("61", "28263", "Vessel Registration Identification", "IMO 9187629"),
)
ENTRIES = (
    entry(
        "34019",
        "34019",
        ("DPRK3", "GLOMAG"),
        events=(
            ("2021-12-10", "Executive Order 13722 (North Korea)"),
            ("2020-01-05", "Executive Order 13818 (Global Magnitsky)"),
        ),
    ),
    entry(
        "34024",
        "34024",
        ("DPRK3",),
        events=(("2021-12-10", "Executive Order 13722 (North Korea)"),),
    ),
    entry("28263", "28263", ("IRAN", "SDGT")),
)
RELATIONS = (relationship("11797", ("34019", "34024"), "Acting for or on behalf of", "34019"),)


def document(  # noqa: PLR0913 - one argument for each field
    *,
    parties: Iterable[str] = (PERSON, COMPANY, SHIP),
    locations: Iterable[str] = LOCATIONS,
    documents: Iterable[str] = DOCUMENTS,
    relations: Iterable[str] = RELATIONS,
    entries: Iterable[str] = ENTRIES,
    links: Iterable[str] = (),
    namespace: str = NEW,
    date: str = "2021-12-10",
) -> str:
    """A whole file of the given sections."""
    sections = (
        ("Locations", locations),
        ("IDRegDocuments", documents),
        ("DistinctParties", parties),
        ("ProfileRelationships", relations),
        ("SanctionsEntries", entries),
        ("SanctionsEntryLinks", links),
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Sanctions xmlns="{namespace}" Version="3">'
        f'<DateOfIssue CalendarTypeID="1">{point(date)}</DateOfIssue>'
        f"<ReferenceValueSets>{references()}</ReferenceValueSets>"
        + "".join(f"<{tag}>{''.join(items)}</{tag}>" for tag, items in sections)
        + "</Sanctions>"
    )


def read(
    folder: Path, text: str | bytes, *, name: str = "advanced.xml", quarantine: bool = False
) -> tuple[Reading, list[Record]]:
    """Write a file into the folder and read it to the end."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    source = ofac_advanced.SOURCE
    ledger = Ledger(left_out=source.left_out, quarantine=quarantine)
    reading = source.read([InputFile(path)], ledger)
    return reading, list(reading.records)


def parties(records: Iterable[Record]) -> dict[str, Party]:
    """The parties among the records by OFAC's number."""
    return {item.ref.number: item for item in records if isinstance(item, Party)}


def relations(records: Iterable[Record]) -> list[Relation]:
    """The relations among the records."""
    return [item for item in records if isinstance(item, Relation)]


COMPANY_ENTRY = entry("34024", "34024", ("DPRK3",))


def company(folder: Path, names: str = "", features: str = "", more: str = "") -> Party:
    """The company of a file whose only party it is, with other content."""
    made = party(
        "34024",
        "3",
        names or alias("Name", "Entity Name:HONGMAN LTD.", primary=True, number=340240),
        features,
        more,
    )
    text = document(parties=(made,), documents=(), relations=(), entries=(COMPANY_ENTRY,))
    return parties(read(folder, text)[1])["34024"]

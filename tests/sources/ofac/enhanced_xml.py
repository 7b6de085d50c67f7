"""Small files in OFAC's enhanced XML, and delta files of the same shape, for tests to change."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from kg.model import Party, Record
from kg.sources.base import Ledger, Reading, Source
from kg.sources.files import InputFile
from kg.sources.ofac.enhanced import delta_reader as ofac_delta
from kg.sources.ofac.enhanced import reader as ofac_enhanced

(NAMESPACE,) = ofac_enhanced.NAMESPACES
(DELTA_NAMESPACE,) = ofac_delta.NAMESPACES


def name(  # noqa: PLR0913 - one argument for each field
    number: str, text: str, *, type_: str = "", low: bool = False, more: str = "", marks: str = ""
) -> str:
    """A name printed ``LAST, First``; one without a type is the primary name."""
    last, _, first = text.partition(", ")
    given = f"<formattedFirstName>{first}</formattedFirstName>" if first else ""
    parts = "".join(
        f'<namePart id="1"><type refId="1">{word}</type><value>{value}</value></namePart>'
        for word, value in (("First Name", first), ("Last Name", last))
        if value
    )
    alias = f'<aliasType refId="2">{type_}</aliasType>' if type_ else ""
    return (
        f'<name id="{number}"{marks}><isPrimary>{str(not type_).lower()}</isPrimary>{alias}'
        f"<isLowQuality>{str(low).lower()}</isLowQuality><translations>"
        f'<translation id="{number}"><isPrimary>true</isPrimary><script refId="3">Latin</script>'
        f"{given}<formattedLastName>{last}</formattedLastName>"
        f"<formattedFullName>{text}</formattedFullName><nameParts>{parts}</nameParts></translation>"
        f"{more}</translations></name>"
    )


def translation(number: str, script: str, text: str, parts: str = "") -> str:
    """A further spelling of a name in another script."""
    return (
        f'<translation id="{number}"><isPrimary>false</isPrimary>'
        f'<script refId="4">{script}</script>'
        f"<formattedLastName>{text}</formattedLastName><formattedFullName>{text}</formattedFullName>"
        f"<nameParts>{parts}</nameParts></translation>"
    )


def days(tag: str, first: str, last: str, *, approximate: bool = False, ends: bool = False) -> str:
    """A period from one day to another; ``ends`` widens both to their years."""
    begin, end = (first[:4] + "-12-31", last[:4] + "-01-01") if ends else (first, last)
    return (
        f'<{tag} id="1"><fromDateBegin>{first}</fromDateBegin><fromDateEnd>{begin}</fromDateEnd>'
        f"<toDateBegin>{end}</toDateBegin><toDateEnd>{last}</toDateEnd>"
        f"<isApproximate>{str(approximate).lower()}</isApproximate><isDateRange>false</isDateRange></{tag}>"
    )


def feature(  # noqa: PLR0913 - one argument for each field
    number: str,
    word: str,
    value: str,
    *,
    date: str = "",
    reliability: str = "",
    primary: bool = True,
    marks: str = "",
) -> str:
    """A feature with its printed value."""
    sure = f'<reliability refId="1">{reliability}</reliability>' if reliability else ""
    return (
        f'<feature id="{number}"{marks}><type featureTypeId="1">{word}</type>'
        f"<versionId>1</versionId>"
        f"<value>{escape(value)}</value>{date}<isPrimary>{str(primary).lower()}</isPrimary>{sure}</feature>"
    )


def address(
    number: str, country: str, parts: Iterable[tuple[str, str]] = (), more: str = ""
) -> str:
    """An address in Latin script, and further translations."""
    said = "".join(
        f'<addressPart id="1"><type refId="1">{word}</type>'
        f"<value>{escape(text)}</value></addressPart>"
        for word, text in parts
    )
    land = f'<country refId="1">{country}</country>' if country else ""
    held = f"<addressParts>{said}</addressParts>" if said else ""
    spelling = (
        f'<translations><translation id="1"><isPrimary>true</isPrimary>'
        f'<script refId="1">Latin</script>{held}'
        f"</translation>{more}</translations>"
    )
    return f'<address id="{number}">{land}{spelling if said or more else ""}</address>'


def id_document(  # noqa: PLR0913 - one argument for each field
    number: str, word: str, value: str, country: str = "", more: str = "", *, valid: bool = True
) -> str:
    """An identity document."""
    land = f'<issuingCountry refId="1">{country}</issuingCountry>' if country else ""
    return (
        f'<identityDocument id="{number}"><type refId="1">{word}</type>'
        f'<name nameId="1" nameTranslationId="1">HEZHENG, Lu</name>'
        f"<documentNumber>{value}</documentNumber>"
        f"<isValid>{str(valid).lower()}</isValid>{land}{more}</identityDocument>"
    )


def entity(  # noqa: PLR0913 - one argument for each field
    number: str,
    kind: str,
    tags: Iterable[str],
    names: str,
    *,
    lists: Iterable[tuple[str, str]] = (("SDN List", "2021-12-10"),),
    authorities: Iterable[str] = (),
    general: str = "",
    content: str = "",
    marks: str = "",
) -> str:
    """An entity; ``content`` is what stands behind its names."""
    listed = "".join(
        f'<sanctionsList refId="1" id="{number}{place}" datePublished="{day}">'
        f"{word}</sanctionsList>"
        for place, (word, day) in enumerate(lists)
    )
    return (
        f'<entity id="{number}"{marks}><generalInfo><identityId>1</identityId>'
        f'<entityType refId="600">{kind}</entityType>{general}</generalInfo>'
        f"<sanctionsLists>{listed}</sanctionsLists>"
        f"<sanctionsPrograms>{_words('sanctionsProgram', tags)}</sanctionsPrograms>"
        f"<sanctionsTypes>{_words('sanctionsType', ['Block'])}</sanctionsTypes>"
        f"<legalAuthorities>{_words('legalAuthority', authorities)}</legalAuthorities>"
        f"<names>{names}</names>{content}</entity>"
    )


def _words(tag: str, words: Iterable[str]) -> str:
    return "".join(f'<{tag} refId="1" id="1">{word}</{tag}>' for word in words)


def relationship(number: str, word: str, other: str, text: str) -> str:
    """A relationship with another entity."""
    return (
        f'<relationship id="{number}"><type refId="1">{word}</type>'
        f'<relatedEntity entityId="{other}">{text}</relatedEntity></relationship>'
    )


PERSON = entity(
    "34019",
    "Individual",
    ("DPRK3", "GLOMAG"),
    name("340190", "HEZHENG, Lu")
    + name("340192", "HE, Zheng", type_="A.K.A.")
    + name("340193", "LAO LU", type_="F.K.A.", low=True),
    authorities=("Executive Order 13722 (North Korea)", "Executive Order 13818 (Global Magnitsky)"),
    general="<title>Director; Minister</title>",
    content=(
        "<addresses>"
        + address(
            "21",
            "China",
            (
                ("CITY", "Dandong"),
                ("ADDRESS1", "1 Long Street"),
                ("ADDRESS2", "Floor 2"),
                ("ADDRESS3", "Room 3"),
                ("STATE/PROVINCE", "Liaoning"),
                ("POSTAL CODE", "118000"),
            ),
        )
        + address("22", "undetermined")
        + address("23", "", (("CITY", "Gaza"), ("REGION", "Gaza")))
        + address("24", "")
        + "</addresses><features>"
        + feature(
            "41",
            "Birthdate",
            "circa 1970",
            date=days("valueDate", "1970-01-01", "1970-12-31", approximate=True),
        )
        + feature(
            "42",
            "Birthdate",
            "1970 to 1975",
            date=days("valueDate", "1970-01-01", "1975-12-31", ends=True),
            primary=False,
        )
        + feature("51", "Place of Birth", "Dandong, China")
        + feature("2", "Gender", "Male", reliability="Confirmed")
        + feature("31", "Nationality Country", "China")
        + feature("32", "Citizenship Country", "Korea, North", primary=False)
        + feature("3", "Secondary sanctions risk:", "North Korea Sanctions Regulations")
        + feature("5", "Website", "www.example.org")
        + feature("6", "Digital Currency Address - XBT", "1AjZPMsnmpdK2Rv9KQNfMurTXinscVro9V")
        + "</features><identityDocuments>"
        + id_document(
            "1",
            "Passport",
            "E123",
            "China",
            days("issueDate", "2016-01-02", "2016-01-02")
            + days("expirationDate", "2026-01-01", "2026-01-01"),
        )
        + id_document("4", "Passport", "F9", "Iran (false)")
        + "</identityDocuments><relationships>"
        + relationship("11797", "Acting for or on behalf of", "34024", "HONGMAN LTD.")
        + "</relationships>"
    ),
)
COMPANY = entity("34024", "Entity", ("DPRK3",), name("340240", "HONGMAN LTD."))
SHIP = entity(
    "28263",
    "Vessel",
    ("IRAN", "SDGT"),
    name("282630", "STAR"),
    content=(
        "<features>"
        + "".join(
            feature("7", word, text)
            for word, text in (
                ("Vessel Call Sign", "5IM316"),
                ("VESSEL TYPE", "Crude Oil Tanker"),
                ("Vessel Flag", "Iran"),
                ("Vessel Owner", "National Co."),
                ("Vessel Tonnage", "318021"),
                ("Vessel Gross Registered Tonnage", "164241"),
            )
        )
        + "</features><identityDocuments>"
        + id_document("61", "Vessel Registration Identification", "IMO 9187629")
        + "</identityDocuments>"
    ),
)


def document(
    *entities: str, programs: str = "", day: str = "2021-12-10T10:00:00.5-05:00", more: str = ""
) -> str:
    """A file of the entities."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<sanctionsData xmlns="{NAMESPACE}">'
        f"<publicationInfo><dataAsOf>{day}</dataAsOf><filters><sanctionsLists>"
        f'<sanctionsList refId="1550">SDN List</sanctionsList></sanctionsLists>{programs}</filters>'
        "</publicationInfo>"
        '<referenceValues><referenceValue refId="1"><type>ALIAS TYPE</type><value>A.K.A.</value>'
        '</referenceValue></referenceValues><featureTypes><featureType featureTypeId="8">'
        "<type>Birthdate</type></featureType></featureTypes>"
        f"<entities>{''.join(entities)}</entities>{more}</sanctionsData>"
    )


def delta(*entities: str, day: str = "2026-01-16T00:00:00-05:00", more: str = "") -> str:
    """A delta file of the entities."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<sanctionsData xmlns="{DELTA_NAMESPACE}">'
        f"<publicationInfo><datePublished>{day}</datePublished>"
        f"<publicationType>Standard Action</publicationType>{more}</publicationInfo>"
        f"<entities>{''.join(entities)}</entities></sanctionsData>"
    )


def read(
    folder: Path,
    text: str | bytes,
    *,
    source: Source = ofac_enhanced.SOURCE,
    name_: str = "enhanced.xml",
    quarantine: bool = False,
) -> tuple[Reading, list[Record]]:
    """Write a file into the folder and read it to the end."""
    path = folder / name_
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    ledger = Ledger(left_out=source.left_out, quarantine=quarantine)
    reading = source.read([InputFile(path)], ledger)
    return reading, list(reading.records)


def parties(records: Iterable[Record]) -> dict[str, Party]:
    """The parties among the records by OFAC's number."""
    return {item.ref.number: item for item in records if isinstance(item, Party)}

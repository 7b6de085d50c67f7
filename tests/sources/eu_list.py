"""A small list of the European Union in the official formats: XML, and CSV of both layouts."""

from __future__ import annotations

from pathlib import Path

from kg.model import Instrument, Party, Record
from kg.sources.base import Ledger, Reading
from kg.sources.eu import csv_reader as eu_csv
from kg.sources.eu import xml_reader as eu
from kg.sources.files import InputFile

SUMMARY = (
    '<regulationSummary regulationType="amendment" publicationDate="2018-02-16" '
    'numberTitle="2018/223 (OJ L43)" '
    'publicationUrl="http://eur-lex.europa.eu/legal-content/EN/TXT/PDF/?uri=CELEX:32018R0223"/>'
)
OLDER = (
    '<regulationSummary regulationType="amendment" publicationDate="2005-06-16" '
    'numberTitle="898/2005 (OJ L153)" publicationUrl="http://eur-lex.europa.eu/x.pdf"/>'
)
REGULATION = (
    '<regulation regulationType="amendment" organisationType="commission" '
    'publicationDate="2018-02-16" entryIntoForceDate="2018-02-17" '
    'numberTitle="2018/223 (OJ L43)" programme="ZWE" logicalId="110201">'
    "<publicationUrl>http://eur-lex.europa.eu/legal-content/EN/TXT/PDF/?uri=CELEX:32018R0223"
    "</publicationUrl></regulation>"
)
PERSON_KIND = '<subjectType code="person" classificationCode="P"/>'
NAME = (
    '<nameAlias firstName="Jane" middleName="Ann" lastName="DOE" wholeName="Jane Ann DOE" '
    'gender="F" title="(a) Dr, (b) Professor" function="Minister" nameLanguage="" '
    f'strong="true" regulationLanguage="en" logicalId="1">{SUMMARY}</nameAlias>'
)
LAND = 'countryIso2Code="IQ" countryDescription="IRAQ"'
NOWHERE = 'countryIso2Code="00" countryDescription="UNKNOWN"'


def entity(*children: str, attributes: str = "", reference: str = "EU.6272.7") -> str:
    """An entry with a kind, an act and a name, and what is added to it."""
    return (
        f'<sanctionEntity euReferenceNumber="{reference}" logicalId="13" {attributes}>'
        f"{''.join(children)}</sanctionEntity>"
    )


def plain(*children: str, attributes: str = "", reference: str = "EU.6272.7") -> str:
    """An entry that lacks nothing, with further children."""
    return entity(
        REGULATION, PERSON_KIND, NAME, *children, attributes=attributes, reference=reference
    )


def document(*entities: str, date: str = "2018-12-21T14:39:54.511+01:00") -> str:
    """A whole file."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<export xmlns="http://eu.europa.ec/fpi/fsd/export" '
        f'generationDate="{date}" globalFileId="1">{"".join(entities)}</export>'
    )


def reading(tmp_path: Path, text: str, *, quarantine: bool = False) -> Reading:
    """The reading of an XML file with that text."""
    path = tmp_path / "list.xml"
    path.write_text(text, encoding="utf-8")
    return eu.read([InputFile(path)], Ledger(left_out=eu.SOURCE.left_out, quarantine=quarantine))


def csv_reading(tmp_path: Path, content: bytes, *, quarantine: bool = False) -> Reading:
    """The reading of a CSV file with those bytes."""
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    ledger = Ledger(left_out=eu_csv.SOURCE.left_out, quarantine=quarantine)
    return eu_csv.read([InputFile(path)], ledger)


def parties(records: list[Record]) -> list[Party]:
    """The parties among records."""
    return [record for record in records if isinstance(record, Party)]


def instruments(records: list[Record]) -> list[Instrument]:
    """The acts among records."""
    return [record for record in records if isinstance(record, Instrument)]


def only(tmp_path: Path, *children: str, attributes: str = "") -> Party:
    """The party of a file with one entry."""
    made = reading(tmp_path, document(plain(*children, attributes=attributes)))
    (party,) = parties(list(made.records))
    return party


_ACT = (
    "Regulation_Type Regulation_OrganisationType Regulation_PublicationDate "
    "Regulation_EntryIntoForceDate Regulation_NumberTitle Regulation_Programme "
    "Regulation_PublicationUrl"
)


def _columns(prefix: str, names: str) -> list[str]:
    return [f"{prefix}_{name}" for name in f"{names} {_ACT}".split()]


_END = "CountryIso2Code CountryDescription LogicalId RegulationLanguage Remark"
HEADER_1_1 = [
    "fileGenerationDate",
    *_columns(
        "Entity",
        "LogicalId EU_ReferenceNumber UnitedNationId DesignationDate DesignationDetails Remark "
        "SubjectType SubjectType_ClassificationCode",
    ),
    *_columns(
        "NameAlias",
        "LastName FirstName MiddleName WholeName NameLanguage Gender Title Function LogicalId "
        "RegulationLanguage Remark",
    ),
    *_columns(
        "Address", f"City Street PoBox ZipCode Region Place AsAtListingTime ContactInfo {_END}"
    ),
    *_columns(
        "BirthDate",
        "BirthDate Day Month Year YearRangeFrom YearRangeTo Circa CalendarType ZipCode Region "
        f"Place City {_END}",
    ),
    *_columns(
        "Identification",
        "Number Diplomatic KnownExpired KnownFalse ReportedLost RevokedByIssuer IssuedBy "
        "IssuedDate ValidFrom ValidTo LatinNumber NameOnDocument TypeCode TypeDescription Region "
        f"{_END}",
    ),
    *_columns("Citizenship", f"Region {_END}"),
]


def _short_block(prefix: str, names: str) -> list[str]:
    act = f"{prefix}_leba_numtitle {prefix}_leba_publication_date {prefix}_leba_url"
    own = " ".join(f"{prefix}_{name}" for name in names.split())
    return f"{prefix}_logical_id Entity_logical_id {act} {prefix}_programme {own}".split()


HEADER_1_0 = [
    *"Date_file Entity_logical_id Subject_type Leba_numtitle Leba_publication_date".split(),
    *"Leba_url Programme Entity_remark".split(),
    *_short_block("Naal", "lastname firstname middlename wholename gender title function language"),
    *_short_block("Addr", "number street zipcode city country other"),
    *_short_block("Birt", "date place country"),
    *_short_block("Iden", "number country"),
    *_short_block("Citi", "country"),
    "EU_ref_num",
]


def features(party: Party, type_: str) -> list[str]:
    """The texts of a party's features of one type."""
    return [claim.value for claim in party.features if claim.type == type_]

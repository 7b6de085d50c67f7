"""The UK Sanctions List of the Foreign, Commonwealth and Development Office, as XML.

The list says for each entry which sanctions are imposed, in words and again as indicators;
both are taken, and an indicator that denies the words is a warning. It declares no number of
entries. The file is read twice: words that name an owner or a parent mean an entity only when
the whole list knows exactly one of that name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.errors import BadInputError
from kg.model import Identifier, Kind, Record, Release
from kg.sources.addresses import ADDRESSES
from kg.sources.base import PLACEHOLDER, Ledger, Reading, Source
from kg.sources.elements import Cursor, each, records
from kg.sources.files import InputFile
from kg.sources.uk import entry as uk_entry
from kg.sources.uk import languages as uk_languages
from kg.sources.uk.entry import (
    IS_NO_DATE,
    KINDS,
    NAME_TYPES,
    NO_DATE,
    Entry,
    ForeignName,
    Listing,
    PrintedName,
)
from kg.sources.uk.links import NameIndex, relations
from kg.sources.uk.places import address

KEY = "uk-sanctions-list"
SCHEME = "uk"
AUTHORITY = "uk-fcdo"
LIST = "uk-list"
TITLE = "UK Sanctions List"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
PAGE = "https://www.gov.uk/government/publications/the-uk-sanctions-list"

DENIED = "an indicator is false for a sanction that the words say is imposed"

_ROOT = "Designations"
_DATE = f"{_ROOT}/DateGenerated"
_ENTRY = f"{_ROOT}/Designation"
_INDICATORS = (
    "AssetFreeze ArmsEmbargo TargetedArmsEmbargo CharteringOfShips "
    "ClosureOfRepresentativeOffices CrewServicingOfShipsAndAircraft Deflag "
    "PreventionOfBusinessArrangements ProhibitionOfPortEntry PreventionOfPortEntry TravelBan "
    "PreventionOfCharteringOfShips PreventionOfCharteringOfShipsAndAircraft "
    "TechnicalAssistanceRelatedToAircraft TrustServicesSanctions "
    "DirectorDisqualificationSanction FinancialMarketProhibitions TradeSanctions "
    "ImportSanctions ExportSanctions OwnedOrControlled DesignatedPerson DetainedOrInTransit "
    "OtherSanctions"
).split()
_SAME = {"ProhibitionOfPortEntry": "PreventionOfPortEntry"}
_PERSON = (
    ("nationality", "Nationalities", "Nationality"),
    ("position", "Positions", "Position"),
    ("gender", "Genders", "Gender"),
)
_ENTITY = (
    ("entity-type", "TypeOfEntities", "TypeOfEntity"),
    ("parent", "ParentCompanies", "ParentCompany"),
    ("subsidiary", "Subsidiaries", "Subsidiary"),
)
_SHIP = (
    ("owner", "CurrentOwnerOperators", "CurrentOwnerOperator"),
    ("former-owner", "PreviousOwnerOperators", "PreviousOwnerOperator"),
    ("flag", "CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip"),
    ("former-flag", "PreviousFlags", "PreviousFlag"),
    ("ship-type", "TypeOfShipDetails", "TypeOfShip"),
    ("tonnage", "TonnageOfShipDetails", "TonnageOfShip"),
    ("length", "LengthOfShipDetails", "LengthOfShip"),
    ("built", "YearsBuilt", "YearBuilt"),
)
WORDS = {
    "Individual": ("Person",),
    "Ship": ("Vessel",),
    "Prime Alias": ("primary",),
    "Primary name variation": ("variation",),
    "Primary Name Variation": ("variation",),
    "Good quality a.k.a": ("strong",),
    "Low quality a.k.a": ("weak",),
    **uk_languages.WORDS,
    **{f"{name} = true": (_SAME.get(name, name),) for name in _INDICATORS},
}
_CONTACTS = (
    ("title", "Titles", "Title"),
    ("phone", "PhoneNumbers", "PhoneNumber"),
    ("email", "EmailAddresses", "EmailAddress"),
    ("website", "Websites", "Website"),
)


@dataclass
class _Survey:
    """What a first reading finds: the day, and names; faults of single entries come up later."""

    date: dt.date | None = None
    index: NameIndex = field(default_factory=NameIndex)


def recognise(file: InputFile) -> bool:
    """Whether the file's root element is ``Designations``."""
    return file.root[1] == _ROOT


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file; raises BadInputError when it is hostile or has no date of its own."""
    (file,) = files
    ledger.file = file.name
    survey = _Survey()
    with file.open() as stream:
        for cursor in records(stream, Ledger(file=file.name), _DATE, _ENTRY):
            if cursor.path == _DATE:
                survey.date = _date(cursor)
                continue
            try:
                if _kind(cursor) is Kind.ENTITY:
                    names = _names(cursor, Ledger(), quiet=True)
                    survey.index.add(cursor.text("UniqueID"), names)
            except BadInputError:
                continue
    if survey.date is None:
        message = "a release needs the date on which it was generated; fetch the file again"
        raise BadInputError(message, file=file.name, field=_DATE)
    told = release(file, survey.date)
    return Reading(told, _records(file, survey.index, ledger), ledger)


def release(file: InputFile, date: dt.date) -> Release:
    """A release of the list, named by its day."""
    return Release(
        source=KEY,
        version=date.isoformat(),
        title=TITLE,
        authority=AUTHORITY,
        licence=LICENCE,
        issued=date,
        url=PAGE,
        files=(file.provenance(),),
    )


def built(entry: Entry, index: NameIndex, ledger: Ledger) -> list[Record]:
    """The party of an entry and the relations that its words surely name."""
    found = relations(entry, index, SCHEME)
    party = uk_entry.party(entry, ledger, scheme=SCHEME, authority=AUTHORITY, listing=LIST)
    return [party, *found]


def measures(printed: str) -> list[str]:
    """The sanctions imposed, one from each part between bars, white space collapsed."""
    words = (" ".join(part.split()) for part in printed.split("|"))
    return list(dict.fromkeys(word for word in words if word))


def numbers(unique_id: str, group: str, un_reference: str) -> list[Identifier]:
    """The party's numbers on this list, on the Treasury's, and with the United Nations."""
    pairs = ((unique_id, "uk-id"), (group, "ofsi-group-id"), (un_reference, "un-ref"))
    return [Identifier(value=value, scheme=scheme) for value, scheme in pairs if value]


def _records(file: InputFile, index: NameIndex, ledger: Ledger) -> Iterator[Record]:
    seen: set[str] = set()

    def read_one(cursor: Cursor) -> list[Record]:
        if cursor.path == _DATE:
            _date(cursor)
            return []
        return built(_entry(cursor, ledger, seen), index, ledger)

    with file.open() as stream:
        for found in each(records(stream, ledger, _DATE, _ENTRY), ledger, read_one):
            yield from found


def _date(cursor: Cursor) -> dt.date:
    text = cursor.own_text()
    found = uk_entry.day(text)
    if found is None:
        message = "not a day written as 22/08/2026; fetch the file again"
        raise cursor.error(message, value=text)
    return found


def _entry(item: Cursor, ledger: Ledger, seen: set[str]) -> Entry:
    number = item.record = item.text("UniqueID")
    item.insist(number, "an entry without a number of its own", field="UniqueID")
    message = "the same number twice: the file is altered; fetch it again"
    item.insist(number not in seen, message, field="UniqueID", value=number)
    seen.add(number)
    entry = Entry(number=number, kind=_kind(item))
    group, un_reference = item.text("OFSIGroupID"), item.text("UNReferenceNumber")
    entry.identifiers.extend(numbers(number, group, un_reference))
    entry.names.extend(_names(item, ledger))
    item.insist(entry.names, "an entry without a name", field="Names")
    for name in _inside(item, "NonLatinNames", "NonLatinName"):
        fields = ("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage")
        foreign = ForeignName(*(" ".join(name.text(field).split()) for field in fields))
        if foreign.text:
            entry.foreign_names.append(foreign)
    _add_contacts(entry, item)
    _add_details(entry, item)
    entry.listings.append(_listing(item, ledger))
    entry.tell("source", [item.text("DesignationSource")])
    entry.tell("remark", [item.text("OtherInformation")])
    return entry


def _kind(item: Cursor) -> Kind:
    word = item.text("IndividualEntityShip")
    message = "not the kind of a party (Individual, Entity or Ship); correct the file"
    item.insist(word.casefold() in KINDS, message, field="IndividualEntityShip", value=word)
    return KINDS[word.casefold()]


def _names(item: Cursor, ledger: Ledger, *, quiet: bool = False) -> list[PrintedName]:
    """The names that are not empty; unless quiet, a type that is not known is an error."""
    found = []
    for name in _inside(item, "Names", "Name"):
        one, two, three, four, five, six = (
            " ".join(name.text(f"Name{place}").split()) for place in range(1, 7)
        )
        type_, strength = name.text("NameType"), name.text("AliasStrength")
        printed = PrintedName((one, two, three, four, five, six), type_, strength)
        if not any(printed.parts):
            ledger.warn(PLACEHOLDER, record=item.record, field=name.path, value=type_)
            continue
        if not quiet:
            message = "not a type of names; correct the file"
            known = type_.casefold() in NAME_TYPES
            name.insist(known, message, field="NameType", value=type_)
        found.append(printed)
    return found


def _add_contacts(entry: Entry, item: Cursor) -> None:
    for place in _inside(item, "Addresses", "Address"):
        lines = [place.text(f"AddressLine{number}") for number in range(1, 7)]
        made = address(lines, place.text("AddressPostalCode"), place.text("AddressCountry"))
        entry.addresses.extend(made)
    for fact, group, name in _CONTACTS:
        entry.tell(fact, _texts(item, group, name))


def _add_details(entry: Entry, item: Cursor) -> None:
    for person in _inside(item, "IndividualDetails", "Individual"):
        _add_person(entry, person)
    for body in _inside(item, "EntityDetails", "Entity"):
        for fact, group, name in _ENTITY:
            entry.tell(fact, _texts(body, group, name))
        group, name = "BusinessRegistrationNumbers", "BusinessRegistrationNumber"
        entry.registrations.extend(_texts(body, group, name))
    for ship in _inside(item, "ShipDetails", "Ship"):
        for fact, group, name in _SHIP:
            entry.tell(fact, _texts(ship, group, name))
        entry.ship_numbers.extend(_texts(ship, "IMONumbers", "IMONumber"))
        group, name = "HullIdentificationNumbers", "HullIdentificationNumber"
        entry.hull_numbers.extend(_texts(ship, group, name))


def _add_person(entry: Entry, person: Cursor) -> None:
    for fact, group, name in _PERSON:
        entry.tell(fact, _texts(person, group, name))
    entry.births.extend(_texts(person, "DOBs", "DOB"))
    for place in _inside(person, "BirthDetails", "Location"):
        found = place.text("TownOfBirth"), place.text("CountryOfBirth")
        if any(found):
            entry.birth_places.append(found)
    for documents, group, name in (
        (entry.passports, "PassportDetails", "Passport"),
        (entry.national_ids, "NationalIdentifierDetails", "NationalIdentifier"),
    ):
        for paper in _inside(person, group, name):
            told = paper.text(f"{name}Number"), paper.text(f"{name}AdditionalInformation")
            if any(told):
                documents.append(told)


def _listing(item: Cursor, ledger: Ledger) -> Listing:
    regime = " ".join(item.text("RegimeName").split())
    item.insist(regime, "an entry without a regime", field="RegimeName")
    imposed = measures(item.text("SanctionsImposed"))
    designated, updated = (_day(item, name) for name in ("DateDesignated", "LastUpdated"))
    return Listing(
        regime=regime,
        designated=designated,
        updated=updated,
        measures=(*imposed, *_indicated(item, imposed, ledger)),
        reasons=item.text("UKStatementofReasons"),
    )


def _indicated(item: Cursor, imposed: Iterable[str], ledger: Ledger) -> list[str]:
    """The measures whose indicator is true."""
    box = item.child("SanctionsImposedIndicators")
    if box is None:
        return []
    words = {_letters(word) for word in imposed}
    found = []
    for name in _INDICATORS:
        text = box.text(name).casefold()
        box.insist(text in {"true", "false", ""}, "neither true nor false", field=name, value=text)
        if text == "true":
            found.append(_SAME.get(name, name))
        elif text and _letters(name) in words:
            ledger.warn(DENIED, record=item.record, field=box.path, value=name)
    return found


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())


def _day(item: Cursor, name: str) -> dt.date | None:
    text = item.text(name)
    found = uk_entry.day(text) if text else None
    message = "not a day written as 29/06/2012; correct the file or fetch it again"
    item.insist(found or not text, message, field=name, value=text)
    return found


def _inside(item: Cursor, group: str, name: str) -> list[Cursor]:
    return [child for box in item.children(group) for child in box.children(name)]


def _texts(item: Cursor, group: str, name: str) -> list[str]:
    return [text for box in item.children(group) for text in box.texts(name)]


SOURCE = Source(
    key="uk-xml",
    title="UK Sanctions List as XML",
    authority=AUTHORITY,
    licence=LICENCE,
    page=PAGE,
    addresses=ADDRESSES["uk-xml"],
    left_out={
        f"{_ENTRY}/SanctionsImposedIndicators/{name} = false": "the sanction is not imposed"
        for name in _INDICATORS
    }
    | {f"{_ENTRY}/IndividualDetails/Individual/DOBs/DOB = {NO_DATE}": IS_NO_DATE},
    recognise=recognise,
    read=read,
    group=lambda file: f"{file.path}:{file.member}",
    record_numbers={_ENTRY: "UniqueID"},
    words=WORDS,
)

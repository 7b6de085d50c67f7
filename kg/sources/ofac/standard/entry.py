"""One entry of OFAC's standard XML: the party it is about and the links that start at it.

What stands in elements here is printed into the remarks of the flat files. The remarks of
this format hold links and free text; what is understood of them is taken as in the flat
files, and their text is kept whole beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.errors import BadDateError
from kg.model import Address, BirthDate, Feature, Identifier, Kind, Name, Party, Record
from kg.sources.base import Ledger
from kg.sources.elements import Cursor
from kg.sources.ofac import database as ofac
from kg.sources.ofac import remarks as ofac_remarks
from kg.sources.ofac.links import NameIndex
from kg.sources.ofac.remarks import Remarks
from kg.values import PartialDate

UNREADABLE_DATE = "a date could not be read and is kept as words"
NO_NUMBER = "a document or feature without a number or value"

_STRENGTHS = frozenset({"strong", "weak"})
_VESSEL_WORDS = (
    ("callSign", "Vessel Call Sign"),
    ("vesselType", "Vessel Type"),
    ("vesselFlag", "Vessel Flag"),
    ("vesselOwner", "Vessel Owner"),
    ("tonnage", "Vessel Tonnage"),
    ("grossRegisteredTonnage", "Vessel Gross Registered Tonnage"),
)


@dataclass
class Surroundings:
    """What an entry is read with: which list, the names of its parties, numbers met so far."""

    ledger: Ledger
    index: NameIndex
    non_sdn: bool
    seen: set[str] = field(default_factory=set)


def party(entry: Cursor, around: Surroundings) -> list[Record]:
    """The party of one ``sdnEntry``, and the relations that start at it.

    Raises BadInputError for an entry without number, kind, program or name, and for a number
    that was there before.
    """
    uid, kind, tags = _uid(entry, around.seen), _kind(entry), programs(entry)
    entry.insist(tags, "an entry without a program", field="programList")
    remarks = entry.text("remarks")
    said = ofac_remarks.read(remarks, kind)
    resolved = around.index.resolve(uid, said.links, around.ledger, path=f"{entry.path}/remarks")
    found = _claims(entry, around.ledger, kind)
    features = _features(entry, found, said, remarks)
    made = Party(
        ref=ofac.party_ref(uid),
        kind=kind,
        names=(*_names(entry), *said.names),
        identifiers=(ofac.uid_identifier(uid), *found.identifiers, *said.identifiers),
        addresses=tuple(_address(item) for item in items(entry, "addressList", "address")),
        birth_dates=(*found.birth_dates, *said.birth_dates),
        birth_places=(*found.birth_places, *said.birth_places),
        features=features,
        designations=ofac.designations_of(
            tags,
            features,
            listing="" if around.non_sdn else ofac.SDN_LIST,
            non_sdn=around.non_sdn,
            links=resolved.links,
        ),
    )
    return [made, *resolved.relations]


def programs(entry: Cursor) -> tuple[str, ...]:
    """The program tags of an entry, once each."""
    listed = entry.child("programList")
    cells = listed.texts("program") if listed else []
    return tuple(dict.fromkeys(tag for cell in cells for tag in ofac.split_programs(cell)))


def items(entry: Cursor, list_: str, item: str) -> list[Cursor]:
    """The items of one of the lists in an entry, none when the list is absent."""
    found = entry.child(list_)
    return found.children(item) if found else []


def _uid(entry: Cursor, seen: set[str]) -> str:
    uid = entry.record = entry.text("uid")
    is_number = uid.isascii() and uid.isdigit()
    entry.insist(is_number, "an entry without a number of its own", field="uid", value=uid)
    message = "the same number twice: the file is altered; fetch it again"
    entry.insist(uid not in seen, message, field="uid", value=uid)
    seen.add(uid)
    return uid


def _kind(entry: Cursor) -> Kind:
    word = entry.text("sdnType")
    kind = ofac.kind_of(word)
    if kind is None:
        message = "not a kind of party OFAC lists (Individual, Entity, Vessel, Aircraft)"
        raise entry.error(message, field="sdnType", value=word)
    return kind


def _features(entry: Cursor, found: Remarks, said: Remarks, remarks: str) -> tuple[Feature, ...]:
    return (
        *(Feature(type="title", value=title) for title in ofac.titles_of(entry.text("title"))),
        *found.features,
        *(feature for feature in said.features if feature.type != "remark"),
        *([Feature(type="remark", value=remarks)] if remarks else []),
    )


def _names(entry: Cursor) -> Iterator[Name]:
    last, first = entry.text("lastName"), entry.text("firstName")
    entry.insist(last or first, "an entry without a name", field="lastName")
    yield ofac.name_of(last, first, type_="primary", strength="strong")
    for alias in items(entry, "akaList", "aka"):
        grade = alias.text("category")
        alias.insist(grade in _STRENGTHS, "not strong or weak", field="category", value=grade)
        last, first = alias.text("lastName"), alias.text("firstName")
        alias.insist(last or first, "an alias without a name", field="lastName")
        type_ = ofac.alias_type(alias.text("type"))
        yield ofac.name_of(last, first, type_=type_, strength=grade, number=alias.text("uid"))


def _claims(entry: Cursor, ledger: Ledger, kind: Kind) -> Remarks:
    """What stands in the lists of an entry and in its vessel's data."""
    found = Remarks()
    for item in items(entry, "idList", "id"):
        found.add(_document(item, ledger, kind))
    for list_, name, word in (
        ("nationalityList", "nationality", "nationality"),
        ("citizenshipList", "citizenship", "citizen"),
    ):
        for item in items(entry, list_, name):
            nation = ofac_remarks.nation(word, item.text("country"), main=_main(item))
            found.features.append(replace(nation, number=item.text("uid")))
    for item in items(entry, "dateOfBirthList", "dateOfBirthItem"):
        _add_birth_date(found, item, ledger)
    for item in items(entry, "placeOfBirthList", "placeOfBirthItem"):
        place = ofac_remarks.place(item.text("placeOfBirth"), main=_main(item))
        found.birth_places.append(replace(place, number=item.text("uid")))
    vessel = entry.child("vesselInfo")
    for name, word in _VESSEL_WORDS if vessel else ():
        if vessel and (value := vessel.text(name)):
            found.add(ofac.claim_of(ofac.Printed(word=word, value=value), kind))
    return found


def _document(item: Cursor, ledger: Ledger, kind: Kind) -> Identifier | Feature:
    """A document, number or feature; what its claim has no place for goes into the note."""
    land, doubts = ofac.doubts_of(item.text("idCountry"))
    issued_text, expires_text = item.text("issueDate"), item.text("expirationDate")
    printed = ofac.Printed(
        word=item.text("idType") or "other-identifier",
        value=item.text("idNumber"),
        country=ofac.country_of(land) if land else None,
        issued=_date(item, "issueDate", issued_text, ledger),
        expires=_date(item, "expirationDate", expires_text, ledger),
        number=item.text("uid"),
        qualifiers=doubts,
    )
    claim = ofac.claim_of(printed, kind)
    if isinstance(claim, Identifier) and claim.value:
        kept = (claim.issued, issued_text), (claim.expires, expires_text)
        unread = (text for date, text in kept if not date)
        return replace(claim, note="; ".join(text for text in (claim.note, *unread) if text))
    if not claim.value:
        ledger.warn(NO_NUMBER, record=item.record, field=item.path, value=printed.word)
    note = "; ".join(text for text in (issued_text, expires_text) if text)
    if isinstance(claim, Feature):
        return replace(claim, note=note)
    return Feature(
        type=claim.scheme, country=claim.country, number=claim.number, qualifiers=doubts, note=note
    )


def _add_birth_date(found: Remarks, item: Cursor, ledger: Ledger) -> None:
    text, number, main = item.text("dateOfBirth"), item.text("uid"), _main(item)
    date = _date(item, "dateOfBirth", text, ledger)
    if date:
        found.birth_dates.append(BirthDate(date=date, number=number, main=main))
    elif text:
        found.features.append(Feature(type="birth-date", value=text, number=number, main=main))


def _date(item: Cursor, field: str, text: str, ledger: Ledger) -> PartialDate | None:
    if not text:
        return None
    try:
        return PartialDate.parse(text)
    except BadDateError:
        path = f"{item.path}/{field}"
        ledger.warn(UNREADABLE_DATE, record=item.record, field=path, value=text)
        return None


def _address(item: Cursor) -> Address:
    lines = [item.text(f"address{number}") for number in (1, 2, 3)]
    regions = [item.text("stateOrProvince"), item.text("region")]
    land = item.text("country")
    return Address(
        number=item.text("uid"),
        lines=ofac.address_lines(lines),
        city=item.text("city"),
        region=", ".join(text for text in regions if text),
        postal_code=item.text("postalCode"),
        country=ofac.country_of(land) if land else None,
        qualifiers=("undetermined",) if land == "undetermined" else (),
    )


def _main(item: Cursor) -> bool | None:
    text = item.text("mainEntry")
    known = {"true": True, "false": False, "": None}
    item.insist(text in known, "neither true nor false", field="mainEntry", value=text)
    return known[text]

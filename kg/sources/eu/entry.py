"""An entry of the European Union's list: a party, its claims with their acts, its designations.

Every value keeps the act that introduced it. The list calls no name the main one; the party
is labelled with its first strong name in Latin letters, one in no stated language or in
English before others. A language that the letters of a name belie is not its language. The
dates of acts are those of the acts: a listing has a day only where the list gives one.
An entry without a reference of the Union is known by the number of its record in the database.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from kg.errors import BadDateError
from kg.model import Address, Designation, Event, Feature, Identifier, Kind, Name, Party, PartyRef
from kg.sources.base import PLACEHOLDER, Ledger
from kg.sources.eu import births as eu_births
from kg.sources.eu import documents as eu_documents
from kg.sources.eu.acts import Acts, Citation
from kg.sources.eu.items import (
    ADDRESS,
    BIRTH,
    CITIZENSHIP,
    DOCUMENT,
    NAME,
    OF_NOTHING,
    Entry,
    Item,
    day,
    place,
    truth,
)
from kg.sources.gathered import Gathered
from kg.values import PartialDate, script_of

SCHEME = "eu"
AUTHORITY = "eu-council"
LIST = "eu-fsf"

UNKNOWN_LANGUAGE = "a language of a name is no language code and is kept as a note"
BELIED_LANGUAGE = "a language of a name is belied by its letters and is kept as a note"

_LATIN = "Latn"
_KINDS = {"person": Kind.PERSON, "p": Kind.PERSON, "enterprise": Kind.ENTITY, "e": Kind.ENTITY}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}")
_LATIN_ALONE = frozenset(
    "cs da de en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()
)
"""The languages of the Union that are written in Latin letters and in no other."""
_LOW_QUALITY = re.compile(r"\blow?[- ]quality\b", re.IGNORECASE)
_LISTED = re.compile(
    r"\(?date of (?:EU )?(?:listing|designation):?\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\.?\)?",
    re.IGNORECASE,
)
_NAME_PARTS = (("given", "firstName"), ("middle", "middleName"), ("family", "lastName"))
_BESIDE_NAMES = {
    Kind.PERSON: (("title", "title"), ("function", "position"), ("gender", "gender")),
    Kind.ENTITY: (
        ("title", "organization-type"),
        ("function", "description"),
        ("gender", "gender"),
    ),
}
"""What stands with a name, and what it says of a party of that kind: a body has no office."""
_CONTACTS = {"PHONE": "phone", "FAX": "fax", "EMAIL": "email", "WEB": "website"}


def logical(number: str) -> str:
    """What an entry without a reference is known by, "" when its record has no number either."""
    return f"logical-{number}" if number else ""


def party(entry: Entry, acts: Acts, ledger: Ledger, reference: str, number: str) -> Party:
    """The party of one entry; raises BadInputError for one without a name, kind or act.

    :param reference: the Union's reference for the entry, "" when it has none.
    :param number: what the party is known by: the reference, or see :func:`logical`.
    """
    found = Gathered(ledger, number)
    told = (("eu-logical-id", entry.value("logicalId")), ("un-ref", entry.value("unitedNationId")))
    for scheme, value in (("eu-ref", reference), *told):
        if value:
            found.identifiers.append(Identifier(value=value, scheme=scheme))
    kind = _kind(entry)
    designations = _designations(entry, acts)
    _add_names(found, entry, acts, kind)
    for item in entry.items(CITIZENSHIP):
        _add_citizenship(found, item, acts)
    for item in entry.items(BIRTH):
        eu_births.add(found, item, instrument=cited(item, acts))
    for item in entry.items(ADDRESS):
        _add_address(found, item, acts)
    for item in entry.items(DOCUMENT):
        eu_documents.add(found, item, instrument=cited(item, acts))
    found.add_features("remark", entry.remarks())
    return found.party(PartyRef(SCHEME, number), kind, designations)


def cited(item: Item, acts: Acts) -> str:
    """The key of the act that introduced an item, "" when it names none."""
    citation = item.citation()
    return acts.key(citation) if citation else ""


def _kind(entry: Entry) -> Kind:
    words = entry.kind()
    kinds = {_KINDS.get(word.casefold()) for word in words.split()}
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind is None:
        message = "not the kind of a party (person or enterprise); correct the file"
        raise entry.error(message, field="subjectType", value=words)
    return kind


def _add_names(found: Gathered, entry: Entry, acts: Acts, kind: Kind) -> None:
    made = (_name(found, item, cited(item, acts), kind) for item in entry.items(NAME))
    names = [name for name in made if name]
    if not names:
        message = "an entry without a name; correct the file or fetch it again"
        raise entry.error(message, field=NAME)
    main = min(range(len(names)), key=lambda index: (_rank(names[index]), index))
    found.names.extend(
        _primary(name) if index == main else name for index, name in enumerate(names)
    )


def _rank(name: Name) -> tuple[bool, bool, bool]:
    is_foreign = script_of(name.text) not in {"", _LATIN}
    return name.strength == "weak", is_foreign, name.language not in {"", "en"}


def _primary(name: Name) -> Name:
    return Name(
        text=name.text,
        type="primary",
        strength=name.strength,
        language=name.language,
        parts=name.parts,
        note=name.note,
        number=name.number,
        instrument=name.instrument,
    )


def _name(found: Gathered, item: Item, instrument: str, kind: Kind) -> Name | None:
    """One name; title, function and gender stand with a name and are said of the party."""
    number, note = item.value("logicalId"), item.remark()
    for field, type_ in _BESIDE_NAMES[kind]:
        if text := item.value(field):
            told = Feature(type=type_, value=text, number=number, instrument=instrument)
            found.add_packed(told)
    whole, strong = item.value("wholeName"), truth(item, "strong")
    parts = tuple((part, text) for part, field in _NAME_PARTS if (text := item.value(field)))
    text = whole or " ".join(text for _, text in parts)
    printed = item.value("nameLanguage")
    language = _language(found, printed, text)
    if printed and not language:
        note = "\n".join(filter(None, (note, f"nameLanguage: {printed}")))
    if not text:
        found.add_features("remark", [note])
        return None
    if _LOW_QUALITY.search(note):
        strong = False
    return Name(
        text=text,
        strength="" if strong is None else "strong" if strong else "weak",
        language=language,
        parts=parts,
        note=note,
        number=number,
        instrument=instrument,
    )


def _language(found: Gathered, printed: str, text: str) -> str:
    """The language tag of a name; "" for what is none, and for one that its letters belie."""
    language = printed.lower() if _LANGUAGE.fullmatch(printed) else ""
    if printed and not language:
        found.warn(UNKNOWN_LANGUAGE, field="nameLanguage", value=printed)
    elif language in _LATIN_ALONE and script_of(text) not in {"", _LATIN}:
        found.warn(BELIED_LANGUAGE, field="nameLanguage", value=f"{printed} {text}")
        return ""
    return language


def _add_citizenship(found: Gathered, item: Item, acts: Acts) -> None:
    instrument, number, note = cited(item, acts), item.value("logicalId"), item.remark()
    land, region = place(found, item), item.value("region")
    if land or region or note:
        told = Feature(
            type="citizenship",
            value=region or (land.name if land else ""),
            country=land,
            note=note,
            number=number,
            instrument=instrument,
        )
        found.features.append(told)


def _add_address(found: Gathered, item: Item, acts: Acts) -> None:
    instrument, note = cited(item, acts), item.remark()
    street, locality, other = (item.value(name) for name in ("street", "place", "number"))
    then = truth(item, "asAtListingTime")
    address = Address(
        lines=tuple(text for text in (other, street, locality) if text),
        po_box=item.value("poBox"),
        city=item.value("city"),
        region=item.value("region"),
        postal_code=item.value("zipCode"),
        country=place(found, item),
        qualifiers=("at-listing-time",) if then else (),
        note=note,
        instrument=instrument,
    )
    contacts = item.contacts()
    parts = (address.po_box, address.city, address.region, address.postal_code)
    is_place = bool(address.lines or any(parts) or address.country)
    if not (is_place or note or contacts):
        found.warn(PLACEHOLDER, field=ADDRESS, value=item.leave("logicalId", OF_NOTHING))
    number = item.value("logicalId")
    for key, text in contacts:
        told = Feature(
            type=_CONTACTS.get(key, key or "contact"),
            value=text,
            number=number,
            instrument=instrument,
        )
        found.features.append(told)
    if is_place:
        found.addresses.append(replace(address, number=number))
    elif note:
        told = Feature(type="location", value=note, number=number, instrument=instrument)
        found.features.append(told)


def _designations(entry: Entry, acts: Acts) -> list[Designation]:
    """One designation for each programme, under the acts that the entry cites for it."""
    programmes: dict[str, list[Citation]] = {}
    for citation in entry.regulations():
        programmes.setdefault(citation.programme, []).append(citation)
    if not programmes or "" in programmes:
        message = "an entry needs an act with a programme; correct the file or fetch it again"
        raise entry.error(message, field="regulation/@programme")
    listed = day(entry, "designationDate", entry.value("designationDate"))
    details = entry.value("designationDetails")
    if len(programmes) > 1 and listed:
        details = "\n".join(filter(None, (details, f"designationDate: {listed.isoformat()}")))
        listed = None
    stated = listed or (_listed(details) if len(programmes) == 1 else None)
    found = []
    for programme, citations in programmes.items():
        keys = [acts.key(citation) for citation in citations]
        added = (Event(type="added", date=stated),) if stated else ()
        took_effect = [
            Event(
                type="effective",
                date=citation.in_force,
                description=f"entry into force of {citation.printed}",
                number=citation.number,
                instrument=key,
            )
            for citation, key in zip(citations, keys, strict=True)
            if citation.in_force
        ]
        designation = Designation(
            authority=AUTHORITY,
            program=programme,
            listing=LIST,
            legal_basis=tuple(dict.fromkeys(filter(None, keys))),
            listed_on=stated,
            events=(*added, *took_effect),
            note=details,
            number=citations[0].number,
            instrument=keys[0],
        )
        found.append(designation)
    return found


def _listed(details: str) -> dt.date | None:
    """The day in details that say nothing but that it is the day of the listing."""
    match = _LISTED.fullmatch(details)
    if match is None:
        return None
    number, month, year = (int(text) for text in match.groups())
    try:
        return PartialDate.of(year, month, number).earliest
    except BadDateError:
        return None

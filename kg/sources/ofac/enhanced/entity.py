"""One entity of OFAC's enhanced XML, which holds everything said of its party.

OFAC's delta files carry entities of the same shape, whole or in part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.errors import BadDateError
from kg.model import Address, Country, Event, Feature, Identifier, Kind, Name
from kg.sources.base import Ledger
from kg.sources.elements import Cursor
from kg.sources.ofac import database as ofac
from kg.sources.ofac.advanced.values import joined
from kg.sources.ofac.dates import span
from kg.sources.ofac.listings import CONSOLIDATED, Basis, Entry
from kg.sources.ofac.name_forms import (
    LATIN,
    Form,
    Part,
    is_known_part,
    name,
    printed_name,
    script_code,
    without_layout,
)
from kg.sources.ofac.particulars import Particular, add, reliability
from kg.sources.ofac.relations import Stated
from kg.sources.ofac.remarks import Remarks
from kg.values import PartialDate

OF_A_PLACE_HOLDER = "of a place holder"
NO_VALUE = "a feature or document without a value"

_ENDS = ("from", "to")
_UNDETERMINED = "undetermined"
_FLAGS: Mapping[str, bool | None] = {
    "true": True,
    "1": True,
    "false": False,
    "0": False,
    "": None,
}
_LINES = ("ADDRESS1", "ADDRESS2", "ADDRESS3")
_REGION = "REGION"
_REGIONS = ("STATE/PROVINCE", _REGION)
_KNOWN_PARTS = frozenset({*_LINES, *_REGIONS, "CITY", "POSTAL CODE"})
_GENERAL = (("isUsCitizen", "us-citizen"), ("isUsPerson", "us-person"))


@dataclass
class Entity:
    """What one entity says, each kind of claim in the file's order.

    ``measures`` and ``authorities`` are those of the whole entity: the format ties neither to
    a list or a program. ``kind`` is None where a delta file does not say it.
    """

    number: str
    kind: Kind | None = None
    names: list[Name] = field(default_factory=list)
    claims: Remarks = field(default_factory=Remarks)
    addresses: list[Address] = field(default_factory=list)
    lists: list[tuple[str, str, dt.date | None]] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    relationships: list[tuple[Stated, str]] = field(default_factory=list)

    def entries(self) -> list[Entry]:
        """The entity's entries, one for each list it names, with the day it was put there.

        Of an entity on several lists nobody can tell which measures come with which, so that
        they stay words: one on a list that blocks nothing is not said to be blocked by it.
        """
        own = {word for _, word, _ in self.lists if word != CONSOLIDATED}
        is_certain = len(own) <= 1
        words = f"sanctions types of the entity: {'; '.join(self.measures)}"
        return [
            Entry(
                number=own,
                listing=word,
                tags=self.tags,
                measures=self.measures if is_certain else (),
                note="" if is_certain or not self.measures else words,
                bases=tuple(Basis(authority) for authority in self.authorities),
                events=() if date is None else (Event(type="added", number=own, date=date),),
                listed_on=date,
            )
            for own, word, date in self.lists
        ]


def entity(cursor: Cursor, ledger: Ledger) -> Entity:
    """Read an ``entity``; raises BadInputError for one without a number of its own."""
    own = cursor.record = cursor.attribute("id")
    is_number = own.isascii() and own.isdigit()
    cursor.insist(is_number, "an entity without a number of its own", field="@id", value=own)
    found = Entity(own)
    _general(cursor, found)
    found.lists = [_list(item) for item in _items(cursor, "sanctionsLists", "sanctionsList")]
    found.tags = _words(cursor, "sanctionsPrograms", "sanctionsProgram")
    found.measures = _words(cursor, "sanctionsTypes", "sanctionsType")
    found.authorities = _words(cursor, "legalAuthorities", "legalAuthority")
    for item in _items(cursor, "names", "name"):
        found.names.extend(_names(item))
    for item in _items(cursor, "addresses", "address"):
        found.addresses.extend(_addresses(item))
    kind = found.kind or Kind.ENTITY
    for item in _items(cursor, "features", "feature"):
        said = _feature(item)
        if not add(found.claims, said, kind):
            ledger.warn(NO_VALUE, record=own, field=item.path, value=said.word)
    for item in _items(cursor, "identityDocuments", "identityDocument"):
        found.claims.add(_document(item, ledger, kind))
    for item in _items(cursor, "relationships", "relationship"):
        found.relationships.append(_relationship(item, own))
    return found


def _items(cursor: Cursor, list_: str, item: str) -> list[Cursor]:
    found = cursor.child(list_)
    return found.children(item) if found else []


def _words(cursor: Cursor, list_: str, item: str) -> tuple[str, ...]:
    """The words of a list of reference values, once each."""
    texts = (found.own_text() for found in _items(cursor, list_, item))
    return tuple(dict.fromkeys(text for text in texts if text))


def _word(cursor: Cursor, name_: str) -> str:
    """The word of a child that is a reference value; its number is left."""
    found = cursor.child(name_)
    return found.own_text() if found else ""


def _flag(cursor: Cursor, name_: str) -> bool | None:
    text = cursor.text(name_)
    cursor.insist(text in _FLAGS, "neither true nor false", field=name_, value=text)
    return _FLAGS[text]


def _general(cursor: Cursor, found: Entity) -> None:
    general = cursor.child("generalInfo")
    if general is None:
        return
    word = _word(general, "entityType")
    found.kind = ofac.kind_of(word) if word else None
    message = "not a kind of party OFAC lists (Individual, Entity, Vessel, Aircraft)"
    general.insist(found.kind or not word, message, field="entityType", value=word)
    features = found.claims.features
    titles = ofac.titles_of(general.text("title"))
    features.extend(Feature(type="title", value=title) for title in titles)
    if living := _word(general, "livingStatus"):
        features.append(Feature(type="living-status", value=living))
    for field_, type_ in _GENERAL:
        if text := general.text(field_):
            features.append(Feature(type=type_, value=text))
    if remarks := general.text("remarks"):
        features.append(Feature(type="remark", value=remarks))


def _list(item: Cursor) -> tuple[str, str, dt.date | None]:
    text = item.attribute("datePublished")
    return item.attribute("id"), item.own_text(), _day(item, "@datePublished", text)


def _day(cursor: Cursor, field_: str, text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError as error:
        message = "not a day of the calendar"
        raise cursor.error(message, field=field_, value=text) from error


def _names(item: Cursor) -> Iterator[Name]:
    """The spellings of a name; those of the primary one in other scripts are no second primary."""
    own, is_primary = item.attribute("id"), _flag(item, "isPrimary")
    type_ = ofac.alias_type(_word(item, "aliasType") or "A.K.A.")
    strength = "weak" if _flag(item, "isLowQuality") else "strong"
    for spelling in _items(item, "translations", "translation"):
        is_main = _flag(spelling, "isPrimary") is not False
        script_word = _word(spelling, "script")
        script = script_code(script_word)
        other = "variation" if script == LATIN else "original-script"
        primary = "primary" if is_main else other
        unknown = "" if script or not script_word else f"script {script_word}"
        form = Form(
            type=primary if is_primary else type_,
            strength=strength,
            script=script,
            number=own,
            note=unknown,
        )
        yield _spelling(spelling, form)


def _spelling(cursor: Cursor, form: Form) -> Name:
    parts = [
        Part(_word(item, "type"), item.text("value"))
        for item in _items(cursor, "nameParts", "namePart")
    ]
    first, last = cursor.text("formattedFirstName"), cursor.text("formattedLastName")
    full = without_layout(cursor.text("formattedFullName"))
    text = full or ofac.name_of(last, first).text or printed_name(parts, form.script)
    cursor.insist(text, "a name without letters", field="formattedFullName")
    unknown = (f"{part.word}: {part.text}" for part in parts if not is_known_part(part.word))
    said = [part for part in parts if part.text] or _formatted(first, last)
    said.sort(key=lambda part: part.word != "Last Name")
    return name(text, said, replace(form, note=joined(form.note, *unknown)))


def _formatted(first: str, last: str) -> list[Part]:
    """The parts of a name of which only the printed form is given, as the standard XML has it."""
    return [Part("Last Name", last), Part("First Name", first)] if first and last else []


def _addresses(item: Cursor) -> Iterator[Address]:
    """The address in each script; one without a country or a part says nothing."""
    land = _word(item, "country")
    holder = item.child("translations")
    other = _word(holder, "country") if holder else ""
    note = f"country {other}" if other and other != land else ""
    spellings = holder.children("translation") if holder else []
    written = [_address_parts(spelling) for spelling in spellings]
    place = ofac.country_of(land or other) if land or other else _region(written)
    if not (place or any(parts for _, parts in written)):
        item.leave("id", OF_A_PLACE_HOLDER)
        return
    own = item.attribute("id")
    for script, parts in written or [("", [])]:
        if place or parts:
            yield _address(own, parts, place, "" if script == LATIN else script, note)


def _region(written: Iterable[tuple[str, list[tuple[str, str]]]]) -> Country | None:
    """The region that stands in place of a country, taken out of the parts of an address."""
    for script, parts in written:
        for part in [part for part in parts if part[0] == _REGION and script in {"", LATIN}]:
            parts.remove(part)
            return ofac.region_of(part[1])
    return None


def _address_parts(cursor: Cursor) -> tuple[str, list[tuple[str, str]]]:
    _flag(cursor, "isPrimary")
    script = script_code(_word(cursor, "script"))
    items = _items(cursor, "addressParts", "addressPart")
    parts = [(_word(item, "type"), item.text("value")) for item in items]
    return script, [(word, text) for word, text in parts if text]


def _address(
    own: str, parts: Iterable[tuple[str, str]], land: Country | None, script: str, note: str
) -> Address:
    said = list(parts)

    def of(*words: str) -> list[str]:
        return [text for wanted in words for word, text in said if word == wanted]

    return Address(
        number=own,
        full=", ".join(text for word, text in said if word not in _KNOWN_PARTS),
        lines=ofac.address_lines(", ".join(of(word)) for word in _LINES),
        city=", ".join(of("CITY")),
        region=", ".join(of(*_REGIONS)),
        postal_code=", ".join(of("POSTAL CODE")),
        country=land,
        script=script,
        note=note,
        qualifiers=(_UNDETERMINED,) if land and land.name == _UNDETERMINED else (),
    )


def _feature(item: Cursor) -> Particular:
    own, word = item.attribute("id"), _word(item, "type")
    date, note = _period(item, "valueDate")
    return Particular(
        word=word,
        value=item.text("value"),
        date=date,
        number=own,
        note=joined(item.text("comments"), note),
        qualifiers=reliability(_word(item, "reliability")),
        main=_flag(item, "isPrimary"),
    )


def _period(cursor: Cursor, name_: str) -> tuple[PartialDate | None, str]:
    """The date of a period, and its text where it cannot be read as one."""
    found = cursor.child(name_)
    if found is None:
        return None, ""
    texts = [found.text(f"{end}Date{side}") for end in _ENDS for side in ("Begin", "End")]
    approximate = bool(_flag(found, "isApproximate"))
    try:
        days = [dt.date.fromisoformat(text[:10]) if text else None for text in texts]
        start = [day for day in days[:2] if day] or [day for day in days[2:] if day]
        end = [day for day in days[2:] if day] or start
        if not start:
            return None, ""
        return span((start[0], start[-1]), (end[0], end[-1]), approximate=approximate), ""
    except (ValueError, BadDateError):
        return None, "/".join(text for text in texts if text)


def _range(cursor: Cursor | None) -> tuple[tuple[PartialDate | None, PartialDate | None], str]:
    """Start and end of a period that lasts, and its text where they cannot be read."""
    if cursor is None:
        return (None, None), ""
    approximate = bool(_flag(cursor, "isApproximate"))
    printed = [[cursor.text(f"{end}Date{side}") for side in ("Begin", "End")] for end in _ENDS]
    try:
        start, end = (_bound(texts, approximate=approximate) for texts in printed)
    except (ValueError, BadDateError):
        return (None, None), "/".join(text for texts in printed for text in texts if text)
    return (start, end), ""


def _bound(texts: Sequence[str], *, approximate: bool) -> PartialDate | None:
    days = [dt.date.fromisoformat(text[:10]) for text in texts if text]
    if not days:
        return None
    return span((days[0], days[0]), (days[-1], days[-1]), approximate=approximate)


def _document(item: Cursor, ledger: Ledger, kind: Kind) -> Identifier | Feature:
    land, doubts = ofac.doubts_of(_word(item, "issuingCountry"))
    issued, issued_note = _period(item, "issueDate")
    expires, expires_note = _period(item, "expirationDate")
    issuer = (item.text("issuingAuthority"), item.text("issuingLocation"))
    ties = [found.own_text() for found in _items(item, "idFeatures", "idFeature")]
    printed = ofac.Printed(
        word=_word(item, "type"),
        value=item.text("documentNumber"),
        country=ofac.country_of(land) if land else None,
        issuer=", ".join(dict.fromkeys(text for text in issuer if text and text != land)),
        issued=issued,
        expires=expires,
        bears_name=without_layout(_word(item, "name")),
        number=item.attribute("id"),
        note=joined(item.text("comments"), issued_note, expires_note, *ties),
        qualifiers=(*(("fraudulent",) if _flag(item, "isValid") is False else ()), *doubts),
    )
    if printed.value:
        return ofac.claim_of(printed, kind)
    ledger.warn(NO_VALUE, record=item.record, field=item.path, value=printed.word)
    return Feature(
        type=printed.word,
        country=printed.country,
        number=printed.number,
        note=printed.note,
        qualifiers=printed.qualifiers,
    )


def _relationship(item: Cursor, own: str) -> tuple[Stated, str]:
    """A relationship, which starts at the entity it stands in, and the other party's name."""
    related = item.child("relatedEntity")
    item.insist(related, "a relationship with nobody", field="relatedEntity")
    other, other_name = (related.attribute("entityId"), related.own_text()) if related else ("", "")
    (start, end), note = _range(item.child("dateRange"))
    stated = Stated(
        number=item.attribute("id"),
        from_party=own,
        to_party=other,
        word=_word(item, "type"),
        quality=_word(item, "quality"),
        start=start,
        end=end,
        note=joined(item.text("comments"), note),
    )
    return stated, other_name

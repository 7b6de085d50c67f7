"""One party of OFAC's advanced XML: its names, features, documents and designations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.model import Address, Feature, Identifier, Kind, Party
from kg.sources.base import Ledger
from kg.sources.elements import Cursor
from kg.sources.ofac import database as ofac
from kg.sources.ofac.advanced.documents import Document
from kg.sources.ofac.advanced.entries import Index
from kg.sources.ofac.advanced.names import Names, identity_names
from kg.sources.ofac.advanced.places import Place, printed
from kg.sources.ofac.advanced.references import References
from kg.sources.ofac.advanced.values import joined, number, period
from kg.sources.ofac.listings import designations
from kg.sources.ofac.particulars import LOCATION, Particular, add, reliability
from kg.sources.ofac.remarks import Remarks

OF_A_LOCATION = "of a location"
OF_A_PLACE_HOLDER = "of a place holder"
OF_A_LONE_VERSION = "of a lone version"
NO_VALUE = "a feature or document without a value"
NO_NAME = "a document bears a name that its party does not have"
NOT_ITS_ENTRY = "a profile refers to an entry that is not its own"
OTHER_END_MISSING = "the other end of a relationship is not in the file: it is kept as words"


@dataclass
class Surroundings:
    """What a party is read with: the sections before it, and those behind it, indexed."""

    ledger: Ledger
    references: References
    index: Index
    places: dict[str, Place] = field(default_factory=dict)
    documents: dict[str, list[Document]] = field(default_factory=dict)
    links: dict[str, dict[str, ofac.Links]] = field(default_factory=dict)
    words: dict[str, list[Feature]] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)


def parties(cursor: Cursor, around: Surroundings) -> list[Party]:
    """The parties of a ``DistinctParty``: one for each profile.

    Raises BadInputError for a profile that was there before, is of no kind OFAC lists, has no
    primary name or stands on no list.
    """
    fixed = cursor.record = cursor.attribute("FixedRef")
    comments = cursor.texts("Comment")
    made = [_party(item, around, fixed, comments) for item in cursor.children("Profile")]
    cursor.insist(made, "a party without a profile", field="Profile")
    return made


def _party(cursor: Cursor, around: Surroundings, fixed: str, comments: Sequence[str]) -> Party:
    own = cursor.record = number(cursor, "ID")
    message = "the same profile twice: the file is altered; fetch it again"
    cursor.insist(own not in around.read, message, field="@ID", value=own)
    around.read.add(own)
    kind = _kind(cursor, around.references)
    names = _names(cursor, around)
    entries = around.index.entries.get(own, [])
    cursor.insist(entries, "a profile without a sanctions entry; fetch the file again", value=own)
    _check_references(cursor, around, {entry.number for entry in entries})
    found, addresses = _particulars(cursor, around, names, kind)
    found.features.extend(_external(item, around) for item in cursor.children("ExternalReference"))
    remarks = (*comments, *cursor.texts("Comment"), *names.notes)
    found.features.extend(Feature(type="remark", value=text) for text in remarks)
    found.features.extend(around.words.get(own, ()))
    for document in _documents(names, around):
        found.add(_claim(document, names, around.ledger, cursor, kind))
    others = [fixed] if fixed not in {own, ""} else []
    return Party(
        ref=ofac.party_ref(own),
        kind=kind,
        names=tuple(names.names),
        identifiers=(*map(ofac.uid_identifier, (own, *others)), *found.identifiers),
        addresses=tuple(addresses),
        birth_dates=tuple(found.birth_dates),
        birth_places=tuple(found.birth_places),
        features=tuple(found.features),
        designations=designations(entries, found.features, around.links.get(own, {})),
    )


def _kind(cursor: Cursor, references: References) -> Kind:
    word = references.party_type(cursor)
    kind = ofac.kind_of(word)
    if kind is None or not word:
        message = "not a kind of party OFAC lists (Individual, Entity, Vessel, Aircraft)"
        raise cursor.error(message, field="@PartySubTypeID", value=word)
    return kind


def _names(cursor: Cursor, around: Surroundings) -> Names:
    items = cursor.children("Identity")
    found = Names(has_several=len(items) > 1)
    for item in items:
        identity_names(item, around.references, found)
    count = sum(name.type == "primary" for name in found.names)
    message = "a profile needs one primary name; fetch the file again"
    cursor.insist(count == 1, message, field="Identity", value=str(count))
    return found


def _check_references(cursor: Cursor, around: Surroundings, own: set[str]) -> None:
    for item in cursor.children("SanctionsEntryReference"):
        entry = number(item, "SanctionsEntryID")
        if entry not in own:
            around.ledger.warn(NOT_ITS_ENTRY, record=cursor.record, field=item.path, value=entry)


def _particulars(
    cursor: Cursor, around: Surroundings, names: Names, kind: Kind
) -> tuple[Remarks, list[Address]]:
    found = Remarks()
    addresses: list[Address] = []
    for feature in cursor.children("Feature"):
        word = around.references.word(feature, "FeatureTypeID", "FeatureType")
        own = number(feature, "ID", left=OF_A_LOCATION if word == LOCATION else "")
        plain = _tied(feature, around.references, names, Particular(word=word, number=own))
        versions = feature.children("FeatureVersion")
        for version in versions:
            said, places = _version(version, around, plain, is_lone=len(versions) == 1)
            if word == LOCATION and places:
                found_there = list(_addresses(places, said))
                addresses.extend(found_there)
                if not found_there:
                    _leave_place_holder(feature, around.ledger)
            elif not add(found, _placed(said, places), kind):
                around.ledger.warn(NO_VALUE, record=cursor.record, field=version.path, value=word)
    return found, addresses


def _leave_place_holder(feature: Cursor, ledger: Ledger) -> None:
    """Account for the type of a location that says nothing."""
    name = "FeatureTypeID"
    ledger.account(
        f"{feature.path}/@{name}",
        record=feature.record,
        value=feature.element.get(name, ""),
        where=OF_A_PLACE_HOLDER,
    )


def _tied(feature: Cursor, references: References, names: Names, plain: Particular) -> Particular:
    """A feature with the identities it is tied to, and how where OFAC says more than that."""
    ties = feature.children("IdentityReference")
    note, doubts = names.tied([number(tie, "IdentityID") for tie in ties])
    kind = "IdentityFeatureLinkType"
    words = [references.unusual(tie, f"{kind}ID", kind) for tie in ties]
    return replace(plain, note=joined(*words, note), qualifiers=doubts)


def _version(
    cursor: Cursor, around: Surroundings, plain: Particular, *, is_lone: bool
) -> tuple[Particular, list[Place]]:
    references = around.references
    own = number(cursor, "ID", left=OF_A_LONE_VERSION if is_lone else "")
    which = "" if is_lone else f"version {own}"
    doubts = reliability(references.word(cursor, "ReliabilityID", "Reliability"))
    periods = [period(item, references) for item in cursor.children("DatePeriod")]
    details = [_detail(item, references) for item in cursor.children("VersionDetail")]
    places = [_place(item, around) for item in cursor.children("VersionLocation")]
    dates = [said.date for said in periods if said.date]
    notes = [said.note for said in periods] + [f"also {date.edtf}" for date in dates[1:]]
    made = replace(
        plain,
        value="; ".join(text for text in details if text),
        date=dates[0] if dates else None,
        note=joined(cursor.text("Comment"), *notes, plain.note, which),
        qualifiers=tuple(dict.fromkeys((*plain.qualifiers, *doubts))),
    )
    return made, places


def _detail(cursor: Cursor, references: References) -> str:
    """The text of a detail, or the word it refers to."""
    word = references.word(cursor, "DetailReferenceID", "DetailReference")
    return joined(word, cursor.own_text())


def _place(cursor: Cursor, around: Surroundings) -> Place:
    place = number(cursor, "LocationID")
    message = "a location that the file does not have; fetch the file again"
    cursor.insist(place in around.places, message, field="@LocationID", value=place)
    return around.places[place]


def _addresses(places: Sequence[Place], said: Particular) -> Iterator[Address]:
    """The addresses of a feature's places, with the doubts of the feature."""
    for place in places:
        for address in place.addresses:
            note = joined(address.note, said.note, said.value, said.date.edtf if said.date else "")
            yield replace(address, note=note, qualifiers=(*address.qualifiers, *said.qualifiers))


def _placed(said: Particular, places: Sequence[Place]) -> Particular:
    """A feature whose value is a country or place, such as a nationality, with its words."""
    texts = [place.text for place in places]
    further = [address for place in places for address in place.addresses[1:]]
    notes = [address.note for place in places for address in place.addresses]
    return replace(
        said,
        value="; ".join(text for text in (said.value, *texts) if text),
        note=joined(said.note, *notes, *map(printed, further)),
    )


def _documents(names: Names, around: Surroundings) -> Iterator[Document]:
    """The documents of a party's identities, each with what its identity says of it."""
    for identity in names.identities:
        note, doubts = names.tied([identity])
        for document in around.documents.pop(identity, ()):
            plain = document.printed
            qualifiers = tuple(dict.fromkeys((*doubts, *plain.qualifiers)))
            printed = replace(plain, note=joined(plain.note, note), qualifiers=qualifiers)
            yield replace(document, printed=printed)


def _claim(
    document: Document, names: Names, ledger: Ledger, cursor: Cursor, kind: Kind
) -> Identifier | Feature:
    known = [names.by_number[own] for own in document.bears if own in names.by_number]
    for own in set(document.bears) - set(names.by_number):
        ledger.warn(NO_NAME, record=document.printed.number, field=cursor.path, value=own)
    printed = replace(document.printed, bears_name=" / ".join(name.text for name in known))
    if printed.value:
        return ofac.claim_of(printed, kind)
    ledger.warn(NO_VALUE, record=cursor.record, field=cursor.path, value=printed.word)
    return Feature(
        type=printed.word,
        country=printed.country,
        number=printed.number,
        note=printed.note,
        qualifiers=printed.qualifiers,
    )


def _external(cursor: Cursor, around: Surroundings) -> Feature:
    word = around.references.word(cursor, "ExRefTypeID", "ExRefType")
    value, url, comment = (cursor.text(name) for name in ("ExRefValue", "DirectURL", "Comment"))
    links = [_sub_link(item, around.references) for item in cursor.children("SubLink")]
    return Feature(
        type="external-reference",
        value=value or url,
        note=joined(word, url if value else "", comment, *links),
    )


def _sub_link(cursor: Cursor, references: References) -> str:
    word = references.unusual(cursor, "TargetTypeID", "TargetType")
    parts = (word, cursor.text("Description"), cursor.text("DirectURL"))
    return " ".join(text for text in parts if text)

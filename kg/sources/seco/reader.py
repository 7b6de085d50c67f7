"""The Swiss consolidated sanctions list of SECO, as XML: the one list that keeps who left it.

A target is listed under sets of measures of one or several ordinances; its modifications say
when it was listed, amended and de-listed, so a target that was taken off stays here with its
dates. Places stand behind the targets that point to them, so the file is read twice. Element
names: the published file (``swiss-sanctions-list``) as public programs read it; an element or
attribute that none of them knows stops the reading.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.errors import BadInputError
from kg.model import Feature, Identifier, Kind, Party, PartyRef, Record, Relation, Release
from kg.sources.addresses import ADDRESSES
from kg.sources.base import Ledger, Reading, Source
from kg.sources.elements import Cursor, each, records
from kg.sources.files import InputFile
from kg.sources.seco.fields import (
    KEYS,
    LEFT_OUT,
    OF_ONE,
    PLACE,
    PROGRAM,
    ROOT,
    TARGET,
    WHOLE_LIST,
    WORDS,
)
from kg.sources.seco.listings import Set, day_of, designations, sets_of
from kg.sources.seco.particulars import Found, add_identity, add_other_information
from kg.sources.seco.places import Place, meant, place_of, plain

SCHEME = "ch"
AUTHORITY = "ch-seco"
LICENCE = "Terms of use of the Swiss Confederation: https://www.admin.ch/gov/en/start/terms.html"
PAGE = "https://www.seco.admin.ch/sanctions"
LOST_END = "a relation whose other end is no target of the file is kept as words"
IDENTITY = "identity: "
FOREIGN_TWICE = "a number of another list stands on a second target"

_PATHS = (ROOT, PROGRAM, TARGET, PLACE)
_KINDS = {"individual": Kind.PERSON, "entity": Kind.ENTITY, "object": Kind.VESSEL}
_OBJECTS = {"vessel": Kind.VESSEL, "aircraft": Kind.AIRCRAFT}
_RELATIONS = {"related-to": "linked-to"}
_UN_REFERENCE = re.compile(r"[A-Z]{2}[ie]\.\d{3}(?:\.\d\d)?")


@dataclass
class _Survey:
    """What the first reading finds: the day, the sets of programs, places and targets."""

    day: dt.date | None = None
    sets: dict[str, Set] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)
    foreign: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)


def recognise(file: InputFile) -> bool:
    """Whether the root element is ``swiss-sanctions-list``."""
    return file.root[1] == ROOT


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file, in two passes; raises BadInputError for a hostile or undated one."""
    (file,) = files
    ledger.file = file.name
    survey = _survey(file)
    if survey.day is None:
        message = "a release needs the date of the list; fetch the file again"
        raise BadInputError(message, file=file.name, field=f"{ROOT}/@date")
    release = Release(
        source=SOURCE.key,
        version=survey.day.isoformat(),
        title=SOURCE.title,
        authority=AUTHORITY,
        licence=LICENCE,
        issued=survey.day,
        url=PAGE,
        files=(file.provenance(),),
    )
    return Reading(release, _records(file, survey, ledger), ledger)


def _survey(file: InputFile) -> _Survey:
    """Read the file once for what targets point to; faults come up in the second reading."""
    survey = _Survey()
    quiet = Ledger(file=file.name, left_out=_Everything())
    with file.open() as stream:
        for cursor in records(stream, quiet, *_PATHS):
            try:
                _note(survey, cursor)
            except BadInputError:
                continue
    return survey


class _Everything(dict[str, str]):
    """Fields left out in the first reading: all of them."""

    def __contains__(self, key: object) -> bool:
        return True


def _note(survey: _Survey, cursor: Cursor) -> None:
    if cursor.path == ROOT:
        survey.day = day_of(cursor, "date")
        word = cursor.attribute("list-type")
        message = "not the whole list, and what is not in it would be taken to be gone; fetch that"
        cursor.insist(word in {"", WHOLE_LIST}, message, field="@list-type", value=word)
    elif cursor.path == PROGRAM:
        survey.sets.update(sets_of(cursor))
    elif cursor.path == PLACE:
        survey.places[cursor.attribute("ssid")] = place_of(cursor)
    else:
        survey.targets.add(cursor.attribute("ssid"))


def _records(file: InputFile, survey: _Survey, ledger: Ledger) -> Iterator[Record]:
    def read_one(cursor: Cursor) -> list[Record]:
        if cursor.path == TARGET:
            return _target(cursor, survey, ledger)
        _note(survey, cursor)
        return []

    with file.open() as stream:
        for found in each(records(stream, ledger, *_PATHS), ledger, read_one):
            yield from found


def _target(cursor: Cursor, survey: _Survey, ledger: Ledger) -> list[Record]:
    number = cursor.record = cursor.attribute("ssid")
    cursor.insist(number.isdigit(), "a target without a number", field="@ssid", value=number)
    message = "the same number twice: the file is altered; fetch it again"
    cursor.insist(number not in survey.seen, message, field="@ssid", value=number)
    survey.seen.add(number)
    found = Found(ledger, survey.places)
    found.identifiers.append(Identifier(value=number, scheme="seco-ssid"))
    _add_foreign(cursor, survey, found)
    bodies = [(kind, item) for name, kind in _KINDS.items() for item in cursor.children(name)]
    cursor.insist(len(bodies) == 1, "a target is one individual, entity or object")
    ((kind, body),) = bodies
    kind = _kind(body, kind)
    _add_identities(body, kind, found)
    body.insist(found.names, "a target without a name", field="identity/name")
    if sex := body.attribute("sex"):
        found.features.append(Feature(type="gender", value=sex))
    reasons = [text for item in body.children("justification") if (text := _justification(item))]
    for item in body.children("other-information"):
        add_other_information(found, item, kind)
    relations = list(_relations(body, number, survey, found))
    party = Party(
        ref=PartyRef(SCHEME, number),
        kind=kind,
        names=found.ordered_names(),
        identifiers=tuple(found.identifiers),
        addresses=tuple(found.addresses),
        birth_dates=tuple(found.birth_dates),
        birth_places=tuple(found.birth_places),
        features=tuple(found.features),
        designations=designations(cursor, survey.sets, survey.places, reasons),
    )
    return [party, *relations]


def _add_identities(body: Cursor, kind: Kind, found: Found) -> None:
    """The identities of a target; where there are several, each claim says of which it is."""
    identities = body.children("identity")
    for item in identities:
        if len(identities) == 1:
            item.leave("ssid", OF_ONE)
            add_identity(found, item, kind)
            continue
        own = Found(found.ledger, found.places)
        number = item.attribute("ssid")
        add_identity(own, item, kind)
        found.take_over(own, note=f"{IDENTITY}{number}")


def _kind(body: Cursor, kind: Kind) -> Kind:
    word = body.attribute("object-type")
    if not word:
        body.insist(kind is not Kind.VESSEL, "an object of no stated type", field="@object-type")
        return kind
    body.insist(word in _OBJECTS, "not a type of object known", field="@object-type", value=word)
    return _OBJECTS[word]


def _justification(item: Cursor) -> str:
    item.leave("ssid", "")
    return meant(item, item.own_text())


def _add_foreign(cursor: Cursor, survey: _Survey, found: Found) -> None:
    """The number of another list: a UN reference is one, once; whatever else is kept as it is.

    Other numbers count the entries of one act (``140``), so that many targets share them.
    """
    for text in cursor.texts("foreign-identifier"):
        is_un = bool(_UN_REFERENCE.fullmatch(text))
        is_new = text not in survey.foreign
        if is_un and not is_new:
            found.warn(FOREIGN_TWICE, cursor, text)
        survey.foreign.add(text)
        scheme = "un-ref" if is_un and is_new else "swiss-foreign-identifier"
        found.identifiers.append(Identifier(value=text, scheme=scheme))


def _relations(body: Cursor, number: str, survey: _Survey, found: Found) -> Iterator[Relation]:
    for item in body.children("relation"):
        other, word = item.attribute("target-id"), item.attribute("relation-type")
        own, remark = item.attribute("ssid"), plain(item, "remark")
        if other in survey.targets and other != number:
            yield Relation(
                origin=PartyRef(SCHEME, number),
                target=PartyRef(SCHEME, other),
                type=_RELATIONS.get(word, word) or "linked-to",
                number=own,
                description=remark,
            )
            continue
        words = "; ".join(filter(None, (word, other, remark)))
        found.warn(LOST_END, item, words)
        found.features.append(Feature(type="relation, in words", value=words, number=own))


SOURCE = Source(
    key="ch-seco",
    title="Swiss consolidated sanctions list (SECO)",
    authority=AUTHORITY,
    licence=LICENCE,
    page=PAGE,
    addresses=ADDRESSES["ch-seco"],
    left_out=LEFT_OUT,
    words=WORDS,
    keys=KEYS,
    recognise=recognise,
    read=read,
    record_numbers={TARGET: "@ssid"},
    group=lambda file: f"{file.path}:{file.member}",
)

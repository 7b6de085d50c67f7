"""OFAC's delta files: what one publication changed, as events of the designations concerned.

A file holds entities in the shape of the enhanced XML: added ones and removed ones whole, and
of changed ones their number and what changed. A change is not tied to a program or list unless
it is one, so it is an event of the party, or of every designation where an entity is whole. A
delta never says that a party is on a list today: a later list does.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg import iri
from kg.errors import BadInputError, UnknownFormatError
from kg.model import Designation, Event, Name, Party, PartyChange, Record, Release
from kg.sources.addresses import ADDRESSES
from kg.sources.base import Ledger, Reading, Source
from kg.sources.elements import Cursor, each, records
from kg.sources.files import InputFile
from kg.sources.ofac import database as ofac
from kg.sources.ofac.enhanced.delta_changes import (
    ACTIONS,
    ADD,
    CHANGED,
    ENTITY,
    REMOVE,
    TAKEN_OFF,
    UPDATE,
    WRITTEN,
    Change,
    action_of,
    is_whole,
    take_changes,
)
from kg.sources.ofac.enhanced.entity import Entity, entity
from kg.sources.ofac.enhanced.reader import ROOT, whole_party
from kg.sources.ofac.enhanced.scope import (
    DEFINITIONS,
    DEFINITIONS_LEFT_OUT,
    ENTITY_HOMES,
    ENTITY_LEFT_OUT,
    ENTITY_WORDS,
)
from kg.sources.ofac.listings import designations, list_name
from kg.sources.ofac.name_forms import without_layout
from kg.sources.ofac.relations import Stated
from kg.sources.ofac.words import WORDS

NAMESPACES = ("https://www.treasury.gov/ofac/DeltaFile/1.0",)
RELATIONSHIP = "a relationship with a party that a delta file does not add is kept as words"

_INFO = f"{ROOT}/publicationInfo"
_RESPELLED = re.compile("names/name ([0-9]+), translations/translation/formattedFullName")
_PROGRAM = "sanctionsPrograms/sanctionsProgram"
_LIST = "sanctionsLists/sanctionsList"
_DONE = {ADD: "added", REMOVE: "removed", UPDATE: "amended"}
_UNLISTED = "list not stated"


@dataclass(frozen=True, slots=True)
class _Publication:
    """What a file says of itself: when it was published and what kind of action it is."""

    date: dt.date
    version: str
    kind: str


@dataclass
class _Surroundings:
    ledger: Ledger
    publication: _Publication
    changes: dict[str, list[Change]] = field(default_factory=dict)
    added: frozenset[str] = frozenset()
    whole: set[str] = field(default_factory=set)
    relationships: dict[str, Stated] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)


def recognise(file: InputFile) -> bool:
    """Whether the root is ``sanctionsData`` in the namespace of delta files."""
    return file.root[1] == ROOT and "DeltaFile" in file.root[0]


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file.

    Raises BadInputError for a file that is cut off or hostile or has no date;
    UnknownFormatError for a namespace not known.
    """
    (file,) = files
    ledger.file = file.name
    if file.root[0] not in NAMESPACES:
        message = f"a delta file in a namespace not known; known is {' and '.join(NAMESPACES)}"
        raise UnknownFormatError(message, file=file.name, value=file.root[0])
    publication = _published(file)
    around = _Surroundings(ledger, publication, added=_added(file))
    return Reading(_release(file, publication), _records(file, around), ledger)


def _published(file: InputFile) -> _Publication:
    quiet = Ledger(file=file.name, left_out=LEFT_OUT)
    with file.open() as stream:
        for cursor in records(stream, quiet, _INFO, ENTITY, *DEFINITIONS):
            if cursor.path == _INFO:
                return _publication(cursor)
    message = "a release needs a date, and there is no publicationInfo; fetch the file again"
    raise BadInputError(message, file=file.name, field=_INFO)


def _added(file: InputFile) -> frozenset[str]:
    """The numbers of the entities that a file adds, which relationships of others may name."""
    quiet = Ledger(file=file.name, left_out=LEFT_OUT)
    with file.open() as stream:
        return frozenset(
            cursor.element.get("id", "")
            for cursor in records(stream, quiet, _INFO, ENTITY, *DEFINITIONS)
            if action_of(cursor.element.get("action", "")) == ADD
        )


def _publication(cursor: Cursor) -> _Publication:
    text = cursor.text("datePublished")
    kind = cursor.text("publicationType")
    number = cursor.text("publicationID")
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        message = "a release needs the date of its publication; fetch the file again"
        raise cursor.error(message, field="datePublished", value=text) from error
    clock = "" if moment.time() == dt.time() else moment.strftime("-%H-%M-%S")
    version = f"{moment.date().isoformat()}{clock}" + (f"-{number}" if number else "")
    return _Publication(moment.date(), version, kind)


def _release(file: InputFile, publication: _Publication) -> Release:
    """Each publication is a source of its own: several of them can be published together."""
    what = f" ({publication.kind})" if publication.kind else ""
    return Release(
        source=f"ofac-changes-{iri.slug(publication.version)}",
        version=publication.version,
        title=f"OFAC changes of {publication.date.isoformat()}{what}",
        authority=ofac.AUTHORITY,
        is_whole=False,
        licence=ofac.LICENCE,
        issued=publication.date,
        url=ofac.PAGE,
        files=(file.provenance(),),
    )


def _records(file: InputFile, around: _Surroundings) -> Iterator[Record]:
    def read_one(cursor: Cursor) -> list[Party | PartyChange]:
        if cursor.path == ENTITY:
            return [_entity(cursor, around)]
        if cursor.path == _INFO:
            _publication(cursor)
        return []

    with file.open() as stream:
        told = records(stream, around.ledger, _INFO, ENTITY, *DEFINITIONS)
        cursors = _prepared(told, around)
        for found in each(cursors, around.ledger, read_one):
            yield from found
    yield from (stated.relation() for stated in around.relationships.values())


def _prepared(cursors: Iterable[Cursor], around: _Surroundings) -> Iterator[Cursor]:
    """The cursors, those of entities without what their marks of change say."""
    for cursor in cursors:
        if cursor.path != ENTITY:
            yield cursor
            continue
        own = str(cursor.element.get("id", ""))
        if is_whole(cursor.element):
            around.whole.add(own)
        around.changes[own] = take_changes(cursor.element, around.ledger)
        yield Cursor(cursor.element, around.ledger, path=cursor.path)


def _entity(cursor: Cursor, around: _Surroundings) -> Party | PartyChange:
    action = action_of(cursor.attribute("action") or UPDATE)
    message = "neither add, remove nor change; fetch the file again"
    cursor.insist(action in {ADD, REMOVE, UPDATE}, message, field="@action", value=action)
    found = entity(cursor, around.ledger)
    cursor.insist(found.number not in around.read, "the same entity twice; fetch the file again")
    around.read.add(found.number)
    links = _links(found, cursor, around) if action == ADD else _as_words(found, cursor, around)
    changes = around.changes.pop(found.number, [])
    lists, tags = _before(found, changes)
    now = replace(found, lists=[*found.lists, *lists], tags=(*found.tags, *tags))
    now.lists = now.lists or [(found.number, _UNLISTED, None)]
    if found.number not in around.whole:
        return _part(now, changes, around.publication)
    _insist_whole(cursor, now)
    party = whole_party(cursor, now, links)
    made = (
        _changed(designation, action, changes, around.publication)
        for designation in party.designations
    )
    return replace(party, designations=tuple(made))


def _links(found: Entity, cursor: Cursor, around: _Surroundings) -> ofac.Links:
    """Whom an added entity is linked to: parties that are added with it, others as words."""
    told = [stated for stated, _ in found.relationships if stated.to_party in around.added]
    words = _as_words(found, cursor, around, without=told)
    around.relationships.update((stated.number, stated) for stated in told)
    parties = dict.fromkeys(ofac.party_ref(stated.to_party) for stated in told)
    return words._replace(parties=tuple(parties))


def _as_words(
    found: Entity, cursor: Cursor, around: _Surroundings, without: Sequence[Stated] = ()
) -> ofac.Links:
    rest = [each for each in found.relationships if each[0] not in without]
    for stated, other in rest:
        text = f"{stated.word} {other}".strip()
        around.ledger.warn(RELATIONSHIP, record=found.number, field=cursor.path, value=text)
        found.claims.features.append(stated.feature(other))
    return ofac.Links((), tuple(dict.fromkeys(other for _, other in rest if other)))


def _part(found: Entity, changes: Sequence[Change], publication: _Publication) -> PartyChange:
    """What changed of an entity that is not described: what was put in, and all of it in words.

    Its designations are those under a program that was put to it or taken from it.
    """
    of_program = [change for change in changes if _is(change, _PROGRAM) and change.action != UPDATE]
    tags = {change.new or change.old for change in of_program}
    now = replace(found, tags=tuple(tag for tag in found.tags if tag in tags))
    claims = found.claims
    made = (
        _changed(designation, UPDATE, of_program, publication)
        for designation in designations(now.entries(), claims.features, {})
    )
    return PartyChange(
        ref=ofac.party_ref(found.number),
        names=(*found.names, *_respelled(changes)),
        identifiers=(ofac.uid_identifier(found.number), *claims.identifiers),
        addresses=tuple(found.addresses),
        birth_dates=tuple(claims.birth_dates),
        birth_places=tuple(claims.birth_places),
        features=tuple(claims.features),
        designations=tuple(made),
        events=tuple(
            _event("amended", publication, change.text)
            for change in changes
            if change not in of_program
        ),
    )


def _respelled(changes: Iterable[Change]) -> Iterator[Name]:
    """The new spellings of names, of which type and quality stand in the list alone."""
    for change in changes:
        if change.action == UPDATE and (name := _RESPELLED.fullmatch(change.field)):
            note = f'changed from "{change.old}"; the file does not say of which type the name is'
            yield Name(text=without_layout(change.new), number=name[1], note=note)


def _before(
    found: Entity, changes: Iterable[Change]
) -> tuple[list[tuple[str, str, dt.date | None]], tuple[str, ...]]:
    """The lists and programs that were taken off, which had designations before."""
    gone = [change for change in changes if change.action == REMOVE]
    lists: list[tuple[str, str, dt.date | None]] = [
        (found.number, change.old, None) for change in gone if _is(change, _LIST)
    ]
    return lists, tuple(change.old for change in gone if _is(change, _PROGRAM))


def _insist_whole(cursor: Cursor, found: Entity) -> None:
    """Refuse an addition or removal that does not say of whom."""
    lacking = [
        what
        for what, given in (
            ("name", found.names),
            ("kind", found.kind),
            ("program", found.tags),
        )
        if not given
    ]
    message = (
        f"an addition or removal that does not give the party's {' and '.join(lacking)}; "
        "publish with --quarantine to set it aside"
    )
    cursor.insist(not lacking, message)


def _is(change: Change, path: str) -> bool:
    return change.field.split(" ")[0] == path


def _changed(
    plain: Designation, action: str, changes: Iterable[Change], publication: _Publication
) -> Designation:
    """A designation with what this publication did to it."""
    listing = "" if plain.listing == _UNLISTED else plain.listing
    events = list(plain.events)
    if action == ADD:
        events = [_event("added", publication)]
    elif action == REMOVE:
        events.append(_event("removed", publication))
    else:
        events.extend(_events(plain, changes, publication))
    is_gone = any(event.type in {"removed", "program-removed"} for event in events)
    is_new = any(event.type in {"added", "program-added"} for event in events)
    return replace(
        plain,
        listing=listing,
        non_sdn=False if not listing else plain.non_sdn,
        events=tuple(events),
        status="removed" if is_gone else plain.status,
        delisted_on=publication.date if is_gone else None,
        listed_on=plain.listed_on or (publication.date if is_new else None),
    )


def _events(
    plain: Designation, changes: Iterable[Change], publication: _Publication
) -> Iterator[Event]:
    """The events of a changed entity that concern one designation."""
    kinds = {
        _PROGRAM: ({ADD: "program-added", REMOVE: "program-removed"}, plain.program),
        _LIST: ({ADD: "added", REMOVE: "removed"}, plain.listing),
    }
    for change in changes:
        about = next((path for path in kinds if _is(change, path)), "")
        if not about:
            yield _event("amended", publication, change.text)
            continue
        types, own = kinds[about]
        value = change.old if change.action == REMOVE else change.new
        concerned = list_name(value) if about == _LIST else value
        if concerned == own:
            yield _event(types.get(change.action, "amended"), publication, change.text)


def _event(type_: str, publication: _Publication, description: str = "") -> Event:
    return Event(type=type_, date=publication.date, description=description)


_GONE = "details beyond the words that name what was taken off"
_NUMBERS = "the numbers of the rows within a claim that was changed, whose own number is told"
LEFT_OUT = {
    **DEFINITIONS_LEFT_OUT,
    **{f"{path}/@action": "a reference value is defined, in whatever way" for path in DEFINITIONS},
    **{f"{ENTITY}/{path}": reason for path, reason in ENTITY_LEFT_OUT.items()},
    f"{ENTITY}/* {TAKEN_OFF}": _GONE,
    f"{ENTITY}/* {CHANGED}": _NUMBERS,
}

SOURCE = Source(
    key="ofac-delta",
    title="OFAC delta files (changes of one publication)",
    authority=ofac.AUTHORITY,
    licence=ofac.LICENCE,
    page=ofac.PAGE,
    addresses=ADDRESSES["ofac-delta"],
    left_out=LEFT_OUT,
    record_numbers={ENTITY: "@id"},
    words={
        **WORDS,
        **{f"{ENTITY}/{field}": names for field, names in ENTITY_WORDS.items()},
        **{f"{ENTITY}/@action = {word}": (_DONE[action],) for word, action in ACTIONS.items()},
        **{f"@action = {word}": (WRITTEN[action],) for word, action in ACTIONS.items()},
    },
    homes={f"{ENTITY}/{field}": homes for field, homes in ENTITY_HOMES.items()},
    recognise=recognise,
    read=read,
)

"""OFAC's enhanced XML, ``sanctionsData``: one entity per party with all that is said of it.

The format gives the day on which a party came onto each list, and its programs, measures and
legal authorities for the entity as a whole. It is read twice, because a relationship names a
party that may stand further down. A file that OFAC filtered by program is no whole list and
becomes a release of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from kg import iri
from kg.errors import BadInputError, UnknownFormatError
from kg.model import Party, Record, Release
from kg.sources.addresses import ADDRESSES
from kg.sources.base import Ledger, Reading, Source
from kg.sources.elements import Cursor, each, records
from kg.sources.files import InputFile
from kg.sources.ofac import database as ofac
from kg.sources.ofac.enhanced.entity import Entity, entity
from kg.sources.ofac.enhanced.scope import DEFINITIONS, HOMES, LEFT_OUT, WORDS
from kg.sources.ofac.listings import CONSOLIDATED, designations, is_sdn_set, list_name
from kg.sources.ofac.relations import Stated

NAMESPACES = (
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML",
)
ROOT = "sanctionsData"
OTHER_END_MISSING = "the other end of a relationship is not in the file: it is kept as words"
TWICE = "a relationship stands at both of its parties and is taken once"

_INFO = f"{ROOT}/publicationInfo"
_CHOSEN = "{*}filters/{*}sanctionsLists/{*}sanctionsList"
_ENTITY = f"{ROOT}/entities/entity"


@dataclass
class _Survey:
    """What the first reading finds: date, filter, the lists of each entity, all entities."""

    date: dt.date | None = None
    programs: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    lists: list[list[str]] = field(default_factory=list)
    entities: dict[str, None] = field(default_factory=dict)


@dataclass
class _Surroundings:
    ledger: Ledger
    known: dict[str, None]
    read: set[str] = field(default_factory=set)
    relationships: dict[str, Stated] = field(default_factory=dict)


def recognise(file: InputFile) -> bool:
    """Whether the root element is ``sanctionsData``, and not that of a delta file."""
    return file.root[1] == ROOT and "DeltaFile" not in file.root[0]


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file, in two passes.

    Raises BadInputError for a file that is cut off or hostile or has no date;
    UnknownFormatError for a namespace not known.
    """
    (file,) = files
    ledger.file = file.name
    if file.root[0] not in NAMESPACES:
        message = f"{ROOT} in a namespace not known; known is {' and '.join(NAMESPACES)}"
        raise UnknownFormatError(message, file=file.name, value=file.root[0])
    survey = _survey(file)
    around = _Surroundings(ledger, survey.entities)
    return Reading(_release(file, survey), _records(file, around), ledger)


def _survey(file: InputFile) -> _Survey:
    """Read the file once for its date, its filter and the numbers of its entities."""
    survey = _Survey()
    quiet = Ledger(file=file.name, left_out=LEFT_OUT)
    with file.open() as stream:
        for cursor in records(stream, quiet, _INFO, _ENTITY, *DEFINITIONS):
            if cursor.path == _INFO:
                survey.date, survey.programs = _information(cursor)
                survey.chosen = tuple(map(_list_chosen, cursor.element.iterfind(_CHOSEN)))
            elif cursor.path == _ENTITY:
                survey.entities[cursor.attribute("id")] = None
                listed = cursor.child("sanctionsLists")
                items = listed.children("sanctionsList") if listed else []
                survey.lists.append([item.own_text() for item in items])
    return survey


def _list_chosen(element: etree._Element) -> str:
    word = str(element.text or "").strip()
    return ofac.NON_SDN_LISTS if word == CONSOLIDATED else list_name(word)


def _information(cursor: Cursor) -> tuple[dt.date, tuple[str, ...]]:
    """The day of the data, and the programs the file is filtered by."""
    text = cursor.text("dataAsOf")
    filters = cursor.child("filters")
    chosen = filters.child("sanctionsPrograms") if filters else None
    items = chosen.children("sanctionsProgram") if chosen else []
    try:
        date = dt.date.fromisoformat(text[:10])
    except ValueError as error:
        message = "a release needs the day of its data; fetch the file again"
        raise cursor.error(message, field="dataAsOf", value=text) from error
    return date, tuple(item.own_text() for item in items)


def _release(file: InputFile, survey: _Survey) -> Release:
    if survey.date is None:
        message = "a release needs the day of its data, and there is none; fetch the file again"
        raise BadInputError(message, file=file.name, field=_INFO)
    is_sdn = is_sdn_set(survey.lists)
    source = ofac.SDN_LIST if is_sdn else ofac.CONSOLIDATED_LIST
    title = ofac.SDN_TITLE if is_sdn else ofac.CONSOLIDATED_TITLE
    if survey.programs:
        source = f"ofac-{iri.slug('-'.join(survey.programs))}"
        title = f"OFAC sanctions lists, entries under {', '.join(survey.programs)}"
    own = ofac.SDN_LIST if is_sdn else ofac.NON_SDN_LISTS
    return Release(
        source=source,
        version=survey.date.isoformat(),
        title=title,
        lists=() if survey.programs else survey.chosen or (own,),
        authority=ofac.AUTHORITY,
        licence=ofac.LICENCE,
        issued=survey.date,
        url=ofac.PAGE,
        files=(file.provenance(),),
    )


def _records(file: InputFile, around: _Surroundings) -> Iterator[Record]:
    def read_one(cursor: Cursor) -> list[Party]:
        if cursor.path == _ENTITY:
            return [_party(cursor, around)]
        if cursor.path == _INFO:
            _information(cursor)
        return []

    whole: set[str] = set()
    with file.open() as stream:
        cursors = records(stream, around.ledger, _INFO, _ENTITY, *DEFINITIONS)
        for found in each(cursors, around.ledger, read_one):
            whole.update(party.ref.number for party in found)
            yield from found
    for stated in around.relationships.values():
        if {stated.from_party, stated.to_party} <= whole:
            yield stated.relation()
        elif stated.from_party in whole:
            message = "a relationship with a party that was set aside"
            around.ledger.refuse(
                BadInputError(
                    message, file=file.name, record=stated.number, field=_ENTITY, value=stated.text
                )
            )


def _party(cursor: Cursor, around: _Surroundings) -> Party:
    found = entity(cursor, around.ledger)
    cursor.insist(found.number not in around.read, "the same entity twice; fetch the file again")
    around.read.add(found.number)
    links = _links(found, cursor, around)
    return whole_party(cursor, found, links)


def whole_party(cursor: Cursor, found: Entity, links: ofac.Links = ofac.NO_LINKS) -> Party:
    """The party of an entity; raises BadInputError when a list, program or primary name lacks."""
    count = sum(name.type == "primary" for name in found.names)
    cursor.insist(count == 1, "an entity needs one primary name", field="names", value=str(count))
    cursor.insist(found.tags, "an entity without a program", field="sanctionsPrograms")
    cursor.insist(found.lists, "an entity on no list", field="sanctionsLists")
    entries = found.entries()
    claims = found.claims
    linked = {entry.number: links for entry in entries}
    if found.kind is None:
        message = "an entity without a kind of party"
        raise cursor.error(message, field="generalInfo/entityType")
    return Party(
        ref=ofac.party_ref(found.number),
        kind=found.kind,
        names=tuple(found.names),
        identifiers=(ofac.uid_identifier(found.number), *claims.identifiers),
        addresses=tuple(found.addresses),
        birth_dates=tuple(claims.birth_dates),
        birth_places=tuple(claims.birth_places),
        features=tuple(claims.features),
        designations=designations(entries, claims.features, linked),
    )


def _links(found: Entity, cursor: Cursor, around: _Surroundings) -> ofac.Links:
    """Whom an entity's relationships link it to; a party the file lacks is kept as its name."""
    parties = []
    words = []
    for stated, other in found.relationships:
        if stated.to_party not in around.known:
            around.ledger.warn(
                OTHER_END_MISSING, record=found.number, field=cursor.path, value=stated.text
            )
            words.append(other or stated.to_party)
            found.claims.features.append(stated.feature(other))
            continue
        parties.append(ofac.party_ref(stated.to_party))
        known = around.relationships.setdefault(stated.number, stated)
        if known is not stated:
            around.ledger.warn(TWICE, record=found.number, field=cursor.path, value=stated.text)
    return ofac.Links(tuple(dict.fromkeys(parties)), tuple(dict.fromkeys(words)))


SOURCE = Source(
    key="ofac-enhanced-xml",
    title="OFAC lists as enhanced XML (SDN, consolidated, and excerpts by program)",
    authority=ofac.AUTHORITY,
    licence=ofac.LICENCE,
    page=ofac.PAGE,
    addresses=ADDRESSES["ofac-enhanced-xml"],
    left_out=LEFT_OUT,
    record_numbers={_ENTITY: "@id"},
    words=WORDS,
    homes=HOMES,
    recognise=recognise,
    read=read,
)

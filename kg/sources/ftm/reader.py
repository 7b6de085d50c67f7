"""FollowTheMoney entities as JSON lines, so that any export of that model becomes linked data.

A file holds entities of many schemata in any order: parties, what hangs on them (listings,
addresses, documents, wallets) and the relations between them. A first reading puts the
latter aside on disk; a second one yields each party with what waited for it, and behind it
the relations that start there. Of a delta file (``op`` and ``entity``) what was added or
modified is read; a removal names an entity and nothing else, and is counted.

The model: https://followthemoney.tech/explorer/ (followthemoney 4.11). The data sets of a
listing say which list it is from; nothing says in which language a value is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from kg.countries import codes
from kg.errors import BadInputError, UnknownFieldError
from kg.iri import slug
from kg.model import Feature, Record, Relation, Release
from kg.sources.base import Ledger, Reading, Source
from kg.sources.files import InputFile
from kg.sources.ftm import attachments
from kg.sources.ftm.entities import TERRITORIES, Entity, country_of, entity_of
from kg.sources.ftm.parties import NOT_IN_FILE, Attached, party_links, party_of
from kg.sources.ftm.properties import (
    COUNTRIES,
    LEFT_ENVELOPE,
    LEFT_PROPERTIES,
    LEFT_SCHEMATA,
    PARTIES,
    PARTY_LINKS,
)
from kg.sources.ftm.relations import (
    LOST_BOTH,
    LOST_END,
    ONE_END,
    RELATIONS,
    Held,
    held_relations,
    lost_relation,
    relation_of,
)
from kg.sources.json_fields import Fields
from kg.sources.json_objects import Json, objects
from kg.sources.waiting import Waiting

T = TypeVar("T")

PAGE = "https://followthemoney.tech/"
REMOVED = "a delta file removes an entity: nothing is said of it but its id"
NOT_ATTACHED = "something hangs on an entity that is no party of the file and is left out"
NOT_A_NUMBER = "a document or wallet without a number is left out"

_FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(\{[^\n]*)")
_MARKS = (b'"schema"', b'"properties"', b'"id"')
_OPERATIONS = frozenset({"ADD", "MOD", "DEL"})
_HOLDERS = {
    "Sanction": "entity",
    "Identification": "holder",
    "Passport": "holder",
    "CryptoWallet": "holder",
}
_PARTY, _LISTING, _DOCUMENT, _ADDRESS = "party", "listing", "document", "address"
_FROM, _TO, _WANTED = "from", "to", "wanted"
_REMOVED = "of an entity that a delta file removes"
_BARE = "of a document or wallet without a number"
_OF_NOBODY = "that hangs on no party of the file"


@dataclass
class _Survey:
    """What the first reading finds: everything that waits, and what the file is."""

    waiting: Waiting = field(default_factory=Waiting)
    datasets: Counter[str] = field(default_factory=Counter)
    entities: int = 0
    newest: str = ""


def recognise(file: InputFile) -> bool:
    """Whether the first line is an entity, or the envelope of one in a delta file."""
    match = _FIRST_LINE.match(file.head)
    return match is not None and all(mark in match[1] for mark in _MARKS)


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file, in two passes; raises BadInputError when it is not JSON throughout."""
    (file,) = files
    ledger.file = file.name
    survey = _survey(file, ledger)
    provenance = file.provenance()
    version = file.date_in_name or survey.newest
    names = [name for name, count in survey.datasets.items() if count == survey.entities]
    dataset = names[0] if len(names) == len(survey.datasets) == 1 else ""
    release = Release(
        source=f"{SOURCE.key}-{slug(dataset)}" if dataset else SOURCE.key,
        version=version or f"sha256-{provenance.sha256[:12]}",
        title=f"{SOURCE.title} ({dataset})" if dataset else SOURCE.title,
        authority=SOURCE.authority,
        kind="collection",
        issued=_day(version),
        files=(provenance,),
    )
    return Reading(release, _records(file, survey, ledger), ledger)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _objects(file: InputFile, ledger: Ledger) -> Iterator[Json]:
    """The entities of a file, out of the envelope of a delta; a removal is a warning."""
    with file.open() as stream:
        for values in objects(stream, ledger):
            entity = values.get("entity")
            if "op" not in values or not isinstance(entity, dict):
                yield values
                continue
            try:
                is_kept = _is_kept(values, entity, ledger)
            except BadInputError as error:
                ledger.refuse(error)
                continue
            if is_kept:
                yield entity


def _is_kept(values: Json, entity: Json, ledger: Ledger) -> bool:
    """Whether a line of a delta file says more than that an entity is gone."""
    operation = {name: value for name, value in values.items() if name != "entity"}
    envelope = Fields(operation, ledger, path="envelope", record=str(entity.get("id", "")))
    name = "".join(envelope.peek("op")).upper()
    message = "not an operation of delta files (ADD, MOD, DEL)"
    envelope.insist(name in _OPERATIONS, message, field="op", value=name)
    envelope.close()
    if name == "DEL":
        Fields(entity, ledger, path="entity", record=envelope.record).leave(_REMOVED)
        ledger.warn(REMOVED, record=envelope.record, field="envelope/op", value=name)
    return name != "DEL"


def _survey(file: InputFile, ledger: Ledger) -> _Survey:
    """Read the file once: put aside what hangs on parties, and remember who they are.

    Everything is accounted for, and every error comes up, in the second reading.
    """
    survey = _Survey()
    quiet = Ledger(file=file.name, left_out=ledger.left_out, quarantine=True)
    for values in _objects(file, quiet):
        if str(values.get("schema")) in LEFT_SCHEMATA:
            continue
        survey.entities += 1
        try:
            entity = entity_of(Fields(values, quiet, path="entity"), quiet)
            held = _held(entity)
        except BadInputError:
            continue
        survey.newest = max(survey.newest, entity.seen)
        survey.datasets.update(set(entity.of_list))
        for kind, key, value in held:
            survey.waiting.put(kind, key, value)
    return survey


_Held = list[tuple[str, str, object]]


def _held(entity: Entity) -> _Held:
    """What waits of an entity, by kind and the id of what it waits for; its properties are taken.

    Raises UnknownFieldError for a schema that is not known.
    """
    if entity.schema in PARTIES:
        wanted = entity.properties.peek("addressEntity")
        links = [way for held in party_links(entity) for way in _both_ways(held)]
        return [(_PARTY, entity.id, None), *((_WANTED, id_, None) for id_ in wanted), *links]
    if entity.schema in RELATIONS:
        return [way for held in held_relations(entity) for way in _both_ways(held)]
    if entity.schema == "Address":
        return [(_ADDRESS, entity.id, attachments.held_address(entity))]
    if entity.schema in _HOLDERS:
        return _attached(entity)
    message = "a schema that is not known: the reader must take it or name it as left out"
    raise UnknownFieldError(
        message, file=entity.ledger.file, record=entity.id, field="schema", value=entity.schema
    )


def _both_ways(held: Held) -> _Held:
    return [(_FROM, held.origin, held), (_TO, held.target, held)]


def _attached(entity: Entity) -> _Held:
    """A listing, document or wallet for each party it hangs on; none for a bare document."""
    name = _HOLDERS[entity.schema]
    holders = entity.texts(name)
    entity.properties.insist(holders, "it hangs on nothing", field=name)
    if entity.schema == "Sanction":
        listing = attachments.held_listing(entity)
        return [(_LISTING, holder, listing) for holder in holders]
    is_wallet = entity.schema == "CryptoWallet"
    read = attachments.held_wallets if is_wallet else attachments.held_documents
    documents = read(entity)
    return [(_DOCUMENT, holder, document) for holder in holders for document in documents]


def _records(file: InputFile, survey: _Survey, ledger: Ledger) -> Iterator[Record]:
    seen: set[bytes] = set()
    with closing(survey.waiting) as waiting:
        for values in _objects(file, ledger):
            schema = str(values.get("schema"))
            fields = Fields(values, ledger, path="entity")
            try:
                found: list[Record] = []
                if schema in LEFT_SCHEMATA:
                    fields.record = fields.quietly().text("id")
                    fields.leave(f"of schema {schema}")
                elif schema in PARTIES:
                    found.extend(_party(fields, waiting, ledger, seen))
                else:
                    _account(fields, waiting, ledger)
                fields.close()
            except BadInputError as error:
                ledger.refuse(error)
                continue
            yield from found


def _account(fields: Fields, waiting: Waiting, ledger: Ledger) -> None:
    """Take what hangs on a party and is told there; leave what hangs on none."""
    entity = entity_of(fields.quietly(), ledger.apart())
    fields.record = entity.id
    held = _held(entity)
    if not held:
        entity.ledger = ledger
        entity.warn(NOT_A_NUMBER, "number", "")
        fields.leave(_BARE)
    elif any(waiting.has(_WANTED if kind == _ADDRESS else _PARTY, key) for kind, key, _ in held):
        _held(entity_of(fields, ledger))
    else:
        warning = LOST_BOTH if entity.schema in RELATIONS else NOT_ATTACHED
        ledger.warn(warning, record=entity.id, field=entity.schema, value=held[0][1])
        fields.leave(_OF_NOBODY)


def _party(fields: Fields, waiting: Waiting, ledger: Ledger, seen: set[bytes]) -> Iterator[Record]:
    entity = entity_of(fields, ledger)
    key = entity.id.encode()
    message = "the same id twice: the file is altered; fetch it again"
    fields.insist(key not in seen, message, field="id", value=entity.id)
    seen.add(key)
    relations: list[Relation] = []
    words: list[Feature] = []
    for held in _all(waiting, _FROM, entity.id, Held):
        if held.target != entity.id and waiting.has(_PARTY, held.target):
            relations.append(relation_of(held))
            continue
        is_own = held.target == entity.id
        entity.warn(ONE_END if is_own else LOST_END, held.type, held.words)
        words.append(lost_relation(held))
    for held in _all(waiting, _TO, entity.id, Held):
        if not waiting.has(_PARTY, held.origin):
            entity.warn(LOST_END, held.type, held.words)
            words.append(lost_relation(held))
    attached = Attached(
        listings=_all(waiting, _LISTING, entity.id, attachments.HeldListing),
        documents=_all(waiting, _DOCUMENT, entity.id, attachments.HeldDocument),
        address=lambda number: _all(waiting, _ADDRESS, number, attachments.HeldAddress),
        words=words,
    )
    for name in PARTY_LINKS:
        entity.texts(name)
    yield party_of(entity, attached)
    yield from relations


def _all(waiting: Waiting, kind: str, key: str, of: type[T]) -> list[T]:
    return [msgspec.convert(value, of) for value in waiting.get(kind, key)]


_WORDS = {
    **{
        f"{name} = {code}": (country_of(code).name,)
        for name in (*COUNTRIES, "birthCountry")
        for code in (*TERRITORIES, *map(str.lower, codes()))
    },
    **{
        spelt: (concept,)
        for name, concept in attachments.AUTHORITIES.items()
        for spelt in (name, name.replace("-", attachments.HYPHEN))
    },
    **{f"entity/schema = {name}": (kind.value, "target-type") for name, kind in PARTIES.items()},
    **{
        f"entity/schema = {name}": (kind.type, "relation, in words")
        for name, kind in RELATIONS.items()
    },
    **dict.fromkeys((f"entity/schema = {name}" for name in _HOLDERS), ("Identifier",)),
    "entity/schema = Sanction": ("Designation",),
    "entity/schema = Address": ("Address",),
}
SOURCE = Source(
    key="ftm",
    title="FollowTheMoney entities",
    authority="",
    licence="as the export states; the file does not say",
    page=PAGE,
    addresses=(),
    left_out={
        "envelope/op": "what was added or changed is told by the entity, which stands whole",
        **{f"entity/{name}": reason for name, reason in LEFT_ENVELOPE.items()},
        **{f"entity/properties/{name}": reason for name, reason in LEFT_PROPERTIES.items()},
        **{f"entity/* of schema {name}": reason for name, reason in LEFT_SCHEMATA.items()},
        f"entity/* {_REMOVED}": "a removal says of an entity nothing but that it is gone",
        f"entity/* {_OF_NOBODY}": "says nothing about any party",
        f"entity/* {_BARE}": "says nothing that could be looked up",
        f"entity/properties/addressEntity {NOT_IN_FILE}": "a number without anything behind it",
    },
    recognise=recognise,
    read=read,
    group=lambda file: f"{file.path}:{file.member}",
    record_numbers={"entity": "id"},
    words=_WORDS,
)

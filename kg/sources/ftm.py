"""FollowTheMoney entities as JSON lines, so that any export of that model becomes linked data.

A file holds entities of many schemata in any order: parties, what hangs on them (listings,
addresses, documents, wallets) and the relations between them. A first reading puts the
latter aside on disk; a second one yields each party with what waited for it, and behind it
the relations that start there. Of a delta file (``op`` and ``entity``) what was added or
modified is read; a removal names an entity and nothing else, and is counted.

The model: https://followthemoney.tech/explorer/ (followthemoney 4.11). Entities say by their
data sets which list a listing is from; no statement says in which language a value is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import msgspec

from kg.errors import BadInputError, UnknownFieldError
from kg.iri import slug
from kg.model import Party, Record, Release
from kg.sources import ftm_attachments as attachments
from kg.sources.base import Ledger, Reading, Source
from kg.sources.files import InputFile
from kg.sources.ftm_entities import Entity, entity_of
from kg.sources.ftm_parties import party_links, party_of
from kg.sources.ftm_properties import (
    LEFT_ENVELOPE,
    LEFT_PROPERTIES,
    LEFT_SCHEMATA,
    PARTIES,
)
from kg.sources.ftm_relations import (
    LOST_BOTH,
    LOST_END,
    ONE_END,
    RELATIONS,
    Held,
    held_relations,
    lost_relation,
    relation_of,
)
from kg.sources.json_fields import Fields, each
from kg.sources.json_objects import objects
from kg.sources.waiting import Waiting

PAGE = "https://followthemoney.tech/"
REMOVED = "a delta file removes an entity: nothing is said of it but its id"
NOT_ATTACHED = "something hangs on an entity that is no party of the file and is left out"
NAMELESS = "a party without a name goes by its id"

_RECOGNISED = re.compile(
    rb'\s*(?:\xef\xbb\xbf)?\s*\{(?=[^\n]*"schema"\s*:)(?=[^\n]*"properties"\s*:)(?=[^\n]*"id"\s*:)'
)
_OPERATIONS = frozenset({"ADD", "MOD", "DEL"})
_HOLDERS = {
    "Sanction": "entity",
    "Identification": "holder",
    "Passport": "holder",
    "CryptoWallet": "holder",
}
_PARTY, _RELATION, _LISTING, _DOCUMENT, _ADDRESS = "party relation listing document address".split()


@dataclass
class _Survey:
    """What the first reading finds: everything that waits, and what the file is."""

    waiting: Waiting = field(default_factory=Waiting)
    datasets: Counter[str] = field(default_factory=Counter)
    entities: int = 0
    newest: str = ""


def recognise(file: InputFile) -> bool:
    """Whether the first line is an entity, or the envelope of one in a delta file."""
    return bool(_RECOGNISED.match(file.head))


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file, in two passes; raises BadInputError when it is not JSON lines throughout."""
    (file,) = files
    ledger.file = file.name
    survey = _survey(file, ledger)
    provenance = file.provenance()
    version = file.date_in_name or survey.newest
    names = [name for name, count in survey.datasets.items() if count == survey.entities]
    dataset = slug(names[0]) if len(names) == len(survey.datasets) == 1 else ""
    release = Release(
        source=f"{SOURCE.key}-{dataset}" if dataset else SOURCE.key,
        version=version or f"sha256-{provenance.sha256[:12]}",
        title=f"{SOURCE.title} ({names[0]})" if dataset else SOURCE.title,
        authority=SOURCE.authority,
        issued=_day(version),
        url=PAGE,
        files=(provenance,),
    )
    return Reading(release, _records(file, survey, ledger, _day(version)), ledger)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _fields(file: InputFile, ledger: Ledger) -> Iterator[Fields]:
    """The entities of a file, out of the envelope of a delta; a removal is a warning."""
    with file.open() as stream:
        for values in objects(stream, ledger):
            operation = values.get("op")
            entity = values.get("entity")
            if operation is None or not isinstance(entity, dict):
                yield Fields(values, ledger, path="entity")
                continue
            envelope = Fields(values, ledger, path="delta", record=str(entity.get("id", "")))
            name = envelope.text("op").upper()
            envelope.insist(name in _OPERATIONS, "not an operation of deltas", field="op", value=name)
            (inner,) = envelope.children("entity")
            if name == "DEL":
                ledger.warn(REMOVED, record=inner.text("id"), field="op", value=name)
                continue
            inner.path = "entity"
            yield inner


def _survey(file: InputFile, ledger: Ledger) -> _Survey:
    """Read the file once: put aside what hangs on parties, and remember who they are."""
    survey = _Survey()
    quiet = Ledger(file=file.name, left_out=SOURCE.left_out, quarantine=True)

    def read_one(fields: Fields) -> None:
        survey.entities += 1
        entity = entity_of(fields, ledger if _is_attached(fields) else quiet)
        survey.newest = max(survey.newest, entity.seen)
        survey.datasets.update(entity.of_list)
        if entity.schema in PARTIES:
            survey.waiting.put(_PARTY, entity.id)
            for held in party_links(entity):
                _hold(survey.waiting, held)
            entity.properties.discard()
        elif entity.schema in LEFT_SCHEMATA:
            entity.properties.discard()
        else:
            _put_aside(survey.waiting, entity)

    for _ in each(_fields(file, ledger), ledger, read_one):
        pass
    return survey

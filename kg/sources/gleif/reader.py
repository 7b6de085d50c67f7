"""The Global LEI Index: entities (level 1), who consolidates whom (level 2), and exceptions.

The three files of a golden copy make one release when they lie in one folder: an entity is
told by level 1 alone, so relationships and reporting exceptions need it beside them. They are
put aside on disk and taken up as each entity is reached. A relationship to an entity that the
level 1 file does not hold is kept as words on the other; one that a delta file deletes is left
out. All three come as XML or as JSON. The formats: LEI-CDF 3.1, RR-CDF 2.1, Reporting
Exceptions 2.1, Golden Copy and Delta Files 2.2 (https://www.gleif.org/).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

import msgspec

from kg.errors import BadInputError
from kg.model import Feature, Party, Record, Relation, Release
from kg.sources.base import Ledger, Reading, Source
from kg.sources.elements import Cursor, each, records
from kg.sources.files import InputFile
from kg.sources.gleif.codes import check_codes
from kg.sources.gleif.entities import NO_AUTHORITY, WORDS, number_of, party_of
from kg.sources.gleif.json_files import cursors, record_of
from kg.sources.gleif.relations import (
    NULL,
    HeldRelation,
    held_relation,
    lost_relation,
    relation_of,
)
from kg.sources.waiting import Waiting

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
PAGE = "https://www.gleif.org/en/lei-data/gleif-golden-copy"
LOST_END = "a relationship whose other end is not in the level 1 file is kept as words"
LOST_BOTH = "a relationship between two entities that are not in the level 1 file is left out"
ONE_END = "a relationship of an entity to itself is kept as words"
NO_ENTITY = "a reporting exception of an entity that is not in the level 1 file is left out"
DELETED = "a delta file deletes a relationship or exception: nothing is told of it"
EXCERPT = "a file declares another number of records than it holds: it is an excerpt, or cut"

ENTITY = "LEIData/LEIRecords/LEIRecord"
RELATION = "RelationshipData/RelationshipRecords/RelationshipRecord"
EXCEPTION = "ReportingExceptionData/ReportingExceptions/Exception"
_HEADERS = {
    ENTITY: "LEIData/LEIHeader",
    RELATION: "RelationshipData/Header",
    EXCEPTION: "ReportingExceptionData/Header",
}
_ROOTS = {path.partition("/")[0]: path for path in _HEADERS}
_RECORDS = {path.rpartition("/")[2]: path for path in _HEADERS}
_ALONE = (
    "entities are told by the level 1 file alone: "
    "give it too, in the same folder as relationships and exceptions"
)
_NUMBERS = ("NodeID", "LEI")
_OF_NOBODY = "of entities that the level 1 file does not hold"
_OF_DELETED = "of a record that a delta file deletes"
_PARTY, _FROM, _TO, _EXCEPTIONS = "party", "from", "to", "exception"
_RELATION = "relation"


@dataclass
class _Survey:
    """What the first reading finds: who is there, what waits for whom, the days."""

    waiting: Waiting = field(default_factory=Waiting)
    days: dict[str, str] = field(default_factory=dict)
    declared: dict[str, str] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    is_whole: bool = True


def recognise(file: InputFile) -> bool:
    """Whether the root or, in JSON, the first record is one of the three of the golden copy."""
    return _path_of(file) != ""


def _path_of(file: InputFile) -> str:
    """The path of the records a file holds, "" when it is none of the formats."""
    return _ROOTS.get(file.root[1], "") or _RECORDS.get(record_of(file), "")


def group(file: InputFile) -> str:
    """The folder, and the form, because level 1 may lie in it in both."""
    return f"{file.path.parent}/{'xml' if file.root[1] in _ROOTS else 'json'}"


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read the files of a release; raises BadInputError when level 1 is missing, or twice there."""
    by_path: dict[str, InputFile] = {}
    for file in files:
        path = _path_of(file)
        if path in by_path:
            message = f"a second file of {path} beside {by_path[path].name}: give one of them"
            raise BadInputError(message, file=file.name)
        by_path[path] = file
    if ENTITY not in by_path:
        raise BadInputError(_ALONE, file=files[0].name)
    ledger.file = by_path[ENTITY].name
    survey = _survey(by_path, ledger)
    provenance = tuple(file.provenance() for _, file in sorted(by_path.items()))
    version = survey.days.get(ENTITY) or by_path[ENTITY].date_in_name
    declared = survey.declared.get(ENTITY, "")
    release = Release(
        source=SOURCE.key,
        version=version or f"sha256-{provenance[0].sha256[:12]}",
        title=SOURCE.title,
        authority=SOURCE.authority,
        kind="register",
        is_whole=survey.is_whole,
        licence=LICENCE,
        issued=dt.date.fromisoformat(version) if version else None,
        declared_records=int(declared) if declared == str(survey.held[ENTITY]) else None,
        url=PAGE,
        files=provenance,
    )
    return Reading(release, _records(by_path[ENTITY], survey, ledger), ledger)


def _cursors(file: InputFile, path: str, ledger: Ledger) -> Iterator[Cursor]:
    """The header and the records of a file, from either form."""
    with file.open() as stream:
        if file.root[1] in _ROOTS:
            yield from records(stream, ledger, _HEADERS[path], path)
        else:
            yield from cursors(stream, ledger, path)


def _survey(by_path: dict[str, InputFile], ledger: Ledger) -> _Survey:
    """Read all files once; entities are accounted for in the second reading."""
    survey = _Survey()
    for path, file in sorted(by_path.items(), key=lambda item: item[0] != ENTITY):
        survey.held[path] = 0
        quiet = Ledger(file=file.name, left_out=SOURCE.left_out, quarantine=True)
        own = replace(ledger, file=file.name)

        def read_one(cursor: Cursor, path: str = path) -> None:
            _put_aside(survey, cursor, path, ledger)

        if path == ENTITY:
            for cursor in _cursors(file, path, quiet):
                if cursor.path == _HEADERS[path]:
                    _header(survey, cursor, path)
                else:
                    survey.held[path] += 1
                    survey.waiting.put(_PARTY, cursor.text("LEI"))
        else:
            for _ in each(_cursors(file, path, own), own, read_one):
                pass
        if survey.declared.get(path, "") not in {"", str(survey.held[path])}:
            ledger.warn(EXCERPT, field=_HEADERS[path], value=survey.declared[path])
    return survey


def _put_aside(survey: _Survey, cursor: Cursor, path: str, ledger: Ledger) -> None:
    """Put a relationship or exception aside, or leave one of entities that are not there."""
    if cursor.path == _HEADERS[path]:
        _header(survey, cursor, path)
        return
    survey.held[path] += 1
    ends = [text.strip() for name in _NUMBERS for text in cursor.element.itertext(f"{{*}}{name}")]
    if any("".join(each.itertext()).strip() for each in cursor.element.iter("{*}Deletion")):
        ledger.warn(DELETED, field=path, value=" → ".join(ends))
        cursor.leave_all(_OF_DELETED)
        return
    if ends and not any(survey.waiting.has(_PARTY, end) for end in ends):
        words = " → ".join(ends)
        ledger.warn(LOST_BOTH if path == RELATION else NO_ENTITY, field=path, value=words)
        cursor.leave_all(_OF_NOBODY)
        return
    cursor.record = " → ".join(ends)
    if path == RELATION:
        held = held_relation(cursor)
        message = "the same relationship twice: the file is altered; fetch it again"
        cursor.insist(not survey.waiting.has(_RELATION, held.number), message)
        survey.waiting.put(_RELATION, held.number)
        survey.waiting.put(_FROM, held.origin, held)
        survey.waiting.put(_TO, held.target, held)
        return
    number = number_of(cursor)
    check_codes(cursor)
    category = cursor.text("ExceptionCategory")
    reasons = cursor.texts("ExceptionReason")
    references = cursor.texts("ExceptionReference")
    words = f"{category}: {', '.join(reasons)}"
    survey.waiting.put(_EXCEPTIONS, number, "; ".join([words, *references]))


def _header(survey: _Survey, cursor: Cursor, path: str) -> None:
    content = cursor.text("ContentDate")[: len("2023-06-05")]
    try:
        dt.date.fromisoformat(content)
    except ValueError as error:
        message = "a release needs the day of its content"
        raise cursor.error(message, field="ContentDate", value=content) from error
    survey.days[path] = content
    survey.is_whole &= "DELTA" not in "".join(cursor.element.itertext("{*}FileContent"))
    survey.declared[path] = "".join(
        cursor.element.xpath("string(*[local-name()='RecordCount'])")
    ).strip()


def _records(file: InputFile, survey: _Survey, ledger: Ledger) -> Iterator[Record]:
    seen: set[bytes] = set()

    def read_one(cursor: Cursor) -> list[Record]:
        if cursor.path == _HEADERS[ENTITY]:
            _header(survey, cursor, ENTITY)
            return []
        number = number_of(cursor)
        key = number.encode()
        message = "the same LEI twice: the file is altered; fetch it again"
        cursor.insist(key not in seen, message, field="LEI", value=number)
        seen.add(key)
        check_codes(cursor)
        return _with_relations(cursor, survey.waiting, ledger)

    with closing(survey.waiting):
        for found in each(_cursors(file, ENTITY, ledger), ledger, read_one):
            yield from found


def _with_relations(cursor: Cursor, waiting: Waiting, ledger: Ledger) -> list[Record]:
    number = cursor.record
    relations: list[Relation] = []
    words = [
        Feature(type="reporting exception", value=str(text))
        for text in waiting.get(_EXCEPTIONS, number)
    ]
    for kind in (_FROM, _TO):
        for held in _held(waiting, kind, number):
            other = held.target if kind == _FROM else held.origin
            if other != number and waiting.has(_PARTY, other):
                relations.extend([relation_of(held)] if kind == _FROM else [])
            elif other != number or kind == _FROM:
                warning = ONE_END if other == number else LOST_END
                ledger.warn(warning, record=number, field=RELATION, value=held.words)
                words.append(lost_relation(held))
    party: Party = party_of(cursor, words)
    return [party, *relations]


def _held(waiting: Waiting, kind: str, key: str) -> list[HeldRelation]:
    return [msgspec.convert(value, HeldRelation) for value in waiting.get(kind, key)]


_REGISTERS = (
    "Entity/RegistrationAuthority/RegistrationAuthorityID",
    "Registration/ValidationAuthority/ValidationAuthorityID",
    "Registration/OtherValidationAuthorities/OtherValidationAuthority/ValidationAuthorityID",
)
_EXTENSION = "the index's own additions (geocoding, flags), not data of the entity's record"
_ADMINISTRATION = "an administrative day of the registration, not a fact about the entity"
SOURCE = Source(
    key="gleif",
    title="Global LEI Index (GLEIF golden copy)",
    authority="",
    licence=LICENCE,
    page=PAGE,
    addresses=(),
    left_out={
        f"{ENTITY}/Extension": _EXTENSION,
        f"{RELATION}/Extension": _EXTENSION,
        f"{EXCEPTION}/Extension": _EXTENSION,
        f"{ENTITY}/Registration/NextRenewalDate": _ADMINISTRATION,
        f"{RELATION}/Registration/NextRenewalDate": _ADMINISTRATION,
        **{
            f"{path}/{name}": "says how the file was made, not what it holds"
            for path in _HEADERS.values()
            for name in ("Originator", "DeltaStart", "Extension", "NextVersion", "FileContent")
        },
        **{
            f"{path}/RecordCount": "counts the records, and is held against them"
            for path in _HEADERS.values()
        },
        **{
            f"{path}/ContentDate": "the day of level 1 names the release"
            for path in (_HEADERS[RELATION], _HEADERS[EXCEPTION])
        },
        **{
            f"{path}/* {_OF_NOBODY}": "says nothing about any party"
            for path in (RELATION, EXCEPTION)
        },
        **{
            f"{path}/* {_OF_DELETED}": "what is deleted is no longer said"
            for path in (RELATION, EXCEPTION)
        },
        f"{ENTITY}/Entity/EntityStatus = {NULL}": "the word for no status",
        **{
            f"{ENTITY}/{place} = {code}": "the code for no register"
            for place in _REGISTERS
            for code in sorted(NO_AUTHORITY)
        },
    },
    record_numbers={ENTITY: "LEI", EXCEPTION: "LEI", RELATION: "Relationship"},
    words=WORDS,
    recognise=recognise,
    read=read,
    group=group,
)

"""Beneficial Ownership Data Standard 0.4, as JSON: who owns and controls whom, by statements.

A record (a person, an entity or a relationship) is told by one or more statements over time;
the last of them counts, older ones are counted as superseded. People and entities that the
publisher does not know or does not name are no parties: what is said of a relation to one is
kept as words on its other end. The standard: https://standard.openownership.org/en/0.4.0/
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from kg.errors import BadInputError, UnknownFormatError
from kg.model import Feature, Record, Release
from kg.sources.base import Ledger, Reading, Source
from kg.sources.bods.parties import KNOWN, WORDS, is_party, party_of, source_words
from kg.sources.bods.relations import ONE_END, Ends, ends_of, relations_of, words_of
from kg.sources.files import InputFile
from kg.sources.json_fields import Fields
from kg.sources.json_objects import Json, objects
from kg.sources.waiting import Waiting

VERSION = "0.4"
PAGE = "https://standard.openownership.org/"
SUPERSEDED = "a statement is superseded by a later one of the same record"
NOT_A_PARTY = "a person or entity that the publisher does not name is no party"
LOST_END = "a relation whose other end is no party of the file is kept as words"
LOST_BOTH = "a relation between two ends that are no parties of the file is left out"

_MARKS = (b'"statementId"', b'"recordDetails"')
_OLD_MARKS = (b'"statementID"', b'"statementType"')
_RECORD_TYPES = frozenset({"person", "entity", "relationship"})
_STATUSES = frozenset({"new", "updated", "closed", ""})
_HAS_NAME = re.compile("[A-Za-z0-9]")
_VERSIONS, _STATEMENTS, _ENDS, _UNNAMED = "record", "statement", "ends", "unnamed"
_OF_OLD = "of a statement that a later one of the same record supersedes"
_OF_NOBODY = "of a person or entity without a name, tied to no party"
_OF_BOTH = "of a relation between two ends that are no parties of the file"


@dataclass
class _Survey:
    """What the first reading finds: versions of records, ends of relations, the last day.

    A statement that cannot be read has no part in it; its error comes up in the second reading.
    """

    waiting: Waiting = field(default_factory=Waiting)
    newest: str = ""
    broken: dict[int, BadInputError] = field(default_factory=dict)

    def is_current(self, number: str, place: int) -> bool:
        """Whether the statement at a place is the last one of its record."""
        return self._last(number)[1] == place

    def is_party(self, number: str) -> bool:
        """Whether the last statement of a record names a party."""
        return bool(number) and bool(self._last(number)[2])

    def lost(self, number: str) -> Iterator[tuple[str, str, str]]:
        """The current relations of a record that cannot be one: number, other end, in words."""
        for record, place, other, ends, words in self.waiting.rows(_ENDS, number):
            is_current = self.is_current(str(record), int(str(place)))
            if is_current and (other == number or not self.is_party(str(other))):
                told = (str(text) for text in self.waiting.get(_UNNAMED, str(other)))
                value = "; ".join((str(ends), str(words), *told))
                yield str(record), str(other), value

    def is_tied(self, number: str) -> bool:
        """Whether a current relation ties a record to a party."""
        return any(
            self.is_party(str(other)) and self.is_current(str(record), int(str(place)))
            for record, place, other, _, _ in self.waiting.rows(_ENDS, number)
        )

    def _last(self, number: str) -> tuple[str, int, int]:
        found = [
            (str(a), int(str(b)), int(str(c))) for a, b, c in self.waiting.rows(_VERSIONS, number)
        ]
        return max(found, default=("", -1, 0))


def recognise(file: InputFile) -> bool:
    """Whether the file holds statements with record details (or those of before 0.4)."""
    head = file.head
    return any(all(mark in head for mark in marks) for marks in (_MARKS, _OLD_MARKS))


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file, in two passes; raises UnknownFormatError for a version before 0.4."""
    (file,) = files
    ledger.file = file.name
    if not all(mark in file.head for mark in _MARKS):
        message = f"statements of a version before {VERSION} of the standard; convert them first"
        raise UnknownFormatError(message, file=file.name)
    survey = _survey(file, ledger)
    provenance = file.provenance()
    version = file.date_in_name or survey.newest
    release = Release(
        source=SOURCE.key,
        version=version or f"sha256-{provenance.sha256[:12]}",
        title=SOURCE.title,
        authority=SOURCE.authority,
        kind="declaration",
        issued=dt.date.fromisoformat(version) if version else None,
        files=(provenance,),
    )
    return Reading(release, _records(file, survey, ledger), ledger)


def _statements(file: InputFile, ledger: Ledger) -> Iterator[tuple[int, Json]]:
    with file.open() as stream:
        yield from enumerate(objects(stream, ledger))


def _survey(file: InputFile, ledger: Ledger) -> _Survey:
    """Read the file once."""
    survey = _Survey()
    quiet = Ledger(file=file.name, left_out=SOURCE.left_out)
    for place, values in _statements(file, ledger):
        fields = Fields(values, quiet, path="statement")
        try:
            _note(survey, fields, place)
        except BadInputError as error:
            survey.broken[place] = error
    return survey


def _note(survey: _Survey, fields: Fields, place: int) -> None:
    number, kind = _number_of(fields), fields.text("recordType")
    own, day = fields.text("statementId"), "".join(fields.peek("statementDate"))
    published = fields.quietly().child("publicationDetails")
    released = (published.text("publicationDate") if published else "")[: len("2020-03-04")]
    if published:
        message = "not a date written as 2020-03-04"
        is_day = not released or _is_day(released)
        published.insist(is_day, message, field="publicationDate", value=released)
    survey.newest = max(survey.newest, released)
    ending = ["the record is closed"] if fields.text("recordStatus") == "closed" else []
    said = [*_said(fields, own), *ending]
    details = fields.child("recordDetails") or fields
    told = "; ".join((*_in_words(details), *said))
    known = int(kind in KNOWN and is_party(details, kind))
    survey.waiting.put(_STATEMENTS, own, place)
    survey.waiting.put(_VERSIONS, number, [day, place, known])
    if kind == "relationship":
        ends, words = ends_of(details), "; ".join((words_of(details), *said))
        for one, other in ((ends.owner, ends.owned), (ends.owned, ends.owner)):
            if one:
                survey.waiting.put(_ENDS, one, [number, place, other, ends.words, words])
    elif not known:
        survey.waiting.put(_UNNAMED, number, f"{number}: {told}")


def _in_words(details: Fields) -> Iterator[str]:
    """What is said of somebody unnamed, thing by thing."""
    for path, value in details.leaves():
        if path not in SOURCE.left_out:
            yield f"{path.rpartition('/')[2]}: {value}"


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _number_of(fields: Fields) -> str:
    fields.record = number = fields.text("recordId")
    message = "a statement without the id of its record"
    fields.insist(_HAS_NAME.search(number), message, field="recordId", value=number)
    return number


def _records(file: InputFile, survey: _Survey, ledger: Ledger) -> Iterator[Record]:
    quiet = Ledger(file=file.name)
    with closing(survey.waiting):
        for place, values in _statements(file, quiet):
            fields = Fields(values, ledger, path="statement")
            try:
                found = list(_statement(fields, survey, place, ledger))
                fields.close()
            except BadInputError as error:
                ledger.refuse(error)
                continue
            yield from found


def _statement(fields: Fields, survey: _Survey, place: int, ledger: Ledger) -> Iterator[Record]:
    head = fields.quietly()
    fields.record = number = _number_of(head)
    own, kind, status = (head.text(name) for name in ("statementId", "recordType", "recordStatus"))
    head.insist(kind in _RECORD_TYPES, "not a type of record", field="recordType", value=kind)
    head.insist(status in _STATUSES, "not a status", field="recordStatus", value=status)
    twice = bool(own) and len(survey.waiting.get(_STATEMENTS, own)) > 1
    message = "the same statement twice: the file is altered; fetch it again"
    head.insist(not twice, message, field="statementId", value=own)
    _said(head, own)
    if place in survey.broken:
        raise survey.broken[place]
    if not survey.is_current(number, place):
        ledger.warn(SUPERSEDED, record=number, field="statementId", value=own)
        fields.leave(_OF_OLD)
        return
    details = head.child("recordDetails")
    if details is None:
        message = "a statement without details"
        raise fields.error(message, field="recordDetails")
    if kind == "relationship":
        yield from _relations(fields, details, survey, closed=status == "closed")
    elif survey.is_party(number):
        yield _party(fields, survey, kind, closed=status == "closed")
    elif survey.is_tied(number):
        ledger.warn(NOT_A_PARTY, record=number, field=kind)
        fields.take_all()
    else:
        ledger.warn(NOT_A_PARTY, record=number, field=kind)
        fields.leave(_OF_NOBODY)


def _party(fields: Fields, survey: _Survey, kind: str, *, closed: bool) -> Record:
    """The party of a record, with the relations whose other end is none as words."""
    own, said = _taken(fields)
    details = fields.child("recordDetails") or fields
    if kind == "person":
        details.text("personType")
    words = []
    for record, other, value in survey.lost(fields.record):
        kind_of = ONE_END if other == fields.record else LOST_END
        fields.ledger.warn(kind_of, record=record, value=value)
        words.append(Feature(type="relation, in words", value=value, number=record))
    ending = ["the record is closed"] if closed else []
    return party_of(details, kind, own, (*said, *ending), words)


def _taken(fields: Fields) -> tuple[str, list[str]]:
    """The statement's number, and who says it; what stands at its head is taken."""
    own = fields.text("statementId")
    for name in ("recordId", "recordType", "recordStatus"):
        fields.text(name)
    return own, _said(fields, own)


def _relations(fields: Fields, told: Fields, survey: _Survey, *, closed: bool) -> Iterator[Record]:
    """The relations of a statement; one that ties a party to none is told with that party."""
    ends: Ends = ends_of(told)
    owner, owned = survey.is_party(ends.owner), survey.is_party(ends.owned)
    if ends.owner != ends.owned and owner and owned:
        _, said = _taken(fields)
        details = fields.child("recordDetails") or fields
        ends_of(details)
        yield from relations_of(details, ends, said, closed=closed)
    elif owner or owned:
        fields.take_all()
    else:
        fields.ledger.warn(LOST_BOTH, record=fields.record, value=ends.words)
        fields.leave(_OF_BOTH)


def _said(fields: Fields, own: str) -> list[str]:
    """Who says it: number, day, publisher, source and annotations of a statement, as words."""
    found = [f"statement: {own}"] if own else []
    if day := fields.text("statementDate"):
        found.append(f"stated: {day}")
    if published := fields.child("publicationDetails"):
        version = "".join(published.peek("bodsVersion"))
        message = f"a statement of another version than {VERSION} of the standard; convert it first"
        published.insist(version.startswith(VERSION), message, field="bodsVersion", value=version)
        for publisher in published.children("publisher"):
            found.extend(f"published by: {name}" for name in publisher.texts("name"))
    for source in fields.children("source"):
        found.extend(source_words(source))
    for note in fields.children("annotations"):
        words = (
            note.text(name) for name in ("motivation", "statementPointerTarget", "description")
        )
        told = [*words, note.text("url")]
        found.append("; ".join(f"annotation: {text}" for text in told if text))
    return found


SOURCE = Source(
    key="bods",
    title="Beneficial ownership statements (BODS 0.4)",
    authority="",
    licence="as the publisher states in each statement",
    page=PAGE,
    addresses=(),
    left_out={
        "statement/declaration": "puts statements into a declaration",
        "statement/declarationSubject": "puts statements into a declaration",
        "statement/publicationDetails/publicationDate": "names the release",
        "statement/publicationDetails/bodsVersion": "the version of the format",
        "statement/recordStatus = new": "stands wherever nothing is to be said",
        "statement/recordStatus = updated": "what the record said before is superseded",
        f"statement/* {_OF_OLD}": "the last statement of a record says what holds",
        f"statement/* {_OF_NOBODY}": "says nothing about any party",
        f"statement/* {_OF_BOTH}": "says nothing about any party",
        "statement/publicationDetails/license": "differs from statement to statement",
        "statement/publicationDetails/publisher/url": "the publisher goes by name",
        "statement/recordDetails/isComponent": "the relation made up of components names them",
        "statement/annotations/creationDate": "says when a note was made, not a fact about a party",
        "statement/annotations/createdBy": "says who made a note; what it says is kept",
        "statement/annotations/transformedContent": "the value before a change of form only",
    },
    recognise=recognise,
    read=read,
    group=lambda file: f"{file.path}:{file.member}",
    record_numbers={"statement": "recordId"},
    words=WORDS,
)

"""OFAC's advanced XML, ``Sanctions``: the SDN list and the consolidated list with all detail.

Reference values, locations and documents stand before the parties they belong to; the
relationships and sanctions entries behind them. The file is read twice: first what stands
behind, indexed by profile in few words, then the parties, each complete at once. Memory
holds the indexes, never the parties.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.errors import BadInputError, UnknownFormatError
from kg.model import Party, PartyRef, Record, Release
from kg.sources.addresses import ADDRESSES
from kg.sources.base import Ledger, Reading, Source
from kg.sources.elements import Cursor, each, records
from kg.sources.files import InputFile
from kg.sources.ofac import database as ofac
from kg.sources.ofac.advanced.documents import document
from kg.sources.ofac.advanced.entries import Index
from kg.sources.ofac.advanced.party import OTHER_END_MISSING, Surroundings, parties
from kg.sources.ofac.advanced.places import location
from kg.sources.ofac.advanced.references import References
from kg.sources.ofac.advanced.scope import HOMES, KEYS, LEFT_OUT, WORDS
from kg.sources.ofac.advanced.values import day
from kg.sources.ofac.listings import is_sdn_set
from kg.sources.ofac.relations import Stated

NAMESPACES = (
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML",
    "http://www.un.org/sanctions/1.0",
    "https://www.un.org/sanctions/1.0",
)

_ROOT = "Sanctions"
_DATE = f"{_ROOT}/DateOfIssue"
_REFERENCES = f"{_ROOT}/ReferenceValueSets"
_LOCATION = f"{_ROOT}/Locations/Location"
_DOCUMENT = f"{_ROOT}/IDRegDocuments/IDRegDocument"
_PARTY = f"{_ROOT}/DistinctParties/DistinctParty"
_RELATION = f"{_ROOT}/ProfileRelationships/ProfileRelationship"
_ENTRY = f"{_ROOT}/SanctionsEntries/SanctionsEntry"
_LINK = f"{_ROOT}/SanctionsEntryLinks/SanctionsEntryLink"
_PATHS = (_DATE, _REFERENCES, _LOCATION, _DOCUMENT, _PARTY, _RELATION, _ENTRY, _LINK)
_CHANGES = (b" DeltaAction=", b" DeltaBaseVersion=", b" EntryDeltaFlag=")
_LONGEST = max(map(len, _CHANGES))
_CHUNK = 1 << 20


@dataclass
class _Survey:
    """What the first reading finds: the date, the words, the profiles and what is behind them."""

    date: dt.date | None = None
    references: References = field(default_factory=References)
    index: Index = field(default_factory=Index)
    profiles: dict[str, None] = field(default_factory=dict)


def recognise(file: InputFile) -> bool:
    """Whether the file's root element is ``Sanctions``."""
    return file.root[1] == _ROOT


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file, in two passes.

    Raises BadInputError for a file that is cut off or hostile, has no date, or is a list of
    changes; UnknownFormatError for a namespace not known.
    """
    (file,) = files
    ledger.file = file.name
    if file.root[0] not in NAMESPACES:
        message = f"a {_ROOT} file in a namespace not known; known are {' and '.join(NAMESPACES)}"
        raise UnknownFormatError(message, file=file.name, value=file.root[0])
    _refuse_changes(file)
    survey = _survey(file, ledger)
    return Reading(_release(file, survey), _records(file, survey, ledger), ledger)


def _refuse_changes(file: InputFile) -> None:
    """Refuse a file that marks what changed since another: a deletion must not be taken as data."""
    found = ""
    with contextlib.suppress(BadInputError):  # the reading behind meets the fault and explains it
        found = _mark_of_change(file)
    if found:
        message = (
            "marks changes against another version and is no whole list; "
            "fetch the whole list, or OFAC's own delta file"
        )
        raise BadInputError(message, file=file.name, field=f"@{found}")


def _mark_of_change(file: InputFile) -> str:
    """The first mark of change in a file, "" when there is none."""
    tail = b""
    with file.open() as stream:
        while chunk := stream.read(_CHUNK):
            window = tail + chunk
            for mark in _CHANGES:
                if mark in window:
                    return mark.decode().strip(" =")
            tail = window[-_LONGEST:]
    return ""


def _survey(file: InputFile, ledger: Ledger) -> _Survey:
    """Read what stands behind the parties; what is counted there goes to the ledger."""
    survey = _Survey()
    index, references = survey.index, survey.references
    own = ledger.apart()
    handlers: dict[str, Callable[[Cursor], None]] = {
        _REFERENCES: references.read,
        _RELATION: lambda cursor: index.add_relationship(cursor, references),
        _ENTRY: lambda cursor: index.add_entry(cursor, references),
        _LINK: lambda cursor: index.add_link(cursor, references),
    }

    def read_one(cursor: Cursor) -> None:
        handlers[cursor.path](cursor)

    def behind() -> Iterator[Cursor]:
        for cursor in records(stream, own, *_PATHS):
            if cursor.path in handlers:
                yield cursor
            elif cursor.path == _PARTY:
                _note_profiles(cursor, survey)
            elif cursor.path == _DATE:
                survey.date = _date(cursor)

    with file.open() as stream:
        for _ in each(behind(), own, read_one):
            pass
    ledger.join(own, tuple(handlers))
    index.checked(survey.profiles, ledger, _ENTRY)
    return survey


def _date(cursor: Cursor) -> dt.date:
    """The date of issue; its calendar is checked in the second reading, with the words known."""
    try:
        year, month, day_ = (int(cursor.text(name)) for name in ("Year", "Month", "Day"))
        return dt.date(year, month, day_)
    except (ValueError, OverflowError) as error:
        message = "a release needs a date of issue; fetch the file again"
        raise cursor.error(message) from error


def _note_profiles(cursor: Cursor, survey: _Survey) -> None:
    for profile in cursor.children("Profile"):
        survey.profiles[profile.attribute("ID")] = None


def _release(file: InputFile, survey: _Survey) -> Release:
    if survey.date is None:
        message = "a release needs a date of issue, and there is none; fetch the file again"
        raise BadInputError(message, file=file.name, field=_DATE)
    entries = survey.index.entries.values()
    is_sdn = is_sdn_set([[entry.listing for entry in found] for found in entries])
    return Release(
        source=ofac.SDN_LIST if is_sdn else ofac.CONSOLIDATED_LIST,
        version=survey.date.isoformat(),
        title=ofac.SDN_TITLE if is_sdn else ofac.CONSOLIDATED_TITLE,
        lists=(ofac.SDN_LIST if is_sdn else ofac.NON_SDN_LISTS,),
        authority=ofac.AUTHORITY,
        licence=ofac.LICENCE,
        issued=survey.date,
        url=ofac.PAGE,
        files=(file.provenance(),),
    )


def _records(file: InputFile, survey: _Survey, ledger: Ledger) -> Iterator[Record]:
    around = Surroundings(ledger, survey.references, survey.index)
    _connect(survey, around)
    whole: set[str] = set()

    def read_one(cursor: Cursor) -> list[Party]:
        if cursor.path == _PARTY:
            return parties(cursor, around)
        _read_before(cursor, around)
        return []

    def before() -> Iterator[Cursor]:
        for cursor in records(stream, ledger, *_PATHS):
            if cursor.path in {_DATE, _LOCATION, _DOCUMENT, _PARTY}:
                yield cursor

    with file.open() as stream:
        for found in each(before(), ledger, read_one):
            whole.update(party.ref.number for party in found)
            yield from found
    _refuse_orphans(around)
    yield from _relations(survey, whole, ledger)


def _read_before(cursor: Cursor, around: Surroundings) -> None:
    """Take a section that stands before the parties."""
    if cursor.path == _DATE:
        day(cursor, around.references)
    elif cursor.path == _LOCATION:
        own, place = location(cursor, around.references)
        is_new = own not in around.places
        cursor.insist(is_new, "the same location twice", field="@ID", value=own)
        around.places[own] = place
    elif cursor.path == _DOCUMENT:
        identity, found = document(cursor, around.references, around.places)
        known = around.documents.setdefault(identity, [])
        is_new = all(other.printed.number != found.printed.number for other in known)
        cursor.insist(is_new, "the same document twice", field="@ID", value=found.printed.number)
        known.append(found)


def _connect(survey: _Survey, around: Surroundings) -> None:
    """Give each party the relationships its entries assert, as links or as words.

    A relationship with an end that is not in the file stays with its other end as words.
    """
    for stated in survey.index.relationships.values():
        ends = [end for end in (stated.from_party, stated.to_party) if end in survey.profiles]
        if len(ends) == 1:
            around.ledger.warn(
                OTHER_END_MISSING, record=stated.number, field=_RELATION, value=stated.text
            )
            around.words.setdefault(ends[0], []).append(stated.feature())
        elif len(ends) == 2 and survey.index.profiles.get(stated.entry) == stated.from_party:  # noqa: PLR2004 - a relation has two ends
            _link(survey.index.home(stated.entry), stated, around)


def _link(entry: str, stated: Stated, around: Surroundings) -> None:
    links = around.links.setdefault(stated.from_party, {})
    known = links.get(entry, ofac.NO_LINKS).parties
    target: PartyRef = ofac.party_ref(stated.to_party)
    links[entry] = ofac.Links(tuple(dict.fromkeys((*known, target))), ())


def _refuse_orphans(around: Surroundings) -> None:
    """Refuse documents of identities that no party has."""
    for identity, documents in around.documents.items():
        for orphan in documents:
            message = "a document of an identity that the file does not have; fetch the file again"
            around.ledger.refuse(
                BadInputError(
                    message,
                    file=around.ledger.file,
                    record=orphan.printed.number,
                    field=f"{_DOCUMENT}/@IdentityID",
                    value=identity,
                )
            )


def _relations(survey: _Survey, whole: set[str], ledger: Ledger) -> Iterator[Record]:
    """The relations between parties that were read; one that hangs in the air is refused."""
    for stated in survey.index.relationships.values():
        ends = {stated.from_party, stated.to_party}
        if ends <= whole and len(ends) > 1:
            yield stated.relation(asserted_by=survey.index.home(stated.entry))
        elif not ends & set(survey.profiles) or ends <= set(survey.profiles):
            message = "a relationship whose ends are not two parties that were read"
            ledger.refuse(
                BadInputError(
                    message,
                    file=ledger.file,
                    record=stated.number,
                    field=_RELATION,
                    value=stated.text,
                )
            )


SOURCE = Source(
    key="ofac-advanced-xml",
    title="OFAC lists as advanced XML (SDN and consolidated)",
    authority=ofac.AUTHORITY,
    licence=ofac.LICENCE,
    page=ofac.PAGE,
    addresses=ADDRESSES["ofac-advanced-xml"],
    left_out=LEFT_OUT,
    record_numbers={
        "Sanctions/DistinctParties/DistinctParty": "@FixedRef",
        "Sanctions/SanctionsEntries/SanctionsEntry": "@ProfileID",
    },
    words=WORDS,
    homes=HOMES,
    keys=KEYS,
    recognise=recognise,
    read=read,
)

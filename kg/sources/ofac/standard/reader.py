"""OFAC's standard XML, ``sdnList``: the SDN list and the non-SDN consolidated list.

Both lists come in one format, in either of two namespaces, and the file does not say which
of them it is. A file is the consolidated list when some entry carries tags of the non-SDN
lists alone, as none does on the SDN list; a set without such an entry is told by OFAC's own
name for the file, and is the SDN list otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.errors import BadInputError, UnknownFormatError
from kg.model import Record, Release
from kg.sources.addresses import ADDRESSES
from kg.sources.base import Ledger, Reading, Source
from kg.sources.elements import Cursor, each, records
from kg.sources.files import InputFile
from kg.sources.ofac import database as ofac
from kg.sources.ofac.links import NameIndex
from kg.sources.ofac.standard.entry import Surroundings, items, party, programs
from kg.sources.ofac.words import WORDS

NAMESPACES = (
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
    "http://tempuri.org/sdnList.xsd",
)

_ROOT = "sdnList"
_HEADER = f"{_ROOT}/publshInformation"
_ENTRY = f"{_ROOT}/sdnEntry"


@dataclass
class _Survey:
    """What a first reading of the file finds: its date and count, its entries, their names."""

    date: dt.date | None = None
    declared: int | None = None
    entries: int = 0
    has_non_sdn_entry: bool = False
    index: NameIndex = field(default_factory=NameIndex)


def recognise(file: InputFile) -> bool:
    """Whether the file's root element is ``sdnList``."""
    return file.root[1] == _ROOT


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file, in two passes: links name parties that may stand further down.

    Raises BadInputError for a file that is cut off or hostile, has no date, or holds another
    number of entries than it declares; UnknownFormatError for a namespace not known.
    """
    (file,) = files
    ledger.file = file.name
    if file.root[0] not in NAMESPACES:
        message = f"an sdnList in a namespace not known; known are {' and '.join(NAMESPACES)}"
        raise UnknownFormatError(message, file=file.name, value=file.root[0])
    survey = _survey(file)
    non_sdn = survey.has_non_sdn_entry or "cons" in (file.member or file.path.name).lower()
    around = Surroundings(ledger, survey.index, non_sdn)
    return Reading(_release(file, survey, non_sdn=non_sdn), _records(file, around), ledger)


def _survey(file: InputFile) -> _Survey:
    """Read the file once for its header and names; faults of single entries come up later."""
    survey = _Survey()
    quiet = Ledger(file=file.name)
    with file.open() as stream:
        for cursor in records(stream, quiet, _HEADER, _ENTRY):
            if cursor.path == _HEADER:
                survey.date, survey.declared = _published(cursor)
                continue
            survey.entries += 1
            try:
                _index(survey, cursor)
            except BadInputError:
                continue
    if survey.declared not in {None, survey.entries}:
        message = (
            f"declares {survey.declared} entries and holds {survey.entries}: "
            "the file is incomplete or altered; fetch it again"
        )
        raise BadInputError(message, file=file.name, field=f"{_HEADER}/Record_Count")
    return survey


def _published(header: Cursor) -> tuple[dt.date, int | None]:
    date, count = header.text("Publish_Date"), header.text("Record_Count")
    is_number = not count or (count.isascii() and count.isdigit())
    header.insist(is_number, "not a number of entries", field="Record_Count", value=count)
    try:
        month, day, year = (int(part) for part in date.split("/"))
        return dt.date(year, month, day), int(count) if count else None
    except (ValueError, OverflowError) as error:
        message = "a release needs a date as MM/DD/YYYY; fetch the file again"
        raise header.error(message, field="Publish_Date", value=date) from error


def _index(survey: _Survey, entry: Cursor) -> None:
    tags, uid = programs(entry), entry.text("uid")
    survey.has_non_sdn_entry |= ofac.is_non_sdn(tags)
    if not tags or ofac.kind_of(entry.text("sdnType")) is None:
        return
    name = ofac.name_of(entry.text("lastName"), entry.text("firstName"))
    survey.index.add(uid, name.text, is_primary=True)
    for alias in items(entry, "akaList", "aka"):
        if alias.text("category") == "strong":
            name = ofac.name_of(alias.text("lastName"), alias.text("firstName"))
            survey.index.add(uid, name.text, is_primary=False)


def _release(file: InputFile, survey: _Survey, *, non_sdn: bool) -> Release:
    if survey.date is None:
        message = "a release needs a date, and there is no publshInformation; fetch the file again"
        raise BadInputError(message, file=file.name, field=_HEADER)
    return Release(
        source=ofac.CONSOLIDATED_LIST if non_sdn else ofac.SDN_LIST,
        version=survey.date.isoformat(),
        title=ofac.CONSOLIDATED_TITLE if non_sdn else ofac.SDN_TITLE,
        lists=() if non_sdn else (ofac.SDN_LIST,),
        authority=ofac.AUTHORITY,
        licence=ofac.LICENCE,
        issued=survey.date,
        declared_records=survey.declared,
        url=ofac.PAGE,
        files=(file.provenance(),),
    )


def _records(file: InputFile, around: Surroundings) -> Iterator[Record]:
    def read_one(cursor: Cursor) -> list[Record]:
        if cursor.path == _ENTRY:
            return party(cursor, around)
        _published(cursor)
        return []

    with file.open() as stream:
        cursors = records(stream, around.ledger, _HEADER, _ENTRY)
        for found in each(cursors, around.ledger, read_one):
            yield from found


SOURCE = Source(
    key="ofac-xml",
    title="OFAC lists as standard XML (SDN and consolidated)",
    authority=ofac.AUTHORITY,
    licence=ofac.LICENCE,
    page=ofac.PAGE,
    addresses=ADDRESSES["ofac-xml"],
    left_out={},
    record_numbers={_ENTRY: "uid"},
    words=WORDS,
    recognise=recognise,
    read=read,
    group=lambda file: f"{file.path}:{file.member}",
)

"""The consolidated list of the United Nations Security Council, as XML.

Both layouts of the file (an element a line, or a record a line) hold the same fields. White
space inside them differs from layout to layout and says nothing, so it is collapsed. Empty
placeholder elements are no values. A release is named by the day in ``dateGenerated``; the
list declares no number of entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.errors import BadDateError
from kg.model import Designation, Event, Feature, Identifier, Kind, Party, PartyRef, Record, Release
from kg.sources.addresses import ADDRESSES
from kg.sources.base import Ledger, Reading, Source
from kg.sources.elements import Cursor, each, records
from kg.sources.files import InputFile
from kg.sources.un import particulars
from kg.sources.un.documents import document
from kg.sources.un.particulars import Found, day, plain, plains
from kg.values import PartialDate

SCHEME = "un"
AUTHORITY = "un-sc"
LIST = "un-sc"
LICENCE = "Terms of use of the United Nations: https://www.un.org/en/about-us/terms-of-use"
PAGE = "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list"

_ROOT = "CONSOLIDATED_LIST"
_KINDS = {
    f"{_ROOT}/INDIVIDUALS/INDIVIDUAL": Kind.PERSON,
    f"{_ROOT}/ENTITIES/ENTITY": Kind.ENTITY,
}
_PATHS = (_ROOT, *_KINDS)
_LIST_WORD = "UN List"
_REVIEW = re.compile(
    r"[Rr]eview pursuant to (?:Security Council )?resolutions? [^.;]*?"
    r"(?:concluded|completed) on (?P<day>\d{1,2} [A-Z][a-z]+\.? \d{4})"
)
_NOTICE = re.compile(r"https?://(?:www\.)?interpol\.int/\S+?(?=[.)]*(?:\s|$))")
_LEFT = {
    "VERSIONNUM": "a counter of the publisher's data base, 1 in every release seen",
    "SORT_KEY": "an order for display, empty in every release seen",
    "SORT_KEY_LAST_MOD": "an order for display, empty in every release seen",
}


_WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(particulars.PLACEHOLDERS, ()),
    **dict.fromkeys(("EXACT", "APPROXIMATELY", "BETWEEN"), ()),  # the date itself is written so
    "Good": ("strong",),
    "Low": ("weak",),
    _LIST_WORD: ("un-sc",),
}


def recognise(file: InputFile) -> bool:
    """Whether the file's root element is ``CONSOLIDATED_LIST``."""
    return file.root[1] == _ROOT


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file; raises BadInputError when it is hostile or has no date of its own."""
    (file,) = files
    ledger.file = file.name
    with file.open() as stream:
        root = next(records(stream, Ledger(file=file.name), *_PATHS))
        generated = day(root, "@dateGenerated", root.attribute("dateGenerated"))
    if generated is None:
        message = "a release needs the date on which it was generated; fetch the file again"
        raise root.error(message, field="@dateGenerated")
    release = Release(
        source=SOURCE.key,
        version=generated.isoformat(),
        title=SOURCE.title,
        authority=AUTHORITY,
        licence=LICENCE,
        issued=generated,
        url=PAGE,
        files=(file.provenance(),),
    )
    return Reading(release, _records(file, ledger), ledger)


def _records(file: InputFile, ledger: Ledger) -> Iterator[Record]:
    seen: set[str] = set()

    def read_one(cursor: Cursor) -> Party | None:
        if cursor.path in _KINDS:
            return _party(cursor, ledger, seen)
        cursor.attribute("dateGenerated")
        return None

    with file.open() as stream:
        for found in each(records(stream, ledger, *_PATHS), ledger, read_one):
            if found:
                yield found


def _party(entry: Cursor, ledger: Ledger, seen: set[str]) -> Party:
    reference = _reference(entry, seen)
    found, prefix = Found(ledger), entry.path.rpartition("/")[2]
    found.identifiers.append(Identifier(value=reference, scheme="un-ref"))
    if data_id := plain(entry, "DATAID"):
        found.identifiers.append(Identifier(value=data_id, scheme="un-dataid"))
    particulars.add_names(found, entry)
    particulars.add_facts(found, entry)
    for item in entry.children(f"{prefix}_ALIAS"):
        particulars.add_alias(found, item)
    for item in entry.children(f"{prefix}_DATE_OF_BIRTH"):
        particulars.add_birth(found, item)
    for item in entry.children(f"{prefix}_PLACE_OF_BIRTH"):
        particulars.add_place(found, item, found.birth_places)
    for item in entry.children(f"{prefix}_ADDRESS"):
        particulars.add_place(found, item, found.addresses)
    for item in entry.children(f"{prefix}_DOCUMENT"):
        found.add(document(item))
    comments = plain(entry, "COMMENTS1")
    found.features.extend(_comments(comments))
    return Party(
        ref=PartyRef(SCHEME, reference),
        kind=_KINDS[entry.path],
        names=tuple(found.names),
        identifiers=tuple(found.identifiers),
        addresses=tuple(found.addresses),
        birth_dates=tuple(found.birth_dates),
        birth_places=tuple(found.birth_places),
        features=tuple(found.features),
        designations=(_designation(entry, comments),),
    )


def _reference(entry: Cursor, seen: set[str]) -> str:
    reference = entry.record = plain(entry, "REFERENCE_NUMBER")
    entry.insist(reference, "an entry without a number of its own", field="REFERENCE_NUMBER")
    message = "the same number twice: the file is altered; fetch it again"
    entry.insist(reference not in seen, message, field="REFERENCE_NUMBER", value=reference)
    seen.add(reference)
    return reference


def _comments(text: str) -> Iterator[Feature]:
    """The comments whole, and the INTERPOL notices they point to."""
    if text:
        yield Feature(type="remark", value=text)
    for address in dict.fromkeys(_NOTICE.findall(text)):
        yield Feature(type="interpol-notice", value=address)


def _designation(entry: Cursor, comments: str) -> Designation:
    program = plain(entry, "UN_LIST_TYPE")
    entry.insist(program, "an entry without a regime", field="UN_LIST_TYPE")
    lists = [word for item in entry.children("LIST_TYPE") for word in plains(item, "VALUE")]
    others = [word for word in lists if word != _LIST_WORD]
    entry.insist(not others, "not the list this is", field="LIST_TYPE", value=", ".join(others))
    listed = day(entry, "LISTED_ON", plain(entry, "LISTED_ON"))
    delisted = day(entry, "DELISTED_ON", plain(entry, "DELISTED_ON"))
    events = [Event(type="added", date=listed)] if listed else []
    for item in entry.children("LAST_DAY_UPDATED"):
        days = (day(item, "VALUE", text) for text in plains(item, "VALUE"))
        events.extend(Event(type="amended", date=changed) for changed in days)
    events.extend(_reviews(comments))
    if delisted:
        events.append(Event(type="removed", date=delisted))
    return Designation(
        authority=AUTHORITY,
        program=program,
        listing=LIST,
        status="removed" if delisted else "active",
        listed_on=listed,
        delisted_on=delisted,
        events=tuple(events),
    )


def _reviews(comments: str) -> Iterator[Event]:
    for match in _REVIEW.finditer(comments):
        try:
            date = PartialDate.parse(match["day"])
        except BadDateError:
            continue
        yield Event(type="reviewed", date=date.earliest, description=match[0])


SOURCE = Source(
    key="un-sc",
    title="United Nations Security Council Consolidated List",
    authority=AUTHORITY,
    licence=LICENCE,
    page=PAGE,
    addresses=ADDRESSES["un-sc"],
    left_out={f"{path}/{name}": reason for path in _KINDS for name, reason in _LEFT.items()},
    record_numbers=dict.fromkeys(_KINDS, "REFERENCE_NUMBER"),
    words=_WORDS,
    recognise=recognise,
    read=read,
    group=lambda file: f"{file.path}:{file.member}",
)

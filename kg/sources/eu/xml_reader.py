"""The European Union's consolidated list of financial sanctions, as XML (FSF 1.1).

The file names itself by ``generationDate``; it declares no number of entries. Vessels stand
in it as enterprises and stay what the list says they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from kg.errors import BadInputError
from kg.model import Record, Release
from kg.sources.addresses import ADDRESSES
from kg.sources.base import Ledger, Reading, Source
from kg.sources.elements import Cursor, each, records
from kg.sources.eu import entry as eu_entry
from kg.sources.eu.acts import Acts, Citation
from kg.sources.eu.items import OF_NO_BIRTH, OF_NO_DATE, OF_NOTHING, Item, day
from kg.sources.files import InputFile

KEY = "eu-fsf"
TITLE = "European Union consolidated list of persons subject to financial sanctions"
PUBLISHER = "eu-commission"
LICENCE = "https://commission.europa.eu/legal-notice_en"
PAGE = (
    "https://data.europa.eu/data/datasets/"
    "consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions"
)

_ROOT = "export"
_ENTRY = f"{_ROOT}/sanctionEntity"
_NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"
_ITEMS = ("nameAlias", "address", "birthdate", "identification", "citizenship")
FLAGS = (
    "birthdate/@circa",
    "address/@asAtListingTime",
    *(
        f"identification/@{name}"
        for name in "diplomatic knownExpired knownFalse reportedLost revokedByIssuer".split()
    ),
)
LEFT_OF_NOTHING_SAID = "stands wherever nothing is to be said"
LEFT_OF_NO_DATE = "says of no date that it is approximate"
LEFT_OF_NOTHING = "numbers a place holder, in which nothing is said"
_LANGUAGE = "the language version of the act that was read, not the language of the value"
_LEFT = {
    f"{_ROOT}/@globalFileId": "a counter of the publisher's files",
    f"{_ENTRY}/identification/@identificationTypeDescription": "the words for the type's code",
    **{f"{_ENTRY}/{item}/@regulationLanguage": _LANGUAGE for item in _ITEMS},
    **{f"{_ENTRY}/{flag} = false": LEFT_OF_NOTHING_SAID for flag in FLAGS},
    f"{_ENTRY}/birthdate/@circa {OF_NO_DATE}": LEFT_OF_NO_DATE,
    f"{_ENTRY}/birthdate/@logicalId {OF_NO_BIRTH}": LEFT_OF_NOTHING,
    f"{_ENTRY}/address/@logicalId {OF_NOTHING}": LEFT_OF_NOTHING,
}


WORDS = {
    "P": ("Person",),
    "person": ("Person",),
    "E": ("Entity",),
    "enterprise": ("Entity",),
    "00": (),
    "UNKNOWN": (),
    "GREGORIAN": (),
    "N/A": (),
    "@strong = true": ("strong",),
    "@strong = false": ("weak",),
    "@circa = true": ("approximate",),
    "@knownExpired = true": ("expired",),
    "@knownFalse = true": ("false",),
    "@reportedLost = true": ("reported-lost",),
    "@revokedByIssuer = true": ("revoked",),
    "@diplomatic = true": ("diplomatic",),
    "@asAtListingTime = true": ("as at listing time",),
}


class Element:
    """An element of an entry as an item."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def value(self, name: str) -> str:
        """Take an attribute."""
        return self._cursor.attribute(name)

    def leave(self, name: str, where: str) -> str:
        """Leave an attribute that is left here, not everywhere, and return it."""
        return self._cursor.leave(name, where)

    def remark(self) -> str:
        """Take the remarks, a line each."""
        return "\n".join(self._cursor.texts("remark"))

    def citation(self) -> Citation | None:
        """Take the act in the ``regulationSummary``."""
        summary = self._cursor.child("regulationSummary")
        return _citation(summary) if summary else None

    def contacts(self) -> list[tuple[str, str]]:
        """Take the contacts, each a kind and a text."""
        return [
            (contact.attribute("key"), text)
            for contact in self._cursor.children("contactInfo")
            if (text := contact.attribute("value") or contact.own_text())
        ]

    def error(self, message: str, *, field: str = "", value: str | None = None) -> BadInputError:
        """An error that names file, record and field."""
        return self._cursor.error(message, field=field, value=value)


class EntryElement(Element):
    """A ``sanctionEntity``."""

    def kind(self) -> str:
        """Take the code and the classification of the kind of party."""
        subject = self._cursor.child("subjectType")
        if subject is None:
            return ""
        return f"{subject.attribute('code')} {subject.attribute('classificationCode')}".strip()

    def remarks(self) -> list[str]:
        """Take the remarks on the entry."""
        return self._cursor.texts("remark")

    def regulations(self) -> list[Citation]:
        """Take the acts under which the entry stands."""
        return [_citation(regulation) for regulation in self._cursor.children("regulation")]

    def items(self, kind: str) -> list[Item]:
        """Take the elements of one kind."""
        return [Element(cursor) for cursor in self._cursor.children(kind)]


def recognise(file: InputFile) -> bool:
    """Whether the file's root element is that of the list."""
    return file.root == (_NAMESPACE, _ROOT)


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file; raises BadInputError when it is hostile or has no date of its own."""
    (file,) = files
    ledger.file = file.name
    with file.open() as stream:
        root = Element(next(records(stream, Ledger(file=file.name), _ROOT, _ENTRY)))
        generated = day(root, "@generationDate", root.value("generationDate"))
    if generated is None:
        message = "a release needs the date on which it was generated; fetch the file again"
        raise root.error(message, field="@generationDate")
    return Reading(release(file, generated.isoformat()), _records(file, ledger), ledger)


def release(file: InputFile, version: str) -> Release:
    """A release of the list, named by its day (as ``2018-12-21``)."""
    return Release(
        source=KEY,
        version=version,
        title=TITLE,
        authority=PUBLISHER,
        licence=LICENCE,
        issued=dt.date.fromisoformat(version),
        url=PAGE,
        files=(file.provenance(),),
    )


def _records(file: InputFile, ledger: Ledger) -> Iterator[Record]:
    acts = Acts.none()
    seen: set[str] = set()

    def read_one(cursor: Cursor) -> list[Record]:
        if cursor.path == _ROOT:
            cursor.attribute("generationDate")
            return []
        reference = cursor.attribute("euReferenceNumber")
        number = cursor.record = reference or eu_entry.logical(
            cursor.element.get("logicalId", "").strip()
        )
        cursor.insist(number, "an entry without a number", field="@euReferenceNumber")
        message = "the same number twice: the file is altered; fetch it again"
        cursor.insist(number not in seen, message, field="@euReferenceNumber", value=number)
        seen.add(number)
        party = eu_entry.party(EntryElement(cursor), acts, ledger, reference, number)
        return [*acts.told(), party]

    with file.open() as stream:
        for found in each(records(stream, ledger, _ROOT, _ENTRY), ledger, read_one):
            yield from found


def _citation(cursor: Cursor) -> Citation:
    element = Element(cursor)
    return Citation(
        printed=element.value("numberTitle"),
        role=element.value("regulationType"),
        issuer=element.value("organisationType"),
        published=day(element, "@publicationDate", element.value("publicationDate")),
        in_force=day(element, "@entryIntoForceDate", element.value("entryIntoForceDate")),
        programme=element.value("programme"),
        page=element.value("publicationUrl") or cursor.text("publicationUrl"),
        number=element.value("logicalId"),
    )


SOURCE = Source(
    key="eu-fsf-xml",
    title="EU financial sanctions list (FSF 1.1 XML)",
    authority=PUBLISHER,
    licence=LICENCE,
    page=PAGE,
    addresses=ADDRESSES["eu-fsf-xml"],
    left_out=_LEFT,
    recognise=recognise,
    read=read,
    group=lambda file: f"{file.path}:{file.member}",
    record_numbers={_ENTRY: "@euReferenceNumber"},
    words=WORDS,
)

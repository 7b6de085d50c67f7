"""Documents and register numbers of OFAC's advanced XML, which stand before their parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.sources.elements import Cursor
from kg.sources.ofac import database as ofac
from kg.sources.ofac.advanced.places import Place
from kg.sources.ofac.advanced.references import References
from kg.sources.ofac.advanced.values import joined, number, period
from kg.values import PartialDate

_VALIDITIES: Mapping[str, tuple[str, ...]] = {
    "": (),
    "Unknown": (),
    "Valid": (),
    "Fraudulent": ("fraudulent",),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A document: what it prints, and the numbers of the spellings of the name it bears."""

    printed: ofac.Printed
    bears: tuple[str, ...]


@dataclass(slots=True)
class _Dates:
    issued: PartialDate | None = None
    expires: PartialDate | None = None
    notes: list[str] = field(default_factory=list)


def document(
    cursor: Cursor, references: References, places: Mapping[str, Place]
) -> tuple[str, Document]:
    """An ``IDRegDocument`` with the number of the identity it belongs to.

    Raises BadInputError for a place of issue that the file does not have.
    """
    own = cursor.record = number(cursor, "ID")
    identity = number(cursor, "IdentityID")
    land = references.country(cursor, "IssuedBy-CountryID")
    plain, doubts = ofac.doubts_of(land.name) if land else ("", ())
    country = ofac.country_of(plain) if doubts else land
    place = _place(cursor, places)
    if place and (country is None or place == country.name):
        country, place = country or ofac.country_of(place), ""
    validity = references.word(cursor, "ValidityID", "Validity")
    dates = _dates(cursor, references)
    printed = ofac.Printed(
        word=references.word(cursor, "IDRegDocTypeID", "IDRegDocType"),
        value=cursor.text("IDRegistrationNo"),
        country=country,
        issuer=", ".join(text for text in (cursor.text("IssuingAuthority"), place) if text),
        issued=dates.issued,
        expires=dates.expires,
        number=own,
        note=joined(cursor.text("Comment"), *dates.notes),
        qualifiers=(*_VALIDITIES.get(validity, (validity,)), *doubts),
    )
    names = cursor.children("DocumentedNameReference")
    return identity, Document(printed, tuple(number(name, "DocumentedNameID") for name in names))


def _place(cursor: Cursor, places: Mapping[str, Place]) -> str:
    name = "IssuedIn-LocationID"
    place = cursor.attribute(name)
    if place and place not in places:
        message = "a place of issue that the file does not have; fetch the file again"
        raise cursor.error(message, field=f"@{name}", value=place)
    return places[place].text if place else ""


def _dates(cursor: Cursor, references: References) -> _Dates:
    """The dates of a document; a kind the program does not know, or a second one, is a note."""
    found = _Dates()
    for item in cursor.children("DocumentDate"):
        kind = references.word(item, "IDRegDocDateTypeID", "IDRegDocDateType")
        said = period(item.child("DatePeriod"), references)
        if kind == "Issue Date" and found.issued is None:
            found.issued = said.date
        elif kind == "Expiration Date" and found.expires is None:
            found.expires = said.date
        elif said.date:
            found.notes.append(f"{kind} {said.date.edtf}")
        if said.note:
            found.notes.append(f"{kind} {said.note}")
    return found

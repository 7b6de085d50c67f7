"""The files of the Global LEI Index as JSON, turned into the elements that their XML has.

Two shapes are read: the golden copy's own (texts as ``{"$": …}``, attributes as ``"@type"``,
the records under ``records``, ``relations`` or ``exceptions``) and a plainer one in which
texts are texts and lists stand for repeated elements. JSON has no header.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from kg.errors import BadInputError
from kg.sources.base import Ledger
from kg.sources.elements import Cursor
from kg.sources.files import InputFile
from kg.sources.json_objects import Json, objects

_MARKS = {
    "LEIRecord": (b'"LEI"', b'"Entity"', b'"LegalName"'),
    "RelationshipRecord": (b'"StartNode"', b'"NodeID"', b'"RelationshipType"'),
    "Exception": (b'"LEI"', b'"ExceptionCategory"', b'"ExceptionReason"'),
}
_ITEMS = {
    "OtherEntityNames": "OtherEntityName",
    "TransliteratedOtherEntityNames": "TransliteratedOtherEntityName",
    "OtherAddresses": "OtherAddress",
    "TransliteratedOtherAddresses": "TransliteratedOtherAddress",
    "LegalEntityEvents": "LegalEntityEvent",
    "OtherValidationAuthorities": "OtherValidationAuthority",
    "RelationshipPeriods": "RelationshipPeriod",
    "RelationshipQualifiers": "RelationshipQualifier",
    "RelationshipQuantifiers": "RelationshipQuantifier",
}


def record_of(file: InputFile) -> str:
    """The element that a JSON file begins with a record of, "" for any other file."""
    head = file.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] not in {b"[", b"{"}:
        return ""
    found = (name for name, marks in _MARKS.items() if all(mark in head for mark in marks))
    return next(found, "")


def cursors(stream: BinaryIO, ledger: Ledger, path: str) -> Iterator[Cursor]:
    """A cursor for every record, as if it had been read from XML at that path."""
    name = path.rpartition("/")[2]
    for values in objects(stream, ledger):
        inner = values.get(name)
        try:
            element = _element(name, inner if isinstance(inner, dict) else values)
        except (ValueError, RecursionError) as error:
            message = f"a record that no XML element can hold ({error}); fetch the file again"
            ledger.refuse(BadInputError(message, file=ledger.file, record=_number(values)))
            continue
        yield Cursor(element, ledger, path=path)


def _number(values: Json) -> str | None:
    """The LEI that a record begins with, in either shape; None for a record without one."""
    told = values.get("LEI")
    found = told.get("$") if isinstance(told, dict) else told
    return str(found) if found else None


def _element(name: str, value: object) -> etree._Element:
    element = etree.Element(name)
    if not isinstance(value, dict):
        element.text = "" if value is None else str(value)
        return element
    for key, item in value.items():
        plain = str(key).removeprefix("@").rpartition(":")[2]
        if key == "$" or (key == name and isinstance(item, str)):
            element.text = "" if item is None else str(item)
        elif key[:1] == "@" or (key[:1].islower() and isinstance(item, str)):
            element.set(plain, str(item))
        elif key in _ITEMS and isinstance(item, list):
            container = etree.SubElement(element, key)
            container.extend(_element(_ITEMS[key], part) for part in item)
        else:
            _add(element, plain, item)
    return element


def _add(element: etree._Element, key: str, item: object) -> None:
    for part in item if isinstance(item, list) else [item]:
        element.append(_element(key, part))

"""Level 1 of the Global LEI Index as JSON, turned into the elements its XML has.

Two shapes are read: the golden copy's own (texts as ``{"$": …}``, attributes as ``"@type"``)
and a plainer one in which texts are texts and lists stand for repeated elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from kg.errors import BadInputError
from kg.sources.base import Ledger
from kg.sources.elements import Cursor
from kg.sources.files import InputFile
from kg.sources.json_objects import objects

_MARKS = (b'"LEI"', b'"Entity"', b'"LegalName"')
_ITEMS = {
    "OtherEntityNames": "OtherEntityName",
    "TransliteratedOtherEntityNames": "TransliteratedOtherEntityName",
    "OtherAddresses": "OtherAddress",
    "TransliteratedOtherAddresses": "TransliteratedOtherAddress",
    "LegalEntityEvents": "LegalEntityEvent",
    "OtherValidationAuthorities": "OtherValidationAuthority",
}


def is_level_one(file: InputFile) -> bool:
    """Whether a JSON file begins with an LEI record."""
    head = file.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return head[:1] in {b"[", b"{"} and all(mark in head for mark in _MARKS)


def cursors(stream: BinaryIO, ledger: Ledger, path: str) -> Iterator[Cursor]:
    """A cursor for every record, as if it had been read from XML at that path."""
    name = path.rpartition("/")[2]
    for values in objects(stream, ledger):
        try:
            element = _element(name, values)
        except ValueError as error:
            message = f"a record that no XML element can hold ({error}); fetch the file again"
            number = str(values.get("LEI"))
            ledger.refuse(BadInputError(message, file=ledger.file, record=number))
            continue
        yield Cursor(element, ledger, path=path)


def _element(name: str, value: object) -> etree._Element:
    element = etree.Element(name)
    if not isinstance(value, dict):
        element.text = "" if value is None else str(value)
        return element
    for key, item in value.items():
        plain = str(key).removeprefix("@")
        if key == "$" or (key == name and isinstance(item, str)):
            element.text = "" if item is None else str(item)
        elif plain != key or (plain[:1].islower() and isinstance(item, str)):
            element.set(plain.removeprefix("xml:"), str(item))
        elif key in _ITEMS and isinstance(item, list):
            container = etree.SubElement(element, key)
            container.extend(_element(_ITEMS[key], part) for part in item)
        else:
            _add(element, str(key), item)
    return element


def _add(element: etree._Element, key: str, item: object) -> None:
    for part in item if isinstance(item, list) else [item]:
        element.append(_element(key, part))

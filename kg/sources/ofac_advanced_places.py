"""Locations of OFAC's advanced XML: one address for each script its parts are written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.countries import Country
from kg.model import Address
from kg.sources.elements import Cursor
from kg.sources.ofac_advanced_references import References
from kg.sources.ofac_advanced_values import flag, joined, number
from kg.sources.ofac_name_forms import LATIN, script_code
from kg.values import script_of

UNDETERMINED = "undetermined"

_LINES = ("ADDRESS1", "ADDRESS2", "ADDRESS3")
_CITY, _POSTAL_CODE = "CITY", "POSTAL CODE"
_REGIONS = ("STATE/PROVINCE", "REGION")
_KNOWN = frozenset({*_LINES, _CITY, _POSTAL_CODE, *_REGIONS})


@dataclass(frozen=True, slots=True)
class Place:
    """A location: its addresses, the country it is in, and its text in one line."""

    addresses: tuple[Address, ...]
    country: Country | None
    text: str


class _Value(NamedTuple):
    word: str
    text: str
    script: str
    note: str


def location(cursor: Cursor, references: References) -> tuple[str, Place]:
    """A ``Location`` with its number.

    A location without a country, part or comment is a place holder: it has no addresses.
    """
    own = cursor.record = number(cursor, "ID")
    lands = [
        (references.country(item, "CountryID"), _relevance(item, references))
        for item in cursor.children("LocationCountry")
    ]
    land = next((country for country, _ in lands if country), None)
    others = [f"{item.name} {why}".strip() for item, why in lands[1:] if item]
    areas = [references.area(item) for item in cursor.children("LocationAreaCode")]
    note = joined(cursor.text("Comment"), *others, *_area_notes(areas, land))
    values = [
        value for part in cursor.children("LocationPart") for value in _values(part, references)
    ]
    is_open = any(UNDETERMINED in area for area in areas) or (land and land.name == UNDETERMINED)
    doubts = (UNDETERMINED,) if is_open else ()
    scripts = list(dict.fromkeys(value.script for value in values)) or (
        [""] if land or note else []
    )
    addresses = tuple(
        _address(
            [value for value in values if value.script == script], script, own, land, note, doubts
        )
        for script in scripts
    )
    main = [value.text for value in values if value.script == scripts[0]]
    return own, Place(addresses, land, ", ".join(main) or (land.name if land else ""))


def _relevance(item: Cursor, references: References) -> str:
    return references.unusual(item, "CountryRelevanceID", "CountryRelevance")


def _area_notes(areas: Iterable[tuple[str, str]], land: Country | None) -> Iterable[str]:
    """What area codes say beyond the country: OFAC gives the country's own code nearly always."""
    for code, description in areas:
        is_known = UNDETERMINED in {code, description} or (land and description == land.name)
        if not is_known:
            yield f"area {code} {description}".strip()


def _values(part: Cursor, references: References) -> list[_Value]:
    word = references.word(part, "LocPartTypeID", "LocPartType")
    found = []
    for item in part.children("LocationPartValue"):
        is_main, comment, text = flag(item, "Primary"), item.text("Comment"), item.text("Value")
        unusual = (
            references.unusual(item, "LocPartValueTypeID", "LocPartValueType"),
            references.unusual(item, "LocPartValueStatusID", "LocPartValueStatus"),
        )
        if not text:
            continue
        script = script_code(comment)
        said = "" if script else comment
        written = "" if is_main and script in {"", LATIN} else script or script_of(text) or LATIN
        found.append(_Value(word, text, written, joined(said, *unusual)))
    return found


def _address(
    values: list[_Value],
    script: str,
    own: str,
    land: Country | None,
    note: str,
    doubts: tuple[str, ...],
) -> Address:
    def of(*words: str) -> list[str]:
        return [value.text for word in words for value in values if value.word == word]

    return Address(
        number=own,
        full=", ".join(value.text for value in values if value.word not in _KNOWN),
        lines=tuple(of(*_LINES)),
        city=", ".join(of(_CITY)),
        region=", ".join(of(*_REGIONS)),
        postal_code=", ".join(of(_POSTAL_CODE)),
        country=land,
        script=script,
        note=joined(note, *(value.note for value in values)),
        qualifiers=doubts,
    )

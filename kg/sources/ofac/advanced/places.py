"""Locations of OFAC's advanced XML: one address for each script its parts are written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.countries import Country
from kg.model import Address
from kg.sources.elements import Cursor
from kg.sources.ofac import database as ofac
from kg.sources.ofac.advanced.references import References
from kg.sources.ofac.advanced.values import flag, joined, number
from kg.sources.ofac.name_forms import LATIN, script_code
from kg.values import script_of

UNDETERMINED = "undetermined"

LINE_WORDS: Mapping[str, str] = {
    "ADDRESS1": "addressLine1",
    "ADDRESS2": "addressLine2",
    "ADDRESS3": "addressLine3",
    "Unknown": "fullAddress",
}
"""What the graph calls the parts of an address that have no word of their own there."""

_LINES = ("ADDRESS1", "ADDRESS2", "ADDRESS3")
_CITY, _POSTAL_CODE = "CITY", "POSTAL CODE"
_REGION = "REGION"
_REGIONS = ("STATE/PROVINCE", _REGION)
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

    Its country is the one stated, else the one whose area code it has, else its region. A
    location without a country, part or comment is a place holder: it has no addresses.
    """
    own = cursor.record = number(cursor, "ID")
    areas = [references.area(item) for item in cursor.children("LocationAreaCode")]
    land, others = _countries(cursor, references, areas)
    note = joined(cursor.text("Comment"), *others, *_area_notes(areas, land))
    values = [
        value for part in cursor.children("LocationPart") for value in _values(part, references)
    ]
    region = _region(values) if land is None else None
    if region:
        values.remove(region)
        land, note = ofac.region_of(region.text), joined(note, region.note)
    is_open = any(UNDETERMINED in area for area in areas) or (land and land.name == UNDETERMINED)
    base = Address(
        number=own,
        country=land,
        note=note,
        qualifiers=(UNDETERMINED,) if is_open and not region else (),
    )
    groups = _by_script(values) or ({"": []} if land or note else {})
    addresses = tuple(_address(base, script, group) for script, group in groups.items())
    texts = [printed(address) for address in addresses[:1]] + [region.text if region else ""]
    text = ", ".join(text for text in texts if text)
    return own, Place(addresses, land, text or (land.name if land else ""))


def _region(values: Iterable[_Value]) -> _Value | None:
    found = (value for value in values if value.word == _REGION and not value.script)
    return next(found, None)


def _countries(
    cursor: Cursor, references: References, areas: Iterable[tuple[str, str]]
) -> tuple[Country | None, list[str]]:
    """The country of a location, and words for what is said of further ones."""
    found: list[tuple[Country, str]] = []
    for item in cursor.children("LocationCountry"):
        land = references.country(item, "CountryID")
        why = references.unusual(item, "CountryRelevanceID", "CountryRelevance")
        if land:
            found.append((land, why))
    if not found:
        lands = (ofac.country_of(description) for _, description in areas)
        return next((land for land in lands if land.alpha3), None), []
    words = [f"{land.name} {why}".strip() for land, why in found[1:]]
    return found[0][0], [*([found[0][1]] if found[0][1] else []), *words]


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


def printed(address: Address) -> str:
    """The parts of an address in one line."""
    parts = (address.full, *address.lines, address.city, address.region, address.postal_code)
    return ", ".join(text for text in parts if text)


def _by_script(values: Iterable[_Value]) -> dict[str, list[_Value]]:
    """The values of each script, the main ones first."""
    groups: dict[str, list[_Value]] = {}
    for value in sorted(values, key=lambda value: value.script != ""):
        groups.setdefault(value.script, []).append(value)
    return groups


def _address(base: Address, script: str, values: list[_Value]) -> Address:
    def of(*words: str) -> list[str]:
        return [value.text for word in words for value in values if value.word == word]

    return replace(
        base,
        full=", ".join(value.text for value in values if value.word not in _KNOWN),
        lines=ofac.address_lines(", ".join(of(word)) for word in _LINES),
        city=", ".join(of(_CITY)),
        region=", ".join(of(*_REGIONS)),
        postal_code=", ".join(of(_POSTAL_CODE)),
        script=script,
        note=joined(base.note, *(value.note for value in values)),
    )

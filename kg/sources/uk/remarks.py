"""What the Treasury's list packs into its column "Other Information" behind labels in brackets.

``(UK Statement of Reasons):…  (Gender):Male`` and the like; the whole text stays a remark. A
label is followed up to the next one, whether the program knows that one or not. What is
imposed besides the freezing of assets stands in a sentence of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import zip_longest
from typing import NamedTuple

from kg.sources.enumerated import parts
from kg.sources.uk.entry import day

REASONS = "UK Statement of Reasons"
FACTS = {
    "Gender": "gender",
    "Phone number": "phone",
    "Email address": "email",
    "Website": "website",
    "Type of entity": "entity-type",
    "Subsidiaries": "subsidiary",
    "Parent company": "parent",
    "Current owners": "owner",
    "Flag of ship": "flag",
    "Previous flags": "former-flag",
    "Type of ship": "ship-type",
    "Tonnage of ship": "tonnage",
    "Length of ship": "length",
    "Year built": "built",
}
SHIP_NUMBER = "IMO number"
REGISTERED = "Business Reg No"

_LABEL = re.compile(r"\((?P<label>[A-Z][A-Za-z /]{1,50})\):")
_BESIDES = re.compile(
    r"Financial sanctions imposed in addition to an asset freeze:\s*(?P<measures>[^.:]+)"
    r"(?:\.\s*Date trust services sanctions imposed:\s*(?P<day>\d\d/\d\d/\d{4}))?"
)
_ENDS = " .,;"


class Besides(NamedTuple):
    """Measures that are imposed besides the freezing of assets, and since when."""

    measures: tuple[str, ...] = ()
    since: dt.date | None = None


def labelled(text: str) -> list[tuple[str, str]]:
    """Each label in a remark with what stands behind it, none for one with nothing."""
    found = list(_LABEL.finditer(text))
    told = [
        (match["label"], text[match.end() : behind.start() if behind else None].strip())
        for match, behind in zip_longest(found, found[1:])
    ]
    return [(label, value) for label, value in told if value.strip(_ENDS)]


def values(text: str) -> list[str]:
    """The values behind a label: one, or those of an enumeration."""
    return parts(text) or [text.rstrip(_ENDS)]


def besides(text: str) -> Besides:
    """What a remark says is imposed besides the freezing of assets."""
    match = _BESIDES.search(text)
    if match is None:
        return Besides()
    measures = (word.strip() for word in re.split(r",| and ", match["measures"]))
    since = day(match["day"]) if match["day"] else None
    return Besides(tuple(word for word in measures if word), since)

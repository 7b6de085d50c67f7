"""What OFAC's features say of single designations: directives, and dates of listing.

The non-SDN lists have restrictions that differ from entry to entry. OFAC prints them as
features of the party (``Executive Order 13662 Directive Determination - Subject to Directive
4``, ``Listing Date (CMIC) 10 Dec 2021``); each belongs to the designation under the program
that the feature is about. The features themselves stay with the party as well.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import Designation, Feature

# The feature types whose text says what a designation under the program means.
_PROVISIONS = {
    "eo13662-directive": ("UKRAINE-EO13662", "13662 Sectoral Directive"),
    "eo14014-directive": ("BURMA-EO14014", "Executive Order 14014 Directive"),
    "eo14024-directive": ("RUSSIA-EO14024", "Executive Order 14024 Directive"),
    "caatsa-235-information": ("CAATSA - RUSSIA", ""),
    "peesa-information": ("PEESA", ""),
}
_DATES = (
    ("eo14014-directive-", "BURMA-EO14014"),
    ("eo14024-directive-", "RUSSIA-EO14024"),
    ("cmic-", "CMIC-"),
    ("ccmc-", "CCMC-"),
)
_DIRECTIVE = re.compile(r"Subject to Directive (\d+a?)\b")
_DATED = re.compile(r"eo(?P<order>\d+)-directive-(?P<number>\d+a?)-")
_BLOCKED = "Property and Interests in Property Blocked"
_POINTER = "For more information"


def applied(
    designations: Sequence[Designation], features: Sequence[Feature]
) -> tuple[Designation, ...]:
    """The designations with the provisions, measures and dates that the features give them.

    A measure is named by OFAC's own word for it (``13662 Sectoral Directive 1``), which the
    scheme of measures knows as a notation; on the SDN list it comes beside blocking. A date
    on which a directive came to apply to a party says that it does. Of several dates of one
    kind none is taken. Directives stand in the order of their numbers, whatever the format's is.
    """
    return tuple(_applied(designation, features) for designation in designations)


def _applied(designation: Designation, features: Sequence[Feature]) -> Designation:
    provisions: list[str] = []
    measures: list[str] = []
    for feature in features:
        program, measure = _PROVISIONS.get(feature.type, ("", ""))
        if program != designation.program or feature.value.startswith(_POINTER):
            continue
        provisions.append(feature.value)
        measures.extend(f"{measure} {number}" for number in _DIRECTIVE.findall(feature.value))
        measures.extend(["blocking"] * feature.value.startswith(_BLOCKED))
    dated = [feature for feature in features if _is_about(feature.type, designation.program)]
    measures.extend(
        f"Executive Order {match['order']} Directive {match['number']}"
        for feature in dated
        if (match := _DATED.match(feature.type))
    )
    found = tuple(dict.fromkeys(measures))
    blocks = not designation.non_sdn
    return replace(
        designation,
        measures=designation.measures if blocks or not found else found,
        extra_measures=(*designation.extra_measures, *(found if blocks else ())),
        provision="; ".join(_in_order(provisions)) or designation.provision,
        listed_on=_only_day(dated, "listing-date") or designation.listed_on,
        effective_on=_only_day(dated, "effective-date") or designation.effective_on,
        divest_by=_only_day(dated, "divestment-date") or designation.divest_by,
    )


def _in_order(provisions: Iterable[str]) -> list[str]:
    """The texts, each once: those that name directives by their numbers, others as they came."""
    return sorted(dict.fromkeys(provisions), key=_DIRECTIVE.findall)


def _is_about(type_: str, program: str) -> bool:
    return any(type_.startswith(start) and program.startswith(tag) for start, tag in _DATES)


def _only_day(features: Iterable[Feature], kind: str) -> dt.date | None:
    days = {
        feature.date.earliest
        for feature in features
        if feature.date and feature.date.is_day and feature.type.endswith(kind)
    }
    return days.pop() if len(days) == 1 else None

"""Numbers of documents and registers as OFAC's remarks print them.

``alt. Passport Z3079423 (India) issued 02 Jan 2016 expires 01 Jan 2026``: OFAC's word for the
document, its number, in brackets who issued it (a place, a country, or both) and the dates.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.countries import Country
from kg.errors import BadDateError
from kg.sources.ofac import database as ofac
from kg.sources.ofac.words import ID_SCHEMES
from kg.values import PartialDate

_MISSPELT = {"Turkish Identificiation Number": "Turkish Identification Number"}
_WORDS = sorted([*ID_SCHEMES, *_MISSPELT], key=len, reverse=True)
_DOCUMENT = re.compile(
    r"(?:[Aa]lt\. )?(?P<word>" + "|".join(re.escape(word) for word in _WORDS) + r")"
    r"(?P<colon>:)? (?:# ?|No\. )?(?P<rest>.+)"
)
_MARITIME = re.compile(r"(?P<word>International Maritime Organization No\.) \((?P<value>\d{7})\)")
_GROUP = r" \((?:[^()]|\([^()]*\))*\)"
_REST = re.compile(
    rf"(?P<number>.+?)(?P<groups>(?:{_GROUP})*)"
    r"(?: issued under the name (?P<bearer>.+)"
    r"|(?: issued (?P<issued>[\w ]+?))?(?: expires (?P<expires>[\w ]+))?)"
)
_CAPITALS = re.compile(r"[A-Z0-9 .\-]+")
_SENTENCE = re.compile(r" and | were | issued |^issued ")


class _Brackets(NamedTuple):
    issuer: str
    country: Country | None
    doubts: tuple[str, ...]


def document(text: str) -> list[ofac.Printed]:
    """The one document of a piece of remarks, none when it is not one or cannot be read.

    Its number must have a digit or be all capitals (a BIC, a call sign): ``Passport issued
    in Sarajevo`` names none. With a colon OFAC writes prose, of which only a lone number is
    taken.
    """
    if match := _MARITIME.fullmatch(text):
        return [ofac.Printed(word=match["word"], value=f"IMO {match['value']}")]
    match = _DOCUMENT.fullmatch(text)
    rest = _REST.fullmatch(match["rest"]) if match else None
    if match is None or rest is None or not _is_number(rest["number"], bool(match["colon"])):
        return []
    try:
        issued, expires = _date(rest["issued"]), _date(rest["expires"])
    except BadDateError:
        return []
    brackets = _brackets(rest["groups"])
    return [
        ofac.Printed(
            word=_MISSPELT.get(match["word"], match["word"]),
            value=rest["number"],
            country=brackets.country,
            issuer=brackets.issuer,
            issued=issued,
            expires=expires,
            bears_name=rest["bearer"] or "",
            qualifiers=brackets.doubts,
        )
    ]


def _is_number(text: str, is_prose: bool) -> bool:  # noqa: FBT001 - one caller, beside it
    if _SENTENCE.search(text) or (is_prose and " " in text):
        return False
    return any(letter.isdigit() for letter in text) or _CAPITALS.fullmatch(text) is not None


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _brackets(groups: str) -> _Brackets:
    """Issuer and country of the groups behind a number, ``(Jalisco) (Mexico) (false)``."""
    plain, doubts = ofac.doubts_of(groups)
    found = [text[2:-1] for text in re.findall(_GROUP, plain)]
    if not found:
        return _Brackets("", None, doubts)
    name, inner = ofac.doubts_of(found.pop())
    doubts = (*inner, *doubts)
    place = ofac.country_of(name)
    if name == "undetermined":
        return _Brackets(", ".join(found), place, (*doubts, "undetermined"))
    if not place.alpha3:
        return _Brackets(", ".join([*found, name]), None, doubts)
    return _Brackets(", ".join(found), place, doubts)

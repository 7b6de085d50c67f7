"""Documents of the United Nations list, whose numbers are often prose.

``Qatari passport number 00868774`` stays word for word the value of the document; the number
that is certain in it becomes an identifier besides, with the text it was read out of as its
note. What a note says of expiry, revocation or another name is taken when it is plain.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from kg.countries import Country, country
from kg.errors import BadDateError
from kg.model import Feature, Identifier
from kg.sources.elements import Cursor
from kg.sources.enumerated import READ_OUT_OF
from kg.sources.un.particulars import PLACEHOLDERS, day, plain
from kg.values import PartialDate

TYPE = "type of document: "
SECOND_TYPE = "second type of document: "
NOTE = "note: "
ISSUED_BY = "issued by: "
ISSUED_IN = "issued in: "
ISSUED_ON = "issued on: "

_CODE_LENGTH = 3

_SCHEMES = {
    "passport": "passport",
    "national passport": "passport",
    "national passport number": "passport",
    "numéro de passeport": "passport",
    "número de pasaporte": "passport",
    "national identification number": "national-id",
    "national identification no": "national-id",
    "national identification card": "national-id",
    "national identification": "national-id",
    "national identity card": "national-id",
    "national identity card no": "national-id",
    "national identity card number": "national-id",
    "national identity number": "national-id",
    "identification number": "identification-number",
    "birth certificate": "birth-certificate",
    "driver's permit": "drivers-licence",
    "italian fiscal code": "italian-fiscal-code",
    "social security number": "ssn",
    "united states social security number": "ssn",
    "afghan national identification card (tazkira) number": "tazkira",
    "afghan national identification card (tazkira)": "tazkira",
    "diplomatic passport": "diplomatic-passport",
    "diplomatic passport no": "diplomatic-passport",
    "service passport": "service-passport",
    "service passport number": "service-passport",
    "travel document number": "travel-document",
}
_OWN_WORDS = {"passport": "Passport", "national-id": "National Identification Number"}
_NUMBER = r"(?P<number>(?!SSN|No)(?:[A-Z]{1,6}[-/ ]{0,2})?\d[\dA-Z/.\-]*)"
_AFTER_WORDS = re.compile(
    r"(?P<words>[^\d;]*?\b(?:number|no|No|card|[Pp]assport|Code|SSN)\b[.:) ]+|[^\d;,]+? )"
    + _NUMBER
    + r"(?P<rest>$|,? (?:issued|expired|under)\b.*| \([^()\d]+\)$)"
)
_BEFORE_WORDS = re.compile(
    _NUMBER + r"(?:, (?P<land>[^\d,()]+)| \((?P<bracket>[^()]+)\)| issued on .+)"
)
_WORD_BEFORE = re.compile(r"\b(?:number|no|card|passport|code|ssn)\b[.:) ]*$", re.IGNORECASE)
_EXPIRY = re.compile(
    r"(?:\bexpir\w+(?: date)?|\bvalid until|\bexp\.)(?: on| of)? "
    r"(?P<day>\d{1,2} [A-Z][a-z]+\.? \d{4})",
    re.IGNORECASE,
)
_BEARER = re.compile(r"under (?:the )?name (?:of )?(?P<name>[^,;()]+)")
_DOUBTS = (
    (re.compile(r"\bexpired\b", re.IGNORECASE), "expired"),
    (re.compile(r"\b(?:cancelled|revoked)\b", re.IGNORECASE), "revoked"),
    (re.compile(r"\b(?:fraudulent\w*|counterfeit|falsified)\b", re.IGNORECASE), "fraudulent"),
    (re.compile(r"\b(?:stolen|lost)\b", re.IGNORECASE), "reported-lost"),
)


class _ReadOut(NamedTuple):
    number: str
    country: Country | None
    scheme: str


def document(item: Cursor) -> list[Identifier | Feature]:
    """The document as the list prints it, and the number that is certain in its prose.

    A document without any text that could be its number is a remark on the party. Nothing
    comes of a placeholder.
    """
    word, other = plain(item, "TYPE_OF_DOCUMENT"), plain(item, "TYPE_OF_DOCUMENT2")
    printed, note = plain(item, "NUMBER"), plain(item, "NOTE")
    printed = "" if printed.casefold() in PLACEHOLDERS else printed
    town, state = plain(item, "CITY_OF_ISSUE"), plain(item, "COUNTRY_OF_ISSUE")
    land, issuer = plain(item, "ISSUING_COUNTRY"), ", ".join(filter(None, (town, state)))
    issued = day(item, "DATE_OF_ISSUE", plain(item, "DATE_OF_ISSUE"))
    if not (word or other or printed or note or land or issuer or issued):
        return []
    scheme = _scheme(word, other)
    value = printed or (other if re.search(r"\d", other) else note if _certain(note) else "")
    own = _OWN_WORDS.get(scheme) == word
    place = ISSUED_BY if state else ISSUED_IN
    alone = (place, "" if state else town)  # an issuer that is a town is not told from a state
    kept = _labelled((TYPE, "" if own else word), (SECOND_TYPE, other), alone, (NOTE, note))
    whole = Identifier(
        value=value,
        scheme=scheme,
        country=country(land) if land else None,
        issuer=issuer,
        issued=PartialDate.of(issued.year, issued.month, issued.day) if issued else None,
        expires=_expiry(f"{note} {printed}"),
        bears_name=_bearer(note),
        note=note if kept == f"{NOTE}{note}" else kept,
        qualifiers=_doubts(f"{note} {printed}"),
    )
    if value:
        return [whole, *_read_out(whole)]
    day_of_issue = issued.isoformat() if issued else ""
    said = (TYPE, word), (SECOND_TYPE, other), (place, issuer), (ISSUED_ON, day_of_issue)
    described = _labelled(*said, (NOTE, note))
    return [Feature(type="remark", value=described, country=whole.country)]


def _labelled(*said: tuple[str, str]) -> str:
    """The texts there are, each behind the label of its field; the note comes last."""
    return "; ".join(f"{label}{text}" for label, text in said if text)


def _scheme(word: str, other: str) -> str:
    """The scheme of the second, closer word when there is one, else of the first."""
    for text in (other, word):
        words = re.sub(r"\s\d+$", "", text)
        key = _key(words)
        if key in _SCHEMES:
            return _SCHEMES[key]
        if words and not words.isdigit():
            return words
    return "other-identifier"


def _key(words: str) -> str:
    return words.rstrip(" .:").casefold()


def _read_out(whole: Identifier) -> list[Identifier]:
    found = _certain(whole.value)
    if found is None:
        return []
    return [
        replace(
            whole,
            value=found.number,
            scheme=found.scheme or whole.scheme,
            country=whole.country or found.country,
            note=f"{READ_OUT_OF}{whole.value}",
        )
    ]


def _certain(text: str) -> _ReadOut | None:
    """The one number in prose with the country and document it names; None when in doubt."""
    if match := _BEFORE_WORDS.fullmatch(text):
        land = country(match["land"] or match["bracket"] or "")
        if land.alpha3 or match["land"] is None is match["bracket"] or _says_expiry(match):
            return _ReadOut(match["number"], land if land.alpha3 else None, "")
    match = _AFTER_WORDS.fullmatch(text)
    if match is None:
        return None
    words = match["words"].strip()
    land_in_words = _first_country(words) if len(words) > _CODE_LENGTH else None
    if not (_WORD_BEFORE.search(words) or land_in_words):
        return None
    bracket = country(match["rest"].strip(" ()"))
    land_named = bracket if bracket.alpha3 else land_in_words
    kind = words.removeprefix(land_in_words.name) if land_in_words else words
    scheme = _SCHEMES.get(_key(words)) or _SCHEMES.get(_key(kind.strip()), "")
    return _ReadOut(match["number"].strip(), land_named, scheme)


def _says_expiry(match: re.Match[str]) -> bool:
    return bool(_EXPIRY.match(match["bracket"] or ""))


def _first_country(words: str) -> Country | None:
    """The country or nationality that words begin with, of up to five words."""
    parts = words.split()
    found = (country(" ".join(parts[:count])) for count in range(min(5, len(parts)), 0, -1))
    return next((land for land in found if land.alpha3), None)


def _expiry(text: str) -> PartialDate | None:
    match = _EXPIRY.search(text)
    try:
        return PartialDate.parse(match["day"]) if match else None
    except BadDateError:
        return None


def _bearer(note: str) -> str:
    match = _BEARER.search(note)
    return match["name"].strip(" .") if match else ""


def _doubts(text: str) -> tuple[str, ...]:
    return tuple(doubt for pattern, doubt in _DOUBTS if pattern.search(text))

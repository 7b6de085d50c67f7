"""The remarks of OFAC's flat files, taken apart: what stands in XML elements elsewhere.

The flat files have no columns for dates and places of birth, nationalities, documents, weak
aliases and links; all of it is printed into one cell as pieces with "; " between them, each
beginning with OFAC's word for what it is (``alt. Passport 1084010 (Egypt) issued …``).
OFAC's specification of the files says that weak aliases stand here, in quotation marks, and
strong ones in the file of aliases. A piece that is not understood is a remark of OFAC's own,
or a form not met yet: it is kept word for word and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.countries import country
from kg.errors import BadDateError
from kg.model import Address, BirthDate, Feature, Identifier, Kind, Name
from kg.sources.ofac import database as ofac
from kg.sources.ofac.documents import document
from kg.sources.ofac.words import FEATURE_TYPES
from kg.values import PartialDate

_SEPARATOR = re.compile(r";\s+|;(?=[A-Za-z]+ )")
_ABBREVIATED = re.compile(
    r"(?:\b\w\.)+\w\.$|\b(?:bros|co|corp|inc|jr|llc|ltd|ltda|no|sr|st)\.$", re.IGNORECASE
)
_LONGEST = 2_000
_SPLIT_VALUES = ("Accounting, bookkeeping and auditing activities; tax consultancy",)

_ALT = r"(?P<alt>[Aa]lt\. )?"
_ALIAS = re.compile(r"(?P<type>[afn]\.k\.a\.|d\.b\.a\.) '(?P<name>.+)'")
_LINK = re.compile(r"(?P<open>\()?Linked To: (?P<name>.+)(?(open)\))")
_DOB = re.compile(_ALT + r"DOB:? (?P<date>.+?)\.?")
_POB = re.compile(_ALT + r"POB:? (?P<place>.+)")
_NATION = re.compile(_ALT + r"(?P<word>nationality|citizen) (?P<name>.+)")
_DIGITAL = re.compile(_ALT + r"(?P<word>Digital Currency Address - \w+) (?P<value>\S+)")
_TITLE = re.compile(r"(?:Alternate Title[,:] +|Title )(?P<value>.+)")
_POSITION = re.compile(_ALT + r"Position: (?P<value>.+)")
_MAIL = re.compile(r"(?P<value>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)(?: \(email\))?\.?")
_WEB = re.compile(r"(?P<value>(?:https?://|www\.)[^\s;]+)(?: \(website\))?")
_NUMBER = r":?(?: No\.)?:? ?(?P<value>.*\d.*)"
_LINES = (
    ("Phone Number", re.compile(_ALT + r"(?:Telephone|PHONE|Phone)\b" + _NUMBER)),
    ("Fax", re.compile(_ALT + r"(?:Fax|FAX)\b" + _NUMBER)),
    ("Email Address", re.compile(_ALT + r"(?:Email|EMAIL|E-mail)\b:? ?(?P<value>\S+@\S+)")),
)
_NOT_IN_REMARKS = frozenset(
    {"Title", "Location", "Position", "nationality", "citizen", "Telephone", "Fax"}
)
_WORDS = sorted(set(FEATURE_TYPES) - _NOT_IN_REMARKS, key=len, reverse=True)
_FEATURE = re.compile(
    _ALT + r"(?P<word>" + "|".join(re.escape(word.rstrip(" :-")) for word in _WORDS) + r")"
    r"(?:\s*:|\s+-)?\s+(?P<value>.+)"
)


class Piece(NamedTuple):
    """A piece of remarks and the separator that stood behind it, "" at the end."""

    text: str
    separator: str


@dataclass
class Remarks:
    """What one entry's remarks say, each list in printed order.

    ``links`` are the printed names behind ``Linked To:``; ``unread`` the pieces that were not
    understood, which also stand among the features, with type ``remark``.
    """

    names: list[Name] = field(default_factory=list)
    birth_dates: list[BirthDate] = field(default_factory=list)
    birth_places: list[Address] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    features: list[Feature] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    pieces: int = 0

    def add(self, claim: Identifier | Feature) -> None:
        """Put a claim of either kind into its list."""
        if isinstance(claim, Identifier):
            self.identifiers.append(claim)
        else:
            self.features.append(claim)


def split(remarks: str) -> list[Piece]:
    """The pieces of remarks with their separators; joined they are the remarks again.

    A separator inside a quoted alias, a parenthesis or a value that OFAC itself prints with a
    semicolon does not part anything, unless the quote or parenthesis never closes.
    """
    pieces: list[Piece] = []
    start = end = 0
    for match in (*_SEPARATOR.finditer(remarks), None):
        stop = match.start() if match else len(remarks)
        text = remarks[start:stop]
        if match and _is_open(text, remarks[match.end() :]):
            continue
        end = match.end() if match else len(remarks)
        pieces.append(Piece(text, remarks[stop:end]))
        start = end
    return pieces if remarks else []


def read(remarks: str, kind: Kind, titles: Sequence[str] = ()) -> Remarks:
    """Take the remarks of one entry apart.

    :param remarks: the cell, with what the comments file adds.
    :param titles: the entry's titles from their own column; the remarks print them again.
    """
    found = Remarks()
    known = {title.rstrip(". ") for title in titles}
    pieces = [piece.text.strip() for piece in split(remarks)]
    for place, text in enumerate(pieces):
        if not text:
            continue
        found.pieces += 1
        is_last = place == len(pieces) - 1
        if text.rstrip(". ") not in known and not _take(found, text, kind, is_last=is_last):
            _keep(found, without_stop(text) if is_last else text)
    return found


def without_stop(text: str) -> str:
    """Text without the full stop that ends the remarks, if it is not an abbreviation's own."""
    return text[:-1] if text.endswith(".") and not _ABBREVIATED.search(text) else text


def full_titles(titles: Sequence[str], remarks: str) -> tuple[str, ...]:
    """Titles with the last one completed from the remarks, where the column cut it off."""
    if not titles:
        return ()
    for piece in split(remarks):
        text = without_stop(piece.text.strip())
        if text.startswith(titles[-1]):
            return (*titles[:-1], text)
    return tuple(titles)


def _is_open(text: str, rest: str) -> bool:
    """Whether a separator behind this text stands inside something that closes later."""
    if text.count("(") > text.count(")"):
        return rest.count(")") > rest.count("(")
    if re.match(r"[afn]\.k\.a\. '", text) and not text.endswith("'"):
        return re.match(r"[^']*'(?:\.?$|;)", rest) is not None
    return any(
        value.startswith(text.partition(": ")[2]) and rest.startswith(value.partition("; ")[2])
        for value in _SPLIT_VALUES
        if ": " in text
    )


def _take(found: Remarks, text: str, kind: Kind, *, is_last: bool) -> bool:
    """Put one piece where it belongs; False when it is not understood."""
    if len(text) > _LONGEST:
        return False
    plain = without_stop(text) if is_last else text
    return (
        _take_name_or_link(found, plain, kind)
        or _take_birth(found, plain)
        or _take_claims(found, _contacts(plain), kind)
        or _take_claims(found, _features(plain), kind)
        or _take_claims(found, document(plain), kind)
    )


def _take_name_or_link(found: Remarks, text: str, kind: Kind) -> bool:
    if match := _ALIAS.fullmatch(text):
        last, first = ofac.split_name(match["name"].strip(), kind)
        type_ = ofac.alias_type(match["type"])
        found.names.append(ofac.name_of(last, first, type_=type_, strength="weak"))
    elif match := _LINK.fullmatch(text):
        found.links.append(match["name"])
    return match is not None


def _take_birth(found: Remarks, text: str) -> bool:
    if match := _DOB.fullmatch(text):
        try:
            date = PartialDate.parse(match["date"])
        except BadDateError:
            return False
        found.birth_dates.append(BirthDate(date=date, main=not match["alt"]))
    elif match := _POB.fullmatch(text):
        found.birth_places.append(place(match["place"], main=not match["alt"]))
    elif match := _NATION.fullmatch(text):
        found.features.append(nation(match["word"], match["name"], main=not match["alt"]))
    return match is not None


def place(text: str, *, main: bool | None) -> Address:
    """A place as printed, with its country when its last one or two parts name one."""
    plain, doubts = ofac.doubts_of(text)
    parts = plain.split(", ")
    found = (country(", ".join(parts[-count:])) for count in (2, 1))
    land = next((item for item in found if item.alpha3), None)
    return Address(full=plain, country=land, qualifiers=doubts, main=main)


def nation(word: str, text: str, *, main: bool | None) -> Feature:
    """A nationality (``nationality Iran``) or citizenship (``citizen Iran``), with its doubts."""
    plain, doubts = ofac.doubts_of(text)
    name = plain.removeprefix("possibly ")
    if name != plain:
        doubts = (*doubts, "unconfirmed")
    return Feature(
        type=FEATURE_TYPES[word],
        value=plain,
        country=ofac.country_of(name),
        qualifiers=doubts,
        main=main,
    )


def _take_claims(found: Remarks, claims: Iterable[ofac.Printed], kind: Kind) -> bool:
    said = [ofac.claim_of(claim, kind) for claim in claims]
    for claim in said:
        found.add(claim)
    return bool(said)


def _contacts(text: str) -> list[ofac.Printed]:
    """Telephone, fax, mail and web addresses in the several ways old entries print them."""
    for word, pattern in _LINES:
        if not text.startswith(("Phone Number", "alt. Phone Number", "Email Address")) and (
            match := pattern.fullmatch(text)
        ):
            return [ofac.Printed(word=word, value=match["value"])]
    for word, pattern in (("Email Address", _MAIL), ("Website", _WEB)):
        if match := pattern.fullmatch(text):
            return [ofac.Printed(word=word, value=match["value"])]
    return []


def _features(text: str) -> list[ofac.Printed]:
    if match := _DIGITAL.fullmatch(text) or _FEATURE.fullmatch(text):
        return [ofac.Printed(word=match["word"], value=match["value"])]
    if match := _TITLE.fullmatch(text):
        return [ofac.Printed(word="Title", value=match["value"])]
    if match := _POSITION.fullmatch(text):
        return [ofac.Printed(word="Position", value=match["value"])]
    return []


def _keep(found: Remarks, text: str) -> None:
    found.unread.append(text)
    found.features.append(Feature(type="remark", value=text))

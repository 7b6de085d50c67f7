"""Passports, national numbers and ship numbers of the British lists, which are often prose.

The text of a document stays what the list prints. A number is read out of it, or out of each
part of an enumeration (``(1) … (2) …``), only when it stands first and what follows is a
bracket or says when the document was issued or expires.
"""

from __future__ import annotations

import re

from kg.countries import Country, country
from kg.model import Feature, Identifier
from kg.sources.enumerated import READ_OUT_OF, parts

_NUMBER_FIRST = re.compile(
    r"(?:passport )?(?:(?:no|number)\.?\s*:?\s*)?"
    r"(?P<number>(?-i:[A-Z]{1,3}[- ]?)?\d(?-i:[\dA-Z/.-]*[\dA-Z]))"
    r"(?:\.|\s*\((?P<land>[^()]*)\).*|[.,;] .*|,? (?:issued|expire[sd]|valid)\b.*)?",
    re.DOTALL | re.IGNORECASE,
)
_IMO = re.compile(r"(?:IMO[: ]*(?:[Nn]umber[: ]*)?)?(?P<number>\d{7})")
_NAMED_BY_NUMBER = re.compile(r'IMO (?P<number>\d{7})(?: \("(?P<name>[^"]+)"\))?')
_DOUBTS = (
    (re.compile(r"\bfalse\b", re.IGNORECASE), "false"),
    (
        re.compile(r"\b(?:fraudulent\w*|counterfeit|forged|falsified)\b", re.IGNORECASE),
        "fraudulent",
    ),
    (re.compile(r"\bexpired\b", re.IGNORECASE), "expired"),
    (re.compile(r"\b(?:cancelled|revoked)\b", re.IGNORECASE), "revoked"),
    (re.compile(r"\b(?:stolen|lost)\b", re.IGNORECASE), "reported-lost"),
)
_SIGN = r"\s*[:–-]?\s*"
_REGISTERED = re.compile(
    r"(?:Russian? )?(?:Tax Identification Number:? )?(?:"
    rf"INN{_SIGN}(?P<inn>\d{{12}}|\d{{10}})"
    rf"|OGRN{_SIGN}(?P<ogrn>\d{{15}}|\d{{13}})"
    rf"|KPP{_SIGN}(?P<other>\d{{9}})"
    rf"|Unified Social Credit Code{_SIGN}(?P<uscc>[0-9A-Z]{{18}})"
    rf"|(?:TIN|Tax(?:payer)? ID(?: No\.?)?|Tax Identification Number){_SIGN}(?P<tax_id>\d{{9,15}})"
    r")(?![0-9])[\s,;/.]*"
)
_OF_LAND = re.compile(
    r"\((?P<bracketed>[^()]+)\).*"
    r"|(?P<first>[^().,;]+?)(?: (?:diplomatic |national )?(?:passport|number|ID card))?"
    r"(?:[.,;] .*| \(.*)?",
    re.DOTALL | re.IGNORECASE,
)
_DIPLOMATIC = re.compile(r"\bdiplomatic passport\b", re.IGNORECASE)
_OTHER_PAPER = re.compile(r"\b(?:licen[cs]e|identity|card)\b", re.IGNORECASE)
_OTHER_WORDS = re.compile(r"\b(?:not|no longer|possibly|may have)\b", re.IGNORECASE)


def document(type_: str, printed: str, note: str) -> list[Identifier | Feature]:
    """A document as printed, with what is surely packed into it.

    Words without any figure are no number: they are a feature of the party.
    """
    if not re.search(r"\d", printed):
        said = "; ".join(filter(None, (type_, printed, note)))
        return [Feature(type="document", value=said)]
    each = parts(printed)
    if type_ == "passport" and _DIPLOMATIC.search(note) and not _OTHER_WORDS.search(note):
        type_ = "diplomatic-passport"
    whole = Identifier(
        value=printed,
        scheme=type_,
        country=_land(note) or _land_of(note),
        note=note,
        qualifiers=() if each else _doubts(f"{printed} {note}"),
    )
    found: list[Identifier | Feature] = [whole]
    for text in each or [printed]:
        found.extend(_read_out(type_, text, printed, doubts=whole.qualifiers))
    return found


def registrations(printed: str) -> list[Identifier]:
    """A number of a register as printed, and the numbers in it when it is labels and numbers.

    The code KPP, which is no number of one company alone, is not read out.
    """
    found = [Identifier(value=printed, scheme="business-registration-number")]
    note, place = f"{READ_OUT_OF}{printed}", 0
    while match := _REGISTERED.match(printed, place):
        place = match.end()
        scheme = (match.lastgroup or "").replace("_", "-")
        number = match[match.lastgroup or 0]
        if scheme != "other":
            found.append(Identifier(value=number, scheme=scheme, note=note))
    return found if place == len(printed) else found[:1]


def imo(printed: str) -> Identifier:
    """The IMO number of a ship as its seven figures, where that is all there is."""
    match = _IMO.fullmatch(printed.strip())
    value = match["number"] if match else printed
    return Identifier(value=value, scheme="imo", note="" if value == printed else printed)


def ship_in_name(text: str) -> tuple[str, str]:
    """The number and the name in ``IMO 9390587 ("ONEIROI")``; "" for what is not said."""
    match = _NAMED_BY_NUMBER.fullmatch(text)
    return (match["number"], match["name"] or "") if match else ("", "")


def _read_out(type_: str, text: str, printed: str, *, doubts: tuple[str, ...]) -> list[Identifier]:
    """The number that begins a text, with the country in the brackets behind it."""
    match = _NUMBER_FIRST.fullmatch(text)
    if match is None or match["number"] == printed:
        return []
    if type_ == "passport" and _OTHER_PAPER.search(match["land"] or ""):
        return []
    return [
        Identifier(
            value=match["number"],
            scheme=type_,
            country=_land(match["land"] or ""),
            note=f"{READ_OUT_OF}{printed}",
            qualifiers=doubts or _doubts(text),
        )
    ]


def _land_of(note: str) -> Country | None:
    """The country that a note begins with: ``Iraq. Issued 1999``, ``(Iraqi) Issued in Basra``."""
    match = _OF_LAND.fullmatch(note)
    return _land(match["bracketed"] or match["first"]) if match else None


def _land(words: str) -> Country | None:
    """The country or nationality in brackets, also behind the word ``False``."""
    found = country(re.sub(r"^[Ff]alse ", "", words))
    return found if found.alpha3 else None


def _doubts(text: str) -> tuple[str, ...]:
    """What is said against a document; words that take it back leave it open."""
    if _OTHER_WORDS.search(text):
        return ()
    return tuple(doubt for pattern, doubt in _DOUBTS if pattern.search(text))

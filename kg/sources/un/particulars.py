"""Names, births, places and other facts of an entry of the United Nations list.

An alias may carry a birth of its own, which is then that of the alias; an alias element
without a name but with a date is another date of birth of the person. Several spellings
packed into one alias with "; " are as many names, unless they stand in brackets. What stands
in brackets behind a name, in another script, are spellings of that name, and read out besides.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from kg.countries import country
from kg.errors import BadDateError
from kg.model import Address, BirthDate, Feature, Identifier, Name
from kg.sources.base import PLACEHOLDER, Ledger
from kg.sources.elements import Cursor
from kg.sources.enumerated import READ_OUT_OF
from kg.values import PartialDate, script_of

PLACEHOLDERS = frozenset({"null", "na", "n/a", "-", "--"})
ALIAS = "Alias: "
NAMELESS_ALIAS = "Given among the aliases"
UNREADABLE_BIRTH = "a date of birth could not be read and is kept as words"

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?")
_NAME_FIELDS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_STRENGTHS = {"Good": "strong", "Low": "weak"}
_QUALITIES = frozenset({"Good", "Low", "a.k.a.", "f.k.a.", ""})
_GENDERS = frozenset({"male", "female"})
_FALSE = re.compile(r"\bfalse\b", re.IGNORECASE)
_BOTH_SCRIPTS = re.compile(
    r"(?P<name>[^()]*[^() ]) ?\((?:original script: ?)?(?P<others>[^()]+)\),?", re.IGNORECASE
)
_POSSIBLY = re.compile(r"possibly\s+", re.IGNORECASE)


@dataclass
class Found:
    """What has been found in one entry, each list in the order of the file."""

    ledger: Ledger
    names: list[Name] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    birth_dates: list[BirthDate] = field(default_factory=list)
    birth_places: list[Address] = field(default_factory=list)
    features: list[Feature] = field(default_factory=list)

    def add(self, claims: list[Identifier | Feature]) -> None:
        """Put claims of either kind into their lists."""
        for claim in claims:
            if isinstance(claim, Identifier):
                self.identifiers.append(claim)
            else:
                self.features.append(claim)


def plain(item: Cursor, name: str) -> str:
    """The text of the one child of that name, its white space collapsed."""
    return " ".join(item.text(name).split())


def plains(item: Cursor, name: str) -> list[str]:
    """The texts of all children of that name, their white space collapsed."""
    return [" ".join(text.split()) for text in item.texts(name)]


def day(item: Cursor, name: str, text: str) -> dt.date | None:
    """A whole day, written with or without a time or time zone; None when there is no text.

    Raises BadInputError for text that is no day.
    """
    if not text:
        return None
    match = _DAY.fullmatch(text)
    try:
        return dt.date.fromisoformat(match[1] if match else text)
    except ValueError as error:
        message = "not a day written as 2001-02-23; correct the file or fetch it again"
        raise item.error(message, field=name, value=text) from error


def add_names(found: Found, entry: Cursor) -> None:
    """The name over its four fields, and the one in its own script."""
    parts = [(f"part{place}", plain(entry, name)) for place, name in enumerate(_NAME_FIELDS, 1)]
    given = tuple(part for part in parts if part[1] and not _is_filler(found, entry, part[1]))
    entry.insist(given, "an entry without a name", field="FIRST_NAME")
    text = " ".join(words for _, words in given)
    is_whole = [kind for kind, _ in given] == ["part1"]
    found.names.append(
        Name(text=text, type="primary", strength="strong", parts=() if is_whole else given)
    )
    if own_script := plain(entry, "NAME_ORIGINAL_SCRIPT"):
        found.names.append(Name(text=own_script, type="original-script"))


def _is_filler(found: Found, entry: Cursor, text: str) -> bool:
    """Whether a part of a name is a placeholder; ``Na`` with a capital is a name."""
    if text not in PLACEHOLDERS:
        return False
    found.ledger.warn(PLACEHOLDER, record=entry.record, field=entry.path, value=text)
    return True


def add_facts(found: Found, entry: Cursor) -> None:
    """Titles, positions, nationalities, gender, and who submitted the entry when."""
    for name, type_ in (("TITLE", "title"), ("DESIGNATION", "position")):
        for item in entry.children(name):
            found.features.extend(Feature(type=type_, value=text) for text in plains(item, "VALUE"))
    for item in entry.children("NATIONALITY"):
        found.features.extend(
            _nationality(text) for text in plains(item, "VALUE") if _says(found, item, text)
        )
    if gender := plain(entry, "GENDER"):
        doubts = () if gender.casefold() in _GENDERS else ("undetermined",)
        found.features.append(Feature(type="gender", value=gender, qualifiers=doubts))
    if state := plain(entry, "SUBMITTED_BY"):
        found.features.append(Feature(type="submitted-by", value=state, country=country(state)))
    if submitted := day(entry, "SUBMITTED_ON", plain(entry, "SUBMITTED_ON")):
        date = PartialDate.of(submitted.year, submitted.month, submitted.day)
        value = submitted.isoformat()
        found.features.append(Feature(type="Submitted on", value=value, date=date))


def add_alias(found: Found, item: Cursor) -> None:
    """An alias, as one name or several, with the birth that goes with it."""
    quality, text, note = (plain(item, name) for name in ("QUALITY", "ALIAS_NAME", "NOTE"))
    item.insist(quality in _QUALITIES, "not a quality of aliases", field="QUALITY", value=quality)
    type_, strength = "fka" if quality == "f.k.a." else "aka", _STRENGTHS.get(quality, "")
    for name in unpacked(text):
        alias = Name(text=name, type=type_, strength=strength, note=note)
        read_out = f"{READ_OUT_OF}{name}"
        found.names.append(alias)
        found.names.extend(replace(alias, text=one, note=read_out) for one in spellings(name))
    of_alias = f"{ALIAS}{text}" if text else f"{NAMELESS_ALIAS}{note and f': {note}'}"
    born, city = plain(item, "DATE_OF_BIRTH"), plain(item, "CITY_OF_BIRTH")
    land = plain(item, "COUNTRY_OF_BIRTH")
    if _says(found, item, born):
        _add_born(found, item, _born(born, note=of_alias))
    if city or land:
        place = country(land) if land else None
        found.birth_places.append(Address(city=city, country=place, note=of_alias))
    if note and not (text or born or city or land):
        found.features.append(Feature(type="remark", value=note))


def unpacked(text: str) -> list[str]:
    """The names in an alias: apart where "; " stands outside of brackets."""
    pieces = [""]
    for piece in re.split(r";\s*", text):
        is_inside = pieces[-1].count("(") > pieces[-1].count(")")
        if is_inside:
            pieces[-1] = f"{pieces[-1]}; {piece}"
        else:
            pieces.append(piece)
    return [piece.strip() for piece in pieces if piece.strip()]


def spellings(text: str) -> list[str]:
    """A name and, from the brackets behind it, the same in another script; empty when in doubt.

    Brackets that go on in the script of the name may say anything else: ``(birth name)``.
    """
    match = _BOTH_SCRIPTS.fullmatch(text)
    if match is None:
        return []
    others = [name.strip() for name in match["others"].split(";")]
    script, scripts = script_of(match["name"]), {script_of(name) for name in others}
    is_sure = len(scripts) == 1 and "Latn" in scripts ^ {script} and "" not in {script, *scripts}
    is_plain = not any(" - " in name for name in others)
    return [match["name"], *others] if is_sure and is_plain else []


def add_birth(found: Found, item: Cursor) -> None:
    """A date of birth: exact, approximate or between two years; nothing for a placeholder."""
    kind, note = plain(item, "TYPE_OF_DATE"), plain(item, "NOTE")
    one, year = plain(item, "DATE"), plain(item, "YEAR")
    start, end = plain(item, "FROM_YEAR"), plain(item, "TO_YEAR")
    if start or end:
        text = f"{start} to {end}"
    else:
        text = one or (f"{note} {year}" if _is_month(note) else year) or note
    if not text:
        return
    is_about = kind == "APPROXIMATELY" or bool(start and note == "Approximately")
    doubts = ("false",) if _FALSE.search(note) else ()
    _add_born(found, item, _born(text, is_about=is_about, note=note, doubts=doubts))


def add_place(found: Found, item: Cursor, places: list[Address]) -> None:
    """An address or place of birth; a note alone says where a party is believed to be."""
    street, zip_code = plain(item, "STREET"), plain(item, "ZIP_CODE")
    city, region, land = (plain(item, name) for name in ("CITY", "STATE_PROVINCE", "COUNTRY"))
    note = plain(item, "NOTE")
    land = land if _says(found, item, land) else ""
    if street or city or region or zip_code or land:
        place = Address(
            lines=(street,) if street else (),
            city=city,
            region=region,
            postal_code=zip_code,
            country=country(land) if land else None,
            note=note,
        )
        places.append(place)
    elif note:
        type_ = "location" if places is found.addresses else "birth-place"
        found.features.append(Feature(type=type_, value=note))


def _says(found: Found, item: Cursor, text: str) -> bool:
    """Whether text says anything; a word that stands for nothing is counted as a warning."""
    if text.casefold() not in PLACEHOLDERS:
        return bool(text)
    found.ledger.warn(PLACEHOLDER, record=item.record, field=item.path, value=text)
    return False


def _nationality(text: str) -> Feature:
    named = _POSSIBLY.sub("", text, count=1) if _POSSIBLY.match(text) else text
    doubts = ("unconfirmed",) if named != text else ()
    return Feature(type="nationality", value=text, country=country(named), qualifiers=doubts)


def _is_month(note: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][a-z]{2,8}\.?", note)) and note != "Approximately"


def _born(
    text: str, *, is_about: bool = False, note: str = "", doubts: tuple[str, ...] = ()
) -> BirthDate | Feature:
    match = _DAY.fullmatch(text)
    written = match[1] if match else text.replace(" - ", " to ")
    try:
        date = PartialDate.parse(f"circa {written}" if is_about else written)
    except BadDateError:
        note = "" if note == text else note
        doubts = (*doubts, "approximate") if is_about else doubts
        return Feature(type="birth-date", value=text, note=note, qualifiers=doubts)
    return BirthDate(date=date, note=note, qualifiers=doubts)


def _add_born(found: Found, item: Cursor, claim: BirthDate | Feature) -> None:
    if isinstance(claim, BirthDate):
        found.birth_dates.append(claim)
        return
    found.ledger.warn(UNREADABLE_BIRTH, record=item.record, field=item.path, value=claim.value)
    found.features.append(claim)

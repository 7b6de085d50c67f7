"""Australia's consolidated list of DFAT, as CSV or workbook: one row for each name of a party.

The primary name has a bare reference number and every other name the same with a letter
behind it (``8577``, ``8577a``). Numbers are given to other parties in time, sometimes within
one list, so a party goes by its number and its primary name together; rows of one number
that come later with no other primary name belong to the party met before. The Control Date
is the day on which an entry was last edited, not that of its listing, says DFAT's guide to
the list; that stands in the Listing Information, where it is stated at all. Columns: the
published workbook as public programs read it, in the layout of 2026 and those before it;
https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.countries import country
from kg.errors import BadInputError
from kg.model import (
    Address,
    BirthDate,
    Designation,
    Event,
    Feature,
    Identifier,
    Kind,
    Name,
    Party,
    PartyRef,
    Record,
)
from kg.sources.addresses import ADDRESSES
from kg.sources.base import Ledger, Reading, Source
from kg.sources.dfat.blocks import (
    COLUMNS,
    EMPTY,
    NAME,
    NAME_TYPE,
    OLD_TYPE,
    REFERENCE,
    STRENGTH,
    TYPE,
    Block,
    blocks,
    name_type,
)
from kg.sources.dfat.cells import apart
from kg.sources.dfat.dates import Order, Printed, date_of, dates_of, listed_on
from kg.sources.files import InputFile
from kg.sources.table_rows import is_headed, last_saved
from kg.sources.undated import release_of

SCHEME = "au"
AUTHORITY = "au-dfat"
LIST = "au-dfat"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PAGE = "https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list"

NO_PRIMARY = "a party without a primary name goes by the first of its names"
UNKNOWN_NAME_TYPE = "a type of name that is not known is taken as an alias, and is its note"
TWO_KINDS = "rows of one party differ in its kind: that of the primary name is taken"
NO_KIND = "a party whose kind the list does not state is taken as an entity"
UNREADABLE_DATE = "a date could not be read, or could be two days, and is kept as words"

_KINDS = {
    "individual": Kind.PERSON,
    "person": Kind.PERSON,
    "entity": Kind.ENTITY,
    "vessel": Kind.VESSEL,
}
_STRENGTHS = {"strong": "strong", "weak": "weak"}
_MEASURES = {
    "Targeted Financial Sanction": "blocking",
    "Travel Ban": "travel-ban",
    "Arms Embargo": "arms-embargo",
    "Maritime Restriction": "shipping-restriction",
}
_SAID_NO = ("FALSE", "0")
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0", ""})
_UN_REFERENCE = re.compile(r"([A-Z]{2,3}[ie]\.\d{3})\.?(?:\s|$)")
_EDITED = "control date: the entry was last edited"


def recognise(file: InputFile) -> bool:
    """Whether the header row has most of the columns of this list."""
    return is_headed(file, COLUMNS)


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file; its rows are gathered by party before any is given out."""
    (file,) = files
    ledger.file = file.name
    release = release_of(file, SOURCE, ledger, saved=last_saved(file))
    return Reading(release, _records(file, ledger), ledger)


def _records(file: InputFile, ledger: Ledger) -> Iterator[Record]:
    parties = blocks(file, ledger)
    orders = {
        column: Order.of(row.get(column, "") for block in parties for row in block.rows)
        for column in ("Date of Birth", "Control Date")
    }
    for block in parties:
        try:
            party = _party(block, orders, ledger)
        except BadInputError as error:
            ledger.refuse(error)
            continue
        yield party


def _error(block: Block, ledger: Ledger, column: str, message: str, value: str) -> BadInputError:
    return BadInputError(message, file=ledger.file, record=block.number, field=column, value=value)


def _party(block: Block, orders: Mapping[str, Order], ledger: Ledger) -> Party:
    kind, others = _kind(block, ledger)
    names = tuple(_names(block, ledger))
    births = [
        printed
        for text in block.texts("Date of Birth")
        for printed in dates_of(text, orders["Date of Birth"])
    ]
    births = list(dict.fromkeys(births))
    return Party(
        ref=PartyRef(SCHEME, f"{block.number} {names[0].text}"),
        kind=kind,
        names=names,
        identifiers=tuple(_identifiers(block, kind)),
        addresses=tuple(Address(full=part) for part in _parts(block, "Address")),
        birth_dates=tuple(
            BirthDate(date=each.date, note=each.note, qualifiers=each.qualifiers)
            for each in births
            if each.date and kind is Kind.PERSON
        ),
        birth_places=tuple(Address(full=part) for part in _parts(block, "Place of Birth")),
        features=(*others, *_features(block, kind, births, ledger)),
        designations=tuple(_designations(block, orders["Control Date"], ledger)),
    )


def _kind(block: Block, ledger: Ledger) -> tuple[Kind, list[Feature]]:
    """The kind of a party, and what other rows of it say of it or that none does, as doubts."""
    ordered = sorted(block.rows, key=lambda row: name_type(row) != "primary")
    words = dict.fromkeys(
        row[column] for row in ordered for column in (TYPE, OLD_TYPE) if row.get(column)
    )
    known = {word: kind for word in words if (kind := _KINDS.get(word.casefold()))}
    if words and not known:
        message = "a party is an individual, an entity or a vessel"
        raise _error(block, ledger, TYPE, message, ", ".join(sorted(words)))
    if not words:
        ledger.warn(NO_KIND, record=block.number, field=TYPE, value=block.primary)
    kind = next(iter(known.values()), Kind.ENTITY)
    doubted = [word for word in words if known.get(word) is not kind]
    for word in doubted:
        ledger.warn(TWO_KINDS, record=block.number, field=TYPE, value=word)
    return kind, [
        Feature(type="target-type", value=word, qualifiers=("undetermined",))
        for word in doubted or ([] if words else ["not stated by the list"])
    ]


def _parts(block: Block, column: str) -> list[str]:
    """The entries of a party's cells in a column, each once."""
    return list(dict.fromkeys(part for text in block.texts(column) for part in apart(text)))


def _names(block: Block, ledger: Ledger) -> Iterator[Name]:
    """The names, the primary one first; several rows may repeat one."""
    found: dict[tuple[str, str, str, str], str] = {}
    for row in block.rows:
        text, type_ = row.get(NAME, ""), name_type(row)
        if not text:
            raise _error(block, ledger, NAME, "a row without a name", "")
        if not type_:
            value = row.get(NAME_TYPE, "")
            ledger.warn(UNKNOWN_NAME_TYPE, record=block.number, field=NAME_TYPE, value=value)
        strength = _STRENGTHS.get(row.get(STRENGTH, "").casefold(), "")
        unknown = (row.get(NAME_TYPE, "") * (not type_), row.get(STRENGTH, "") * (not strength))
        key = text, type_ or "aka", strength, "; ".join(filter(None, unknown))
        found.setdefault(key, row[REFERENCE])
    ordered = sorted(found, key=lambda key: key[1] != "primary")
    if ordered[0][1] != "primary":
        ledger.warn(NO_PRIMARY, record=block.number, field=NAME, value=ordered[0][0])
    for place, (text, type_, strength, note) in enumerate(ordered):
        number = found[text, type_, strength, note]
        if place == 0:
            yield Name(text=text, type="primary", strength="strong", number=number, note=note)
        else:
            own = "aka" if type_ == "primary" else type_
            yield Name(text=text, type=own, strength=strength, number=number, note=note)


def _identifiers(block: Block, kind: Kind) -> Iterator[Identifier]:
    yield Identifier(value=block.number, scheme="DFAT reference")
    for text in block.texts("IMO Number"):
        number = text.removeprefix("IMO").strip()
        yield Identifier(value=number, scheme="imo-company" if kind is Kind.ENTITY else "imo")
    said = (_UN_REFERENCE.match(text) for text in block.texts("Additional Information"))
    for number in dict.fromkeys(match[1] for match in said if match):
        yield Identifier(value=number, scheme="un-ref")


def _features(
    block: Block, kind: Kind, births: Sequence[Printed], ledger: Ledger
) -> Iterator[Feature]:
    for text, date, note, doubts in births:
        if kind is not Kind.PERSON:
            type_ = "organization-established"
            yield Feature(type=type_, value=text, date=date, note=note, qualifiers=doubts)
        elif date is None:
            ledger.warn(UNREADABLE_DATE, record=block.number, field="Date of Birth", value=text)
            yield Feature(type="birth-date", value=text)
    for part in (each for text in _parts(block, "Citizenship") for each in _countries(text)):
        type_ = "citizenship" if kind is Kind.PERSON else "registration-country"
        yield Feature(type=type_, value=part, country=country(part))
    for column, type_ in (
        ("Additional Information", "remark"),
        ("Listing Information", "listing information"),
    ):
        for text in block.texts(column):
            yield Feature(type=type_, value=" ".join(text.split()))


def _countries(text: str) -> list[str]:
    """The countries of an entry: one with a comma in its name, or several with commas between."""
    parts = text.split(", ")
    return parts if not country(text).alpha3 and all(country(p).alpha3 for p in parts) else [text]


def _designations(block: Block, order: Order, ledger: Ledger) -> Iterator[Designation]:
    """One designation for each committee or regime, of the rows that name it."""
    programs = _parts(block, "Committees")
    if not programs:
        raise _error(block, ledger, "Committees", "a party under no committee or regime", "")
    for program in programs:
        naming = [row for row in block.rows if program in apart(row.get("Committees", ""))]
        said = Block(block.number, naming)
        edits, words = _edits(said, order, ledger)
        told = {day: text for text in said.texts("Listing Information") if (day := listed_on(text))}
        day = min(told, default=None)
        added = [Event(type="added", date=day, description=told[day])] if day else []
        yield Designation(
            authority=AUTHORITY,
            program=program,
            listing=LIST,
            measures=tuple(_measures(said, ledger)),
            provision="; ".join(said.texts("Instrument of Designation")),
            listed_on=day,
            note="; ".join(words),
            events=(*added, *edits),
        )


def _edits(said: Block, order: Order, ledger: Ledger) -> tuple[list[Event], list[str]]:
    """The days on which an entry was last edited, and those that cannot be read as words."""
    days, words = set(), []
    for text in said.texts("Control Date"):
        date = date_of(text, order)
        if date and date.is_day:
            days.add(date.earliest)
        else:
            ledger.warn(UNREADABLE_DATE, record=said.number, field="Control Date", value=text)
            words.append(f"control date {text}")
    return [Event(type="amended", date=day, description=_EDITED) for day in sorted(days)], words


def _measures(block: Block, ledger: Ledger) -> Iterator[str]:
    """The measures marked, none where the layout has no marks, ``unstated`` where all say no."""
    marks = {column: block.texts(column) for column in _MEASURES}
    if not any(marks.values()):
        return
    found = []
    for column, texts in marks.items():
        for text in texts:
            if text.casefold() not in _YES | _NO:
                raise _error(block, ledger, column, "neither TRUE nor FALSE", text)
        if any(text.casefold() in _YES for text in texts):
            found.append(_MEASURES[column])
    yield from found or ["unstated"]


SOURCE = Source(
    key="au-dfat",
    title="Australian consolidated list (DFAT)",
    authority=AUTHORITY,
    licence=LICENCE,
    page=PAGE,
    addresses=ADDRESSES["au-dfat"],
    left_out={
        f"{column} = {no}": "the measure is not imposed" for column in _MEASURES for no in _SAID_NO
    },
    words={
        "Individual": ("Person",),
        **dict.fromkeys(EMPTY, ()),
        **{
            f"{column} = {yes}": (measure,)
            for column, measure in _MEASURES.items()
            for yes in ("TRUE", "1")
        },
    },
    recognise=recognise,
    read=read,
    record_numbers={"": REFERENCE},
    group=lambda file: f"{file.path}:{file.member}",
)

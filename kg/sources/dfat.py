"""Australia's consolidated list of DFAT, as CSV or workbook: one row for each name of a party.

The primary name has a bare reference number and every other name the same with a letter
behind it (``8577``, ``8577a``). Numbers are given to other parties in time, sometimes within
one list, so a party goes by its number and its primary name together; rows of one number
that come later without a primary name of their own belong to the party met before. Columns:
the published workbook as public programs read it, in the layout of 2026 and those before it;
https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.countries import country
from kg.errors import BadDateError, BadInputError
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
from kg.sources.files import InputFile
from kg.sources.table_rows import Row, header_of, rows
from kg.sources.undated import release_of
from kg.values import PartialDate

SCHEME = "au"
AUTHORITY = "au-dfat"
LIST = "au-dfat"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PAGE = "https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list"

REUSED = "a reference number stands for two parties, which are kept apart by their names"
REJOINED = "names of a party stand apart from its other rows"
NO_PRIMARY = "a party without a primary name goes by the first of its names"
UNKNOWN_NAME_TYPE = "a type of name that is not known is taken as an alias"
UNREADABLE_DATE = "a date could not be read, or could be two days, and is kept as words"

COLUMNS = (
    "Reference",
    "Name of Individual or Entity",
    "Type",
    "Name Type",
    "Alias Strength",
    "Date of Birth",
    "Place of Birth",
    "Citizenship",
    "Address",
    "Additional Information",
    "Listing Information",
    "IMO Number",
    "Committees",
    "Control Date",
    "Instrument of Designation",
    "Targeted Financial Sanction",
    "Travel Ban",
    "Arms Embargo",
    "Maritime Restriction",
)
_REFERENCE, _NAME, _TYPE, _NAME_TYPE, _STRENGTH = COLUMNS[:5]
_NEEDED = {_REFERENCE, _NAME, _NAME_TYPE, "Committees"}
_OLD_TYPE = "Type of designation"
_KINDS = {"individual": Kind.PERSON, "entity": Kind.ENTITY, "vessel": Kind.VESSEL}
_NAME_TYPES = {
    "primary name": "primary",
    "original script": "original-script",
    "alias": "aka",
    "aka": "aka",
    "a.k.a.": "aka",
    "also known as": "aka",
    "fka": "fka",
    "f.k.a.": "fka",
    "formerly known as": "fka",
    "former name": "fka",
    "maiden name": "maiden",
    "nickname": "nickname",
}
_STRENGTHS = {"strong": "strong", "weak": "weak"}
_MEASURES = {
    "Targeted Financial Sanction": "blocking",
    "Travel Ban": "travel-ban",
    "Arms Embargo": "arms-embargo",
    "Maritime Restriction": "shipping-restriction",
}
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0", ""})
_NUMBER = re.compile(r"(\d+)\s*[A-Za-z]{0,3}")
_LETTERED = re.compile(r"(?:^|[\s,;]+)\(?(?:[a-z]|[ivx]{2,4})\)\s+")
_DATES_APART = re.compile(r"\s*(?:;|,\s+(?=\D*\d)|\n)\s*|\s+(?:or|and)\s+")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTHS = 12


@dataclass
class _Block:
    """The rows of one party, in the order of the file."""

    number: str
    rows: list[Row] = field(default_factory=list)

    @property
    def has_primary(self) -> bool:
        """Whether one of its names is the primary one."""
        return any(_name_type(row) == "primary" for row in self.rows)

    def texts(self, column: str) -> list[str]:
        """What the rows say in a column, each once."""
        return list(dict.fromkeys(row[column] for row in self.rows if row.get(column)))


def recognise(file: InputFile) -> bool:
    """Whether the header row has the columns that only this list has together."""
    return set(header_of(file)) >= _NEEDED


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one file; its rows are gathered by party before any is given out."""
    (file,) = files
    ledger.file = file.name
    release = release_of(file, SOURCE, ledger)
    return Reading(release, _records(file, ledger), ledger)


def _records(file: InputFile, ledger: Ledger) -> Iterator[Record]:
    seen: set[str] = set()
    for block in _blocks(file, ledger):
        try:
            party = _party(block, ledger)
            if party.ref.number in seen:
                message = "one name under one number twice; fetch the file again"
                raise _error(block, ledger, _REFERENCE, message, party.ref.number)
            seen.add(party.ref.number)
        except BadInputError as error:
            ledger.refuse(error)
            continue
        yield party


def _blocks(file: InputFile, ledger: Ledger) -> list[_Block]:
    """The rows by party: a number met again later is another party if it has a primary name."""
    found: list[_Block] = []
    last: dict[str, _Block] = {}
    open_ = _Block("")
    for place, row in rows(file, ledger, (*COLUMNS, _OLD_TYPE), {}):
        match = _NUMBER.fullmatch(row.get(_REFERENCE, ""))
        if match is None:
            message = "not a reference number as 8577 or 8577a"
            where, value = f"in row {place}", row.get(_REFERENCE, "")
            error = BadInputError(
                message, file=ledger.file, record=where, field=_REFERENCE, value=value
            )
            ledger.refuse(error)
            continue
        starts_anew = _name_type(row) == "primary" and open_.has_primary
        if match[1] != open_.number or starts_anew:
            open_ = _Block(match[1])
            found.append(open_)
        open_.rows.append(row)
    kept = []
    for block in found:
        before = last.get(block.number)
        if before and not block.has_primary:
            ledger.warn(REJOINED, record=block.number, field=_REFERENCE)
            before.rows.extend(block.rows)
            continue
        if before:
            ledger.warn(
                REUSED, record=block.number, field=_REFERENCE, value=block.rows[0].get(_NAME, "")
            )
        last[block.number] = block
        kept.append(block)
    return kept


def _name_type(row: Row) -> str:
    return _NAME_TYPES.get(row.get(_NAME_TYPE, "").casefold(), "")


def _error(block: _Block, ledger: Ledger, column: str, message: str, value: str) -> BadInputError:
    return BadInputError(message, file=ledger.file, record=block.number, field=column, value=value)


def _party(block: _Block, ledger: Ledger) -> Party:
    kinds = {text.casefold() for text in (*block.texts(_TYPE), *block.texts(_OLD_TYPE))}
    if len(kinds) != 1 or not kinds <= set(_KINDS):
        message = "a party is an individual, an entity or a vessel, and one of them"
        raise _error(block, ledger, _TYPE, message, ", ".join(sorted(kinds)))
    kind = _KINDS[kinds.pop()]
    names = tuple(_names(block, ledger))
    births = [(text, _date(text)) for text in _dates(block)]
    return Party(
        ref=PartyRef(SCHEME, f"{block.number} {names[0].text}"),
        kind=kind,
        names=names,
        identifiers=tuple(_identifiers(block, kind)),
        addresses=tuple(
            Address(full=part) for text in block.texts("Address") for part in _apart(text)
        ),
        birth_dates=tuple(
            BirthDate(date=date) for _, date in births if date and kind is Kind.PERSON
        ),
        birth_places=tuple(
            Address(full=part) for text in block.texts("Place of Birth") for part in _apart(text)
        ),
        features=tuple(_features(block, kind, births, ledger)),
        designations=tuple(_designations(block, ledger)),
    )


def _names(block: _Block, ledger: Ledger) -> Iterator[Name]:
    """The names, the primary one first; several rows may repeat one."""
    found: dict[tuple[str, str, str], str] = {}
    for row in block.rows:
        text, type_ = row.get(_NAME, ""), _name_type(row)
        if not text:
            raise _error(block, ledger, _NAME, "a row without a name", "")
        if not type_:
            ledger.warn(
                UNKNOWN_NAME_TYPE,
                record=block.number,
                field=_NAME_TYPE,
                value=row.get(_NAME_TYPE, ""),
            )
        strength = _STRENGTHS.get(row.get(_STRENGTH, "").casefold(), "")
        found.setdefault((text, type_ or "aka", strength), row[_REFERENCE])
    ordered = sorted(found, key=lambda key: key[1] != "primary")
    if ordered[0][1] != "primary":
        ledger.warn(NO_PRIMARY, record=block.number, field=_NAME, value=ordered[0][0])
    for place, (text, type_, strength) in enumerate(ordered):
        number = found[text, type_, strength]
        if place == 0:
            yield Name(text=text, type="primary", strength="strong", number=number)
        else:
            own = "aka" if type_ == "primary" else type_
            yield Name(text=text, type=own, strength=strength, number=number)


def _identifiers(block: _Block, kind: Kind) -> Iterator[Identifier]:
    yield Identifier(value=block.number, scheme="DFAT reference")
    for text in block.texts("IMO Number"):
        number = text.removeprefix("IMO").strip()
        yield Identifier(value=number, scheme="imo" if kind is Kind.VESSEL else "imo-company")


def _apart(text: str) -> list[str]:
    """The entries of a cell: apart at semicolons, line breaks, and ``a)``, ``b)``."""
    pieces = (piece for part in _LETTERED.split(text) for piece in re.split(r";|\n", part))
    return list(
        dict.fromkeys(filter(None, (" ".join(piece.split()).strip(" ,") for piece in pieces)))
    )


def _dates(block: _Block) -> list[str]:
    """The dates of birth as printed, apart unless a cell is one date or span as it stands."""
    found: list[str] = []
    for text in block.texts("Date of Birth"):
        for part in [" ".join(text.split())] if _date(text) else _apart(text):
            found.extend([part] if _date(part) else _DATES_APART.split(part))
    return list(dict.fromkeys(filter(None, found)))


def _date(text: str) -> PartialDate | None:
    """The date a text means; a day and a month that could change places mean none."""
    try:
        if match := _DAY_MONTH.fullmatch(text.strip()):
            day, month, year = (int(part) for part in match.groups())
            is_certain = day > _MONTHS or day == month
            return PartialDate.of(year, month, day) if is_certain else None
        return PartialDate.parse(text.partition("T")[0] if text[:4].isdigit() else text)
    except BadDateError:
        return None


def _features(
    block: _Block,
    kind: Kind,
    births: Sequence[tuple[str, PartialDate | None]],
    ledger: Ledger,
) -> Iterator[Feature]:
    for text, date in births:
        if kind is not Kind.PERSON:
            yield Feature(type="organization-established", value=text, date=date)
        elif date is None:
            ledger.warn(UNREADABLE_DATE, record=block.number, field="Date of Birth", value=text)
            yield Feature(type="birth-date", value=text)
    for text in block.texts("Citizenship"):
        for part in (piece for entry in _apart(text) for piece in entry.split(", ")):
            type_ = "citizenship" if kind is Kind.PERSON else "registration-country"
            yield Feature(type=type_, value=part, country=country(part))
    for column, type_ in (
        ("Additional Information", "remark"),
        ("Listing Information", "listing information"),
    ):
        for text in block.texts(column):
            yield Feature(type=type_, value=" ".join(text.split()))


def _designations(block: _Block, ledger: Ledger) -> Iterator[Designation]:
    """One designation for each committee or regime that the rows name."""
    programs = [part for text in block.texts("Committees") for part in _apart(text)]
    if not programs:
        raise _error(block, ledger, "Committees", "a party under no committee or regime", "")
    days, words = [], []
    for text in block.texts("Control Date"):
        date = _date(text)
        if date and date.is_day:
            days.append(date.earliest)
        else:
            ledger.warn(UNREADABLE_DATE, record=block.number, field="Control Date", value=text)
            words.append(f"control date {text}")
    day = min(days, default=None)
    for program in dict.fromkeys(programs):
        yield Designation(
            authority=AUTHORITY,
            program=program,
            listing=LIST,
            measures=tuple(_measures(block, ledger)),
            provision="; ".join(block.texts("Instrument of Designation")),
            listed_on=day,
            note="; ".join(words),
            events=tuple(Event(type="added", date=known) for known in sorted(set(days))[:1]),
        )


def _measures(block: _Block, ledger: Ledger) -> Iterator[str]:
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
    left_out={f"{column} = FALSE": "the measure is not imposed" for column in _MEASURES},
    words={
        "Individual": ("Person",),
        **{f"{column} = TRUE": (measure,) for column, measure in _MEASURES.items()},
    },
    recognise=recognise,
    read=read,
    record_numbers={"": _REFERENCE},
    group=lambda file: f"{file.path}:{file.member}",
)

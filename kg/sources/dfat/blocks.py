"""The rows of DFAT's list by the party that they name: one row for each name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.errors import BadInputError
from kg.sources.base import PLACEHOLDER, Ledger
from kg.sources.files import InputFile
from kg.sources.table_rows import Row, rows

REPEATED = "a row stands twice, word for word"
REJOINED = "names of a party stand apart from its other rows"
REUSED = "a reference number stands for two parties, which are kept apart by their names"
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
REFERENCE, NAME, TYPE, NAME_TYPE, STRENGTH = COLUMNS[:5]
OLD_TYPE = "Type of designation"
EMPTY = frozenset({"n/a", "na", "-", "--", "null", "address:"})
_PROSE = ("Date of Birth", "Place of Birth", "Citizenship", "Address", "Additional Information")
_NUMBER = re.compile(r"(\d+)\s*[A-Za-z]{0,3}")
_KNOWN = {
    "primary name": "primary",
    "primay name": "primary",
    "primary": "primary",
    "original script": "original-script",
    "alias": "aka",
    "aka": "aka",
    "a": "aka",
    "a.k.a.": "aka",
    "also known as": "aka",
    "fka": "fka",
    "f.k.a.": "fka",
    "formerly known as": "fka",
    "previously listed as": "fka",
    "former name": "fka",
    "maiden name": "maiden",
    "nickname": "nickname",
}


@dataclass
class Block:
    """The rows of one party, in the order of the file."""

    number: str
    rows: list[Row] = field(default_factory=list)

    @property
    def primary(self) -> str:
        """The first of its names that is a primary one, "" when none is."""
        names = (row.get(NAME, "") for row in self.rows if name_type(row) == "primary")
        return next(names, "")

    def texts(self, column: str) -> list[str]:
        """What the rows say in a column, each once."""
        return list(dict.fromkeys(row[column] for row in self.rows if row.get(column)))


def blocks(file: InputFile, ledger: Ledger) -> list[Block]:
    """The rows by party: a number met again is another party if it has another primary name."""
    found: list[Block] = []
    open_ = Block("")
    for place, row in rows(file, ledger, (*COLUMNS, OLD_TYPE), {}):
        match = _NUMBER.fullmatch(row.get(REFERENCE, ""))
        if match is None:
            message = "not a reference number as 8577 or 8577a"
            where, value = f"in row {place}", row.get(REFERENCE, "")
            error = BadInputError(
                message, file=ledger.file, record=where, field=REFERENCE, value=value
            )
            ledger.refuse(error)
            continue
        _clean(row, ledger)
        is_primary = name_type(row) == "primary"
        is_other = is_primary and open_.primary and row.get(NAME) != open_.primary
        if match[1] != open_.number or is_other:
            open_ = Block(match[1])
            found.append(open_)
        if row in open_.rows:
            ledger.warn(REPEATED, record=match[1], field=REFERENCE, value=row[REFERENCE])
        else:
            open_.rows.append(row)
    return _joined(found, ledger)


def _clean(row: Row, ledger: Ledger) -> None:
    """Take placeholders and the white space within a name out of a row."""
    for column in _PROSE:
        if row.get(column, "").casefold() in EMPTY:
            ledger.warn(PLACEHOLDER, record=row[REFERENCE], field=column, value=row.pop(column))
    if NAME in row:
        row[NAME] = " ".join(row[NAME].split())


def _joined(found: list[Block], ledger: Ledger) -> list[Block]:
    """The blocks, those of one party that stand apart as one."""
    kept: list[Block] = []
    last: dict[str, list[Block]] = {}
    for block in found:
        before = last.setdefault(block.number, [])
        same = [each for each in before if not block.primary or each.primary == block.primary]
        if same:
            ledger.warn(REJOINED, record=block.number, field=REFERENCE)
            same[-1].rows.extend(row for row in block.rows if row not in same[-1].rows)
            continue
        if before:
            name = block.rows[0].get(NAME, "")
            ledger.warn(REUSED, record=block.number, field=REFERENCE, value=name)
        before.append(block)
        kept.append(block)
    return kept


def name_type(row: Row) -> str:
    """The type of a name; one that is left blank beside a bare number is the primary one."""
    text = row.get(NAME_TYPE, "")
    if not text and row[REFERENCE].isdigit():
        return "primary"
    return _KNOWN.get(text.casefold(), "")

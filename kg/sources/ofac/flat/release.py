"""The flat files of one OFAC release taken together: which they are and what hangs on whom.

OFAC publishes the tables side by side without anything that ties them into one release but
the numbers in them, so rows of a party that the main table does not know mean that files of
two releases were mixed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.errors import BadInputError
from kg.sources.base import Ledger
from kg.sources.files import InputFile
from kg.sources.ofac import database as ofac
from kg.sources.ofac.flat import tables as ofac_tables
from kg.sources.ofac.flat.tables import ADD, ALT, COMMENTS, SDN, Table
from kg.sources.ofac.links import NameIndex


@dataclass
class FlatFiles:
    """The files of one release by table, and what hangs on each number.

    ``numbers`` says of each whether its row can become a party; ``has_non_sdn_entry`` whether
    a party is listed under programs of the non-SDN lists alone, as on the SDN list none is.
    """

    tables: dict[Table, InputFile]
    encoding: str
    ledger: Ledger
    numbers: dict[str, bool] = field(default_factory=dict)
    index: NameIndex = field(default_factory=NameIndex)
    aliases: dict[str, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    addresses: dict[str, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    comments: dict[str, str] = field(default_factory=dict)
    has_non_sdn_entry: bool = False

    @property
    def main(self) -> InputFile:
        """The file of the main table."""
        return self.tables[SDN]


def gather(files: Sequence[InputFile], ledger: Ledger) -> FlatFiles:
    """Sort the files of one release into tables and index them; the main table is enough.

    Raises BadInputError when the main table is missing, a table is there twice, or the files
    are of two releases. A missing other table is a warning.
    """
    tables = _tables(files)
    _check_dates(tables)
    ledger.file = tables[SDN].name
    gathered = FlatFiles(tables, ofac_tables.encoding_of(tables[SDN], ledger), ledger)
    _index(gathered)
    for table in (ALT, ADD, COMMENTS):
        if table in tables:
            _attach(gathered, table, tables[table])
        else:
            kind = f"{table.name} is not among the files: what it holds is missing"
            ledger.warn(kind, field=table.name)
    return gathered


def _tables(files: Sequence[InputFile]) -> dict[Table, InputFile]:
    found: dict[Table, InputFile] = {}
    for file in files:
        table = ofac_tables.table_of(file.head)
        if table is None:
            message = "not one of OFAC's tables (sdn, alt, add, sdn_comments); leave the file out"
            raise BadInputError(message, file=file.name)
        if table in found:
            message = (
                f"a second {table.name} beside {found[table].name}: two releases are mixed; "
                "give the files of each release a folder or a date of their own"
            )
            raise BadInputError(message, file=file.name)
        found[table] = file
    if SDN not in found:
        message = "aliases, addresses or comments without their sdn.csv; give that file too"
        raise BadInputError(message, file=files[0].name if files else None)
    return found


def _check_dates(tables: dict[Table, InputFile]) -> None:
    wanted = tables[SDN].date_in_name
    for table, file in tables.items():
        if wanted and file.date_in_name not in {"", wanted}:
            message = f"{table.name} is of another day than sdn.csv ({wanted}): two releases mixed"
            raise BadInputError(message, file=file.name, value=file.date_in_name)


def _index(gathered: FlatFiles) -> None:
    """Read the main table once for numbers, names and the tags that tell the set apart."""
    quiet = Ledger(file=gathered.main.name, quarantine=True)
    for row in ofac_tables.rows(gathered.main, SDN, quiet, encoding=gathered.encoding):
        is_party = bool(ofac.kind_of(row[2]) and row[1] and row[3])
        gathered.numbers[row[0]] = is_party
        if is_party:
            gathered.index.add(row[0], row[1], is_primary=True)
        gathered.has_non_sdn_entry |= ofac.is_non_sdn(ofac.split_programs(row[3]))
    gathered.numbers.update((error.record, False) for error in quiet.set_aside if error.record)


def _attach(gathered: FlatFiles, table: Table, file: InputFile) -> None:
    encoding = ofac_tables.encoding_of(file, gathered.ledger)
    for row in ofac_tables.rows(file, table, gathered.ledger, encoding=encoding):
        number = row[0]
        if number not in gathered.numbers:
            message = (
                "a row of a party that is not in sdn.csv: two releases are mixed; "
                "fetch all files of one release"
            )
            raise BadInputError(message, file=file.name, record=number, field=table.columns[0])
        if table is ALT:
            gathered.aliases[number].append(row)
            if gathered.numbers[number]:
                gathered.index.add(number, row[3], is_primary=False)
        elif table is ADD:
            gathered.addresses[number].append(row)
        else:
            gathered.comments[number] = gathered.comments.get(number, "") + row[1]

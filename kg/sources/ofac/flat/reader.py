"""OFAC's SDN list as CSV: the files sdn, alt, add and sdn_comments of one release.

One row of ``sdn.csv`` is one party; the other files hang aliases, addresses and the rest of
remarks longer than 1,000 characters on its number. OFAC publishes its non-SDN consolidated
set in the same layout (cons_prim, cons_alt, cons_add, cons_comments). The files state no
date, no listing dates and no grounds, and none are made up. What is
printed into the remarks is taken apart in :mod:`kg.sources.ofac.remarks`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.errors import BadInputError
from kg.model import (
    Address,
    Feature,
    Kind,
    Name,
    Party,
    Record,
    Release,
)
from kg.sources.addresses import ADDRESSES
from kg.sources.base import Ledger, Reading, Source
from kg.sources.files import InputFile
from kg.sources.ofac import database as ofac
from kg.sources.ofac import remarks as ofac_remarks
from kg.sources.ofac.flat import tables as ofac_tables
from kg.sources.ofac.flat.release import FlatFiles, gather
from kg.sources.ofac.flat.tables import ADD, ALT, COMMENTS, REMARKS, SDN
from kg.sources.ofac.remarks import Remarks
from kg.sources.ofac.words import HOMES, WORDS

ADDRESS_NUMBER = f"{ADD.name}/{ADD.columns[1]}"
OF_A_PLACE_HOLDER = "of a place holder"
NOT_UNDERSTOOD = "a part of the remarks was not understood and is kept word for word"
SPILLED = "remarks are continued in sdn_comments.csv although they are not full"

_REMARKS_PATH = f"{SDN.name}/{REMARKS}"
_TITLE_SIZE = 200
_TOKEN = re.compile(
    r"(?<![a-z])(?:(cons)_(?:prim|alt|add|comments)|(?:sdn_comments|sdn|alt|add|comments))(?![a-z])"
)
_COLUMN_WORDS = (
    ("Call_Sign", "Vessel Call Sign"),
    ("Vess_type", "Vessel Type"),
    ("Tonnage", "Vessel Tonnage"),
    ("GRT", "Vessel Gross Registered Tonnage"),
    ("Vess_flag", "Vessel Flag"),
    ("Vess_owner", "Vessel Owner"),
)


def recognise(file: InputFile) -> bool:
    """Whether a file is one of the four tables, by its columns alone."""
    return ofac_tables.table_of(file.head) is not None


def group(file: InputFile) -> str:
    """The release a file belongs to: its folder and its name without the table's name."""
    name = f"{file.path.parent}/{file.path.name.lower()}:{file.member.lower()}"
    folder, _, last = name.rpartition("/")
    return f"{folder}/{_TOKEN.sub(lambda match: match[1] or 'sdn', last)}"


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read the files of one release; ``sdn.csv`` alone is enough, the others add to it.

    Memory holds the aliases, addresses and names of the release, never its records. Raises
    BadInputError when a table is missing or twice there, or when files are of two releases.
    """
    gathered = gather(files, ledger)
    non_sdn = gathered.has_non_sdn_entry or _is_consolidated(gathered.main)
    return Reading(_release(gathered, non_sdn=non_sdn), _records(gathered, non_sdn=non_sdn), ledger)


def _is_consolidated(file: InputFile) -> bool:
    """Whether the name says so: a set of shared tags only is told by nothing else."""
    match = _TOKEN.search((file.member or file.path.name).lower())
    return match is not None and match[1] is not None


def _release(gathered: FlatFiles, *, non_sdn: bool) -> Release:
    tables = [table for table in (SDN, ALT, ADD, COMMENTS) if table in gathered.tables]
    files = tuple(gathered.tables[table].provenance() for table in tables)
    date = gathered.main.date_in_name
    return Release(
        source=ofac.CONSOLIDATED_LIST if non_sdn else ofac.SDN_LIST,
        version=date or files[0].retrieved[:10] or f"sha256-{files[0].sha256[:12]}",
        title=ofac.CONSOLIDATED_TITLE if non_sdn else ofac.SDN_TITLE,
        lists=() if non_sdn else (ofac.SDN_LIST,),
        authority=ofac.AUTHORITY,
        licence=ofac.LICENCE,
        issued=dt.date.fromisoformat(date) if date else None,
        url=ofac.PAGE,
        files=files,
    )


def _records(gathered: FlatFiles, *, non_sdn: bool) -> Iterator[Record]:
    seen: set[str] = set()
    for row in ofac_tables.rows(gathered.main, SDN, gathered.ledger, encoding=gathered.encoding):
        try:
            if row[0] in seen:
                raise _error(
                    gathered, row, "ent_num", "the same number twice; fetch the file again"
                )
            seen.add(row[0])
            found = list(_entry(gathered, row, non_sdn=non_sdn))
        except BadInputError as error:
            gathered.ledger.refuse(error)
            continue
        yield from found


def _entry(gathered: FlatFiles, row: list[str], *, non_sdn: bool) -> Iterator[Record]:
    """The party of one row, and the relations that start at it."""
    cells, kind = dict(zip(SDN.columns, row, strict=True)), _kind(gathered, row)
    number, tags = cells["ent_num"], ofac.split_programs(cells["Program"])
    if not number.isdigit() or not cells["SDN_Name"] or not tags:
        raise _error(gathered, row, "ent_num, SDN_Name, Program", "a party needs all three")
    said = _said(gathered, cells, kind)
    resolved = gathered.index.resolve(number, said.links, gathered.ledger, path=_REMARKS_PATH)
    yield Party(
        ref=ofac.party_ref(number),
        kind=kind,
        names=(*_names(gathered, number, cells["SDN_Name"], kind), *said.names),
        identifiers=(ofac.uid_identifier(number), *said.identifiers),
        addresses=tuple(_addresses(gathered, number)),
        birth_dates=tuple(said.birth_dates),
        birth_places=tuple(said.birth_places),
        features=tuple(said.features),
        designations=ofac.designations_of(
            tags,
            said.features,
            listing="" if non_sdn else ofac.SDN_LIST,
            non_sdn=non_sdn,
            links=resolved.links,
        ),
    )
    yield from resolved.relations


def _said(gathered: FlatFiles, cells: dict[str, str], kind: Kind) -> Remarks:
    """What remarks, title and the columns of a vessel say."""
    remarks = _remarks(gathered, cells["ent_num"], cells[REMARKS])
    titles = ofac.titles_of(cells["Title"])
    if len(cells["Title"]) == _TITLE_SIZE:
        titles = ofac_remarks.full_titles(titles, remarks)
    said = ofac_remarks.read(remarks, kind, titles)
    for text in said.unread:
        gathered.ledger.warn(
            NOT_UNDERSTOOD, record=cells["ent_num"], field=_REMARKS_PATH, value=text
        )
    said.features[:0] = [Feature(type="title", value=title) for title in titles]
    for column, word in _COLUMN_WORDS:
        if cells[column]:
            said.add(ofac.claim_of(ofac.Printed(word=word, value=cells[column]), kind))
    return said


def _kind(gathered: FlatFiles, row: list[str]) -> Kind:
    kind = ofac.kind_of(row[2])
    if kind is None:
        message = "not a kind of party OFAC lists (individual, vessel, aircraft, or a null)"
        raise _error(gathered, row, "SDN_Type", message, value=row[2])
    return kind


def _remarks(gathered: FlatFiles, number: str, text: str) -> str:
    """The remarks with what spilled over: the comments go on with the next character."""
    more = gathered.comments.pop(number, "")
    if more and len(text) != ofac_tables.FULL_REMARKS:
        gathered.ledger.warn(SPILLED, record=number, field=_REMARKS_PATH, value=text[-40:])
    return text + more


def _names(gathered: FlatFiles, number: str, primary: str, kind: Kind) -> Iterator[Name]:
    last, first = ofac.split_name(primary, kind)
    yield ofac.name_of(last, first, type_="primary", strength="strong")
    for _, own, type_, text, note in gathered.aliases.pop(number, ()):
        if not text:
            message = "an alias without a name"
            raise BadInputError(message, file=ALT.name, record=number, field="alt_name")
        last, first = ofac.split_name(text, kind)
        name = ofac.name_of(last, first, type_=ofac.alias_type(type_), strength="strong")
        yield replace(name, number=own, note=note)


def _addresses(gathered: FlatFiles, number: str) -> Iterator[Address]:
    """The addresses of a party; town, province and postal code share a cell, so stay a line."""
    for _, own, street, town, land, note in gathered.addresses.pop(number, ()):
        lines = tuple(text for text in (street, town) if text)
        if not lines and not land and not note:
            gathered.ledger.account(
                ADDRESS_NUMBER, record=number, value=own, where=OF_A_PLACE_HOLDER
            )
            continue
        yield Address(
            number=own,
            lines=lines,
            country=ofac.country_of(land) if land else None,
            note=note,
            qualifiers=("undetermined",) if land == "undetermined" else (),
        )


def _error(
    gathered: FlatFiles, row: list[str], column: str, message: str, *, value: str | None = None
) -> BadInputError:
    return BadInputError(
        message, file=gathered.main.name, record=row[0] or None, field=column, value=value
    )


SOURCE = Source(
    key="ofac-sdn",
    title=ofac.SDN_TITLE,
    authority=ofac.AUTHORITY,
    licence=ofac.LICENCE,
    page=ofac.PAGE,
    addresses=ADDRESSES["ofac-sdn"],
    left_out={f"{ADDRESS_NUMBER} {OF_A_PLACE_HOLDER}": "an address of nulls"},
    record_numbers={table.name: table.columns[0] for table in (SDN, ALT, ADD, COMMENTS)},
    words={
        **WORDS,
        "alt.csv/alt_type = aka": ("aka",),
        "alt.csv/alt_type = fka": ("fka",),
        "alt.csv/alt_type = nka": ("nka",),
    },
    homes={
        **HOMES,
        "sdn.csv/SDN_Name": ("name",),
        "sdn.csv/Title": ("feature/value",),
        "sdn.csv/Program": ("designation/program",),
        "alt.csv/alt_num": ("name/identifier",),
        "alt.csv/alt_type": ("name/type",),
        "alt.csv/alt_name": ("name",),
        "alt.csv/alt_remarks": ("name/comment",),
        "add.csv/Add_num": ("address/identifier",),
        "add.csv/Address": ("address",),
        "add.csv/Country": ("address/country", "address/countryName"),
    },
    recognise=recognise,
    read=read,
    group=group,
)

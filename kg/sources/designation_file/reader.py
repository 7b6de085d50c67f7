"""Designation files: an action or announcement as a person writes it down, with its sources.

The format is TOML (https://toml.io/en/v1.0.0) and described in ``kg/designations/README.md``;
the structs of :mod:`kg.sources.designation_file.tables` define it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.errors import BadInputError
from kg.model import Release
from kg.sources.base import LONGEST, TOO_LONG, Ledger, Reading, Source
from kg.sources.designation_file.decoding import Document, decode
from kg.sources.designation_file.records import documents, records
from kg.sources.files import InputFile

_MOST = 1 << 25
_TABLES = (
    re.compile(rb"^[ \t]*\[[ \t]*release[ \t]*\]", re.MULTILINE),
    re.compile(rb"^[ \t]*\[\[[ \t]*party[ \t]*\]\]", re.MULTILINE),
)


def recognise(file: InputFile) -> bool:
    """Whether a file has the two tables that every designation file begins with."""
    return all(table.search(file.head) for table in _TABLES)


def read(files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Read one designation file; raises BadInputError for the first thing wrong in it.

    No party is left out and none quarantined: whoever wrote the file can correct it.
    """
    if len(files) != 1:
        message = "one designation file makes one release; give each by itself"
        raise BadInputError(message, file=", ".join(file.name for file in files))
    file = files[0]
    ledger.file = file.name
    document = decode(file.name, _content(file))
    release = _release(document, file)
    found = records(document)
    for path, value in _fields(document.plain, ""):
        if isinstance(value, str) and len(value) > LONGEST:
            raise BadInputError(TOO_LONG, file=file.name, field=path, value=value)
        if path in ledger.left_out:
            ledger.account(path, record="", value=str(value))
        else:
            ledger.take(path)
    return Reading(release, found, ledger)


def _content(file: InputFile) -> bytes:
    with file.open() as stream:
        content = stream.read(_MOST + 1)
    if len(content) > _MOST:
        message = f"has more than {_MOST >> 20} MB, as no file that a person writes has"
        raise BadInputError(message, file=file.name)
    return content


def _release(document: Document, file: InputFile) -> Release:
    told = document.tables.release
    declared = told.parties
    if declared is not None and declared != len(document.tables.party):
        message = f"the file has {len(document.tables.party)} [[party]] tables, not {declared}"
        raise document.problem(("release", "parties"), message)
    return Release(
        source=told.key,
        version=told.version,
        title=told.title,
        authority=told.authority,
        kind="compilation",
        licence=told.licence or "",
        issued=told.issued,
        url=told.url or "",
        files=(file.provenance(),),
        documents=documents(document),
    )


def _fields(value: object, path: str) -> Iterator[tuple[str, object]]:
    """The path and value of every field in the file, as often as it stands there."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _fields(item, f"{path}/{name}" if path else str(name))
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        for item in value:
            yield from _fields(item, path)
    else:
        yield path, value


SOURCE = Source(
    key="designation-file",
    title="Designation file",
    authority="",
    licence="As each file states",
    page="https://toml.io/en/v1.0.0",
    addresses=(),
    left_out={"release/parties": "counts the parties, and is held against them"},
    ties={
        f"{claim}/{name}": tie
        for claim in ("relation", "party/designation/statement", "program/statement")
        for name, tie in (("key", ""), ("contradicts", "contradicts"))
    },
    recognise=recognise,
    read=read,
)

"""Lists by name, from their publishers: which addresses a name means, and what may arrive.

A name is a source's key (``un-sc``), which means everything it is published as, or the key
and the beginning of a file's name behind a slash (``ofac-xml/sdn``). The addresses
themselves stand in :mod:`kg.sources.addresses` and nowhere else.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from kg.errors import BadInputError, FetchError
from kg.fetch import Arrived, Limits, fetch
from kg.sources.base import Source
from kg.sources.files import InputFile, input_files

_CHUNK = 1 << 20
_TAIL = 4_096
_KNOWN_ENDINGS = frozenset({".csv", ".gz", ".json", ".ods", ".xlsx", ".xml", ".xz", ".zip"})
_WEB_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)", re.IGNORECASE
)
_TITLE = re.compile(rb"<title[^>]*>\s*(.*?)\s*</title>", re.IGNORECASE | re.DOTALL)
_DELIMITERS = ",;\t"
_NO_CELL = " \t\x1a"
_AFTER_END = rb"(?:\s|<!--.*?-->|<\?.*?\?>)*\Z"

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Published:
    """One file of a source: where it is published, and what it is called here."""

    source: Source
    address: str
    file_name: str


def names(source: Source) -> tuple[str, ...]:
    """What a source can be fetched by: its key and, where it has several files, each of them."""
    if not source.addresses:
        return ()
    return tuple(dict.fromkeys((source.key, *files_of(source))))


def files_of(source: Source) -> tuple[str, ...]:
    """The name of each address of a source: the key where there is but one."""
    files = [file_name(source, address) for address in source.addresses]
    if len(files) == 1:
        return (source.key,)
    return tuple(f"{source.key}/{name.rpartition('.')[0].lower()}" for name in files)


def is_name(word: str, sources: Iterable[Source]) -> bool:
    """Whether a word names a source that has an address."""
    return any(word.partition("/")[0] == each.key and each.addresses for each in sources)


def chosen(name: str, sources: Iterable[Source]) -> list[Published]:
    """The files a name means, in the source's order.

    Raises BadInputError for a name that means none, with the names that there are.
    """
    known = tuple(sources)
    key, _, part = name.partition("/")
    found = [
        Published(source, address, file_name(source, address))
        for source in known
        if source.key == key
        for address in source.addresses
    ]
    kept = [each for each in found if Path(each.file_name).stem.lower() == part.lower()]
    kept = kept or [each for each in found if each.file_name.lower().startswith(part.lower())]
    if kept:
        return kept
    all_names = [name for source in known for name in names(source)]
    message = f"no published list is called so; there are: {', '.join(all_names)}"
    raise BadInputError(message, value=name)


def file_name(source: Source, address: str) -> str:
    """What to call the file of an address: its own name, or the source's where it has none."""
    path = urlsplit(address).path
    last = path.rpartition("/")[2]
    if Path(last).suffix.lower() in _KNOWN_ENDINGS:
        return last
    told = address.lower()
    endings = [ending for ending in (".xml", ".csv", ".json") if ending[1:] in told]
    return f"{source.key}{endings[0] if endings else ''}"


def fetched(
    published: Sequence[Published], folder: Path, *, limits: Limits, progress: Progress
) -> list[Arrived]:
    """Get the files into a folder named for their source each; what is current stays.

    Raises FetchError that names every file that could not be had, after the others came.
    """
    arrived: list[Arrived] = []
    failed: list[str] = []
    for each in {each.address: each for each in published}.values():
        target = folder / each.source.key / each.file_name
        try:
            got = fetch(
                each.address,
                target,
                examine=lambda path, source=each.source: unfit(path, source),  # type: ignore[misc]
                limits=limits,
                progress=progress,
            )
        except FetchError as error:
            failed.append(str(error))
            continue
        arrived.append(got)
    if failed:
        message = "\n".join(failed)
        raise FetchError(message)
    return arrived


def unfit(path: Path, source: Source) -> str:
    """What is wrong with a file that should be one of the source's, "" when nothing is."""
    try:
        members = list(input_files([path]))
        for member in members:
            if _WEB_PAGE.match(member.head):
                return f"is a web page{_title(member.head)} and not the list"
        if not any(source.recognise(member) for member in members):
            return f"is not recognised as {source.title}"
        return next((wrong for member in members if (wrong := _cut(member))), "")
    except BadInputError as error:
        return f"cannot be read ({error})"


def _title(head: bytes) -> str:
    match = _TITLE.search(head)
    return f" ({match[1].decode('utf-8', 'replace')!r})" if match else ""


def _cut(file: InputFile) -> str:
    """Whether a file stops before its end: XML without its last tag, the others within a value."""
    with file.open() as stream:
        tail = _last(stream)
    if local := file.root[1]:
        end = rb"</(?:[\w.-]+:)?" + re.escape(local.encode()) + rb"\s*>" + _AFTER_END
        return "" if re.search(end, tail, re.DOTALL) else f"is cut off: it ends without </{local}>"
    if file.head.lstrip()[:1] in {b"{", b"["}:
        return "" if tail.rstrip()[-1:] in {b"}", b"]"} else "is cut off: it ends within a value"
    return "is cut off: it ends within a row" if _ends_within_row(file) else ""


def _ends_within_row(file: InputFile) -> bool:
    """Whether a delimited text ends in an open quote, or with fewer cells than the row before.

    Nothing marks the end of such a text, so a cut between two rows cannot be seen in it.
    """
    first_line = file.head.partition(b"\n")[0].decode("latin-1")
    delimiter = max(_DELIMITERS, key=first_line.count)
    if b"\0" in file.head or delimiter not in first_line:
        return False
    before = last = 0
    with file.open() as stream, io.TextIOWrapper(stream, "latin-1", newline="") as text:
        try:
            for row in csv.reader(text, delimiter=delimiter, strict=True):
                if any(cell.strip(_NO_CELL) for cell in row):
                    before, last = last, len(row)
        except csv.Error as error:
            return "unexpected end" in str(error)
    return last < before


def _last(stream: BinaryIO) -> bytes:
    """The last bytes of a stream, read to its end, so that a damaged one shows."""
    tail = b""
    while chunk := stream.read(_CHUNK):
        tail = (tail + chunk)[-_TAIL:]
    return tail

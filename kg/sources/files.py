"""Input files as byte streams, also inside .gz, .xz and .zip, recognised by content.

The format of a file is told by its first bytes, never by its name; a name only ever lends
a date to a release whose content carries none.
"""

from __future__ import annotations

import hashlib
import io
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from kg.errors import BadInputError
from kg.model import SourceFile
from kg.sidecar import sidecar
from kg.sources.unpacking import members, opened

_HEAD = 65_536
_LONGEST = 1 << 23
_TITLES = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}
_CHUNK = 1 << 20
_ROOT = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*"
    rb"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)([^>]*)",
    re.DOTALL,
)
_XMLNS = re.compile(rb"""xmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']""")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True)
class InputFile:
    """A file, or one member of a zip archive, opened decompressed as often as needed."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """The name to show: the file's own, with the member's behind a colon."""
        return f"{self.path.name}:{self.member}" if self.member else self.path.name

    def open(self) -> BinaryIO:
        """Open the unpacked bytes; the caller closes the stream.

        This and reading on raise BadInputError for bytes that cannot be had.
        """
        return opened(self.path, self.member, self.name)

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB, by which the format is recognised."""
        with self.open() as stream:
            return stream.read(_HEAD)

    @cached_property
    def root(self) -> tuple[str, str]:
        """Namespace and local name of an XML file's root element, ("", "") for other files."""
        match = _ROOT.match(self.head)
        if match is None:
            return ("", "")
        prefix, local, attributes = match.groups()
        wanted = (prefix or b"").rstrip(b":")
        spaces = dict(_XMLNS.findall(attributes))
        return (spaces.get(wanted, b"").decode("utf-8", "replace"), local.decode("ascii"))

    @property
    def date_in_name(self) -> str:
        """A date in the file's name as ``2021-07-07``, or ""."""
        match = _DATE.search(self.path.name)
        return "-".join(match.groups()) if match else ""

    def provenance(self) -> SourceFile:
        """Name, SHA-256 and size of the file's bytes as they lie on disk, and whence they came.

        Address and time stand in the sidecar of a fetched file, and count only as long as
        the file is the one that was fetched.
        """
        sha = hashlib.sha256()
        with self.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                sha.update(chunk)
        told = sidecar(self.path)
        came = told if told and told.sha256 == sha.hexdigest() else None
        return SourceFile(
            name=self.name,
            sha256=sha.hexdigest(),
            size=self.path.stat().st_size,
            url=came.url if came else "",
            retrieved=came.retrieved if came else "",
        )


def text_lines(file: InputFile, encoding: str) -> Iterator[str]:
    """The lines of a file with their ends.

    Raises BadInputError for what is not in the encoding, and for a line so long that it is
    none: a list of any size is read in bounded memory.
    """
    number = 0
    try:
        with (
            file.open() as stream,
            io.TextIOWrapper(stream, encoding=encoding, newline="") as text,
        ):
            while line := text.readline(_LONGEST):
                number += 1
                if len(line) == _LONGEST:
                    message = (
                        f"line {number} has more than {_LONGEST >> 20} million characters, "
                        "as no published list has; fetch the file again"
                    )
                    raise BadInputError(message, file=file.name)
                yield line
    except UnicodeDecodeError as error:
        title = _TITLES.get(encoding, encoding)
        message = f"line {_undecodable(file, encoding)} is not {title} text; fetch the file again"
        raise BadInputError(message, file=file.name) from error


def _undecodable(file: InputFile, encoding: str) -> int:
    """The first line that is not in the encoding; text is decoded in larger pieces."""
    with file.open() as stream:
        number = 0
        try:
            while line := stream.readline(_LONGEST):
                number += 1
                line.decode(encoding)
        except UnicodeDecodeError:
            pass
    return number


def input_files(paths: list[Path]) -> Iterator[InputFile]:
    """The input files at the given paths: a zip archive gives one for each member.

    Raises BadInputError for a path that is no readable, non-empty file.
    """
    for path in paths:
        _check(path)
        found = members(path)
        if found is None:
            yield InputFile(path)
        else:
            yield from (InputFile(path, name) for name in found)


def _check(path: Path) -> None:
    """Raise BadInputError for a path that is no file, or an empty one."""
    try:
        told = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        message = "there is no such file; give the path of a downloaded list"
    except (OSError, ValueError) as error:
        message = f"cannot be looked at ({error}); give the path of a downloaded list"
    else:
        if stat.S_ISDIR(told.st_mode):
            message = "is a folder; give the files in it that make the list"
        elif not stat.S_ISREG(told.st_mode):
            message = "is no file; save the list into one and give that"
        elif told.st_size:
            return
        else:
            message = "the file is empty; fetch it again"
    raise BadInputError(message, file=str(path))

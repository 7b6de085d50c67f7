"""Input files as byte streams, also inside .gz, .xz and .zip, recognised by content.

The format of a file is told by its first bytes, never by its name; a name only ever lends
a date to a release whose content carries none.
"""

from __future__ import annotations

import gzip
import hashlib
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import BadInputError
from kg.model import SourceFile
from kg.sidecar import sidecar

_HEAD = 65_536
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
        """Open the decompressed bytes; the caller closes the stream."""
        magic = b""
        if not self.member:
            with self.path.open("rb") as stream:
                magic = stream.read(6)
        if self.member:
            return cast(BinaryIO, zipfile.ZipFile(self.path).open(self.member))
        if magic.startswith(b"\x1f\x8b"):
            return cast(BinaryIO, gzip.open(self.path))
        if magic.startswith(b"\xfd7zXZ\x00"):
            return cast(BinaryIO, lzma.open(self.path))
        return self.path.open("rb")

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB, by which the format is recognised."""
        try:
            with self.open() as stream:
                return stream.read(_HEAD)
        except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile) as error:
            message = f"cannot be read: {error}; fetch the file again"
            raise BadInputError(message, file=self.name) from error

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


def input_files(paths: list[Path]) -> Iterator[InputFile]:
    """The input files at the given paths: a zip archive gives one for each member.

    Raises BadInputError for a path that is no readable, non-empty file.
    """
    for path in paths:
        if not path.is_file():
            message = "there is no such file; give the path of a downloaded list"
            raise BadInputError(message, file=str(path))
        if path.stat().st_size == 0:
            message = "the file is empty; fetch it again"
            raise BadInputError(message, file=str(path))
        if zipfile.is_zipfile(path) and not _is_workbook(path):
            for info in zipfile.ZipFile(path).infolist():
                if not info.is_dir():
                    yield InputFile(path, info.filename)
        else:
            yield InputFile(path)


def _is_workbook(path: Path) -> bool:
    """Whether a zip archive is an Office Open XML workbook, which a reader takes whole."""
    with zipfile.ZipFile(path) as archive:
        return "[Content_Types].xml" in archive.namelist()

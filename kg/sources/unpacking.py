"""The bytes of a file or of a member of an archive, unpacked while they are read.

Whatever stops them short (a cut or damaged archive, a password, a disk that fails) is an
error of the file, and so is a file that unpacks to so much that only an attack would.
"""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.errors import BadInputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER = 1 << 16
_TIMES = 200
"""Lists unpack to ten to thirty times their packed size; a bomb to a thousand."""
_SMALL = 1 << 26
_BROKEN = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What the libraries raise; the last three for packing, a password and names they do not know."""


def opened(path: Path, member: str, name: str) -> BinaryIO:
    """The unpacked bytes of a file, or of that member of a zip archive; seekable.

    Opening and reading raise BadInputError for bytes that cannot be had.
    """
    try:
        stream, packed = _stream(path, member)
    except _BROKEN as error:
        raise _unreadable(name, error) from error
    most = max(_SMALL, _TIMES * packed) if packed else None
    return io.BufferedReader(_Unpacked(stream, name, most), _BUFFER)


def members(path: Path) -> list[str] | None:
    """The files in a zip archive, None when the path is no archive or is a workbook.

    Raises BadInputError for an archive that is damaged or holds no file. The folder that
    macOS puts beside the files it packs is no part of a list.
    """
    try:
        if not zipfile.is_zipfile(path):
            return None
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
    except _BROKEN as error:
        raise _unreadable(path.name, error) from error
    if "[Content_Types].xml" in names:
        return None
    if not all(names):
        message = "is an archive with a file without a name in it; fetch it again"
        raise BadInputError(message, file=path.name)
    found = [name for name in names if not name.startswith("__MACOSX/")]
    if not found:
        message = "is an archive without a file in it; fetch it again"
        raise BadInputError(message, file=path.name)
    return found


def _stream(path: Path, member: str) -> tuple[BinaryIO, int]:
    """The stream, and how many packed bytes it comes from (0 when it is not packed)."""
    if member:
        archive = zipfile.ZipFile(path)
        size = archive.getinfo(member).compress_size
        return cast(BinaryIO, archive.open(member)), max(1, size)
    with path.open("rb") as stream:
        magic = stream.read(6)
    if magic.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.open(path)), path.stat().st_size
    if magic.startswith(b"\xfd7zXZ\x00"):
        return cast(BinaryIO, lzma.open(path)), path.stat().st_size
    return path.open("rb", buffering=0), 0


class _Unpacked(io.RawIOBase):
    """A stream whose errors are errors of the file, and that ends before it is a bomb."""

    def __init__(self, stream: BinaryIO, name: str, most: int | None) -> None:
        self._stream, self._name, self._most = stream, name, most

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        try:
            data = self._stream.read(len(view))
            place = self._stream.tell() if self._most else 0
        except _BROKEN as error:
            raise _unreadable(self._name, error) from error
        if self._most and place > self._most:
            message = (
                f"unpacks to more than {_TIMES} times its size, as no published list does; "
                "fetch it again from its publisher"
            )
            raise BadInputError(message, file=self._name)
        view[: len(data)] = data
        return len(data)

    def seek(self, place: int, whence: int = io.SEEK_SET, /) -> int:
        try:
            return self._stream.seek(place, whence)
        except _BROKEN as error:
            raise _unreadable(self._name, error) from error

    def tell(self) -> int:
        return self._stream.tell()

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


def _unreadable(name: str, error: Exception) -> BadInputError:
    told = (error.strerror if isinstance(error, OSError) else "") or str(error)
    if isinstance(error, PermissionError):
        message = f"cannot be read ({told}); ask for the right to read it"
        return BadInputError(message, file=name)
    return BadInputError(f"cannot be read to its end ({told}); fetch the file again", file=name)

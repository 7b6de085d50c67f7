"""The objects of a JSON file, one at a time: an array of them, one within an object, or lines.

Each object is decoded when it is reached, so a file of any size is read in bounded memory.
Numbers with a fraction come as :class:`decimal.Decimal`, exactly as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import BinaryIO, NoReturn

import msgspec

from kg.errors import BadInputError
from kg.sources.base import Ledger

Json = dict[str, object]

_CHUNK = 1 << 16
_MOST = 1 << 28
_DEEPEST = 64
_BOM = b"\xef\xbb\xbf"
_OUTSIDE = re.compile(rb'["{}\[\]]')
_INSIDE = re.compile(rb'["\\]')
WRAPPERS = ("records", "relations", "exceptions")
"""The names under which files of objects keep their array, where it is not the outermost."""
_WRAPPED = re.compile(rb'\s*\{\s*"(?:%s)"\s*:\s*\[' % b"|".join(map(str.encode, WRAPPERS)))
_ONE_LINE = re.compile(rb"\s*\{[^\n]*\}[ \t\r]*(?:\n|\Z)")
_BETWEEN = re.compile(rb"[\s,]*")


def objects(stream: BinaryIO, ledger: Ledger) -> Iterator[Json]:
    """Yield the objects of a file in order; the stream is at its beginning.

    Raises BadInputError for a file that is cut off, is not JSON, is not UTF-8, or has
    anything but objects where its records stand.
    """
    decoder = msgspec.json.Decoder(float_hook=Decimal)
    for place, text in _texts(stream, ledger):
        yield _decoded(decoder, place, text, ledger)


def _decoded(
    decoder: msgspec.json.Decoder[object], place: str, text: bytes, ledger: Ledger
) -> Json:
    too_deep = f"{place} is nested too deeply, as no published record is; fetch the file again"
    try:
        found = decoder.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, InvalidOperation) as error:
        message = (
            f"{place} is not JSON in UTF-8 ({error}); it is cut off or altered, fetch it again"
        )
        raise BadInputError(message, file=ledger.file) from error
    except RecursionError as error:
        raise BadInputError(too_deep, file=ledger.file) from error
    if _is_too_deep(found):
        raise BadInputError(too_deep, file=ledger.file)
    if not isinstance(found, dict):
        message = f"{place} is no JSON object; fetch the file again"
        raise BadInputError(message, file=ledger.file, value=str(found))
    return found


def _is_too_deep(found: object) -> bool:
    """Whether objects and arrays stand within one another more often than any record's do.

    Who looks into a record goes down step by step, and cannot go down without end.
    """
    level = [found]
    for _ in range(_DEEPEST):
        level = [item for each in level for item in _inside(each)]
        if not level:
            return False
    return True


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _texts(stream: BinaryIO, ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """The text of each object with a word on where it stands."""
    head = stream.read(_CHUNK)
    start = len(_BOM) if head.startswith(_BOM) else 0
    if _is_of_lines(head, start):
        stream.seek(start)
        for number, line in enumerate(_lines(stream, ledger), start=1):
            if line.strip():
                yield f"line {number}", line
        return
    stream.seek(start)
    scanner = _Scanner(stream, ledger)
    for number, text in enumerate(scanner.objects(), start=1):
        yield f"object {number}", text


def _is_of_lines(head: bytes, start: int) -> bool:
    """Whether the first line is one whole object, and not one that wraps all records."""
    match = _ONE_LINE.match(head, start)
    if match is None or _WRAPPED.match(head, start):
        return False
    try:
        msgspec.json.decode(match[0])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _lines(stream: BinaryIO, ledger: Ledger) -> Iterator[bytes]:
    while line := stream.readline(_MOST):
        if len(line) == _MOST:
            raise _too_large(ledger)
        yield line


class _Scanner:
    """The objects that stand in the outermost array, or beside one another."""

    def __init__(self, stream: BinaryIO, ledger: Ledger) -> None:
        self._stream, self._ledger = stream, ledger
        self._buffer, self._is_open = b"", True

    def objects(self) -> Iterator[bytes]:
        """The text of each object; raises BadInputError for what is between or missing."""
        self._fill()
        opening = _WRAPPED.match(self._buffer) or re.match(rb"\s*\[", self._buffer)
        if opening:
            self._buffer = self._buffer[opening.end() :]
        while self._skip_between():
            if self._buffer[:1] == b"]" and opening:
                self._end(is_wrapped=opening[0].lstrip().startswith(b"{"))
                return
            if self._buffer[:1] != b"{":
                self._refuse(f"{self._buffer[:20]!r} stands where an object should")
            end = self._end_of_object()
            yield self._buffer[:end]
            self._buffer = self._buffer[end:]
        if opening:
            self._refuse("ends too early: the array of records is not closed")

    def _skip_between(self) -> bool:
        """Go on to the next thing that is no white space or comma; False at the end."""
        while True:
            gap = _BETWEEN.match(self._buffer)
            self._buffer = self._buffer[gap.end() if gap else 0 :]
            if self._buffer or not self._fill():
                return bool(self._buffer)

    def _end_of_object(self) -> int:
        place, depth, inside = 0, 0, False
        while True:
            found = (_INSIDE if inside else _OUTSIDE).search(self._buffer, place)
            if found is None or (found[0] == b"\\" and found.end() == len(self._buffer)):
                place = found.start() if found else len(self._buffer)
                if not self._fill():
                    self._refuse("ends too early: the last object is not closed")
                continue
            place = found.end()
            if found[0] == b"\\":
                place += 1
            elif found[0] == b'"':
                inside = not inside
            else:
                depth += 1 if found[0] in b"{[" else -1
                if depth == 0:
                    return place

    def _end(self, *, is_wrapped: bool) -> None:
        self._buffer = self._buffer[1:]
        rest = b""
        while self._skip_between():
            rest, self._buffer = rest + self._buffer, b""
        if rest.strip() != (b"}" if is_wrapped else b""):
            self._refuse("something stands behind the array of records")

    def _fill(self) -> bool:
        if len(self._buffer) > _MOST:
            raise _too_large(self._ledger)
        more = self._stream.read(max(_CHUNK, len(self._buffer)))
        self._buffer += more
        return bool(more)

    def _refuse(self, what: str) -> NoReturn:
        message = f"is no array or row of JSON objects ({what}): cut off or altered, fetch it again"
        raise BadInputError(message, file=self._ledger.file)


def _too_large(ledger: Ledger) -> BadInputError:
    message = f"holds a record of more than {_MOST >> 20} MB, as no published file does"
    return BadInputError(message, file=ledger.file)

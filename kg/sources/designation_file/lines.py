"""The line on which each table, field and array element of a TOML file stands.

The TOML decoder of the standard library tells lines only of malformed text. An error in the
content needs the line too, so the text is read once more, and only when there is an error.
"""

from __future__ import annotations

import re
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Where a value stands: names of tables and fields, and positions in arrays from 0."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\[\]{},=\n]"
    r"|[^\s\[\]{},=\#\"']+",
    re.DOTALL,
)


class _Token(NamedTuple):
    text: str
    line: int


class _Scanner:
    """Reads well-formed TOML from front to back; ``found`` fills as it goes."""

    def __init__(self, text: str) -> None:
        self.found: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._tokens = _tokens(text)
        self._at = 0

    def read(self) -> None:
        table: Path = ()
        while self._at < len(self._tokens):
            if self._is("["):
                table = self._header()
            elif self._is("\n"):
                self._at += 1
            else:
                self._pair(table)

    def _is(self, text: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].text == text

    def _take(self) -> _Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _names(self, end: str) -> tuple[str, ...]:
        """The parts of a dotted key up to the token that ends it."""
        names: list[str] = []
        while not self._is(end):
            text = self._take().text
            quoted = text.startswith(('"', "'"))
            names.extend([text[1:-1]] if quoted else filter(None, text.split(".")))
        self._at += 1
        return tuple(names)

    def _header(self) -> Path:
        line = self._take().line
        is_array = self._is("[")
        self._at += is_array
        names = self._names("]")
        self._at += is_array
        path: Path = ()
        for position, name in enumerate(names, 1):
            path = (*path, name)
            if is_array and position == len(names):
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        self.found[path] = line
        return path

    def _pair(self, table: Path) -> None:
        line = self._tokens[self._at].line
        path = (*table, *self._names("="))
        self.found[path] = line
        self._value(path)

    def _value(self, path: Path) -> None:
        token = self._take()
        self.found.setdefault(path, token.line)
        if token.text == "[":
            self._array(path)
        elif token.text == "{":
            self._inline_table(path)
        else:
            while self._at < len(self._tokens) and self._tokens[self._at].text not in "\n,]}":
                self._at += 1

    def _array(self, path: Path) -> None:
        position = 0
        while not self._is("]"):
            if self._is(",") or self._is("\n"):
                position += self._take().text == ","
            else:
                self._value((*path, position))
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        while not self._is("}"):
            if self._is(",") or self._is("\n"):
                self._at += 1
            else:
                self._pair(path)
        self._at += 1


def line_of(text: str, path: Path) -> int | None:
    """The line, from 1, of the value at the path or of the nearest thing around it.

    ``text`` must be well-formed TOML; None when not even the outermost table is found.
    """
    scanner = _Scanner(text)
    try:
        scanner.read()
    except IndexError:
        return None
    for length in range(len(path), 0, -1):
        if path[:length] in scanner.found:
            return scanner.found[path[:length]]
    return None


def _tokens(text: str) -> list[_Token]:
    found, line, position = [], 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        if not match[0].startswith("#"):
            found.append(_Token(match[0], line))
    return found

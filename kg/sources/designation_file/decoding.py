"""The bytes of a designation file to its typed tables, and every failure as one sentence."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args, get_type_hints

import msgspec

from kg.errors import BadInputError
from kg.sources.designation_file.lines import Path, line_of
from kg.sources.designation_file.tables import FORMS, TABLES, DesignationFile

_AT = re.compile(r" - at `\$(?P<path>.*)`$")
_STEP = re.compile(r"\[(\d+)\]|\[\.\.\.\]|\.?([^.\[\]]+)")
_TOML_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_TYPES = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "an array, written in square brackets",
    "object": "a table",
    "date": "a whole day such as 2021-12-10",
    "datetime": "a time of day",
    "time": "a time of day",
    "null": "nothing",
}


@dataclass(frozen=True)
class Document:
    """A designation file: its name, its text, the plain values in it and the typed tables."""

    name: str
    text: str
    plain: Mapping[str, object]
    tables: DesignationFile

    def problem(self, path: Path, message: str) -> BadInputError:
        """An error at a place in the file, with its line and the value that stands there."""
        return _problem(self.name, self.text, self.plain, (path, message))


def decode(name: str, content: bytes) -> Document:
    """Read a designation file; raises BadInputError naming file, line, table, field and value."""
    text, plain = _toml(name, content)
    try:
        tables = msgspec.convert(plain, DesignationFile)
    except msgspec.ValidationError as error:
        raise _problem(name, text, plain, _in_words(str(error))) from error
    return Document(name, text, plain, tables)


def _toml(name: str, content: bytes) -> tuple[str, dict[str, object]]:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text (byte {error.start + 1}); save the file as UTF-8"
        raise BadInputError(message, file=name) from error
    try:
        return text, {key: _plain(value) for key, value in tomllib.loads(text).items()}
    except RecursionError as error:
        message = "arrays or tables are nested too deeply; no designation file needs that"
        raise BadInputError(message, file=name) from error
    except ValueError as error:
        line = _TOML_LINE.search(str(error))
        place = f"{name}:{line[1]}" if line else name
        message = f"not well-formed TOML: {_TOML_LINE.sub('', str(error))}; correct this line"
        raise BadInputError(message, file=place) from error


def _plain(value: object) -> object:
    """The value with days as text, so that a day may be written with or without quotes."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    return value


def _problem(
    name: str, text: str, plain: Mapping[str, object], found: tuple[Path, str]
) -> BadInputError:
    path, message = found
    line = line_of(text, path)
    own = _record(plain, path)
    value = _at(plain, path)
    return BadInputError(
        message,
        file=f"{name}:{line}" if line else name,
        record=_label(plain, path[:own]) or None,
        field=_field(path[own:]) or None,
        value=str(value) if isinstance(value, str | int | float) else None,
    )


def _record(plain: Mapping[str, object], path: Path) -> int:
    """How many steps of the path lead to the record: the outermost table or array element."""
    if len(path) > 1 and isinstance(path[1], int):
        return 2
    return 1 if path and isinstance(_at(plain, path[:1]), dict) else 0


def _label(plain: Mapping[str, object], path: Path) -> str:
    """The record in words: ``party ofac-33951``, or its place when it has no key."""
    if not path:
        return ""
    table = _at(plain, path)
    key = table.get("key") if isinstance(table, dict) else None
    if isinstance(key, str) and len(path) > 1:
        return f"{path[0]} {key}"
    return f"{path[0]} {int(path[1]) + 1}" if len(path) > 1 else str(path[0])


def _field(path: Path) -> str:
    """The field in words, counting from 1: ``names[2].text``."""
    steps = [f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(steps).removeprefix(".")


def _at(plain: object, path: Path) -> object:
    """The value at a path, None when there is none."""
    for step in path:
        if isinstance(step, int):
            fits = isinstance(plain, Sequence) and step < len(plain)
            plain = plain[step] if fits and isinstance(plain, list) else None
        else:
            plain = plain.get(step) if isinstance(plain, Mapping) else None
    return plain


def _in_words(error: str) -> tuple[Path, str]:
    """The place and the sentence for what the typed decoder says."""
    match = _AT.search(error)
    path = _path(match["path"] if match else "")
    said = _AT.sub("", error)
    if match := re.fullmatch(r"Object missing required field `(.+)`", said):
        return path, f"the field {match[1]!r} is missing; this table needs it"
    if match := re.fullmatch(r"Object contains unknown field `(.+)`", said, re.DOTALL):
        return (*path, match[1]), _unknown(path, match[1])
    if said.startswith("Invalid enum value"):
        return path, f"must be one of {', '.join(_words(path))}"
    return path, _mismatch(said)


def _mismatch(said: str) -> str:
    if match := re.search(r"matching regex '(.*)'$", said, re.DOTALL):
        return f"must be {FORMS.get(match[1].replace(chr(92) * 2, chr(92)), 'of another form')}"
    if match := re.search(r"of length (>=|<=) (\d+)$", said):
        return f"must have at {'least' if match[1] == '>=' else 'most'} {match[2]} of them"
    if match := re.search(r"` (>=|<=) ([\d.e+]+)$", said):
        return f"must be at {'least' if match[1] == '>=' else 'most'} {float(match[2]):g}"
    if match := re.fullmatch(r"Expected `(.+)`, got `(.+)`", said):
        expected = match[1].removesuffix(" | null")
        return f"must be {_TYPES.get(expected, expected)}, not {_TYPES.get(match[2], match[2])}"
    if "date" in said:
        return f"must be {_TYPES['date']}; leave it out where the source gives no whole day"
    return f"cannot be read ({said})"


def _path(text: str) -> Path:
    return tuple(
        int(match[1]) if match[1] else match[2] for match in _STEP.finditer(text) if match.lastindex
    )


def _table(path: Path) -> str:
    return ".".join(step for step in path if isinstance(step, str))


def _unknown(path: Path, name: str) -> str:
    table = TABLES.get(_table(path), DesignationFile)
    known = [item.encode_name for item in msgspec.structs.fields(table)]
    close = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean {close[0]!r}?" if close else f"it has: {', '.join(known)}"
    return f"the table has no such field; {hint}"


def _words(path: Path) -> tuple[str, ...]:
    """The words that a field of fixed words takes."""
    hints = get_type_hints(TABLES[_table(path[:-1])])
    return tuple(word for word in _literals(hints[str(path[-1])]) if isinstance(word, str))


def _literals(hint: object) -> list[object]:
    """All fixed words in a type, through its unions."""
    found: list[object] = []
    for part in get_args(hint):
        found.extend(_literals(part) if get_args(part) else [part])
    return found

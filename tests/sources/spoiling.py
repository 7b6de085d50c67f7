"""Ways to spoil a file that keep it well-formed: elements, cells and values moved and altered.

Bytes changed at random seldom get past a parser; these changes do, and reach the readers.
Every change is drawn from the random numbers given, so that a seed repeats it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from lxml import etree

_UNSPOILABLE = (
    ValueError,
    LookupError,
    RuntimeError,
    etree.LxmlError,
    csv.Error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the parsers of a file raise that is already too broken for them."""
_QUOTED = re.compile(r'"[^"\n]*"')
TEXTS = (
    "",
    " ",
    "-",
    "-0- ",
    "0",
    "-1",
    "1e999",
    "NaN",
    "٣",
    "9" * 30,
    "true",
    "00/00/1980",
    "31/02/2001",
    "2021-13-45",
    "0000-00-00",
    "9999-12-31T25:61:61Z",
    "circa 19",
    "(a) (b) (c)",
    "1) 2) a) ;; ,, ||",
    "http://[",
    "\u202e",
    "\ufffe",
    "é" * 300,
    "XX",
    "] [",
    "Linked To: ; DOB ; a.k.a. '';",
    "%s {0} \\ \" ' < & >",
    "#fragment ?query",
)


def spoiled(data: bytes, chance: Random, *, changes: int = 3) -> bytes:
    """The file with up to so many changes, made in its own format when it can be parsed."""
    for spoil in (_spoiled_workbook, _spoiled_xml, _spoiled_json, _spoiled_toml, _spoiled_table):
        try:
            found = spoil(data, chance, chance.randint(1, changes))
        except _UNSPOILABLE:
            continue
        if found:
            return found
    return spoiled_bytes(data, chance)


def spoiled_bytes(data: bytes, chance: Random) -> bytes:
    """The file with a piece flipped, cut out, doubled or moved."""
    place = chance.randrange(len(data) + 1)
    end = min(len(data), place + chance.choice((1, 1, 4, 40, 400)))
    match chance.randrange(5):
        case 0:
            return data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
        case 1:
            return data[:place] + data[end:]
        case 2:
            return data[:end] + data[place:]
        case 3:
            return data[:place]
        case _:
            other = chance.randrange(len(data) + 1)
            return data[:other] + data[place:end] + data[other:]


def _spoiled_xml(data: bytes, chance: Random, changes: int) -> bytes:
    if data.lstrip()[:1] != b"<":
        return b""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for _ in range(changes):
        elements = list(root.iter(etree.Element))
        _spoil_element(chance.choice(elements), chance, elements)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _spoil_element(element: etree._Element, chance: Random, elements: list[etree._Element]) -> None:
    parent = element.getparent()
    match chance.randrange(9):
        case 0 if parent is not None:
            parent.remove(element)
        case 1 if parent is not None:
            parent.insert(parent.index(element), deepcopy(element))
        case 2:
            chance.choice(elements).append(deepcopy(element))
        case 3:
            children = list(element)
            chance.shuffle(children)
            element[:] = children
        case 4 if element.attrib:
            element.set(chance.choice(list(element.attrib)), _text(chance))
        case 5 if element.attrib:
            del element.attrib[chance.choice(list(element.attrib))]
        case 6:
            element.set("unheardOf", _text(chance))
        case 7:
            element.text = chance.choice(elements).text
        case _:
            element.text = _text(chance)


def _spoiled_json(data: bytes, chance: Random, changes: int) -> bytes:
    if data.lstrip()[:1] not in {b"{", b"["}:
        return b""
    try:
        found, is_of_lines = json.loads(data), False
    except ValueError:
        found, is_of_lines = [json.loads(line) for line in data.splitlines() if line], True
    for _ in range(changes):
        _spoil_value(found, chance)
    told = "\n".join(map(json.dumps, found)) + "\n" if is_of_lines else json.dumps(found)
    return told.encode("utf-8")


def _spoil_value(root: Any, chance: Random) -> None:
    """Alter one member of one array or object, anywhere below the root."""
    holders = [held for held in _holders(root) if held]
    if not holders:
        return
    holder, other = chance.choice(holders), chance.choice(holders)
    keys = list(range(len(holder))) if isinstance(holder, list) else list(holder)
    key = chance.choice(keys)
    values: tuple[Callable[[], Any], ...] = (
        lambda: _text(chance),
        lambda: chance.choice((None, True, -1, 0, 1.5, 10**30, [], {}, [[]], {"a": {"b": []}})),
        lambda: deepcopy(other),
        lambda: [deepcopy(holder[key])] * 2,
        lambda: chance.choice([value for held in holders for value in _members(held)]),
    )
    match chance.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.append(deepcopy(holder[key]))
        case 1:
            holder["unheardOf"] = deepcopy(holder[key])
        case _:
            holder[key] = deepcopy(chance.choice(values)())


def _holders(value: Any) -> list[Any]:
    if not isinstance(value, (list, dict)):
        return []
    return [value, *(held for member in _members(value) for held in _holders(member))]


def _members(holder: Any) -> list[Any]:
    return list(holder) if isinstance(holder, list) else list(holder.values())


def _spoiled_toml(data: bytes, chance: Random, changes: int) -> bytes:
    if not data.startswith(b"[release]"):
        return b""
    lines = data.decode("utf-8").splitlines(keepends=True)
    for _ in range(changes):
        place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[place]
            case 1:
                lines.insert(other, lines[place])
            case 2:
                _quote(lines, place, chance.choice(_QUOTED.findall(lines[other]) or ['""']))
            case _:
                _quote(lines, place, json.dumps(_text(chance)))
    return "".join(lines).encode("utf-8", "replace")


def _quote(lines: list[str], place: int, told: str) -> None:
    lines[place] = _QUOTED.sub(lambda _: told, lines[place], count=1)


def _spoiled_workbook(data: bytes, chance: Random, changes: int) -> bytes:
    if not data.startswith(b"PK"):
        return b""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(changes):
        name = chance.choice(list(parts))
        if chance.randrange(20):
            parts[name] = spoiled(parts[name], chance)
        else:
            del parts[name]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _spoiled_table(data: bytes, chance: Random, changes: int) -> bytes:
    text = data.decode("utf-8")
    delimiter = ";" if text.count(";") > text.count(",") else ","
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    if not any(len(row) > 1 for row in rows):
        return b""
    for _ in range(changes):
        filled = [row for row in rows if row]
        row, other = chance.choice(filled), chance.choice(filled)
        place = chance.randrange(len(row))
        match chance.randrange(7):
            case 0 if len(row) > 1:
                del row[place]
            case 1:
                rows.insert(chance.randrange(len(rows)), list(row))
            case 2 if len(filled) > 1:
                rows.remove(row)
            case 3:
                chance.shuffle(row)
            case 4:
                row[place] = chance.choice(other)
            case _:
                row[place] = _text(chance)
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def _text(chance: Random) -> str:
    return chance.choice(TEXTS)

"""What is generated from the structs of the designation file: JSON Schema and field reference.

``python -m tests.sources.designation_file.documented_format`` writes both anew after a change of
the structs; the tests hold the committed ones equal to what this module makes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

from kg.resources import folder
from kg.sources.designation_file.tables import TABLES, DesignationFile, Table

FOLDER = folder("designations")
SCHEMA = FOLDER / "designations.schema.json"
README = FOLDER / "README.md"
REFERENCE = "## Every table and field\n"

_INTRODUCTION = (
    "A field in bold is required. Dates of whole days may stand with or without quotes; other\n"
    "dates stand in quotes. Wherever a claim can be made, `sources`, `number`, `qualifiers` and\n"
    "`note` can be given too.\n"
)
_CLAIM = ("sources", "number", "qualifiers", "note")
_INLINE = {"release": "[release]"}


def schema() -> str:
    """The JSON Schema of a designation file, as an editor for TOML reads it."""
    made = msgspec.json.schema(DesignationFile)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/sanctions-kg/designations.schema.json",
        "title": "Designation file",
    }
    return json.dumps({**head, **made}, indent=2, ensure_ascii=False) + "\n"


def reference() -> str:
    """The tables and fields of the format, as the last section of the README."""
    return "\n".join([REFERENCE, _INTRODUCTION, *_sections()])


def _sections() -> Iterator[str]:
    for path, table in TABLES.items():
        yield f"### `{_heading(path)}`\n"
        yield f"{(table.__doc__ or '').strip()}\n"
        yield "| field | what it holds |\n|---|---|"
        for name, text in _fields(table):
            yield f"| {name} | {text} |"
        yield ""


def _heading(path: str) -> str:
    last = path.rsplit(".", 1)[-1]
    if last in {"designation", "statement", "source", "party", "relation", "program"}:
        return f"[[{path}]]"
    return _INLINE.get(path, f"{path.rsplit('.', 1)[0]}: {last} = [{{ … }}]")


def _fields(table: type[Table]) -> Iterator[tuple[str, str]]:
    hints = get_type_hints(table, include_extras=True)
    for field in msgspec.structs.fields(table):
        if field.name in _CLAIM and not field.required and table is not TABLES["program"]:
            continue
        name = f"`{field.encode_name}`"
        yield f"**{name}**" if field.required else name, _description(hints[field.name])


def _description(hint: Any) -> str:
    metas = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return " ".join(meta.description for meta in metas if meta.description)


def main() -> None:
    """Write both files."""
    SCHEMA.write_text(schema(), encoding="utf-8")
    kept = README.read_text(encoding="utf-8").partition(REFERENCE)[0]
    Path(README).write_text(kept + reference(), encoding="utf-8")


if __name__ == "__main__":
    main()

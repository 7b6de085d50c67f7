"""The JSON Schema and the README of designation files are those of the structs."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import jsonschema

from kg.sources.base import Ledger
from kg.sources.designation_file.reader import SOURCE
from kg.sources.files import InputFile
from tests.sources.designation_file import documented_format as designation_format
from tests.sources.designation_file.example import GOOD, WRONG


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _errors(text: str) -> Iterator[object]:
    schema = json.loads(designation_format.SCHEMA.read_text(encoding="utf-8"))
    yield from jsonschema.Draft202012Validator(schema).iter_errors(_plain(tomllib.loads(text)))


def test_the_committed_schema_is_that_of_the_structs() -> None:
    committed = designation_format.SCHEMA.read_text(encoding="utf-8")
    assert committed == designation_format.schema(), (
        "the structs changed: run python -m tests.sources.designation_file.documented_format"
    )


def test_the_schema_accepts_what_the_reader_accepts() -> None:
    assert not list(_errors(GOOD))
    for case in ("an unknown field", "a missing field", "a share above the whole", "a blank text"):
        old, new, _ = WRONG[case]
        assert list(_errors(GOOD.replace(old, new, 1))), case


def test_the_readme_names_every_table_and_field() -> None:
    text = designation_format.README.read_text(encoding="utf-8")
    assert text.endswith(designation_format.reference()), (
        "the structs changed: run python -m tests.sources.designation_file.documented_format"
    )


def test_the_example_of_the_readme_is_read(tmp_path: Path) -> None:
    text = designation_format.README.read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    path = tmp_path / "example.toml"
    path.write_text(example, encoding="utf-8")
    records = SOURCE.read([InputFile(path)], Ledger()).records
    assert [type(record).__name__ for record in records] == ["Party", "Party", "Relation"]
    assert not list(_errors(example))

"""Beneficial ownership statements: what cannot be read is refused, and never just passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import BadInputError
from kg.sources.bods import reader as bods
from kg.sources.bods.reader import SOURCE
from tests.sources.ownership_statements import ENTITY, PERSON, Statement, statement
from tests.sources.reading import Read, read_text

STATE: Statement = {"entityType": {"type": "state"}, "name": "Ruritania"}
OF_SOMEBODY = statement("person", "P9", {"personType": "alien", "names": [{"fullName": "Zed"}]})
OF_SOMETHING = statement("entity", "E9", {**STATE, "entityType": {"type": "blob"}})
WITHOUT_TYPE = statement("entity", "E9", {"name": "Ruritania"})
OF_A_LIST = {**statement("person", "P9", {}), "recordDetails": ["x"]}
DATED = statement(
    "entity", "E9", STATE, publicationDetails={"publicationDate": "June", "bodsVersion": "0.4"}
)
OLD = statement(
    "entity",
    "E9",
    STATE,
    publicationDetails={"publicationDate": "2020-03-05", "bodsVersion": "0.3"},
)


def _read(folder: Path, *statements: Statement, quarantine: bool = False) -> Read:
    text = json.dumps([PERSON, ENTITY, *statements])
    return read_text(SOURCE, folder, text, quarantine=quarantine)


@pytest.mark.parametrize(
    ("wrong", "record", "field", "message"),
    [
        (OF_SOMEBODY, "P9", "recordDetails/personType", "not a type of the standard"),
        (OF_SOMETHING, "E9", "recordDetails/entityType/type", "not a type of the standard"),
        (WITHOUT_TYPE, "E9", "recordDetails/type", "not a type of the standard"),
        (OF_A_LIST, "P9", "recordDetails", "is no object"),
        (DATED, "E9", "publicationDetails/publicationDate", "not a date written as"),
        (OLD, "E9", "publicationDetails/bodsVersion", "convert it first"),
    ],
)
def test_a_statement_that_cannot_be_read_is_refused_or_set_aside(
    tmp_path: Path, wrong: Statement, record: str, field: str, message: str
) -> None:
    with pytest.raises(BadInputError, match=message) as refused:
        _read(tmp_path, wrong)
    assert (refused.value.record, refused.value.field) == (record, f"statement/{field}")
    read = _read(tmp_path, wrong, quarantine=True)
    assert [error.record for error in read.ledger.set_aside] == [record]
    assert list(read.parties) == ["P1", "E1"]
    assert not read.ledger.warnings[bods.SUPERSEDED]


def test_of_a_record_whose_last_statement_is_broken_the_one_before_counts(tmp_path: Path) -> None:
    broken = {**statement("person", "P1", {}, statementDate="2022-01-01"), "recordDetails": ["x"]}
    read = _read(tmp_path, broken, quarantine=True)
    assert [error.record for error in read.ledger.set_aside] == ["P1"]
    assert read.parties["P1"].names[0].text == "Jennifer Smith"


def test_statements_without_a_number_are_not_the_same_twice(tmp_path: Path) -> None:
    numberless = [statement("entity", number, STATE, statementId="") for number in ("E8", "E9")]
    assert {"E8", "E9"} <= set(_read(tmp_path, *numberless).parties)


def test_a_code_of_a_register_is_no_kind_of_number(tmp_path: Path) -> None:
    numbers = [{"id": "36234176", "schemeName": "RA000526"}]
    company = statement("entity", "E9", {**STATE, "identifiers": numbers})
    identifier = _read(tmp_path, company).parties["E9"].identifiers[1]
    assert (identifier.scheme, identifier.issuer) == ("registration-number", "RA000526")

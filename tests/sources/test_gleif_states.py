"""The Global LEI Index: what is void, deleted or unknown in it, and its JSON files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.coverage import coverage
from kg.errors import BadInputError
from kg.model import Relation
from kg.sources.files import InputFile
from kg.sources.gleif import reader as gleif
from kg.sources.gleif.reader import SOURCE
from tests.sources.reading import Read, read_files
from tests.sources.test_gleif import (
    CHILD,
    ENTITY,
    HEAD_OFFICE,
    NOBODY,
    PARENT,
    exceptions,
    level_one,
    level_two,
    read_set,
    relationship,
)

BRANCH = relationship(CHILD, PARENT, "IS_INTERNATIONAL_BRANCH_OF")
DELETION = "<rr:Extension><g:Deletion xmlns:g='x'>{}</g:Deletion></rr:Extension>"
ENDING = "</rr:RelationshipRecord>"


def _reported(read: Read) -> bool:
    return any(predicate.endswith("#reportedControls>") for _, predicate, _ in read.statements())


def test_a_relationship_in_words_is_found_again(tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_text(level_one(ENTITY), encoding="utf-8")
    two = level_two(relationship(CHILD, NOBODY, "IS_FUND-MANAGED_BY"))
    (tmp_path / "2.xml").write_text(two, encoding="utf-8")
    (found,) = coverage(sorted(tmp_path.iterdir()))
    assert (found.total("missing"), found.total("unnamed")) == (0, 0)


def _read(folder: Path, record: str) -> Read:
    return read_set(folder, level_one(ENTITY, HEAD_OFFICE), level_two(record))


def _relation(read: Read) -> Relation:
    (relation,) = read.relations
    return relation


def test_a_branch_is_controlled_as_long_as_nothing_speaks_against_it(tmp_path: Path) -> None:
    read = _read(tmp_path, BRANCH)
    assert (_relation(read).former, _relation(read).qualifiers) == (None, ())
    assert _reported(read)


@pytest.mark.parametrize("state", ["ANNULLED", "DUPLICATE"])
def test_a_void_registration_of_a_relationship_founds_no_control(
    tmp_path: Path, state: str
) -> None:
    read = _read(tmp_path, BRANCH.replace("PUBLISHED", state))
    assert (_relation(read).former, _relation(read).qualifiers) == (None, ("revoked",))
    assert not _reported(read)


@pytest.mark.parametrize(
    ("status", "former", "qualifiers"), [("INACTIVE", True, ()), ("NULL", None, ("undetermined",))]
)
def test_a_status_that_is_not_stated_does_not_end_a_relationship(
    tmp_path: Path, status: str, *, former: bool | None, qualifiers: tuple[str, ...]
) -> None:
    read = _read(tmp_path, BRANCH.replace(">ACTIVE<", f">{status}<"))
    assert (_relation(read).former, _relation(read).qualifiers) == (former, qualifiers)
    assert not _reported(read)


def test_a_consolidated_part_of_the_accounts_is_no_share(tmp_path: Path) -> None:
    read = _read(tmp_path, relationship(CHILD, PARENT))
    said = {predicate.rpartition("#")[2] for _, predicate, _ in read.statements()}
    assert "shareText>" in said
    assert "sharePercent>" not in said


def test_a_record_that_a_delta_file_deletes_says_nothing(tmp_path: Path) -> None:
    deleted = "<g:DeletedAt>2024-06-24T18:20:28Z</g:DeletedAt>"
    read = _read(tmp_path, BRANCH.replace(ENDING, DELETION.format(deleted) + ENDING))
    assert not read.relations
    assert read.ledger.warnings[gleif.DELETED] == 1


def test_an_empty_mark_of_deletion_deletes_nothing(tmp_path: Path) -> None:
    read = _read(tmp_path, BRANCH.replace(ENDING, DELETION.format("") + ENDING))
    assert len(read.relations) == 1
    assert not read.ledger.warnings[gleif.DELETED]


@pytest.mark.parametrize(("content", "is_whole"), [("FULL", True), ("DELTA", False)])
def test_a_delta_file_is_no_whole_release(tmp_path: Path, content: str, *, is_whole: bool) -> None:
    text = level_one(HEAD_OFFICE).replace("GLEIF_FULL_", f"GLEIF_{content}_")
    assert read_set(tmp_path, text).reading.release.is_whole is is_whole


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("IS_FUND-MANAGED_BY", f"start: {CHILD}; IS_FUND-MANAGED_BY; end: {NOBODY}"),
        ("IS_FEEDER_TO", f"start: {CHILD}; IS_FEEDER_TO; end: {NOBODY}"),
    ],
)
def test_a_relationship_in_words_keeps_the_direction_it_is_published_in(
    tmp_path: Path, kind: str, words: str
) -> None:
    read = _read(tmp_path, relationship(CHILD, NOBODY, kind))
    (said,) = [item.value for item in read.parties[CHILD].features if "words" in item.type]
    assert said.startswith(f"{words}; ")


def test_a_status_null_is_no_status_of_an_entity(tmp_path: Path) -> None:
    read = read_set(tmp_path, level_one(ENTITY.replace(">INACTIVE<", ">NULL<")))
    assert "entity status" not in {item.type for item in read.parties[CHILD].features}


def test_a_code_is_the_country_it_stands_for(tmp_path: Path) -> None:
    party = read_set(tmp_path, level_one(ENTITY)).parties[CHILD]
    names = {place.country.name for place in party.addresses if place.country}
    (jurisdiction,) = [item for item in party.features if item.type == "registration-country"]
    assert names == {"Sweden"}
    assert jurisdiction.value == "Sweden (SE-O)"
    assert jurisdiction.country is not None
    assert jurisdiction.country.alpha3 == "SWE"


def _node(number: str) -> dict[str, object]:
    return {"NodeID": {"$": number}, "NodeIDType": {"$": "LEI"}}


def _entity(number: str) -> dict[str, object]:
    return {
        "LEI": {"$": number},
        "Entity": {"LegalName": {"@xml:lang": "en", "$": f"Company {number[0]}"}},
        "Extension": {"gleif:Geocoding": {"gleif:relevance": {"$": "0.9"}}},
    }


def test_the_three_files_of_a_golden_copy_in_json_make_one_release(tmp_path: Path) -> None:
    relation = {
        "Relationship": {
            "StartNode": _node(CHILD),
            "EndNode": _node(PARENT),
            "RelationshipType": {"$": "IS_DIRECTLY_CONSOLIDATED_BY"},
            "RelationshipPeriods": {
                "RelationshipPeriod": {
                    "StartDate": {"$": "2012-11-29T00:00:00.000Z"},
                    "PeriodType": {"$": "RELATIONSHIP_PERIOD"},
                }
            },
        },
    }
    exception = {
        "LEI": {"$": PARENT},
        "ExceptionCategory": {"$": "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT"},
        "ExceptionReason": [{"$": "NO_LEI"}, {"$": "NON_PUBLIC"}],
        "Extension": {"gleif:Deletion": None},
    }
    told = {
        "records": [_entity(CHILD), _entity(PARENT)],
        "relations": [relation, {**relation, "Extension": {"gleif:Deletion": {"$": "now"}}}],
        "exceptions": [exception],
    }
    files = []
    for name, items in told.items():
        path = tmp_path / f"20260911-1600-{name}.json"
        path.write_text(json.dumps({name: items}), encoding="utf-8")
        files.append(InputFile(path))
    assert all(SOURCE.recognise(file) for file in files)
    assert len({SOURCE.group(file) for file in files}) == 1
    read = read_files(SOURCE, files)
    assert read.reading.release.version == "2026-09-11"
    assert (_relation(read).origin.number, _relation(read).target.number) == (PARENT, CHILD)
    (said,) = [i.value for i in read.parties[PARENT].features if i.type == "reporting exception"]
    assert said == "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT: NO_LEI, NON_PUBLIC"
    assert read.ledger.warnings[gleif.DELETED] == 1


def test_exceptions_alone_ask_for_level_one(tmp_path: Path) -> None:
    path = tmp_path / "exceptions.xml"
    path.write_text(exceptions(CHILD), encoding="utf-8")
    with pytest.raises(BadInputError, match="level 1"):
        read_files(SOURCE, [InputFile(path)])


@pytest.mark.parametrize("is_wrapped", [True, False])
def test_every_value_of_the_json_files_is_represented_or_left(
    tmp_path: Path, *, is_wrapped: bool
) -> None:
    period = {"RelationshipPeriod": {"StartDate": {"$": "2012-11-29T00:00:00Z"}}}
    relation = {
        "Relationship": {
            "StartNode": _node(CHILD),
            "EndNode": _node(PARENT),
            "RelationshipType": {"$": "IS_DIRECTLY_CONSOLIDATED_BY"},
            "RelationshipPeriods": period if is_wrapped else [period["RelationshipPeriod"]],
        }
    }
    exception = {
        "LEI": {"$": PARENT},
        "ExceptionCategory": {"$": "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT"},
        "ExceptionReason": [{"$": "NO_LEI"}],
    }
    deletion = {"Extension": {"gleif:Deletion": {"gleif:DeletedAt": {"$": "2026-09-01"}}}}
    told = {
        "records": [_entity(CHILD), _entity(PARENT)],
        "relations": [relation, {**relation, **deletion}],
        "exceptions": [exception, {**exception, **deletion}],
    }
    paths = []
    for name, items in told.items():
        paths.append(tmp_path / f"20260911-{name}.json")
        text = json.dumps({name: items} if is_wrapped else items)
        paths[-1].write_text(text, encoding="utf-8")
    (found,) = coverage(paths)
    assert (found.total("missing"), found.total("unnamed")) == (0, 0)
    assert found.total("left") == 2 + 7 + 4


@pytest.mark.parametrize(
    ("known", "unknown", "field"),
    [
        (">GENERAL<", ">SPACESHIP<", "LEIRecord/Entity/EntityCategory"),
        (">ANNULLED<", ">ASLEEP<", "LEIRecord/Registration/RegistrationStatus"),
        (">INACTIVE<", ">ASLEEP<", "LEIRecord/Entity/EntityStatus"),
        ("IS_INTERNATIONAL_BRANCH_OF", "IS_FRIEND_OF", "Relationship/RelationshipType"),
        (">ACTIVE<", ">ASLEEP<", "Relationship/RelationshipStatus"),
        ("RELATIONSHIP_PERIOD", "LUNAR_PERIOD", "RelationshipPeriod/PeriodType"),
        ("NON_PUBLIC", "SHY", "Exception/ExceptionReason"),
    ],
)
def test_a_code_that_the_format_does_not_have_is_refused_or_set_aside(
    tmp_path: Path, known: str, unknown: str, field: str
) -> None:
    texts = (level_one(ENTITY, HEAD_OFFICE), level_two(BRANCH), exceptions(CHILD))
    changed = [text.replace(known, unknown) for text in texts]
    with pytest.raises(BadInputError, match="not one of ") as refused:
        read_set(tmp_path, *changed)
    assert (refused.value.field or "").endswith(field)
    assert CHILD in (refused.value.record or "")
    read = read_set(tmp_path, *changed, quarantine=True)
    assert len(read.ledger.set_aside) == 1


def test_a_record_that_holds_what_no_xml_can_is_named_by_its_number(tmp_path: Path) -> None:
    wrong = {**_entity(CHILD), "Entity": {"LegalName": {"$": "a\u0001"}}}
    path = tmp_path / "list.json"
    path.write_text(json.dumps({"records": [wrong, _entity(PARENT)]}), encoding="utf-8")
    with pytest.raises(BadInputError, match="no XML element can hold") as refused:
        read_files(SOURCE, [InputFile(path)])
    assert refused.value.record == CHILD


def test_the_same_relationship_twice_is_refused_or_set_aside(tmp_path: Path) -> None:
    texts = (level_one(ENTITY, HEAD_OFFICE), level_two(BRANCH, BRANCH.replace("ACTIVE", "NULL")))
    with pytest.raises(BadInputError, match="the same relationship twice") as refused:
        read_set(tmp_path, *texts)
    assert CHILD in (refused.value.record or "")
    read = read_set(tmp_path, *texts, quarantine=True)
    assert (len(read.relations), len(read.ledger.set_aside)) == (1, 1)


def test_a_relationship_that_cannot_be_read_is_named_by_its_ends(tmp_path: Path) -> None:
    wrong = BRANCH.replace("2012-11-29T00:00:00.000Z", "29/11/2012")
    with pytest.raises(BadInputError, match="not a day written as") as refused:
        _read(tmp_path, wrong)
    assert refused.value.record == f"{CHILD} → {PARENT}"

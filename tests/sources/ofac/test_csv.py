"""OFAC's SDN list as CSV: the files of one release, their quirks, and what goes wrong."""

from __future__ import annotations

import datetime as dt
import gzip
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from kg.graph.schemes import shipped_schemes
from kg.model import Country, Kind, Party, PartyRef, Record, Relation
from kg.sources.base import Reading
from kg.sources.files import InputFile, input_files
from kg.sources.ofac.database import FEATURE_TYPES, ID_SCHEMES
from kg.sources.ofac.flat import reader as ofac_csv
from tests.sources.ofac.flat_files import (
    ADD,
    FILES,
    NULLS,
    SDN,
    SPILLING,
    party,
    read,
    write,
)


@pytest.fixture
def release(tmp_path: Path) -> tuple[Reading, list[Record]]:
    """The small release, read."""
    return read(write(tmp_path, dict(FILES)))


def test_the_release_is_named_by_the_date_of_its_files(
    release: tuple[Reading, list[Record]],
) -> None:
    found = release[0].release
    assert (found.source, found.version, found.issued) == (
        "ofac-sdn",
        "2021-07-07",
        dt.date(2021, 7, 7),
    )
    assert [file.name.removeprefix("2021-07-07-") for file in found.files] == [
        "sdn.csv",
        "alt.csv",
        "add.csv",
        "sdn_comments.csv",
    ]
    assert found.declared_records is None


def test_without_a_date_the_release_is_named_by_its_content(tmp_path: Path) -> None:
    files = write(tmp_path, dict(FILES), day="")
    found = read(files)[0].release
    assert found.version == f"sha256-{files[0].provenance().sha256[:12]}"
    assert found.issued is None


def test_records_come_in_the_order_of_the_file_with_their_relations(
    release: tuple[Reading, list[Record]],
) -> None:
    order = [
        item.ref.number if isinstance(item, Party) else f"{item.origin.number}>{item.target.number}"
        for item in release[1]
        if isinstance(item, Party | Relation)
    ]
    assert order == [
        "36", "306", "306>36", "424", "424>36", "425",
        "28263", "28263>36", "28264", "28264>28265", "28265",
    ]  # fmt: skip


def test_kinds_names_and_their_parts(release: tuple[Reading, list[Record]]) -> None:
    records = release[1]
    kinds = [item.kind for item in records if isinstance(item, Party)]
    assert kinds == [
        Kind.ENTITY, Kind.PERSON, Kind.VESSEL, Kind.AIRCRAFT,
        Kind.PERSON, Kind.ENTITY, Kind.ENTITY,
    ]  # fmt: skip
    person, entity = party(records, "306"), party(records, "36")
    assert person.names[0].parts == (("family", "MARLIN"), ("given", "Ana Lucia"))
    assert [(name.text, name.type, name.strength, name.number) for name in entity.names] == [
        ("AEROLINEAS DEL SUR", "primary", "strong", ""),
        ("ADS GROUP", "aka", "strong", "12"),
        ("ADS", "aka", "weak", ""),
    ]
    assert (person.names[1].type, person.names[1].note) == ("fka", "since 2001")
    assert [(item.scheme, item.value) for item in entity.identifiers] == [("ofac-uid", "36")]


def test_each_program_tag_is_a_designation_of_its_own(
    release: tuple[Reading, list[Record]],
) -> None:
    listed = party(release[1], "306").designations
    assert [item.program for item in listed] == ["IRAN", "SDGT", "IRGC"]
    assert {(item.authority, item.listing, item.non_sdn) for item in listed} == {
        ("us-ofac", "ofac-sdn", False)
    }
    assert all(item.listed_on is None and not item.grounds for item in listed)


def test_a_tag_among_the_features_is_a_designation_too(tmp_path: Path) -> None:
    remarks = "Additional Program Tags - [IRGC] [SDGT]; Gender Male."
    row = f'1,"ALPHA, A","individual","SDGT] [IFSR",{NULLS}"{remarks}"\n'
    found = party(read(write(tmp_path, {"sdn": row}))[1], "1")
    assert [(item.program, item.note) for item in found.designations] == [
        ("SDGT", ""),
        ("IFSR", ""),
        ("IRGC", "an additional program tag"),
    ]
    assert ("additional-program-tags", "[IRGC] [SDGT]") in {
        (item.type, item.value) for item in found.features
    }


def test_a_secondary_sanctions_risk_is_a_measure_beside_those_of_the_list(
    release: tuple[Reading, list[Record]],
) -> None:
    listed = party(release[1], "306").designations
    assert {item.extra_measures for item in listed} == {("secondary-risk",)}
    assert {item.measures for item in listed} == {()}
    assert party(release[1], "36").designations[0].extra_measures == ()


def test_a_link_stands_on_the_designation_only_where_there_is_one(
    release: tuple[Reading, list[Record]],
) -> None:
    records = release[1]
    assert all(item.linked_to == () for item in party(records, "306").designations)
    assert party(records, "424").designations[0].linked_to == (PartyRef("ofac", "36"),)


def test_a_link_means_the_primary_name_before_an_alias_and_never_the_party_itself(
    release: tuple[Reading, list[Record]],
) -> None:
    reading, records = release
    twin = party(records, "28264").designations[0]
    assert twin.linked_to == (PartyRef("ofac", "28265"),)
    assert twin.linked_to_names == ("TWIN CO",)
    (warned,) = reading.ledger.examples["a link names no party of the list and is kept as words"]
    assert (warned.record, warned.value) == ("28264", "TWIN CO")


def test_a_link_to_a_name_of_two_parties_stays_words(tmp_path: Path) -> None:
    text = "".join(f'{number},"ALPHA",-0- ,"CUBA",{NULLS}-0- \n' for number in (1, 2))
    text += f'3,"BETA",-0- ,"CUBA] [SDGT",{NULLS}"Linked To: ALPHA."\n'
    reading, records = read(write(tmp_path, {"sdn": text}))
    assert not any(isinstance(item, Relation) for item in records)
    assert [item.linked_to_names for item in party(records, "3").designations] == [("ALPHA",)] * 2
    assert (
        "a link names more than one party of the list and is kept as words"
        in reading.ledger.warnings
    )


def test_the_columns_of_vessels_and_titles_are_claims(
    release: tuple[Reading, list[Record]],
) -> None:
    vessel = party(release[1], "424")
    assert {item.scheme: item.value for item in vessel.identifiers} == {
        "ofac-uid": "424",
        "vessel-call-sign": "9HDQ9",
        "imo": "9187655",
    }
    assert {item.type: item.value for item in vessel.features} == {
        "vessel-type": "Tug",
        "tonnage": "99,030",
        "gross-registered-tonnage": "56,068",
        "vessel-flag": "Malta",
        "vessel-owner": "Rose Ltd.",
    }
    titles = [item.value for item in party(release[1], "306").features if item.type == "title"]
    assert titles == ["Director", "Governor"]


def test_addresses_keep_their_cells_and_empty_rows_say_nothing(
    release: tuple[Reading, list[Record]],
) -> None:
    records = release[1]
    street, unknown = party(records, "36").addresses
    assert street.lines == ("Calle 23, No. 4", "Havana 10400")
    assert (street.country, street.number) == (Country("Cuba", "CUB"), "25")
    assert (unknown.country, unknown.qualifiers) == (Country("undetermined"), ("undetermined",))
    assert party(records, "306").addresses == ()
    (crimea,) = party(records, "424").addresses
    assert (crimea.country, crimea.note) == (Country("Region: Crimea", "UKR"), "port only")


def test_remarks_cut_at_a_thousand_characters_go_on_in_the_comments(
    release: tuple[Reading, list[Record]],
) -> None:
    reading, records = release
    assert len(SPILLING) == 1_000
    spilled = party(records, "28263")
    assert spilled.names[-1].text.endswith("Xsnowshn")
    assert spilled.designations[0].linked_to == (PartyRef("ofac", "36"),)
    assert ofac_csv.SPILLED not in reading.ledger.warnings


def test_a_blank_at_the_cut_is_not_lost(tmp_path: Path) -> None:
    cut = "Website www." + "x" * 966 + ".cu; Linked To: ALPHA "
    assert len(cut) == 1_000
    text = f'1,"ALPHA BETA",-0- ,"CUBA",{NULLS}-0- \n2,"GAMMA",-0- ,"CUBA",{NULLS}"{cut}"\n'
    _, records = read(write(tmp_path, {"sdn": text, "sdn_comments": '2,"BETA."\n'}))
    assert party(records, "2").designations[0].linked_to == (PartyRef("ofac", "1"),)


def test_comments_behind_remarks_that_are_not_full_are_a_warning(tmp_path: Path) -> None:
    files = write(tmp_path, {"sdn": SDN, "sdn_comments": '36," and more."\n'})
    assert read(files)[0].ledger.warnings[ofac_csv.SPILLED] == 1


def test_what_the_remarks_say_in_other_words_is_kept_and_counted(
    release: tuple[Reading, list[Record]],
) -> None:
    reading, records = release
    remarks = [item.value for item in party(records, "306").features if item.type == "remark"]
    assert remarks == ["juice manufacturer"]
    assert reading.ledger.warnings[ofac_csv.NOT_UNDERSTOOD] == 1


def test_every_value_of_every_column_is_in_the_ledger(
    release: tuple[Reading, list[Record]],
) -> None:
    taken = release[0].ledger.taken
    assert taken == Counter(
        {
            "sdn.csv/ent_num": 7, "sdn.csv/SDN_Name": 7, "sdn.csv/SDN_Type": 4,
            "sdn.csv/Program": 7, "sdn.csv/Title": 1, "sdn.csv/Call_Sign": 1,
            "sdn.csv/Vess_type": 1, "sdn.csv/Tonnage": 1, "sdn.csv/GRT": 1,
            "sdn.csv/Vess_flag": 1, "sdn.csv/Vess_owner": 1, "sdn.csv/Remarks": 6,
            "alt.csv/ent_num": 3, "alt.csv/alt_num": 3, "alt.csv/alt_type": 3,
            "alt.csv/alt_name": 3, "alt.csv/alt_remarks": 1,
            "add.csv/Ent_num": 4, "add.csv/Add_num": 4, "add.csv/Address": 1,
            "add.csv/City_State_Postal": 1, "add.csv/Country": 3, "add.csv/Add_remarks": 1,
            "sdn_comments.csv/ent_num": 1, "sdn_comments.csv/Remarks": 1,
        }
    )  # fmt: skip


def test_the_main_table_alone_is_read_with_a_warning_for_each_other(tmp_path: Path) -> None:
    reading, records = read(write(tmp_path, {"sdn": SDN}))
    assert sum(isinstance(item, Party) for item in records) == 7
    missing = [kind for kind in reading.ledger.warnings if "is not among the files" in kind]
    assert [kind.split(" ")[0] for kind in missing] == ["alt.csv", "add.csv", "sdn_comments.csv"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode() + b"\x1a",
        lambda text: text.encode().replace(b"\n", b"\r\n") + b"\x1a",
        lambda text: text.encode().replace(b"\n", b"\r"),
        lambda text: text.encode().rstrip() + b"\x1a",
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode().rstrip(),
        lambda text: gzip.compress(text.encode()),
    ],
    ids=["0x1A", "CRLF and 0x1A", "CR", "0x1A in the last value", "BOM", "no newline", "gzip"],
)
def test_line_ends_end_marks_and_compression_change_nothing(
    tmp_path: Path, change: object, release: tuple[Reading, list[Record]]
) -> None:
    assert callable(change)
    changed = {name: change(text) for name, text in FILES.items()}
    reading, records = read(write(tmp_path / "changed", changed))
    assert records == release[1]
    assert reading.ledger.warnings == release[0].ledger.warnings


def test_the_tables_of_a_zip_archive_are_one_release(
    tmp_path: Path, release: tuple[Reading, list[Record]]
) -> None:
    path = tmp_path / "SDN_2021-07-07.ZIP"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in FILES.items():
            archive.writestr(f"{name.upper()}.CSV", text)
    files = list(input_files([path]))
    assert len({ofac_csv.SOURCE.group(file) for file in files}) == 1
    reading, records = read(files)
    assert (reading.release.version, records) == ("2021-07-07", release[1])


def test_a_null_cut_off_at_the_end_of_a_file_is_read_as_one(tmp_path: Path) -> None:
    files = write(tmp_path, {"sdn": SDN, "add": ADD.rstrip() + '\n36,30,-0- ,"Nice","France",-0'})
    reading, records = read(files)
    assert party(records, "36").addresses[-1].note == ""
    assert (
        reading.ledger.warnings[
            "the last row of a file is cut off within a null value and is read as null"
        ]
        == 1
    )


def test_the_non_sdn_set_is_told_by_its_tags_or_its_name(tmp_path: Path) -> None:
    own = f'1,"ALPHA",-0- ,"NS-PLC",{NULLS}-0- \n2,"BETA",-0- ,"UKRAINE-EO13662",{NULLS}-0- \n'
    shared = f'2,"BETA",-0- ,"UKRAINE-EO13662",{NULLS}-0- \n'
    for name, text, non_sdn in (
        ("sdn", own, True),
        ("cons_prim", shared, True),
        ("sdn", shared, False),
    ):
        reading, records = read(write(tmp_path / f"{name}{len(text)}", {name: text}))
        assert reading.release.source == ("ofac-consolidated" if non_sdn else "ofac-sdn")
        listed = party(records, "2").designations[0]
        assert (listed.non_sdn, listed.listing) == (non_sdn, "" if non_sdn else "ofac-sdn")


def test_every_word_of_ofac_names_a_shipped_concept() -> None:
    schemes = shipped_schemes()
    unknown = [
        (scheme, name)
        for scheme, names in (
            ("id-scheme", {*ID_SCHEMES.values(), "ofac-uid", "imo", "imo-company"}),
            ("feature-type", {*FEATURE_TYPES.values(), "remark"}),
            ("measure", {"secondary-risk"}),
            ("relation-type", {"linked-to"}),
            ("qualifier", {"unconfirmed", "undetermined"}),
        )
        for name in sorted(names)
        if schemes.find(scheme, name) is None
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2019-01-15", (7_379, 8_314, 19_099, 445)), ("2021-07-07", (8_976, 10_759, 23_328, 449))],
)
def test_the_complete_releases_are_read_whole(
    lists: Path, day: str, counts: tuple[int, int, int, int]
) -> None:
    files = [InputFile(path) for path in sorted((lists / "ofac-sdn-csv").glob(f"{day}-*.csv"))]
    reading, records = read(files)
    found = [item for item in records if isinstance(item, Party)]
    assert counts == (
        len(found),
        sum(len(item.designations) for item in found),
        sum(len(item.names) for item in found),
        reading.ledger.warnings[ofac_csv.NOT_UNDERSTOOD],
    )
    assert reading.release.version == day


def test_no_other_real_list_is_taken_for_this_one(lists: Path) -> None:
    taken = {
        path.parent.name
        for path in lists.rglob("*")
        if path.is_file() and ofac_csv.SOURCE.recognise(InputFile(path))
    }
    assert taken == {"ofac-sdn-csv"}

"""OFAC's SDN list as CSV: files and rows that are not as they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadInputError, UnknownFieldError
from kg.model import Party
from kg.sources.base import Ledger
from kg.sources.files import InputFile
from kg.sources.ofac.flat import reader as ofac_csv
from tests.sources.ofac.flat_files import (
    ALT,
    FILES,
    NULLS,
    SDN,
    party,
    read,
    write,
)


def test_windows_1252_is_decoded_with_a_warning_and_no_mojibake(tmp_path: Path) -> None:
    text = SDN.replace("AEROLINEAS", "AEROLÍNEAS ‘ÑU’")
    for encoding, warned in (("utf-8", 0), ("cp1252", 1)):
        files = write(tmp_path / encoding, {"sdn": text.encode(encoding)})
        reading, records = read(files)
        assert party(records, "36").names[0].text == "AEROLÍNEAS ‘ÑU’ DEL SUR"
        kind = "a file is not UTF-8 and was read as Windows-1252"
        assert reading.ledger.warnings[kind] == warned


def test_bytes_of_no_known_encoding_are_an_error(tmp_path: Path) -> None:
    files = write(tmp_path, {"sdn": SDN.encode().replace(b"DEL SUR", b"DEL \x81\x9d")})
    with pytest.raises(BadInputError, match="neither UTF-8 nor Windows-1252"):
        read(files)


def test_recognised_by_content_under_any_name(tmp_path: Path) -> None:
    for text in FILES.values():
        path = tmp_path / "list"
        path.write_text(text)
        assert ofac_csv.SOURCE.recognise(InputFile(path))


@pytest.mark.parametrize(
    "text",
    [
        "Last Updated,13/04/2018\nName 6,Name 1\n",
        "ent_num,SDN_Name\n36,ALPHA\n",
        "1,2,3\n",
        '1,"ALPHA","planet","CUBA",5,6,7,8,9,10,11,12\n',
        '36,12,"xxx","ADS",-0- \n',
        '36,"a","b","c","d","e"\n',
        '36,"one"\n36,"one","two"\n36,"one"\n',
        "<sdnList/>",
        '"unclosed',
        "\n",
    ],
)
def test_other_files_are_not_recognised(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sdn.csv"
    path.write_text(text)
    assert not ofac_csv.SOURCE.recognise(InputFile(path))


def test_files_group_by_folder_and_by_name_without_the_table(tmp_path: Path) -> None:
    groups = {
        ofac_csv.SOURCE.group(InputFile(tmp_path / name))
        for name in ("2021-07-07-sdn.csv", "2021-07-07-ALT.CSV", "2021-07-07-sdn_comments.csv")
    }
    others = {
        ofac_csv.SOURCE.group(InputFile(tmp_path / name))
        for name in ("2021-07-08-add.csv", "cons_prim.csv", "a/2021-07-07-sdn.csv", "saddle.csv")
    }
    assert (len(groups), len(groups | others)) == (1, 5)


def test_two_main_tables_are_two_releases_mixed(tmp_path: Path) -> None:
    files = write(tmp_path, {"sdn": SDN}) + write(tmp_path / "b", {"sdn": SDN})
    with pytest.raises(BadInputError, match="two releases are mixed"):
        read(files)


def test_a_row_of_a_party_that_is_not_listed_means_two_releases_mixed(tmp_path: Path) -> None:
    for name, text in (
        ("alt", '99,1,"aka","B",-0- \n'),
        ("add", '99,1,-0- ,-0- ,"Cuba",-0- \n'),
        ("sdn_comments", '99,"more"\n'),
    ):
        files = write(tmp_path / name, {"sdn": SDN, name: text})
        with pytest.raises(BadInputError, match=r"record 99.*two releases are mixed"):
            read(files)


def test_files_of_two_days_are_two_releases_mixed(tmp_path: Path) -> None:
    files = write(tmp_path, {"sdn": SDN}) + write(tmp_path, {"alt": ALT}, day="2019-01-15-")
    with pytest.raises(BadInputError, match="of another day"):
        read(files)


def test_aliases_without_the_main_table_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"without their sdn\.csv"):
        read(write(tmp_path, {"alt": ALT}))


def test_an_unknown_column_stops_the_build(tmp_path: Path) -> None:
    text = SDN.replace("-0- \n", '-0- ,"new"\n')
    with pytest.raises(UnknownFieldError, match=r"record 28265.*sdn\.csv/column 13"):
        read(write(tmp_path, {"sdn": text}))


@pytest.mark.parametrize(
    ("planted", "message"),
    [
        ('7,"GAMMA",-0- ,"CUBA"\n', "record 7: the row has 4 columns instead of 12"),
        (f'7,"GAMMA","planet","CUBA",{NULLS}-0- \n', "record 7, field SDN_Type"),
        (f'36,"GAMMA",-0- ,"CUBA",{NULLS}-0- \n', "record 36, field ent_num: the same number"),
        (f'7,-0- ,-0- ,"CUBA",{NULLS}-0- \n', "record 7.*needs all three"),
        (f'7,"GAMMA",-0- ,-0- ,{NULLS}-0- \n', "record 7.*needs all three"),
        (f'7x,"GAMMA",-0- ,"CUBA",{NULLS}-0- \n', "record 7x.*needs all three"),
    ],
    ids=["short row", "kind", "twice", "no name", "no program", "number"],
)
def test_a_bad_row_stops_the_build_or_is_set_aside(
    tmp_path: Path, planted: str, message: str
) -> None:
    files = write(tmp_path, {**FILES, "sdn": SDN + planted})
    with pytest.raises(BadInputError, match=message):
        read(files)
    reading, records = read(files, Ledger(left_out=ofac_csv.SOURCE.left_out, quarantine=True))
    assert sum(isinstance(item, Party) for item in records) == 7
    assert len(reading.ledger.set_aside) == 1


def test_nothing_links_to_a_party_that_was_set_aside(tmp_path: Path) -> None:
    text = SDN + f'7,"GAMMA","planet","CUBA",{NULLS}-0- \n'
    text += f'8,"DELTA",-0- ,"CUBA",{NULLS}"Linked To: GAMMA; Linked To: GAMMA RAY."\n'
    files = write(tmp_path, {"sdn": text, "alt": '7,1,"aka","GAMMA RAY",-0- \n'})
    _, records = read(files, Ledger(left_out=ofac_csv.SOURCE.left_out, quarantine=True))
    assert party(records, "8").designations[0].linked_to_names == ("GAMMA", "GAMMA RAY")


def test_an_alias_without_a_name_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"record 36, field alt_name"):
        read(write(tmp_path, {"sdn": SDN, "alt": '36,1,"aka",-0- ,-0- \n'}))


def test_a_file_cut_off_within_a_value_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="is not CSV"):
        read(write(tmp_path, {"sdn": SDN[:-80]}))

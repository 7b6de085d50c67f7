"""Lists by their names: fetched by the command, and published in one go."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg import cli
from kg.cli import fetching
from kg.errors import BadInputError, FetchError
from kg.fetch import Limits
from kg.sources import SOURCES
from kg.sources.addresses import ADDRESSES
from kg.sources.ofac.flat import reader as ofac_csv
from kg.sources.publishers import Published, chosen, fetched, file_name, names, unfit
from kg.sources.un import reader as un
from tests.publisher import Answer, Publisher
from tests.sources.consolidated_list import LIST
from tests.sources.ofac.flat_files import FILES
from tests.sources.samples import SAMPLES

BODY = LIST.encode()
TAGGED = {"ETag": '"one"'}


def test_every_name_means_addresses_and_no_two_files_share_a_place() -> None:
    for source in SOURCES:
        for name in names(source):
            assert chosen(name, SOURCES)
        files = [file_name(source, address) for address in source.addresses]
        assert len(files) == len(set(files))


def test_a_name_may_mean_one_file_of_a_source() -> None:
    (only,) = chosen("ofac-xml/sdn", SOURCES)
    assert only.file_name == "SDN.XML"
    assert len(chosen("ofac-xml", SOURCES)) == 2


@pytest.mark.parametrize("word", ["un-list", "ofac-xml/advanced", "designation-file"])
def test_a_name_that_means_nothing_is_answered_with_those_that_do(word: str) -> None:
    with pytest.raises(BadInputError, match=r"there are: .*un-sc"):
        chosen(word, SOURCES)


def test_an_address_without_a_file_name_gets_one_of_its_source() -> None:
    address = "https://lists.example/files/xmlFull_1_1/content?token=x"
    assert file_name(un.SOURCE, address) == "un-sc.xml"


def test_one_list_that_fails_does_not_keep_the_others_from_coming(
    server: Publisher, tmp_path: Path
) -> None:
    server.answers = [Answer(status=404), Answer(body=BODY)]
    wanted = [Published(un.SOURCE, f"{server.address}/{name}", name) for name in ("a.xml", "b.xml")]

    with pytest.raises(FetchError, match=r"/a\.xml: the publisher answered 404"):
        fetched(wanted, tmp_path, limits=Limits(), progress=lambda _name, _bytes: None)
    assert (tmp_path / "un-sc" / "b.xml").read_bytes() == BODY


def test_a_whole_file_of_every_list_that_is_published_is_taken(tmp_path: Path) -> None:
    sources = {source.key: source for source in SOURCES}
    published = [sample for sample in SAMPLES if sample.source in ADDRESSES]
    assert {sample.source for sample in published} == ADDRESSES.keys()
    for sample in published:
        for path in sample.write(tmp_path / sample.source):
            assert not unfit(path, sources[sample.source])


@pytest.mark.parametrize("end", [b'"since 20', b"306,57", b'"fka"'])
def test_rows_that_are_cut_off_where_no_length_is_stated_are_noticed(
    server: Publisher, tmp_path: Path, end: bytes
) -> None:
    table = FILES["alt"].encode() * 3 + b"\x1a"
    wanted = [Published(ofac_csv.SOURCE, f"{server.address}/ALT.CSV", "ALT.CSV")]
    cut = table[: table.rindex(end) + len(end)]
    server.answers = [Answer(body=table, open_end=True), Answer(body=cut, open_end=True)]

    def got() -> bytes:
        (came,) = fetched(
            wanted, tmp_path, limits=Limits(attempts=1), progress=lambda _name, _bytes: None
        )
        return came.path.read_bytes()

    assert got() == table
    with pytest.raises(FetchError, match="what came is cut off: it ends within a row"):
        got()
    assert (tmp_path / "ofac-sdn" / "ALT.CSV").read_bytes() == table


@pytest.fixture
def _published_here(server: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    """The UN list at the address of the server."""
    server.answers = [Answer(body=BODY, headers=TAGGED), Answer(status=304)]
    moved = replace(un.SOURCE, addresses=(f"{server.address}/consolidated.xml",))
    monkeypatch.setattr(fetching, "SOURCES", (moved,))


def _run(*words: str) -> int:
    try:
        cli.main(words)
    except SystemExit as done:
        return int(done.code or 0)
    return 0


@pytest.mark.usefixtures("_published_here")
def test_the_command_fetches_and_says_what_came(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("fetch", "un-sc", "--to", str(tmp_path), "--json") == 0
    assert _run("fetch", "un-sc", "--to", str(tmp_path)) == 0

    told = capsys.readouterr().out
    rows, end = json.JSONDecoder().raw_decode(told)
    assert rows[0]["sha256"] == hashlib.sha256(BODY).hexdigest()
    assert "unchanged since" in told[end:]


def test_lists_are_fetched_and_published_by_their_names_in_one_go(
    server: Publisher,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = {f"/{name.upper()}.CSV": text.encode() for name, text in FILES.items()}
    files["/consolidated.xml"] = BODY
    server.answers = [lambda request: Answer(body=files[request.path])]
    moved = [
        replace(
            source,
            addresses=tuple(f"{server.address}/{file_name(source, it)}" for it in source.addresses),
        )
        for source in (un.SOURCE, ofac_csv.SOURCE)
    ]
    monkeypatch.setattr(fetching, "SOURCES", moved)
    folders = ("--to", str(tmp_path / "site"), "--cache", str(tmp_path / "c"))

    assert _run("publish", "un-sc", "ofac-sdn", *folders) == 0

    assert len(server.requests) == 1 + len(FILES)
    told = capsys.readouterr().out
    assert "un-sc 2018-10-29" in told
    assert "ofac-sdn 20" in told
    dump = (tmp_path / "site" / "dump" / "all.nq").read_text(encoding="utf-8")
    assert "/consolidated.xml>" in dump
    assert (tmp_path / "c" / "un-sc" / "consolidated.xml").read_bytes() == BODY


def test_a_command_that_cannot_have_its_list_exits_with_four(
    server: Publisher,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server.answers = [Answer(status=404)]
    moved = replace(un.SOURCE, addresses=(f"{server.address}/consolidated.xml",))
    monkeypatch.setattr(fetching, "SOURCES", (moved,))

    assert _run("fetch", "un-sc", "--to", str(tmp_path)) == 4
    assert "kg: http://127.0.0.1" in capsys.readouterr().err
    cache = ("--cache", str(tmp_path / "c"))
    assert _run("publish", "un-sc", "--to", str(tmp_path / "site"), *cache) == 4
    assert "kg: http://127.0.0.1" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_fetching_nothing_is_a_usage_error_and_names_can_be_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _run("fetch") == 2
    assert _run("fetch", "--list") == 0
    assert "un-sc\n" in capsys.readouterr().out

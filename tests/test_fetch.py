"""A list from a publisher that misbehaves arrives whole, or an error says why not."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import FetchError
from kg.fetch import USER_AGENT, Arrived, Limits, fetch
from kg.sidecar import mark, sidecar
from kg.sources.files import InputFile
from tests.publisher import Answer, Publisher, Request, Watch, publisher
from tests.sources.consolidated_list import LIST

BODY = LIST.encode()
PAGE = b"<!DOCTYPE html><html><head><title>Down for maintenance</title></head></html>"
TAGGED = {"ETag": '"one"', "Last-Modified": "Fri, 10 Dec 2021 10:00:00 GMT"}


def _left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_list_arrives_with_its_record_beside_it(
    server: Publisher, get: Callable[..., Arrived], tmp_path: Path
) -> None:
    server.answers = [Answer(body=BODY, headers=TAGGED)]

    arrived = get()

    assert arrived.path.read_bytes() == BODY
    assert json.loads(mark(arrived.path).read_text(encoding="utf-8")) == {
        "url": f"{server.address}/list.xml",
        "retrieved": "2021-12-10T12:00:00Z",
        "sha256": hashlib.sha256(BODY).hexdigest(),
        "size": len(BODY),
        "etag": '"one"',
        "last_modified": "Fri, 10 Dec 2021 10:00:00 GMT",
    }
    assert server.requests[0].headers["user-agent"] == USER_AGENT
    assert _left(tmp_path) == {"list.xml", "list.xml.fetch.json"}


def test_a_release_says_where_its_file_came_from_and_when(
    server: Publisher, get: Callable[..., Arrived]
) -> None:
    server.answers = [Answer(body=BODY)]
    arrived = get()

    told = InputFile(arrived.path).provenance()
    assert (told.url, told.retrieved) == (f"{server.address}/list.xml", "2021-12-10T12:00:00Z")

    arrived.path.write_bytes(BODY + b"\n")
    assert InputFile(arrived.path).provenance().url == ""


@pytest.mark.parametrize(
    ("headers", "asked"),
    [
        (TAGGED, ("if-none-match", '"one"')),
        (
            {"Last-Modified": TAGGED["Last-Modified"]},
            ("if-modified-since", TAGGED["Last-Modified"]),
        ),
    ],
)
def test_a_list_that_did_not_change_is_kept(
    server: Publisher,
    get: Callable[..., Arrived],
    headers: dict[str, str],
    asked: tuple[str, str],
) -> None:
    server.answers = [Answer(body=BODY, headers=headers), Answer(status=304)]
    first = get()

    second = get()

    assert second.unchanged
    assert second.record == first.record
    assert server.requests[1].headers[asked[0]] == asked[1]


def test_a_file_altered_since_is_fetched_anew_without_conditions(
    server: Publisher, get: Callable[..., Arrived]
) -> None:
    server.answers = [Answer(body=BODY, headers=TAGGED)]
    get().path.write_bytes(b"other")

    assert get().path.read_bytes() == BODY
    assert "if-none-match" not in server.requests[1].headers


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "expired",
    [
        Answer(status=403, body=b"<Error>Request has expired</Error>"),
        Answer(body=PAGE),
        Answer(body=BODY, headers=TAGGED, cut=700),
    ],
    ids=["refused", "a page", "cut"],
)
def test_a_redirect_is_never_remembered_but_asked_for_anew_at_the_source(
    server: Publisher, get: Callable[..., Arrived], status: int, expired: Answer
) -> None:
    links = [Answer(status=status, headers={"Location": f"/signed?{turn}"}) for turn in (1, 2)]
    rest = _resuming if expired.cut else Answer(body=BODY, headers=TAGGED)
    server.answers = [links[0], expired, links[1], rest]

    arrived = get()

    assert arrived.path.read_bytes() == BODY
    assert arrived.record.url == f"{server.address}/list.xml"
    assert [request.path for request in server.requests] == [
        "/list.xml",
        "/signed?1",
        "/list.xml",
        "/signed?2",
    ]


def test_redirects_in_a_circle_end(server: Publisher, get: Callable[..., Arrived]) -> None:
    server.answers = [Answer(status=302, headers={"Location": "/list.xml"})]

    with pytest.raises(FetchError, match="given up after 2 attempts"):
        get(attempts=2)


def _resuming(request: Request) -> Answer:
    start = int(request.headers["range"].removeprefix("bytes=").removesuffix("-"))
    headers = {"Content-Range": f"bytes {start}-{len(BODY) - 1}/{len(BODY)}", **TAGGED}
    return Answer(status=206, body=BODY[start:], headers=headers)


def test_a_cut_download_goes_on_where_it_stopped(
    server: Publisher, get: Callable[..., Arrived]
) -> None:
    server.answers = [Answer(body=BODY, headers=TAGGED, cut=700), _resuming]

    arrived = get()

    assert arrived.path.read_bytes() == BODY
    assert arrived.record.sha256 == hashlib.sha256(BODY).hexdigest()
    assert server.requests[1].headers["range"] == "bytes=700-"
    assert server.requests[1].headers["if-range"] == '"one"'
    assert _left(arrived.path.parent) == {"list.xml", "list.xml.fetch.json"}


def test_the_rest_need_not_repeat_what_vouches_for_the_whole(
    server: Publisher, get: Callable[..., Arrived]
) -> None:
    rest = Answer(
        status=206, body=BODY[700:], headers={"Content-Range": f"bytes 700-9/{len(BODY)}"}
    )
    server.answers = [Answer(body=BODY, headers=TAGGED, cut=700), rest]

    record = get().record

    assert (record.etag, record.last_modified) == tuple(TAGGED.values())


def test_a_part_of_the_rest_is_not_taken_for_all_of_it(
    server: Publisher, get: Callable[..., Arrived]
) -> None:
    stated = {"Content-Range": f"bytes 700-899/{len(BODY)}", **TAGGED}
    server.answers = [
        Answer(body=BODY, headers=TAGGED, cut=700),
        Answer(status=206, body=BODY[700:900], headers=stated),
        _resuming,
    ]

    assert get().path.read_bytes() == BODY
    assert [request.headers.get("range") for request in server.requests] == [
        None,
        "bytes=700-",
        "bytes=900-",
    ]


def test_a_cut_download_goes_on_in_a_later_call(
    server: Publisher, get: Callable[..., Arrived]
) -> None:
    server.answers = [Answer(body=BODY, headers=TAGGED, cut=700), _resuming]
    with pytest.raises(FetchError):
        get(attempts=1)

    assert get().path.read_bytes() == BODY
    assert server.requests[1].headers["range"] == "bytes=700-"


def test_a_list_that_changed_meanwhile_is_not_patched_together(
    server: Publisher, get: Callable[..., Arrived]
) -> None:
    newer = BODY.replace(b"A TRADING CO", b"B TRADING CO")
    server.answers = [
        Answer(body=BODY, headers=TAGGED, cut=700),
        Answer(body=newer, headers={"ETag": '"two"'}),
    ]

    assert get().path.read_bytes() == newer


@pytest.mark.parametrize(
    "wrong", [{"Content-Range": "bytes 5-9/10"}, {"Content-Range": "bytes 700-1/2", "ETag": '"2"'}]
)
def test_the_wrong_part_is_not_taken_for_the_right_one(
    server: Publisher, get: Callable[..., Arrived], wrong: dict[str, str]
) -> None:
    server.answers = [
        Answer(body=BODY, headers=TAGGED, cut=700),
        Answer(status=206, body=b"abc", headers=wrong),
        Answer(body=BODY),
    ]

    assert get().path.read_bytes() == BODY
    assert "range" not in server.requests[2].headers


def test_a_range_past_the_end_starts_over(server: Publisher, get: Callable[..., Arrived]) -> None:
    server.answers = [
        Answer(body=BODY, headers=TAGGED, cut=700),
        Answer(status=416),
        Answer(body=BODY),
    ]

    assert get().path.read_bytes() == BODY


def test_without_anything_that_vouches_a_cut_download_starts_over(
    server: Publisher, get: Callable[..., Arrived]
) -> None:
    server.answers = [
        Answer(body=BODY, headers={"ETag": 'W/"weak"'}, cut=700),
        Answer(body=BODY),
    ]

    assert get().path.read_bytes() == BODY
    assert "range" not in server.requests[1].headers


def test_a_busy_publisher_is_asked_again_with_longer_pauses(
    server: Publisher, get: Callable[..., Arrived], watch: Watch
) -> None:
    server.answers = [Answer(status=503), Answer(status=500), Answer(status=429), Answer(body=BODY)]

    assert get().path.read_bytes() == BODY
    assert watch.waits == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("asked", ["120", "Fri, 10 Dec 2021 12:02:00 GMT"])
def test_a_pause_the_publisher_asks_for_is_kept(
    server: Publisher, get: Callable[..., Arrived], watch: Watch, asked: str
) -> None:
    server.answers = [Answer(status=503, headers={"Retry-After": asked}), Answer(body=BODY)]

    get()

    assert watch.waits == [120.0]


def test_a_pause_past_the_time_limit_is_not_begun(
    server: Publisher, get: Callable[..., Arrived], watch: Watch
) -> None:
    server.answers = [Answer(status=503, headers={"Retry-After": "7200"})]

    with pytest.raises(FetchError, match=r"503.*7200 s, past the time limit"):
        get()
    assert watch.waits == []


def test_a_publisher_that_is_down_is_given_up(
    server: Publisher, get: Callable[..., Arrived]
) -> None:
    server.answers = [Answer(status=503)]

    with pytest.raises(FetchError, match=r"answered 503 .*; given up after 4 attempts") as error:
        get()
    assert error.value.exit_code == 4
    assert len(server.requests) == 4


def test_an_address_that_is_gone_is_not_asked_twice(
    server: Publisher, get: Callable[..., Arrived]
) -> None:
    server.answers = [Answer(status=404)]

    with pytest.raises(FetchError, match="404 Not Found; the list may have moved"):
        get()
    assert len(server.requests) == 1


def test_nobody_at_the_address_is_an_error_with_its_name(tmp_path: Path, watch: Watch) -> None:
    with publisher() as closed:
        address = closed.address

    with pytest.raises(FetchError, match=f"{address}/a: .*given up after 2 attempts"):
        fetch(f"{address}/a", tmp_path / "a", limits=Limits(attempts=2), clock=watch.clock)


@pytest.mark.parametrize(
    "address", ["http://[", "ftp://127.0.0.1/x", "no address", "http://127.0.0.1/\0"]
)
def test_what_is_no_address_is_an_error(tmp_path: Path, watch: Watch, address: str) -> None:
    with pytest.raises(FetchError):
        fetch(address, tmp_path / "a", limits=Limits(attempts=1), clock=watch.clock)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (PAGE, "is a web page \\('Down for maintenance'\\) and not the list"),
        (b"<html>no title</html>", "is a web page and not the list"),
        (b"", "is empty"),
        (b"   \n", "is not recognised"),
        (b'<sdnList xmlns="x"></sdnList>', "is not recognised as United Nations"),
        (BODY[:-20], "is cut off: it ends without </CONSOLIDATED_LIST>"),
        (gzip.compress(BODY, mtime=0)[:-200], "cannot be read .*end-of-stream"),
        (gzip.compress(PAGE, mtime=0), "is a web page"),
    ],
)
def test_what_is_not_the_whole_list_never_replaces_it(
    server: Publisher,
    get: Callable[..., Arrived],
    tmp_path: Path,
    body: bytes,
    told: str,
) -> None:
    server.answers = [Answer(body=BODY), Answer(body=body, headers=TAGGED)]
    first = get()

    with pytest.raises(FetchError, match=told):
        get()

    assert first.path.read_bytes() == BODY
    assert sidecar(first.path) == first.record
    assert _left(tmp_path) == {"list.xml", "list.xml.fetch.json"}


def test_a_maintenance_page_that_passes_is_waited_out(
    server: Publisher, get: Callable[..., Arrived]
) -> None:
    server.answers = [Answer(body=PAGE), Answer(body=BODY)]

    assert get().path.read_bytes() == BODY


def test_a_body_without_length_that_is_cut_is_noticed_by_its_end(
    server: Publisher, get: Callable[..., Arrived]
) -> None:
    server.answers = [Answer(body=BODY, cut=900, open_end=True), Answer(body=BODY, open_end=True)]

    assert get().path.read_bytes() == BODY
    assert len(server.requests) == 2


def test_a_folder_that_cannot_be_written_is_an_error(server: Publisher, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    server.answers = [Answer(body=BODY)]

    with pytest.raises(FetchError, match="choose another folder"):
        fetch(f"{server.address}/a", tmp_path / "file" / "a")


def test_progress_is_told_in_bytes(server: Publisher, tmp_path: Path) -> None:
    server.answers = [Answer(body=BODY)]
    told: list[tuple[str, int]] = []

    fetch(
        f"{server.address}/a",
        tmp_path / "a.xml",
        progress=lambda name, count: told.append((name, count)),
    )

    assert told[-1] == ("a.xml", len(BODY))

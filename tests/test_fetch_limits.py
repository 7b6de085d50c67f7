"""No publisher can send more, or take longer, than it may."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import FetchError
from kg.fetch import Arrived, Limits, fetch
from tests.publisher import Answer, Publisher, Watch
from tests.sources.consolidated_list import LIST

BODY = LIST.encode()
TAGGED = {"ETag": '"one"', "Last-Modified": "Fri, 10 Dec 2021 10:00:00 GMT"}


def _left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("open_end", [True, False])
def test_a_list_above_the_size_limit_is_refused(
    server: Publisher, get: Callable[..., Arrived], tmp_path: Path, *, open_end: bool
) -> None:
    server.answers = [Answer(body=BODY, open_end=open_end)]

    with pytest.raises(FetchError, match="more than the limit of 1,000 bytes"):
        get(size=1_000)
    assert "list.xml" not in _left(tmp_path)


def test_a_download_that_drags_on_is_stopped_and_can_go_on(
    server: Publisher, get: Callable[..., Arrived], watch: Watch, tmp_path: Path
) -> None:
    watch.step = 10.0
    server.answers = [Answer(body=BODY, headers=TAGGED)]

    with pytest.raises(FetchError, match="not done within 5 s; fetching again goes on"):
        get(seconds=5.0)
    assert "list.xml.part" in _left(tmp_path)


@pytest.mark.parametrize("sent", [0, 700])
def test_a_publisher_that_falls_silent_is_left(
    server: Publisher, tmp_path: Path, sent: int
) -> None:
    server.answers = [Answer(body=BODY, headers=TAGGED, cut=sent, stall=20.0)]
    begun = time.monotonic()

    with pytest.raises(FetchError, match=r"timed out; the next attempt would be .* time limit"):
        fetch(f"{server.address}/a", tmp_path / "a.xml", limits=Limits(seconds=0.3))

    assert time.monotonic() - begun < 10
    assert "a.xml" not in _left(tmp_path)

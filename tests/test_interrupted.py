"""A publication that cannot end: a full disk, no right to write, Ctrl-C, a killed process."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import pipeline
from kg.errors import NotWrittenError
from kg.pipeline import publish
from kg.publication import Options
from kg.site.swap import MARK, written_aside

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A site that was published well."""
    site = tmp_path / "site"
    site.mkdir()
    (site / MARK).write_text('{"sources": []}', encoding="utf-8")
    return site


def names(folder: Path) -> set[str]:
    """What stands in a folder."""
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("step", ["write_lines", "_vocabulary"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_disk_that_refuses_leaves_the_last_site(
    out: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "dump/all.nq")

    monkeypatch.setattr(pipeline, step, refuse)
    with pytest.raises(NotWrittenError) as caught:
        publish([], Options(out=out), lambda _step, _done: None)

    assert os.strerror(number) in str(caught.value)
    assert caught.value.exit_code == 5
    assert (names(out), names(out.parent)) == ({MARK}, {"site"})


@pytest.mark.parametrize(("told", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_process_that_is_stopped_leaves_the_last_site(
    out: Path, told: signal.Signals, code: int
) -> None:
    words = [sys.executable, "-m", "kg", "publish", "--to", str(out), "--quiet"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, env=environment, stderr=subprocess.PIPE, text=True) as process:
        aside = out.parent / ".site.new"
        while not aside.exists() and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(told)
        _, printed = process.communicate()

    assert process.returncode == code
    assert "Traceback" not in printed
    assert names(out) == {MARK}
    if told == signal.SIGINT:
        assert "interrupted; nothing was changed" in printed
    with written_aside(out) as fresh:
        assert not names(fresh)
        (fresh / MARK).write_text("{}", encoding="utf-8")
    assert names(out.parent) == {"site"}

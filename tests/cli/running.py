"""Running ``kg`` over the shipped site, in this process or in one of its own."""

from __future__ import annotations

import io
import os
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from kg.cli import main
from tests.shipped_site import site

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
"""What a process needs to run this program, wherever it is started."""


class Ended(NamedTuple):
    """How a run ended: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


def kg(*words: str, here: Path | None = None) -> Ended:
    """Run the program beside the shipped site, or in a folder of one's own."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    code = 0
    with chdir(here or site().parent), redirect_stdout(out), redirect_stderr(err):
        try:
            main(words)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
    return Ended(code, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()

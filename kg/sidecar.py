"""What stands beside a fetched file in ``<file>.fetch.json``: where, when, and its SHA-256."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

_ENDING = ".fetch.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What stands in the sidecar: the source address, when its bytes came, and their check.

    ``retrieved`` is an ISO 8601 time in UTC; ``etag`` and ``last_modified`` are the
    publisher's own, for asking whether anything changed since.
    """

    url: str
    retrieved: str
    sha256: str
    size: int
    etag: str = ""
    last_modified: str = ""


def sidecar(path: Path) -> Fetched | None:
    """What the sidecar of a file says, None when there is none that can be read.

    The file may be another by now: compare the SHA-256 before believing it.
    """
    try:
        return Fetched(**json.loads(mark(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def mark(path: Path) -> Path:
    """Where the sidecar of a file stands."""
    return path.with_name(f"{path.name}{_ENDING}")


def write_sidecar(path: Path, record: Fetched) -> None:
    """Write the sidecar of a file, whole or not at all."""
    aside = mark(path).with_name(f"{path.name}{_ENDING}.new")
    aside.write_text(json.dumps(asdict(record), indent=1) + "\n", encoding="utf-8")
    aside.replace(mark(path))

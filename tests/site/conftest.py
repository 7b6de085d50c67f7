"""The site of the shipped designations, and small sites of a few lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.iri import HOME
from kg.lines import write_lines
from kg.site.output import Output
from kg.site.writing import write_documents
from tests import shipped_site


def silent(_step: str, _done: int) -> None:
    """Progress that nobody watches."""


@pytest.fixture(scope="session")
def site() -> Path:
    """The published site of the shipped designations; no test may change it."""
    return shipped_site.site()


Publish = Callable[..., Path]


@pytest.fixture
def published(tmp_path: Path) -> Publish:
    """Writes documents of a few lines without the vocabulary, and gives the site's folder."""

    def write(*lines: str, base: str = HOME, before: Path | None = None, name: str = "s") -> Path:
        dump = tmp_path / f"{name}.nq"
        write_lines(sorted(lines), dump)
        folder = tmp_path / name
        written: Output = write_documents(dump, [], folder, base, silent, before=before)
        assert written.files
        return folder

    return write

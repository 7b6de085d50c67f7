"""The small advanced list, read once for each test that asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Party, Record
from kg.sources.base import Reading
from tests.sources.ofac.advanced_xml import document, parties, read


@pytest.fixture
def release(tmp_path: Path) -> tuple[Reading, list[Record]]:
    """The small list, read."""
    return read(tmp_path, document())


@pytest.fixture
def person(release: tuple[Reading, list[Record]]) -> Party:
    """Its one person."""
    return parties(release[1])["34019"]

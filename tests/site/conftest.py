"""A site of the shipped designations, published once for all tests of this folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.iri import HOME
from kg.lines import write_lines
from kg.pipeline import publish
from kg.publication import Options
from kg.site.output import Output
from kg.site.vocabulary import vocabulary_statements
from kg.site.writing import write_documents
from kg.store.loading import DUMP


def silent(_step: str, _done: int) -> None:
    """Progress that nobody watches."""


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped designations, published as files."""
    folder = tmp_path_factory.mktemp("release") / "site"
    publish([], Options(out=folder), silent)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, release: Path) -> Path:
    """The documents and pages of the shipped designations, beside their dumps."""
    folder = tmp_path_factory.mktemp("written")
    shutil.copytree(release / "dump", folder / "dump")
    for name in ("changes.json", "catalog.ttl"):
        shutil.copyfile(release / name, folder / name)
    write_documents(release / DUMP, vocabulary_statements(), folder, HOME, silent)
    return folder


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

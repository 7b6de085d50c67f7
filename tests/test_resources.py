"""The files that travel with the program are found in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources
from kg.errors import KgError


def _lay_out(package: Path, data: Path) -> None:
    for path in (
        package / "designations/a.toml",
        data / "ontology/terms.ttl",
        data / "ontology/schemes/lists.ttl",
        data / "ontology/questions/q01.rq",
        data / "ontology/questions/q01.ttl",
        data / "ontology/vendor/org.ttl",
        data / "shapes/core.ttl",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


@pytest.mark.parametrize("beside", [True, False], ids=["checkout", "installed"])
def test_files_are_found_in_either_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, beside: bool
) -> None:
    package = tmp_path / "kg"
    _lay_out(package, tmp_path if beside else package)
    monkeypatch.setattr(resources, "_PACKAGE", package)

    def names(paths: tuple[Path, ...]) -> list[str]:
        return [path.name for path in paths]

    assert names(resources.ontology_files()) == ["lists.ttl", "terms.ttl"]
    assert names(resources.shapes_files()) == ["core.ttl"]
    assert names(resources.question_files()) == ["q01.rq"]
    assert names(resources.designation_files()) == ["a.toml"]


def test_a_broken_installation_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg")

    with pytest.raises(KgError, match=r"the folder ontology/ .* install it again"):
        resources.ontology_files()

"""The query page's bundle: made by the lock file alone, carried by the wheel, or left out."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kg.site.front import bundling
from kg.site.query_page import BUNDLE
from tests.bundle import bundled

ROOT = Path(__file__).resolve().parents[2]
FAILING = """#!/bin/sh
echo 'npm error code ECONNREFUSED' >&2
echo 'npm error syscall connect' >&2
echo 'npm error request to the registry failed' >&2
exit 1
"""


@pytest.fixture
def unreachable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build that finds nothing made and an npm that reaches no registry."""
    npm = tmp_path / "npm"
    npm.write_text(FAILING, encoding="utf-8")
    npm.chmod(0o755)
    monkeypatch.setattr(bundling, "BUNDLE", tmp_path / "bundle")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return tmp_path / "bundle"


def test_the_lock_file_names_no_host_and_a_digest_for_every_package() -> None:
    text = (bundling.SOURCES / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]

    assert "resolved" not in text
    assert "://" not in text
    assert len(packages) > 20
    assert all(told["integrity"] for name, told in packages.items() if name)


def test_what_cannot_be_had_is_left_out_and_told_in_one_sentence(unreachable: Path) -> None:
    warnings: list[str] = []
    app: Any = SimpleNamespace(display_warning=warnings.append)
    none: Any = None
    data: dict[str, Any] = {"artifacts": []}

    bundling.BundleHook(str(ROOT), {}, none, none, "", "wheel", app).initialize("standard", data)

    (told,) = warnings
    assert told.startswith("The query page is left out of published sites: npm failed (request to")
    assert told.endswith("install again where the npm registry can be reached.")
    assert data == {"artifacts": []}
    assert not unreachable.exists()


@bundled
def test_the_wheel_carries_the_bundle_and_not_its_sources(tmp_path: Path) -> None:
    if not bundling.made():
        pytest.skip("kg/site/bundle/ is older than its sources; install again")
    built = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(built, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.iterdir()

    names = set(zipfile.ZipFile(wheel).namelist())

    assert {f"kg/site/bundle/{path.name}" for path in BUNDLE.iterdir()} <= names
    assert not [name for name in names if name.startswith("kg/site/front/")]


@bundled
def test_the_bundle_has_the_licence_of_everything_in_it() -> None:
    text = (BUNDLE / "licences.txt").read_text(encoding="utf-8")

    for name in ("oxigraph", "@codemirror/view", "@lezer/common", "d3-force", "crelt"):
        assert f"\n{name} " in f"\n{text}"
    assert text.count("WITHOUT WARRANTY OF ANY KIND") + text.count("WITH REGARD TO") >= 15

"""Search finds a name however it is typed; the index and the fixed places are complete."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.iri import HOME, Iris
from kg.site import discovery, search_index
from kg.site.output import Output
from kg.site.search_index import fold

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("AHMED, Benazir", "ahmed benazir"),
        ("Čović-Đorđe", "covic dorde"),
        ("Straße ŁÓDŹ", "strasse lodz"),
        ("Рамзан КАДЫРОВ", "ramzan kadyrov"),
        ("Ελλάδα", "ellada"),
        ("Jam'iyat Qur’an", "jamiyat quran"),
        ("ﾊﾅｺ", "ハナコ"),
        ("محمّد", "محمد"),
        ("張三", "張三"),
        ("..., --", ""),
    ],
)
def test_a_name_is_folded_to_plain_words(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_is_finished_after_once_and_leaves_words_only(name: str) -> None:
    folded = fold(name)

    assert all(letter.isalnum() or letter == " " for letter in folded)
    assert fold(unicodedata.normalize("NFD", name)) == folded or not name.isascii()


def test_the_index_holds_every_name_of_every_party(site: Path) -> None:
    told = json.loads((site / "search/names.json").read_text(encoding="utf-8"))
    by_path = {path: (label, kind, keys) for path, label, kind, keys in told["parties"]}
    label, kind, keys = by_path["id/party/ofac-33951/"]

    assert len(by_path) == 30
    assert (label, kind) == ("RAPID ACTION BATTALION", "entity")
    assert {"rapid action battalion", "rab", "rab forces"} <= set(keys)
    assert told["table"] == search_index.TABLE


def test_the_sitemap_names_pages_that_exist(site: Path) -> None:
    found = [each.text or "" for each in ET.parse(site / "sitemap.xml").iter(LOCATION)]  # noqa: S314

    assert HOME in found
    assert f"{HOME}id/party/ofac-33951/" in found
    assert len(set(found)) == len(found)
    assert all((site / each.removeprefix(HOME) / "index.html").is_file() for each in found)


def test_a_sitemap_of_many_pages_is_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "MOST_ADDRESSES", 2)
    (tmp_path / "catalog.ttl").write_text("# catalogue\n")

    discovery.write_discovery(["a/", "b/", "c&d/"], Output(tmp_path), Iris(HOME))

    root = ET.parse(tmp_path / "sitemap.xml")  # noqa: S314
    parts = [(each.text or "").removeprefix(HOME) for each in root.iter(LOCATION)]
    assert parts == ["sitemap-1.xml", "sitemap-2.xml"]
    second = [each.text for each in ET.parse(tmp_path / parts[1]).iter(LOCATION)]  # noqa: S314
    assert second == [f"{HOME}c&d/"]
    assert (tmp_path / ".well-known/void").read_text() == "# catalogue\n"
    assert f"Sitemap: {HOME}sitemap.xml" in (tmp_path / "robots.txt").read_text()

"""Search finds a name however it is typed; the index and the fixed places are complete."""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.iri import HOME, Iris
from kg.site import discovery, search_index
from kg.site.output import Output
from kg.site.search_index import Entry, fold, index, shard, shards, sound

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
        ("محمّد", "mhmd"),
        ("القاعدة", "al qaada"),
        ("張三 李", "張 三 李"),
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


@pytest.mark.parametrize(
    "alike",
    [
        "Muhammad Mohamed Mohammed Мухаммад محمد",
        "Yusuf Yousef Jusuf Юсуф يوسف",
        "Hussein Husayn Hussain Хусейн حسين",
        "Kadyrov Kadirov Кадыров",
        "Yuri Yuriy Iurii Юрий",
        "Walid Waleed وليد",
        "Petrov Petrow Петров",
        "Abdullah Abdallah عبدالله",
        "Sergei Sergey Сергей",
    ],
)
def test_romanizations_of_a_name_sound_alike(alike: str) -> None:
    assert len({sound(word) for word in fold(alike).split()}) == 1


@given(st.text(alphabet="abcdghijkqstuvwxyz0张ж", min_size=1, max_size=12))
def test_a_word_is_found_by_what_is_typed_of_it_so_far(typed: str) -> None:
    for word in fold(typed).split():
        assert shard(sound(word)) in shards(word)
        for length in range(2, len(word)):
            begun = sound(word[:length])
            assert len(begun) < 2 or shard(begun) in shards(word)


def test_the_index_holds_every_name_of_every_party(site: Path) -> None:
    head = json.loads((site / "search/names.json").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = defaultdict(set)
    for name, count in head["shards"].items():
        rows = json.loads((site / f"search/names/{name}.json").read_text(encoding="utf-8"))
        assert len(rows) == count
        for path, label, kind, programs, aliases in rows:
            found[path] |= {label, *aliases}
            assert kind in {"person", "entity"}
            assert all(head["programs"][number] for number in programs)

    assert (head["parties"], len(found)) == (30, 30)
    assert head["names"] == sum(len(names) for names in found.values())
    assert found["id/party/ofac-33951/"] == {
        "RAPID ACTION BATTALION", "Rapid Action Battalion", "RAB", "RAB FORCES"
    }  # fmt: skip
    assert head["table"] == search_index.TABLE


def test_a_shard_stays_small_and_common_words_lead_nowhere() -> None:
    entries = [
        Entry(
            f"p/{n}/",
            f"AL {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}nor {n} COMPANY",
            "entity",
            (),
            [],
        )
        for n in range(2_000)
    ]
    files = dict(index(entries))
    head = json.loads(files["names.json"])

    assert head["common"] == ["al", "company"]
    assert max(head["shards"].values()) < 200
    assert sum(head["shards"].values()) < 3 * len(entries)


def test_the_sitemap_names_pages_that_exist(site: Path) -> None:
    found = [each.text or "" for each in ET.parse(site / "sitemap.xml").iter(LOCATION)]  # noqa: S314

    assert HOME in found
    assert f"{HOME}id/party/ofac-33951/" in found
    assert len(set(found)) == len(found)
    assert all((site / each.removeprefix(HOME) / "index.html").is_file() for each in found)


def test_a_sitemap_of_many_pages_is_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "MOST_ADDRESSES", 2)
    (tmp_path / "catalog.ttl").write_text("# catalogue\n")

    discovery.write_discovery(["a/", "b/", "c&d/"], Output(tmp_path), Iris(HOME), "2021-12-10")

    root = ET.parse(tmp_path / "sitemap.xml")  # noqa: S314
    parts = [(each.text or "").removeprefix(HOME) for each in root.iter(LOCATION)]
    assert parts == ["sitemap-1.xml", "sitemap-2.xml"]
    second = [each.text for each in ET.parse(tmp_path / parts[1]).iter(LOCATION)]  # noqa: S314
    assert second == [f"{HOME}c&d/"]
    assert (tmp_path / ".well-known/void").read_text() == "# catalogue\n"
    assert f"Sitemap: {HOME}sitemap.xml" in (tmp_path / "robots.txt").read_text()

"""Search in the page: names as people type them, quickly, by reading little."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from kg.site import search_index
from tests.browser.conftest import Watch

FOUND = {
    "Benazir Ahmed": "AHMED, Benazir",
    "ahmed, BENAZIR": "AHMED, Benazir",
    "bénazir ahmad": "AHMED, Benazir",
    "benaz": "AHMED, Benazir",
    "Соин": "SOIN, Dmitriy Yurevich",
    "Dmitri Soin": "SOIN, Dmitriy Yurevich",
    "европейский институт": "EUROPEAN INSTITUTE JUSTO",
    "上海弘漫": "SHANGHAI HONGMAN CARTOON AND ANIMATION DESIGN STUDIO",
    "弘漫动漫": "SHANGHAI HONGMAN CARTOON AND ANIMATION DESIGN STUDIO",
    "艾尔肯 吐尼亚孜": "TUNIYAZ, Erken",
    "리영길": "RI, Yong Gil",
    "زاكىر شۆھرەت": "ZAKIR, Shohrat",
    "sense time": "",
    "sensetime": "SENSETIME GROUP LIMITED",
    "rab": "RAPID ACTION BATTALION",
    "Mustafa Sarwar": "SORWAR, Tofayel Mustafa",
    "xyzzy": "",
}


def test_a_name_is_found_however_it_is_typed(page: Page) -> None:
    page.goto("search/")
    for typed, label in FOUND.items():
        page.get_by_role("searchbox").fill(typed)
        if label:
            expect(page.get_by_role("status")).to_contain_text(f"for “{typed}”")
            expect(page.locator("#found a").first).to_have_text(label)
        else:
            expect(page.get_by_role("status")).to_contain_text(f"is like “{typed}”")


def test_a_search_is_a_link_and_leads_to_the_party(page: Page) -> None:
    page.goto("")
    page.get_by_role("searchbox").fill("hezheng lu")
    page.keyboard.press("Enter")
    expect(page.locator("#found small").first).to_contain_text("person · US North Korea sanctions")
    assert page.url.endswith("search/?q=hezheng+lu")
    page.get_by_role("link", name="LU, Hezheng").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("LU, Hezheng")


def test_a_search_reads_the_head_of_the_index_and_one_shard(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto("search/?q=benazir+ahmed")
    expect(page.locator("#found a")).to_have_count(1)

    assert [name for name in asked if name.endswith(".json")] in (
        ["names.json", "bn.json"],
        ["names.json", "am.json"],
    )


def test_the_page_and_the_index_agree_on_every_name(page: Page, site: Path) -> None:
    head = json.loads((site / "search/names.json").read_text(encoding="utf-8"))
    names = {
        name
        for path in (site / "search/names").iterdir()
        for row in json.loads(path.read_text(encoding="utf-8"))
        for name in (row[1], *row[4])
    }
    names |= {
        "Яна Цзян",
        "أبو بكر البغدادي",
        "القاعدة",
        "ﾊﾅｺ",
        "Þór Øystein",
        "Wu Yi",
        "𠮷野",
        "x z",
    }
    page.goto("search/")
    told = page.evaluate(
        """async ([names, table]) => {
          const { fold, sound, shard } = await import(new URL("../assets/names.js", location));
          const each = (word) => [word, sound(word), shard(sound(word))];
          return names.map((name) => fold(name, table).map(each));
        }""",
        [sorted(names), head["table"]],
    )

    assert len(names) > 100
    for name, words in zip(sorted(names), told, strict=True):
        own = search_index.fold(name).split()
        assert words == [
            [word, search_index.sound(word), search_index.shard(search_index.sound(word))]
            for word in own
        ], name


def test_an_index_that_cannot_be_read_is_told(page: Page, watch: Watch) -> None:
    watch.expected.append("404")
    page.route("**/names.json", lambda route: route.fulfill(status=404, body=""))
    page.goto("search/?q=benazir")

    expect(page.get_by_role("status")).to_contain_text("the index cannot be read (404)")

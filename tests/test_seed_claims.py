"""The shipped action of 10 December 2021: spellings, sources, and what the article claims."""

from __future__ import annotations

import unicodedata

import pytest

from kg.resources import designation_files
from tests.shipped_designations import ARTICLE, Seed, claims, listings, shipped, statements

KANGXI = "\u2f42\u2f8a"


@pytest.fixture
def seed() -> Seed:
    return shipped()


PRINTED = {
    "ofac-34079": {"Shohrat Zakir"},
    "ofac-34119": {"Erken Tuniyaz"},
    "ofac-34021": {"Dmitriy Yurevich Soin"},
    "ofac-34024": {"Lu Hezheng"},
    "ofac-33936": {"Ri Yon Gil"},
    "ofac-33953": {"Chowdhury Abdullah Al-Mamun"},
    "ofac-33952": {"Benazir Ahmed", "Benazir Ahmad"},
    "ofac-34076": {"Khan Mohammad Azad"},
    "ofac-33955": {"Tofayel Mustafa Sorwar"},
    "ofac-34077": {"Mohamad Jahangir Alam"},
    "ofac-33954": {"Mohammad Anwar Latif Khan"},
    "ofac-34020": {"European Institute Justo"},
    "ofac-34022": {"SEK Studio"},
    "ofac-31042": {"Moxing Cartoon"},
    "ofac-34023": {"Nings Cartoon Studio"},
    "ofac-34025": {"Shanghai Hongman Cartoon and Animation Design Studio"},
    "ofac-30184": {"DPRK Central Public Prosecutors Office"},
    "ofac-33951": {"Rapid Action Battalion", "RAB"},
    "ofac-33114": {"SenseTime Group Limited"},
    "ofac-29159": {"Xinjiang Public Security Bureau"},
    "local-shenzhen-sensetime-technology": {"Shenzen Sensetime Technology Co. Ltd."},
}


def test_the_articles_spellings_are_printed_names(seed: Seed) -> None:
    found: dict[str, set[str]] = {}
    for key, party in seed.parties.items():
        for name in party.names:
            if name.type == "as-printed":
                assert name.sources == (ARTICLE,)
                found.setdefault(key, set()).add(name.text)
    assert found == PRINTED


def test_weak_aliases_are_those_that_ofac_quotes(seed: Seed) -> None:
    weak = {
        name.text
        for party in seed.parties.values()
        for name in party.names
        if name.strength == "weak"
    }
    assert weak == {"AZAD, K M", "KA PA SA", "DEFENSE PRODUCTS INDUSTRIES"}


def test_names_keep_their_letters_and_scripts(seed: Seed) -> None:
    names = {name.text: name for party in seed.parties.values() for name in party.names}
    moxing, nings = names["上海墨星⽂化传播有限公司"], names["重庆市柠⾊动漫发展有限公司"]
    for name, radical in ((moxing, KANGXI[0]), (nings, KANGXI[1])):
        assert radical in name.text
        assert radical not in unicodedata.normalize("NFKC", name.text)
        assert name.script == "Hans"
    assert names["زاكىر شۆھرەت"].script == "Arab"
    assert names["Соин Дмитрий Юрьевич"].script == "Cyrl"
    assert [name.text for name in seed.parties["ofac-34079"].names][1:4] == [
        "ZAKIR, Shohret",
        "ZHAKER, Xuekelaiti",
        "SHOHRAT, Zakir",
    ]


def test_documents_have_their_dates(seed: Seed) -> None:
    dates = {
        item.value: (
            item.issued.edtf if item.issued else "",
            item.expires.edtf if item.expires else "",
        )
        for party in seed.parties.values()
        for item in party.identifiers
        if item.scheme == "passport"
    }
    assert dates == {
        "B00002095": ("2020-03-04", "2030-03-03"),
        "BG0011847": ("2019-08-25", "2024-08-24"),
        "DM005096": ("2019-02-05", "2029-02-04"),
    }


def test_everything_cites_a_declared_source(seed: Seed) -> None:
    declared = {document.key for document in seed.release.documents}
    cited = {key for claim in claims(seed) for key in claim.sources}
    assert all(claim.sources for claim in claims(seed))
    assert cited <= declared
    assert declared - cited == set()


def test_the_article_is_named_by_its_text(seed: Seed) -> None:
    (article,) = [item for item in seed.release.documents if item.key == ARTICLE]
    assert article.sha256.startswith(ARTICLE.removeprefix("article-"))


def test_what_statements_contradict_exists(seed: Seed) -> None:
    known = {*seed.relations, *statements(seed)}
    contradicting = {
        claim.key: claim.contradicts for claim in statements(seed).values() if claim.contradicts
    }
    assert {key for keys in contradicting.values() for key in keys} <= known
    assert set(contradicting) == {
        "article-sensetime-designated",
        "article-moxing-ground",
        "article-rab-disappearances",
        "article-rab-killings",
        "article-un-repatriation",
        "article-warmbier-arrest",
    }


def test_no_victim_group_or_unlisted_government_of_north_korea_is_a_party(seed: Seed) -> None:
    names = {name.text.casefold() for party in seed.parties.values() for name in party.names}
    for word in ("warmbier", "uyghurs", "workers' party", "workers’ party", "government of north"):
        assert not any(word in name for name in names), word
    assert "Otto Warmbier" in statements(seed)["article-warmbier-arrest"].subject


def test_section_numbers_that_nobody_confirmed_are_not_published(seed: Seed) -> None:
    provisions = {key: item.provision for key, _, item in listings(seed) if item.provision}
    assert provisions == {"ofac-34020": "section 2(a)(iv)"}
    (path,) = designation_files()
    assert "1(a)(ii)" not in path.read_text(encoding="utf-8")


def test_numbers_and_instruments_of_the_article_arestatements(seed: Seed) -> None:
    said = statements(seed)
    figures = {
        key: (int(item.quantity), item.unit)
        for key, item in said.items()
        if item.quantity is not None and ARTICLE in item.sources
    }
    assert figures == {
        "article-detained-zakir": (1_000_000, "people detained"),
        "article-detained-tuniyaz": (1_000_000, "people detained"),
        "article-rab-disappearances": (600, "disappearances (more than)"),
        "article-rab-killings": (600, "extrajudicial killings (more than)"),
        "article-statue-revenue": (160_000_000, "US dollars"),
        "action-individuals": (15, "individuals"),
        "action-entities": (10, "entities"),
    }
    assert said["article-un-repatriation"].instruments == ("unscr-2397",)
    repatriation = said["unscr-2397-repatriation"].date
    assert repatriation is not None
    assert repatriation.edtf == "2017-12-22"
    assert said["article-statue-cap"].instruments == ("unscr-2321",)

"""What the page of a party and its account in words say of changes and of absence from a list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.pipeline import publish
from kg.publication import Options
from tests.cli.running import kg
from tests.graph.test_absence import OLDER, OTHER, acme
from tests.sources.ofac.enhanced_xml import delta, document, name
from tests.sources.ofac.test_delta_parts import part


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list, a party added before it and not in it, and a change of one that is."""
    folder = tmp_path_factory.mktemp("changed")
    new = name("3", "BRAVO TWO", type_="A.K.A.", marks=' action="add"')
    texts = {
        "list.xml": document(OTHER),
        "older.xml": delta(acme("add"), day=OLDER),
        "newer.xml": delta(part(f"<names>{new}</names>", "8")),
    }
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
    paths = sorted(folder.glob("*.xml"))
    publish(paths, Options(out=folder / "site", pages=True), lambda *_: None)
    return folder / "site"


def page(site: Path, party: str) -> str:
    """The text of a party's page."""
    text = (site / "id" / "party" / party / "index.html").read_text(encoding="utf-8")
    assert 'datetime=""' not in text
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", text))


def test_absence_is_an_event_without_a_day_and_stands_last(site: Path) -> None:
    told = page(site, "ofac-7")
    assert "No longer listed" in told
    assert told.index("2 January 2020") < told.index("Day not stated")
    assert "of 2021-12-10 does not have it" in told


def test_a_change_of_the_party_as_a_whole_is_on_its_page(site: Path) -> None:
    told = page(site, "ofac-8")
    assert "names/name 3 added: BRAVO TWO" in told
    assert "Blocked" in told


def test_the_account_in_words_says_both(site: Path) -> None:
    words = {p: kg("explain", p, "--data", str(site)).out for p in ("ofac-7", "ofac-8")}
    told = {party: " ".join(text.split()) for party, text in words.items()}
    assert "was listed, and no designation of it is known to be in force" in told["ofac-7"]
    assert "event (no day) not there any more: OFAC Specially Designated" in told["ofac-7"]
    assert "amended 2026-01-16: names/name 3 added: BRAVO TWO" in told["ofac-8"]

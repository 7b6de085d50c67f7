"""Two releases of one list in one call: a clear error of the command, and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import kg
from tests.sources import consolidated_list, eu_list, test_seco, uk_list
from tests.sources.ofac import advanced_xml, enhanced_xml

EU_ENTITY = eu_list.plain("<remark>x</remark>")
PAIRS = {
    "advanced": tuple(advanced_xml.document(date=day) for day in ("2021-12-10", "2022-01-10")),
    "enhanced": tuple(
        enhanced_xml.document(enhanced_xml.SHIP, day=day) for day in ("2021-12-10", "2022-01-10")
    ),
    "enhanced and advanced": (
        enhanced_xml.document(enhanced_xml.PERSON, day="2022-01-10"),
        advanced_xml.document(date="2021-12-10"),
    ),
    "UN": tuple(
        consolidated_list.document(generated=f"{day}T19:09:49.856-04:00")
        for day in ("2018-10-29", "2018-11-29")
    ),
    "EU": tuple(
        eu_list.document(EU_ENTITY, date=f"{day}T14:39:54.511+01:00")
        for day in ("2018-12-21", "2019-01-21")
    ),
    "UK": tuple(uk_list.document(uk_list.PERSON, date=day) for day in ("22/08/2026", "22/09/2026")),
    "SECO": (test_seco.WHOLE, test_seco.WHOLE.replace('date="2024-03-01"', 'date="2024-04-01"')),
}


@pytest.mark.parametrize("name", PAIRS)
def test_two_releases_of_a_list_are_refused_with_the_way_out(tmp_path: Path, name: str) -> None:
    for file, text in zip(("one.xml", "two.xml"), PAIRS[name], strict=True):
        (tmp_path / file).write_text(text, encoding="utf-8")
    ended = kg("publish", "one.xml", "two.xml", "--to", "site", here=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("kg: two releases of one list, one.xml (")
    assert "publish one of them, the other in a call of its own" in ended.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.xml", "two.xml"]


def test_each_of_them_alone_is_published(tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_text(PAIRS["SECO"][1], encoding="utf-8")
    ended = kg("publish", "one.xml", "--to", "site", "--no-pages", here=tmp_path)
    assert ended.code == 0, ended.err
    assert "ch-seco 2024-04-01" in ended.out

"""Legal acts of the European Union's list: their numbers, and which IRIs are certain."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.sources.eu.acts import Acts, Citation

CELEX = "http://eur-lex.europa.eu/legal-content/EN/TXT/PDF/?uri=CELEX:{}&from=EN"


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        (("898/2005 (OJ L153)", "2005-06-16", ""), ("898/2005", "32005R0898", "reg/2005/898")),
        (("1285/2009 (OJ L346)", "2009-12-22", ""), ("1285/2009", "32009R1285", "")),
        (("34/2012 (OJ L15)", "2012-01-18", ""), ("34/2012", "32012R0034", "")),
        (
            ("2018/223 (OJ L43)", "2018-02-16", CELEX.format("32018R0223")),
            ("2018/223", "32018R0223", ""),
        ),
        (("2018/223 (OJ L43)", "2018-02-16", CELEX.format("32018R0224")), ("2018/223", "", "")),
        (("2018/223 (OJ L43)", "2018-02-16", ""), ("2018/223", "", "")),
        (
            ("2024/753 (OJ L23022024) (2)", "2024-02-23", "x?uri=OJ:L_202400753"),
            ("2024/753", "", ""),
        ),
        (
            (
                "2003/902/EC (OJ L340)",
                "2003-12-22",
                "https://eur-lex.europa.eu/?uri=CELEX%3A32003D0902",
            ),
            ("2003/902/EC", "32003D0902", "dec/2003/902"),
        ),
        (
            ("2001/931/CFSP (OJ L344)", "2001-12-28", CELEX.format("32001E0931")),
            ("2001/931/CFSP", "32001E0931", ""),
        ),
        (("2017//1509 (OJ L224)", "2017-08-31", ""), ("2017/1509", "", "")),
        (("2008/2009 (OJ L1)", "2009-06-01", ""), ("2008/2009", "", "")),
        (("1210/2003 (OJ L169)", "", ""), ("1210/2003", "", "")),
        (("1210/2003 (OJ L169)", "2018-01-01", ""), ("1210/2003", "", "")),
        (("1999/2015 (OJ L1)", "2015-06-01", ""), ("1999/2015", "", "")),
        (
            ("UNLI Haiti 8.11.2024", "2024-11-08", "https://press.un.org/x"),
            ("UNLI Haiti 8.11.2024", "", ""),
        ),
    ],
)
def test_a_celex_number_and_an_eli_are_given_only_when_certain(
    cited: tuple[str, str, str], expected: tuple[str, str, str]
) -> None:
    printed, day, page = cited
    acts = Acts.none()
    published = dt.date.fromisoformat(day) if day else None
    key = acts.key(Citation(printed, published=published, page=page))
    (told,) = acts.told()
    assert (told.key, told.printed, told.page) == (key, printed, page)
    assert (told.number, told.celex, told.eli) == expected


def test_an_act_is_told_once_for_each_way_it_is_printed() -> None:
    acts = Acts.none()
    keys = [acts.key(Citation(text)) for text in ("2018/223 (OJ L43)", "2018/223 (OJ L 43)")]
    assert keys[0] == keys[1]
    assert [told.printed for told in acts.told()] == ["2018/223 (OJ L43)", "2018/223 (OJ L 43)"]
    acts.key(Citation("2018/223 (OJ L43)"))
    assert acts.told() == []


def test_a_citation_without_a_number_is_no_act() -> None:
    acts = Acts.none()
    assert acts.key(Citation("")) == ""
    assert acts.told() == []

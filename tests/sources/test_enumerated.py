"""Values packed into one field are taken apart only when nothing about them is in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.enumerated import parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(a) Maulavi, (b) Mullah", ["Maulavi", "Mullah"]),
        ("1. Qari, 2. Alhaj", ["Qari", "Alhaj"]),
        ("1) Saudi Arabia 2) Qatar", ["Saudi Arabia", "Qatar"]),
        ("a) Director; b) Founder c) Owner", ["Director", "Founder", "Owner"]),
        ("(1) Tunisia", []),
        ("Governor (a) and (b)", []),
        ("(1)-(2) Tunisia (3) Libya", []),
        ("(a) Minister (c) Governor", []),
        ("(a) Minister (b) Governor (a) again", []),
        ("(a) Minister (b) Governor (b) again", []),
        ("(a) see (c), (b) one (c) two", []),
        ("(1) Tiaret (2) -", []),
        ("(a) (b) x", []),
        ("", []),
        ("Dr", []),
    ],
)
def test_an_enumeration_is_taken_apart(text: str, found: list[str]) -> None:
    assert parts(text) == found


@given(
    st.lists(
        st.text(alphabet="xyz É-", min_size=1).filter(lambda text: text.strip(" -")),
        min_size=2,
        max_size=9,
    )
)
def test_what_is_packed_is_found_again(texts: list[str]) -> None:
    packed = " ".join(
        f"({letter}) {text}" for letter, text in zip("abcdefghi", texts, strict=False)
    )
    assert parts(packed) == [" ".join(text.split(" ")).strip(" ,;\t\n") for text in texts]


@given(st.text())
def test_any_text_gives_no_part_or_several(text: str) -> None:
    assert len(parts(text)) != 1

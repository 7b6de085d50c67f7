"""The index that search in the page loads: every name folded to plain Latin words.

Marks are taken off, case goes, letters of other alphabets become Latin ones, so that a name
is found however it is typed. The page folds what is typed by the same table, which the
index carries.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяєіїґўђјљњћџѓќѕ",
        (
            "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e iu ia "
            "e i i g u dj j lj nj c dz g k dz"
        ).split(),
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
        strict=True,
    )
)
_LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "\u0131": "i", "ə": "a", "ŋ": "n", "ħ": "h", "ŧ": "t",
}  # fmt: skip
_SIGNS = dict.fromkeys("'`\u00b4\u02b9\u02bb\u02bc\u02be\u02bf\u2018\u2019", "")  # within a word
TABLE = {
    letter: text.replace("-", "")
    for letter, text in {**_CYRILLIC, **_GREEK, **_LATIN, **_SIGNS}.items()
}
"""What a letter becomes after marks and case are off."""

Entry = tuple[str, str, str, list[str]]


def fold(name: str) -> str:
    """A name's words in lower-case Latin letters without marks, in their order."""
    plain = (
        letter
        for letter in unicodedata.normalize("NFKD", name.lower())
        if not unicodedata.category(letter).startswith("M")
    )
    spelt = "".join(TABLE.get(letter, letter) for letter in plain)
    return " ".join("".join(each if each.isalnum() else " " for each in spelt).split())


def index(entries: Iterable[Entry]) -> str:
    """The text of the index file.

    :param entries: path of the page, label, kind, and all names of each party.
    """
    rows = []
    for path, label, kind, names in entries:
        keys = sorted({fold(name) for name in [label, *names]} - {""})
        rows.append(
            json.dumps([path, label, kind, keys], ensure_ascii=False, separators=(",", ":"))
        )
    table = json.dumps(TABLE, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f'{{"table":{table},"parties":[\n' + ",\n".join(rows) + "\n]}\n"

"""The index that search in the page loads, cut by sound so that a search reads little of it.

Names are folded: marks are taken off, case goes, letters of other alphabets become Latin
ones. The sound of a word is what is left when vowels and the usual differences of
romanization are gone; its first two letters name the shard in which every name with that
word stands. ``assets/names.js`` does the same with what is typed, by the same table.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

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
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءپچژگکی",
        (
            "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y a a - p ch zh g k y"
        ).split(),
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
    for letter, text in {**_CYRILLIC, **_GREEK, **_ARABIC, **_LATIN, **_SIGNS}.items()
}
"""What a letter becomes after marks and case are off."""

_ARTICLE = re.compile(r"(?<!\S)\u0627\u0644(?=\S{2})")
_HAN = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff])")
_ALIKE = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        ("ph", "f"), ("kh", "h"), ("[gcq]h", "k"),
        ("sch|sh", "s"), ("ts|tz", "s"), ("dj|dzh|zh", "j"),
        ("[cq]", "k"), ("x", "ks"), ("z", "s"), ("[wv]$", "v"),
        ("^[iyj](?=[aeiouw])", "j"), ("^[aeiouy]", "a"), ("^w", "v"),
        ("(?<=.)[aeiouyhjw]", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip

_KEY = 2
_SHORT = 3
_BUCKETS = 32
_COMMON_SHARE, _COMMON_LEAST = 0.05, 500

_PLAIN = re.compile("[a-z0-9]")


class Entry(NamedTuple):
    """A party to be found: the path of its page, label, kind, programs, and all names."""

    path: str
    label: str
    kind: str
    programs: tuple[str, ...]
    names: list[str]


def fold(name: str) -> str:
    """A name's words in lower-case Latin letters without marks, in their order.

    The Arabic article and every Chinese character become words of their own.
    """
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name.lower())
        if not unicodedata.category(letter).startswith("M")
    )
    apart = _HAN.sub(r" \1 ", _ARTICLE.sub("\u0627\u0644 ", plain))
    spelt = "".join(TABLE.get(letter, letter) for letter in apart)
    return " ".join("".join(each if each.isalnum() else " " for each in spelt).split())


def sound(word: str) -> str:
    """What words that sound alike have in common, of a folded word."""
    for pattern, text in _ALIKE:
        word = pattern.sub(text, word)
    return word


def shards(word: str) -> set[str]:
    """The shards in which a name with a folded word stands, however far the word is typed."""
    sounds = {sound(word[:length]) for length in range(_KEY, len(word) + 1)}
    found = {shard(each) for each in sounds if len(each) >= _KEY}
    return found | {shard(sound(word))} if len(word) <= _SHORT or not found else found


def shard(of_sound: str) -> str:
    """The shard that a sound leads to: its first two letters, or a bucket of other signs."""
    if not _PLAIN.match(of_sound):
        return f"x{ord(of_sound[0]) % _BUCKETS}"
    second = of_sound[1:_KEY]
    return of_sound[0] + (second if second and _PLAIN.match(second) else "_")


def index(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Yield the name and text of every file of the index; ``names.json`` leads to the rest."""
    parties = sorted(entries)
    words = {
        entry.path: {
            name: fold(name).split() for name in dict.fromkeys((entry.label, *entry.names))
        }
        for entry in parties
    }
    common = _common(words.values())
    programs = sorted({program for entry in parties for program in entry.programs})
    rows: dict[str, list[str]] = defaultdict(list)
    for entry in parties:
        numbers = [programs.index(program) for program in entry.programs]
        for name, aliases in _sharded(words[entry.path], common).items():
            others = [alias for alias in aliases if alias != entry.label]
            rows[name].append(_json([entry.path, entry.label, entry.kind, numbers, others]))
    for name, found in sorted(rows.items()):
        yield f"names/{name}.json", "[\n" + ",\n".join(found) + "\n]\n"
    head = {
        "parties": len(parties),
        "names": sum(len(names) for names in words.values()),
        "programs": programs,
        "common": sorted(common),
        "shards": {name: len(found) for name, found in sorted(rows.items())},
        "table": dict(sorted(TABLE.items())),
    }
    yield "names.json", _json(head) + "\n"


def _common(names: Iterable[dict[str, list[str]]]) -> set[str]:
    """The words that stand in so many names that they tell nobody apart: al, company."""
    each = [set(words) for known in names for words in known.values()]
    counts = Counter(word for words in each for word in words)
    most = max(_COMMON_LEAST, _COMMON_SHARE * len(each))
    return {word for word, count in counts.items() if count > most}


def _sharded(names: dict[str, list[str]], common: set[str]) -> dict[str, list[str]]:
    """The names by shard; common words lead to a name only if it has no other."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, words in names.items():
        telling = [word for word in words if word not in common] or words
        for each in sorted({each for word in telling for each in shards(word)}):
            found[each].append(name)
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

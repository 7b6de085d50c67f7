"""Names of the Swiss list, put together from their parts and spellings.

A name is made of parts in a stated order; a part may have spelling variants in a language
and script. A variant of the whole name is made by putting a variant of one part in its place
and, beside it, the variants of the same language and script of the other parts; parts without
one keep their own spelling. Combinations beyond that are not made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model import Feature, Name
from kg.sources.elements import Cursor
from kg.sources.seco.fields import LANGUAGES, NOT_DEFINED, PARTS, UNNAMED_PARTS
from kg.sources.seco.places import meant, plain

_NAME_TYPES = {"primary-name": "primary", "alias": "aka", "formerly-known-as": "fka"}
_STRENGTHS = {"good": "strong", "low": "weak", "": ""}
_TITLE = "title"
_OTHER_PARTS = frozenset({"whole-name", *UNNAMED_PARTS, _TITLE})
_LANGUAGE = re.compile("[a-z]{2,3}")
_SCRIPT = re.compile("[A-Z][a-z]{3}")


class _Culture(NamedTuple):
    """Language (BCP 47) and script (ISO 15924) of a spelling; what else is said of it."""

    language: str
    script: str
    note: str


class _Part(NamedTuple):
    """A part of a name: its kind, its own spelling, and variants by language and script."""

    kind: str
    value: str
    variants: tuple[tuple[str, _Culture], ...]


def names_of(item: Cursor, *, main: bool | None) -> tuple[list[Name], list[Feature]]:
    """The spellings of a name, its own first, and the titles that stand among its parts."""
    number, kind = item.attribute("ssid"), item.attribute("name-type")
    quality, culture = item.attribute("quality"), _culture(item.attribute("lang"))
    item.insist(kind in _NAME_TYPES, "not a type of name", field="@name-type", value=kind)
    item.insist(quality in _STRENGTHS, "not a quality", field="@quality", value=quality)
    parts = [part for _, part in sorted(_parts(item), key=lambda pair: pair[0])]
    whole = [part for part in parts if part.kind != _TITLE]
    if not any(part.value for part in whole):
        parts, whole = [], parts  # a name that is a title and no more
    text = " ".join(part.value for part in whole if part.value)
    item.insist(text, "a name without words", field="name-part")
    spelled = [(text, [part.value for part in whole], culture)]
    spelled.extend(each for each in _spellings(whole) if each[0] != text)
    names = [
        Name(
            text=words,
            type=_NAME_TYPES[kind] if words == text else "variation",
            strength=_STRENGTHS[quality],
            language=how.language,
            script=how.script,
            parts=_known(zip((part.kind for part in whole), own, strict=True)),
            number=number,
            note=how.note,
            main=main,
        )
        for words, own, how in spelled
    ]
    titles = [part.value for part in parts if part.kind == _TITLE and part.value]
    return names, [Feature(type="title", value=title, main=main) for title in titles]


def _parts(item: Cursor) -> Iterator[tuple[int, _Part]]:
    for part in item.children("name-part"):
        order, kind = part.leave("order", ""), part.attribute("name-part-type")
        part.leave("ssid", "")
        is_known = kind in PARTS or kind in _OTHER_PARTS
        part.insist(is_known, "not a part of names known", field="@name-part-type", value=kind)
        part.insist(order.isdigit(), "a part without its place", field="@order", value=order)
        variants = []
        for variant in part.children("spelling-variant"):
            variant.leave("ssid", "")
            culture = _culture(
                variant.attribute("lang"),
                variant.attribute("script"),
                variant.attribute("spelling-variant-type"),
            )
            if text := meant(variant, variant.own_text()):
                variants.append((text, culture))
        yield int(order), _Part(kind, plain(part, "value"), tuple(variants))


def _spellings(parts: list[_Part]) -> Iterator[tuple[str, list[str], _Culture]]:
    """Spellings of a whole name with their parts, language and script, each once."""
    seen: set[str] = set()
    for culture in dict.fromkeys(own for part in parts for _, own in part.variants):
        columns = [
            [text for text, own in part.variants if own == culture] or [part.value]
            for part in parts
        ]
        for row in range(max(map(len, columns))):
            words = [column[min(row, len(column) - 1)] for column in columns]
            text = " ".join(filter(None, words))
            if text not in seen:
                seen.add(text)
                yield text, words, culture


def _known(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The parts of which the kind has a name of its own, by that name."""
    return tuple((PARTS[kind], text) for kind, text in pairs if kind in PARTS and text)


def _culture(language: str, script: str = "", kind: str = "") -> _Culture:
    """Language and script by their codes, which the list prints in any case (``RUS``, ``CYRL``)."""
    tag, code = LANGUAGES.get(language.lower(), language.lower()), script.capitalize()
    is_tag, is_code = _LANGUAGE.fullmatch(tag), _SCRIPT.fullmatch(code)
    said = (
        ("language", "" if is_tag else language),
        ("script", "" if is_code else script),
        ("kind of spelling", kind),
    )
    note = "; ".join(f"{what} {word}" for what, word in said if word not in {"", NOT_DEFINED})
    return _Culture(tag if is_tag else "", code if is_code else "", note)

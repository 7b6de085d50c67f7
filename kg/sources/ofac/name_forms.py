"""Names given in parts, as OFAC's advanced and enhanced XML do, in OFAC's printed form.

The flat files and the standard XML print ``LAST, First Middle``: the last name, or the name
of an entity, in capitals. The parts keep the letters of the file. In other scripts a name is
printed in its natural order and as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Name

LATIN = "Latn"

_SCRIPTS: Mapping[str, str] = {
    "arabic": "Arab",
    "armenian": "Armn",
    "chinese simplified": "Hans",
    "chinese traditional": "Hant",
    "cyrillic": "Cyrl",
    "georgian": "Geor",
    "greek": "Grek",
    "hebrew": "Hebr",
    "japanese": "Jpan",
    "korean": "Kore",
    "latin": LATIN,
    "thai": "Thai",
}
_PARTS: Mapping[str, str] = {
    "first name": "given",
    "last name": "family",
    "maiden name": "maiden",
    "matronymic": "matronymic",
    "middle name": "middle",
    "nickname": "nickname",
    "patronymic": "patronymic",
}
_WHOLE = frozenset({"aircraft name", "entity name", "vessel name"})
_UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Kore", "Hang", "Hani"})
_LAYOUT = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
_CODE_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a name: OFAC's word for its type, and its text."""

    word: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What holds for every spelling of one alias, and the script of this one."""

    type: str
    strength: str
    script: str = ""
    number: str = ""
    note: str = ""
    qualifiers: tuple[str, ...] = ()
    main: bool | None = None


def script_code(word: str, code: str = "") -> str:
    """The ISO 15924 code for OFAC's word or code of a script, "" for one that is not known."""
    is_code = len(code) == _CODE_LENGTH and code.isascii() and code.istitle()
    known = _SCRIPTS.get(word.strip().casefold()) or _SCRIPTS.get(code.strip().casefold())
    return code if is_code else known or ""


def without_layout(text: str) -> str:
    """A text without the marks of writing direction that OFAC puts around Arabic ones."""
    return text.strip(_LAYOUT + " ")


def is_known_part(word: str) -> bool:
    """Whether OFAC's word for a type of name part is one the program knows."""
    return word.strip().casefold() in {*_PARTS, *_WHOLE}


def printed_name(parts: Sequence[Part], script: str) -> str:
    """The text of a name given in parts."""
    last = " ".join(part.text for part in parts if _is_last(part))
    given = " ".join(part.text for part in parts if not _is_last(part))
    if script in {LATIN, ""}:
        return ", ".join(text for text in (_capitals(last), given) if text)
    if script in _UNSPACED:
        return last + given.replace(" ", "")
    return " ".join(text for text in (given, last) if text)


def name(text: str, parts: Sequence[Part], form: Form) -> Name:
    """One spelling of a name, with those of its parts that its text does not say already.

    The standard XML gives no parts of names in one piece; neither does this, unless the
    letters of the part differ from those of the printed text.
    """
    kinds = tuple(dict.fromkeys(_kind(part) for part in parts if is_known_part(part.word)))
    said = tuple((kind, _joined(parts, kind)) for kind in kinds)
    order = {kind: place for place, kind in enumerate(("family", "given", "middle"))}
    return Name(
        text=text,
        type=form.type,
        strength=form.strength,
        script=form.script,
        number=form.number,
        note=form.note,
        qualifiers=form.qualifiers,
        main=form.main,
        parts=()
        if len(said) == 1 and said[0][1] == text and said[0][0] in {"family", "part1"}
        else tuple(sorted(said, key=lambda pair: order.get(pair[0], len(order)))),
    )


def _is_last(part: Part) -> bool:
    return _kind(part) in {"family", "part1"}


def _kind(part: Part) -> str:
    word = part.word.strip().casefold()
    return "part1" if word in _WHOLE else _PARTS.get(word, "")


def _joined(parts: Iterable[Part], kind: str) -> str:
    return " ".join(part.text for part in parts if _kind(part) == kind)


def _capitals(text: str) -> str:
    """Capitals letter for letter, as OFAC prints them: a letter without one stays (``ß``)."""
    return "".join(upper if len(upper := letter.upper()) == 1 else letter for letter in text)

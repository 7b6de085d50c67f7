"""Scripts and languages as the British lists write them, in words.

Language tags: BCP 47 (https://www.rfc-editor.org/info/bcp47), scripts: ISO 15924.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.values import script_of

_SCRIPTS = {
    "arabic": "Arab",
    "persian": "Arab",
    "pashto": "Arab",
    "urdu": "Arab",
    "cyrillic": "Cyrl",
    "latin": "Latn",
    "chinese": "Hani",
    "chinese (simplified)": "Hans",
    "simplified chinese": "Hans",
    "chinese (traditional)": "Hant",
    "traditional chinese": "Hant",
    "han": "Hani",
    "hangul": "Hang",
    "korean": "Kore",
    "hebrew": "Hebr",
    "greek": "Grek",
    "georgian": "Geor",
    "armenian": "Armn",
    "burmese": "Mymr",
    "myanmar": "Mymr",
    "japanese": "Jpan",
    "devanagari": "Deva",
    "bengali": "Beng",
    "thai": "Thai",
    "khmer": "Khmr",
    "ethiopic": "Ethi",
    "ge'ez": "Ethi",
}
_FAMILIES = {"Hans": "Hani", "Hant": "Hani", "Kore": "Hang"}

_LANGUAGES: dict[str, tuple[str, frozenset[str]]] = {
    word: (tag, frozenset(scripts.split()))
    for word, tag, scripts in (
        ("amharic", "am", "Ethi"),
        ("arabic", "ar", "Arab"),
        ("armenian", "hy", "Armn"),
        ("azerbaijani", "az", "Latn Cyrl Arab"),
        ("belarusian", "be", "Cyrl Latn"),
        ("bengali", "bn", "Beng"),
        ("bosnian", "bs", "Latn Cyrl"),
        ("bulgarian", "bg", "Cyrl"),
        ("burmese", "my", "Mymr"),
        ("chechen", "ce", "Cyrl"),
        ("chinese", "zh", "Hani"),
        ("chinese (simplified)", "zh-hans", "Hani"),
        ("chinese (traditional)", "zh-hant", "Hani"),
        ("simplified chinese", "zh-hans", "Hani"),
        ("traditional chinese", "zh-hant", "Hani"),
        ("croatian", "hr", "Latn"),
        ("czech", "cs", "Latn"),
        ("dari", "prs", "Arab"),
        ("farsi", "fa", "Arab"),
        ("french", "fr", "Latn"),
        ("georgian", "ka", "Geor"),
        ("greek", "el", "Grek"),
        ("hebrew", "he", "Hebr"),
        ("japanese", "ja", "Jpan Hani"),
        ("kazakh", "kk", "Cyrl Latn Arab"),
        ("khmer", "km", "Khmr"),
        ("kirghiz; kyrgyz", "ky", "Cyrl Arab Latn"),
        ("korean", "ko", "Hang Hani"),
        ("kurdish", "ku", "Arab Latn Cyrl"),
        ("kyrgyz", "ky", "Cyrl"),
        ("macedonian", "mk", "Cyrl"),
        ("mongolian", "mn", "Cyrl Mong"),
        ("pashto", "ps", "Arab"),
        ("persian", "fa", "Arab"),
        ("polish", "pl", "Latn"),
        ("romanian; moldavian; moldovan", "ro", "Latn Cyrl"),
        ("russian", "ru", "Cyrl"),
        ("serbian", "sr", "Cyrl Latn"),
        ("somali", "so", "Latn Arab"),
        ("spanish", "es", "Latn"),
        ("tajik", "tg", "Cyrl Arab"),
        ("thai", "th", "Thai"),
        ("tigrinya", "ti", "Ethi"),
        ("turkish", "tr", "Latn"),
        ("turkmen", "tk", "Latn Cyrl Arab"),
        ("ukrainian", "uk", "Cyrl"),
        ("urdu", "ur", "Arab"),
        ("uzbek", "uz", "Latn Cyrl Arab"),
        ("vietnamese", "vi", "Latn"),
    )
}


WORDS = {
    f"{column} = {written}": (script, word)
    for word, script in _SCRIPTS.items()
    for written in dict.fromkeys((word.capitalize(), word.title()))
    for column in ("NonLatinScriptType", "Non-latin script type")
}
"""How the graph calls the scripts that the lists name, or keeps a name belied by its letters."""


class Tagged(NamedTuple):
    """What is known of a name's script and language, and the words that could not be used."""

    script: str
    language: str
    note: str


def tagged(text: str, script: str, language: str) -> Tagged:
    """Script and language of a name from the list's words for them.

    A word that is unknown, or that the letters of the name belie, is kept as a note and not
    used: what the letters say of the script stands, and no language is guessed.
    """
    letters = script_of(text)
    stated = _SCRIPTS.get(script.casefold(), "")
    notes = []
    if script and (not stated or (letters and not _agree(stated, letters))):
        notes.append(f"script: {script}")
        stated = ""
    tag, scripts = _LANGUAGES.get(language.casefold(), ("", frozenset()))
    if language and (not tag or (letters and _FAMILIES.get(letters, letters) not in scripts)):
        notes.append(f"language: {language}")
        tag = ""
    return Tagged(stated or letters, tag, "; ".join(notes))


def _agree(stated: str, letters: str) -> bool:
    return _FAMILIES.get(stated, stated) == _FAMILIES.get(letters, letters)

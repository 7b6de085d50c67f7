"""Names of writing systems by their ISO 15924 codes, https://www.unicode.org/iso15924/."""

from __future__ import annotations

_NAMES = {
    "Arab": "Arabic",
    "Armn": "Armenian",
    "Beng": "Bengali",
    "Cyrl": "Cyrillic",
    "Deva": "Devanagari",
    "Ethi": "Ethiopic",
    "Geor": "Georgian",
    "Grek": "Greek",
    "Hang": "Hangul",
    "Hani": "Chinese",
    "Hans": "simplified Chinese",
    "Hant": "traditional Chinese",
    "Hebr": "Hebrew",
    "Jpan": "Japanese",
    "Khmr": "Khmer",
    "Kore": "Korean",
    "Laoo": "Lao",
    "Latn": "Latin",
    "Mymr": "Burmese",
    "Taml": "Tamil",
    "Thai": "Thai",
}


def script(code: str) -> str:
    """A writing system in English; what is no known code stays as it is."""
    return _NAMES.get(code, code)

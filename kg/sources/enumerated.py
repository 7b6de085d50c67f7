"""Several values that a list packs into one field: ``(a) Director, (b) Founder``.

The whole text stays what the list says; the parts are read out of it only when nothing about
them is in doubt: the marks begin the text, follow one another without a gap, none of them
comes twice, and each stands before a text of its own.
"""

from __future__ import annotations

import re
import string

READ_OUT_OF = "read out of: "

_LETTERS = tuple(string.ascii_lowercase)
_NUMBERS = tuple(str(number) for number in range(1, 100))
_STYLES = tuple(
    (pattern, marks)
    for pattern in (r"\({}\)", r"{}\)", r"{}\.\s")
    for marks in (_LETTERS, _NUMBERS)
)
_ENDS = " ,;\t\n"


def parts(text: str) -> list[str]:
    """The values in an enumeration, in order; empty when the text is not surely one."""
    for pattern, marks in _STYLES:
        found = _split(text, pattern, marks)
        if found:
            return found
    return []


def _split(text: str, pattern: str, marks: tuple[str, ...]) -> list[str]:
    first = re.match(pattern.format(marks[0]), text)
    if first is None:
        return []
    found, start = [], first.end()
    for mark in marks[1:]:
        places = _places(text, pattern.format(mark))
        if not places:
            break
        if len(places) > 1 or places[0].start() < start:
            return []
        found.append(text[start : places[0].start()].strip(_ENDS))
        start = places[0].end()
    found.append(text[start:].strip(_ENDS))
    again = len(_places(text, pattern.format(marks[0]))) > 0
    is_whole = len(found) > 1 and not again and all(re.search(r"\w", part) for part in found)
    return found if is_whole else []


def _places(text: str, mark: str) -> list[re.Match[str]]:
    """Where a mark stands after a blank, a comma or the like (never at the beginning)."""
    return list(re.finditer(rf"(?<=[\s,;.]){mark}", text))

"""SPARQL's REGEX: with Python where the dialects agree, with Oxigraph where they do not.

SHACL 4.4.3 says that ``sh:pattern`` holds when ``REGEX(str(value), pattern, flags)`` does.
Both dialects read the common notation alike but for the end of the text (``$`` does not
match before a last newline) and white space.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import pyoxigraph

from kg import terms
from kg.errors import BadInputError

_FLAGS = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE}
_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_ELSEWHERE = re.compile(r"\\[pPiIcCuUN]|\[:|&&|\\[bBAZ]")
_SPACE = r"[ \t\n\r]"
_NOTHING = pyoxigraph.Store()


@lru_cache(maxsize=256)
def matcher(pattern: str, flags: str) -> Callable[[str], bool]:
    """A test of text against a pattern; raises BadInputError for one that is malformed."""
    subtracts = any(token[0] == "[" and "-[" in token for token in _TOKEN.findall(pattern))
    if not subtracts and not _ELSEWHERE.search(pattern) and set(flags) <= _FLAGS.keys():
        options = re.NOFLAG
        for flag in flags:
            options |= _FLAGS[flag]
        try:
            search = re.compile(_as_python(pattern, multiline="m" in flags), options).search
        except re.error as error:
            message = f"the pattern is not a regular expression ({error})"
            raise BadInputError(message, field="sh:pattern", value=pattern) from None
        return lambda text: search(text) is not None
    return _asked(pattern, flags)


def _as_python(pattern: str, *, multiline: bool) -> str:
    return "".join(_translated(token, multiline=multiline) for token in _TOKEN.findall(pattern))


def _translated(token: str, *, multiline: bool) -> str:
    if token == "$" and not multiline:
        return r"\Z"
    if token[0] == "[":
        return token.replace(r"\s", r" \t\n\r").replace("[[", r"[\[")
    return {r"\s": _SPACE, r"\S": r"[^ \t\n\r]"}.get(token, token)


def _asked(pattern: str, flags: str) -> Callable[[str], bool]:
    ending = f", {terms.literal(pattern)}, {terms.literal(flags)})"

    @lru_cache(maxsize=4096)
    def test(text: str) -> bool:
        return bool(_NOTHING.query(f"ASK {{ FILTER REGEX({terms.literal(text)}{ending} }}"))

    return test

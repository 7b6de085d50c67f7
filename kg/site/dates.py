"""Dates of the Extended Date/Time Format in words, no more precise than they are."""

from __future__ import annotations

import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_LEADS = {"", "from", "until", "issued", "expires"}
_ONE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)")


def in_words(edtf: str) -> str:
    """``1953-08`` as "August 1953", ``1955~`` as "about 1955"; other text as it stands.

    A date may follow one of a few words, as in ``from 2018-09-17``.
    """
    lead, space, date = edtf.rpartition(" ")
    if lead not in _LEADS:
        return edtf
    first, slash, last = date.partition("/")
    words = [_one(part) for part in ((first, last) if slash else (first,))]
    return f"{lead}{space}{' to '.join(words)}" if all(words) else edtf


def _one(edtf: str) -> str:
    match = _ONE.fullmatch(edtf)
    if match is None or not 1 <= int(match[2] or 1) <= len(_MONTHS):
        return ""
    year, month, day, circa = match.groups()
    parts = [
        "about" if circa else "",
        str(int(day)) if day else "",
        _MONTHS[int(month) - 1] if month else "",
        year,
    ]
    return " ".join(part for part in parts if part)

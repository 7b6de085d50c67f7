"""Addresses of the British lists: six lines, a postal code and a country."""

from __future__ import annotations

from collections.abc import Sequence

from kg.countries import country
from kg.model import Address


def address(lines: Sequence[str], postal_code: str, land: str) -> list[Address]:
    """The address of up to six lines, each in its place; none when nothing is given.

    Which line is the town, the list does not say.
    """
    if not any((*lines, postal_code, land)):
        return []
    full = ", ".join(text.rstrip(" ,") for text in (*lines, postal_code, land) if text)
    last = max((place for place, line in enumerate(lines, 1) if line), default=0)
    return [
        Address(
            full=full,
            lines=tuple(lines[:last]),
            postal_code=postal_code,
            country=country(land) if land else None,
        )
    ]

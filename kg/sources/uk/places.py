"""Addresses of the British lists: six lines, a postal code and a country."""

from __future__ import annotations

from collections.abc import Sequence

from kg.countries import country
from kg.model import Address


def address(lines: Sequence[str], postal_code: str, land: str) -> list[Address]:
    """The address of up to six lines, none when nothing is given.

    Which line is the town, the list does not say.
    """
    kept = tuple(line for line in lines if line)
    if not kept and not postal_code and not land:
        return []
    full = ", ".join(text for text in (*kept, postal_code, land) if text)
    return [
        Address(
            full=full,
            lines=kept,
            postal_code=postal_code,
            country=country(land) if land else None,
        )
    ]

"""Cells of DFAT's list that hold several values."""

from __future__ import annotations

import re

_LETTERED = re.compile(r"(?:^|[\s,;]+)\(?(?:[a-z]|[ivx]{2,4})\)\s+")


def apart(text: str) -> list[str]:
    """The entries of a cell: apart at semicolons, line breaks, and ``a)``, ``b)``."""
    pieces = (piece for part in _LETTERED.split(text) for piece in re.split(r";|\n", part))
    return list(
        dict.fromkeys(filter(None, (" ".join(piece.split()).strip(" ,") for piece in pieces)))
    )

"""What can come of holding a number to a form, from the worst fit to the best."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

__all__ = ["Judge", "Outcome", "nearest"]


class Outcome(StrEnum):
    """The concepts of ``ontology/check-outcomes.ttl``, by their local names."""

    PART = "wrong-part"
    CHARACTERS = "wrong-characters"
    LENGTH = "wrong-length"
    CHECK = "wrong-check"
    OTHER_CURRENCY = "other-currency"
    PASSED = "passed"


Judge = Callable[[str], Outcome]
"""Holds a printed number to one form; never changes it and never raises."""

_FIT = list(Outcome)


def nearest(outcomes: Iterable[Outcome]) -> Outcome:
    """The best of several outcomes: what to tell of a number that may have several forms."""
    return max(outcomes, key=_FIT.index)

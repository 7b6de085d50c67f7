"""Features of a party as OFAC's advanced and enhanced XML give them, as the claims they are.

Both formats call everything a feature: birth dates and places, nationalities, titles, contact
details, numbers of registers and flags of ships. OFAC's word says which it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.model import BirthDate, Feature, Kind
from kg.sources.ofac import database as ofac
from kg.sources.ofac import remarks as ofac_remarks
from kg.sources.ofac.dates import printed
from kg.sources.ofac.remarks import Remarks
from kg.values import PartialDate

LOCATION = "Location"

_BIRTH_DATE = "Birthdate"
_BIRTH_PLACE = "Place of Birth"
_NATIONS = frozenset({"Nationality Country", "Citizenship Country"})
_TITLE = "Title"
_RELIABILITIES: Mapping[str, tuple[str, ...]] = {
    "": (),
    "Unknown": (),
    "False": ("false",),
    "Confirmed": ("confirmed",),
    "Reported": ("reported",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Particular:
    """One version of one feature: OFAC's word for it, its text or date, and its doubts."""

    word: str
    value: str = ""
    date: PartialDate | None = None
    number: str = ""
    note: str = ""
    qualifiers: tuple[str, ...] = ()
    main: bool | None = None


def reliability(word: str) -> tuple[str, ...]:
    """The qualifiers for OFAC's word of reliability; a word that is not known is one itself."""
    return _RELIABILITIES.get(word, (word,))


def add(found: Remarks, said: Particular, kind: Kind) -> bool:
    """Put a feature among the claims of its party; False when it says nothing at all."""
    if said.word == _BIRTH_DATE and said.date:
        found.birth_dates.append(
            BirthDate(
                date=said.date,
                number=said.number,
                note=said.note,
                qualifiers=said.qualifiers,
                main=said.main,
            )
        )
        return True
    if not said.value and not said.date:
        found.features.append(_marked(Feature(type=said.word.rstrip(" :-")), said))
        return False
    if said.word == _BIRTH_PLACE and said.value:
        place = ofac_remarks.place(said.value, main=said.main)
        doubts = (*place.qualifiers, *said.qualifiers)
        found.birth_places.append(
            replace(place, number=said.number, note=said.note, qualifiers=doubts)
        )
    elif said.word == _TITLE:
        titles = ofac.titles_of(said.value)
        found.features.extend(_marked(Feature(type="title", value=title), said) for title in titles)
    elif said.word in _NATIONS:
        nation = ofac_remarks.nation(said.word, said.value, main=said.main)
        found.features.append(_marked(nation, said))
    elif said.word == _BIRTH_DATE:
        found.features.append(_marked(Feature(type="birth-date", value=said.value), said))
    else:
        _add_claim(found, said, kind)
    return True


def _add_claim(found: Remarks, said: Particular, kind: Kind) -> None:
    claim = ofac.claim_of(
        ofac.Printed(
            word=said.word,
            value=said.value or (printed(said.date) if said.date else ""),
            number=said.number,
            note=said.note,
            qualifiers=said.qualifiers,
            main=said.main,
        ),
        kind,
    )
    found.add(replace(claim, date=said.date) if isinstance(claim, Feature) and said.date else claim)


def _marked(claim: Feature, said: Particular) -> Feature:
    return replace(
        claim,
        number=said.number,
        note=said.note,
        qualifiers=(*claim.qualifiers, *said.qualifiers),
        main=said.main,
    )

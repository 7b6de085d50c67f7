"""Relations between parties as OFAC words them, turned to run from the acting or owning side.

OFAC publishes ownership from the owned party to its owner; all other kinds run from the party
that acts. A kind that is not here keeps OFAC's word and direction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Feature, Relation
from kg.sources.ofac import database as ofac
from kg.values import PartialDate

_TYPES: Mapping[str, str] = {
    "acting for or on behalf of": "acting-for",
    "associate of": "associate",
    "family member of": "family-member",
    "leader or official of": "leader-or-official",
    "owned or controlled by": "owned-or-controlled",
    "owns, controls, or operates": "owns-controls-or-operates",
    "playing a significant role in": "significant-role",
    "principal executive officer": "principal-executive-officer",
    "property in the interest of": "property-in-the-interest-of",
    "providing support to": "providing-support",
}
_TURNED = frozenset({"owned-or-controlled", "property-in-the-interest-of"})
_QUALITIES: Mapping[str, tuple[str, ...]] = {
    "": (),
    "unknown": (),
    "high": ("high-confidence",),
    "low": ("low-confidence",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A relationship as published: from one party's number to another's, in OFAC's words."""

    number: str
    from_party: str
    to_party: str
    word: str
    quality: str = ""
    former: bool | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    note: str = ""
    entry: str = ""

    @property
    def text(self) -> str:
        """The relation in words, for one whose other end is not in the file."""
        return f"{self.from_party} {self.word} {self.to_party}"

    def feature(self, other: str = "") -> Feature:
        """The relation as words about a party it stands at, when the other end is not at hand.

        :param other: the name of the party it goes to, for one that stands where it starts.
        """
        period = "/".join(date.edtf if date else ".." for date in (self.start, self.end))
        said = (
            "" if self.quality.casefold() == "unknown" else self.quality,
            "former" if self.former else "",
            period if self.start or self.end else "",
            f"entry {self.entry}" if self.entry else "",
            self.note,
        )
        return Feature(
            type="relation, in words",
            value=f"{self.word} {other} ({self.to_party})" if other else self.text,
            number=self.number,
            note="; ".join(text for text in said if text),
        )

    def relation(self, *, asserted_by: str = "") -> Relation:
        """The relation from the acting or owning side.

        A quality that is no grade (``on OFAC's SDN list:``) is kept in the note.
        """
        type_ = _TYPES.get(self.word.strip().casefold(), self.word)
        ends = ofac.party_ref(self.from_party), ofac.party_ref(self.to_party)
        origin, target = reversed(ends) if type_ in _TURNED else ends
        grade = _QUALITIES.get(self.quality.casefold())
        return Relation(
            number=self.number,
            origin=origin,
            target=target,
            type=type_,
            qualifiers=grade or (),
            note="; ".join(
                text for text in ("" if grade is not None else self.quality, self.note) if text
            ),
            start=self.start,
            end=self.end,
            former=self.former,
            asserted_by=asserted_by,
        )

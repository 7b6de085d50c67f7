"""The lists in the Consolidated Screening List: whose each is, and what it is made under."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from kg.sources.ofac import database as ofac


class Listed(NamedTuple):
    """One of the lists in the file: whose it is and its name.

    ``tags`` are those of OFAC that put a party on this of its lists. A row has every tag of
    its party: beside one of these, another tag has put the party elsewhere.
    """

    authority: str
    name: str
    tags: frozenset[str] = frozenset()

    @property
    def is_ofac(self) -> bool:
        """Whether OFAC numbers its parties."""
        return self.authority == ofac.AUTHORITY

    def names(self, tag: str, tags: frozenset[str]) -> bool:
        """Whether it is this list that a tag stands for in a row with those tags."""
        own = self.tags & tags
        return not own or tag in own


_CODE = re.compile(r"\(([A-Z0-9-]+)(?: List)?\)")
_PLC = Listed(ofac.AUTHORITY, "ofac-ns-plc", frozenset({"NS-PLC"}))
_CAPTA = Listed(ofac.AUTHORITY, "ofac-capta", frozenset({"561-Related", "RUSSIA-EO14024"}))
_CMIC = Listed(ofac.AUTHORITY, "ofac-ns-cmic", frozenset({"CMIC-EO13959", "CCMC-EO13959"}))
_MBS = Listed(
    ofac.AUTHORITY,
    "ofac-ns-mbs",
    frozenset({"MBS", "BURMA-EO14014", "CAATSA - RUSSIA", "PEESA", "RUSSIA-EO14024"}),
)
LISTS: Mapping[str, Listed] = {
    "SDN": Listed(ofac.AUTHORITY, ofac.SDN_LIST),
    "SSI": Listed(ofac.AUTHORITY, "ofac-ssi", frozenset({"UKRAINE-EO13662"})),
    "561": Listed(ofac.AUTHORITY, "ofac-561"),
    "13599": Listed(ofac.AUTHORITY, "ofac-eo13599"),
    "NS-ISA": Listed(ofac.AUTHORITY, "ofac-ns-isa"),
    "NS-MBS": _MBS,
    "MBS": _MBS,
    "FSE": Listed(ofac.AUTHORITY, "ofac-fse", frozenset({"FSE-IR", "FSE-SY"})),
    "PLC": _PLC,
    "NS-PLC": _PLC,
    "CAP": _CAPTA,
    "CAPTA": _CAPTA,
    "CMIC": _CMIC,
    "NS-CMIC": _CMIC,
    "DPL": Listed("us-bis", "us-bis-dpl"),
    "EL": Listed("us-bis", "us-bis-el"),
    "UVL": Listed("us-bis", "us-bis-uvl"),
    "MEU": Listed("us-bis", "us-bis-meu"),
    "DTC": Listed("us-state", "us-state-dtc"),
    "ISN": Listed("us-state", "us-state-isn"),
}


def code_of(source: str) -> str:
    """The code that the name of a list has in brackets, or the name of one that has none."""
    match = _CODE.search(source)
    return match[1] if match else source

"""The codes of the Global LEI Index that say what a record means.

A code that these lists do not have may turn the meaning of a record round (a new kind of
relationship, a new state of a registration), so it is refused and never taken for a word. The
lists: LEI-CDF 3.1, RR-CDF 2.1, Reporting Exceptions 2.1 (https://www.gleif.org/).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from kg.sources.elements import Cursor

CODES: Mapping[str, frozenset[str]] = {
    name: frozenset(codes.split())
    for name, codes in {
        "EntityCategory": "GENERAL BRANCH FUND SOLE_PROPRIETOR RESIDENT_GOVERNMENT_ENTITY "
        "INTERNATIONAL_ORGANIZATION",
        "EntityStatus": "ACTIVE INACTIVE NULL",
        "RegistrationStatus": "PENDING_VALIDATION ISSUED PUBLISHED DUPLICATE LAPSED MERGED RETIRED "
        "ANNULLED CANCELLED TRANSFERRED PENDING_TRANSFER PENDING_ARCHIVAL",
        "RelationshipStatus": "ACTIVE INACTIVE NULL",
        "RelationshipType": "IS_DIRECTLY_CONSOLIDATED_BY IS_ULTIMATELY_CONSOLIDATED_BY "
        "IS_INTERNATIONAL_BRANCH_OF IS_FUND-MANAGED_BY IS_SUBFUND_OF IS_FEEDER_TO",
        "PeriodType": "RELATIONSHIP_PERIOD ACCOUNTING_PERIOD DOCUMENT_FILING_PERIOD",
        "ExceptionCategory": "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT "
        "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT",
        "ExceptionReason": "NATURAL_PERSONS NON_CONSOLIDATING NO_KNOWN_PERSON NO_LEI NON_PUBLIC "
        "CONSENT_NOT_OBTAINED BINDING_LEGAL_COMMITMENTS DETRIMENT_NOT_EXCLUDED "
        "DISCLOSURE_DETRIMENTAL LEGAL_OBSTACLES",
    }.items()
}
"""For the name of a field, every code that it may hold."""
_EXTENSION = "Extension"


def check_codes(cursor: Cursor) -> None:
    """Raise BadInputError for the first code of a record that its list does not have."""
    for path, text in _texts(cursor.element, ""):
        known = CODES.get(path.rpartition("/")[2])
        message = f"not one of {', '.join(sorted(known or ()))}; fetch the file again"
        cursor.insist(known is None or text in known, message, field=path, value=text)


def _texts(element: etree._Element, path: str) -> Iterator[tuple[str, str]]:
    """Path and text of every element within one that holds a text, extensions aside."""
    for child in element:
        name = etree.QName(child).localname
        inner = f"{path}/{name}".removeprefix("/")
        if text := (child.text or "").strip():
            yield inner, text
        if name != _EXTENSION:
            yield from _texts(child, inner)

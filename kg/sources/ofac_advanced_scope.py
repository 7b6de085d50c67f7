"""What of OFAC's advanced XML is deliberately left, each field with its reason.

The marks of a list of changes (``DeltaAction`` and its like) are not here: a file that carries
them is refused, because what it deletes must not be read as data.
"""

from __future__ import annotations

from collections.abc import Mapping

_SETS = "Sanctions/ReferenceValueSets"
_PARTY = "Sanctions/DistinctParties/DistinctParty/Profile"
_ENTRY = "Sanctions/SanctionsEntries/SanctionsEntry"
_DOCUMENT = "Sanctions/IDRegDocuments/IDRegDocument"
_PERIODS = (
    f"{_PARTY}/Feature/FeatureVersion/DatePeriod",
    f"{_PARTY}/Identity/Alias/DatePeriod",
    f"{_DOCUMENT}/DocumentDate/DatePeriod",
    f"{_ENTRY}/SanctionsMeasure/DatePeriod",
    "Sanctions/ProfileRelationships/ProfileRelationship/DatePeriod",
)
_ENDS = ("", "/Start", "/End")

_CLASS = "a class of reference values that no record refers to"
_BODY = "the office behind all programs, which is the release's publisher"
_FIXED = "says how OFAC keys a date in; the precision follows from the date itself"
_TWO_WAYS = "repeats from the other side a reference that is taken"
_TIE = "ties two claims of one party, both of which are taken"

LEFT_OUT: Mapping[str, str] = {
    "Sanctions/@Version": "the version of the format",
    f"{_SETS}/AreaCodeValues/AreaCode/@AreaCodeTypeID": _CLASS,
    f"{_SETS}/CountryValues/Country/@Comment": "a remark on the reference value",
    f"{_SETS}/CountryValues/Country/@IS03166-3Code": "a code for states that are no more",
    f"{_SETS}/DecisionMakingBodyValues/DecisionMakingBody/@OrganisationID": _BODY,
    f"{_SETS}/DetailReferenceValues/DetailReference/@DetailCode": "a code beside the word",
    f"{_SETS}/FeatureTypeValues/FeatureType/@FeatureTypeGroupID": _CLASS,
    f"{_SETS}/LegalBasisValues/LegalBasis/@LegalBasisShortRef": "a shorter name of the same act",
    f"{_SETS}/LegalBasisValues/LegalBasis/@LegalBasisTypeID": _CLASS,
    f"{_SETS}/ListValues/List/@Comment": "a remark on the reference value",
    f"{_SETS}/OrganisationValues/Organisation/@CountryID": _BODY,
    f"{_SETS}/RelationTypeValues/RelationType/@Symmetrical": (
        "false for every type; the scheme of relation types says how each runs"
    ),
    f"{_SETS}/SanctionsProgramValues/SanctionsProgram/@SubsidiaryBodyID": _BODY,
    f"{_SETS}/SubsidiaryBodyValues/SubsidiaryBody/@DecisionMakingBodyID": _BODY,
    f"{_SETS}/SubsidiaryBodyValues/SubsidiaryBody/@Notional": _BODY,
    "Sanctions/Locations/Location/FeatureVersionReference": _TWO_WAYS,
    "Sanctions/Locations/Location/IDRegDocumentReference": _TWO_WAYS,
    f"{_DOCUMENT}/FeatureVersionReference": _TIE,
    f"{_DOCUMENT}/IDRegDocumentMention": _TIE,
    f"{_DOCUMENT}/ProfileRelationshipReference": _TIE,
    f"{_PARTY}/Feature/FeatureVersion/@ID": "the feature's own number is taken",
    f"{_PARTY}/Feature/FeatureVersion/IDRegDocumentReference": _TIE,
    f"{_PARTY}/Identity/IDRegDocumentReference": _TWO_WAYS,
    f"{_PARTY}/Identity/Alias/DocumentedName/IDRegDocumentReference": _TWO_WAYS,
    "Sanctions/ProfileRelationships/ProfileRelationship/IDRegDocumentReference": _TIE,
    f"{_ENTRY}/ProfileRelationshipReference": _TWO_WAYS,
    **{
        f"{period}{end}/@{unit}Fixed": _FIXED
        for period in _PERIODS
        for end in _ENDS
        for unit in ("Year", "Month", "Day")
    },
}

_NAMES = f"{_PARTY}/Identity"

KEYS = frozenset(
    {
        f"{_DOCUMENT}/@IdentityID",
        f"{_DOCUMENT}/@IssuedIn-LocationID",
        f"{_NAMES}/@ID",
        f"{_NAMES}/Alias/DocumentedName/DocumentedNamePart/NamePartValue/@NamePartGroupID",
        f"{_NAMES}/NamePartGroups/MasterNamePartGroup/NamePartGroup/@ID",
        f"{_PARTY}/Feature/FeatureVersion/VersionLocation/@LocationID",
        f"{_PARTY}/Feature/IdentityReference/@IdentityID",
        "Sanctions/Locations/Location/@ID",
    }
)
"""The numbers by which the file ties its parts together."""

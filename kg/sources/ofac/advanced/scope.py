"""What of OFAC's advanced XML is deliberately left, each field with its reason.

The marks of a list of changes (``DeltaAction`` and its like) are not here: a file that carries
them is refused, because what it deletes must not be read as data.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.sources.ofac import words as ofac_words
from kg.sources.ofac.advanced.entries import EVENTS
from kg.sources.ofac.advanced.places import LINE_WORDS

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

_NUMBER = "the number of a row that only ties a program or measure to its entry"
_OWN = "repeats the number of the party"
_DEFAULT = "stands wherever nothing is to be said"
_PART = "Sanctions/Locations/Location/LocationPart/LocationPartValue"
_ALIAS = f"{_PARTY}/Identity/Alias"
_SPELLING = f"{_ALIAS}/DocumentedName"
_NAMES_PARTS = f"{_PARTY}/Identity/NamePartGroups/MasterNamePartGroup/NamePartGroup"
_VERSION = f"{_PARTY}/Feature/FeatureVersion"
_RELATION = "Sanctions/ProfileRelationships/ProfileRelationship"

LEFT_OUT: Mapping[str, str] = {
    "Sanctions/@Version": "the version of the format",
    f"{_PART}/@Primary = true": "the others are marked as written in another script",
    f"{_PART}/@LocPartValueStatusID = Main": _DEFAULT,
    "Sanctions/Locations/Location/LocationCountry/@CountryRelevanceID = PRIMARY": _DEFAULT,
    f"{_ENTRY}/EntryEvent/@LegalBasisID = Unknown": _DEFAULT,
    f"{_PART}/@LocPartValueTypeID = Unknown": _DEFAULT,
    "Sanctions/Locations/Location/LocationAreaCode/@AreaCodeID = undetermined": (
        "no area is known; an address with more than this, unless a region, is undetermined"
    ),
    f"{_PARTY}/Identity/@False = false": _DEFAULT,
    f"{_PARTY}/Identity/@Primary = false": "its names are of other types than primary",
    f"{_ALIAS}/@Primary = false": "its names are of other types than primary",
    f"{_PARTY}/Identity/@FixedRef": _OWN,
    f"{_ALIAS}/@FixedRef": _OWN,
    f"{_SPELLING}/@FixedRef": _OWN,
    f"{_SPELLING}/@DocNameStatusID = Others": "the primary one is marked",
    f"{_SPELLING}/DocumentedNamePart/NamePartValue/@Acronym = false": _DEFAULT,
    f"{_SPELLING}/DocumentedNamePart/NamePartValue/@ScriptStatusID = Unknown": _DEFAULT,
    f"{_PARTY}/Feature/@ID of a location": "the location's own number is taken",
    f"{_PARTY}/Feature/@FeatureTypeID of a place holder": "a location that says nothing",
    f"{_PARTY}/Feature/IdentityReference/@IdentityFeatureLinkTypeID = Unknown": _DEFAULT,
    f"{_VERSION}/@ReliabilityID = Unknown": _DEFAULT,
    f"{_VERSION}/VersionDetail/@DetailTypeID": "says in which field of OFAC's the value is kept",
    f"{_DOCUMENT}/@ValidityID = Unknown": _DEFAULT,
    f"{_DOCUMENT}/@ValidityID = Valid": _DEFAULT,
    f"{_RELATION}/@RelationQualityID = Unknown": _DEFAULT,
    f"{_ENTRY}/SanctionsMeasure/@SanctionsTypeID = Program": "its comment is the program's tag",
    f"{_ENTRY}/SanctionsMeasure/@ID of a measure without dates": _NUMBER,
    **{
        f"{period}/{end}/@Approximate = false": _DEFAULT
        for period in _PERIODS
        for end in ("Start", "End", "DurationMinimum", "DurationMaximum")
    },
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
    f"{_VERSION}/@ID of a lone version": "the feature's own number is taken",
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

WORDS: Mapping[str, tuple[str, ...]] = {
    **ofac_words.WORDS,
    f"{_PARTY}/Identity/@False = true": ("false",),
    f"{_ALIAS}/@AliasTypeID = Name": ("primary", "aka"),
    f"{_NAMES_PARTS}/@NamePartTypeID = Last Name": ("familyName", "literalForm"),
    f"{_NAMES_PARTS}/@NamePartTypeID = Entity Name": ("namePart1", "literalForm"),
    f"{_NAMES_PARTS}/@NamePartTypeID = Vessel Name": ("namePart1", "literalForm"),
    f"{_NAMES_PARTS}/@NamePartTypeID = Aircraft Name": ("namePart1", "literalForm"),
    f"{_DOCUMENT}/DocumentDate/@IDRegDocDateTypeID = Issue Date": ("issuedOn", "comment"),
    f"{_DOCUMENT}/DocumentDate/@IDRegDocDateTypeID = Expiration Date": ("expiresOn", "comment"),
    f"{_PARTY}/Feature/@FeatureTypeID = Location": ("address", "location"),
    f"{_RELATION}/@RelationQualityID = High": ("high-confidence",),
    f"{_RELATION}/@RelationQualityID = Low": ("low-confidence",),
    f"{_PARTY}/Identity/@Primary = true": ("primary",),
    f"{_ALIAS}/@Primary = true": ("primary",),
    f"{_ALIAS}/@LowQuality = true": ("weak",),
    f"{_ALIAS}/@LowQuality = false": ("strong",),
    f"{_SPELLING}/@DocNameStatusID = Primary Latin": ("primary",),
    f"{_SPELLING}/DocumentedNamePart/NamePartValue/@Acronym = true": ("an acronym",),
    f"{_PART}/@Primary = false": ("script",),
    f"{_RELATION}/@Former = true": ("former",),
    **{
        f"{period}/{end}/@Approximate = true": ("approximate", "about")
        for period in _PERIODS
        for end in ("Start", "End", "DurationMinimum", "DurationMaximum")
    },
    f"{_RELATION}/@Former = false": ("former",),
    **{f"{_ENTRY}/EntryEvent/@EntryEventTypeID = {word}": (name,) for word, name in EVENTS.items()},
    **{
        f"Sanctions/Locations/Location/LocationPart/@LocPartTypeID = {word}": (name,)
        for word, name in LINE_WORDS.items()
    },
}
"""What the graph calls the words and flags of the format."""

_VALUES = ("birth", "birthplace", "feature", "identifier", "address/comment")

HOMES: Mapping[str, tuple[str, ...]] = {
    f"{_PARTY}/Identity": ("name",),
    f"{_PARTY}/Identity/Comment": ("feature/value",),
    f"{_ALIAS}/@AliasTypeID": ("name/type",),
    f"{_SPELLING}/@ID": ("name/identifier",),
    f"{_PARTY}/Feature": _VALUES,
    f"{_PARTY}/Feature/@ID": tuple(
        f"{kind}/identifier" for kind in ("birth", "birthplace", "feature", "identifier")
    ),
    f"{_PARTY}/Feature/@FeatureTypeID": ("feature/type", "identifier/idScheme", "party"),
    f"{_VERSION}/@ReliabilityID": tuple(
        f"{kind}/qualifier" for kind in ("birth", "birthplace", "feature", "identifier", "address")
    ),
    _DOCUMENT: ("identifier", "feature"),
    f"{_DOCUMENT}/@ID": ("identifier/identifier", "feature/identifier"),
    f"{_DOCUMENT}/@IDRegDocTypeID": ("identifier/idScheme", "feature/type"),
    f"{_DOCUMENT}/DocumentedNameReference": ("name/identifier",),
    "Sanctions/Locations/Location": ("address", "birthplace", "feature"),
    "Sanctions/Locations/Location/LocationAreaCode": (
        "address/country",
        "address/countryName",
        "address/comment",
    ),
    _ENTRY: ("designation", "event", "statement"),
    f"{_ENTRY}/@ID": ("designation/identifier", "event/description"),
    f"{_ENTRY}/@ListID": ("designation/list", "event/description"),
    f"{_ENTRY}/@ProfileID": ("designation/designates",),
    f"{_ENTRY}/EntryEvent/@ID": ("event/identifier",),
    f"{_ENTRY}/EntryEvent/@EntryEventTypeID": ("event/type",),
    f"{_ENTRY}/EntryEvent/Date": ("event/date",),
    f"{_ENTRY}/SanctionsMeasure/@SanctionsTypeID": (
        "designation/measure",
        "designation/comment",
        "event/description",
    ),
    _RELATION: ("relation", "feature"),
    f"{_RELATION}/@SanctionsEntryID": (
        "designation/identifier",
        "event/description",
        "feature/comment",
    ),
    f"{_RELATION}/@ID": ("relation/identifier", "feature/identifier"),
    f"{_RELATION}/@RelationTypeID": ("relation/relationType", "feature/value"),
    f"{_RELATION}/@RelationQualityID": ("relation/qualifier", "relation/comment", "feature"),
}
"""Where the graph says what."""

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

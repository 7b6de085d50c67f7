"""What of OFAC's enhanced XML is deliberately left, each field with its reason."""

from __future__ import annotations

from collections.abc import Mapping

from kg.sources.base import ANYWHERE
from kg.sources.ofac import words as ofac_words
from kg.sources.ofac.advanced.places import LINE_WORDS
from kg.sources.ofac.enhanced.entity import OF_A_PLACE_HOLDER

_ROOT = "sanctionsData"
_INFO = f"{_ROOT}/publicationInfo"
_ENTITY = f"{_ROOT}/entities/entity"
DEFINITIONS = (f"{_ROOT}/referenceValues/referenceValue", f"{_ROOT}/featureTypes/featureType")
_TRANSLATION = "names/name/translations/translation"
_PERIODS = (
    "features/feature/valueDate",
    "identityDocuments/identityDocument/issueDate",
    "identityDocuments/identityDocument/expirationDate",
    "relationships/relationship/dateRange",
)

_NUMBER = "the number of a row in OFAC's database, in no other format and of no record"
_REFERENCE = "the number of a reference value whose word is taken"
_DEFINITION = "reference values, of which each record that uses one gives the word"
_DEFAULT = "stands wherever nothing is to be said"
_OTHER_TYPE = "its spellings are of other types than primary"
_OTHER_SCRIPT = "the script says which spelling it is"
_FILTER = "the lists that OFAC's export was made of; each entity names its own"

ENTITY_LEFT_OUT: dict[str, str] = {
    f"generalInfo/{path}": reason
    for path, reason in (
        ("identityId", _NUMBER),
        ("entityType/@refId", _REFERENCE),
        ("livingStatus/@refId", _REFERENCE),
    )
} | {
    "sanctionsLists/sanctionsList/@refId": _REFERENCE,
    "sanctionsPrograms/sanctionsProgram/@refId": _REFERENCE,
    "sanctionsPrograms/sanctionsProgram/@id": _NUMBER,
    "sanctionsTypes/sanctionsType/@refId": _REFERENCE,
    "sanctionsTypes/sanctionsType/@id": _NUMBER,
    "legalAuthorities/legalAuthority/@refId": _REFERENCE,
    "legalAuthorities/legalAuthority/@id": _NUMBER,
    "names/name/isPrimary = false": _OTHER_TYPE,
    "names/name/aliasType/@refId": _REFERENCE,
    f"{_TRANSLATION}/@id": "the number of the name, of which this is one spelling, is taken",
    f"{_TRANSLATION}/isPrimary = false": _OTHER_TYPE,
    "addresses/address/translations/translation/@id": "the number of the address is taken",
    "addresses/address/translations/translation/script = Latin": "that of an address without one",
    "addresses/address/translations/translation/isPrimary = true": _OTHER_SCRIPT,
    "addresses/address/translations/translation/isPrimary = false": _OTHER_SCRIPT,
    f"addresses/address/@id {OF_A_PLACE_HOLDER}": "an address without a country or any part",
    f"{_TRANSLATION}/script/@refId": _REFERENCE,
    f"{_TRANSLATION}/nameParts/namePart/@id": _NUMBER,
    f"{_TRANSLATION}/nameParts/namePart/type/@refId": _REFERENCE,
    "addresses/address/country/@refId": _REFERENCE,
    "addresses/address/translations/country/@refId": _REFERENCE,
    "addresses/address/translations/translation/script/@refId": _REFERENCE,
    "addresses/address/translations/translation/addressParts/addressPart/@id": _NUMBER,
    "addresses/address/translations/translation/addressParts/addressPart/type/@refId": _REFERENCE,
    "features/feature/type/@featureTypeId": _REFERENCE,
    "features/feature/versionId": "the feature's own number is taken",
    "features/feature/valueRefId": _REFERENCE,
    "features/feature/valueDate/@id": _NUMBER,
    "features/feature/reliability/@refId": _REFERENCE,
    "identityDocuments/identityDocument/type/@refId": _REFERENCE,
    "identityDocuments/identityDocument/name/@nameId": "the name itself is taken",
    "identityDocuments/identityDocument/name/@nameTranslationId": "the name itself is taken",
    "identityDocuments/identityDocument/issuingCountry/@refId": _REFERENCE,
    "identityDocuments/identityDocument/issueDate/@id": _NUMBER,
    "identityDocuments/identityDocument/expirationDate/@id": _NUMBER,
    "identityDocuments/identityDocument/idFeatures/idFeature/@id": _NUMBER,
    "identityDocuments/identityDocument/idFeatures/idFeature/@featureVersionId": _NUMBER,
    "relationships/relationship/type/@refId": _REFERENCE,
    "relationships/relationship/quality/@refId": _REFERENCE,
    "relationships/relationship/dateRange/@id": _NUMBER,
    "identityDocuments/identityDocument/isValid = true": _DEFAULT,
    "relationships/relationship/quality = Unknown": _DEFAULT,
    "features/feature/reliability = Unknown": _DEFAULT,
    **{f"{period}/isDateRange": "follows from the four dates" for period in _PERIODS},
    **{f"{period}/isApproximate = false": _DEFAULT for period in _PERIODS},
}
DEFINITIONS_LEFT_OUT = {
    f"{definition}{part}": _DEFINITION
    for definition, parts in zip(
        DEFINITIONS,
        (
            ("/@refId", "/type", "/value", "/code", "/isoCode", "/advancedXmlOffset"),
            (
                "/@featureTypeId",
                "/type",
                "/detailType",
                "/publishExclude",
                "/publishDescription",
                "/publishOrder",
            ),
        ),
        strict=True,
    )
    for part in parts
}
LEFT_OUT = {
    f"{_INFO}/filters/sanctionsLists": _FILTER,
    f"{_INFO}/filters/sanctionsPrograms/sanctionsProgram/@refId": _REFERENCE,
    **DEFINITIONS_LEFT_OUT,
    **{f"{_ENTITY}/{path}": reason for path, reason in ENTITY_LEFT_OUT.items()},
}

ENTITY_WORDS: Mapping[str, tuple[str, ...]] = {
    "names/name/isPrimary = true": ("primary",),
    "names/name/isLowQuality = true": ("weak",),
    "names/name/isLowQuality = false": ("strong",),
    f"{_TRANSLATION}/isPrimary = true": ("literalForm",),
    "names/name/aliasType = Name": ("primary", "aka"),
    **{
        f"{_TRANSLATION}/nameParts/namePart/type = {word}": (name, "literalForm")
        for word, name in (
            ("Last Name", "familyName"),
            ("Entity Name", "namePart1"),
            ("Vessel Name", "namePart1"),
            ("Aircraft Name", "namePart1"),
        )
    },
    "features/feature/isPrimary = true": ("main",),
    "features/feature/isPrimary = false": ("main",),
    "identityDocuments/identityDocument/isValid = false": ("fraudulent",),
    **{f"{period}/isApproximate = true": ("approximate",) for period in _PERIODS},
    **{
        f"addresses/address/translations/translation/addressParts/addressPart/type = {word}": (
            name,
        )
        for word, name in LINE_WORDS.items()
    },
}
WORDS: Mapping[str, tuple[str, ...]] = {
    **ofac_words.WORDS,
    **{f"{_ENTITY}/{field}": names for field, names in ENTITY_WORDS.items()},
}
"""What the graph calls the words and flags of the format."""

_VALUES = ("birth", "birthplace", "feature", "identifier")

ENTITY_HOMES: Mapping[str, tuple[str, ...]] = {
    "sanctionsLists/sanctionsList": ("designation/list", "event/description"),
    "sanctionsLists/sanctionsList/@id": ("designation/identifier", "event/identifier"),
    "sanctionsLists/sanctionsList/@datePublished": ("designation/listedOn", "event/date"),
    "sanctionsPrograms": ("designation/program", "event/description"),
    "sanctionsTypes": ("designation/measure", "designation/comment", "event/description"),
    "legalAuthorities": ("designation/legalBasis", "designation/comment", "event/description"),
    "names": ("name", "event/description"),
    "names/name/@id": ("name/identifier", "event/description"),
    "names/name/aliasType": ("name/type", "event/description"),
    "addresses": ("address", "event/description"),
    "addresses/address/@id": ("address/identifier", "event/description"),
    "features": (*_VALUES, "event/description"),
    "features/feature/@id": (*(f"{kind}/identifier" for kind in _VALUES), "event/description"),
    "features/feature/type": (
        "feature/type",
        "identifier/idScheme",
        "party",
        "event/description",
    ),
    "features/feature/reliability": tuple(f"{kind}/qualifier" for kind in _VALUES),
    "identityDocuments": ("identifier", "feature", "event/description"),
    **{
        f"relationships/relationship/{field}": ("relation", "feature", "event/description")
        for field in ("@id", "type", "quality", "relatedEntity/@entityId", "dateRange", "comments")
    },
    "relationships/relationship/relatedEntity": (ANYWHERE,),
}
HOMES: Mapping[str, tuple[str, ...]] = {
    f"{_ENTITY}/{field}": homes for field, homes in ENTITY_HOMES.items()
}
"""Where the graph says what."""

"""The reference value sets of the made-up advanced file, in the order of the format."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import advanced_proportions as p
from benchmarks.advanced_parties import SCRIPTS


def reference_sets() -> Iterator[tuple[str, list[tuple[str, str, dict[str, str]]]]]:
    """Every set of the format in its order, with number, word and attributes of its values."""

    def plain(*pairs: tuple[str, str]) -> list[tuple[str, str, dict[str, str]]]:
        return [(number, word, {}) for number, word in pairs]

    unknown = ("1", "Unknown")
    lands = [(n, word, {"ISO2": iso}) for n, word, iso in p.COUNTRIES] + plain(p.UNDETERMINED)
    areas = [
        (n, more.get("ISO2", ""), {"CountryID": n, "Description": word, "AreaCodeTypeID": "1"})
        for n, word, more in lands
    ]
    types = {(number, word) for rows in p.FEATURES.values() for number, word, _, _ in rows}
    lookups = sorted({pair for pairs in p.LOOKUPS.values() for pair in pairs})
    bases = [
        (n, w, {"LegalBasisShortRef": w, "LegalBasisTypeID": "1", "SanctionsProgramID": "1"})
        for n, w in p.LEGAL_BASES
    ]
    yield (
        "AliasType",
        plain(("1400", "A.K.A."), ("1401", "F.K.A."), ("1402", "N.K.A."), ("1403", "Name")),
    )
    yield "AreaCode", areas
    yield "AreaCodeType", plain(("1", "ISO 3166 (2)"))
    yield "CalendarType", plain(("1", "Gregorian"))
    yield "Country", lands
    yield "CountryRelevance", plain(("1413", "PRIMARY"))
    yield (
        "DecisionMakingBody",
        [("1", "United States Treasury Department", {"OrganisationID": "1"})],
    )
    yield "DetailReference", plain(*lookups)
    yield (
        "DetailType",
        plain(("1430", "DATE"), ("1431", "LOOKUP"), ("1432", "TEXT"), ("1433", "COUNTRY")),
    )
    yield "DocNameStatus", plain(("1", "Primary Latin"), ("2", "Others"))
    yield "EntryEventType", plain(("1", "Created"))
    yield "EntryLinkType", []
    yield "ExRefType", []
    yield (
        "FeatureType",
        [(n, w, {"FeatureTypeGroupID": "1"}) for n, w in sorted({*types, p.LOCATION_FEATURE})],
    )
    yield "FeatureTypeGroup", plain(unknown)
    yield "IDRegDocDateType", plain(("1480", "Issue Date"), ("1481", "Expiration Date"))
    yield "IDRegDocType", plain(*p.DOCUMENT_TYPES, p.SHIP_NUMBER)
    yield "IdentityFeatureLinkType", plain(unknown)
    yield "LegalBasis", bases
    yield "LegalBasisType", plain(unknown)
    yield (
        "List",
        plain(
            ("1550", "SDN List"),
            ("91243", "Non-SDN Palestinian Legislative Council List"),
            ("91507", "Sectoral Sanctions Identifications List"),
            ("91512", "Consolidated List"),
        ),
    )
    yield (
        "LocPartType",
        plain(
            unknown,
            ("1451", "ADDRESS1"),
            ("1454", "CITY"),
            ("1455", "STATE/PROVINCE"),
            ("1456", "POSTAL CODE"),
        ),
    )
    yield "LocPartValueStatus", plain(("1", "Main"))
    yield "LocPartValueType", plain(unknown)
    yield (
        "NamePartType",
        plain(
            ("1520", "Last Name"),
            ("1521", "First Name"),
            ("1522", "Middle Name"),
            ("1524", "Aircraft Name"),
            ("1525", "Entity Name"),
            ("1526", "Vessel Name"),
        ),
    )
    yield "Organisation", [("1", "State", {})]
    yield (
        "PartySubType",
        [
            (n, word, {"PartyTypeID": type_})
            for n, word, type_ in (
                ("1", "Vessel", "4"),
                ("2", "Aircraft", "4"),
                ("3", "Unknown", "2"),
                ("4", "Unknown", "1"),
            )
        ],
    )
    yield (
        "PartyType",
        plain(("1", "Individual"), ("2", "Entity"), ("3", "Location"), ("4", "Transport")),
    )
    yield "RelationQuality", plain(*p.RELATION_QUALITIES)
    yield "RelationType", [(n, word, {"Symmetrical": "false"}) for n, word in p.RELATION_TYPES]
    yield (
        "Reliability",
        plain(unknown, ("1560", "Confirmed"), ("91479", "Reported"), ("1561", "False")),
    )
    yield "SanctionsProgram", [("1", "Unknown", {"SubsidiaryBodyID": "1"})]
    yield "SanctionsType", plain(("1", "Program"), ("1705", "Block"))
    yield "Script", [(n, word, {"ScriptCode": code}) for n, (word, code) in SCRIPTS.items()]
    yield "ScriptStatus", plain(unknown)
    yield (
        "SubsidiaryBody",
        [
            (
                "1",
                "Office of Foreign Assets Control",
                {"Notional": "false", "DecisionMakingBodyID": "1"},
            )
        ],
    )
    yield "SupInfoType", []
    yield "TargetType", []
    yield "Validity", plain(("1", "Valid"), ("2", "Fraudulent"))

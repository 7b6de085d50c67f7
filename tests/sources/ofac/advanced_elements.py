"""Elements of OFAC's advanced XML, built from OFAC's words, for the tests of that format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

SETS: dict[str, Sequence[str]] = {
    "AliasType": ("A.K.A.", "F.K.A.", "N.K.A.", "Name"),
    "AreaCode": ("CN|Description=China", "|Description=undetermined", "RU|Description=Russia"),
    "AreaCodeType": ("ISO 3166 (2)",),
    "CalendarType": ("Gregorian", "Hijri"),
    "Country": (
        "China|ISO2=CN",
        "Iran (false)",
        "undetermined",
        "Korea, North|ISO2=KP",
        "Ruritania|ISO2=GE",
    ),
    "CountryRelevance": ("PRIMARY", "SECONDARY"),
    "DecisionMakingBody": ("United States Treasury Department|OrganisationID=1",),
    "DetailReference": ("Male", "North Korea Sanctions Regulations", "Crude Oil Tanker"),
    "DetailType": ("DATE", "LOOKUP", "TEXT", "COUNTRY"),
    "DocNameStatus": ("Primary Latin", "Others"),
    "EntryEventType": ("Created", "Delisted"),
    "EntryLinkType": ("Supersedes",),
    "ExRefType": ("Press release",),
    "FeatureType": (
        "Birthdate",
        "Place of Birth",
        "Gender",
        "Nationality Country",
        "Citizenship Country",
        "Title",
        "Secondary sanctions risk:",
        "Website",
        "Digital Currency Address - XBT",
        "Location",
        "Vessel Call Sign",
        "VESSEL TYPE",
        "Vessel Flag",
        "Vessel Owner",
        "Vessel Tonnage",
        "Vessel Gross Registered Tonnage",
        "Organization Established Date",
        "Lucky Number",
    ),
    "FeatureTypeGroup": ("Unknown",),
    "IDRegDocDateType": ("Issue Date", "Expiration Date", "Renewal Date"),
    "IDRegDocType": ("Passport", "Vessel Registration Identification", "Moon Card No."),
    "IdentityFeatureLinkType": ("Unknown", "Attributed"),
    "LegalBasis": (
        "Unknown|SanctionsProgramID=1",
        "Executive Order 13722 (North Korea)|SanctionsProgramID=1",
        "Executive Order 13818 (Global Magnitsky)|SanctionsProgramID=2",
    ),
    "LegalBasisType": ("Unknown",),
    "List": (
        "SDN List",
        "Consolidated List",
        "Sectoral Sanctions Identifications List",
        "FSE List",
    ),
    "LocPartType": (
        "Unknown",
        "ADDRESS1",
        "ADDRESS2",
        "ADDRESS3",
        "CITY",
        "STATE/PROVINCE",
        "POSTAL CODE",
        "REGION",
    ),
    "LocPartValueStatus": ("Main", "Former"),
    "LocPartValueType": ("Unknown", "Romanised"),
    "NamePartType": (
        "Last Name",
        "First Name",
        "Middle Name",
        "Entity Name",
        "Vessel Name",
        "Rank",
    ),
    "Organisation": ("State",),
    "PartySubType": (
        "Vessel|PartyTypeID=3",
        "Aircraft|PartyTypeID=3",
        "Unknown|PartyTypeID=2",
        "Unknown|PartyTypeID=1",
        "Unknown|PartyTypeID=4",
    ),
    "PartyType": ("Individual", "Entity", "Transport", "Location"),
    "RelationQuality": ("Unknown", "High", "on OFAC's SDN list:", "Low"),
    "RelationType": ("Owned or Controlled By", "Acting for or on behalf of", "Rowing with"),
    "Reliability": ("Unknown", "Confirmed", "Reported", "False"),
    "SanctionsProgram": ("Unknown", "GLOMAG"),
    "SanctionsType": ("Program", "Block", "Reject"),
    "Script": (
        "Latin|ScriptCode=Latin",
        "Arabic|ScriptCode=Arab",
        "Chinese Simplified|ScriptCode=Hans",
        "Asomtavruli|ScriptCode=Geor",
    ),
    "ScriptStatus": ("Unknown",),
    "SubsidiaryBody": ("Office of Foreign Assets Control|DecisionMakingBodyID=1",),
    "SupInfoType": ("Press release",),
    "TargetType": ("Web page",),
    "Validity": ("Valid", "Fraudulent", "Questionable"),
}
_ALSO: dict[str, Sequence[str]] = {
    "AreaCode": ("AreaCodeTypeID=1", "CountryID=1"),
    "FeatureType": ("FeatureTypeGroupID=1",),
    "LegalBasis": ("LegalBasisTypeID=1", "LegalBasisShortRef=short"),
    "Organisation": ("CountryID=1",),
    "RelationType": ("Symmetrical=false",),
    "SanctionsProgram": ("SubsidiaryBodyID=1",),
    "SubsidiaryBody": ("Notional=false",),
}
_NUMBERS = {
    (set_, value.partition("|")[0]): f"{1 + place}"
    for set_, values in SETS.items()
    for place, value in enumerate(values)
}


def ref(set_: str, word: str) -> str:
    """The number of a word in its set."""
    return _NUMBERS[set_, word]


def references() -> str:
    """The reference value sets."""
    sets = {
        set_: "".join(_value(set_, place, text) for place, text in enumerate(values, 1))
        for set_, values in SETS.items()
    }
    return "".join(f"<{set_}Values>{values}</{set_}Values>" for set_, values in sets.items())


def _value(set_: str, place: int, text: str) -> str:
    word, _, more = text.partition("|")
    pairs = dict(pair.split("=", 1) for pair in (*more.split(","), *_ALSO.get(set_, ())) if pair)
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in pairs.items())
    return f'<{set_} ID="{place}"{attributes}>{escape(word)}</{set_}>'


def point(day: str) -> str:
    """Year, month and day of an ISO date."""
    year, month, number = day.split("-")
    return f"<Year>{year}</Year><Month>{int(month)}</Month><Day>{int(number)}</Day>"


def period(
    start: tuple[str, str], end: tuple[str, str], *, approximate: bool = False, calendar: str = "1"
) -> str:
    """A period whose ends are each given by a first and a last day; "" leaves an end out."""
    flags = 'YearFixed="false" MonthFixed="false" DayFixed="false"'
    about = f'Approximate="{str(approximate).lower()}"'
    ends = "".join(
        f"<{tag} {about} {flags}><From>{point(first)}</From><To>{point(last)}</To></{tag}>"
        for tag, (first, last) in (("Start", start), ("End", end))
        if first
    )
    return f'<DatePeriod CalendarTypeID="{calendar}" {flags}>{ends}</DatePeriod>'


def year(number: int, *, approximate: bool = False) -> str:
    """A whole year as OFAC writes it."""
    first, last = f"{number}-01-01", f"{number}-12-31"
    return period((first, first), (last, last), approximate=approximate)


def location(
    number: str, country: str, parts: Iterable[tuple[str, str]] = (), more: str = ""
) -> str:
    """A location by the words of its country and parts; a value may be ``text|script word``."""
    said = "".join(
        f'<LocationPart LocPartTypeID="{ref("LocPartType", word)}">'
        + "".join(_part_value(text) for text in texts.split("||"))
        + "</LocationPart>"
        for word, texts in parts
    )
    land = (
        f'<LocationCountry CountryID="{ref("Country", country)}" CountryRelevanceID="1"/>'
        if country
        else ""
    )
    back = '<FeatureVersionReference FeatureVersionID="2"/>'
    return f'<Location ID="{number}">{more}{land}{said}{back}</Location>'


def _part_value(text: str) -> str:
    value, _, script = text.partition("|")
    flags = f'Primary="{str(not script).lower()}" LocPartValueTypeID="1" LocPartValueStatusID="1"'
    said = f"<Comment>{script}</Comment><Value>{escape(value)}</Value>"
    return f"<LocationPartValue {flags}>{said}</LocationPartValue>"


def alias(
    type_: str, *spellings: str, low: bool = False, primary: bool = False, number: int = 0
) -> str:
    """An alias; a spelling is ``part type:text;…``, with ``@script`` behind it for a script."""
    flags = f'Primary="{str(primary).lower()}" LowQuality="{str(low).lower()}"'
    said = []
    for place, spelling in enumerate(spellings):
        text, _, script = spelling.partition("@")
        status = "Primary Latin" if primary and not place else "Others"
        parts = "".join(
            f'<DocumentedNamePart><NamePartValue NamePartGroupID="{ref("NamePartType", word)}" '
            f'ScriptID="{ref("Script", script or "Latin")}" ScriptStatusID="1" Acronym="false">'
            f"{escape(value)}</NamePartValue></DocumentedNamePart>"
            for word, value in (part.split(":", 1) for part in text.split(";"))
        )
        said.append(
            f'<DocumentedName ID="{number + place}" FixedRef="1" '
            f'DocNameStatusID="{ref("DocNameStatus", status)}">{parts}</DocumentedName>'
        )
    kind = f'FixedRef="1" AliasTypeID="{ref("AliasType", type_)}"'
    return f"<Alias {kind} {flags}>{''.join(said)}</Alias>"


def feature(number: str, word: str, content: str, *, reliability: str = "Unknown") -> str:
    """A feature with one version."""
    return (
        f'<Feature ID="{number}" FeatureTypeID="{ref("FeatureType", word)}">'
        f'<FeatureVersion ID="{number}" ReliabilityID="{ref("Reliability", reliability)}">'
        f"<Comment/>{content}</FeatureVersion>"
        '<IdentityReference IdentityID="934019" IdentityFeatureLinkTypeID="1"/>'
        "</Feature>"
    )


def detail(type_: str, text: str = "", word: str = "") -> str:
    """A detail of a feature: a text, or a word it refers to."""
    points_at = f' DetailReferenceID="{ref("DetailReference", word)}"' if word else ""
    kind = f'DetailTypeID="{ref("DetailType", type_)}"'
    return f"<VersionDetail {kind}{points_at}>{escape(text)}</VersionDetail>"


def at(place: str, type_: str = "") -> str:
    """A place a feature points at."""
    return (detail(type_) if type_ else "") + f'<VersionLocation LocationID="{place}"/>'


def party(number: str, subtype: str, names: str, features: str = "", more: str = "") -> str:
    """A party with one profile, whose kind is a place in the set of subtypes."""
    groups = "".join(
        f'<MasterNamePartGroup><NamePartGroup ID="{place}" NamePartTypeID="{place}"/>'
        "</MasterNamePartGroup>"
        for place in range(1, 1 + len(SETS["NamePartType"]))
        if f'NamePartGroupID="{place}"' in names
    )
    return (
        f'<DistinctParty FixedRef="{number}"><Comment/><Profile ID="{number}" '
        f'PartySubTypeID="{subtype}"><Identity ID="9{number}" FixedRef="{number}" Primary="true" '
        f'False="false">{names}<NamePartGroups>{groups}</NamePartGroups></Identity>{features}{more}'
        "</Profile></DistinctParty>"
    )


def document_of(  # noqa: PLR0913 - one argument for each field
    number: str, owner: str, word: str, value: str, *, more: str = "", dates: str = ""
) -> str:
    """A document of a party."""
    return (
        f'<IDRegDocument ID="{number}" IDRegDocTypeID="{ref("IDRegDocType", word)}" '
        f'IdentityID="9{owner}" {more}><Comment/><IDRegistrationNo>{value}</IDRegistrationNo>'
        f'<IssuingAuthority/>{dates}<DocumentedNameReference DocumentedNameID="{owner}0"/>'
        "</IDRegDocument>"
    )


def dated(word: str, day: str) -> str:
    """A date of a document."""
    type_ = ref("IDRegDocDateType", word)
    said = period((day, day), (day, day))
    return f'<DocumentDate IDRegDocDateTypeID="{type_}">{said}</DocumentDate>'


def entry(  # noqa: PLR0913 - one argument for each field
    number: str,
    profile: str,
    tags: Iterable[str],
    *,
    listing: str = "SDN List",
    events: Iterable[tuple[str, str]] = (("2021-12-10", "Unknown"),),
    measures: Iterable[str] = ("Block",),
    more: str = "",
    before: str = "",
) -> str:
    """A sanctions entry; an event is its day and legal basis."""
    fixed = 'CalendarTypeID="1" YearFixed="true" MonthFixed="true" DayFixed="true"'
    happened = "".join(
        f'<EntryEvent ID="{number}{place}" EntryEventTypeID="1" '
        f'LegalBasisID="{ref("LegalBasis", basis)}"><Comment/>'
        f'<Date CalendarTypeID="1">{point(day)}</Date></EntryEvent>'
        for place, (day, basis) in enumerate(events)
    )
    said = [*((word, "") for word in measures), *(("Program", tag) for tag in tags)]
    done = "".join(
        f'<SanctionsMeasure ID="{number}{place}" SanctionsTypeID="{ref("SanctionsType", word)}">'
        f"{f'<Comment>{text}</Comment>' if text else ''}<DatePeriod {fixed}/></SanctionsMeasure>"
        for place, (word, text) in enumerate(said)
    )
    return (
        f'<SanctionsEntry ID="{number}" ProfileID="{profile}" ListID="{ref("List", listing)}">'
        f"{before}{happened}{done}{more}</SanctionsEntry>"
    )


def relationship(  # noqa: PLR0913 - one argument for each field
    number: str,
    ends: tuple[str, str],
    word: str,
    entry_: str,
    *,
    quality: str = "Unknown",
    former: bool = False,
    more: str = "",
) -> str:
    """A relationship from the first party to the second, as OFAC words it."""
    return (
        f'<ProfileRelationship ID="{number}" From-ProfileID="{ends[0]}" To-ProfileID="{ends[1]}" '
        f'RelationTypeID="{ref("RelationType", word)}" SanctionsEntryID="{entry_}" '
        f'RelationQualityID="{ref("RelationQuality", quality)}" Former="{str(former).lower()}">'
        f"<Comment/>{more}</ProfileRelationship>"
    )

"""What each property of a FollowTheMoney party says, and the properties that are left.

The properties are those of the model's schemata (followthemoney 4.11, ``schema/*.yaml``):
Thing, LegalEntity, Organization, Company, PublicBody, Person, Vehicle, Vessel, Airplane,
Asset and Value together, because a party of one schema may carry those of its parents.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Kind

PARTIES: Mapping[str, Kind] = {
    "Person": Kind.PERSON,
    "LegalEntity": Kind.ENTITY,
    "Organization": Kind.ENTITY,
    "Company": Kind.ENTITY,
    "PublicBody": Kind.ENTITY,
    "Vessel": Kind.VESSEL,
    "Airplane": Kind.AIRCRAFT,
}

NAMES: Mapping[str, tuple[str, str]] = {
    "name": ("aka", ""),
    "alias": ("aka", ""),
    "previousName": ("fka", ""),
    "weakAlias": ("aka", "weak"),
    "abbreviation": ("aka", "weak"),
}

NAME_PARTS: Mapping[str, str] = {
    "firstName": "given",
    "secondName": "middle",
    "middleName": "middle",
    "fatherName": "patronymic",
    "motherName": "matronymic",
    "lastName": "family",
}

IDENTIFIERS: Mapping[str, str] = {
    "registrationNumber": "registration-number",
    "idNumber": "identification-number",
    "taxNumber": "tax-id",
    "licenseNumber": "licence",
    "vatCode": "vat-number",
    "uscCode": "uscc",
    "icijId": "ICIJ ID",
    "bvdId": "BvD ID",
    "sayariId": "Sayari ID",
    "brightQueryId": "BrightQuery ID",
    "brightQueryOrgId": "BrightQuery organization ID",
    "okpoCode": "OKPO",
    "innCode": "INN",
    "ogrnCode": "OGRN",
    "kppCode": "KPP",
    "okopfCode": "OKOPF",
    "fnsCode": "FNS",
    "fssCode": "FSS",
    "bikCode": "bik",
    "pfrNumber": "PFR",
    "oksmCode": "OKSM",
    "coatoCode": "OKATO",
    "voenCode": "VOEN",
    "irsCode": "us-fein",
    "ipoCode": "IPO",
    "cikCode": "CIK",
    "jibCode": "JIB",
    "mbsCode": "MBS",
    "caemCode": "CAEM",
    "leiCode": "lei",
    "dunsCode": "duns",
    "uniqueEntityId": "Unique entity ID (SAM)",
    "npiCode": "NPI",
    "swiftBic": "bic",
    "cageCode": "CAGE",
    "permId": "PermID",
    "giiNumber": "giin",
    "isinCode": "isin",
    "ticker": "equity-ticker",
    "ricCode": "RIC",
    "passportNumber": "passport",
    "socialSecurityNumber": "ssn",
    "wikidataId": "wikidata",
    "mmsi": "mmsi",
    "callSign": "vessel-call-sign",
    "crsNumber": "CRS number",
    "serialNumber": "aircraft-serial-number",
    "icaoCode": "ICAO code",
}

COUNTRIES: Mapping[str, str] = {
    "nationality": "nationality",
    "citizenship": "citizenship",
    "jurisdiction": "registration-country",
    "country": "country",
    "mainCountry": "main country",
    "flag": "vessel-flag",
    "pastFlags": "former-vessel-flag",
}

DATES: Mapping[str, str] = {
    "incorporationDate": "organization-established",
    "dissolutionDate": "organization dissolved",
    "deathDate": "death",
    "buildDate": "vessel-year-of-build",
    "registrationDate": "registration date",
    "deregistrationDate": "deregistration date",
    "nameChangeDate": "name change date",
}

FEATURES: Mapping[str, str] = {
    "summary": "summary",
    "notes": "remark",
    "description": "description",
    "sourceUrl": "source page",
    "publisher": "publisher of the source",
    "publisherUrl": "publisher's page",
    "wikipediaUrl": "Wikipedia page",
    "opencorporatesUrl": "OpenCorporates page",
    "keywords": "keyword",
    "topics": "topic",
    "program": "program, in words",
    "programId": "program ID",
    "riskSource": "risk source",
    "email": "email",
    "phone": "phone",
    "website": "website",
    "legalForm": "legal-form",
    "taxStatus": "tax status",
    "status": "status",
    "sector": "business-activity",
    "okvedCode": "business-activity",
    "classification": "classification",
    "capital": "capital",
    "title": "title",
    "nameSuffix": "name suffix",
    "position": "position",
    "biography": "biography",
    "gender": "gender",
    "ethnicity": "ethnicity",
    "height": "physical-description",
    "weight": "physical-description",
    "eyeColor": "physical-description",
    "hairColor": "physical-description",
    "appearance": "physical-description",
    "religion": "religion",
    "political": "political affiliation",
    "profession": "profession",
    "education": "education",
    "spokenLanguage": "spoken language",
    "type": "vessel-type",
    "pastTypes": "other-vessel-type",
    "model": "aircraft-model",
    "manufacturer": "manufacturer",
    "registrationPort": "registration port",
    "navigationArea": "navigation area",
    "tonnage": "tonnage",
    "grossRegisteredTonnage": "gross-registered-tonnage",
    "deadweightTonnage": "deadweight tonnage",
    "amount": "value",
    "currency": "currency of the value",
    "amountUsd": "value in US dollars",
    "amountEur": "value in euros",
}

PARTY_LINKS: Mapping[str, str] = {
    "parent": "parent-company",
    "owner": "ownership",
    "operator": "owns-controls-or-operates",
}
"""Properties that name another party, and the kind of relation that runs from it to this one."""

LEFT_PROPERTIES: Mapping[str, str] = {
    "createdAt": "says when a data base took the entity in, not a fact about it",
    "modifiedAt": "says when a data base changed the entity, not a fact about it",
    "retrievedAt": "says when a data base fetched the entity, not a fact about it",
    "alephUrl": "an address inside a data base of documents",
    "indexText": "text repeated for a search index",
    "proof": "names a document of a data base, whose documents are left out",
}

LEFT_SCHEMATA: Mapping[str, str] = {
    **dict.fromkeys(
        "Article Audio Document Documentation Email Folder HyperText Image Mention Message Note "
        "Package Page Pages PlainText Table Video Workbook".split(),
        "a document of a data base, or a mention in one",
    ),
    **dict.fromkeys(
        "Asset BankAccount License RealEstate Security Vehicle".split(),
        "property that is none of the four kinds of party",
    ),
    **dict.fromkeys(
        "Call CallForTenders Contract ContractAward CourtCase CourtCaseParty Debt "
        "EconomicActivity Event Payment Project ProjectParticipant TaxRoll Trip".split(),
        "a transaction or event, which the vocabulary has no words for",
    ),
    **dict.fromkeys(
        "Occupancy Position".split(),
        "a post and who holds it: a position of a person, told in words on the person",
    ),
    "Risk": "a grading by a data base, not a listing by an authority",
    "Similar": "a guess that two entities are one",
    "Territory": "a place, none of the four kinds of party",
    "UserAccount": "an account with a service, told on its owner if at all",
}

LEFT_ENVELOPE: Mapping[str, str] = {
    "target": "a grading by a data base, told by the listings themselves",
    "caption": "a name, which leads the others, or a label made of the other properties",
    "first_seen": "says when a data base first met the entity",
    "last_seen": "says when a data base last met the entity; the latest names the release",
    "last_change": "says when a data base changed the entity; the latest names the release",
    "origin": "says by which program a data base came to the entity",
}

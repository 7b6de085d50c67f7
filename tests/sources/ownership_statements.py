"""A small file of beneficial ownership statements, one of every kind the reader tells apart."""

from __future__ import annotations

import json

Statement = dict[str, object]


def statement(kind: str, record: str, details: Statement, **said: object) -> Statement:
    """A statement about a record."""
    return {
        "statementId": f"{record}-{said.get('statementDate', '2020-03-04')}",
        "declaration": "d1",
        "declarationSubject": "E1",
        "statementDate": "2020-03-04",
        "publicationDetails": {
            "publicationDate": "2020-03-05",
            "bodsVersion": "0.4",
            "license": "https://example.org/l",
            "publisher": {"name": "Register", "url": "https://example.org"},
        },
        "recordId": record,
        "recordStatus": "new",
        "recordType": kind,
        "recordDetails": {"isComponent": False, **details},
        **said,
    }


PERSON = statement(
    "person",
    "P1",
    {
        "personType": "knownPerson",
        "names": [
            {"type": "alternative", "fullName": "Jenny Smith"},
            {
                "type": "legal",
                "fullName": "Jennifer Smith",
                "givenName": "Jennifer",
                "familyName": "Smith",
            },
            {"type": "former", "fullName": "Jennifer Jones"},
            {"type": "transliteration", "familyName": "Смит", "patronymicName": "Ив"},
        ],
        "birthDate": "1978-07",
        "deathDate": "2021-04-03",
        "nationalities": [{"code": "GB", "name": "United Kingdom"}],
        "taxResidencies": [{"code": "UA", "name": "Ukraine"}],
        "identifiers": [
            {"scheme": "IRL-TAXID", "id": "7700225VH", "schemeName": "Ireland PPS"},
            {"schemeName": "Club", "id": "9", "uri": "https://example.org/9"},
        ],
        "addresses": [
            {
                "type": "service",
                "address": "76 York Road",
                "postCode": "BH81",
                "country": {"name": "United Kingdom", "code": "GB"},
            },
            {"type": "placeOfBirth", "address": "Leeds"},
        ],
        "placeOfResidence": {"country": {"name": "France"}},
        "politicalExposure": {
            "status": "isPep",
            "details": [
                {
                    "reason": "Member of Parliament",
                    "jurisdiction": {"name": "United Kingdom", "code": "gb"},
                    "startDate": "2017-10-15",
                    "source": {"type": ["selfDeclaration"], "assertedBy": [{"name": "M H"}]},
                }
            ],
        },
    },
    source={
        "type": ["officialRegister"],
        "description": "the register",
        "url": "https://example.org/r",
        "retrievedAt": "2020-03-05",
        "assertedBy": [{"name": "ACME", "uri": "https://example.org/a"}],
    },
    annotations=[
        {
            "statementPointerTarget": "/",
            "motivation": "commenting",
            "description": "A note.",
            "url": "https://example.org/n",
        }
    ],
)
ENTITY = statement(
    "entity",
    "E1",
    {
        "entityType": {"type": "registeredEntity", "subtype": "other", "details": "Ltd"},
        "name": "Profitech Ltd",
        "alternateNames": ["Profitech"],
        "jurisdiction": {"name": "Delaware", "code": "US-DE"},
        "foundingDate": "2019-09-03",
        "dissolutionDate": "2023-01-01",
        "uri": "https://example.org/e1",
        "identifiers": [
            {"scheme": "GB-COH", "id": "2063384560"},
            {"scheme": "XI-LEI", "id": "213800BJPX8V9HVY1Y11"},
        ],
        "formedByStatute": {"name": "An Act", "date": "2019-01-01"},
        "publicListing": {
            "hasPublicListing": True,
            "companyFilingsURLs": ["https://example.org/f"],
            "securitiesListings": [
                {
                    "stockExchangeJurisdiction": "GB",
                    "stockExchangeName": "LSE",
                    "marketIdentifierCode": "XLON",
                    "security": {"idScheme": "isin", "id": "GB0001", "ticker": "PFT"},
                }
            ],
        },
    },
)
OTHER = statement("entity", "E2", {"entityType": {"type": "state"}, "name": "Ruritania"})
ANONYMOUS = statement(
    "person",
    "P2",
    {
        "personType": "anonymousPerson",
        "unspecifiedPersonDetails": {"reason": "interestedPartyExemptFromDisclosure"},
    },
)


def relationship(
    record: str, owner: object, *interests: Statement, subject: object = "E1", **said: object
) -> Statement:
    """A relationship of a record with interests."""
    details: Statement = {"subject": subject, "interestedParty": owner}
    if interests:
        details["interests"] = list(interests)
    return statement("relationship", record, details, **said)


OWNS = relationship(
    "R1",
    "P1",
    {
        "type": "shareholding",
        "beneficialOwnershipOrControl": True,
        "directOrIndirect": "direct",
        "startDate": "2016-04-06",
        "share": {"exact": 60.5},
        "details": "A shares",
    },
    {"type": "boardMember"},
)
BOUNDED = relationship(
    "R2",
    "E2",
    {
        "type": "votingRights",
        "directOrIndirect": "indirect",
        "share": {"exclusiveMinimum": 25, "maximum": 50},
        "endDate": "2022-01-21",
    },
)
HIDDEN = relationship("R3", "P2", {"type": "trustee"})
EXEMPT = relationship("R4", {"reason": "subjectExemptFromDisclosure", "description": "Listed"})
EVERYTHING = (OWNS, PERSON, ENTITY, OTHER, ANONYMOUS, BOUNDED, HIDDEN, EXEMPT)


def document(*statements: Statement) -> str:
    """A file of those statements."""
    return json.dumps(list(statements), indent=1)

"""A small FollowTheMoney export, an entity of every kind the reader tells apart."""

from __future__ import annotations

import json

Entity = dict[str, object]


def entity(
    schema: str, number: str, *, of: tuple[str, ...] = ("us_ofac_sdn",), **said: object
) -> Entity:
    """An entity; one value stands for an array of one."""
    properties = {
        name: value if isinstance(value, list) else [value] for name, value in said.items()
    }
    return {
        "id": number,
        "caption": "x",
        "schema": schema,
        "properties": properties,
        "referents": [],
        "datasets": list(of),
        "first_seen": "2023-04-20T18:00:25",
        "last_seen": "2024-06-01T10:57:03",
        "target": True,
    }


PERSON = {
    **entity(
        "Person",
        "NK-aB",
        name=["Maria OSETROVA", "Мария Осетрова"],
        alias="Mariya Osetrova",
        weakAlias="Masha",
        previousName="Maria Zakharova",
        firstName=["Maria", "Мария"],
        lastName=["OSETROVA"],
        fatherName="Aleksandrovna",
        birthDate=["1988-01-07", "1988", "in spring"],
        birthPlace="Izhevsk",
        birthCountry="ru",
        nationality="ru",
        gender="female",
        passportNumber="X1",
        innCode="183116181362",
        wikidataId="Q42",
        addressEntity=["addr-1", "addr-lost"],
        address=["1 Street, Izhevsk", "2 Road, Izhevsk"],
        position="Director",
        topics="sanction",
        createdAt="2025-02-13",
    ),
    "caption": "Maria OSETROVA",
    "referents": ["ofac-46001"],
}
COMPANY = entity(
    "Company",
    "NK-Ab",
    name="LLC CST",
    jurisdiction="ru",
    incorporationDate="2015-04",
    parent="NK-aB",
)
SHIP = entity(
    "Vessel", "v1", name="PETR", imoNumber="IMO9187629", flag="pa", type="Tanker", owner="NK-Ab"
)
PLANE = entity(
    "Airplane", "p1", name="EP-TQA", registrationNumber="EP-TQA", type="737", buildDate="1990"
)
ADDRESS = entity(
    "Address", "addr-1", full="1 Street, Izhevsk", city="Izhevsk", country="ru", street="1 Street"
)
SANCTION = entity(
    "Sanction",
    "s1",
    entity="NK-aB",
    authority="Office of Foreign Assets Control",
    program="RUSSIA-EO14024",
    programId="US-RUSHAR",
    listingDate="2023-05-19",
    startDate="2023-05-20",
    provisions="Block",
    reason="Did things",
    status="active",
)
ENDED = entity(
    "Sanction",
    "s2",
    of=("ua_nsdc_sanctions",),
    entity="NK-aB",
    authority="Рада безпеки",
    program="Закон",
    startDate="2021-10-30",
    endDate="2023-10-30",
    status="expired",
)
OWNERSHIP = entity(
    "Ownership",
    "o1",
    owner="NK-aB",
    asset="NK-Ab",
    percentage="75",
    startDate="2016",
    role="Shareholder",
)
MINORITY = entity("Ownership", "o2", owner="NK-Ab", asset="v1", percentage="25-50%")
LOST = entity("Directorship", "d1", director="NK-aB", organization="nobody", role="Chair")
FAMILY = entity("Family", "f1", person="NK-aB", relative="nobody-either", relationship="brother")
PASSPORT = entity(
    "Passport", "doc1", holder="NK-aB", passportNumber="AB 12", country="ru", startDate="2010-01-01"
)
WALLET = entity("CryptoWallet", "w1", holder="NK-aB", publicKey="1AjZ", currency="XBT")
PAYMENT = entity("Payment", "pay1", payer="NK-aB", amountEur="5")
EVERYTHING = (
    SANCTION,
    PERSON,
    OWNERSHIP,
    COMPANY,
    SHIP,
    PLANE,
    ADDRESS,
    ENDED,
    MINORITY,
    LOST,
    FAMILY,
    PASSPORT,
    WALLET,
    PAYMENT,
)


def lines(*entities: Entity) -> str:
    """A file of those entities."""
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in entities)

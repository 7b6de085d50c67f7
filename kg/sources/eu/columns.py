"""The columns of the European Union's CSV files, and what each is called in the XML.

FSF 1.1 has 118 columns, FSF 1.0 ("short") 59. A row holds one item of an entry (a name, an
address, a birth, a document, a citizenship) beside what is repeated from the entry itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kg.sources.eu.items import ADDRESS, BIRTH, CITIZENSHIP, DOCUMENT, NAME


class Act(NamedTuple):
    """The columns of an act, "" for one that the format has not."""

    printed: str
    published: str
    page: str
    programme: str = ""
    role: str = ""
    issuer: str = ""
    in_force: str = ""


class Block(NamedTuple):
    """The columns of one kind of item: values by the XML's name, the act, the rest."""

    kind: str
    values: Mapping[str, str]
    act: Act
    remark: str = ""
    contacts: str = ""


class Format(NamedTuple):
    """One of the two formats: its name in the ledger and its columns."""

    name: str
    date: str
    number: str
    reference: str
    kind: tuple[str, ...]
    remark: str
    values: Mapping[str, str]
    act: Act
    blocks: tuple[Block, ...]
    left_out: Mapping[str, str]


_REPEATED = "the number of the entry once more"
_OF_ACT = "of the act and not of the value; the act's own entry gives it"
_LANGUAGE = "the language version of the act that was read, not the language of the value"


def _act(prefix: str, *, programme: bool = False) -> Act:
    start = f"{prefix}_Regulation_"
    return Act(
        printed=f"{start}NumberTitle",
        published=f"{start}PublicationDate",
        page=f"{start}PublicationUrl",
        programme=f"{start}Programme" if programme else "",
        role=f"{start}Type",
        issuer=f"{start}OrganisationType",
        in_force=f"{start}EntryIntoForceDate" if programme else "",
    )


def _block(kind: str, prefix: str, names: str, renamed: Mapping[str, str]) -> Block:
    values = {name: f"{prefix}_{name[0].upper()}{name[1:]}" for name in names.split()}
    values |= {name: f"{prefix}_{column}" for name, column in renamed.items()}
    contacts = f"{prefix}_ContactInfo" if kind == ADDRESS else ""
    return Block(kind, values, _act(prefix), f"{prefix}_Remark", contacts)


_COUNTRY = "countryIso2Code countryDescription logicalId region"
_BLOCKS = (
    _block(
        NAME,
        "NameAlias",
        "lastName firstName middleName wholeName nameLanguage gender title function logicalId",
        {"strong": "Strong"},
    ),
    _block(ADDRESS, "Address", f"city street poBox zipCode place asAtListingTime {_COUNTRY}", {}),
    _block(
        BIRTH,
        "BirthDate",
        f"yearRangeFrom yearRangeTo circa calendarType zipCode place city year {_COUNTRY}",
        {"birthdate": "BirthDate", "dayOfMonth": "Day", "monthOfYear": "Month"},
    ),
    _block(
        DOCUMENT,
        "Identification",
        "number diplomatic knownExpired knownFalse reportedLost revokedByIssuer issuedBy "
        f"issuedDate validFrom validTo latinNumber nameOnDocument {_COUNTRY}",
        {"identificationTypeCode": "TypeCode"},
    ),
    _block(CITIZENSHIP, "Citizenship", _COUNTRY, {}),
)
_PREFIXES = ("NameAlias", "Address", "BirthDate", "Identification", "Citizenship")

FSF_1_1 = Format(
    name="FSF 1.1 CSV",
    date="fileGenerationDate",
    number="Entity_LogicalId",
    reference="Entity_EU_ReferenceNumber",
    kind=("Entity_SubjectType", "Entity_SubjectType_ClassificationCode"),
    remark="Entity_Remark",
    values={
        "logicalId": "Entity_LogicalId",
        "unitedNationId": "Entity_UnitedNationId",
        "designationDate": "Entity_DesignationDate",
        "designationDetails": "Entity_DesignationDetails",
    },
    act=_act("Entity", programme=True),
    blocks=_BLOCKS,
    left_out={
        "Identification_TypeDescription": "the words for the type's code",
        **{f"{prefix}_RegulationLanguage": _LANGUAGE for prefix in _PREFIXES},
        **{f"{prefix}_Regulation_Programme": _OF_ACT for prefix in _PREFIXES},
        **{f"{prefix}_Regulation_EntryIntoForceDate": _OF_ACT for prefix in _PREFIXES},
    },
)


def _short(kind: str, prefix: str, values: Mapping[str, str], contacts: str = "") -> Block:
    act = Act(f"{prefix}_leba_numtitle", f"{prefix}_leba_publication_date", f"{prefix}_leba_url")
    values = {"logicalId": "logical_id", **values}
    columns = {name: f"{prefix}_{column}" for name, column in values.items()}
    return Block(kind, columns, act, contacts=f"{prefix}_{contacts}" if contacts else "")


_SHORT_PREFIXES = ("Naal", "Addr", "Birt", "Iden", "Citi")

FSF_1_0 = Format(
    name="FSF 1.0 CSV",
    date="Date_file",
    number="Entity_logical_id",
    reference="EU_ref_num",
    kind=("Subject_type",),
    remark="Entity_remark",
    values={"logicalId": "Entity_logical_id"},
    act=Act("Leba_numtitle", "Leba_publication_date", "Leba_url", "Programme"),
    blocks=(
        _short(
            NAME,
            "Naal",
            {
                "lastName": "lastname",
                "firstName": "firstname",
                "middleName": "middlename",
                "wholeName": "wholename",
                "gender": "gender",
                "title": "title",
                "function": "function",
                "nameLanguage": "language",
            },
        ),
        _short(
            ADDRESS,
            "Addr",
            {
                "number": "number",
                "street": "street",
                "zipCode": "zipcode",
                "city": "city",
                "countryIso2Code": "country",
            },
            contacts="other",
        ),
        _short(BIRTH, "Birt", {"birthdate": "date", "city": "place", "countryIso2Code": "country"}),
        _short(DOCUMENT, "Iden", {"number": "number", "countryIso2Code": "country"}),
        _short(CITIZENSHIP, "Citi", {"countryIso2Code": "country"}),
    ),
    left_out={
        **{f"Entity_logical_id {number}": _REPEATED for number in range(2, 7)},
        **{f"{prefix}_programme": _OF_ACT for prefix in _SHORT_PREFIXES},
    },
)
FORMATS = (FSF_1_1, FSF_1_0)

"""The tables of a designation file as typed structs: the one definition of the format.

The reader decodes into these structs, the JSON Schema for editors is generated from them,
and the tables of ``kg/designations/README.md`` name every field of them. A field that
is not here is an error in the file.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

FORMS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case letters, digits and single hyphens (treasury-jy0526)",
    r"^[a-z][a-z0-9]*-[A-Za-z0-9][A-Za-z0-9._-]*$": (
        "the publisher's scheme, a hyphen and the publisher's number (ofac-33951)"
    ),
    r"^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$": "letters and digits, best the date (2021-12-10)",
    r"^https?://[^\s<>\"]+$": "an address that starts with http:// or https://",
    r"^[0-9a-f]{64}$": "the 64 hexadecimal digits of a SHA-256",
    r"^[a-z]{2,3}(-[a-z0-9]{1,8})*$": "a language tag in lower case (en)",
    r"^[A-Z][a-z]{3}$": "an ISO 15924 code (Latn, Hans)",
    r"[0-9A-Za-z]": "a word with at least one letter or digit",
    r"\S": "text that is not blank",
}
"""What each pattern of the structs asks for, in words for an error."""

_KEY, _PARTY, _VERSION, _ADDRESS, _SHA, _LANGUAGE, _SCRIPT, _WORD, _TEXT = FORMS

Text = Annotated[str, Meta(pattern=_TEXT)]
Word = Annotated[str, Meta(pattern=_WORD)]
Key = Annotated[str, Meta(pattern=_KEY)]
PartyKey = Annotated[str, Meta(pattern=_PARTY)]
Version = Annotated[str, Meta(pattern=_VERSION)]
WebAddress = Annotated[str, Meta(pattern=_ADDRESS)]
Sha256 = Annotated[str, Meta(pattern=_SHA)]
Language = Annotated[str, Meta(pattern=_LANGUAGE)]
Script = Annotated[str, Meta(pattern=_SCRIPT)]
Share = Annotated[float, Meta(ge=0, le=100)]
LowerBound = Annotated[float, Meta(ge=0, lt=100)]
UpperBound = Annotated[float, Meta(gt=0, le=100)]
Count = Annotated[int, Meta(ge=1)]
Amount = Annotated[float, Meta(ge=0, le=1e15)]


class Table(Struct, kw_only=True, forbid_unknown_fields=True):
    """A table of the file; a field that it does not have is refused."""


class Claim(Table, kw_only=True):
    """Something that a source says, with its doubts."""

    sources: Annotated[
        list[Key], Meta(description="Keys of the sources that say so; without it, those above.")
    ] = []
    number: Annotated[Text | None, Meta(description="The publisher's own number of it.")] = None
    qualifiers: Annotated[
        list[Word], Meta(description="Doubts of the source: false, approximate, unconfirmed …")
    ] = []
    note: Annotated[Text | None, Meta(description="A remark on this claim.")] = None


class Release(Table, kw_only=True):
    """What the file is: one action or announcement, in one version."""

    key: Annotated[Key, Meta(description="Short name of what the file records.")]
    version: Annotated[Version, Meta(description="Which version it is, best its date.")]
    title: Annotated[Text, Meta(description="Title in English.")]
    authority: Annotated[Word, Meta(description="Authority that acted: us-ofac, eu-council …")]
    issued: Annotated[dt.date | None, Meta(description="Day of the action.")] = None
    licence: Annotated[Text | None, Meta(description="Terms of use: an address or text.")] = None
    url: Annotated[WebAddress | None, Meta(description="Page of the action.")] = None
    parties: Annotated[
        Count | None, Meta(description="How many [[party]] tables there must be.")
    ] = None


class Source(Table, kw_only=True):
    """A document that claims cite."""

    key: Annotated[
        Key,
        Meta(
            description="Name by which claims cite it. An article's is article- and, where its "
            "text is held, the first 12 digits of the text's SHA-256."
        ),
    ]
    kind: Annotated[
        Literal["list", "legal-act", "press-release", "article", "register"],
        Meta(description="The first three are official; the others never found sx:controls."),
    ]
    title: Annotated[Text, Meta(description="Title in English.")]
    version: Annotated[Version | None, Meta(description="Release of a list.")] = None
    publisher: Annotated[Text | None, Meta(description="Who published it.")] = None
    url: Annotated[WebAddress | None, Meta(description="Where it is published.")] = None
    issued: Annotated[Text | None, Meta(description="Date of publication.")] = None
    licence: Annotated[Text | None, Meta(description="Terms of use: an address or text.")] = None
    sha256: Annotated[Sha256 | None, Meta(description="SHA-256 of the text held.")] = None
    note: Annotated[Text | None, Meta(description="A remark on the document.")] = None


class Name(Claim, kw_only=True):
    """One spelling of a name, exactly as printed."""

    text: Annotated[Text, Meta(description="The whole name as printed.")]
    type: Annotated[
        Word, Meta(description="primary (one of each party), aka, fka, nka, as-printed …")
    ] = "aka"
    strength: Annotated[
        Literal["strong", "weak"] | None, Meta(description="The source's own grade.")
    ] = None
    script: Annotated[
        Script | None, Meta(description="ISO 15924; without it, read off the letters.")
    ] = None
    language: Annotated[
        Language | None, Meta(description="Language, only where the source states it.")
    ] = None
    family: Annotated[Text | None, Meta(description="Family name.")] = None
    given: Annotated[Text | None, Meta(description="Given name.")] = None
    middle: Annotated[Text | None, Meta(description="Middle name.")] = None
    maiden: Annotated[Text | None, Meta(description="Name at birth.")] = None
    patronymic: Annotated[Text | None, Meta(description="Father's name.")] = None
    matronymic: Annotated[Text | None, Meta(description="Mother's name.")] = None
    nickname: Annotated[Text | None, Meta(description="Nickname.")] = None


class Identifier(Claim, kw_only=True):
    """A number of a document or register."""

    scheme: Annotated[Word, Meta(description="passport, national-id, tax-id, uscc, eu-ref …")]
    value: Annotated[Text, Meta(description="The number as printed.")]
    country: Annotated[Text | None, Meta(description="Issuing country as printed.")] = None
    issuer: Annotated[Text | None, Meta(description="Issuing office.")] = None
    issued: Annotated[Text | None, Meta(description="Date of issue.")] = None
    expires: Annotated[Text | None, Meta(description="Date of expiry.")] = None
    bears_name: Annotated[Text | None, Meta(description="Name in the document.")] = None


class Address(Claim, kw_only=True):
    """An address or a place of birth."""

    full: Annotated[Text | None, Meta(description="The whole address, if printed whole.")] = None
    lines: Annotated[list[Text], Meta(max_length=6, description="House, street, district.")] = []
    city: Annotated[Text | None, Meta(description="Town.")] = None
    region: Annotated[Text | None, Meta(description="State, province or region.")] = None
    postal_code: Annotated[Text | None, Meta(description="Postal code.")] = None
    po_box: Annotated[Text | None, Meta(description="Post office box.")] = None
    country: Annotated[Text | None, Meta(description="Country as printed.")] = None
    script: Annotated[Script | None, Meta(description="ISO 15924.")] = None
    language: Annotated[Language | None, Meta(description="Language, where stated.")] = None


class Birth(Claim, kw_only=True):
    """A date of birth of any precision."""

    date: Annotated[
        Text, Meta(description="1963-10-01, 1953-08, 1955, circa 1955, 1947/1949; with a year.")
    ]


class Feature(Claim, kw_only=True):
    """Anything else that a source says of a party."""

    type: Annotated[Word, Meta(description="gender, title, position, target-type, remark …")]
    value: Annotated[Text | None, Meta(description="The value as printed.")] = None
    language: Annotated[Language | None, Meta(description="Language, where stated.")] = None
    country: Annotated[Text | None, Meta(description="Country as printed.")] = None
    date: Annotated[Text | None, Meta(description="Date or span it is about.")] = None


class Event(Claim, kw_only=True):
    """Something that happened to a listing; being added follows from the date ``listed``."""

    type: Annotated[Word, Meta(description="amended, removed, program-added, effective …")]
    date: Annotated[dt.date, Meta(description="Day on which it happened.")]
    description: Annotated[Text | None, Meta(description="What was changed.")] = None
    instrument: Annotated[Word | None, Meta(description="Legal act that did it.")] = None


class Statement(Claim, kw_only=True):
    """A sourced sentence about a designation or program that is no fact about a party."""

    key: Annotated[Key, Meta(description="Its name, by which others can contradict it.")]
    text: Annotated[Text, Meta(description="What the source says, shortly.")]
    language: Annotated[Language, Meta(description="Language of the text.")] = "en"
    subject: Annotated[
        Text | None, Meta(description="Whom or what it is about, in words; never a party.")
    ] = None
    date: Annotated[Text | None, Meta(description="Date or span it is about.")] = None
    quantity: Annotated[Amount | None, Meta(description="A number it states.")] = None
    unit: Annotated[Text | None, Meta(description="What the number counts.")] = None
    instruments: Annotated[list[Word], Meta(description="Legal acts it is about.")] = []
    contradicts: Annotated[
        list[Key], Meta(description="Keys of statements or relations it contradicts.")
    ] = []


class Designation(Claim, kw_only=True):
    """One party, one authority, one list, one program."""

    authority: Annotated[Word, Meta(description="us-ofac, us-state, eu-council, uk-fcdo …")]
    list_: Annotated[Word, Meta(description="ofac-sdn, ofac-ns-cmic, eu-fsf, uk-list …")] = field(
        name="list"
    )
    program: Annotated[Word, Meta(description="The publisher's tag: GLOMAG, DPRK3, HR …")]
    grounds: Annotated[
        list[Word], Meta(description="Grounds; none where the sources state none.")
    ] = []
    provision: Annotated[Text | None, Meta(description="Pinpoint: section 2(a)(iv).")] = None
    legal_basis: Annotated[
        list[Word], Meta(description="Legal acts; without it, those of the program.")
    ] = []
    instrument: Annotated[Word | None, Meta(description="Legal act that made the entry.")] = None
    measures: Annotated[
        list[Word], Meta(description="What is imposed; without it, what the list stands for.")
    ] = []
    extra_measures: Annotated[
        list[Word], Meta(description="What is imposed besides: secondary-risk.")
    ] = []
    status: Annotated[
        Literal["active", "removed", "suspended", "unknown"], Meta(description="State of it.")
    ] = "active"
    listed: Annotated[dt.date | None, Meta(description="Day of listing.")] = None
    effective: Annotated[dt.date | None, Meta(description="Day of effect, if another.")] = None
    divest_by: Annotated[dt.date | None, Meta(description="Last day to divest.")] = None
    delisted: Annotated[dt.date | None, Meta(description="Day of removal.")] = None
    reason: Annotated[
        dict[Language, Text], Meta(description="The authority's own words, by language.")
    ] = {}
    linked_to: Annotated[
        list[PartyKey], Meta(description="Keys of parties that the ground points at.")
    ] = []
    linked_to_names: Annotated[
        list[Text], Meta(description="Those it points at that are no parties here, in words.")
    ] = []
    events: Annotated[list[Event], Meta(description="What happened to the listing later.")] = []
    statement: Annotated[list[Statement], Meta(description="Statements about it.")] = []


class Party(Table, kw_only=True):
    """A person, entity, vessel or aircraft with all that the file says of it."""

    key: Annotated[PartyKey, Meta(description="The publisher's scheme and number: ofac-33951.")]
    kind: Annotated[
        Literal["person", "entity", "vessel", "aircraft"], Meta(description="What it is.")
    ]
    sources: Annotated[
        list[Key], Meta(min_length=1, description="Sources of what cites none itself.")
    ]
    names: Annotated[list[Name], Meta(min_length=1, description="Every spelling of the name.")]
    identifiers: Annotated[
        list[Identifier], Meta(description="Numbers; the key's own number is added by itself.")
    ] = []
    nationalities: Annotated[list[Text], Meta(description="Countries as printed.")] = []
    citizenships: Annotated[list[Text], Meta(description="Countries as printed.")] = []
    births: Annotated[list[Birth], Meta(description="Dates of birth.")] = []
    birth_places: Annotated[list[Address], Meta(description="Places of birth.")] = []
    addresses: Annotated[list[Address], Meta(description="Addresses.")] = []
    features: Annotated[list[Feature], Meta(description="Anything else.")] = []
    same_as: Annotated[list[WebAddress], Meta(description="IRIs of it elsewhere.")] = []
    designation: Annotated[
        list[Designation], Meta(description="Its designations; none for an unlisted party.")
    ] = []


class Relation(Claim, kw_only=True):
    """A relation between two parties of the file, from the acting or owning side."""

    key: Annotated[Key, Meta(description="Its name, by which others can contradict it.")]
    origin: Annotated[PartyKey, Meta(description="Key of the acting or owning party.")] = field(
        name="from"
    )
    target: Annotated[PartyKey, Meta(description="Key of the other party.")] = field(name="to")
    type: Annotated[Word, Meta(description="owned-or-controlled, shareholding, acting-for …")]
    sources: Annotated[list[Key], Meta(min_length=1, description="Sources that say so.")]
    role: Annotated[Text | None, Meta(description="Office held.")] = None
    description: Annotated[Text | None, Meta(description="The relation in words.")] = None
    share: Annotated[Share | None, Meta(description="Percentage held.")] = None
    share_min: Annotated[Share | None, Meta(description="Least percentage held.")] = None
    share_max: Annotated[Share | None, Meta(description="Greatest percentage held.")] = None
    share_above: Annotated[
        LowerBound | None, Meta(description="Percentage of which more is held.")
    ] = None
    share_below: Annotated[
        UpperBound | None, Meta(description="Percentage of which less is held.")
    ] = None
    share_text: Annotated[Text | None, Meta(description="The share as printed.")] = None
    directness: Annotated[
        Literal["direct", "indirect", "unknown"] | None, Meta(description="How it is held.")
    ] = None
    since: Annotated[Text | None, Meta(description="Date it began.")] = None
    until: Annotated[Text | None, Meta(description="Date it ended.")] = None
    former: Annotated[bool | None, Meta(description="Whether the source says it is over.")] = None
    contradicts: Annotated[
        list[Key], Meta(description="Keys of statements or relations it contradicts.")
    ] = []


class Program(Table, kw_only=True):
    """Statements that belong to a program as a whole."""

    authority: Annotated[Word, Meta(description="Authority whose program it is.")]
    program: Annotated[Word, Meta(description="The publisher's tag.")]
    sources: Annotated[list[Key], Meta(description="Sources of what cites none itself.")] = []
    statement: Annotated[list[Statement], Meta(min_length=1, description="The statements.")]


class DesignationFile(Table, kw_only=True):
    """A file of designations: one action or announcement with the documents it rests on."""

    release: Annotated[Release, Meta(description="What the file is.")]
    source: Annotated[list[Source], Meta(min_length=1, description="Documents that claims cite.")]
    party: Annotated[list[Party], Meta(min_length=1, description="Parties.")]
    relation: Annotated[list[Relation], Meta(description="Relations between parties.")] = []
    program: Annotated[list[Program], Meta(description="Statements about programs.")] = []


TABLES: dict[str, type[Table]] = {
    "release": Release,
    "source": Source,
    "party": Party,
    "party.names": Name,
    "party.identifiers": Identifier,
    "party.births": Birth,
    "party.birth_places": Address,
    "party.addresses": Address,
    "party.features": Feature,
    "party.designation": Designation,
    "party.designation.events": Event,
    "party.designation.statement": Statement,
    "relation": Relation,
    "program": Program,
    "program.statement": Statement,
}
"""Every table of the file by its path."""

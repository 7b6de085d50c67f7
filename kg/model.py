"""What a list says, as plain values: the records that readers yield and the graph is built of.

Nothing here knows RDF. Concepts (programs, lists, schemes of identifiers, relation types)
are named by the local name of the shipped concept (``"acting-for"``) or, where a list has
its own open vocabulary, by the list's own words, and the graph resolves them. Text is kept
as published. Every claim may carry the publisher's own number, doubts and sources.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from kg.countries import Country
from kg.values import PartialDate

__all__ = [
    "Address",
    "BirthDate",
    "Claim",
    "Country",
    "Designation",
    "Event",
    "Feature",
    "Identifier",
    "Instrument",
    "Kind",
    "Name",
    "Party",
    "PartyChange",
    "PartyClaims",
    "PartyRef",
    "ProgramStatements",
    "Record",
    "Relation",
    "Release",
    "SourceDocument",
    "SourceFile",
    "Statement",
]


class Kind(StrEnum):
    """The four kinds of party."""

    PERSON = "person"
    ENTITY = "entity"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"


@dataclass(frozen=True, slots=True)
class PartyRef:
    """A party by the publisher's scheme and number, ``PartyRef("ofac", "33951")``."""

    scheme: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something a source says: with its own number there, its doubts, and who says so.

    ``qualifiers`` are names of the qualifier scheme (``false``, ``fraudulent``, ``expired``,
    ``low-quality``, ``approximate``, ``undetermined``, ``reported-lost``, ``revoked`` …): a
    claim with a negating one is never asserted as a plain triple. ``sources`` are keys of the
    sources declared beside the records; empty means the release being read. ``instrument``
    names the legal act that introduced the value (EU lists).
    """

    number: str = ""
    qualifiers: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()
    instrument: str = ""
    main: bool | None = None
    contradicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Claim):
    """One spelling of a name.

    ``type``: primary, aka, fka, nka, as-printed, maiden or another of the name-type scheme.
    ``strength``: strong, weak or "" where the source grades nothing. ``script``: ISO 15924,
    "" lets the graph read it off the letters. ``parts``: pairs of a part's kind (family,
    given, middle, maiden, patronymic, matronymic, nickname, part1 … part6) and its text.
    """

    text: str
    type: str = "aka"
    strength: str = ""
    script: str = ""
    language: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier(Claim):
    """A number of a document or register. ``scheme`` is a concept's name or the list's words."""

    value: str
    scheme: str
    country: Country | None = None
    issuer: str = ""
    issued: PartialDate | None = None
    expires: PartialDate | None = None
    bears_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Claim):
    """An address or a place, in the publisher's own divisions; ``full`` only if printed so.

    An empty one among the ``lines`` keeps the place of those behind it.
    """

    full: str = ""
    lines: tuple[str, ...] = ()
    city: str = ""
    region: str = ""
    postal_code: str = ""
    po_box: str = ""
    country: Country | None = None
    script: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthDate(Claim):
    """A date of birth of any precision."""

    date: PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature(Claim):
    """Any other thing said of a party: nationality, gender, title, website, tonnage, remark.

    ``type`` is a name of the feature-type scheme or the list's own words.
    """

    type: str
    value: str = ""
    language: str = ""
    country: Country | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Claim):
    """Something that happened to a listing: added, amended, removed and so on."""

    type: str
    date: dt.date | None = None
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Claim):
    """A sourced sentence about a designation or program that is no fact about a party.

    ``subject`` says in words whom or what it is about (never a party); ``key`` names it in
    its file so that other claims can contradict it.
    """

    key: str
    text: str
    language: str = "en"
    subject: str = ""
    date: PartialDate | None = None
    quantity: Decimal | None = None
    unit: str = ""
    instruments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation(Claim):
    """One party, one authority, one list, one program.

    ``program`` is the publisher's tag or a concept's name; a label names in words an authority
    or program whose tag does not; ``listing`` the list's name in the
    list scheme, "" when the format does not say and the program decides. Empty ``legal_basis``
    and ``measures`` mean: those that program and list stand for in the concept schemes;
    ``extra_measures`` apply beside them, whatever those are (``secondary-risk``).
    ``grounds`` empty means the source states none. Dates are whole days or absent.
    """

    authority: str
    program: str
    listing: str = ""
    non_sdn: bool = False
    program_label: str = ""
    authority_label: str = ""
    grounds: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    extra_measures: tuple[str, ...] = ()
    status: str = "active"
    listed_on: dt.date | None = None
    effective_on: dt.date | None = None
    delisted_on: dt.date | None = None
    divest_by: dt.date | None = None
    provision: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    linked_to: tuple[PartyRef, ...] = ()
    linked_to_names: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Claim):
    """A dated relation between two parties, from the acting or owning side.

    ``type`` is a name of the relation-type scheme or the list's own words. A share that is
    known as a range is at least ``share_min`` or more than ``share_above``, and at most
    ``share_max`` or less than ``share_below``. ``start`` and ``end`` bound the relation;
    ``former`` is what the source says, not what the dates imply.
    """

    origin: PartyRef
    target: PartyRef
    type: str
    key: str = ""
    role_title: str = ""
    description: str = ""
    share: Decimal | None = None
    share_min: Decimal | None = None
    share_max: Decimal | None = None
    share_above: Decimal | None = None
    share_below: Decimal | None = None
    share_text: str = ""
    directness: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    former: bool | None = None
    asserted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyClaims:
    """What one source says of a party, whole or in part."""

    ref: PartyRef
    names: tuple[Name, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()
    birth_dates: tuple[BirthDate, ...] = ()
    birth_places: tuple[Address, ...] = ()
    features: tuple[Feature, ...] = ()
    designations: tuple[Designation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(PartyClaims):
    """A party with everything one source says of it."""

    kind: Kind
    names: tuple[Name, ...]
    sources: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyChange(PartyClaims):
    """What a publication changed of a party that it names by its number alone.

    The claims are those that were put in; ``events`` are of the party as a whole. Its kind and
    primary name stand in the list that the publication changed.
    """

    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramStatements:
    """Statements that belong to a program as a whole."""

    authority: str
    program: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A legal act that a list cites, told before the records that name its ``key``.

    ``number`` is the act's own (``2018/223``), by which the shipped instruments are searched;
    ``printed`` the list's words for it, ``role`` what the list says the act does, ``issuer``
    who made it, ``issued`` the day of its publication. ``eli`` is type, year and number joined
    by ``/`` and ``celex`` the number of the act in EUR-Lex; each is "" unless it is certain.
    An act may be told more than once, when the list prints it in more than one way.
    """

    key: str
    number: str
    printed: str = ""
    role: str = ""
    issuer: str = ""
    issued: dt.date | None = None
    page: str = ""
    eli: str = ""
    celex: str = ""


Record = Party | PartyChange | Relation | ProgramStatements | Instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A document that claims cite: ``kind`` is list, legal-act, press-release or article."""

    key: str
    kind: str
    title: str
    version: str = ""
    publisher: str = ""
    url: str = ""
    issued: PartialDate | None = None
    licence: str = ""
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file that a release was read from, for its provenance."""

    name: str
    sha256: str
    size: int
    url: str = ""
    retrieved: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release of one source: what it is, whose, of when, and how many records it declares.

    ``version`` names the release within its source: the list's own date where it has one.
    ``kind`` is a name of the source-kind scheme; only what is official earns ``sx:controls``.
    ``is_whole`` is false for a file of changes, which does not say what else is on a list.
    ``lists`` are those, in the list scheme, of which it holds every entry with every program:
    who is not in it was not on them that day.
    """

    source: str
    version: str
    title: str
    authority: str
    kind: str = "list"
    is_whole: bool = True
    lists: tuple[str, ...] = ()
    licence: str = ""
    issued: dt.date | None = None
    declared_records: int | None = None
    url: str = ""
    files: tuple[SourceFile, ...] = ()
    documents: tuple[SourceDocument, ...] = field(default=())

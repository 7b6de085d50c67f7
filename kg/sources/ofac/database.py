"""What the formats of OFAC's lists share, so that each yields the same facts of one party.

OFAC publishes one database as flat files and as three XML formats. The party's number, the
words for documents and features, the program tags and the printed form of names are the
same in all of them; a reader of one format only has to find them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg import iri
from kg.countries import country
from kg.errors import BadDateError
from kg.model import (
    Country,
    Designation,
    Feature,
    Identifier,
    Kind,
    Name,
    PartyRef,
)
from kg.sources.ofac import directives
from kg.sources.ofac.name_forms import LATIN
from kg.sources.ofac.words import (
    COUNTRY_FEATURES,
    DATED_FEATURES,
    DIGITAL_CURRENCY,
    FEATURE_TYPES,
    ID_SCHEMES,
    NON_SDN_TAGS,
)
from kg.values import PartialDate

__all__ = [
    "AUTHORITY",
    "CONSOLIDATED_LIST",
    "CONSOLIDATED_TITLE",
    "FEATURE_TYPES",
    "ID_SCHEMES",
    "LICENCE",
    "NON_SDN_LISTS",
    "NO_LINKS",
    "PAGE",
    "SCHEME",
    "SDN_LIST",
    "SDN_TITLE",
    "Links",
    "Printed",
    "address_lines",
    "alias_type",
    "claim_of",
    "country_of",
    "designations_of",
    "doubts_of",
    "is_non_sdn",
    "kind_of",
    "knows",
    "name_of",
    "party_ref",
    "region_of",
    "split_name",
    "split_programs",
    "titles_of",
    "uid_identifier",
]

SCHEME = "ofac"
AUTHORITY = "us-ofac"
LICENCE = "Public domain: a work of the United States Government (17 U.S.C. 105)"
PAGE = "https://ofac.treasury.gov/sanctions-list-service"
SDN_LIST = "ofac-sdn"
CONSOLIDATED_LIST = "ofac-consolidated"
NON_SDN_LISTS = "ofac-non-sdn"
"""The list, in the list scheme, that is broader than all of OFAC's but the SDN list."""
SDN_TITLE = "OFAC Specially Designated Nationals and Blocked Persons List"
CONSOLIDATED_TITLE = "OFAC Consolidated Sanctions List (non-SDN)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A document, number or feature as a format prints it: OFAC's word, its value, the rest."""

    word: str
    value: str
    country: Country | None = None
    issuer: str = ""
    issued: PartialDate | None = None
    expires: PartialDate | None = None
    bears_name: str = ""
    number: str = ""
    note: str = ""
    qualifiers: tuple[str, ...] = ()
    main: bool | None = None


class Links(NamedTuple):
    """Whom an entry is linked to: parties of the file, and words that name none of them."""

    parties: tuple[PartyRef, ...]
    names: tuple[str, ...]


NO_LINKS = Links((), ())

_KINDS: Mapping[str, Kind] = {
    "individual": Kind.PERSON,
    "entity": Kind.ENTITY,
    "": Kind.ENTITY,
    "vessel": Kind.VESSEL,
    "aircraft": Kind.AIRCRAFT,
}
_ALIAS_TYPES: Mapping[str, str] = {"aka": "aka", "fka": "fka", "nka": "nka", "name": "primary"}
_BETWEEN_TAGS = re.compile(r"\]\s*\[")
_IMO = re.compile(r"IMO\s*(\d{7})")
_SHIP = "vessel-registration"
_IMO_SCHEMES = frozenset({_SHIP, "identification-number", "company-number", "imo-company"})
_NO_FLAG = "None Identified"
_ADDITIONAL = "an additional program tag"
_DOUBT = re.compile(r"\s*\(([^()]+)\)$")
_DOUBTS: Mapping[str, str] = {
    "cancelled": "revoked",
    "expired": "expired",
    "false": "false",
    "fraudulent": "fraudulent",
    "lost": "reported-lost",
    "reported lost": "reported-lost",
    "revoked": "revoked",
}
_FEATURE_LIKE = re.compile(r"(?:[:-]|\bdate\b.*|\binformation)$", re.IGNORECASE)


def _key(word: str) -> str:
    """A word without what the formats print differently: case, apostrophes, a last mark."""
    return " ".join(word.replace("’", "'").split()).rstrip(" :-").casefold()


_ID_KEYS = {_key(word): name for word, name in ID_SCHEMES.items()}
_FEATURE_KEYS = {_key(word): name for word, name in FEATURE_TYPES.items()}


def party_ref(uid: str) -> PartyRef:
    """The party with OFAC's number, the same in all its formats."""
    return PartyRef(SCHEME, uid)


def uid_identifier(uid: str) -> Identifier:
    """OFAC's number as an identifier of the party, as every format states it."""
    return Identifier(value=uid, scheme="ofac-uid")


def kind_of(text: str) -> Kind | None:
    """The kind of party that OFAC's word says; an empty word is an entity, unknown is None."""
    return _KINDS.get(text.strip().casefold())


def alias_type(text: str) -> str:
    """The name type of ``aka``, ``a.k.a.`` or ``A.K.A.``; another word loses its stops only."""
    plain = text.replace(".", "").strip()
    return _ALIAS_TYPES.get(plain.casefold(), plain)


def split_name(text: str, kind: Kind) -> tuple[str, str]:
    """Last and first name of a person printed ``LAST, First``; (text, "") for anything else.

    The flat files print names so; what stands before the first comma is the last name.
    """
    last, comma, first = text.partition(", ")
    return (last, first) if kind is Kind.PERSON and comma else (text, "")


def name_of(
    last: str, first: str, *, type_: str = "aka", strength: str = "", number: str = ""
) -> Name:
    """A name given as last and first name, its text in OFAC's printed form ``LAST, First``.

    A lone last name gets no parts: OFAC puts names of entities and one-part names there. The
    formats that print so are in Latin script; a name without a letter (``7-28``) would not
    show it.
    """
    if not (last and first):
        text = last or first
        script = "" if any(map(str.isalpha, text)) else LATIN
        return Name(text=text, type=type_, strength=strength, script=script, number=number)
    return Name(
        text=f"{last}, {first}",
        type=type_,
        strength=strength,
        number=number,
        parts=(("family", last), ("given", first)),
    )


def split_programs(cell: str) -> tuple[str, ...]:
    """The tags of a program cell, ``IRAN] [SDGT] [IRGC`` as three, in order and once each."""
    tags = (tag.strip(" []") for tag in _BETWEEN_TAGS.split(cell))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def is_non_sdn(tags: Iterable[str]) -> bool:
    """Whether an entry with these tags can stand on the non-SDN lists only.

    Some tags (UKRAINE-EO13662, CAATSA - RUSSIA) occur on both sides and say nothing; a party
    of the SDN list may carry a tag of the other lists beside its own.
    """
    found = set(tags)
    return bool(found) and found <= NON_SDN_TAGS


def doubts_of(text: str) -> tuple[str, tuple[str, ...]]:
    """A value without the doubts OFAC prints behind it, ``Iran (false)``, and the doubts."""
    found: list[str] = []
    while (match := _DOUBT.search(text)) and (doubt := _DOUBTS.get(match[1].casefold())):
        found.insert(0, doubt)
        text = text[: match.start()]
    return text, tuple(found)


def country_of(printed: str) -> Country:
    """The country OFAC prints, also behind a change of name: ``Cabo Verde.  Previously …``."""
    found = country(printed)
    if found.alpha3 or ". " not in printed:
        return found
    return Country(found.name, country(printed.partition(".")[0]).alpha3)


def region_of(name: str) -> Country:
    """A region that stands in place of a country, ``Gaza``, as the flat files print it.

    The larger formats give such a place no country and an area code that is undetermined,
    because ISO 3166-1 has none for it.
    """
    return country_of(f"Region: {name}")


def address_lines(texts: Iterable[str]) -> tuple[str, ...]:
    """The lines of an address in their places: an empty one stays when another follows."""
    lines = list(texts)
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


def titles_of(text: str) -> tuple[str, ...]:
    """The titles of a title field, which prints several as ``Brigadier General; Governor``."""
    titles = (title.strip() for title in text.split("; "))
    return tuple(dict.fromkeys(title for title in titles if title))


def claim_of(printed: Printed, kind: Kind) -> Identifier | Feature:
    """What OFAC's word and value say: a number of a document or register, or a feature.

    An IMO number is recognised by its value (``IMO 9187629``), because OFAC has no type of
    its own for it: that of a ship becomes scheme ``imo``, of a company ``imo-company``. OFAC's
    word for it is the note, unless it is the usual one, that of the registration of a ship. An
    unknown word is kept as scheme or type; one that ends as features do becomes a feature.
    """
    key = _key(printed.word)
    feature = _FEATURE_KEYS.get(key)
    scheme = _ID_KEYS.get(key) or _digital_currency(printed.word)
    if feature is not None or not (scheme or not _FEATURE_LIKE.search(printed.word.strip())):
        return _feature(printed, feature or printed.word.strip().rstrip(" :-"))
    name, text, words = _imo(scheme or printed.word.strip(), printed, kind)
    return Identifier(
        value=text,
        scheme=name,
        country=printed.country,
        issuer=printed.issuer,
        issued=printed.issued,
        expires=printed.expires,
        bears_name=printed.bears_name,
        number=printed.number,
        note="; ".join(each for each in (printed.note, words) if each),
        qualifiers=printed.qualifiers,
        main=printed.main,
    )


def knows(word: str) -> bool:
    """Whether a word is one of OFAC's for a number of a document or register, or for a feature."""
    key = _key(word)
    return key in _ID_KEYS or key in _FEATURE_KEYS or bool(_digital_currency(word))


def designations_of(
    tags: Iterable[str],
    features: Iterable[Feature],
    *,
    listing: str = SDN_LIST,
    non_sdn: bool = False,
    links: Links = NO_LINKS,
) -> tuple[Designation, ...]:
    """One designation for each program tag of an entry in a format without events and grounds.

    A stated risk of secondary sanctions is said of the party, not of one program, so it is an
    extra measure of every designation. A link names no program either: a resolved one is put
    on the designation only where there is but one; unresolved words stand on all. A tag that
    OFAC prints as a feature (``Additional Program Tags - [IRGC]``) is one like the others, and
    its designation has a note that says so.
    """
    programs = tuple(tags)
    said = tuple(features)
    more = dict.fromkeys(_additional(said) if programs else (), _ADDITIONAL)
    noted = {**more, **dict.fromkeys(programs, "")}
    extra = ("secondary-risk",) if any(_is_secondary(item) for item in said) else ()
    plain = tuple(
        Designation(
            authority=AUTHORITY,
            program=tag,
            listing=listing,
            non_sdn=non_sdn,
            extra_measures=extra,
            linked_to=links.parties if len(programs) == 1 else (),
            linked_to_names=links.names,
            note=noted[tag],
        )
        for tag in dict.fromkeys((*programs, *more))
    )
    return directives.applied(plain, said)


def _feature(printed: Printed, type_: str) -> Feature:
    names_one = type_ in COUNTRY_FEATURES and printed.value != _NO_FLAG
    place = printed.country or (country_of(printed.value) if names_one else None)
    return Feature(
        type=type_,
        value=printed.value,
        country=place,
        date=_date(printed.value) if type_ in DATED_FEATURES else None,
        number=printed.number,
        note=printed.note,
        qualifiers=printed.qualifiers,
        main=printed.main,
    )


def _additional(features: Iterable[Feature]) -> Iterable[str]:
    for feature in features:
        if feature.type == "additional-program-tags":
            yield from split_programs(feature.value)


def _is_secondary(feature: Feature) -> bool:
    return feature.type == "secondary-sanctions-risk" or (
        feature.type == "additional-sanctions-information"
        and feature.value.startswith("Subject to Secondary Sanctions")
    )


def _digital_currency(word: str) -> str:
    prefix = DIGITAL_CURRENCY.casefold()
    if not word.strip().casefold().startswith(prefix):
        return ""
    return iri.slug(word)


def _imo(scheme: str, printed: Printed, kind: Kind) -> tuple[str, str, str]:
    """Scheme and value of a number, and the word that is not to be seen from them."""
    match = _IMO.fullmatch(printed.value.strip())
    if match is None or scheme not in _IMO_SCHEMES:
        return scheme, printed.value, ""
    own = "imo" if kind is Kind.VESSEL else "imo-company"
    return own, match.group(1), "" if scheme == _SHIP else printed.word.strip()


def _date(value: str) -> PartialDate | None:
    try:
        return PartialDate.parse(value)
    except BadDateError:
        return None

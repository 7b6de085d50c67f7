"""What hangs on a FollowTheMoney party from entities of its own: listings, documents, wallets.

They stand anywhere in the file, so a first reading puts them aside as plain values and the
party takes them up when it is reached.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import msgspec

from kg.iri import digest, slug
from kg.model import Address, Designation, Event, Identifier
from kg.sources.ftm.entities import Entity, country_of, date_of, place_of, place_text

AUTHORITIES: Mapping[str, str] = {
    "Australian Department of Foreign Affairs and Trade": "au-dfat",
    "Bureau of Industry and Security": "us-bis",
    "Council of the European Union": "eu-council",
    "Department of Foreign Affairs and Trade": "au-dfat",
    "Department of State": "us-state",
    "Directorate-General for Financial Stability, Financial Services and Capital Markets Union": (
        "eu-commission"
    ),
    "European Commission": "eu-commission",
    "European External Action Service": "eu-commission",
    "Foreign, Commonwealth & Development Office": "uk-fcdo",
    "Global Affairs Canada": "ca-gac",
    "Office of Financial Sanctions Implementation": "uk-ofsi",
    "OFAC": "us-ofac",
    "Office of Foreign Assets Control": "us-ofac",
    "State Secretariat for Economic Affairs": "ch-seco",
    "United Nations Security Council": "un-sc",
    "United Nations Security Council (UNSC)": "un-sc",
}
_AUTHORITIES = {name.casefold(): concept for name, concept in AUTHORITIES.items()}
LISTS: Mapping[str, str] = {
    "au_dfat_sanctions": "au-dfat",
    "ca_dfatd_sema_sanctions": "ca-sema",
    "ch_seco_sanctions": "ch-seco",
    "eu_fsf": "eu-fsf",
    "gb_fcdo_sanctions": "uk-list",
    "gb_hmt_sanctions": "uk-ofsi",
    "un_sc_sanctions": "un-sc",
    "us_ofac_sdn": "ofac-sdn",
}
_DESIGNATES: Mapping[str, str] = {"eu-fsf": "eu-council"}
"""Who designates, where a data set names as authority who publishes the list."""
HYPHEN = "\N{NON-BREAKING HYPHEN}"
_HAS_NAME = re.compile("[A-Za-z0-9]")
_STATUSES = {
    "active": "active",
    "inactive": "removed",
    "expired": "removed",
    "removed": "removed",
    "delisted": "removed",
    "suspended": "suspended",
}
_NUMBERS = ("authorityId", "unscId")
_TEXTS = ("summary", "description", "programUrl", "duration", "date", "sourceUrl", "recordId")
_TEXTS_OF_SOURCE = ("publisher", "publisherUrl")
_OF_DOCUMENTS = (*_TEXTS[1:], *_TEXTS_OF_SOURCE)
_DATES = ("listingDate", "startDate", "endDate")
_DOCUMENTS = {"Passport": "passport"}


class HeldListing(msgspec.Struct, array_like=True):
    """A Sanction put aside: plain texts, dates as printed."""

    number: str
    authority: str
    programs: list[str]
    listing: str
    is_known_list: bool
    provisions: str
    status: str
    reasons: list[str]
    note: str
    listed: list[str]
    started: list[str]
    ended: list[str]


class HeldDocument(msgspec.Struct, array_like=True):
    """An Identification, Passport or wallet put aside."""

    number: str
    value: str
    scheme: str
    country: str = ""
    issuer: str = ""
    issued: str = ""
    expires: str = ""
    bears_name: str = ""
    note: str = ""


class HeldAddress(msgspec.Struct, array_like=True):
    """An Address put aside."""

    number: str
    full: str
    lines: list[str]
    po_box: str
    city: str
    region: str
    postal_code: str
    country: str
    note: str


def held_listing(entity: Entity) -> HeldListing:
    """A Sanction as plain values; the data set it is from names its list."""
    program_ids, programs = entity.texts("programId"), entity.texts("program")
    authorities = entity.texts("authority")
    known = next((name for name in authorities if _authority(name)), "")
    authority = known or "; ".join(authorities)
    listing = next((LISTS[name] for name in entity.of_list if name in LISTS), "")
    words = [f"{name}: {text}" for name in _NUMBERS if (text := entity.joined(name))]
    status = entity.joined("status")
    others = (*_TEXTS, *_TEXTS_OF_SOURCE)
    words.extend(f"{name}: {text}" for name in others if (text := entity.joined(name)))
    words.extend(f"country: {country.name}" for country in entity.countries("country"))
    listed, started, ended = (entity.dates(name) for name in _DATES)
    words.extend(text for _, unread in (listed, started, ended) for text in unread)
    if status.casefold() not in {"", "active"}:
        words.append(f"status: {status}")
    words.extend(f"programId: {text}" for text in (program_ids if programs else ()))
    words.extend(f"authority: {name}" for name in authorities if known and name != known)
    return HeldListing(
        number=entity.id,
        authority=authority,
        programs=programs or program_ids,
        listing=listing or (entity.of_list[0] if entity.of_list else ""),
        is_known_list=bool(listing and programs),
        provisions=entity.joined("provisions"),
        status=status,
        reasons=entity.texts("reason"),
        note="; ".join((*words, *entity.origin)),
        listed=[date.edtf for date in listed[0]],
        started=[date.edtf for date in started[0]],
        ended=[date.edtf for date in ended[0]],
    )


def designations_of(held: Iterable[HeldListing], today: dt.date | None) -> tuple[Designation, ...]:
    """The listings of one party; two of one list, program and day are put into one."""
    found: dict[tuple[str, str, str, dt.date | None], Designation] = {}
    for listing in held:
        for designation in _designations(listing, today):
            authority, program = designation.authority, designation.program
            key = (authority, slug(program), designation.listing, designation.listed_on)
            found[key] = _merged(found[key], designation) if key in found else designation
    return tuple(found.values())


def _designations(held: HeldListing, today: dt.date | None) -> Iterable[Designation]:
    named = _authority(held.authority)
    authority = _DESIGNATES.get(held.listing) or named or tag_of(held.authority)
    listing = held.listing or f"{tag_of(held.authority)} list"
    listed = _days([*held.listed] or held.started)
    started, ended = _days(held.started), _days(held.ended)
    end = ended[-1] if ended and (today is None or ended[-1] <= today) else None
    status = _STATUSES.get(held.status.casefold(), "active")
    status = "unknown" if status == "removed" else status
    whole = {day.isoformat() for day in (*listed, *started, *ended)}
    dates = (*held.listed, *held.started, *held.ended)
    loose = [f"date: {text}" for text in dates if text not in whole]
    if held.authority and held.listing in _DESIGNATES and authority != named:
        loose.append(f"authority: {held.authority}")
    first, begun = min(listed, default=None), min(started, default=None)
    is_over = end is not None and (first is None or first <= end)
    loose.extend(f"ends: {day.isoformat()}" for day in ended if not is_over)
    loose.extend(f"starts: {day.isoformat()}" for day in started[1:] if day not in listed)
    for words in held.programs or [""]:
        program, label = _program(held, words)
        yield Designation(
            number=held.number,
            authority=authority,
            program=program,
            program_label=label,
            authority_label=held.authority,
            listing=listing,
            provision=held.provisions,
            status="removed" if is_over else status,
            note="; ".join(filter(None, (*held.reasons, held.note, *loose))),
            listed_on=first,
            effective_on=begun if begun != first else None,
            delisted_on=end if is_over else None,
            events=(
                *(Event(type="added", date=day) for day in listed),
                *(Event(type="removed", date=day) for day in ended if is_over),
            ),
        )


def _authority(words: str) -> str:
    """The concept of an authority by its name, "" when it is not known."""
    return _AUTHORITIES.get(words.replace(HYPHEN, "-").casefold(), "")


def tag_of(words: str) -> str:
    """Words as a tag to name a concept by: with a digest where letters of them are not ASCII."""
    if not words:
        return "unstated"
    return words if words.isascii() and _HAS_NAME.search(words) else f"w-{digest([words])}"


def _program(held: HeldListing, words: str) -> tuple[str, str]:
    """Tag and label of a program: the list's own tag on a list known, else one of that list.

    Programs of other lists go by data base and tag, because several authorities carry out
    one regime of another.
    """
    if held.is_known_list and words and _HAS_NAME.search(words):
        return words, ""
    return f"{held.listing or 'unstated'} {tag_of(words)}", words or held.listing


def _merged(first: Designation, second: Designation) -> Designation:
    """The first listing with what only the second says; a current listing outlives its end."""
    is_active = "removed" not in {first.status} & {second.status}
    status = first.status if first.status != "removed" else second.status
    provisions = dict.fromkeys(filter(None, (first.provision, second.provision)))
    events = dict.fromkeys((*first.events, *second.events))
    begun = second.effective_on if first.effective_on else None
    effective = f"effective: {begun}; " if begun and begun != first.effective_on else ""
    also = f"also: {second.number}; {effective}{second.note}".strip("; ")
    numbers = dict.fromkeys((first.note, also))
    return replace(
        first,
        provision="; ".join(provisions),
        note="; ".join(filter(None, numbers)),
        status=status,
        delisted_on=None if is_active else first.delisted_on or second.delisted_on,
        effective_on=first.effective_on or second.effective_on,
        events=tuple(events),
    )


def _days(texts: Iterable[str]) -> list[dt.date]:
    dates = (date_of(text) for text in texts)
    return sorted({date.earliest for date in dates if date and date.is_day})


def held_documents(entity: Entity) -> list[HeldDocument]:
    """A document of a party as plain values, once for each of its numbers; none without one."""
    numbers = [text for name in ("number", "passportNumber") for text in entity.texts(name)]
    bearer = " ".join(filter(None, (entity.joined("givenName"), entity.joined("surname"))))
    start, end, other_dates = entity.span()
    country, others = _first_country(entity)
    word, issuer = entity.joined("type"), entity.joined("authority")
    words = [f"type: {word}"] if word else []
    words.extend(others)
    for name in ("birthDate", "birthPlace", "gender", "personalNumber", "summary", *_OF_DOCUMENTS):
        texts = [place_text(text) for text in entity.texts(name)]
        words.extend([f"{name}: {'; '.join(texts)}"] if texts else [])
    return [
        HeldDocument(
            number=entity.id,
            value=number,
            scheme=_DOCUMENTS.get(entity.schema) or (tag_of(word) if word else "other-identifier"),
            country=country,
            issuer=issuer,
            issued=start,
            expires=end,
            bears_name=bearer,
            note="; ".join((*words, *other_dates, *entity.origin)),
        )
        for number in dict.fromkeys(numbers)
    ]


def held_wallets(entity: Entity) -> list[HeldDocument]:
    """The addresses of a wallet as plain values; none without one."""
    addresses = [text for name in ("publicKey", "cryptoAddress") for text in entity.texts(name)]
    symbols = [text for name in ("currency", "currencySymbol") for text in entity.texts(name)]
    said = ("blockchain", "managingExchange", "accountId", "custodyType", "name", "summary")
    words = [f"currency: {symbol}" for symbol in symbols[1:]]
    words.extend(f"{name}: {text}" for name in said if (text := entity.joined(name)))
    scheme = "-".join(("digital-currency-address", *symbols[:1])).casefold()
    note = "; ".join((*words, *entity.origin))
    return [
        HeldDocument(entity.id, address, scheme, note=note) for address in dict.fromkeys(addresses)
    ]


def identifier_of(held: HeldDocument) -> Identifier:
    """The document or wallet that was put aside."""
    return Identifier(
        value=held.value,
        scheme=held.scheme,
        number=held.number,
        country=country_of(held.country) if held.country else None,
        issuer=held.issuer,
        issued=date_of(held.issued) if held.issued else None,
        expires=date_of(held.expires) if held.expires else None,
        bears_name=held.bears_name,
        note=held.note,
    )


def held_address(entity: Entity) -> HeldAddress:
    """An Address as plain values."""
    texts = {name: entity.joined(name) for name in ("full", "name", "city", "region", "state")}
    lines = [text for name in ("street", "street2") for text in entity.texts(name)]
    said = ("remarks", "summary", "description", "notes", "latitude", "longitude", "sourceUrl")
    country, others = _first_country(entity)
    words = [f"{name}: {text}" for name in said if (text := entity.joined(name))]
    return HeldAddress(
        number=entity.id,
        full=texts["full"] or texts["name"],
        lines=lines,
        po_box=entity.joined("postOfficeBox"),
        city=texts["city"],
        region="; ".join(filter(None, (texts["region"], texts["state"]))),
        postal_code=entity.joined("postalCode"),
        country=country,
        note="; ".join((*others, *words, *entity.origin)),
    )


def _first_country(entity: Entity) -> tuple[str, list[str]]:
    """The code of the first country, as far as there is one, and the others as words."""
    codes = entity.texts("country")
    return (codes or [""])[0], [f"country: {country_of(code).name}" for code in codes[1:]]


def address_of(held: HeldAddress) -> Address:
    """The address that was put aside; a code of a country is no text of an address."""
    place = place_of(held.full)
    return Address(
        number=held.number,
        full="" if place else held.full,
        lines=tuple(held.lines),
        po_box=held.po_box,
        city=held.city,
        region=held.region,
        postal_code=held.postal_code,
        country=country_of(held.country) if held.country else place,
        note=held.note,
    )

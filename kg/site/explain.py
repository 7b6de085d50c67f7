"""Why a party is listed, in plain words, from its account alone."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from kg import terms
from kg.site.account import Account, Link, Listing, Thing, Told
from kg.vocab import SX

_WIDTH = 100
_TIES = {
    SX.controls: ("Owns or controls", "Is owned or controlled by"),
    SX.reportedControls: ("Reportedly owns or controls", "Is reportedly owned or controlled by"),
    SX.actsFor: ("Acts for", "Has acting for it"),
    SX.supports: ("Supports", "Is supported by"),
    SX.leaderOrOfficialOf: ("Leads or is an official of", "Is led by"),
}


def explain(told: Account) -> str:
    """Names, listings, links, doubts and sources of a party as text for a terminal.

    It opens with the short answer. A number in brackets is a source, listed at the end.
    """
    notes = _Sources()
    lines = [f"{told.label} ({' and '.join(told.kinds)})", told.iri]
    lines += _block("In short", _verdict(told))
    for listing in told.listings:
        title = f"Listed by {listing.authority.label}: {listing.on_list.label}"
        lines += _block(title, _listing(listing, notes), hang=13)
    lines += _block("Relations to other parties", _links(told, notes))
    lines += _block("Names", (_named(name, notes) for name in told.names))
    lines += _block("Known facts", (_fact(fact, notes) for fact in told.facts))
    lines += _block("Sources", notes.lines())
    return "\n".join(lines) + "\n"


class _Sources:
    """The sources cited so far, numbered in the order of their first mention."""

    def __init__(self) -> None:
        self._numbers: dict[Thing, int] = {}

    def cite(self, sources: Iterable[Thing]) -> str:
        """The numbers of some sources in brackets, "" for none."""
        numbers = [self._numbers.setdefault(each, len(self._numbers) + 1) for each in sources]
        return f" [{','.join(str(number) for number in sorted(numbers))}]" if numbers else ""

    def lines(self) -> Iterator[str]:
        """Every source with its number and address."""
        for source, number in self._numbers.items():
            yield f"[{number}] {source.label}, {source.page or source.iri}"


def _verdict(told: Account) -> Iterator[str]:
    if not told.listings:
        yield "Not designated: no list in the data names this party."
    elif told.blocked:
        yield "Blocked: a designation in force freezes its property."
    elif all(listing.is_over for listing in told.listings):
        yield "Not blocked: it was listed, and no designation of it is known to be in force."
    else:
        yield "Not blocked: it is listed, but no designation in force freezes its property."
    for listing in told.listings:
        dates = ", ".join(f"{word} {date}" for word, date in listing.dates.items())
        state = "" if listing.is_active else f", status {listing.status.label}"
        measures = _joined(listing.measures)
        yield f"{listing.on_list.label}: {measures}{f'; {dates}' if dates else ''}{state}."
    for shortcut in told.shortcuts:
        words = _TIES[terms.iri(shortcut.tie.iri)][0 if shortcut.outgoing else 1]
        lists = "; ".join(shortcut.lists) or "on no list in the data"
        yield f"{words} {shortcut.other.label} ({lists})."


def _listing(listing: Listing, notes: _Sources) -> Iterator[str]:
    yield f"status       {listing.status.label}"
    dates = [f"{word} {date}" for word, date in listing.dates.items()]
    yield f"dates        {', '.join(dates) or 'none stated in the sources held'}"
    yield f"measures     {_joined(listing.measures)}"
    yield f"ground       {_joined(listing.grounds)}"
    yield f"program      {listing.program.label}"
    yield f"legal basis  {_joined(listing.legal_basis)}"
    for text in listing.reasons:
        yield f"in its words {text}"
    for party in listing.linked_to:
        yield f"linked to    {party.label}"
    for name in listing.linked_to_names:
        yield f"linked to    {name} (named only, not identified)"
    for event in listing.events:
        yield f"event        {_dated(event)}{notes.cite(event.sources)}"
    for text in listing.notes:
        yield f"note         {text}"
    yield f"according to{notes.cite(listing.sources)}"
    for sentence in listing.statements:
        yield f"said         {sentence.text}{notes.cite(sentence.sources)}"
        yield from (f"             {line.strip()}" for line in _against(sentence))


def _dated(event: Told) -> str:
    details = f": {'; '.join(event.details)}" if event.details else ""
    return f"{event.text or '(no day)'} {event.kind}{details}"


def _links(told: Account, notes: _Sources) -> Iterator[str]:
    for link in told.links:
        yield _link(link, notes)
        yield from _against(link.told)


def _link(link: Link, notes: _Sources) -> str:
    ends = f"to {link.other.label}" if link.outgoing else f"from {link.other.label}"
    told = ", ".join([link.kind.label, *link.told.details])
    return f"{ends}: {told}{_doubts(link.told)}{notes.cite(link.told.sources)}"


def _named(name: Told, notes: _Sources) -> str:
    told = ", ".join([name.kind, *name.details])
    return f"{name.text} ({told}){_doubts(name)}{notes.cite(name.sources)}"


def _fact(fact: Told, notes: _Sources) -> str:
    details = f" ({', '.join(fact.details)})" if fact.details else ""
    return f"{fact.kind}: {fact.text}{details}{_doubts(fact)}{notes.cite(fact.sources)}"


def _doubts(told: Told) -> str:
    return f" (the source's own doubt: {', '.join(told.doubts)})" if told.doubts else ""


def _against(told: Told) -> Iterator[str]:
    for other in told.contradicts:
        yield f"  which contradicts: {other}"
    for other in told.contradicted_by:
        yield f"  contradicted by: {other}"


def _block(title: str, lines: Iterator[str], *, hang: int = 4) -> list[str]:
    """A titled block of lines, indented and folded; nothing when there are no lines.

    :param hang: by how many columns a folded line is set in.
    """
    found = [
        textwrap.fill(
            line,
            _WIDTH,
            initial_indent="  ",
            subsequent_indent=" " * (2 + hang),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in dict.fromkeys(lines)
    ]
    return ["", title, *found] if found else []


def _joined(things: Iterable[Thing]) -> str:
    return "; ".join(thing.label for thing in things) or "not stated"

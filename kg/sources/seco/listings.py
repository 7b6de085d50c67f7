"""Programs, sets of measures and modifications of the Swiss list, as designations."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.model import Designation, Event
from kg.sources.elements import Cursor
from kg.sources.seco.amendments import changes_of
from kg.sources.seco.fields import OTHER_LANGUAGE
from kg.sources.seco.places import Place

_LIST = "ch-seco"
_AUTHORITY = "ch-seco"
_ENGLISH = frozenset({"eng", "en"})
_EVENTS = {"listed": "added", "amended": "amended", "de-listed": "removed"}
_LAW = re.compile(r"\b(?:SR|RS) (946(?:\.\d+)+)")
_MEASURES = (
    (r"financial sanction|asset|funds|freez", "blocking"),
    (r"travel|entry into|entry and|transit", "travel-ban"),
    (r"\barms\b|weapon|military equipment", "arms-embargo"),
    (r"money and capital market", "debt-and-equity-restriction"),
    (r"vessel|\bships?\b", "shipping-restriction"),
    (r"\bgoods\b|export|technology", "trade-restriction"),
)


class Set(NamedTuple):
    """A set of measures of a program: the program's tag and label, the words of the set.

    ``law`` is the program's name as printed where its tag is a number in the law, by which it
    may have a name elsewhere.
    """

    program: str
    label: str
    words: str
    law: str


class _Change(NamedTuple):
    """A modification: what happened, when it binds, when it was published, the event."""

    type: str
    effective: dt.date | None
    published: dt.date | None
    event: Event

    @property
    def day(self) -> dt.date:
        """The day by which modifications are put in order; one without a day comes first."""
        return self.effective or self.published or dt.date.min


def sets_of(program: Cursor) -> dict[str, Set]:
    """The sets of a program by their numbers; their number in the law is the tag."""
    program.record = program.leave("ssid", "")
    names = _by_language(program, "program-name")
    keys = _by_language(program, "program-key")
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for item in _told(program.children("sanctions-set"), "ssid"):
        number, language = item.attribute("ssid"), item.attribute("lang")
        words[number][language] = " ".join(item.own_text().split())
    name, key = _english(names), _english(keys)
    program.insist(name or key, "a program without a name", field="program-name")
    number_of_law = _LAW.search(name)
    tag = f"SR {number_of_law[1]}" if number_of_law else name or key
    law = name if number_of_law else ""
    return {number: Set(tag, name or key, _english(texts), law) for number, texts in words.items()}


def _by_language(program: Cursor, name: str) -> dict[str, str]:
    return {
        item.attribute("lang"): " ".join(item.own_text().split())
        for item in _told(program.children(name))
    }


def _told(items: Sequence[Cursor], number: str = "") -> Iterator[Cursor]:
    """The items but those that say again, in another language, what one says in English.

    :param number: the attribute by which items are told apart that say different things.
    """

    def about(item: Cursor) -> str | None:
        return item.element.get(number) if number else ""

    def is_english(item: Cursor) -> bool:
        return item.element.get("lang") in _ENGLISH

    said = {about(item) for item in items if is_english(item)}
    for item in items:
        if is_english(item) or about(item) not in said:
            yield item
        else:
            item.leave_all(OTHER_LANGUAGE)


def _english(texts: Mapping[str, str]) -> str:
    english = [text for language, text in texts.items() if language in _ENGLISH]
    return next(filter(None, (*english, *texts.values())), "")


def day_of(item: Cursor, name: str) -> dt.date | None:
    """The day an attribute states, None when it is absent; raises BadInputError for no day."""
    text = item.attribute(name)
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        message = "not a day written as 2016-02-29"
        raise item.error(message, field=f"@{name}", value=text) from error


def designations(
    target: Cursor, sets: Mapping[str, Set], places: Mapping[str, Place], reasons: Sequence[str]
) -> tuple[Designation, ...]:
    """One designation for each program a target is listed under; its sets are the provision.

    The list writes modifications latest first, though not always: their days put them in
    order, and of those of one day the last one written is the earliest.
    """
    numbers = [target.attribute("sanctions-set-id"), *target.texts("sanctions-set-id")]
    found: dict[str, list[Set]] = defaultdict(list)
    for number in dict.fromkeys(filter(None, numbers)):
        message = "no such set of measures in the file"
        target.insist(number in sets, message, field="sanctions-set-id", value=number)
        found[sets[number].program].append(sets[number])
    target.insist(found, "a target under no set of measures", field="sanctions-set-id")
    written = [_change(item, places) for item in target.children("modification")]
    written.reverse()
    changes = sorted(written, key=lambda change: change.day)
    return tuple(_designation(parts, changes, reasons) for parts in found.values())


def _change(item: Cursor, places: Mapping[str, Place]) -> _Change:
    kind = item.attribute("modification-type")
    message = "not a modification known (listed, amended, de-listed)"
    item.insist(kind in _EVENTS, message, field="@modification-type", value=kind)
    effective, published = day_of(item, "effective-date"), day_of(item, "publication-date")
    enacted = day_of(item, "enactment-date")
    words = [
        f"{word} {date.isoformat()}"
        for word, date in (("enacted", enacted), ("published", published), ("effective", effective))
        if date
    ]
    words.extend(" ".join(text.split()) for text in item.texts("remark"))
    words.extend(changes_of(item, kind, places))
    date = effective or published or enacted
    message = "a removal without a day"
    item.insist(date or kind != "de-listed", message, field="@effective-date")
    event = Event(type=_EVENTS[kind], date=date, description="; ".join(words))
    return _Change(kind, effective or enacted, published or enacted, event)


def _designation(
    sets: Sequence[Set], changes: Sequence[_Change], reasons: Sequence[str]
) -> Designation:
    words = [item.words for item in sets if item.words]
    listed = [change for change in changes if change.type == "listed"]
    states = [change for change in changes if change.type in {"listed", "de-listed"}]
    is_removed = bool(states) and states[-1].type == "de-listed"
    first = listed[-1] if listed else None
    listed_on = (first.published or first.effective) if first else None
    effective = first.effective if first else None
    removed = states[-1].event.date if is_removed else None
    if removed and listed_on and listed_on > removed:
        listed_on = effective
    return Designation(
        authority=_AUTHORITY,
        program=sets[0].program,
        program_label=sets[0].label,
        listing=_LIST,
        provision="; ".join(filter(None, (sets[0].law, *words))),
        measures=tuple(
            measure
            for pattern, measure in _MEASURES
            if any(re.search(pattern, word, re.IGNORECASE) for word in words)
        ),
        status="removed" if is_removed else "active",
        listed_on=listed_on,
        effective_on=effective if effective != listed_on else None,
        delisted_on=removed,
        note="\n\n".join(reasons),
        events=tuple(change.event for change in changes),
    )

"""The names of an identity in OFAC's advanced XML: every alias in every documented spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.model import Name
from kg.sources.elements import Cursor
from kg.sources.ofac import database as ofac
from kg.sources.ofac.advanced.references import References
from kg.sources.ofac.advanced.values import flag, joined, number, period
from kg.sources.ofac.name_forms import LATIN, Form, Part, is_known_part, name, printed_name

_PRIMARY = "primary"
_PRIMARY_LATIN = "Primary Latin"


@dataclass
class Names:
    """The names of a profile, its identities, and each spelling by its number.

    ``has_several`` says whether the profile has more than one identity, so that each claim
    must say whose it is; ``identities`` of each number whether OFAC marks it as false.
    """

    has_several: bool = False
    names: list[Name] = field(default_factory=list)
    identities: dict[str, bool] = field(default_factory=dict)
    by_number: dict[str, Name] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def tied(self, identities: Iterable[str]) -> tuple[str, tuple[str, ...]]:
        """Note and qualifiers of a claim that belongs to the identities with these numbers."""
        own = list(identities)
        words = (f"identity {each}" for each in own if self.has_several)
        is_false = bool(own) and all(self.identities.get(each) for each in own)
        return joined(*words), ("false",) if is_false else ()


@dataclass(frozen=True, slots=True)
class _Alias:
    """What holds for all spellings of one alias."""

    type: str
    strength: str
    note: str
    qualifiers: tuple[str, ...] = ()


def identity_names(cursor: Cursor, references: References, found: Names) -> None:
    """Take the names of an ``Identity``.

    Of the primary alias of the primary identity, the spelling OFAC marks as the primary Latin
    one is the party's primary name; the others are its names in the original script. What
    belongs to an identity that OFAC marks as false is false.
    """
    own = number(cursor, "ID")
    is_primary, is_false = flag(cursor, "Primary"), flag(cursor, "False")
    found.identities[own] = is_false
    tie, doubts = found.tied([own])
    found.notes.extend(joined(text, tie) for text in cursor.texts("Comment"))
    types = _part_types(cursor, references)
    for item in cursor.children("Alias"):
        alias = _alias(item, references, is_primary=is_primary)
        alias = replace(alias, note=joined(alias.note, tie), qualifiers=doubts)
        for spelling in item.children("DocumentedName"):
            made = _spelling(spelling, references, alias, types)
            found.names.append(made)
            found.by_number[made.number] = made


def _part_types(cursor: Cursor, references: References) -> dict[str, str]:
    """The word for the type of each group of name parts, by the group's number."""
    found: dict[str, str] = {}
    groups = cursor.child("NamePartGroups")
    for master in groups.children("MasterNamePartGroup") if groups else ():
        for group in master.children("NamePartGroup"):
            own = number(group, "ID")
            found[own] = references.word(group, "NamePartTypeID", "NamePartType")
    return found


def _alias(cursor: Cursor, references: References, *, is_primary: bool) -> _Alias:
    type_ = ofac.alias_type(references.word(cursor, "AliasTypeID", "AliasType"))
    is_main = flag(cursor, "Primary") and is_primary
    if not is_main and type_ == _PRIMARY:
        type_ = "aka"
    when = period(cursor.child("DatePeriod"), references)
    return _Alias(
        type=_PRIMARY if is_main else type_,
        strength="weak" if flag(cursor, "LowQuality") else "strong",
        note=joined(cursor.text("Comment"), when.date.edtf if when.date else "", when.note),
    )


def _spelling(
    cursor: Cursor, references: References, alias: _Alias, types: Mapping[str, str]
) -> Name:
    own = number(cursor, "ID")
    status = references.word(cursor, "DocNameStatusID", "DocNameStatus")
    written = list(_parts(cursor, references, types))
    parts = [part for part, _, _ in written]
    cursor.insist(any(part.text for part in parts), "a name without letters", value=own)
    scripts = list(dict.fromkeys(script for _, script, _ in written))
    script = scripts[0] if len(scripts) == 1 else ""
    countries = [_country(item, references) for item in cursor.children("DocumentedNameCountry")]
    notes = (*(note for _, _, note in written), *countries, cursor.text("Comment"), alias.note)
    form = Form(
        type=_type(alias, status, script),
        strength=alias.strength,
        script=script,
        number=own,
        note=joined(*notes),
        qualifiers=alias.qualifiers,
    )
    return name(printed_name(parts, script), parts, form)


def _type(alias: _Alias, status: str, script: str) -> str:
    if alias.type != _PRIMARY or status == _PRIMARY_LATIN:
        return alias.type
    return "variation" if script == LATIN else "original-script"


def _parts(
    cursor: Cursor, references: References, types: Mapping[str, str]
) -> Iterator[tuple[Part, str, str]]:
    """The parts of a spelling in order, each with its script and what else is said of it."""
    for item in cursor.children("DocumentedNamePart"):
        lead, trail = item.attribute("LeadingChars"), item.attribute("TrailingChars")
        for value in item.children("NamePartValue"):
            group = number(value, "NamePartGroupID")
            message = "a name part of a group that its identity does not have"
            value.insist(group in types, message, field="@NamePartGroupID", value=group)
            word = types[group]
            script = references.script(value)
            unusual = references.unusual(value, "ScriptStatusID", "ScriptStatus")
            acronym = "an acronym" if flag(value, "Acronym") else ""
            text = f"{lead}{value.own_text()}{trail}"
            unknown = "" if is_known_part(word) else f"{word}: {text}"
            if text:
                yield Part(word, text), script, joined(acronym, unusual, unknown)


def _country(cursor: Cursor, references: References) -> str:
    found = references.country(cursor, "CountryID")
    return joined(f"documented in {found.name}" if found else "", cursor.text("Comment"))

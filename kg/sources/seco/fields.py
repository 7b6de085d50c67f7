"""The published scope of the Swiss list: what is left and why, and what its words are called."""

from __future__ import annotations

ROOT = "swiss-sanctions-list"
PROGRAM, TARGET, PLACE = (f"{ROOT}/{name}" for name in ("sanctions-program", "target", "place"))

OTHER_LANGUAGE = "in another language than English"
OF_NO_PLACE = "of a place that is not in the file"
OF_ONE = "of the one identity of a target"
SAYS_NOTHING = "of an address that says nothing"
OF_A_COPY = "in a copy of the entry"
NOT_DEFINED = "not-defined"
WHOLE_LIST = "whole-list"
PLACEHOLDERS = frozenset({"-", "--"})

LANGUAGES = {
    "ara": "ar",
    "bel": "be",
    "chi": "zh",
    "zho": "zh",
    "eng": "en",
    "fre": "fr",
    "fra": "fr",
    "ger": "de",
    "deu": "de",
    "ita": "it",
    "kor": "ko",
    "per": "fa",
    "fas": "fa",
    "pus": "ps",
    "rus": "ru",
    "ukr": "uk",
    "urd": "ur",
}
PARTS = {
    "given-name": "given",
    "further-given-name": "middle",
    "family-name": "family",
    "maiden-name": "maiden",
    "father-name": "patronymic",
    "tribal-name": "part6",
}
DOCUMENTS = {
    "passport": "passport",
    "diplomatic-passport": "diplomatic-passport",
    "id-card": "national-id",
    "driver-license": "drivers-licence",
    "driving-license": "drivers-licence",
    "travel-document": "travel-document",
    "residence-permit": "residence-permit",
    "other": "other-identifier",
}
UNNAMED_PARTS = ("grand-father-name", "suffix", "other")

_BODIES = tuple(f"{TARGET}/{name}" for name in ("individual", "entity", "object"))
_PLACES = tuple(
    f"{body}/identity/{name}" for body in _BODIES for name in ("place-of-birth", "address")
)
_NAME_PART = "identity/name/name-part"
_AGAIN = "says again what the English words say; the law is the same"
_GROUPS = "tells identities apart, and there is only one"
_COPY = "the entry again, as it was then; of an amendment the event says in words what changed"
_NO_KIND = "no kind of part that has a name here; the part stands in its place in the whole name"

LEFT_OUT = {
    f"{ROOT}/@list-type = {WHOLE_LIST}": "a release is always a whole list",
    f"{PROGRAM}/@ssid": "a number within the file; the program is known by its number in the law",
    f"{PROGRAM}/@version-date": "the version of a program, told by the date of the whole list",
    f"{PROGRAM}/@predecessor-version-date": "the version before, told by its own release",
    f"{PROGRAM}/origin": "on whose example Switzerland acts; the ordinance says so in law",
    **{
        f"{PROGRAM}/{name}/* {OTHER_LANGUAGE}": _AGAIN
        for name in ("program-name", "program-key", "sanctions-set")
    },
    **{f"{body}/identity/@ssid {OF_ONE}": _GROUPS for body in _BODIES},
    **{f"{body}/justification/@ssid": "the number of a text alone" for body in _BODIES},
    **{
        f"{body}/identity/day-month-year/@calendar = Gregorian": "the calendar of all dates here"
        for body in _BODIES
    },
    **{
        f"{body}/{_NAME_PART}/{field}": reason
        for body in _BODIES
        for field, reason in (
            ("@ssid", "a number within a name, whose own number is kept"),
            ("@order", "the order in which the parts make the name, which is kept whole"),
            ("spelling-variant/@ssid", "a number within a name, whose own number is kept"),
            (
                f"spelling-variant/@spelling-variant-type = {NOT_DEFINED}",
                "says that the list gives no kind",
            ),
        )
    },
    **{
        f"{body}/{_NAME_PART}/@name-part-type = {kind}": _NO_KIND
        for body in _BODIES
        for kind in UNNAMED_PARTS
    },
    **{f"{TARGET}/modification/{change}/* {OF_A_COPY}": _COPY for change in ("added", "removed")},
    **{f"{place}/@place-id {OF_NO_PLACE}": "points to nothing" for place in _PLACES},
    **{f"{place}/@ssid {SAYS_NOTHING}": "numbers nothing that is said" for place in _PLACES},
}
WORDS: dict[str, tuple[str, ...]] = {
    **{
        f"@lang = {word}": (tag,)
        for code, tag in LANGUAGES.items()
        for word in (code, code.upper())
    },
    **{f"@name-part-type = {kind}": (f"{part}Name", part) for kind, part in PARTS.items()},
    **{f"@document-type = {word}": (scheme,) for word, scheme in DOCUMENTS.items()},
    "@name-part-type = whole-name": (),
    **dict.fromkeys(PLACEHOLDERS, ()),
    "@relation-type = related-to": ("linked-to", "related-to"),
}
KEYS = frozenset({f"{PLACE}/@ssid", *(f"{place}/@place-id" for place in _PLACES)})

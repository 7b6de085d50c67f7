"""Invents the parties of the made-up advanced file, in the proportions of a real one."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from benchmarks import advanced_proportions as p

_LETTERS = {
    "215": "abdefghiklmnoprstuvz",
    "220": "абвгдежзиклмнопрстуф",
    "160": "ابتجحدرسشعفقكلمنهوي",
    "501": "王李张刘陈杨赵黄周吴国华",
    "502": "王李張劉陳楊趙黃周吳國華",
    "230": "աբգդեզէթժիլխկհմնսվտր",
    "240": "აბგდევზთიკლმნოპრსტუფ",
    "200": "αβγδεζηθικλμνοπρστυφ",
    "125": "אבגדהוזחטיכלמנסעפצקר",
    "413": "あいうえおかきくけこさしすせそ",
    "287": "가나다라마바사아자차카타파하",
}
SCRIPTS = {
    "215": ("Latin", "Latin"),
    "220": ("Cyrillic", "Cyrl"),
    "160": ("Arabic", "Arab"),
    "501": ("Chinese Simplified", "Hans"),
    "502": ("Chinese Traditional", "Hant"),
    "230": ("Armenian", "Armn"),
    "240": ("Georgian", "Geor"),
    "200": ("Greek", "Grek"),
    "125": ("Hebrew", "Hebrew"),
    "413": ("Japanese", "Japanese"),
    "287": ("Korean", "Korean"),
}
_SHORT = frozenset({"501", "502", "413", "287"})
_CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WHOLE = {"entity": "1525", "vessel": "1526", "air": "1524"}
T = TypeVar("T")


@dataclass
class Location:
    """A location: its parts, each with its values by OFAC's word for their script."""

    number: str
    country: str
    parts: list[tuple[str, list[tuple[str, str]]]]
    feature: str = ""
    document: str = ""


@dataclass
class Document:
    """A document of a party."""

    number: str
    type: str
    value: str
    name: str
    place: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    dates: list[tuple[str, dt.date]] = field(default_factory=list)
    authority: str = ""


@dataclass
class Party:
    """A party with everything that is said of it."""

    number: str
    identity: str
    subtype: str
    kind: str
    aliases: list[dict[str, object]] = field(default_factory=list)
    groups: list[tuple[str, str]] = field(default_factory=list)
    features: list[dict[str, object]] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)


class Maker:
    """Invents parties one after another, with numbers that never repeat."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self._next: dict[str, int] = {}

    def number(self, kind: str) -> str:
        """The next number of a kind."""
        self._next[kind] = self._next.get(kind, 0) + 1
        return str(self._next[kind])

    def choose(self, weights: Mapping[T, int]) -> T:
        """One of the keys, by their weights."""
        return self.random.choices(list(weights), weights=list(weights.values()))[0]

    def happens(self, share: float) -> bool:
        """Whether something of that probability happens."""
        return self.random.random() < share

    def times(self, mean: float) -> int:
        """A number of times with the given mean: mostly the whole part, at times more."""
        count = int(mean) + self.happens(mean - int(mean))
        return count + (self.random.randrange(4) if self.happens(0.05) else 0)

    def word(self, script: str = "215") -> str:
        """A made-up word."""
        length = self.random.randrange(1, 3) if script in _SHORT else self.random.randrange(4, 10)
        return "".join(self.random.choice(_LETTERS[script]) for _ in range(length))

    def day(self) -> dt.date:
        """A day between 1940 and 2005."""
        return dt.date(1940, 1, 1) + dt.timedelta(days=self.random.randrange(24_000))

    def party(self) -> Party:
        """The next party."""
        subtype, kind = self.choose(p.KINDS)
        made = Party(self.number("profile"), self.number("identity"), subtype, kind)
        self._names(made)
        self._features(made)
        for _ in range(self.times(p.LOCATIONS / p.PARTIES)):
            self._location(made)
        for _ in range(self.times((p.DOCUMENTS - 1_331) / p.PARTIES)):
            self._document(made, self.choose(p.DOCUMENT_TYPES)[0])
        if kind == "vessel":
            self._document(made, p.SHIP_NUMBER[0])
        made.tags = [self.choose(p.PROGRAMS)]
        while self.happens(p.MORE_PROGRAMS / p.PARTIES):
            made.tags.append(self.choose(p.PROGRAMS))
        made.tags = list(dict.fromkeys(made.tags))
        return made

    def _names(self, made: Party) -> None:
        self._alias(made, "1403", low_quality=False)
        for _ in range(self.times(p.ALIASES / p.PARTIES)):
            low = self.happens(p.LOW_QUALITY / p.ALIASES)
            self._alias(made, self.choose(p.ALIAS_TYPES), low_quality=low)

    def _alias(self, made: Party, type_: str, *, low_quality: bool) -> None:
        spellings = [("1" if type_ == "1403" else "2", self._spelling(made, "215"))]
        if self.happens(sum(p.OTHER_SCRIPTS.values()) / (p.ALIASES + p.PARTIES)):
            spellings.append(("2", self._spelling(made, self.choose(p.OTHER_SCRIPTS))))
        made.aliases.append({"type": type_, "low": low_quality, "spellings": spellings})

    def _spelling(self, made: Party, script: str) -> tuple[str, list[tuple[str, str, str]]]:
        if made.kind in _WHOLE:
            words = " ".join(self.word(script) for _ in range(self.random.randrange(1, 5)))
            texts = [(_WHOLE[made.kind], words.upper())]
        else:
            texts = [("1520", self.word(script).capitalize())]
            texts.append(("1521", self.word(script).capitalize()))
            if self.happens(0.5):
                texts.append(("1522", self.word(script).capitalize()))
        parts = []
        for type_, text in texts:
            group = self.number("group")
            made.groups.append((group, type_))
            parts.append((group, script, text))
        return self.number("name"), parts

    def _features(self, made: Party) -> None:
        for type_, _, detail, share in p.FEATURES[made.kind]:
            for _ in range(self.times(share) if share > 1 else int(self.happens(share))):
                feature: dict[str, object] = {"type": type_, "detail": detail}
                feature |= {"number": self.number("feature"), "version": self.number("version")}
                feature["reliability"] = self.choose(p.RELIABILITY)
                feature["value"] = self._value(type_, detail)
                if detail == "country":
                    place = Location(
                        self.number("location"), "", [("1", [("", self._country()[1])])]
                    )
                    place.feature = str(feature["version"])
                    made.locations.append(place)
                    feature["location"] = place.number
                made.features.append(feature)

    def _value(self, type_: str, detail: str) -> object:
        if detail == "lookup":
            return self.random.choice(p.LOOKUPS[type_])[0]
        if detail == "date":
            return self.day(), self.random.choice(("day", "year", "year", "span"))
        return f"{self.word()} {self.word()} & {self.word()}".capitalize()

    def _country(self) -> tuple[str, str, str]:
        return self.random.choice(p.COUNTRIES)

    def _location(self, made: Party) -> None:
        country = self._country()[0] if self.happens(0.93) else ""
        parts = []
        for type_, share in (("1451", 0.7), ("1454", 0.9), ("1455", 0.3), ("1456", 0.4)):
            if country and self.happens(share):
                text = f"{self.random.randrange(300)} {self.word()} {self.word()}".title()
                parts.append((type_, [("", text)]))
        if parts and self.happens(p.OTHER_LOCATION_SCRIPTS / p.LOCATIONS):
            script = self.choose({"Cyrillic": 486, "Chinese Simplified": 179, "Japanese": 42})
            code = next(number for number, (word, _) in SCRIPTS.items() if word == script)
            parts[0][1].append((script, self.word(code)))
        place = Location(self.number("location"), country, parts)
        version, feature = self.number("version"), self.number("feature")
        place.feature = version
        made.locations.append(place)
        made.features.append(
            {
                "type": p.LOCATION_FEATURE[0],
                "detail": "",
                "number": feature,
                "version": version,
                "reliability": self.choose(p.RELIABILITY),
                "value": "",
                "location": place.number,
            }
        )

    def _document(self, made: Party, type_: str) -> None:
        name = str(made.aliases[0]["spellings"][0][1][0])  # type: ignore[index]
        found = Document(self.number("document"), type_, self._value_of(type_), name)
        if self.happens(p.ISSUED_BY):
            found.attributes["IssuedBy-CountryID"] = self._country()[0]
        if self.happens(p.ISSUED_IN / p.DOCUMENTS):
            place = Location(self.number("location"), "", [("1", [("", self.word().title())])])
            place.document = found.number
            made.locations.append(place)
            found.attributes["IssuedIn-LocationID"] = place.number
        found.attributes["ValidityID"] = "2" if self.happens(p.FRAUDULENT / p.DOCUMENTS) else "1"
        if self.happens(p.DATED / p.DOCUMENTS):
            issued = self.day()
            found.dates = [("1480", issued), ("1481", issued + dt.timedelta(days=3_650))]
        found.authority = "OGRN" if self.happens(p.AUTHORITY / p.DOCUMENTS) else ""
        made.documents.append(found)

    def _value_of(self, type_: str) -> str:
        """A number of a document, right by the rules of its kind."""
        digits = [self.random.randrange(10) for _ in range(6)]
        if type_ == p.SHIP_NUMBER[0]:
            check = sum(
                weight * digit for weight, digit in zip(range(7, 1, -1), digits, strict=True)
            )
            return f"IMO {''.join(map(str, digits))}{check % 10}"
        if type_ == p.CREDIT_CODE:
            values = [self.random.randrange(len(_CREDIT_LETTERS)) for _ in range(17)]
            total = sum(value * 3**place for place, value in enumerate(values))
            return "".join(_CREDIT_LETTERS[value] for value in (*values, -total % 31))
        return str(self.random.randrange(1_000_000, 9_999_999_999))

"""The reference values of OFAC's advanced XML, read from the file: numbers to OFAC's words.

OFAC gives its numbers anew to other words now and then, so none is known to the program; a
number that the file does not explain is an error of the record that uses it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.countries import Country, country
from kg.sources.elements import Cursor
from kg.sources.ofac import database as ofac
from kg.sources.ofac.listings import Basis
from kg.sources.ofac.name_forms import script_code

UNKNOWN = "Unknown"

_SETS = tuple(
    "AliasType AreaCode AreaCodeType CalendarType Country CountryRelevance DecisionMakingBody "
    "DetailReference DetailType DocNameStatus EntryEventType EntryLinkType ExRefType FeatureType "
    "FeatureTypeGroup IDRegDocDateType IDRegDocType IdentityFeatureLinkType LegalBasis "
    "LegalBasisType List LocPartType LocPartValueStatus LocPartValueType NamePartType "
    "Organisation PartySubType PartyType RelationQuality RelationType Reliability "
    "SanctionsProgram SanctionsType Script ScriptStatus SubsidiaryBody SupInfoType TargetType "
    "Validity".split()
)
_TIED = {
    "AreaCode": ("CountryID", "Description"),
    "Country": ("ISO2", "ISO3"),
    "LegalBasis": ("SanctionsProgramID",),
    "PartySubType": ("PartyTypeID",),
    "Script": ("ScriptCode",),
}
_NOT_PRINTED = frozenset({UNKNOWN, "Main", "PRIMARY", "Gregorian", ""})


@dataclass(frozen=True, slots=True)
class _Value:
    """A reference value: its word, and what else its set says of it."""

    word: str
    more: dict[str, str] = field(default_factory=dict)


class References:
    """Words by set and number, with what a few sets say beside the word."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], _Value] = {}
        self._countries: dict[str, Country] = {}

    def read(self, cursor: Cursor) -> None:
        """Take the words of all sets from the element ``ReferenceValueSets``.

        Raises BadInputError for a number that stands twice in one set.
        """
        for name in _SETS:
            values = cursor.child(f"{name}Values")
            for item in values.children(name) if values else ():
                number = item.attribute("ID")
                item.insist(number, "a reference value without a number", field="@ID")
                is_new = (name, number) not in self._values
                item.insist(is_new, "the same number twice in one set", field="@ID", value=number)
                more = {key: item.attribute(key) for key in _TIED.get(name, ())}
                self._values[name, number] = _Value(item.own_text(), more)

    def word(self, cursor: Cursor, attribute: str, set_: str) -> str:
        """The word for the number in an attribute, "" when the attribute is absent.

        Raises BadInputError for a number that the file's set does not have.
        """
        found = self._found(cursor, attribute, set_)
        return found.word if found else ""

    def unusual(self, cursor: Cursor, attribute: str, set_: str) -> str:
        """As :meth:`word`, but "" for the word that stands wherever nothing is to be said."""
        word = self.word(cursor, attribute, set_)
        return "" if word in _NOT_PRINTED else word

    def country(self, cursor: Cursor, attribute: str) -> Country | None:
        """The country an attribute names, with the code its ISO code in the file stands for."""
        number = cursor.attribute(attribute)
        if not number:
            return None
        known = self._countries.get(number)
        if known is None:
            value = self._look_up(cursor, attribute, "Country", number)
            known = ofac.country_of(value.word)
            coded = country(value.more["ISO2"] or value.more["ISO3"])
            known = known if known.alpha3 else Country(known.name, coded.alpha3)
            self._countries[number] = known
        return known

    def area(self, cursor: Cursor) -> tuple[str, str]:
        """Code and description of the area in ``AreaCodeID``; the code is "" for none."""
        found = self._found(cursor, "AreaCodeID", "AreaCode")
        return (found.word, found.more["Description"]) if found else ("", "")

    def script(self, cursor: Cursor) -> str:
        """The ISO 15924 code of the script in ``ScriptID``, "" for one that is not known."""
        found = self._found(cursor, "ScriptID", "Script")
        return script_code(found.word, found.more["ScriptCode"]) if found else ""

    def party_type(self, cursor: Cursor) -> str:
        """The word that says a party's kind: its subtype's, or its type's where that is unknown."""
        found = self._found(cursor, "PartySubTypeID", "PartySubType")
        cursor.insist(found, "a profile without a kind of party", field="@PartySubTypeID")
        word = found.word if found else ""
        if not found or word not in {UNKNOWN, ""}:
            return word
        return self._tied(found, "PartyTypeID", "PartyType")

    def basis(self, cursor: Cursor) -> Basis | None:
        """The legal basis in ``LegalBasisID``; None for none and for the word ``Unknown``."""
        found = self._found(cursor, "LegalBasisID", "LegalBasis")
        if found is None or found.word in {UNKNOWN, ""}:
            return None
        tag = self._tied(found, "SanctionsProgramID", "SanctionsProgram")
        return Basis(found.word, "" if tag == UNKNOWN else tag)

    def _found(self, cursor: Cursor, attribute: str, set_: str) -> _Value | None:
        number = cursor.attribute(attribute)
        return self._look_up(cursor, attribute, set_, number) if number else None

    def _look_up(self, cursor: Cursor, attribute: str, set_: str, number: str) -> _Value:
        found = self._values.get((set_, number))
        if found is None:
            message = f"a number that the file's {set_}Values do not have; fetch the file again"
            raise cursor.error(message, field=f"@{attribute}", value=number)
        return found

    def _tied(self, value: _Value, key: str, set_: str) -> str:
        tied = self._values.get((set_, value.more[key]))
        return tied.word if tied else ""

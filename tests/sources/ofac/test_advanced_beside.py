"""What OFAC's advanced XML says beside a value: comments, second values, words not known."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from kg.countries import Country
from kg.model import Feature, Party
from kg.sources.ofac.advanced.reader import NAMESPACES
from kg.values import PartialDate
from tests.sources.ofac.advanced_elements import (
    SETS,
    alias,
    at,
    detail,
    document_of,
    entry,
    feature,
    location,
    period,
    ref,
    relationship,
    year,
)
from tests.sources.ofac.advanced_xml import (
    COMPANY,
    COMPANY_ENTRY,
    PERSON,
    SHIP,
    company,
    document,
    parties,
    read,
    relations,
)

_SET = "|".join(SETS)
_REFERRED = re.compile(
    rf'(?:<(?P<set>{_SET}) |\b(?:[A-Za-z]+-)?(?P<referred>{_SET}))ID="(?P<number>\d+)"'
)


def turned(match: re.Match[str]) -> str:
    """A number of a set as if the set's words were numbered from the last to the first."""
    name = match["set"] or match["referred"]
    number = 1 + len(SETS[name]) - int(match["number"])
    return match[0].replace(f'"{match["number"]}"', f'"{number}"')


def one(tmp_path: Path, made: str = COMPANY, *, documents: str = "", entries: str = "") -> Party:
    """The company of a file whose only party it is."""
    text = document(
        parties=(made,),
        documents=(documents,),
        relations=(),
        entries=(entries or COMPANY_ENTRY,),
    )
    return parties(read(tmp_path, text)[1])["34024"]


def test_the_namespaces_are_those_that_ofac_has_published_under() -> None:
    assert NAMESPACES == (
        "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML",
        "http://www.un.org/sanctions/1.0",
        "https://www.un.org/sanctions/1.0",
    )


def test_every_number_of_every_set_may_be_another(tmp_path: Path) -> None:
    names = alias("Name", "Entity Name:A", "Entity Name:Б@Arabic", primary=True, number=340240)
    whole = document(parties=(PERSON, re.sub(r"<Alias .*?</Alias>", names, COMPANY), SHIP))
    text, count = _REFERRED.subn(turned, whole)
    assert count > len(SETS)
    assert '<DocNameStatus ID="2">Primary Latin<' in text
    assert read(tmp_path, text)[1] == read(tmp_path, whole)[1]


def test_comments_on_profile_and_identity_are_remarks(tmp_path: Path) -> None:
    made = COMPANY.replace("<Identity ", "<Comment>Of the profile.</Comment><Identity ")
    made = made.replace("<Alias ", "<Comment>Of the identity.</Comment><Alias ", 1)
    assert one(tmp_path, made).features == (
        Feature(type="remark", value="Of the profile."),
        Feature(type="remark", value="Of the identity."),
    )


def test_a_spelling_keeps_its_comment_and_a_part_of_a_kind_not_known(tmp_path: Path) -> None:
    names = alias("Name", "Entity Name:ACME;Rank:General", primary=True, number=1)
    names = names.replace("</DocumentedName>", "<Comment>once</Comment></DocumentedName>")
    (name,) = company(tmp_path, names).names
    assert (name.text, name.note) == ("ACME, General", "Rank: General; once")


def test_a_country_and_a_script_are_what_their_codes_in_the_file_say(tmp_path: Path) -> None:
    names = alias("Name", "Entity Name:ACME", "Entity Name:აკმე@Asomtavruli", primary=True)
    place = location("91", "Ruritania", (("CITY", "Strelsau"),))
    text = document(
        parties=(
            re.sub(r"<Alias .*?</Alias>", names, COMPANY).replace(
                "</Profile>", f"{feature('9', 'Location', at('91'))}</Profile>"
            ),
        ),
        locations=(place,),
        documents=(),
        relations=(),
        entries=(COMPANY_ENTRY,),
    )
    found = parties(read(tmp_path, text)[1])["34024"]
    assert found.names[1].script == "Geor"
    assert found.addresses[0].country == Country("Ruritania", "GEO")


def test_a_version_of_a_feature_keeps_its_comment_periods_and_both_texts(tmp_path: Path) -> None:
    said = detail("LOOKUP", "Mr.", word="Male") + year(1999) + year(2001)
    made = feature("2", "Gender", said).replace("<Comment/>", "<Comment>as told</Comment>")
    made = made.replace(
        'IdentityFeatureLinkTypeID="1"',
        f'IdentityFeatureLinkTypeID="{ref("IdentityFeatureLinkType", "Attributed")}"',
    )
    (found,) = company(tmp_path, features=made).features
    assert (found.value, found.date) == ("Male; Mr.", PartialDate.of(1999))
    assert found.note == "as told; also 2001; Attributed"


def test_a_period_keeps_how_long_it_lasts_and_that_its_end_is_about(tmp_path: Path) -> None:
    lasting = (
        '<DurationMinimum Approximate="true"><Years>2</Years><Months>3</Months><Days>0</Days>'
        "</DurationMinimum>"
    )
    born = period(("1970-01-01", "1970-01-01"), ("1970-12-31", "1970-12-31"))
    made = born.replace("</DatePeriod>", f"{lasting}</DatePeriod>")
    made = made.replace('<End Approximate="false"', '<End Approximate="true"')
    (birth,) = company(tmp_path, features=feature("1", "Birthdate", made)).birth_dates
    assert birth.date == PartialDate.of(1970, approximate=True)
    assert birth.note == "DurationMinimum: about 2 years, 3 months, 0 days"


def test_a_document_keeps_its_comment_a_doubt_not_known_and_all_names(tmp_path: Path) -> None:
    validity = ref("Validity", "Questionable")
    paper = document_of("5", "34024", "Moon Card No.", "L-1", more=f'ValidityID="{validity}"')
    paper = paper.replace("<Comment/>", "<Comment>seen in 1999</Comment>", 1)
    paper = paper.replace(
        "</IDRegDocument>", '<DocumentedNameReference DocumentedNameID="7"/></IDRegDocument>'
    )
    second = alias("A.K.A.", "Entity Name:ACME", number=7)
    made = COMPANY.replace("<NamePartGroups>", f"{second}<NamePartGroups>")
    found = one(tmp_path, made, documents=paper).identifiers[1]
    assert (found.value, found.note) == ("L-1", "seen in 1999")
    assert found.qualifiers == ("Questionable",)
    assert found.bears_name == "HONGMAN LTD. / ACME"


def test_a_location_keeps_its_comment_further_countries_and_odd_values(tmp_path: Path) -> None:
    more = (
        "<Comment>head office</Comment>"
        f'<LocationCountry CountryID="{ref("Country", "China")}" CountryRelevanceID="1"/>'
    )
    place = location("91", "Korea, North", (("CITY", "Dandong"),), more)
    place = place.replace('LocPartValueTypeID="1"', 'LocPartValueTypeID="2"')
    place = place.replace('LocPartValueStatusID="1"', 'LocPartValueStatusID="2"')
    other = ref("CountryRelevance", "SECONDARY")
    first, last = place.index("<LocationCountry"), place.rindex("<LocationCountry")
    assert first != last
    place = place[:last] + place[last:].replace('RelevanceID="1"', f'RelevanceID="{other}"', 1)
    made = COMPANY.replace("</Profile>", f"{feature('9', 'Location', at('91'))}</Profile>")
    text = document(
        parties=(made,), locations=(place,), documents=(), relations=(), entries=(COMPANY_ENTRY,)
    )
    (found,) = parties(read(tmp_path, text)[1])["34024"].addresses
    assert (found.city, found.country) == ("Dandong", Country("China", "CHN"))
    assert found.note == "head office; Korea, North SECONDARY; Romanised; Former"


def test_a_relation_of_low_quality_is_of_low_confidence(tmp_path: Path) -> None:
    made = relationship("1", ("34019", "34024"), "Rowing with", "34019", quality="Low")
    (found,) = relations(read(tmp_path, document(relations=(made,)))[1])
    assert found.qualifiers == ("low-confidence",)


def test_a_relation_to_a_party_elsewhere_keeps_in_words_all_that_is_said(tmp_path: Path) -> None:
    made = relationship(
        "1",
        ("34019", "999"),
        "Rowing with",
        "34019",
        quality="High",
        former=True,
        more=period(("2001-02-03", "2001-02-03"), ("", "")),
    ).replace("<Comment/>", "<Comment>in one boat</Comment>")
    text = document(
        parties=(PERSON,),
        documents=(),
        relations=(made,),
        entries=(entry("34019", "34019", ("DPRK3",)),),
    )
    found = parties(read(tmp_path, text)[1])["34019"].features[-1]
    assert (found.type, found.value) == ("relation, in words", "34019 Rowing with 999")
    assert found.note == "High; former; 2001-02-03/..; entry 34019; in one boat"


def test_comments_on_events_and_measures_are_kept(tmp_path: Path) -> None:
    made = entry("1", "34024", ("SDGT",)).replace("<Comment/>", "<Comment>by decree</Comment>", 1)
    block = f'SanctionsTypeID="{ref("SanctionsType", "Block")}">'
    made = made.replace(block, f"{block}<Comment>but food</Comment>")
    (found,) = one(tmp_path, entries=made).designations
    assert [(event.date, event.description) for event in found.events] == [
        (dt.date(2021, 12, 10), "by decree")
    ]
    assert (found.measures, found.note) == (("Block",), "Block: but food")

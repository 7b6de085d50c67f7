"""The consolidated list of the United Nations: every field of it, and what goes wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInputError, UnknownFieldError
from kg.model import Country, Feature, Kind, Name, Party
from kg.sources.base import PLACEHOLDER, Reading
from kg.sources.files import InputFile
from kg.sources.un import reader as un
from kg.sources.un.particulars import UNREADABLE_BIRTH, unpacked
from kg.values import PartialDate
from tests.sources.consolidated_list import ENTITY, LIST, ONE_LINE, PERSON, document, read


@pytest.fixture
def release(tmp_path: Path) -> tuple[Reading, dict[str, Party]]:
    """The small list, read."""
    return read(tmp_path, LIST)


@pytest.fixture
def person(release: tuple[Reading, dict[str, Party]]) -> Party:
    """Its one individual."""
    return release[1]["KPi.033"]


def test_both_layouts_give_the_same_records(
    tmp_path: Path, release: tuple[Reading, dict[str, Party]]
) -> None:
    assert read(tmp_path, ONE_LINE)[1] == release[1]


@pytest.mark.parametrize(
    "generated", ["2018-10-29T19:09:49.856-04:00", "2018-10-29T00:00:09.646Z", "2018-10-29"]
)
def test_the_release_is_named_by_the_day_it_was_generated(tmp_path: Path, generated: str) -> None:
    found = read(tmp_path, document(generated=generated))[0].release
    assert (found.source, found.version, found.issued) == (
        "un-sc",
        "2018-10-29",
        dt.date(2018, 10, 29),
    )


def test_individuals_and_entities_by_their_reference_number(
    release: tuple[Reading, dict[str, Party]],
) -> None:
    assert {number: (party.ref.scheme, party.kind) for number, party in release[1].items()} == {
        "KPi.033": ("un", Kind.PERSON),
        "QDe.001": ("un", Kind.ENTITY),
    }


def test_a_name_over_four_fields_keeps_them_as_parts(person: Party) -> None:
    assert person.names[0] == Name(
        text="RI WON HO II",
        type="primary",
        strength="strong",
        parts=(("part1", "RI"), ("part2", "WON HO"), ("part4", "II")),
    )
    assert person.names[1] == Name(text="리원호", type="original-script")


def test_aliases_with_their_quality_packed_ones_apart(
    release: tuple[Reading, dict[str, Party]],
) -> None:
    parties = release[1]
    assert [(name.text, name.type, name.strength) for name in parties["KPi.033"].names[2:]] == [
        ("Ri Wonho", "aka", "strong"),
        ("Ree Won Ho", "aka", "strong"),
        ("Moon (Mun; Mon)", "aka", "weak"),
    ]
    assert parties["KPi.033"].names[4].note == "nom de guerre"
    assert [(name.text, name.type, name.strength) for name in parties["QDe.001"].names] == [
        ("A TRADING CO", "primary", "strong"),
        ("Trading", "aka", ""),
        ("Old Co", "fka", ""),
    ]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("حسن غول (Hassan Ghul; Hassan Gul)", ["حسن غول", "Hassan Ghul", "Hassan Gul"]),
        ("Jin Tiesan (金铁三)", ["Jin Tiesan", "金铁三"]),
        ("Abubakar (original script: Абубакар)", ["Abubakar", "Абубакар"]),
        ("Abdul Haq (عبد الحق ),", ["Abdul Haq", "عبد الحق"]),
        ("Encep Nurjaman (birth name)", []),
        ("أنصار المجاهدين (Ansar al-Mujahideen - sub-unit name)", []),
        ("أنصار الشريعة بليبيا (Ansar al Charia in Libya (ASL))", []),
        ("华信(香港)有限公司", []),
        ("حسن (Hassan; حسن)", []),
        ("Hassan (123)", []),
    ],
)
def test_a_name_in_two_scripts_is_read_out_as_both(
    tmp_path: Path, printed: str, names: list[str]
) -> None:
    text = LIST.replace("<ALIAS_NAME>Trading<", f"<ALIAS_NAME>{printed}<")
    assert text != LIST
    found = read(tmp_path, text)[1]["QDe.001"].names
    whole, *others = (name for name in found if name.text not in {"A TRADING CO", "Old Co"})
    assert (whole.text, whole.note) == (printed, "")
    assert [name.text for name in others] == names
    assert {(name.type, name.note) for name in others} <= {("aka", f"read out of: {printed}")}


def test_one_designation_with_every_event(person: Party) -> None:
    (found,) = person.designations
    assert (found.authority, found.listing, found.program) == ("un-sc", "un-sc", "DPRK")
    assert (found.status, found.listed_on) == ("active", dt.date(2016, 11, 30))
    assert [(event.type, str(event.date)) for event in found.events] == [
        ("added", "2016-11-30"),
        ("amended", "2017-01-02"),
        ("amended", "2018-03-04"),
        ("reviewed", "2010-07-23"),
        ("reviewed", "2021-11-15"),
    ]
    assert found.events[3].description == (
        "Review pursuant to Security Council resolution 1822 (2008) was concluded on 23 Jul. 2010"
    )


def test_a_delisting_ends_the_designation(tmp_path: Path) -> None:
    text = LIST.replace("<COMMENTS1/>", "<DELISTED_ON>2020-01-02</DELISTED_ON>")
    (found,) = read(tmp_path, text)[1]["QDe.001"].designations
    assert (found.status, found.delisted_on) == ("removed", dt.date(2020, 1, 2))
    assert found.events[-1].type == "removed"


def test_dates_of_birth_keep_their_precision(person: Party) -> None:
    assert [(item.date.edtf, item.note, item.qualifiers) for item in person.birth_dates] == [
        ("1970-05-06", "Alias: Moon (Mun; Mon)", ()),
        ("1975", "Given among the aliases", ()),
        ("1964-07-17", "", ()),
        ("1961~", "", ()),
        ("1960/1963", "", ()),
        ("1955~/1957~", "Approximately", ()),
        ("1972-09", "Sep.", ()),
        ("1966-12-01", "from false passport", ("false",)),
    ]


def test_places_and_addresses_keep_their_divisions(person: Party) -> None:
    assert [(place.city, place.region, place.note) for place in person.birth_places] == [
        ("Paris", "", "Alias: Moon (Mun; Mon)"),
        ("Zurmat", "Paktia", ""),
    ]
    (address,) = person.addresses
    assert (address.lines, address.city, address.region) == (("1 Road",), "Damascus", "Rif")
    assert (address.postal_code, address.note) == ("12", "previous address")
    assert address.country == Country("Syrian Arab Republic", "SYR")


def test_a_country_with_a_remark_is_kept_without_a_code(
    release: tuple[Reading, dict[str, Party]],
) -> None:
    assert release[1]["QDe.001"].addresses[0].country == Country("Libya (in custody)")


def test_everything_else_is_a_feature(person: Party) -> None:
    assert [(item.type, item.value) for item in person.features[:7]] == [
        ("title", "Dr."),
        ("title", "General"),
        ("position", "a) Director"),
        ("nationality", "Democratic People's Republic of Korea"),
        ("nationality", "Possibly Ethiopian"),
        ("gender", "Male"),
        ("submitted-by", "Germany"),
    ]
    known, possible = person.features[3:5]
    assert (known.country, known.qualifiers) == (
        Country("Democratic People's Republic of Korea", "PRK"),
        (),
    )
    assert (possible.country, possible.qualifiers) == (
        Country("Ethiopian", "ETH"),
        ("unconfirmed",),
    )
    found = {item.type: item for item in person.features}
    assert found["Submitted on"].date == PartialDate.of(2009, 7, 17)
    assert found["location"].value == "Believed in Libya"
    assert found["birth-date"].value == "30-35 years old"
    assert found["remark"].value.startswith("An official. Review pursuant to Security Council")
    assert found["interpol-notice"].value == "https://www.interpol.int/en/notice/search/un/1234567"


def test_an_unknown_gender_is_not_asserted(tmp_path: Path) -> None:
    party = read(tmp_path, LIST.replace(">Male<", ">Unknown<"))[1]["KPi.033"]
    gender = next(item for item in party.features if item.type == "gender")
    assert (gender.value, gender.qualifiers) == ("Unknown", ("undetermined",))


def test_documents_with_what_their_notes_plainly_say(person: Party) -> None:
    passport = person.identifiers[2]
    assert (passport.scheme, passport.value) == ("passport", "381310014")
    assert passport.country == Country("Russian Federation", "RUS")
    assert passport.issuer == "Alexandria, Egypt"
    assert (passport.issued, passport.expires) == (
        PartialDate.of(2010, 9, 8),
        PartialDate.of(2015, 10, 5),
    )
    assert (passport.bears_name, passport.qualifiers) == ("Ri Won", ("expired",))
    assert passport.note == "expired on 5 Oct. 2015, issued under name Ri Won"


def test_a_number_in_prose_is_kept_whole_and_read_out(person: Party) -> None:
    whole, number = person.identifiers[3:5]
    assert (whole.value, whole.country) == ("Qatari passport number 00868774", None)
    assert (number.value, number.country) == ("00868774", Country("Qatari", "QAT"))
    assert number.note == "read out of: Qatari passport number 00868774"


def test_a_type_of_its_own_is_kept_beside_the_broad_one(person: Party) -> None:
    card = person.identifiers[5]
    assert (card.scheme, card.value) == ("Ration Card no", "0094195")
    assert card.note == (
        "type of document: National Identification Number; second type of document: Ration Card no"
    )


def test_a_document_without_a_number_is_a_remark(person: Party) -> None:
    assert (
        Feature(
            type="remark",
            value="type of document: Passport; note: issued in Cairo",
            country=Country("Egypt", "EGY"),
        )
        in person.features
    )


PROSE = [
    ("No. H0044232 (Iraqi)", "H0044232", "IRQ", "passport"),
    ("R00012098, South Sudan", "R00012098", "SSD", "passport"),
    ("Libya B/002210", "B/002210", "LBY", "passport"),
    ("381110042 (Expired 25 Jan. 2016)", "381110042", "", "passport"),
    ("Afghan passport number SE 012820", "SE 012820", "AFG", "passport"),
    ("CAR diplomatic passport no. D00000897", "D00000897", "CAF", "diplomatic-passport"),
    ("German travel document (“Reiseausweis”) A 0139243", "A 0139243", "DEU", "passport"),
    ("Social Security Number 423-31-3021 (US)", "423-31-3021", "USA", "ssn"),
    (
        "Tunisian passport number L 191609 issued on 28 Feb. 1996, expired on 27 Feb. 2001",
        "L 191609",
        "TUN",
        "passport",
    ),
    ("Italian Fiscal Code: DAOMMD74T11Z352Z", "DAOMMD74T11Z352Z", "ITA", "italian-fiscal-code"),
]
UNCERTAIN = [
    "Russian passport number 8208 No. 555627",
    "SE 011252",
    "PS 472330208",
    "D 000933",
    "1 63 08 4 01 001 005E",
    "Laissez-passer no. N°235/MISPAT",
    "seen with 12345",
]


@pytest.mark.parametrize(("prose", "number", "land", "scheme"), PROSE)
def test_a_number_certain_in_prose_is_read_out(
    tmp_path: Path, prose: str, number: str, land: str, scheme: str
) -> None:
    text = LIST.replace("Qatari passport number 00868774", prose)
    whole, found = read(tmp_path, text)[1]["KPi.033"].identifiers[3:5]
    assert whole.value == prose
    assert (found.value, found.scheme) == (number, scheme)
    assert (found.country.alpha3 if found.country else "") == land


@pytest.mark.parametrize("prose", UNCERTAIN)
def test_a_number_in_any_doubt_is_not_read_out(tmp_path: Path, prose: str) -> None:
    text = LIST.replace("Qatari passport number 00868774", prose)
    identifiers = read(tmp_path, text)[1]["KPi.033"].identifiers
    assert [item.value for item in identifiers[3:]] == [prose, "0094195"]


def test_placeholders_are_no_values_and_words_that_stand_for_nothing_are_counted(
    release: tuple[Reading, dict[str, Party]],
) -> None:
    assert release[0].ledger.warnings == {PLACEHOLDER: 2, UNREADABLE_BIRTH: 1}


def test_every_field_is_taken_or_left_with_a_reason(
    release: tuple[Reading, dict[str, Party]],
) -> None:
    assert release[0].ledger.left == {
        "CONSOLIDATED_LIST/INDIVIDUALS/INDIVIDUAL/VERSIONNUM": 1,
        "CONSOLIDATED_LIST/ENTITIES/ENTITY/VERSIONNUM": 1,
    }
    assert set(release[0].ledger.left) <= set(un.SOURCE.left_out)


@given(st.lists(st.text("abc (), ", min_size=1).map(str.strip).filter(bool), max_size=4))
def test_unpacking_an_alias_loses_no_letter(names: list[str]) -> None:
    packed = "; ".join(names)
    assert "".join(unpacked(packed)).replace("; ", "") == "".join(names)


FAULTS = {
    "no date": (LIST.replace("dateGenerated", "dated"), "needs the date"),
    "wrong date": (document(generated="29/10/2018"), "not a day"),
    "no number": (LIST.replace("QDe.001", ""), "without a number of its own"),
    "the same number": (document(entities=ENTITY + ENTITY), "the same number twice"),
    "no name": (LIST.replace("A TRADING CO", ""), "without a name"),
    "no regime": (LIST.replace("Al-Qaida", ""), "without a regime"),
    "another list": (LIST.replace("UN List", "Other List"), "not the list this is"),
    "impossible day": (LIST.replace("2001-10-06", "2001-02-30"), "not a day"),
    "unknown quality": (LIST.replace("f.k.a.", "x.k.a."), "not a quality"),
    "cut off": (LIST[:-500], "cut off"),
    "document type": (LIST.replace("<CONS", "<!DOCTYPE x><CONS", 1), "document type"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_refused_in_a_sentence_that_names_the_file(tmp_path: Path, fault: str) -> None:
    text, sentence = FAULTS[fault]
    with pytest.raises(BadInputError, match=sentence) as caught:
        read(tmp_path, text)
    assert caught.value.file == "consolidated.xml"


def test_an_unknown_field_is_named_with_its_record_and_value(tmp_path: Path) -> None:
    text = LIST.replace("<COMMENTS1/>", "<MOOD>sour</MOOD>")
    with pytest.raises(UnknownFieldError) as caught:
        read(tmp_path, text)
    assert (caught.value.record, caught.value.value) == ("QDe.001", "sour")
    assert caught.value.field == "CONSOLIDATED_LIST/ENTITIES/ENTITY/MOOD"


def test_under_quarantine_a_bad_entry_is_set_aside_and_the_rest_read(tmp_path: Path) -> None:
    text = document(entities=ENTITY.replace("2001-10-06", "2001-02-30"))
    reading, parties = read(tmp_path, text, quarantine=True)
    assert list(parties) == ["KPi.033"]
    (error,) = reading.ledger.set_aside
    assert (error.record, error.value) == ("QDe.001", "2001-02-30")


def test_the_format_is_recognised_by_its_root(tmp_path: Path) -> None:
    path = tmp_path / "anything"
    path.write_text(document(individuals=PERSON), encoding="utf-8")
    assert un.recognise(InputFile(path))

"""The Treasury's list as CSV: rows gathered by group, in both layouts and encodings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.countries import Country
from kg.errors import BadInputError
from kg.graph.schemes import shipped_schemes
from kg.iri import concept
from kg.model import Identifier, Kind, Party, PartyRef
from kg.sources.files import InputFile
from kg.sources.uk import ofsi_reader as uk_ofsi
from tests.sources.uk_list import OFSI_2018, OFSI_2022, ofsi_reading, parties, table

FIRST = ["Last Updated", "13/04/2018"]
HASSAN = {
    "Name 6": " AL-QAHTANI",
    "Name 1": "Sheikh",
    "Name 2": "Farooq",
    "Title": "Maulavi",
    "DOB": "00/00/1980",
    "Town of Birth": "(1) Tiaret (2) Maskara",
    "Country of Birth": "Saudi Arabia",
    "Nationality": "1) Saudi Arabia 2) Qatar",
    "Passport Details": "Passport No: 592667 (Qatari). Expired on 3 May 2007",
    "NI Number": "Ration card",
    "Position": "Emir",
    "Country": "Afghanistan (since 2009)",
    "Other Information": "UN Ref QDe.004. ‘Emir’ for the eastern zone.",
    "Group Type": "Individual",
    "Alias Type": "Prime Alias",
    "Regime": "The ISIL (Da'esh) and Al-Qaida organisations",
    "Listed On": "01/04/2016",
    "Last Updated": "02/04/2016",
    "Group ID": "13349",
}
ALIAS = HASSAN | {"Name 6": "FAROOQ", "Name 1": "", "Name 2": "", "Alias Type": "AKA"}
BANK = {
    "Name 6": "BANK",
    "Address 1": "1 Road",
    "Address 6": "Tehran",
    "Post/Zip Code": "W12",
    "Country": "Iran",
    "Group Type": "Entity",
    "Alias Type": "Prime Alias",
    "Regime": "Iran (nuclear proliferation)",
    "Listed On": "24/06/2008",
    "Last Updated": "24/06/2008",
    "Group ID": "10657",
}


def whole() -> str:
    """A list of two groups, the rows of one of them apart."""
    later = ALIAS | {"DOB": "01/08/1979", "Alias Type": "FKA", "Name 6": "FARUQ"}
    return table(FIRST, OFSI_2018, HASSAN, HASSAN | {"DOB": "00/00/1981"}, BANK, ALIAS, later)


@pytest.fixture
def hassan(tmp_path: Path) -> Party:
    return parties(ofsi_reading(tmp_path, whole().encode("cp1252")))["13349"]


def texts(party: Party, type_: str) -> list[str]:
    """The texts of a party's features of one type."""
    return [claim.value for claim in party.features if claim.type == type_]


def test_the_layouts_are_the_official_ones(tmp_path: Path) -> None:
    assert (len(OFSI_2018), len(OFSI_2022)) == (29, 36)
    made = ofsi_reading(tmp_path, whole().encode("cp1252"))
    assert uk_ofsi.recognise(InputFile(tmp_path / "conlist.csv"))
    assert (made.release.source, made.release.version) == ("uk-ofsi", "2018-04-13")
    list(made.records)
    assert made.ledger.warnings["a file is not UTF-8 and was read as Windows-1252"] == 1


def test_rows_of_a_group_are_one_party_with_each_text_once(hassan: Party) -> None:
    assert (hassan.ref, hassan.kind) == (PartyRef("ofsi", "13349"), Kind.PERSON)
    assert [(name.text, name.type, name.strength) for name in hassan.names] == [
        ("Sheikh Farooq AL-QAHTANI", "primary", "strong"),
        ("FAROOQ", "aka", ""),
        ("FARUQ", "fka", ""),
    ]
    assert [birth.date.edtf for birth in hassan.birth_dates] == ["1980", "1981", "1979-08-01"]
    assert texts(hassan, "title") == ["Maulavi"]
    assert texts(hassan, "remark") == ["UN Ref QDe.004. ‘Emir’ for the eastern zone."]


def test_packed_values_are_whole_and_apart(hassan: Party) -> None:
    told = [(claim.value, claim.country) for claim in hassan.features if claim.country]
    assert texts(hassan, "nationality") == ["1) Saudi Arabia 2) Qatar", "Saudi Arabia", "Qatar"]
    assert ("Qatar", Country("Qatar", "QAT")) in told
    assert [place.city for place in hassan.birth_places] == ["(1) Tiaret (2) Maskara"]
    (address,) = hassan.addresses
    assert address.country == Country("Afghanistan (since 2009)", "")


def test_documents_are_prose_with_the_number_read_out(hassan: Party) -> None:
    whole_text, read_out = (one for one in hassan.identifiers if one.scheme == "passport")
    assert whole_text.value == "Passport No: 592667 (Qatari). Expired on 3 May 2007"
    assert whole_text.qualifiers == read_out.qualifiers == ("expired",)
    assert (read_out.value, read_out.country) == ("592667", Country("Qatari", "QAT"))
    assert texts(hassan, "document") == ["national-id; Ration card"]


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("G827238 (Tunisian). Issued on 1 June 1996", ["G827238"]),
        ("284173, expires 21 Aug 2005 (Iraq)", ["284173"]),
        ("(1) 101 (Kuwaiti) (2) K-22 (3) Old one", ["101", "K-22"]),
        ("07442833 (USA driving licence)", []),
        ("Iraq number A4059346, issued on 29 May 2013", []),
        ("A12345", []),
    ],
)
def test_a_number_is_read_out_only_where_it_stands_first(
    tmp_path: Path, printed: str, numbers: list[str]
) -> None:
    text = table(FIRST, OFSI_2018, HASSAN | {"Passport Details": printed})
    party = parties(ofsi_reading(tmp_path, text.encode()))["13349"]
    found = [one.value for one in party.identifiers if one.scheme == "passport"]
    assert found == [printed, *numbers]


@pytest.mark.parametrize(
    ("printed", "doubts"),
    [
        ("S335026 (False Indonesian)", ("false",)),
        ("A-333602 (Indian), subsequently revoked", ("revoked",)),
        ("543 (fraudulently obtained)", ("fraudulent",)),
        ("543 (reported stolen)", ("reported-lost",)),
        ("543 expires 2034", ()),
        ("543 (possibly false)", ()),
    ],
)
def test_what_is_said_against_a_document_is_kept(
    tmp_path: Path, printed: str, doubts: tuple[str, ...]
) -> None:
    text = table(FIRST, OFSI_2018, HASSAN | {"Passport Details": printed})
    party = parties(ofsi_reading(tmp_path, text.encode()))["13349"]
    found = [one for one in party.identifiers if one.scheme == "passport"]
    assert found
    assert all(one.qualifiers == doubts for one in found)


def test_a_reference_in_the_remarks_is_read_out_when_it_is_one(hassan: Party) -> None:
    (reference,) = (one for one in hassan.identifiers if one.scheme == "un-ref")
    assert reference == Identifier(
        value="QDe.004", scheme="un-ref", note="read out of: Other Information"
    )


def test_a_reference_of_two_groups_is_not_sure_to_be_of_either(tmp_path: Path) -> None:
    other = BANK | {"Other Information": "UN Ref: QDe.004. Bank."}
    made = ofsi_reading(tmp_path, table(FIRST, OFSI_2018, HASSAN, other).encode())
    found = parties(made)
    for party in found.values():
        (reference,) = (one for one in party.identifiers if one.scheme == "un-ref")
        assert reference.qualifiers == ("unconfirmed",)
    assert made.ledger.warnings[uk_ofsi.SHARED] == 2


def test_several_references_in_the_remarks_are_none_of_the_party(tmp_path: Path) -> None:
    row = HASSAN | {"Other Information": "UN Ref QDe.004. Brother of UN Ref QDi.001."}
    party = parties(ofsi_reading(tmp_path, table(FIRST, OFSI_2018, row).encode()))["13349"]
    assert not [one for one in party.identifiers if one.scheme == "un-ref"]


def test_a_group_under_two_regimes_has_two_designations(tmp_path: Path) -> None:
    other = HASSAN | {"Regime": "Somalia", "Listed On": "12/04/2010"}
    party = parties(ofsi_reading(tmp_path, table(FIRST, OFSI_2018, HASSAN, other).encode()))
    first, second = party["13349"].designations
    assert (first.authority, first.listing, first.measures) == ("uk-ofsi", "uk-ofsi", ())
    assert (first.listed_on, second.listed_on) == (dt.date(2016, 4, 1), dt.date(2010, 4, 12))
    assert [event.type for event in first.events] == ["added", "amended"]


def test_the_newer_layout_has_names_in_other_letters_and_numbers_apart(tmp_path: Path) -> None:
    row = {key: text for key, text in HASSAN.items() if key != "NI Number"} | {
        "Name Non-Latin Script": "فاروق",
        "Non-Latin Script Type": "Arabic",
        "Non-Latin Script Language": "Arabic",
        "Passport Number": "592667",
        "Passport Details": "Qatar",
        "National Identification Number": "77",
        "National Identification Details": "",
        "Alias Type": "Primary name",
        "Other Information": "(UK Sanctions List Ref):AQD0123. (UK Statement of Reasons):Text",
        "UK Sanctions List Date Designated": "31/12/2020",
    }
    weak = row | {"Name 6": "F", "Alias Type": "AKA", "Alias Quality": "Low"}
    text = table(["Last Updated", "03/06/2024"], OFSI_2022, row, weak)
    party = parties(ofsi_reading(tmp_path, text.encode()))["13349"]
    assert [(name.type, name.strength, name.language) for name in party.names] == [
        ("primary", "strong", ""),
        ("aka", "weak", ""),
        ("original-script", "", "ar"),
    ]
    assert {(one.scheme, one.value) for one in party.identifiers} == {
        ("ofsi-group-id", "13349"),
        ("passport", "592667"),
        ("national-id", "77"),
        ("uk-id", "AQD0123"),
    }
    (told,) = party.designations
    assert [(event.type, event.date) for event in told.events] == [
        ("added", dt.date(2016, 4, 1)),
        ("added", dt.date(2020, 12, 31)),
        ("amended", dt.date(2016, 4, 2)),
    ]


@pytest.mark.parametrize(
    ("details", "land"),
    [
        ("Iraq", "IRQ"),
        ("Iraq passport", "IRQ"),
        ("Iraq. Issued on 1 Feb 1999", "IRQ"),
        ("(Iraqi) Issued in Basra on 1 Feb 1999", "IRQ"),
        ("(False Iraqi)", "IRQ"),
        ("Iraqi national ID card (jinsiya)", "IRQ"),
        ("Issued in Basra", ""),
        ("Possibly Iraqi", ""),
    ],
)
def test_a_document_is_of_the_country_that_its_details_begin_with(
    tmp_path: Path, details: str, land: str
) -> None:
    row = {"Passport Number": "D 000999", "Passport Details": details}
    text = table(FIRST, OFSI_2022, {k: v for k, v in HASSAN.items() if k != "NI Number"} | row)
    party = parties(ofsi_reading(tmp_path, text.encode()))["13349"]
    (found,) = (one for one in party.identifiers if one.scheme == "passport")
    assert (found.country.alpha3 if found.country else "") == land
    assert found.note == details


@pytest.mark.parametrize(
    ("details", "scheme", "land"),
    [
        ("Iraq diplomatic passport", "diplomatic-passport", "IRQ"),
        ("Possibly a diplomatic passport", "passport", ""),
        ("Iraq passport", "passport", "IRQ"),
    ],
)
def test_a_passport_that_is_called_diplomatic_is_one(
    tmp_path: Path, details: str, scheme: str, land: str
) -> None:
    row = {"Passport Number": "D 000999", "Passport Details": details}
    text = table(FIRST, OFSI_2022, {k: v for k, v in HASSAN.items() if k != "NI Number"} | row)
    party = parties(ofsi_reading(tmp_path, text.encode()))["13349"]
    (found,) = (one for one in party.identifiers if one.value == "D 000999")
    assert (found.scheme, found.country.alpha3 if found.country else "") == (scheme, land)


def test_a_dash_is_no_country(tmp_path: Path) -> None:
    row = BANK | {"Country": "-", "Nationality": "-", "Country of Birth": "-"}
    made = ofsi_reading(tmp_path, table(FIRST, OFSI_2018, row).encode())
    party = parties(made)["10657"]
    assert [(one.full, one.country) for one in party.addresses] == [("1 Road, Tehran, W12", None)]
    assert not party.birth_places
    assert not texts(party, "nationality")
    assert sum(made.ledger.left.values()) == 3


REMARK = (
    "(UK Sanctions List Ref):RUS0999. (UN Ref):TAi.999. Wanted. Financial sanctions imposed in "
    "addition to an asset freeze: Trust services. Date trust services sanctions imposed: "
    "21/03/2023. (UK Statement of Reasons):Doe did (as he said) so. (Gender):Male "
    "(Phone number):(1) +1 (2) +2 (Mood):glad (Business Reg No):INN: 7700000001"
)


def told(tmp_path: Path, *remarks: str, kind: str = "Individual") -> Party:
    """The party of rows of the newer layout, one for each remark."""
    base = {key: text for key, text in HASSAN.items() if key not in {"NI Number", "Position"}}
    rows = [base | {"Group Type": kind, "Other Information": text} for text in remarks]
    text = table(["Last Updated", "03/06/2024"], OFSI_2022, *rows)
    return parties(ofsi_reading(tmp_path, text.encode()))["13349"]


def test_what_stands_behind_labels_in_remarks_is_read_out_of_them(tmp_path: Path) -> None:
    party = told(tmp_path, REMARK, "")
    note = "read out of: Other Information"
    assert texts(party, "remark") == [REMARK]
    for type_, values in (("gender", ["Male"]), ("phone", ["+1", "+2"])):
        assert texts(party, type_) == values
        assert {one.note for one in party.features if one.type == type_} == {note}
    assert [(one.scheme, one.value) for one in party.identifiers if one.note == note] == [
        ("business-registration-number", "INN: 7700000001"),
        ("inn", "7700000001"),
        ("un-ref", "TAi.999"),
        ("uk-id", "RUS0999"),
    ]
    assert not texts(party, "Mood")


def test_reasons_and_measures_in_remarks_are_those_of_the_designation(tmp_path: Path) -> None:
    (designation,) = told(tmp_path, REMARK, "").designations
    assert designation.reasons == (("en", "Doe did (as he said) so."),)
    assert (designation.measures, designation.extra_measures) == ((), ("Trust services",))
    (event,) = (one for one in designation.events if one.description)
    assert (event.type, event.date) == ("amended", dt.date(2023, 3, 21))
    assert event.description == "imposed: Trust services"
    known = shipped_schemes().find("measure", "Trust services")
    assert known == concept("measure", "trust-services-ban")


def test_particulars_of_a_ship_stand_in_its_remarks(tmp_path: Path) -> None:
    remark = (
        "Listed as asset of Doe Shipping (IMO number):9074729 (Current owners):Doe Shipping "
        "(Flag of ship):North Korea (Type of ship):Oil tanker (Year built):1994"
    )
    ship = told(tmp_path, remark, kind="Ship")
    assert [one.value for one in ship.identifiers if one.scheme == "imo"] == ["9074729"]
    for type_, value in (
        ("vessel-owner", "Doe Shipping"),
        ("vessel-flag", "North Korea"),
        ("vessel-type", "Oil tanker"),
        ("vessel-year-of-build", "1994"),
    ):
        assert texts(ship, type_) == [value]


@pytest.mark.parametrize(
    ("remark", "numbers"),
    [
        ("(UK Sanctions List Ref):GHR0999 and BEL0999 Listed under two", {"GHR0999", "BEL0999"}),
        (
            "(UK Sanctions List Ref):GHR0998, GHR0997, and BEL0999.",
            {"GHR0998", "GHR0997", "BEL0999"},
        ),
        ("(UK Sanctions List Ref):GHR0999. Owned by BEL0999.", {"GHR0999"}),
        ("(UK Sanctions List Ref):GHR0999. (UK Sanctions List Ref):BEL0999.", set()),
    ],
)
def test_a_person_under_two_regimes_has_both_numbers(
    tmp_path: Path, remark: str, numbers: set[str]
) -> None:
    party = told(tmp_path, remark)
    assert {one.value for one in party.identifiers if one.scheme == "uk-id"} == numbers


def test_nothing_is_left_out(tmp_path: Path) -> None:
    made = ofsi_reading(tmp_path, whole().encode())
    list(made.records)
    assert not made.ledger.left
    assert made.ledger.taken["ConList.csv/Name 6"] == 5


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (whole().encode()[:-100], "cut off"),
        (whole().replace("Emir", "E\x00mir").encode(), "control character"),
        (whole().replace("Emir", "E" * 1_200_000).encode(), "field limit"),
        (whole().encode("cp1252").replace(b"Tiaret", b"T\x81aret"), "not Windows-1252"),
        (whole().replace(",Entity,", ",Robot,").encode(), "of one kind"),
        (whole().replace(",FKA,", ",NKA?,").encode(), "type of names"),
        (whole().replace("24/06/2008", "24/13/2008").encode(), "not a day"),
        (whole().replace("BANK", "").encode(), "without a name"),
        (whole().replace("10657", "").encode(), "without the number"),
        (whole().replace("Iran (nuclear proliferation)", "").encode(), "without a regime"),
        (whole().replace("Alias Type", "Kind").encode(), "lacks Alias Type"),
        (whole().replace("13/04/2018", "April").encode(), "needs its day"),
        (whole().replace(",Group ID", ",Number").encode(), "lacks Group ID"),
    ],
)
def test_a_faulty_file_is_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "known.csv"
    path.write_bytes(content)
    assert uk_ofsi.recognise(InputFile(path))
    with pytest.raises(BadInputError, match=said):
        list(ofsi_reading(tmp_path, content).records)

"""The Swiss list as it is published: histories within targets, codes in capitals, few measures."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.errors import BadInputError
from kg.model import Designation
from kg.sources.base import PLACEHOLDER
from kg.sources.seco.fields import OF_A_COPY, TARGET
from kg.sources.seco.reader import SOURCE
from tests.sources.reading import Read, read_text
from tests.sources.test_seco import PLACE, PROGRAM, document

COPY = '<target ssid="400"><entity><identity ssid="401" main="true">{}</identity></entity></target>'


def name(text: str, marks: str = 'name-type="primary-name" quality="good" lang="eng"') -> str:
    """A name in one piece."""
    return (
        f'<name ssid="402" {marks}><name-part order="1" name-part-type="whole-name">'
        f"<value>{text}</value></name-part></name>"
    )


def change(kind: str, day: str, content: str = "") -> str:
    """A modification of a day."""
    return (
        f'<modification modification-type="{kind}" enactment-date="{day}" '
        f'publication-date="{day}" effective-date="{day}">{content}</modification>'
    )


def target(names: str = name("ACME"), *, changes: str = "", number: str = "400") -> str:
    """An entity under the first program."""
    return (
        f'<target ssid="{number}"><sanctions-set-id>80</sanctions-set-id>'
        f"<foreign-identifier>140</foreign-identifier>"
        f'<entity><identity ssid="401" main="true">{names}</identity></entity>{changes}</target>'
    )


def read(folder: Path, *parts: str) -> Read:
    """A list of those parts, read."""
    return read_text(SOURCE, folder, document(*parts))


def designation(folder: Path, changes: str) -> Designation:
    """The one designation of a target with these modifications."""
    (found,) = read(folder, PROGRAM, target(changes=changes)).parties["400"].designations
    return found


def test_an_amendment_says_what_it_put_in_and_took_out(tmp_path: Path) -> None:
    old = name("OLD ACME", 'name-type="alias"') + '<address ssid="403" place-id="900"/>'
    same = '<nationality ssid="404"><country iso-code="BY">Belarus</country></nationality>'
    born = '<day-month-year ssid="405" day="3" month="4" year="1999" calendar="Gregorian"/>'
    gone = '<removed><relation ssid="406" target-id="9702" relation-type="related-to"/></removed>'
    content = (
        f"<added>{COPY.format(old + same + born)}</added><removed>{COPY.format(same)}</removed>"
    )
    changes = change("amended", "2021-05-06", content + gone)
    found = read(tmp_path, PROGRAM, target(changes=changes), PLACE)
    assert set(found.parties) == {"400"}, "a copy of a target is none"
    assert [item.text for item in found.parties["400"].names] == ["ACME"]
    (event,) = found.parties["400"].designations[0].events
    assert event.description.split("; ")[3:] == [
        "added name: OLD ACME, alias",
        "added address: Minsk, Minsk Region, Belarus",
        "added day-month-year: 1999-04-03",
        "removed relation: 9702, related-to",
    ]


@pytest.mark.parametrize("kind", ["listed", "de-listed"])
def test_the_entry_as_it_came_or_went_is_not_said_again(tmp_path: Path, kind: str) -> None:
    content = f"<added>{COPY.format(name('ACME'))}</added>"
    found = read(tmp_path, PROGRAM, target(changes=change(kind, "2021-05-06", content)))
    (event,) = found.parties["400"].designations[0].events
    assert "ACME" not in event.description
    assert found.ledger.left[f"{TARGET}/modification/added/* {OF_A_COPY}"] == 1


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ((("de-listed", "2025-06-20"), ("listed", "2025-06-20")), "removed"),
        ((("listed", "2025-06-20"), ("de-listed", "2025-06-20")), "active"),
        (
            (("amended", "2025-06-03"), ("de-listed", "2025-06-20"), ("listed", "2014-12-17")),
            "removed",
        ),
    ],
    ids=["removed last, written first", "listed last, written first", "days before order"],
)
def test_the_latest_modification_decides(
    tmp_path: Path, written: tuple[tuple[str, str], ...], status: str
) -> None:
    found = designation(tmp_path, "".join(change(kind, day) for kind, day in written))
    assert found.status == status
    assert found.delisted_on == (dt.date(2025, 6, 20) if status == "removed" else None)


def test_codes_in_capitals_are_codes_and_others_are_noted(tmp_path: Path) -> None:
    variants = (
        '<spelling-variant lang="RUS" script="CYRL" spelling-variant-type="not-defined">АКМЕ'
        '</spelling-variant><spelling-variant lang="not-defined" script="LATN" '
        'spelling-variant-type="transliteration">AKME</spelling-variant>'
        '<spelling-variant script="OldScript">ACMEE</spelling-variant>'
    )
    names = name("ACME").replace("</value>", f"</value>{variants}")
    own, *others = read(tmp_path, PROGRAM, target(names)).parties["400"].names
    assert (own.language, own.script, own.note) == ("en", "", "")
    assert [(item.text, item.language, item.script, item.note) for item in others] == [
        ("АКМЕ", "ru", "Cyrl", ""),
        ("AKME", "", "Latn", "kind of spelling transliteration"),
        ("ACMEE", "", "", "script OldScript"),
    ]


def test_a_primary_name_in_a_further_language_is_no_other_name(tmp_path: Path) -> None:
    german = name("AKME", 'name-type="primary-name" quality="good" lang="ger"')
    again = name("ACME TOO", 'name-type="primary-name" lang="eng"')
    names = read(tmp_path, PROGRAM, target(german + name("ACME") + again)).parties["400"].names
    assert [(item.text, item.type) for item in names] == [
        ("ACME", "primary"),
        ("AKME", "variation"),
        ("ACME TOO", "aka"),
    ]


def test_a_dash_is_no_value_and_a_title_alone_is_a_name(tmp_path: Path) -> None:
    dashed = (
        '<name ssid="1" name-type="{}"><name-part order="1" name-part-type="title"><value>Haji'
        '</value></name-part><name-part order="2" name-part-type="given-name"><value>{}</value>'
        '<spelling-variant lang="rus" script="Cyrl">-</spelling-variant></name-part>'
        '<name-part order="3" name-part-type="family-name"><value>-</value></name-part></name>'
    )
    names = dashed.format("primary-name", "Doe") + dashed.format("alias", "-")
    address = '<address ssid="2" place-id="900"><address-details>-</address-details></address>'
    words = "<justification>-</justification><other-information>--</other-information>"
    text = target(names + address).replace("</entity>", f"{words}</entity>")
    found = read(tmp_path, PROGRAM, text, PLACE)
    party = found.parties["400"]
    assert [(item.text, item.type) for item in party.names] == [("Doe", "primary"), ("Haji", "aka")]
    assert [(item.type, item.value) for item in party.features] == [("title", "Haji")]
    assert [item.lines for item in party.addresses] == [()]
    assert party.designations[0].note == ""
    assert found.ledger.warnings == {PLACEHOLDER: 8}


def test_codes_of_banks_and_other_documents_are_called_so(tmp_path: Path) -> None:
    document_ = (
        '<identification-document ssid="3" document-type="other"><number>X1</number>'
        "</identification-document>"
    )
    said = ("SWIFT: ACMEKPPY.", "SWIFT/BIC: ACMESYDA, all offices worldwide", "Swift Holding Ltd")
    words = "".join(f"<other-information>{text}</other-information>" for text in said)
    text = target(name("ACME") + document_).replace("</entity>", f"{words}</entity>")
    party = read(tmp_path, PROGRAM, text).parties["400"]
    numbers = {(item.scheme, item.value) for item in party.identifiers}
    assert numbers >= {("bic", "ACMEKPPY"), ("other-identifier", "X1")}
    assert [item.value for item in party.features] == list(said[1:])


def test_a_primary_name_of_low_quality_stays_so(tmp_path: Path) -> None:
    names = name("ACME", 'name-type="primary-name" quality="low"')
    (found,) = read(tmp_path, PROGRAM, target(names)).parties["400"].names
    assert (found.type, found.strength) == ("primary", "weak")


def test_numbers_within_an_act_are_shared_without_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, PROGRAM, target(), target(number="500"))
    assert not found.ledger.warnings
    for party in found.parties.values():
        assert ("swiss-foreign-identifier", "140") in {
            (item.scheme, item.value) for item in party.identifiers
        }


@pytest.mark.parametrize(
    ("words", "measures"),
    [
        ("Art. 1 (Financial sanctions), annex 1", ("blocking",)),
        (
            "article 16 -- Restrictions on the money and capital market",
            ("debt-and-equity-restriction",),
        ),
        ("Vessel-related measures", ("shipping-restriction",)),
        ("Restrictions on financial services", ()),
        ("article 12 -- Restrictions on named individuals", ()),
    ],
)
def test_a_set_of_measures_says_no_more_than_its_words(
    tmp_path: Path, words: str, measures: tuple[str, ...]
) -> None:
    program = PROGRAM.replace("Art. 1 (Financial sanctions), annex 1", words)
    (found,) = read(tmp_path, program, target()).parties["400"].designations
    assert found.measures == measures


def test_a_list_of_changes_is_no_list(tmp_path: Path) -> None:
    text = document(PROGRAM, target()).replace("whole-list", "delta-list")
    with pytest.raises(BadInputError, match="not the whole list"):
        read_text(SOURCE, tmp_path, text)

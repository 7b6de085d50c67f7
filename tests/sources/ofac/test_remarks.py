"""The remarks of OFAC's flat files: every form taken apart, nothing lost."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Country, Identifier, Kind
from kg.sources.ofac.remarks import full_titles, read, split
from kg.values import PartialDate

_PIECES = st.sampled_from(
    (
        "DOB 07 Aug 1969",
        "alt. POB Aleppo, Syria",
        "a.k.a. 'THE FOX; THE WOLF'",
        "Passport A 123 (Iran) issued 01 Jan 2001",
        "(subsidiaries: Alpha; Beta)",
        "(never closed",
        "Linked To: ALPHA, S.A.",
        "Organization Type: Accounting, bookkeeping and auditing activities; tax consultancy",
        "some words of prose.",
        "",
    )
)
_REMARKS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="a.'(); ,:-0D", max_size=80),
    st.lists(_PIECES, max_size=8).map("; ".join),
)


def _identifier(text: str, kind: Kind = Kind.PERSON) -> Identifier:
    found = read(f"{text}.", kind)
    assert found.unread == []
    (identifier,) = found.identifiers
    return identifier


@given(_REMARKS)
def test_pieces_and_separators_joined_are_the_remarks(remarks: str) -> None:
    assert "".join(piece.text + piece.separator for piece in split(remarks)) == remarks


@given(_REMARKS)
def test_every_piece_is_understood_or_kept_word_for_word(remarks: str) -> None:
    found = read(remarks, Kind.PERSON)
    understood = (
        *(name.text for name in found.names),
        *found.birth_dates,
        *found.birth_places,
        *found.identifiers,
        *found.features,
        *found.links,
    )
    assert len(understood) == found.pieces
    for text in found.unread:
        assert text in remarks
        assert any(feature.value == text for feature in found.features if feature.type == "remark")


def test_a_semicolon_without_a_blank_parts_words_but_not_an_address() -> None:
    texts = [
        piece.text for piece in split("nationality Iraq;arrested 1 Apr 2003; www.x.org/?a;b=1")
    ]
    assert texts == ["nationality Iraq", "arrested 1 Apr 2003", "www.x.org/?a;b=1"]


@pytest.mark.parametrize(
    "text",
    [
        "a.k.a. 'THE FOX; THE WOLF'",
        "(Alpha; Beta and Gamma are subsidiaries)",
        "Organization Type: Accounting, bookkeeping and auditing activities; tax consultancy",
    ],
)
def test_a_semicolon_inside_a_quote_a_parenthesis_or_a_value_parts_nothing(text: str) -> None:
    assert [piece.text for piece in split(f"DOB 1960; {text}; Gender Male.")] == [
        "DOB 1960",
        text,
        "Gender Male.",
    ]


def test_a_parenthesis_or_quote_that_never_closes_does_not_swallow_the_rest() -> None:
    assert len(split("(open; a.k.a. 'open; Gender Male.")) == 3


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("DOB 07 Aug 1969", "1969-08-07"),
        ("DOB Aug 1953", "1953-08"),
        ("DOB 1950", "1950"),
        ("DOB circa 1951", "1951~"),
        ("DOB 1950 to 1955", "1950/1955"),
        ("DOB 01 Jan 1955 to 31 Dec 1955", "1955"),
        ("DOB 01 Jan 1955 to 31 Dec 1957", "1955-01-01/1957-12-31"),
        ("alt. DOB Sep 1961 to Oct 1961", "1961-09/1961-10"),
    ],
)
def test_dates_of_birth_keep_their_precision(text: str, edtf: str) -> None:
    (birth,) = read(f"{text}.", Kind.PERSON).birth_dates
    assert birth.date.edtf == edtf
    assert birth.main is not text.startswith("alt.")


def test_a_date_of_birth_without_a_year_is_kept_as_words() -> None:
    found = read("DOB 07 Aug; Gender Male.", Kind.PERSON)
    assert (found.birth_dates, found.unread) == ([], ["DOB 07 Aug"])


def test_places_of_birth_keep_the_text_and_name_the_country_they_end_in() -> None:
    found = read("POB Wonsan, Korea, North; alt. POB Cartago, Valle.", Kind.PERSON).birth_places
    assert [(place.full, place.country, place.main) for place in found] == [
        ("Wonsan, Korea, North", Country("Korea, North", "PRK"), True),
        ("Cartago, Valle", None, False),
    ]


def test_nationality_and_citizenship_are_two_things_and_possibly_is_a_doubt() -> None:
    found = read(
        "nationality possibly Palestinian; citizen Iran; alt. citizen Iraq.", Kind.PERSON
    ).features
    assert [(item.type, item.value, item.qualifiers, item.main) for item in found] == [
        ("nationality", "possibly Palestinian", ("unconfirmed",), True),
        ("citizenship", "Iran", (), True),
        ("citizenship", "Iraq", (), False),
    ]
    assert [item.country.alpha3 for item in found if item.country] == ["PSE", "IRN", "IRQ"]


def test_quoted_aliases_are_weak_and_only_those_of_persons_have_parts() -> None:
    found = read("a.k.a. 'FOX, Red'; f.k.a. 'ABU 'ABD''; Gender Male.", Kind.PERSON).names
    assert [(name.text, name.type, name.strength) for name in found] == [
        ("FOX, Red", "aka", "weak"),
        ("ABU 'ABD'", "fka", "weak"),
    ]
    assert [name.parts for name in found] == [(("family", "FOX"), ("given", "Red")), ()]
    assert read("n.k.a. 'ACME, S.A.'.", Kind.ENTITY).names[0].parts == ()


def test_a_document_has_number_issuer_country_and_dates() -> None:
    identifier = _identifier(
        "alt. Passport Z 3079423 (India) issued 02 Jan 2016 expires 01 Jan 2026 to 31 Dec 2026"
    )
    assert (identifier.scheme, identifier.value) == ("passport", "Z 3079423")
    assert identifier.country == Country("India", "IND")
    assert identifier.issued == PartialDate.of(2016, 1, 2)
    assert identifier.expires == PartialDate.of(2026)
    folio = _identifier("Folio Mercantil No. 22839 (Jalisco) (Mexico)", Kind.ENTITY)
    assert (folio.issuer, folio.country) == ("Jalisco", Country("Mexico", "MEX"))
    chamber = _identifier("Matricula Mercantil No 121398 (Manizales)", Kind.ENTITY)
    assert (chamber.issuer, chamber.country) == ("Manizales", None)


@pytest.mark.parametrize(
    ("text", "value", "country"),
    [
        ("National ID No. K357514(4) (Hong Kong)", "K357514(4)", "HKG"),
        ("National ID No. (HWI)040182 (Burma)", "(HWI)040182", "MMR"),
        ("Registration ID F.5 (29) AR-11/2002 (Pakistan)", "F.5 (29) AR-11/2002", "PAK"),
        ("Tax ID No. 98 (Virgin Islands, British)", "98", "VGB"),
        ("National ID No. 16128971 (Cabo Verde.  Previously Cape Verde.)", "16128971", "CPV"),
    ],
)
def test_brackets_within_a_number_belong_to_it(text: str, value: str, country: str) -> None:
    identifier = _identifier(text)
    assert identifier.value == value
    assert identifier.country
    assert identifier.country.alpha3 == country


@pytest.mark.parametrize(
    ("brackets", "doubts"),
    [
        ("(Iran) (false)", ("false",)),
        ("(Iran (fraudulent))", ("fraudulent",)),
        ("(Iran) (expired) (revoked)", ("expired", "revoked")),
    ],
)
def test_doubts_behind_a_country_are_qualifiers(brackets: str, doubts: tuple[str, ...]) -> None:
    identifier = _identifier(f"Passport B123 {brackets}")
    assert identifier.country == Country("Iran", "IRN")
    assert identifier.qualifiers == doubts


def test_an_undetermined_country_is_named_and_doubted() -> None:
    identifier = _identifier("Passport B123 (undetermined)")
    assert identifier.country == Country("undetermined")
    assert identifier.qualifiers == ("undetermined",)


def test_a_document_under_another_name_says_whose_name_it_bears() -> None:
    identifier = _identifier("Passport 4117921 issued under the name Dilawar Khan")
    assert (identifier.value, identifier.bears_name) == ("4117921", "Dilawar Khan")


@pytest.mark.parametrize(
    ("text", "kind", "scheme", "value"),
    [
        ("Vessel Registration Identification IMO 9187629", Kind.VESSEL, "imo", "9187629"),
        ("Identification Number IMO 5342883", Kind.ENTITY, "imo-company", "5342883"),
        (
            "International Maritime Organization No. (5777731)",
            Kind.ENTITY,
            "imo-company",
            "5777731",
        ),
        (
            "Vessel Registration Identification IMO 15411",
            Kind.VESSEL,
            "vessel-registration",
            "IMO 15411",
        ),
        ("MMSI 572469210", Kind.VESSEL, "mmsi", "572469210"),
        ("Aircraft Tail Number EP-MMH", Kind.AIRCRAFT, "aircraft-tail-number", "EP-MMH"),
        (
            "Aircraft Construction Number (also called L/N or S/N or F/N) 8401",
            Kind.AIRCRAFT,
            "aircraft-construction-number",
            "8401",
        ),
        (
            "Aircraft Manufacturer's Serial Number (MSN) 550",
            Kind.AIRCRAFT,
            "aircraft-serial-number",
            "550",
        ),
        ("Aircraft Mode S Transponder Code 140AE7", Kind.AIRCRAFT, "aircraft-mode-s", "140AE7"),
        ("SWIFT/BIC SYLCLBBE", Kind.ENTITY, "bic", "SYLCLBBE"),
        ("D-U-N-S Number 36-168-0273", Kind.ENTITY, "duns", "36-168-0273"),
        ("C.U.R.P. # HESU430525HBCRMR05 (Mexico)", Kind.PERSON, "curp", "HESU430525HBCRMR05"),
        ("Passport #H0044232 (Iraq)", Kind.PERSON, "passport", "H0044232"),
        ("Turkish Identificiation Number 18538165962", Kind.PERSON, "turkish-id", "18538165962"),
        (
            "Italian Fiscal Code: DRMTMN54H07Z301T",
            Kind.PERSON,
            "italian-fiscal-code",
            "DRMTMN54H07Z301T",
        ),
        (
            "alt. Digital Currency Address - XBT 1QJUiNsNfji6mR1FjAwf6Eg9NxxHPoxpWL",
            Kind.PERSON,
            "digital-currency-address-xbt",
            "1QJUiNsNfji6mR1FjAwf6Eg9NxxHPoxpWL",
        ),
        ("Digital Currency Address - NEWC x1", Kind.PERSON, "digital-currency-address-newc", "x1"),
    ],
)
def test_numbers_go_to_their_schemes(text: str, kind: Kind, scheme: str, value: str) -> None:
    identifier = _identifier(text, kind)
    assert (identifier.scheme, identifier.value) == (scheme, value)


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("Gender Male", "gender", "Male"),
        ("Website http://sharif.edu/jalili", "website", "http://sharif.edu/jalili"),
        ("www.al-nour.net", "website", "www.al-nour.net"),
        ("http://www.sanabel.org.uk (website)", "website", "http://www.sanabel.org.uk"),
        ("Email Address 2000@911.af", "email", "2000@911.af"),
        ("Email:adelb@shabakah.net.sa", "email", "adelb@shabakah.net.sa"),
        ("info@manartv.com", "email", "info@manartv.com"),
        ("Phone Number 982188526300", "phone", "982188526300"),
        ("Telephone (98)(21)(66153220)", "phone", "(98)(21)(66153220)"),
        ("Phone No. 263-4-487014", "phone", "263-4-487014"),
        ("Alt. Telephone: 982188554432", "phone", "982188554432"),
        ("FAX 850 2 381 4576", "fax", "850 2 381 4576"),
        (
            "Organization Type: Real estate activities",
            "organization-type",
            "Real estate activities",
        ),
        ("Target Type State-Owned Enterprise", "target-type", "State-Owned Enterprise"),
        ("Former Vessel Flag Malta", "former-vessel-flag", "Malta"),
        ("Aircraft Model B.747-422", "aircraft-model", "B.747-422"),
        ("Alternate Title, Brigadier General", "title", "Brigadier General"),
        ("Title Basij Deputy Commander", "title", "Basij Deputy Commander"),
        ("Position: Owner", "position", "Owner"),
        (
            "CAATSA Section 235 Information: FOREIGN EXCHANGE. Sec 235(a)(7)",
            "caatsa-235-information",
            "FOREIGN EXCHANGE. Sec 235(a)(7)",
        ),
        (
            "Executive Order 13662 Directive Determination - Subject to Directive 2",
            "eo13662-directive",
            "Subject to Directive 2",
        ),
        (
            "Secondary sanctions risk: section 1(b) of Executive Order 13224",
            "secondary-sanctions-risk",
            "section 1(b) of Executive Order 13224",
        ),
    ],
)
def test_features_go_to_their_types(text: str, type_: str, value: str) -> None:
    found = read(f"{text}; DOB 1960.", Kind.ENTITY)
    assert [(item.type, item.value) for item in found.features] == [(type_, value)]
    assert not found.unread


def test_dated_features_have_dates_and_flags_have_countries() -> None:
    found = read(
        "Organization Established Date 15 Jan 2005; Former Vessel Flag Malta.", Kind.ENTITY
    )
    established, flag = found.features
    assert established.date
    assert established.date.earliest == dt.date(2005, 1, 15)
    assert flag.country == Country("Malta", "MLT")
    (none,) = read("alt. Former Vessel Flag None Identified.", Kind.VESSEL).features
    assert (none.value, none.country) == ("None Identified", None)


def test_links_are_names_and_the_last_full_stop_is_the_remarks_own() -> None:
    assert read("Linked To: ALPHA S.A.; Linked To: HIZBALLAH.", Kind.ENTITY).links == [
        "ALPHA S.A.",
        "HIZBALLAH",
    ]
    assert read("Linked To: R D I S.A.", Kind.ENTITY).links == ["R D I S.A."]


def test_titles_of_their_own_column_are_not_said_twice() -> None:
    titles = ("Brigadier General", "Governor of Dar'a")
    found = read("Gender Male; Brigadier General; Governor of Dar'a.", Kind.PERSON, titles)
    assert (found.pieces, len(found.features), found.unread) == (3, 1, [])


def test_a_title_cut_off_in_its_column_is_completed_from_the_remarks() -> None:
    remarks = "DOB 1960; Deputy Head of the Border Directorate."
    assert full_titles(("General", "Deputy Head of the Bor"), remarks) == (
        "General",
        "Deputy Head of the Border Directorate",
    )
    assert full_titles(("General", "Mayor"), remarks) == ("General", "Mayor")
    assert full_titles((), remarks) == ()


@pytest.mark.parametrize(
    "text",
    [
        "ICTY indictee in custody",
        "Passport issued in Sarajevo, Bosnia-Herzegovina",
        "NIT # Provisional (Colombia)",
        "Passport OR801168 and Kuwaiti National ID No. 281020505755",
        "National ID No.: 1372584, Kenya",
        "Passport B123 (Iran) issued 31 Feb 2001",
        "Website http://" + "x" * 2_000,
    ],
)
def test_what_is_not_understood_is_kept_word_for_word(text: str) -> None:
    found = read(f"DOB 1960; {text}.", Kind.PERSON)
    assert found.unread == [text]
    assert [(item.type, item.value) for item in found.features] == [("remark", text)]
    assert not found.identifiers


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Vessel Registration Identification IMO 9187629", ""),
        ("Identification Number IMO 9187629", "Identification Number"),
        ("Company Number IMO 9187629", "Company Number"),
        (
            "International Maritime Organization No. (9187629)",
            "International Maritime Organization No.",
        ),
    ],
)
def test_ofac_s_word_for_an_imo_number_is_kept_beside_its_kind(text: str, note: str) -> None:
    (identifier,) = read(text, Kind.ENTITY).identifiers
    assert (identifier.scheme, identifier.value) == ("imo-company", "9187629")
    assert identifier.note == note


@given(
    number=st.from_regex(r"[A-Z]{0,2} ?[0-9]{3,9}(-[0-9A-Z])?", fullmatch=True),
    country=st.sampled_from(("Iran", "Korea, North", "Virgin Islands, British", "")),
    issued=st.dates(min_value=dt.date(1900, 1, 1)),
    has_dates=st.booleans(),
)
def test_a_printed_document_is_read_back(
    number: str, country: str, issued: dt.date, *, has_dates: bool
) -> None:
    dates = f" issued {issued:%d %b %Y} expires {issued.year}" if has_dates else ""
    place = f" ({country})" if country else ""
    identifier = _identifier(f"Passport {number.strip()}{place}{dates}")
    assert identifier.value == number.strip()
    assert (identifier.country.name if identifier.country else "") == country
    assert identifier.issued == (
        PartialDate.of(issued.year, issued.month, issued.day) if has_dates else None
    )
    assert identifier.expires == (PartialDate.of(issued.year) if has_dates else None)

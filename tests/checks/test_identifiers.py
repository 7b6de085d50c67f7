"""Numbers and addresses held to the form of their kind: which fail, and what is said of them."""

from __future__ import annotations

import string
from collections import defaultdict
from pathlib import Path

import pytest
from base58_bech32.bech32 import BECH32_1_CONST, BECH32_M_CONST, bech32_encode, convertbits
from hypothesis import given
from hypothesis import strategies as st

from kg.checks.address_forms import ADDRESS_FORMS
from kg.checks.files import check_files
from kg.checks.identifiers import identifier_checks
from kg.checks.number_forms import NUMBER_FORMS
from kg.checks.outcomes import Outcome
from kg.graph.schemes import shipped_schemes, turtle_statements
from kg.iri import Iris, concept
from kg.resources import ontology_files
from kg.vocab import SKOS, SX
from tests.shipped_site import site

FORMS = {**NUMBER_FORMS, **ADDRESS_FORMS}

MONERO = (
    "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3"
    "RVGQBEP3A"
)

# Numbers that the standards, the registers or the currencies' own documents show.
GOOD = [
    ("bic", "DEUTDEFF"),
    ("bic", "DEUTDEFF500"),
    ("cnp", "1630615123457"),
    ("cuit", "20-05536168-2"),
    ("curp", "BOXW310820HNERXN09"),
    ("iban", "GB29 NWBK 6016 1331 9268 19"),
    ("iban", "DE89370400440532013000"),
    ("imo", "9074729"),
    ("imo", "IMO 9187629"),
    ("inn", "7707083893"),
    ("inn", "500100732259"),
    ("isin", "US0378331005"),
    ("italian-fiscal-code", "RCCMNL83S18D969H"),
    ("lei", "529900T8BM49AURSDO55"),
    ("nie", "X-2482300-W"),
    ("ogrn", "1027700132195"),
    ("ogrn", "304500116000157"),
    ("rif", "J-07013380-5"),
    ("turkish-id", "17291716060"),
    ("uscc", "91110000600037341L"),
    ("bitcoin-address", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ("bitcoin-address", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"),
    ("bitcoin-address", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
    ("bitcoin-address", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"),
    ("bitcoin-address", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"),
    ("bitcoin-cash-address", "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"),
    ("bitcoin-cash-address", "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"),
    ("bitcoin-gold-address", "GPwg61XoHqQPNmAucFACuQ5H9sGCDv9TpS"),
    ("dash-address", "XnPFsRWTaSgiVauosEwQ6dEitGYXgwznz2"),
    ("dogecoin-address", "DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L"),
    ("evm-address", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
    ("evm-address", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),
    ("litecoin-address", "LaizKtS5DUhPuP1nTQcc83MS7HwK6vk85z"),
    ("monero-address", MONERO),
    ("solana-address", "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
    ("tron-address", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
    ("verge-address", "DFFJhnQNZf8rf67tYnesPu7MuGUpYtzv7Z"),
    ("xrp-address", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"),
    ("xrp-address", "X7AcgcsBL6XDcUb289X4mJ8djcdyKaB5hJDWMArnXr61cqZ"),
    ("zcash-address", "t1MMXtBrSp1XG38Lx9cePcNUCJj5vdWfUWL"),
]

BAD = [
    ("bic", "DEUTDEF", Outcome.LENGTH),
    ("bic", "DEUT1EFF", Outcome.CHARACTERS),
    ("iban", "GB29NWBK60161331926818", Outcome.CHECK),
    ("bic", "DEUTXXFF", Outcome.PART),
    ("cnp", "1632215123457", Outcome.PART),
    ("imo", "9074728", Outcome.CHECK),
    ("imo", "907472", Outcome.LENGTH),
    ("inn", "7704863782e", Outcome.CHARACTERS),
    ("inn", "231704001", Outcome.LENGTH),
    ("isin", "US0378331006", Outcome.CHECK),
    ("lei", "529900T8BM49AURSDO56", Outcome.CHECK),
    ("ogrn", "1027700132196", Outcome.CHECK),
    ("uscc", "91110000600037341I", Outcome.CHARACTERS),
    ("uscc", "91110000600037341A", Outcome.CHECK),
    ("uscc", "9111000060003734", Outcome.LENGTH),
    ("bitcoin-address", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", Outcome.CHECK),
    ("bitcoin-address", "1A1zP1eP5QGefi2DMPTfT", Outcome.LENGTH),
    ("bitcoin-address", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", Outcome.CHECK),
    # A program of version 1 under the checksum of version 0, from BIP 350.
    (
        "bitcoin-address",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
        Outcome.LENGTH,
    ),
    ("bitcoin-cash-address", "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6q", Outcome.CHECK),
    ("evm-address", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed", Outcome.CHECK),
    ("evm-address", "0xa7e5d5a720f06526557c513402f2e6b5fa20b00", Outcome.LENGTH),
    ("evm-address", "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", Outcome.PART),
    ("evm-address", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeO", Outcome.CHARACTERS),
    (
        "monero-address",
        "5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320",
        Outcome.CHARACTERS,
    ),
    ("tron-address", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u", Outcome.CHECK),
    ("tron-address", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", Outcome.PART),
    ("solana-address", "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss6", Outcome.LENGTH),
]

ETH, NO_FIT = "digital currency address, ETH", "the check digits or checksum do not fit"
BITCOIN = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
SHORT = "0xa7e5d5a720f06526557c513402f2e6b5fa20b00"  # so printed by OFAC on 7 July 2021

NUMBER_KINDS = {concept("number-form", name) for name in ("registered-number", "address")}

# Forms with the prefix and the number of bytes of their bech32 addresses.
BECH32 = [
    ("bnb-beacon-address", "bnb", 20, BECH32_1_CONST),
    ("zcash-address", "zs", 43, BECH32_1_CONST),
    ("zcash-address", "u", 61, BECH32_M_CONST),
]

# Where the algorithm finds every single wrong character, or misses one in four thousand million.
SURE = [
    *((form, number) for form, number in GOOD if form in {"isin", "lei", "uscc"}),
    *((form, number) for form, number in GOOD if form == "iban" and " " not in number),
    *(
        (form, number)
        for form, number in GOOD
        if form in {"bitcoin-address", "tron-address", "monero-address", "xrp-address"}
        and number != number.upper()
    ),
]


@pytest.mark.parametrize(("form", "number"), GOOD)
def test_a_real_number_passes(form: str, number: str) -> None:
    assert FORMS[form](number) is Outcome.PASSED


@pytest.mark.parametrize(("form", "number", "outcome"), BAD)
def test_a_wrong_number_fails_for_what_is_wrong(form: str, number: str, outcome: Outcome) -> None:
    assert FORMS[form](number) is outcome


@pytest.mark.parametrize(("form", "prefix", "size", "constant"), BECH32)
def test_a_bech32_address_passes_unless_it_is_short(
    form: str, prefix: str, size: int, constant: int
) -> None:
    whole, short = (
        bech32_encode(prefix, convertbits(range(count), 8, 5), m=constant).decode()
        for count in (size, size - 20)
    )
    assert FORMS[form](whole) is Outcome.PASSED
    assert FORMS[form](whole[:-1] + ("q" if whole[-1] != "q" else "p")) is Outcome.CHECK
    assert FORMS[form](short) is Outcome.LENGTH


def test_every_form_is_tried_and_described_and_every_described_one_is_checked() -> None:
    described = {
        name
        for path in ontology_files()
        for node, term, value in turtle_statements(path)
        if term == SKOS.broader and value in NUMBER_KINDS
        for name in [node.rpartition("/")[2].rstrip(">")]
    }
    assert {form for form, _ in GOOD} | {form for form, *_ in BECH32} == FORMS.keys()
    assert described == FORMS.keys()


def test_every_outcome_is_a_concept() -> None:
    assert all(shipped_schemes().find("check-outcome", outcome) for outcome in Outcome)


@given(st.sampled_from(SURE), st.data())
def test_one_changed_character_never_passes(sure: tuple[str, str], data: st.DataObject) -> None:
    form, number = sure
    at = data.draw(st.integers(0, len(number) - 1))
    letters = string.digits if number[at].isdigit() else string.ascii_uppercase
    other = data.draw(st.sampled_from([one for one in letters if one != number[at]]))

    assert FORMS[form](number[:at] + other + number[at + 1 :]) is not Outcome.PASSED


@given(st.sampled_from(sorted(FORMS)), st.text(min_size=1))
def test_no_text_at_all_makes_a_check_fall_over(form: str, text: str) -> None:
    assert FORMS[form](text) in Outcome


@given(st.sampled_from(GOOD), st.sampled_from(sorted(FORMS)), st.integers(0, 40))
def test_nor_does_a_cut_number_held_to_any_form(good: tuple[str, str], form: str, cut: int) -> None:
    assert FORMS[form](good[1][cut:]) in Outcome


def _graph(*identifiers: str) -> str:
    """A Turtle file of identifiers, each given as what stands after its class."""
    prefixes = """
        @prefix ids: <https://w3id.org/sanctions-kg/id-scheme/> .
        @prefix country: <http://publications.europa.eu/resource/authority/country/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix sx: <https://w3id.org/sanctions-kg/ns#> .
        """
    nodes = (
        f"<https://example.org/id/party/x-1#identifier-{number}> a sx:Identifier ; {told} .\n"
        for number, told in enumerate(identifiers)
    )
    return prefixes + "".join(nodes)


def _messages(tmp_path: Path, *identifiers: str) -> list[str]:
    file = tmp_path / "identifiers.ttl"
    file.write_text(_graph(*identifiers), encoding="utf-8")
    return [
        one.message
        for one in check_files([file]).all_findings()
        if one.shape.short in {"IdentifierHasItsForm", "AddressIsOfItsCurrency"}
    ]


def test_what_failed_is_told_with_kind_number_and_fault(tmp_path: Path) -> None:
    assert _messages(
        tmp_path,
        'sx:idScheme ids:imo ; skos:notation "9074729"',
        'sx:idScheme ids:imo ; skos:notation "9074728"',
        "sx:idScheme ids:digital-currency-address-eth ; "
        'skos:notation "0xa7e5d5a720f06526557c513402f2e6b5fa20b00"',
    ) == [
        f"Check IMO ship number “9074728” against its source: {NO_FIT}.",
        f"Check {ETH} “{SHORT}” against its source: the length is wrong.",
    ]


def test_an_address_under_the_label_of_another_currency_is_told(tmp_path: Path) -> None:
    assert _messages(
        tmp_path,
        "sx:idScheme ids:digital-currency-address-eth ; "
        'skos:notation "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"',
        "sx:idScheme ids:digital-currency-address-usdt ; "
        'skos:notation "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"',
    ) == [
        f"Search under another currency, too, for {ETH} “{BITCOIN}”: its form is Bitcoin address.",
    ]


def test_a_russian_tax_number_is_judged_as_far_as_it_is_one(tmp_path: Path) -> None:
    assert _messages(
        tmp_path,
        'sx:idScheme ids:tax-id ; sx:country country:RUS ; skos:notation "7704010041"',
        'sx:idScheme ids:tax-id ; sx:country country:RUS ; skos:notation "231704001"',
        'sx:idScheme ids:tax-id ; sx:country country:BLR ; skos:notation "7704010041"',
        'sx:idScheme ids:registration-id ; sx:country country:RUS ; skos:notation "01125577"',
    ) == [
        f"Check tax number “7704010041” against its source: {NO_FIT}.",
    ]


def test_what_is_derived_stands_on_nodes_of_its_own() -> None:
    node = "<https://example.org/id/party/x-1#identifier-1>"
    data = sorted(
        [
            (node, SX.idScheme, concept("id-scheme", "digital-currency-address-doge")),
            (node, SKOS.notation, '"DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L"'),
        ]
    )
    background = [one for path in ontology_files() for one in turtle_statements(path)]

    made = list(identifier_checks(data, background, Iris("https://example.org/")))

    said = defaultdict(set)
    for subject, term, value in made:
        assert subject.startswith("<https://example.org/graph/derived/identifier-checks/1#check-")
        said[term].add(value)
    assert said[SX.checkedIdentifier] == {node}
    assert said[SX.outcome] == {concept("check-outcome", "passed")}
    assert said[SX.numberForm] == {concept("number-form", "dogecoin-address")}
    assert list(identifier_checks(data, background, Iris(), failed_only=True)) == []


def test_a_site_holds_every_outcome_in_a_graph_of_its_own() -> None:
    lines = (site() / "derived" / "identifier-checks.nq").read_text(encoding="utf-8").splitlines()

    assert lines == sorted(set(lines))
    graph = "<https://w3id.org/sanctions-kg/graph/derived/identifier-checks/1>"
    assert lines
    assert all(line.endswith(f" {graph} .") for line in lines)
    held = (site() / "dump" / "all.nq").read_text(encoding="utf-8")
    assert "IdentifierCheck" not in held
    for line in lines:
        if SX.checkedIdentifier in line:
            assert f"\n{line.split(' ')[2]} " in held

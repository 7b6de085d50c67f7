"""The forms of digital currency addresses, one for each currency or family of currencies.

An address says by its leading bytes or letters which currency it is of, and most carry a
checksum. Where each form is defined stands in ``ontology/number-forms.ttl``. Two currencies
may share a form (Bitcoin and Bitcoin SV) or a part of one (Dogecoin and Verge).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from base58_bech32.base58 import (
    BITCOIN_ALPHABET,
    RIPPLE_ALPHABET,
    b58decode,
    b58decode_check,
)
from base58_bech32.bech32 import BECH32_1_CONST, BECH32_M_CONST, bech32_decode, convertbits
from base58_bech32.cashaddr import cashaddr_decode
from base58_bech32.exceptions import Base58Bech32ValueError
from Crypto.Hash import keccak

from kg.checks.outcomes import Judge, Outcome, nearest

_BECH32 = frozenset("qpzry9x8gf2tvdw0s3jn54khce6mua7l")
_HEX = re.compile(r"[0-9A-Fa-f]+")
_HASH = 20  # bytes of the hash of a key or script that most addresses hold
_BLOCK, _BLOCK_BYTES = 11, 8  # Monero encodes eight bytes as eleven letters, and a rest


def _base58(leading: Mapping[str, int], alphabet: bytes = BITCOIN_ALPHABET) -> Judge:
    """Base58Check: a payload size in bytes under each version that the form has, in hex."""
    versions = {bytes.fromhex(text): size for text, size in leading.items()}

    def judge(address: str) -> Outcome:
        if not set(address) <= set(alphabet.decode()):
            return Outcome.CHARACTERS
        try:
            data = b58decode_check(address, alphabet=alphabet)
        except Base58Bech32ValueError:
            return Outcome.CHECK if len(address) in range(25, 36) else Outcome.LENGTH
        sizes = {len(text) + size for text, size in versions.items() if data.startswith(text)}
        if not sizes:
            return Outcome.PART
        return Outcome.PASSED if len(data) in sizes else Outcome.LENGTH

    return judge


def _bech32(prefix: str, fits: Callable[[list[int], int], bool]) -> Judge:
    """Bech32 and bech32m (BIP 173, BIP 350) under a prefix; ``fits`` judges what is inside."""

    def judge(address: str) -> Outcome:
        text = address.lower()
        if not text.startswith(f"{prefix}1"):
            return Outcome.PART
        if address not in {text, address.upper()} or not set(text[len(prefix) + 1 :]) <= _BECH32:
            return Outcome.CHARACTERS
        try:
            _, data, constant = bech32_decode(text)
        except Base58Bech32ValueError:
            return Outcome.CHECK
        try:
            return Outcome.PASSED if fits(data, constant) else Outcome.LENGTH
        except Base58Bech32ValueError:
            return Outcome.LENGTH

    return judge


def _segwit(data: list[int], constant: int) -> bool:
    """A witness program: version 0 of 20 or 32 bytes, later ones of 2 to 40 (BIP 141)."""
    version, size = data[0], len(convertbits(data[1:], 5, 8, pad=False))
    if version == 0:
        return constant == BECH32_1_CONST and size in {_HASH, 32}
    return constant == BECH32_M_CONST and version <= 16 and 2 <= size <= 40  # noqa: PLR2004 - BIP 141


def _sized(size: int) -> Callable[[list[int], int], bool]:
    return lambda data, constant: (
        constant == BECH32_1_CONST and len(convertbits(data, 5, 8, pad=False)) == size
    )


def _unified(data: list[int], constant: int) -> bool:
    """A unified address of Zcash (ZIP 316): at least 48 bytes, whose inside is not looked at."""
    return constant == BECH32_M_CONST and len(data) * 5 // 8 >= 48  # noqa: PLR2004 - ZIP 316


def _cash(address: str) -> Outcome:
    """CashAddr, with or without its prefix."""
    payload = address.lower().removeprefix("bitcoincash:")
    if not set(payload) <= _BECH32:
        return Outcome.CHARACTERS
    try:
        cashaddr_decode(address, prefix="bitcoincash")
    except Base58Bech32ValueError:
        return Outcome.CHECK if len(payload) == 42 else Outcome.LENGTH  # noqa: PLR2004 - 20 bytes
    return Outcome.PASSED


def _evm(address: str) -> Outcome:
    """20 bytes in hexadecimal; capitals and small letters mixed are a checksum (ERC-55)."""
    digits = address.removeprefix("0x")
    if digits == address:
        return Outcome.PART
    if not _HEX.fullmatch(digits):
        return Outcome.CHARACTERS
    if len(digits) != 2 * _HASH:
        return Outcome.LENGTH
    if digits in {digits.lower(), digits.upper()}:
        return Outcome.PASSED
    told = _keccak(digits.lower().encode()).hex()
    mixed = "".join(
        letter.upper() if int(mark, 16) >= 8 else letter  # noqa: PLR2004 - ERC-55
        for letter, mark in zip(digits.lower(), told, strict=False)
    )
    return Outcome.PASSED if mixed == digits else Outcome.CHECK


def _monero(address: str) -> Outcome:
    """An address of the main network: standard, integrated, or a subaddress."""
    if not set(address) <= set(BITCOIN_ALPHABET.decode()):
        return Outcome.CHARACTERS
    sizes = {95: (69, {18, 42}), 106: (77, {19})}  # letters: bytes, first byte
    if len(address) not in sizes:
        return Outcome.LENGTH
    size, leading = sizes[len(address)]
    blocks = [address[at : at + _BLOCK] for at in range(0, len(address), _BLOCK)]
    rest = size % _BLOCK_BYTES
    widths = [*[_BLOCK_BYTES] * (len(blocks) - 1), rest]
    try:
        data = b"".join(
            int.from_bytes(b58decode(block)).to_bytes(width)
            for block, width in zip(blocks, widths, strict=True)
        )
    except OverflowError:
        return Outcome.CHECK
    if _keccak(data[:-4])[:4] != data[-4:]:
        return Outcome.CHECK
    return Outcome.PASSED if data[0] in leading else Outcome.PART


def _solana(address: str) -> Outcome:
    """A public key of 32 bytes, without a checksum."""
    if not set(address) <= set(BITCOIN_ALPHABET.decode()):
        return Outcome.CHARACTERS
    return Outcome.PASSED if len(b58decode(address)) == 32 else Outcome.LENGTH  # noqa: PLR2004


def _keccak(data: bytes) -> bytes:
    return keccak.new(data=data, digest_bits=256).digest()


def _any(*judges: Judge) -> Judge:
    return lambda address: nearest(judge(address) for judge in judges)


ADDRESS_FORMS: Mapping[str, Judge] = {
    "bitcoin-address": _any(_base58({"00": _HASH, "05": _HASH}), _bech32("bc", _segwit)),
    "bitcoin-cash-address": _cash,
    "bitcoin-gold-address": _any(_base58({"26": _HASH, "17": _HASH}), _bech32("btg", _segwit)),
    "bnb-beacon-address": _bech32("bnb", _sized(_HASH)),
    "dash-address": _base58({"4c": _HASH, "10": _HASH}),
    "dogecoin-address": _base58({"1e": _HASH, "16": _HASH}),
    "evm-address": _evm,
    "litecoin-address": _any(
        _base58({"30": _HASH, "32": _HASH, "05": _HASH}), _bech32("ltc", _segwit)
    ),
    "monero-address": _monero,
    "solana-address": _solana,
    "tron-address": _base58({"41": _HASH}),
    "verge-address": _base58({"1e": _HASH, "21": _HASH}),
    "xrp-address": _base58({"00": _HASH, "0544": 29}, alphabet=RIPPLE_ALPHABET),
    "zcash-address": _any(
        _base58({"1cb8": _HASH, "1cbd": _HASH, "169a": 64}),
        _bech32("zs", _sized(43)),
        _bech32("u", _unified),
    ),
}
"""A judge for each form, by the local name of its concept."""

"""What is wrong in a designation file ends in one sentence with its place, whatever it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInputError
from kg.sources.base import Ledger, Reading
from kg.sources.designation_file.reader import SOURCE
from kg.sources.files import InputFile
from tests.sources.designation_file.example import GOOD, WRONG

Read = Callable[[str | bytes], Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(content: str | bytes) -> Reading:
        path = tmp_path / "action.toml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return SOURCE.read([InputFile(path)], Ledger())

    return reading


@pytest.fixture
def refused(read: Read) -> Callable[[str], BadInputError]:
    def refusal(content: str) -> BadInputError:
        with pytest.raises(BadInputError) as caught:
            read(content)
        return caught.value

    return refusal


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_one_sentence_with_its_place(
    case: str, refused: Callable[[str], BadInputError]
) -> None:
    old, new, said = WRONG[case]
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    if case == "a statement without a source":
        text = new.join(GOOD.rsplit(old, 1))
    sentence = str(refused(text))
    assert "\n" not in sentence
    for part in ("action.toml", *said):
        assert part in sentence


def test_the_same_listing_twice_is_refused(refused: Callable[[str], BadInputError]) -> None:
    again = '[[party.designation]]\nauthority = "us-ofac"\nlist = "ofac-sdn"\nprogram = "GLOMAG"\n'
    text = GOOD.replace("[[relation]]", f"{again}{again}\n[[relation]]", 1)
    assert "already has a designation" in str(refused(text))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[release]\n\xff\n[[party]]\n", "not UTF-8"),
        (b"[release]\na = " + b"[" * 9000, "nested too deeply"),
        (b"[release]\na = " + b"9" * 9000, "well-formed TOML"),
        (b"", "'release' is missing"),
        (b"\xfd7zXZ\x00 cut off", "cannot be read"),
        (b"\x1f\x8b\x08 cut off", "cannot be read"),
    ],
)
def test_a_file_that_is_no_such_thing_is_refused(read: Read, content: bytes, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        read(content)


def test_two_files_are_not_one_release(tmp_path: Path) -> None:
    files = [InputFile(tmp_path / "a.toml"), InputFile(tmp_path / "b.toml")]
    with pytest.raises(BadInputError, match="makes one release"):
        SOURCE.read(files, Ledger())


PIECES = (
    *(bytes([byte]) for byte in b"\"'[]{}=,\n\x00\xff"),
    *(b"", b'"""', b"[[party]]\n", b"[]", b"{}", b'"\\u0000"'),
    *(b"1e999", b"-1", b"nan", b"true", b"2024-03-01"),
)


def _outcome(path: Path) -> bool:
    """Whether a file is read, or refused in a sentence that names it."""
    try:
        SOURCE.read([InputFile(path)], Ledger())
    except BadInputError as error:
        return str(error).startswith(path.name) and "Traceback" not in str(error)
    return True


@given(st.data())
def test_no_mutation_of_a_file_ends_in_anything_but_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(GOOD.encode())
    pieces = st.sampled_from(PIECES)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        content[start:end] = data.draw(pieces | st.binary(max_size=6))
    path = tmp_path_factory.mktemp("mutated") / "action.toml"
    path.write_bytes(content)
    assert _outcome(path)


@given(st.data())
def test_no_exchange_of_values_ends_in_anything_but_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    lines = GOOD.splitlines()
    places = [n for n, line in enumerate(lines) if " = " in line and not line.startswith(" ")]
    values = [lines[n].partition(" = ")[2] for n in places if not lines[n].endswith("[")]
    for place in data.draw(st.lists(st.sampled_from(places), max_size=5)):
        if not lines[place].endswith("["):
            field = lines[place].partition(" = ")[0]
            lines[place] = f"{field} = {data.draw(st.sampled_from(values))}"
    path = tmp_path_factory.mktemp("exchanged") / "action.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert _outcome(path)

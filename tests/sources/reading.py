"""How the tests of readers write a file, read it, and alter it at random."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from kg.errors import KgError
from kg.graph.build import build
from kg.graph.context import Context, Statement
from kg.graph.schemes import shipped_schemes
from kg.iri import Iris
from kg.model import Party, Record, Relation
from kg.sources.base import Ledger, Reading, Source
from kg.sources.files import InputFile


@dataclass(frozen=True)
class Read:
    """A file that has been read to its end."""

    reading: Reading
    records: list[Record]

    @property
    def ledger(self) -> Ledger:
        """The account of the reading."""
        return self.reading.ledger

    @property
    def parties(self) -> dict[str, Party]:
        """The parties by the publisher's number."""
        return {item.ref.number: item for item in self.records if isinstance(item, Party)}

    @property
    def relations(self) -> list[Relation]:
        """The relations in their order."""
        return [item for item in self.records if isinstance(item, Relation)]

    def statements(self) -> set[Statement]:
        """What the graph says of the records."""
        context = Context(self.reading.release, iris=Iris(), schemes=shipped_schemes())
        return set(build(context, self.records))


def read_files(source: Source, files: Sequence[InputFile], *, quarantine: bool = False) -> Read:
    """Read files of one release to the end."""
    for file in files:
        assert source.recognise(file)
    ledger = Ledger(left_out=source.left_out, quarantine=quarantine)
    reading = source.read(files, ledger)
    return Read(reading, list(reading.records))


def read_text(
    source: Source, folder: Path, text: str | bytes, *, name: str = "list", quarantine: bool = False
) -> Read:
    """Write a file into a folder and read it."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_files(source, [InputFile(path)], quarantine=quarantine)


def reads_or_refuses(source: Source, folder: Path, data: bytes) -> None:
    """Read altered bytes: a sentence for a person or records, nothing else."""
    path = folder / "altered"
    path.write_bytes(data or b" ")
    file = InputFile(path)
    with contextlib.suppress(KgError):
        if source.recognise(file):
            ledger = Ledger(left_out=source.left_out, quarantine=True)
            reading = source.read([file], ledger)
            context = Context(reading.release, iris=Iris(), schemes=shipped_schemes())
            for _ in build(context, reading.records):
                pass


@st.composite
def altered(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes of a file, cut, doubled, overwritten or filled in a few places."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        new = draw(
            st.one_of(
                st.just(b""),
                st.just(data[start:end] * 2),
                st.sampled_from([b"\x00", b"\xff", b'"', b"<", b"{", b"]", b"\\", b"\x1a", b",,"]),
                st.binary(max_size=6),
                st.text(max_size=6).map(lambda text: text.encode("utf-8", "surrogatepass")),
            )
        )
        data = data[:start] + new + data[end:]
    return data

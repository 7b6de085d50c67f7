"""Files spoiled at random, well-formed and not: records, or an error of the program."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.graph.build import build
from kg.graph.context import Context
from kg.graph.schemes import shipped_schemes
from kg.iri import Iris
from kg.sources import readings
from kg.sources.files import input_files
from tests.sources.samples import SAMPLES, Sample
from tests.sources.spoiling import spoiled, spoiled_bytes

INPUTS = int(os.environ.get("KG_FUZZ", "20"))
FILES = [(sample, name) for sample in SAMPLES for name in sample.files]


def said_of(sample: Sample, name: str, content: bytes, *, quarantine: bool) -> str:
    """The error of the program that comes of an altered file, "" for none; others escape."""
    with TemporaryDirectory() as folder:
        paths = sample.write(Path(folder), {name: content or b" "})
        try:
            for reading in readings(input_files(paths), quarantine=quarantine):
                context = Context(reading.release, iris=Iris(), schemes=shipped_schemes())
                for _ in build(context, reading.records, refuse=reading.ledger.refuse):
                    pass
        except KgError as error:
            return str(error)
        return ""


def test_every_file_of_every_format_is_spoiled() -> None:
    assert len(FILES) == 26


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize(("sample", "name"), FILES, ids=[name for _, name in FILES])
def test_a_spoiled_file_never_ends_in_a_traceback(sample: Sample, name: str) -> None:
    @settings(max_examples=INPUTS, database=None)
    @given(st.integers(0, 2**32), st.booleans(), st.sampled_from([spoiled, spoiled, spoiled_bytes]))
    def run(seed: int, quarantine: bool, spoil: object) -> None:  # noqa: FBT001
        chance = Random(seed)  # noqa: S311 - repeatable, not secret
        content = (spoiled if spoil is spoiled else spoiled_bytes)(sample.files[name], chance)
        assert "\n" not in said_of(sample, name, content, quarantine=quarantine)

    run()


def _sample(source: str) -> Sample:
    return next(sample for sample in SAMPLES if sample.source == source)


@pytest.mark.parametrize("tag", ["Year", "Month", "Day"])
@pytest.mark.parametrize("number", ["9" * 30, "9" * 5_000, "-1", "\u0663"])
def test_a_number_beyond_every_calendar_is_a_sentence_or_words(tag: str, number: str) -> None:
    sample = _sample("ofac-advanced-xml")
    content = sample.files[sample.main].decode()
    start = content.rindex(f"<{tag}>") + len(tag) + 2
    altered = content[:start] + number + content[content.index("<", start) :]
    said_of(sample, sample.main, altered.encode(), quarantine=False)
    start = content.index(f"<{tag}>") + len(tag) + 2
    altered = content[:start] + number + content[content.index("<", start) :]
    said_of(sample, sample.main, altered.encode(), quarantine=False)


def test_a_publication_of_a_day_beyond_every_calendar_is_a_sentence() -> None:
    sample = _sample("ofac-xml")
    content = sample.files[sample.main].replace(b"12/10/2021", b"12/10/" + b"9" * 30)
    assert "needs a date as MM/DD/YYYY" in said_of(sample, sample.main, content, quarantine=False)


def test_a_workbook_whose_directory_is_damaged_is_a_sentence() -> None:
    sample = SAMPLES[-1]
    content = bytearray(sample.files[sample.main])
    content[content.rindex(b"PK\x05\x06") + 16] ^= 0xFF
    assert said_of(sample, sample.main, bytes(content), quarantine=False)

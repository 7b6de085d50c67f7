"""Every fault in every format, through the command a user types: a sentence and no site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.cli import main
from kg.graph.build import build
from kg.graph.context import Context
from kg.graph.schemes import shipped_schemes
from kg.iri import Iris
from kg.sources import SOURCES, readings
from kg.sources.base import Ledger
from kg.sources.files import input_files
from kg.sources.ofac.flat.tables import LEGACY
from tests.sources.faults import FAULTS
from tests.sources.samples import SAMPLES, Sample

REFUSED, WARNED, READ = "refused", "warned", "read"
_ALL = dict.fromkeys(("xml", "json", "csv", "toml", "xlsx"), REFUSED)

EXPECTED: dict[str, dict[str, str]] = {
    "cut": _ALL,
    "Windows-1252": {**_ALL, "csv": WARNED, "eu-fsf-csv": REFUSED},
    "no encoding": _ALL,
    "half a character": {**_ALL, "csv": WARNED, "eu-fsf-csv": REFUSED},
    "control character": _ALL,
    "NUL": _ALL,
    "no character": _ALL,
    "entity bomb": _ALL,
    "external entity": _ALL,
    "a cell of a megabyte": _ALL,
    "a record twice": {
        **_ALL,
        # Rows of a party stand apart here, each a spelling of its name.
        **dict.fromkeys(("eu-fsf-csv", "uk-csv", "uk-ofsi-csv", "us-trade-csl"), READ),
        # Australia uses the numbers of removed parties again.
        "au-dfat": READ,
    },
}
"""For each fault what comes of it, by the ending of the file or for one source."""

_BY_ROW = ("2021-07-07-sdn.csv", "2024-07-01-csl.csv", "2024-07-01-dfat.csv")
SET_ASIDE: dict[str, set[str]] = {
    "cut": {"uk.csv", "ofsi.csv", "2024-07-01-dfat.csv"},
    "control character": set(_BY_ROW),
    "NUL": set(_BY_ROW),
    "no character": {*_BY_ROW, "2024-07-01.json", "action.toml", "bods.json"},
    "a cell of a megabyte": {
        *("sdn.xml", "advanced.xml", "enhanced.xml", "delta.xml", "un.xml", "uk.xml"),
        *("2024-07-01-sema.xml", "seco.xml", "2024-07-01.json", "bods.json", "lei.xml"),
    },
    "a record twice": {
        *("2021-07-07-sdn.csv", "advanced.xml", "enhanced.xml", "delta.xml", "un.xml", "eu.xml"),
        *("uk.xml", "2024-07-01-sema.xml", "seco.xml", "2024-07-01.json", "bods.json"),
        *("lei.xml", "lei.json"),
    },
}
"""Where ``--quarantine`` publishes the rest; elsewhere the whole file is in doubt."""


class Ran(NamedTuple):
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str


class Site:
    """A site that was published well, and the commands that try to replace it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.out, self._capsys = folder / "site", capsys
        self.out.mkdir()
        (self.out / "release.json").write_text('{"sources": []}', encoding="utf-8")

    def publish(self, *words: str | Path) -> Ran:
        """Run ``kg publish`` with these words."""
        self._capsys.readouterr()
        code: object = 0
        try:
            main(["publish", *map(str, words), "--to", str(self.out), "--quiet"])
        except SystemExit as error:
            code = error.code
        printed = self._capsys.readouterr()
        return Ran(int(str(code or 0)), printed.out, printed.err)

    def is_untouched(self) -> bool:
        """Whether the site is still the one that stood there, with nothing beside it."""
        beside = {path.name for path in self.out.parent.iterdir()} - {"lists", "site"}
        return {path.name for path in self.out.iterdir()} == {"release.json"} and not beside


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    """A site in a folder of its own."""
    return Site(tmp_path, capsys)


CASES = [
    pytest.param(sample, fault, content, id=f"{sample.main}: {fault}")
    for sample in SAMPLES
    for fault, spoil in FAULTS.items()
    if (content := spoil(sample)) is not None
]


def _expected(sample: Sample, fault: str) -> str:
    told = EXPECTED[fault]
    return told.get(sample.source) or told[sample.main.rpartition(".")[2]]


def test_the_table_has_every_source_and_every_fault() -> None:
    assert {sample.source for sample in SAMPLES} == {source.key for source in SOURCES}
    assert set(EXPECTED) == set(FAULTS)
    assert len(CASES) >= 200


def _read(files: list[Path], *, quarantine: bool) -> tuple[list[Ledger], int]:
    """Read files to the end; the accounts of them, and how many statements they make."""
    opened, count = readings(input_files(files), quarantine=quarantine), 0
    for reading in opened:
        context = Context(reading.release, iris=Iris(), schemes=shipped_schemes())
        count += sum(1 for _ in build(context, reading.records, refuse=reading.ledger.refuse))
    return [reading.ledger for reading in opened], count


@pytest.mark.parametrize(("sample", "fault", "content"), CASES)
def test_a_fault_is_one_sentence_and_leaves_the_site(
    sample: Sample, fault: str, content: bytes, site: Site, tmp_path: Path
) -> None:
    files = sample.write(tmp_path / "lists", {sample.main: content})
    expected = _expected(sample, fault)
    if expected != REFUSED:
        (ledger,), statements = _read(files, quarantine=False)
        assert statements
        assert (LEGACY in ledger.warnings) == (expected == WARNED)
        return

    ran = site.publish(*files)

    assert ran.code == 2, ran
    assert ran.out == ""
    assert ran.err.startswith(f"kg: {sample.main}")
    assert ran.err.count("\n") == 1
    assert len(ran.err) < 1_500
    assert site.is_untouched()


@pytest.mark.parametrize(
    ("sample", "fault", "content"),
    [case for case in CASES if _expected(*case.values[:2]) == REFUSED],  # type: ignore[arg-type]
)
def test_under_quarantine_a_record_is_set_aside_or_the_file_refused(
    sample: Sample, fault: str, content: bytes, site: Site, tmp_path: Path
) -> None:
    files = sample.write(tmp_path / "lists", {sample.main: content})
    if sample.main in SET_ASIDE.get(fault, set()):
        (ledger,), statements = _read(files, quarantine=True)
        assert statements
        assert ledger.set_aside
        assert all(error.file and error.message for error in ledger.set_aside)
        return

    ran = site.publish(*files, "--quarantine")

    assert ran.code in {1, 2}
    assert ran.err.startswith("kg: ")
    assert site.is_untouched()


def test_what_is_set_aside_is_published_with_its_reason(site: Site, tmp_path: Path) -> None:
    (sample,) = (sample for sample in SAMPLES if sample.source == "ofac-sdn")
    content = FAULTS["control character"](sample)
    assert content is not None

    ran = site.publish(*sample.write(tmp_path / "lists", {sample.main: content}), "--quarantine")

    assert ran.code == 0
    assert "1 records set aside" in ran.err
    (told,) = json.loads((site.out / "quarantine.json").read_text(encoding="utf-8"))
    assert (told["record"], told["field"]) == ("306", "sdn.csv/SDN_Name")
    assert told["why"].startswith("holds a control character")

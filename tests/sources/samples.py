"""One small valid release in every format that can be read, for tests that spoil them all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.sources import (
    consolidated_list,
    eu_list,
    ftm_export,
    ownership_statements,
    test_canada,
    test_dfat,
    test_eu_csv,
    test_gleif,
    test_seco,
    test_trade_csl,
    test_uk_csv,
    test_uk_ofsi,
    uk_list,
)
from tests.sources.designation_file.example import GOOD
from tests.sources.ofac import advanced_xml, enhanced_xml, flat_files, standard_xml


@dataclass(frozen=True)
class Sample:
    """A release: its files by name, the main one first, and the source that reads them.

    ``name`` is a piece of a party's name as it stands in the main file.
    """

    source: str
    name: str
    files: Mapping[str, bytes]

    @property
    def main(self) -> str:
        """The name of the main file."""
        return next(iter(self.files))

    def write(self, folder: Path, altered: Mapping[str, bytes] | None = None) -> list[Path]:
        """Write the release into a folder, some of its files altered."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in {**self.files, **(altered or {})}.items():
            (folder / name).write_bytes(content)
        return [folder / name for name in self.files]


def _sample(source: str, name: str, files: Mapping[str, str | bytes]) -> Sample:
    contents = {
        file: content if isinstance(content, bytes) else content.encode()
        for file, content in files.items()
    }
    return Sample(source, name, contents)


_GLEIF = {
    "lei.xml": test_gleif.level_one(test_gleif.ENTITY, test_gleif.HEAD_OFFICE),
    "rr.xml": test_gleif.level_two(test_gleif.relationship(test_gleif.CHILD, test_gleif.PARENT)),
    "repex.xml": test_gleif.exceptions(test_gleif.CHILD),
}
_ENTITIES = (enhanced_xml.PERSON, enhanced_xml.COMPANY, enhanced_xml.SHIP)
_CANADA = (test_canada.BANK, test_canada.SOLDIER, test_canada.DEBT, test_canada.SHIP)
_CSL = (test_trade_csl.PERSON, test_trade_csl.BANK, test_trade_csl.SHIP, test_trade_csl.HUAWEI)
_DFAT = (*test_dfat.JOKAR, test_dfat.FRONT, test_dfat.SHIP)

SAMPLES: tuple[Sample, ...] = (
    _sample("designation-file", "Exampel", {"action.toml": GOOD}),
    _sample(
        "ofac-sdn",
        "MARLIN",
        {f"2021-07-07-{table}.csv": text for table, text in flat_files.FILES.items()},
    ),
    _sample("ofac-xml", "HEZHENG", {"sdn.xml": standard_xml.document(*standard_xml.SDN)}),
    _sample("ofac-advanced-xml", "HEZHENG", {"advanced.xml": advanced_xml.document()}),
    _sample("ofac-enhanced-xml", "HONGMAN", {"enhanced.xml": enhanced_xml.document(*_ENTITIES)}),
    _sample("ofac-delta", "HONGMAN", {"delta.xml": enhanced_xml.delta(*_ENTITIES)}),
    _sample("un-sc", "TRADING", {"un.xml": consolidated_list.LIST}),
    _sample("eu-fsf-xml", "DOE", {"eu.xml": eu_list.document(eu_list.plain("<remark>x</remark>"))}),
    _sample("eu-fsf-csv", "passport", {"eu.csv": test_eu_csv.full()}),
    _sample(
        "uk-xml",
        "DOE",
        {"uk.xml": uk_list.document(uk_list.PERSON, uk_list.ENTITY, uk_list.SHIP)},
    ),
    _sample("uk-csv", "DOE", {"uk.csv": test_uk_csv.whole()}),
    _sample("uk-ofsi-csv", "FAROOQ", {"ofsi.csv": test_uk_ofsi.whole()}),
    _sample("ca-sema", "ERYGIN", {"2024-07-01-sema.xml": test_canada.document(*_CANADA)}),
    _sample("ftm", "OSETROVA", {"2024-07-01.json": ftm_export.lines(*ftm_export.EVERYTHING)}),
    _sample(
        "bods",
        "Jennifer",
        {"bods.json": ownership_statements.document(*ownership_statements.EVERYTHING)},
    ),
    _sample("gleif", "Swedeit", _GLEIF),
    _sample("gleif", "Swedeit", {"lei.json": json.dumps([test_gleif.PLAIN])}),
    _sample("ch-seco", "Lutsky", {"seco.xml": test_seco.WHOLE}),
    _sample("us-trade-csl", "HEZHENG", {"2024-07-01-csl.csv": test_trade_csl.table(*_CSL)}),
    _sample("au-dfat", "JOKAR", {"2024-07-01-dfat.csv": test_dfat.table(*_DFAT)}),
    _sample("au-dfat", "", {"2024-07-01-dfat.xlsx": test_dfat.workbook(*_DFAT)}),
)

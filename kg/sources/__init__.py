"""Readers: the bytes of one published list in, plain records out. No RDF in here.

:data:`SOURCES` is what can be read; :func:`recognise` tells by their content which files are
of which list, and :func:`readings` opens them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.errors import BadInputError, UnknownFormatError
from kg.sources.base import Ledger, Reading, Source
from kg.sources.bods.reader import SOURCE as BODS
from kg.sources.canada import SOURCE as CANADA
from kg.sources.designation_file.reader import SOURCE as DESIGNATION_FILE
from kg.sources.dfat.reader import SOURCE as DFAT
from kg.sources.eu.csv_reader import SOURCE as EU_CSV
from kg.sources.eu.xml_reader import SOURCE as EU
from kg.sources.files import InputFile
from kg.sources.ftm.reader import SOURCE as FTM
from kg.sources.gleif.reader import SOURCE as GLEIF
from kg.sources.lost_ends import without_lost_ends
from kg.sources.ofac.advanced.reader import SOURCE as OFAC_ADVANCED
from kg.sources.ofac.enhanced.delta_reader import SOURCE as OFAC_DELTA
from kg.sources.ofac.enhanced.reader import SOURCE as OFAC_ENHANCED
from kg.sources.ofac.flat.reader import SOURCE as OFAC_CSV
from kg.sources.ofac.standard.reader import SOURCE as OFAC_XML
from kg.sources.seco.reader import SOURCE as SECO
from kg.sources.trade_csl.reader import SOURCE as TRADE_CSL
from kg.sources.uk.csv_reader import SOURCE as UK_CSV
from kg.sources.uk.ofsi_reader import SOURCE as UK_OFSI
from kg.sources.uk.xml_reader import SOURCE as UK
from kg.sources.un.reader import SOURCE as UN

SOURCES: tuple[Source, ...] = (
    DESIGNATION_FILE,
    OFAC_CSV,
    OFAC_XML,
    OFAC_ADVANCED,
    OFAC_ENHANCED,
    OFAC_DELTA,
    UN,
    EU,
    EU_CSV,
    UK,
    UK_CSV,
    UK_OFSI,
    CANADA,
    FTM,
    BODS,
    GLEIF,
    SECO,
    TRADE_CSL,
    DFAT,
)


def recognise(files: Iterable[InputFile]) -> list[tuple[Source, list[InputFile]]]:
    """Each release's source with its files, in the order in which they are first met.

    Raises UnknownFormatError for a file that no source knows by its content, BadInputError
    for one that is there twice.
    """
    groups: dict[tuple[str, str], tuple[Source, list[InputFile]]] = {}
    seen: set[InputFile] = set()
    for file in files:
        if file in seen:
            message = "is given twice; give each file once"
            raise BadInputError(message, file=file.name)
        seen.add(file)
        source = _source_of(file)
        _, group = groups.setdefault((source.key, source.group(file)), (source, []))
        group.append(file)
    return list(groups.values())


def readings(files: Iterable[InputFile], *, quarantine: bool = False) -> list[Reading]:
    """Recognise the files and open each release, its records not yet read.

    :param quarantine: set records that cannot be read aside in the ledger, do not stop.

    Raises BadInputError when two releases of one list are among them: what both say could
    not be told apart from what only the older one says.
    """
    opened: dict[str, Reading] = {}
    found: list[Reading] = []
    for source, group in recognise(files):
        name = group[0].name
        ledger = Ledger(file=name, left_out=source.left_out, quarantine=quarantine)
        reading = source.read(group, ledger)
        other = opened.setdefault(reading.release.source, reading)
        if other is not reading:
            _refuse_second(other, reading)
        found.append(_quarantined(reading) if quarantine else reading)
    return found


def _quarantined(reading: Reading) -> Reading:
    return replace(reading, records=without_lost_ends(reading))


def _source_of(file: InputFile) -> Source:
    for source in SOURCES:
        if source.recognise(file):
            return source
    known = "; ".join(source.title for source in SOURCES)
    message = f"not recognised by its content as any list that can be read; known are: {known}"
    raise UnknownFormatError(message, file=file.name)


def _refuse_second(first: Reading, second: Reading) -> None:
    """Refuse another release of a list, or the same files again; another format may stand by."""
    names = [
        f"{' and '.join(file.name for file in reading.release.files)} ({reading.release.version})"
        for reading in (first, second)
    ]
    if first.release.version != second.release.version:
        message = (
            f"two releases of one list, {names[0]} and {names[1]}; "
            "publish one of them, the other in a call of its own"
        )
        raise BadInputError(message)
    if {file.sha256 for file in first.release.files} & {
        file.sha256 for file in second.release.files
    }:
        message = f"the same release twice, {names[0]} and {names[1]}; give it once"
        raise BadInputError(message)

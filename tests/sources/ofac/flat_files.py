"""A small release of OFAC's SDN list as CSV, in the official format, for tests to write."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.model import Party, Record
from kg.sources.base import Ledger, Reading
from kg.sources.files import InputFile, input_files
from kg.sources.ofac.flat import reader as ofac_csv

NULL = "-0- "
NULLS = f"{NULL}," * 7
SPILLING = "DOB 1950; a.k.a. '" + "X" * (1_000 - 18 - 5) + "snows"
SDN = f"""\
36,"AEROLINEAS DEL SUR",-0- ,"CUBA",{NULLS}"a.k.a. 'ADS'; Website www.ads.cu."
306,"MARLIN, Ana Lucia","individual","IRAN] [SDGT] [IRGC","Director; Governor",{NULLS[5:-5]}\
-0- ,"DOB 07 Aug 1969; Director; Governor; Linked To: AEROLINEAS DEL SUR; \
Secondary sanctions risk: section 1(b) of Executive Order 13224; juice manufacturer."
424,"SEA ROSE","vessel","IRAN",-0- ,"9HDQ9","Tug","99,030","56,068","Malta","Rose Ltd.",\
"Vessel Registration Identification IMO 9187655; Linked To: ADS GROUP."
425,"EP-GOM","aircraft","SDGT",{NULLS}"Aircraft Model A300."
28263,"TIAN, Yin","individual","CYBER2",{NULLS}"{SPILLING}"
28264,"TWIN CO",-0- ,"SDGT",{NULLS}"Linked To: TWIN CO; Linked To: MANTA."
28265,"MANTA",-0- ,"SDGT",{NULLS}-0- \n"""
ALT = f"""\
36,12,"aka","ADS GROUP",{NULL}
306,57,"fka","MARLIN, Ana","since 2001"
28264,58,"nka","MANTA",{NULL}
"""
ADD = f"""\
36,25,"Calle 23, No. 4","Havana 10400","Cuba",{NULL}
36,26,-0- ,-0- ,"undetermined",{NULL}
306,27,-0- ,-0- ,-0- ,{NULL}
424,28,-0- ,-0- ,"Region: Crimea","port only"
"""
COMMENTS = """28263,"hn'; Linked To: AEROLINEAS DEL SUR."\n"""
FILES = {"sdn": SDN, "alt": ALT, "add": ADD, "sdn_comments": COMMENTS}


def write(folder: Path, texts: dict[str, str | bytes], day: str = "2021-07-07-") -> list[InputFile]:
    """Write the tables into a folder as files whose names begin with the day."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in texts.items():
        path = folder / f"{day}{name}.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        paths.append(path)
    return list(input_files(paths))


def read(files: Iterable[InputFile], ledger: Ledger | None = None) -> tuple[Reading, list[Record]]:
    """Read the files of one release to the end."""
    source = ofac_csv.SOURCE
    reading = source.read(list(files), ledger or Ledger(left_out=source.left_out))
    return reading, list(reading.records)


def party(records: list[Record], number: str) -> Party:
    """The one party with that number."""
    (found,) = (item for item in records if isinstance(item, Party) and item.ref.number == number)
    return found

"""Releases of lists that state no date: the file gives it, or its checksum stands for it."""

from __future__ import annotations

import datetime as dt

from kg.model import Release
from kg.sources.base import Ledger, Source
from kg.sources.files import InputFile

NO_DATE = "the list states no date and its name has none: its checksum names the release"


def release_of(file: InputFile, source: Source, ledger: Ledger, *, saved: str = "") -> Release:
    """The release that one file of a source is; the ledger warns where no date is known.

    :param saved: the day on which the publisher saved the file, as 2024-07-01, where the
        file itself tells; a day in its name goes before it.
    """
    provenance, date = file.provenance(), file.date_in_name or saved
    if not date:
        ledger.warn(NO_DATE, field=file.name)
    return Release(
        source=source.key,
        version=date or f"sha256-{provenance.sha256[:12]}",
        title=source.title,
        authority=source.authority,
        licence=source.licence,
        issued=dt.date.fromisoformat(date) if date else None,
        url=source.page,
        files=(provenance,),
    )

"""A dataset as search engines read it: https://schema.org/Dataset."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NAME = "Sanctions designations"
_KEYWORDS = ("sanctions", "designations", "restrictive measures", "linked data")


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a dataset: its address, its size in bytes and its IANA media type."""

    address: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What search engines are told of a dataset; all addresses are bare IRIs.

    ``changed`` is a day, "" if unknown, as is ``version``; ``page`` is where people read of it.
    """

    iri: str
    page: str
    name: str
    description: str
    licence: str
    home: str
    changed: str = ""
    version: str = ""
    sources: Sequence[str] = ()


def json_ld(told: Described, downloads: Iterable[Download]) -> str:
    """The JSON-LD that a dataset's page carries."""
    found = {
        "@context": "https://schema.org/",
        "@id": told.iri,
        "@type": "Dataset",
        "name": told.name,
        "description": told.description,
        "url": told.page,
        "license": told.licence,
        "isAccessibleForFree": True,
        "keywords": _KEYWORDS,
        "creator": {"@type": "Organization", "name": _NAME, "url": told.home},
        **({"dateModified": told.changed} if told.changed else {}),
        **({"version": told.version} if told.version else {}),
        "isBasedOn": told.sources,
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": file.address,
                "contentSize": f"{file.size} B",
                "encodingFormat": file.media_type,
            }
            for file in downloads
        ],
    }
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"

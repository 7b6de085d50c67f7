"""Where the documents of an IRI lie in a site: the only place where an IRI becomes a path.

The thing ``{base}id/party/ofac-1`` is the folder ``id/party/ofac-1``, its documents are the
index files in there. Nothing that an IRI says leads out of the site or over another file.
"""

from __future__ import annotations

import string
from pathlib import PurePosixPath
from urllib.parse import quote

from kg import terms
from kg.errors import BadTermError

FORMATS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}
"""Endings and IANA media types of the RDF documents that stand beside each ``index.html``."""

PROGRAM_FOLDERS = frozenset(
    {"assets", "browse", "changes", "derived", "dump", "hosts", "query", "search", "sparql"}
)
"""Folders at the root of a site that no thing may take."""

_PLAIN = frozenset(string.ascii_letters + string.digits + "-_~.")
_LONGEST = 200


def folder(document: str, base: str) -> PurePosixPath | None:
    """The folder of a document, relative to the site's root; None if it is not below the base.

    Characters that a file system or a server may read otherwise are percent-encoded. Raises
    BadTermError for a part that is empty, begins with a dot, takes the name of an index file
    or is longer than a file name may be, and for a folder that belongs to the program.

    :param document: an encoded IRI without fragment.
    """
    iri = terms.iri_text(document)
    if not iri.startswith(base) or iri == base:
        return None
    names = [_file_name(part, iri) for part in iri[len(base) :].split("/")]
    if names[0] in PROGRAM_FOLDERS:
        message = f"{iri} cannot be published: the folder {names[0]}/ of a site is taken"
        raise BadTermError(message)
    return PurePosixPath(*names)


def to_root(place: PurePosixPath) -> str:
    """What leads from a page in a folder up to the site's root: ``../../``, or nothing."""
    return "../" * len(place.parts)


def address(place: PurePosixPath) -> str:
    """A folder as a relative address from the site's root, with a slash behind it."""
    return f"{quote(place.as_posix(), safe='/~')}/" if place.parts else ""


def _file_name(part: str, iri: str) -> str:
    name = "".join(letter if letter in _PLAIN else quote(letter, safe="") for letter in part)
    if not name or name.startswith((".", "index.")) or len(name) > _LONGEST:
        message = f"{iri} cannot be a folder of a site: the part {part[:60]!r} is no safe file name"
        raise BadTermError(message)
    return name

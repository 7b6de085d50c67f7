"""The dump formats, and writing a release in each: plain, and gzipped repeatably.

HDT is not among them: no library that is kept up writes it on every Python version that the
program runs on.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.formats import parquet, tables, trig_text
from kg.formats.json_ld import JsonLdWriter
from kg.formats.rdf_xml import NotInXmlError, RdfXmlWriter
from kg.formats.turtle_text import TurtleWriter
from kg.lines import in_document_order, read_lines, statements, write_lines
from kg.resources import folder

GZIP_LEVEL = 6
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Format:
    """A dump format: its name, file ending, IANA media type, and how it is written.

    ``text`` gives the pieces of a file from lines in document order and the base. A format
    that nobody streams is not ``merged``: it is written for each list, never for several.
    """

    name: str
    ending: str
    media_type: str
    text: Callable[[Iterable[str], str], Iterator[str]]
    merged: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: its path below the site's root, size in bytes and SHA-256."""

    path: str
    size: int
    sha256: str
    media_type: str
    gzipped: bool = False


def context() -> dict[str, object]:
    """The value of ``@context`` that every JSON-LD file of the program carries."""
    document = json.loads((folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    found: dict[str, object] = document["@context"]
    return found


def _turtle(found: Iterable[str], base: str) -> Iterator[str]:
    return TurtleWriter(base).text(statements(found))


def _json_ld(found: Iterable[str], base: str) -> Iterator[str]:
    writer = JsonLdWriter(context(), base)  # type: ignore[arg-type]
    return writer.text(statements(found))


def _rdf_xml(found: Iterable[str], base: str) -> Iterator[str]:
    return RdfXmlWriter(base).text(statements(found))


N_QUADS = "application/n-quads"

FORMATS = (
    Format("Turtle", "ttl", "text/turtle", _turtle),
    Format("TriG", "trig", "application/trig", trig_text.text),
    Format("JSON-LD", "jsonld", "application/ld+json", _json_ld, merged=False),
    Format("RDF/XML", "rdf", "application/rdf+xml", _rdf_xml),
)
"""The formats made of the lines; N-Quads are the lines themselves."""


@dataclass(frozen=True, slots=True)
class Dumped:
    """The files written of a release, and what was left out with the reason, as sentences."""

    files: list[Written] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def write_dumps(lines: Path, *, base: str, site: Path, stem: str, merged: bool = False) -> Dumped:
    """Write a release in every format, each plain and gzipped, and its flat view as tables.

    A format that cannot carry a value of the release is left out, and the reason kept.

    :param lines: the release's sorted N-Quads lines.
    :param stem: the files' path below the site's root, without ending.
    :param merged: whether the lines are those of several lists.
    """
    done = Dumped()
    target = site / f"{stem}.nq"
    target.parent.mkdir(parents=True, exist_ok=True)
    if target != lines and not target.exists():
        shutil.copyfile(lines, target)
    done.files.extend(_packed(target, site, N_QUADS))
    with tempfile.TemporaryDirectory(prefix="kg-dump-") as folder:
        ordered = Path(folder, "ordered.nq")
        write_lines(in_document_order(read_lines(lines)), ordered)
        for form in FORMATS:
            if merged and not form.merged:
                continue
            target = site / f"{stem}.{form.ending}"
            try:
                with target.open("w", encoding="utf-8", newline="\n") as stream:
                    stream.writelines(form.text(read_lines(ordered), base))
            except NotInXmlError as error:
                target.unlink()
                done.left_out.append(f"{stem}.{form.ending} is left out: {error}")
            else:
                done.files.extend(_packed(target, site, form.media_type))
        for target, media_type in tables.write_tables(ordered, site / stem):
            if media_type == tables.CSV:
                done.files.extend(_packed(target, site, media_type))
            else:
                done.files.append(measured(target, site, media_type))
    if not parquet.AVAILABLE:
        done.left_out.append(parquet.MISSING)
    return done


def same_dumps(files: Iterable[Written], own: str, stem: str, site: Path) -> list[Written]:
    """The dumps of a single release under another stem: the same files, linked to.

    The metadata of a table names the table's file, so it alone is written anew.
    """
    found = []
    for file in files:
        path = f"{stem}{file.path.removeprefix(own)}"
        target = site / path
        if file.media_type == tables.CSV_METADATA:
            tables.describe(site / path.removesuffix(tables.METADATA_ENDING))
            found.append(measured(target, site, file.media_type))
            continue
        if not target.exists():
            target.hardlink_to(site / file.path)
        found.append(replace(file, path=path))
    return found


def write_checksums(files: Iterable[Written], folder: Path) -> Path:
    """Write ``SHA256SUMS`` for the files in a folder, as ``sha256sum -c`` reads it there.

    :param folder: the folder that the files lie in, whose name their paths start with.
    """
    sums = {Path(file.path).name: file.sha256 for file in files}
    target = folder / "SHA256SUMS"
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{sha}  {name}\n" for name, sha in sorted(sums.items()))
    return target


def _packed(target: Path, site: Path, media_type: str) -> Iterator[Written]:
    """The file and its gzipped copy, which carries neither name nor time."""
    yield measured(target, site, media_type)
    packed = target.with_name(target.name + ".gz")
    with (
        target.open("rb") as plain,
        packed.open("wb") as raw,
        gzip.GzipFile("", "wb", compresslevel=GZIP_LEVEL, fileobj=raw, mtime=0) as stream,
    ):
        shutil.copyfileobj(plain, stream, _CHUNK)
    yield measured(packed, site, media_type, gzipped=True)


def measured(path: Path, site: Path, media_type: str, *, gzipped: bool = False) -> Written:
    """Size and SHA-256 of a written file."""
    sha = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            sha.update(chunk)
    name = path.relative_to(site).as_posix()
    return Written(name, path.stat().st_size, sha.hexdigest(), media_type, gzipped=gzipped)

"""Ways in which a list arrives broken, each made of a small valid release in any format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from tests.sources.samples import Sample

MEGABYTE = 1_000_000
_BOMB = (
    b'<!DOCTYPE bomb [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
_ABROAD = b'<!DOCTYPE list [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
_RECORDS = {
    "ofac-xml": "sdnEntry",
    "ofac-advanced-xml": "DistinctParty",
    "ofac-enhanced-xml": "entity",
    "ofac-delta": "entity",
    "un-sc": "ENTITY",
    "eu-fsf-xml": "sanctionEntity",
    "uk-xml": "Designation",
    "ca-sema": "record",
    "gleif": "lei:LEIRecord",
    "ch-seco": "target",
}
"""The element of a record, for each list in XML."""


def _cut(sample: Sample) -> bytes:
    content = sample.files[sample.main]
    return content[: len(content) * 2 // 3]


def _named(piece: bytes) -> Callable[[Sample], bytes | None]:
    """Put bytes behind a name."""

    def made(sample: Sample) -> bytes | None:
        name = sample.name.encode()
        return sample.files[sample.main].replace(name, name + piece, 1) if name else None

    return made


def _declared(declaration: bytes) -> Callable[[Sample], bytes | None]:
    """Declare entities in XML and use one in a name."""

    def made(sample: Sample) -> bytes | None:
        content = _named(b"&c;")(sample) or b""
        if not sample.main.endswith(".xml"):
            return None
        end = content.index(b"?>") + 2 if content.startswith(b"<?") else 0
        return content[:end] + declaration + content[end:]

    return made


def _doubled(sample: Sample) -> bytes | None:
    """A record twice, the second time with a name of its own."""
    if not sample.name:
        return None
    text, other = sample.files[sample.main].decode(), f"{sample.name}Z"
    if tag := _RECORDS.get(sample.source) if sample.main.endswith(".xml") else None:
        found = re.finditer(rf"<{tag}[ >].*?</{tag}>", text, re.DOTALL)
        record = next(match[0] for match in found if sample.name in match[0])
        return text.replace(record, record + record.replace(sample.name, other), 1).encode()
    if sample.main.endswith(".toml"):
        start = text.index("[[party]]")
        table = text[start : text.index("[[party]]", start + 1)]
        return text.replace("parties = 2", "parties = 3").replace(table, table * 2, 1).encode()
    if text.startswith("["):
        items = json.loads(text)
        double = next(item for item in items if sample.name in json.dumps(item))
        return json.dumps([*items, double]).encode()
    line = next(line for line in text.splitlines(keepends=True) if sample.name in line)
    return text.replace(line, line + line.replace(sample.name, other), 1).encode()


FAULTS: dict[str, Callable[[Sample], bytes | None]] = {
    "cut": _cut,
    "Windows-1252": _named("é".encode("cp1252")),
    "no encoding": _named(b"\x81"),
    "half a character": _named(b"\xe2\x82"),
    "control character": _named(b"\x01"),
    "NUL": _named(b"\0"),
    "no character": _named("\ufffe".encode()),
    "entity bomb": _declared(_BOMB),
    "external entity": _declared(_ABROAD),
    "a cell of a megabyte": _named(b"x" * MEGABYTE),
    "a record twice": _doubled,
}
"""Each gives the altered main file of a sample, None where the format cannot have the fault."""

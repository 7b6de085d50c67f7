"""What crawlers and agents look for at fixed places: VoID, sitemap, robots, API catalogue.

https://www.w3.org/TR/void/#well-known, https://www.sitemaps.org/protocol.html (50,000
addresses a file), https://www.rfc-editor.org/rfc/rfc9309,
https://www.rfc-editor.org/rfc/rfc9727.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from kg import terms
from kg.iri import Iris
from kg.site.output import Output

MOST_ADDRESSES = 50_000

_ROOT, _WELL_KNOWN = PurePosixPath(), PurePosixPath(".well-known")
_OF_THE_PROGRAM = ("alignments/", "ns/", "reused/", "shapes/")
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_discovery(paths: Sequence[str], out: Output, iris: Iris, newest: str) -> None:
    """Write sitemaps, robots.txt, ``.well-known/void`` and ``.well-known/api-catalog``.

    :param paths: addresses of pages from the site's root.
    :param newest: the day of the newest release, which pages of data are as of; "" if unknown.
    """
    blocks = [
        paths[start : start + MOST_ADDRESSES] for start in range(0, len(paths), MOST_ADDRESSES)
    ]
    if len(blocks) == 1:
        out.put(_ROOT, "sitemap.xml", _addresses("urlset", "url", blocks[0], iris, newest))
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(blocks) + 1)]
        for name, block in zip(names, blocks, strict=True):
            out.put(_ROOT, name, _addresses("urlset", "url", block, iris, newest))
        out.put(_ROOT, "sitemap.xml", _addresses("sitemapindex", "sitemap", names, iris, newest))
    sitemap = terms.iri_text(iris.file("sitemap.xml"))
    out.put(_ROOT, "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n")
    catalog = out.site / "catalog.ttl"
    if catalog.is_file():
        text = catalog.read_text(encoding="utf-8")
        out.put(_WELL_KNOWN, "void", text)
        out.put(_WELL_KNOWN, "api-catalog", api_catalog(iris))


def api_catalog(iris: Iris) -> str:
    """What a program can call here, as a set of links (RFC 9727): files, told by a catalogue."""

    def target(path: str, kind: str) -> dict[str, str]:
        return {"href": terms.iri_text(iris.file(path)), "type": kind}

    links = {
        "anchor": terms.iri_text(iris.file(".well-known/api-catalog")),
        "item": [target("catalog.ttl", "text/turtle"), target("release.json", "application/json")],
        "service-desc": [target("catalog.jsonld", "application/ld+json")],
        "service-doc": [{"href": iris.base, "type": "text/html"}],
        "service-meta": [target(".well-known/void", "text/turtle")],
    }
    return json.dumps({"linkset": [links]}, indent=1) + "\n"


def _addresses(root: str, kind: str, paths: Sequence[str], iris: Iris, newest: str) -> str:
    found = ET.Element(root, xmlns=_SPACE)
    for path in paths:
        where = terms.iri_text(iris.file(path)) if path else iris.base
        entry = ET.SubElement(found, kind)
        ET.SubElement(entry, "loc").text = where
        if newest and not path.startswith(_OF_THE_PROGRAM):
            ET.SubElement(entry, "lastmod").text = newest
    ET.indent(found, space="")
    return ET.tostring(found, encoding="unicode", xml_declaration=False) + "\n"

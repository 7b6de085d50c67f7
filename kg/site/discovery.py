"""What crawlers and agents look for at fixed places: VoID, sitemap, robots.

https://www.w3.org/TR/void/#well-known, https://www.sitemaps.org/protocol.html (50,000
addresses a file), https://www.rfc-editor.org/rfc/rfc9309.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from kg import terms
from kg.iri import Iris
from kg.site.output import Output

MOST_ADDRESSES = 50_000

_ROOT = PurePosixPath()
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_discovery(paths: Sequence[str], out: Output, iris: Iris) -> None:
    """Write sitemaps of the pages, robots.txt, and the catalogue as ``.well-known/void``.

    :param paths: addresses of pages from the site's root.
    """
    blocks = [
        paths[start : start + MOST_ADDRESSES] for start in range(0, len(paths), MOST_ADDRESSES)
    ]
    if len(blocks) == 1:
        out.put(_ROOT, "sitemap.xml", _addresses("urlset", "url", blocks[0], iris))
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(blocks) + 1)]
        for name, block in zip(names, blocks, strict=True):
            out.put(_ROOT, name, _addresses("urlset", "url", block, iris))
        out.put(_ROOT, "sitemap.xml", _addresses("sitemapindex", "sitemap", names, iris))
    sitemap = terms.iri_text(iris.file("sitemap.xml"))
    out.put(_ROOT, "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n")
    catalog = out.site / "catalog.ttl"
    if catalog.is_file():
        text = catalog.read_text(encoding="utf-8")
        out.put(PurePosixPath(".well-known"), "void", text)


def _addresses(root: str, kind: str, paths: Sequence[str], iris: Iris) -> str:
    found = ET.Element(root, xmlns=_SPACE)
    for path in paths:
        where = terms.iri_text(iris.file(path)) if path else iris.base
        ET.SubElement(ET.SubElement(found, kind), "loc").text = where
    ET.indent(found, space="")
    return ET.tostring(found, encoding="unicode", xml_declaration=False) + "\n"

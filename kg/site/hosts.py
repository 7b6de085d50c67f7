"""Rules for web servers, from one table: media types, headers, and which document to give.

A thing's folder without a slash answers 303 to a document of it; with the slash it gives
the document itself. Plain hosts without rules give the page, whose links lead to the rest.
Servers compare patterns, they do not sort by weight, so :data:`ACCEPTED` asks in turn: HTML
named first and in full (as browsers do), RDF in full, HTML in full, RDF at any weight above
none. Where nothing fits, the answer is the page, as RFC 9110 (section 12.4.1) allows.
"""

from __future__ import annotations

import jinja2

from kg.checks.reports.page import style_source
from kg.site.pages import TEMPLATES
from kg.site.places import FORMATS, PROGRAM_FOLDERS

CHOICES = (
    ("ttl", "text/turtle"),
    ("jsonld", "application/(ld[+])?json"),
    ("nt", "application/n-(triples|quads)"),
)
"""Endings in order of preference, and the pattern of a media type that asks for each."""

_HTML = "(text/html|application/xhtml[+]xml|[*]/[*])"
_FULL = r"(^|,)\s*{}\s*(;\s*q=1([.]0*)?\s*)?(,|$)"
_ANY = r"(^|,)\s*{}\s*(;[^,]*[1-9][^,]*)?(,|$)"

ACCEPTED = (
    (r"^\s*text/html\s*(;\s*q=1([.]0*)?\s*)?(,|$)", ""),
    *((_FULL.format(pattern), f"index.{ending}") for ending, pattern in CHOICES),
    (_FULL.format(_HTML), ""),
    *((_ANY.format(pattern), f"index.{ending}") for ending, pattern in CHOICES),
)
"""Patterns of an Accept header, the first that is found decides, and the document that each
asks for ("" for the page). They hold to what PCRE and RE2 have in common."""

TYPES = {
    **FORMATS,
    "nq": "application/n-quads",
    "trig": "application/trig",
    "rdf": "application/rdf+xml",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "gz": "application/gzip",
    "json": "application/json",
    "wasm": "application/wasm",
}
"""Media types by file ending that servers often do not know."""

_NAMED = {
    ".well-known/void": "text/turtle; charset=utf-8",
    ".well-known/api-catalog": "application/linkset+json",
    "linkset.json": "application/linkset+json",
}

_BINARY = {"wasm", "gz", "parquet"}

HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Profile, Content-Type, If-None-Match",
    "Access-Control-Expose-Headers": "Content-Location, ETag, Link",
    "Cache-Control": "public, max-age=300, must-revalidate",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:; "
        f"style-src 'self' {style_source()}; "
        "object-src 'none'; base-uri 'none'; form-action 'self'"
    ),
}
"""Headers of every answer: anybody may read, and pages load nothing from elsewhere."""

FILES = {
    ".htaccess": "htaccess.j2",
    "_headers": "headers.j2",
    "hosts/nginx.conf": "nginx.conf.j2",
    "hosts/Caddyfile": "Caddyfile.j2",
    "hosts/w3id.htaccess": "w3id.htaccess.j2",
}
"""Where the rules of each host lie in a site, and the template each is made from."""

_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES / "hosts"),
    autoescape=False,  # noqa: S701 - configuration made of this module's constants, no HTML
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=jinja2.StrictUndefined,
)


def rules(
    path: str,
    *,
    root: str = "/srv/sanctions",
    port: int = 80,
    address: str = "https://sanctions.example/",
) -> str:
    """The text of one host's rules.

    :param path: a key of :data:`FILES`.
    :param root: the folder of the site on the server.
    :param port: the port to listen at.
    :param address: where the site is served, for a resolver that leads there.
    """
    return _ENVIRONMENT.get_template(FILES[path]).render(
        accepted=ACCEPTED,
        types=TYPES,
        texts={ending: kind for ending, kind in TYPES.items() if ending not in _BINARY},
        headers=HEADERS,
        named=_NAMED,
        folders=sorted(PROGRAM_FOLDERS),
        address=address,
        root=root,
        port=port,
    )

"""Rules for web servers, from one table: media types, headers, and which document to give.

A thing's folder without a slash answers 303 to a document of it; with the slash it gives
the document itself. Plain hosts without rules give the page, whose links lead to the rest.
Servers compare patterns, they do not weigh q-values: whoever names HTML first gets HTML (as
browsers do), else the first format of :data:`CHOICES` that is named at all, else HTML.
"""

from __future__ import annotations

import jinja2

from kg.site.pages import TEMPLATES
from kg.site.places import FORMATS

CHOICES = (
    ("ttl", "text/turtle"),
    ("jsonld", "application/(ld[+])?json"),
    ("nt", "application/n-(triples|quads)"),
)
"""Endings in order of preference, and the pattern of an Accept header that asks for each."""

TYPES = {
    **FORMATS,
    "nq": "application/n-quads",
    "json": "application/json",
    "wasm": "application/wasm",
}
"""Media types by file ending that servers often do not know."""

HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Location, ETag, Link",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'"
    ),
}
"""Headers of every answer: anybody may read, and pages load nothing from elsewhere."""

FILES = {
    ".htaccess": "htaccess.j2",
    "_headers": "headers.j2",
    "hosts/nginx.conf": "nginx.conf.j2",
    "hosts/Caddyfile": "Caddyfile.j2",
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


def rules(path: str, *, root: str = "/srv/sanctions", port: int = 80) -> str:
    """The text of one host's rules.

    :param path: a key of :data:`FILES`.
    :param root: the folder of the site on the server.
    :param port: the port to listen at.
    """
    return _ENVIRONMENT.get_template(FILES[path]).render(
        choices=CHOICES,
        types=TYPES,
        texts={ending: kind for ending, kind in TYPES.items() if ending != "wasm"},
        headers=HEADERS,
        void=".well-known/void",
        root=root,
        port=port,
    )

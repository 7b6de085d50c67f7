"""The report as one web page that needs nothing but itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import jinja2

from kg.checks.findings import Summary, counted

PER_SHAPE = 50

_TEMPLATE = "page.html.j2"


def page(summary: Summary, *, limit: int = PER_SHAPE) -> Iterator[str]:
    """Yield the page in pieces, with at most ``limit`` findings of each shape."""
    template = _environment().get_template(_TEMPLATE)
    yield from template.generate(
        summary=summary,
        counted=counted(summary.severities),
        groups=list(enumerate(summary.groups, 1)),
        limit=limit,
    )


def style_source() -> str:
    """The style inside the page as a source of a content security policy, which names its hash.

    https://www.w3.org/TR/CSP3/#grammardef-hash-source
    """
    text = (Path(__file__).parent / _TEMPLATE).read_text(encoding="utf-8")
    style = text.partition("<style>")[2].partition("</style>")[0]
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.tests["web_address"] = _is_web_address
    return environment


def _is_web_address(text: str) -> bool:
    """Whether the text may be linked to: no other scheme than the web's, and nothing behind."""
    return text.startswith(("http://", "https://")) and " " not in text

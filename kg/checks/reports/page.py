"""The report as one web page that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jinja2

from kg.checks.findings import Summary, counted

PER_SHAPE = 50


def page(summary: Summary, *, limit: int = PER_SHAPE) -> Iterator[str]:
    """Yield the page in pieces, with at most ``limit`` findings of each shape."""
    template = _environment().get_template("page.html.j2")
    yield from template.generate(
        summary=summary,
        counted=counted(summary.severities),
        groups=list(enumerate(summary.groups, 1)),
        limit=limit,
    )


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

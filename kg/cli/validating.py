"""``kg validate``: any RDF against the shipped or given shapes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from kg.checks.files import check_files
from kg.checks.findings import LEVELS, Summary
from kg.checks.reports.document import document
from kg.checks.reports.page import page
from kg.checks.reports.plain_text import overview, text
from kg.checks.reports.sarif import sarif
from kg.checks.reports.table import table
from kg.cli.progress import progress
from kg.errors import BadInputError
from kg.formats.turtle_text import TurtleWriter

_WRITERS: dict[str, Callable[[Summary, int], Iterable[str]]] = {
    "text": lambda summary, limit: [text(summary, limit=limit)],
    "turtle": lambda summary, _: TurtleWriter(summary.base).text(summary.statements),
    "json": lambda summary, _: document(summary),
    "csv": lambda summary, _: table(summary),
    "sarif": lambda summary, _: sarif(summary),
    "html": lambda summary, limit: page(summary, limit=limit),
}
_LIMITED = {"text", "html"}


@click.command(
    epilog="""\b
Examples:
  kg validate site                              a published site, with its own ontology
  kg validate mine.ttl --shapes theirs.ttl      other data against other shapes
  kg validate mine.ttl --format html -o report.html
  kg validate mine.ttl --format sarif -o report.sarif --fail-on warning"""
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--shapes",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Shapes to use instead of the shipped ones; may be repeated.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_WRITERS)),
    default="text",
    show_default=True,
    help="What the report is written as; turtle is a standard SHACL report.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report to this file and print the numbers alone.",
)
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default=LEVELS[0],
    show_default=True,
    help="The mildest finding that makes the exit code 1; severities of other people's own "
    "count as violations.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    help="How many findings of each shape text and html show; the other formats hold all.",
)
@click.option("--quiet", is_flag=True, help="Show no progress.")
def validate(  # noqa: PLR0913 - one parameter for each option
    files: tuple[Path, ...],
    *,
    shapes: tuple[Path, ...],
    form: str,
    output: Path | None,
    fail_on: str,
    limit: int,
    quiet: bool,
) -> None:
    """Validate RDF FILES, or sites that kg publish wrote, with SHACL.

    Reads Turtle, N-Triples, N-Quads, TriG, JSON-LD and RDF/XML, also gzipped. Data are read
    together with the shipped ontology when the shipped shapes are used, a site with its own.
    """
    shown = limit if form in _LIMITED else None
    with progress(quiet=quiet) as show:
        summary = check_files(files, shapes, progress=show, limit=shown)
    pieces = _WRITERS[form](summary, limit)
    if output is None:
        sys.stdout.writelines(pieces)
    else:
        _write(output, pieces)
        click.echo(overview(summary), nl=False)
    if summary.fails(fail_on):
        raise SystemExit(1)


def _write(path: Path, pieces: Iterable[str]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(pieces)
    except OSError as error:
        message = f"the report cannot be written: {error.strerror}"
        raise BadInputError(message, file=str(path)) from None

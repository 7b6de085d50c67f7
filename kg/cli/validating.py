"""``kg validate``: any RDF against the shipped or given shapes."""

from __future__ import annotations

from pathlib import Path

import click

from kg.checks.files import check_files
from kg.cli.progress import progress
from kg.formats.turtle_text import TurtleWriter
from kg.iri import HOME


@click.command(
    epilog="""\b
Examples:
  kg validate site/dump/all.nq                  a published dump against our shapes
  kg validate mine.ttl --shapes theirs.ttl      other data against other shapes
  kg validate mine.ttl --turtle report.ttl      and the SHACL report as Turtle"""
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--shapes",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Shapes to use instead of the shipped ones; may be repeated.",
)
@click.option(
    "--turtle",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the SHACL report as Turtle to this file ('-' for standard output).",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    help="How many findings of each shape to print.",
)
@click.option("--quiet", is_flag=True, help="Show no progress.")
def validate(
    files: tuple[Path, ...],
    *,
    shapes: tuple[Path, ...],
    turtle: Path | None,
    limit: int,
    quiet: bool,
) -> None:
    """Validate RDF FILES (Turtle, N-Triples, N-Quads, TriG, JSON-LD, RDF/XML) with SHACL.

    Data are read together with the shipped ontology when the shipped shapes are used. The
    exit code is 1 when there is a violation.
    """
    with progress(quiet=quiet) as show:
        show("validating", 0)
        summary = check_files(files, shapes)
    if turtle is not None:
        text = "".join(TurtleWriter(HOME).text(summary.statements))
        with click.open_file(str(turtle), "w", encoding="utf-8") as stream:
            stream.write(text)
    if str(turtle) != "-":
        click.echo(summary.text(limit=limit), nl=False)
    if summary.violations:
        raise SystemExit(1)

"""``kg query``: SPARQL over published files, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.progress import progress
from kg.cli.tables import table
from kg.errors import BadInputError
from kg.formats import answers
from kg.store.query import Answer, Bounds, ask
from kg.store.questions import question, questions

_FORMATS = ("table", *answers.RESULT_FORMATS, *answers.GRAPH_FORMATS)


@click.command(
    epilog="""\b
Examples:
  kg query --list                               the shipped questions
  kg query cq05                                 one of them, over site/
  kg query 'SELECT ?p WHERE { ?p a sx:Person }' --format csv
  kg query -f mine.rq --data list.ttl --data other.nq"""
)
@click.argument("asked", metavar="[QUERY | NAME]", required=False)
@click.option(
    "-f",
    "--file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the query from a file.",
)
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path),
    help="An RDF file or a published site; may be repeated.  [default: site]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="How to print the answer.  [default: table, or turtle for a graph]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds the query may run.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=100_000,
    show_default=True,
    help="Rows, or triples, the answer may have.",
)
@click.option("--list", "listing", is_flag=True, help="List the shipped questions.")
@click.option("--json", "as_json", is_flag=True, help="With --list: as JSON.")
def query(  # noqa: PLR0913 - one parameter for each option
    asked: str | None,
    *,
    file: Path | None,
    data: tuple[Path, ...],
    form: str | None,
    timeout: float,
    rows: int,
    listing: bool,
    as_json: bool,
) -> None:
    """Ask published data in SPARQL 1.1, with the project's prefixes preset.

    The query reads the data it is given and nothing else: SERVICE, updates and FROM of
    anything but the data's own graphs are refused. A query that meets its bound ends with an
    error (exit code 3), never with a shortened answer.
    """
    if listing:
        _list(as_json=as_json)
        return
    bounds = Bounds(seconds=timeout, rows=rows)
    with progress() as show:
        show("asking", 0)
        answer = ask(_text(asked, file), data or (Path("site"),), bounds=bounds)
    _print(answer, form)


def _text(asked: str | None, file: Path | None) -> str:
    if (asked is None) == (file is None):
        message = "give one query: SPARQL text, the name of a question, or -f FILE"
        raise click.UsageError(message)
    if file is not None:
        return _read(file)
    text = asked or ""
    return text if any(mark in text for mark in " {\n") else question(text).query


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot be read as a query in UTF-8: {error}"
        raise BadInputError(message, file=str(file)) from error


def _list(*, as_json: bool) -> None:
    found = questions()
    if as_json:
        rows = [
            {
                "name": each.name,
                "title": each.title,
                "for": each.audience,
                "keywords": each.keywords,
                "query": each.query,
            }
            for each in found
        ]
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    width = max(len(each.name) for each in found)
    for each in found:
        click.echo(f"{each.name:<{width}}  {each.title}")


def _print(answer: Answer, form: str | None) -> None:
    if answer.lines is not None:
        wanted = form or "turtle"
        if wanted not in answers.GRAPH_FORMATS:
            message = f"the answer is a graph; print it as {', '.join(answers.GRAPH_FORMATS)}"
            raise BadInputError(message)
        click.echo(answers.graph(answer.lines, wanted), nl=False)
        return
    told = answer.results or b""
    if form in answers.GRAPH_FORMATS:
        kinds = ", ".join(("table", *answers.RESULT_FORMATS))
        message = f"the answer is no graph; print it as {kinds}"
        raise BadInputError(message)
    if form in answers.RESULT_FORMATS:
        click.echo(answers.results(told, form), nl=False)
        return
    found = answers.rows(told)
    if isinstance(found, bool):
        click.echo("yes" if found else "no")
        return
    _table(*found)


def _table(names: list[str], rows: list[list[str]]) -> None:
    for line in table(names, rows):
        click.echo(line)
    click.echo(f"{len(rows):,} row{'' if len(rows) == 1 else 's'}", err=True)

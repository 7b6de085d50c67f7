"""``kg coverage``: how much of a list is in the graph."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.progress import progress
from kg.coverage import Coverage
from kg.coverage import coverage as measured


@click.command(
    epilog="""\b
Examples:
  kg coverage consolidated.xml                  what of a list is represented, and what is left
  kg coverage sdn.csv alt.csv add.csv           a list of several files
  kg coverage consolidated.xml --fields         field by field
  kg coverage consolidated.xml --json           the same for a program"""
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--fields", is_flag=True, help="Show every field, not only those with something.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def coverage(files: tuple[Path, ...], *, fields: bool, as_json: bool, quiet: bool) -> None:
    """Compare list FILES with the graph made of them.

    Every element, attribute, column or key that carries data is counted without the reader's
    help; of each the report says how many values were taken and found again in the graph,
    how many were left on purpose and why, and which were not found, by path.
    """
    with progress(quiet=quiet or as_json) as show:
        show("comparing", 0)
        found = list(measured(files))
    if as_json:
        click.echo(json.dumps([each.as_json() for each in found], indent=1, ensure_ascii=False))
        return
    for each in found:
        _show(each, all_fields=fields)


def _show(found: Coverage, *, all_fields: bool) -> None:
    occurs = found.total("occurs")
    click.echo(f"{found.source.key}: {', '.join(found.files)}")
    click.echo(f"  release      {found.release.source} {found.release.version}")
    click.echo(f"  fields       {len(found.fields):,}, values {occurs:,}")
    for word, name in (
        ("represented", "represented"),
        ("left", "left"),
        ("not found", "missing"),
        ("not named", "unnamed"),
    ):
        count = found.total(name)
        click.echo(f"  {word:<12} {count:>9,}  {_share(count, occurs)}")
    for row in found.fields:
        if not (all_fields or row.left or row.missing or row.unnamed):
            continue
        click.echo(f"  {row.path}: {row.represented:,} of {row.occurs:,} represented")
        if row.left:
            click.echo(f"    left {row.left:,}: {row.reason}")
        if row.unnamed:
            click.echo(f"    {row.unnamed:,} neither taken nor named")
        if row.missing:
            shown = "; ".join(f"{value!r} ({record or '-'})" for record, value in row.examples)
            click.echo(f"    {row.missing:,} not found in the graph, such as {shown}")
    click.echo()


def _share(count: int, whole: int) -> str:
    return f"{100 * count / whole:.2f} %" if whole else "-"

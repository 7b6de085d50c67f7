"""``kg sources``: the lists the program reads."""

from __future__ import annotations

import json

import click

from kg.sources import SOURCES
from kg.sources.publishers import files_of, names


@click.command(
    epilog="""\b
Examples:
  kg sources                the lists, where they are published, what is left out and why
  kg sources --json         the same for a program"""
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def sources(*, as_json: bool) -> None:
    """Show the lists the program reads, where they are published, and the fields left out."""
    if as_json:
        rows = [
            {
                "key": source.key,
                "title": source.title,
                "authority": source.authority,
                "licence": source.licence,
                "page": source.page,
                "addresses": source.addresses,
                "names": names(source),
                "left_out": dict(source.left_out),
            }
            for source in SOURCES
        ]
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for source in SOURCES:
        click.echo(f"{source.key}: {source.title}")
        click.echo(f"  authority  {source.authority}")
        if source.page:
            click.echo(f"  page       {source.page}")
        for name, address in zip(files_of(source), source.addresses, strict=True):
            click.echo(f"  address    {address}")
            click.echo(f"             kg fetch {name}")
        click.echo(f"  licence    {source.licence}")
        if not source.left_out:
            click.echo("  left out   nothing: every field is represented")
        for field, reason in source.left_out.items():
            click.echo(f"  left out   {field}: {reason}")
        click.echo()

"""``kg explain``: why a party is listed, in plain words."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.progress import progress
from kg.errors import BadInputError
from kg.site.explain import explain as explained
from kg.store.loading import load
from kg.store.lookup import Lookup


@click.command(
    epilog="""\b
Examples:
  kg explain "Benazir Ahmed"                    by name, in any order and case
  kg explain ofac-33951                         by the party's number
  kg explain party:ofac-33114 --data site       by prefixed name or IRI"""
)
@click.argument("party", metavar="NAME-OR-IRI")
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path),
    help="An RDF file or a published site; may be repeated.  [default: site]",
)
def explain(party: str, *, data: tuple[Path, ...]) -> None:
    """Say why a party is listed: names, designations, links, doubts, sources."""
    with progress() as show:
        show("loading", 0)
        lookup = Lookup(load(data or (Path("site"),)))
        found = lookup.parties(party)
    if not found:
        near = lookup.similar(party)
        hint = f"; names that hold these words: {'; '.join(near)}" if near else ""
        message = f"no party is called {party!r} in the data{hint}"
        raise BadInputError(message)
    if len(found) > 1:
        click.echo(f"{len(found)} parties are called {party!r}:", err=True)
    click.echo("\n".join(explained(lookup, each) for each in found), nl=False)

"""``kg explain``: why a party is listed, in plain words."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.progress import progress
from kg.errors import BadInputError
from kg.site.explain import explain as explained
from kg.site.gathering import account
from kg.store.loading import load
from kg.store.lookup import Lookup


@click.command(
    epilog="""\b
Examples:
  kg explain "Benazir Ahmed"                    by name, in any order and case
  kg explain ofac-33951                         by the party's number
  kg explain party:ofac-33114 --data site       by prefixed name or IRI
  kg explain B00002095 --json                   by a passport's number, for a program"""
)
@click.argument("party", metavar="NAME-OR-IRI")
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path),
    help="An RDF file or a published site; may be repeated.  [default: site]",
)
@click.option("--json", "as_json", is_flag=True, help="Print the same facts as JSON.")
def explain(party: str, *, data: tuple[Path, ...], as_json: bool) -> None:
    """Say why a party is listed: names, designations, links, doubts, sources.

    NAME-OR-IRI is a name in any order and case, an IRI or prefixed name, or a number: the
    publisher's own, a passport's or a registration's. All parties that it fits are told.
    """
    with progress() as show:
        show("loading", 0)
        lookup = Lookup(load(data or (Path("site"),)))
        found = lookup.parties(party)
    if not found:
        near = lookup.similar(party)
        hint = f"; names like it: {'; '.join(near)}" if near else ""
        message = f"no party is called {party!r} in the data{hint}"
        raise BadInputError(message)
    told = [account(lookup, each) for each in found]
    if as_json:
        rows = [{**asdict(each), "blocked": each.blocked} for each in told]
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    if len(told) > 1:
        click.echo(f"{len(told)} parties answer to {party!r}:", err=True)
    click.echo("\n".join(explained(each) for each in told), nl=False)

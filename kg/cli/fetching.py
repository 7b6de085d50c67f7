"""``kg fetch``: lists from their publishers."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.progress import progress
from kg.fetch import Arrived, Limits
from kg.sources import SOURCES
from kg.sources.publishers import chosen, fetched, is_name, names

_MEGABYTE = 1_000_000


@click.command(
    epilog="""\b
Examples:
  kg fetch un-sc --to lists                     the United Nations list
  kg fetch ofac-xml/sdn --to lists              one of the files of a source
  kg fetch un-sc ofac-xml --to lists --json     what came, for a program
  kg fetch --list                               what can be fetched"""
)
@click.argument("words", nargs=-1, metavar="SOURCE...")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="lists",
    show_default=True,
    help="Folder to download into; each source has one of its own in it.",
)
@click.option(
    "--attempts",
    type=click.IntRange(min=1),
    default=Limits().attempts,
    show_default=True,
    help="How often to try each file.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=Limits().seconds,
    show_default=True,
    help="Seconds each file may take, all attempts together.",
)
@click.option(
    "--size",
    type=click.IntRange(min=1),
    default=Limits().size // _MEGABYTE,
    show_default=True,
    help="Megabytes each file may have.",
)
@click.option("--list", "listing", is_flag=True, help="List what can be fetched.")
@click.option("--json", "as_json", is_flag=True, help="Print what came as JSON.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def fetch(  # noqa: PLR0913 - one parameter for each option
    words: tuple[str, ...],
    *,
    folder: Path,
    attempts: int,
    timeout: float,
    size: int,
    listing: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Download the lists of each SOURCE from their publishers.

    A file that has not changed is not sent again, a cut download goes on where it stopped,
    and nothing that is not the whole list takes the place of one that is there. Beside each
    file, FILE.fetch.json says where and when it came from and its SHA-256. The exit code is
    4 when a file could not be had.
    """
    if listing:
        for source in SOURCES:
            for name in dict.fromkeys(names(source)):
                click.echo(name)
        return
    if not words:
        message = "give the name of a source; 'kg fetch --list' shows them"
        raise click.UsageError(message)
    limits = Limits(attempts=attempts, seconds=timeout, size=size * _MEGABYTE)
    arrived = download(words, folder, limits=limits, quiet=quiet or as_json)
    if as_json:
        rows = [
            {"path": str(each.path), "unchanged": each.unchanged, **asdict(each.record)}
            for each in arrived
        ]
        click.echo(json.dumps(rows, indent=1))
        return
    for each in arrived:
        state = "unchanged since" if each.unchanged else "fetched"
        click.echo(f"{each.path}  {each.record.size:,} bytes, {state} {each.record.retrieved}")


def download(
    words: Sequence[str], folder: Path, *, limits: Limits | None = None, quiet: bool = False
) -> list[Arrived]:
    """Fetch the named lists into a folder; raises BadInputError and FetchError."""
    wanted = [each for word in words for each in chosen(word, SOURCES)]
    with progress(quiet=quiet) as show:
        return fetched(wanted, folder, limits=limits or Limits(), progress=show)


def with_named_lists(words: Sequence[Path], cache: Path | None, *, quiet: bool) -> list[Path]:
    """The paths, each that is no file but the name of a source replaced by its fetched files."""
    paths: list[Path] = []
    for word in words:
        if word.exists() or not is_name(word.as_posix(), SOURCES):
            paths.append(word)
            continue
        came = download([word.as_posix()], cache or _cache_folder(), quiet=quiet)
        paths.extend(each.path for each in came)
    return paths


def _cache_folder() -> Path:
    """Where this platform keeps what can be fetched again."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "sanctions-kg"

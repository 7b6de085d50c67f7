"""``kg publish``: lists in, a site out."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import click

from kg.cli.fetching import with_named_lists
from kg.cli.progress import progress
from kg.iri import HOME
from kg.pipeline import publish as publish_site
from kg.publication import Options, Published
from kg.site.query_page import is_bundled

WITHOUT_QUERY_PAGE = (
    "The site has no query page, because the npm registry could not be reached when this "
    "program was built; install it again where it can."
)

_SHOWN = 12
_NOT_SHOWN = {"dump/all.csv-metadata.json", "dump/all.parquet"}


@click.command(
    epilog="""\b
Examples:
  kg publish                                    the shipped designations into site/
  kg publish sdn.csv alt.csv add.csv            an OFAC list as CSV
  kg publish consolidated.xml --to non-sdn      another list into another folder
  kg publish un-sc ofac-xml/sdn                 lists by name, fetched first
  kg publish sdn.xml --json                     what was done, for a program"""
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--to",
    "out",
    type=click.Path(path_type=Path),
    default="site",
    show_default=True,
    help="Folder to publish into; an earlier site there is replaced whole.",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for lists given by name.  [default: the user's cache]",
)
@click.option(
    "--base",
    default=HOME,
    show_default=True,
    help="What the IRIs of parties, sources and graphs start with.",
)
@click.option(
    "--quarantine",
    is_flag=True,
    help="Set unreadable records aside and report them instead of stopping.",
)
@click.option(
    "--despite-violations",
    is_flag=True,
    help="Publish a graph that violates the shapes; its report says so.",
)
@click.option(
    "--pages/--no-pages",
    default=True,
    show_default=True,
    help="Write a page, Turtle, JSON-LD and N-Triples for every IRI.",
)
@click.option(
    "--allow-shrinking",
    is_flag=True,
    help="Publish a list that lost more than a fifth of its parties.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def publish(  # noqa: PLR0913 - one parameter for each option
    files: tuple[Path, ...],
    *,
    out: Path,
    cache: Path | None,
    base: str,
    quarantine: bool,
    despite_violations: bool,
    allow_shrinking: bool,
    pages: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Publish FILES, or the shipped designations when there are none, as linked data.

    Files are recognised by their content, also inside .gz, .xz and .zip. A word that is no
    file but a name that 'kg sources' shows is fetched from its publisher first. The site holds
    dumps in all RDF formats for each source and for all merged, the ontology, the shapes, the
    validation report and a catalogue. It is written aside and swapped in whole; on a violation
    of the shapes nothing is published.
    """
    options = Options(
        out=out,
        base=base,
        quarantine=quarantine,
        despite_violations=despite_violations,
        allow_shrinking=allow_shrinking,
        pages=pages,
    )
    paths = with_named_lists(files, cache, quiet=quiet or as_json)
    with progress(quiet=quiet or as_json) as show:
        published = publish_site(paths, options, show)
    if as_json:
        click.echo(json.dumps(published.as_json(), indent=1, ensure_ascii=False))
        return
    for text in _summary(published, pages=pages):
        click.echo(text)
    _report_warnings(published)
    if pages and not is_bundled():
        click.echo(WITHOUT_QUERY_PAGE, err=True)


def _summary(published: Published, *, pages: bool) -> list[str]:
    tally = published.tally
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in tally.kinds.items() if count)
    lines = [f"Published into {published.out}/"]
    lines += [
        f"  {built.release.source} {built.release.version}: {built.release.title}"
        for built in published.releases
    ]
    severities = ", ".join(
        f"{count:,} {severity}" for severity, count in published.validation.items()
    )
    lines += [
        f"  parties       {tally.parties:,} ({kinds})",
        f"  designations  {tally.designations:,}",
        f"  controls      {tally.controls:,}",
        f"  triples       {tally.triples:,}",
        f"  validation    {severities}",
        "Files",
    ]
    dumps = [
        file
        for file in published.files
        if file.path.startswith("dump/all.") and not file.gzipped and file.path not in _NOT_SHOWN
    ]
    others = [file for file in published.files if file not in dumps]
    lines += [f"  {file.path:<20} {_size(file.size):>9}" for file in dumps]
    total = _size(sum(file.size for file in others))
    lines.append(f"  and {len(others)} more files, {total}: gzip, each source, ontology, shapes")
    if pages:
        lines.append("  index.html, and a folder with a page and its data for every IRI")
    lines += [
        "Next",
        f"  {_typed()} explain {_example(published)} --data {published.out}",
        f"  {_typed()} query --list",
        *([f"  python3 -m http.server -d {published.out}"] if pages else []),
    ]
    return lines


def _example(published: Published) -> str:
    """The number of a party that is in the publication, as ``kg explain`` takes it."""
    return published.tally.example.rpartition("/")[2].rstrip(">")


def _typed() -> str:
    """What to type to run the program again: its name, or its path as it was called."""
    if shutil.which("kg"):
        return "kg"
    called = Path(sys.argv[0])
    return str(called) if called.name == "kg" else f"{Path(sys.executable).name} -m kg"


def _report_warnings(published: Published) -> None:
    warnings = published.warnings
    for text in published.left_out:
        click.echo(text, err=True)
    if published.set_aside:
        place = published.out / "quarantine.json"
        click.echo(f"{len(published.set_aside):,} records set aside: see {place}", err=True)
    if not warnings:
        return
    click.echo(f"{sum(warnings.values()):,} things to look at while reading:", err=True)
    for text, count in warnings.most_common(_SHOWN):
        click.echo(f"  {count:>7,}  {text}", err=True)
    if len(warnings) > _SHOWN:
        click.echo(f"  and {len(warnings) - _SHOWN} more kinds; see --json", err=True)


def _size(size: int) -> str:
    for unit in ("B", "kB", "MB"):
        if size < 1000:  # noqa: PLR2004 - the step from one decimal unit to the next
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000  # type: ignore[assignment]
    return f"{size:.1f} GB"

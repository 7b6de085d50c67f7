"""The steps of a publication in order: read, build, sort, check, write, swap in.

Every file of a site is a function of the input files and the version of the program: no
clock, no random numbers, no order of a dictionary. This module is the only one that knows
both the sources and the graph.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, cast

from kg import terms
from kg.checks import counts, identifiers, shapes
from kg.checks.changes import CHANGES, Changes, compare
from kg.checks.reports.page import page
from kg.checks.reports.plain_text import text as report_text
from kg.checks.shacl import ReleaseLines
from kg.errors import BadInputError, InvalidGraphError
from kg.formats.dumps import (
    N_QUADS,
    Dumped,
    Written,
    context,
    measured,
    same_dumps,
    write_checksums,
    write_dumps,
)
from kg.formats.json_ld import Json, JsonLdWriter
from kg.formats.tables import CSV_METADATA
from kg.formats.turtle_text import TurtleWriter
from kg.graph.build import build
from kg.graph.catalog import DatasetEntry, FileEntry, Rule, catalogue
from kg.graph.context import Context
from kg.graph.merging import UNDESCRIBED, one_graph, undescribed
from kg.graph.schemes import shipped_schemes, turtle_statements
from kg.graph.void import Figures
from kg.iri import Iris
from kg.lines import Statement, read_lines, sorted_unique, statements, write_lines
from kg.model import Record, Release
from kg.publication import Built, Options, Published
from kg.resources import designation_files, folder, ontology_files, shapes_files
from kg.site.answer_pages import Answers, begun
from kg.site.own_account import own_statements
from kg.site.query_page import is_bundled
from kg.site.swap import MARK, written_aside
from kg.site.vocabulary import vocabulary_statements
from kg.site.writing import write_documents
from kg.sources import readings
from kg.sources.base import Reading
from kg.sources.files import input_files
from kg.store.loading import DUMP
from kg.store.questions import descriptions
from kg.vocab import SX

Progress = Callable[[str, int], None]
"""Told the name of the step under way and how many items of it are done."""


def publish(paths: Sequence[Path], options: Options, progress: Progress) -> Published:
    """Publish lists, or the shipped designations when no path is given, into a site.

    Raises BadInputError (and its kinds) for input that cannot be read or does not add up,
    InvalidGraphError when the graph violates the shapes. After any error the site that was
    there before is untouched.
    """
    iris = Iris(options.base)
    files_given = input_files(list(paths) or list(designation_files()))
    opened = readings(files_given, quarantine=options.quarantine)
    before = _last_counts(options.out)
    with written_aside(options.out) as site:
        work = _Work(site, options, progress, iris)
        releases = [_release(each, work) for each in _by_release(opened)]
        _check_counts(releases, before, options)
        whole = site / DUMP
        tally = _merge(releases, whole, work)
        files = _vocabulary(work)
        derived_file, derived = _derive(whole, work)
        files.append(derived_file)
        validation, found = _validate(whole, work)
        files.extend(found)
        with begun(site) if options.pages else nullcontext() as answers:
            dumped, entries = _dumps(releases, whole, tally, work)
            files.extend(dumped.files)
            described = [*entries, *derived]
            files.extend(_catalogue(described, work, conforms=not validation["violations"]))
            files.append(_changes(releases, work))
            if answers:
                _pages(whole, answers, work)
        published = Published(options.out, releases, tally, validation, files, dumped.left_out)
        if options.quarantine:
            files.append(_json(site / "quarantine.json", published.set_aside, work))
        _json(site / MARK, published.as_json(), work)
    return published


def read(paths: Sequence[Path]) -> Iterator[Record]:
    """Yield the records of list files, as plain values without RDF.

    Raises BadInputError and its kinds as :func:`publish` does.
    """
    for reading in readings(input_files(list(paths))):
        yield from reading.records


def _by_release(opened: Sequence[Reading]) -> list[list[Reading]]:
    """The readings of one release together, in the order in which they are first met."""
    found: dict[tuple[str, str], list[Reading]] = {}
    for reading in opened:
        key = (reading.release.source, reading.release.version)
        found.setdefault(key, []).append(reading)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Work:
    """One publication under way: the folder written aside, and how to publish."""

    site: Path
    options: Options
    progress: Progress
    iris: Iris


def _release(opened: Sequence[Reading], work: _Work) -> Built:
    """Build one release, whose list may have been given in more than one format."""
    ledgers = [reading.ledger for reading in opened]
    built = Built(opened[0].release, ledgers, Path())
    built.lines = work.site / f"{built.stem}.nq"
    built.lines.parent.mkdir(exist_ok=True)
    lines = chain.from_iterable(_lines(reading, built, work) for reading in opened)
    write_lines(_tallied(sorted_unique(lines), built.tally), built.lines)
    return built


def _lines(reading: Reading, built: Built, work: _Work) -> Iterator[str]:
    context = Context(reading.release, iris=work.iris, schemes=shipped_schemes())
    label = f"reading {reading.release.source} {reading.release.version}"
    records = _counted(reading.records, label, work.progress)
    for triple in build(context, records, refuse=reading.ledger.refuse):
        yield terms.line(*triple, context.graph)
    built.warnings.update(context.warnings)


def _counted(records: Iterable[Record], label: str, progress: Progress) -> Iterator[Record]:
    for number, record in enumerate(records, start=1):
        yield record
        if number % 100 == 0:
            progress(label, number)


def _tallied(lines: Iterable[str], tally: counts.Tally) -> Iterator[str]:
    for line in lines:
        tally.count(*terms.split_statement(line))
        yield line


def _merge(releases: list[Built], whole: Path, work: _Work) -> counts.Tally:
    """Write the lines of all releases merged, and count what they say together.

    Where they differ on what is true of a thing now, the newest has the word.
    """
    work.progress("merging", 0)
    parts = [(built.known, built.lines) for built in releases]
    lost = undescribed(parts)
    for built, parties in zip(releases, lost, strict=True):
        built.warnings.update({UNDESCRIBED: len(parties)} if parties else {})
    if len(releases) == 1 and not lost[0]:
        whole.hardlink_to(releases[0].lines)
        return releases[0].tally
    write_lines(one_graph(parts, work.iris, set().union(*lost)), whole)
    tally = counts.Tally()
    for statement in statements(read_lines(whole)):
        tally.count(*statement)
    return tally


def _check_counts(releases: list[Built], before: dict[str, int], options: Options) -> None:
    has_list = any(built.release.is_whole for built in releases)
    for built in releases:
        told = built.release
        if has_list and not told.is_whole:
            continue  # a file of changes may describe no party of its own
        wrong = counts.disagreement(
            built.tally,
            declared=told.declared_records if not options.quarantine else None,
            before=None if options.allow_shrinking else before.get(told.source),
            is_whole=told.is_whole,
        )
        if wrong:
            raise BadInputError(wrong, file=f"{told.source} {told.version}")


def _vocabulary(work: _Work) -> list[Written]:
    """Copy ontology, context and shapes into the site, and describe the questions."""
    site = work.site
    told = sorted(set(descriptions(work.iris)))
    _refuse_faulty("questions.ttl", told, work)
    written = [_written(site / "questions.ttl", _turtle(told, work), work, "text/turtle")]
    context = folder("ontology") / "context.jsonld"
    for path, place, media_type in (
        *((path, "ontology", "text/turtle") for path in ontology_files()),
        (context, "ontology", "application/ld+json"),
        *((path, "shapes", "text/turtle") for path in shapes_files()),
    ):
        target = site / place / path.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
        written.append(measured(target, site, media_type))
    return written


def _derive(whole: Path, work: _Work) -> tuple[Written, list[DatasetEntry]]:
    """Write what is derived of identifiers as a graph of its own, apart from what lists say.

    Its entry in the catalogue is none when nothing came of it.
    """
    rule = Rule(
        identifiers.RULE,
        identifiers.VERSION,
        "Identifier checks, derived",
        "Whether each identifier has the form that its kind demands. No list says so: it is "
        "derived from the merged dataset by a rule, and stands apart from it.",
    )
    target = work.site / "derived" / f"{rule.name}.nq"
    target.parent.mkdir()
    graph = work.iris.derived_graph(rule.name, rule.version)
    told = identifiers.identifier_checks(ReleaseLines(whole), _ontology(), work.iris)
    tally = counts.Tally()
    lines = sorted_unique(terms.line(*triple, graph) for triple in told)
    write_lines(_tallied(lines, tally), target)
    written = measured(target, work.site, N_QUADS)
    checked = (
        told[2] for told in statements(read_lines(target)) if told[1] == SX.checkedIdentifier
    )
    tally.example = next(checked, "")
    if not tally.example:
        return written, []
    return written, [replace(_entry(tally, [written], None), rule=rule)]


def _ontology() -> list[Statement]:
    return [triple for path in ontology_files() for triple in turtle_statements(path)]


def _validate(whole: Path, work: _Work) -> tuple[dict[str, int], list[Written]]:
    options, site = work.options, work.site
    report = shapes.check(
        whole, shapes_files(), background=_ontology(), base=options.base, progress=work.progress
    )
    if report.violations and not options.despite_violations:
        message = (
            f"{report.violations:,} violations of the shapes, so nothing was published:\n"
            f"{report_text(report, limit=3)}\n"
            "correct the input, or publish all the same with --despite-violations"
        )
        raise InvalidGraphError(message)
    return dict(report.severities), [
        _written(site / name, pieces, work, media_type)
        for name, pieces, media_type in (
            ("report.txt", [report_text(report)], "text/plain"),
            ("report.html", page(report), "text/html"),
            ("report.ttl", _turtle(report.statements, work), "text/turtle"),
        )
    ]


def _turtle(found: Iterable[Statement], work: _Work) -> Iterator[str]:
    return TurtleWriter(work.iris.base).text(found)


def _written(path: Path, pieces: Iterable[str], work: _Work, media_type: str) -> Written:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(pieces)
    return measured(path, work.site, media_type)


def _dumps(
    releases: list[Built], whole: Path, tally: counts.Tally, work: _Work
) -> tuple[Dumped, list[DatasetEntry]]:
    """Write every dump of every release and of all merged; also as the catalogue's entries."""
    entries: list[DatasetEntry] = []
    written = Dumped()
    for built in releases:
        done = _dump(built.lines, built.stem, work)
        written.files.extend(done.files)
        written.left_out.extend(done.left_out)
        entries.append(_entry(built.tally, done.files, built.release))
    stem = DUMP.removesuffix(".nq")
    if whole.samefile(releases[0].lines):
        files = same_dumps(written.files, releases[0].stem, stem, work.site)
    else:
        done = _dump(whole, stem, work, merged=True)
        files = done.files
        written.left_out.extend(done.left_out)
    sums = write_checksums([*files, *written.files], whole.parent)
    parts = [built.release for built in releases]
    entries.insert(0, replace(_entry(tally, files, None), parts=parts))
    listed = measured(sums, work.site, "text/plain")
    found = [*files, *written.files, listed]
    return Dumped(found, [*dict.fromkeys(written.left_out)]), entries


def _catalogue(entries: list[DatasetEntry], work: _Work, *, conforms: bool) -> list[Written]:
    endpoint = work.options.pages and is_bundled()
    told = sorted(set(catalogue(work.iris, entries, conforms=conforms, endpoint=endpoint)))
    _refuse_faulty("catalog.ttl", told, work)
    json_ld = JsonLdWriter(cast(dict[str, Json], context()), work.iris.base)
    return [
        _written(work.site / name, pieces, work, media_type)
        for name, pieces, media_type in (
            ("catalog.ttl", _turtle(told, work), "text/turtle"),
            ("catalog.jsonld", json_ld.text(told), "application/ld+json"),
        )
    ]


def _entry(tally: counts.Tally, files: list[Written], release: Release | None) -> DatasetEntry:
    listed = [
        FileEntry(f.path, f.size, f.sha256, f.media_type, f.gzipped)
        for f in files
        if f.media_type != CSV_METADATA
    ]
    figures = Figures(tally.triples, tally.classes, tally.properties, tally.links, tally.example)
    return DatasetEntry(release, figures, listed)


def _refuse_faulty(name: str, found: Sequence[Statement], work: _Work) -> None:
    """Hold what the program says of its own publication to the shapes of releases."""
    own = [path for path in shapes_files() if path.stem == "release"]
    report = shapes.check(found, own, base=work.options.base)
    if report.violations:
        told = report_text(report, limit=3)
        message = f"{name} breaks the shapes of releases, a defect of the program:\n{told}"
        raise InvalidGraphError(message)


def _dump(lines: Path, stem: str, work: _Work, *, merged: bool = False) -> Dumped:
    work.progress(f"writing {stem}", 0)
    return write_dumps(lines, base=work.iris.base, site=work.site, stem=stem, merged=merged)


def _changes(releases: list[Built], work: _Work) -> Written:
    """Tell what changed since the last site, source by source.

    Of a release that is published again stands what was told when it came.
    """
    last = work.options.out
    told_before = {each["source"]: each for each in _known(last / CHANGES).get("sources", ())}
    versions = {each["source"]: each["version"] for each in _known(last / MARK).get("sources", ())}
    told: list[object] = []
    for built in releases:
        source, version = built.release.source, built.release.version
        since = versions.get(source, "")
        if since == version and source in told_before:
            told.append(told_before[source])
            continue
        changes = Changes(source, version, since if since != version else "")
        dump = last / "dump" / f"{source}-{since}.nq"
        if changes.since and dump.is_file():
            work.progress(f"comparing {source}", 0)
            own = (work.iris.source(source, since), work.iris.source(source, version))
            compare(changes, dump, built.lines, own=own)
        told.append(changes.as_json())
    return _json(work.site / CHANGES, {"sources": told}, work)


def _pages(whole: Path, answers: Answers, work: _Work) -> None:
    last = work.options.out if (work.options.out / MARK).is_file() else None
    beside = chain(vocabulary_statements(), own_statements(work.site, work.iris.base))
    write_documents(
        whole,
        beside,
        work.site,
        work.iris.base,
        work.progress,
        before=last,
        answers=answers,
    )


def _json(path: Path, told: object, work: _Work) -> Written:
    text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    return _written(path, [text], work, "application/json")


def _last_counts(out: Path) -> dict[str, int]:
    """The number of parties per source in the site that stands at the target now."""
    return {each["source"]: each["parties"] for each in _known(out / MARK).get("sources", ())}


def _known(path: Path) -> dict[str, Any]:
    """What a file of the last site tells; nothing when there is none."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

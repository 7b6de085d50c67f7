"""Validate RDF files of any syntax, and published sites, against ours or other shapes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.checks.describing import described
from kg.checks.findings import Summary, wanted_nodes
from kg.checks.shacl import ReleaseLines, Shapes, Statement, load_shapes, statements_of_files
from kg.checks.shacl.statements import with_predicates
from kg.checks.shacl.vocabulary import RDF_TYPE, SUBCLASS_OF, local_name, sh
from kg.checks.shapes import Progress, judged, watched, with_failed_checks
from kg.errors import BadInputError
from kg.iri import Iris
from kg.resources import ontology_files, shapes_files
from kg.terms import XSD, is_iri, literal

DUMP = "dump/all.nq"
_SHOWN = 3
_TRUE = literal("true", datatype=XSD + "boolean")


@dataclass
class _Given:
    """What is to be validated: lines or statements, what belongs to them, and their files."""

    data: Path | Sequence[Statement]
    background: list[Statement]
    files: dict[str, Sequence[Statement]] = field(default_factory=dict)

    def places(self, nodes: set[str]) -> dict[str, str]:
        """The file that says something of each node; nothing when there is just one file."""
        if len(self.files) < 2:  # noqa: PLR2004 - of one file, nothing is to be told
            return {}
        return {
            node: name
            for node in nodes
            for name, found in reversed(self.files.items())
            if _is_subject(node, found)
        }


def check_files(
    paths: Sequence[Path],
    shapes: Sequence[Path] = (),
    *,
    progress: Progress = lambda _step, _done: None,
    limit: int | None = None,
) -> Summary:
    """Validate RDF files, and sites that were published, against shapes.

    :param shapes: other people's; the shipped ones, with the ontology, if there are none.
    :param limit: how many findings of each shape will be shown, None for all of them.

    Raises BadInputError for files or shapes that cannot be read, naming file and line, and for
    shapes that could check nothing.
    """
    extra, notes = passed_over(shapes)
    loaded = load_shapes([*(shapes or shapes_files()), extra])
    if not (loaded.refused or any(loaded.targeted())):
        names = ", ".join(map(str, shapes))
        message = "no shape with a target is in it, so nothing would be checked; give SHACL shapes"
        raise BadInputError(message, file=names)
    given = _given(paths, progress, with_ontology=not shapes)
    walked = watched(given.data, progress)
    known = with_failed_checks(walked, given.background, Iris())
    progress("validating", 0)
    report, why = judged(walked, loaded, known)
    if not (report.results or loaded.refused or _is_targeted(given, loaded)):
        notes.append("no node of the data is a target of these shapes, so nothing was checked")
    progress("describing what was found", 0)
    nodes = wanted_nodes(report, limit)
    return Summary(
        report,
        loaded,
        described(walked, nodes, given.background),
        why=why,
        notes=notes,
        files=list(given.files),
        places=given.places(nodes),
    )


def passed_over(shapes: Sequence[Path]) -> tuple[list[Statement], list[str]]:
    """What makes property shapes that no file describes harmless, and a note that names them.

    SHACL calls such a shape ill-formed; it is met in shapes that others have published
    (DCAT-AP 3.0.1 has some), whose other demands can be judged all the same.
    """
    found = statements_of_files(shapes)
    said = {subject for subject, _, _ in found}
    asked = {object_ for _, predicate, object_ in found if predicate == sh("property")}
    missing = sorted(node for node in asked - said if is_iri(node))
    if not missing:
        return [], []
    shown = ", ".join(local_name(node) for node in missing[:_SHOWN])
    more = f" and {len(missing) - _SHOWN:,} more" if len(missing) > _SHOWN else ""
    note = (
        f"the shapes refer to {len(missing):,} property shape(s) that none of their files "
        f"describes, so nothing was asked for them: {shown}{more}"
    )
    extra = [
        statement
        for node in missing
        for statement in ((node, sh("path"), node), (node, sh("deactivated"), _TRUE))
    ]
    return extra, [note]


def _is_targeted(given: _Given, shapes: Shapes) -> bool:
    """Whether any shape has a node of the data to judge; read only until the first is found."""
    targets = [shape.targets for shape in shapes.targeted()]
    if any(each.nodes for each in targets):
        return True
    data = ReleaseLines(given.data) if isinstance(given.data, Path) else given.data
    classes = {name for each in targets for name in each.classes}
    below = [
        *with_predicates(data, {SUBCLASS_OF}),
        *with_predicates(given.background, {SUBCLASS_OF}),
    ]
    while more := {lower for lower, _, upper in below if upper in classes} - classes:
        classes |= more
    linked = {name for each in targets for name in (*each.subjects_of, *each.objects_of)}
    return any(p in linked or (p == RDF_TYPE and o in classes) for _, p, o in data)


def _given(paths: Sequence[Path], progress: Progress, *, with_ontology: bool) -> _Given:
    sites = [path for path in paths if path.is_dir()]
    background = _background(sites, with_ontology=with_ontology)
    if len(paths) == len(sites) == 1:
        dump = _dump(sites[0])
        return _Given(dump, background, {str(dump): ()})
    files: dict[str, Sequence[Statement]] = {}
    for number, path in enumerate(paths, 1):
        progress(f"reading {path}", 0)
        file = _dump(path) if path.is_dir() else path
        files[str(file)] = list(_apart(statements_of_files([file]), number))
    if len(files) == 1:
        return _Given(next(iter(files.values())), background, files)
    return _Given(sorted(set().union(*files.values())), background, files)


def _background(sites: Sequence[Path], *, with_ontology: bool) -> list[Statement]:
    """The ontology and catalogues of the sites; our ontology if there is no site to bring one."""
    found = [path for site in sites for path in sorted((site / "ontology").glob("*.ttl"))]
    found += [path for site in sites if (path := site / "catalog.ttl").is_file()]
    if not sites and with_ontology:
        found = list(ontology_files())
    return statements_of_files(found)


def _dump(site: Path) -> Path:
    dump = site / DUMP
    if not dump.is_file():
        message = f"not a published site: {DUMP} is missing; run kg publish first"
        raise BadInputError(message, file=str(site))
    return dump


def _apart(found: Sequence[Statement], number: int) -> Iterator[Statement]:
    """Blank nodes of several files, and of the ontology, have to stay apart."""
    for subject, predicate, object_ in found:
        yield _relabelled(subject, number), predicate, _relabelled(object_, number)


def _relabelled(term: str, number: int) -> str:
    return f"_:d{number}x{term.partition('x')[2]}" if term.startswith("_:") else term


def _is_subject(node: str, found: Sequence[Statement]) -> bool:
    at = bisect_left(found, (node, "", ""))
    return at < len(found) and found[at][0] == node

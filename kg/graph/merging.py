"""The lines of several releases as one graph.

What is true of a thing now the newest release says (:mod:`kg.graph.succession`). A file of
changes gives of a changed party its number and what changed; kind and name stand in the list.
Beside a list that does not have the party, or alone, such changes say of nobody known, so that
they stay in the dump of their release and out of the one graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.graph.context import Context
from kg.graph.schemes import shipped_schemes
from kg.graph.succession import age, newest, whole
from kg.iri import Iris, document_of
from kg.lines import merged, read_lines
from kg.model import Release
from kg.vocab import RDF, SX

Part = tuple[Release, Path]
"""A release and its lines, sorted."""

UNDESCRIBED = "changes of a party that none of the files describes: they are in no dump but its own"

_PARTY = "/id/party/"
_TYPED = tuple(f" {RDF.type} {kind} " for kind in (SX.Person, SX.Entity, SX.Vessel, SX.Aircraft))


def undescribed(parts: Sequence[Part]) -> list[set[str]]:
    """The parties that each release speaks of and none of all describes."""
    spoken = [set() if release.is_whole else _parties(read_lines(path)) for release, path in parts]
    missing: set[str] = set().union(*spoken)
    for _, path in parts if missing else ():
        missing.difference_update(_described(read_lines(path)))
    return [parties & missing for parties in spoken]


def one_graph(parts: Sequence[Part], iris: Iris, without: set[str]) -> Iterator[str]:
    """The sorted lines of all releases, without those of some parties' documents."""
    contexts = [Context(release, iris=iris, schemes=shipped_schemes()) for release, _ in parts]
    ages = {context.graph: age(context.release) for context in contexts}
    wholes = {context.graph: told for context in contexts if (told := whole(context))}
    lines = merged(path for _, path in parts)
    if without:
        lines = (line for line in lines if document_of(_subject(line)) not in without)
    return newest(lines, ages, wholes)


def _parties(lines: Iterable[str]) -> set[str]:
    return {document_of(subject) for line in lines if _PARTY in (subject := _subject(line))}


def _described(lines: Iterable[str]) -> Iterator[str]:
    return (_subject(line) for line in lines if any(kind in line for kind in _TYPED))


def _subject(line: str) -> str:
    return line.partition(" ")[0]

"""Names for people: shapes, anonymous ones too, and terms by the prefixes that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg import terms
from kg.checks.shacl.shapes import Shapes
from kg.checks.shacl.vocabulary import RDF_FIRST, RDF_REST, local_name, sh
from kg.iri import HOME, SHAPES
from kg.prefixes import Shortener, prefixes
from kg.vocab import RDFS

_IRI = re.compile(r"<([^<>\"]*)>")
_WORDS = (sh("name"), RDFS.label)
_STEPS = {RDF_FIRST, RDF_REST}


@dataclass(frozen=True, slots=True)
class ShapeName:
    """How a report names a shape.

    :param key: its IRI, or a blank node's label that is the same for the same content.
    :param short: the IRI without its namespace; for an anonymous shape its path and owner.
    :param title: the name that its author gave it, if any.
    """

    key: str
    short: str
    title: str = ""


class Names:
    """Names the shapes of one shapes graph, and terms by its prefixes and ours.

    :param base: what the IRIs of the publication start with.
    """

    def __init__(self, shapes: Shapes, base: str = HOME) -> None:
        self._shapes = shapes
        self._shortener = Shortener({**shapes.prefixes, **prefixes(base)})
        self._users: dict[str, str] | None = None

    def of(self, node: str) -> ShapeName:
        """The names of a shape, by its encoded node."""
        group = self._shapes.graph.get(node, {})
        title = best_text(text for word in _WORDS for text in group.get(word, ()))
        if terms.is_iri(node):
            key = terms.iri_text(node)
            return ShapeName(key, _local(key), title)
        owner = self._owner(node)
        where = f"{self._subject(node)} in {_local(owner)}" if owner else self._subject(node)
        return ShapeName(node, where, title)

    def shown(self, text: str) -> str:
        """A term or a property path with prefixed names for the IRIs whose prefix is known.

        A string shows as it is read, any other literal with its datatype or language.
        """
        if text.startswith('"'):
            literal = terms.decode_literal(text)
            if literal.language:
                return f"“{literal.text}”@{literal.language}"
            if literal.datatype == terms.XSD_STRING:
                return f"“{literal.text}”"
            datatype = self._shortener.short(literal.datatype) or literal.datatype
            return f"{literal.text} ({datatype})"
        return _IRI.sub(lambda found: self._shortener.short(found[1]) or found[0], text)

    def _subject(self, node: str) -> str:
        """What an anonymous shape is about: its path, or else the nodes it is meant for."""
        shape = self._shapes.by_node.get(node)
        if shape is None:
            return "(anonymous)"
        if shape.path is not None:
            return self.shown(str(shape.path))
        targets = shape.targets
        told = [
            f"{word} {', '.join(map(self.shown, found))}"
            for word, found in (
                ("instances of", targets.classes),
                ("subjects of", targets.subjects_of),
                ("objects of", targets.objects_of),
                ("node", targets.nodes),
            )
            if found
        ]
        return f"({' and '.join(told) or 'anonymous'})"

    def _owner(self, node: str) -> str:
        """The IRI of the shape that an anonymous one is part of."""
        if self._users is None:
            self._users = dict(_blank_uses(self._shapes.graph))
        seen = {node}
        while (node := self._users.get(node, "")) not in seen:
            if terms.is_iri(node):
                return terms.iri_text(node)
            seen.add(node)
        return ""


def best_text(literals: Iterator[str]) -> str:
    """The text to show of several encoded literals: English or without language first."""
    found = [terms.decode_literal(one) for one in literals if one.startswith('"')]
    plain = [one for one in found if one.language.partition("-")[0] in {"", "en"}]
    return (plain or found)[0].text if found else ""


def severity_name(severity: str) -> str:
    """The name of a severity: Violation, Warning, Info, or what somebody else calls theirs."""
    return local_name(severity) if terms.is_iri(severity) else severity


def _local(iri: str) -> str:
    if iri.startswith(SHAPES):
        return iri.removeprefix(SHAPES)
    return iri.rpartition("#")[2] or iri if "#" in iri else local_name(iri)


def _blank_uses(graph: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str]]:
    for subject, group in graph.items():
        for predicate, objects in group.items():
            if predicate in _STEPS or predicate.startswith(sh("")[:-1]):
                yield from ((one, subject) for one in objects if one.startswith("_:"))

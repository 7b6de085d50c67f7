"""Look-ups in a loaded store: objects, labels, and parties by name or number."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator
from typing import cast

import pyoxigraph as ox

from kg import terms
from kg.errors import BadTermError
from kg.prefixes import prefixes
from kg.store.loading import base_of
from kg.vocab import DCT, RDF, RDFS, SKOS, SKOSXL, SX

_CLASSES = (SX.Person, SX.Entity, SX.Vessel, SX.Aircraft)
_CLOSE = 0.75


class Lookup:
    """Reads over one store, by encoded terms; graphs are taken together."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._prefixes = prefixes(base_of(store))

    def objects(self, subject: str, predicate: str) -> list[str]:
        """The objects of a subject under a predicate, sorted and without repetition."""
        if subject.startswith('"'):
            return []
        node = cast(ox.NamedNode | ox.BlankNode, _node(subject))
        found = self._store.quads_for_pattern(node, _name(predicate), None, None)
        return sorted({str(quad.object) for quad in found})

    def subjects(self, predicate: str, object_: str) -> list[str]:
        """The subjects that have the object under the predicate, sorted."""
        found = self._store.quads_for_pattern(None, _name(predicate), _node(object_), None)
        return sorted({str(quad.subject) for quad in found})

    def texts(self, subject: str, predicate: str) -> list[str]:
        """The texts of the literals of a subject under a predicate."""
        found = self.objects(subject, predicate)
        return [terms.decode_literal(term).text for term in found if term.startswith('"')]

    def text(self, subject: str, predicate: str) -> str:
        """The first such text, "" when there is none."""
        return next(iter(self.texts(subject, predicate)), "")

    def label(self, term: str) -> str:
        """What people call a thing: its label or title, else the end of its IRI, or its text."""
        if term.startswith('"'):
            return terms.decode_literal(term).text
        for predicate in (RDFS.label, SKOS.prefLabel, DCT.title):
            if found := self.text(term, predicate):
                return found
        return term.strip("<>").rsplit("/", 1)[-1]

    def parties(self, wanted: str) -> list[str]:
        """The parties with that IRI, prefixed name, name or number, sorted by label.

        A name is compared without case, accents, punctuation and word order, so that
        ``Benazir Ahmed`` finds ``AHMED, Benazir``; a number (the publisher's own, a passport,
        a registration) as it stands.
        """
        if direct := self._direct(wanted):
            return [direct]
        key = name_key(wanted)
        found = {party for party, name in self._names() if key and name_key(name) == key}
        found = found or self._numbered(wanted)
        return sorted(found, key=lambda party: (self.label(party), party))

    def similar(self, wanted: str, *, limit: int = 8) -> list[str]:
        """Names for a hint when nothing was found: with all its words, else spelt much alike."""
        key = name_key(wanted)
        names = {name: name_key(name) for _, name in self._names()}
        words = set(key.split())
        found = [name for name, own in names.items() if words and words <= set(own.split())]
        if not found:
            close = difflib.get_close_matches(key, set(names.values()), n=limit, cutoff=_CLOSE)
            found = [name for name, own in names.items() if own in close]
        return sorted(found)[:limit]

    def _direct(self, wanted: str) -> str:
        text = wanted.strip("<>")
        prefix, _, rest = text.partition(":")
        known = self._prefixes
        for candidate in (text, known.get(prefix, "") + rest, known["party"] + text):
            if self._is_party(candidate):
                return terms.iri(candidate)
        return ""

    def _is_party(self, text: str) -> bool:
        try:
            term = terms.iri(text)
        except BadTermError:
            return False
        return any(kind in _CLASSES for kind in self.objects(term, RDF.type))

    def _numbered(self, wanted: str) -> set[str]:
        number = _node(terms.literal(wanted.strip()))
        found = self._store.quads_for_pattern(None, _name(SKOS.notation), number, None)
        return {
            party for quad in found for party in self.subjects(SX.identifier, str(quad.subject))
        }

    def _names(self) -> Iterator[tuple[str, str]]:
        for quad in self._store.quads_for_pattern(None, _name(SX.name), None, None):
            for text in self.texts(str(quad.object), SKOSXL.literalForm):
                yield str(quad.subject), text


def name_key(name: str) -> str:
    """A name's words folded and in order, equal for spellings that differ only in form."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return " ".join(sorted(words))


def _name(term: str) -> ox.NamedNode:
    return ox.NamedNode(terms.iri_text(term))


def _node(term: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if terms.is_iri(term):
        return _name(term)
    if term.startswith("_:"):
        return ox.BlankNode(term.removeprefix("_:"))
    told = terms.decode_literal(term)
    if told.language:
        return ox.Literal(told.text, language=told.language)
    return ox.Literal(told.text, datatype=ox.NamedNode(told.datatype))

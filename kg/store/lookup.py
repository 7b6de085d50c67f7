"""Look-ups in a loaded store: objects, labels, and parties by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pyoxigraph as ox

from kg import terms
from kg.errors import BadTermError
from kg.prefixes import prefixes
from kg.vocab import RDF, RDFS, SKOS, SKOSXL, SX

_CLASSES = (SX.Person, SX.Entity, SX.Vessel, SX.Aircraft)


class Lookup:
    """Reads over one store, by encoded terms; graphs are taken together."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def objects(self, subject: str, predicate: str) -> list[str]:
        """The objects of a subject under a predicate, sorted and without repetition."""
        found = self._store.quads_for_pattern(_node(subject), _node(predicate), None, None)
        return sorted({str(quad.object) for quad in found})

    def subjects(self, predicate: str, object_: str) -> list[str]:
        """The subjects that have the object under the predicate, sorted."""
        found = self._store.quads_for_pattern(None, _node(predicate), _node(object_), None)
        return sorted({str(quad.subject) for quad in found})

    def texts(self, subject: str, predicate: str) -> list[str]:
        """The texts of the literals of a subject under a predicate."""
        found = self.objects(subject, predicate)
        return [terms.decode_literal(term).text for term in found if not terms.is_iri(term)]

    def text(self, subject: str, predicate: str) -> str:
        """The first such text, "" when there is none."""
        return next(iter(self.texts(subject, predicate)), "")

    def label(self, term: str) -> str:
        """What people call a thing: its label, else the end of its IRI, else its text."""
        if not terms.is_iri(term):
            return terms.decode_literal(term).text
        for predicate in (RDFS.label, SKOS.prefLabel):
            if found := self.text(term, predicate):
                return found
        return terms.iri_text(term).rsplit("/", 1)[-1]

    def parties(self, wanted: str) -> list[str]:
        """The parties with that IRI, prefixed name, number or name, sorted by label.

        A name is compared without case, accents, punctuation and word order, so that
        ``Benazir Ahmed`` finds ``AHMED, Benazir``.
        """
        if direct := self._direct(wanted):
            return [direct]
        key = name_key(wanted)
        found = {party for party, name in self._names() if name_key(name) == key}
        return sorted(found, key=lambda party: (self.label(party), party))

    def similar(self, wanted: str, *, limit: int = 8) -> list[str]:
        """Names that hold all words of the wanted one, for a hint when nothing was found."""
        words = set(name_key(wanted).split())
        found = {
            name for _, name in self._names() if words and words <= set(name_key(name).split())
        }
        return sorted(found)[:limit]

    def _direct(self, wanted: str) -> str:
        text = wanted.strip("<>")
        prefix, _, rest = text.partition(":")
        known = prefixes()
        candidates = [text, known.get(prefix, "") + rest, known["party"] + text]
        for candidate in candidates:
            try:
                term = terms.iri(candidate)
            except BadTermError:
                continue
            if any(kind in self.objects(term, RDF.type) for kind in _CLASSES):
                return term
        return ""

    def _names(self) -> Iterator[tuple[str, str]]:
        for quad in self._store.quads_for_pattern(None, _node(SX.name), None, None):
            for text in self.texts(str(quad.object), SKOSXL.literalForm):
                yield str(quad.subject), text


def name_key(name: str) -> str:
    """A name's words folded and in order, equal for spellings that differ only in form."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return " ".join(sorted(words))


def _node(term: str) -> ox.NamedNode:
    return ox.NamedNode(terms.iri_text(term))

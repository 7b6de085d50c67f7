"""What a page must know of other things, gathered in one pass over a release.

Labels and kinds of everything, whom designations list and how, which relations and claims
reach across documents. It grows with the number of parties, not of statements: what only
its own page shows is not kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from sys import intern

import pyoxigraph as ox

from kg import terms
from kg.iri import VOCABULARY, document_of
from kg.lines import Statement
from kg.site.documents import Document, Facts
from kg.store.lookup import Lookup
from kg.vocab import DCT, RDF, RDFS, SCHEMA, SKOS, SKOSXL, SX

CLASSES = {SX.Person: "person", SX.Entity: "entity", SX.Vessel: "vessel", SX.Aircraft: "aircraft"}
"""The kinds of parties, in words."""

TIES = (
    SX.controls,
    SX.reportedControls,
    SX.actsFor,
    SX.supports,
    SX.leaderOrOfficialOf,
)
"""The shortcuts between parties."""

_COUNTRY = (SX.country, SCHEMA.nationality, SX.citizenship)
_OF_PARTY = {RDF.type, RDFS.label, SX.designation, *TIES}
_OF_DESIGNATION = {
    RDF.type, SX.designates, SX.designatedBy, SX.list, SX.program, SX.status, SX.ground,
    SX.legalBasis, SX.measure, SX.listedOn, SX.effectiveOn, SX.delistedOn, SX.linkedTo,
}  # fmt: skip
_INVERSE = {SX["from"], SX.to, SX.contradicts, SX.linkedTo, *TIES}

Pairs = list[tuple[str, str]]


class Register:
    """The compact index of a publication; every term is encoded."""

    def __init__(self) -> None:
        self.facts: Facts = {}
        self.inverse: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.parties: dict[str, str] = {}
        self.names: dict[str, list[str]] = defaultdict(list)
        self.countries: dict[str, set[str]] = defaultdict(set)
        self.sources: Counter[str] = Counter()
        self.designations: list[str] = []
        self.relations: list[str] = []
        self.documents: set[str] = set()
        self.examples: dict[str, Statement] = {}
        self.graphs: Counter[str] = Counter()

    def add(self, statements: Iterable[Statement]) -> None:
        """Take in statements that stand grouped by subject."""
        for subject, group in groupby(statements, key=itemgetter(0)):
            self._take(subject, [(predicate, object_) for _, predicate, object_ in group])

    def objects(self, subject: str, predicate: str) -> list[str]:
        """What is kept of a subject under a predicate."""
        return self.facts.get(subject, {}).get(predicate, [])

    def schemes(self) -> list[str]:
        """The concept schemes, in order."""
        return sorted(
            subject
            for subject, facts in self.facts.items()
            if SKOS.ConceptScheme in facts.get(RDF.type, ())
        )

    def reached(self) -> set[str]:
        """Claims that claims of other documents contradict, of which nothing is kept yet."""
        found = {
            object_
            for (predicate, object_), subjects in self.inverse.items()
            if predicate == SX.contradicts
            and any(document_of(subject) != document_of(object_) for subject in subjects)
        }
        return found - set(self.facts)

    def keep(self, subject: str, pairs: Pairs, wanted: set[str] | None = None) -> None:
        """Keep the wanted properties of a subject, all of them by default."""
        kept = self.facts.setdefault(intern(subject), {})
        for predicate, object_ in pairs:
            if wanted is None or predicate in wanted:
                known = kept.setdefault(intern(predicate), [])
                if object_ not in known:
                    known.append(intern(object_))

    def _take(self, subject: str, pairs: Pairs) -> None:
        document = document_of(subject)
        self.documents.add(intern(document))
        kinds = {object_ for predicate, object_ in pairs if predicate == RDF.type}
        for predicate, object_ in pairs:
            if predicate not in self.examples:
                self.examples[intern(predicate)] = (subject, predicate, object_)
            if predicate in _INVERSE:
                self.inverse[intern(predicate), intern(object_)].append(intern(subject))
        for kind in kinds - set(self.examples):
            self.examples[kind] = (subject, RDF.type, kind)
        if subject != document:
            self._take_part(subject, document, kinds, pairs)
        elif party := next((CLASSES[kind] for kind in CLASSES if kind in kinds), ""):
            self.parties[intern(subject)] = party
            self.keep(subject, pairs, _OF_PARTY)
            self._count(subject, pairs)
        else:
            self.keep(subject, pairs)

    def _take_part(self, subject: str, document: str, kinds: set[str], pairs: Pairs) -> None:
        if SX.Name in kinds:
            texts = [object_ for predicate, object_ in pairs if predicate == SKOSXL.literalForm]
            self.names[intern(document)] += [terms.decode_literal(text).text for text in texts]
        elif SX.Designation in kinds:
            self.designations.append(intern(subject))
            self.keep(subject, pairs, _OF_DESIGNATION)
        elif SX.Relation in kinds:
            self.relations.append(intern(subject))
            self.keep(subject, pairs)
        elif subject[1:].startswith(VOCABULARY):
            self.keep(subject, pairs)
        if any(predicate == SX.contradicts for predicate, _ in pairs):
            self.keep(subject, pairs)

    def _count(self, party: str, pairs: Pairs) -> None:
        for predicate, object_ in pairs:
            if predicate in _COUNTRY:
                self.countries[party].add(intern(object_))
            elif predicate == DCT.source:
                self.sources[intern(object_)] += 1


class RegisterLookup(Lookup):
    """Look-ups in the document whose page is being made, and beyond it in the register."""

    def __init__(self, register: Register) -> None:
        super().__init__(ox.Store())
        self.register = register
        self.document = Document("", ())
        self._labels: dict[str, str] = {}

    def objects(self, subject: str, predicate: str) -> list[str]:
        """The objects of a subject under a predicate, sorted and without repetition."""
        own = self.document.facts.get(subject)
        if own is not None:
            found = own.get(predicate, [])
        else:
            found = self.register.objects(subject, predicate)
        return sorted(found) if len(found) > 1 else list(found)

    def subjects(self, predicate: str, object_: str) -> list[str]:
        """The subjects that have the object under the predicate, sorted."""
        return sorted(set(self.register.inverse.get((predicate, object_), ())))

    def label(self, term: str) -> str:
        """What people call a thing; remembered, but for the parts of a document."""
        if "#" in term:
            return super().label(term)
        found = self._labels.get(term)
        if found is None:
            found = self._labels[term] = super().label(term)
        return found

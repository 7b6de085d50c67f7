"""The rules that the ontology keeps, each a function from statements to what breaks it.

A rule takes encoded statements, so that the tests can plant a fault in a copy of the real
ones, and yields one sentence for each fault.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

import pyoxigraph as ox

from kg import terms
from kg.formats.context import ontology_statements
from kg.iri import HOME, VOCABULARY
from kg.resources import shapes_files
from kg.vocab import OWL, RDF, RDFS, SKOS, SX

Statement = tuple[str, str, str]
Statements = Sequence[Statement]
Rule = Callable[[Statements], Iterator[str]]

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
TOP_CONCEPT_OF = SKOS.Concept.replace("#Concept>", "#topConceptOf>")
SUB_PROPERTY_OF = RDFS.subClassOf.replace("subClassOf", "subPropertyOf")
HAS_TOP_CONCEPT = SKOS.Concept.replace("#Concept>", "#hasTopConcept>")
NO_TOP_CONCEPT = {f"<{HOME}ground/unstated>"}  # no reason at all heads no family of reasons
OWN_CODES = {"program", "instrument"}  # two authorities may use one tag or number
_SX = re.compile(r"\bsx:([A-Za-z][A-Za-z0-9]*)")
_PREFIX_LINE = re.compile(r"PREFIX\s+sx:")


@cache
def shipped() -> tuple[Statement, ...]:
    """The statements of every file below ``ontology/``."""
    return tuple(ontology_statements())


@cache
def shapes() -> tuple[Statement, ...]:
    """The statements of every file below ``shapes/``."""
    return tuple(
        (str(triple.subject), str(triple.predicate), str(triple.object))
        for path in shapes_files()
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    )


def parsed(turtle: str) -> list[Statement]:
    """The statements of a piece of Turtle with the usual prefixes, for planted faults."""
    head = "".join(
        f"@prefix {prefix}: <{space}> .\n"
        for prefix, space in {
            "sx": VOCABULARY,
            "ql": f"{HOME}qualifier/",
            "rt": f"{HOME}relation-type/",
            "gr": f"{HOME}ground/",
            "owl": "http://www.w3.org/2002/07/owl#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
        }.items()
    )
    triples = ox.parse(input=(head + turtle).encode(), format=ox.RdfFormat.TURTLE)
    return [(str(t.subject), str(t.predicate), str(t.object)) for t in triples]


def declared(told: Iterable[Statement]) -> set[str]:
    """The terms of the vocabulary that are declared as class or property."""
    typed = {s for s, p, o in told if p == RDF.type and o in KINDS}
    return {term for term in typed if term.startswith(f"<{VOCABULARY}")}


def concepts(told: Iterable[Statement]) -> dict[str, set[str]]:
    """Each scheme with the concepts that say they are in it."""
    found: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, object_ in told:
        if predicate == SKOS.inScheme:
            found[object_].add(subject)
    return found


def terms_are_described(told: Statements) -> Iterator[str]:
    """Every term has one English label, one English definition and says where it is defined."""
    yield from _described(told, declared(told), RDFS.label)


def concepts_are_described(told: Statements) -> Iterator[str]:
    """Every concept has one English label, one English definition and its place."""
    for members in concepts(told).values():
        yield from _described(told, members, SKOS.prefLabel)


def labels_are_unique(told: Statements) -> Iterator[str]:
    """No two terms, and no two concepts of one scheme, share a label."""
    labels = [item for item in told if item[1] in {RDFS.label, SKOS.prefLabel}]
    groups = [(declared(told), RDFS.label)]
    groups += [(members, SKOS.prefLabel) for members in concepts(told).values()]
    for members, predicate in groups:
        used = Counter(o for s, p, o in labels if p == predicate and s in members)
        for label, count in used.items():
            if count > 1:
                yield f"the label {label} stands {count} times"


def properties_have_lower_case_labels(told: Statements) -> Iterator[str]:
    """Labels of properties begin in lower case, those of classes with a capital."""
    own = declared(told)
    classes = {s for s, p, o in told if (p, o) == (RDF.type, OWL.Class)}
    for subject, predicate, object_ in told:
        if predicate == RDFS.label and subject in own:
            first = terms.decode_literal(object_).text[0]
            if first.isupper() != (subject in classes):
                yield f"{subject} has the label {object_}"


def definitions_are_not_circular(told: Statements) -> Iterator[str]:
    """No definition of a class or concept begins with its own label; names of states may."""
    labels = {s: o for s, p, o in told if p in {RDFS.label, SKOS.prefLabel}}
    members = set().union(*concepts(told).values())
    members |= {s for s, p, o in told if (p, o) == (RDF.type, OWL.Class)}
    for subject, predicate, object_ in told:
        if predicate == SKOS.definition and subject in members and subject.startswith(f"<{HOME}"):
            label = terms.decode_literal(labels[subject]).text.casefold()
            text = terms.decode_literal(object_).text.casefold()
            if re.match(rf"(?:an? |the )?{re.escape(label)}\b", text):
                yield f"{subject} is defined by itself: {object_}"


def terms_in_use_are_declared(told: Statements) -> Iterator[str]:
    """Every ``sx:`` term that stands anywhere, in SPARQL text too, is declared."""
    known = declared(told)
    for statement in told:
        for term in statement:
            for used in _vocabulary_terms(term):
                if used not in known:
                    yield f"{used} stands at {statement[0]} and is not declared"


def references_lead_somewhere(told: Statements) -> Iterator[str]:
    """Whatever a concept points at below the home of the schemes is described there."""
    known = {subject for subject, _, _ in told}
    for subject, predicate, object_ in told:
        if object_.startswith(f"<{HOME}") and object_ not in known:
            if "/ns/" in object_ or object_.endswith(("/alignments/0.1.0>", "/reused/0.1.0>")):
                continue
            yield f"{subject} {predicate} leads to {object_}, which nothing describes"


def broader_has_no_cycle(told: Statements) -> Iterator[str]:
    """Nobody is broader than themselves, and the way up stays in the scheme."""
    above: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, object_ in told:
        if predicate == SKOS.broader:
            above[subject].add(object_)
    for members in concepts(told).values():
        for concept in members:
            if concept in _up(concept, above):
                yield f"{concept} is broader than itself"
            if above[concept] - members:
                yield f"{concept} has a broader concept in another scheme"


def concepts_hang_in_their_tree(told: Statements) -> Iterator[str]:
    """Every concept is a top concept or has a broader one, and not both."""
    tops = {s: o for s, p, o in told if p == TOP_CONCEPT_OF}
    listed = {o: s for s, p, o in told if p == HAS_TOP_CONCEPT}
    lower = {s for s, p, _ in told if p == SKOS.broader}
    for scheme, members in concepts(told).items():
        for concept in members - NO_TOP_CONCEPT:
            if (concept in tops) == (concept in lower):
                yield f"{concept} must be either a top concept or narrower than another"
            if tops.get(concept, scheme) != scheme:
                yield f"{concept} is a top concept of another scheme"
        if scheme in listed.values():
            named = {concept for concept, of in listed.items() if of == scheme}
            for concept in named ^ {concept for concept, of in tops.items() if of == scheme}:
                yield f"{concept} and its scheme disagree on whether it is a top concept"


def concepts_are_typed_in_their_scheme(told: Statements) -> Iterator[str]:
    """Every concept is a skos:Concept, of one scheme, and schemes are declared."""
    typed = {s for s, p, o in told if (p, o) == (RDF.type, SKOS.Concept)}
    schemes = {s for s, p, o in told if (p, o) == (RDF.type, SKOS.ConceptScheme)}
    members = concepts(told)
    for scheme in members.keys() - schemes:
        yield f"{scheme} is used and not declared as a scheme"
    times = Counter(concept for found in members.values() for concept in found)
    for concept in typed | times.keys():
        if times[concept] != 1 or concept not in typed:
            yield f"{concept} must be a skos:Concept of exactly one scheme"


def notations_find_one_concept(told: Statements) -> Iterator[str]:
    """A word or code of a list names one concept of a scheme, whatever its case."""
    notations = [(s, terms.decode_literal(o).text) for s, p, o in told if p == SKOS.notation]
    for scheme, members in concepts(told).items():
        if scheme.removeprefix(f"<{HOME}").split("/")[0] in OWN_CODES:
            continue
        found: dict[str, set[str]] = defaultdict(set)
        for concept in members:
            found[concept[1:-1].rsplit("/", 1)[-1].casefold()].add(concept)
        for subject, text in notations:
            if subject in members:
                found[text.casefold()].add(subject)
        for word, several in found.items():
            if len(several) > 1:
                yield f"{word!r} names {' and '.join(sorted(several))}"


def no_blank_nodes(told: Statements) -> Iterator[str]:
    """Everything in the ontology has a name."""
    for statement in told:
        if any(term.startswith("_:") for term in statement):
            yield f"a blank node in {statement}"


def relation_kinds_earn_known_shortcuts(told: Statements) -> Iterator[str]:
    """What a relation type implies is a shortcut, and ``sx:controls`` only of control."""
    shortcuts = {s for s, p, o in told if (p, o) == (SUB_PROPERTY_OF, SX.associatedWith)}
    above: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, object_ in told:
        if predicate == SKOS.broader:
            above[subject].add(object_)
    control = f"<{HOME}relation-type/control>"
    for subject, predicate, object_ in told:
        if predicate in {SX.implies, SX.majorityImplies}:
            if object_ not in shortcuts:
                yield f"{subject} implies {object_}, which is no shortcut"
            if object_ == SX.controls and control not in _up(subject, above):
                yield f"{subject} implies sx:controls and is no kind of control"


def qualifiers_say_whether_they_negate(told: Statements) -> Iterator[str]:
    """Every qualifier says once whether claims with it are asserted."""
    for concept in concepts(told)[f"<{HOME}qualifier/scheme>"]:
        if sum((s, p) == (concept, SX.negates) for s, p, _ in told) != 1:
            yield f"{concept} does not say whether it negates"


RULES: tuple[Rule, ...] = (
    terms_are_described,
    concepts_are_described,
    labels_are_unique,
    properties_have_lower_case_labels,
    definitions_are_not_circular,
    terms_in_use_are_declared,
    references_lead_somewhere,
    broader_has_no_cycle,
    concepts_hang_in_their_tree,
    concepts_are_typed_in_their_scheme,
    notations_find_one_concept,
    no_blank_nodes,
    relation_kinds_earn_known_shortcuts,
    qualifiers_say_whether_they_negate,
)


def _described(told: Statements, members: set[str], label: str) -> Iterator[str]:
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for subject, predicate, object_ in told:
        if subject in members and predicate in {label, SKOS.definition, RDFS.isDefinedBy}:
            said[subject, predicate].append(object_)
    for term in sorted(members):
        for predicate in (label, SKOS.definition):
            texts = said[term, predicate]
            if len(texts) != 1 or terms.decode_literal(texts[0]).language != "en":
                yield f"{term} needs one {predicate} in English and has {texts}"
        if len(said[term, RDFS.isDefinedBy]) != 1:
            yield f"{term} does not say where it is defined"


def _vocabulary_terms(term: str) -> Iterator[str]:
    if term.startswith(f"<{VOCABULARY}"):
        if term != f"<{VOCABULARY}>":
            yield term
    elif term.startswith('"') and ("SELECT" in term or "ASK" in term):
        for name in _SX.findall(_PREFIX_LINE.sub("", term)):
            yield f"<{VOCABULARY}{name}>"


def _up(concept: str, above: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    open_ = [concept]
    while open_:
        for broader in above.get(open_.pop(), set()) - found:
            found.add(broader)
            open_.append(broader)
    return found

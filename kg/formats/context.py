"""The JSON-LD context, made from the ontology: a key for every term that data or ontology uses.

A key is the term's local name. Where two terms share one, the vocabulary's own comes first,
then the others in the order of :data:`_ORDER`, and the later one carries its prefix
(``dctType``). Values are coerced to IRIs or to a datatype only where the ontology declares
or shows that all of them are of that kind; the writer spells out every exception, so that
expansion gives back exactly what was compacted (https://www.w3.org/TR/json-ld11/#the-context).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg import terms
from kg.errors import KgError
from kg.lines import Statement
from kg.prefixes import prefixes
from kg.resources import folder, ontology_files
from kg.vocab import OWL, RDF, RDFS

FILE = "context.jsonld"
REFRESH = 'python -c "from kg.formats.context import refresh; refresh()"'

_DECLARED = {*OWL.terms.values(), RDFS.Datatype}
_ALIASES = {"id": "@id", "type": "@type"}
_ORDER = ("sx", "rdfs", "skos", "dct", "schema", "foaf", "prov", "locn", "time", "xl", "dcat")
_UNTYPED = {terms.XSD_STRING, terms.iri_text(RDF.langString), terms.iri_text(RDFS.Literal)}

# A name cannot be a term and a prefix at once, and these are better known as terms.
_PREFIXES_RENAMED = {"country": "eucountry", "edtf": "edtftypes"}


def keys(statements: Iterable[Statement]) -> dict[str, str]:
    """The key of each term in the context, by encoded term.

    Raises KgError when two terms want one key and the later one's namespace has no prefix.
    """
    spaces = _spaces()
    names = {space: prefix for prefix, space in spaces.items()}
    taken = set(spaces) | set(_ALIASES)
    found: dict[str, str] = {}
    for term in sorted(_terms(statements), key=lambda term: _rank(term, names)):
        space, local = _split(terms.iri_text(term))
        key = local if local not in taken else names.get(space, "") + local[:1].upper() + local[1:]
        if key in taken or not local:
            message = f"{term} has no key of its own: give its namespace a prefix in kg/prefixes.py"
            raise KgError(message)
        taken.add(key)
        found[term] = key
    return found


def context(statements: Iterable[Statement]) -> dict[str, object]:
    """The value of ``@context``: aliases, prefixes, then one entry for each term.

    :param statements: the statements of every file of the ontology.
    """
    told = list(statements)
    spaces = _spaces()
    names = {space: prefix for prefix, space in spaces.items()}
    kinds = dict(_coercions(told))

    def short(iri: str) -> str:
        space, local = _split(iri)
        return f"{names[space]}:{local}" if space in names else iri

    found: dict[str, object] = {**_ALIASES, **spaces}
    for term, key in sorted(keys(told).items(), key=lambda pair: pair[1]):
        name, kind = short(terms.iri_text(term)), kinds.get(term, "")
        found[key] = {"@id": name, "@type": short(kind)} if kind else name
    return found


def document(statements: Iterable[Statement]) -> str:
    """The text of ``context.jsonld``."""
    return json.dumps({"@context": context(statements)}, ensure_ascii=False, indent=1) + "\n"


def ontology_statements() -> Iterator[Statement]:
    """The statements of every shipped ontology file, as encoded terms."""
    for path in ontology_files():
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            yield str(triple.subject), str(triple.predicate), str(triple.object)


def refresh() -> Path:
    """Write ``context.jsonld`` anew beside the ontology it is made from, and return its path."""
    path = folder("ontology") / FILE
    path.write_text(document(ontology_statements()), encoding="utf-8", newline="\n")
    return path


def _spaces() -> dict[str, str]:
    return {_PREFIXES_RENAMED.get(name, name): space for name, space in prefixes().items()}


def _split(iri: str) -> tuple[str, str]:
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:cut], iri[cut:]


def _rank(term: str, names: Mapping[str, str]) -> tuple[int, str]:
    prefix = names.get(_split(terms.iri_text(term))[0], "")
    return (_ORDER.index(prefix) if prefix in _ORDER else len(_ORDER), term)


def _terms(statements: Iterable[Statement]) -> set[str]:
    """Every declared term, every predicate and every class that has an instance."""
    found = set()
    for subject, predicate, object_ in statements:
        if predicate == RDF.type:
            found.add(object_)
            if object_ in _DECLARED:
                found.add(subject)
        else:
            found.add(predicate)
    return found


def _coercions(statements: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Each property that has one kind of value only, and that kind: ``@id`` or a datatype."""
    ranges: dict[str, str] = {}
    seen: dict[str, set[str]] = defaultdict(set)
    links, values = set(), set()
    for subject, predicate, object_ in statements:
        seen[predicate].add(_kind(object_))
        if predicate == RDFS.range:
            ranges[subject] = terms.iri_text(object_)
        elif predicate == RDF.type and object_ == OWL.ObjectProperty:
            links.add(subject)
        elif predicate == RDF.type and object_ == OWL.DatatypeProperty:
            values.add(subject)
    for term in links | values | set(seen):
        if term in links:
            kind = "@id"
        elif term in values and term in ranges:
            kind = ranges[term]
        else:
            kind = next(iter(seen[term])) if len(seen[term]) == 1 else ""
        if kind and kind not in _UNTYPED:
            yield term, kind


def _kind(object_: str) -> str:
    if not object_.startswith('"'):
        return "@id"
    literal = terms.decode_literal(object_)
    return literal.datatype or terms.iri_text(RDF.langString)

"""What can be wrong with shapes themselves: each check gives sentences, none when all is well.

They take the shapes as a graph, so that the tests can plant a fault in a copy.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.collection import Collection as RdfList
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, PROV, SH, SKOS, TIME, VOID, DefinedNamespace
from rdflib.term import BNode, Node

from kg import vocab
from tests.shapes.cases import SHAPES, Case

_LAYERS = "https://w3id.org/sanctions-kg/shapes/"
_HOME = "https://w3id.org/sanctions-kg/"
_TOLD = (SH.name, SH.description, RDFS.isDefinedBy)
_TERMS = (
    *(SH.path, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.hasValue, SH.datatype),
    *(SH["in"], SH.ignoredProperties, SH.lessThanOrEquals, SH.disjoint, SH["class"]),
)
_SPDX = "http://spdx.org/rdf/terms#"
_SPDX_TERMS = {"checksum", "algorithm", "checksumAlgorithm_sha256", "checksumValue"}
_KNOWN: tuple[type[DefinedNamespace], ...] = (DCAT, DCTERMS, FOAF, ORG, PROV, SKOS, TIME, VOID)
_ELSEWHERE = ("http://www.w3.org/2001/XMLSchema#", str(RDF), str(RDFS), vocab.EDTF_DATATYPE)
_PREFIXED = re.compile(r"(?<![\w:])([a-z]+):([A-Za-z][\w-]*)")
_QUOTED = re.compile(r'"[^"\n]*"')
_NOT_CONSTRAINTS = {
    *(
        "name",
        "description",
        "message",
        "severity",
        "path",
        "property",
        "sparql",
        "ignoredProperties",
    ),
    *("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"),
}


def shapes_of(graph: Graph) -> list[Node]:
    """All node shapes and property shapes, by name."""
    kinds = (SH.NodeShape, SH.PropertyShape)
    return sorted({one for kind in kinds for one in graph.subjects(RDF.type, kind)}, key=str)


def local(node: Node) -> str:
    """The name of a shape within its namespace."""
    return str(node).removeprefix(SHAPES)


def constraints(graph: Graph, shape: Node) -> list[tuple[Node, Node, Node]]:
    """What a shape demands of values, statement by statement."""
    return [
        (shape, predicate, value)
        for predicate, value in graph.predicate_objects(shape)
        if str(predicate).startswith(str(SH))
        and str(predicate).removeprefix(str(SH)) not in _NOT_CONSTRAINTS
    ]


def reporting(graph: Graph) -> set[str]:
    """The shapes that a result can name: with a demand, and asked for by themselves.

    Shapes that others only consult (by ``sh:node``, ``sh:not`` …) never stand in a report.
    """
    found: set[Node] = set()
    waiting = [
        subject
        for target in (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
        for subject in graph.subjects(target, None)
    ]
    while waiting:
        shape = waiting.pop()
        if shape not in found:
            found.add(shape)
            waiting += graph.objects(shape, SH.property)
    return {
        local(shape)
        for shape in found
        if constraints(graph, shape) or (shape, SH.sparql, None) in graph
    }


def untold(graph: Graph) -> Iterator[str]:
    """Shapes that do not say what they are, why, how bad it is, or what to do."""
    seen = reporting(graph)
    for shape in shapes_of(graph):
        if isinstance(shape, BNode) or not str(shape).startswith(SHAPES):
            yield f"{shape} has no readable IRI"
            continue
        name = local(shape)
        for wanted in _TOLD:
            if len(set(graph.objects(shape, wanted))) != 1:
                yield f"{name} needs one {wanted}"
        if (shape, RDFS.seeAlso, None) not in graph and (shape, DCTERMS.source, None) not in graph:
            yield f"{name} does not say which rule it enforces"
        if name in seen or (shape, RDF.type, SH.PropertyShape) in graph:
            yield from _unreported(graph, shape)


def _unreported(graph: Graph, shape: Node) -> Iterator[str]:
    messages = list(graph.objects(shape, SH.message))
    if len(messages) != 1 or not _is_sentence(messages[0]):
        yield f"{local(shape)} needs one message, a sentence"
    if len(set(graph.objects(shape, SH.severity))) != 1:
        yield f"{local(shape)} needs one severity"
    if (shape, SH.minCount, Literal(0)) in graph:
        yield f"{local(shape)} has a sh:minCount of 0, which asks for nothing"


def _is_sentence(message: Node) -> bool:
    return (
        isinstance(message, Literal)
        and message.language == "en"
        and re.fullmatch(r"[A-Z].{20,}\.", message) is not None
    )


def misplaced(graph: Graph) -> Iterator[str]:
    """Shapes whose severity is not one of their layer's."""
    allowed = {layer: {SH.Violation} for layer in ("core", "vocabularies", "release")}
    allowed["recommended"] = {SH.Warning, SH.Info}
    for shape, severity in graph.subject_objects(SH.severity):
        layer = str(graph.value(shape, RDFS.isDefinedBy)).removeprefix(_LAYERS)
        if severity not in allowed.get(layer, ()):
            yield f"{local(shape)} has the severity {severity}, which is not of the layer {layer}"


def undeclared(graph: Graph, ontology: Graph) -> Iterator[str]:
    """Terms that no vocabulary has: SHACL takes a misspelt path without a sound."""
    for shape, term in sorted({*_named(graph), *_queried(graph)}):
        if not _is_declared(term, ontology):
            yield f"{local(shape)} uses {term}, which no vocabulary declares"


def _named(graph: Graph) -> Iterator[tuple[Node, str]]:
    for predicate in _TERMS:
        for shape, value in graph.subject_objects(predicate):
            members = RdfList(graph, value) if isinstance(value, BNode) else [value]
            yield from ((shape, str(member)) for member in members if isinstance(member, URIRef))


def _queried(graph: Graph) -> Iterator[tuple[Node, str]]:
    for query, text in graph.subject_objects(SH.select):
        spaces = {
            str(graph.value(declared, SH.prefix)): str(graph.value(declared, SH.namespace))
            for header in graph.objects(query, SH.prefixes)
            for declared in graph.objects(header, SH.declare)
        }
        for prefix, name in _PREFIXED.findall(_QUOTED.sub("", str(text))):
            yield query, spaces.get(prefix, f"undeclared prefix {prefix}: ") + name


def _is_declared(term: str, ontology: Graph) -> bool:
    if term.startswith(_HOME):
        return (URIRef(term), None, None) in ontology
    if term.startswith(_SPDX):
        return term.removeprefix(_SPDX) in _SPDX_TERMS
    if term.startswith(_ELSEWHERE):
        return True
    if any(URIRef(term) in space for space in _KNOWN):
        return True
    ours = (vocab.SCHEMA, vocab.LOCN, vocab.SKOSXL)
    return any(f"<{term}>" in space.terms.values() for space in ours)


def unexercised(graph: Graph, cases: Collection[Case]) -> Iterator[str]:
    """Shapes without a good and a bad case, and cases without a shape."""
    wanted = reporting(graph)
    for name in sorted(wanted | {case.shape for case in cases}):
        kinds = [case.good for case in cases if case.shape == name]
        if name not in wanted:
            yield f"{name} is a case of no shape"
        elif not (any(kinds) and not all(kinds)):
            yield f"{name} needs a good.ttl and a bad-<why>.ttl"


def disagreeing(graph: Graph, version: str) -> Iterator[str]:
    """Headers whose version is not the program's."""
    for header in sorted(graph.subjects(RDF.type, OWL.Ontology), key=str):
        if list(graph.objects(header, OWL.versionInfo)) != [Literal(version)]:
            yield f"{header} is not of version {version}"
        if list(graph.objects(header, OWL.versionIRI)) != [URIRef(f"{header}/{version}")]:
            yield f"{header} has no version IRI {header}/{version}"

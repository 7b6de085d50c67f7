"""The terms of SHACL, RDF and RDFS that the validator reads and writes, encoded."""

from __future__ import annotations

from kg import terms

SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"

RDF_TYPE = terms.iri(RDF + "type")
RDF_FIRST = terms.iri(RDF + "first")
RDF_REST = terms.iri(RDF + "rest")
RDF_NIL = terms.iri(RDF + "nil")
LANG_STRING = RDF + "langString"
SUBCLASS_OF = terms.iri(RDFS + "subClassOf")
RDFS_CLASS = terms.iri(RDFS + "Class")
OWL_IMPORTS = terms.iri(OWL + "imports")
OWL_ONTOLOGY = terms.iri(OWL + "Ontology")


def sh(name: str) -> str:
    """The encoded IRI of a term of the SHACL vocabulary, as ``sh("minCount")``."""
    return terms.iri(SH + name)


SEVERITIES = (sh("Violation"), sh("Warning"), sh("Info"))
VIOLATION = SEVERITIES[0]


def local_name(term: str) -> str:
    """The part of an encoded IRI after its last ``#`` or ``/``, for people to read."""
    text = term.strip("<>")
    return text[max(text.rfind("#"), text.rfind("/")) + 1 :] or text

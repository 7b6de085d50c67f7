"""One small graph, what a query is given of it, and what it answers from that."""

from __future__ import annotations

import pyoxigraph

from kg.checks.shacl.query_algebra import algebra_of
from kg.checks.shacl.query_data import QueryData
from kg.checks.shacl.query_scope import stars
from kg.checks.shacl.statements import by_subject
from kg.checks.shacl.vocabulary import RDF_TYPE
from tests.shacl.turtle import graph

PROLOGUE = "PREFIX ex: <http://example.org/> "
DATA = """ex:a a ex:C ; ex:p ex:b ; ex:q 1 . ex:b a ex:D ; ex:p ex:c ; ex:r ex:a .
  ex:c ex:q 2 ; ex:r ex:b . ex:d a ex:C ; ex:q 3 ; ex:broader ex:e . ex:e ex:broader ex:f ."""
STATEMENTS = [one for one in graph(DATA) if one[1] == RDF_TYPE or "#" not in one[1]]
WHOLE = "".join(f"{s} {p} {o} .\n" for s, p, o in STATEMENTS).encode()


def kept(query: str) -> QueryData:
    """What a query is given of the data."""
    data = QueryData(stars(algebra_of(query)))
    for subject, said in by_subject(STATEMENTS).items():
        data.take(subject, said)
    return data


def solved(query: str, text: bytes) -> list[dict[str, str]]:
    """The solutions of a query over N-Quads, unbound variables left out."""
    store = pyoxigraph.Store()
    store.load(text, format=pyoxigraph.RdfFormat.N_QUADS)
    found = store.query(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    names = [one.value for one in found.variables]
    return [{name: str(one[name]) for name in names if one[name] is not None} for one in found]


def answers(query: str, text: bytes) -> list[str]:
    """The solutions of a query over N-Quads, as sorted text."""
    return sorted(str(sorted(one.items())) for one in solved(query, text))

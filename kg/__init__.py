"""Official sanctions lists as one correct, validated, dated and sourced RDF graph.

Two functions for programs of your own::

    import kg

    graph = kg.load("site/")
    for row in graph.query("SELECT ?n WHERE { party:ofac-33951 rdfs:label ?n }"):
        print(row.n)

    for record in kg.read("sdn.csv", "alt.csv", "add.csv"):
        ...

Both load what they need when they are called, so ``import kg`` costs nothing; for the same
reason their precise types stand in ``__init__.pyi``.
"""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from pathlib import Path

from kg.version import VERSION

__all__ = ["__version__", "load", "read"]
__version__ = VERSION


def load(*paths: str | PathLike[str]) -> object:
    """Published sites and RDF files as an rdflib ``Dataset`` on the Oxigraph store.

    Its graphs are taken together, and the project's prefixes are bound for queries. Raises
    :class:`kg.errors.BadInputError` for a path that is absent or cannot be parsed.
    """
    from kg.store.rdflib_graph import as_rdflib

    return as_rdflib(Path(path) for path in paths)


def read(*paths: str | PathLike[str]) -> Iterator[object]:
    """The records (:mod:`kg.model`) of lists and designation files, plain values without RDF.

    Files are recognised by their content; those of one list (OFAC's CSV files) go together
    in one call. Raises :class:`kg.errors.BadInputError` while reading, for what cannot be read.
    """
    from kg.pipeline import read as read_records

    return read_records([Path(path) for path in paths])

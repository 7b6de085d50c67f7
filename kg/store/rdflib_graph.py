"""Loaded data as an rdflib dataset on the Oxigraph store, for users' own programs.

The one place where data meet rdflib: it reads, queries and serialises at leisure, with the
project's prefixes bound, while the engine below stays Oxigraph.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from oxrdflib import OxigraphStore
from rdflib import Dataset

from kg.prefixes import prefixes
from kg.store.loading import base_of, load


def as_rdflib(paths: Iterable[Path]) -> Dataset:
    """RDF files and sites as one rdflib dataset; its graphs are queried together.

    Raises BadInputError as :func:`kg.store.loading.load` does. Unlike ``kg query`` it bounds
    nothing: a query with SERVICE asks the address it names.
    """
    store = load(paths)
    dataset = Dataset(store=OxigraphStore(store=store), default_union=True)
    for prefix, namespace in prefixes(base_of(store)).items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset

"""What a publication says of itself, cut as its data are: the catalogue and the questions.

Both are written as whole files at the site's root; here they become documents of the
things that they describe, so that every address the program makes has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.iri import Iris, document_of
from kg.lines import Statement

FILES = ("catalog.ttl", "questions.ttl")


def own_statements(site: Path, base: str) -> Iterator[Statement]:
    """The statements of a site's catalogue and questions about what lives below ``dataset``.

    What they say of others, such as which IRI is a licence, is left to the files.
    """
    dataset = Iris(base).dataset()
    below = f"{dataset[:-1]}/"
    for path in (site / name for name in FILES):
        if path.is_file():
            for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                subject = str(triple.subject)
                if document_of(subject) == dataset or subject.startswith(below):
                    yield subject, str(triple.predicate), str(triple.object)

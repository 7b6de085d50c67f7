"""The links of the dataset as one document for agents, as its front page carries them.

https://www.rfc-editor.org/rfc/rfc9264 (JSON), https://signposting.org/FAIR/ (level 2).
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from kg import terms
from kg.iri import Iris
from kg.site.pages import LICENCE

MEDIA_TYPE = "application/linkset+json"

_KINDS = {
    "nq": "application/n-quads",
    "ttl": "text/turtle",
    "trig": "application/trig",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "csv": "text/csv",
}


def linkset(files: Iterable[str], base: str) -> str:
    """The text of the linkset.

    :param files: paths of the whole dataset's dumps from the site's root.
    :param base: what the data's IRIs start with, which is the dataset's address, too.
    """
    iris = Iris(base)

    def target(path: str) -> dict[str, str]:
        found = {"href": terms.iri_text(iris.file(path))}
        kind = _KINDS.get(path.rpartition(".")[2])
        return {**found, "type": kind} if kind else found

    links = {
        "anchor": base,
        "cite-as": [{"href": base}],
        "type": [{"href": "https://schema.org/Dataset"}],
        "license": [{"href": LICENCE}],
        "describedby": [target("catalog.ttl"), target(".well-known/void")],
        "item": [target(path) for path in files],
    }
    return json.dumps({"linkset": [links]}, indent=1, ensure_ascii=False) + "\n"

"""The prefixes preset in queries and used in every file the program writes."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.iri import COUNTRY, HOME, SHAPES, VOCABULARY

_SCHEMES = {
    "gr": "ground",
    "ls": "list",
    "ms": "measure",
    "st": "status",
    "rt": "relation-type",
    "ev": "event-type",
    "nt": "name-type",
    "ids": "id-scheme",
    "ft": "feature-type",
    "ql": "qualifier",
    "dn": "directness",
    "sk": "source-kind",
    "prog": "program",
    "inst": "instrument",
    "auth": "authority",
    "nf": "number-form",
    "co": "check-outcome",
}
_STANDARDS = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xl": "http://www.w3.org/2008/05/skos-xl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_REMEMBERED = 20_000
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


def prefixes(base: str = HOME) -> dict[str, str]:
    """Prefix to namespace, sorted by prefix; ``party`` and ``src`` follow the base."""
    found = {
        "sx": VOCABULARY,
        "sxs": SHAPES,
        "country": COUNTRY,
        "party": f"{base}id/party/",
        "src": f"{base}source/",
        **{prefix: f"{HOME}{scheme}/" for prefix, scheme in _SCHEMES.items()},
        **_STANDARDS,
    }
    return dict(sorted(found.items()))


class Shortener:
    """IRIs as prefixed names, where the rest is a plain local name in every RDF syntax."""

    def __init__(self, known: dict[str, str]) -> None:
        self._prefix = {namespace: prefix for prefix, namespace in known.items()}
        self.short = lru_cache(_REMEMBERED)(self._shorten)

    def _shorten(self, iri: str) -> str | None:
        """The prefixed name of a bare IRI, None when no prefix fits."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefix.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri[cut:]) else None

"""Every IRI the program mints; no other module joins text into an IRI.

A party has one IRI, made from the publisher's own identifier, and one document; whatever
belongs to it (names, identifiers, designations, relations that start at it) is a fragment
of that IRI, so a change to a party changes one document. Parts that the publisher numbers
alike in every format (relations, list entries) carry that number; names, addresses and the
like, which OFAC numbers differently from format to format, carry a digest of what they
say, so that two sources saying the same thing meet in one node with two ``dct:source``.

All methods return encoded terms (see :mod:`kg.terms`) and raise BadTermError for an empty
or unusable identifier. Parties, sources, graphs and newly met concepts start with the base;
the shipped vocabulary and its concepts never move.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

from kg import terms
from kg.errors import BadTermError

HOME = "https://w3id.org/sanctions-kg/"
VOCABULARY = HOME + "ns#"
SHAPES = HOME + "shapes#"
COUNTRY = "http://publications.europa.eu/resource/authority/country/"

_OUTSIDE = re.compile(r"[^a-z0-9]+")
_FAITHFUL = re.compile(r"[A-Za-z0-9]+(?:[.\-_/ ][A-Za-z0-9]+)*")
_EXACT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EXACT_SCHEMES = frozenset({"bods", "ftm"})
_ELI = re.compile(r"[a-z]+(?:_[a-z]+)*/\d{4}/[1-9]\d*")
_CELEX = re.compile(r"3\d{4}[A-Z]{1,2}\d{4}(?:\(\d\d\))?")
_DIGEST_LENGTH = 12
_REMEMBERED = 10_000


@lru_cache(_REMEMBERED)
def slug(text: str) -> str:
    """The text as lower-case letters, digits and single hyphens; refuses an empty result."""
    plain = _OUTSIDE.sub("-", text.lower()).strip("-")
    if not plain:
        message = f"an identifier without letters or digits: {text!r}"
        raise BadTermError(message)
    return plain


def digest(parts: Iterable[str]) -> str:
    """A short repeatable digest of a set of texts, in any order."""
    joined = "\n".join(sorted(parts))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LENGTH]


def concept(scheme: str, name: str) -> str:
    """The IRI of a shipped concept, such as ``concept("ground", "acting-for")``."""
    return terms.iri(f"{HOME}{slug(scheme)}/{slug(name)}")


def country(alpha3: str) -> str:
    """The IRI of a country in the EU authority table, by its ISO 3166-1 alpha-3 code."""
    return terms.iri(COUNTRY + alpha3)


def eli(path: str) -> str:
    """The European Legislation Identifier of an act of the Union: ``eli("reg/2011/753")``."""
    if not _ELI.fullmatch(path):
        message = f"not type, year and number of an act, as in reg/2011/753: {path!r}"
        raise BadTermError(message)
    return terms.iri(f"http://data.europa.eu/eli/{path}/oj")


def celex(number: str) -> str:
    """An act of the Union in the Publications Office's repository, by its CELEX number."""
    if not _CELEX.fullmatch(number):
        message = f"not the CELEX number of a legal act, as in 32018R0223: {number!r}"
        raise BadTermError(message)
    return terms.iri(f"http://publications.europa.eu/resource/celex/{number}")


def web_page(printed: str) -> str:
    """The IRI of a web page as a list prints it, with ``http://`` before a bare host name."""
    if "." not in printed:
        message = f"not a web address: {printed!r}"
        raise BadTermError(message)
    known = printed.startswith(("http://", "https://"))
    return terms.iri(printed if known else f"http://{printed}")


def fragment(owner: str, kind: str, name: str) -> str:
    """The IRI of something that belongs to the owner, such as ``…ofac-33951#name-0a1b``."""
    return f"{owner[:-1]}#{slug(kind)}-{slug(name)}>"


def document_of(term: str) -> str:
    """The IRI of the document a node lives in: the node's own IRI without its fragment."""
    return term if "#" not in term else term[: term.index("#")] + ">"


class Iris:
    """The IRIs of one publication, all below its base.

    :param base: an absolute http(s) IRI that ends in ``/``.
    """

    def __init__(self, base: str = HOME) -> None:
        if not re.fullmatch(r"https?://[^/?#]+/(?:[^?#]*/)?", base):
            message = f"the base must be an http(s) address that ends in '/': {base!r}"
            raise BadTermError(message)
        terms.iri(base)
        self.base = base

    def party(self, scheme: str, number: str) -> str:
        """A party by the publisher's scheme and number: ``("ofac", "33951")``.

        A number that cannot be read back from its lower-case slug gets a digest behind it,
        so that two numbers never share an IRI. In schemes whose numbers differ by case or by
        punctuation alone (``ftm``, ``bods``) every number that is not its own slug does.
        """
        key = slug(number).removeprefix(f"{slug(scheme)}-")
        is_exact = scheme not in _EXACT_SCHEMES or (key == number and _EXACT.fullmatch(number))
        if not (_FAITHFUL.fullmatch(number.strip()) and is_exact):
            key = f"{key}-{digest([number])[: _DIGEST_LENGTH if scheme in _EXACT_SCHEMES else 8]}"
        return terms.iri(f"{self.base}id/party/{slug(scheme)}-{key}")

    def source(self, key: str, version: str = "") -> str:
        """A source: a document by its key, or one release of a list by key and version."""
        return terms.iri(f"{self.base}source/{slug(key)}{'/' + slug(version) if version else ''}")

    def graph(self, key: str, version: str) -> str:
        """The named graph that holds what one release of one source says."""
        return terms.iri(f"{self.base}graph/{slug(key)}/{slug(version)}")

    def derived_graph(self, rule: str, version: str) -> str:
        """The named graph of what one rule derived: by its version, or as of a day."""
        return terms.iri(f"{self.base}graph/derived/{slug(rule)}/{slug(version)}")

    def minted_concept(self, scheme: str, name: str) -> str:
        """A concept that a list uses and the shipped schemes do not know."""
        return terms.iri(f"{self.base}{slug(scheme)}/{slug(name)}")

    def dataset(self, path: str = "") -> str:
        """The published dataset, or a thing of its catalogue by a relative path of slugs."""
        tail = "/".join(slug(part) for part in path.split("/") if part)
        return terms.iri(f"{self.base}dataset{'/' + tail if tail else ''}")

    def file(self, path: str) -> str:
        """The address of a published file, by its path below the site's root."""
        return terms.iri(self.base + path)

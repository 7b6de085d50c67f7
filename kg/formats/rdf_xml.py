"""RDF/XML from statements in document order: one ``rdf:Description`` for each subject.

Parties are relative to ``xml:base``, their folder, as they are in Turtle. A predicate needs
an XML name, which is the longest one at its end (https://www.w3.org/TR/rdf-syntax-grammar/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from xml.sax.saxutils import escape, quoteattr

from kg import terms
from kg.errors import BadTermError
from kg.formats.turtle_text import is_relative
from kg.lines import Statement
from kg.prefixes import prefixes

_REMEMBERED = 20_000
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*\Z")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TEXT = {"\r": "&#13;"}


class NotInXmlError(BadTermError):
    """A term that RDF knows and RDF/XML has no way to write."""


class RdfXmlWriter:
    """RDF/XML text of statements grouped by subject.

    :param base: the base of the publication's data IRIs.
    """

    def __init__(self, base: str) -> None:
        self._spaces = prefixes(base)
        self._prefixes = {space: prefix for prefix, space in self._spaces.items()}
        self._parties = self._spaces["party"]
        self._name = lru_cache(_REMEMBERED)(self._named)
        self._object = lru_cache(_REMEMBERED)(self._written)

    def text(self, statements: Iterable[Statement]) -> Iterator[str]:
        """Yield the head, an element for each subject, and the end.

        Raises NotInXmlError for a predicate that no XML name ends, and for a literal with a
        control character, which XML 1.0 has no way to write.
        """
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
        yield f"\n    xml:base={quoteattr(self._parties)}"
        for prefix, space in self._spaces.items():
            if prefix != "party":
                yield f"\n    xmlns:{prefix}={quoteattr(space)}"
        yield ">\n"
        for subject, group in groupby(statements, key=itemgetter(0)):
            yield f"<rdf:Description rdf:about={self._reference(subject)}>\n"
            for _, predicate, object_ in group:
                name, declared = self._name(predicate)
                yield f"  <{name}{declared}{self._object(object_)}"
                yield "\n" if object_.startswith("<") else f"</{name}>\n"
            yield "</rdf:Description>\n"
        yield "</rdf:RDF>\n"

    def _named(self, predicate: str) -> tuple[str, str]:
        """The XML name of a predicate, and the declaration it needs when no prefix fits."""
        iri = terms.iri_text(predicate)
        found = _NAME.search(iri)
        if found is None:
            message = f"{predicate} cannot be a predicate in RDF/XML: no XML name ends it"
            raise NotInXmlError(message)
        prefix = self._prefixes.get(iri[: found.start()])
        if prefix and prefix != "party":
            return f"{prefix}:{found[0]}", ""
        return f"p:{found[0]}", f" xmlns:p={quoteattr(iri[: found.start()])}"

    def _reference(self, term: str) -> str:
        iri = terms.iri_text(term)
        rest = iri.removeprefix(self._parties)
        return quoteattr(rest if iri != rest and is_relative(rest) else iri)

    def _written(self, object_: str) -> str:
        """What follows the name of a property's element up to its end tag, if it has one."""
        if object_.startswith("<"):
            return f" rdf:resource={self._reference(object_)}/>"
        text, language, datatype = terms.decode_literal(object_)
        if _NOT_IN_XML.search(text):
            message = f"RDF/XML cannot carry the control character in {text[:60]!r}"
            raise NotInXmlError(message)
        kind = ""
        if language:
            kind = f" xml:lang={quoteattr(language)}"
        elif datatype != terms.XSD_STRING:
            kind = f" rdf:datatype={quoteattr(datatype)}"
        return f"{kind}>{escape(text, _TEXT)}"

"""JSON-LD 1.1 from statements in document order: one node object per subject, streaming.

The context of ``ontology/context.jsonld`` stands whole in every file, so that reading one
needs no network. A value is written in its short form only where the context says the same
of its term, so expansion gives back exactly the statements
(https://www.w3.org/TR/json-ld11-api/#expansion-algorithm).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kg import terms
from kg.lines import Statement
from kg.prefixes import Shortener, prefixes
from kg.vocab import RDF

Json = str | dict[str, "Json"] | list["Json"]

_REMEMBERED = 20_000
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


class Term(NamedTuple):
    """A term of the context: its key, what its values are coerced to, whether always a list."""

    key: str
    coercion: str
    is_set: bool


class JsonLdWriter:
    """JSON-LD text of statements grouped by subject.

    :param context: the value of ``@context``, a flat object of prefixes and terms.
    :param base: the base of the publication's data IRIs; ``party`` and ``src`` follow it.
    """

    def __init__(self, context: dict[str, Json], base: str) -> None:
        self._context = {
            **context,
            **{name: space for name, space in prefixes(base).items() if name in {"party", "src"}},
        }
        spaces = {
            key: value
            for key, value in self._context.items()
            if isinstance(value, str) and value.endswith(("/", "#"))
        }
        self._shortener = Shortener(spaces)
        self._parties = spaces["party"]
        self._terms = dict(self._read_terms(spaces))
        self._id = self._alias("@id")
        self._type = self._alias("@type")
        self._term = lru_cache(_REMEMBERED)(self._described)
        self._value = lru_cache(_REMEMBERED)(self._valued)

    def text(self, statements: Iterable[Statement]) -> Iterator[str]:
        """Yield the head, one line for each subject, and the end."""
        head = json.dumps(self._context, ensure_ascii=False, indent=1, sort_keys=True)
        yield f'{{"@context": {head},\n"@graph": ['
        between = "\n"
        for subject, group in groupby(statements, key=itemgetter(0)):
            node = self.node(subject, group)
            yield between + _encoded(node)
            between = ",\n"
        yield "\n]}\n"

    def node(self, subject: str, statements: Iterable[Statement]) -> dict[str, Json]:
        """The node object of one subject."""
        node: dict[str, Json] = {self._id: self._iri(subject[1:-1])}
        told: dict[str, list[str]] = defaultdict(list)
        for _, predicate, object_ in statements:
            told[predicate].append(object_)
        if classes := told.pop(RDF.type, None):
            values: list[Json] = [self._class(object_[1:-1]) for object_ in sorted(classes)]
            node[self._type] = values[0] if len(values) == 1 else values
        for predicate in sorted(told):
            key, coercion, is_set = self._term(predicate)
            values = [self._value(object_, coercion) for object_ in sorted(told[predicate])]
            node[key] = values[0] if len(values) == 1 and not is_set else values
        return node

    def _described(self, predicate: str) -> Term:
        iri = predicate[1:-1]
        return self._terms.get(iri) or Term(self._iri(iri), "", is_set=False)

    def _valued(self, object_: str, coercion: str) -> Json:
        """The value of a term whose values are so coerced; shared, so not to be altered."""
        if object_.startswith("<"):
            short = self._iri(object_[1:-1])
            return short if coercion == "@id" else {self._id: short}
        text, language, datatype = terms.decode_literal(object_)
        if language:
            return {"@value": text, "@language": language}
        if datatype == terms.XSD_STRING:
            return {"@value": text} if coercion else text
        if datatype == coercion:
            return text
        return {"@value": text, "@type": self._iri(datatype)}

    def _class(self, iri: str) -> str:
        term = self._terms.get(iri)
        return term.key if term else self._iri(iri)

    def _iri(self, iri: str) -> str:
        """A compact IRI where a prefix fits; a party's parts keep their fragment behind it."""
        if iri.startswith(self._parties) and len(iri) > len(self._parties):
            return f"party:{iri[len(self._parties) :]}"
        return self._shortener.short(iri) or iri

    def _alias(self, keyword: str) -> str:
        return next((key for key, value in self._context.items() if value == keyword), keyword)

    def _read_terms(self, spaces: dict[str, str]) -> Iterator[tuple[str, Term]]:
        def expand(text: str) -> str:
            prefix, _, rest = text.partition(":")
            return spaces[prefix] + rest if prefix in spaces else text

        for key, value in self._context.items():
            if isinstance(value, dict) and isinstance(value.get("@id"), str):
                coercion = value.get("@type", "")
                yield (
                    expand(str(value["@id"])),
                    Term(
                        key,
                        expand(coercion) if isinstance(coercion, str) else "",
                        is_set=value.get("@container") == "@set",
                    ),
                )
            elif isinstance(value, str) and key not in spaces and not value.startswith("@"):
                yield expand(value), Term(key, "", is_set=False)

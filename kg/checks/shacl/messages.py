"""What a result says to people: the shape's own words, or ours where it has none."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg import terms
from kg.checks.shacl.literals import datatype_of, language_of, text_of
from kg.checks.shacl.parameters import component
from kg.checks.shacl.shapes import Constraint, Shape
from kg.checks.shacl.vocabulary import local_name

_PLACE = re.compile(r"\{[?$](\w+)\}")

_SENTENCES = {
    "class": "the value must be an instance of {0}",
    "datatype": "the value must be a well-formed literal of datatype {0}",
    "nodeKind": "the value must be a node of kind {0}",
    "minCount": "at least {0} value(s) needed",
    "maxCount": "at most {0} value(s) allowed",
    "minExclusive": "the value must be greater than {0}",
    "minInclusive": "the value must not be less than {0}",
    "maxExclusive": "the value must be less than {0}",
    "maxInclusive": "the value must not be greater than {0}",
    "minLength": "the text must have at least {0} character(s)",
    "maxLength": "the text must have at most {0} character(s)",
    "pattern": "the text must match {0}",
    "languageIn": "the language must be one of {all}",
    "uniqueLang": "only one value may have the same language",
    "equals": "the values must be those of {0}",
    "disjoint": "the value must not be a value of {0} too",
    "lessThan": "the value must be less than every value of {0}",
    "lessThanOrEquals": "the value must not be greater than any value of {0}",
    "not": "the value must not have the shape {shapes}",
    "and": "the value must have all of the shapes {shapes}",
    "or": "the value must have one of the shapes {shapes}",
    "xone": "the value must have exactly one of the shapes {shapes}",
    "node": "the value must have the shape {shapes}",
    "qualifiedMinCount": "at least {0} value(s) must have the shape {shapes}",
    "qualifiedMaxCount": "at most {0} value(s) may have the shape {shapes}",
    "closed": "the shape is closed and does not allow this property",
    "hasValue": "one of the values must be {0}",
    "in": "the value must be one of {all}",
}
_BY_COMPONENT = {component(name): sentence for name, sentence in _SENTENCES.items()}


def messages_of(
    constraint: Constraint, shape: Shape, bindings: Mapping[str, str]
) -> tuple[str, ...]:
    """The messages of a result as encoded literals, with values put in for their names.

    A query's own ``?message`` goes before the messages of the query, those before the
    shape's, and those before a sentence of ours (SHACL 2.1.5 and 5.3.2).
    """
    own = bindings.get("message", "")
    if constraint.query is not None and own.startswith('"'):
        return (own,)
    written = (constraint.query.messages if constraint.query else ()) or shape.messages
    if not written:
        return (terms.literal(sentence(constraint), language="en"),)
    return tuple(_filled(message, bindings) for message in written) if bindings else written


def sentence(constraint: Constraint) -> str:
    """Our sentence for a constraint, from its component and parameters."""
    words = _BY_COMPONENT.get(constraint.component)
    if words is None:
        return f"the constraint {local_name(constraint.component)} is not met"
    shown = [_shown(term) for term in constraint.terms]
    shapes = ", ".join(map(_shown, constraint.shapes))
    return words.format(*(shown or [""]), all=", ".join(shown), shapes=shapes)


def _shown(term: str) -> str:
    if term.startswith("<"):
        return local_name(term)
    return text_of(term) if term.startswith('"') else "(anonymous)" if term else ""


def _filled(message: str, bindings: Mapping[str, str]) -> str:
    text = text_of(message)
    if not _PLACE.search(text):
        return message
    told = _PLACE.sub(
        lambda place: _spoken(bindings[place[1]]) if place[1] in bindings else place[0], text
    )
    language = language_of(message)
    return terms.literal(told, language=language, datatype="" if language else datatype_of(message))


def _spoken(term: str) -> str:
    return term if term.startswith("_:") else text_of(term)

r"""RDF terms as N-Triples text: the one place where text becomes a term.

A release is a set of N-Quads lines, so a term travels through the program as the very
text that is published: canonical N-Triples (RDF 1.2,
https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples), in which the control characters
below U+0020 and U+007F are escaped and every other character stands as itself. Oxigraph
writes the same text.
"""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

from kg.errors import BadTermError

XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_STRING = XSD + "string"

_ESCAPES = {
    **{chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    "\t": "\\t",
    "\b": "\\b",
    "\n": "\\n",
    "\r": "\\r",
    "\f": "\\f",
    '"': '\\"',
    "\\": "\\\\",
}
_TABLE = str.maketrans(_ESCAPES)
_NEEDS_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f]')
_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff\x00]")

_PLANES = range(1, 15)  # those above them hold private characters

# The productions of RFC 3987 without hosts in brackets (IPv6), which no list has.
_BEYOND_ASCII = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(0xE1000 if plane == _PLANES[-1] else plane << 16)}-{chr((plane << 16) + 0xFFFD)}"
    for plane in _PLANES
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_NAME = f"A-Za-z0-9._~!$&'()*+,;={_BEYOND_ASCII}-"


def _run(characters: str) -> str:
    """A pattern of any number of these characters and percent-encoded bytes."""
    return f"(?:[{characters}]++|%[0-9A-Fa-f]{{2}})*+"


_IRI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*+:"
    rf"(?://(?:{_run(':' + _NAME)}@)?{_run(_NAME)}(?::[0-9]*+)?(?=[/?#]|\Z)|(?!//))"
    rf"{_run('/:@' + _NAME)}"
    rf"(?:\?{_run('/?:@' + _PRIVATE + _NAME)})?"
    rf"(?:#{_run('/?:@' + _NAME)})?"
)
# RFC 5646, section 2.1, without the tags registered before it.
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
)
_LITERAL = re.compile(
    r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL
)
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


class Literal(NamedTuple):
    """A decoded literal: its text, its language tag ("" if none), its datatype's IRI."""

    text: str
    language: str
    datatype: str


def iri(text: str) -> str:
    """Encode an absolute IRI (RFC 3987); raises BadTermError when it is not one.

    What passes is what RDF parsers accept: no space, no bare ``%`` or bracket, no port that
    is not a number. It is encoded as given, never mended.
    """
    if not _IRI.fullmatch(text):
        message = f"not an absolute IRI: {text!r}"
        raise BadTermError(message)
    return f"<{text}>"


def literal(text: str, *, language: str = "", datatype: str = "") -> str:
    """Encode a literal with either a lower-case language tag or a datatype's IRI.

    Raises BadTermError for text that no RDF syntax can carry (NUL, lone surrogates,
    U+FFFE, U+FFFF) and for a malformed or upper-case language tag.
    """
    if _NO_TEXT.search(text):
        message = f"a character that no RDF syntax can carry in {text[:60]!r}"
        raise BadTermError(message)
    quoted = f'"{text.translate(_TABLE)}"' if _NEEDS_ESCAPE.search(text) else f'"{text}"'
    if language:
        if not _LANGUAGE.fullmatch(language):
            message = f"not a lower-case language tag: {language!r}"
            raise BadTermError(message)
        return f"{quoted}@{language}"
    if datatype and datatype != XSD_STRING:
        return f"{quoted}^^{iri(datatype)}"
    return quoted


def is_iri(term: str) -> bool:
    """Whether an encoded term is an IRI."""
    return term.startswith("<")


def iri_text(term: str) -> str:
    """The IRI inside an encoded IRI."""
    return term[1:-1]


def decode_literal(term: str) -> Literal:
    """Decode an encoded literal; raises BadTermError when the text is not one."""
    match = _LITERAL.fullmatch(term)
    if match is None:
        message = f"not a literal in N-Triples: {term[:60]!r}"
        raise BadTermError(message)
    text, language, datatype = match.groups(default="")
    if "\\" in text:
        text = _ESCAPED.sub(_unescaped, text)
    return Literal(text, language, datatype or ("" if language else XSD_STRING))


def line(subject: str, predicate: str, object_: str, graph: str) -> str:
    """One N-Quads line, with its newline, of encoded terms (graph "" for none)."""
    if graph:
        return f"{subject} {predicate} {object_} {graph} .\n"
    return f"{subject} {predicate} {object_} .\n"


def split_quad(text: str) -> tuple[str, str, str, str]:
    """The four encoded terms of a line known to have a graph, as those of a release have."""
    head, graph = text[:-3].rsplit(" ", 1)
    subject, predicate, object_ = head.split(" ", 2)
    return subject, predicate, object_, graph


def split_statement(text: str) -> tuple[str, str, str]:
    """The terms of a line as :func:`split_quad` takes it, without its graph."""
    subject, predicate, rest = text.split(" ", 2)
    return subject, predicate, rest[: rest.rindex(" ", 0, -3)]


def split_line(text: str) -> tuple[str, str, str, str]:
    """The encoded terms of a line that :func:`line` wrote (graph "" if absent).

    Raises BadTermError when the text is not such a line; the terms are not looked into.
    """
    subject, _, rest = text.removesuffix("\n").partition(" ")
    predicate, _, rest = rest.partition(" ")
    if not rest.endswith(" ."):
        message = f"not a line of N-Quads: {text[:60]!r}"
        raise BadTermError(message)
    object_, _, graph = rest[:-2].rpartition(" ")
    if not object_ or '"' in graph:  # the last space is inside the object
        return subject, predicate, rest[:-2], ""
    return subject, predicate, object_, graph


def _unescaped(match: re.Match[str]) -> str:
    short, long, plain = match.groups()
    if plain in _PLAIN:
        return _PLAIN[plain]
    code = -1 if plain else int(short or long, 16)
    if not (0 <= code <= sys.maxunicode) or _SURROGATE.match(chr(code)):
        message = f"an escape that stands for no character: {match[0]}"
        raise BadTermError(message)
    return chr(code)

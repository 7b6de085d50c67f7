"""RDF terms as N-Triples text: the one place where text becomes a term.

A release is a set of N-Quads lines, so a term travels through the program as the very
text that is published. The escapes are those of RDF 1.1 N-Triples canonical form
(https://www.w3.org/TR/n-triples/#canonical-ntriples) with, beside them, every control
character as a ``\\u`` escape, because a raw one does not survive all parsers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.errors import BadTermError

XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_STRING = XSD + "string"

_ESCAPES = {
    **{chr(code): f"\\u{code:04X}" for code in (*range(0x20), *range(0x7F, 0xA0))},
    "\t": "\\t",
    "\b": "\\b",
    "\n": "\\n",
    "\r": "\\r",
    "\f": "\\f",
    '"': '\\"',
    "\\": "\\\\",
}
_TABLE = str.maketrans(_ESCAPES)
_NEEDS_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f-\x9f]')
_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff\x00]")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\udfff\ufffe\uffff]*")
_LANGUAGE = re.compile(r"[a-z]{1,8}(-[a-z0-9]{1,8})*")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


class Literal(NamedTuple):
    """A decoded literal: its text, its language tag ("" if none), its datatype's IRI."""

    text: str
    language: str
    datatype: str


def iri(text: str) -> str:
    """Encode an absolute IRI (RFC 3987); raises BadTermError when it is not one."""
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
    """One N-Quads line, with its newline, of four encoded terms."""
    return f"{subject} {predicate} {object_} {graph} .\n"


def split_line(text: str) -> tuple[str, str, str, str]:
    """The four encoded terms of a line that :func:`line` wrote (graph "" if absent)."""
    subject, predicate, rest = text.split(" ", 2)
    rest = rest.rstrip("\n").removesuffix(".").rstrip(" ")
    cut = rest.rfind(" <")
    if cut > 0 and rest.endswith(">") and '"' not in rest[cut:]:
        return subject, predicate, rest[:cut], rest[cut + 1 :]
    return subject, predicate, rest, ""


def _unescaped(match: re.Match[str]) -> str:
    short, long, plain = match.groups()
    return _PLAIN[plain] if plain else chr(int(short or long, 16))

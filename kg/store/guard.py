r"""What a query may not ask for, told from its tokens before any engine sees it.

Where SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar) wants white space
between a keyword and what follows, Oxigraph does not: it reads ``trueSERVICE<http://…>`` and
``SERVICEex:a``, and ``?a<?b)SERVICE#>`` as a comparison. So the tokens here are cut exactly
where Oxigraph may cut them, and whatever could be read in two ways is refused as soon as
the query holds the word SERVICE at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from kg.errors import QueryRefusedError

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_START = rf"_0-9{_BASE}"
_INNER = rf"{_START}\u00b7\u0300-\u036f\u203f-\u2040"
_POINT = r"(?!u[dD][89a-fA-F])u[0-9a-fA-F]{4}|U00(?:0[1-9a-fA-F]|10)[0-9a-fA-F]{4}"
_ESCAPE = rf"""\\(?:[tbnrf"'\\]|{_POINT}|U0000(?![dD][89a-fA-F])[0-9a-fA-F]{{4}})"""
_SPELT = r"%[0-9a-fA-F]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_TOKEN = re.compile(
    rf"""
    (?P<iri><[^<>"{{}}|^`\x00-\x20]*>)
  | (?P<comment>\#[^\r\n]*)
  | (?P<string>\"\"\"(?:(?:\"\"|\")?(?:[^"\\]|{_ESCAPE}))*+\"\"\"
      |'''(?:(?:''|')?(?:[^'\\]|{_ESCAPE}))*+'''
      |\"(?:[^"\\\r\n]|{_ESCAPE})*+\"
      |'(?:[^'\\\r\n]|{_ESCAPE})*+')
  | (?P<variable>[?$][{_START}][{_INNER}]*)
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<blank>_:[{_START}][{_INNER}.]*)
  | (?P<name>(?:[{_BASE}][{_INNER}.\-]*)?:
      (?:(?:[{_START}:]|{_SPELT})(?:[{_INNER}.:\-]|{_SPELT})*)?)
  | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_WHOLE_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_TWO_READINGS = re.compile(r"[#']")
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATES = {
    "ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH",
}  # fmt: skip


class _Token(NamedTuple):
    kind: str
    text: str

    @property
    def keyword(self) -> str:
        return self.text.upper() if self.kind == "word" else ""

    @property
    def prefix(self) -> str:
        return self.text.partition(":")[0] if self.kind == "name" else ""


def check(query: str, *, graphs: Collection[str], prefixes: Mapping[str, str]) -> None:
    """Refuse a query that reaches beyond the data it is given.

    :param graphs: the IRIs of the named graphs in the data; FROM may name only these.
    :param prefixes: the prefixes preset for the query.

    Raises QueryRefusedError for SERVICE and for what an engine might read as SERVICE, for an
    update, and for a FROM that names anything but a graph of the data.
    """
    tokens = list(_tokens(query))
    _refuse_updates(tokens)
    if _Token("other", "\\") in tokens:
        _refuse("an escape outside IRIs and strings; write the character itself")
    if "service" in query.lower():
        _refuse_service(tokens)
    known = {**prefixes, **_declared(tokens)}
    for place, token in enumerate(tokens):
        if token.keyword in {"FROM", "FROMNAMED"} or (
            token.prefix.upper().startswith("FROM") and token.prefix not in known
        ):
            _check_from(tokens[place : place + 3], graphs, known)


def form(query: str) -> str:
    """The query's form: SELECT, ASK, CONSTRUCT or DESCRIBE ("" when it has none)."""
    words = (token.keyword for token in _tokens(query))
    return next((word for word in words if word in _FORMS), "")


def names_dataset(query: str) -> bool:
    """Whether the query chooses its own graphs with FROM or FROM NAMED."""
    return any(token.keyword in {"FROM", "FROMNAMED"} for token in _tokens(query))


def undeclared(query: str, prefixes: Mapping[str, str]) -> list[str]:
    """The prefixes that a query uses and nobody declares, in the order of their use."""
    tokens = list(_tokens(query))
    known = {**prefixes, **_declared(tokens)}
    used = (token.prefix for token in tokens if token.kind == "name")
    return list(dict.fromkeys(prefix for prefix in used if prefix not in known))


def _refuse_updates(tokens: list[_Token]) -> None:
    words = (token.keyword for token in tokens)
    first = next((word for word in words if word and word not in {"BASE", "PREFIX"}), "")
    if first in _UPDATES:
        _refuse(f"{first}: queries only read; an update has nothing to change here")


def _refuse_service(tokens: list[_Token]) -> None:
    for token in tokens:
        if "SERVICE" in token.keyword:
            _refuse("SERVICE: a query reads only the data it is given; load that data too")
        if "SERVICE" in token.prefix.upper():
            _refuse(f"{token.prefix}: may be read as SERVICE; give this prefix another name")
        if _may_be_comparison(token) and _TWO_READINGS.search(token.text):
            _refuse(f"{token.text} may be read as SERVICE; write the whole http(s) address")
        if token.kind == "other" and token.text in {'"', "'"}:
            _refuse(f"a stray {token.text} near the word SERVICE; correct the string it opens")


def _may_be_comparison(token: _Token) -> bool:
    """Whether an engine may read the token as ``<`` and what follows; never before ``//``."""
    return token.kind == "iri" and not _WHOLE_IRI.match(token.text)


def _declared(tokens: list[_Token]) -> dict[str, str]:
    """The prefixes that the query itself declares."""
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return {
        name.prefix: iri.text[1:-1]
        for word, name, iri in triples
        if word.keyword == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }


def _check_from(clause: list[_Token], graphs: Collection[str], known: Mapping[str, str]) -> None:
    operands = [token for token in clause[1:] if token.keyword != "NAMED"] or [_Token("", "")]
    token = operands[0]
    named = token.text[1:-1] if token.kind == "iri" else ""
    if token.kind == "name":
        named = known.get(token.prefix, "") + token.text.partition(":")[2]
    if named not in graphs:
        told = " ".join(part.text for part in clause[: 1 + clause.index(token)] if part.text)
        _refuse(f"{told}: the data has no such graph, and a query opens no address or file")


def _tokens(query: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "other"
        if kind not in {"comment", "space"}:
            yield _Token(kind, match.group())


def _refuse(what: str) -> None:
    message = f"the query is refused: {what}"
    raise QueryRefusedError(message)

r"""What a query may not ask for, told from its tokens before any engine sees it.

In the SPARQL 1.1 grammar (https://www.w3.org/TR/sparql11-query/#sparqlGrammar) a bare word
is always a keyword, so ``SERVICE`` or an update operation cannot be hidden from a reader of
tokens; a ``\u`` escape outside an IRI or a string could spell one, and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kg.errors import QueryRefusedError

_TOKEN = re.compile(
    r"""
    (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | (?P<comment>\#[^\r\n]*)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
      |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:.%-]|\\[_~.\-!$&'()*+,;=/?\#@%])*)
  | (?P<blank>_:[\w.-]+)
  | (?P<word>[^\W\d]\w*)
  | (?P<other>\s+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATES = {
    "ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH",
}  # fmt: skip


def check(query: str, *, graphs: Collection[str], prefixes: dict[str, str]) -> None:
    """Refuse a query that reaches beyond the data it is given.

    :param graphs: the IRIs of the named graphs in the data; FROM may name only these.
    :param prefixes: the prefixes preset for the query.

    Raises QueryRefusedError for SERVICE, for an update, for a FROM that names anything else,
    and for an escape that could hide a keyword.
    """
    tokens = list(_tokens(query))
    known = dict(prefixes)
    for number, (kind, text) in enumerate(tokens):
        following = tokens[number + 1 :]
        word = text.upper() if kind == "word" else ""
        if kind == "other" and text == "\\":
            _refuse("an escape outside an IRI or a string; write the character itself")
        if word == "PREFIX" and len(following) > 1:
            known[following[0][1].rstrip(":")] = following[1][1][1:-1]
        if word == "SERVICE":
            _refuse("SERVICE: a query reads only the data it is given; load that data too")
        if word in _UPDATES:
            _refuse(f"{word}: queries only read; an update has nothing to change here")
        if word == "FROM":
            _check_from(following, graphs, known)


def form(query: str) -> str:
    """The query's form: SELECT, ASK, CONSTRUCT or DESCRIBE ("" when it has none)."""
    words = (text.upper() for kind, text in _tokens(query) if kind == "word")
    return next((word for word in words if word in _FORMS), "")


def _check_from(
    following: list[tuple[str, str]], graphs: Collection[str], known: dict[str, str]
) -> None:
    operands = [token for token in following[:2] if token[1].upper() != "NAMED"]
    kind, text = operands[0] if operands else ("", "")
    named = text[1:-1] if kind == "iri" else ""
    if kind == "name":
        prefix, _, rest = text.partition(":")
        named = known.get(prefix, "") + rest
    if named not in graphs:
        _refuse(f"FROM {text}: the data has no such graph, and a query opens no address or file")


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "other"
        if kind != "comment" and not match.group().isspace():
            yield kind, match.group()


def _refuse(what: str) -> None:
    message = f"the query is refused: {what}"
    raise QueryRefusedError(message)

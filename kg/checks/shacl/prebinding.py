"""Pre-binding: values put in for variables throughout a SPARQL text (SHACL 5.3.1).

SHACL defines pre-binding as if every solution inside the query had the value from the
start, nested groups and sub-queries too. Writing the value where the variable stands does
just that; only where the grammar wants a variable is something else written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg import terms

_TOKEN = re.compile(
    r"""
    (?P<quoted>\"{3}(?:(?:\"{0,2})(?:[^"\\]|\\.))*\"{3} | '{3}(?:(?:'{0,2})(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' | <[^<>"{}|^`\\\x00-\x20]*> | \#[^\n\r]*)
    | [?$](?P<variable>\w+)
    | (?P<word>[A-Za-z_][\w.:%-]*)
    | (?P<other>\s+ | .)
    """,
    re.VERBOSE | re.DOTALL,
)
_BLANK = "urn:x-shacl-blank-node:"
_ENDS_CLAUSE = frozenset({"having", "limit", "offset", "values", "where", "from"})
_INSPECTORS = {"isblank": "is-blank", "isiri": "is-iri", "isuri": "is-iri", "str": "text"}
FUNCTION_SPACE = "urn:x-shacl-function:"


def tokens_of(text: str) -> list[str]:
    """A query cut into its words, names, texts, comments, signs and white space."""
    return [match[0] for match in _TOKEN.finditer(text)]


def variables(text: str) -> frozenset[str]:
    """The names of all variables in a query."""
    return frozenset(match["variable"] for match in _TOKEN.finditer(text) if match["variable"])


def keywords(text: str) -> frozenset[str]:
    """The words of a query, lower case, that stand outside of names, texts and comments."""
    return frozenset(match["word"].lower() for match in _TOKEN.finditer(text) if match["word"])


def selects_all_inside(text: str) -> bool:
    """Whether a sub-query is a ``SELECT *``, which does not name what it selects."""
    tokens = [token.lower() for token in tokens_of(text) if not token.isspace()]
    heads = [at for at, token in enumerate(tokens) if token == "select"][1:]
    return any(
        "*" in tokens[at + 1 : at + 3 if tokens[at + 1] in {"distinct", "reduced"} else at + 2]
        for at in heads
    )


def prebound(text: str, values: Mapping[str, str]) -> str:
    """Put encoded terms, or a property path, in for the variables of a query.

    A variable in the head of a SELECT becomes an expression under another name; one that
    ``bound`` asks for becomes true.
    """
    return "".join(_rewritten(text, values))


def with_blank_nodes(text: str) -> str:
    """Let a query see the stand-ins of blank nodes as blank nodes.

    SPARQL has no way to write a known blank node, so the store holds IRIs in place of
    them and the functions that would notice are replaced.
    """
    return "".join(
        terms.iri(FUNCTION_SPACE + _INSPECTORS[match["word"].lower()])
        if (match["word"] or "").lower() in _INSPECTORS
        else match[0]
        for match in _TOKEN.finditer(text)
    )


def without_expressions(text: str) -> str:
    """A query with the same patterns and next to no expressions, parsed in half the time.

    A FILTER, BIND or HAVING in which no pattern stands tells nothing of what a query can
    touch, only whether it looks at ``$this``; so one that does keeps that variable alone.
    """
    tokens = [match for match in _TOKEN.finditer(text) if not match[0].startswith("#")]
    return "".join(_abridged(tokens))


def stand_in(term: str) -> str:
    """An encoded IRI in place of a blank node; any other term as it is."""
    return terms.iri(_BLANK + term[2:]) if term.startswith("_:") else term


def original(term: str) -> str:
    """The term that :func:`stand_in` was given."""
    return f"_:{term[len(_BLANK) + 1 : -1]}" if term.startswith(f"<{_BLANK}") else term


def _abridged(tokens: list[re.Match[str]]) -> Iterator[str]:
    skip_to, last = 0, ""
    for position, match in enumerate(tokens):
        if position < skip_to:
            continue
        word = (match["word"] or "").lower()
        if word in {"filter", "bind", "having"} and tokens[position - 1][0] not in {":", "@"}:
            end = _end_of_brackets(tokens, position + 1)
            inside = tokens[position + 1 : end]
            more = word == "having" and _end_of_brackets(tokens, end) > end
            if inside and not more and not any(token[0] == "{" for token in inside):
                names = [token["variable"] for token in inside if token["variable"]]
                skip_to = _behind_point(tokens, end)
                yield _stub(word, names, last)
                last = "."
                continue
        yield match[0]
        last = last if match[0].isspace() else match[0]


def _behind_point(tokens: list[re.Match[str]], position: int) -> int:
    """The position behind the point that may follow an expression; the same if none does."""
    for at in range(position, len(tokens)):
        if not tokens[at][0].isspace():
            return at + 1 if tokens[at][0] == "." else position
    return position


def _stub(word: str, names: Sequence[str], before: str) -> str:
    """What is left of an expression; where nothing is, a point keeps its neighbours apart."""
    looks = "?this" if "this" in names else "1"
    if word == "bind":
        return f"BIND({looks} AS ?{''.join(names[-1:])})"
    if "this" in names:
        return f"{word}({looks})"
    return "" if word == "having" or before in {"{", "}", "."} else " . "


def _end_of_brackets(tokens: list[re.Match[str]], position: int) -> int:
    """The position behind the brackets that open next; the same position if none do."""
    depth = 0
    for at in range(position, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[at][0], 0)
        if depth == 0 and not tokens[at][0].isspace():
            return at + 1 if tokens[at][0] == ")" else position
    return position


def _rewritten(text: str, values: Mapping[str, str]) -> Iterator[str]:
    tokens = list(_TOKEN.finditer(text))
    clause, depth, number = "", 0, 0
    skip_to = -1
    for position, match in enumerate(tokens):
        if position <= skip_to:
            continue
        word = (match["word"] or "").lower()
        if word == "bound":
            end = _bound_value(tokens, position, values)
            if end:
                skip_to = end
                yield "(true)"
                continue
        if word in {"select", "group", "order"}:
            clause, depth = word, 0
        elif word in _ENDS_CLAUSE or match[0] in {"{", "}"}:
            clause = ""
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        value = values.get(match["variable"] or "")
        if value is None:
            yield match[0]
        elif clause == "select" and depth == 0:
            number += 1
            yield f"({value} AS ?prebound_{number})"
        else:
            yield f"({value})" if clause and depth == 0 else value


def _bound_value(tokens: list[re.Match[str]], position: int, values: Mapping[str, str]) -> int:
    """The position of the bracket that ends ``bound(?x)`` with a known x; 0 for others."""
    rest = [
        at
        for at in range(position + 1, min(position + 8, len(tokens)))
        if not tokens[at][0].isspace()
    ][:3]
    if len(rest) < 3 or tokens[rest[0]][0] != "(" or tokens[rest[2]][0] != ")":  # noqa: PLR2004
        return 0
    return rest[2] if tokens[rest[1]]["variable"] in values else 0

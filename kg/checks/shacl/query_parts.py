"""A query as several smaller ones, one for each branch of a UNION.

A join, an optional part, a filter and a BIND do the same to every branch, so the solutions
of the parts, taken together, are those of the query (SPARQL 1.1, 18.5). Each part touches
less of the data than the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.checks.shacl.prebinding import tokens_of

_CUT_OFF = frozenset({"limit", "offset"})


def parts(text: str) -> list[str]:
    """The parts of a SELECT; the query itself if it has no UNION outside of all brackets.

    A query that counts, sorts or cuts off its solutions is left whole.
    """
    tokens = tokens_of(text)
    words = [token.lower() for token in tokens]
    if "{" not in words or "select" not in words or not _CUT_OFF.isdisjoint(words):
        return [text]
    start = words.index("{")
    end = _closing(words, start)
    if "(" in words[words.index("select") : start] or "".join(words[end + 1 :]).strip():
        return [text]
    found = _first_union(words, start + 1, end)
    if len(found) < 2:  # noqa: PLR2004
        return [text]
    before, after = tokens[: found[0][0]], tokens[found[-1][1] + 1 :]
    return ["".join([*before, *tokens[first : last + 1], *after]) for first, last in found]


def is_distinct(text: str) -> bool:
    """Whether a SELECT gives each solution once."""
    words = [token.lower() for token in tokens_of(text) if not token.isspace()]
    return (
        words[words.index("select") + 1] in {"distinct", "reduced"} if "select" in words else False
    )


def _first_union(words: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """The groups of the first UNION between two places, each from bracket to bracket."""
    found: list[tuple[int, int]] = []
    joined = False
    for at, last in _groups(words, start, end):
        if joined or not found:
            found.append((at, last))
        between = _next(words, last + 1)
        joined = words[between] == "union"
        if not joined:
            if len(found) > 1:
                return found
            found = []
    return found


def _groups(words: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        if words[at] == "{":
            last = _closing(words, at)
            yield at, last
            at = last
        at += 1


def _next(words: Sequence[str], at: int) -> int:
    """The place of the next token that is no white space and no comment."""
    while words[at].isspace() or words[at].startswith("#"):
        at += 1
    return at


def _closing(words: Sequence[str], start: int) -> int:
    """The place of the bracket that closes the one at a place; the last token if none does."""
    depth = 0
    for at in range(start, len(words)):
        depth += {"{": 1, "}": -1}.get(words[at], 0)
        if depth == 0:
            return at
    return len(words) - 1

"""Finds code that joins text into an IRI or into an RDF term.

Refused are, outside the modules that may do it (docstrings are not code that joins):

1. a join (f-string, ``+``, ``%``, ``.format``, ``.join``) one of whose fixed parts begins
   with ``http://`` or ``https://``: an IRI made of an address and something;
2. a join in which a value stands between ``<`` and ``>``: a term written by hand;
3. a join in which ``"@`` or ``"^^`` stands beside a value: the same for a literal;
4. an f-string or a ``+`` that begins with a value named ``base`` or ``namespace``;
5. a constant that begins with ``<http``: an encoded term that no vocabulary knows.

What is assigned to a name ``message`` is for people and may say anything.

A plain constant that begins with ``http`` stays allowed: it is the address of a list, an
XML namespace, or the text of a licence, and means nothing in the graph until
:func:`kg.terms.iri` or the vocabulary has seen it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_HOLE = "\x00"
_ADDRESS = re.compile(r"(?:^|[\x00<])https?://[^\x00]*\x00|\x00https?://")
_TERM = re.compile(r"<\x00[^<> ]*>|<https?://[^> ]*\x00")
_LITERAL = re.compile(r'\x00"(?:@|\^\^)|"(?:@|\^\^)<?\x00')
_BASE_NAMES = {"base", "namespace"}
_FORMAT_FIELD = re.compile(r"%(?:\(\w+\))?[a-z]|\{\w*\}")


def joined_iris(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The line and the fault of everything refused in a parsed module."""
    inner = {id(part) for node in ast.walk(tree) for part in _inner(node)}
    for node in ast.walk(tree):
        if id(node) in inner:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.match("<https?:", node.value):
                yield node.lineno, "an encoded IRI written by hand; take it from the vocabulary"
        elif isinstance(node, ast.expr) and (pattern := _pattern(node)) is not None:
            yield from ((node.lineno, fault) for fault in _faults(node, pattern))


def _faults(node: ast.expr, pattern: str) -> Iterator[str]:
    if _ADDRESS.search(pattern):
        yield "joins text into an IRI; kg.iri does that"
    elif _TERM.search(pattern) or _LITERAL.search(pattern):
        yield "joins text into an RDF term; kg.terms does that"
    elif _first_name(node) in _BASE_NAMES:
        yield "joins a base with text; kg.iri does that"


def _inner(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a join, which are judged with the whole."""
    if isinstance(node, ast.JoinedStr):
        yield from node.values
    elif isinstance(node, ast.BinOp) and _pattern(node) is not None:
        yield from (node.left, node.right)
    elif isinstance(node, ast.Call) and _pattern(node) is not None:
        yield from ast.walk(node.func)
    elif isinstance(node, ast.Assign) and _is_message(node):
        yield from ast.walk(node.value)


def _is_message(node: ast.Assign) -> bool:
    return any(isinstance(name, ast.Name) and name.id == "message" for name in node.targets)


def _pattern(node: ast.AST) -> str | None:
    """The text that a join makes, with a NUL for each value; None for anything else."""
    match node:
        case ast.JoinedStr():
            return "".join(_part(value) for value in node.values)
        case ast.BinOp(op=ast.Add()) if _has_text(node):
            return _part(node.left) + _part(node.right)
        case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str(text))):
            return _FORMAT_FIELD.sub(_HOLE, text)
        case ast.Call(func=ast.Attribute(attr="format", value=ast.Constant(value=str(text)))):
            return _FORMAT_FIELD.sub(_HOLE, text)
        case ast.Call(
            func=ast.Attribute(attr="join", value=ast.Constant(value=str(glue))),
            args=[ast.List(elts=parts) | ast.Tuple(elts=parts)],
        ):
            return glue.join(_part(part) for part in parts)
        case _:
            return None


def _part(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    inner = _pattern(node)
    return _HOLE if inner is None else inner


def _has_text(node: ast.BinOp) -> bool:
    """Whether a sum has text in it, or begins with a base, so that it is a join."""
    sides = (node.left, node.right)
    return _first_name(node) in _BASE_NAMES or any(
        (isinstance(side, ast.JoinedStr | ast.BinOp) and _pattern(side) is not None)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in sides
    )


def _first_name(node: ast.AST) -> str:
    """The name of the value that a join begins with, lower case, or nothing."""
    match node:
        case ast.JoinedStr(values=[first, *_]) | ast.BinOp(op=ast.Add(), left=first):
            return _first_name(first)
        case ast.FormattedValue(value=value):
            return _first_name(value)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.lower().lstrip("_")
        case _:
            return ""

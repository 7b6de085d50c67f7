"""Data graphs and shapes graphs made up at random, small enough to meet each other often.

What the two engines are known to judge differently is left out here and pinned one by one
in ``test_against_pyshacl.py``: order is asked of values of one kind, which are numbers,
dates, texts or moments, and nothing is false, which pySHACL takes for unbound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from kg.checks.shacl import Statement
from kg.checks.shacl.vocabulary import (
    RDF_FIRST,
    RDF_NIL,
    RDF_REST,
    RDF_TYPE,
    RDFS,
    RDFS_CLASS,
    SUBCLASS_OF,
    sh,
)
from kg.terms import XSD

EX = "http://example.org/"


def ex(name: str) -> str:
    """An encoded IRI of the example namespace."""
    return f"<{EX}{name}>"


def typed(text: str, datatype: str) -> str:
    """An encoded literal of an XML Schema datatype."""
    return f'"{text}"^^<{XSD}{datatype}>'


NODES = [ex(name) for name in "abcdef"]
BLANK = ["_:x", "_:y"]
CLASSES = [ex(name) for name in ("C", "D", "E")]
NUMBERS = [
    typed("1", "integer"),
    typed("5", "integer"),
    typed("-3", "integer"),
    typed("5.0", "decimal"),
    typed("2.5", "decimal"),
    typed("1.0E0", "double"),
]
DATES = [typed(f"20{year:02}-0{month}-11", "date") for year in (1, 10, 21) for month in (2, 9)]
WORDS = ['"one"', '"two two"', '"a.b"', '" "', '"ONE"']
MOMENTS = [
    typed(f"2020-01-0{day}T0{hour}:30:00{zone}", "dateTime")
    for day, hour, zone in ((1, 1, "Z"), (1, 2, "Z"), (1, 2, "+02:00"), (2, 1, "-05:00"))
]
TEXTS = [
    *WORDS,
    '"one"@en',
    '"uno"@es',
    '"color"@en-us',
    '"deux"@fr',
]
OTHERS = [
    typed("true", "boolean"),
    typed("2021-02-30", "date"),
    typed("x", "integer"),
    typed("2020-01-01T00:00:00Z", "dateTime"),
    f'"z"^^{ex("datatype")}',
]
PLAIN = ["p", "q", "r"]
POOLS: dict[str, list[str]] = {
    **{name: [*NODES, *BLANK, *NUMBERS[:2], *TEXTS, *OTHERS] for name in PLAIN},
    **dict.fromkeys(("n", "m"), NUMBERS),
    **dict.fromkeys(("d", "e"), DATES),
    **dict.fromkeys(("s", "t"), WORDS),
    **dict.fromkeys(("u", "v"), MOMENTS),
}
FOLLOWING = {"n": "m", "d": "e", "s": "t", "u": "v"}
"""Properties whose values have an order, each with another one of the same kind of values."""
DATATYPES = [
    f"<{XSD}{name}>" for name in ("string", "integer", "date", "decimal", "boolean", "dateTime")
]
DATATYPES += ["<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>", ex("datatype")]
KINDS = ["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"]
PATTERNS = ["^o", "one$", "[a-z]+ [a-z]+", r"\\\\.", "^$", "^http", "O", r"^\\\\d+$"]
LANGUAGES = ['"en"', '"es"', '"fr"', '"en-us"']

_P, _Q, _N = ex("p"), ex("q"), ex("n")
QUERIES = [
    f"SELECT $this ?value WHERE {{ $this {_P} ?value }}",
    f"SELECT $this ?value WHERE {{ $this {_N} ?value . FILTER(?value > 1) }}",
    f"SELECT $this WHERE {{ FILTER NOT EXISTS {{ $this {_P} ?any }} }}",
    f"SELECT $this ?value WHERE {{ $this {_P} ?value . FILTER NOT EXISTS {{ $this {_Q} ?any }} }}",
    (
        f"SELECT $this ?value WHERE {{ ?value {_P} $this . OPTIONAL {{ ?value {_Q} "
        f"?any }} FILTER(!BOUND(?any)) }}"
    ),
    f"SELECT $this ?value WHERE {{ {{ $this {_P} ?value }} UNION {{ ?value {_Q} $this }} }}",
    f"SELECT $this ?value WHERE {{ {{ $this {_P} ?value }} UNION {{ ?any {_Q} ?value }} }}",
    f"SELECT $this ?value WHERE {{ ?value {_P} ?any . FILTER(?value = $this) }}",
    (
        f"SELECT $this (COUNT(?any) AS ?value) WHERE {{ $this {_P} ?any }} GROUP BY "
        f"$this HAVING (COUNT(?any) > 1)"
    ),
    f"SELECT $this ?value WHERE {{ $this {_P} ?x . BIND(isIRI(?x) AS ?value) }}",
    (
        f"SELECT $this ?value WHERE {{ $this ({_P}|{_Q})+ ?value . "
        f"FILTER(isIRI(?value) || isBlank(?value)) }}"
    ),
    f"SELECT $this ?value ?path WHERE {{ $this ?path ?value . FILTER(?path IN ({_P}, {_N})) }}",
    (
        f"SELECT $this ?value WHERE {{ $this {_P} ?value . FILTER EXISTS {{ ?other "
        f"{_Q} ?value . FILTER(?other != $this) }} }}"
    ),
    "SELECT $this ?value WHERE { $this $PATH ?value . FILTER(isLiteral(?value)) }",
    f"SELECT $this ?value WHERE {{ $this $PATH ?value . ?value a/<{RDFS}subClassOf>* {ex('C')} }}",
]


def data_graph(chance: Random) -> list[Statement]:
    """A sorted data graph of a few nodes with a class hierarchy."""
    found: set[Statement] = set()
    for _ in range(chance.randrange(8, 60)):
        name = chance.choice(list(POOLS))
        found.add((chance.choice(NODES + BLANK), ex(name), chance.choice(POOLS[name])))
    for _ in range(chance.randrange(6)):
        found.add((chance.choice(NODES + BLANK), RDF_TYPE, chance.choice(CLASSES)))
    for _ in range(chance.randrange(3)):
        found.add((chance.choice(CLASSES), SUBCLASS_OF, chance.choice(CLASSES)))
    return sorted(found)


class ShapesMaker:
    """Makes a shapes graph, statement by statement."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.found: list[Statement] = []
        self._number = 0

    def graph(self) -> list[Statement]:
        """A few targeted shapes with all they refer to."""
        for _ in range(self.chance.randrange(1, 4)):
            self._target(self._shape(depth=2))
        return self.found

    def _node(self, kind: str) -> str:
        self._number += 1
        return ex(f"{kind}{self._number}") if kind == "shape" else f"_:{kind}{self._number}"

    def _say(self, subject: str, name: str, object_: str) -> None:
        self.found.append((subject, sh(name), object_))

    def _list(self, members: Sequence[str]) -> str:
        head = RDF_NIL
        for member in reversed(members):
            node = self._node("list")
            self.found += [(node, RDF_FIRST, member), (node, RDF_REST, head)]
            head = node
        return head

    def _target(self, shape: str) -> None:
        chance = self.chance
        for _ in range(chance.randrange(1, 3)):
            kind = chance.randrange(5)
            if kind == 0:
                self._say(shape, "targetNode", chance.choice([*NODES, *TEXTS[:3], *NUMBERS[:2]]))
            elif kind == 1:
                self._say(shape, "targetClass", chance.choice(CLASSES))
            elif kind == 2:
                self._say(shape, "targetSubjectsOf", ex(chance.choice(list(POOLS))))
            elif kind == 3:
                self._say(shape, "targetObjectsOf", ex(chance.choice(list(POOLS))))
            else:
                self.found.append((shape, RDF_TYPE, RDFS_CLASS))

    def _shape(self, depth: int) -> str:
        if self.chance.randrange(2):
            return self._property_shape(depth)
        shape = self._node("shape")
        self.found.append((shape, RDF_TYPE, sh("NodeShape")))
        self._about(shape)
        for _ in range(self.chance.randrange(1, 4)):
            self._constraint(shape, depth, path="")
        if not self.chance.randrange(5):
            self._say(shape, "closed", typed("true", "boolean"))
            self._say(shape, "ignoredProperties", self._list([RDF_TYPE, ex("p")]))
        return shape

    def _property_shape(self, depth: int, name: str = "") -> str:
        shape = self._node("shape")
        self.found.append((shape, RDF_TYPE, sh("PropertyShape")))
        name = name or self.chance.choice([*POOLS, *FOLLOWING, *PLAIN, ""])
        self._say(shape, "path", ex(name) if name else self._path(2))
        self._about(shape)
        for _ in range(self.chance.randrange(1, 4)):
            self._constraint(shape, depth, path=name or "any")
        return shape

    def _about(self, shape: str) -> None:
        if not self.chance.randrange(4):
            self._say(shape, "severity", sh(self.chance.choice(["Warning", "Info"])))
        if not self.chance.randrange(4):
            self._say(shape, "message", self.chance.choice(['"no good"', '"nichts"@de']))
        if not self.chance.randrange(15):
            self._say(shape, "deactivated", typed("true", "boolean"))

    def _path(self, depth: int) -> str:
        chance = self.chance
        kind = chance.randrange(7) if depth else 6
        if kind == 6:
            return ex(chance.choice([*PLAIN, "n"]))
        if kind == 0:
            return self._list([self._path(depth - 1) for _ in range(2)])
        node = self._node("path")
        if kind == 1:
            self._say(
                node, "alternativePath", self._list([self._path(depth - 1) for _ in range(2)])
            )
        else:
            names = ["inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"]
            self._say(node, names[kind - 2], self._path(depth - 1 if kind > 2 else 0))
        return node

    def _constraint(self, shape: str, depth: int, path: str) -> None:
        choices: list[Callable[[str, int, str], None]] = [self._simple] * 4 + [self._counted] * 2
        choices += [self._ordered] * 2 + [self._paired] * 2 + [self._logical] * 2 + [self._queried]
        self.chance.choice(choices)(shape, depth, path)

    def _simple(self, shape: str, _depth: int, path: str) -> None:
        chance = self.chance
        pool = POOLS.get(path, POOLS["p"])
        some = [value for value in chance.sample(pool, 4) if value[0] != "_"]
        values: dict[str, Callable[[], str]] = {
            "class": lambda: chance.choice(CLASSES),
            "datatype": lambda: chance.choice(DATATYPES),
            "nodeKind": lambda: sh(chance.choice(KINDS)),
            "minLength": lambda: typed(str(chance.randrange(1, 5)), "integer"),
            "maxLength": lambda: typed(str(chance.randrange(20)), "integer"),
            "pattern": lambda: f'"{chance.choice(PATTERNS)}"',
            "languageIn": lambda: self._list(chance.sample(LANGUAGES, 2)),
            "in": lambda: self._list(some),
            "hasValue": lambda: some[0] if some else NODES[0],
        }
        name = chance.choice(list(values))
        if not any(found[:2] == (shape, sh(name)) for found in self.found):
            self._say(shape, name, values[name]())

    def _counted(self, shape: str, depth: int, path: str) -> None:
        chance = self.chance
        if not path:
            self._simple(shape, depth, path)
            return
        name = chance.choice(["minCount", "maxCount", "uniqueLang", "qualified"])
        if any(found[:2] == (shape, sh(name)) for found in self.found):
            return
        if name == "uniqueLang":
            self._say(shape, name, typed("true", "boolean"))
        elif name != "qualified":
            self._say(shape, name, typed(str(chance.randrange(3)), "integer"))
        elif depth and not any(
            found[:2] == (shape, sh("qualifiedValueShape")) for found in self.found
        ):
            self._say(shape, "qualifiedValueShape", self._shape(depth - 1))
            self._say(
                shape,
                chance.choice(["qualifiedMinCount", "qualifiedMaxCount"]),
                typed("1", "integer"),
            )

    def _ordered(self, shape: str, _depth: int, path: str) -> None:
        if path not in FOLLOWING:
            return
        name = self.chance.choice(["minInclusive", "maxInclusive", "minExclusive", "maxExclusive"])
        if not any(found[:2] == (shape, sh(name)) for found in self.found):
            self._say(shape, name, self.chance.choice(POOLS[path]))

    def _paired(self, shape: str, _depth: int, path: str) -> None:
        name = self.chance.choice(["equals", "disjoint", "lessThan", "lessThanOrEquals"])
        if name in {"equals", "disjoint"}:
            self._say(shape, name, ex(self.chance.choice(PLAIN)))
        elif path in FOLLOWING:
            self._say(shape, name, ex(FOLLOWING[path]))

    def _queried(self, shape: str, _depth: int, path: str) -> None:
        query = self.chance.choice(
            QUERIES if path else [one for one in QUERIES if "PATH" not in one]
        )
        node = self._node("query")
        self._say(shape, "sparql", node)
        self._say(node, "select", f'"{query}"')
        if self.chance.randrange(2):
            self._say(node, "message", '"not {?value}"')

    def _logical(self, shape: str, depth: int, _path: str) -> None:
        if not depth:
            return
        name = self.chance.choice(["not", "and", "or", "xone", "node", "property", "property"])
        if name in {"and", "or", "xone"}:
            self._say(
                shape,
                name,
                self._list([self._shape(depth - 1) for _ in range(self.chance.randrange(1, 4))]),
            )
        elif name == "property":
            self._say(shape, name, self._property_shape(depth - 1))
        elif name == "node":
            self._say(shape, name, self._node_shape(depth - 1))
        else:
            self._say(shape, name, self._shape(depth - 1))

    def _node_shape(self, depth: int) -> str:
        shape = self._node("shape")
        self.found.append((shape, RDF_TYPE, sh("NodeShape")))
        self._constraint(shape, depth, path="")
        return shape

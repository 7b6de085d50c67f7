"""The design as rules over the source: floors, libraries, sizes, names, and where text joins.

:func:`problems` reads a folder laid out like this repository without importing anything of
it, and returns what breaks a rule. Each rule is one function in :data:`RULES`.
"""

from __future__ import annotations

import ast
import graphlib
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tests.joined_text import joined_iris

ROOT_PACKAGE = "kg"

# From the ground up. Plain modules of one floor may know each other as long as no cycle
# arises; the folders in STRANGERS know nothing of their neighbours.
FLOORS = (
    {"errors", "version"},
    {"countries", "iri", "prefixes", "resources", "terms", "values", "vocab"},
    {"fetch", "lines", "model", "sidecar"},
    {"graph", "sources"},
    {"checks", "formats", "store"},
    {"site"},
    {"coverage", "pipeline", "publication", "said", "sayings"},
    {"cli"},
    {"__main__"},
)
STRANGERS = {"checks", "formats", "graph", "sources", "store"}
ON_STATEMENTS = {"checks", "formats", "site", "store"}
OF_RECORDS = {"graph", "model", "sources"}

_RDF_HOMES = ("checks", "cli", "formats", "graph", "pipeline", "site", "store")
LIBRARY_HOMES = {
    "Crypto": ("checks",),
    "base58_bech32": ("checks",),
    "arro3": ("formats.parquet",),
    "click": ("cli",),
    "httpx": ("fetch",),
    "oxrdflib": _RDF_HOMES,
    "pyoxigraph": _RDF_HOMES,
    "pyshacl": _RDF_HOMES,
    "rdflib": _RDF_HOMES,
    "rich": ("cli",),
    "stdnum": ("checks",),
    "starlette": ("site.serve",),
    "uvicorn": ("site.serve",),
}

# A command's module may be loaded when the command is called; the root hands out its
# public functions when they are first asked for.
LAZY_MODULES = {"kg", "kg.cli"}

MOST_LINES = {"module": 400, "function": 50}
VAGUE_NAMES = {"common", "constants", "core", "helpers", "misc", "services", "util", "utils"}
NAMES_OF_THE_DESIGN = {"site"}  # the standard library's `site` is never imported here
JOINING_MODULES = {"kg.iri", "kg.prefixes", "kg.terms", "kg.vocab"}

TOP_LEVEL = {
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "benchmarks",
    "kg",
    "ontology",
    "pyproject.toml",
    "shapes",
    "tests",
}
CACHES = {".git", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv"}

# One letter of each name stands in brackets so that this file keeps the rule it states.
_FOREIGN = re.compile(
    r"""(?<![\w.~$}*-])/(?:[w]ork|[r]oot|[t]mp|[h]ome/\w+)(?:/|(?![\w.-]))
    |\b(?:[p]ypi\.org|files\.[p]ythonhosted\.org|[r]egistry\.npmjs\.org|[n]pmjs\.com
    |[d]eb\.debian\.org|[c]rates\.io|[p]roxy\.golang\.org)\b""",
    re.VERBOSE,
)


class Problem(NamedTuple):
    """A broken rule: which, where (``file:line`` from the root), and what is wrong there."""

    rule: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message} [{self.rule}]"


class Import(NamedTuple):
    """One imported module: its full name, the line, and the functions around it."""

    target: str
    line: int
    inside: str
    relative: bool


@dataclass(frozen=True)
class Module:
    """One Python file, parsed."""

    name: str
    path: str
    text: str
    is_package: bool
    tree: ast.Module

    @property
    def unit(self) -> str:
        """The module or folder directly below the package: ``sources`` of kg.sources.un."""
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def in_program(self) -> bool:
        """Whether it belongs to the program, not to its tests."""
        return self.name.split(".", maxsplit=1)[0] == ROOT_PACKAGE


@dataclass(frozen=True)
class Tree:
    """A repository: its root folder and every Python module of the program and its tests."""

    root: Path
    modules: dict[str, Module]

    @cached_property
    def program(self) -> list[Module]:
        """The modules of the program."""
        return [module for module in self.modules.values() if module.in_program]

    @cached_property
    def imports(self) -> dict[str, list[Import]]:
        """What each module of the program imports, by its name."""
        return {module.name: list(_imports(module, self.modules)) for module in self.program}

    def own_imports(self) -> Iterator[tuple[Module, Import]]:
        """Every import of the program by the program."""
        for name, found in self.imports.items():
            for item in found:
                if item.target.split(".", maxsplit=1)[0] == ROOT_PACKAGE:
                    yield self.modules[name], item


def read_tree(root: Path) -> Tree:
    """Parse the Python files of the program and of the tests below a root folder."""
    modules = {}
    for top in (ROOT_PACKAGE, "tests"):
        for path in sorted((root / top).rglob("*.py")):
            inner = path.relative_to(root)
            parts = inner.with_suffix("").parts
            is_package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if is_package else parts)
            text = path.read_text(encoding="utf-8")
            modules[name] = Module(name, inner.as_posix(), text, is_package, ast.parse(text))
    return Tree(root, modules)


def problems(root: Path) -> list[Problem]:
    """Everything that breaks a rule in the repository at that folder."""
    tree = read_tree(root)
    return sorted({problem for rule in RULES for problem in rule(tree)})


def stay_on_floor(tree: Tree) -> Iterator[Problem]:
    """Imports go down; neighbours that are folders do not know each other."""
    height = {unit: floor for floor, units in enumerate(FLOORS) for unit in units}
    for module in tree.program:
        if module.unit and module.unit not in height:
            yield _problem("floor", module, 1, f"{module.unit} stands on no floor of the design")
    for module, item in tree.own_imports():
        target = item.target.split(".")[1] if "." in item.target else ""
        if not {module.unit, target} <= set(height) or module.unit == target:
            continue
        if height[target] > height[module.unit]:
            yield _problem("floor", module, item.line, f"imports {item.target}, a floor above it")
        elif height[target] == height[module.unit] and STRANGERS & {target, module.unit}:
            yield _problem("floor", module, item.line, f"imports {item.target}, its neighbour")


def see_statements_only(tree: Tree) -> Iterator[Problem]:
    """Once the graph is built, nothing looks back at the records it was built from."""
    for module, item in tree.own_imports():
        if (
            module.unit in ON_STATEMENTS
            and item.target.split(".")[1:2]
            and (item.target.split(".")[1] in OF_RECORDS)
        ):
            message = f"imports {item.target}: {module.unit} works on statements alone"
            yield _problem("statements", module, item.line, message)


def keep_libraries_home(tree: Tree) -> Iterator[Problem]:
    """A library with a home is imported nowhere else."""
    for name, found in tree.imports.items():
        for item in found:
            homes = LIBRARY_HOMES.get(item.target.split(".", maxsplit=1)[0])
            inner = name.removeprefix(ROOT_PACKAGE + ".")
            if homes and not any(_within(inner, home) for home in homes):
                message = f"imports {item.target}, which belongs to {', '.join(homes)}"
                yield _problem("library", tree.modules[name], item.line, message)


def import_openly(tree: Tree) -> Iterator[Problem]:
    """No relative import, none hidden in a function, none of a module's own package."""
    for name, found in tree.imports.items():
        for item in found:
            module = tree.modules[name]
            own = item.target.split(".", maxsplit=1)[0] == ROOT_PACKAGE
            if item.relative:
                yield _problem("open", module, item.line, "a relative import")
            elif own and item.inside and name not in LAZY_MODULES:
                message = f"hides the import of {item.target} in {item.inside}()"
                yield _problem("open", module, item.line, message)
            elif own and _within(name, item.target):
                message = f"imports its own package {item.target}"
                yield _problem("own package", module, item.line, message)
    for module in tree.program:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and _is_dynamic(node) and module.name not in LAZY_MODULES:
                message = "imports a module by a name made at run time"
                yield _problem("open", module, node.lineno, message)


def keep_root_light(tree: Tree) -> Iterator[Problem]:
    """``import kg`` loads its version and nothing else of ours, and no library."""
    for item in tree.imports.get(ROOT_PACKAGE, []):
        library = item.target.split(".", maxsplit=1)[0]
        if item.inside or library in sys.stdlib_module_names:
            continue
        if item.target != f"{ROOT_PACKAGE}.version":
            root = tree.modules[ROOT_PACKAGE]
            message = f"imports {item.target}: what `import kg` loads must stay light"
            yield _problem("root", root, item.line, message)


def refuse_cycles(tree: Tree) -> Iterator[Problem]:
    """No module reaches itself through imports at the top of modules."""
    edges = {module.name: set[str]() for module in tree.program}
    for module, item in tree.own_imports():
        if not item.inside and item.target != module.name:
            edges[module.name].add(item.target)
    try:
        graphlib.TopologicalSorter(edges).prepare()
    except graphlib.CycleError as error:
        circle = list(reversed(error.args[1]))
        yield _problem("cycle", tree.modules[circle[0]], 1, "a cycle: " + " > ".join(circle))


def stay_small(tree: Tree) -> Iterator[Problem]:
    """A module and a function each fit in a reader's head."""
    for module in tree.modules.values():
        count = len(module.text.splitlines())
        if count > MOST_LINES["module"]:
            yield _problem("size", module, 1, f"{count} lines, {MOST_LINES['module']} at most")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                count = (node.end_lineno or node.lineno) - node.lineno + 1
                if count > MOST_LINES["function"]:
                    message = f"{node.name}() has {count} lines, {MOST_LINES['function']} at most"
                    yield _problem("size", module, node.lineno, message)


def say_what_it_is(tree: Tree) -> Iterator[Problem]:
    """Every module opens with a docstring, and its name says what is inside."""
    for module in tree.modules.values():
        if not (ast.get_docstring(module.tree) or "").strip():
            yield _problem("docstring", module, 1, "no docstring says what it is for")
    for module in tree.program:
        word = module.name.rsplit(".", maxsplit=1)[-1]
        if word in VAGUE_NAMES:
            yield _problem("name", module, 1, f"the name {word!r} does not say what is inside")
        elif word in sys.stdlib_module_names - NAMES_OF_THE_DESIGN:
            yield _problem("name", module, 1, f"the name {word!r} is one of the standard library")


def join_in_one_place(tree: Tree) -> Iterator[Problem]:
    """Text becomes an IRI or a term on the ground floor only (:mod:`tests.joined_text`)."""
    for module in tree.program:
        if module.name not in JOINING_MODULES:
            for line, message in joined_iris(module.tree):
                yield _problem("join", module, line, message)


def keep_top_level(tree: Tree) -> Iterator[Problem]:
    """Only what the design names stands at the top, beside dot files and ignored output."""
    allowed = TOP_LEVEL | _ignored(tree.root)
    for path in sorted(tree.root.iterdir()):
        if path.name not in allowed and not path.name.startswith("."):
            yield Problem("top level", path.name, "not an entry of the design")


def name_no_machine(tree: Tree) -> Iterator[Problem]:
    """No text names a folder of somebody's machine or the host of a package registry."""
    for path in _texts(tree.root):
        text = path.read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if match := _FOREIGN.search(line):
                where = f"{path.relative_to(tree.root).as_posix()}:{number}"
                yield Problem("machine", where, f"names {match[0]!r}")


RULES: tuple[Callable[[Tree], Iterator[Problem]], ...] = (
    stay_on_floor,
    see_statements_only,
    keep_libraries_home,
    import_openly,
    keep_root_light,
    refuse_cycles,
    stay_small,
    say_what_it_is,
    join_in_one_place,
    keep_top_level,
    name_no_machine,
)


def _problem(rule: str, module: Module, line: int, message: str) -> Problem:
    return Problem(rule, f"{module.path}:{line}", message)


def _within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def _imports(module: Module, modules: dict[str, Module]) -> Iterator[Import]:
    for node, inside in _nodes(module.tree, ""):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, inside, relative=False)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            for alias in node.names:
                target = f"{base}.{alias.name}"
                found = target if target in modules else base
                yield Import(found, node.lineno, inside, relative=node.level > 0)


def _nodes(node: ast.AST, inside: str) -> Iterator[tuple[ast.AST, str]]:
    """Every node below, with the name of the innermost function around it."""
    for child in ast.iter_child_nodes(node):
        yield child, inside
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _nodes(child, child.name)
        else:
            yield from _nodes(child, inside)


def _is_dynamic(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id=called) | ast.Attribute(attr=called):
            return called in {"__import__", "import_module"}
        case _:
            return False


def _ignored(root: Path) -> set[str]:
    """The paths from the top that .gitignore gives as ``/path`` or ``/path/``."""
    path = root / ".gitignore"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {line.strip("/") for line in lines if line.startswith("/")}


def _texts(root: Path) -> Iterator[Path]:
    passed = _ignored(root) | CACHES
    for top in sorted(root.iterdir()):
        if top.name not in passed:
            for path in [top] if top.is_file() else sorted(top.rglob("*")):
                inner = {parent.as_posix() for parent in path.relative_to(root).parents}
                if path.is_file() and "__pycache__" not in path.parts and not inner & passed:
                    yield path

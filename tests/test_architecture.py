"""The source keeps the design, and the check of it finds each kind of fault."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture import RULES, TOP_LEVEL, problems
from tests.joined_text import joined_iris

ROOT = Path(__file__).resolve().parent.parent

STUB = {
    "kg/__init__.py": '"""Root."""\nfrom kg.version import VERSION\n',
    "kg/__main__.py": '"""Main."""\nfrom kg.cli import main\nmain()\n',
    "kg/version.py": '"""Version."""\nVERSION = "1"\n',
    "kg/errors.py": '"""Errors."""\n',
    "kg/terms.py": '"""Terms."""\nfrom kg.errors import KgError\niri = lambda x: f"<{x}>"\n',
    "kg/iri.py": '"""IRIs."""\nfrom kg import terms\nHOME = "http://a/"\nA = f"{HOME}b"\n',
    "kg/vocab.py": '"""Vocabulary."""\nfrom kg.iri import HOME\n',
    "kg/values.py": '"""Values."""\nimport re\n',
    "kg/model.py": '"""Model."""\nfrom kg.values import PartialDate\n',
    "kg/fetch.py": '"""Fetch."""\nimport httpx\n',
    "kg/sources/__init__.py": '"""Sources."""\nfrom kg.sources.un import read\n',
    "kg/sources/base.py": '"""Base."""\nfrom kg.model import Party\n',
    "kg/sources/un.py": '"""UN."""\nfrom lxml import etree\nfrom kg.sources.base import Source\n',
    "kg/graph/__init__.py": '"""Graph."""\n',
    "kg/graph/build.py": '"""Build."""\nfrom kg.model import Party\nfrom kg import terms, vocab\n',
    "kg/checks/__init__.py": '"""Checks."""\n',
    "kg/checks/counts.py": '"""Counts."""\nimport pyoxigraph\n',
    "kg/formats/__init__.py": '"""Formats."""\n',
    "kg/formats/table.py": '"""Tables."""\nfrom kg.terms import decode_literal\n',
    "kg/store/__init__.py": '"""Store."""\nimport pyoxigraph\n',
    "kg/site/__init__.py": '"""Site."""\n',
    "kg/site/serve.py": '"""Server."""\nimport uvicorn\nfrom kg.formats import table\n',
    "kg/pipeline.py": '"""Steps."""\nfrom kg.sources import un\nfrom kg.graph.build import build\n',
    "kg/cli/__init__.py": '"""Commands."""\nimport click\nfrom kg.pipeline import publish\n',
    "tests/test_a.py": '"""Tests."""\n',
    "README.md": "Publishes into `site/`.\n",
    ".gitignore": "/site/\n/kg/made/\n",
    "kg/made/engine.txt": "Made on a machine, see \x2fwork/main\n",
    "site/index.html": "<p>Made on a machine, see \x2fwork/main</p>\n",
}

# Each fault: the file it is planted in, the text added there, and what the problem must say.
FAULTS = {
    "the model knows RDF": ("kg/model.py", "import rdflib", "imports rdflib"),
    "a reader knows RDF": ("kg/sources/un.py", "from pyoxigraph import Literal", "pyoxigraph"),
    "a reader validates": ("kg/sources/un.py", "from pyshacl import validate", "imports pyshacl"),
    "a value knows RDF": ("kg/values.py", "import oxrdflib", "imports oxrdflib"),
    "a format knows the model": ("kg/formats/table.py", "import kg.model", "imports kg.model"),
    "a check knows a source": ("kg/checks/counts.py", "from kg.sources import un", "kg.sources.un"),
    "the store knows the graph": ("kg/store/__init__.py", "from kg import graph", "kg.graph"),
    "the site knows a source": ("kg/site/serve.py", "from kg.sources.un import x", "kg.sources.un"),
    "a source imports the graph": ("kg/sources/un.py", "from kg.graph import build", "neighbour"),
    "the graph imports a source": ("kg/graph/build.py", "import kg.sources.un", "neighbour"),
    "a check imports a format": ("kg/checks/counts.py", "from kg.formats import x", "neighbour"),
    "an upward import": ("kg/errors.py", "from kg.terms import iri", "kg.terms, a floor above"),
    "an upward import hidden": (
        "kg/graph/build.py",
        "def f():\n    from kg.pipeline import publish",
        "imports kg.pipeline, a floor above it",
    ),
    "an upward import for types": (
        "kg/terms.py",
        "if TYPE_CHECKING:\n    from kg.model import Party",
        "imports kg.model, a floor above it",
    ),
    "an own import hidden": (
        "kg/cli/publish.py",
        "class A:\n    def f(self):\n        import kg.fetch",
        "hides the import of kg.fetch in f()",
    ),
    "an import by a name made at run time": (
        "kg/sources/un.py",
        "import importlib\nimportlib.import_module(name)",
        "a name made at run time",
    ),
    "a relative import": ("kg/graph/build.py", "from .claims import x", "a relative import"),
    "a member imports its package": (
        "kg/sources/un.py",
        "from kg.sources import SOURCES",
        "imports its own package kg.sources",
    ),
    "the root imported from inside": ("kg/cli/a.py", "from kg import load", "own package kg"),
    "a heavy root": ("kg/__init__.py", "from kg.pipeline import load", "imports kg.pipeline"),
    "a library in the root": ("kg/__init__.py", "import lxml", "must stay light"),
    "a cycle of two": (
        "kg/sources/base.py",
        "from kg.sources.un import read",
        "a cycle: kg.sources.",
    ),
    "a cycle on one floor": ("kg/terms.py", "from kg import iri", "a cycle: kg."),
    "click outside the command line": ("kg/pipeline.py", "import click", "belongs to cli"),
    "rich outside the command line": ("kg/site/a.py", "from rich.table import Table", "rich.table"),
    "httpx outside the fetcher": ("kg/sources/un.py", "import httpx", "belongs to fetch"),
    "a server elsewhere": ("kg/site/write.py", "import starlette.routing", "site.serve"),
    "a module on no floor": ("kg/extras.py", "", "extras stands on no floor"),
    "a module of utilities": ("kg/graph/utils.py", "", "'utils' does not say what is inside"),
    "a package of helpers": ("kg/sources/helpers/__init__.py", "", "'helpers' does not say"),
    "a module called like the library's": ("kg/formats/csv.py", "", "'csv' is one of the standard"),
    "a long module": ("kg/graph/long.py", "x = 1\n" * 400, "401 lines, 400 at most"),
    "a long test module": ("tests/test_b.py", "x = 1\n" * 400, "401 lines, 400 at most"),
    "a long function": (
        "kg/graph/build.py",
        "def f():\n" + "    x = 1\n" * 50,
        "f() has 51 lines, 50 at most",
    ),
    "an IRI joined": ("kg/graph/build.py", 'a = f"http://a.example/{b}"', "joins text into an IRI"),
    "a term joined": ("kg/formats/table.py", 'a = f"<{b}>"', "joins text into an RDF term"),
    "a base joined": ("kg/site/serve.py", 'a = base + "party"', "joins a base with text"),
    "a term by hand": ("kg/graph/build.py", 'a = "<http://a.example/b>"', "written by hand"),
    "an entry at the top": ("setup.py", "", "setup.py: not an entry of the design"),
    # The forbidden words are spelt with escapes, so that this file keeps the rule.
    "a folder of a machine": ("README.md", "see \x2froot/kg", "README.md:2: names"),
    "a registry": ("tests/data.json", "https://p\x79pi.org/simple", "data.json:2: names"),
    "a folder of a machine in a dot folder": (".ci/run", "cd \x2fwork/main", ".ci/run:2: names"),
}  # fmt: skip


@pytest.fixture
def stub(tmp_path: Path) -> Path:
    """A repository in which everything stands where the design puts it."""
    for name, text in STUB.items():
        _append(tmp_path / name, text)
    return tmp_path


def _append(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text() if path.exists() else ""
    path.write_text(before + text)


def test_the_repository_keeps_the_design() -> None:
    found = problems(ROOT)

    assert not found, "\n".join(map(str, found))


def test_the_checker_reads_every_module_of_the_program() -> None:
    """Guards the guard: the tree it reads is this repository, not an empty folder."""
    assert {"kg", "tests", "pyproject.toml"} <= {path.name for path in ROOT.iterdir()} & TOP_LEVEL


def test_a_tree_that_keeps_the_design_has_no_problem(stub: Path) -> None:
    assert problems(stub) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_and_named(stub: Path, fault: str) -> None:
    name, text, expected = FAULTS[fault]
    is_new_module = name.endswith(".py") and name not in STUB
    _append(
        stub / name, '"""New."""\n' + text if is_new_module else "\n" * (name not in STUB) + text
    )

    found = [str(problem) for problem in problems(stub)]

    assert any(expected in line and line.startswith(name) for line in found), found


def test_a_module_without_docstring_is_found(stub: Path) -> None:
    _append(stub / "kg/graph/mute.py", "x = 1\n")

    found = problems(stub)

    assert [(problem.rule, problem.where) for problem in found] == [
        ("docstring", "kg/graph/mute.py:1")
    ]


def test_every_rule_is_broken_by_some_planted_fault(stub: Path) -> None:
    for name, text, _ in FAULTS.values():
        _append(stub / name, text + "\n")
    _append(stub / "kg/graph/mute.py", "x = 1\n")

    fired = {problem.rule for problem in problems(stub)}

    assert fired >= {
        "cycle", "docstring", "floor", "join", "library", "machine", "name", "open",
        "own package", "root", "size", "statements", "top level",
    }  # fmt: skip
    assert len(RULES) <= len(fired)


@pytest.mark.parametrize(
    "code",
    [
        'a = "https://a.example/" + name',
        'a = "https://a.example/%s" % name',
        'a = "https://a.example/{}/b".format(name)',
        'a = "/".join(["https://a.example", name])',
        'a = "".join(("<", name, ">"))',
        'a = "<" + name + ">"',
        'a = f"select * {{ <{name}> ?p ?o }}"',
        'a = f"<http://a.example/{name}>"',
        "a = f'\"{text}\"@{language}'",
        "a = '\"' + text + '\"^^' + datatype",
        'a = f"{self.base}party/{name}"',
        "a = NAMESPACE + name",
        'a = "<https://a.example/b>"',
    ],
)
def test_joined_text_is_refused(code: str) -> None:
    assert list(joined_iris(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        '"""Of <http://a.example/b>."""',
        'a = "https://a.example/list.xml"',
        'a = "{http://a.example/ns}record"',
        'a = f"cannot read {name}: see https://a.example/help"',
        """a = f'{{"@context": {head}, "@graph": []}}'""",
        'message = f"the root element is <{path}>"',
        'a = f"{count} < {limit} and {limit} > {count}"',
        "a = 1 + 2",
        "a = sizes[0] + sizes[1]",
        "a = rate % 7",
    ],
)
def test_text_that_makes_no_term_is_allowed(code: str) -> None:
    assert not list(joined_iris(ast.parse(code)))

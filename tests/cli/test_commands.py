"""The commands together: found, helped with, and light to start."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from kg.cli import MODULES, main
from kg.sources import SOURCES
from tests.cli.running import ENVIRONMENT, kg
from tests.shipped_site import site

HEAVY = ("rdflib", "pyshacl", "lxml", "jinja2", "httpx", "msgspec", "starlette", "kg.sources")


def test_help_names_every_command_in_the_order_of_a_first_use() -> None:
    out = kg("--help").out.partition("Commands:")[2]

    places = [out.index(f"\n  {name} ") for name in MODULES]
    assert places == sorted(places)


def test_an_unknown_command_is_told_without_a_traceback() -> None:
    ended = kg("qeury")

    assert (ended.code, ended.out) == (2, "")
    assert "No such command 'qeury'" in ended.err


@pytest.mark.parametrize(
    "words",
    [["query", "--list"], ["query", "cq01"], ["query", "cq33"], ["explain", "ofac-33951"]],
)
def test_a_command_that_only_reads_loads_no_heavy_library(words: list[str]) -> None:
    program = f"""
import sys
from kg.cli import main
try:
    main({words!r})
except SystemExit:
    pass
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""

    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=site().parent,
        env=ENVIRONMENT,
    )

    assert done.stdout
    assert done.stderr.splitlines()[-1] == "[]"


def test_an_interrupt_at_any_moment_ends_with_a_sentence_and_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.cli.import_module", interrupted)

    with pytest.raises(SystemExit, match="130"):
        main(["query", "cq01"])
    assert capsys.readouterr().err.strip() == "kg: interrupted; nothing was changed"


def test_sources_tell_what_is_read_where_it_is_published_and_what_is_left_out() -> None:
    out = kg("sources").out

    for source in SOURCES:
        assert f"{source.key}: {source.title}\n" in out
        assert all(address in out for address in source.addresses)
        assert all(f"  left out   {name}: {why}\n" in out for name, why in source.left_out.items())


def test_sources_for_a_program_hold_the_same() -> None:
    told = json.loads(kg("sources", "--json").out)

    assert [each["key"] for each in told] == [source.key for source in SOURCES]
    assert [each["left_out"] for each in told] == [dict(source.left_out) for source in SOURCES]

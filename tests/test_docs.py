"""What the README says is true."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import cast

import click
import pytest

from kg.cli import MODULES
from tests.readme import README, masked, pairs, run

TEXT = README.read_text(encoding="utf-8")
COMMANDS = [
    cast(click.Command, getattr(import_module(f"kg.cli.{module}"), name))
    for name, module in MODULES.items()
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


def test_the_first_command_stands_near_the_top_with_its_output() -> None:
    first = next(pairs(TEXT))

    assert "kg publish" in first["command"]
    assert TEXT[: first.start()].count("\n") < 15


@pytest.mark.parametrize("number", range(len(list(pairs(TEXT)))))
def test_the_output_printed_under_a_command_is_what_it_prints(number: int, folder: Path) -> None:
    *before, pair = list(pairs(TEXT))[: number + 1]
    for earlier in before:
        run(earlier["command"], folder)

    printed = run(pair["command"], folder)

    expected = "\n".join(map(str.rstrip, printed.splitlines()))
    assert masked(pair["output"]) == masked(expected), "refresh it: python -m tests.readme"


def test_two_commands_with_their_outputs_were_found() -> None:
    assert len(list(pairs(TEXT))) == 2


def test_every_command_the_readme_names_exists_and_every_command_is_named() -> None:
    known = {command.name for command in COMMANDS}
    named = set(re.findall(r"\bkg ([a-z]+)", TEXT))

    assert known == named & known
    assert not named - known - {"sources"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_every_command_has_help_and_examples(command: click.Command) -> None:
    assert command.help
    assert "Examples:" in (command.epilog or "")
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert all(option.help for option in options)


def test_every_file_the_readme_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (README.parent / target).exists(), target

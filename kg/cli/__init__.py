"""The command line: parse arguments, print, set the exit code; nothing is decided here.

A command's module is loaded when the command is called, so that ``kg query`` does not wait
for the validator or the readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import cast

import click

from kg.errors import KgError
from kg.version import VERSION

MODULES = {
    "publish": "publishing",
    "validate": "validating",
    "query": "querying",
    "explain": "explaining",
    "sources": "sourcing",
    "fetch": "fetching",
    "coverage": "covering",
}
"""The module in this package for each command, in the order of a first use."""


class _Commands(click.Group):
    """The commands in their order, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in MODULES:
            return None
        module = import_module(f"{__name__}.{MODULES[cmd_name]}")
        return cast(click.Command, getattr(module, cmd_name))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: kg publish",
)
@click.version_option(VERSION, prog_name="kg")
def _group() -> None:
    """Official sanctions lists as one correct, validated, dated and sourced RDF graph.

    Exit codes: 0 done; 1 the data violate the shapes; 2 bad input or usage; 3 a query met
    its bound; 4 a list could not be fetched; 5 a site could not be written; 130 interrupted.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit the process with the command's exit code.

    :param arguments: the words behind ``kg``; those of the process when None.
    """
    try:
        _group.main(
            args=None if arguments is None else list(arguments),
            prog_name="kg",
            standalone_mode=False,
        )
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        raise SystemExit(error.exit_code) from None
    except (KeyboardInterrupt, click.Abort):
        click.echo("kg: interrupted; nothing was changed", err=True)
        raise SystemExit(130) from None
    except BrokenPipeError:
        raise SystemExit(0) from None

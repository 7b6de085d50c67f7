"""The command line: parse arguments, print, set the exit code; nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence

import click

from kg.cli.explaining import explain
from kg.cli.publishing import publish
from kg.cli.querying import query
from kg.cli.sourcing import sources
from kg.cli.validating import validate
from kg.errors import KgError
from kg.version import VERSION

COMMANDS: Sequence[click.Command] = (publish, validate, query, explain, sources)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: kg publish",
)
@click.version_option(VERSION, prog_name="kg")
def _group() -> None:
    """Official sanctions lists as one correct, validated, dated and sourced RDF graph.

    Exit codes: 0 done; 1 the data violate the shapes; 2 bad input or usage; 3 a query met
    its bound; 4 a list could not be fetched; 130 interrupted.
    """


for _command in COMMANDS:
    _group.add_command(_command)


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

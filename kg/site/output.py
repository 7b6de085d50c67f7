"""The files of a site, written so that what did not change stays the same file."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath


@dataclass
class Output:
    """A site under way, and the one it replaces.

    A file with the bytes it had in the last site is linked to from there, so it keeps its
    time of change and takes no room twice. Files in a site are replaced, never edited.

    :param site: the folder written aside.
    :param before: the last site's folder, None for none.
    """

    site: Path
    before: Path | None = None
    files: int = 0
    kept: int = 0
    size: int = 0
    _folders: set[Path] = field(default_factory=set)

    def put(self, place: PurePosixPath, name: str, text: str) -> None:
        """Write a text file into a folder of the site.

        Raises FileExistsError when it stands there already, for it may be the last site's.
        """
        data = text.encode("utf-8")
        inner = place / name
        target = self.site / inner
        self.files += 1
        self.size += len(data)
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        if self.before is not None and self._linked(self.before / inner, target, data):
            self.kept += 1
            return
        with target.open("xb") as stream:
            stream.write(data)

    def _linked(self, old: Path, target: Path, data: bytes) -> bool:
        try:
            if old.is_symlink() or old.stat().st_size != len(data) or old.read_bytes() != data:
                return False
            os.link(old, target)
        except OSError:
            return False
        return True

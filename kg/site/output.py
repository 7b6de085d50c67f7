"""The files of a site, written so that what did not change stays the same file."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


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
    _folders: dict[PurePosixPath, str] = field(default_factory=dict)

    def put(self, place: PurePosixPath, name: str, content: str | bytes) -> None:
        """Write a file, text as UTF-8, into a folder; the name may lead into inner folders.

        Raises FileExistsError when it stands there already, for it may be the last site's.
        """
        data = content.encode("utf-8") if isinstance(content, str) else content
        if "/" in name:
            inner = place / name
            place, name = inner.parent, inner.name
        target = os.path.join(self._folder(place), name)  # noqa: PTH118 - half the time of a Path
        self.files += 1
        self.size += len(data)
        if self.before is not None and _linked(self.before / place / name, target, data):
            self.kept += 1
            return
        stream = os.open(target, _NEW, 0o666)
        try:
            while data:
                data = data[os.write(stream, data) :]
        finally:
            os.close(stream)

    def add(self, other: Output) -> None:
        """Count what another process wrote into the same site."""
        self.files += other.files
        self.kept += other.kept
        self.size += other.size

    def _folder(self, place: PurePosixPath) -> str:
        found = self._folders.get(place)
        if found is None:
            found = self._folders[place] = str(self.site / place)
            os.makedirs(found, exist_ok=True)  # noqa: PTH103 - the text is at hand
        return found


def _linked(old: Path, target: str, data: bytes) -> bool:
    try:
        if old.is_symlink() or old.stat().st_size != len(data) or old.read_bytes() != data:
            return False
        os.link(old, target)
    except OSError:
        return False
    return True

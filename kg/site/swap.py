"""A folder written aside and swapped in whole, so that no reader ever sees half of one."""

from __future__ import annotations

import ctypes
import filecmp
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import BadInputError, NotWrittenError

MARK = "release.json"
"""The file by which a folder is known to be a published site."""

_AT_FDCWD = -100
_EXCHANGE = 2


@contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """Give an empty folder beside the target; on leaving without an error, swap it in.

    A file whose bytes did not change stays the very file it was (a hard link, where the file
    system has them), so that what copies or serves the site sees the changes alone. After an
    error, or a crash at any moment, the target is what it was; what an earlier crash left
    beside it is removed. Raises BadInputError when the target is a file or a
    folder that the program did not write, NotWrittenError when the disk or the rights do
    not let it be written.
    """
    try:
        with _aside(target.absolute()) as fresh:
            yield fresh
    except OSError as error:
        place = f" to {error.filename}" if error.filename else ""
        message = (
            f"{target}: cannot be written{place} ({error.strerror or error}); nothing was "
            "changed: make room or get the right to write there, and publish again"
        )
        raise NotWrittenError(message) from error


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    if target.exists() and not _is_ours(target):
        message = "is not a site that kg published; name a new folder, or remove this one first"
        raise BadInputError(message, file=str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.parent / f".{target.name}.new"
    aside = target.parent / f".{target.name}.old"
    _recover(target, aside)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        yield fresh
        if target.exists():
            _keep_unchanged(fresh, target)
        _swap(fresh, target, aside)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _is_ours(target: Path) -> bool:
    return target.is_dir() and ((target / MARK).is_file() or not any(target.iterdir()))


def _recover(target: Path, aside: Path) -> None:
    """Put back what a crash between two renames left aside."""
    if aside.exists() and not target.exists():
        aside.rename(target)
    shutil.rmtree(aside, ignore_errors=True)


def _keep_unchanged(fresh: Path, target: Path) -> None:
    """Put the last site's files in the place of those that have the same bytes."""
    scratch = fresh / ".kept"
    for folder, _, names in os.walk(fresh):
        last = target / Path(folder).relative_to(fresh)
        for name in names:
            old, new = last / name, Path(folder, name)
            try:
                if not old.is_symlink() and not old.samefile(new) and _has_same_bytes(old, new):
                    scratch.hardlink_to(old)
                    scratch.replace(new)
            except OSError:
                continue


def _has_same_bytes(old: Path, new: Path) -> bool:
    return old.stat().st_size == new.stat().st_size and filecmp.cmp(old, new, shallow=False)


def _swap(fresh: Path, target: Path, aside: Path) -> None:
    if not target.exists():
        fresh.rename(target)
        return
    if not _exchange(fresh, target):
        target.rename(aside)
        fresh.rename(target)
        shutil.rmtree(aside)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step where the kernel can (Linux renameat2)."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return int(rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE)) == 0

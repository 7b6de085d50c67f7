"""Work shared among processes that begin as copies of this one.

A copy (``fork``) has everything gathered so far without reading or sending it again. Where
the system has no safe fork, or one processor, the work is done here and in one part.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import TypeVar

T = TypeVar("T")
Work = Callable[[int, int], T]
"""Does one part: told its number, from 0, and how many parts there are."""

_MOST = 8


def in_parts(work: Work[T]) -> list[T]:
    """Do all parts of some work and give what each gave; the first part is done here.

    What a part returns or raises travels by pickle. Raises what a part raised, after all
    have ended.
    """
    parts = _processors()
    started = [_start(work, number, parts) for number in range(1, parts)]
    try:
        found = [work(0, parts)]
        found += [_received(connection) for _, connection in started]
    except BaseException:
        for process, _ in started:
            process.terminate()
        raise
    finally:
        for process, connection in started:
            process.join()
            connection.close()
    return found


def _processors() -> int:
    """How many processes to use; on macOS a fork may abort in the system's own libraries."""
    if sys.platform != "linux":
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST)


def _start(work: Work[T], number: int, parts: int) -> tuple[ForkProcess, Connection]:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(there, work, number, parts), daemon=True)
    with warnings.catch_warnings():
        # Newer Pythons warn of any other thread; the copy takes no lock that one may hold.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    there.close()
    return process, here


def _do(there: Connection, work: Work[T], number: int, parts: int) -> None:
    try:
        there.send((True, work(number, parts)))
    except Exception as error:  # noqa: BLE001 - raised again where all parts meet
        there.send((False, error))


def _received(connection: Connection) -> T:  # type: ignore[type-var]
    try:
        is_done, told = connection.recv()
    except EOFError:
        message = "a process that wrote a part of the site ended before its time"
        raise ChildProcessError(message) from None
    if not is_done:
        raise told
    return told  # type: ignore[no-any-return]

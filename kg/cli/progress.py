"""Progress of long work on standard error; silent when nobody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[str, int], None]]:
    """Give a function that is told the step under way and how many items of it are done."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _step, _done: None
        return
    with console.status("starting …") as status:

        def show(step: str, done: int) -> None:
            status.update(f"{step}{f': {done:,}' if done else ''} …")

        yield show

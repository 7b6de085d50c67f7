"""Tables for people: folded to the width of a terminal, plain when read by something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

_MOST_FOLDED = 1_000
"""Above so many rows folding takes longer than anyone would look at them."""


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, its cells on one line each unless a terminal is too narrow."""
    console = Console(highlight=False, markup=False, emoji=False)
    if console.is_terminal and len(rows) <= _MOST_FOLDED:
        yield from _folded(console, names, rows)
        return
    shown = [[" ".join(cell.splitlines()) for cell in row] for row in (names, *rows)]
    widths = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    for number, row in enumerate(shown):
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield "   ".join(cells).rstrip()
        if number == 0:
            yield "   ".join("─" * width for width in widths)


def _folded(console: Console, names: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    drawn = Table(box=box.SIMPLE, show_edge=False, pad_edge=False)
    for name in names:
        drawn.add_column(name, overflow="fold")
    for row in rows:
        drawn.add_row(*row)
    with console.capture() as captured:
        console.print(drawn)
    for line in captured.get().splitlines():
        yield line.rstrip()


def _width(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)

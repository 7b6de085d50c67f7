"""The nodes that a walk in order has passed, each with a small number, packed tight.

A release of a million statements has some hundred thousand nodes, whose long IRIs begin
alike. They come sorted, so that blocks of them can be stored without their common
beginning and found again by halving.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from os.path import commonprefix

_BLOCK = 64
_RECENT = 16 * _BLOCK


class Passed:
    """Nodes in ascending order with their numbers, ready to be asked for at any time."""

    def __init__(self) -> None:
        self._recent: dict[str, int] = {}
        self._firsts: list[str] = []
        self._blocks: list[tuple[int, str]] = []

    def add(self, node: str, number: int) -> None:
        """Note a node that comes after all those before."""
        self._recent[node] = number
        if len(self._recent) == _RECENT:
            self._pack()

    def number(self, node: str) -> int | None:
        """The number of a node; None if it has not been passed."""
        number = self._recent.get(node)
        if number is not None or not self._firsts:
            return number
        at = bisect_right(self._firsts, node) - 1
        cut, block = self._blocks[at]
        if at < 0 or node[:cut] != self._firsts[at][:cut]:
            return None
        entry = f"\n{node[cut:]} "
        start = block.find(entry)
        if start < 0:
            return None
        start += len(entry)
        return int(block[start : block.index("\n", start)])

    def _pack(self) -> None:
        entries = iter(self._recent.items())
        while block := list(islice(entries, _BLOCK)):
            first, last = block[0][0], block[-1][0]
            cut = len(commonprefix([first, last]))  # noqa: RUF071 - not of paths
            lines = "".join(f"{node[cut:]} {number}\n" for node, number in block)
            self._firsts.append(first)
            self._blocks.append((cut, f"\n{lines}"))
        self._recent.clear()

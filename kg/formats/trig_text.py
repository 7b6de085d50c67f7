"""TriG from lines in document order: Turtle's blocks, each inside the graph that says it.

A graph stays open while the lines stay in it and is opened again when they come back, which
https://www.w3.org/TR/trig/#grammar allows, so one pass in bounded memory is enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from kg import terms
from kg.formats.turtle_text import TurtleWriter
from kg.lines import Statement


def text(lines: Iterable[str], base: str) -> Iterator[str]:
    """Yield the head, then each subject's statements, graph by graph.

    :param lines: N-Quads lines in document order, each with a graph.
    :param base: the base of the publication's data IRIs.
    """
    writer = TurtleWriter(base)
    yield from writer.head()
    opened = ""
    for subject, quads in groupby(map(terms.split_quad, lines), key=itemgetter(0)):
        told: dict[str, list[Statement]] = defaultdict(list)
        for _, predicate, object_, graph in quads:
            told[graph].append((subject, predicate, object_))
        for graph in sorted(told, key=lambda graph: (graph != opened, graph)):
            if graph != opened:
                yield f"{'}' if opened else ''}\n{writer.shown(graph)} {{\n"
                opened = graph
            yield writer.block(subject, told[graph])
    if opened:
        yield "}\n"

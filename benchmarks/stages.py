"""Where a publication's time goes, step by step, and how high memory has climbed after each.

Run from the project's folder with the files of a release::

    python -m benchmarks.stages sdn.csv alt.csv add.csv sdn_comments.csv
    python -m benchmarks.advanced_generator made.xml && python -m benchmarks.stages made.xml

Seconds are those of the processor, so that other programs do not count, in all processes
together. A step's own time is without that of the steps it draws on: reading is drawn on by
mapping, and that by sorting. With ``--no-pages`` only the dumps are written.
"""

from __future__ import annotations

import argparse
import dataclasses
import resource
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest import mock

from kg import pipeline
from kg.checks import shapes
from kg.formats import dumps
from kg.publication import Options
from kg.site import search_index, writing
from kg.sources.base import Reading

Call = Callable[..., Any]


class Watch:
    """The seconds and the peak of memory of each step; one step runs within another."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.peak: dict[str, int] = {}
        self._steps, self._since = ["all else"], _processor_seconds()

    def begin(self, step: str) -> None:
        """Go into a step."""
        self._count()
        self._steps.append(step)

    def end(self) -> None:
        """Go back to the step around."""
        self._count()
        self._steps.pop()

    def call(self, step: str, function: Call) -> Call:
        """The function, its time counted as that step."""

        def timed(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as the function
            self.begin(step)
            try:
                return function(*arguments, **options)
            finally:
                self.end()
                self.mark(step)

        return timed

    def drawn(self, step: str, function: Call) -> Call:
        """The function, whose items are then drawn one by one."""

        def timed(*arguments: Any, **options: Any) -> Iterator[Any]:  # noqa: ANN401
            return self.each(step, function(*arguments, **options))

        return timed

    def each(self, step: str, items: Iterable[Any]) -> Iterator[Any]:
        """The items, the time to get each counted as that step."""
        drawn = iter(items)
        while True:
            self.begin(step)
            try:
                item = next(drawn)
            except StopIteration:
                self.mark(step)
                return
            finally:
                self.end()
            yield item

    def mark(self, step: str) -> None:
        """Note how high memory has been."""
        self.peak[step] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    def _count(self) -> None:
        now = _processor_seconds()
        self.seconds[self._steps[-1]] += now - self._since
        self._since = now


def _processor_seconds() -> float:
    """What this process has used, and those it began that have ended."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def measured(paths: list[Path], out: Path, *, pages: bool) -> Watch:
    """Publish files, each step of the pipeline timed."""
    watch = Watch()

    def readings(*arguments: Any, **options: Any) -> list[Reading]:  # noqa: ANN401
        opened = found(*arguments, **options)
        return [
            dataclasses.replace(reading, records=watch.each("read", reading.records))
            for reading in opened
        ]

    found = watch.call("recognise", pipeline.readings)
    formats = tuple(
        dataclasses.replace(form, text=watch.drawn(f"write {form.name}", form.text))
        for form in dumps.FORMATS
    )
    steps = (
        (pipeline, "_release", watch.call, "count and write lines"),
        (pipeline, "sorted_unique", watch.drawn, "sort"),
        (pipeline, "build", watch.drawn, "map"),
        (shapes, "check", watch.call, "validate"),
        (dumps, "in_document_order", watch.drawn, "sort by document"),
        (dumps, "_packed", watch.drawn, "gzip and hash"),
        (dumps.tables, "write_tables", watch.drawn, "write tables"),
        (pipeline, "catalogue", watch.drawn, "catalogue"),
        (writing, "write_answers", watch.drawn, "answer the questions"),
        (writing, "gathered", watch.call, "gather what pages need"),
        (writing, "document_lines", watch.drawn, "sort by page"),
        (writing, "in_parts", watch.call, "write pages and their data"),
        (search_index, "index", watch.drawn, "index names for search"),
        (writing, "write_query_page", watch.drawn, "write the query page"),
    )
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(pipeline, "readings", readings))
        stack.enter_context(mock.patch.object(dumps, "FORMATS", formats))
        for module, name, timed, step in steps:
            function = timed(step, getattr(module, name))
            stack.enter_context(mock.patch.object(module, name, function))
        options = Options(out=out, despite_violations=True, pages=pages)
        pipeline.publish(paths, options, lambda _step, _done: None)
    watch.begin("end")
    return watch


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description="Where a publication's time goes.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--no-pages", action="store_true", help="write the dumps alone")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-stages-") as folder:
        watch = measured(asked.files, Path(folder, "site"), pages=not asked.no_pages)
    total = sum(watch.seconds.values())
    print("| step | seconds | share | peak MB so far |\n|---|---:|---:|---:|")
    for step, seconds in watch.seconds.items():
        peak = watch.peak.get(step, "")
        print(f"| {step} | {seconds:.1f} | {100 * seconds / total:.0f} % | {peak} |")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| all | {total:.1f} | | {most} |")
    begun = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"| the largest process begun | | | {begun} |")


if __name__ == "__main__":
    main()

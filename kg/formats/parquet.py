"""A table of texts, days and lists of texts as Apache Parquet.

Needs the extra ``parquet`` of the package: its library is half as large as all others
together, and most publications do without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path

from kg.version import VERSION

try:
    from arro3.core import (
        Array,
        DataType,
        Field,
        RecordBatch,
        RecordBatchReader,
        Schema,
        list_array,
    )
    from arro3.io import write_parquet
except ImportError:
    AVAILABLE = False
else:
    AVAILABLE = True

MISSING = (
    "Parquet tables are left out: to have them, install the extra as in "
    "pip install 'sanctions-kg[parquet]'"
)

_BATCH = 10_000
_EPOCH = date(1970, 1, 1).toordinal()

Column = tuple[str, str]
"""A name and a kind: ``date``, ``list`` (of texts), or anything else for a text."""


def write(
    rows: Iterable[Sequence[str | tuple[str, ...]]], columns: list[Column], path: Path
) -> None:
    """Write rows, one cell for each column; an empty text is null. May be called if AVAILABLE."""
    text = DataType.string()
    kinds = {"date": DataType.date32(), "list": DataType.list(Field("item", text, nullable=False))}
    schema = Schema([Field(name, kinds.get(kind, text)) for name, kind in columns])

    def batches() -> Iterator[RecordBatch]:
        source = iter(rows)
        while block := list(islice(source, _BATCH)):
            cells = zip(*block, strict=True)
            arrays = [_array(kind, cell) for (_, kind), cell in zip(columns, cells, strict=True)]
            yield RecordBatch(arrays, schema=schema)

    reader = RecordBatchReader.from_batches(schema, batches())
    write_parquet(reader, path, compression="zstd(3)", created_by=f"sanctions-kg {VERSION}")


def _array(kind: str, cells: Sequence[str | tuple[str, ...]]) -> Array:
    if kind == "date":
        days = [
            date.fromisoformat(str(cell)).toordinal() - _EPOCH if cell else None for cell in cells
        ]
        return Array(days, DataType.int32()).cast(DataType.date32())
    if kind == "list":
        ends = [0]
        for cell in cells:
            ends.append(ends[-1] + len(cell))
        items = Array(list(chain.from_iterable(cells)), DataType.string())
        of_texts = DataType.list(Field("item", DataType.string(), nullable=False))
        return list_array(Array(ends, DataType.int32()), items, type=of_texts)
    return Array([cell or None for cell in cells], DataType.string())

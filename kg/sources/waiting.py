"""What waits for the record it belongs to, kept on disk so that memory stays bounded.

Some files say of a party in one place what it is and in others what hangs on it (listings,
addresses, relations). A first reading puts those aside here by the party's number; a second
one takes them out when it reaches the party.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import msgspec

_INSERTS_AT_ONCE = 5_000


class Waiting:
    """Values by kind and key, in the order in which they were put."""

    def __init__(self) -> None:
        # An empty name is a private file of SQLite's own, gone when the connection is.
        self._base = sqlite3.connect("", check_same_thread=False)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("CREATE TABLE held (kind TEXT, key TEXT, value BLOB)")
        self._new: list[tuple[str, str, bytes]] = []
        self._is_indexed = False

    def put(self, kind: str, key: str, value: object = None) -> None:
        """Keep a plain value (text, numbers, lists, dictionaries) under a kind and key."""
        self._new.append((kind, key, msgspec.msgpack.encode(value)))
        if len(self._new) >= _INSERTS_AT_ONCE:
            self._write()

    def get(self, kind: str, key: str) -> list[object]:
        """The values under a kind and key, as they were put."""
        rows = self._rows(
            "SELECT value FROM held WHERE kind = ? AND key = ? ORDER BY rowid", kind, key
        )
        return [msgspec.msgpack.decode(value) for (value,) in rows]

    def rows(self, kind: str, key: str) -> list[list[object]]:
        """The values under a kind and key that were put as lists."""
        return [value for value in self.get(kind, key) if isinstance(value, list)]

    def has(self, kind: str, key: str) -> bool:
        """Whether anything is kept under a kind and key."""
        return bool(self._rows("SELECT 1 FROM held WHERE kind = ? AND key = ? LIMIT 1", kind, key))

    def keys(self, kind: str) -> Iterator[str]:
        """The keys of a kind, each once, in order."""
        self._settle()
        yield from (
            key
            for (key,) in self._base.execute(
                "SELECT DISTINCT key FROM held WHERE kind = ? ORDER BY key", (kind,)
            )
        )

    def count(self, kind: str) -> int:
        """How many values of a kind are kept."""
        ((number,),) = self._rows("SELECT count(*) FROM held WHERE kind = ?", kind)
        return int(number)

    def close(self) -> None:
        """Give the file back."""
        self._base.close()

    def _rows(self, query: str, *values: str) -> list[tuple[bytes]]:
        self._settle()
        return self._base.execute(query, values).fetchall()

    def _settle(self) -> None:
        self._write()
        if not self._is_indexed:
            self._base.execute("CREATE INDEX held_by ON held (kind, key)")
            self._is_indexed = True

    def _write(self) -> None:
        if self._new:
            self._base.executemany("INSERT INTO held VALUES (?, ?, ?)", self._new)
            self._new = []

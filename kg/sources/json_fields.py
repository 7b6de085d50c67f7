"""A strict cursor over a JSON object: a field neither taken nor left out is an error.

What :class:`kg.sources.elements.Cursor` is for XML. Nulls, empty texts and empty arrays say
nothing and are never counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from kg.errors import BadInputError
from kg.sources.base import LONGEST, TOO_LONG, Ledger

T = TypeVar("T")

_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f]")
_MOST_DIGITS = 40


class Fields:
    """One object being read; :meth:`close` proves that nothing in it was passed over.

    ``ledger`` is the account it fills. ``path`` is where it stands, as field names from the
    record joined by ``/``; ``record`` is the publisher's number of the record, set by the
    reader as soon as it knows it.
    """

    def __init__(
        self, values: Mapping[str, object], ledger: Ledger, *, path: str, record: str = ""
    ) -> None:
        self._values, self.ledger = dict(values), ledger
        self.path, self.record = path, record
        self._open: list[Fields] = []

    def text(self, name: str) -> str:
        """Take a text, stripped, "" when absent; a number comes as it is written."""
        found = self.texts(name)
        self.insist(len(found) <= 1, "holds more than one value; correct the file", field=name)
        return found[0] if found else ""

    def texts(self, name: str) -> list[str]:
        """Take the non-empty texts of an array, or the one text that stands for one."""
        if name not in self._values:
            return []
        value = self._values.pop(name)
        found = []
        for item in value if isinstance(value, list) else [value]:
            text = self._plain(item, name)
            if text:
                self.ledger.take(f"{self.path}/{name}")
                found.append(text)
        return found

    def flag(self, name: str) -> bool | None:
        """Take true or false, None when absent."""
        value = self._values.pop(name, None)
        if value is not None:
            self.insist(
                isinstance(value, bool), "is neither true nor false; correct the file", field=name
            )
            self.ledger.take(f"{self.path}/{name}")
        return value if isinstance(value, bool) else None

    def number(self, name: str) -> Decimal | None:
        """Take a number, None when absent."""
        value = self._values.pop(name, None)
        if value is None:
            return None
        is_number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
        number = Decimal(str(value)) if is_number else None
        message = f"is no number of at most {_MOST_DIGITS} digits; correct the file"
        if number is None or abs(number.adjusted()) > _MOST_DIGITS:
            raise self.error(message, field=name, value=str(value))
        self.ledger.take(f"{self.path}/{name}")
        return number

    def child(self, name: str) -> Fields | None:
        """Take the object of that name as a cursor of its own."""
        found = self.children(name)
        self.insist(len(found) <= 1, "holds more than one object; correct the file", field=name)
        return found[0] if found else None

    def children(self, name: str) -> list[Fields]:
        """Take the objects of an array, or the one object; closed with this cursor."""
        value = self._values.pop(name, None)
        items = value if isinstance(value, list) else [value]
        found = []
        for item in items:
            if item is None:
                continue
            if not isinstance(item, dict):
                message = "is no object; correct the file"
                raise self.error(message, field=name, value=str(item))
            path = f"{self.path}/{name}"
            found.append(Fields(item, self.ledger, path=path, record=self.record))
        self._open.extend(found)
        return found

    def holds_object(self, name: str) -> bool:
        """Whether the field is there and is an object, for fields that may be either."""
        return isinstance(self._values.get(name), dict)

    def names(self) -> list[str]:
        """The names of the fields not yet taken that say something."""
        return [name for name, value in self._values.items() if _says_something(value)]

    def peek(self, name: str) -> list[str]:
        """The texts of an array, without taking them."""
        value = self._values.get(name)
        items = value if isinstance(value, list) else [value]
        return [text for item in items if (text := self._plain(item, name))]

    def quietly(self) -> Fields:
        """A cursor over the same object that counts nothing, to look at it beforehand."""
        quiet = Ledger(file=self.ledger.file, left_out=self.ledger.left_out)
        return Fields(self._values, quiet, path=self.path, record=self.record)

    def take_all(self) -> None:
        """Take all of the object that is not left out, when the whole of it is told elsewhere."""
        for fields in self._open:
            fields.take_all()
        for path, value in self.leaves():
            if path in self.ledger.left_out:
                self.ledger.account(path, record=self.record, value=value)
            else:
                self.ledger.take(path)
        self._values, self._open = {}, []

    def leave(self, where: str) -> None:
        """Leave all of the object here, not everywhere; the scope names where behind its path."""
        told = list(self.leaves())
        self.ledger.account_within(self.path, told, record=self.record, where=where)
        self._values, self._open = {}, []

    def leave_some(self, name: str, values: Sequence[str], where: str) -> None:
        """Leave some texts of an array, whose others are still to be taken."""
        kept = [text for text in self.peek(name) if text not in values]
        for text in self.peek(name):
            if text in values:
                path = f"{self.path}/{name}"
                self.ledger.account(path, record=self.record, value=text, where=where)
        self._values[name] = kept

    def leaves(self) -> Iterator[tuple[str, str]]:
        """Path and value of each thing that stands in the object and is not yet taken."""
        yield from _leaves(self._values, self.path)

    def close(self) -> None:
        """Account for what was not taken; raises UnknownFieldError for a field nobody left out."""
        for fields in self._open:
            fields.close()
        for name, value in self._values.items():
            if _says_something(value):
                path = f"{self.path}/{name}"
                self.ledger.account(path, record=self.record, value=str(value))
        self._values, self._open = {}, []

    def insist(
        self, holds: object, message: str, *, field: str = "", value: str | None = None
    ) -> None:
        """Raise an error with the message unless something holds (is true or not empty)."""
        if not holds:
            raise self.error(message, field=field, value=value)

    def error(self, message: str, *, field: str = "", value: str | None = None) -> BadInputError:
        """An error that names file, record and field."""
        path = f"{self.path}/{field}" if field else self.path
        return BadInputError(
            message, file=self.ledger.file, record=self.record or None, field=path, value=value
        )

    def _plain(self, item: object, name: str) -> str:
        if item is None:
            return ""
        if isinstance(item, bool) or not isinstance(item, (str, int, Decimal)):
            message = "is no text; correct the file"
            raise self.error(message, field=name, value=str(item))
        text = str(item).strip()
        if len(text) > LONGEST:
            raise self.error(TOO_LONG, field=name, value=text)
        if _NO_TEXT.search(text):
            message = "holds a control character or half a character; correct the file"
            raise self.error(message, field=name, value=text)
        return text


def each(items: Iterable[Fields], ledger: Ledger, read: Callable[[Fields], T]) -> Iterator[T]:
    """What ``read`` makes of each object, once nothing in it was passed over.

    A record with an error is refused: set aside under quarantine, else the error is raised.
    """
    for fields in items:
        try:
            found = read(fields)
            fields.close()
        except BadInputError as error:
            ledger.refuse(error)
            continue
        yield found


def _leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _leaves(item, f"{path}/{name}")
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, path)
    elif _says_something(value):
        yield path, str(value).lower() if isinstance(value, bool) else str(value).strip()


def _says_something(value: object) -> bool:
    """Whether a value holds anything, at any depth."""
    if isinstance(value, dict):
        return any(_says_something(item) for item in value.values())
    if isinstance(value, list):
        return any(_says_something(item) for item in value)
    return value is not None and value != ""

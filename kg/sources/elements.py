"""A strict cursor over XML: a child or attribute neither taken nor left out is an error.

Records are read one at a time with lxml in bounded memory. Entities are not expanded and
external ones not fetched, so neither an entity bomb nor a file reference does anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from kg.errors import BadInputError
from kg.sources.base import Ledger

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


class Cursor:
    """One element being read; :meth:`close` proves that nothing in it was passed over."""

    def __init__(self, element: etree._Element, ledger: Ledger, *, record: str = "", path: str = "") -> None:
        self._element, self._ledger = element, ledger
        self.record = record
        self.tag = etree.QName(element).localname
        self.path = path or self.tag
        self._children: dict[str, list[etree._Element]] = {}
        for child in element:
            if isinstance(child.tag, str):
                self._children.setdefault(etree.QName(child).localname, []).append(child)
        self._attributes = {
            etree.QName(name).localname: str(value)
            for name, value in element.attrib.items()
            if not str(name).startswith(_XSI)
        }
        self._open: list[Cursor] = []

    def attribute(self, name: str) -> str:
        """Take an attribute's text, stripped, "" when absent."""
        value = self._attributes.pop(name, None)
        if value is None:
            return ""
        self._ledger.take(f"{self.path}/@{name}")
        return value.strip()

    def own_text(self) -> str:
        """Take the element's own text, stripped, "" when empty."""
        text = (self._element.text or "").strip()
        if text:
            self._ledger.take(self.path)
        return text

    def text(self, name: str) -> str:
        """Take the text of the one child of that name, "" when absent or empty."""
        found = self.texts(name)
        if len(found) > 1:
            raise self.error("stands more than once", field=name, value=" | ".join(found))
        return found[0] if found else ""

    def texts(self, name: str) -> list[str]:
        """Take the non-empty texts of all children of that name (which have no children)."""
        found = []
        for child in self._children.pop(name, []):
            if len(child) or child.attrib:
                nested = Cursor(child, self._ledger, record=self.record, path=f"{self.path}/{name}")
                found.append(nested.own_text())
                nested.close()
                continue
            text = (child.text or "").strip()
            if text:
                self._ledger.take(f"{self.path}/{name}")
                found.append(text)
        return [text for text in found if text]

    def child(self, name: str) -> Cursor | None:
        """Take the one child element of that name as a cursor of its own."""
        found = self.children(name)
        if len(found) > 1:
            raise self.error("stands more than once", field=name)
        return found[0] if found else None

    def children(self, name: str) -> list[Cursor]:
        """Take all child elements of that name; they are closed with this cursor."""
        cursors = [
            Cursor(child, self._ledger, record=self.record, path=f"{self.path}/{name}")
            for child in self._children.pop(name, [])
        ]
        self._open.extend(cursors)
        return cursors

    def close(self) -> None:
        """Account for what was not taken; raises UnknownFieldError for a field nobody left out."""
        for cursor in self._open:
            cursor.close()
        for name, value in self._attributes.items():
            self._ledger.account(f"{self.path}/@{name}", record=self.record, value=value)
        for name, elements in self._children.items():
            for element in elements:
                text = " ".join("".join(element.itertext()).split())
                if text or element.attrib:
                    self._ledger.account(f"{self.path}/{name}", record=self.record, value=text)
        self._attributes, self._children = {}, {}

    def error(self, message: str, *, field: str = "", value: str | None = None) -> BadInputError:
        """An error that names file, record and field."""
        path = f"{self.path}/{field}" if field else self.path
        return BadInputError(
            message, file=self._ledger.file, record=self.record or None, field=path, value=value
        )


def records(stream: BinaryIO, ledger: Ledger, *tags: str, depth: int = 1) -> Iterator[Cursor]:
    """Yield a cursor for every element with one of the local names, then free its memory.

    :param depth: how deep below the root these elements stand; others of the name are parts.
    Raises BadInputError when the file is not well-formed XML or is cut off.
    """
    wanted = frozenset(tags)
    level = 0
    try:
        events = etree.iterparse(
            stream,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )
        for event, element in events:
            if event == "start":
                level += 1
                continue
            level -= 1
            if level == depth and etree.QName(element).localname in wanted:
                yield Cursor(element, ledger)
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        message = f"not well-formed XML ({error.msg}); the file may be cut off: fetch it again"
        raise BadInputError(message, file=ledger.file) from error

"""A strict cursor over XML: a child or attribute neither taken nor left out is an error.

Records are read one at a time with lxml in bounded memory. A document type declaration is
refused before anything of it is read, so neither an entity bomb nor a reference to another
file does anything; no published list needs one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, TypeVar
from xml.parsers import expat

from lxml import etree

from kg.errors import BadInputError
from kg.sources.base import LONGEST, TOO_LONG, Ledger

T = TypeVar("T")

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_PROLOG_STEP = 4_096
_CUT = frozenset(
    {
        etree.ErrorTypes.ERR_DOCUMENT_END,
        etree.ErrorTypes.ERR_DOCUMENT_EMPTY,
        etree.ErrorTypes.ERR_TAG_NOT_FINISHED,
    }
)


class Cursor:
    """One element being read; :meth:`close` proves that nothing in it was passed over.

    ``path`` is where it stands, as local names from the root joined by ``/``; ``record`` is
    the publisher's number of the record, set by the reader as soon as it knows it.
    """

    def __init__(
        self, element: etree._Element, ledger: Ledger, *, path: str, record: str = ""
    ) -> None:
        self._element, self._ledger = element, ledger
        self.record, self.path = record, path
        self._children: dict[str, list[etree._Element]] = {}
        for child in element:
            self._children.setdefault(_local(child.tag), []).append(child)
        self._attributes = _attributes(element)
        self._text = _own_text(element)
        self._open: list[Cursor] = []

    @property
    def element(self) -> etree._Element:
        """The element itself, for a reader that looks at it, or changes it, before it reads it."""
        return self._element

    def attribute(self, name: str) -> str:
        """Take an attribute's text, stripped, "" when absent or empty."""
        value = self._attributes.pop(name, "").strip()
        if value:
            self._check_length(value, f"@{name}")
            self._ledger.take(f"{self.path}/@{name}")
        return value

    def leave(self, name: str, where: str) -> str:
        """Leave an attribute that is left here, not everywhere, and return it, stripped.

        ``where`` stands in the scope behind the path; raises UnknownFieldError when it does not.
        """
        value = self._attributes.pop(name, "").strip()
        if value:
            path = f"{self.path}/@{name}"
            self._ledger.account(path, record=self.record, value=value, where=where)
        return value

    def leave_all(self, where: str) -> None:
        """Leave all of the element here and not everywhere; the scope names where."""
        told = list(_leaves(self._element, self.path))
        self._ledger.account_within(self.path, told, record=self.record, where=where)
        self._attributes, self._children, self._text, self._open = {}, {}, "", []

    def own_text(self) -> str:
        """Take the element's own text, stripped, "" when empty."""
        text, self._text = self._text, ""
        if text:
            self._check_length(text, "")
            self._ledger.take(self.path)
        return text

    def text(self, name: str) -> str:
        """Take the text of the one child of that name, "" when absent or empty."""
        found = self.texts(name)
        self.insist(len(found) <= 1, "stands more than once", field=name, value=" | ".join(found))
        return found[0] if found else ""

    def texts(self, name: str) -> list[str]:
        """Take the non-empty texts of all children of that name, which hold only text."""
        found = []
        for child in self._children.pop(name, ()):
            path = f"{self.path}/{name}"
            if len(child) or child.attrib:
                nested = Cursor(child, self._ledger, path=path, record=self.record)
                text = nested.own_text()
                nested.close()
            else:
                text = (child.text or "").strip()
                self._check_length(text, name)
                self._ledger.take(path, 1 if text else 0)
            if text:
                found.append(text)
        return found

    def child(self, name: str) -> Cursor | None:
        """Take the one child element of that name as a cursor of its own."""
        found = self.children(name)
        self.insist(len(found) <= 1, "stands more than once", field=name)
        return found[0] if found else None

    def children(self, name: str) -> list[Cursor]:
        """Take all child elements of that name; they are closed with this cursor."""
        path = f"{self.path}/{name}"
        cursors = [
            Cursor(child, self._ledger, path=path, record=self.record)
            for child in self._children.pop(name, ())
        ]
        self._open.extend(cursors)
        return cursors

    def close(self) -> None:
        """Account for what was not taken; raises UnknownFieldError for a field nobody left out."""
        for cursor in self._open:
            cursor.close()
        for name, value in self._attributes.items():
            self._account(f"{self.path}/@{name}", value)
        if self._text:
            self._account(f"{self.path}/text()", self._text)
        for name, elements in self._children.items():
            for element in elements:
                if _says_something(element):
                    self._account(f"{self.path}/{name}", _whole_text(element))
        self._attributes, self._children, self._text, self._open = {}, {}, "", []

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
            message, file=self._ledger.file, record=self.record or None, field=path, value=value
        )

    def warn(self, kind: str, *, field: str = "", value: str = "") -> None:
        """Count a warning about the element, or a field of it, as the ledger does."""
        path = f"{self.path}/{field}" if field else self.path
        self._ledger.warn(kind, record=self.record, field=path, value=value)

    def _check_length(self, text: str, field: str) -> None:
        if len(text) > LONGEST:
            raise self.error(TOO_LONG, field=field, value=text)

    def _account(self, path: str, value: str) -> None:
        self._ledger.account(path, record=self.record, value=value)


def records(stream: BinaryIO, ledger: Ledger, *paths: str) -> Iterator[Cursor]:
    """Yield a cursor for every element at one of the paths, in order, then free its memory.

    :param stream: the document, seekable; what it cannot give is an error of the file.
    :param paths: local names from the root, ``"sdnList/sdnEntry"``. A path that others go
        through (``"CONSOLIDATED_LIST"``) is yielded when it begins, with attributes alone.

    An element, attribute or text beside the paths counts as a field nobody took. Raises
    BadInputError for a file that is not well-formed, is cut off, is not in the encoding it
    states, or has a document type declaration.
    """
    wanted = frozenset(paths)
    through = frozenset(path[: match.start()] for path in paths for match in re.finditer("/", path))
    try:
        _check_beginning(stream, ledger, through)
        yield from _walk(_events(stream, wanted), ledger, wanted, through)
    except etree.XMLSyntaxError as error:
        raise BadInputError(_explained(error), file=ledger.file) from error


def each(cursors: Iterable[Cursor], ledger: Ledger, read: Callable[[Cursor], T]) -> Iterator[T]:
    """What ``read`` makes of each cursor, once nothing in it was passed over.

    A record with an error is refused: set aside under quarantine, else the error is raised.
    """
    for cursor in cursors:
        try:
            made = read(cursor)
            cursor.close()
        except BadInputError as error:
            ledger.refuse(error)
            continue
        yield made


def _events(stream: BinaryIO, paths: frozenset[str]) -> Iterator[tuple[str, etree._Element]]:
    """Start and end of the elements whose names occur in the paths; no others cost anything."""
    names = sorted({name for path in paths for name in path.split("/")})
    return etree.iterparse(
        stream,
        events=("start", "end"),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _walk(
    events: Iterator[tuple[str, etree._Element]],
    ledger: Ledger,
    wanted: frozenset[str],
    through: frozenset[str],
) -> Iterator[Cursor]:
    for event, element in events:
        path = _path(element)
        if path in through:
            if event == "start":
                yield from _begun(element, ledger, path, wanted)
                continue
            _account_text(element.text, ledger, path)
            _drop(list(element), ledger, path)
        elif event == "start" or path not in wanted:
            continue
        else:
            yield Cursor(element, ledger, path=path)
        element.clear(keep_tail=True)
        _drop(list(element.itersiblings(preceding=True)), ledger, path.rpartition("/")[0])


def _begun(
    element: etree._Element, ledger: Ledger, path: str, wanted: frozenset[str]
) -> Iterator[Cursor]:
    """A container at its start: a cursor over its attributes, or an account of them."""
    try:
        head = etree.Element(element.tag, dict(element.attrib))
    except ValueError as error:
        message = f"a name that XML does not allow ({error}); fetch the file again"
        raise BadInputError(message, file=ledger.file, field=path) from error
    cursor = Cursor(head, ledger, path=path)
    if path in wanted:
        yield cursor
    cursor.close()


def _drop(elements: list[etree._Element], ledger: Ledger, path: str) -> None:
    """Free elements of a container; one that still says something was taken by nobody."""
    for element in elements:
        if _says_something(element):
            name = f"{path}/{_local(element.tag)}"
            ledger.account(name, record="", value=_whole_text(element))
        _account_text(element.tail, ledger, path)
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _account_text(text: str | None, ledger: Ledger, path: str) -> None:
    if text and text.strip():
        ledger.account(f"{path}/text()", record="", value=text.strip())


def _path(element: etree._Element) -> str:
    names = [_local(element.tag), *(_local(above.tag) for above in element.iterancestors())]
    return "/".join(reversed(names))


def _check_beginning(stream: BinaryIO, ledger: Ledger, through: frozenset[str]) -> None:
    """Read up to the root's start tag and no further, then go back to the beginning."""
    seen: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append("")
    parser.StartElementHandler = lambda name, _: seen.append(name.rpartition(":")[2])
    try:
        while not seen and (chunk := stream.read(_PROLOG_STEP)):
            parser.Parse(chunk)
    except (expat.ExpatError, LookupError, ValueError):
        pass  # lxml meets the same fault and says more of it
    stream.seek(0)
    if seen and not seen[0]:
        message = (
            "has a document type declaration (<!DOCTYPE …>), which can bring in entities; "
            "no published list has one: fetch the file from its publisher"
        )
        raise BadInputError(message, file=ledger.file)
    if seen and seen[0] not in through:
        message = f"the root element is <{seen[0]}>, which is none of this format"
        raise BadInputError(message, file=ledger.file)


def _explained(error: etree.XMLSyntaxError) -> str:
    log = error.error_log
    code, message = (log[-1].type, log[-1].message) if len(log) else (error.code, error.msg)
    message = f"{message.rstrip('.')}, line {log[-1].line}" if len(log) else message
    if code in _CUT:
        return f"ends too early ({message}): the file is cut off; fetch it again"
    if "Char value" in message:
        return f"holds a control character that XML forbids ({message}); fetch the file again"
    if "encoding" in message.lower() or "UTF-8" in message or "conversion" in message:
        return f"is not in the encoding it states ({message}); fetch the file again"
    return f"is not well-formed XML ({message}): it is cut off or altered; fetch it again"


def _local(tag: object) -> str:
    """The name without its namespace; what is no element (an entity) has a name of its own."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else "entity()"


def _attributes(element: etree._Element) -> dict[str, str]:
    """The attributes by local name, without those of the schema language."""
    found = dict(element.attrib)
    if not any(name.startswith("{") for name in found):
        return found
    return {_local(name): value for name, value in found.items() if not name.startswith(_XSI)}


def _own_text(element: etree._Element) -> str:
    """The text of the element itself, also between its children, stripped."""
    if not len(element):
        return (element.text or "").strip()
    pieces = (element.text, *(child.tail for child in element))
    return " ".join(text for piece in pieces if piece and (text := piece.strip()))


def _leaves(element: etree._Element, path: str) -> Iterator[tuple[str, str]]:
    """Path and value of each attribute and text in an element."""
    for name, value in _attributes(element).items():
        if value.strip():
            yield f"{path}/@{name}", value.strip()
    if text := _own_text(element):
        yield path, text
    for child in element:
        yield from _leaves(child, f"{path}/{_local(child.tag)}")


def _whole_text(element: etree._Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())


def _says_something(element: etree._Element) -> bool:
    """Whether an element holds any text or attribute, at any depth."""
    return bool(
        "".join(map(str, element.itertext())).strip()
        or any(_attributes(part) for part in element.iter(etree.Element))
    )

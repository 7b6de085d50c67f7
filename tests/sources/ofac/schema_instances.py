"""A document that holds every element and attribute of a published XML schema once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

_XS = "{http://www.w3.org/2001/XMLSchema}"
_GROUPS = {f"{_XS}{name}" for name in ("sequence", "choice", "all")}
_TYPES = {f"{_XS}{name}" for name in ("complexType", "simpleType")}
_IGNORED = {f"{_XS}{name}" for name in ("annotation", "key", "keyref", "unique")}

Chooser = Callable[[str, str], str]
"""Given a path and the local name of its type, the value to put there; "" leaves it out."""


@dataclass
class Instance:
    """A schema read, which makes documents whose values a chooser chooses."""

    schema: etree._Element
    choose: Chooser

    @classmethod
    def of(cls, path: Path, choose: Chooser) -> Instance:
        """Read a schema."""
        return cls(etree.parse(path).getroot(), choose)

    def document(self, root: str) -> etree._Element:
        """The document: every element that the schema allows, once, with every attribute."""
        (declared,) = (each for each in self.schema if each.get("name") == root)
        return self._element(declared, "", self.schema.get("targetNamespace", ""))

    def _element(self, declared: etree._Element, above: str, namespace: str) -> etree._Element:
        declared = self._declared(declared)
        name = declared.get("name", "")
        path = f"{above}/{name}" if above else name
        made = etree.Element(f"{{{namespace}}}{name}")
        type_ = declared.find(f"{_XS}complexType")
        if type_ is None:
            type_ = self._type(declared.get("type", ""))
        if type_ is None or type_.tag == f"{_XS}simpleType":
            made.text = self.choose(path, _local(declared.get("type", "")))
        else:
            self._fill(made, type_, path, namespace)
        return made

    def _fill(
        self, made: etree._Element, declared: etree._Element, path: str, namespace: str
    ) -> None:
        if declared.get("mixed") == "true":
            made.text = self.choose(path, "string")
        for part in declared:
            if part.tag in _GROUPS:
                self._fill(made, part, path, namespace)
            elif part.tag == f"{_XS}element":
                child = self._element(part, path, namespace)
                if made.find(str(child.tag)) is None:  # the other branch of a choice has it too
                    made.append(child)
            elif part.tag == f"{_XS}attribute":
                name = part.get("name", "")
                if value := self.choose(f"{path}/@{name}", _local(part.get("type", ""))):
                    made.set(name, value)
            elif part.tag == f"{_XS}simpleContent":
                made.text = self.choose(path, _local(part[0].get("base", "")))
                self._fill(made, part[0], path, namespace)
            else:
                assert part.tag in _IGNORED, part.tag

    def _declared(self, element: etree._Element) -> etree._Element:
        """The element itself, or the one of the schema that it refers to."""
        referred = _local(element.get("ref", ""))
        found = (each for each in self.schema if each.tag == f"{_XS}element")
        return next((each for each in found if each.get("name") == referred), element)

    def _type(self, name: str) -> etree._Element | None:
        found = (each for each in self.schema if each.tag in _TYPES)
        return next((each for each in found if each.get("name") == _local(name)), None)


def paths(document: etree._Element) -> Iterator[str]:
    """The path of every attribute and text of a document, by local names from the root."""
    open_ = [(document, etree.QName(document).localname)]
    while open_:
        element, path = open_.pop()
        yield from (f"{path}/@{name}" for name in element.attrib)
        if element.text and element.text.strip():
            yield path
        open_.extend((child, f"{path}/{etree.QName(child).localname}") for child in element)


def _local(name: str) -> str:
    return name.rpartition(":")[2]

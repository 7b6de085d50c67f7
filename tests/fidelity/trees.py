"""Records of a list as trees, compared field by field: order and white space aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

Shape = tuple[str, str, frozenset["Shape"]]


def tag(element: etree._Element) -> str:
    """The element's local name."""
    return str(element.tag).rpartition("}")[2]


def text(element: etree._Element) -> str:
    """The element's own text, white space collapsed."""
    return " ".join((element.text or "").split())


def child(element: etree._Element, name: str) -> str:
    """The text of the child of that name, "" without one."""
    found = element.find(f"{{*}}{name}")
    return "" if found is None else text(found)


def put(parent: etree._Element, name: str, value: str = "") -> etree._Element:
    """A new child, which without a value may be filled further."""
    made = etree.SubElement(parent, name)
    made.text = value or None
    return made


def record(name: str, /, **fields: str) -> etree._Element:
    """A new element with a child for each field that has a value."""
    made = etree.Element(name)
    for field, value in fields.items():
        if value:
            put(made, field, value)
    return made


def put_all(parent: etree._Element, name: str, items: Iterable[etree._Element]) -> None:
    """A container with the items, absent when there is none."""
    found = list(items)
    if found:
        put(parent, name).extend(found)


def shape(element: etree._Element) -> Shape:
    """The element as a value that order and white space do not change; empty parts are none."""
    parts = frozenset(found for each in element if says(found := shape(each)))
    return (tag(element), text(element), parts)


def says(found: Shape) -> bool:
    """Whether a shape holds anything."""
    return bool(found[1] or found[2])


def differences(printed: etree._Element, rebuilt: etree._Element) -> list[str]:
    """What only one of two records says, as paths and texts; nothing when they are equal."""
    wanted, found = shape(printed), shape(rebuilt)
    if wanted == found:
        return []
    return [
        *(f"missing {text}" for text in _lines(wanted, found)),
        *(f"made up {text}" for text in _lines(found, wanted)),
    ]


def _lines(one: Shape, other: Shape) -> Iterator[str]:
    there = {each[0]: each for each in other[2]}
    if one[1] != other[1]:
        yield f"{one[0]}: {one[1]!r}"
    for part in sorted(one[2] - other[2], key=repr):
        rest = there.get(part[0])
        is_container = part[2] and rest and sum(each[0] == part[0] for each in one[2]) == 1
        if is_container and rest:
            yield from (f"{part[0]}/{text}" for text in _lines(part, rest))
        else:
            yield f"{part[0]}: {_flat(part)}"


def _flat(part: Shape) -> str:
    if not part[2]:
        return repr(part[1])
    return ", ".join(sorted(f"{each[0]}={_flat(each)}" for each in part[2]))

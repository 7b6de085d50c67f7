"""The pages that lead to parties: by program, list, ground, country, year and name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from kg import terms
from kg.iri import COUNTRY, digest
from kg.site.directory import AXES, Directory, Entry
from kg.site.pages import Pages
from kg.site.thing_pages import of_parties

PAGE = 500
"""How many parties one page lists."""

_ROOT = PurePosixPath("browse")
_UNDATED = "undated"
_OTHER_AXES = {"date": "Timeline", "name": "Names"}


class File(NamedTuple):
    """A page: its folder in the site, its file name, its text."""

    place: PurePosixPath
    name: str
    text: str


class Choice(NamedTuple):
    """A value to browse by: its label, the folder's name, and how many parties have it."""

    label: str
    name: str
    parties: int


def browse_places(directory: Directory) -> dict[str, PurePosixPath]:
    """The folder of the browsing page of every value, by its bare IRI."""
    found: dict[str, PurePosixPath] = {}
    for axis in AXES:
        taken: set[str] = set()
        for term in directory.terms(axis):
            iri = terms.iri_text(term)
            name = "".join(
                c if c.isascii() and c.isalnum() else "-" for c in iri.rsplit("/", 1)[-1]
            )
            name = name.lower().strip("-") or "other"
            name = f"{name}-{digest([iri])}" if name in taken else name
            taken.add(name)
            found[iri] = _ROOT / axis / name
    return found


class BrowsePages:
    """Makes every browsing page of a site.

    :param directory: the publication's parties in groups.
    :param pages: the templates.
    :param browsed: :func:`browse_places` of the directory.
    """

    def __init__(
        self, directory: Directory, pages: Pages, browsed: dict[str, PurePosixPath]
    ) -> None:
        self._directory, self._pages, self._browsed = directory, pages, browsed

    def all(self) -> Iterator[File]:
        """Yield every browsing page."""
        axes = {}
        for axis, (title, _) in AXES.items():
            choices = self._choices(axis)
            axes[axis] = (title, len(choices))
            place = _ROOT / axis
            yield self._file("choices.html.j2", place, title=title, axis=axis, choices=choices)
            for term in self._directory.terms(axis):
                yield from self._of_term(term)
        yield from self._years()
        yield from self._names()
        yield self._file("browse.html.j2", _ROOT, title="Browse", axes=axes)

    def _choices(self, axis: str) -> list[Choice]:
        found = [
            Choice(
                self._directory.thing(term).label,
                self._browsed[terms.iri_text(term)].name,
                self._directory.count(term),
            )
            for term in self._directory.terms(axis)
        ]
        return sorted(found, key=lambda choice: (choice.label.casefold(), choice.name))

    def _of_term(self, term: str) -> Iterator[File]:
        thing = self._directory.thing(term)
        place = self._browsed[terms.iri_text(term)]
        yield from self._paged(place, thing.label, self._directory.entries(term), thing.iri)

    def _paged(
        self, place: PurePosixPath, title: str, entries: list[Entry], iri: str = ""
    ) -> Iterator[File]:
        axis = place.parts[1]
        parts = list(of_parties(entries, PAGE))
        for number, part in enumerate(parts, start=1):
            yield File(
                place,
                _page_name(number),
                self._pages.html(
                    "parties.html.j2",
                    place,
                    title=title if number == 1 else f"{title}, page {number}",
                    axis=axis,
                    axis_title=AXES[axis][0] if axis in AXES else _OTHER_AXES[axis],
                    thing=iri,
                    data=iri.startswith(COUNTRY),
                    total=len(entries),
                    entries=part,
                    number=number,
                    names=[_page_name(each) for each in range(1, len(parts) + 1)],
                ),
            )

    def _years(self) -> Iterator[File]:
        years = self._directory.years()
        place = _ROOT / "date"
        dated = {year: count for year, count in years.items() if year}
        yield self._file(
            "timeline.html.j2",
            place,
            title="Designations by date",
            years=dated,
            most=max(dated.values(), default=1),
            undated=years.get("", 0),
        )
        for year in years:
            if year:
                title = f"Designations of {year}"
                days = self._directory.days(year)
                yield self._file("year.html.j2", place / year, title=title, days=days)
            else:
                entries = self._directory.days(year)[""]
                title = "Designations whose date no source held states"
                yield from self._paged(place / _UNDATED, title, entries)

    def _names(self) -> Iterator[File]:
        letters = self._directory.letters()
        choices = [Choice(_letter(letter), letter, count) for letter, count in letters.items()]
        place = _ROOT / "name"
        yield self._file("choices.html.j2", place, title="Names", axis="name", choices=choices)
        for letter in letters:
            title = f"Names: {_letter(letter)}"
            yield from self._paged(place / letter, title, self._directory.named(letter))

    def _file(self, template: str, place: PurePosixPath, **values: object) -> File:
        return File(place, "index.html", self._pages.html(template, place, **values))


def _letter(letter: str) -> str:
    return "other" if letter == "0" else letter.upper()


def _page_name(number: int) -> str:
    return "index.html" if number == 1 else f"page-{number}.html"

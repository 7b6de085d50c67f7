"""HTML from templates: every value escaped, every address relative, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2
from markupsafe import Markup

from kg.site import places
from kg.site.dates import in_words
from kg.site.scripts import script

TEMPLATES = Path(__file__).resolve().parent / "templates"
ASSETS = Path(__file__).resolve().parent / "assets"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

_WEB = ("https://", "http://")
_SCRIPT_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


class Links:
    """Addresses of things from any page: the site's own page if there is one, else the IRI.

    :param folders: the folder of every document of the site, by its bare IRI.
    """

    def __init__(self, folders: Mapping[str, PurePosixPath]) -> None:
        self._addresses = {iri: places.address(place) for iri, place in folders.items()}

    def path(self, iri: str) -> str:
        """The address of a thing's page from the site's root, "" when it has none."""
        document, mark, fragment = iri.partition("#")
        address = self._addresses.get(document, "")
        return f"{address}{mark}{fragment}" if address else ""


class Pages:
    """The templates, and what every page has in common.

    :param links: the folders of the site's documents.
    :param more: further pages for the navigation: path from the root by label.
    """

    def __init__(self, links: Links, more: Mapping[str, str]) -> None:
        self._links = links
        self._more = dict(more)
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            undefined=jinja2.StrictUndefined,
        )
        self._environment.filters["words"] = in_words
        self._environment.filters["json_ld"] = json_ld
        self._environment.filters["local_name"] = local_name
        self._environment.filters["script"] = script
        self._environment.filters["fragment"] = lambda iri: iri.partition("#")[2]
        # All at once, before the work is shared among processes.
        self._templates = {
            path.name: self._environment.get_template(path.name)
            for path in sorted(TEMPLATES.glob("*.j2"))
        }

    def html(self, template: str, place: PurePosixPath, **values: Any) -> str:  # noqa: ANN401
        """The text of a page that stands in a folder of the site."""
        root = places.to_root(place)
        return self._templates[template].render(
            root=root,
            home=root or "./",
            more=self._more,
            licence=LICENCE,
            formats=places.FORMATS,
            href=lambda iri: self._href(iri, root),
            **values,
        )

    def _href(self, iri: str, root: str) -> str:
        """The address of a thing from a page: a page of the site, a web address, or nothing."""
        path = self._links.path(iri)
        if path:
            return root + path
        return iri if iri.startswith(_WEB) else ""


def local_name(iri: str) -> str:
    """What of a term's IRI people read: the part behind the last ``#`` or ``/``."""
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


def json_ld(text: str) -> Markup:
    """JSON-LD as the content of a script element, which no text in it can close."""
    for letter, escape in _SCRIPT_ESCAPES.items():
        text = text.replace(letter, escape)
    return Markup(text)  # noqa: S704 - what could end the element is escaped above

"""A site served as plain files, and a Chromium whose every complaint fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests import shipped_site
from tests.browser.static_host import serving

GRAVE = {"serious", "critical"}


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the shipped designations' site, with pages."""
    return shipped_site.site()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where a plain static host serves the site; ends in a slash."""
    with serving(site) as found:
        yield found


# Not for the whole session: the library keeps an event loop running as long as it lives.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium as Debian has it.

    Skips when it is missing, unless KG_REQUIRE_CHROMIUM is set: then the test fails.
    """
    found = shutil.which("chromium")
    if found is None:
        give_up = pytest.fail if os.environ.get("KG_REQUIRE_CHROMIUM") else pytest.skip
        give_up("chromium is not installed (Debian: chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@dataclass
class Watch:
    """What a browser complained of, and whether it asked any other host for anything.

    A test that provokes a complaint names a part of it in ``expected``.
    """

    address: str
    expected: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.on("page", self._page)
        context.on("request", lambda request: self._asked(request.url))

    @property
    def unexpected(self) -> list[str]:
        """The complaints that no test asked for."""
        return [told for told in self.complaints if not any(e in told for e in self.expected)]

    def _page(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"external request: {url}")


@pytest.fixture
def watch(address: str) -> Iterator[Watch]:
    """Fails the test at its end for every console error, page error and external request."""
    found = Watch(address)
    yield found
    assert found.unexpected == []


Open = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser, address: str, watch: Watch) -> Iterator[Open]:
    """Opens watched pages, each in a context of its own: ``new_page(color_scheme="dark")``."""
    contexts = []

    def opened(**options: Any) -> Page:
        context = browser.new_context(base_url=address, **options)
        contexts.append(context)
        watch.over(context)
        context.set_default_timeout(15_000)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Open) -> Page:
    """A watched page; ``page.goto("search/")`` is below the site's address."""
    return new_page()


Audit = Callable[..., list[str]]


@pytest.fixture(scope="session")
def audit() -> Audit:
    """Gives the serious and critical findings of axe-core on the page as it stands.

    ``audit(page, "color-contrast")`` looks for what breaks the named rules alone.
    """
    axe = Axe()

    def findings(page: Page, *rules: str) -> list[str]:
        options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
        found = axe.run(page, options=options).response["violations"]
        return [
            f"{each['id']} ({each['impact']}): {node['html'][:200]}"
            for each in found
            if each["impact"] in GRAVE
            for node in each["nodes"]
        ]

    return findings

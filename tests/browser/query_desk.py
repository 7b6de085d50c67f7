"""The query page worked as a person works it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Watch

PATIENCE = 60_000
"""Milliseconds that an engine may take to start on a busy machine."""


@contextmanager
def watched_page(browser: Browser, address: str) -> Iterator[tuple[Page, Watch]]:
    """A page that several tests share, since an engine takes seconds to start; who watches it."""
    context = browser.new_context(base_url=address)
    context.set_default_timeout(PATIENCE)
    watch = Watch(address)
    watch.over(context)
    yield context.new_page(), watch
    context.close()


class Desk:
    """An open query page.

    :param page: a page of a browser; it is sent to the query page.
    :param behind: what stands behind ``#`` in the address.
    """

    def __init__(self, page: Page, behind: str = "") -> None:
        self.page = page
        page.goto(f"query/{behind}")
        if not behind:
            self.says("Ready.")

    @property
    def told(self) -> Locator:
        """The line that says how it went."""
        return self.page.locator("#query-told")

    def says(self, text: str) -> None:
        """Wait until that line contains a text."""
        expect(self.told).to_contain_text(text, timeout=PATIENCE)

    def write(self, query: str) -> None:
        """Replace what stands in the editor."""
        self.page.get_by_role("textbox", name="SPARQL query").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(query)
        self.page.keyboard.press("Escape")

    def choose(self, name: str) -> None:
        """Take a shipped question into the editor."""
        self.page.locator("#query-examples").select_option(name)

    def run(self) -> str:
        """Run what stands there to its end, and give what the page says of it."""
        button = self.page.get_by_role("button", name="Run", exact=True)
        button.click()
        expect(button).to_be_enabled(timeout=PATIENCE)
        return self.told.inner_text()

    def ask(self, query: str) -> str:
        """Write and run a query."""
        self.write(query)
        return self.run()

    def download(self, form: str) -> str:
        """The answer as a file of a form."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=form, exact=True).click()
        return Path(waiting.value.path()).read_text(encoding="utf-8")

    def rows(self) -> list[list[str]]:
        """The cells of the table as they are read."""
        found = self.page.locator("#query-table tbody tr")
        return [row.locator("td").all_inner_texts() for row in found.all()]

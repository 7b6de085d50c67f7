"""Pages as a browser shows them: no complaint, no other host, fit for everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page, ViewportSize, expect

from tests.browser.conftest import Audit, Watch

KINDS = {
    "front page": "",
    "entity": "id/party/ofac-33951/",
    "person with many names": "id/party/ofac-34119/",
    "network": "id/party/ofac-34024/",
    "company with doubts": "id/party/ofac-33114/",
    "program": "program/glomag/",
    "ground": "ground/human-rights-abuse/",
    "source": "source/treasury-jy0526/",
    "graph": "graph/us-ofac-action/2021-12-10/",
    "vocabulary": "ns/",
    "dataset": "dataset/",
    "catalogue": "dataset/catalog/",
    "changes": "changes/",
    "validation report": "report.html",
    "questions": "query/answers/",
    "answer": "query/answers/cq10-secondary-risk/",
    "browse": "browse/",
    "programs": "browse/program/",
    "country": "browse/country/chn/",
    "timeline": "browse/date/",
    "year": "browse/date/2021/",
    "search": "search/?q=ahmed",
}
NARROW: ViewportSize = {"width": 390, "height": 844}


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_page_is_accessible_in_light_and_dark_and_fits_a_phone(
    page: Page, path: str, audit: Audit
) -> None:
    page.goto(path)
    # The colours of the longest page are those of the others, so it is looked at once.
    found = audit(page) if path != "ns/" else []
    page.emulate_media(color_scheme="dark")
    rules = ["color-contrast"] if path != "ns/" else []
    found += [f"dark: {each}" for each in audit(page, *rules)]
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]

    assert found == []


def test_dark_and_light_differ_and_print_drops_what_paper_cannot_use(page: Page) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    page.goto("id/party/ofac-34024/")
    light = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(paper)
    page.emulate_media(media="print", color_scheme="dark")

    assert light != dark
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    expect(page.get_by_role("navigation", name="Site")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()


def test_the_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto("id/party/ofac-33951/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#page-content")).to_be_focused()


def test_the_watch_sees_errors_and_other_hosts(page: Page, watch: Watch) -> None:
    page.goto("")
    page.evaluate("console.error('planted fault')")
    page.evaluate("setTimeout(() => { throw new Error('planted throw') })")
    page.wait_for_timeout(20)
    with pytest.raises(Error):
        page.goto("http://127.0.0.2:9/planted")
    told, watch.complaints = "\n".join(watch.complaints), []

    for fault in ("planted fault", "planted throw", "external request: http://127.0.0.2:9/planted"):
        assert fault in told


def test_the_audit_sees_a_fault(page: Page, audit: Audit) -> None:
    page.goto("")
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=\"data:,\">'")

    assert any(finding.startswith("image-alt") for finding in audit(page))

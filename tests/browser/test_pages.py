"""Pages as a browser shows them: no complaint, no other host, fit for everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page

from tests.browser.conftest import Audit, Watch

KINDS = {
    "front page": "",
    "party": "id/party/ofac-33951/",
    "program": "program/glomag/",
    "timeline": "browse/date/",
    "search": "search/?q=ahmed",
}


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_page_is_accessible(page: Page, path: str, audit: Audit) -> None:
    page.goto(path)

    assert audit(page) == []


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

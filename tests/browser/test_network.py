"""The picture of a network answers to the pointer and to the keys."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open

HUB = "id/party/ofac-34024/"


def box(page: Page, label: str) -> Locator:
    return page.locator(f'figure.network a.box[aria-label="{label}"]')


def test_a_box_under_the_pointer_shows_its_ties_and_a_click_opens_its_page(page: Page) -> None:
    page.goto(HUB)
    box(page, "SEK STUDIO").hover()

    expect(page.locator(".told")).to_contain_text("LU, Hezheng – providing support to – SEK STUDIO")
    expect(page.locator(".tie.near")).to_have_count(3)
    assert "near" not in (
        box(page, "SHANGHAI HONGMAN CARTOON AND ANIMATION DESIGN STUDIO").get_attribute("class")
        or ""
    )
    box(page, "SEK STUDIO").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("SEK STUDIO")


def test_keys_walk_the_picture_centre_a_party_and_come_back(page: Page) -> None:
    page.goto(HUB)
    box(page, "MOXING CARTOON").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(box(page, "SEK STUDIO")).to_be_focused()
    page.keyboard.press("c")

    expect(page.locator(".box.centre")).to_have_text("SEK STUDIO")
    expect(box(page, "LU, Hezheng")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".box.centre")).to_have_text("LU, Hezheng")
    box(page, "SEK STUDIO").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("SEK STUDIO")


def test_ties_can_be_hidden_and_the_picture_zooms(page: Page) -> None:
    page.goto(HUB)
    former = page.locator(".tie.former")
    expect(former.first).to_be_visible()
    page.get_by_label("former or in doubt").uncheck()
    expect(former.first).to_be_hidden()

    wide = page.locator("figure.network svg").bounding_box()
    page.get_by_role("button", name="Zoom in").click()
    zoomed = page.locator("figure.network svg").bounding_box()
    assert wide
    assert zoomed
    assert zoomed["width"] > 1.1 * wide["width"]


def test_a_finger_has_a_mark_to_centre_a_party(new_page: Open) -> None:
    page = new_page(has_touch=True, viewport={"width": 390, "height": 844})
    page.goto(HUB)
    page.get_by_role("button", name="Put SEK STUDIO in the centre").tap()

    expect(page.locator(".box.centre")).to_have_text("SEK STUDIO")


def test_without_scripts_the_picture_and_its_links_stand(new_page: Open) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(HUB)
    box(page, "SEK STUDIO").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("SEK STUDIO")

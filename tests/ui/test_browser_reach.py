"""The screens by keyboard, by ear, in every contrast and width."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.ui.conftest import NARROW, Open
from tests.ui.screen import ask, audit, marker, no_sideways
from tests.ui.scripted import ScriptedBackend
from tests.ui.test_render import NASTY

pytestmark = pytest.mark.browser


def test_everything_can_be_done_with_the_keyboard(open_page: Open, address: str) -> None:
    page = open_page(address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the question")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type("Which schools track attendance?")
    page.keyboard.press("Enter")
    expect(page.locator('#chat a[href="#cite-4"]')).to_be_visible()
    page.locator('#chat a[href="#cite-1"]').focus()
    page.keyboard.press("Tab")
    second = page.get_by_role("link", name="Show source 2")
    expect(second).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#evidence-title")).to_contain_text("Source 2")
    expect(second).to_be_focused()
    page.get_by_role("button", name="Next page").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence .page-count")).to_have_text("Page 4 of 4")
    expect(page.get_by_role("button", name="Previous page")).to_be_visible()


def test_tabs_and_filters_tell_their_state_and_take_arrow_keys(open_page: Open, address: str) -> None:
    page = open_page(address)
    filters = page.get_by_role("button", name="Filters", exact=True)
    expect(filters).to_have_attribute("aria-expanded", "false")
    filters.press("Enter")
    expect(filters).to_have_attribute("aria-expanded", "true")
    page.get_by_role("tab", name="Ask").press("ArrowLeft")  # the last tab comes before the first
    expect(page.get_by_role("tab", name="Library")).to_be_focused()
    expect(page.get_by_role("tab", name="Library")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#shelf")).to_be_visible()


def test_what_happens_is_read_out(open_page: Open, address: str) -> None:
    page = open_page(address)
    ask(page, "Which schools track attendance?")
    live = page.locator("#announcer[aria-live=polite]")
    expect(live).to_have_text("Answered in 0.3 seconds, with 4 sources.")
    marker(page, 3)
    expect(live).to_have_text("Showing Source 3: Birch Lane Academy, page 2 of the PDF, printed 1")


@pytest.mark.parametrize("viewport", [None, NARROW])
def test_labels_headings_and_contrast(open_page: Open, address: str, viewport: dict[str, int] | None) -> None:
    page = open_page(address, *([viewport] if viewport else []))
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.locator("header[role=banner]").count() == 1
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    page.get_by_role("button", name="Filters").click()
    ask(page, "Does Ash Hill teach swimming?")
    ask(page, "Which schools track attendance?")
    page.get_by_text("How this was found").last.click()
    page.wait_for_timeout(400)
    assert audit(page, "unlabelled") == []
    assert audit(page, "poorContrast") == []
    page.get_by_role("tab", name="Library").click()
    page.wait_for_timeout(400)
    assert audit(page, "unlabelled") == []
    assert audit(page, "poorContrast") == []


def test_on_a_narrow_screen_the_evidence_comes_into_view_and_leads_back(open_page: Open, address: str) -> None:
    page = open_page(address, NARROW)
    ask(page, "Which schools track attendance?")
    no_sideways(page)
    marker(page, 3)
    expect(page.locator("#evidence-title")).to_be_in_viewport()
    expect(page.locator("#evidence-title")).to_be_focused()
    no_sideways(page)
    page.get_by_role("button", name="Back to the answer").click()
    expect(page.locator('#chat a[href="#cite-3"]')).to_be_in_viewport()
    expect(page.locator('#chat a[href="#cite-3"]')).to_be_focused()


def test_nothing_scrolls_sideways_at_400_pixels(open_page: Open, address: str, backend: ScriptedBackend) -> None:
    backend.quotes = ("x" * 300, "https://a.example/" + "y" * 200, *NASTY)
    page = open_page(address, NARROW)
    no_sideways(page)
    page.get_by_role("button", name="Filters").click()
    ask(page, "W" * 300)
    no_sideways(page)
    marker(page, 1)
    no_sideways(page)
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#shelf tbody tr").first).to_be_visible()
    no_sideways(page)

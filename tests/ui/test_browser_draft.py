"""The Draft tab in Chromium: a draft made, a sentence made false and flagged, one rejected, a reload, the file out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.ui.desk import Desk
from ingest.library import Library
from ingest.settings import Settings
from tests.ui.conftest import NARROW, Open, served
from tests.ui.screen import no_sideways

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sample(sample_library: Library) -> Iterator[str]:
    desk = Desk(Settings(library=sample_library.path))
    with served(desk) as address:
        yield address
    desk.close()


def test_a_draft_is_made_edited_rejected_and_outlives_a_reload(open_page: Open, sample: str, tmp_path: Path) -> None:
    page = open_page(sample)
    page.get_by_role("tab", name="Draft").click()
    page.get_by_role("button", name="Make a draft").click()
    expect(page.locator("#draft-said")).to_contain_text("Give your name")
    page.get_by_label("Your name").fill("Ann")
    page.get_by_role("button", name="Make a draft").click()
    expect(page.locator("#draft-summary")).to_contain_text("State: draft. Made by Ann.")
    claims = page.locator("#draft-whole .draft-claim")
    claims.first.click()
    expect(page.locator("#draft-evidence .paper .mark").first).to_be_visible()
    page.get_by_label("Sentence", exact=True).fill("Reading is outstanding across the trust.")
    page.get_by_role("button", name="Save and check", exact=True).click()
    expect(page.locator("#draft-verdict")).to_contain_text("A grade word stands outside a quotation")
    claims.nth(1).click()
    page.get_by_role("button", name="Reject", exact=True).click()
    expect(page.locator("#draft-said")).to_contain_text("Give a reason")
    page.get_by_label("Why (to query or reject)").fill("Not <b>needed</b>")
    page.get_by_role("button", name="Reject", exact=True).click()
    expect(page.locator("#draft-whole")).to_contain_text("Rejected by Ann: Not <b>needed</b>")
    page.get_by_role("button", name="Send to review", exact=True).click()
    expect(page.locator("#draft-said")).to_contain_text("The draft is now: in review.")
    page.get_by_role("button", name="Agree", exact=True).click()
    expect(page.locator("#draft-said")).to_contain_text("Ann wrote in this draft.")
    page.reload()
    page.get_by_role("tab", name="Draft").click()
    page.locator("#draft-earlier input").click()
    page.get_by_role("option").first.click()
    expect(page.locator("#draft-summary")).to_contain_text("State: in review")
    expect(page.locator("#draft-whole")).to_contain_text("Reading is outstanding across the trust.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Markdown").click()
    download.value.save_as(tmp_path / "out.md")
    assert "Reading is outstanding" not in (tmp_path / "out.md").read_text()
    page.screenshot(path=str(tmp_path / "wide.png"), full_page=True)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    no_sideways(page)
    page.screenshot(path=str(tmp_path / "narrow.png"), full_page=True)

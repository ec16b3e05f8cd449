"""The Draft tab in Chromium: a draft made, a sentence made false and flagged, one rejected, a reload, the file out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.ui.desk import Desk
from ingest.library import Library
from ingest.settings import Settings
from tests.ui.conftest import NARROW, WIDE, Open, served
from tests.ui.screen import choose, no_sideways

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sample(sample_library: Library) -> Iterator[str]:
    desk = Desk(Settings(library=sample_library.path))
    with served(desk) as address:
        yield address
    desk.close()


def test_a_draft_is_made_edited_rejected_and_outlives_a_reload(sample: str, open_page: Open, tmp_path: Path) -> None:
    page = open_page(sample)
    page.get_by_role("tab", name="Draft").click()
    page.get_by_role("button", name="Make a draft").click()
    expect(page.locator("#draft-said")).to_contain_text("Give your name")
    page.get_by_label("Your name").fill("Ann")
    page.get_by_role("button", name="Make a draft").click()
    expect(page.locator("#draft-summary")).to_contain_text("State: draft. Made by Ann.")
    claims = page.locator("#draft-columns .draft-claim")
    claims.first.click()
    expect(page.locator("#draft-evidence .paper .mark").first).to_be_visible()
    page.get_by_label("Sentence", exact=True).fill("Reading is outstanding across the trust.")
    page.get_by_role("button", name="Save and check", exact=True).click()
    expect(page.locator("#draft-verdict")).to_contain_text("A grade word stands outside a quotation")
    claims.nth(1).click()
    expect(claims.nth(1)).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Reject", exact=True).click()
    expect(page.locator("#draft-said")).to_contain_text("Give a reason")
    page.get_by_label("Why (to query or reject)").fill("Not <b>needed</b>")
    page.get_by_role("button", name="Reject", exact=True).click()
    expect(page.locator("#draft-columns")).to_contain_text("Rejected by Ann: Not <b>needed</b>")
    page.get_by_role("button", name="Send to review", exact=True).click()
    expect(page.locator("#draft-said")).to_contain_text("The draft is now: in review.")
    page.get_by_role("button", name="Agree", exact=True).click()
    expect(page.locator("#draft-said")).to_contain_text("1 sentence is left out as not borne out")
    page.reload()
    page.get_by_role("tab", name="Draft").click()
    choose(page, page.locator("#draft-earlier input"))
    expect(page.locator("#draft-summary")).to_contain_text("State: in review")
    expect(page.locator("#draft-columns")).to_contain_text("Reading is outstanding across the trust.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Markdown").click()
    download.value.save_as(tmp_path / "out.md")
    assert "Reading is outstanding" not in (tmp_path / "out.md").read_text()
    assert page.evaluate("document.documentElement.scrollHeight") < 2 * 900
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    no_sideways(page)


def _make(page: Page, name: str) -> None:
    page.get_by_role("tab", name="Draft").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Make a draft").click()
    expect(page.locator("#draft-summary")).to_contain_text(f"Made by {name}.")


def _reopen(page: Page) -> None:
    choose(page, page.locator("#draft-earlier input"))
    expect(page.locator("#draft-summary")).to_contain_text("State:")


def _rewrite(page: Page, words: str) -> None:
    page.get_by_label("Sentence", exact=True).fill(words)
    page.get_by_role("button", name="Save and check", exact=True).click()


def test_two_people_in_one_draft_see_both_versions_and_lose_nothing(sample: str, open_page: Open) -> None:
    ann = open_page(sample)
    _make(ann, "Ann")
    ben = open_page(sample)
    ben.get_by_role("tab", name="Draft").click()
    ben.get_by_label("Your name").fill("Ben")
    _reopen(ben)
    for page in (ann, ben):
        page.locator("#draft-columns .draft-claim").nth(1).click()
        expect(page.get_by_label("Sentence", exact=True)).to_be_visible()
    _rewrite(ann, "Ann has put it so.")
    expect(ann.locator("#draft-said")).to_contain_text("Kept and checked.")
    _rewrite(ben, "Ben has put it otherwise.")
    said = ben.locator("#draft-said")
    expect(said).to_contain_text("Ann changed this sentence while you were editing it.")
    expect(said).to_contain_text("Ann has put it so.")
    expect(said).to_contain_text("Ben has put it otherwise.")
    expect(ben.get_by_label("Sentence", exact=True)).to_have_value("Ben has put it otherwise.")
    ben.get_by_role("button", name="Save and check", exact=True).click()
    expect(ben.locator("#draft-said")).to_contain_text("Kept and checked.")
    ann.get_by_role("button", name="Accept", exact=True).click()
    expect(ann.locator("#draft-said")).to_contain_text("The sentence is shown as it stands now")
    expect(ann.locator("#draft-said")).to_contain_text("Ben has put it otherwise.")
    expect(ann.get_by_label("Sentence", exact=True)).to_have_value("Ben has put it otherwise.")
    ann.get_by_role("button", name="Send to review", exact=True).click()
    expect(ann.locator("#draft-said")).to_contain_text("The draft is now: in review.")
    ben.get_by_role("button", name="Back to draft", exact=True).click()
    expect(ben.locator("#draft-said")).to_contain_text("Ann changed this draft since you opened it")


def test_a_sentence_of_ones_own_is_added_cited_moved_and_kept(sample: str, open_page: Open) -> None:
    page = open_page(sample, NARROW)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    _make(page, "Ann")
    page.locator("#draft-columns .draft-claim").nth(1).click()
    expect(page.locator("#draft-evidence .paper .mark").first).to_be_visible()
    page.locator("#draft-own button").first.click()
    page.locator("#draft-fresh textarea").fill("Ann adds this sentence.")
    page.locator("#draft-add").click()
    expect(page.locator("#draft-said")).to_contain_text("Added and checked.")
    added = page.locator("#draft-columns .draft-claim").nth(2)
    expect(added).to_have_text("Ann adds this sentence.")
    expect(added).to_have_attribute("aria-current", "true")
    page.locator("#draft-more button").first.click()
    page.locator("#draft-wanted textarea, #draft-wanted input").first.fill("phonics taught")
    page.locator("#draft-find").click()
    page.locator("#draft-found [data-draft]").first.click()
    expect(page.locator("#draft-said")).to_contain_text("Cited, and the sentence checked again.")
    page.get_by_role("button", name="Move up", exact=True).click()
    expect(page.locator("#draft-columns .draft-claim").nth(1)).to_have_text("Ann adds this sentence.")


def test_the_word_file_is_taken_away_and_goes_through_check(sample: str, open_page: Open, tmp_path: Path) -> None:
    page = open_page(sample)
    _make(page, "Ann")
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    path = tmp_path / "draft.docx"
    download.value.save_as(path)
    assert path.read_bytes().startswith(b"PK")
    page.get_by_role("tab", name="Check").click()
    page.locator("#check-file input[type=file]").set_input_files(path)
    expect(page.locator("#check-file")).to_contain_text("draft")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#check-summary .counts")).to_contain_text("claims", timeout=400_000)

"""The Draft tab in Chromium: what is typed and not saved survives a reload; prose and tables are chosen and shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from playwright.sync_api import Page, expect

from assistant.drafting.prose import SectionWriter
from assistant.drafting.room import Room
from assistant.ui.desk import Desk
from ingest.library import Library
from ingest.settings import Settings
from tests.ui.conftest import NARROW, Open, served
from tests.ui.screen import no_sideways

pytestmark = pytest.mark.browser

TYPED = "Ann types this and does not <b>save</b> it."


def reply(school: str) -> str:
    """Return what the scripted model always says: one sentence that nothing bears out."""
    return json.dumps({"claims": [{"text": f"{school} had 4,711 pupils in a boat.", "evidence": ["E1"]}]})


@pytest.fixture(scope="module")
def sample(sample_library: Library) -> Iterator[str]:
    desk = Desk(Settings(library=sample_library.path))
    model = GenericFakeChatModel(messages=iter(AIMessage(content=reply("Corvane Academy")) for _ in range(1000)))
    writer = lambda: SectionWriter("local:tiny", lambda: model, 60, "show")  # noqa: E731
    desk.room = Room(lambda: sample_library, lambda: desk.drafts.judge(), writer, "local:tiny")
    with served(desk) as address:
        yield address
    desk.close()


def made(page: Page, name: str, **more: Any) -> None:
    page.get_by_role("tab", name="Draft").click()
    page.get_by_label("Your name").fill(name)
    if more.get("tables"):
        page.get_by_label("Grades as printed").check()
        page.get_by_label("Themes by school").check()
    if more.get("prose"):
        page.get_by_label("prose, by local:tiny").check()
    page.get_by_role("button", name="Make a draft").click()
    expect(page.locator("#draft-summary")).to_contain_text(f"Made by {name}.", timeout=180_000)


def test_what_is_typed_and_not_saved_survives_a_reload_and_is_dropped_once_it_is_saved(
    sample: str, open_page: Open
) -> None:
    page = open_page(sample)
    made(page, "Ann")
    claim = page.locator("#draft-columns .draft-claim").nth(1)
    saved = claim.text_content() or ""
    claim.click()
    sentence = page.get_by_label("Sentence", exact=True)
    expect(sentence).to_have_value(saved)
    sentence.fill(TYPED)
    page.reload()
    page.get_by_role("tab", name="Draft").click()
    unsaved = page.locator("#draft-unsaved-list")
    expect(unsaved).to_contain_text(TYPED)
    expect(page.get_by_label("Your name")).to_have_value("Ann")
    unsaved.get_by_role("button", name="Open it").click()
    expect(page.get_by_label("Sentence", exact=True)).to_have_value(TYPED)
    expect(page.locator("#draft-restored-words")).to_contain_text(f"Saved is: “{saved[:40]}")
    page.get_by_role("button", name="Save and check", exact=True).click()
    expect(page.locator("#draft-said")).to_contain_text("Kept and checked.")
    page.reload()
    page.get_by_role("tab", name="Draft").click()
    page.wait_for_timeout(1500)
    expect(unsaved).to_be_hidden()


def test_a_sentence_of_ones_own_that_was_not_added_is_found_again_and_can_be_dropped(
    sample: str, open_page: Open
) -> None:
    page = open_page(sample)
    made(page, "Ann")
    page.locator("#draft-own button").first.click()
    page.locator("#draft-fresh textarea").fill("Ann has yet to add this.")
    page.reload()
    page.get_by_role("tab", name="Draft").click()
    unsaved = page.locator("#draft-unsaved-list")
    expect(unsaved).to_contain_text("Ann has yet to add this.")
    unsaved.get_by_role("button", name="Drop it").click()
    expect(unsaved).to_be_hidden()


def test_prose_that_nothing_bears_out_is_struck_through_with_its_reason_and_stays_out_of_the_file(
    sample: str, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(sample)
    made(page, "Ann", prose=True, tables=True)
    struck = page.locator("#draft-columns .draft-claim.struck").first
    expect(struck).to_contain_text("4,711 pupils in a boat")
    assert struck.evaluate("each => getComputedStyle(each).textDecorationLine") == "line-through"
    told = page.locator("#draft-columns .draft-prose")
    expect(told).to_contain_text("none stands. The section is given in evidence mode.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Markdown").click()
    download.value.save_as(tmp_path / "out.md")
    text = (tmp_path / "out.md").read_text()
    assert "4,711" not in text
    assert "prose mode: the chat model local:tiny" in text
    assert "### Grades as printed: report cards" in text and "### Themes in the latest reports" in text
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    no_sideways(page)

"""The Check tab in Chromium: a draft in, through its claims by keyboard, override, the Word file out."""

from __future__ import annotations

import io
import re
import time
import uuid
import zipfile
from pathlib import Path

import pytest
from gradio.utils import get_upload_folder
from playwright.sync_api import expect

from tests.assistant.reviewing.conftest import docx
from tests.assistant.reviewing.test_word_comments import commented, part
from tests.ui.conftest import NARROW, Open
from tests.ui.screen import audit, choose, no_sideways
from tests.ui.scripted import ScriptedBackend
from tests.ui.scripted_drafts import SENTENCES

pytestmark = pytest.mark.browser


def word_file(folder: Path) -> Path:
    escaped = [text.replace("<", "&lt;").replace(">", "&gt;") for text in SENTENCES]
    path = folder / "draft one.docx"
    path.write_bytes(docx("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in escaped)))
    return path


def test_a_word_draft_is_checked_walked_by_keyboard_overridden_and_taken_away_with_comments(
    open_page: Open, address: str, backend: ScriptedBackend, tmp_path: Path
) -> None:
    page = open_page(address)
    page.get_by_role("tab", name="Check").click()
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#check-summary")).to_contain_text("Choose a draft or paste its text first.")
    page.locator("#check-file input[type=file]").set_input_files(word_file(tmp_path))
    expect(page.locator("#check-file")).to_contain_text("draft")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#check-summary .counts")).to_have_text(
        "4 claims: 1 supported, 1 contradicted, 1 not found, 1 could not be checked; 1 uncited."
    )
    listed = page.locator("#claims li:visible")
    expect(listed).to_have_count(3)  # what needs attention, the contradicted claim first and open
    expect(listed.first).to_contain_text("Attendance of all pupils")
    expect(page.locator("#check-card mark.conflict")).to_have_text("all")
    expect(page.locator("#check-evidence mark.conflict")).to_have_text("some")
    expect(page.locator("#check-evidence .paper .mark")).to_have_count(1)
    expect(page.get_by_role("button", name="Take back my decision")).to_have_count(0)
    page.keyboard.press("j")  # the evidence follows the keyboard
    expect(page.locator("#check-title")).to_have_text("Claim 4")
    expect(page.locator("#check-evidence")).to_contain_text("Nothing in the library speaks to this claim.")
    page.keyboard.press("k")
    page.keyboard.press("o")  # at once: it is about the claim that the keyboard is at, not the one still shown
    expect(page.locator("#check-title")).to_have_text("Claim 3")
    expect(page.get_by_label("Reason")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#check-said")).to_contain_text("This is the checker’s own verdict")
    expect(page.locator("#claims .chip-decided")).to_have_count(0)
    choose(page, page.locator("#check-verdict input"), re.compile("^Supported$"))
    page.get_by_role("button", name="Override").click()
    expect(page.locator("#check-said")).to_contain_text("Give a reason: who reads this later")
    page.get_by_label("Reason").fill("The register <b>says</b> so")
    page.get_by_role("button", name="Override").click()
    expect(page.locator("#check-card .decisions")).to_contain_text(
        "overrode with “supported” – The register <b>says</b> so"
    )
    expect(page.locator("#claims .chip-decided")).to_have_text("overridden by ann: supported")
    with page.expect_download() as download:
        page.get_by_role("link", name="Word with comments").click()
    assert download.value.suggested_filename == "draft-checked.docx"
    content = download.value.path().read_bytes()
    assert zipfile.is_zipfile(io.BytesIO(content))
    assert sorted(commented(content).values()) == sorted([SENTENCES[2], *SENTENCES[2:5]])
    authors = [c.get(c.tag.replace("comment", "author")) for c in part(content, "word/comments.xml")]
    assert sorted(authors) == ["Inspection Assistant"] * 3 + ["ann"]


def test_the_sentence_that_a_claim_rests_on_is_brought_into_sight_when_the_claim_is_pressed(
    open_page: Open, address: str
) -> None:
    page = open_page(address, {"width": 1280, "height": 500})
    page.get_by_role("tab", name="Check").click()
    page.get_by_label("… or paste its text").fill("Pupils read widely.")
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("button", name="All, in order 5").click()
    page.locator('#claims [data-check="claim:5"]').click()
    expect(page.locator("#check-title")).to_have_text("Claim 5")
    expect(page.locator("#check-evidence .paper .mark").last).to_be_in_viewport()


def test_two_reviewers_who_chose_one_draft_both_have_it_checked_and_no_upload_of_it_stays(
    open_page: Open, address: str, tmp_path: Path
) -> None:
    draft = word_file(tmp_path).rename(tmp_path / f"{uuid.uuid4().hex}.docx")
    windows = [open_page(address), open_page(address)]
    for page in windows:
        page.get_by_role("tab", name="Check").click()
        page.locator("#check-file input[type=file]").set_input_files(draft)
        expect(page.locator("#check-file")).to_contain_text(draft.stem[:8])
    for page in windows:
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.locator("#check-summary .counts")).to_contain_text("4 claims")
    uploads, end = Path(get_upload_folder()), time.monotonic() + 60
    while (left := list(uploads.rglob(draft.name))) and time.monotonic() < end:
        time.sleep(0.1)
    assert left == []


def test_pasted_text_is_filtered_on_a_narrow_screen_and_found_again_among_earlier_checks(
    open_page: Open, address: str, backend: ScriptedBackend
) -> None:
    page = open_page(address, NARROW)
    page.get_by_role("tab", name="Check").click()
    page.get_by_label("… or paste its text").fill("nothing readable")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#check-summary .notice-bad")).to_contain_text("Save it <i>again</i>.")
    page.get_by_label("… or paste its text").fill("Pupils read widely.")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#check-summary h2")).to_have_text("Pasted text")
    expect(page.get_by_role("link", name="Word with comments")).to_have_count(0)
    page.get_by_role("button", name="Supported 1").click()
    expect(page.locator("#claims li:visible")).to_have_count(1)
    page.get_by_role("button", name="All, in order 5").click()
    expect(page.locator("#claims li:visible").first).to_contain_text("Attendance")
    page.locator('#claims [data-check="claim:2"]').click()
    expect(page.locator("#check-title")).to_be_focused()
    page.get_by_role("button", name="Next page").click()
    expect(page.locator("#check-evidence .page-count")).to_contain_text("Page 3 of 4")
    page.get_by_role("button", name="Back to the quotation").click()
    expect(page.locator("#check-evidence .page-count")).to_contain_text("Page 2 of 4")
    no_sideways(page)
    assert audit(page, "poorContrast") == []
    page.reload()
    page.get_by_role("tab", name="Check").click()
    choose(page, page.locator("#check-earlier input"))
    expect(page.locator("#check-summary .counts")).to_contain_text("4 claims")

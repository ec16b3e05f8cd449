"""Conversations in the browser: there again after a reload, opened from the list, renamed, deleted."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import NARROW, WIDE, Open
from tests.ui.screen import ask, choose, marker, no_sideways
from tests.ui.scripted import ScriptedBackend

pytestmark = pytest.mark.browser
QUESTION = "What do the reports say about attendance?"


def conversation_of(page: Page) -> str:
    page.wait_for_url(re.compile(r"[?&]conversation=[0-9a-f]{32}"))
    return page.url.rpartition("conversation=")[2]


def list_open(page: Page) -> None:
    page.get_by_role("button", name="Conversations").click()
    expect(page.get_by_label("Title of this conversation")).to_be_visible()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_reload_shows_the_same_answers_markers_and_trace_and_asks_nothing(
    open_page: Open, address: str, backend: ScriptedBackend, viewport: dict[str, int]
) -> None:
    page = open_page(address, viewport)
    ask(page, QUESTION)
    ask(page, "Is there swimming?")
    conversation_of(page)
    before = page.locator("#chat .prose").all_inner_texts()
    page.reload()
    expect(page.locator("#chat .user-row")).to_have_count(2)
    assert page.locator("#chat .prose").all_inner_texts() == before
    assert len(backend.asked) == 2
    expect(page.locator("#status")).to_contain_text("shown as it was kept; nothing was asked again")
    expect(page.locator("#chat details.trace")).to_have_count(2)
    marker(page, 1)
    no_sideways(page)
    ask(page, "And punctuality?")
    assert backend.asked[-1][3] == 6
    assert len(backend.asked[-1][2]) == 4


def test_an_earlier_conversation_is_opened_renamed_and_deleted(
    open_page: Open, address: str, backend: ScriptedBackend
) -> None:
    page = open_page(address)
    ask(page, QUESTION)
    first = conversation_of(page)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#chat .user-row")).to_have_count(0)
    page.wait_for_url(lambda url: "conversation=" not in url)
    list_open(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/queue/join" in request.url else None)
    choose(page, page.get_by_label("Open an earlier conversation"), QUESTION)
    expect(page.locator("#chat .user-row")).to_have_count(1)
    assert conversation_of(page) == first
    title = page.get_by_label("Title of this conversation")
    expect(title).to_have_value(QUESTION)  # what is opened fills the field: typed before, it would be overwritten
    title.fill("Spring visit")
    assert len(sent) == 1  # opened a second time, it would overwrite what was typed
    page.get_by_role("button", name="Rename").click()
    expect(page.locator("#status")).to_contain_text("The conversation has a new title.")
    assert backend.conversations is not None
    assert [kept.title for kept in backend.conversations.list()] == ["Spring visit"]
    page.get_by_role("button", name="Delete …").click()
    expect(page.locator("#status")).to_contain_text("It cannot be brought back.")
    page.get_by_role("button", name="Delete for good").click()
    expect(page.locator("#chat .user-row")).to_have_count(0)
    expect(page.locator("#status")).to_contain_text("The conversation has been deleted.")
    assert backend.conversations.list() == ()
    page.goto(f"{address}?conversation={first}")
    expect(page.locator("#status")).to_contain_text("It may have been deleted.")


def test_an_answer_that_cannot_be_read_says_so_in_its_place(
    open_page: Open, address: str, backend: ScriptedBackend
) -> None:
    assert backend.conversations is not None
    id = backend.conversations.start(QUESTION)
    backend.conversations.add(id, QUESTION, {"version": 99}, ())
    page = open_page(address)
    page.goto(f"{address}?conversation={id}")
    expect(page.locator("#chat .notice-bad")).to_contain_text("kept in form 99, and this program reads form 1")


def test_feedback_on_an_answer_and_a_source_is_kept_shown_after_a_reload_and_withdrawn(
    open_page: Open, address: str, backend: ScriptedBackend
) -> None:
    assert backend.conversations is not None
    page = open_page(address)
    ask(page, QUESTION)
    page.get_by_role("link", name="Give feedback on this answer").click()
    page.get_by_label("Something is missing").check()
    expect(page.locator("#chat .user-row")).to_have_count(1)
    expect(page.locator("#evidence .evidence-card")).to_be_visible()
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_enabled()
    page.get_by_label("Note (may be empty)").fill("Cedar Row speaks of it too.")
    page.get_by_role("button", name="Save feedback").click()
    expect(page.locator("#chat .tell")).to_contain_text("You said: missing.")
    marker(page, 2)
    page.get_by_role("button", name="Give feedback on this source").click()
    expect(page.locator("#feedback")).to_contain_text("Feedback on source 2")
    page.get_by_label("Wrong page").check()
    page.get_by_role("button", name="Save feedback").click()
    expect(page.locator("#feedback")).to_be_hidden()
    expect(page.locator("#status")).to_contain_text("Your feedback is kept.")
    kept = [(told.kind, told.marker, told.note) for told in backend.conversations.feedback()]
    assert kept == [("missing", None, "Cedar Row speaks of it too."), ("wrong page", 2, "")]
    conversation_of(page)
    page.reload()
    expect(page.locator("#chat .tell")).to_contain_text("You said: missing.")
    marker(page, 2)
    expect(page.locator("#evidence .tell-source")).to_contain_text("You said: wrong page.")
    page.get_by_role("link", name="Change").click()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator("#status")).to_contain_text("Your feedback is withdrawn.")
    expect(page.locator("#chat .tell")).not_to_contain_text("You said")
    assert [told.marker for told in backend.conversations.feedback()] == [2]


def test_all_four_kinds_of_feedback_can_be_given_and_a_wrong_page_names_its_source(
    open_page: Open, address: str, backend: ScriptedBackend
) -> None:
    assert backend.conversations is not None
    page = open_page(address)
    ask(page, QUESTION)
    page.get_by_role("link", name="Give feedback on this answer").click()
    form = page.locator("#feedback")
    for words in ("Helpful", "Wrong page", "Sources do not support it", "Something is missing"):
        expect(form.get_by_label(words)).to_be_visible()
    form.get_by_label("Wrong page").check()
    page.get_by_role("button", name="Save feedback").click()
    expect(page.locator("#status")).to_contain_text("Choose which source stands on the wrong page.")
    choose(page, form.get_by_label("Which source is meant?"), re.compile(r"^\[2\]"))
    page.get_by_role("button", name="Save feedback").click()
    expect(page.locator("#status")).to_contain_text("Your feedback is kept.")
    assert [(told.kind, told.marker) for told in backend.conversations.feedback()] == [("wrong page", 2)]
    no_sideways(page)
    page.get_by_role("link", name="Give feedback on this answer").click()
    expect(form.get_by_role("heading")).to_be_focused()
    page.get_by_role("button", name="New conversation").click()
    expect(form).to_be_hidden()  # what it is about has gone with the conversation


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_two_windows_of_one_conversation_never_share_a_marker(
    open_page: Open, address: str, viewport: dict[str, int]
) -> None:
    first = open_page(address, viewport)
    ask(first, QUESTION)
    second = open_page(address, viewport)
    second.locator("#conversation-address span").wait_for(state="attached")
    second.goto(f"{address}?conversation={conversation_of(first)}")
    expect(second.locator("#chat .user-row")).to_have_count(1)
    ask(first, "And punctuality?")
    second.get_by_label("Your question").fill("And reading?")
    second.get_by_label("Your question").press("Enter")
    expect(second.locator("#chat .user-row")).to_have_count(3)
    expect(second.locator("#status")).to_contain_text("went on in another window as well")
    expect(second.get_by_role("button", name="Send", exact=True)).to_be_enabled()
    markers = [link.inner_text().strip("[]") for link in second.locator("#chat a[href^='#cite-']").all()]
    assert len(markers) == len(set(markers)) == 12
    marker(second, max(map(int, markers)))


def test_an_answer_is_copied_with_its_sources_and_the_conversation_is_a_word_file(
    open_page: Open, address: str, backend: ScriptedBackend
) -> None:
    page = open_page(address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.get_by_role("link", name="Copy with sources").click()
    expect(page.locator("#chat .tell")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(QUESTION)
    assert "[1] Ash Hill Primary School, 12 and 13 March 2024" in copied
    list_open(page)
    with page.expect_download() as begun:
        page.get_by_role("link", name="Word, with footnotes").click()
    assert begun.value.suggested_filename.endswith(".docx")
    no_sideways(page)

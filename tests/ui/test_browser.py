"""The Ask tab in Chromium over a scripted library: what a person does and sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.writing.escaping import one_line
from tests.ui.conftest import Open, served
from tests.ui.screen import ask, choose, drawn, marker
from tests.ui.scripted import ScriptedBackend
from tests.ui.test_render import NASTY

pytestmark = pytest.mark.browser


def test_an_answer_comes_with_its_first_source_open(open_page: Open, address: str) -> None:
    page = open_page(address)
    ask(page, "Which schools track attendance?")
    evidence = page.locator("#evidence")
    expect(page.locator("#chat")).to_contain_text("2 of 3 schools speak to this.")
    expect(page.locator("#chat")).to_contain_text("Nothing found on this: Cedar Row School.")
    expect(evidence.locator("h3").first).to_contain_text("Ash Hill Primary School")
    expect(evidence).to_contain_text("12 and 13 March 2024")
    expect(evidence).to_contain_text("Graded report (2019–25)")
    expect(evidence).to_contain_text("page 2 of the PDF, printed 1")
    expect(evidence).to_contain_text("The library holds a newer report of this school, 20 January 2026.")
    expect(page.locator("#status")).to_contain_text("Answered in 0.3 seconds, with 4 sources.")
    drawn(page)


def test_a_marker_opens_its_page_with_the_sentence_lit(open_page: Open, address: str) -> None:
    page = open_page(address)
    ask(page, "Which schools track attendance?")
    marker(page, 3)
    drawn(page)
    evidence = page.locator("#evidence")
    expect(evidence.locator("blockquote")).to_have_text(
        "“Leaders track punctuality with care and act on what they find.”"
    )
    expect(evidence.locator("figcaption")).to_have_text("The highlighted words are the quotation.")
    box, paper = evidence.locator(".mark").bounding_box(), evidence.locator(".paper").bounding_box()
    assert box and paper
    top = (box["y"] + box["height"] / 2 - paper["y"]) / paper["height"]
    assert abs(top - (110 + 22 - 3) / 842) < 0.01  # the second line of the page
    assert evidence.locator("img").get_attribute("alt") == (
        "Page 2 of the document about Birch Lane Academy, the quotation highlighted"
    )


def test_the_first_source_of_an_answer_is_shown_with_its_sentence_in_view(open_page: Open, address: str) -> None:
    page = open_page(address)
    page.set_viewport_size({"width": 1280, "height": 640})
    ask(page, "Which schools track attendance?")
    drawn(page)
    expect(page.locator("#evidence .mark").first).to_be_in_viewport(ratio=0.9)


def test_while_a_page_loads_no_other_page_stands_under_its_highlight(open_page: Open, address: str) -> None:
    page = open_page(address)
    ask(page, "Which schools track attendance?")
    drawn(page)
    page.route("**/3.png*", lambda route: None)  # never answered
    marker(page, 2)
    expect(page.locator("#evidence .page-count")).to_have_text("Page 3 of 4")
    assert page.evaluate("document.querySelector('#evidence img').naturalWidth") == 0


def test_a_page_that_cannot_be_drawn_is_told_and_lights_nothing(open_page: Open, address: str) -> None:
    page = open_page(address, calm=False)
    page.route("**/2.png*", lambda route: route.fulfill(status=503))
    ask(page, "Which schools track attendance?")
    expect(page.locator("#evidence .paper.failed")).to_be_visible()
    expect(page.locator("#evidence .mark")).not_to_be_visible()


def test_a_quotation_over_two_pages_has_both_places(open_page: Open, address: str) -> None:
    page = open_page(address)
    ask(page, "Which schools track attendance?")
    marker(page, 2)
    evidence = page.locator("#evidence")
    expect(evidence.locator(".mark")).to_have_count(2)
    evidence.get_by_role("button", name="Page 4", exact=True).click()
    expect(evidence.locator(".page-count")).to_have_text("Page 4 of 4")
    expect(evidence.locator(".mark")).to_have_count(1)
    expect(evidence.get_by_role("button", name="Page 4", exact=True)).to_have_attribute("aria-pressed", "true")


def test_where_the_place_is_not_found_nothing_is_lit_and_the_panel_says_so(open_page: Open, address: str) -> None:
    page = open_page(address)
    ask(page, "Which schools track attendance?")
    marker(page, 4)
    expect(page.locator("#evidence .mark")).to_have_count(0)
    expect(page.locator("#evidence figcaption")).to_contain_text("nothing is highlighted")


def test_pages_can_be_turned_and_lead_back(open_page: Open, address: str) -> None:
    page = open_page(address)
    ask(page, "Which schools track attendance?")
    evidence = page.locator("#evidence")
    evidence.get_by_role("button", name="Previous page").click()
    expect(evidence.locator(".page-count")).to_have_text("Page 1 of 4")
    expect(evidence.get_by_role("button", name="Previous page")).to_be_disabled()
    expect(evidence.locator("figcaption")).to_contain_text("The quotation is not on this page; it is on page 2.")
    expect(evidence.locator(".mark")).to_have_count(0)
    evidence.get_by_role("button", name="Back to the quotation").click()
    expect(evidence.locator(".page-count")).to_have_text("Page 2 of 4")


def test_the_pdf_opens_at_its_page_in_a_new_tab(open_page: Open, address: str, backend: ScriptedBackend) -> None:
    page = open_page(address)
    ask(page, "Which schools track attendance?")
    link = page.get_by_role("link", name=re.compile("Open PDF"))
    assert link.get_attribute("href") == f"/documents/{backend.rows()[0].document}#page=2"
    assert link.get_attribute("target") == "_blank"
    assert page.request.get(address + link.get_attribute("href")[1:]).body().startswith(b"%PDF")  # type: ignore[index]


def test_sources_are_listed_and_select(open_page: Open, address: str) -> None:
    page = open_page(address)
    ask(page, "Which schools track attendance?")
    listed = page.locator("#evidence .source")
    expect(listed).to_have_count(4)
    expect(listed.nth(2)).to_contain_text("Birch Lane Academy")
    listed.nth(2).click()
    expect(page.locator("#evidence-title")).to_contain_text("Birch Lane Academy")
    expect(page.locator('#chat a[href="#cite-3"]')).to_have_attribute("aria-current", "true")


def test_markers_go_on_counting_and_old_ones_still_work(
    open_page: Open, address: str, backend: ScriptedBackend
) -> None:
    page = open_page(address)
    ask(page, "Which schools track attendance?")
    ask(page, "And punctuality?")
    assert [first for _, _, _, first in backend.asked] == [1, 5]
    assert [turn.role for turn in backend.asked[1][2]] == ["user", "assistant"]
    marker(page, 7)
    marker(page, 1)
    ids = page.locator('#chat a[href^="#cite-"]').evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(ids) == len(set(ids)) == 8


def test_a_new_conversation_begins_empty(open_page: Open, address: str, backend: ScriptedBackend) -> None:
    page = open_page(address)
    ask(page, "Which schools track attendance?")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#chat")).to_contain_text("Ask about the reports in your library")
    expect(page.locator("#evidence")).to_contain_text("Select a numbered marker")
    ask(page, "Which schools track attendance?")
    assert backend.asked[-1][2:] == ((), 1)


def test_an_example_question_is_asked_when_pressed(open_page: Open, address: str, backend: ScriptedBackend) -> None:
    page = open_page(address)
    page.get_by_role("button", name="What does Ash Hill Primary School do well?").click()
    expect(page.locator("#chat")).to_contain_text("2 of 3 schools speak to this.")
    assert backend.asked[0][0] == "What does Ash Hill Primary School do well?"


def test_what_is_not_found_is_said_and_the_nearest_offered_as_nearest(open_page: Open, address: str) -> None:
    page = open_page(address)
    ask(page, "Does Ash Hill teach swimming?")
    expect(page.locator("#chat")).to_contain_text("Not found in the library")
    expect(page.locator("#chat")).to_contain_text("Nearest in the library (not an answer)")
    expect(page.locator("#chat .chip").first).to_have_text("Ash Hill Primary School")
    expect(page.locator("#evidence .mark")).to_have_count(0)
    marker(page, 1)
    expect(page.locator("#evidence .mark")).to_have_count(1)


def test_how_it_was_found_can_be_opened(open_page: Open, address: str) -> None:
    page = open_page(address)
    ask(page, "Which schools track attendance?")
    page.get_by_text("How this was found").click()
    expect(page.locator("#chat details")).to_contain_text("27 passages <b>best</b> 0.83")


def test_an_error_is_told_and_the_next_question_can_be_asked(open_page: Open, address: str) -> None:
    page = open_page(address, calm=False)
    ask(page, "broken")
    expect(page.locator("#chat .notice-bad")).to_have_text("The library <b>cannot</b> be read.")
    ask(page, "boom")
    expect(page.locator("#chat .notice-bad").nth(1)).to_contain_text("Something went wrong")
    ask(page, "Which schools track attendance?")
    expect(page.locator("#chat")).to_contain_text("boom")
    marker(page, 2)


def test_filters_narrow_the_question_and_show_when_closed(
    open_page: Open, address: str, backend: ScriptedBackend
) -> None:
    page = open_page(address)
    page.get_by_role("button", name="Filters").click()
    choose(page, page.get_by_label("Schools", exact=True), "Birch Lane Academy")
    page.keyboard.press("Escape")
    choose(page, page.get_by_label("From year"), "2024")
    expect(page.get_by_role("button", name="Filters: Birch Lane Academy, from 2024")).to_be_visible()
    ask(page, "And now?")
    filters = backend.asked[0][1]
    assert (filters.schools, filters.since, filters.until) == (("Birch Lane Academy",), 2024, None)
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_role("button", name="Filters", exact=True)).to_be_visible()


def test_two_people_have_two_conversations(open_page: Open, address: str, backend: ScriptedBackend) -> None:
    one, two = open_page(address), open_page(address)
    ask(one, "Which schools track attendance?")
    expect(two.locator("#chat")).to_contain_text("Ask about the reports in your library")
    ask(two, "Something else?")
    assert backend.asked[1][2:] == ((), 1)
    expect(one.locator("#chat")).not_to_contain_text("Something else?")


def test_a_question_before_the_model_is_there_is_told_so_and_answered(open_page: Open, tmp_path: Path) -> None:
    backend = ScriptedBackend(tmp_path / "slow", held=True)
    with served(backend) as address:
        page = open_page(address)
        box = page.get_by_label("Your question")
        box.fill("Which schools track attendance?")
        box.press("Enter")
        expect(page.locator("#chat .pending")).to_contain_text("the search model is still loading")
        backend.release()
        expect(page.locator("#chat")).to_contain_text("2 of 3 schools speak to this.")
        page.context.close()


# ---- what documents hold


def test_what_documents_hold_appears_literally_and_does_nothing(
    open_page: Open, address: str, backend: ScriptedBackend
) -> None:
    backend.quotes = tuple(NASTY)
    page = open_page(address)
    ask(page, "<img src=x onerror=alert(1)> **bold**?")
    expect(page.locator("#chat .bot-row li")).to_have_count(len(NASTY))
    shown = page.locator("#chat .bot-row li").evaluate_all("items => items.map(item => item.textContent)")
    assert shown == [f"“{one_line(words)}”\u00a0[{number}]" for number, words in enumerate(NASTY, start=1)]
    assert page.locator("#chat img, #chat script, #chat code, #chat table, #chat h1, #evidence script").count() == 0
    links = page.locator("#chat a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    ours = page.locator("#chat .tell a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == [f"#cite-{number}" for number in range(1, len(NASTY) + 1)] + ours
    expect(page.locator("#chat .user-row")).to_contain_text("<img src=x onerror=alert(1)> **bold**?")
    for number in (1, 26):
        marker(page, number)
        expect(page.locator("#evidence blockquote")).to_have_text(f"“{NASTY[number - 1]}”")

"""The Library tab in Chromium over a scripted library."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assistant.ui.backend import FileOutcome
from tests.ui.conftest import Open, served
from tests.ui.screen import ask, marker
from tests.ui.scripted import ScriptedBackend, make_pdf

pytestmark = pytest.mark.browser


def test_the_table_can_be_searched_and_sorted(open_page: Open, address: str) -> None:
    page = open_page(address)
    page.get_by_role("tab", name="Library").click()
    rows = page.locator("#shelf tbody tr:visible")
    expect(rows).to_have_count(3)
    expect(page.locator("#shelf-total")).to_have_text("3 documents · 3 schools · 12 pages · 27 passages")
    page.get_by_role("button", name="Inspected").click()
    expect(rows.first).to_contain_text("Cedar Row School")
    page.get_by_role("button", name="Inspected").click()
    expect(rows.first).to_contain_text("Birch Lane Academy")
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Inspected")
    page.get_by_label("Find in the list").fill("cedar 2017")
    expect(rows).to_have_count(1)
    expect(page.locator("#shelf-total")).to_have_text("1 listed of 3 documents · 3 schools · 12 pages · 27 passages")
    page.get_by_text("1 note").click()
    expect(page.get_by_text("Page 2 has no text layer.")).to_be_visible()


def test_good_and_bad_files_are_added_with_a_result_each(
    open_page: Open, address: str, backend: ScriptedBackend, tmp_path: Path
) -> None:
    good, bad = tmp_path / "dove lane.pdf", tmp_path / "bad.pdf"
    good.write_bytes(make_pdf([["Dove Lane"], ["One line."], ["Two."], ["Three."]]))
    bad.write_text("not a pdf")
    page = open_page(address)
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name="Add to library").click()
    expect(page.locator("#results")).to_have_text("Choose files or a folder first.")
    page.locator("#upload-files input[type=file]").set_input_files([good, bad])
    page.get_by_label("Group (optional)").fill("<b>Trust</b>")
    expect(page.locator("#upload-files")).to_contain_text("dove")
    page.get_by_role("button", name="Add to library").click()
    expect(page.locator("#results")).to_contain_text("2 files: 1 added, 1 failed.")
    expect(page.locator(".result-failed")).to_contain_text("This is not a PDF file <b>really</b>.")
    expect(page.locator("#shelf tbody tr")).to_have_count(4)
    page.get_by_label("Find in the list").fill("dove")
    expect(page.locator("#shelf tbody tr:visible")).to_have_count(1)
    assert sorted(backend.added) == [("bad.pdf", "<b>Trust</b>"), ("dove lane.pdf", "<b>Trust</b>")]
    expect(page.get_by_role("button", name="Add to library")).to_be_enabled()


def test_files_chosen_while_others_are_added_stay_chosen(
    open_page: Open, address: str, backend: ScriptedBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, let_go, add = threading.Event(), threading.Event(), backend.add

    def held(paths: Sequence[Path], group: str | None, *, confirmed: bool = False) -> Iterator[FileOutcome]:
        started.set()
        let_go.wait(60)
        yield from add(paths, group, confirmed=confirmed)

    monkeypatch.setattr(backend, "add", held)
    first, second = tmp_path / "heron.txt", tmp_path / "wren.txt"
    first.write_text("one")
    second.write_text("two")
    page = open_page(address)
    page.get_by_role("tab", name="Library").click()
    chosen = page.locator("#upload-files")
    chosen.locator("input[type=file]").set_input_files([first])
    expect(chosen).to_contain_text("heron")
    page.get_by_role("button", name="Add to library").click()
    expect(chosen).to_contain_text("Drop File Here", timeout=30_000)  # milliseconds: before the others are added
    assert started.wait(60)
    chosen.locator("input[type=file]").set_input_files([second])
    expect(chosen).to_contain_text("wren")
    expect(chosen).not_to_contain_text("Uploading")
    let_go.set()
    expect(page.locator("#results")).to_contain_text("1 file: 1 failed.")
    expect(page.get_by_role("button", name="Add to library")).to_be_enabled()
    expect(chosen).to_contain_text("wren")


def test_documents_are_removed_only_after_asking(open_page: Open, address: str, backend: ScriptedBackend) -> None:
    page = open_page(address)
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name="Remove selected …").click()
    expect(page.locator("#library-status")).to_have_text("Select at least one document in the list first.")
    page.get_by_label("Find in the list").fill("academy")
    page.get_by_label("Select Inspection of Birch Lane Academy").check()
    page.get_by_role("button", name="Remove selected …").click()
    expect(page.locator(".confirm")).to_contain_text("Inspection of Birch Lane Academy")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".confirm")).not_to_be_visible()
    assert len(backend.rows()) == 3
    page.get_by_role("button", name="Remove selected …").click()
    page.get_by_role("button", name="Remove 1 document").click()
    expect(page.locator("#library-status")).to_have_text("Removed 1 document.")
    expect(page.locator("#shelf tbody tr")).to_have_count(2)
    expect(page.locator("#shelf tbody tr:visible")).to_have_count(0)  # what was looked for is still looked for
    assert {row.school for row in backend.rows()} == {"Ash Hill Primary School", "Cedar Row School"}


def test_a_document_removed_since_the_answer_is_told(open_page: Open, address: str, backend: ScriptedBackend) -> None:
    page = open_page(address)
    ask(page, "Which schools track attendance?")
    backend.remove([backend.rows()[1].document])
    marker(page, 3)
    expect(page.locator("#evidence .notice-warn")).to_contain_text("removed from the library since the answer")


def test_an_empty_library_says_what_to_do(browser: Browser, open_page: Open, tmp_path: Path) -> None:
    with served(ScriptedBackend(tmp_path / "none", empty=True)) as address:
        page = open_page(address)
        expect(page.locator("#chat")).to_contain_text("The library is empty")
        expect(page.locator("#chat")).to_contain_text("make run")
        expect(page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
        page.locator("#chat").get_by_role("link", name="Library").click()
        expect(page.get_by_role("tab", name="Library")).to_be_focused()
        expect(page.locator("#shelf")).to_contain_text("Nothing here yet")
        page.context.close()

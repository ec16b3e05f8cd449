"""The real application over three reports of the sample group: the right page, and the quoted words lit on it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app import address as address_of
from app import listen, main, parser
from assistant.ui.conversation import Conversation
from assistant.ui.desk import Desk
from ingest.documents import Box, Page
from ingest.errors import LibraryError, LibraryOutdated
from ingest.library import Library
from ingest.settings import Settings
from tests.ui.conftest import Open, served
from tests.ui.screen import ask, drawn, marker

REPORTS = Path("corpus/sample/reports")
CHOSEN = ("ashlark-high-2021.pdf", "ashlark-high-2025.pdf", "wickenmoss-2026.pdf")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("sample")
    made = Desk(Settings(library=folder / "library"))
    assert made.rows() == ()
    copies = []
    for name in (*CHOSEN, "bad.pdf"):
        copies.append(folder / name)
        copies[-1].write_bytes((REPORTS / name).read_bytes() if name != "bad.pdf" else b"%PDF-1.7 nothing")
    outcomes = {outcome.name: outcome.outcome.value for outcome in made.add(copies, None)}
    assert outcomes == {**dict.fromkeys(CHOSEN, "added"), "bad.pdf": "failed"}
    assert not any(copy.exists() for copy in copies)
    yield made
    made.close()


@pytest.fixture(scope="module")
def running(desk: Desk) -> Iterator[str]:
    with served(desk) as at:
        yield at


def words_under(page: Page, boxes: list[Box]) -> str:
    """Return the words of a page whose middle lies under a box, in reading order."""
    found = []
    for word in page.words:
        for box in word.boxes:
            x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
            if any(b.left <= x <= b.right and b.top <= y <= b.bottom for b in boxes):
                found.append(word.span.of(page.text))
                break
    return " ".join(found)


def boxes_of_style(styles: list[str]) -> list[Box]:
    boxes = []
    for style in styles:
        left, top, width, height = (float(n) / 100 for n in re.findall(r"([\d.]+)%", style))
        boxes.append(Box(left, top, left + width, top + height))
    return boxes


@pytest.mark.browser
def test_the_words_under_the_highlight_are_the_words_of_the_quotation(
    open_page: Open, running: str, desk: Desk
) -> None:
    page = open_page(running)
    ask(page, "How good is reading at Ashlark High School?")
    count = page.locator("#evidence .source").count()
    assert count > 0
    for number in range(1, count + 1):
        marker(page, number)
        drawn(page)
        evidence = page.locator("#evidence")
        quotation = evidence.locator("blockquote").inner_text()
        shown = int(re.findall(r"Page (\d+) of", evidence.locator(".page-count").inner_text())[0])
        document = re.findall(r"/documents/([0-9a-f]{64})", evidence.locator(".open-pdf").get_attribute("href") or "")[
            0
        ]
        lit = words_under(
            desk.page(document, shown),
            boxes_of_style(
                evidence.locator(".mark").evaluate_all("marks => marks.map(mark => mark.getAttribute('style'))")
            ),
        )
        assert lit
        assert " ".join(quotation.split()).endswith(f"“{lit}”")


@pytest.mark.browser
def test_the_sample_group_brings_its_own_questions(open_page: Open, running: str) -> None:
    page = open_page(running)
    page.get_by_role("button", name=re.compile("Is safeguarding effective at The Wickenmoss School")).click()
    expect(page.locator("#evidence-title")).to_contain_text("The Wickenmoss School")
    expect(page.locator("#evidence")).to_contain_text("16 June 2026")
    expect(page.locator("#evidence .mark").first).to_be_visible()


@pytest.mark.browser
def test_a_real_file_is_added_in_the_browser_and_removed(
    open_page: Open, running: str, desk: Desk, tmp_path: Path
) -> None:
    bad = tmp_path / "notes.pdf"
    bad.write_text("no pdf")
    page = open_page(running)
    page.get_by_role("tab", name="Library").click()
    files = [REPORTS / "corvane-2019.pdf", bad, REPORTS / CHOSEN[0]]
    page.locator("#upload-files input[type=file]").set_input_files(files)
    expect(page.locator("#upload-files")).to_contain_text("notes")
    page.get_by_role("button", name="Add to library").click()
    expect(page.locator("#results")).to_contain_text("3 files: 1 added, 1 unchanged, 1 failed.")
    expect(page.locator("#shelf tbody tr")).to_have_count(4)
    page.get_by_label(re.compile("Select .*Corvane")).check()
    page.get_by_role("button", name="Remove selected …").click()
    page.get_by_role("button", name="Remove 1 document").click()
    expect(page.locator("#shelf tbody tr")).to_have_count(3)
    assert {row.file for row in desk.rows()} == set(CHOSEN)


def test_an_unknown_document_is_none_and_an_empty_library_says_so(desk: Desk, tmp_path: Path) -> None:
    assert desk.row("0" * 64) is None
    empty = Desk(Settings(library=tmp_path / "none"))
    assert empty.row("0" * 64) is None
    with pytest.raises(LibraryError, match="The library is empty"):
        empty.page("0" * 64, 1)
    empty.close()


def test_a_library_of_an_older_program_is_brought_up_to_date_and_read(tmp_path: Path) -> None:
    folder = tmp_path / "older"
    Library.open(folder, write=True).close()
    with sqlite3.connect(folder / "catalogue.sqlite") as catalogue:
        catalogue.execute("ALTER TABLE documents DROP COLUMN origin_key")
        for table in ("draft_verdicts", "draft_decisions"):
            catalogue.execute(f"ALTER TABLE {table} DROP COLUMN others")
        catalogue.execute("UPDATE meta SET value = '3' WHERE key = 'schema'")
        for table in ("narrative_events", "narrative_claims", "narrative_sections", "narratives"):
            catalogue.execute(f"DROP TABLE {table}")
    with pytest.raises(LibraryOutdated, match="older version"):
        Library.open(folder)
    older = Desk(Settings(library=folder))
    assert older.rows() == ()
    older.close()
    with Library.open(folder) as library:
        assert library.narratives.listed() == []


def test_a_conversation_knows_no_marker_that_it_did_not_give() -> None:
    with pytest.raises(KeyError):
        Conversation().find(1)


def test_a_taken_port_is_told_with_the_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert main(["--port", str(port)]) == 2
    assert f"port {port} on 127.0.0.1 is already in use" in capsys.readouterr().err


def test_the_address_is_one_that_a_browser_can_open() -> None:
    assert address_of("127.0.0.1", 80) == "http://127.0.0.1:80"
    assert address_of("0.0.0.0", 80) == "http://127.0.0.1:80"  # noqa: S104
    assert address_of("::1", 80) == "http://[::1]:80"
    assert address_of("localhost", 80) == "http://localhost:80"
    assert parser().parse_args(["--port", "1"]).host == "127.0.0.1"

"""The Patterns tab in Chromium over four reports of the sample group."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from assistant.patterns.boards import Boards
from assistant.ui.desk import Desk
from ingest.library import Library
from ingest.settings import Settings
from tests.assistant.patterns.conftest import TRUST, group_library  # noqa: F401 # a fixture
from tests.assistant.patterns.simple import simple_engine
from tests.ui.conftest import NARROW, Open, served
from tests.ui.screen import audit, no_sideways

pytestmark = pytest.mark.browser


class PatternsDesk(Desk):
    """The real desk, with simple themes on a fixed day."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._boards = Boards(self._reading, simple_engine, lambda: date(2026, 11, 26))


@pytest.fixture(scope="module")
def running(group_library: Library) -> Iterator[str]:  # noqa: F811
    desk = PatternsDesk(Settings(library=group_library.path))
    with served(desk) as at:
        yield at


def to_patterns(page: Page, view: str | None = None) -> None:
    page.get_by_role("tab", name="Patterns").click()
    expect(page.locator("#patterns-table table.grades")).to_be_visible()
    if view:
        page.locator("#patterns-views").get_by_text(view, exact=True).click()


def test_the_sentence_that_a_number_opens_is_brought_into_sight_on_its_page(running: str, open_page: Open) -> None:
    page = open_page(running, {"width": 1280, "height": 440})
    to_patterns(page)
    page.get_by_role("button", name="Good 19 Nov 2024, 2 years : Behaviour and attitudes, Ashlark").press("Enter")
    expect(page.locator("#patterns-evidence .paper .mark").last).to_be_in_viewport()


def test_a_cell_opens_its_sentences_each_on_its_page(running: str, open_page: Open) -> None:
    page = open_page(running)
    to_patterns(page)
    page.get_by_role("button", name="Good 19 Nov 2024, 2 years : Behaviour and attitudes, Ashlark").press("Enter")
    title = page.locator("#patterns-evidence-title")
    expect(title).to_have_text("Source 1: Ashlark Primary School")
    expect(title).to_be_focused()
    expect(page.locator("#patterns-evidence .quotation")).to_contain_text("Behaviour and attitudes Good")
    expect(page.locator("#patterns-evidence .mark").first).to_be_attached()
    page.locator("#patterns-evidence").get_by_role("button", name="Next page").click()
    expect(page.locator("#patterns-evidence .page-count")).to_contain_text("Page 2 of")
    page.locator("#patterns-which").get_by_text("All inspections").click()
    expect(page.locator("#patterns-table .total")).to_have_text("4 inspections")
    expect(page.locator("#patterns-evidence .opened")).to_have_count(0)
    page.get_by_label("Find a school").fill("corv")
    expect(page.locator("#patterns-table .total")).to_have_text("2 of 4 inspections")
    page.get_by_label("Find a school").fill("")
    page.get_by_label("Order").select_option("Oldest inspection first")
    expect(page.locator("#patterns-table tbody th").first).to_contain_text("before joining")
    page.locator("#patterns-views").get_by_text("Themes", exact=True).click()
    heads = page.locator("#patterns-table thead th")
    expect(heads.nth(2)).to_be_visible()
    page.locator("#patterns-table [data-column]").select_option(index=2)
    expect(heads.nth(2)).to_be_visible()
    expect(heads.nth(1)).to_be_hidden()
    expect(heads.nth(0)).to_be_visible()
    page.locator("#patterns-table [data-column]").select_option("")
    number = page.locator("#patterns-table button.direction").first
    said = int(number.get_attribute("data-count") or 0)
    assert f" {said} " in number.inner_text()
    number.click()
    expect(page.locator("#patterns-evidence .sources li")).to_have_count(said)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    for view in ("Findings", "Responses", "Timeline of inspections", "Grades as printed"):
        page.locator("#patterns-views").get_by_text(view, exact=True).click()
        page.wait_for_timeout(800)
        no_sideways(page)
        assert audit(page, "unlabelled") == []
        assert audit(page, "poorContrast") == []


def test_the_state_of_a_response_is_seen_without_scrolling_and_lists_look_like_lists(
    running: str, open_page: Open
) -> None:
    page = open_page(running)
    to_patterns(page, "Responses")
    table = page.locator("#patterns-table .matrix-region")
    expect(table.get_by_role("columnheader", name="State of the evidence")).to_be_visible()
    assert table.evaluate("region => region.scrollWidth <= region.clientWidth")
    arrow = page.locator("#patterns-table .tools select").first.evaluate(
        "list => getComputedStyle(list).backgroundImage"
    )
    assert arrow.startswith("linear-gradient")


def test_each_view_is_taken_away_in_each_format(running: str, open_page: Open, tmp_path: Path) -> None:
    page = open_page(running)
    to_patterns(page)
    for view in ("Grades as printed", "Themes", "Findings", "Responses", "Timeline of inspections"):
        page.locator("#patterns-views").get_by_text(view, exact=True).click()
        expect(page.locator(f"#patterns-views label:has-text('{view}') input")).to_be_checked()
        page.wait_for_timeout(1000)
        for link in page.locator("#patterns-table .downloads a:not([target])").all():
            with page.expect_download() as started:
                link.click()
            file = tmp_path / started.value.suggested_filename
            started.value.save_as(file)
            assert TRUST in file.name
            assert_readable(file)


def assert_readable(file: Path) -> None:
    if file.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
        assert any("Corvane Academy" in cell for row in rows for cell in row)
    elif file.suffix == ".xlsx":
        workbook = openpyxl.load_workbook(file)
        assert workbook["Notes"]["A2"].value
    elif file.suffix == ".docx":
        with zipfile.ZipFile(file) as parts:
            assert "Corvane Academy" in parts.read("word/document.xml").decode("utf-8")
    elif file.suffix == ".png":
        with Image.open(file) as picture:
            assert min(picture.size) > 200
    else:
        words = " ".join(ElementTree.parse(file).getroot().itertext())  # noqa: S314 # our own drawing
        assert "Corvane Academy" in words

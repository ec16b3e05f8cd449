"""The Patterns tab in Chromium with the real engine: a sentence corrected and taken back, surveys, PNG, the profile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from assistant.patterns.boards import Boards
from assistant.patterns.engine import Engine
from assistant.ui.desk import Desk
from ingest.library import Library
from ingest.pipeline import Ingestor
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from tests.assistant.patterns.conftest import REPORTS, TRUST, MadeUp
from tests.ui.conftest import NARROW, Open, served
from tests.ui.screen import audit, no_sideways

pytestmark = pytest.mark.browser
SURVEY = """School,Question,Favourable %,Respondents,Date,Benchmark %
Corvane Academy,Workload,32%,69,19/06/2026,44%
The Wickenmoss School,Workload,73%,59,19/06/2026,44%
"""


class PatternsDesk(Desk):
    """The real desk on a fixed day."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._boards = Boards(self._reading, Engine(), lambda: date(2026, 11, 26))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("corrected")
    (folder / "staff-survey.csv").write_text(SURVEY, encoding="utf-8")
    settings = Settings(library=folder / "library", author="A. Reader")
    embedder = MadeUp(settings)
    files = [REPORTS / "corvane-2022.pdf", REPORTS / "wickenmoss-2026.pdf", folder / "staff-survey.csv"]
    with (
        ReaderProcess(settings) as reader,
        Library.open(settings.library, settings=settings, write=True, model=embedder.fingerprint) as library,
    ):
        list(Ingestor(library, reader, embedder).add_paths(files, TRUST))
    with served(PatternsDesk(settings)) as at:
        yield at


def to_view(page: Page, view: str) -> None:
    page.get_by_role("tab", name="Patterns").click()
    expect(page.locator("#patterns-table table.grades")).to_be_visible()
    page.locator("#patterns-views").get_by_text(view, exact=True).click()


def test_a_direction_is_corrected_shown_as_corrected_and_taken_back(running: str, open_page: Open) -> None:
    page = open_page(running)
    to_view(page, "Themes")
    number = page.locator("#patterns-table button.direction", has_text="strength").first
    before, key = number.get_attribute("data-count") or "", number.get_attribute("data-open") or ""
    cell = key.split(":", 1)[1]
    number.click()
    form = page.locator("#patterns-evidence .correcting")
    expect(form).to_contain_text("Counted as")
    form.locator("summary").click()
    form.get_by_label("Direction").select_option("neutral")
    form.get_by_role("button", name="Correct").click()
    done = page.locator("#patterns-evidence .notice-good")
    expect(done).to_contain_text("Corrected: the sentence now counts as")
    expect(page.locator("#patterns-evidence .opened")).to_be_visible()  # the list stays, at its next sentence
    expect(page.locator("#patterns-table td > .badge", has_text="1 corrected by hand")).to_have_count(1)
    summary = page.locator("#patterns-table .corrections summary")
    expect(summary).to_have_text("1 correction by hand in these reports")
    summary.click()
    expect(page.locator("#patterns-table .corrections li")).to_contain_text("by A. Reader on")
    no_sideways(page)
    assert audit(page, "unlabelled") == []
    assert audit(page, "poorContrast") == []
    done.get_by_role("button", name="Take it back").click()
    expect(page.locator("#patterns-evidence .notice-good")).to_contain_text("Taken back")
    expect(page.locator("#patterns-table .corrections")).to_have_count(0)
    expect(page.locator(f'#patterns-table button[data-open$=":{cell}"]')).to_have_attribute("data-count", before)


def test_survey_bands_are_chosen_on_the_screen(running: str, open_page: Open) -> None:
    page = open_page(running)
    to_view(page, "Surveys")
    expect(page.locator("table.surveys")).to_be_visible()
    expect(page.locator("table.surveys .band:visible")).to_have_count(0)
    page.get_by_label("Survey bands").select_option("edurio")
    expect(page.locator("table.surveys .band:visible").first).to_contain_text("survey band:")
    page.locator("table.surveys button.open").first.click()
    expect(page.locator("#patterns-evidence .quotation")).to_contain_text("32% favourable of 69")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    for view in ("Capacity", "Surveys"):  # another view closes what is open
        page.locator("#patterns-views").get_by_text(view, exact=True).click()
        page.wait_for_timeout(800)
        no_sideways(page)
        assert audit(page, "unlabelled") == []
        assert audit(page, "poorContrast") == []


def test_a_picture_is_taken_away_as_png(running: str, open_page: Open, tmp_path: Path) -> None:
    page = open_page(running)
    to_view(page, "Themes")
    expect(page.locator("table.themes")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PNG of this view").click()
    saved = tmp_path / "themes.png"
    waiting.value.save_as(saved)
    assert waiting.value.suggested_filename == f"themes {TRUST}.png"
    with Image.open(saved) as picture:
        assert picture.format == "PNG"
        assert min(picture.size) > 300
        assert len(picture.convert("L").getcolors() or []) > 10


def test_the_profile_is_a_page_and_a_word_file(running: str, open_page: Open) -> None:
    page = open_page(running)
    to_view(page, "Findings")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Print the group profile, in a new tab").click()
    profile = opened.value
    expect(profile.get_by_role("heading", level=1)).to_have_text(f"{TRUST}: group profile")
    profile.set_viewport_size(NARROW)  # type: ignore[arg-type]
    no_sideways(profile)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Word file of the group profile").click()
    assert waiting.value.suggested_filename.endswith(".docx")
    assert Path(waiting.value.path()).read_bytes().startswith(b"PK")

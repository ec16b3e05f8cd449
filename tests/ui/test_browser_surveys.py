"""Surveys in Chromium: a mapping chosen with its survey, one to begin with, and the row that a share stands in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ingest.library import Library
from ingest.pipeline import Ingestor
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from tests.ui.conftest import NARROW, Open, served
from tests.ui.screen import no_sideways
from tests.ui.test_browser_record import REPORT, FewNumbers, QuietDesk

pytestmark = pytest.mark.browser
EXPORT = (
    "Academy,URN,Item,Positive (%),No. of respondents,Closed,Notes\n"
    "Corvane Academy,990105,My workload is manageable,71%,31,20/06/2026,\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "library"
    rows = "".join(f"Corvane Academy,990105,Question {n},{n % 90}%,40,01/03/2026,66%\n" for n in range(1, 121))
    survey = tmp_path / "staff-survey.csv"
    survey.write_text("School,URN,Question,Favourable %,Respondents,Date,Benchmark %\n" + rows)
    with Library.open(folder, write=True) as library, ReaderProcess(Settings()) as reader:
        for result in Ingestor(library, reader, FewNumbers()).add_paths([REPORT, survey]):
            assert result.reason is None
    with served(QuietDeskWithNumbers(Settings(library=folder))) as address:
        yield address


class QuietDeskWithNumbers(QuietDesk):
    """Loads no model, and embeds with numbers that do not matter here."""

    @property
    def _embedder(self) -> FewNumbers:
        return FewNumbers()

    @_embedder.setter
    def _embedder(self, _: object) -> None: ...


def add(page: Page, *files: Path) -> None:
    expect(page.locator("#upload-files")).to_contain_text("Drop File Here")
    page.locator("#upload-files input[type=file]").set_input_files(files)
    expect(page.locator("#upload-files")).to_contain_text(files[-1].name.partition(".")[0])
    page.get_by_role("button", name="Add to library").click()


def test_a_survey_with_columns_of_its_own_gets_a_mapping_to_begin_with_and_is_added_with_it(
    desk: str, open_page: Open, tmp_path: Path
) -> None:
    survey, mapping = tmp_path / "edu.csv", tmp_path / "edu.mapping.yaml"
    survey.write_text(EXPORT)
    page = open_page(desk)
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#add-column")).to_contain_text("choose its mapping file with it: staff.csv and staff.mapping")
    add(page, survey)
    failed = page.locator(".result-failed")
    expect(failed).to_contain_text("This looks like a survey, and nothing says what its columns mean: “Academy”; “URN”")
    expect(failed.locator("pre")).to_contain_text("respondents: No. of respondents")
    with page.expect_download() as saving:
        failed.get_by_role("link", name="Save edu.mapping.yaml").click()
    assert saving.value.suggested_filename == "edu.mapping.yaml"
    offered = saving.value.path().read_text(encoding="utf-8")
    page.set_viewport_size(NARROW)
    no_sideways(page)
    mapping.write_text(offered.replace("ignore:", "colour:"))
    add(page, survey, mapping)
    expect(page.locator(".result-failed")).to_contain_text("colour: Extra inputs are not permitted")
    mapping.write_text(offered)
    add(page, survey, mapping)
    expect(page.locator("#results")).to_contain_text("1 file: 1 added.")
    page.locator("#shelf tbody tr", has_text="corvane-2019.pdf").get_by_role(
        "button", name="Corvane Academy", exact=True
    ).click()
    expect(page.locator("#record")).to_contain_text("My workload is manageable")
    page.wait_for_function("document.querySelector('#record-page img')?.complete")


def test_a_mapping_without_its_survey_is_told_what_it_lacks(desk: str, open_page: Open, tmp_path: Path) -> None:
    mapping = tmp_path / "edu.mapping.yaml"
    mapping.write_text("survey: Staff\n")
    page = open_page(desk)
    page.get_by_role("tab", name="Library").click()
    add(page, mapping)
    expect(page.locator(".result-failed")).to_contain_text("no survey of its name was chosen with it. Choose both")


def test_the_panel_goes_to_the_row_that_a_share_stands_in(desk: str, open_page: Open) -> None:
    page = open_page(desk)
    page.get_by_role("tab", name="Library").click()
    page.locator("#shelf tbody tr", has_text="corvane-2019.pdf").get_by_role(
        "button", name="Corvane Academy", exact=True
    ).click()
    for question in ("Question 3", "Question 60", "Question 118"):
        row = page.locator("#record .facts-table tr").filter(has=page.get_by_text(question, exact=True))
        row.locator(".place").click()
        expect(page.locator("#record-page-title")).to_have_text(question)
        expect(page.locator("#record-page .cited").first).to_be_in_viewport(ratio=1)
    page.set_viewport_size(NARROW)
    no_sideways(page)

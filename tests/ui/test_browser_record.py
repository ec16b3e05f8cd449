"""The Library tab's page of one document in Chromium: places, corrections, and the question before sensitive files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from assistant.ui.desk import Desk
from ingest.library import Library
from ingest.pipeline import Ingestor
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from tests.ui.conftest import NARROW, Open, served
from tests.ui.screen import choose, no_sideways
from tests.ui.scripted import ScriptedBackend

pytestmark = pytest.mark.browser
REPORT = Path(__file__).parents[2] / "corpus" / "sample" / "reports" / "corvane-2019.pdf"


class FewNumbers:
    """Stands for the embedding model, whose vectors do not matter here."""

    fingerprint = "few-numbers"

    def embed(self, texts: list[str]) -> np.ndarray:
        return np.ones((len(texts), 4), dtype=np.float32)


class QuietDesk(Desk):
    """The real one, which loads no model."""

    def start(self) -> None: ...


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:  # before open_page in a test: pages close before their server
    folder = tmp_path / "library"
    wide = tmp_path / "table.csv"
    wide.write_text("School,Comment\nCorvane Academy," + "x" * 900 + "\n")
    with Library.open(folder, write=True) as library, ReaderProcess(Settings()) as reader:
        assert [result.reason for result in Ingestor(library, reader, FewNumbers()).add_paths([REPORT, wide])] == [
            None
        ] * 2
    made = QuietDesk(Settings(library=folder))
    with served(made) as address:
        yield address


def test_a_field_opens_its_place_and_is_corrected_and_taken_back(desk: str, open_page: Open) -> None:
    page = open_page(desk)
    page.get_by_role("tab", name="Library").click()
    plain = page.locator("#shelf tbody tr", has_text="table.csv")
    expect(plain).not_to_contain_text("date")
    page.locator("#shelf tbody tr", has_text="corvane-2019.pdf").get_by_role("button", name="What was read").click()
    expect(page.locator("#record-title")).to_contain_text("Corvane Academy")
    expect(page.locator("#record")).to_contain_text("Section 5 report (to 2019) (confidence")
    expect(page.locator("#record .points ul li").first).to_be_visible()
    page.locator("#record .fields > div", has_text="URN").locator(".place").click()
    expect(page.locator("#record-page-title")).to_have_text("URN")
    expect(page.locator("#record-page .mark").first).to_be_visible()
    page.locator('[data-record="correct:urn"]').click()
    page.get_by_label("Correct value").fill("12345")
    page.get_by_role("button", name="Save correction").click()
    expect(page.locator("#record-status")).to_contain_text("A URN has six digits; '12345' has not.")
    page.get_by_label("Correct value").fill("123456")
    page.get_by_role("button", name="Save correction").click()
    row = page.locator("#record .fields > div", has_text="URN")
    expect(row).to_contain_text("corrected by the local user on")
    expect(row).to_contain_text("the document prints 990105")
    page.set_viewport_size(NARROW)
    no_sideways(page)
    page.locator('[data-record="back:urn"]').click()
    expect(row).not_to_contain_text("corrected by")
    expect(page.locator("#record")).to_contain_text("Corrections no longer in force")
    page.locator('#record [data-record^="school:"]').click()
    expect(page.locator("#record")).to_contain_text("Inspections, the newest first")
    no_sideways(page)
    page.get_by_role("button", name="All documents").click()
    plain.get_by_role("button", name="What was read").click()
    expect(page.locator("#record")).to_contain_text("This is a plain document")
    no_sideways(page)


def test_judgements_and_next_steps_are_corrected_added_and_taken_out_by_hand(desk: str, open_page: Open) -> None:
    page = open_page(desk)
    page.get_by_role("tab", name="Library").click()
    page.locator("#shelf tbody tr", has_text="corvane-2019.pdf").get_by_role("button", name="What was read").click()
    row = page.locator("#record .facts-table tr", has_text="Quality of teaching")
    row.get_by_role("button", name="Correct").click()
    expect(page.locator("#correct-title")).to_contain_text("Correct the judgement of Quality of teaching")
    choose(page, page.locator("#correct-grade input"), "Requires improvement · Outstanding to Inadequate")
    expect(page.locator("#correct-grade input")).to_have_value("Requires improvement · Outstanding to Inadequate")
    page.get_by_role("button", name="Save correction").click()
    expect(row).to_contain_text("corrected by the local user on")
    expect(row).to_contain_text("the document prints")
    page.get_by_role("button", name="Add a judgement that was not read").click()
    page.get_by_label("Area").fill("Sixth form provision")
    choose(page, page.locator("#correct-grade input"), "Good · Outstanding to Inadequate")
    expect(page.locator("#correct-grade input")).to_have_value("Good · Outstanding to Inadequate")
    page.get_by_role("button", name="Save correction").click()
    added = page.locator("#record .facts-table tr", has_text="Sixth form provision")
    expect(added).to_contain_text("nothing was found in the document")
    steps = page.locator("#record .points > li")
    count = steps.count()
    steps.first.get_by_role("button", name="Correct").click()
    expect(page.get_by_label("Correct words")).not_to_have_value("")
    page.get_by_role("button", name="Not in the document").click()
    expect(steps.first).to_contain_text("not in the document corrected by the local user on")
    page.get_by_role("button", name="Add a next step that was not read").click()
    page.get_by_label("Correct words").fill("Raise attendance.")
    page.set_viewport_size(NARROW)
    no_sideways(page)
    page.get_by_role("button", name="Save correction").click()
    expect(steps).to_have_count(count + 1)
    expect(page.locator("#record-status")).to_have_text("Next step is now Raise attendance.")
    no_sideways(page)
    added.get_by_role("button", name="Take back").click()
    expect(added).to_have_count(0)


def test_a_sensitive_file_is_added_only_when_somebody_confirms(
    open_page: Open, address: str, backend: ScriptedBackend, tmp_path: Path
) -> None:
    file = tmp_path / "sensitive.pdf"
    file.write_bytes(b"%PDF made up")
    page = open_page(address)
    page.get_by_role("tab", name="Library").click()
    page.locator("#upload-files input[type=file]").set_input_files([file])
    expect(page.locator("#upload-files")).to_contain_text("sensitive")
    page.get_by_role("button", name="Add to library").click()
    expect(page.locator("#sensitive-box")).to_contain_text("Should this file be in the library?")
    expect(page.locator("#sensitive-box")).to_contain_text("is marked “Official Sensitive” (page 1)")
    assert backend.added == []
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(b"%PDF made up")
    page.locator("#upload-files input[type=file]").set_input_files([plain])
    expect(page.locator("#upload-files")).to_contain_text("plain")
    page.get_by_role("button", name="Add to library").click()
    expect(page.locator("#results")).to_contain_text("1 file: 1 added.")
    expect(page.locator("#sensitive-box")).to_contain_text("is marked “Official Sensitive” (page 1)")
    page.get_by_role("button", name="Add all the same").click()
    expect(page.locator("#sensitive-box")).not_to_be_visible()
    expect(page.locator("#results")).to_contain_text("sensitive.pdf")
    expect(page.locator("#results")).to_contain_text("1 file: 1 added.")
    assert backend.added == [("plain.pdf", None), ("sensitive.pdf", None)]

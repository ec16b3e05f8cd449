"""A school's page shows its survey results: each with benchmark, respondents and the row where it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.ui.record_html import document_view, school_view
from assistant.ui.records import LibraryRecords, SchoolPage
from ingest.library import Library
from ingest.pipeline import Ingestor
from ingest.readers import ReaderProcess
from ingest.settings import Settings

HEAD = "School,URN,Question,Favourable %,Respondents,Date,Benchmark %\n"
Opened = Callable[..., SchoolPage]


class FewNumbers:
    """Stands for the embedding model, whose vectors do not matter here."""

    fingerprint = "few-numbers"

    def embed(self, texts: list[str]) -> np.ndarray:
        return np.ones((len(texts), 4), dtype=np.float32)


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Return a function that reads tables and gives the page of the first school they name."""

    def page(**tables: str) -> SchoolPage:
        paths = []
        for name, content in tables.items():
            path = tmp_path / f"{name.replace('_', '-')}.csv"
            path.write_text(content, encoding="utf-8")
            paths.append(path)
        folder = tmp_path / "library"
        report = Path(__file__).parents[2] / "corpus" / "sample" / "reports" / "corvane-2019.pdf"
        with Library.open(folder, write=True) as library, ReaderProcess(Settings()) as reader:
            results = list(Ingestor(library, reader, FewNumbers()).add_paths([report, *paths]))
            assert [result.reason for result in results] == [None] * len(results)
            about = next(record for record in library.documents() if record.filename == report.name)
            found = LibraryRecords(lambda: library, lambda: library).school(about.id)
            assert found is not None
            return found

    return page


def test_results_stand_by_wave_with_benchmark_respondents_and_the_row_they_come_from(opened: Opened) -> None:
    old = (
        HEAD
        + "Other School,990199,I like it,10%,50,01/03/2025,\nCorvane Academy,990105,I like it,61%,40,01/03/2025,66%\n"
    )
    new = HEAD + "Corvane Academy,990105,I like it,70.5%,1200,01/03/2026,\n"
    html, citations = school_view(opened(staff_survey_2025=old, staff_survey_2026=new))
    section = html.split("Surveys, the newest first")[1].split("Other documents")[0]
    assert section.index("1 March 2026") < section.index("1 March 2025")
    assert ">70.5%<" in section
    assert ">66%<" in section
    assert ">1,200<" in section
    assert "Other School" not in section
    assert "10%" not in section
    (cited,) = [one for one in citations if one.quote.startswith("Corvane Academy\tI like it\t61%")]
    assert [(place.page, place.paragraph) for place in cited.locators] == [(1, 3)]
    assert cited.source.file == "staff-survey-2025.csv"


def test_a_share_of_few_respondents_is_neither_shown_nor_opened(opened: Opened) -> None:
    html, citations = school_view(opened(staff_survey=HEAD + "Corvane Academy,990105,I like it,37%,4,01/03/2026,66%\n"))
    assert "suppressed: too few respondents" in html
    assert "37%" not in html
    assert not [one for one in citations if one.source.file == "staff-survey.csv"]


def test_a_name_that_two_schools_bear_gives_nothing_and_says_what_to_do(opened: Opened) -> None:
    schools = "School,URN,Group,Joined,Phase\nCorvane Academy,990198,Elsewhere,01/09/2016,Primary\n"
    survey = "School,Question,Favourable %,Respondents,Date\nCorvane Academy,I like it,37%,40,01/03/2026\n"
    html, _ = school_view(opened(schools=schools, staff_survey=survey))
    assert "37%" not in html
    assert "1 result more may be this school’s" in html
    assert "Add a URN column to the survey" in html


def test_text_of_a_survey_stays_text(opened: Opened) -> None:
    nasty = HEAD + "Corvane Academy,990105,<img src=x onerror=alert(1)>,70%,40,01/03/2026,\n"
    html, _ = school_view(opened(staff_survey=nasty))
    assert "<img" not in html
    assert "&lt;img src=x" in html


def test_what_management_information_says_otherwise_stands_beside_what_the_report_prints(opened: Opened) -> None:
    table = (
        "URN,School name,Ofsted phase,Local authority,Inspection start date of latest OEIF graded inspection,"
        "Latest OEIF overall effectiveness,Multi-academy trust name\n"
        "990105,Corvane Academy,Secondary,Elsewhere,05/03/2019,2,NULL\n"
    )
    page = opened(management=table)
    for html, citations in (school_view(page), document_view(page.readings[0])):
        section = html.split("A table says otherwise")[1].split("</section>")[0]
        assert "<strong>Local authority</strong>: the document prints" in section
        assert "management.csv says" in section
        cited = {one.heading: one for one in citations if one.source.file == "management.csv"}
        assert [place.paragraph for place in cited["Local authority in the table"].locators] == [2]
        assert cited["Local authority in the table"].quote == "Elsewhere"

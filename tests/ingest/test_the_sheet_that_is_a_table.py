"""Of a workbook the sheet that is a table is read, wherever it stands; no sheet is dropped, or searched, unseen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from ingest.errors import UnmappedSurvey, UnreadableDocument
from ingest.library import Library
from ingest.pipeline import Ingestor, Prepared
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from ingest.surveys import SurveyTable
from ingest.tables import Table, read_table

Rows = Sequence[Sequence[object]]
NOTES = [["About this survey"], ["It was sent to all pupils in the autumn, by form tutors."]]
RESULTS = [
    ["School", "Question", "Favourable %", "Respondents", "Date"],
    ["Ashlark High School", "I feel valued", 62, 4, date(2025, 10, 1)],
    ["Corvane Academy", "I feel valued", 71, 40, date(2025, 10, 1)],
]
OWN_NAMES = [["Academy", "Item", "Positive %", "Responses"], ["Ashlark High School", "I feel valued", 62, 4]]
SUMMARY = [["School", "Average %"], ["Ashlark High School", 62]]
SCHOOLS = [["School", "URN", "Group", "Phase"], ["Ashlark High School", "990901", "Quillhaven", "Secondary"]]
MAPPING = """survey: Staff
audience: staff
school: Academy
measure: Item
favourable: Positive %
respondents: Responses
date: 2025-10-01
"""


class Ones:
    fingerprint = "ones"

    def embed(self, texts: list[str]) -> np.ndarray:
        return np.ones((len(texts), 4), dtype=np.float32)


def workbook(path: Path, **sheets: Rows) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def table_in(path: Path) -> Table | None:
    with ReaderProcess(Settings()) as reader:
        return read_table(path, Settings(), reader.read(path))


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        table_in(path)
    return str(refused.value)


def test_a_survey_on_the_second_sheet_gives_no_passages_and_its_file_is_withheld(tmp_path: Path) -> None:
    path = workbook(tmp_path / "pupils.xlsx", Notes=NOTES, Results=RESULTS)
    settings = Settings()
    with Library.open(tmp_path / "library", write=True) as library, ReaderProcess(settings) as reader:
        ingestor = Ingestor(library, reader, Ones())
        prepared = ingestor.prepare(path)
        assert isinstance(prepared, Prepared)
        assert (prepared.table is not None, prepared.passages) == (True, ())
        (added,) = ingestor.add_paths([path])
        assert added.document is not None
        assert library.tables.withholds(added.document)
        assert [(row.says.row, row.says.favourable) for row in library.tables.surveys()] == [(2, None), (3, 71.0)]
        (page,) = library.pages(added.document)
    assert "62" not in page.text
    assert page.label == "Results"


def test_sheets_that_were_not_read_are_named(tmp_path: Path) -> None:
    table = table_in(
        workbook(tmp_path / "pupils.xlsx", Notes=NOTES, Results=RESULTS, Empty=[], Lists=[["Yes"], ["No"]])
    )
    assert table is not None
    assert table.document.warnings == (
        "From this workbook the sheet “Results” was read as a table; its other sheets are not in the library: “Notes”, "
        "“Lists”. What is needed of them can be saved and added as a file of its own.",
    )
    alone = table_in(workbook(tmp_path / "alone.xlsx", Results=RESULTS))
    assert alone is not None
    assert alone.document.warnings == ()


def test_two_surveys_in_one_workbook_are_refused_with_their_names(tmp_path: Path) -> None:
    assert refusal(workbook(tmp_path / "staff.xlsx", Autumn=RESULTS, Notes=NOTES, Spring=RESULTS)) == (
        "This workbook has 2 sheets that are tables: “Autumn”, “Spring”. One is read from a file. Save each of them as "
        "a file of its own, and add those."
    )
    assert "“Schools”, “Results”" in refusal(workbook(tmp_path / "both.xlsx", Schools=SCHOOLS, Results=RESULTS))
    assert "“Results”, “Raw”" in refusal(workbook(tmp_path / "raw.xlsx", Results=RESULTS, Raw=OWN_NAMES))


def test_a_summary_beside_a_survey_is_no_second_table(tmp_path: Path) -> None:
    table = table_in(workbook(tmp_path / "Staff survey 2025.xlsx", Summary=SUMMARY, Results=RESULTS))
    assert table is not None
    assert isinstance(table.content, SurveyTable)
    assert "not in the library: “Summary”" in table.document.warnings[0]


def test_a_survey_of_its_own_names_on_a_later_sheet_is_refused_with_a_mapping_that_then_fits(tmp_path: Path) -> None:
    path = workbook(tmp_path / "staff.xlsx", Notes=NOTES, Export=OWN_NAMES, Lists=SUMMARY)
    with pytest.raises(UnmappedSurvey, match="The sheet “Export” looks like a survey.*“Academy”; “Item”"):
        table_in(path)
    (tmp_path / "staff.mapping.yaml").write_text(MAPPING, encoding="utf-8")
    table = table_in(path)
    assert table is not None
    assert [row.row for row in table.content.rows] == [2]


def test_a_mapping_that_fits_no_sheet_is_held_against_the_nearest(tmp_path: Path) -> None:
    path = workbook(tmp_path / "staff.xlsx", Notes=NOTES, Export=[["Academy", "Item", "Share"], ["Ashlark", "Pay", 62]])
    (tmp_path / "staff.mapping.yaml").write_text(MAPPING, encoding="utf-8")
    assert "there is no column “Positive %”" in refusal(path)


def test_a_sheet_that_is_called_a_survey_is_no_plain_document(tmp_path: Path) -> None:
    path = workbook(tmp_path / "autumn.xlsx", **{"Notes": NOTES, "Staff survey": SUMMARY})
    with pytest.raises(UnmappedSurvey, match="“School”; “Average %”"):
        table_in(path)


def test_a_workbook_without_a_table_stays_a_plain_document(tmp_path: Path) -> None:
    plan = [["Priority", "Cost"], ["Attendance", 4000]]
    assert table_in(workbook(tmp_path / "plan.xlsx", Notes=NOTES, Plan=plan, More=plan)) is None


def test_the_only_sheet_that_a_mapping_fits_is_read_whatever_the_others_are(tmp_path: Path) -> None:
    path = workbook(tmp_path / "staff.xlsx", Results=RESULTS, Schools=SCHOOLS, Export=OWN_NAMES)
    (tmp_path / "staff.mapping.yaml").write_text(MAPPING, encoding="utf-8")
    table = table_in(path)
    assert table is not None
    assert table.document.pages[0].label == "Export"


def test_two_sheets_that_a_mapping_fits_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "staff.xlsx", Autumn=OWN_NAMES, Spring=OWN_NAMES)
    (tmp_path / "staff.mapping.yaml").write_text(MAPPING, encoding="utf-8")
    assert "“Autumn”, “Spring”" in refusal(path)

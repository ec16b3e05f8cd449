from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.documents import Document
from ingest.reports import areas, read_report, warm_up
from ingest.reports.areas import OEIF, judgements, previous_inspection, this_inspection
from ingest.reports.lines import ReportLines

Make = Callable[..., Document]


def _read(make_document: Make, lines: list[str]) -> list[tuple[str, str]]:
    return [(one.area, one.grade) for one in judgements(ReportLines(make_document([lines])).lines, OEIF, None)]


@pytest.mark.parametrize(
    "lines",
    [
        ["Overall effectiveness\tPrevious inspection:\tSatisfactory\t3", "This inspection:\tGood\t2"],
        ["Overall effectiveness\tThis inspection:\tGood\t2", "Previous inspection:\tSatisfactory\t3"],
        ["Previous inspection:\tSatisfactory\t3", "Overall effectiveness", "This inspection:\tGood\t2"],
        ["Previous inspection: Satisfactory 3", "This inspection: Good 2", "Overall effectiveness"],
        ["Overall effectiveness Previous inspection: Satisfactory 3 This inspection: Good 2"],
        ["Overall effectiveness\tinspection: This inspection:\tSatisfactory Good\t3 2"],
        ["Overall effectiveness\tThis inspection: Previous inspection:\tGood Not previously inspected\t2"],
    ],
)
def test_this_inspections_grade_is_taken_and_not_the_previous_ones(make_document: Make, lines: list[str]) -> None:
    assert _read(make_document, lines) == [("Overall effectiveness", "Good")]


def test_labels_and_grades_of_a_merged_row_are_paired_in_order() -> None:
    text = "Overall effectiveness\tinspection: This inspection:\tSatisfactory Requires improvement\t3 3"
    this, previous = this_inspection(text), previous_inspection(text)
    assert this is not None
    assert previous is not None
    assert (this.of(text), previous.of(text)) == ("Requires improvement", "Satisfactory")
    assert this_inspection("Overall effectiveness This inspection: Previous inspection: Good") is None


@pytest.mark.parametrize(
    "lines",
    [
        ["Quality of teaching, learning and\tGood", "assessment"],
        ["Quality of teaching, learning and", "assessment\tGood"],
        ["Quality of teaching, learning and assessment", "Good"],
        ["Quality of teaching, learning and assessment: Good"],
    ],
)
def test_an_area_that_wraps_keeps_its_grade(make_document: Make, lines: list[str]) -> None:
    assert _read(make_document, lines) == [("Quality of teaching, learning and assessment", "Good")]


def test_a_table_that_came_out_as_one_line_is_read_row_by_row(make_document: Make) -> None:
    line = "Overall effectiveness Good The quality of education Requires improvement Personal development Outstanding"
    assert _read(make_document, [line]) == [
        ("Overall effectiveness", "Good"),
        ("The quality of education", "Requires improvement"),
        ("Personal development", "Outstanding"),
    ]
    assert _read(make_document, [f"{line} and that is why parents are happy"]) == []


def test_a_heading_that_wraps_over_two_lines_is_one_heading(make_document: Make) -> None:
    document = make_document(
        [
            ["Inspection of Fen School", "Inspection dates:\t1 May 2024", "Overall effectiveness\tGood"],
            [
                "What is it like to attend this",
                "school?",
                "Pupils learn.",
                "What does the school do well and what does it",
            ]
            + ["need to do better?", "It does well.", "School details", "Unique reference number\t990299"],
        ]
    )
    inspection = read_report(document).inspection
    assert inspection.format.value == "graded"
    assert inspection.confidence == 1.0


def test_warming_up_compiles_the_rows_of_both_scales_once():
    areas._row.cache_clear()
    areas._pair.cache_clear()
    warm_up()
    assert (areas._row.cache_info().misses, areas._pair.cache_info().misses) == (2, 2)
    warm_up()
    assert (areas._row.cache_info().misses, areas._pair.cache_info().misses) == (2, 2)

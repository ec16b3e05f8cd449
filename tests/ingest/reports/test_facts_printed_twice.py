"""A fact that a document prints in two places: both are kept where they differ."""

from __future__ import annotations

from collections.abc import Callable

from ingest.documents import Document
from ingest.reports import read_report

Make = Callable[..., Document]
COVER = [
    "School report",
    "# Fen Primary School",
    "Inspection dates\t9–10 November 2016",
    "Overall effectiveness\tGood",
    "Effectiveness of leadership and management\tGood",
    "Outcomes for pupils\tGood",
    "# Summary of key findings for parents and pupils",
    "# This is a good school",
]
BODY = [
    "# What does the school need to do to improve further?",
    "* Share what works.",
    "# Inspection judgements",
    "# Effectiveness of leadership and management\tRequires improvement",
    "Leaders are new.",
    "# Safeguarding",
    "The arrangements for safeguarding are effective.",
    "~ Inspection report: Fen Primary School, 9–11 November 2016\tPage 2 of 3",
]
DETAILS = ["# School details", "Unique reference number\t990301", "Local authority\tWrenshire"]


def _conflicts(make_document: Make, body: list[str], details: list[str]) -> dict[str, tuple[str, ...]]:
    inspection = read_report(make_document([COVER, body, details])).inspection
    return {conflict.field: tuple(place.text for place in conflict.places) for conflict in inspection.conflicts}


def test_a_grade_in_the_body_that_is_not_the_covers_is_shown_with_both_places(make_document: Make) -> None:
    body = [line for line in BODY if not line.startswith("~")]
    assert _conflicts(make_document, body, DETAILS) == {
        "judgements": (
            "Effectiveness of leadership and management Good",
            "Effectiveness of leadership and management Requires improvement",
        )
    }


def test_dates_of_the_running_line_that_are_not_the_covers_are_shown(make_document: Make) -> None:
    assert _conflicts(make_document, BODY, DETAILS)["dates"] == ("9–10 November 2016", "9–11 November 2016")


def test_two_reference_numbers_are_shown_and_the_first_is_taken(make_document: Make) -> None:
    details = [*DETAILS, "URN: 990302"]
    assert _conflicts(make_document, BODY, details)["urn"] == ("990301", "990302")
    assert read_report(make_document([COVER, BODY, details])).inspection.urn.text == "990301"  # type: ignore[union-attr]


def test_safeguarding_said_to_be_effective_and_not_effective_is_shown(make_document: Make) -> None:
    body = [*BODY, "The arrangements for safeguarding are not effective."]
    assert _conflicts(make_document, body, DETAILS)["safeguarding"] == (
        "arrangements for safeguarding are effective",
        "arrangements for safeguarding are not effective",
    )


def test_a_document_that_agrees_with_itself_has_no_conflict(make_document: Make) -> None:
    body = [line.replace("Requires improvement", "Good").replace("9–11", "9–10") for line in BODY]
    assert _conflicts(make_document, body, DETAILS) == {}

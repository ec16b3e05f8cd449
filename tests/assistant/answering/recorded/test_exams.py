"""Results of tests and examinations are found by the name that people have for them, the newest first."""

from datetime import date
from types import SimpleNamespace

import pytest

from assistant.answering.recorded.exams import route
from assistant.answering.recorded.route import RecordLookup
from assistant.answering.recorded.routes import routed
from assistant.scope import understand
from ingest.documents import Locator, Span
from ingest.inspections import Figure, Inspection, ReportFormat
from tests.assistant.records import made_record

ELM = made_record("elm", "Elm Park School", date(2026, 3, 1))
ALL, POOR, GAP = (f"{who} pupils’ performance{gap}" for who, gap in (("All", ""), ("Disadvantaged", ""), ("", " gap")))
ALL_THREE, MATHS = (
    f"Pupils reaching the expected standard in {what}" for what in ("reading and mathematics", "mathematics")
)
HEADS = ("Year", "This school", "National average", "Compared with national average")


def row(section, measure, period, value):
    return Figure(section, measure, period, value, None, None, HEADS, Locator(ELM.id, 1, Span(0, 4)))


TABLES = (
    row(ALL, ALL_THREE, "2023/24", "59%"),
    row(ALL, ALL_THREE, "2024/25", "58%"),
    row(ALL, MATHS, "2023/24", "84%"),
    row(ALL, MATHS, "2024/25", "82%"),
    row(POOR, MATHS, "2024/25", "41%"),
    row(GAP, MATHS, "2024/25", "41%"),
    row(ALL, "Attainment 8", "2024/25", "44.2"),
    row("Absence", "Overall absence", "2024/25", "5%"),
)


def told(question, way=route, figures=TABLES):
    inspection = Inspection(ELM.id, ReportFormat.REPORT_CARD, 1.0, "", figures=figures)
    records = RecordLookup(lambda _: inspection, lambda *_: SimpleNamespace(text="Name of a page"), lambda _: ())
    selected = way(understand(question, [ELM]), records)
    return (
        [item.statement.split(": this school ") for s in selected.schools for item in s.evidence] if selected else None
    )


@pytest.mark.parametrize(
    "question",
    [
        "sats at elm park",
        "What are the SATs results at Elm Park?",
        "How did Elm Park do in its SATs?",
        "How good are key stage 2 results at Elm Park?",
        "What were the KS2 test scores at Elm Park?",
    ],
)
def test_the_newest_row_of_each_measure_of_the_tests_is_given(question):
    assert told(question, way=routed) == [[f"{ALL_THREE}, 2024/25", "58%"], [f"{MATHS}, 2024/25", "82%"]]


def test_a_year_a_subject_and_disadvantaged_pupils_choose_the_rows():
    assert told("How did Elm Park do in its SATs in 2024?")[0] == [f"{ALL_THREE}, 2023/24", "59%"]
    assert told("SATs in maths at Elm Park") == [[f"{MATHS}, 2024/25", "82%"]]
    assert told("What are the SATs results of disadvantaged pupils at Elm Park?") == [[f"{MATHS}, 2024/25", "41%"]]
    assert told("What are the GCSE results at Elm Park?") == [["Attainment 8, 2024/25", "44.2"]]


@pytest.mark.parametrize(
    "question",
    [
        "What is key stage 2 like at Elm Park?",
        "How many pupils take GCSEs at Elm Park?",
        "How do leaders use SATs results to plan at Elm Park?",
        "Which schools have good SATs results?",
    ],
)
def test_what_asks_for_no_results_or_for_more_is_left_alone(question):
    assert told(question) is None


def test_a_report_without_such_rows_is_left_to_retrieval():
    assert told("sats at elm park", figures=TABLES[-1:]) is None

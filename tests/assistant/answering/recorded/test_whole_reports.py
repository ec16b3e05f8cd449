"""What a report or letter says as a whole, and strengths and weaknesses that schools have in common."""

import pytest

from assistant.answering.recorded import overview, points
from tests.assistant.answering.recorded.made import LETTER, OUTCOME, STEP, MadeReports, rows

ELM, OAK = "Elm Park School", "Oakwell School"
PROGRESS, NEED = "Leaders have made progress to improve the school.", "Leaders should check what pupils recall."
REPORTS = (
    (ELM, 2024, LETTER, {OUTCOME: PROGRESS, STEP: NEED}, ""),
    (OAK, 2024, LETTER, {STEP: "Leaders should make sure that pupils write at length."}, ""),
)


@pytest.mark.parametrize(
    "question",
    [
        "What did the monitoring letter on Elm Park say?",
        "What does the report on Elm Park say?",
        "What did inspectors find at Elm Park?",
    ],
)
def test_what_a_report_or_letter_says_is_its_outcome_and_its_steps(question):
    assert [text for _, _, text in rows(MadeReports(overview.route, *REPORTS).ask(question))] == [PROGRESS, NEED]


@pytest.mark.parametrize(
    "question",
    ["What does the report on Elm Park say about reading?", "What did the letter to parents at Elm Park say?"],
)
def test_what_it_says_of_a_subject_is_not_the_whole(question):
    assert MadeReports(overview.route, *REPORTS).ask(question) is None


@pytest.mark.parametrize(
    "question", ["What are the common weaknesses across schools?", "What shared weaknesses does the trust have?"]
)
def test_common_weaknesses_are_told_of_each_school(question):
    assert {school for school, _, _ in rows(MadeReports(points.route, *REPORTS).ask(question))} == {ELM, OAK}

"""Why a school was given a grade that is named alone: the report that prints it, and what stands beside it there."""

import pytest

from assistant.answering.recorded.reasons import route
from tests.assistant.answering.recorded.made import CARD, GRADED, STEP, MadeReports, rows

ELM = "Elm Park School"
WHOLE = "Overall effectiveness"
HELD = MadeReports(
    route,
    (ELM, 2019, GRADED, {WHOLE: "Inadequate", STEP: "Leaders should keep records of concerns in order."}, ""),
    (ELM, 2023, CARD, {"Inclusion": "Expected standard"}, ""),
)


@pytest.mark.parametrize(
    "question",
    ["Why was Elm Park inadequate?", "Why was Elm Park judged inadequate in 2019?", "Why did Elm Park get inadequate?"],
)
def test_the_report_that_prints_the_grade_tells_however_old(question):
    answer = HELD.ask(question)
    assert rows(answer) == [
        (ELM, 2019, f"{WHOLE}: Inadequate"),
        (ELM, 2019, "Leaders should keep records of concerns in order."),
    ]
    assert answer.lead == (
        f"{ELM}: the grade ‘Inadequate’ is printed in the report of 9 March 2019. What that report puts beside it:"
    )


def test_that_no_report_prints_the_grade_is_said():
    answer = HELD.ask("Why was Elm Park outstanding?")
    assert answer.claims == ()
    assert answer.notes == (f"No report in the library prints the grade ‘Outstanding’ for {ELM}.",)


@pytest.mark.parametrize(
    "question",
    ["Why is Elm Park good at reading?", "Why is attendance inadequate at Elm Park?", "Why do pupils like Elm Park?"],
)
def test_what_is_said_of_a_subject_is_no_grade(question):
    assert HELD.ask(question) is None

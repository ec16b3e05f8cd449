"""The lowest or highest grade: on each scale by itself, with its schools and areas, and no ranking of schools."""

import pytest

from assistant.answering.recorded.extremes import APART, route
from tests.assistant.answering.recorded.made import CARD, GRADED, LETTER, MadeReports, rows

ELM, OAK, ASH, YEW = "Elm Park School", "Oakwell School", "Ashby Lane School", "Yewtree School"
WHOLE, BEHAVING = "Overall effectiveness", "Behaviour and attitudes"
HELD = MadeReports(
    route,
    (ELM, 2019, GRADED, {WHOLE: "Inadequate"}, ""),
    (ELM, 2023, GRADED, {WHOLE: "Requires improvement", BEHAVING: "Good"}, ""),
    (OAK, 2023, GRADED, {WHOLE: "Good", BEHAVING: "Good"}, ""),
    (ASH, 2026, CARD, {"Inclusion": "Needs attention", "Achievement": "Strong standard"}, ""),
    (YEW, 2024, LETTER, {}, ""),
)


@pytest.mark.parametrize(
    "question",
    ["Which schools got the lowest grade?", "What is the worst grade any school was given?", "Who was rated lowest?"],
)
def test_the_lowest_grade_is_told_on_each_scale_with_the_areas_that_have_it(question):
    answer = HELD.ask(question)
    assert rows(answer) == [
        (ASH, 2026, "Inclusion: Needs attention"),
        (ELM, 2023, f"{WHOLE}: Requires improvement"),
    ]
    assert answer.lead == (
        "The lowest grade printed: on the four-point scale of reports to 2025 ‘Requires improvement’ (1 of 2 schools) "
        "and on report cards ‘Needs attention’ (1 of 1 school)."
    )
    assert APART in answer.notes


def test_schools_without_that_grade_and_without_any_are_told_apart():
    answer = HELD.ask("Which schools got the lowest grade?")
    assert f"No area at the lowest grade of its scale: {OAK}." in answer.notes
    assert f"The library holds no such grade of {YEW}." in answer.notes
    assert answer.coverage is None


def test_an_area_that_is_named_is_looked_at_alone():
    answer = HELD.ask("Which schools have the highest grade for behaviour?")
    assert rows(answer) == [(ELM, 2023, f"{BEHAVING}: Good"), (OAK, 2023, f"{BEHAVING}: Good")]


def test_a_school_that_is_named_is_looked_at_alone():
    assert rows(HELD.ask("What is the lowest grade at Ashby Lane?")) == [(ASH, 2026, "Inclusion: Needs attention")]


@pytest.mark.parametrize(
    "question",
    [
        "Which schools had the lowest GCSE grades?",
        "Which schools have the lowest attendance?",
        "Which schools got the lowest grade in geography?",
        "Which schools got a grade?",
    ],
)
def test_other_grades_and_other_figures_are_no_such_question(question):
    assert HELD.ask(question) is None

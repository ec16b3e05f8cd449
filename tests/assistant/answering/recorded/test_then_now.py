"""Whether a named school has improved: its grades then and now, on one scale only, and no verdict."""

import pytest

from assistant.answering.recorded.then_now import NO_VERDICT, route
from tests.assistant.answering.recorded.made import CARD, GRADED, LETTER, OUTCOME, MadeReports, rows

ELM, ASH, YEW = "Elm Park School", "Ashby Lane School", "Yewtree School"
WHOLE, LEADING = "Overall effectiveness", "Leadership and management"
PROGRESS = "Leaders have made progress to improve the school."
HELD = MadeReports(
    route,
    (ELM, 2015, GRADED, {WHOLE: "Inadequate"}, ""),
    (ELM, 2019, GRADED, {WHOLE: "Requires improvement", f"Effectiveness of {LEADING.lower()}": "Good"}, ""),
    (ELM, 2023, GRADED, {WHOLE: "Good", LEADING: "Good"}, ""),
    (ELM, 2024, LETTER, {OUTCOME: PROGRESS}, ""),
    (ASH, 2019, GRADED, {WHOLE: "Good"}, ""),
    (ASH, 2022, GRADED, {WHOLE: "Outstanding"}, ""),
    (ASH, 2026, CARD, {"Inclusion": "Exceptional"}, ""),
    (YEW, 2022, GRADED, {WHOLE: "Good"}, ""),
)


@pytest.mark.parametrize(
    "question",
    [
        "Has Elm Park improved?",
        "Is Elm Park getting better?",
        "Has Elm Park got better or worse?",
        "Did Elm Park improve?",
        "Has the grade of Elm Park gone up since its last inspection?",
    ],
)
def test_the_newest_two_that_can_be_compared_are_told_with_what_stayed(question):
    answer = HELD.ask(question)
    assert rows(answer)[:4] == [
        (ELM, 2019, f"{WHOLE}: Requires improvement"),
        (ELM, 2023, f"{WHOLE}: Good"),
        (ELM, 2019, f"Effectiveness of {LEADING.lower()}: Good"),
        (ELM, 2023, f"{LEADING}: Good"),
    ]
    assert answer.lead == (
        f"{ELM}: of 2 grades given at both inspections (9 March 2019 and 9 March 2023), 1 went up, 0 went down and 1 "
        "stayed."
    )
    assert NO_VERDICT in answer.notes


def test_what_a_later_letter_says_in_place_of_a_grade_stands_beside_them():
    assert rows(HELD.ask("Has Elm Park improved?"))[-1] == (ELM, 2024, f"outcome\t{PROGRESS}".split("\t")[1])


def test_since_a_year_the_first_inspection_of_that_time_is_taken():
    answer = HELD.ask("Has Elm Park improved since 2015?")
    assert rows(answer)[:2] == [(ELM, 2015, f"{WHOLE}: Inadequate"), (ELM, 2023, f"{WHOLE}: Good")]


def test_a_grade_on_another_scale_is_shown_and_not_compared():
    answer = HELD.ask("Has Ashby Lane improved?")
    assert [year for _, year, _ in rows(answer)] == [2019, 2022, 2026]
    assert (
        f"{ASH}: the newest inspection (9 March 2026) grades on another scale than the one before: shown, not compared."
        in answer.notes
    )


def test_where_nothing_can_be_compared_each_inspection_is_shown_the_earlier_first():
    answer = HELD.ask("Has Ashby Lane improved since 2022?")
    assert [year for _, year, _ in rows(answer)] == [2022, 2026]
    assert answer.lead == f"{ASH}: no two inspections held grade on one scale; what each prints is shown."


def test_a_single_inspection_is_told_as_that():
    assert (
        f"{YEW}: the library holds grades of one inspection only, so nothing can be set beside them."
        in HELD.ask("Has Yewtree improved?").notes
    )


@pytest.mark.parametrize(
    "question",
    [
        "Has attendance at Elm Park improved since 2019?",
        "How has Elm Park improved since 2019?",
        "What has improved at Elm Park?",
        "Has Elm Park improved its curriculum?",
        "What should Elm Park improve?",
        "Which schools have improved?",
    ],
)
def test_a_subject_and_how_it_improved_are_left_to_what_prose_says(question):
    assert HELD.ask(question) is None

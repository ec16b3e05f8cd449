"""Which schools' grades went up or down: both grades as printed, on one scale, and what cannot be said."""

import pytest

from assistant.answering.recorded.moves import route
from tests.assistant.answering.recorded.made import CARD, GRADED, LETTER, MadeReports, rows

ELM, OAK, ASH, YEW = "Elm Park School", "Oakwell School", "Ashby Lane School", "Yewtree School"
WHOLE, LEADING = "Overall effectiveness", "Leadership and management"


def made(*reports):
    return MadeReports(route, *reports)


HELD = made(
    (ELM, 2019, GRADED, {WHOLE: "Requires improvement", f"Effectiveness of {LEADING.lower()}": "Good"}, ""),
    (ELM, 2023, GRADED, {WHOLE: "Good", LEADING: "Good"}, ""),
    (OAK, 2019, GRADED, {WHOLE: "Good", LEADING: "Inadequate"}, ""),
    (OAK, 2023, GRADED, {WHOLE: "Requires improvement", LEADING: "Good"}, ""),
    (ASH, 2022, GRADED, {WHOLE: "Outstanding"}, ""),
    (ASH, 2026, CARD, {"Inclusion": "Exceptional"}, ""),
    (YEW, 2022, GRADED, {WHOLE: "Good"}, ""),
    (YEW, 2023, LETTER, {}, ""),
)
ELM_ROWS = [(ELM, 2019, f"{WHOLE}: Requires improvement"), (ELM, 2023, f"{WHOLE}: Good")]


@pytest.mark.parametrize(
    "question",
    [
        "Which schools have improved since their last inspection?",
        "How many schools have got better since the previous inspection?",
        "Which schools’ grades have gone up?",
        "Have any schools improved over time?",
    ],
)
def test_a_school_has_improved_whose_printed_grade_went_up(question):
    answer = HELD.ask(question)
    assert answer.lead.startswith("2 of 4 schools: a grade went up between two inspections.")
    assert rows(answer)[:2] == ELM_ROWS


def test_what_went_the_other_way_is_shown_beside_it():
    assert [
        row for row in rows(HELD.ask("Which schools have improved since their last inspection?")) if row[0] == OAK
    ] == [
        (OAK, 2019, f"{WHOLE}: Good"),
        (OAK, 2023, f"{WHOLE}: Requires improvement"),
        (OAK, 2019, f"{LEADING}: Inadequate"),
        (OAK, 2023, f"{LEADING}: Good"),
    ]


def test_two_scales_are_never_compared_and_it_is_said_of_whom_nothing_can_be_said():
    answer = HELD.ask("Which schools have improved since their last inspection?")
    assert not {ASH, YEW} & {claim.school for claim in answer.claims}
    note = "Cannot be said, as the library holds no two inspections with grades on one scale: "
    assert f"{note}{ASH} and {YEW}." in answer.notes
    assert answer.coverage is None, "no school is silent: each is told of"


def test_a_school_whose_newest_grades_have_another_scale_is_told_of_as_that():
    held = made(
        (ELM, 2019, GRADED, {WHOLE: "Inadequate"}, ""),
        (ELM, 2022, GRADED, {WHOLE: "Good"}, ""),
        (ELM, 2026, CARD, {"Inclusion": "Exceptional"}, ""),
    )
    answer = held.ask("Which schools have improved since their last inspection?")
    assert [year for _, year, _ in rows(answer)] == [2019, 2022]
    assert (
        f"Cannot be said of the newest inspection, which has another scale than the one before: {ELM}." in answer.notes
    )


def test_which_got_worse_is_told_the_same_way():
    answer = HELD.ask("Which schools have declined since their last inspection?")
    assert {claim.school for claim in answer.claims} == {OAK}
    assert f"No grade went down between the two inspections compared: {ELM}." in answer.notes


def test_the_grade_before_is_taken_from_the_report_that_prints_it():
    held = made((ELM, 2016, GRADED, {WHOLE: "Good"}, "Overall effectiveness at previous inspection\tInadequate"))
    answer = held.ask("Which schools have improved since their last inspection?")
    assert rows(answer) == [
        (ELM, 2016, "Overall effectiveness at previous inspection: Inadequate"),
        (ELM, 2016, f"{WHOLE}: Good"),
    ]


def test_that_no_grade_went_that_way_is_said():
    answer = made((ELM, 2019, GRADED, {WHOLE: "Good"}, ""), (ELM, 2023, GRADED, {WHOLE: "Good"}, "")).ask(
        "Which schools have improved since their last inspection?"
    )
    assert answer.claims == ()
    assert answer.lead == "No grade printed went up between two inspections of the same school."


@pytest.mark.parametrize(
    "question",
    [
        "Which schools have improved attendance since their last inspection?",
        "Has Elm Park improved since 2019?",
        "Which schools need to improve?",
        "What changed since 2019?",
    ],
)
def test_what_prose_tells_is_left_to_retrieval(question):
    assert HELD.ask(question) is None

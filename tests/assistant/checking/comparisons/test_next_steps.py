"""That something is a next step is said only by what asks for it."""

import pytest

from assistant.checking.checker import barring
from assistant.checking.comparisons.next_steps import NO_NEXT_STEP, no_next_step
from assistant.checking.plain import reason_lines
from assistant.checking.verdict import Reason, Verdict


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Behaviour is a next step.", "A few pupils join with a history of turbulent behaviour."),
        ("Attendance is among the next steps.", "Leaders act early when attendance dips."),
        ("Attendance is an area for improvement.", "Leaders act early when attendance dips."),
        ("Reading is a next step at the school.", "The school should raise attainment in writing."),
        ("Reading is a next step.", "Leaders should raise attainment in writing."),
    ],
)
def test_a_sentence_that_asks_for_nothing_makes_nothing_a_next_step(claim, sentence):
    assert no_next_step(claim, sentence) is not None
    assert NO_NEXT_STEP in barring()


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Raising attainment in writing is a next step.", "Leaders should raise attainment in writing."),
        ("Attendance is a next step.", "Improve attendance, especially in Year 10."),
        ("Attendance is an area for improvement.", "Attendance is too low in Year 10."),
        ("Attendance is not a next step.", "Leaders act early when attendance dips."),
        ("Pupils know what happens next.", "Pupils know what will happen next."),
    ],
)
def test_what_asks_for_it_and_what_speaks_of_no_next_step_are_left_alone(claim, sentence):
    assert no_next_step(claim, sentence) is None


def test_the_reason_says_that_nothing_is_asked_for():
    reasons = [Reason(NO_NEXT_STEP, "a next step", "")]
    assert reason_lines(Verdict.NOT_CHECKED, reasons, "", "Leaders act early.") == [
        "The passage asks for nothing: it does not make this “a next step”."
    ]


@pytest.mark.parametrize(
    "claim",
    [
        "Children leave Reception well prepared for their next steps in Year 1.",
        "Children leave Reception well prepared for their next steps.",
        "Students get careers advice on next steps.",
        "Pupils know their next steps.",
        "College is the next step for many students.",
    ],
)
def test_where_pupils_go_next_is_no_next_step_of_the_school(claim):
    assert no_next_step(claim, "Children leave Reception well prepared for Year 1.") is None


@pytest.mark.parametrize("claim", ["The next step is reading.", "Reading is one of the school’s next steps."])
def test_a_next_step_is_one_in_any_order(claim):
    assert no_next_step(claim, "Pupils enjoy reading.") is not None

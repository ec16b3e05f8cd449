"""Whether a school did what an earlier inspection asked: the points, beside what the newest report says of them."""

import pytest

from assistant.answering.recorded.asked_before import NO_VERDICT, route
from tests.assistant.answering.recorded.made import CARD, GRADED, SAID, STEP, MadeReports, rows

ELM, ASH, YEW = "Elm Park School", "Ashby Lane School", "Yewtree School"
ASKED = "Leaders should find out why disadvantaged pupils are absent and act on the reasons."
TOLD = "Leaders know the reasons why disadvantaged pupils are absent."
HELD = MadeReports(
    route,
    (ELM, 2022, GRADED, {STEP: ASKED}, ""),
    (ELM, 2026, CARD, {SAID: TOLD}, ""),
    (ASH, 2022, GRADED, {STEP: ASKED}, ""),
    (ASH, 2026, CARD, {SAID: "Lunch is served in a new hall."}, ""),
    (YEW, 2026, CARD, {STEP: ASKED}, ""),
)


@pytest.mark.parametrize(
    "question",
    [
        "Did Elm Park do what the last inspection asked?",
        "Has Elm Park acted on the recommendations of its previous inspection?",
        "What progress has Elm Park made on the previous areas for improvement?",
        "What happened to the recommendations of the 2022 inspection at Elm Park?",
        "Has Elm Park addressed the 2022 next steps?",
        "How far has Elm Park dealt with what the previous report said?",
    ],
)
def test_each_point_stands_before_what_the_newest_report_says_of_it(question):
    answer = HELD.ask(question)
    assert rows(answer) == [(ELM, 2022, ASKED), (ELM, 2026, TOLD)]
    assert answer.lead == (
        f"{ELM}: the report of 9 March 2022 asked for 1 point. Under each stands what the report of 9 March 2026 says "
        "of the same matter."
    )
    assert NO_VERDICT in answer.notes
    assert [claim.matter for claim in answer.claims] == ["Point 1", "Point 1"]


def test_a_point_on_which_the_newest_report_is_silent_is_told_as_that():
    answer = HELD.ask("Did Ashby Lane do what the last inspection asked?")
    assert rows(answer) == [(ASH, 2022, ASKED)]
    assert f"{ASH}: on 1 of 1 points no sentence of the newest report was found." in answer.notes


def test_where_no_later_report_is_held_that_is_said():
    answer = HELD.ask("Did Yewtree do what the last inspection asked?")
    assert rows(answer) == [(YEW, 2026, ASKED)]
    assert answer.lead.endswith("No later report on this school is held, so nothing says what came of them.")


def test_where_no_earlier_report_asked_for_anything_on_the_subject_that_is_said():
    answer = HELD.ask("Did Elm Park act on the previous recommendations on reading?")
    assert rows(answer) == []
    assert answer.lead == (
        f"No earlier report held on {ELM} lists points to improve on this, so none can be set beside the newest."
    )


@pytest.mark.parametrize(
    "question",
    [
        "What should Elm Park do next?",
        "Has attendance at Elm Park improved since the last inspection?",
        "Do leaders at Elm Park act on what pupils said in the last survey?",
        "Which schools did what the last inspection asked?",
    ],
)
def test_other_questions_are_left_to_others(question):
    assert HELD.ask(question) is None

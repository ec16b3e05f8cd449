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
        f"{ELM}: the report of 9 March 2022 asked for 1 point. Under each stands what was found on the same matter in "
        "the report of 9 March 2026."
    )
    assert NO_VERDICT in answer.notes
    assert [claim.matter for claim in answer.claims] == ["Point 1", "Point 1"]


def test_where_the_newest_report_is_silent_on_every_point_that_is_said():
    answer = HELD.ask("Did Ashby Lane do what the last inspection asked?")
    assert rows(answer) == [(ASH, 2022, ASKED)]
    assert answer.lead.endswith("In the report of 9 March 2026 no sentence on the same matter was found.")


def test_where_no_later_report_is_held_that_is_said():
    answer = HELD.ask("Did Yewtree do what the last inspection asked?")
    assert rows(answer) == [(YEW, 2026, ASKED)]
    assert answer.lead.endswith("No later report on this school is held, so nothing says what came of them.")


def test_where_no_earlier_report_asked_for_anything_that_is_said():
    held = MadeReports(route, (ELM, 2022, GRADED, {}, ""), (ELM, 2026, CARD, {SAID: TOLD}, ""))
    answer = held.ask("Did Elm Park act on the previous recommendations?")
    assert rows(answer) == []
    assert answer.lead == (
        f"No earlier report held on {ELM} lists points to improve, so none can be set beside the newest."
    )


def test_who_acted_is_no_subject_of_the_points():
    question = "Have leaders and governors at Elm Park addressed the recommendations of the last inspection?"
    assert rows(HELD.ask(question))[0] == (ELM, 2022, ASKED)


def test_a_school_whose_reports_asked_for_nothing_is_named_beside_one_that_is_told():
    held = MadeReports(
        route,
        (ELM, 2022, GRADED, {STEP: ASKED}, ""),
        (ELM, 2026, CARD, {SAID: TOLD}, ""),
        (YEW, 2022, GRADED, {}, ""),
        (YEW, 2026, CARD, {}, ""),
    )
    answer = held.ask("Have Elm Park and Yewtree acted on the previous recommendations?")
    assert answer.missing == (f"Nothing found for {YEW}.",)


@pytest.mark.parametrize(
    "question",
    [
        "What should Elm Park do next?",
        "Has attendance at Elm Park improved since the last inspection?",
        "Do leaders at Elm Park act on what pupils said in the last survey?",
        "Which schools did what the last inspection asked?",
        "Did Elm Park act on the previous recommendations on reading?",
        "Did pupils at Elm Park respond to actions taken after the last inspection?",
    ],
)
def test_other_questions_are_left_to_others(question):
    assert HELD.ask(question) is None

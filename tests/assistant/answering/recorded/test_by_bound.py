"""Schools picked by a grade and a bound on it: on one scale, with what others have told apart, and never backwards."""

import pytest

from assistant.answering.recorded.by_bound import route
from assistant.answering.recorded.grades import asks_for_grade
from tests.assistant.answering.recorded.made import CARD, GRADED, LETTER, MadeReports, rows

ELM, OAK, ASH, YEW, FIR = "Elm Park School", "Oakwell School", "Ashby Lane School", "Yewtree School", "Firdale School"
BEHAVING, TEACHING = "Attendance and behaviour", "Curriculum and teaching"
EDUCATION = "The quality of education"
EDUCATION_RI = f"{EDUCATION}: Requires improvement"
HELD = MadeReports(
    route,
    (ELM, 2023, GRADED, {EDUCATION: "Inadequate", "Leadership and management": "Good"}, ""),
    (ELM, 2026, CARD, {BEHAVING: "Needs attention", TEACHING: "Strong standard"}, ""),
    (OAK, 2026, CARD, {BEHAVING: "Expected standard", TEACHING: "Expected standard"}, ""),
    (ASH, 2026, CARD, {BEHAVING: "Urgent improvement", "Inclusion": "Needs attention"}, ""),
    (YEW, 2023, GRADED, {EDUCATION: "Requires improvement", "Behaviour and attitudes": "Good"}, ""),
    (FIR, 2024, LETTER, {}, ""),
)


@pytest.mark.parametrize(
    "question",
    [
        "How many schools have attendance graded below expected standard?",
        "Which schools were graded less than Expected standard for attendance?",
        "Where is attendance lower than the expected standard?",
        "Which schools did not get at least Expected standard for attendance?",
        "Which schools were graded needs attention or urgent improvement for attendance?",
    ],
)
def test_grades_below_a_grade_are_given_and_not_that_grade(question):
    assert rows(HELD.ask(question)) == [
        (ASH, 2026, f"{BEHAVING}: Urgent improvement"),
        (ELM, 2026, f"{BEHAVING}: Needs attention"),
    ]
    assert not asks_for_grade(question)


def test_the_answer_counts_those_graded_on_that_scale_and_tells_of_the_others():
    answer = HELD.ask("How many schools have attendance graded below expected standard?")
    assert answer.lead == (
        f"2 of 3 schools graded for ‘{BEHAVING}’ on report cards have a grade below ‘Expected standard’."
    )
    assert answer.notes[:3] == (
        f"Graded there, and not so: {OAK}.",
        f"The grades of {YEW} are on the four-point scale of reports to 2025, where no such grade exists: "
        "scales are not set beside each other.",
        f"The library holds no such grade of {FIR}.",
    )
    assert answer.coverage is None


@pytest.mark.parametrize(
    "question",
    [
        "Which schools have no grade below Expected standard?",
        "Which schools haven't any grade below expected standard?",
        "Which schools have every grade at least Expected standard?",
        "Which schools are expected standard or better in all areas?",
    ],
)
def test_schools_with_no_grade_below_are_shown_with_all_their_grades(question):
    answer = HELD.ask(question)
    assert rows(answer) == [
        (OAK, 2026, f"{BEHAVING}: Expected standard"),
        (OAK, 2026, f"{TEACHING}: Expected standard"),
    ]
    assert answer.lead.startswith("1 of 3 schools graded on report cards has ")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which schools got Needs attention for inclusion?", [(ASH, 2026, "Inclusion: Needs attention")]),
        ("Which schools got Good for behaviour?", [(YEW, 2023, "Behaviour and attitudes: Good")]),
        ("Which schools are Good or better for behaviour?", [(YEW, 2023, "Behaviour and attitudes: Good")]),
        ("Which schools are rated less than good for quality of education?", [(YEW, 2023, EDUCATION_RI)]),
        ("Which schools were rated RI for quality of education?", [(YEW, 2023, EDUCATION_RI)]),
        ("Which schools have Strong standard in curriculum?", [(ELM, 2026, f"{TEACHING}: Strong standard")]),
        ("Where is the curriculum better than expected standard?", [(ELM, 2026, f"{TEACHING}: Strong standard")]),
    ],
)  # fmt: skip
def test_a_grade_is_asked_for_in_many_ways(question, expected):
    assert rows(HELD.ask(question)) == expected


def test_what_was_ever_given_is_looked_for_in_all_inspections():
    assert rows(HELD.ask("Which schools have ever been rated below good?")) == [
        (ELM, 2023, f"{EDUCATION}: Inadequate"),
        (YEW, 2023, f"{EDUCATION}: Requires improvement"),
    ]
    answer = HELD.ask("Which schools have never been rated below Good?")
    assert (
        answer.lead == "None of 2 schools graded on the four-point scale of reports to 2025 has no grade below ‘Good’."
    )


def test_a_school_that_is_named_is_told_yes_or_no_with_its_grades():
    answer = HELD.ask("Does Elm Park have any grade below Expected standard?")
    assert answer.lead == f"{ELM}, graded on report cards, has a grade below ‘Expected standard’."
    assert rows(answer) == [(ELM, 2026, f"{BEHAVING}: Needs attention")]
    answer = HELD.ask("Does Oakwell have any grade below Expected standard?")
    assert answer.lead == f"{OAK}, graded on report cards, has no grade below ‘Expected standard’."
    assert len(answer.claims) == 2


def test_a_word_of_another_scale_is_said_to_be_one():
    answer = HELD.ask("Is Oakwell below good?")
    assert answer.claims == ()
    assert answer.lead.startswith(f"The grades of {OAK} are on report cards, where no such grade exists")


@pytest.mark.parametrize(
    "question",
    [
        "Which schools have pupils working below the expected standard in writing?",
        "Which schools are below the expected standard in mathematics?",
        "Which schools have pupils below the expected standard?",
        "Which schools got good attendance?",
        "Which schools' curriculum needs attention?",
        "Is behaviour good enough?",
        "Are children making good or better progress?",
        "What are the next steps of schools graded below expected standard for attendance?",
        "Which schools have strong or better teaching?",
        "What is the grade for attendance at Elm Park?",
        "Which schools have no good news?",
    ],
)
def test_what_pupils_reach_and_turns_of_speech_are_no_such_question(question):
    assert HELD.ask(question) is None


def test_whether_it_is_not_so_denies_nothing():
    assert asks_for_grade("Isn't Yewtree graded Good for behaviour?")


OVERALL = "Overall effectiveness"
WHOLE = MadeReports(
    route,
    (YEW, 2023, GRADED, {OVERALL: "Requires improvement", "Behaviour and attitudes": "Good"}, ""),
    (OAK, 2023, GRADED, {OVERALL: "Good", "Behaviour and attitudes": "Requires improvement"}, ""),
)


def test_how_a_school_is_graded_is_told_by_its_overall_grade_where_one_is_printed():
    assert rows(WHOLE.ask("Which schools are good or better?")) == [(OAK, 2023, f"{OVERALL}: Good")]
    assert rows(WHOLE.ask("Which schools are below good?")) == [(YEW, 2023, f"{OVERALL}: Requires improvement")]
    alone = WHOLE.ask("Is Yewtree good or better?")
    assert rows(alone) == [(YEW, 2023, f"{OVERALL}: Requires improvement")]
    assert rows(WHOLE.ask("Which schools have any grade below good?")) == [
        (OAK, 2023, "Behaviour and attitudes: Requires improvement"),
        (YEW, 2023, f"{OVERALL}: Requires improvement"),
    ]


def test_on_a_report_card_which_has_none_every_grade_must_be_so():
    assert [school for school, *_ in rows(HELD.ask("Which schools are expected standard or better?"))] == [OAK, OAK]


@pytest.mark.parametrize(
    "question",
    [
        "Which schools have no more than one Needs attention grade?",
        "Which schools have at least two Strong standard grades?",
        "Which school has the most Strong standard grades?",
        "Which schools were rated good for behaviour but not for leadership?",
        "Which schools are rated good in all but leadership?",
    ],
)
def test_counts_of_grades_and_exceptions_are_no_bound(question):
    assert HELD.ask(question) is None

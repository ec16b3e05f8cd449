"""Strength or need: what a question asks for and what a sentence states."""

import pytest

from assistant.questions.aim import aim_of, searched_words
from assistant.questions.direction import (
    StrengthOrNeed,
    asked,
    asks_whether,
    asks_who_does_not,
    stated,
    without_direction,
)
from assistant.questions.topics import topics_of


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which schools have weaknesses in attendance?", StrengthOrNeed.NEED),
        ("Which schools need to improve phonics?", StrengthOrNeed.NEED),
        ("Do any schools fall short on behaviour?", StrengthOrNeed.NEED),
        ("What does the school need to do about the curriculum?", StrengthOrNeed.NEED),
        ("What should leaders do about reading?", StrengthOrNeed.NEED),
        ("Which schools communicate poorly with parents?", StrengthOrNeed.NEED),
        ("In which schools is bullying rare?", StrengthOrNeed.STRENGTH),
        ("How do schools help pupils who read poorly?", None),
        ("How do staff deal with pupils who communicate poorly?", None),
        ("Where is reading a strength?", StrengthOrNeed.STRENGTH),
        ("Which schools do well in mathematics?", StrengthOrNeed.STRENGTH),
        ("What do the reports say about attendance?", None),
        ("How strong is governance across the schools?", None),
        ("What are the strengths and weaknesses in reading?", None),
        ("Are early career teachers well looked after?", None),
        ("Which schools do not do well in science?", StrengthOrNeed.NEED),
        ("Which primaries aren’t good at handwriting?", StrengthOrNeed.NEED),
        ("Where is governance not a strength?", StrengthOrNeed.NEED),
        ("Which academies have no real weaknesses in phonics?", StrengthOrNeed.STRENGTH),
        ("Which councils do not plan school transport well?", StrengthOrNeed.NEED),
        ("Which schools don’t have enough counsellors?", StrengthOrNeed.NEED),
        ("Which schools teach fractions well?", StrengthOrNeed.STRENGTH),
        ("Which schools have good music?", StrengthOrNeed.STRENGTH),
        ("What is going well for pupils with SEND?", StrengthOrNeed.STRENGTH),
        ("Which schools do badly in spelling?", StrengthOrNeed.NEED),
        ("How well do schools teach fractions?", None),
        ("Is phonics taught well at Corvane?", None),
        ("Which schools were given a good grade?", None),
        ("Which schools, as well as Corvane, have a choir?", None),
    ],
)
def test_a_question_asks_for_a_strength_a_need_or_neither(question, expected):
    assert asked(question) is expected


def test_what_is_denied_leaves_the_question_with_its_words_of_direction():
    assert without_direction("Which schools do not do well in science?") == "Which schools do not science?"
    assert aim_of("Which schools don’t teach fractions well?").direction is StrengthOrNeed.NEED


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Absence has risen for the third year.", {StrengthOrNeed.NEED}),
        ("Persistent absence has fallen sharply.", {StrengthOrNeed.STRENGTH}),
        ("Bullying is rare.", {StrengthOrNeed.STRENGTH}),
        ("Attendance is too low.", {StrengthOrNeed.NEED}),
        ("Pupils’ attendance is high.", {StrengthOrNeed.STRENGTH}),
        ("Leaders do not check often enough what pupils know.", {StrengthOrNeed.NEED}),
        ("The school has 312 pupils.", set()),
        ("Weaker readers are picked up at once.", set()),
        ("Pupils who struggle with strong emotions benefit from a quiet room.", {StrengthOrNeed.STRENGTH}),
        ("Pupils struggle to recall what they learned.", {StrengthOrNeed.NEED}),
        ("Leaders look at housing, health and attendance as well as progress.", set()),
    ],
)
def test_words_state_a_direction_or_none(sentence, expected):
    assert stated(sentence) == expected


def test_the_clause_about_the_subject_decides():
    attendance = [topic.pattern for topic in topics_of("attendance")]
    mixed = "Reading is weak, but attendance is high."
    assert stated(mixed, about=attendance) == {StrengthOrNeed.STRENGTH}
    assert stated("Absence has increased since then, when attendance was a strength.", about=attendance) == {
        StrengthOrNeed.NEED
    }


def test_the_place_in_the_report_decides_before_words():
    assert stated("Build on the strong start in reading.", place=StrengthOrNeed.NEED) == {StrengthOrNeed.NEED}
    assert stated("Attendance is tracked.", heading="What does the school need to do to improve?") == {
        StrengthOrNeed.NEED
    }


def test_a_subject_is_spoken_of_in_the_words_of_either_side():
    (attendance,) = topics_of("Which schools have a problem with attendance?")
    assert attendance.spoken_of("Too many pupils miss school.")
    assert not attendance.spoken_of("Five pupils attend the two providers.")
    assert [topic.name for topic in topics_of("phonics")] == ["phonics"], "its words lie inside those of reading"


def test_an_assessment_of_needs_is_no_assessment_of_learning():
    assert topics_of("How long do children wait for a neurodevelopmental assessment?") == ()
    assert [topic.name for topic in topics_of("How is assessment used?")] == ["assessment"]


def test_where_subject_and_direction_are_all_that_is_asked_the_words_of_direction_are_not_searched_for():
    aim = aim_of("Which schools have weaknesses in attendance?")
    assert aim.plain
    assert aim.direction is StrengthOrNeed.NEED
    assert searched_words("Which schools have weaknesses in attendance?", aim) == (
        "What do the reports say about attendance?"
    )
    assert not aim_of("Which phonics scheme does each school follow?").plain


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which schools don’t have a nursery?", True),
        ("Which primary schools have no library?", True),
        ("How many academies do not teach German?", True),
        ("Which schools have a nursery?", False),
        ("Which schools teach those who do not speak English?", False),
    ],
)
def test_what_schools_do_not_do_or_have_is_told_from_what_they_do(question, expected):
    assert asks_who_does_not(question) is expected


def test_whether_something_is_so_is_told_apart_from_where_and_what():
    assert asks_whether("Is bullying a problem at the school?")
    assert asks_whether("And does the school have gaps in reading?")
    assert not asks_whether("Where is bullying a problem?")
    assert not asks_whether("What are the problems?")

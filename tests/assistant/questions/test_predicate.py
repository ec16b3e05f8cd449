"""Which questions pick schools by a verb and its object, and which words must be said."""

import pytest

from assistant.questions.aim import aim_of
from assistant.questions.predicate import predicate_of


def words(question):
    predicate = predicate_of(question, aim_of(question, picks=True))
    return None if predicate is None else [word.form for word in predicate.words]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which schools share staff?", ["share", "staff"]),
        ("Which of our schools lend instruments to families?", ["lend", "instruments", "families"]),
        ("Where do governors visit lessons?", ["governors", "visit", "lessons"]),
        ("Do any of the schools teach pupils to sail?", ["teach", "sail"]),
        ("How many schools hold mock elections?", ["mock", "elections"]),
        ("Which schools are led by a priest?", ["led", "priest"]),
    ],
)
def test_what_is_done_and_to_what_must_be_said_and_verbs_of_having_say_nothing(question, said):
    assert words(question) == said


@pytest.mark.parametrize(
    "question",
    [
        "Which schools have weaknesses in reading?",
        "Which schools need to train teachers?",
        "Which schools send pupils away and where do they go?",
        "Which schools have someone to whom pupils can talk?",
        "How do schools share staff?",
        "Which schools changed since 2022?",
        "Which schools are in special measures?",
        "Where is behaviour poor?",
        "Are any schools in a category of concern?",
        "Which schools were inspected in 2026?",
        "Which school has the largest sixth form?",
    ],
)
def test_needs_subjects_clauses_and_lists_are_left_to_other_steps(question):
    assert words(question) is None

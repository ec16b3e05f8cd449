"""Which way a subject has changed: what a question picks schools by, and what a sentence states."""

import pytest

from assistant.questions.aim import aim_of
from assistant.questions.change import UpOrDown, asked_change, changes_of, states_change
from assistant.questions.direction import StrengthOrNeed
from assistant.questions.topics import topics_of


def things(words):
    return [topic.pattern for topic in topics_of(words)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which schools have rising suspensions?", UpOrDown.WORSE),
        ("Where has attendance improved?", UpOrDown.BETTER),
        ("Which schools have falling attendance?", UpOrDown.WORSE),
        ("Which schools have reduced absence?", UpOrDown.BETTER),
        ("Where are waiting times getting longer?", UpOrDown.WORSE),
        ("Where has behaviour got worse?", UpOrDown.WORSE),
        ("Which schools have seen attendance improve?", UpOrDown.BETTER),
        ("Which schools have seen their suspensions rise?", UpOrDown.WORSE),
        ("Which schools had absence go down?", UpOrDown.BETTER),
        ("Which schools had to improve attendance?", None),
        ("Which schools have had help to improve attendance?", None),
        ("Which schools have had pupils with poor attendance leave?", None),
        ("Across the schools, is suspension going up or down?", None),
        ("Has attendance improved?", None),
        ("Where should attendance improve?", None),
        ("Where has behaviour not improved?", None),
    ],
)
def test_a_question_picks_schools_by_a_change_or_by_none(question, expected):
    assert asked_change(question, things(question)) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The number of suspensions has fallen sharply, from 90 to 41.", {UpOrDown.BETTER}),
        ("Exclusions rose last year.", {UpOrDown.WORSE}),
        ("Suspensions are falling and attendance is rising.", {UpOrDown.BETTER}),
        ("Leaders should reduce the use of suspension.", set()),
        ("Staff work on reducing suspensions.", set()),
        ("Suspensions have not fallen.", set()),
        ("Suspensions are high, but have fallen.", {UpOrDown.BETTER}),
        ("Results have risen, and suspension is rare.", set()),
    ],
)
def test_only_a_change_that_has_happened_or_goes_on_is_stated(sentence, expected):
    assert set(changes_of(sentence, things("suspensions"))) == expected


def test_a_sentence_that_leans_takes_the_thing_from_the_one_before():
    text, before = "It rose from 96 to 148 in a year.", "The number of suspensions is too high."
    assert states_change(UpOrDown.WORSE, text, before, things("suspensions"))
    assert not states_change(UpOrDown.BETTER, text, before, things("suspensions"))
    assert not states_change(UpOrDown.WORSE, text, "", things("suspensions"))


def test_a_change_is_part_of_the_aim_only_where_schools_are_picked_by_it():
    picked = aim_of("Which schools have rising suspensions?", picks=True)
    assert (picked.change, picked.plain, picked.subject) == (UpOrDown.WORSE, True, "suspensions")
    assert aim_of("Which schools have rising suspensions?").change is None


@pytest.mark.parametrize(
    "question", ["What must the school improve about attendance?", "Where should attendance improve?",
                 "Where are there not enough staff trained in phonics?", "Which schools are short of science teachers?"]
)  # fmt: skip
def test_what_must_improve_and_what_is_short_is_a_need(question):
    aim = aim_of(question)
    assert aim.direction is StrengthOrNeed.NEED
    assert aim.topics


def test_a_shortage_is_not_answered_by_every_need_of_the_subject():
    assert not aim_of("Which schools have too few books?").plain

"""Who has a thing is told by what names it, and how far words must stand together."""

import pytest

from assistant.answering.lookups.narrow import had_of, narrow_of
from assistant.questions.aim import aim_of


def had(question):
    aim = aim_of(question, picks=True)
    return None if aim.plain else had_of(question, question, aim.topics)


def test_every_word_of_a_thing_that_schools_have_must_be_said():
    clubs = had("Which schools have a breakfast club?")
    assert clubs is not None
    assert not clubs.mention
    assert clubs.said("The school runs a breakfast club.")
    assert not clubs.said("Pupils who come early have breakfast, and clubs follow lessons.")


@pytest.mark.parametrize(
    "question",
    [
        "Which schools have good attendance?",
        "Which schools have high absence?",
        "Which schools have rising suspensions?",
        "Which schools have someone with whom pupils can talk?",
        "Which schools have weaknesses in reading?",
        "Which schools keep bees?",
    ],
)
def test_how_good_or_how_much_and_what_is_done_is_left_to_other_steps(question):
    assert had(question) is None


def test_words_that_the_reports_use_apart_are_known_and_words_they_do_not_use_are_not():
    question = "What do reports say about young carers?"
    carers = narrow_of(question, question, ())
    assert carers is not None
    assert carers.known(["Young people thrive.", "Carers are glad."])
    assert not carers.known(["Pupils thrive."])

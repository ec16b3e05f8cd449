"""Whose view is asked for, and which sentences give a view of these people."""

import pytest

from assistant.questions.voices import voice_of


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("What do parents think of Elm Park?", "parents"),
        ("What do most pupils say about behaviour?", "pupils"),
        ("How do staff feel about their workload?", "staff"),
        ("What are parents’ views of the school?", "parents"),
        ("What feedback from families is there?", "parents"),
        ("Do teachers value the training?", "staff"),
    ],
)
def test_the_people_whose_view_is_asked_for_are_read_off_the_question(question, people):
    assert voice_of(question).people == people


@pytest.mark.parametrize(
    "question",
    [
        "What do reports say about parents?",
        "How do teachers find out what pupils know?",
        "How do leaders see that pupils are safe?",
        "How are parents told about trips?",
    ],
)
def test_what_people_do_asks_for_nobody_s_view(question):
    assert voice_of(question) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Parents who responded to the survey singled out the openness of leaders.",
        "Leaders have earned parents’ confidence.",
        "Most parents are happy with the school.",
        "According to many parents, little has changed.",
        "Inspectors read the comments from parents.",
    ],
)
def test_a_sentence_gives_their_view(sentence):
    assert voice_of("What do parents think of the school?").gives_view(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Teachers gather a picture from parents of what each child enjoys.",
        "The showcase fills the hall with parents and neighbours.",
        "Nine in ten families came to the consultation evening.",
        "Parents and pupils were met at the gate.",
    ],
)
def test_a_mention_of_people_is_no_view_of_theirs(sentence):
    assert not voice_of("What do parents think of the school?").gives_view(sentence)

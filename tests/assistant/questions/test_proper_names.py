"""Which words of a question are names, beside those of schools: capitals alone tell, and common words are none."""

import pytest

from assistant.questions.proper_names import names_said

COMMON = frozenset("attendance which schools year years english spanish pupil premium the of in".split())


def said(question):
    return names_said(question, lambda stems: [0] * len(stems), COMMON.__contains__)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How many places does the Orrelwood Base have?", ("Orrelwood Base",)),
        ("Which schools use Brightsound?", ("Brightsound",)),
        ("Is Brightsound’s scheme taught with Lettersteps?", ("Lettersteps",)),
        ("Do they use Brightsound or Lettersteps?", ("Brightsound", "Lettersteps")),
        ("What is the Pupil Premium spent on?", ("Pupil Premium",)),
    ],
)
def test_strange_words_in_capitals_and_runs_of_capitals_are_names(question, names):
    assert said(question)[-len(names) :] == names


@pytest.mark.parametrize(
    "question",
    [
        "Brightsound is used where?",
        "Is it good? Lettersteps too.",
        "Which schools teach Spanish?",
        "How do pupils with SEND and EHC plans do in Year 6?",
        "Is Attendence low?",
        "Does it use Zap?",
    ],
)
def test_what_opens_a_sentence_and_common_words_initials_and_slips_are_none(question):
    assert said(question) == ()

"""Slips in a question's words are read as the words that are meant, and nothing else is touched."""

import pytest

from assistant.answer import Filters, Status
from assistant.questions.spelling import slips, strange_words, without_slips
from ingest.words import stem


def unknown(stems):
    return [0] * len(stems)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("bulying", "bullying"),
        ("attendence", "attendance"),
        ("safegaurding", "safeguarding"),
    ],
)
def test_a_slip_is_read_as_the_subject_that_is_meant(slip, meant):
    question = f"how is {slip} at the school?"
    assert slips(question, unknown) == {slip: meant}
    assert without_slips(question, {slip: meant}) == f"how is {meant} at the school?"


@pytest.mark.parametrize("question", ["How is Readin School?", "how is attendance?", "is there a zebra crossing?"])
def test_names_known_words_and_far_ones_are_left_alone(question):
    assert slips(question, unknown) == {}


def test_a_word_that_the_library_has_is_no_slip():
    assert slips("how is bulying?", lambda stems: [3] * len(stems)) == {}


def test_a_common_word_is_no_slip_though_the_library_has_it_not(embedder):
    assert slips("which schools use tablets?", unknown) == {"tablets": "tables"}
    assert slips("which schools use tablets?", unknown, embedder.knows) == {}
    assert slips("how is bulying?", unknown, embedder.knows) == {"bulying": "bullying"}


def test_what_was_read_is_shown_and_can_be_taken_out(assistant):
    answer = assistant.ask("what about bulying at ashlark high")
    assert answer.status is Status.ANSWERED
    assert answer.question == "what about bulying at ashlark high"
    assert "‘bulying’ read as ‘bullying’" in answer.searched.narrowed
    plain = assistant.ask("what about bulying at ashlark high", filters=Filters(ignored=("spelling",)))
    assert not any("read as" in words for words in plain.searched.narrowed)


@pytest.mark.parametrize(
    ("question", "strange"),
    [
        ("asdf qwer", "‘asdf’ and ‘qwer’"),
        ("What about zzyx?", "‘zzyx’"),
        ("asdf pupils", ""),
        ("asdf drones", ""),
        ("What happened in 2031?", ""),
        ("bulying", ""),
    ],
)
def test_a_question_of_words_that_nobody_knows_is_told_as_that(question, strange):
    def held(stems):
        return [int(each in {stem("pupils"), stem("happened")}) for each in stems]

    assert strange_words(question, held, lambda word: word == "drones") == strange

"""Which sentences speak to the subject that a question across schools aims at."""

import pytest

from assistant.answering.ranking.aimed import speaks
from assistant.answering.ranking.relevance import Candidate
from assistant.questions.aim import aim_of
from assistant.search import Found
from ingest.documents import Locator, Passage, Sentence, Span


def candidate(text, heading=None, before=None):
    place = Locator("d" * 64, 1, Span(0, len(text)), "1")
    sentence = Sentence(text, (place,))
    passage = Passage("d" * 64, 0, 1, heading, (sentence,))
    return Candidate(sentence, Found(passage, 1.0, 1.0, 1.0), Sentence(before, (place,)) if before else None)


ATTENDANCE = aim_of("Which schools have weaknesses in attendance?")


def test_a_sentence_speaks_to_a_subject_in_its_own_words():
    assert speaks(candidate("Too many pupils miss school."), ATTENDANCE)
    assert not speaks(candidate("Pupils enjoy art."), ATTENDANCE)


def test_a_sentence_that_leans_on_the_one_before_takes_its_subject_from_there():
    assert speaks(candidate("Rates have come down, but slowly.", before="Persistent absence is high."), ATTENDANCE)
    assert not speaks(candidate("They listen in class.", before="Persistent absence is high."), ATTENDANCE)


def test_a_heading_that_names_this_subject_alone_names_it_for_its_sentences():
    early = aim_of("In which schools is the early years a strength?")
    assert speaks(candidate("Children delight in spotting patterns.", heading="Early years provision"), early)
    assert not speaks(candidate("Pupils are polite.", heading="Attendance and behaviour"), ATTENDANCE)


def test_two_subjects_must_both_be_there():
    both = aim_of("Do disadvantaged pupils join in with clubs?")
    assert speaks(candidate("Disadvantaged pupils attend fewer clubs."), both)
    assert not speaks(candidate("There are clubs for everybody."), both)


@pytest.mark.parametrize("question", ["Which schools have staff who visit families?", "Where are home visits made?"])
def test_who_calls_on_families_takes_pupils_on_no_trip(question):
    assert "clubs" not in [topic.name for topic in aim_of(question).topics]


@pytest.mark.parametrize("question", ["Which schools offer visits to theatres?", "Was the visit to the coast good?"])
def test_visits_of_pupils_are_among_what_is_offered_beside_lessons(question):
    assert "clubs" in [topic.name for topic in aim_of(question).topics]

"""Which words make a question one of change."""

import pytest

from assistant.questions.periods import wants_change, wants_past


@pytest.mark.parametrize(
    "question",
    [
        "Has St Orrin's got better at teaching phonics since 2023?",
        "Is attendance worse at Corvane than it was, since the 2022 report?",
        "What did inspectors say of reading last time and now?",
        "Has Marlpit Vale fixed maths since 2016?",
        "Have exclusions gone up or down at Ashlark High since 2021?",
    ],
)
def test_words_may_stand_between_better_and_since(question):
    assert wants_change(question)


def test_since_alone_asks_for_no_change():
    assert not wants_change("What has Corvane done since its 2022 report?")


@pytest.mark.parametrize(
    ("question", "past"),
    [
        ("Where do older pupils help younger ones?", False),
        ("How do older or weaker readers catch up?", False),
        ("Which schools teach history well?", False),
        ("What do older reports say?", True),
        ("What is its inspection history?", True),
        ("Where do teachers move on before the class has got it?", False),
        ("What was behaviour like before we took it on?", True),
        ("What was the biggest problem when it was in special measures?", True),
    ],
)
def test_older_people_and_lessons_in_history_ask_for_no_older_reports(question, past):
    assert wants_past(question) is past


@pytest.mark.parametrize(
    "question",
    [
        "Which schools move on before checking what pupils know?",
        "Are there clubs before school?",
        "Do teachers explain before pupils write?",
        "Is there a before-school club?",
    ],
)
def test_what_comes_first_in_a_lesson_or_a_day_asks_for_no_older_report(question):
    assert not wants_past(question)


@pytest.mark.parametrize(
    "question",
    [
        "What was it like before?",
        "How was behaviour before the new headteacher?",
        "How was it before joining the trust?",
    ],
)
def test_what_was_before_asks_for_older_reports(question):
    assert wants_past(question)

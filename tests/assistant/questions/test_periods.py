"""Which words make a question one of change."""

import pytest

from assistant.questions.periods import wants_change


@pytest.mark.parametrize(
    "question",
    [
        "Has St Orrin's got better at teaching phonics since 2023?",
        "Is attendance worse at Corvane than it was, since the 2022 report?",
        "What did inspectors say of reading last time and now?",
    ],
)
def test_words_may_stand_between_better_and_since(question):
    assert wants_change(question)


def test_since_alone_asks_for_no_change():
    assert not wants_change("What has Corvane done since its 2022 report?")

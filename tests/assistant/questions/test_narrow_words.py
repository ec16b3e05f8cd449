"""Adverbs for the present narrow nothing: a newest report is asked of the present anyhow."""

import pytest

from assistant.questions.narrow_words import without_now
from assistant.scope import understand
from tests.assistant.test_scope import RECORDS

NOW = ["nowadays", "currently", "at present", "at the moment", "these days", "so far", "now", "today", "to date"]


@pytest.mark.parametrize("adverb", NOW)
def test_a_question_is_the_same_whichever_adverb_of_the_present_stands_in_it(adverb):
    assert without_now(f"Do any of the schools rear ducks {adverb}?") == "Do any of the schools rear ducks?"
    plain = understand("Do any of the schools rear ducks?", RECORDS)
    told = understand(f"Do any of the schools rear ducks {adverb}?", RECORDS)
    assert (told.core, told.past, told.aim) == (plain.core, plain.past, plain.aim)


def test_an_adverb_inside_a_question_goes_too_but_not_words_that_only_look_like_one():
    assert without_now("Which schools currently rear ducks?") == "Which schools rear ducks?"
    assert without_now("Who is so far behind that they need help?") == "Who is so far behind that they need help?"
    assert without_now("What of today’s pupils?") == "What of today’s pupils?"

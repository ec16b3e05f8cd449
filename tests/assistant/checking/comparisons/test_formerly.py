"""What was so until something changed neither bears out nor contradicts what is said of now."""

import pytest

from assistant.checking.checker import barring, conflicts_of
from assistant.checking.comparisons.formerly import FORMERLY, formerly
from assistant.checking.plain import reason_lines
from assistant.checking.verdict import Reason, Verdict

SINCE = "Until last year, governors did not check the impact of spending. They now do so each term."


def test_how_it_was_is_not_held_against_how_it_is():
    assert conflicts_of("Governors check the impact of spending every term.", SINCE) == []


@pytest.mark.parametrize(
    ("claim", "sentence", "words"),
    [
        ("Governors do not check the impact of spending.", SINCE.split(". ")[0] + ".", "Until last year,"),
        ("Each school plans its own trips.", "Previously, each school planned its own trips.", "Previously"),
        ("There are six assessment points a year.", "The trust cut assessment points from six to three a year.", "cut"),
        (
            "The school is still in special measures.",
            "Following a period in special measures, it thrives.",
            "Following",
        ),
        ("The school is a place of fear.", "After many years of fear and disorder, lessons are calm.", "After"),
        ("Pupils move between sites.", "Pupils used to move between sites.", "used to"),
    ],
)
def test_how_it_was_does_not_bear_out_how_it_is(claim, sentence, words):
    found = formerly(claim, sentence)
    assert found is not None
    assert found.evidence.of(sentence).startswith(words)
    assert FORMERLY in barring()


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Governors did not check the impact of spending until last year.", SINCE.split(". ")[0] + "."),
        ("There are three assessment points a year.", "The trust cut assessment points from six to three a year."),
        ("Exclusions rise by two a year.", "Exclusions rose from two to four a year."),
        ("Assessment is used to plan lessons.", "Assessment is used to plan lessons."),
        ("Lessons are calm.", "After many years of fear and disorder, lessons are calm."),
        ("There are vacancies.", "After two years without vacancies, the school now has four."),
        (
            "The school has thrived following a period in special measures.",
            "Following a period in special measures, it thrives.",
        ),
        ("Teachers read well.", "After a year of training, teachers read well."),
        ("Five schools check fluency.", "Until now five schools have checked fluency."),
    ],
)
def test_a_claim_on_the_past_or_on_what_came_of_it_is_left_alone(claim, sentence):
    assert formerly(claim, sentence) is None


def test_the_reader_is_told_that_the_passage_says_how_it_was():
    lines = reason_lines(Verdict.NOT_CHECKED, [Reason(FORMERLY, "", "Until last year,")], "x", SINCE)
    assert lines == ["The passage says how it was (“Until last year,”), not how it is."]

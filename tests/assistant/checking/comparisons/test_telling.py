"""A hint that shows no difference is not told, and what is told has words of substance."""

import pytest

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.comparisons.polarity import POLARITY
from assistant.checking.comparisons.telling import telling
from assistant.checking.comparisons.turned import REVERSED, compare_turned
from assistant.checking.plain import OPEN, reason_lines
from assistant.checking.verdict import Reason, Verdict
from ingest.documents import Span


def conflict(facet, claim, ours, evidence, theirs):
    at = [
        Span(text.index(words), text.index(words) + len(words)) for text, words in ((claim, ours), (evidence, theirs))
    ]
    return Comparison(facet, Relation.CONFLICTS, *at, 1.0)


def test_a_word_that_the_sentence_has_as_well_is_no_difference():
    claim, evidence = "Governors rely on the head.", "Governors visit pupils, but rely on what the head says."
    assert telling([conflict("who", claim, "Governors", evidence, "pupils")], claim, evidence) == []
    other = "Trustees rely on the head."
    assert telling([conflict("who", other, "Trustees", evidence, "pupils")], other, evidence)


@pytest.mark.parametrize(
    ("claim", "negation", "evidence", "word", "told"),
    [
        ("None of last year’s leavers lacked a plan.", "None", "All leavers kept last year’s plan.", "plan", False),
        ("Reviews are not timely.", "not", "Reviews are timely.", "timely", True),
    ],
)
def test_only_the_word_that_a_negation_stands_before_is_told_as_denied(claim, negation, evidence, word, told):
    assert bool(telling([conflict(POLARITY, claim, negation, evidence, word)], claim, evidence)) is told


@pytest.mark.parametrize("words", ["come", "works", "Oakfield went", "school thought", "s"])
def test_a_verb_alone_is_no_missing_fact(words):
    claim = f"Suspensions {words} down."
    assert reason_lines(Verdict.NOT_CHECKED, [Reason("supported except", words, "")], claim, "Passage.") in (
        [OPEN],
        ["The passage does not say: Oakfield."],
    )


def test_whole_phrases_are_still_told():
    reasons = [Reason("supported except", words, "") for words in ("used their weekly hour", "come", "external audit")]
    assert reason_lines(Verdict.NOT_CHECKED, reasons, "used their weekly hour … external audit", "Passage.") == [
        "The passage does not say: their weekly hour, external audit."
    ]


def test_the_other_way_round_is_shown_with_what_is_compared():
    claim, sentence = "Girls do better than boys in sums.", "Boys do better than girls in sums."
    (found,) = [one for one in compare_turned(claim, sentence, Span(0, len(sentence))) if one.facet == REVERSED]
    assert found.evidence.of(sentence) == "Boys do better than girls in sums"


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Teaching is less settled in Year 7 than in Year 10.", "Teaching is more settled in Year 10 than in Year 7."),
        ("Girls have fewer absences than boys.", "Boys have more absences than girls."),
    ],
)
def test_the_same_ranking_by_the_opposite_word_is_not_the_other_way_round(claim, sentence):
    kinds = {one.facet for one in compare_turned(claim, sentence, Span(0, len(sentence)))}
    assert REVERSED not in kinds

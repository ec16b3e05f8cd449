"""A wish, a view or a possibility is no fact; what is turned round, excepted or conditional is another fact."""

import numpy as np
import pytest

from assistant.checking.checker import Checker, barring
from assistant.checking.comparisons.stance import compare_stance
from assistant.checking.comparisons.turned import compare_turned
from assistant.checking.plain import reason_lines
from assistant.checking.verdict import Reason, Verdict
from ingest.documents import Span

WISHES = [
    (
        "Plans are shared with all agencies.",
        "The area should ensure that plans are shared with all agencies.",
        "should",
    ),
    (
        "Its purpose is clearly set out.",
        "The school should strengthen the offer so its purpose is clearly set out.",
        "should",
    ),
    (
        "Middle leaders lead on their subjects.",
        "Improve leadership by making sure middle leaders lead on subjects.",
        "Improve",
    ),
    (
        "Pupils who need to catch up read often.",
        "The school should see that pupils who need to catch up read often.",
        "should",
    ),
    (
        "Children are visible in their communities.",
        "The area aims for children to be visible in communities.",
        "aims for",
    ),
    (
        "Children get the support they need.",
        "The focus changed so that children can get the support they need.",
        "so that children can",
    ),
    (
        "Pupils build knowledge well.",
        "Leaders are improving assessment to ensure that pupils build knowledge well.",
        "to ensure",
    ),
    ("The delay hinders families.", "The delay may hinder families.", "may"),
    (
        "There are not enough local activities.",
        "Some families feel that there are not enough local activities.",
        "feel",
    ),
    (
        "The new scheme suits each year.",
        "The headteacher is confident that the new scheme suits each year.",
        "is confident",
    ),
    ("Pupils complete demanding work.", "Pupils are beginning to complete demanding work.", "beginning to"),
    ("Leaders have improved assessment.", "Leaders are currently improving assessment.", "are currently improving"),
    (
        "Leaders have carried out the training.",
        "Leaders recognise the importance of carrying out the training.",
        "recognise the importance of",
    ),
    ("Staff are trained in first aid.", "Plans are in place to train staff in first aid.", "Plans are in place to"),
]
FACTS = [
    ("Leaders should ensure that plans are shared.", "Leaders should ensure that plans are shared."),
    ("Plans are not yet shared.", "The area should ensure that plans are shared."),
    ("Assessment is less useful in history.", "Leaders should make assessment in history useful."),
    ("Pupils who need help get it.", "Pupils who need help get it at once."),
    ("Leaders are improving assessment.", "Leaders are currently improving assessment."),
    ("Families feel that there is little to do.", "Some families feel that there is little to do."),
    ("Behaviour is calm.", "Behaviour is calm, but leaders should look at attendance."),
    ("Pupils behave well.", "Leaders should raise attendance, although pupils behave well."),
    ("Reports are published in May.", "Reports are published in May."),
]


@pytest.mark.parametrize(("claim", "sentence", "word"), WISHES)
def test_what_is_wished_aimed_at_possible_or_felt_is_found_with_its_word(claim, sentence, word):
    assert word in [one.evidence.of(sentence) for one in compare_stance(claim, sentence) if one.evidence]


@pytest.mark.parametrize(("claim", "sentence"), FACTS)
def test_a_fact_and_a_claim_that_says_as_much_are_left_alone(claim, sentence):
    assert compare_stance(claim, sentence) == []


TURNED = [
    ("Girls do better than boys in mathematics.", "Boys do better than girls in mathematics.", "the other way round"),
    ("Fewer admissions led to the register.", "The register has led to fewer admissions.", "the other way round"),
    (
        "Teachers in science check understanding.",
        "All teachers except those in science check understanding.",
        "excepted",
    ),
    (
        "The school intervenes with children at once.",
        "If children miss school, the school intervenes at once.",
        "on a condition",
    ),
    ("Pupils concentrate.", "Pupils concentrate when the work is hard.", "on a condition"),
    (
        "Boarders always sleep well in the old house.",
        "Boarders sleep well in the old house if the heating works.",
        "on a condition",
    ),
    (
        "Trustees give frank feedback to leaders.",
        "Leaders give frank feedback to trustees and parents.",
        "the other way round",
    ),
    ("Attendance is high.", "Those who attend benefit from a high level of support.", "said of another"),
    ("Teaching is effective.", "Effective training helps teachers to plan.", "said of another"),
    ("The teaching of phonics is effective.", "Phonics benefits from effective training.", "said of another"),
    ("Teaching is inconsistent across subjects.", "Inconsistent attendance slows learning.", "said of another"),
    ("Teaching is inconsistent.", "Attendance is inconsistent. Teaching varies.", "said of another"),
    ("The curriculum is ambitious.", "Leaders are ambitious for every pupil.", "said of another"),
    ("Attendance is well above average.", "School capacity: above average.", "said of another"),
    ("Attendance is improving.", "Improving outcomes in writing is a priority.", "said of another"),
    (
        "Exclusions have fallen because of the new centre.",
        "There is a new centre. Exclusions have fallen.",
        "cause not stated",
    ),
]
SAME = [
    ("Girls do better than boys.", "In mathematics, girls do better than boys."),
    ("Teachers check understanding.", "All teachers except those in science check understanding."),
    ("If children miss school, the school intervenes.", "If children miss school, the school intervenes at once."),
    ("Pupils concentrate.", "Pupils concentrate, when they are not moving about."),
    ("Staff step in quickly.", "Staff step in quickly when help is needed."),
    ("Governors looked at the plan.", "Governors looked at the plan when inspectors came."),
    ("Leaders know the gaps.", "Leaders know where the gaps are."),
    ("Leaders give frank feedback to trustees.", "Leaders give frank feedback to trustees and parents."),
    ("Staff explain plans to parents.", "Plans are explained to parents by staff."),
    ("Attendance is high.", "Attendance is above average and remains high."),
    ("Attendance is high.", "High attendance is a strength."),
    ("Attendance is good.", "Attendance is strong."),
    ("Teaching is effective.", "Pupils learn well because of effective phonics teaching."),
    ("Teaching is effective.", "Teaching is effective overall."),
    ("Leadership is effective.", "Leaders are highly effective and ambitious."),
    ("The curriculum is ambitious.", "Leaders have designed an ambitious and well-sequenced curriculum."),
    ("The quality of teaching is inconsistent.", "Inconsistent teaching slows learning."),
    ("Attendance is below average.", "Absence is above average."),
    ("Attendance is improving.", "Leaders have improved attendance."),
    ("Pupils are supported.", "The school supports its most vulnerable pupils."),
    ("Exclusions fell because a centre opened.", "A centre opened, so exclusions fell."),
]


@pytest.mark.parametrize(("claim", "evidence", "kind"), TURNED)
def test_words_that_say_something_else_are_found(claim, evidence, kind):
    assert [one.facet for one in compare_turned(claim, evidence, Span(0, len(evidence)))] == [kind]


@pytest.mark.parametrize(("claim", "evidence"), SAME)
def test_words_that_say_the_same_are_left_alone(claim, evidence):
    assert compare_turned(claim, evidence, Span(0, len(evidence))) == []


class Sure:
    """A model that takes everything for supported."""

    def score(self, pairs):
        return np.array([[0.98, 0.01, 0.01]] * len(pairs), dtype=np.float32)


@pytest.mark.parametrize(("claim", "evidence"), [pair[:2] for pair in WISHES + TURNED])
def test_no_model_makes_of_it_something_supported(claim, evidence, embedder):
    (checked,) = Checker(embedder, Sure()).check([(evidence, claim)])
    assert checked.verdict is not Verdict.SUPPORTED
    assert checked.score < 0.6


def test_the_reason_is_the_word_that_makes_the_difference(embedder):
    claim, evidence = (
        "Plans are shared with every agency.",
        "The area should ensure that plans are shared with agencies.",
    )
    (checked,) = Checker(embedder, Sure()).check([(evidence, claim)])
    assert ("only asked for", "should") in [(reason.kind, reason.evidence) for reason in checked.reasons]
    assert "only asked for" in barring()


def test_each_kind_has_a_sentence_for_people():
    for kind in barring():
        (line,) = reason_lines(
            Verdict.NOT_CHECKED, [Reason(kind, "", "should")], "Plans are shared.", "They should be."
        )
        assert line.startswith("The passage ")
        assert "“should”" in line


def test_what_was_done_once_a_risk_was_raised_was_not_done_before():
    sentence = "Leaders removed the risk once it was raised with them."
    whole = Span(0, len(sentence))
    (found,) = compare_turned("Leaders had removed the risk before it was raised with them.", sentence, whole)
    assert (found.facet, found.evidence.of(sentence)) == ("the other way round", "once")
    assert compare_turned("After it was raised with them, leaders removed the risk.", sentence, whole) == []
    assert compare_turned("Leaders removed the risk before the visit.", sentence, whole) == []


def test_who_is_helped_is_not_who_helps():
    sentence = "The headteacher, supported by the trust, has improved behaviour."
    (found,) = compare_turned(
        "The trust has improved behaviour, supported by the headteacher.", sentence, Span(0, len(sentence))
    )
    assert (found.facet, found.evidence.of(sentence)) == ("the other way round", "supported by the trust")
    own = "The headteacher has improved behaviour, supported by the trust."
    assert compare_turned(own, sentence, Span(0, len(sentence))) == []

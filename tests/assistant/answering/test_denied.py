"""Schools whose sentences only deny the thing that is asked for are counted as that."""

from datetime import date

import pytest

from assistant.answering.compose import AnswerComposer
from assistant.answering.denied import denies, saying_no, schools_denying
from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.scope import understand
from ingest.documents import Locator, Span
from tests.assistant.records import made_record

ELM, ASH = (
    made_record("elm", "Elm Park School", date(2026, 3, 1)),
    made_record("ash", "Ashby Lane School", date(2026, 3, 1)),
)
THING = frozenset({"altern", "provis", "use"})


def said(question, *quotes):
    """Put one sentence in the mouth of each school's report."""
    place = (Locator(ELM.id, 1, Span(0, 4)),)
    schools = [
        SchoolEvidence(record.school, True, (Evidence(record.id, quote, place, None, None, 1.0),))
        for record, quote in zip([ELM, ASH], quotes, strict=True)
    ]
    return understand(question, [ELM, ASH]), schools


def test_those_that_say_they_do_not_are_named_beside_the_count_and_stand_last():
    told = said(
        "Which schools use alternative provision?",
        "The school does not use any alternative provision.",
        "Two pupils attend alternative provision.",
    )
    assert saying_no(schools_denying(*told)) == "; 1 of them says that it does not: Elm Park School"
    scope, schools = told
    answer = AnswerComposer({record.id: record for record in (ELM, ASH)}, 1).compose(
        SelectedEvidence(scope, tuple(schools))
    )
    assert [claim.school for claim in answer.claims] == ["Ashby Lane School", "Elm Park School"]
    assert answer.lead == (
        "2 of 2 schools speak to this in the reports searched; 1 of them says that it does not: Elm Park School."
    )


@pytest.mark.parametrize(
    "question",
    [
        "Which schools do not use alternative provision?",
        "What do the reports say about alternative provision?",
        "Which schools have weaknesses in alternative provision?",
    ],
)
def test_only_a_question_for_those_that_do_is_answered_so(question):
    assert (
        schools_denying(*said(question, "No alternative provision is used.", "It uses no alternative provision.")) == []
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "No pupils are educated at alternative provision.",
        "The school has never used alternative provision.",
        "Pupils are not sent to alternative provision, and leaders check this.",
        "The school has no alternative provision.",
        "It does not make use of any alternative provision.",
    ],
)
def test_a_sentence_denies_the_thing(sentence):
    assert denies(sentence, THING)


@pytest.mark.parametrize(
    "sentence",
    [
        "Not all pupils in alternative provision attend well.",
        "Alternative provision is used, but no pupil goes there all week.",
        "The school uses one alternative provider.",
        "No more than two pupils attend alternative provision.",
        "Lunch is not late.",
        "No pupil is turned away from alternative provision.",
        "Without alternative provision, some pupils would be at home.",
        "Pupils do not pay for alternative provision.",
        "Alternative provision helps pupils who are not ready to learn.",
    ],
)
def test_a_sentence_does_not_deny_it(sentence):
    assert not denies(sentence, THING)

"""What a chat model wrote, taken apart: form, ids, quotation marks and figures."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.prose.claims import MalformedReply, WrittenSentence, fault, parse

EVIDENCE = {"E1": "Ashlark High: Attendance rose to 94%.", "E2": "Leaders “know every pupil well”."}


def reply(*claims):
    return json.dumps({"claims": [{"text": text, "evidence": ids} for text, ids in claims]})


def test_claims_are_found_inside_whatever_a_model_puts_around_them():
    wrapped = f"Sure! Here it is:\n```json\n{reply(('Attendance  rose.', ['E1']))}\n```"
    assert parse(wrapped, EVIDENCE) == [WrittenSentence("Attendance rose.", ("E1",), ())]


def test_ids_that_nobody_gave_are_dropped_and_told():
    assert parse(reply(("It rose.", ["E1", "E9", "E1"])), EVIDENCE) == [WrittenSentence("It rose.", ("E1",), ("E9",))]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Attendance rose.", "no JSON object in it"),
        ('{"claims": [}', "not valid JSON at character 12"),
        ('{"claims": [{"evidence": ["E1"]}]}', "claims.0.text: Field required"),
        ("{}", "claims: Field required"),
    ],
)
def test_a_malformed_reply_says_in_what(text, why):
    with pytest.raises(MalformedReply, match=why.replace("[", r"\[").replace(".", r"\.")):
        parse(text, EVIDENCE)


@given(st.text(max_size=300))
def test_any_reply_is_taken_apart_or_refused(text):
    try:
        claims = parse(text, EVIDENCE)
    except MalformedReply:
        return
    assert all(set(claim.ids) <= set(EVIDENCE) for claim in claims)


def test_a_sentence_without_known_evidence_is_no_claim():
    assert fault(WrittenSentence("It rose.", (), ("E9",)), EVIDENCE) == "it cites no evidence that it was given"


def test_quotation_marks_hold_only_words_that_stand_in_the_passage():
    assert fault(WrittenSentence('Leaders "know every pupil well".', ("E2",), ()), EVIDENCE) is None
    why = fault(WrittenSentence("Leaders “know most pupils well”.", ("E2",), ()), EVIDENCE)
    assert why == "the words in quotation marks do not stand in the passage: know most pupils well"


def test_a_figure_that_the_passage_does_not_hold_is_a_fault():
    assert fault(WrittenSentence("It rose to 94%.", ("E1",), ()), EVIDENCE) is None
    assert (
        fault(WrittenSentence("It rose to 96%.", ("E1",), ()), EVIDENCE)
        == "the figure 96 does not stand in the passage"
    )

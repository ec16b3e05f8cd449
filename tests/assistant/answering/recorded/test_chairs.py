"""The chair of a local board whom no list of people names is found in the sentence that does."""

from types import SimpleNamespace

import pytest

from assistant.answering.recorded import facts
from assistant.answering.recorded.route import RecordLookup
from assistant.scope import understand
from ingest.inspections import Inspection, ReportFormat
from tests.assistant.answering.recorded.test_routes_by_made_records import ELM, GOVERNORS, PLACE, TRUSTEES

MET = "Inspectors met members of the local governing board, among them its chair, Bevis Marchmont."


def told(text, *people, question="Who chairs governors at Elm Park now?"):
    inspection = Inspection(ELM.id, ReportFormat.REPORT_CARD, 1.0, "", people=people)
    sentence = SimpleNamespace(text=text, locators=(PLACE,))
    passage = SimpleNamespace(boilerplate=None, heading=None, sentences=(sentence,))
    page = SimpleNamespace(text="Name of a page")
    records = RecordLookup(lambda _: inspection, lambda *_: page, lambda _: (passage,))
    selected = facts.route(understand(question, [ELM]), records)
    return (
        [item.statement or item.quote for school in selected.schools for item in school.evidence] if selected else None
    )


@pytest.mark.parametrize(
    "text",
    [
        MET,
        "The chair of the local governing body, Dr Ada Quill, met inspectors.",
        "The local academy council, chaired by Ada Quill, knows the school.",
    ],
)
def test_the_sentence_that_names_the_local_chair_is_given_and_not_the_chair_of_trustees(text):
    assert told(text, TRUSTEES) == [text]


def test_a_recorded_chair_needs_no_sentence():
    assert told(MET, GOVERNORS) == ["Chair of governing body: Name"]


@pytest.mark.parametrize(
    "text",
    [
        "I am copying this letter to the chair of the governing body, the chief executive of Elm Learning Trust.",
        "Inspectors met the chair of trustees, Gordon Tremlow, and two governors.",
        "The local governing board challenges leaders.",
    ],
)
def test_a_sentence_that_names_no_chair_of_governors_is_none(text):
    assert told(text, TRUSTEES) is None
    assert told(MET, TRUSTEES, question="Who is the chair of trustees at Elm Park?") == [
        "Chair of the board of trustees: Name"
    ]

"""Resourced provisions across schools: each report's own sentences with name, need and places."""

from types import SimpleNamespace

import pytest

from assistant.answering.recorded.resourced import route
from assistant.answering.recorded.route import RecordLookup
from assistant.scope import understand
from ingest.inspections import Inspection, ReportFormat
from tests.assistant.answering.recorded.test_routes_by_made_records import ELM, PLACE, row

TEXT = (
    "The Harbour opened as a specially resourced provision in 2023.",
    "It has places for 14 pupils with hearing impairment.",
    "Pupils like school.",
)
TYPE = row("Type of specialist provision (if applicable)", None, "HI - Hearing Impairment", None)


def told(question):
    inspection = Inspection(ELM.id, ReportFormat.REPORT_CARD, 1.0, "", figures=(TYPE,))
    sentences = tuple(SimpleNamespace(text=text, locators=(PLACE,)) for text in TEXT)
    passage = SimpleNamespace(boilerplate=None, heading=None, kind=None, text=" ".join(TEXT), sentences=sentences)
    page = SimpleNamespace(text="Name of a page")
    records = RecordLookup(lambda _: inspection, lambda *_: page, lambda _: (passage,))
    selected = route(understand(question, [ELM]), records)
    return (
        [item.statement or item.quote for school in selected.schools for item in school.evidence] if selected else None
    )


@pytest.mark.parametrize(
    "question",
    [
        "What are the names of the resourced provisions and what need do they serve?",
        "How many places does each resourced provision have?",
        "What type of SEND unit does each school have?",
    ],
)
def test_name_need_and_places_are_given_in_the_reports_own_words(question):
    assert told(question) == [
        *TEXT[:2],
        "Type of specialist provision (if applicable): this school HI - Hearing Impairment",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "How well are pupils taught in the resourced provisions?",
        "What are the needs of pupils in special schools?",
        "Which schools have a resourced provision?",
        "How many places does the nursery have?",
        "How many places does the resourced provision at Elm Park have?",
    ],
)
def test_how_they_do_and_one_school_are_left_to_prose(question):
    assert told(question) is None

"""How many and which schools there are, by their reports."""

from datetime import date
from types import SimpleNamespace

import pytest

from assistant.answering.recorded import members
from assistant.answering.recorded.route import RecordLookup
from assistant.scope import understand
from ingest.documents import Locator, Span
from ingest.inspections import Inspection, Located, ReportFormat
from tests.assistant.records import made_record

SCHOOLS = [made_record(name[:3].lower(), name, date(2026, 3, 1)) for name in ("Elm Park School", "Ashby Lane School")]
PLACE = Locator(SCHOOLS[0].id, 1, Span(0, 7))


def asked(question):
    held = {"group": "Rookwood Trust", "school_category": "Academy", "age_range": "4 to 11"}
    found = {name: Located(value, PLACE) for name, value in held.items()}
    records = RecordLookup(
        lambda document: Inspection(document, ReportFormat.REPORT_CARD, 1.0, "", **found),
        lambda *_: SimpleNamespace(text="printed on the page"),
        lambda _: (),
    )
    return members.route(understand(question, SCHOOLS), records)


@pytest.mark.parametrize(
    "question",
    [
        "How many schools are in the trust?",
        "Which schools are in the trust?",
        "What schools does our trust run?",
        "List the schools in the trust",
        "How many schools are in the trust and which phases?",
        "How many academies does the trust have?",
    ],
)
def test_schools_are_counted_with_what_each_report_prints_of_its_school(question):
    selected = asked(question)
    assert selected.lead == "The library holds reports on 2 schools:"
    assert members.ONLY_HELD in selected.notes
    told = [item.statement for item in selected.schools[0].evidence]
    assert told == ["Group: printed", "School category: printed", "Age range: printed"]


def test_the_group_is_told_only_where_it_is_asked_for():
    assert [item.statement for item in asked("What types of school are there?").schools[0].evidence] == [
        "School category: printed",
        "Age range: printed",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Which schools have a nursery?",
        "Which schools are good at reading?",
        "What kind of school does well?",
        "What types of report are there?",
        "Which schools have the same name?",
        "How many schools have report cards?",
        "Which schools do not belong to the trust?",
        "How many pupils are at Elm Park?",
    ],
)
def test_questions_for_more_are_left_to_others(question):
    assert asked(question) is None

"""A report without grades is asked for its grade: the outcome that it prints in their place is the answer."""

import pytest

from assistant.answering.grades import asks_for_grade, grade_evidence
from assistant.scope import understand
from ingest.documents import Locator, Page, Span
from ingest.inspections import Inspection, Located, ReportFormat
from tests.assistant.records import made_record

OUTCOME = "The local area partnership’s arrangements lead to inconsistent experiences and outcomes for children."
AREA = "Wrenshire Local Area Partnership"


def evidence(question):
    record = made_record("area", AREA, None, format=ReportFormat.AREA_SEND)
    place = Locator(record.id, 1, Span(0, len(OUTCOME)))
    inspection = Inspection(record.id, ReportFormat.AREA_SEND, 1.0, "made", outcome=Located(OUTCOME, place))
    page = Page(1, None, 595.0, 842.0, OUTCOME, (), ())
    scope = understand(question, [record])
    (school,) = grade_evidence(scope, lambda _: inspection, lambda *_: page)
    return [item.quote for item in school.evidence]


@pytest.mark.parametrize(
    "question",
    [
        "What was the outcome of the Wrenshire inspection?",
        "How did Wrenshire do overall?",
        "How was SEND in Wrenshire judged?",
    ],
)
def test_the_outcome_is_given_where_there_is_no_grade(question):
    assert asks_for_grade(question)
    assert evidence(question) == [OUTCOME]


def test_the_outcome_stands_for_no_part_of_the_inspection():
    assert evidence("How was attendance in Wrenshire judged?") == []

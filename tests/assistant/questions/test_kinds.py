"""A question that names a kind of document is put to these documents, and its chip says so."""

from datetime import date

import pytest

from assistant.answer import Filters
from assistant.scope import understand
from ingest.inspections import ReportFormat
from tests.assistant.records import made_record

OTHER = {"format": ReportFormat.DOCUMENT}
REPORT = made_record("elm", "Elm Park Primary School", date(2025, 3, 1))
OF_TRUST = made_record("sef-trust", None, None, title="Harbourside Trust: self-evaluation 2026", **OTHER)
OF_SCHOOL = made_record("sef-elm", None, None, title="Elm Park Primary School: school self-evaluation", **OTHER)
PLAN = made_record("plan", None, None, title="Harbourside Trust: improvement plan 2026/27", **OTHER)
HELD = [REPORT, OF_TRUST, OF_SCHOOL, PLAN]


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("What does the trust's self-evaluation say about attendance?", [OF_TRUST]),
        ("What does Elm Park's self-evaluation say about SEND?", [OF_SCHOOL]),
        ("What do the self-evaluations say about attendance?", [OF_TRUST, OF_SCHOOL]),
        ("What is the improvement plan doing about writing?", [PLAN]),
    ],
)
def test_the_documents_of_that_kind_are_asked_and_no_report(question, meant):
    scope = understand(question, HELD)
    assert list(scope.documents) == meant
    assert [chip.words for chip in scope.chips if chip.key == "titled"] == [record.title for record in meant]


def test_a_question_that_sets_a_self_evaluation_against_the_reports_asks_both():
    scope = understand("How does attendance in the self-evaluation compare with the reports?", HELD)
    assert REPORT in scope.documents
    assert set(scope.tested) == {OF_TRUST, OF_SCHOOL}


def test_the_chip_can_be_taken_out():
    scope = understand("What does the self-evaluation say about attendance?", HELD, Filters(ignored=("titled",)))
    assert REPORT in scope.documents


def test_a_kind_that_the_library_does_not_hold_narrows_nothing():
    assert REPORT in understand("What does the self-evaluation say?", [REPORT, PLAN]).documents


@pytest.mark.parametrize(
    "question",
    [
        "Has attendance at Elm Park risen, as the trust's self-evaluation says?",
        "Is it true that attendance at Elm Park has risen, as the improvement plan claims?",
    ],
)
def test_whether_a_paper_is_right_is_asked_of_the_reports_and_of_that_paper(question):
    scope = understand(question, HELD)
    assert REPORT in scope.schools[0].reports
    assert scope.tested == ((PLAN,) if "plan" in question else (OF_TRUST,))
    assert not scope.others
    assert "says" not in scope.core
    assert "claims" not in scope.core


@pytest.mark.parametrize(
    ("question", "tested"),
    [
        ("Has attendance at Elm Park improved, as the plan says?", (PLAN,)),
        ("Is writing at Elm Park weak, as the trust says?", (OF_TRUST, PLAN)),
        ("Is reading strong, as Elm Park's self-evaluation claims?", (OF_SCHOOL,)),
        ("Has attendance at Elm Park improved, as the report says?", ()),
        ("Has attendance at Elm Park improved?", ()),
    ],
)
def test_as_a_paper_says_names_the_paper(question, tested):
    assert understand(question, HELD).tested == tested

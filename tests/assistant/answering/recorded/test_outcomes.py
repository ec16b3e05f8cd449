"""Which local areas were given which of the three outcomes: told by the words that their reports print."""

from datetime import date
from types import SimpleNamespace

import pytest

from assistant.answering.recorded.outcomes import route
from assistant.answering.recorded.route import RecordLookup
from assistant.answering.recorded.routes import judged
from assistant.schools.facts import Phase, SchoolFacts
from assistant.scope import understand
from ingest.documents import Locator, Span
from ingest.inspections import Inspection, Located, ReportFormat
from tests.assistant.records import made_record

NORTH, WEST, SOUTH = (f"{name} Local Area Partnership" for name in ("Northmere", "Westbourne", "Southwick"))
PRINTED = {
    NORTH: "There are widespread and/or systemic failings leading to significant concerns about outcomes.",
    WEST: "The local area partnership’s arrangements lead to inconsistent experiences and outcomes for children.",
    SOUTH: "The local area partnership’s SEND arrangements typically lead to positive experiences and outcomes.",
}
SCHOOL = "Elm Park Primary School"
RECORDS = [made_record(n, n, date(2024, 3, 9), format=ReportFormat.AREA_SEND) for n in PRINTED] + [
    made_record("elm", SCHOOL, date(2024, 3, 9))
]
NAMES = {record.id: record.school for record in RECORDS}
FACTS = {name: SchoolFacts(Phase.AREA) for name in PRINTED} | {SCHOOL: SchoolFacts(Phase.PRIMARY)}


def ask(question):
    def inspection(document):
        text = PRINTED.get(NAMES[document])
        said = Located(text, Locator(document, 1, Span(0, len(text)))) if text else None
        return Inspection(document, ReportFormat.AREA_SEND, 1.0, "made", outcome=said)

    lookup = RecordLookup(inspection, lambda document, _: SimpleNamespace(text=PRINTED[NAMES[document]]), lambda _: ())
    return judged(understand(question, RECORDS, facts=FACTS), lookup)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("How many area partnerships got the lowest outcome?", NORTH),
        ("Which areas got the lowest outcome?", NORTH),
        ("Which local area was given the worst judgement?", NORTH),
        ("Which areas have systemic failings?", NORTH),
        ("Which local areas got the middle outcome?", WEST),
        ("Which area partnerships have inconsistent experiences and outcomes?", WEST),
        ("Which local areas received the best outcome?", SOUTH),
    ],
)
def test_areas_are_picked_by_the_outcome_that_their_report_prints(question, name):
    selected = ask(question)
    assert {a.name: [i.quote for i in a.evidence] for a in selected.schools if a.evidence} == {name: [PRINTED[name]]}
    assert selected.lead.startswith("1 of 3 local areas: the outcome printed is the ")


def test_what_the_other_areas_print_is_told_and_none_is_silent():
    selected = ask("How many area partnerships got the lowest outcome?")
    assert selected.whole
    assert selected.notes == (
        f"The outcome printed for {SOUTH}: typically positive experiences and outcomes.",
        f"The outcome printed for {WEST}: inconsistent experiences and outcomes.",
    )


def test_an_area_that_is_named_is_told_which_outcome_it_has():
    assert ask("Did Westbourne get the lowest outcome?").lead == (
        f"{WEST}: the outcome printed is the middle of the three that these inspections give "
        "(inconsistent experiences and outcomes)."
    )


@pytest.mark.parametrize(
    "question",
    [
        "Which areas have the best outcomes for children in care?",
        "Which areas have systemic failings in health services?",
        "Which areas have inconsistent support?",
        "Which schools got the lowest outcome?",
    ],
)
def test_what_is_no_question_for_the_outcome_is_left_alone(question):
    assert ask(question) is None
    assert route(understand(question, RECORDS, facts=FACTS), None) is None

"""Whether safeguarding is effective is answered by the sentence that the report prints on it, whatever its format."""

from datetime import date
from types import SimpleNamespace

import pytest

from assistant.answering.recorded.route import RecordLookup
from assistant.answering.recorded.routes import routed
from assistant.answering.recorded.safeguarding import route
from assistant.scope import understand
from ingest.documents import Locator, Span
from ingest.inspections import Inspection, Located, ReportFormat
from tests.assistant.records import made_record

GRADED, CARD, LETTER = ReportFormat.GRADED, ReportFormat.REPORT_CARD, ReportFormat.MONITORING
EFFECTIVE, INEFFECTIVE = (f"The arrangements for safeguarding are {how}effective." for how in ("", "not "))
MET, NOT_MET = "Safeguarding standards met", "Safeguarding standards not met"
ELM, OAK, ASH = "Elm Park Primary School", "Oakwell High School", "Ashby Lane School"


def held(*reports):
    """Return the records of reports given as school, year, format and what they print of safeguarding."""
    made = [
        (made_record(f"{school}-{year}", school, date(year, 3, 9), format=form), printed)
        for school, year, form, printed in reports
    ]
    return [record for record, _ in made], {record.id: (record, printed) for record, printed in made}


def ask(question, *reports, way=route):
    records, printed = held(*reports)

    def inspection(document):
        record, text = printed[document]
        said = Located(text, Locator(document, 1, Span(0, len(text)))) if text else None
        return Inspection(document, record.format, 1.0, "made", safeguarding=said)

    lookup = RecordLookup(inspection, lambda document, _: SimpleNamespace(text=printed[document][1]), lambda _: ())
    return way(understand(question, records), lookup)


def quotes(selected):
    return {school.name: [item.quote for item in school.evidence] for school in selected.schools if school.evidence}


@pytest.mark.parametrize(
    "question",
    [
        "Was safeguarding effective at Elm Park?",
        "Is safeguarding effective at Elm Park?",
        "Does Elm Park have effective safeguarding?",
        "Are Elm Park’s safeguarding arrangements effective?",
        "Did Elm Park meet the safeguarding standards?",
        "Were the safeguarding standards met at Elm Park?",
        "How effective is safeguarding at Elm Park?",
        "Is safeguarding at Elm Park good enough?",
        "Safeguarding effective at Elm Park?",
    ],
)
@pytest.mark.parametrize(
    ("form", "printed"), [(GRADED, EFFECTIVE), (GRADED, INEFFECTIVE), (CARD, MET), (CARD, NOT_MET)]
)
def test_the_sentence_on_safeguarding_answers_however_it_is_asked(question, form, printed):
    selected = ask(question, (ELM, 2025, form, printed), way=routed)
    assert quotes(selected) == {ELM: [printed]}
    assert selected.lead == (
        f"{ELM}, inspected 9 March 2025: of safeguarding the report prints ‘{printed.rstrip('.')}’."
    )


@pytest.mark.parametrize(
    "question",
    [
        "What makes safeguarding effective at Elm Park?",
        "How do leaders keep safeguarding effective at Elm Park?",
        "Is safeguarding training effective at Elm Park?",
        "Who leads on safeguarding at Elm Park?",
        "What does the report say about safeguarding at Elm Park?",
    ],
)
def test_what_asks_for_more_than_the_judgement_is_left_to_retrieval(question):
    assert ask(question, (ELM, 2025, CARD, MET)) is None


def test_a_visits_letter_leaves_the_judgement_before_it_standing():
    reports = ((ELM, 2021, GRADED, INEFFECTIVE), (ELM, 2023, GRADED, EFFECTIVE), (ELM, 2024, LETTER, None))
    assert quotes(ask("Is safeguarding effective at Elm Park?", *reports)) == {ELM: [EFFECTIVE]}


def test_the_report_of_the_year_that_is_named_answers():
    reports = ((ELM, 2019, GRADED, INEFFECTIVE), (ELM, 2023, GRADED, EFFECTIVE))
    assert quotes(ask("Was safeguarding effective at Elm Park in 2019?", *reports)) == {ELM: [INEFFECTIVE]}


THREE = ((ELM, 2025, GRADED, EFFECTIVE), (OAK, 2025, GRADED, INEFFECTIVE), (ASH, 2026, CARD, MET))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which schools have effective safeguarding?", {ELM, ASH}),
        ("How many schools meet the safeguarding standards?", {ELM, ASH}),
        ("At which schools is safeguarding ineffective?", {OAK}),
        ("Which schools don’t meet the safeguarding standards?", {OAK}),
        ("Is safeguarding effective at all the schools?", {ELM, OAK, ASH}),
    ],
)
def test_schools_are_picked_by_what_their_report_prints(question, names):
    assert set(quotes(ask(question, *THREE))) == names


def test_a_school_whose_report_prints_otherwise_is_not_silent():
    selected = ask("Which schools have effective safeguarding?", *THREE)
    assert selected.notes == (
        f"{OAK}: the report prints that safeguarding is not effective or that its standards are not met.",
    )


def test_that_no_school_falls_short_is_said():
    selected = ask("Which schools have ineffective safeguarding?", THREE[0], THREE[2])
    assert quotes(selected) == {}
    assert selected.lead == (
        "No report searched prints that safeguarding is not effective or that its standards are not met."
    )


@pytest.mark.parametrize("question", ["Are pupils safe at Elm Park now?", "Are children kept safe at Elm Park?"])
def test_whether_pupils_are_safe_is_answered_by_the_judgement_on_safeguarding(question):
    selected = ask(question, (ELM, 2026, CARD, MET))
    assert [item.quote for school in selected.schools for item in school.evidence] == [MET]


@pytest.mark.parametrize(
    "question",
    [
        "Are pupils safe online at Elm Park?",
        "Do pupils feel safe at Elm Park?",
        "Are pupils safe from bullies at Elm Park?",
    ],
)
def test_what_pupils_feel_and_are_safe_from_is_left_to_prose(question):
    assert ask(question, (ELM, 2026, CARD, MET)) is None

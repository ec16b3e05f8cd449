"""What a plan says of a numbered priority is quoted from its own line or row, with the heading."""

import pytest

from assistant.answering.papers.plan_rows import plan_rows
from assistant.scope import understand
from ingest.documents import BlockKind, Locator, Passage, Sentence, Span
from ingest.inspections import ReportFormat
from tests.assistant.records import made_record

PLAN = made_record("plan", None, None, title="Harbourside Trust: plan", format=ReportFormat.DOCUMENT)


def passage(heading, *texts, kind=BlockKind.PARAGRAPH):
    places = (Locator(PLAN.id, 1, Span(0, 4)),)
    return Passage(PLAN.id, 1, 1, heading, tuple(Sentence(text, places) for text in texts), kind)


LINES = (
    passage("Priority 1: writing", "Owner: the head of English.", "Cost: £9,000."),
    passage("Priority 2: music", "Owner: the head of arts.", "Cost: £4,000."),
    passage("Priority 2: music", "Choirs start by May 2027.", "What it should lead to: a concert by July 2027."),
    passage("Priority 12: roofs", "Owner: the estates team.", "Cost: £80,000."),
)
TABLE = (
    passage(
        "Our plan",
        "Priority\tOwner\tBudget\tDue",
        "1. Writing\tThe head of English\t£9,000\t1 May 2027",
        "2. Music\tThe head of arts\t£4,000\t1 July 2027",
        kind=BlockKind.TABLE_ROW,
    ),
)


def told(question, passages):
    selected = plan_rows(understand(question, [PLAN]), lambda _: passages)
    return [(item.statement, item.quote) for paper in selected.schools for item in paper.evidence] if selected else None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What does priority 2 cost?", "Cost: £4,000."),
        ("Who owns priority two?", "Owner: the head of arts."),
        ("Who is responsible for priority no. 2?", "Owner: the head of arts."),
        ("What should priority 2 lead to?", "What it should lead to: a concert by July 2027."),
        ("Who is responsible for the music priority?", "Owner: the head of arts."),
        ("What is the plan's budget for music?", "Cost: £4,000."),
        ("How much does the priority on music cost?", "Cost: £4,000."),
    ],
)
def test_a_labelled_line_is_given_under_its_priority_s_heading(question, said):
    assert told(question, LINES) == [(f"Priority 2: music – {said}", said)]


def test_where_no_line_is_labelled_as_a_date_the_dated_aim_is_given_and_without_one_what_is_dated():
    assert [quote for _, quote in told("When is priority 2 due?", LINES)] == [
        "What it should lead to: a concert by July 2027."
    ]
    actions = passage("Priority 3: drama", "Why: no play was staged in 2025.", "A stage is built by May 2027.")
    assert [quote for _, quote in told("When is priority 3 due?", [actions])] == ["A stage is built by May 2027."]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What does priority 2 cost?", "Budget: £4,000"),
        ("Who owns priority 2?", "Owner: The head of arts"),
        ("When is priority 2 due?", "Due: 1 July 2027"),
    ],
)
def test_of_a_table_the_row_is_given_with_its_column_s_name(question, said):
    assert told(question, TABLE) == [(f"Priority 2. Music – {said}", TABLE[0].sentences[2].text)]


@pytest.mark.parametrize(
    "question",
    [
        "What does priority 7 cost?",
        "What does music cost?",
        "What do priority 1 and priority 2 cost?",
        "How does priority 2 sound?",
    ],
)
def test_a_number_that_no_plan_has_and_questions_for_other_things_are_left_to_other_steps(question):
    assert told(question, LINES) is None


@pytest.mark.parametrize(
    "question",
    [
        "Who is responsible for music?",
        "Who is responsible for the dance priority?",
        "Which priorities are about music?",
        "What does the plan say about music?",
        "What impact has the plan for music had?",
        "Why do inspectors say that music is a priority?",
        "Who at each school is responsible for the music plan?",
    ],
)
def test_a_name_that_no_priority_has_and_a_question_for_more_are_left_to_others(question):
    assert told(question, LINES) is None


def test_where_two_priorities_have_the_name_none_is_taken():
    assert (
        told("Who owns the music priority?", (*LINES, passage("Priority 4: music rooms", "Owner: the estates.")))
        is None
    )


@pytest.mark.parametrize(
    "question",
    ["Who owns the music priority, and what does it cost?", "Who owns priority 2 and what is its budget?"],
)
def test_two_things_that_are_asked_of_one_priority_are_both_given(question):
    assert [quote for _, quote in told(question, LINES)] == ["Owner: the head of arts.", "Cost: £4,000."]

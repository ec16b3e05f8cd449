"""When schools joined is cited from the row or the sentence that says it, or told as known from no document."""

from datetime import date
from types import SimpleNamespace

import pytest

from assistant.answering.recorded import joining
from assistant.answering.recorded.route import RecordLookup
from assistant.scope import understand
from ingest.documents import Block, BlockKind, Locator, Page, Span
from ingest.inspections import Inspection, Located, ReportFormat
from ingest.library import Membership
from ingest.library.tables import StoredSchoolRow
from ingest.tables.schools import TableKind, TableSchool
from tests.assistant.records import made_record

ELM = made_record("elm", "Elm Park Primary School", date(2026, 3, 1), urn="100001")
OAK = made_record("oak", "Oak Hill School", date(2026, 5, 1), urn="100002")
LINES = ("School\tURN\tJoined", "Elm Park Primary School\t100001\t01/09/2016", "Oak Hill School\t100002\t01/01/2019")
SENTENCE = "The school joined Harbourside Trust on 1 January 2018."


def page(document, number):
    if document != "table":
        return SimpleNamespace(text=SENTENCE)
    text, blocks, start = "\n".join(LINES), [], 0
    for row, line in enumerate(LINES, 1):
        blocks.append(Block(BlockKind.TABLE_ROW, Span(start, start + len(line)), paragraph=row))
        start += len(line) + 1
    return Page(1, None, 0.0, 0.0, text, (), tuple(blocks))


def stored(row, urn, name, joined):
    says = TableSchool(row, urn, name, group="Harbourside Trust", joined=joined)
    return StoredSchoolRow("table", "schools.csv", TableKind.OWN, says)


ROWS = (
    stored(2, "100001", "Elm Park Primary School", date(2016, 9, 1)),
    stored(3, "100002", "Oak Hill School", date(2019, 1, 1)),
)


def told(question, rows=ROWS, sentence=False, members=()):
    inspection = Inspection(
        OAK.id,
        ReportFormat.GRADED,
        1.0,
        "",
        group_sentence=Located(SENTENCE, Locator(OAK.id, 1, Span(0, len(SENTENCE)))) if sentence else None,
    )
    records = RecordLookup(
        lambda document: inspection if document == OAK.id else None,
        page,
        lambda _: (),
        schools=lambda: rows,
        members=lambda: members,
    )
    return joining.route(understand(question, [ELM, OAK]), records)


def said(selected):
    return [(item.statement or item.quote, item.quote) for school in selected.schools for item in school.evidence]


@pytest.mark.parametrize(
    "question",
    [
        "When did Elm Park join the trust?",
        "Since when has Elm Park been part of the trust?",
        "On which date did Elm Park become part of the trust?",
        "What is the joining date of Elm Park?",
    ],
)
def test_the_row_of_the_table_is_quoted_with_the_date_written_out(question):
    assert said(told(question)) == [("Joined Harbourside Trust: 1 September 2016", LINES[1])]


def test_a_report_that_gives_another_day_stands_beside_the_table_and_one_that_gives_the_same_does_not():
    assert [text for text, _ in said(told("When did Oak Hill join the trust?", sentence=True))] == [
        "Joined Harbourside Trust: 1 January 2019",
        SENTENCE,
    ]
    same = (stored(3, "100002", "Oak Hill School", date(2018, 1, 1)),)
    assert len(said(told("When did Oak Hill join the trust?", rows=same, sentence=True))) == 1


def test_which_joined_last_is_told_by_the_order_of_all():
    newest = told("Which school joined the trust last?")
    best = {school.name: school.evidence[0].probability for school in newest.schools}
    assert best["Oak Hill School"] > best["Elm Park Primary School"]
    oldest = told("Which school joined the trust first?")
    best = {school.name: school.evidence[0].probability for school in oldest.schools}
    assert best["Oak Hill School"] < best["Elm Park Primary School"]


@pytest.mark.parametrize(
    "question", ["Which schools are part of the trust and when did they join?", "When did each school join?"]
)
def test_all_that_belong_are_told_with_their_dates(question):
    assert [text for text, _ in said(told(question))] == [
        "Joined Harbourside Trust: 1 September 2016",
        "Joined Harbourside Trust: 1 January 2019",
    ]


def test_a_date_that_stands_in_no_document_is_told_as_that():
    members = (Membership("Oak Hill School", "100002", "Harbourside Trust", date(2017, 4, 1)),)
    selected = told("When did Oak Hill join the trust?", rows=(), members=members)
    assert said(selected) == []
    assert selected.notes == (
        "Oak Hill School joined Harbourside Trust on 1 April 2017, by the library’s own list of members; "
        "no document in the library says so.",
    )


@pytest.mark.parametrize(
    "question",
    [
        "When did Elm Park join the reading project?",
        "How has Elm Park improved since it joined the trust?",
        "When did the headteacher of Elm Park join the trust?",
        "Which trust is Elm Park part of?",
    ],
)
def test_other_questions_about_joining_are_left_to_other_steps(question):
    assert told(question) is None

"""Which schools' grades went up or down: both grades as printed, on one scale, and what cannot be said."""

from datetime import date

import pytest

from assistant.answering.compose import AnswerComposer
from assistant.answering.recorded.moves import route
from assistant.answering.recorded.route import RecordLookup
from assistant.scope import understand
from ingest.documents import Locator, Page, Span
from ingest.inspections import Inspection, Judgement, Located, ReportFormat, Scale
from tests.assistant.records import made_record

GRADED, CARD, LETTER = ReportFormat.GRADED, ReportFormat.REPORT_CARD, ReportFormat.MONITORING
ELM, OAK, ASH, YEW = "Elm Park School", "Oakwell School", "Ashby Lane School", "Yewtree School"
WHOLE, LEADING = "Overall effectiveness", "Leadership and management"


class Made:
    """Reports made of values: school, year, format, grades by area, and a line on the grade before."""

    def __init__(self, *reports):
        self.records, self.lines, self.grades = [], {}, {}
        for school, year, form, grades, previous in reports:
            record = made_record(f"{school}-{year}", school, date(year, 3, 9), format=form)
            self.records.append(record)
            self.lines[record.id] = [f"{area}\t{grade}" for area, grade in grades.items()] + [previous]
            self.grades[record.id] = grades

    def inspection(self, document):
        record = next(record for record in self.records if record.id == document)
        text = self.page(document, 1).text
        scale = Scale.REPORT_CARD if record.format is CARD else Scale.OEIF
        judged = tuple(
            Judgement(area, grade, scale, record.start, self._at(document, text, f"{area}\t{grade}"))
            for area, grade in self.grades[document].items()
        )
        grade = self.lines[document][-1].rpartition("\t")[2]
        line = text.rfind(grade)
        previous = Located(grade, Locator(document, 1, Span(line, line + len(grade)))) if grade else None
        return Inspection(document, record.format, 1.0, "made", judgements=judged, previous_grade=previous)

    def page(self, document, _):
        return Page(1, None, 595.0, 842.0, "\n".join(self.lines[document]), (), ())

    @staticmethod
    def _at(document, text, line):
        return Locator(document, 1, Span(text.index(line), text.index(line) + len(line)))

    def ask(self, question):
        scope = understand(question, self.records)
        selected = route(scope, RecordLookup(self.inspection, self.page, lambda _: ()))
        if selected is None:
            return None
        return AnswerComposer({record.id: record for record in self.records}, 1).compose(selected)


def rows(answer):
    return [(claim.school, claim.citations[0].source.date.year, claim.text) for claim in answer.claims]


HELD = Made(
    (ELM, 2019, GRADED, {WHOLE: "Requires improvement", f"Effectiveness of {LEADING.lower()}": "Good"}, ""),
    (ELM, 2023, GRADED, {WHOLE: "Good", LEADING: "Good"}, ""),
    (OAK, 2019, GRADED, {WHOLE: "Good", LEADING: "Inadequate"}, ""),
    (OAK, 2023, GRADED, {WHOLE: "Requires improvement", LEADING: "Good"}, ""),
    (ASH, 2022, GRADED, {WHOLE: "Outstanding"}, ""),
    (ASH, 2026, CARD, {"Inclusion": "Exceptional"}, ""),
    (YEW, 2022, GRADED, {WHOLE: "Good"}, ""),
    (YEW, 2023, LETTER, {}, ""),
)
ELM_ROWS = [(ELM, 2019, f"{WHOLE}: Requires improvement"), (ELM, 2023, f"{WHOLE}: Good")]


@pytest.mark.parametrize(
    "question",
    [
        "Which schools have improved since their last inspection?",
        "How many schools have got better since the previous inspection?",
        "Which schools’ grades have gone up?",
        "Have any schools improved over time?",
    ],
)
def test_a_school_has_improved_whose_printed_grade_went_up(question):
    answer = HELD.ask(question)
    assert answer.lead.startswith("2 of 4 schools: a grade went up between two inspections.")
    assert rows(answer)[:2] == ELM_ROWS


def test_what_went_the_other_way_is_shown_beside_it():
    assert [
        row for row in rows(HELD.ask("Which schools have improved since their last inspection?")) if row[0] == OAK
    ] == [
        (OAK, 2019, f"{WHOLE}: Good"),
        (OAK, 2023, f"{WHOLE}: Requires improvement"),
        (OAK, 2019, f"{LEADING}: Inadequate"),
        (OAK, 2023, f"{LEADING}: Good"),
    ]


def test_two_scales_are_never_compared_and_it_is_said_of_whom_nothing_can_be_said():
    answer = HELD.ask("Which schools have improved since their last inspection?")
    assert not {ASH, YEW} & {claim.school for claim in answer.claims}
    note = "Cannot be said, as the library holds no two inspections with grades on one scale: "
    assert f"{note}{ASH} and {YEW}." in answer.notes
    assert answer.coverage is None, "no school is silent: each is told of"


def test_a_school_whose_newest_grades_have_another_scale_is_told_of_as_that():
    made = Made(
        (ELM, 2019, GRADED, {WHOLE: "Inadequate"}, ""),
        (ELM, 2022, GRADED, {WHOLE: "Good"}, ""),
        (ELM, 2026, CARD, {"Inclusion": "Exceptional"}, ""),
    )
    answer = made.ask("Which schools have improved since their last inspection?")
    assert [year for _, year, _ in rows(answer)] == [2019, 2022]
    assert (
        f"Cannot be said of the newest inspection, which has another scale than the one before: {ELM}." in answer.notes
    )


def test_which_got_worse_is_told_the_same_way():
    answer = HELD.ask("Which schools have declined since their last inspection?")
    assert {claim.school for claim in answer.claims} == {OAK}
    assert f"No grade went down between the two inspections compared: {ELM}." in answer.notes


def test_the_grade_before_is_taken_from_the_report_that_prints_it():
    made = Made((ELM, 2016, GRADED, {WHOLE: "Good"}, "Overall effectiveness at previous inspection\tInadequate"))
    answer = made.ask("Which schools have improved since their last inspection?")
    assert rows(answer) == [
        (ELM, 2016, "Overall effectiveness at previous inspection: Inadequate"),
        (ELM, 2016, f"{WHOLE}: Good"),
    ]


def test_a_school_that_is_named_is_told_what_stayed_as_well():
    answer = HELD.ask("Has the grade of Elm Park gone up since its last inspection?")
    assert answer.lead == f"{ELM}: of 2 grades that both give, 1 went up, 0 went down and 1 stayed."


def test_that_no_grade_went_that_way_is_said():
    answer = Made((ELM, 2019, GRADED, {WHOLE: "Good"}, ""), (ELM, 2023, GRADED, {WHOLE: "Good"}, "")).ask(
        "Which schools have improved since their last inspection?"
    )
    assert answer.claims == ()
    assert answer.lead == "No grade printed went up between two inspections of the same school."


@pytest.mark.parametrize(
    "question",
    [
        "Which schools have improved attendance since their last inspection?",
        "Has Elm Park improved since 2019?",
        "Which schools need to improve?",
        "What changed since 2019?",
    ],
)
def test_what_prose_tells_is_left_to_retrieval(question):
    assert HELD.ask(question) is None

"""Reports made of values, put to one route and composed: for tests that need no library."""

from datetime import date

from assistant.answering.compose import AnswerComposer
from assistant.answering.recorded.route import RecordLookup
from assistant.scope import understand
from assistant.themes.values import Direction, Mention
from ingest.documents import Locator, Page, Span
from ingest.inspections import Inspection, InspectionDates, Judgement, Located, NextStep, ReportFormat, Scale
from tests.assistant.records import made_record

GRADED, CARD, LETTER = ReportFormat.GRADED, ReportFormat.REPORT_CARD, ReportFormat.MONITORING
STEP = "next step"
"""What is put under this name is a next step in words, and no grade; so is an outcome under `OUTCOME`."""
OUTCOME = "outcome"

SAID = "said"
"""What is put under this name is a sentence of the report, and no grade."""


class MadeReports:
    """Reports made of values: school, year, format, grades by area, and a line on the grade before."""

    def __init__(self, route, *reports):
        self.route, self.records, self.lines, self.grades = route, [], {}, {}
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
            if area not in (STEP, OUTCOME, SAID)
        )
        grade = self.lines[document][-1].rpartition("\t")[2]
        line = text.rfind(grade)
        previous = Located(grade, Locator(document, 1, Span(line, line + len(grade)))) if grade else None
        said = {area: words for area, words in self.grades[document].items() if area in (STEP, OUTCOME)}
        places = {area: self._at(document, text, words) for area, words in said.items()}
        return Inspection(
            document,
            record.format,
            1.0,
            "made",
            judgements=judged,
            previous_grade=previous,
            dates=InspectionDates(record.dates_printed, record.start, record.start, Locator(document, 1, Span(0, 0))),
            outcome=Located(said[OUTCOME], places[OUTCOME]) if OUTCOME in said else None,
            next_steps=(NextStep(STEP, said[STEP], (places[STEP],)),) if STEP in said else (),
        )

    def page(self, document, _):
        return Page(1, None, 595.0, 842.0, "\n".join(self.lines[document]), (), ())

    def mentions(self, record):
        """Return the next step of a report, and what it says else, under the one theme of attendance."""
        text = self.page(record.id, 1).text
        return [
            Mention(
                theme="attendance",
                direction=Direction.MIXED,
                school="",
                document=record.id,
                passage="",
                text=words,
                locators=(self._at(record.id, text, words),),
                date=record.start,
                format=record.format,
                why="made",
                next_step=kind == STEP,
            )
            for kind, words in self.grades[record.id].items()
            if kind in (STEP, SAID)
        ]

    @staticmethod
    def _at(document, text, line):
        return Locator(document, 1, Span(text.index(line), text.index(line) + len(line)))

    def ask(self, question):
        scope = understand(question, self.records)
        lookup = RecordLookup(
            self.inspection, self.page, lambda _: (), mentions=self.mentions, documents=lambda: self.records
        )
        selected = self.route(scope, lookup)
        if selected is None:
            return None
        return AnswerComposer({record.id: record for record in self.records}, 1).compose(selected)


def rows(answer):
    """Return school, year and words of each claim."""
    return [(claim.school, claim.citations[0].source.date.year, claim.text) for claim in answer.claims]

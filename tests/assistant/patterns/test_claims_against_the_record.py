"""Grades and figures of a self-evaluation are decided by the records of the reports, as Check decides them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from assistant.checking.verdict import Verdict
from assistant.patterns.claims import Ground, claims_against_reports, claims_of_paper
from assistant.patterns.values import Bearing, ClaimAgainstReports, GroupSchool
from assistant.themes.values import SchoolReport
from ingest.documents import Locator, Span
from ingest.inspections import Inspection, Judgement, Located, ReportFormat, Scale
from tests.assistant.patterns.scripted_claims import Scripted, paper

GRADED, CARD, UNGRADED = ReportFormat.GRADED, ReportFormat.REPORT_CARD, ReportFormat.UNGRADED
LETTER, OLDER = ReportFormat.MONITORING, ReportFormat.SECTION_5


class Library:
    """Schools with made-up reports, each a format, a year and what it prints."""

    def __init__(self) -> None:
        self.schools: list[GroupSchool] = []
        self.records: dict[str, Inspection] = {}

    def school(self, name: str, phase: str, *reports: tuple[ReportFormat, int, Mapping[str, str]]) -> None:
        made: list[SchoolReport] = []
        for kind, year, printed in reports:
            document = f"{name} {year}"
            place = Locator(document, 1, Span(0, 9))
            scale = Scale.REPORT_CARD if kind is CARD else Scale.OEIF
            self.records[document] = Inspection(
                document, kind, 1.0, "made up",
                judgements=tuple(
                    Judgement(area, grade, scale, date(year, 3, 9), place)
                    for area, grade in printed.items() if area != "roll"
                ),
                pupils=Located(printed["roll"], place) if "roll" in printed else None,
            )  # fmt: skip
            made.append(SchoolReport(document, f"{document}.pdf", date(year, 3, 9), kind))
        self.schools.append(GroupSchool(name, name, phase=phase, reports=tuple(made)))

    def compare(self, line: str, parts: Scripted, *, day: date | None = None) -> ClaimAgainstReports:
        ground = Ground(tuple(self.schools), (), parts.passages, self.records.get)
        made = paper(line, day=day)
        (found,) = claims_against_reports(claims_of_paper(made, self.schools), made, ground, parts, parts)
        return found


@pytest.fixture
def library() -> Library:
    made = Library()
    made.school(
        "Elmwick Primary School", "Primary",
        (OLDER, 2018, {"Overall effectiveness": "Good", "Outcomes for pupils": "Good"}),
        (GRADED, 2023, {"Behaviour and attitudes": "Good", "Leadership and management": "Good", "roll": "207"}),
        (LETTER, 2025, {}),
    )  # fmt: skip
    low, spread = {"Behaviour and attitudes": "Requires improvement"}, {"Attendance and behaviour": "Needs attention"}
    made.school("Dunmere Primary School", "Primary", (GRADED, 2024, low))
    made.school(
        "Fennimore High School", "Secondary",
        (GRADED, 2021, {"Behaviour and attitudes": "Good"}),
        (CARD, 2026, spread | {"Inclusion": "Strong standard"}),
    )  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("line", "bearing", "reason"),
    [
        (
            "Behaviour and attitudes was judged good at Elmwick Primary School.",
            Bearing.BORNE_OUT,
            "The report of March 2023 on Elmwick Primary School prints ‘Behaviour and attitudes: Good’.",
        ),
        (
            "Elmwick Primary School was judged good in 2018.",
            Bearing.BORNE_OUT,
            "The report of March 2018 on Elmwick Primary School prints ‘Overall effectiveness: Good’.",
        ),
        (
            "Elmwick Primary School was judged outstanding in 2018.",
            Bearing.CONTRADICTED,
            "The report of March 2018 on Elmwick Primary School prints ‘Overall effectiveness: Good’.",
        ),
        (
            "Behaviour was graded good at Fennimore High School.",
            Bearing.NEWER,
            "The report of March 2021 on Fennimore High School prints ‘Behaviour and attitudes: Good’; the school has "
            "a later one, which may print another.",
        ),
        (
            "Elmwick Primary School has 240 pupils on roll.",
            Bearing.CONTRADICTED,
            "The report of March 2023 on Elmwick Primary School prints ‘Number of pupils on the school roll: 207’.",
        ),
        (
            "All our primaries are graded good for behaviour.",
            Bearing.CONTRADICTED,
            "Not of every school meant: the report of March 2024 on Dunmere Primary School prints "
            "‘Behaviour and attitudes: Requires improvement’.",
        ),
        (
            "All our secondaries are graded strong standard for inclusion.",
            Bearing.BORNE_OUT,
            "The report of March 2026 on Fennimore High School prints ‘Inclusion: Strong standard’.",
        ),
        (
            "Every school was graded good for leadership and management.",
            Bearing.OPEN,
            "The latest reports on 1 of 3 schools print so; those on the others print no such grade or figure.",
        ),
    ],
)
def test_what_the_record_prints_settles_a_claim_before_any_passage_is_read(
    library: Library, line: str, bearing: Bearing, reason: str
) -> None:
    parts = Scripted([], Verdict.NOT_FOUND)
    found = library.compare(line, parts)
    assert (found.bearing, found.reason) == (bearing, reason)
    assert found.evidence, "every count opens a place"
    assert parts.asked == []


@pytest.mark.parametrize(
    "line",
    [
        "Elmwick Primary School was judged good in 2019.",
        "Behaviour and attitudes was judged good at Elmwick Primary School, and pupils adore their choir.",
        "Elmwick Primary School is a good place to learn to sing.",
        "The phonics screening at Elmwick Primary School was judged good.",
    ],
)
def test_what_the_record_does_not_say_is_left_to_the_passages(library: Library, line: str) -> None:
    parts = Scripted([], Verdict.NOT_FOUND)
    assert library.compare(line, parts).bearing is Bearing.SILENT
    assert parts.asked


def test_a_grade_that_is_wished_for_is_a_wish_whatever_is_printed(library: Library) -> None:
    line = "Behaviour and attitudes will be judged good at Elmwick Primary School."
    found = library.compare(line, Scripted([], Verdict.NOT_FOUND), day=date(2026, 9, 1))
    assert found.bearing is Bearing.WISH


def test_the_sentence_that_prints_the_grade_is_shown_where_a_passage_holds_it(library: Library) -> None:
    held = {"Elmwick Primary School 2023": ["Behaviour and attitudes Good"]}
    found = library.compare(
        "Behaviour and attitudes was judged good at Elmwick Primary School.", Scripted([], Verdict.NOT_FOUND, held=held)
    )
    assert [statement.text for statement in found.evidence] == ["Behaviour and attitudes Good"]

"""A report is superseded by a later inspection that judges the same matter; a letter only follows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.answering.compose import source_of
from assistant.checking.drafts.places import newer_report
from assistant.schools.followed import followed_by
from assistant.ui import evidence
from ingest.inspections import ReportFormat
from ingest.library import DocumentRecord
from tests.assistant.records import made_record

GRADED, CARD, UNGRADED = ReportFormat.GRADED, ReportFormat.REPORT_CARD, ReportFormat.UNGRADED
LETTER, SHORT = ReportFormat.MONITORING, ReportFormat.SHORT_INSPECTION


def held(*formats: ReportFormat, school: str = "Elmwick Primary School") -> list[DocumentRecord]:
    """Return one report of each format, each a year after the one before, from March 2021 on."""
    return [
        made_record(f"{school}-{place}", school, date(2021 + place, 3, 9), format=kind)
        for place, kind in enumerate(formats)
    ]


def standing(records: Sequence[DocumentRecord], *, graded: bool = False) -> tuple[str, bool] | None:
    found = followed_by(records[0], records, graded=graded)
    return (found.words, found.superseded) if found else None


@pytest.mark.parametrize(
    ("formats", "prose", "grade"),
    [
        ((GRADED,), None, None),
        ((GRADED, CARD), ("9 March 2022", True), ("9 March 2022", True)),
        ((GRADED, LETTER), *[("a letter of a monitoring visit (March 2022)", False)] * 2),
        ((GRADED, CARD, LETTER), *[("9 March 2022", True)] * 2),
        ((GRADED, LETTER, CARD), *[("9 March 2023", True)] * 2),
        ((GRADED, UNGRADED), ("9 March 2022", True), ("an ungraded inspection (March 2022)", False)),
        ((GRADED, SHORT), ("9 March 2022", True), ("a letter of a short inspection (March 2022)", False)),
        ((LETTER, LETTER), *[("a letter of a monitoring visit (March 2022)", False)] * 2),
        ((LETTER, GRADED), *[("9 March 2022", True)] * 2),
        ((GRADED, ReportFormat.CONVERSION_LETTER), None, None),
        ((ReportFormat.AREA_SEND, ReportFormat.AREA_SEND), *[("9 March 2022", True)] * 2),
        ((ReportFormat.FOCUSED_REVIEW, ReportFormat.TRUST_EVALUATION), *[("9 March 2022", True)] * 2),
    ],
)
def test_what_follows_a_report_is_told_by_what_it_judges(
    formats: tuple[ReportFormat, ...], prose: tuple[str, bool] | None, grade: tuple[str, bool] | None
) -> None:
    records = held(*formats)
    assert standing(records) == prose
    assert standing(records, graded=True) == grade


def test_a_report_on_another_school_or_of_the_same_day_follows_nothing() -> None:
    mine, other = held(GRADED)[0], held(CARD, CARD, school="Fennimore School")[1]
    assert followed_by(mine, [mine, other]) is None


def test_ask_and_the_evidence_panel_name_the_letter_and_do_not_call_the_report_superseded() -> None:
    records = held(GRADED, LETTER)
    source = source_of(records[0], records)
    assert (source.superseded_by, source.followed_by) == (None, "a letter of a monitoring visit (March 2022)")
    said = evidence._standing(source)
    assert "Followed by a letter of a monitoring visit (March 2022), which leaves it standing." in said
    assert "Superseded" not in said
    assert "Superseded" in evidence._standing(source_of(records[0], [*records, *held(GRADED, LETTER, CARD)[2:]]))


def test_check_finds_nothing_superseded_where_a_letter_follows_and_no_grade_where_none_are_newer() -> None:
    records = held(GRADED, LETTER)
    assert newer_report(records[0], "Pupils behave well.", records) is None
    records = held(GRADED, UNGRADED)
    assert newer_report(records[0], "Pupils behave well.", records) == records[1]
    assert newer_report(records[0], "Behaviour and attitudes was judged good.", records) is None
    records = held(GRADED, UNGRADED, CARD)
    assert newer_report(records[0], "Behaviour and attitudes was judged good.", records) == records[2]

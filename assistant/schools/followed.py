"""Whether a report still stands: which later report on the same provider judges its matter anew, or only follows it.

Decides by formats and days alone. A monitoring visit's letter gives no grades and looks at a few matters, so it leaves
the inspection before it standing; an ungraded inspection looks at the whole school and leaves its grades standing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.schools.register import key_of
from ingest.inspections import OF_A_TRUST, ReportFormat
from ingest.library import DocumentRecord

GRADING = frozenset({ReportFormat.SECTION_5, ReportFormat.GRADED, ReportFormat.REPORT_CARD})
"""Formats that print grades of a school."""
INSPECTING = GRADING | {ReportFormat.UNGRADED, ReportFormat.SHORT_INSPECTION}
"""Formats that report on a school as a whole."""
UNGRADED = frozenset(
    {ReportFormat.UNGRADED, ReportFormat.SHORT_INSPECTION, ReportFormat.MONITORING, ReportFormat.CONVERSION_LETTER}
)
"""Formats on a school that print no grades: those before them stand."""
_FOLLOWING = {
    ReportFormat.MONITORING: "a letter of a monitoring visit",
    ReportFormat.INDEPENDENT: "an additional inspection",
    ReportFormat.UNGRADED: "an ungraded inspection",
    ReportFormat.SHORT_INSPECTION: "a letter of a short inspection",
}
"""What a report is called that leaves one before it standing, or its grades."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The latest report that follows another; `superseded` is true where it judges the same matter."""

    by: DocumentRecord
    superseded: bool

    @property
    def words(self) -> str:
        """What follows, and when: "14 May 2025"; "a letter of a monitoring visit (May 2025)"."""
        if self.superseded:
            return self.by.dates_printed or _month(self.by)
        return f"{_FOLLOWING[self.by.format]} ({_month(self.by)})"


def followed_by(record: DocumentRecord, records: Iterable[DocumentRecord], *, graded: bool = False) -> Followed | None:
    """Return what follows a report among `records`; None where nothing does, or nothing that bears on it.

    :param graded: a grade is cited, so that only a report with grades supersedes it.
    """
    later = [other for other in records if _is_later(other, record)]
    anew = [other for other in later if other.format in _judging(record.format, graded)]
    beside = [other for other in later if other.format in _FOLLOWING]
    newest = max(anew or beside, key=_day, default=None)
    return Followed(newest, bool(anew)) if newest else None


def _judging(kind: ReportFormat, graded: bool) -> frozenset[ReportFormat]:
    """Return the formats that judge anew what a report of some format says."""
    if kind in OF_A_TRUST:
        return OF_A_TRUST
    if kind is ReportFormat.AREA_SEND:
        return frozenset({kind})
    return GRADING if graded else INSPECTING


def _is_later(other: DocumentRecord, record: DocumentRecord) -> bool:
    if not (other.school and other.start and record.start) or other.start <= record.start:
        return False
    return key_of(other) == key_of(record)


def _day(record: DocumentRecord) -> date:
    return record.start or date.min


def _month(record: DocumentRecord) -> str:
    return f"{_day(record):%B %Y}"


__all__ = ["GRADING", "INSPECTING", "UNGRADED", "Followed", "followed_by"]

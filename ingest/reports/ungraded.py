"""Ungraded inspections under section 8, 2019 to 2025: an outcome in words in place of a table of grades.

The outcome is a sentence ('… continues to be a good school', 'has taken effective action to maintain the standards
identified at the previous inspection') and is kept as printed. No grade is made of it: a school that continues to be
good was not graded at this inspection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents import BlockKind
from ingest.inspections import Inspection, Located, ReportFormat
from ingest.reports import fields, graded, school
from ingest.reports.lines import Confidence, Format, ReportLine, ReportLines, find, joined, weigh

_OUTCOME_SAYS = re.compile(
    r"\b(?:continues to be an? (?:good|outstanding) (?:school|academy|college|nursery)"
    r"|(?:has|have) taken effective action to maintain the standards"
    r"|has (?:improved|maintained) (?:significantly|its standards|the standards)"
    r"|(?:may|might) not be as strong as at the time of the previous inspection"
    r"|no change to this school[’']s overall judgement of (?:good|outstanding)"
    r"|(?:is|was) now an? (?:good|outstanding) school)\b"
)
_CARRIES_ON = re.compile(
    r"^(?:There is enough evidence|Inspection evidence|Evidence (?:gathered|suggests)|The (?:evidence|inspector"
    r"|next inspection"
    r"|school’s next|school's next|school)\b|However|This is because|We are recommending|As a result)"
)
_TYPE = re.compile(r"\bInspection of an? [a-z ]*(?:good|outstanding)\b", re.IGNORECASE)
_LEFT_OUT = frozenset({"previous_grade", "judgements", "next_steps"})
_MOST = 3
"""Paragraphs of an outcome. Known outcomes have one or two."""


def recognise(source: ReportLines) -> Confidence:
    """Weigh the headings of the framework where there is an outcome in place of a table of grades."""
    plain = not graded.is_graded(source)
    heading = plain and source.has(graded.OUTCOME)
    said = plain and not heading and _said(source) is not None
    return weigh(
        [
            *graded.signals(source),
            (heading, 0.4, "‘Outcome’ and no table of grades"),
            (said, 0.4, "the words of an outcome and no table of grades"),
            (plain and any(_TYPE.search(line.text) for line in source.cover), 0.1, "‘Inspection of a good school’"),
        ]
    )


def read(source: ReportLines, confidence: Confidence) -> Inspection:
    """Read the structured record: an outcome in words, and no judgements."""
    inspection, previous = graded.record(source, confidence)
    outcome = _outcome(source)
    inspection = replace(
        inspection,
        format=ReportFormat.UNGRADED,
        framework=_framework(inspection),
        judgements=(),
        outcome=outcome,
        previous_grade=inspection.previous_grade or find(source.section(_BACKGROUND, graded.HEADINGS), _GRADE_BEFORE),
        conflicts=tuple(conflict for conflict in inspection.conflicts if conflict.field != "judgements"),
    )
    unsaid = _LEFT_OUT | ({"previous_date"} if previous.none else set())
    expected = [name for name in (*school.EXPECTED, "outcome") if name not in unsaid]
    return replace(inspection, not_found=fields.missing(inspection, expected))


_BACKGROUND = "background"
_GRADE_BEFORE = re.compile(r"\bsince we judged the school to be (outstanding|good)\b")
"""Not of a predecessor: 'since we judged the predecessor school, X, to be good' speaks of another school."""


def _framework(inspection: Inspection) -> str:
    """Tell the wording of September 2024 onwards by the inspection's first day."""
    start = inspection.dates.start if inspection.dates else None
    return "2024–25" if start is not None and (start.year, start.month) >= (2024, 9) else "2019–24"


def _outcome(source: ReportLines) -> Located | None:
    """Return the paragraphs under 'Outcome', or the sentence that says it where that heading is missing."""
    section = source.section(graded.OUTCOME, graded.HEADINGS)
    if not section:
        return _said(source)
    return joined(_paragraphs(section))


def _paragraphs(section: Sequence[ReportLine]) -> list[ReportLine]:
    """Return the first paragraph and those that carry it on, on the same page."""
    kept = [section[0]]
    for line in section[1:_MOST]:
        if line.page is not kept[-1].page or line.kind is BlockKind.HEADING or not _CARRIES_ON.match(line.text):
            break
        kept.append(line)
    return kept


def _said(source: ReportLines) -> Located | None:
    line = next((line for line in source.before([graded.ATTEND]) if _OUTCOME_SAYS.search(line.text)), None)
    return line.located() if line else None


FORMAT = Format(ReportFormat.UNGRADED, recognise, read, graded.standard_text)
__all__ = ["FORMAT"]

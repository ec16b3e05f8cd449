"""Letters on a multi-academy trust: summary evaluations (MATSE, since 2018) and the focused reviews before them.

Neither is an inspection and neither grades the trust: no judgement is read, the annex of academies with their grades
included, for those are other reports'. The provider is the trust. A visit told by its month only has no dates here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents import BlockKind
from ingest.inspections import Inspection, Located, ReportFormat
from ingest.reports import boilerplate, fields, letters, steps
from ingest.reports.lines import Confidence, Format, ReportLine, ReportLines, weigh

_SUMMARY = re.compile(
    r"^\s*(?:(?:Multi-academy trust|MAT):? )?Summary evaluation (?:of|visit to)(?: (?-i:the))?\s+(?!on\b)",
    re.IGNORECASE,
)
_FOCUSED = re.compile(
    r"^\s*(?:Outcomes? of (?:the )?)?focuss?ed (?:review|inspection)s?(?: and survey)? (?:of|to)(?: (?-i:the))?"
    r"(?: (?:academies|schools) (?:(?:that|which) are part of|in|within|of|belonging to)(?: (?-i:the))?)?\s+",
    re.IGNORECASE,
)
_OPENS_SUMMARY = re.compile(r"\bsummary evaluation\b", re.IGNORECASE)
_OPENS_FOCUSED = re.compile(r"\bfocuss?ed (?:review|inspection)", re.IGNORECASE)
_OWN = frozenset(
    {"summary of main findings", "summary of findings", "main findings", "recommendations", "evidence", "context"}
)
_FINDINGS = ("summary of main findings", "summary of findings", "main findings")
_RECOMMENDATIONS = frozenset(
    {"recommendations", "recommendation", "recommendations for the trust", "areas for improvement"}
)
_TRUST_IS = re.compile(r"\bThe [Tt]rust,? (?:which )?(?:consists of|comprises|has|is made up of|includes) \d+\b")
_EXPECTED = ("provider", "dates", "dated", "lead_inspector", "next_steps")


def recognise_summary(source: ReportLines) -> Confidence:
    """Weigh the title and the set headings of a summary evaluation."""
    return _weigh(source, _SUMMARY, _OPENS_SUMMARY, "‘Summary evaluation of’")


def recognise_focused(source: ReportLines) -> Confidence:
    """Weigh the title and the set headings of a focused review."""
    return _weigh(source, _FOCUSED, _OPENS_FOCUSED, "‘Focused review of’")


def _weigh(source: ReportLines, title: re.Pattern[str], opens: re.Pattern[str], name: str) -> Confidence:
    body = letters.body(source)
    return weigh(
        [
            (letters.titled(source, title), 0.45, name),
            (letters.is_letter(source), 0.15, "‘Dear’"),
            (any(opens.search(line.text) and len(line.text) > 60 for line in body[:10]), 0.2, "its opening sentence"),
            (any(line.title in _OWN for line in source.lines), 0.2, "headings of findings or recommendations"),
        ]
    )


def read_summary(source: ReportLines, confidence: Confidence) -> Inspection:
    """Read the structured record of a summary evaluation."""
    return _read(source, confidence, ReportFormat.TRUST_EVALUATION, _SUMMARY)


def read_focused(source: ReportLines, confidence: Confidence) -> Inspection:
    """Read the structured record of a focused review."""
    return _read(source, confidence, ReportFormat.FOCUSED_REVIEW, _FOCUSED)


def _read(source: ReportLines, confidence: Confidence, form: ReportFormat, title: re.Pattern[str]) -> Inspection:
    trust = letters.title(source, title)
    inspection = Inspection(
        document=source.document.id,
        format=form,
        confidence=confidence.score,
        reason=confidence.reason,
        provider=trust,
        group=trust,
        group_sentence=letters.sentence(letters.body(source), [_TRUST_IS]),
        dates=letters.visit(source, inspections=False),
        dated=letters.dated(source),
        lead_inspector=letters.signature(source),
        outcome=_first_finding(source),
        next_steps=letters.points(source, _RECOMMENDATIONS, steps.AREA_FOR_IMPROVEMENT),
        people=letters.addressee(source),
    )
    return replace(inspection, not_found=fields.missing(inspection, _EXPECTED))


def _first_finding(source: ReportLines) -> Located | None:
    """Return the paragraph with which the findings open; None where they open with a list."""
    for heading in _FINDINGS:
        section: Sequence[ReportLine] = source.section(heading, _OWN)
        if section and section[0].kind is BlockKind.PARAGRAPH and not section[0].text.rstrip().endswith(":"):
            return section[0].located()
    return None


SUMMARY = Format(ReportFormat.TRUST_EVALUATION, recognise_summary, read_summary, boilerplate.last_page)
FOCUSED = Format(ReportFormat.FOCUSED_REVIEW, recognise_focused, read_focused, boilerplate.last_page)
__all__ = ["FOCUSED", "SUMMARY"]

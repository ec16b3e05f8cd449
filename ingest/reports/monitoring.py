"""Letters and reports of monitoring and other section 8 visits: what leaders have done since a school was judged.

Reads title, visit, conclusion, and what the school should do further. The areas for improvement that an annex repeats
are the earlier inspection's and are not read as this one's. No grade is read: such a visit gives none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.inspections import Inspection, InspectionDates, Located, ReportFormat
from ingest.number_words import ORDINALS
from ingest.reports import boilerplate, checks, fields, groups, letters, school, steps
from ingest.reports.dates import find_dates
from ingest.reports.lines import Confidence, Format, ReportLines, weigh

_TITLE = re.compile(
    r"^\s*(?:(?:Ofsted|(?:Unannounced |Additional,? )?(?:Special measures|Serious weaknesses|Requires improvement"
    r"|Requiring improvement"
    r"|Notice to improve|No formal designation|(?:Requires )?Significant improvement|Urgent improvement"
    r"|Additional|Remote|Unannounced))"
    rf"\b[^.\n]{{0,60}}?\s*)?(?:\b(?:{'|'.join(ORDINALS[:6])}) )?"
    r"\b(?:monitoring (?:inspection )?(?:visit )?|monitoring inspection "
    r"|no formal designation (?:monitoring )?inspection "
    r"|section 8 inspection |urgent inspection |(?<=designation )inspection )(?:visit )?(?:of"
    r"|to)\s+(?:an? [a-z ]+:\s*)?",
    re.IGNORECASE,
)
_CARD_TITLE = re.compile(
    r"^\s*(?:Monitoring (?:inspection|visit)|Urgent inspection)(?: report)?:\s*(?=\d)", re.IGNORECASE
)
_ABOUT = re.compile(r"\bmonitoring (?:inspection|visit)|\bsection 8 of the Education Act 2005\b", re.IGNORECASE)
_OUTCOMES = (
    re.compile(
        r"\b(?:is|are|have|has|was|were)(?: been)? (?:not |now )?tak(?:ing|en) effective action\b", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:remains inadequate|continues? to require (?:improvement|special measures)"
        r"|no longer requires? special measures)\b"
    ),
    re.compile(r"\b(?:is now|continues to be) (?:a |an )?(?:good|outstanding)\b"),
    re.compile(r"\b(?:have|has|is|are) (?:not )?(?:made|making) (?:enough |sufficient |reasonable |some )?progress\b"),
    re.compile(r"\b(?:improvement|action) plans? (?:is|are) (?:not )?fit for purpose\b"),
    re.compile(r"\bSafeguarding is (?:not |in)?effective\b"),
)
_STEPS = frozenset(
    {
        "the school should take further action to",
        "the school should take further action to ensure that",
        "leaders should take further action to",
        "next steps for the school",
        "next steps",
        "areas for further improvement",
        "what does the school need to do to improve further?",
    }
)
_EXPECTED = ("provider", "dates", "lead_inspector", "outcome")


def recognise(source: ReportLines) -> Confidence:
    """Weigh title, greeting and set sentences."""
    titled = letters.titled(source, _TITLE, _CARD_TITLE)
    letter = letters.is_letter(source)
    body = letters.body(source) if titled or letter else []
    return weigh(
        [
            (titled, 0.45, "a title of a monitoring visit"),
            (letter, 0.15, "‘Dear’"),
            (any(_ABOUT.search(line.text) for line in body[:15]), 0.15, "‘monitoring’ or ‘section 8’ in its opening"),
            (letters.sentence(body, _OUTCOMES) is not None, 0.15, "what the visit concludes"),
            (any(line.title in _STEPS for line in body), 0.1, "what the school should do further"),
        ]
    )


def read(source: ReportLines, confidence: Confidence) -> Inspection:
    """Read the structured record: an outcome in words, and no judgements."""
    body = letters.body(source)
    numbers = checks.urns(source)
    group = groups.in_copies(body)
    conclusion = letters.sentence(body, _OUTCOMES)
    grade, when = letters.previous(source)
    inspection = Inspection(
        document=source.document.id,
        format=ReportFormat.MONITORING,
        confidence=confidence.score,
        reason=confidence.reason,
        provider=letters.title(source, _TITLE) or _above_title(source),
        urn=next(iter(numbers), None),
        local_authority=letters.local_authority(source),
        group=group,
        group_sentence=groups.sentence(body, group),
        dates=letters.visit(source) or _printed(source),
        dated=letters.dated(source),
        previous_grade=grade,
        previous_date=when,
        lead_inspector=letters.signature(source) or school.lead_inspector(source.lines),
        safeguarding=school.safeguarding(source, body),
        category_of_concern=school.concern(body),
        outcome=conclusion,
        next_steps=letters.points(source, _STEPS, steps.NEXT_STEP),
        people=letters.addressee(source),
        conflicts=tuple(checks.disagreeing("urn", numbers)),
    )
    return replace(inspection, not_found=fields.missing(inspection, _EXPECTED))


def _printed(source: ReportLines) -> InspectionDates | None:
    """Return the dates of a labelled row, or of the title 'Monitoring inspection report: 13 January 2026'."""
    row = fields.inspection_dates(source.cover)
    if row is not None:
        return row
    for line in source.cover:
        match = _CARD_TITLE.match(line.text)
        found = find_dates(line.text[match.end() :]) if match else None
        if match and found:
            locator = line.locator(match.end() + found.span.start, match.end() + found.span.end)
            return InspectionDates(found.printed, found.start, found.end, locator)
    return None


def _above_title(source: ReportLines) -> Located | None:
    """Return the first line of a cover that is set as a report card's is."""
    if not any(_CARD_TITLE.match(line.text) for line in source.cover):
        return None
    return source.cover[0].located()


FORMAT = Format(ReportFormat.MONITORING, recognise, read, boilerplate.last_page)
__all__ = ["FORMAT"]
